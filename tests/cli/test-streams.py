#!/usr/bin/env python3
"""test-streams.py: pipes that close, disks that are full, terminals, colour."""
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal

CORPUS = os.path.join(tap.ROOT, 'corpus')
REPORT = os.path.join(CORPUS, 'rfc3464', 'user-unknown.eml')
HOSTILE = os.path.join(CORPUS, 'tolerated', 'escape-sequences.eml')
COLOR = {'TERM': 'xterm', 'NO_COLOR': None}
MANY = [REPORT] * 300  # more than a pipe holds
SGR = re.compile(rb'\x1b\[[0-9;]*m')


def allow_sigpipe():
    """Python ignores SIGPIPE and its children would, too; a shell's children do not."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def on_terminal(words, env, stdin=None):
    """Runs the tool with stdout a terminal; gives the exit status and what came out there."""
    leader, follower = pty.openpty()
    full = {k: v for k, v in {**os.environ, **env}.items() if v is not None}
    with subprocess.Popen([tap.TOOL, *words], stdin=follower if stdin == 'terminal' else subprocess.DEVNULL,
                          stdout=follower, stderr=subprocess.PIPE, env=full) as process:
        os.close(follower)
        out, end = b'', time.monotonic() + tap.TIMEOUT
        while time.monotonic() < end:
            if not select.select([leader], [], [], 0.05)[0]:
                if process.poll() is not None:
                    break
                continue
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
        try:
            status = process.wait(timeout=max(end - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
            raise tap.Failure('it waits') from None
        error = process.stderr.read()
    os.close(leader)
    return status, out.replace(b'\r\n', b'\n'), error


def check_closed_pipe(*words):
    with subprocess.Popen([tap.TOOL, 'parse', *words, *MANY], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=allow_sigpipe) as process:
        check(process.stdout.read(1), 'nothing came')
        process.stdout.close()
        error = process.stderr.read()
        status = process.wait(timeout=tap.TIMEOUT)
    equal(error, b'', 'stderr')
    equal(status, -signal.SIGPIPE, 'how it ended')


tap.add('closed-pipe-text', check_closed_pipe)
tap.add('closed-pipe-json', check_closed_pipe, '--json')


@tap.case
def closed_pipe_in_a_shell():
    script = '"$0" parse "$@" | head -c1; echo " ${PIPESTATUS[*]}"'
    result = subprocess.run(['bash', '-c', script, tap.TOOL, *MANY], capture_output=True, timeout=tap.TIMEOUT,
                            preexec_fn=allow_sigpipe, check=False)
    equal(result.stderr, b'', 'stderr')
    equal(result.stdout.split()[-2:], [b'141', b'0'])


@tap.case
def broken_pipe_that_is_ignored():
    """With SIGPIPE ignored it is a write error: 2 and one message, no endless run."""
    with subprocess.Popen([tap.TOOL, 'parse', '--json', *MANY], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN)) as process:
        process.stdout.read(1)
        process.stdout.close()
        error = process.stderr.read()
        equal(process.wait(timeout=tap.TIMEOUT), 2, 'exit status')
    check(error.startswith(b'dsn: cannot write the output: '), error)
    equal(error.count(b'\n'), 1, 'lines on stderr')


def check_full_disk(*words):
    with open('/dev/full', 'wb') as full:
        result = dsn(*words, stdout=full)
    equal(result.returncode, 2, 'exit status')
    equal(result.stderr, b'dsn: cannot write the output: No space left on device\n')


tap.add('full-disk', check_full_disk, 'parse', REPORT)
tap.add('full-disk-json', check_full_disk, 'parse', '--json', REPORT)
tap.add('full-disk-much', check_full_disk, 'parse', '--json', *MANY)
tap.add('full-disk-help', check_full_disk, '--help')
tap.add('full-disk-parse-help', check_full_disk, 'parse', '-h')
tap.add('full-disk-version', check_full_disk, '--version')


def check_closed_stdout(*words):
    result = dsn(*words, stdout=None, preexec_fn=lambda: os.close(1))
    equal(result.returncode, 2, 'exit status')
    check(result.stderr.startswith(b'dsn: cannot write the output: '), result.stderr)
    equal(result.stderr.count(b'\n'), 1, 'lines on stderr')


tap.add('closed-stdout', check_closed_stdout, 'parse', REPORT)
tap.add('closed-stdout-json', check_closed_stdout, 'parse', '--json', REPORT)
tap.add('closed-stdout-version', check_closed_stdout, '--version')


@tap.case
def closed_stdout_is_not_the_input():
    """The first file opened must not become stdout."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'a.eml')
        with open(REPORT, 'rb') as file:
            text = file.read()
        with open(path, 'wb') as file:
            file.write(text)
        dsn('parse', path, stdout=None, preexec_fn=lambda: os.close(1))
        with open(path, 'rb') as file:
            equal(file.read(), text, 'the input after that')


