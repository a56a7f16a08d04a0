#!/usr/bin/env python3
"""test-hardening.py: what was built is hardened as meson.build asks, and who reads mail runs in its sandbox."""
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import case, check  # pylint: disable=wrong-import-position

LIBRARY, SANDBOX, OPTIMISED = sys.argv.pop(1), sys.argv.pop(1) == 'true', sys.argv.pop(1) == 'true'
FILES = [tap.TOOL] + ([LIBRARY] if LIBRARY.endswith('.so') or '.so.' in LIBRARY else [])
SANITIZED = b'__asan_init' in tap.read(tap.TOOL)


def readelf(*words):
    if not shutil.which('readelf'):
        raise tap.Skip('there is no readelf')
    return subprocess.run(['readelf', '-W', *words], capture_output=True, encoding='utf-8', check=True,
                          env={**os.environ, 'LC_ALL': 'C'}).stdout


@case
def no_address_is_fixed():
    for path in FILES:
        check(re.search(r'Type: +DYN', readelf('-h', path)), path, 'is no position-independent code')
    check('PIE' in readelf('-d', tap.TOOL), 'the command is no PIE')


@case
def tables_of_the_loader_are_read_only():
    for path in FILES:
        check('GNU_RELRO' in readelf('-l', path), path, 'has no relro')
        check(re.search(r'BIND_NOW|\bNOW\b', readelf('-d', path)), path, 'binds when it likes')


@case
def no_stack_is_executable():
    for path in FILES:
        stack = re.search(r'GNU_STACK.*', readelf('-l', path))
        check(stack and 'RWE' not in stack[0], path, stack and stack[0])
        segments = re.findall(r'LOAD .*', readelf('-l', path))
        check(segments and not any('RWE' in segment for segment in segments), path, 'can write what it executes')


@case
def the_stack_is_guarded():
    for path in FILES:
        check('__stack_chk_fail' in readelf('-s', path), path, 'has no stack protector')


@case
def calls_are_fortified():
    """Such as __memcpy_chk and __printf_chk, where the compiler could not prove that they are safe."""
    if SANITIZED or not OPTIMISED:
        raise tap.Skip('only in optimised builds without sanitizers')
    found = set(re.findall(r'\b__\w+_chk\b', readelf('-s', tap.TOOL))) - {'__stack_chk_fail'}
    check(found, 'no fortified call')


@case
def calls_land_where_they_may():
    """endbr64 at the begin of functions: half of Intel's CET."""
    if platform.machine() != 'x86_64' or not shutil.which('objdump'):
        raise tap.Skip('another processor, or no objdump')
    code = subprocess.run(['objdump', '-d', '--no-show-raw-insn', tap.TOOL], capture_output=True, encoding='utf-8',
                          check=True).stdout
    begin = re.search(r'<main>:\n.*', code)
    check(begin and 'endbr64' in begin[0], begin and begin[0])


def filters(pid):
    """How many filters a process has, and each of its children; None where the system does not say."""
    with open(f'/proc/{pid}/task/{pid}/children', encoding='ascii') as file:
        family = [pid, *file.read().split()]
    for member in family:
        with open(f'/proc/{member}/status', encoding='ascii', errors='replace') as file:
            status = dict(line.split(':\t', 1) for line in file.read().splitlines() if ':\t' in line)
        yield int(status['Seccomp_filters']) if 'Seccomp_filters' in status else None if status['Seccomp'] == '2' else 0


def check_confined(workers, *words):
    """Runs that wait for more input have read some before: whoever is there then is confined, and workers more so."""
    if not SANDBOX:
        raise tap.Skip('built without the sandbox')
    mail = tap.read(os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'user-unknown.eml'))
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen(
            [tap.TOOL, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder) as process:
        found, good = [], False
        for _ in range(500):
            try:
                # As an mbox that goes on: what is there is read before the rest comes.
                process.stdin.write((b'From a@b.example Tue Mar  4 07:15:32 2025\n' + mail + b'\n') * 300)
                process.stdin.flush()
                found = list(filters(process.pid))
                parent, *others = found
                good = parent != 0 and (
                    bool(others) and all(other is None or other > parent for other in others) if workers else not others)
                if good:
                    break
                process.wait(0.01)
            except subprocess.TimeoutExpired:
                pass
            except (FileNotFoundError, ProcessLookupError):  # a child has just gone
                pass
        process.communicate()
    check(good, 'not all processes are confined:', found)


tap.add('parse-is-confined', check_confined, False, 'parse', '-q', '--jobs=1', '-')
tap.add('workers-are-confined', check_confined, True, 'parse', '-q', '--jobs=2', '-')
tap.add('parse-with-checkpoint-is-confined', check_confined, False, 'parse', '-q', '--jobs=1', '--checkpoint=state', '-')
tap.add('workers-with-checkpoint-are-confined', check_confined, True, 'parse', '-q', '--jobs=2', '--checkpoint=state', '-')
tap.add('explain-is-confined', check_confined, False, 'explain', '-f', '-')
# What is no rule file will do: it is read in the sandbox all the same.
tap.add('rules-are-confined', check_confined, False, 'rules', 'check', '/dev/stdin')
tap.add('mime-is-confined', check_confined, False, 'mime', 'tree', '-q', '--offset=999999999999', '-')


def worker_filters(path, folder):
    """How many filters dsn mime parts and the worker that reads for it were seen with."""
    seen = set()
    with subprocess.Popen([tap.TOOL, 'mime', 'parts', '-q', '--to=' + folder, path]) as process:
        while process.poll() is None:
            try:
                parent, *others = filters(process.pid)
                seen |= {(parent, other) for other in others}
            except (FileNotFoundError, ProcessLookupError):  # it has just gone
                pass
    check(process.returncode == 0, 'parts were not written')
    return seen


@case
def who_reads_for_parts_is_confined():
    """There is much to read, so that it is seen while it reads; if it is not, once more."""
    if not SANDBOX:
        raise tap.Skip('built without the sandbox')
    path = tap.scratch('large.eml', b'X: y\n\n' + b'x' * (40 << 20))
    seen = set()
    for _ in range(10):
        with tempfile.TemporaryDirectory() as folder:
            seen |= worker_filters(path, folder)
        good = any(parent != 0 and (other is None or other > parent) for parent, other in seen)
        if good:
            break
    check(good, 'not both are confined:', seen)


tap.run()
