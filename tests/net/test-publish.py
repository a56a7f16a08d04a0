#!/usr/bin/env python3
"""test-publish.py: what a domain publishes for mail (--auth), and what is said of an address (--ptr, --rbl)."""
import os
import sys
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import servers  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
import world  # pylint: disable=wrong-import-position
from checks import checked  # pylint: disable=wrong-import-position
from servers import Scripted, reply, soa_bytes, split_query  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position

servers.TYPES.update(PTR=12, CNAME=5)
# A domain that publishes all, one that does it badly, and one that publishes nothing.
world.DOMAINS.update({
    'full': '''@ MX 10 mx
mx A 192.88.99.20
@ TXT "v=spf1 mx a:mx.full.example" " include:inc.full.example ip4:192.88.99.0/24 -all"
@ TXT "some other text"
inc TXT "v=spf1 exists:%{i}.x.example include:deep.full.example ~all"
deep TXT "v=spf1 a ?all"
_dmarc TXT "v=DMARC1; p=reject"
_mta-sts TXT "v=STSv1; id=20260101"
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@full.example"
one._domainkey TXT "v=DKIM1; k=rsa; p=AAAA"
two._domainkey TXT "k=ed25519; p=BBBB"
_25._tcp.mx TLSA 3 1 1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff''',
    'poor': '\n'.join(['@ MX 10 mx', 'mx A 192.88.99.21', '@ TXT "v=spf1 include:loop.poor.example -all"',
                       'loop TXT "v=spf1 include:loop.poor.example a mx"', '_dmarc TXT "v=DMARC1; p=none"', '_dmarc TXT "v=DMARC1; p=reject"',
                       '_mta-sts TXT "v=STSv2; id=1"']),
    'torn': '@ MX 10 mx\nmx A 192.88.99.22\n@ TXT "v=spf1 include:nothing.torn.example -all"\n_dmarc TXT "\\027[31mv=DMARC1"',
    'usual': '''@ MX 10 mx
mx A 192.88.99.23
google._domainkey TXT "v=DKIM1; k=rsa; p=CCCC"
selector1._domainkey TXT "k=rsa; p = ;"
mail._domainkey TXT "v=spf1 -all"
mail._domainkey TXT "key; xp=1"''',
    'signed': world.MX + '\n_25._tcp.mx TLSA 3 1 1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
})
WORLD = world.World() if servers.installed('nsd', 'unbound') else None


def auth(name, *more):
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    return checked('--local', WORLD.healthy, '--timeout', '3', '--auth', *more, name + '.example')['auth']


def records(found):
    return {(r['what'], r.get('selector')): (r.get('record'), r.get('fault')) for r in found['records']}


@tap.case
def everything():
    found = auth('full', '--selector', 'one', '--selector', 'two', '--selector', 'three', '--selector', 'one')
    equal(records(found), {
        ('spf', None): ('v=spf1 mx a:mx.full.example include:inc.full.example ip4:192.88.99.0/24 -all', None),
        ('dmarc', None): ('v=DMARC1; p=reject', None),
        ('mta_sts', None): ('v=STSv1; id=20260101', None),
        ('tls_rpt', None): ('v=TLSRPTv1; rua=mailto:tls@full.example', None),
        ('dkim', 'one'): ('v=DKIM1; k=rsa; p=AAAA', None),
        ('dkim', 'two'): ('k=ed25519; p=BBBB', None),
        ('dkim', 'three'): (None, None)})
    # mx, a, include; exists, include; a.
    equal(found['spf_lookups'], 6)
    equal(found['dane'], [{'host': 'mx.full.example', 'tlsa': ['3 1 1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'],
                           'secure': False}])


USUAL = tomllib.loads(tap.source('src', 'rules', 'dkim-selectors.toml'))['selector']


