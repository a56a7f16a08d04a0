#!/usr/bin/env python3
"""test-explain.py: dsn explain: what it takes, what it says, and how it ends."""
import os
import re
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal, lines, read, scratch

REPORT = os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'user-unknown.eml')
SEVERAL = os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'several-recipients.eml')
LETTER = os.path.join(tap.ROOT, 'corpus', 'not-a-report', 'newsletter.eml')
NO_MX = '550 5.4.4 <ann@example.com>: Unable to route - no MX records found'
LOG = b'''mx postfix/smtp[12]: 4Z6: to=<ann@example.com>, relay=none, dsn=5.4.4, status=bounced (no mail hosts for domain)
mx postfix/smtp[12]: 4Z7: to=<cat@example.com>, relay=mx.example.com, dsn=2.0.0, status=sent (250 2.0.0 Ok)
mx postfix/qmgr[13]: 4Z8: removed
mx postfix/smtp[12]: 4Z9: to=<eve@example.com>, dsn=4.4.1, status=deferred (connect to x: Connection timed out)
'''
KEYS = ['type', 'schema', 'input', 'kind', 'recipient', 'domain', 'verdict', 'title', 'meaning', 'causes', 'fixes',
        'severity', 'related', 'reference']


def explain(*words, **more):
    """What --json says; exit status 0 and nothing on stderr."""
    result = dsn('explain', '--json', *words, **more)
    equal((result.returncode, result.stderr), (0, b''), f'status and stderr of {words}')
    return lines(result)


def check_one(words, kind, category, action):
    found, = explain(*words)
    equal((found['type'], found['schema'], found['kind']), ('explanation', 1, kind))
    equal((found['verdict']['category'], found['verdict']['action']), (category, action))
    equal(list(found), [key for key in KEYS if key in found], 'keys')
    equal(sorted(found['fixes']), ['receiver', 'sender'])
    for texts in (found['causes'], *found['fixes'].values()):
        check(texts and all(isinstance(text, str) and text for text in texts), texts)


for name, row in {
        'code': (('5.4.4',), 'code', 'no-mail-hosts', 'hold'),
        'code-temporary': (('4.7.1',), 'code', 'greylisted', 'retry'),
        'code-not-registered': (('5.9.9',), 'code', 'unclassified', 'retry'),
        'code-of-success': (('2.1.5',), 'code', 'delivered', 'none'),
        'reply-code': (('550',), 'code', 'unclassified', 'retry'),
        'keyword': (('ROUTING.NoMX',), 'keyword', 'no-mail-hosts', 'hold'),
        'keyword-of-a-user': (('RESOLVER.ADR.RecipNotFound',), 'keyword', 'user-unknown', 'suppress'),
        'category': (('no-mail-hosts',), 'keyword', 'no-mail-hosts', 'hold'),
        'line': ((NO_MX,), 'reply', 'no-mail-hosts', 'hold'),
        'line-without-quotes': (NO_MX.split(), 'reply', 'no-mail-hosts', 'hold'),
        'line-behind-dashes': (('--', NO_MX), 'reply', 'no-mail-hosts', 'hold'),
        'report': ((REPORT,), 'report', 'user-unknown', 'suppress'),
        'report-by-option': (('--file', REPORT), 'report', 'user-unknown', 'suppress'),
}.items():
    tap.add(name, check_one, *row)


def check_stdin(content, kind, category, recipient=None):
    for words in ((), ('-',), ('--file=-',)):
        found, = explain(*words, stdin=content)
        equal((found['kind'], found['verdict']['category'], found.get('recipient')), (kind, category, recipient))


for name, row in {
        'code': (b'5.4.4\n', 'code', 'no-mail-hosts'),
        'line': (NO_MX.encode(), 'reply', 'no-mail-hosts', 'ann@example.com'),
        'several-lines': (b'550-5.2.2 The mailbox\r\n550 5.2.2 is over quota\r\n', 'reply', 'mailbox-full'),
        'quoted': (b'Ann wrote:\n> > 552 5.2.2 Mailbox full\n> \n> What now?\n', 'reply', 'mailbox-full'),
        'html': (b'<html><body><p>Hi<p>It said &quot;552 5.2.2 Mailbox full&quot;</body></html>', 'reply',
                 'mailbox-full'),
        'prose': (b'Dear Sir,\n\nthe answer was 554 5.4.4 no mail\nhosts for domain. Why?\n\nYours\n', 'reply',
                  'no-mail-hosts'),
        'report': (read(REPORT), 'report', 'user-unknown', 'reading-room@books.example'),
        'report-quoted': (b''.join(b'> ' + line for line in read(REPORT).splitlines(True)), 'report', 'user-unknown',
                          'reading-room@books.example'),
}.items():
    tap.add('stdin-' + name, check_stdin, *row)


@tap.case
def log_is_explained_line_by_line():
    found = explain(stdin=LOG)
    equal([(o['kind'], o['recipient'], o['verdict']['action']) for o in found],
          [('log-line', 'ann@example.com', 'hold'), ('log-line', 'cat@example.com', 'none'),
           ('log-line', 'eve@example.com', 'retry')])


