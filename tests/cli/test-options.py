#!/usr/bin/env python3
"""test-options.py: what dsn parse shows, in which form, of which inputs: every option with good and bad values."""
import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import mailboxes  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal, lines

CORPUS = mailboxes.CORPUS
REPORT = os.path.join(CORPUS, 'rfc3464', 'user-unknown.eml')
FULL = os.path.join(CORPUS, 'rfc3464', 'mailbox-full.eml')
SEVERAL = os.path.join(CORPUS, 'rfc3464', 'several-recipients.eml')
COMPLAINT = os.path.join(CORPUS, 'feedback', 'arf-abuse.eml')
LETTER = os.path.join(CORPUS, 'not-a-report', 'plain.eml')
EVERY = lines(dsn('parse', '--json', '--all', CORPUS, os.path.join(CORPUS, 'nosuch')))


def check_bad(words, *wanted):
    """Wrong usage: 2, nothing on stdout, and the first line on stderr holds some words."""
    result = dsn('parse', *words, REPORT)
    equal((result.returncode, result.stdout), (2, b''), words)
    first, hint = result.stderr.decode().splitlines()
    for word in wanted:
        check(word in first, first, 'holds no', word)
    check(len(hint) <= 80 and not hint.startswith('dsn:'), hint)


for name, row in {
        'jobs-0': (['--jobs=0'], '1 to 256', "'0'"), 'jobs-negative': (['--jobs=-1'], "'-1'"),
        'jobs-word': (['--jobs=many'], "'many'"), 'jobs-empty': (['--jobs='], "''"), 'jobs-257': (['--jobs=257'], "'257'"),
        'jobs-huge': (['--jobs=99999999999999999999'], '1 to 256'), 'jobs-half': (['--jobs=1.5'], "'1.5'"),
        'jobs-plus': (['--jobs=+2'], "'+2'"),
        'since': (['--since=yesterday'], '--since', "'yesterday'"), 'since-empty': (['--since='], "''"),
        'since-no-zone': (['--since=2025-03-04T07:15:32'], '--since'), 'until-day-32': (['--until=2025-01-32'], '--until'),
        'until-years': (['--until=7y'], "'7y'"), 'since-hostile': (['--since=\x1b[2J'], r'\x1b[2J'),
        'span': (['--since=2025-03-05', '--until=2025-03-04'], '--since is after --until'),
        'only': (['--only=supress'], "'supress'", "did you mean 'suppress'?"),
        'only-category': (['--only=user-unknow'], "did you mean 'user-unknown'?"),
        'only-in-a-list': (['--only=failed,mailbox-ful'], "did you mean 'mailbox-full'?"),
        'only-empty': (['--only='], '--only'), 'only-comma': (['--only=failed,'], "''"),
        'only-far': (['--only=zzzzzz'], "'zzzzzz'"), 'only-blank': (['--only=failed, delayed'], "' delayed'"),
        'format': (['--format={recipients.adress}'], "did you mean 'recipients.address'?"),
        'format-object': (['--format={recipients.verdict}'], "'recipients.verdict'"),
        'format-open': (['--format={type'], 'brace'), 'format-close': (['--format=type}'], 'brace'),
        'format-backslash': ([r'--format=\q'], 'backslash'),
        'json-and-csv': (['--json', '--csv'], '--json and --csv'), 'csv-and-format': (['--csv', '--format=x'], '--csv'),
        'json-and-format': (['--json', '--format=x'], '--format'), 'csv-and-summary': (['--csv', '--summary'], '--summary'),
        'format-and-summary': (['--summary', '--format=x'], '--summary'),
        'null-alone': (['-0'], '--files-from'),
        'stdin-twice': (['--files-from=-', '-'], 'standard input')}.items():
    tap.add('bad-' + name, check_bad, *row)


def dates(*words):
    return [line['report'].get('date') for line in lines(dsn('parse', '--json', '--all', *words, CORPUS))]


