#!/usr/bin/env python3
"""test-status.py: exit status, and what goes to stdout and stderr, for every kind of input."""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import SCRATCH, check, dsn, equal, lines, read, scratch

CORPUS = os.path.join(tap.ROOT, 'corpus')
REPORT = os.path.join(CORPUS, 'rfc3464', 'user-unknown.eml')
SECOND = os.path.join(CORPUS, 'rfc3464', 'mailbox-full.eml')
LETTER = os.path.join(CORPUS, 'not-a-report', 'plain.eml')
EMPTY = os.path.join(CORPUS, 'not-a-report', 'empty.eml')
BINARY = os.path.join(CORPUS, 'not-a-report', 'binary.eml')


def expect(result, status, stdout=None, stderr=None):
    """Exit status, and for each stream: some words in it, or b'' for nothing at all."""
    equal(result.returncode, status, f'exit status; stderr: {result.stderr!r}')
    for name, wanted in (('stdout', stdout), ('stderr', stderr)):
        found = getattr(result, name)
        if wanted == b'':
            equal(found, b'', name)
        elif wanted is not None:
            check(wanted in found, name, found, 'holds no', wanted)


@tap.case
def report():
    expect(dsn('parse', REPORT), 0, b'reading-room@books.example', b'')


@tap.case
def no_report():
    expect(dsn('parse', LETTER), 1, b'', b'no delivery report')


@tap.case
def no_report_shown_with_all():
    expect(dsn('parse', '--all', LETTER), 1, b'plain.eml', b'')


@tap.case
def one_report_is_enough():
    expect(dsn('parse', LETTER, REPORT), 0, b'books.example', b'1 of 2 messages')


# What is no bounce is a report all the same, but for reports about a domain.
OTHER_KINDS = {'feedback': ('feedback/arf-abuse', 'complaint about a message'),
               'feedback-without-report': ('feedback/junk-mail-report', 'complaint about a message'),
               'disposition': ('disposition/mdn', 'receipt, no bounce'),
               'auto-reply': ('auto-reply/vacation', 'automatic answer, no bounce'),
               'challenge': ('auto-reply/challenge-tmda', 'challenge to the sender, no bounce')}


def check_other_kind(name, title):
    path = os.path.join(CORPUS, name + '.eml')
    expect(dsn('parse', path), 0, f'{path}: {title}\n'.encode(), b'')
    expect(dsn('parse', '--quiet', path), 0, b'', b'')
    verdicts = [r['verdict'] for line in lines(dsn('parse', '--json', path)) for r in line['recipients']]
    check(verdicts and all(not v['hard'] and v['action'] == 'none' for v in verdicts), verdicts)


for kind, row in OTHER_KINDS.items():
    tap.add('kind-' + kind, check_other_kind, *row)


def check_domain_report(name, title):
    """Named with --all, and no report."""
    path = os.path.join(CORPUS, name + '.eml')
    expect(dsn('parse', path), 1, b'', b'no delivery report')
    expect(dsn('parse', '--all', path), 1, title, b'')


tap.add('kind-dmarc', check_domain_report, 'domain-report/dmarc-zip', b'but a DMARC aggregate report\n')
tap.add('kind-tls', check_domain_report, 'domain-report/tls-report-plain', b'but an SMTP TLS report\n')


@tap.case
def others_are_counted():
    result = dsn('parse', '--json', LETTER, REPORT, EMPTY, BINARY)
    expect(result, 0, None, b'3 of 4 messages')
    equal([line['type'] for line in lines(result)], ['report'])


@tap.case
def others_are_lines_with_all():
    result = dsn('parse', '--json', '--all', LETTER, REPORT, EMPTY, BINARY)
    expect(result, 0, None, b'')
    equal([(line['type'], line['source']) for line in lines(result)],
          [('other', LETTER), ('report', REPORT), ('other', EMPTY), ('other', BINARY)])


@tap.case
def missing_file():
    result = dsn('parse', '/nonexistent/a.eml')
    expect(result, 2, b'')
    equal(result.stderr, b"dsn: cannot read '/nonexistent/a.eml': No such file or directory\n")


