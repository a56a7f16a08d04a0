#!/usr/bin/env python3
"""test-parse.py: the examples in other languages print what `dsn parse --json` prints.

usage: test-parse.py PROGRAM...
"""
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ['DSN_SOURCE_ROOT'], 'tests'))
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal

PROGRAM = sys.argv[1:]
sys.argv[1:] = []


def example(*paths):
    """In our locale, but that the system's messages are in English, as those in dsn's output are."""
    env = {name: value for name, value in os.environ.items() if name not in ('LC_ALL', 'LANGUAGE')}
    env.update({'LC_CTYPE': os.environ.get('LC_ALL', env.get('LC_CTYPE', 'C.UTF-8')), 'LC_MESSAGES': 'C'})
    return subprocess.run([*PROGRAM, *paths], capture_output=True, timeout=tap.TIMEOUT, check=False, env=env)


def same(*paths):
    """What both print on stdout, which must be the same, and the example's exit status."""
    told, expected = example(*paths), dsn('parse', '--json', '--jobs=1', *paths)
    equal(told.returncode, expected.returncode, told.stderr)
    lines, wanted = told.stdout.splitlines(), expected.stdout.splitlines()
    for line, want in zip(lines, wanted):
        equal(line, want)
    equal(len(lines), len(wanted), 'lines')
    return lines


@tap.case
def corpus():
    lines = same(os.path.join(tap.ROOT, 'corpus'))
    check(len(lines) > len(tap.files('corpus', '.eml')) / 2, 'lines:', len(lines))


@tap.case
def mbox_with_offsets():
    mail = tap.read(os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'user-unknown.eml'))
    mbox = tap.scratch('mbox', 2 * (b'From a@b.example Thu Apr 17 22:10:00 2025\n' + mail + b'\n'))
    lines = same(mbox)
    equal([b'"offset":' in line for line in lines], [True, True])


@tap.case
def no_report():
    equal(same(tap.scratch('other', b'To: a@example.com\n\nHello\n')), [])


@tap.case
def what_cannot_be_read():
    there = tap.scratch('there', tap.read(os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'user-unknown.eml')))
    lines = same('/nonexistent/file', there)
    check(len(lines) == 2 and b'"type":"error"' in lines[0], lines)


@tap.case
def name_that_is_no_utf8():
    mail = tap.read(os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'user-unknown.eml'))
    path = os.fsencode(tap.SCRATCH.name) + b'/a\xff.eml'
    with open(path, 'wb') as file:
        file.write(mail)
    if PROGRAM[0].endswith('gjs'):
        raise tap.Skip('gjs takes arguments in UTF-8 only')
    check(len(same(path)) == 1)


tap.run()
