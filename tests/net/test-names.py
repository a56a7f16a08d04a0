#!/usr/bin/env python3
"""test-names.py: what was probably meant, families of domains, and how long it lasts.

Domains of providers are taken from the tables of rules; the servers that are asked for them are scripted.
"""
import os
import sys
import time
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import tap  # pylint: disable=wrong-import-position
from checks import checked  # pylint: disable=wrong-import-position
from servers import GOOD, Scripted, mx_bytes, reply, sends, soa_bytes, split_query  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position

NXDOMAIN = {'rcode': 3, 'authority': [('SOA', 60, soa_bytes())]}
NULL = {'answers': [('MX', 60, mx_bytes(0, ''))]}


def table(name, key):
    return tomllib.loads(tap.source('src', 'rules', name))[key]


def world_where(fails):
    """A server to which all domains are good but those that `fails` tells."""
    good, bad = sends(**GOOD), sends(**{kind: NXDOMAIN for kind in ('MX', 'A', 'AAAA')})
    return Scripted(lambda message, tcp: (bad if fails(split_query(message)[1]) else good)(message, tcp)).name


NOTHING = world_where(lambda name: True)
ALL_GOOD = world_where(lambda name: False)
FAMILIES = table('domain-families.toml', 'family')
LARGE = next(row for row in FAMILIES if row['kind'] == 'mailbox' and len(row.get('domains', [])) > 3 and '*' not in ''.join(row['domains']))


@tap.case
def every_typo_is_known():
    """A domain that is known to be typed for another, whatever DNS says of it."""
    rows = [row for row in table('domain-typos.toml', 'typo') if not row['typed'].startswith('.')]
    for server in NOTHING, ALL_GOOD:
        result = tap.dsn('check', '--json', '--local', server, '--timeout', '5', *[row['typed'] for row in rows])
        equal([(found['domain'], found.get('suggestion')) for found in tap.lines(result)],
              [(row['typed'], row['meant']) for row in rows])


@tap.case
def ends_of_names():
    for row in table('domain-typos.toml', 'typo'):
        if row['typed'].startswith('.'):
            equal(checked('--local', NOTHING, 'some-shop' + row['typed'])['suggestion'], 'some-shop' + row['meant'])
            equal('suggestion' in checked('--local', ALL_GOOD, 'some-shop' + row['typed']), False)


def slips(name):
    """What is one slip away: exchanged, missing, double, a neighbour's key."""
    neighbour = {'a': 's', 'e': 'r', 'i': 'o', 'o': 'p', 'l': 'k', 'm': 'n', 'c': 'v', 't': 'y'}
    label, rest = name.split('.', 1)
    for n in range(1, len(label) - 1):
        if label[n] != label[n + 1]:
            yield label[:n] + label[n + 1] + label[n] + label[n + 2:] + '.' + rest
        yield label[:n] + label[n + 1:] + '.' + rest
        if label[n] in neighbour:
            yield label[:n] + neighbour[label[n]] + label[n + 1:] + '.' + rest


@tap.case
def slips_of_fingers():
    known = {row['typed'] for row in table('domain-typos.toml', 'typo')}
    every = {domain for row in FAMILIES for domain in row.get('domains', [])}
    name = max((d for d in LARGE['domains']), key=len)
    wrong = sorted({slip for slip in slips(name)} - known - every)
    check(len(wrong) > 8, wrong)
    result = tap.dsn('check', '--json', '--local', NOTHING, *wrong)
    equal({found['domain']: found.get('suggestion') for found in tap.lines(result)}, {slip: name for slip in wrong})


@tap.case
def nothing_else_was_meant():
    """No suggestion for a domain that is fine, one of a provider, or one that is like no other."""
    for name in LARGE['domains'][0], 'no-such-thing.example.net', 'qwxz.example', 'x.example':
        equal('suggestion' in checked('--local', NOTHING, name), False, name)
    equal('suggestion' in checked('--local', ALL_GOOD, 'some-shop.example'), False)


@tap.case
def stranger():
    row = next(row for row in table('domain-typos.toml', 'typo') if not row['typed'].startswith('.'))
    text = ' '.join(tap.dsn('check', '--local', ALL_GOOD, row['typed']).stdout.decode().split())
    check('would go to a stranger' in text and row['meant'] in text, text)


