#!/usr/bin/env python3
"""test-faults.py: disks, files and memory that fail, at every call: no crash, no lie, no line lost.

Wherever a call fails, what comes out is what comes out otherwise, but for what that call was needed for: and that is told,
by a line and by the exit status."""
import json
import os
import resource
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import add, case, check, dsn, equal  # pylint: disable=wrong-import-position

SHIM = os.path.abspath(sys.argv.pop(1))
SANITIZED = b'__asan_init' in tap.read(tap.TOOL)
COUNTED = b'__gcov_' in tap.read(tap.TOOL)
NAMES = ('rfc3464/user-unknown', 'not-a-report/plain', 'rfc3464/several-recipients', 'qmail/user-unknown', 'feedback/arf-abuse')
PATHS = [path for path in (os.path.join(tap.ROOT, 'corpus', name + '.eml') for name in NAMES) if os.path.exists(path)]
EVERY = 1000000


def faulty(plan, *words, **more):
    if SANITIZED:
        raise tap.Skip('sanitizers have an allocator and calls of their own')
    if COUNTED and plan.split()[0] in ('open', 'malloc'):
        raise tap.Skip('what counts coverage opens files, too, and needs memory')
    # In one locale: others have calls of their own before there is anything to lose.
    return dsn(*words, env={'LD_PRELOAD': SHIM, 'DSN_FAULT': plan, 'G_SLICE': 'always-malloc', 'MALLOC_PERTURB_': None,
                            'LC_ALL': 'C'}, **more)


def parse(plan, paths=None, **more):
    return faulty(plan, 'parse', '--json', '--all', *(paths or PATHS), **more)


def baseline():
    result = dsn('parse', '--json', '--all', *PATHS)
    equal(result.returncode, 0, result.stderr)
    return result.stdout.splitlines()


def check_same(plan):
    """Calls that may be made again are."""
    result = parse(plan)
    equal((result.returncode, result.stderr), (0, b''), plan)
    equal(result.stdout.splitlines(), baseline(), plan)


add('short-reads', check_same, f'read SHORT 1 {EVERY}')
add('short-writes', check_same, f'write SHORT 1 {EVERY}')
for nth in range(1, 8):
    add(f'read-interrupted-{nth}', check_same, f'read EINTR {nth} 1')
    add(f'write-interrupted-{nth}', check_same, f'write EINTR {nth} 1')


def check_told(plan):
    """One input fails, or more: each has its line and its message; the others are as ever."""
    expected = baseline()
    sources = [json.loads(line)['source'] for line in expected]
    result = parse(plan)
    lines = result.stdout.splitlines()
    equal([json.loads(line)['source'] for line in lines], sources, 'an input has no line, or stands elsewhere')
    failed = [line for line in lines if json.loads(line)['type'] == 'error']
    for line, good in zip(lines, expected):
        check(line in failed or line == good, 'a line is another:', line)
    equal(result.returncode, 2 if failed else 0, f'{plan}: exit status')
    equal(len(result.stderr.splitlines()), len(failed), f'{plan}: messages')
    return failed


def check_every(call, error):
    """The first to the twelfth call, some from there on, and all of them. One alone may be made good: what could not be
    read before its turn is read again."""
    hit = 0
    for number in range(1, 13):
        check_told(f'{call} {error} {number} 1')
        hit += bool(check_told(f'{call} {error} {number} 9'))
    if call != 'stat':  # which may be asked again, or not at all
        check(check_told(f'{call} {error} 1 {EVERY}'), call, error, 'every time')
        check(hit > 0, call, error, 'was never noticed')


for what, why in (('read', 'EIO'), ('read', 'ESTALE'), ('open', 'EMFILE'), ('open', 'EACCES'), ('open', 'ENOENT'), ('stat', 'EIO')):
    add(f'{what}-{why.lower()}', check_every, what, why)


def check_output(plan):
    """What cannot be written is told, and what was written is the beginning of what should be."""
    result = parse(plan)
    whole = b'\n'.join(baseline()) + b'\n'
    equal(result.returncode, 2, plan)
    check(result.stderr.startswith(b'dsn: cannot write the output: '), result.stderr)
    check(whole.startswith(result.stdout), 'something else came out')