@tap.case
def selectors_are_guessed_where_none_is_given():
    """What is found is told to be guessed; what holds no key is none; and a key may have been taken back."""
    found = auth('usual')
    equal([(r['selector'], r['selector_from'], r['record'], r.get('fault')) for r in found['records'] if r['what'] == 'dkim'],
          [('google', 'guess', 'v=DKIM1; k=rsa; p=CCCC', None), ('selector1', 'guess', 'k=rsa; p = ;', 'the key is revoked')])
    equal('selectors_tried' in found, False)
    equal([(r['selector'], r['selector_from'], r.get('record')) for r in auth('usual', '--selector', 'mail')['records'] if r['what'] == 'dkim'],
          [('mail', 'option', None)])
    found = auth('good')
    equal(([r for r in found['records'] if r['what'] == 'dkim'], found['selectors_tried']), ([], len(USUAL)))
    text = lambda name: b' '.join(tap.dsn('check', '--local', WORLD.healthy, '--timeout', '3', '--auth', name).stdout.split())
    check(b'dkim google, guessed: v=DKIM1' in text('usual.example'), 'guessed')
    check(f'none of the {len(USUAL)} usual selectors that were tried'.encode() in text('good.example'), 'none')


@tap.case
def dane_with_dnssec():
    found = auth('signed')
    if not WORLD.anchors:
        raise tap.Skip('ldnsutils is not installed')
    equal([(row['secure'], len(row['tlsa'])) for row in found['dane']], [(True, 1)])


@tap.case
def nothing():
    found = auth('good')
    equal(set(records(found).values()), {(None, None)})
    equal((found['dane'], 'spf_lookups' in found), ([{'host': 'mx.good.example', 'tlsa': [], 'secure': False}], False))


@tap.case
def faults():
    """Records in circles, two of one kind, one of another version, one that is missing."""
    found = auth('poor')
    equal(records(found)[('spf', None)][1], 'more than 10 look-ups')
    check(10 < found['spf_lookups'] < 100, found)
    equal(records(found)[('dmarc', None)][1], 'more than one record')
    equal(records(found)[('mta_sts', None)], (None, None))
    equal(records(auth('torn'))[('spf', None)][1], 'an included record is missing')


@tap.case
def shown_safely():
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    for name in 'torn', 'full':
        out = tap.dsn('check', '--local', WORLD.healthy, '--auth', '--color=never', name + '.example').stdout
        check(b'\x1b' not in out, out)
    check(b'DNSSEC' in out and b'spf: v=spf1 mx' in out, out)


@tap.case
def nobody_is_asked_unasked():
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    equal('auth' in checked('--local', WORLD.healthy, 'full.example'), False)


NIBBLES = '1.' + '0.' * 23 + '8.b.d.0.1.0.0.2.ip6.arpa'
POINTERS = {'1.2.0.192.in-addr.arpa': ['good.example'], '2.2.0.192.in-addr.arpa': ['bad.example', 'worse.example'], NIBBLES: ['six.example'],
            '9.2.0.192.in-addr.arpa': ['x\x1b[31m.example']}
ADDRESSES = {('good.example', 1): [bytes([192, 0, 2, 1])], ('bad.example', 1): [bytes([192, 0, 2, 3])],
             ('six.example', 28): [bytes.fromhex('20010db8' + '0' * 23 + '1')]}


def by_address(message, _tcp):
    _, name, rtype, _ = split_query(message)
    if rtype == 12 and name in POINTERS:
        return [reply(message, answers=[('PTR', 60, servers.name_bytes(n)) for n in POINTERS[name]])]
    if (name, rtype) in ADDRESSES:
        return [reply(message, answers=[('A' if rtype == 1 else 'AAAA', 60, data) for data in ADDRESSES[name, rtype]])]
    return [reply(message, rcode=3, authority=[('SOA', 60, soa_bytes())])]


NAMES = Scripted(by_address).name


def address(*words):
    result = tap.dsn('check', '--json', '--timeout', '1', *words)
    equal(result.stderr, b'')
    found, = tap.lines(result)
    equal((found['type'], found['schema']), ('address', 1))
    return found, result.returncode