@tap.case
def since_and_until():
    """Reports without a date are shown; all others by theirs."""
    all_dates = [line['report'].get('date') or line.get('arrival_date') for line in EVERY if line['type'] != 'error']
    for low, high in (('2025-03-04', '2025-03-31'), ('2025-03-04T07:15:32Z', '2025-04-01'), ('2025-04-01', '2026-01-01')):
        first = low if 'T' in low else low + 'T00:00:00Z'
        last = high + 'T23:59:59Z'
        expected = [d for d in all_dates if d is None or first <= d <= last]
        check(0 < len(expected) < len(all_dates), low, high, 'let all or nothing through')
        equal(len(dates('--since', low, '--until', high)), len(expected), f'{low} to {high}')
        equal(len(dates('--since', low)), len([d for d in all_dates if d is None or first <= d]), f'from {low}')
        equal(len(dates('--until', high)), len([d for d in all_dates if d is None or d <= last]), f'to {high}')


@tap.case
def since_relative():
    now = time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime(time.time() - 3600)).encode()
    path = tap.scratch('recent.eml', re.sub(rb'(?m)^Date: .*', b'Date: ' + now, tap.read(REPORT), count=1))
    for since, count in (('2h', 1), ('1d', 1), ('30m', 0), ('10s', 0)):
        result = dsn('parse', '--json', '--since', since, path)
        equal((len(lines(result)), result.returncode), (count, 0), since)
        equal(b'1 of 1 reports are left out' in result.stderr, count == 0, result.stderr)


def fits(line, words):
    return line['type'] == 'report' and (line['kind'] in words or any(
        {r['verdict']['category'], r['verdict']['action'], r.get('action')} & set(words) for r in line['recipients']))


def check_only(*groups):
    """Words with commas between them and words of their own are the same: what fits one is shown, whole."""
    words = [word for group in groups for word in group.split(',')]
    expected = [line for line in EVERY if line['type'] == 'error' or fits(line, words)]
    result = dsn('parse', '--json', '--all', *[f'--only={group}' for group in groups], CORPUS, os.path.join(CORPUS, 'nosuch'))
    equal(lines(result), expected)
    reports = sum(line['type'] == 'report' for line in EVERY)
    shown = sum(line['type'] == 'report' for line in expected)
    check(0 < shown < reports, shown, 'of', reports)
    check(f'{reports - shown} of {reports} reports are left out'.encode() in result.stderr, result.stderr)


for name, row in {'category': ['user-unknown'], 'categories': ['mailbox-full,no-mail-hosts'], 'verdict': ['suppress'],
                  'action': ['delayed'], 'kind': ['feedback'], 'repeated': ['retry', 'hold'],
                  'mixed': ['delayed,disposition', 'user-unknown']}.items():
    tap.add('only-' + name, check_only, *row)


@tap.case
def only_in_a_table():
    """A line of a table is about one recipient: those that were not asked for have none."""
    found = dsn('parse', '--only=suppress', '--format={recipients.address}\\t{recipients.verdict.action}', CORPUS).stdout
    expected = ''.join(f"{r.get('address', '')}\tsuppress\n" for line in EVERY if line['type'] == 'report'
                       for r in line['recipients'] if r['verdict']['action'] == 'suppress')
    equal(found.decode(), expected)
    rows = list(csv.DictReader(io.StringIO(dsn('parse', '--only=suppress', '--csv', SEVERAL).stdout.decode())))
    equal({row['recipients.verdict.action'] for row in rows}, {'suppress'})


def leaves(value, path=''):
    """The fields of an object: path and value, in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f'{path}.{key}' if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def shown(value):
    """A value as a table shows it: printable, everything else of it as bytes."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return ''.join(c if c == ' ' or c.isprintable() else ''.join(f'\\x{b:02x}' for b in c.encode()) for c in text)