@tap.case
def report_is_explained_recipient_by_recipient():
    verdicts = [r['verdict'] for r in lines(dsn('parse', '--json', SEVERAL))[0]['recipients']]
    equal([o['verdict'] for o in explain(SEVERAL)], verdicts, 'explain and parse')


@tap.case
def mbox_is_explained_message_by_message():
    mail = b''.join(b'From MAILER-DAEMON Tue Mar  4 07:15:32 2025\n' + read(p) + b'\n' for p in (REPORT, SEVERAL))
    equal(len(explain(scratch('two.mbox', mail))), 1 + len(explain(SEVERAL)))


@tap.case
def several_inputs_keep_their_order():
    equal([o['input'] for o in explain('5.4.4', '4.2.2')], ['5.4.4', '4.2.2'])
    equal([o['input'] for o in explain('550 5.1.1 User unknown', '552 Mailbox full')],
          ['550 5.1.1 User unknown', '552 Mailbox full'])
    equal([o['kind'] for o in explain(REPORT, scratch('code', b'5.4.4'))], ['report', 'code'])
    equal([o['input'] for o in explain('-f', scratch('a', b'5.4.4'), '-f', scratch('b', b'4.2.2'))],
          ['5.4.4', '4.2.2'])


@tap.case
def named_pipe_is_a_file():
    result = subprocess.run(['bash', '-c', '"$0" explain --json <(echo 5.4.4)', tap.TOOL], capture_output=True,
                            timeout=tap.TIMEOUT, check=False)
    equal(lines(result)[0]['input'], '5.4.4')


def check_unknown(words, shown, stdin=b''):
    """Nothing known: says so, and of what; 1."""
    result = dsn('explain', *words, stdin=stdin)
    equal((result.returncode, result.stdout), (1, b''))
    equal(result.stderr.decode(), f'dsn: nothing is known of {shown}: no code, no reply and no wording was found\n')
    result = dsn('explain', '--quiet', *words, stdin=stdin)
    equal((result.returncode, result.stdout, result.stderr), (1, b'', b''))


for name, row in {
        'class-9': (('9.9.9',), "'9.9.9'"),
        'number': (('999',), "'999'"),
        'word': (('hello',), "'hello'"),
        'words': (('the', 'quick', 'brown', 'fox'), "'the quick brown fox'"),
        'empty': (('',), "''"),
        'blank': ((' ',), "' '"),
        'hostile': (('\x1b[31m',), r"'\x1b[31m'"),
        'letter': ((LETTER,), f"'{LETTER}'"),
        'no-such-file': (('/nonexistent/a.eml',), "'/nonexistent/a.eml'"),
        'device': (('/dev/null',), "'/dev/null'"),
}.items():
    tap.add('unknown-' + name, check_unknown, *row)
tap.add('unknown-stdin-empty', check_unknown, (), "'-'")
tap.add('unknown-stdin-noise', check_unknown, (), "'-'", bytes((i * 167 + (i >> 3)) & 0xff for i in range(9999)))


@tap.case
def one_known_is_enough():
    result = dsn('explain', '--json', 'hello there', NO_MX)
    equal((result.returncode, len(lines(result))), (0, 1))
    check(b"'hello there'" in result.stderr, result.stderr)


def check_trouble(words, *wanted):
    result = dsn('explain', *words)
    equal(result.returncode, 2)
    for word in wanted:
        check(word in result.stderr.decode(), word, 'is not in', result.stderr)
    check(result.stderr.startswith(b'dsn: '), result.stderr)
    return result


for name, row in {
        'no-such-file': (('--file', '/nonexistent'), "cannot read '/nonexistent': No such file"),
        'folder': (('--file', '/tmp'), "cannot read '/tmp': Is a directory"),
        'file-and-text': (('-f', REPORT, '5.4.4'), 'do not go together', "see 'dsn explain --help'"),
        'option': (('--jsno', '5.4.4'), "did you mean '--json'?", "see 'dsn explain --help'"),
        'color': (('--color=red', '5.4.4'), 'auto', "see 'dsn explain --help'"),
        'no-such-rules': (('--rules=/nonexistent', '5.4.4'), "cannot read '/nonexistent'"),
}.items():
    tap.add('trouble-' + name, check_trouble, *row)


@tap.case
def trouble_does_not_stop_the_others():
    result = check_trouble(('--json', '-f', '/nonexistent', '-f', REPORT), "'/nonexistent'")
    equal(len(lines(result)), 1)


@tap.case
def stdin_is_closed():
    result = dsn('explain', '-', preexec_fn=lambda: os.close(0))
    equal((result.returncode, result.stdout), (2, b''))
    check(b"cannot read '-'" in result.stderr, result.stderr)


@tap.case
def full_disk():
    for words in (('5.4.4',), ('--json', '5.4.4'), ('--json', REPORT, REPORT)):
        with open('/dev/full', 'wb') as full:
            result = dsn('explain', *words, stdout=full)
        equal((result.returncode, result.stderr), (2, b'dsn: cannot write the output: No space left on device\n'))


