"""filing.py: compares bounces with what they must say, and files those that are right."""
import json
import os
import subprocess
import tempfile

import expect
import table
import tidy

CORPUS = os.path.dirname(table.HERE)
# index.tsv: what a row of ours has in its second column.
MADE = 'server'


class Filed:
    """A message with its place in the corpus and its rows in the tables."""

    def __init__(self, path, text, scenario, rows):
        self.path, self.text, self.scenario, self.rows = path, text, scenario, rows
        self.data = text.encode('latin-1')

    def index(self, name, version):
        verdicts = (';'.join(row[column] for row in self.rows) for column in (5, 6, 7))
        return [self.path, MADE, name, self.scenario.what, '', version, self.scenario.id, *verdicts]

    def expected(self):
        return [self.path, 'report', ';'.join('|'.join(row[:5]) for row in self.rows)]


def judge(tool, path, data):
    """What dsn says of a message at its place: the bytes of its line."""
    with tempfile.TemporaryDirectory() as folder:
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full))
        with open(full, 'wb') as file:
            file.write(data)
        done = subprocess.run([tool, 'parse', '--json', '--all', path], cwd=folder, capture_output=True, check=False)
    if done.returncode > 1 or done.stderr:
        raise RuntimeError(f'dsn: {done.returncode} {done.stderr!r}')
    return done.stdout


def messages(name, server, run):
    """The bounces of a run with the scenario and the number of each, in that order."""
    for scenario in table.scenarios(name):
        mine = sorted((mail for mail in run['mails'] if mail['to'] == scenario.sender), key=lambda mail: mail['time'])
        mender = tidy.Tidy(server, name, scenario.id, mine[0]['sent'] if mine else 0)
        for number, mail in enumerate(mine):
            yield scenario, number, expect.case(name, scenario, number) + '.eml', mender.message(mail['data'], mail['time'])
        for number in range(len(mine), len(expect.reports(name, server, scenario))):
            yield scenario, number, f'{name}/{scenario.id}', None


def read_table(name):
    with open(os.path.join(CORPUS, name), encoding='utf-8') as file:
        return [line.split('\t') for line in file.read().splitlines()]


def write_table(name, rows):
    with open(os.path.join(CORPUS, name), 'w', encoding='utf-8') as file:
        file.writelines('\t'.join(row) + '\n' for row in rows)


def check_all(name, server, run, tool):
    """The messages that are right, with their JSON; and how many are not."""
    good, bad = [], 0
    for scenario, number, path, text in messages(name, server, run):
        if text is None:
            faults = [f'there is no report number {number + 1}']
        elif number >= len(expect.reports(name, server, scenario)):
            line = judge(tool, path, text.encode('latin-1'))
            faults = ['nobody expects it'] + [str(row) for row in expect.found(json.loads(line))]
        else:
            filed = Filed(path, text, scenario, expect.recipients(name, server, scenario, number))
            line = judge(tool, path, filed.data)
            faults = expect.difference(filed.rows, json.loads(line))
            if not faults:
                good.append((filed, line))
        if faults:
            bad += 1
            print('\n    '.join([f'{path}:'] + faults))
    return good, bad


def mailboxes(name, run):
    """The files of the mailboxes, and the rows of mailboxes.tsv."""
    files, rows = {}, []
    for path, text in run['files'].items():
        mender = tidy.Tidy(table.server(name)(), name, path, run['started'])
        files[f'{name}/{path}'] = mender.message(text, run['started']).encode('latin-1')
    for box, version in run['versions'].items():
        if box.endswith('.Maildir'):
            files[f'{name}/{box}/cur/.keep'] = b''  # git has no empty folders, and a Maildir needs both
        rows.append([f'{name}/{box}', box.partition('.')[0], version, ' '.join(run['messages'])])
    return files, rows


def file_mailboxes(name, run, check):
    """Files the mailboxes; gives how many files are other with `check`. tests/golden tells whether they are right."""
    files, rows = mailboxes(name, run)
    old = {os.path.relpath(os.path.join(folder, path), CORPUS)
           for folder, _, paths in os.walk(os.path.join(CORPUS, name)) for path in paths}
    changed = [path for path, data in files.items() if differs(os.path.join(CORPUS, path), data)] + sorted(old - set(files))
    print(f'{name}: {len(files)} files, {len(changed)} other than filed')
    if check:
        print(''.join(f'  {path}\n' for path in changed), end='')
        return len(changed)
    for path in old - set(files):
        os.unlink(os.path.join(CORPUS, path))
    for path, data in files.items():
        os.makedirs(os.path.dirname(os.path.join(CORPUS, path)), exist_ok=True)
        with open(os.path.join(CORPUS, path), 'wb') as out:
            out.write(data)
    write_table('mailboxes.tsv', [['path', 'written by', 'version', 'messages'], *rows])
    return 0


def differs(path, data):
    try:
        with open(path, 'rb') as file:
            return file.read() != data
    except OSError:
        return True


def file(name, run, tool, check):
    """Files the bounces of a server; gives how many are not right, or with `check` would change."""
    if 'files' in run:
        return file_mailboxes(name, run, check)
    server = table.server(name)()
    good, bad = check_all(name, server, run, tool)
    for text in run['failed']:
        print(f'{name}: not sent: {text}')
    index, expected = read_table('index.tsv'), read_table('expected.tsv')
    written = {row[0] for row in index if row[1] != MADE}
    good = [(filed, line) for filed, line in good if filed.path not in written]
    old = {row[0] for row in index if row[1] == MADE and row[0].startswith(name + '/')}
    new = {filed.path for filed, _ in good}
    changed = old ^ new
    changed |= {filed.path for filed, line in good
                for path, data in ((filed.path, filed.data), (filed.path[:-4] + '.json', line))
                if differs(os.path.join(CORPUS, path), data)}
    print(f'{name} {run["version"]}: {len(good)} right, {bad} not, {len(changed)} other than filed')
    if check:
        for path in sorted(changed):
            print(f'  {path}')
        return bad + len(changed)
    for path in old - new:
        for ending in ('.eml', '.json'):
            os.unlink(os.path.join(CORPUS, path[:-4] + ending))
    os.makedirs(os.path.join(CORPUS, name), exist_ok=True)
    for filed, line in good:
        for path, data in ((filed.path, filed.data), (filed.path[:-4] + '.json', line)):
            with open(os.path.join(CORPUS, path), 'wb') as out:
                out.write(data)
    index = [row for row in index if row[0] not in old] + [filed.index(server.label, run['version']) for filed, _ in good]
    expected = [row for row in expected if row[0] not in old] + [filed.expected() for filed, _ in good]
    write_table('index.tsv', index)
    write_table('expected.tsv', expected)
    return bad