@tap.case
def every_field_has_a_template():
    """Each field of the JSON of the whole corpus, by its name."""
    names = sorted({path for line in EVERY if line['type'] != 'error' for path, _ in leaves(line)})
    check(len(names) > 70, 'fields:', len(names))
    marks = '|'.join('{' + name + '}' for name in names if not name.startswith('recipients.'))
    expected = []
    for line in EVERY:
        if line['type'] == 'error':
            continue
        values = {}
        for path, value in leaves(line):
            values.setdefault(path, []).append(shown(value))
        expected.append('|'.join(','.join(v for v in values.get(name, []) if v) for name in names
                                 if not name.startswith('recipients.')))
    found = dsn('parse', '--all', f'--format={marks}', CORPUS).stdout.decode().splitlines()
    wrong = [(one, other) for one, other in zip(found, expected) if one != other and one.isascii() and other.isascii()]
    equal(len(found), len(expected), 'lines')
    equal(wrong[:2], [], 'values')
    for name in names:
        if name.startswith('recipients.'):
            equal(dsn('parse', '--format={' + name + '}', REPORT).returncode, 0, name)


@tap.case
def format_lines():
    equal(dsn('parse', r'--format={{{kind}}}\t{source}\\', REPORT).stdout, f'{{delivery-status}}\t{REPORT}\\\n'.encode())
    equal(dsn('parse', '--format={recipients.address}', REPORT, LETTER, COMPLAINT, '/nonexistent').returncode, 2)
    equal(dsn('parse', '--format={type}', '--all', REPORT, LETTER).stdout, b'report\nother\n')
    equal(dsn('parse', '--format={recipients.address}', REPORT, FULL).stdout,
          b'reading-room@books.example\n' + [r['address'].encode() for line in EVERY if line['source'] == FULL
                                             for r in line['recipients']][0] + b'\n')


@tap.case
def csv_is_a_table():
    """RFC 4180: as many columns in each line, ends of CR LF; each recipient has a line, and so has each error."""
    text = dsn('parse', '--csv', '--all', CORPUS, os.path.join(CORPUS, 'nosuch')).stdout.decode()
    rows = list(csv.reader(io.StringIO(text, newline='')))
    equal({len(row) for row in rows}, {26})
    check(text.endswith('\r\n') and text.count('\n') == text.count('\r\n') == len(rows), 'line ends')
    expected = [(line['type'], line['source'], recipient.get('address', '')) for line in EVERY
                for recipient in line.get('recipients') or [{}]]
    found = [(row[0], row[1], row[rows[0].index('recipients.address')]) for row in rows[1:]]
    equal(len(found), len(expected))
    equal([one[:2] for one in found], [other[:2] for other in expected])
    known = {path for line in EVERY for path, _ in leaves(line)}
    tap.none([name for name in rows[0] if name not in known], 'columns that are no fields')


@tap.case
def csv_holds_no_formula():
    mail = tap.read(REPORT)
    bad = [b'=1+1', b'+1', b'-1+1', b'@SUM(A1)', b'=HYPERLINK("http://x.example","y")']
    for start in bad:
        changed = re.sub(rb'(?m)^Subject: New on our.*', lambda m, s=start: b'Subject: ' + s, mail)
        check(start in changed, 'the subject')
        row, = csv.DictReader(io.StringIO(dsn('parse', '--csv', stdin=changed).stdout.decode()))
        equal(row['original.subject'], "'" + start.decode())
    row, = csv.DictReader(io.StringIO(dsn('parse', '--csv', stdin=mail).stdout.decode()))
    equal(row['source'], '-')


@tap.case
def tables_are_safe():
    """Whatever mail holds: no control character, no change of direction."""
    for form in (['--csv'], ['--format={source} {report.subject} {original.subject} {recipients.diagnostic_code.text}'],
                 ['--format={defects.detail} {report.from} {report.to}'], ['--summary']):
        text = dsn('parse', '--all', *form, CORPUS).stdout.decode()
        bad = sorted({c for c in text if (ord(c) < 32 and c not in '\r\n') or 0x7f <= ord(c) < 0xa0
                      or 0x202a <= ord(c) <= 0x202e or 0x2066 <= ord(c) <= 0x2069})
        equal(bad, [], form)


