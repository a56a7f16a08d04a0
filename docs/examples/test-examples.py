#!/usr/bin/env python3
"""test-examples.py: the examples in C do what they say, on the corpus.

usage: test-examples.py FOLDER: where the build put the programs
"""
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'tests'))
import tap  # pylint: disable=wrong-import-position
from tap import check, equal

PROGRAMS = os.path.abspath(sys.argv.pop(1))
MAILS = [os.path.join(tap.ROOT, path) for path in tap.some_of_the_corpus(9)]
BOUNCE = os.path.join(tap.ROOT, 'corpus/rfc3464/user-unknown.eml')
OK, TEMPFAIL = 0, 75


def run(name, *words, stdin=b''):
    return subprocess.run([os.path.join(PROGRAMS, name), *words], input=stdin, capture_output=True, timeout=tap.TIMEOUT,
                          check=False)


def expect(result, status, *said):
    """What a mail server must see: a status, nothing on standard output, and the reason for the log."""
    equal((result.returncode, result.stdout), (status, b''), result.stderr)
    for word in said:
        check(word in result.stderr, result.stderr)


@tap.case
def the_suppression_list_is_what_dsn_would_suppress():
    with tempfile.TemporaryDirectory() as maildir:
        for name in ('cur', 'new', 'tmp'):
            os.mkdir(os.path.join(maildir, name))
        for number, path in enumerate(MAILS):
            shutil.copy(path, os.path.join(maildir, ('new', 'cur')[number % 2], f'{number}.mail'))
        result = run('suppression-list', maildir)
        told = tap.dsn('parse', '--only=suppress', '--format={recipients.address}\t{recipients.verdict.category}', maildir)
    equal((result.returncode, result.stderr), (0, b''))
    rows = [line.split('\t') for line in result.stdout.decode().splitlines()]
    addresses = [row[0] for row in rows]
    equal(len(addresses), len(set(addresses)), 'an address stands there twice')
    expected = {line.split('\t')[0] for line in told.stdout.decode().splitlines()} - {''}
    check(len(expected) > 50, len(expected))
    equal(sorted(addresses), sorted(expected))
    for row in rows:
        check('\t'.join(row[:2]) in told.stdout.decode(), row)


@tap.case
def the_suppression_list_names_what_it_cannot_read():
    result = run('suppression-list', '/nonexistent')
    equal((result.returncode, result.stdout), (2, b''))
    check(b'/nonexistent' in result.stderr, result.stderr)


@tap.case
def the_pipe_adds_the_line_that_dsn_writes():
    target = os.path.join(tap.SCRATCH.name, 'bounces.jsonl')
    mails = [tap.read(path) for path in MAILS[:40]] + [b'', b'Subject: no bounce\n\nhello\n']
    for mail in mails:
        expect(run('postfix-pipe', target, stdin=mail), OK)
    expected = [tap.dsn('parse', '--json', '--all', '-', stdin=mail).stdout for mail in mails]
    lines = tap.read(target).splitlines(keepends=True)
    equal(len(lines), len(mails), 'a line for each message')
    for line, wanted in zip(lines, expected):
        if wanted:  # of an empty input, dsn says nothing
            equal(line, wanted)


@tap.case
def the_pipe_has_the_message_kept_when_something_fails():
    bounce = tap.read(BOUNCE)
    expect(run('postfix-pipe', stdin=bounce), TEMPFAIL, b'usage')
    expect(run('postfix-pipe', '/nonexistent/file', stdin=bounce), TEMPFAIL, b'No such file')
    expect(run('postfix-pipe', '/dev/full', stdin=bounce), TEMPFAIL, b'No space left')


@tap.case
def the_pipe_waits_for_who_writes():
    target = os.path.join(tap.SCRATCH.name, 'shared.jsonl')
    with open(target, 'ab') as mine:
        fcntl.flock(mine, fcntl.LOCK_EX)
        with subprocess.Popen([os.path.join(PROGRAMS, 'postfix-pipe'), target], stdin=subprocess.PIPE) as other:
            other.stdin.write(tap.read(BOUNCE))
            other.stdin.close()
            mine.write(b'{"half":')
            mine.flush()
            mine.write(b'1}\n')
            mine.flush()
            fcntl.flock(mine, fcntl.LOCK_UN)
            equal(other.wait(tap.TIMEOUT), OK)
    lines = tap.read(target).splitlines()
    equal((len(lines), lines[0]), (2, b'{"half":1}'))


tap.run()
