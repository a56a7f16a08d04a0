#!/usr/bin/env python3
"""run-golden.py: what dsn says of every message of the corpus, against what was read and approved.

usage: run-golden.py [--update] [--tool PATH]

--update writes the expectations anew: read the difference before you keep it. The tool is that
of DSN_TOOL, or of build/.
"""
import argparse
import collections
import difflib
import functools
import json
import os
import re
import resource
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position

CORPUS = os.path.join(tap.ROOT, 'corpus')
TREES = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'mime.jsonl')
VERDICT_KEYS = ('status', 'category', 'action')
EXPECTED_KEYS = ('address', 'action', 'status', 'diagnostic_status', 'reply_code')


def names(ending):
    """The names of all messages or expectations, without their ending."""
    prefix = len('corpus/')
    return [path[prefix:-len(ending)] for path in tap.files('corpus', ending)]


def read(name):
    with open(os.path.join(CORPUS, name), 'rb') as file:
        return file.read()


@functools.cache
def output(name):
    """The line, or the lines, for a message."""
    result = tap.dsn('parse', '--json', '--all', name + '.eml', cwd=CORPUS)
    tap.equal(result.stderr, b'', 'stderr')
    tap.check(result.returncode in (0, 1), 'exit status', result.returncode)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    tap.check(lines, 'no line at all')
    tap.equal(result.returncode, 0 if any(l['type'] == 'report' for l in lines) else 1, 'exit status')
    return result.stdout


def pretty(line):
    return json.dumps(json.loads(line), indent=1, ensure_ascii=False).splitlines()


def check_message(name):
    """The same bytes as those that were approved."""
    found, path = output(name), os.path.join(CORPUS, name + '.json')
    if not os.path.exists(path):
        raise tap.Failure(f'there is no {name}.json: look at the output, then write it with --update')
    approved = read(name + '.json')
    if found != approved:
        try:
            old, new = ([p for l in text.splitlines() for p in pretty(l)] for text in (approved, found))
        except ValueError:
            old, new = [repr(approved)], [repr(found)]
        raise tap.Failure('\n'.join(difflib.unified_diff(old, new, name + '.json', 'found', lineterm='', n=2)) or
                          f'other bytes for the same JSON:\n{approved!r}\n{found!r}')


def table(name):
    """The rows of a table of the corpus, below the line with the names of the columns."""
    rows = [line.split('\t') for line in read(name).decode().splitlines()]
    tap.none([f'{row[0]}: {len(row)} columns' for row in rows if len(row) != len(rows[0])], name)
    return rows[1:]


def verdicts(report):
    """The three columns of index.tsv that say what we conclude, one word for each recipient."""
    return [';'.join(str(recipient['verdict'].get(key, '')) for recipient in report.get('recipients', [])
                     if 'verdict' in recipient) for key in VERDICT_KEYS]


def check_verdicts(name, columns):
    """What index.tsv says of a message is what is expected of it."""
    tap.equal([verdicts(json.loads(line)) for line in read(name + '.json').splitlines()], [columns], name)


def brief(report):
    """The recipients of a report in the form of expected.tsv."""
    return ';'.join('|'.join(str(recipient.get(key, '')) for key in EXPECTED_KEYS)
                    for recipient in report.get('recipients', []))


def check_row(path, kind, recipients):
    """What a careful reader takes from the message is what we say."""
    lines = [json.loads(line) for line in output(path.removesuffix('.eml')).splitlines()]
    tap.equal([(line['type'], brief(line)) for line in lines], [(kind, recipients)], path)


def check_table(name):
    """One row for each message, and no other."""
    listed = [row[0] for row in table(name)]
    tap.none([path for path in listed if listed.count(path) > 1], f'{name}: twice')
    tap.none(set(listed) - {n + '.eml' for n in names('.eml')}, f'{name}: no such message')
    tap.none({n + '.eml' for n in names('.eml')} - set(listed), f'{name}: not listed')


def check_no_orphans():
    tap.none(set(names('.json')) - set(names('.eml')), 'expectations without a message')


def check_mailbox(path, messages):
    """What a delivery agent stored is read as the messages that it was given."""
    result = tap.dsn('parse', '--json', '--all', path, cwd=CORPUS)
    found = [(line.get('original'), line.get('recipients')) for line in tap.lines(result)]
    given = [json.loads(read(message + '.json')) for message in messages.split()]
    tap.equal(found, [(line.get('original'), line['recipients']) for line in given], path)


def check_mailboxes():
    """Each mailbox has its row."""
    folder = os.path.join(CORPUS, 'mailboxes')
    tap.equal(sorted('mailboxes/' + name for name in os.listdir(folder)), sorted(row[0] for row in table('mailboxes.tsv')))