@tap.case
def summary_counts():
    """The sum, and each count, are those of the lines."""
    result = dsn('parse', '--summary', '--json', CORPUS, os.path.join(CORPUS, 'nosuch'))
    total, = lines(result)
    reports = [line for line in EVERY if line['type'] == 'report']
    recipients = [recipient for line in reports for recipient in line['recipients']]
    equal(total['messages'], len(EVERY))
    equal((total['reports'], total['recipients'], total['errors'], result.returncode), (len(reports), len(recipients), 1, 2))
    equal(total['messages'], total['reports'] + total['others'] + total['errors'])

    def count(values):
        found = {}
        for value in values:
            found[value] = found.get(value, 0) + 1
        return found
    for key, values in {'kinds': [r['kind'] for r in reports], 'generators': [r.get('generator') for r in reports],
                        'actions': [r.get('action') for r in recipients],
                        'verdict_actions': [r['verdict']['action'] for r in recipients],
                        'categories': [r['verdict']['category'] for r in recipients],
                        'statuses': [r['verdict'].get('status') for r in recipients]}.items():
        equal({row.get('name'): row['count'] for row in total[key]}, count(values), key)
        numbers = [row['count'] for row in total[key]]
        equal(numbers, sorted(numbers, reverse=True), key)
    equal(sum(row['count'] for row in total['domains']), len(recipients))


@tap.case
def summary_as_text():
    result = dsn('parse', '--summary', CORPUS)
    text = result.stdout.decode()
    tap.none([line for line in text.splitlines() if len(line) > 80], 'wider than 80 columns')
    total = {key: int(value) for key, value in re.findall(r'(?m)^ *(messages|reports|others|errors) +(\d+)$', text)}
    equal(total['messages'], total['reports'] + total['others'] + total['errors'])
    equal(total['reports'], sum(line['type'] == 'report' for line in EVERY))
    check('user-unknown' in text and 'suppress' in text, text)
    equal(result.stderr, b'')


@tap.case
def summary_of_what_is_wanted():
    total, = lines(dsn('parse', '--summary', '--json', '--only=mailbox-full', CORPUS))
    equal([row['name'] for row in total['categories']], ['mailbox-full'])
    reports = [line for line in EVERY if line['type'] == 'report']
    equal((total['reports'], total['left_out']),
          (len(reports), sum(not fits(line, ['mailbox-full']) for line in reports)))


@tap.case
def fail_fast():
    for jobs in '12':
        result = dsn('parse', '--json', '--fail-fast', '--jobs', jobs, REPORT, '/nonexistent', FULL, '/nonexistent/2')
        equal([line['source'] for line in lines(result)], [REPORT, '/nonexistent'])
        equal((result.returncode, result.stderr.count(b'\n')), (2, 1))
    result = dsn('parse', '--json', '--fail-fast', REPORT, FULL)
    equal((result.returncode, len(lines(result))), (0, 2))


@tap.case
def files_from():
    names = [REPORT, FULL, LETTER]
    listing = tap.scratch('names', '\n'.join(names).encode() + b'\n\n')
    zeros = tap.scratch('zeros', '\0'.join(names).encode() + b'\0')
    for words, stdin in ((('--files-from', listing), b''), (('--files-from=-',), tap.read(listing)),
                         (('-0', '--files-from', zeros), b''), (('--null', '--files-from=-'), tap.read(zeros))):
        result = dsn('parse', '--json', '--all', *words, stdin=stdin)
        equal([line['source'] for line in lines(result)], names, words)
    equal([line['source'] for line in lines(dsn('parse', '--json', '--files-from', listing, COMPLAINT))],
          [COMPLAINT, REPORT, FULL], 'after the operands')
    missing = dsn('parse', '--json', '--files-from=/nonexistent', REPORT)
    equal((missing.returncode, [line['type'] for line in lines(missing)]), (2, ['report', 'error']))


@tap.case
def names_that_are_hard():
    """Names are bytes: with a line feed, with what is no UTF-8, with a dash in front."""
    path = mailboxes.place('hard')
    raw = [b'-dash', b'new\nline', b'\xff\xfe', b'\x1b[2J']
    for name in raw:
        with open(os.path.join(path.encode(), name), 'wb') as file:
            file.write(tap.read(REPORT))
    result = dsn('parse', '--json', '-0', '--files-from=-', cwd=path, stdin=b'\0'.join(raw))
    equal((result.returncode, len(lines(result))), (0, 4))
    result = dsn('parse', '.', cwd=path)
    equal((result.returncode, b'\x1b' in result.stdout, result.stdout.count(b': delivery report for')), (0, False, 4))


