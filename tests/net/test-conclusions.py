#!/usr/bin/env python3
"""test-conclusions.py: every row of dns-conclusions.toml, as real servers on loopback bring it about."""
import os
import sys
import time
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import servers  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from checks import checked, sides  # pylint: disable=wrong-import-position
from servers import Scripted  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position
from world import World  # pylint: disable=wrong-import-position

SEEN = set()


class Setting:
    """The world, and resolvers of it that are in a bad way."""

    def __init__(self):
        self.world = world = World()
        self.healthy = world.healthy
        self.second = world.resolver('second')
        port = servers.free_port('127.0.0.14')
        servers.nsd('old', {'example': servers.zone('example.', '')}, ['127.0.0.14'], port)
        self.poisoned = world.resolver(
            'poisoned', stubs=f'stub-zone:\n  name: "example"\n  stub-prime: no\n  stub-addr: 127.0.0.14@{port}\n')
        self.other_half = world.resolver(
            'half', stubs=world.stubs_but('split', servers.HOST_2))
        self.refusing = world.resolver('refusing', '  local-zone: "good.example." refuse\n')
        self.inside = world.resolver('inside', '  local-data: "mx.good.example. 60 A 10.0.0.25"\n'
                                     '  local-data: "mx.good.example. 60 AAAA fc00::25"\n')
        self.careless = world.resolver('careless', '  val-permissive-mode: yes\n')
        self.stale = world.resolver('stale', '  serve-expired: yes\n  serve-expired-reply-ttl: 30\n  ede-serve-expired: yes\n')
        self.silent = Scripted(lambda *_: []).name
        # To it the domain's server is one that has not got the zone.
        self.failing = world.resolver('failing', stubs=world.stubs_but('good', servers.ROOT))
        self.blocking = world.policies('blocking') if servers.installed('pdns_recursor') else None
        self.cut = world.without_tcp('cut')
        self.empty = world.resolver('empty', '  local-zone: "good.example." static\n  local-data: "good.example. 60 TXT x"\n')
        self.liar = world.resolver('liar', '  local-zone: "missing.example." redirect\n  local-data: "missing.example. 60 A 192.88.99.200"\n')


SETTING = Setting() if servers.installed('nsd', 'unbound') else None


def run(name, local, independent, trace, *more):
    if SETTING is None:
        raise tap.Skip('nsd or unbound is not installed')
    if name == 'bogus' and not SETTING.world.anchors:
        raise tap.Skip('ldnsutils is not installed')
    if 'blocking' in f'{local} {independent}'.split() and SETTING.blocking is None:
        raise tap.Skip('pdns-recursor is not installed')
    servers_of = lambda names: [getattr(SETTING, word) for word in names.split()]
    return checked(*sides(servers_of(local), servers_of(independent), SETTING.world if trace else None),
                   '--timeout', '2.5', *more, name + '.example')


