#!/usr/bin/env python3
"""test-run.py: how dsn check runs: in bounded time, again and again, on a terminal; and what it refuses."""
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import servers  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from servers import GOOD, Scripted, sends  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position
from world import World  # pylint: disable=wrong-import-position

WORLD = World() if servers.installed('nsd', 'unbound') else None
SILENT = Scripted(lambda *_: [])
FINE = Scripted(sends(**GOOD))
TWELVE = ('good', 'nodata', 'nullmx', 'implicit', 'dangling', 'mxalias', 'lame', 'signed', 'bogus', 'big', 'bücher', 'anything.zoo')


@tap.case
def twelve_domains_and_four_resolvers():
    """One of them never answers: it takes its timeout, and half a second at the most."""
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    second = WORLD.resolver('second')
    took = []
    while not took or (len(took) < 3 and took[-1] > 2.5):  # others may keep this machine busy
        since = time.monotonic()
        result = tap.dsn('check', '--json', '--timeout', '2', '--local', WORLD.healthy, '--local', SILENT.name, '--resolver', second,
                         '--resolver', FINE.name, *[name + '.example' for name in TWELVE])
        took.append(time.monotonic() - since)
    check(2 <= took[-1] <= 2.5, 'seconds:', took)
    found = tap.lines(result)
    equal([len(one['answers']) for one in found], [4] * 12)
    equal({one['answers'][1]['observation'] for one in found}, {'O-21'})
    check(all(one['answers'][n]['observation'] != 'O-21' for one in found for n in (0, 2, 3)), 'all others have answered')


@tap.case
def no_resolver_waits_for_another():
    since = time.monotonic()
    result = tap.dsn('check', '--json', '--local', FINE.name, '--timeout', '10', 'a.example')
    check(time.monotonic() - since < 1, 'seconds:', time.monotonic() - since)
    equal(tap.lines(result)[0]['conclusion'], 'C-01')


@tap.case
def hundreds_of_domains():
    """More than are asked at once; each is one line, in their order."""
    names = [f'd{number}.example' for number in range(300)]
    result = tap.dsn('check', '--json', '--local', FINE.name, '--timeout', '20', *names)
    equal([(one['domain'], one['conclusion']) for one in tap.lines(result)], [(name, 'C-01') for name in names])


@tap.case
def a_silent_server_keeps_nobody_waiting():
    """However much it is asked: what it does not answer stands in nobody's way."""
    names = [f'd{number}.example' for number in range(32)]
    selectors = [word for number in range(12) for word in ('--selector', f's{number}')]
    result = tap.dsn('check', '--json', '--timeout', '3', '--local', SILENT.name, '--resolver', FINE.name, '--auth', *selectors, *names)
    equal([[answer['observation'] for answer in one['answers']] for one in tap.lines(result)], [['O-21', 'O-01']] * 32)


@tap.case
def domains_of_stdin():
    """One a line, beside those that are words; without any word they are all."""
    text = 'a.example\n\n# no domain\n  Ann <ann@b.example> \r\nc.example.'.encode()
    names = lambda *words: [one['domain'] for one in tap.lines(tap.dsn('check', '--json', '--local', FINE.name, *words, stdin=text))]
    equal(names('-'), ['a.example', 'b.example', 'c.example'])
    equal(names('x.example', '-', '<eve@y.example>'), ['x.example', 'a.example', 'b.example', 'c.example', 'y.example'])
    equal(names(), ['a.example', 'b.example', 'c.example'])
    equal(names('x.example'), ['x.example'])
    # As quick as questions are answered: nothing waits for a place that is free.
    since = time.monotonic()
    names = [f'd{number}.example' for number in range(32)]
    result = tap.dsn('check', '--json', '--auth', '--local', FINE.name, '--timeout', '60', *names)
    equal({one['conclusion'] for one in tap.lines(result)}, {'C-01'})
    check(time.monotonic() - since < 30, 'seconds', time.monotonic() - since)
    many = '\n'.join(f'd{number}.example' for number in range(1000)).encode()
    result = tap.dsn('check', '--local', FINE.name, '--timeout', '60', '-', stdin=many)
    equal((result.returncode, result.stdout.count(b': C-01')), (0, 1000))


@tap.case
def tcp_only():
    answer = tap.lines(tap.dsn('check', '--json', '--tcp', '--local', FINE.name, 'a.example'))[0]['answers'][0]
    equal((answer['transport'], answer['observations']), ('tcp', ['O-01']))
    silent = tap.lines(tap.dsn('check', '--json', '--tcp', '--timeout', '0.5', '--local', SILENT.name, 'a.example'))[0]['answers'][0]
    equal(silent['observations'], ['O-21'])


@tap.case
def edns_or_not():
    asked = []
    good = sends(**GOOD)
    server = Scripted(lambda message, tcp: asked.append(message) or good(message, tcp)).name
    tap.dsn('check', '--local', server, 'a.example')
    check(all(message[11] == 1 for message in asked), 'one OPT record')
    check(all(message[-8:-6] == (1232).to_bytes(2, 'big') for message in asked), '1232 bytes')
    del asked[:]
    tap.dsn('check', '--no-edns', '--local', server, 'a.example')
    check(asked and all(message[11] == 0 for message in asked), 'no OPT record')


@tap.case
def ids_and_ports_are_random():
    """Of forty questions no two in a row have the same id or port, or the next one."""
    seen = []
    good = sends(**GOOD)
    server = Scripted(lambda message, tcp: seen.append(int.from_bytes(message[:2], 'big')) or good(message, tcp))
    for _ in range(10):
        tap.dsn('check', '--local', server.name, 'a.example')
    check(len(seen) >= 40 and len(set(seen)) > len(seen) * 0.9, seen)
    check(sum(abs(a - b) < 3 for a, b in zip(seen, seen[1:])) < 3, seen)