@tap.case
def missing_file_in_json():
    result = dsn('parse', '--json', '/nonexistent/a.eml')
    expect(result, 2, None, b"cannot read '/nonexistent/a.eml'")
    line, = lines(result)
    equal(list(line), ['type', 'schema', 'source', 'message'])
    equal((line['type'], line['schema'], line['source']), ('error', 1, '/nonexistent/a.eml'))
    check('No such file or directory' in line['message'], line)


@tap.case
def unreadable_file():
    path = scratch('unreadable.eml', b'From: a@example.org\n\n')
    os.chmod(path, 0)
    if os.access(path, os.R_OK):
        path = '/proc/self/mem'  # root may read everything but this
        expect(dsn('parse', path), 2, b'', b"dsn: cannot read '/proc/self/mem': ")
        return
    expect(dsn('parse', path), 2, b'', b'Permission denied')


@tap.case
def folder_without_messages():
    """An empty folder holds no report; a folder is never taken for a message."""
    folder = os.path.join(SCRATCH.name, 'folder')
    os.mkdir(folder)
    result = dsn('parse', '--json', '--all', folder)
    check(result.returncode in (1, 2), 'exit status', result.returncode)
    check(all(line['type'] == 'error' for line in lines(result)), result.stdout)
    equal(result.returncode == 2, b'cannot read' in result.stderr, result.stderr)


@tap.case
def empty_file():
    expect(dsn('parse', EMPTY), 1, b'', b'no delivery report')


@tap.case
def empty_file_in_json():
    result = dsn('parse', '--json', '--all', EMPTY)
    expect(result, 1, None, b'')
    equal([d['id'] for d in lines(result)[0]['defects']], ['empty-message'])


@tap.case
def dev_null():
    expect(dsn('parse', '/dev/null'), 1, b'', b'no delivery report')


@tap.case
def binary_file():
    expect(dsn('parse', BINARY), 1, b'', b'no delivery report')


@tap.case
def binary_noise_of_every_length():
    noise = bytes((i * 167 + (i >> 3) * 31) & 0xff for i in range(4096))
    paths = [scratch(f'noise-{n}', noise[:n]) for n in (1, 2, 3, 7, 64, 1000, 4096)]
    result = dsn('parse', '--json', '--all', *paths)
    expect(result, 1, None, b'')
    equal([line['type'] for line in lines(result)], ['other'] * len(paths))