# Name of the test, domain, local and independent resolvers, whether the authorities are asked; then what comes of it:
# the conclusion, or the rows that may be; whether no column is open; the action.
ROWS = (
    ('all-usable', 'good', 'healthy', 'second', True, 'C-01', True, 'retry'),
    ('only-local-asked', 'good', 'healthy', '', False, 'C-01', False, 'retry'),
    ('implicit', 'implicit', 'healthy', 'second', True, 'C-01', True, 'retry'),
    ('alias', 'alias.zoo', 'healthy', 'second', True, 'C-01', True, 'retry'),
    ('alias-leads-away', 'away.zoo', 'healthy', 'second', True, 'C-01', False, 'retry'),
    ('local-nxdomain', 'good', 'poisoned', 'healthy', True, 'C-02', True, 'retry'),
    ('local-nxdomain-others-open', 'good', 'poisoned', '', True, 'C-02', False, 'retry'),
    ('local-empty', 'good', 'empty', 'healthy', True, 'C-02', True, 'retry'),
    ('local-servfail', 'good', 'failing', 'healthy', True, 'C-03', True, 'retry'),
    ('local-silent', 'good', 'silent', 'healthy', True, 'C-03', True, 'retry'),
    ('local-refused', 'good', 'refusing', 'healthy', True, 'C-03', True, 'retry'),
    ('local-truncated', 'big', 'cut', 'healthy', True, 'C-03', True, 'retry'),
    ('pool-with-refusal', 'good', 'healthy refusing', 'second', True, 'C-04', True, 'retry'),
    ('pool-with-old-cache', 'good', 'second poisoned healthy', 'second', True, 'C-04', True, 'retry'),
    ('pool-alone', 'good', 'healthy failing', '', False, 'C-04', False, 'retry'),
    ('independent-blocked', 'good', 'healthy', 'silent', True, 'C-05', True, 'retry'),
    ('independent-filter', 'good', 'healthy', 'blocking silent', True, 'C-05', True, 'retry'),
    ('all-disagree', 'split', 'healthy', 'second other_half', True, 'C-06', True, 'retry'),
    ('caches-behind', 'good', 'poisoned', 'healthy poisoned', True, 'C-07', True, 'retry'),
    ('no-route', 'nodata', 'healthy', 'second', True, 'C-08', True, 'hold'),
    ('no-domain', 'missing', 'healthy', 'second', True, 'C-09', True, 'suppress'),
    ('no-domain-hijacked', 'missing', 'liar', 'second', True, 'C-09', True, 'suppress'),
    ('no-domain-without-authority', 'missing', 'healthy', 'second', False, 'C-09', False, 'hold'),
    ('null-mx', 'nullmx', 'healthy', 'second', True, 'C-10', True, 'suppress'),
    ('null-mx-without-authority', 'nullmx', 'healthy', 'second', False, 'C-10', False, 'hold'),
    ('null-mx-local-alone', 'nullmx', 'healthy', '', False, 'C-10', False, 'hold'),
    ('authorities-lame', 'lame', 'healthy', 'second', True, 'C-11', True, 'hold'),
    ('authorities-dead', 'dead', 'healthy', 'second', True, 'C-11', True, 'hold'),
    ('dnssec', 'bogus', 'healthy', 'second careless', True, 'C-12', True, 'retry'),
    ('dnssec-all-check', 'bogus', 'healthy', 'second', True, 'C-12', True, 'retry'),
    ('bogons', 'bogon', 'healthy', 'second', True, 'C-13', True, 'hold'),
    ('dangling', 'dangling', 'healthy', 'second', True, 'C-13', True, 'hold'),
    ('literal', 'literal', 'healthy', 'second', True, 'C-13', True, 'hold'),
    ('inside-view', 'good', 'inside', 'healthy', True, 'C-14', True, 'retry'),
    ('nothing-works', 'good', 'silent', 'silent', False, 'C-16', False, 'none'),
    ('nothing-works-local', 'good', 'silent', '', False, 'C-16', False, 'none'),
    ('local-filter', 'good', 'blocking', 'healthy', True, 'C-17', True, 'retry'),
    # What one side alone cannot tell.
    ('open-nxdomain', 'missing', 'healthy', '', False, ['C-02', 'C-09'], False, 'hold'),
    ('open-nodata', 'nodata', 'healthy', '', False, ['C-02', 'C-08'], False, 'hold'),
    ('open-servfail', 'good', 'failing', '', False, ['C-12', 'C-03', 'C-11'], False, 'hold'),
    ('open-propagation', 'good', 'healthy', 'healthy poisoned', False, ['C-07', 'C-06'], False, 'hold'),
    # No row: the domain itself is of two minds.
    ('contradiction', 'nodata', 'healthy', 'poisoned', False, None, False, 'hold'),
    # The servers of others out of reach say nothing about the domain.
    ('others-out-of-reach', 'missing', 'healthy', 'silent', False, ['C-02', 'C-09'], False, 'hold'),
)


def check_row(name, local, independent, trace, expected, confirmed, action):
    found = run(name, local, independent, trace)
    SEEN.add(found.get('conclusion'))
    equal(found.get('possible', found.get('conclusion')), expected, [(a['server'], a['observations']) for a in found['answers']])
    equal((found['confirmed'], found['action']), (confirmed, action))
    check(found['meaning'] and found['advice'], found)


for row in ROWS:
    tap.add(row[0], check_row, *row[1:])


@tap.case
def stale_local_answer():
    equal(run('stale', 'stale', 'healthy', True)['conclusion'], 'C-01')
    time.sleep(2.1)
    found = run('stale', 'stale', 'healthy', True)
    SEEN.add(found.get('conclusion'))
    equal((found['conclusion'], found['confirmed']), ('C-18', True))


@tap.case
def suppress_needs_all_sides():
    """Of all that can be asked about these domains, only all three sides together give addresses up."""
    for name in 'missing', 'nullmx':
        for independent in '', 'second':
            for trace in False, True:
                action = run(name, 'healthy', independent, trace)['action']
                equal(action, 'suppress' if independent and trace else 'hold', f'{name} {independent} {trace}')


@tap.case
def every_row_was_seen():
    """That no mail host can be reached is in test-connect.py."""
    if SETTING is None or len(sys.argv) > 1 or not SETTING.world.anchors or not SETTING.blocking:
        raise tap.Skip('not all tests ran')
    rows = {row['id'] for row in tomllib.loads(tap.source('src', 'rules', 'dns-conclusions.toml'))['conclusion']}
    tap.none(rows - SEEN - {'C-15'}, 'conclusions that no test has seen')


tap.run()
