#!/usr/bin/env python3
"""test-trace.py: the walk from the root to a domain's own servers, and what they say."""
import os
import sys
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import servers  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from checks import checked, sides  # pylint: disable=wrong-import-position
from servers import HOST_1, HOST_2, TLD  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position
from world import World  # pylint: disable=wrong-import-position

WORLD = World() if servers.installed('nsd', 'unbound') else None


def trace(name, *more, status=None):
    """The answers of the authorities, by address."""
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    found = checked(*sides([WORLD.healthy], [], WORLD), '--timeout', '2', *more, name + '.example', status=status)
    return {answer['server'].split('#')[0]: answer for answer in found['answers'] if answer['role'] == 'authority'}


# Domain, and what each of its servers is seen to say.
ROWS = (
    ('good', {HOST_1: 'O-01', HOST_2: 'O-01'}),
    ('anything.zoo', {HOST_1: 'O-01', HOST_2: 'O-01'}),
    ('nullmx', {HOST_1: 'O-02', HOST_2: 'O-02'}),
    ('implicit', {HOST_1: 'O-04', HOST_2: 'O-04'}),
    ('nodata', {HOST_1: 'O-05', HOST_2: 'O-05'}),
    ('no.good', {HOST_1: 'O-07', HOST_2: 'O-07'}),
    ('missing', {TLD: 'O-07'}),
    ('split', {HOST_1: 'O-01', HOST_2: 'O-05'}),
    ('lame', {HOST_1: 'O-31', HOST_2: 'O-31'}),
    ('dead', {'127.0.0.99': 'O-21'}),
    ('bogon', {HOST_1: 'O-26', HOST_2: 'O-26'}),
    ('alias.zoo', {HOST_1: 'O-01', HOST_2: 'O-01'}),
    # An alias that leads out of what they know is for others to judge.
    ('away.zoo', {HOST_1: 'O-10', HOST_2: 'O-10'}),
    ('big', {HOST_1: 'O-01', HOST_2: 'O-01'}),
)


def check_row(name, expected):
    answers = trace(name)
    equal({server: answer['observation'] for server, answer in answers.items()}, expected)
    for server, answer in answers.items():
        if expected[server] in ('O-01', 'O-02', 'O-05', 'O-07'):
            check('aa' in answer['flags'] and 'ra' not in answer['flags'], answer)


for row in ROWS:
    tap.add('authorities-of-' + row[0], check_row, *row)


@tap.case
def servers_have_names():
    equal({server: answer['name'] for server, answer in trace('good').items()},
          {HOST_1: 'ns1.hosting.example', HOST_2: 'ns2.hosting.example'})


@tap.case
def what_is_lame_is_not_told_as_refusing_us():
    for answer in trace('lame').values():
        equal(answer['observations'], ['O-31'])


@tap.case
def split_is_seen_at_each():
    answers = trace('split')
    for server in HOST_1, HOST_2:
        check('O-30' in answers[server]['observations'], answers)
    for answer in trace('good').values():
        check('O-30' not in answer['observations'], answer)


@tap.case
def gone_at_the_top():
    check('O-32' in trace('missing')[TLD]['observations'], 'the top level knows')


@tap.case
def nobody_but_authorities():
    """A walk needs no resolver for what has glue; the local one is asked for its own view all the same."""
    found = checked(*sides([servers.Scripted(lambda *_: []).name], [], WORLD), '--timeout', '1', 'good.example')
    equal([answer['observation'] for answer in found['answers']], ['O-21', 'O-01', 'O-01'])


@tap.case
def referrals_that_lead_nowhere():
    """Upwards, sideways, in circles, to thousands: the walk ends, and in time."""
    def refer(*names):
        def answer(message, _):
            out = servers.reply(message, flags=0x8000)
            for zone_name, host in names:
                data = servers.name_bytes(host)
                out += servers.name_bytes(zone_name) + servers.struct.pack('>HHIH', 2, 1, 9, len(data)) + data
            return [out[:8] + servers.struct.pack('>H', len(names)) + out[10:]]
        return answer
    for names in ([('example', 'ns.example')], [('com', 'ns.com')], [('good.example', 'good.example')],
                  [('a.b.c.d.good.example', 'x.example')], [('example', f'ns{n}.example.net') for n in range(60)]):
        root = servers.Scripted(refer(*names), address='127.0.0.1')
        hints = servers.write('odd.hints', '. 1 NS a.\na. 1 A 127.0.0.1\n')
        since = time.monotonic()
        found = checked('--local', WORLD.healthy if WORLD else root.name, '--root-hints', hints, '--port', str(root.port),
                        '--timeout', '1', 'good.example')
        check(time.monotonic() - since < 1.5, 'seconds', time.monotonic() - since)
        equal([answer for answer in found['answers'] if answer['role'] == 'authority' and answer['observation'] == 'O-01'], [])


SILENT = [f'127.0.0.{n}' for n in range(91, 96)]


def walk_is_quick(hints):
    """The domain's own servers are found long before the time is over."""
    since = time.monotonic()
    found = checked('--local', WORLD.healthy, '--root-hints', hints, '--port', str(WORLD.port), '--timeout', '60', 'good.example')
    equal([answer['observation'] for answer in found['answers']], ['O-01'] * 3)
    check(time.monotonic() - since < 25, 'seconds', time.monotonic() - since)


@tap.case
def dead_servers_cost_little():
    """Five of the root say nothing, and the sixth has the answer; likewise of the top level."""
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    for address in SILENT:
        servers.silent(address, WORLD.port)
    names = ''.join(f'{n}.root.example. 1 A {address}\n' for n, address in enumerate(SILENT))
    walk_is_quick(servers.write('dead.hints', f'{names}z.root.example. 1 A {servers.ROOT}\n'))
    dead = ''.join(f'example. NS ns{n}.nic.example.\nns{n}.nic.example. A {address}\n' for n, address in enumerate(SILENT))
    servers.nsd('root-2', {'.': WORLD.root() + dead}, ['127.0.0.96'], WORLD.port)
    walk_is_quick(servers.write('level.hints', '. 1 A 127.0.0.96\n'))


@tap.case
def hints_without_servers():
    hints = servers.write('no.hints', '; nothing\n')
    result = tap.dsn('check', '--local', '127.0.0.1#9', '--root-hints', hints, 'good.example')
    equal((result.returncode, result.stdout), (2, b''))
    check(b'name no server' in result.stderr, result.stderr)
    equal(tap.dsn('check', '--local', '127.0.0.1#9', '--root-hints', '/nonexistent', 'good.example').returncode, 2)


tap.run()