@tap.case
def recursive():
    path = mailboxes.place('deep')
    for name in ('1', '2', '10', 'sub/1', 'sub/sub/1'):
        mailboxes.write(os.path.join(path, name), tap.read(REPORT))

    def names(*words):
        return [os.path.relpath(line['source'], path) for line in lines(dsn('parse', '--json', *words, path))]
    equal(names(), ['1', '2', '10', 'sub/1', 'sub/sub/1'])
    equal(names('--no-recursive'), ['1', '2', '10'])
    equal(names('--no-recursive', '--recursive'), names())


@tap.case
def quiet_beats_all_forms():
    for form in ('--csv', '--format={type}', '--summary', '--json'):
        result = dsn('parse', '--quiet', form, REPORT, LETTER)
        equal((result.returncode, result.stdout, result.stderr), (0, b'', b''), form)


def with_terminal(words, stdin):
    """Runs the tool with stderr a terminal, fed slowly; gives what came to stdout and to the terminal."""
    leader, follower = pty.openpty()
    with tempfile.TemporaryFile() as file, subprocess.Popen([tap.TOOL, *words], stdin=subprocess.PIPE, stdout=file,
                                                            stderr=follower) as process:
        os.close(follower)
        third = len(stdin) // 3
        for start in range(0, len(stdin), third):
            process.stdin.write(stdin[start:start + third])
            process.stdin.flush()
            time.sleep(0.7)
        process.stdin.close()
        terminal = b''
        process.wait(timeout=tap.TIMEOUT)
        file.seek(0)
        out = file.read()
    while select.select([leader], [], [], 0.2)[0]:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        terminal += piece
    os.close(leader)
    return out, terminal


@tap.case
def progress_on_a_terminal():
    """After a second, on stderr alone, and gone at the end; stdout is the same."""
    text = mailboxes.mbox([tap.read(REPORT)] * 600)
    plain = dsn('parse', '--json', stdin=text)
    equal(plain.stderr, b'')
    for jobs in '12':
        out, terminal = with_terminal(['parse', '--json', '--jobs', jobs], text)
        equal(out == plain.stdout, True, 'stdout')
        match = re.search(rb'\r(\d+) messages, ([\d.]+) [kM]B, (\d+)/s(, [\d:]+ left)?\x1b\[K', terminal)
        check(match and int(match[1]) > 1, terminal)
        check(terminal.endswith(b'\r\x1b[K'), terminal[-40:])
        equal(with_terminal(['parse', '--json', '--no-progress', '--jobs', jobs], text)[1], b'')
    single = with_terminal(['parse', '--json'], tap.read(REPORT))[1]
    equal(single, b'', 'progress for one message')


@tap.case
def errors_stand_on_lines_of_their_own():
    """Also where the progress is."""
    path = mailboxes.place('progress')
    for n in range(40):
        mailboxes.write(os.path.join(path, f'{n:02}'), tap.read(REPORT))
    names = [os.path.join(path, f'{n:02}') for n in range(40)] + ['/nonexistent']
    _, terminal = with_terminal(['parse', '--json', '--jobs=1', '--files-from=-'], '\n'.join(names).encode() + b'\n')
    check(b"dsn: cannot read '/nonexistent': No such file or directory\r\n" in terminal, terminal)
    visible = re.sub(rb'[^\n]*\r(?!\n)(\x1b\[K)?', b'', terminal)
    equal(visible.replace(b'\r', b''), b"dsn: cannot read '/nonexistent': No such file or directory\n")


@tap.case
def help_tells_all():
    """Every option has a line of at most 80 columns in the help."""
    text = dsn('parse', '--help').stdout.decode()
    for option in ('jobs=N', 'checkpoint=FILE', 'since=TIME', 'until=TIME', 'only=WORD', 'summary', 'csv', 'fail-fast',
                   'format=TEMPLATE', 'files-from=LIST', 'null', 'recursive', 'contain', 'progress'):
        check('--' + option in text, option)
    tap.none([line for line in text.splitlines() if len(line) > 80], 'wider than 80 columns')
    equal(json.dumps(text).count('\\u001b'), 0)


tap.run()