@case
def output_that_fails():
    """By whatever call it is written: one of them is used, and each that is used is looked after."""
    used = 0
    for call in ('write', 'fwrite', 'fflush', 'close'):
        for error in ('ENOSPC', 'EIO'):
            if parse(f'{call} {error} 1 {EVERY}').returncode == 0:
                continue
            check_output(f'{call} {error} 1 {EVERY}')
            used += 1
    check(used >= 2, 'no call was used')


@case
def memory_that_is_not_there():
    """GLib ends the process: never with status 0 or 1 and less than everything, never with other lines. Where that was a
    worker, what it worked on is told."""
    expected = baseline()
    whole, sources = b'\n'.join(expected) + b'\n', [json.loads(line)['source'] for line in expected]
    ended = 0
    for number in [*range(1, 60, 7), *range(60, 1500, 97), *range(1500, 20000, 1511)]:
        result = parse(f'malloc ENOMEM {number} 1')
        if result.returncode in (0, 1):
            equal(result.stdout, whole, f'malloc {number}')
            continue
        ended += 1
        check(result.returncode in (2, 127, -signal.SIGTRAP, -signal.SIGABRT), f'malloc {number} ends with', result.returncode,
              result.stderr)
        if whole.startswith(result.stdout):
            continue
        equal(result.returncode, 2, f'malloc {number}: exit status')
        lines = result.stdout.splitlines()
        equal([json.loads(line)['source'] for line in lines], sources, f'malloc {number}: inputs')
        for line, good in zip(lines, expected):
            check(line == good or json.loads(line)['type'] == 'error', f'malloc {number}: another line', line)
    check(ended > 0, 'memory was never missing')


@case
def files_are_closed():
    """Hundreds of inputs with a handful of descriptors."""
    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))
    result = dsn('parse', '--json', '--all', *PATHS * 100, preexec_fn=few)
    equal((result.returncode, result.stderr), (0, b''))
    equal(result.stdout.splitlines(), baseline() * 100)


@case
def no_descriptor_is_left():
    """Each input has its line even where none can be opened."""
    def none():
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    if SANITIZED:
        raise tap.Skip('sanitizers need descriptors')
    result = dsn('parse', '--json', '--all', *PATHS, preexec_fn=none)
    if result.returncode == 127:
        raise tap.Skip('nor can the libraries')
    equal([json.loads(line)['type'] for line in result.stdout.splitlines()], ['error'] * len(PATHS))
    equal(result.returncode, 2)


@case
def a_file_vanishes():
    """It was there when it was named."""
    with tempfile.TemporaryDirectory() as folder:
        gone = os.path.join(folder, 'gone.eml')
        result = dsn('parse', '--json', '--all', PATHS[0], gone, *PATHS[1:])
    lines = result.stdout.splitlines()
    equal([lines[0], *lines[2:]], baseline())
    equal((json.loads(lines[1])['type'], json.loads(lines[1])['source']), ('error', gone))
    equal(result.returncode, 2)


def check_rules(plan):
    with tempfile.TemporaryDirectory() as folder:
        rules = os.path.join(folder, 'mine.toml')
        with open(rules, 'w', encoding='utf-8') as file:
            file.write('[[wording]]\nid = "a"\ntext = "postbox * brims over"\ncategory = "mailbox-full"\n')
        equal(dsn('parse', '--rules', rules, PATHS[0]).returncode, 0)
        result = faulty(plan, 'parse', '--json', '--rules', rules, PATHS[0])
    equal((result.returncode, result.stdout), (2, b''), 'rules that cannot be read are never left out in silence')
    check(result.stderr.startswith(b'dsn: ') and b'mine.toml' in result.stderr, result.stderr)


add('rules-open', check_rules, 'open EACCES 1 1')
add('rules-read', check_rules, f'read EIO 1 {EVERY}')