@tap.case
def names_of_addresses():
    for ip, expected, status in (('192.0.2.1', [('good.example', True)], 0), ('192.0.2.2', [('bad.example', False), ('worse.example', False)], 1),
                                 ('2001:db8::1', [('six.example', True)], 0), ('2001:DB8:0::0:1', [('six.example', True)], 0), ('192.0.2.77', [], 1)):
        found, returned = address('--local', NAMES, '--ptr', ip)
        equal(([(n['name'], n['confirmed']) for n in found['names']], returned), (expected, status), ip)
    out = tap.dsn('check', '--local', NAMES, '--ptr', '192.0.2.9', '--color=never').stdout
    check(b'\x1b' not in out and b'does not lead back' in b' '.join(out.split()), out)


LISTS = tomllib.loads(tap.source('src', 'rules', 'dnsbls.toml'))['dnsbl']


def lists_that(says):
    """A server with the zones of all lists: `says` gives by zone the codes and the reason, or a code of an answer."""
    asked = []

    def answer(message, _tcp):
        _, name, rtype, _ = split_query(message)
        zone = next((row['zone'] for row in LISTS if name.endswith('.' + row['zone'])), None)
        asked.append((name, rtype))
        found = says.get(zone)
        if isinstance(found, int):
            return [reply(message, rcode=found)]
        if found and rtype == 1:
            return [reply(message, answers=[('A', 60, bytes(code)) for code in found[0]])]
        if found and rtype == 16 and found[1]:
            return [reply(message, answers=[('TXT', 60, bytes([len(found[1])]) + found[1])])]
        return [reply(message, rcode=3, authority=[('SOA', 60, soa_bytes())])]
    return Scripted(answer).name, asked


@tap.case
def every_list_is_asked():
    for row in LISTS:
        server, asked = lists_that({row['zone']: ([(127, 0, 0, 2), (127, 0, 0, 4)], b'see the page')})
        found, status = address('--local', server, '--rbl', '192.0.2.99')
        listed = [entry for entry in found['lists'] if entry['listing'] != 'clear']
        equal((listed, status), ([{'id': row['id'], 'zone': row['zone'], 'listing': 'listed', 'codes': ['127.0.0.2', '127.0.0.4'],
                                   'reason': 'see the page'}], 1))
        equal({name for name, rtype in asked if rtype == 1}, {'99.2.0.192.' + other['zone'] for other in LISTS})


@tap.case
def six_is_asked_where_it_is_known():
    server, asked = lists_that({})
    found, status = address('--local', server, '--rbl', '2001:db8::1')
    equal(([entry['id'] for entry in found['lists']], status), ([row['id'] for row in LISTS if row.get('ipv6')], 0))
    check(all(name.startswith(NIBBLES.removesuffix('ip6.arpa')) for name, _ in asked), asked)


@tap.case
def answers_that_are_no_listing():
    zone = LISTS[0]['zone']
    for says, listing in ((([(127, 255, 255, 254)], b'open resolver'), 'refused'), (([(127, 0, 0, 1)], b''), 'odd'),
                          (([(192, 0, 2, 80)], b''), 'odd'), (5, 'refused'), (2, 'unknown')):
        server, _ = lists_that({zone: says})
        found, status = address('--local', server, '--rbl', '192.0.2.99')
        entry = next(entry for entry in found['lists'] if entry['zone'] == zone)
        equal((entry['listing'], 'reason' in entry, status), (listing, False, 0), says)
    found, status = address('--local', Scripted(lambda *_: []).name, '--rbl', '192.0.2.99')
    equal(({entry['listing'] for entry in found['lists']}, status), ({'unknown'}, 0))


@tap.case
def no_addresses():
    for option in '--rbl', '--ptr':
        for text in 'mx.example.com', '192.0.2', '192.0.2.1#53', '', '::g', '1.2.3.4.5':
            result = tap.dsn('check', '--local', NAMES, option, text)
            equal((result.returncode, result.stdout), (2, b''), text)


@tap.case
def addresses_beside_a_domain():
    result = tap.dsn('check', '--json', '--local', NAMES, '--timeout', '1', '--ptr', '192.0.2.1', '--rbl', '192.0.2.1', 'good.example')
    equal([line['type'] for line in tap.lines(result)], ['address', 'address', 'check'])


tap.run()