@tap.case
def closed_pipe_ends_it():
    """A reader that goes away ends us by SIGPIPE, silently."""
    path = scratch('long.log', LOG * 2000)
    with subprocess.Popen([tap.TOOL, 'explain', '--json', '-f', path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL)) as process:
        process.stdout.readline()
        process.stdout.close()
        equal(process.stderr.read(), b'')
        equal(process.wait(timeout=tap.TIMEOUT), -signal.SIGPIPE)


@tap.case
def much_prose_is_bounded():
    """Of 60 MB the first lines are looked at, and that is said; 100 MB are refused."""
    text = b'The quick brown fox jumps over the lazy dog, and the mailbox was full of letters to users unknown.\n' * 11
    start = time.monotonic()
    for size, status, words in ((60, 1, b'first 50000 lines'), (100, 2, b'larger than')):
        path = scratch('prose', text * (size * 1000000 // len(text)))
        result = dsn('explain', '-f', path)
        equal((result.returncode, result.stdout), (status, b''))
        check(words in result.stderr, result.stderr)
    os.unlink(path)
    check(time.monotonic() - start < 60, 'seconds:', time.monotonic() - start)


LABELS = ['means', 'code', 'verdict', 'sure?', 'do', 'when', 'check with', 'causes', 'as sender', 'as receiver',
          'see also', 'reference']


@tap.case
def text_is_read_top_down():
    text = dsn('explain', NO_MX).stdout.decode()
    equal(text.splitlines()[0], NO_MX)
    places = [text.find(f'\n  {label} ') for label in LABELS]
    check(all(place > 0 for place in places) and places == sorted(places), places, text)
    squeezed = ' '.join(text.split())
    for words in ('class 5: a permanent failure', 'subject 4: the network and routing', 'detail 4: unable to route',
                  'under 1 hour: retry', '1 to 4 hours: check the local DNS cache', 'over 4 hours: escalate',
                  'check with dsn check example.com', 'soft, severity high'):
        check(words in squeezed, words, 'is not in', text)


@tap.case
def windows_are_for_routing():
    for words in ('5.1.1', '552 5.2.2 <ann@example.com>: Mailbox full', '5.7.1'):
        text = dsn('explain', words).stdout
        check(b'dsn check' not in text and b'under 1 hour' not in text, text)


@tap.case
def command_is_harmless():
    """What stands behind `dsn check` can be pasted into a shell."""
    for domain in ('$(id).example', 'a;id.example', '`id`.example', '-rf.example', 'a|b.example', "a'b.example"):
        for words in (f'550 5.4.4 <ann@{domain}>: unable to route', f'554 5.4.4 no mail hosts for {domain}'):
            text = dsn('explain', '--', words).stdout.decode()
            command = re.search(r'check with +(dsn check .*)', text)[1]
            check(re.fullmatch(r'dsn check [A-Za-z0-9.][A-Za-z0-9.-]*', command), command)


def check_layout(words):
    """80 columns, the same with colour, in any environment; nothing that hurts a terminal."""
    text = dsn('explain', *words).stdout
    for line in text.decode().splitlines()[1:]:
        check(len(line) <= 80 and line == line.rstrip(), repr(line))
    check(not re.search(rb'[\x00-\x09\x0b-\x1f\x7f]', text), text)
    colored = dsn('explain', '--color=always', *words, env={'NO_COLOR': '1'}).stdout
    check(b'\x1b[' in colored, 'no colour')
    equal(re.sub(rb'\x1b\[[0-9;]*m', b'', colored), text)
    equal(dsn('explain', *words, env={'COLUMNS': '40', 'LC_ALL': 'C', 'TERM': 'xterm', 'NO_COLOR': None}).stdout, text)


for name, row in {'code': ('5.4.4',), 'line': (NO_MX,), 'report': (SEVERAL,), 'success': ('2.1.5',),
                  'hostile': ('550 5.1.1 \x1b[2J<a\u202eb@example.com> \x07 User unknown \xff',)}.items():
    tap.add('layout-' + name, check_layout, row)


@tap.case
def rules_of_a_user_win():
    mine = scratch('mine.toml', b'[[wording]]\nid = "mine"\ntext = "user unknown"\ncategory = "mailbox-full"\n')
    other = scratch('other.toml', b'[[wording]]\nid = "other"\ntext = "user unknown"\ncategory = "greylisted"\n')
    words = '550 5.1.1 User unknown'
    equal(explain(words)[0]['verdict']['category'], 'user-unknown')
    for rules, winner in (((mine,), 'mine'), ((mine, other), 'mine'), ((other, mine), 'other')):
        found, = explain(*(f'--rules={path}' for path in rules), words)
        equal(found['verdict']['evidence']['wording'], winner)


@tap.case
def rules_with_a_fault():
    path = scratch('bad.toml', b'[[wording]]\nid = "mine"\ncategory = "nonsense"\n')
    result = dsn('explain', '--rules', path, '5.4.4')
    equal((result.returncode, result.stdout), (2, b''))
    equal(result.stderr.decode(), f"{path}:3: unknown category 'nonsense'\n")


tap.run()