@tap.case
def one_domain_of_a_family():
    domain = LARGE['domains'][0]
    found = checked('--local', world_where(lambda name: name == domain), '--family', domain, status=1)
    equal((found['family'], found['patterns'], found['action']), (LARGE['id'], ['B-03'], 'hold'))
    equal([(row['domain'], row['route']) for row in found['siblings']], [(name, True) for name in LARGE['domains'][1:7]])


@tap.case
def all_domains_of_a_family():
    domain = LARGE['domains'][1]
    found = checked('--local', world_where(lambda name: name in LARGE['domains']), '--family', domain)
    equal(found['patterns'], ['B-01'])
    equal([row['route'] for row in found['siblings']], [False] * len(found['siblings']))
    found = checked('--local', ALL_GOOD, '--family', domain, status=0)
    equal(('patterns' in found, found['family']), (False, LARGE['id']))


@tap.case
def large_providers_are_never_given_up():
    """Not even where all sides say that there is no such domain, or that it takes no mail."""
    for script, conclusion in ((NXDOMAIN, 'C-09'), (NULL, 'C-10')):
        kinds = {kind: script for kind in ('MX', 'A', 'AAAA')}

        def authority(message, _tcp, script=script):
            return [reply(message, flags=0x8400, **script)]
        root = Scripted(authority)
        hints = tap.scratch('hints', b'. 1 A 127.0.0.1\n')
        server = Scripted(sends(**kinds)).name
        words = ['--local', server, '--resolver', server, '--root-hints', hints, '--port', str(root.port)]
        for domain in 'some-shop.example', LARGE['domains'][0]:
            found = checked(*words, domain)
            equal((found['conclusion'], found['confirmed']), (conclusion, True))
            equal(found['action'], 'suppress' if domain == 'some-shop.example' else 'hold')


@tap.case
def family_by_mail_host():
    row = next(row for row in FAMILIES if row['kind'] == 'gateway' and row['mx'][0].startswith('*.'))
    host = row['mx'][0].replace('*', 'mx1')
    server = Scripted(sends(MX={'answers': [('MX', 60, mx_bytes(5, host))]}, A=GOOD['A'])).name
    equal(checked('--local', server, 'some-shop.example')['family'], row['id'])


@tap.case
def windows():
    """How long it lasts, up to the minute where the next window begins; what fails for hours is escalated."""
    failing = Scripted(sends(MX={'rcode': 2})).name
    for since, window, action in (('1m', 'short', 'hold'), ('59m', 'short', 'hold'), ('61m', 'extended', 'hold'), ('3h', 'extended', 'hold'),
                                  ('241m', 'persistent', 'hold'), ('2d', 'persistent', 'hold')):
        found = checked('--local', failing, '--since', since, 'some.example')
        equal((found['window'], found['action']), (window, action), since)
        bad = checked('--local', failing, '--resolver', ALL_GOOD, '--since', since, 'some.example')
        equal((bad['conclusion'], bad['action']), ('C-03', 'escalate' if window == 'persistent' else 'retry'), since)
        equal(checked('--local', ALL_GOOD, '--since', since, 'some.example')['action'], 'retry')


@tap.case
def moments():
    for hours, window in ((0.5, 'short'), (2, 'extended'), (5, 'persistent')):
        for text in ('%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S+00:00'):
            since = time.strftime(text, time.gmtime(time.time() - hours * 3600))
            equal(checked('--local', ALL_GOOD, '--since', since, 'some.example')['window'], window, since)
    for bad in '', 'yesterday', '5', '5w', '-3h', '2026', '99999999999999999999h', '2026-13-01T00:00:00Z':
        result = tap.dsn('check', '--local', ALL_GOOD, '--since', bad, 'some.example')
        equal((result.returncode, result.stdout), (2, b''), bad)


@tap.case
def names_of_other_scripts():
    """In as U-labels or A-labels, in any case, as a domain or an address; out in both forms."""
    for name in 'bücher.example', 'BÜCHER.Example.', 'xn--bcher-kva.example', 'XN--BCHER-KVA.EXAMPLE', 'ann@bücher.example':
        found = checked('--local', ALL_GOOD, name)
        equal((found['domain'], found['domain_ascii'], found['action']), ('bücher.example', 'xn--bcher-kva.example', 'retry'), name)
    equal('domain_ascii' in checked('--local', ALL_GOOD, 'Plain.Example'), False)


tap.run()