def check_explain(plan):
    result = faulty(plan, 'explain', stdin=b'550 5.1.1 User unknown\n')
    equal(result.returncode, 2, plan)
    equal(result.stdout, b'')
    check(result.stderr.startswith(b'dsn: '), result.stderr)


add('explain-read', check_explain, 'read EIO 1 1')

# What dsn mime writes where nothing fails.
LOOKS = (('tree', '--json'), ('headers', '--json'), ('cat', '1'), ('cat', '2', '--json'))


@case
def mime_reads_and_writes():
    """What is there is there whole, or it is told; calls that may be made again are."""
    for words in LOOKS:
        whole = dsn('mime', *words, PATHS[0]).stdout
        for plan in (f'read SHORT 1 {EVERY}', f'write SHORT 1 {EVERY}', 'read EINTR 1 1'):
            result = faulty(plan, 'mime', *words, PATHS[0])
            equal((result.returncode, result.stdout), (0, whole), (plan, words))
        for plan in (f'read EIO 1 {EVERY}', f'open EACCES 1 {EVERY}'):
            result = faulty(plan, 'mime', *words, PATHS[0])
            equal((result.returncode, result.stderr.count(b'\n')), (2, 1), (plan, words, result.stderr))
            check(result.stderr.startswith(b"dsn: cannot read '"), result.stderr)
        hit = 0
        for call in ('write', 'fwrite', 'fflush', 'close'):
            result = faulty(f'{call} ENOSPC 1 {EVERY}', 'mime', *words, PATHS[0])
            check(result.returncode == 2 or (result.returncode, result.stdout) == (0, whole), call, words, result)
            hit += result.returncode == 2
        check(hit >= 2, words, 'nobody noticed')


@case
def mime_memory_that_is_not_there():
    """Status 0 means all of it."""
    ended = 0
    for words in LOOKS:
        whole = dsn('mime', *words, PATHS[0]).stdout
        for number in [*range(1, 60, 7), *range(60, 1500, 97)]:
            result = faulty(f'malloc ENOMEM {number} 1', 'mime', *words, PATHS[0])
            check(result.returncode != 1 and (result.returncode != 0 or result.stdout == whole), words, number, result)
            check(result.returncode in (0, 2, 127, -signal.SIGTRAP, -signal.SIGABRT), words, number, result)
            ended += result.returncode != 0
    check(ended > 0, 'memory was never missing')


def extract(plan):
    """What dsn mime parts leaves in a folder: its exit status, and the files with their bytes."""
    with tempfile.TemporaryDirectory() as folder:
        result = faulty(plan, 'mime', 'parts', '--to=' + folder, PATHS[0]) if plan else \
            dsn('mime', 'parts', '--to=' + folder, PATHS[0])
        return result.returncode, {name: tap.read(os.path.join(folder, name)) for name in os.listdir(folder)}


def check_extract(call, error, numbers):
    """Each file is whole or not there, and status 0 means that all are."""
    _, whole = extract(None)
    check(len(whole) > 2, whole)
    failed = 0
    for number in numbers:
        status, found = extract(f'{call} {error} {number} 1')
        failed += status != 0
        check(status != 1, call, number, 'status')
        check(status != 0 or found == whole, call, number, 'files are missing', sorted(found))
        tap.none([name for name, text in found.items() if whole.get(name) != text], f'{call} {error} {number}: not whole')
    check(failed > 0, call, 'never mattered')


for what, why, where in (('write', 'ENOSPC', range(1, 9)), ('open', 'EMFILE', range(1, 30)), ('open', 'EACCES', range(1, 30)),
                         ('close', 'EIO', range(1, 16)), ('malloc', 'ENOMEM', [*range(1, 60, 7), *range(60, 1500, 97)])):
    add(f'parts-{what}-{why.lower()}', check_extract, what, why, where)


@case
def parts_of_short_writes():
    _, whole = extract(None)
    equal(extract(f'write SHORT 1 {EVERY}'), (0, whole))
    equal(extract('write EINTR 1 1'), (0, whole))
tap.run()