def check_truncated(path):
    """A report that was cut anywhere is read as far as it goes, or is none; never trouble."""
    whole = read(path)
    paths = [scratch(f'cut-{n}.eml', whole[:n]) for n in range(0, len(whole), max(len(whole) // 40, 1))]
    result = dsn('parse', '--json', '--all', *paths)
    equal(result.stderr, b'')
    equal(result.returncode, 0)
    equal([line['source'] for line in lines(result)], paths)
    kinds = [line['type'] for line in lines(result)]
    equal((kinds[0], kinds[-1]), ('other', 'report'), 'cut at the beginning, cut at the end')


for truncated in (REPORT, SECOND):
    tap.add('truncated-' + os.path.basename(truncated), check_truncated, truncated)


@tap.case
def stdin_dash():
    result = dsn('parse', '--json', '-', stdin=read(REPORT))
    expect(result, 0, None, b'')
    equal([line['source'] for line in lines(result)], ['-'])


@tap.case
def stdin_without_arguments():
    expect(dsn('parse', stdin=read(REPORT)), 0, b'reading-room@books.example', b'')


@tap.case
def stdin_from_a_file():
    with open(REPORT, 'rb') as file:
        expect(dsn('parse', stdin=file), 0, b'reading-room@books.example', b'')


@tap.case
def stdin_is_empty():
    expect(dsn('parse', stdin=b''), 1, b'', b'no delivery report')


@tap.case
def stdin_is_closed():
    result = dsn('parse', '-', preexec_fn=lambda: os.close(0))
    expect(result, 2, b'', b"dsn: cannot read '-': ")


@tap.case
def stdin_among_files():
    result = dsn('parse', '--json', SECOND, '-', LETTER, '--all', stdin=read(REPORT))
    expect(result, 0)
    equal([line['source'] for line in lines(result)], [SECOND, '-', LETTER])


@tap.case
def same_bytes_from_file_and_stdin():
    for path in (REPORT, SECOND, LETTER, BINARY):
        one, other = dsn('parse', '--json', '--all', path), dsn('parse', '--json', '--all', stdin=read(path))
        equal(lines(other), [dict(line, source='-') for line in lines(one)], path)


@tap.case
def bad_one_in_the_middle():
    result = dsn('parse', '--json', REPORT, '/nonexistent', SECOND)
    expect(result, 2, None, b"'/nonexistent'")
    equal([(line['type'], line['source']) for line in lines(result)],
          [('report', REPORT), ('error', '/nonexistent'), ('report', SECOND)])


@tap.case
def bad_one_in_the_middle_as_text():
    result = dsn('parse', REPORT, '/nonexistent', SECOND)
    expect(result, 2, None, b"'/nonexistent'")
    check(0 <= result.stdout.find(b'books.example') < result.stdout.find(b'freemail.example'), result.stdout)
    check(b'nonexistent' not in result.stdout, 'an error on stdout')


@tap.case
def trouble_beats_no_report():
    expect(dsn('parse', LETTER, '/nonexistent'), 2)


@tap.case
def same_file_twice():
    result = dsn('parse', '--json', REPORT, REPORT)
    first, second = result.stdout.splitlines()
    equal(first, second)


def mbox(*paths):
    """An mbox, and where each of its messages begins."""
    text, offsets = b'', []
    for path in paths:
        offsets.append(len(text))
        text += b'From daemon@example.org Thu Jan  1 00:00:00 1970\n'
        text += read(path).replace(b'\nFrom ', b'\n>From ') + b'\n'
    return text, offsets


@tap.case
def mbox_with_several_messages():
    text, offsets = mbox(REPORT, LETTER, SECOND)
    path = scratch('three.mbox', text)
    result = dsn('parse', '--json', '--all', path)
    expect(result, 0, None, b'')
    found = lines(result)
    equal([(line['type'], line['source'], line['offset']) for line in found],
          list(zip(('report', 'other', 'report'), [path] * 3, offsets)))
    equal([list(line)[:4] for line in found], [['type', 'schema', 'source', 'offset']] * 3)


@tap.case
def mbox_without_all():
    text, offsets = mbox(LETTER, REPORT, LETTER)
    result = dsn('parse', '--json', scratch('two.mbox', text))
    expect(result, 0, None, b'2 of 3 messages')
    equal([line['offset'] for line in lines(result)], offsets[1:2])


@tap.case
def mbox_on_stdin():
    text, offsets = mbox(REPORT, SECOND)
    result = dsn('parse', '--json', stdin=text)
    equal([(line['source'], line['offset']) for line in lines(result)], [('-', o) for o in offsets])


@tap.case
def mbox_says_the_same_as_files():
    text, _ = mbox(REPORT, SECOND)
    single = lines(dsn('parse', '--json', REPORT, SECOND))
    inside = lines(dsn('parse', '--json', scratch('same.mbox', text)))
    equal([line['recipients'] for line in inside], [line['recipients'] for line in single])


@tap.case
def mbox_in_text_tells_where():
    text, offsets = mbox(REPORT, SECOND)
    result = dsn('parse', scratch('text.mbox', text))
    check(str(offsets[1]).encode() in result.stdout, 'no offset in', result.stdout)


@tap.case
def single_message_has_no_offset():
    check('offset' not in lines(dsn('parse', '--json', REPORT))[0], 'an offset outside of an mbox')


@tap.case
def quiet_is_the_status_alone():
    for words, status in (((REPORT,), 0), ((LETTER,), 1), (('--json', '--all', LETTER, REPORT), 0)):
        expect(dsn('parse', '--quiet', *words), status, b'', b'')


@tap.case
def quiet_tells_of_trouble():
    expect(dsn('parse', '-q', '/nonexistent', REPORT), 2, b'', b'/nonexistent')


@tap.case
def nothing_is_dropped():
    """Every message that goes in comes out as a line or is counted."""
    every = [os.path.join(tap.ROOT, path) for path in tap.files('corpus', '.eml')]
    found = lines(dsn('parse', '--json', '--all', *every))
    equal([line['source'] for line in found], every)
    result = dsn('parse', '--json', *every)
    reports = len(lines(result))
    check(f'{len(every) - reports} of {len(every)} messages'.encode() in result.stderr, result.stderr)


tap.run()
