"""checks.py: runs `dsn check --json` for the tests of this folder."""
import re

import tap


def checked(*words, status=None):
    """The object that it writes of one domain."""
    result = tap.dsn('check', '--json', *words)
    tap.equal(result.stderr, b'')
    found = tap.lines(result)
    tap.equal(len(found), 1, 'lines')
    if status is not None:
        tap.equal(result.returncode, status, 'exit status')
    return found[0]


def sides(local=(), independent=(), world=None):
    """The options that name servers."""
    words = []
    for server in local:
        words += ['--local', server]
    for server in independent:
        words += ['--resolver', server]
    if world is not None:
        words += ['--trace', '--root-hints', world.hints, '--port', str(world.port)]
    return words


def has_resolvers():
    """Whether this machine has resolvers of its own. They are never asked here: not for reserved names."""
    try:
        with open('/etc/resolv.conf', encoding='utf-8', errors='replace') as file:
            return re.search(r'(?m)^nameserver\s+\S', file.read()) is not None
    except OSError:
        return False
