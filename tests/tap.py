"""tap.py: tests as functions, their results in the Test Anything Protocol."""
import json
import os
import subprocess
import sys
import tempfile
import traceback

ROOT = os.path.abspath(os.environ.get('DSN_SOURCE_ROOT') or os.path.join(os.path.dirname(__file__), '..'))
TOOL = os.environ.get('DSN_TOOL', os.path.join(ROOT, 'build', 'tools', 'dsn'))
TIMEOUT = 120
SCRATCH = tempfile.TemporaryDirectory(prefix='dsn-test-')

cases = []


class Failure(Exception):
    """What was found and what was expected."""


class Skip(Exception):
    """Why a test cannot run here."""


def case(function):
    """Registers a function as a test; its name is the test's."""
    cases.append((function.__name__.replace('_', '-'), function, ()))
    return function


def add(name, function, *arguments):
    """Registers one row of a table as a test."""
    cases.append((name, function, arguments))


def check(condition, *what):
    """Fails with a message unless the condition holds."""
    if not condition:
        raise Failure(' '.join(str(w) for w in what))


def equal(found, expected, what=''):
    """Fails unless both are the same."""
    if found != expected:
        raise Failure(f'{what}\nexpected: {expected!r:.2000}\nfound:    {found!r:.2000}')


def none(findings, what):
    """Fails with the list of what should not be there."""
    findings = sorted(set(findings))
    if findings:
        raise Failure('\n'.join([f'{what}:'] + [f'  {finding}' for finding in findings]))


def dsn(*words, stdin=b'', env=None, **more):
    """Runs the tool; bytes in, bytes out. A name in env that is None is taken away."""
    full = {**os.environ, **(env or {})}
    full = {name: value for name, value in full.items() if value is not None}
    if 'stdin' not in more and not hasattr(stdin, 'fileno') and not isinstance(stdin, int):
        more['input'] = stdin
    else:
        more['stdin'] = stdin
    more.setdefault('stdout', subprocess.PIPE)
    more.setdefault('stderr', subprocess.PIPE)
    return subprocess.run([TOOL, *words], env=full, timeout=TIMEOUT, check=False, **more)


def scratch(name, content):
    """A file that goes with the process, and its path."""
    path = os.path.join(SCRATCH.name, name)
    with open(path, 'wb') as file:
        file.write(content)
    return path


def read(path):
    """The bytes of a file."""
    with open(path, 'rb') as file:
        return file.read()


def lines(result):
    """The objects that a run wrote as JSON Lines."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def source(*path):
    """The text of a file of the project."""
    with open(os.path.join(ROOT, *path), encoding='utf-8') as file:
        return file.read()


def files(folder, endings):
    """The files of the project below a folder, by ending, relative to the root."""
    found = []
    for here, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders[:] = [f for f in folders if not f.startswith(('.', 'build', '__'))]
        found += [os.path.relpath(os.path.join(here, n), ROOT) for n in names if n.endswith(endings)]
    return sorted(found)


def some_of_the_corpus(share):
    """Messages of the corpus: all that were written by hand; those of servers are alike, so one in `share`."""
    rows = [line.split('\t') for line in source('corpus', 'index.tsv').splitlines()[1:]]
    of_servers = {'corpus/' + row[0] for row in rows if row[1] == 'server'}
    every = files('corpus', '.eml')
    return [path for number, path in enumerate(every) if path not in of_servers or number % share == 0]


def run():
    """Runs all tests that were registered, or those whose names are given; ends the program."""
    wanted = [row for row in cases if len(sys.argv) < 2 or row[0] in sys.argv[1:]]
    failed = 0
    print(f'1..{len(wanted)}', flush=True)
    for number, (name, function, arguments) in enumerate(wanted, 1):
        try:
            function(*arguments)
            print(f'ok {number} - {name}')
        except Skip as skip:
            print(f'ok {number} - {name} # SKIP {skip}')
        except Exception as error:  # pylint: disable=broad-except
            failed += 1
            text = str(error) if isinstance(error, Failure) else traceback.format_exc()
            print(f'not ok {number} - {name}')
            for line in text.splitlines():
                print('# ' + line.encode('ascii', 'backslashreplace').decode())
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