@tap.case
def watch():
    """All in the first round; later only what has changed."""
    good, bad, broken = sends(**GOOD), sends(MX={'rcode': 2}), threading.Event()
    server = Scripted(lambda message, tcp: (bad if broken.is_set() and b'\1a' in message else good)(message, tcp)).name
    with subprocess.Popen([tap.TOOL, 'check', '--json', '--watch', '0.3', '--local', server, 'a.example', 'b.example'],
                          stdout=subprocess.PIPE) as process:
        first = [tap.json.loads(process.stdout.readline()) for _ in range(2)]
        time.sleep(0.7)
        broken.set()
        changed = tap.json.loads(process.stdout.readline())
        broken.clear()
        again = tap.json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    equal([one['domain'] for one in first], ['a.example', 'b.example'])
    equal((changed['domain'], changed['answers'][0]['observation']), ('a.example', 'O-11'))
    equal((again['domain'], again['answers'][0]['observation']), ('a.example', 'O-01'))
    equal(rest, b'')
    result = tap.dsn('check', '--watch', '0.1', '--rounds', '3', '--local', server, 'a.example')
    equal((result.returncode, result.stdout.count(b'a.example: C-01')), (0, 1))


def on_terminal(*words):
    """What is written to a terminal that is stderr."""
    master, slave = pty.openpty()
    process = subprocess.Popen([tap.TOOL, 'check', *words], stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    written = b''
    while True:
        try:
            piece = os.read(master, 1000)
        except OSError:
            break
        if not piece:
            break
        written += piece
    process.wait()
    os.close(master)
    return written


@tap.case
def progress():
    """On a terminal, after a second, and taken away again."""
    words = ['--local', SILENT.name, '--timeout', '1.8', 'a.example']
    written = on_terminal(*words)
    check(re.search(rb'\r0 of [0-9]+ questions are through\x1b\[K', written), written)
    check(written.endswith(b'\r\x1b[K'), written)
    equal(on_terminal('--no-progress', *words), b'')
    equal(on_terminal('--local', FINE.name, 'a.example'), b'')
    equal(tap.dsn('check', *words).stderr, b'')


@tap.case
def usage():
    for words, what in (([], 'no domain'), (['--timeout', '0', 'a.example'], '--timeout'), (['--timeout', 'x', 'a.example'], '--timeout'),
                        (['--timeout', '1e9', 'a.example'], '--timeout'), (['--timeout', 'nan', 'a.example'], '--timeout'),
                        (['--port', '0', 'a.example'], '--port'), (['--port', '65536', 'a.example'], '--port'),
                        (['--watch', '-1', 'a.example'], '--watch'), (['--rounds', '0', 'a.example'], '--rounds'),
                        (['--connect-port', 'smtp', 'a.example'], '--connect-port'), (['--nosuch', 'a.example'], '--nosuch')):
        result = tap.dsn('check', '--local', FINE.name, *words)
        equal((result.returncode, result.stdout), (2, b''), words)
        check(what.encode() in result.stderr and b'--help' in result.stderr, result.stderr)


@tap.case
def servers_that_are_none():
    for text in 'ns.example.com', '1', '0x7f.1', '127.0.0.1#0', '127.0.0.1#65536', '127.0.0.1#', '127.0.0.1:53', '::1#x', '', '1.2.3.4.5':
        result = tap.dsn('check', '--local', text, 'a.example')
        equal((result.returncode, result.stdout), (2, b''), text)
        check(b'is no address of a name server' in result.stderr, result.stderr)


@tap.case
def quiet_and_status():
    equal([(r.returncode, r.stdout, r.stderr) for r in (tap.dsn('check', '-q', '--local', FINE.name, 'a.example'),
                                                        tap.dsn('check', '-q', '--local', SILENT.name, '--timeout', '0.2', 'a.example'))],
          [(0, b'', b''), (1, b'', b'')])


@tap.case
def closed_pipe_and_full_disk():
    with subprocess.Popen([tap.TOOL, 'check', '--local', FINE.name, 'a.example'], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        equal(process.stderr.read(), b'')
    equal(process.returncode, -signal.SIGPIPE)
    with open('/dev/full', 'wb') as full:
        equal(tap.dsn('check', '--local', FINE.name, 'a.example', stdout=full).returncode, 2)


@tap.case
def colours():
    plain = tap.dsn('check', '--local', FINE.name, 'a.example').stdout
    bright = tap.dsn('check', '--color=always', '--local', FINE.name, 'a.example').stdout
    check(b'\x1b' not in plain and b'\x1b[1m' in bright, bright)
    check(max(len(line) for line in plain.decode().splitlines()) <= 80, plain)


@tap.case
def hostile_names_are_shown_safely():
    """What a server sends, in a name and in the text of an error."""
    def answer(message, _tcp):
        evil = servers.struct.pack('>H', 1) + b'\x05\x1b[31m\0'
        return [servers.reply(message, answers=[('MX', 60, evil)], options=servers.error(0, '\x1b[2J\x00\x9b'))]
    server = Scripted(answer).name
    out = tap.dsn('check', '--color=never', '--local', server, 'a.example').stdout
    check(b'\x1b' not in out and b'027' in out, out)
    tap.lines(tap.dsn('check', '--json', '--local', server, 'a.example'))


tap.run()