@tap.case
def terminal_on_stdin_never_waits():
    status, out, error = on_terminal(['parse'], COLOR, 'terminal')
    equal((status, out), (2, b''))
    check(error.startswith(b'dsn: ') and b'dsn parse --help' in error, error)


@tap.case
def terminal_on_stdin_with_a_file():
    status, out, error = on_terminal(['parse', '--color=never', REPORT], COLOR, 'terminal')
    equal((status, error), (0, b''))
    check(b'reading-room@books.example' in out, out)


def check_color(expected, when, env, terminal):
    words = ['parse'] + (['--color=' + when] if when else []) + [REPORT]
    if terminal:
        status, out, error = on_terminal(words, env)
    else:
        result = dsn(*words, env=env)
        status, out, error = result.returncode, result.stdout, result.stderr
    equal((status, error), (0, b''))
    equal(SGR.search(out) is not None, expected, f'colour in {out!r}')
    plain = dsn('parse', '--color=never', REPORT).stdout
    equal(SGR.sub(b'', out), plain, 'the words without colour')
    check(b'\x1b' not in plain, plain)


for name, row in {
        'auto-terminal': (True, None, COLOR, True),
        'auto-said-terminal': (True, 'auto', COLOR, True),
        'auto-pipe': (False, None, COLOR, False),
        'auto-no-color': (False, None, {**COLOR, 'NO_COLOR': '1'}, True),
        'auto-no-color-empty': (True, None, {**COLOR, 'NO_COLOR': ''}, True),
        'auto-dumb': (False, None, {**COLOR, 'TERM': 'dumb'}, True),
        'auto-term-empty': (False, None, {**COLOR, 'TERM': ''}, True),
        'auto-term-unset': (False, None, {**COLOR, 'TERM': None}, True),
        'always-pipe': (True, 'always', COLOR, False),
        'always-no-color': (True, 'always', {**COLOR, 'NO_COLOR': '1'}, False),
        'always-dumb': (True, 'always', {**COLOR, 'TERM': 'dumb'}, True),
        'never-terminal': (False, 'never', COLOR, True),
}.items():
    tap.add('color-' + name, check_color, *row)


@tap.case
def json_has_no_color():
    equal(dsn('parse', '--json', '--color=always', REPORT).stdout, dsn('parse', '--json', REPORT).stdout)
    _, out, _ = on_terminal(['parse', '--json', REPORT], COLOR)
    equal(out, dsn('parse', '--json', REPORT).stdout)


@tap.case
def color_bad():
    result = dsn('parse', '--color=sometimes', REPORT)
    equal((result.returncode, result.stdout), (2, b''))
    for word in (b"'sometimes'", b'auto', b'always', b'never'):
        check(word in result.stderr, result.stderr)


@tap.case
def color_last_one_wins():
    check(b'\x1b' not in dsn('parse', '--color=always', '--color=never', REPORT).stdout, 'never came last')
    check(b'\x1b' in dsn('parse', '--color', 'never', '--color', 'always', REPORT).stdout, 'always came last')


@tap.case
def escapes_of_mail_never_reach_a_terminal():
    """Colour is ours; every other control character is shown, not sent."""
    _, out, error = on_terminal(['parse', '--all', '--verbose', HOSTILE], COLOR)
    plain = SGR.sub(b'', out).decode()
    bad = [c for c in plain + error.decode() if (ord(c) < 32 and c != '\n') or 0x7f <= ord(c) < 0xa0
           or ord(c) in (0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069)]
    equal(bad, [], 'raw')
    check('\\x1b[8m' in plain, plain)
    equal(len(SGR.findall(out)), len(SGR.findall(dsn('parse', '-av', '--color=always', HOSTILE).stdout)))


def check_no_raw_escapes(path):
    """What a message holds changes no terminal, whichever message it is."""
    for words in (('--verbose',), ('--json',)):
        result = dsn('parse', '--all', *words, path)
        bad = sorted({c for c in (result.stdout + result.stderr).decode()
                      if (ord(c) < 32 and c != '\n') or 0x7f <= ord(c) < 0xa0 or 0x202a <= ord(c) <= 0x202e
                      or 0x2066 <= ord(c) <= 0x2069})
        equal(bad, [], f'raw in the output of {words[0]}')


for message in tap.files('corpus/tolerated', '.eml') + tap.files('corpus/not-a-report', '.eml'):
    tap.add('no-raw-escapes-' + os.path.basename(message), check_no_raw_escapes, os.path.join(tap.ROOT, message))


@tap.case
def json_order_and_terminal_do_not_matter():
    """What is on stdout does not depend on what stderr is."""
    with open(os.devnull, 'wb') as null:
        equal(dsn('parse', '--json', REPORT, '/nonexistent', stderr=null).stdout,
              dsn('parse', '--json', REPORT, '/nonexistent').stdout)
    equal([json.loads(line)['type'] for line in dsn('parse', '--json', REPORT, '/nonexistent').stdout.splitlines()],
          ['report', 'error'])


tap.run()