def check_coverage():
    """Every cause has its messages, the common ones many, and servers of several makes wrote the most."""
    rows = table('index.tsv')
    counts = collections.Counter(category for row in rows for category in set(row[-2].split(';')) if category)
    known = set(re.findall(r'(?m)^id += "(.*)"', tap.source('src', 'rules', 'categories.toml')))
    tap.none([f'{category}: {counts[category]}' for category in known if counts[category] < 3], 'too few messages')
    tap.none([f'{category}: {count}' for category, count in counts.most_common(10) if count < 15], 'too few messages')
    made = [row[0].split('/')[0] for row in rows if row[1] == 'server']
    tap.check(len(rows) >= 300 and len(made) >= 200 and len(set(made)) >= 6, len(rows), len(made), set(made))


def check_speed():
    """All of it is read with less than a second of work."""
    def work():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
    before = work()
    result = tap.dsn('parse', '--json', '--all', *(name + '.eml' for name in names('.eml')), cwd=CORPUS)
    tap.check(result.stdout.count(b'\n') >= len(names('.eml')), 'lines')
    tap.check(work() - before < 1, work() - before, 'seconds')


def check_deterministic():
    """All in one process gives the same bytes as each alone."""
    every = [name + '.eml' for name in names('.eml')]
    result = tap.dsn('parse', '--json', '--all', *every, cwd=CORPUS)
    tap.equal(result.stdout, b''.join(read(name.removesuffix('.eml') + '.json') for name in every), 'all at once')


def update_index():
    """Writes the verdicts of index.tsv, empty columns where a row ends early, and each row once: after a merge."""
    path = os.path.join(CORPUS, 'index.tsv')
    rows = [line.split('\t') for line in read('index.tsv').decode().splitlines()]
    head = max((row for row in rows if row[0] == 'path'), key=len)
    longest = {}
    for row in rows:
        if row[0] != head[0] and len(row) > len(longest.get(row[0], [])):
            longest[row[0]] = row
    rows = [row + [''] * (len(head) - len(row)) for row in longest.values()]
    for row in rows:
        row[-len(VERDICT_KEYS):] = verdicts(json.loads(read(row[0].removesuffix('.eml') + '.json').splitlines()[0]))
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines('\t'.join(row) + '\n' for row in [head] + rows)


def trees():
    """The lines that dsn mime was approved to write, each with what it was asked for."""
    with open(TREES, encoding='utf-8') as file:
        return [(json.loads(line), line) for line in file]


def look_into(line):
    """What dsn mime says now of the message of a line."""
    verb = ['cat', line['path']] if line['type'] == 'part' else [line['type']]
    return tap.dsn('mime', '--json', *verb, line['source'], cwd=CORPUS).stdout.decode()


def check_tree(line, approved):
    tap.equal(look_into(line), approved)


def update():
    """Writes all expectations; gives how many are new or other."""
    changed = 0
    for name in names('.eml'):
        path, text = os.path.join(CORPUS, name + '.json'), output(name)
        if not os.path.exists(path) or read(name + '.json') != text:
            changed += 1
            with open(path, 'wb') as file:
                file.write(text)
    for name in set(names('.json')) - set(names('.eml')):
        os.unlink(os.path.join(CORPUS, name + '.json'))
        changed += 1
    lines = [look_into(line) for line, _ in trees()]
    with open(TREES, 'w', encoding='utf-8') as file:
        file.writelines(lines)
    update_index()
    return changed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--update', action='store_true', help='write the expectations anew')
    parser.add_argument('--tool', help='the dsn to run')
    options = parser.parse_args()
    if options.tool:
        tap.TOOL = os.path.abspath(options.tool)
    if options.update:
        print(f'{update()} of {len(names(".eml"))} expectations changed')
        return
    sys.argv[1:] = []
    tap.add('corpus-is-there', lambda: tap.check(len(names('.eml')) >= 12, 'messages are missing'))
    tap.add('no-orphans', check_no_orphans)
    for name in names('.eml'):
        tap.add(name, check_message, name)
    tap.add('all-at-once', check_deterministic)
    tap.add('mailboxes', check_mailboxes)
    for row in table('mailboxes.tsv'):
        tap.add('mailbox-' + row[0], check_mailbox, row[0], row[-1])
    tap.add('coverage', check_coverage)
    tap.add('speed', check_speed)
    for name in ('expected.tsv', 'index.tsv'):
        tap.add(name, check_table, name)
    for line, approved in trees():
        tap.add(f'mime-{line["type"]}-{line["source"]}', check_tree, line, approved)
    for row in table('index.tsv'):
        tap.add('verdicts-' + row[0], check_verdicts, row[0].removesuffix('.eml'), row[-len(VERDICT_KEYS):])
    for row in table('expected.tsv'):
        tap.add('read-' + row[0], check_row, *row)
    tap.run()


if __name__ == '__main__':
    main()
