#!/usr/bin/env python3
"""test-observations.py: every row of dns-observations.toml, as real servers on loopback show it."""
import os
import socket
import sys
import threading
import time
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import checks  # pylint: disable=wrong-import-position
import servers  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from servers import GOOD, Scripted, error, mx_bytes, reply, sends, soa_bytes, split_query  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position
from world import World  # pylint: disable=wrong-import-position

WORLD = World() if servers.installed('nsd', 'unbound') else None
# What any test has seen, and what was said by real servers.
SEEN, REALLY = set(), set()


def need_world():
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    return WORLD


def checked(*words, status=None):
    """What is found, and which observations it shows."""
    found = checks.checked(*words, status=status)
    for answer in found['answers']:
        SEEN.update(answer['observations'])
        REALLY.update(answer['observations'] if answer['server'] not in servers.SCRIPTED else ())
    SEEN.add(found.get('observation'))
    return found


def one(name, server, *words):
    """What one local server is seen to say of a name of this world."""
    found = checked('--local', server, '--timeout', '2', *words, name)
    equal(len(found['answers']), 1, 'answers')
    return found['answers'][0]


def hosts(answer):
    return [(mx['preference'], mx['host'], mx['addresses']) for mx in answer.get('mx', [])]


# Name, main observation, the others, the mail hosts.
MX = [(10, 'mx.NAME', ['192.88.99.1', '2002:c058:6301::1'])]
ROWS = (
    ('good', 'O-01', [], MX),
    ('two', 'O-01', [], [(10, 'a.NAME', ['192.88.99.2']), (20, 'b.NAME', ['192.88.99.3'])]),
    ('nullmx', 'O-02', [], [(0, '.', [])]),
    ('nullmixed', 'O-01', ['O-03'], MX + [(0, '.', [])]),
    ('implicit', 'O-04', [], []),
    ('nodata', 'O-05', [], []),
    ('missing', 'O-07', ['O-32'], []),
    ('no.good', 'O-07', [], []),
    ('alias.zoo', 'O-01', ['O-10'], [(10, 'mx.good.example', ['192.88.99.1', '2002:c058:6301::1'])]),
    ('anything.zoo', 'O-01', [], [(10, 'mx.good.example', ['192.88.99.1', '2002:c058:6301::1'])]),
    ('loop1.zoo', 'O-11', [], []),
    ('dangling', 'O-23', ['O-01'], [(10, 'nohost.NAME', []), (20, 'nohost.missing.example', [])]),
    ('halfdangling', 'O-01', ['O-23'], [(10, 'nohost.NAME', []), (20, 'mx.NAME', ['192.88.99.5'])]),
    ('mxalias', 'O-01', ['O-24'], [(10, 'mx.NAME', ['192.88.99.6'])]),
    ('literal', 'O-25', ['O-01'], [(10, '192.0.2.1', [])]),
    ('bogon', 'O-26', ['O-01'], [(10, 'mx.NAME', ['10.0.0.1', 'fc00::1'])]),
    ('loop', 'O-26', ['O-01', 'O-27'], [(10, 'mx.NAME', ['127.0.0.1'])]),
    ('collision', 'O-26', ['O-01'], [(10, 'mx.NAME', ['127.0.53.53'])]),
    ('ttl0', 'O-01', ['O-29'], [(10, 'mx.NAME', ['192.88.99.8'])]),
    ('bogus', 'O-12', [], []),
    ('signed', 'O-01', [], MX),
    ('lame', 'O-11', [], []),
    ('dead', 'O-21', [], []),
    ('bücher', 'O-01', [], [(10, 'mx.xn--bcher-kva.example', ['192.88.99.1', '2002:c058:6301::1'])]),
)


def check_row(name, main, others, mail_hosts):
    world = need_world()
    if name in ('bogus', 'signed') and not world.anchors:
        raise tap.Skip('ldnsutils is not installed')
    name += '.example'
    answer = one(name, world.healthy)
    equal(answer['observation'], main)
    equal(set(answer['observations']) - {'O-28'}, {main, *others})
    equal(hosts(answer), [(p, host.replace('NAME', name), addresses) for p, host, addresses in mail_hosts])


for row in ROWS:
    tap.add('shows-' + row[0], check_row, *row)


@tap.case
def many_hosts():
    answer = one('many.example', need_world().healthy)
    equal((answer['observation'], 'O-33' in answer['observations']), ('O-01', True))
    equal([mx['host'] for mx in answer['mx']], [f'm{n}.many.example' for n in range(1, 26)])
    equal([bool(mx['addresses']) for mx in answer['mx']], [True] * 10 + [False] * 15)


@tap.case
def six_only():
    """Whether it is a fault depends on this machine, not on the domain."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect(('2001:db8::1', 53))
            route = True
        except OSError:
            route = False
    for name in 'six.example', 'implicit6.example':
        answer = one(name, need_world().healthy)
        equal('O-28' in answer['observations'], not route, name)
    SEEN.add('O-28')
    REALLY.add('O-28')


@tap.case
def facts_of_an_answer():
    world = need_world()
    answer = one('good.example', world.healthy)
    equal(answer['ttl'] <= 300 and answer['ttl'] > 200, True)
    equal((answer['transport'], answer['rcode'], answer['role'], answer['server']), ('udp', 'NOERROR', 'local', world.healthy))
    check(abs(time.time() - time.mktime(time.strptime(answer['asked'], '%Y-%m-%dT%H:%M:%SZ')) + time.timezone) < 60, answer['asked'])
    equal(one('missing.example', world.healthy)['negative_ttl'] <= 600, True)
    equal('negative_ttl' in answer, False)


@tap.case
def authentic_data():
    world = need_world()
    if not world.anchors:
        raise tap.Skip('ldnsutils is not installed')
    equal('ad' in one('signed.example', world.healthy)['flags'], True)
    equal('ad' in one('good.example', world.healthy)['flags'], False)
    answer = one('bogus.example', world.healthy)
    equal((answer['rcode'], answer['ede']), ('SERVFAIL', [6]))


@tap.case
def large_answers_come_over_tcp():
    answer = one('big.example', need_world().healthy)
    equal((answer['transport'], 'tc' in answer['flags'], len(answer['mx'])), ('tcp', True, 19))
    equal(answer['observation'], 'O-01')


@tap.case
def stale_answers():
    world = need_world()
    server = world.resolver('stale', '  serve-expired: yes\n  serve-expired-reply-ttl: 30\n  ede-serve-expired: yes\n')
    equal(one('stale.example', server)['observation'], 'O-01')
    time.sleep(2.1)
    answer = one('stale.example', server)
    equal(('O-14' in answer['observations'], answer['ede']), (True, [3]))


@tap.case
def refused():
    world = need_world()
    answer = one('good.example', world.resolver('refusing', '  local-zone: "good.example." refuse\n'))
    equal((answer['rcode'], answer['observation']), ('REFUSED', 'O-17'))
    closed = servers.free_port('127.0.0.1')
    servers.unbound('closed', closed, '  access-control: 127.0.0.0/8 refuse\n')
    answer = one('good.example', f'127.0.0.1#{closed}')
    equal((answer['rcode'], answer['observation']), ('REFUSED', 'O-17'))


# Resolvers that are set so, the domain that they are asked for, the main observation and the others.
SETTINGS = (
    ('empty', '  local-zone: "good.example." static\n  local-data: "good.example. 60 TXT x"\n', 'good', 'O-06', []),
    ('empty-nxdomain', '  local-zone: "good.example." always_nxdomain\n', 'good', 'O-06', []),
    ('tcp-only', '  do-udp: no\n', 'good', 'O-01', ['O-19']),
    ('drops', '  local-zone: "good.example." always_deny\n', 'good', 'O-21', []),
    ('null', '  local-zone: "good.example." always_null\n', 'good', 'O-26', ['O-04']),
)


def check_setting(name, setting, domain, main, others):
    answer = one(domain + '.example', need_world().resolver('set-' + name, setting))
    equal((answer['observation'], set(answer['observations'])), (main, {main, *others}))


for row in SETTINGS:
    tap.add('resolver-' + row[0], check_setting, *row)


@tap.case
def resolver_without_tcp():
    answer = one('big.example', need_world().without_tcp('cut'))
    equal((answer['observation'], answer['observations'], 'tc' in answer['flags']), ('O-20', ['O-20'], True))


@tap.case
def resolver_that_makes_up_addresses():
    world = need_world()
    local = world.resolver('made-up', '  local-zone: "missing.example." redirect\n  local-data: "missing.example. 60 A 192.88.99.200"\n')
    found = checked('--local', local, '--resolver', world.healthy, '--timeout', '3', 'missing.example', status=1)
    equal(found['answers'][0]['observation'], 'O-09')


@tap.case
def resolver_with_policies():
    """What it hides, and why, by extended errors of its own."""
    if not servers.installed('pdns_recursor'):
        raise tap.Skip('pdns-recursor is not installed')
    server = need_world().policies('policies')
    for name, code, main, others in (('six', 4, 'O-16', ['O-10']), ('ttl0', 13, 'O-06', ['O-15']), ('good', 15, 'O-16', []), ('two', 16, 'O-16', []),
                                     ('implicit', 17, 'O-16', []), ('many', 18, 'O-16', []), ('literal', 19, 'O-06', ['O-14']),
                                     ('away.hook', 22, 'O-13', [])):
        answer = one(name + '.example', server)
        equal((answer['ede'], answer['observation'], set(answer['observations'])), ([code], main, {main, *others}), name)
    equal(one('nullmixed.example', server)['observation'], 'O-01')


@tap.case
def referral_is_no_answer():
    """A server that knows only who knows does not serve us."""
    world = need_world()
    equal(one('good.example', f'{servers.TLD}#{world.port}')['observation'], 'O-17')


@tap.case
def udp_is_lost():
    answer = one('good.example', Scripted(sends(**GOOD), udp=False).name)
    equal((answer['transport'], answer['observation']), ('tcp', 'O-01'))
    check('O-19' in answer['observations'], answer)


@tap.case
def udp_is_dropped():
    """Nothing comes back at all, where above there is a message that the port is closed."""
    tcp = sends(**GOOD)
    answer = one('good.example', Scripted(lambda message, over_tcp: tcp(message, over_tcp) if over_tcp else []).name)
    equal((answer['transport'], answer['observation']), ('tcp', 'O-01'))
    check('O-19' in answer['observations'], answer)


@tap.case
def tcp_is_blocked():
    server = Scripted(lambda message, _: [reply(message, flags=0x8380)], tcp=False)
    answer = one('good.example', server.name)
    equal((answer['observation'], answer['observations'], 'tc' in answer['flags']), ('O-20', ['O-20'], True))


@tap.case
def edns_is_not_understood():
    """FORMERR to what has an OPT record, the answer to what has none."""
    plain = sends(**GOOD)

    def answer(message, tcp):
        return [reply(message, rcode=1)] if message[11] else plain(message, tcp)
    found = one('good.example', Scripted(answer).name)
    equal((found['observation'], set(found['observations'])), ('O-01', {'O-01', 'O-18'}))
    equal(one('good.example', Scripted(answer).name, '--no-edns')['observations'], ['O-01'])
    equal(one('good.example', Scripted(lambda m, _: [reply(m, rcode=4)]).name)['observation'], 'O-18')


@tap.case
def edns_is_dropped():
    """A box on the way that lets no OPT record through."""
    plain = sends(**GOOD)
    found = one('good.example', Scripted(lambda m, tcp: [] if m[11] or tcp else plain(m, tcp)).name)
    equal((found['transport'], found['observation']), ('udp', 'O-01'))


@tap.case
def silent_server():
    since = time.monotonic()
    found = checked('--local', Scripted(lambda *_: []).name, '--timeout', '1', 'good.example', status=1)
    check(0.9 < time.monotonic() - since < 1.5, 'seconds:', time.monotonic() - since)
    equal(found['answers'][0]['observations'], ['O-21'])
    check('rcode' not in found['answers'][0], found)


@tap.case
def closed_port_is_no_wait():
    port = servers.free_port('127.0.0.1')
    since = time.monotonic()
    equal(one('good.example', f'127.0.0.1#{port}')['observation'], 'O-21')
    check(time.monotonic() - since < 0.5, 'seconds:', time.monotonic() - since)


@tap.case
def garbage():
    """Bytes that are no message, and messages with the right id that cannot be read."""
    for make in (lambda m: os.urandom(40), lambda m: m[:2] + b'\x81\x80' + os.urandom(60), lambda m: m[:2] + b'\x81\x80\0\1\0\7' + m[8:],
                 lambda m: b'', lambda m: m[:7]):
        answer = one('good.example', Scripted(lambda m, _, make=make: [make(m)]).name, '--timeout', '0.5')
        equal((answer['observation'], 'O-22' in answer['observations']), ('O-21', True), answer)
        check(answer['dropped'] > 0, answer)


@tap.case
def forged_before_the_answer():
    """Another id, another name, another type: dropped, and the right one is still taken."""
    good = sends(**GOOD)

    def other_question(message):
        forged = bytearray(reply(message, answers=[('MX', 9, mx_bytes(1, 'evil.example.net'))]))
        forged[13] ^= 1
        return bytes(forged)

    def answer(message, tcp):
        forged = reply(message, answers=[('MX', 9, mx_bytes(1, 'evil.example.net'))])
        return [bytes([forged[0] ^ 1]) + forged[1:], other_question(message), *good(message, tcp)]
    found = one('good.example', Scripted(answer).name)
    equal([mx['host'] for mx in found['mx']], ['mx.example.net'])
    equal((found['observations'], found['dropped']), (['O-01', 'O-22'], 2))


@tap.case
def other_addresses_are_not_heard():
    """An answer with the right id from another port never reaches us."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(('127.0.0.1', 0))
    stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    stranger.bind(('127.0.0.1', 0))

    def serve():
        while True:
            message, peer = sock.recvfrom(4096)
            stranger.sendto(reply(message, answers=[('MX', 9, mx_bytes(1, 'evil.example.net'))]), peer)
    threading.Thread(target=serve, daemon=True).start()
    answer = one('good.example', f'127.0.0.1#{sock.getsockname()[1]}', '--timeout', '0.5')
    equal(answer['observation'], 'O-21')


# What a server that is asked for the MX answers: main observation, others.
SCRIPTS = (
    ('empty-no-soa', {}, 'O-06', []),
    ('nxdomain-no-soa', {'rcode': 3}, 'O-06', []),
    ('servfail', {'rcode': 2}, 'O-11', []),
    ('unknown-rcode', {'rcode': 9}, 'O-11', []),
    ('dnssec', {'rcode': 2, 'options': error(7, 'expired')}, 'O-12', []),
    ('dnskey', {'rcode': 2, 'options': error(9)}, 'O-12', []),
    ('no-authority', {'rcode': 2, 'options': error(22)}, 'O-13', []),
    ('network', {'rcode': 2, 'options': error(23, 'x' * 400)}, 'O-13', []),
    ('cached', {'rcode': 2, 'options': error(13)}, 'O-15', []),
    ('blocked', {'rcode': 3, 'authority': [('SOA', 9, soa_bytes())], 'options': error(15)}, 'O-16', []),
    ('censored', {'rcode': 5, 'options': error(16)}, 'O-16', []),
    ('filtered', {'options': error(17)}, 'O-16', []),
    ('forged', {'answers': [('MX', 9, mx_bytes(1, 'a.example.net'))], 'options': error(4)}, 'O-16', []),
    ('refused', {'rcode': 5}, 'O-17', []),
    ('prohibited', {'rcode': 5, 'options': error(18)}, 'O-17', []),
    ('prohibited-name', {'rcode': 3, 'authority': [('SOA', 9, soa_bytes())], 'options': error(18)}, 'O-16', []),
    ('stale-nxdomain', {'rcode': 3, 'authority': [('SOA', 9, soa_bytes())], 'options': error(19)}, 'O-07', ['O-14']),
    ('long-negative', {'rcode': 3, 'authority': [('SOA', 86400, soa_bytes(86400))]}, 'O-07', ['O-29']),
    ('long-ttl', {'answers': [('MX', 700000, mx_bytes(1, 'a.example.net'))]}, 'O-01', ['O-29']),
)


def check_script(script, main, others):
    answer = one('some.example', Scripted(sends(MX=script, **({'A': GOOD['A']} if 'answers' in script else {}))).name)
    equal((answer['observation'], set(answer['observations'])), (main, {main, *others}))


for row in SCRIPTS:
    tap.add('script-' + row[0], check_script, *row[1:])


@tap.case
def dnssec_by_asking_without():
    """SERVFAIL that goes away without DNSSEC: no extended error is needed."""
    good = sends(**GOOD)

    def answer(message, tcp):
        return good(message, tcp) if message[3] & 0x10 else [reply(message, rcode=2)]
    equal(one('good.example', Scripted(answer).name)['observation'], 'O-12')


@tap.case
def half_an_answer_proves_nothing():
    """No MX, and nothing is said of the addresses: that is no missing route."""
    answer = one('good.example', Scripted(sends(A=None)).name, '--timeout', '0.6')
    equal(answer['observation'], 'O-21')


@tap.case
def mail_would_loop():
    found = one('good.example', Scripted(sends(**{**GOOD, 'A': {'answers': [('A', 9, bytes([127, 0, 0, 1]))]}})).name)
    check({'O-26', 'O-27'} <= set(found['observations']), found)


@tap.case
def local_only():
    """A resolver whose view of the top level has not got the domain, beside one that has it."""
    world = need_world()
    port = servers.free_port('127.0.0.14')
    servers.nsd('old', {'example': servers.zone('example.', '')}, ['127.0.0.14'], port)
    local = world.resolver('poisoned', stubs=f'stub-zone:\n  name: "example"\n  stub-prime: no\n  stub-addr: 127.0.0.14@{port}\n')
    found = checked('--local', local, '--resolver', world.healthy, '--timeout', '3', 'good.example', status=1)
    equal([answer['role'] for answer in found['answers']], ['local', 'independent'])
    check({'O-07', 'O-08'} <= set(found['answers'][0]['observations']), found)
    equal(found['answers'][1]['observations'], ['O-01'])


@tap.case
def hijacked():
    """The local resolver makes up an address for what does not exist."""
    world = need_world()
    local = Scripted(sends(A={'answers': [('A', 60, bytes([192, 88, 99, 200]))]}))
    found = checked('--local', local.name, '--resolver', world.healthy, '--timeout', '3', 'missing.example', status=1)
    equal((found['answers'][0]['observation'], 'O-04' in found['answers'][0]['observations']), ('O-09', True))


@tap.case
def bad_names():
    """Nobody is asked for what is no name."""
    asked = []
    server = Scripted(lambda message, _: asked.append(message) or [])
    for name in ('a..example', '.example', 'x' * 64 + '.example', '.'.join(['x' * 60] * 5), '[192.0.2.1]', 'a b.example', '@', 'ann@',
                 'xn--a.example', '-\xff.example'.encode('latin-1')):
        found = checked('--local', server.name, '--', name, status=1)
        equal((found['observation'], found['answers'], found['action']), ('O-34', [], 'none'), name)
    for name in '192.0.2.1', '[192.0.2.1]', '2001:db8::1', 'ann@[IPv6:2001:db8::1]':
        found = checked('--local', server.name, name, status=1)
        equal((found['observation'], found['answers'], '--ptr' in found['advice']), ('O-34', [], True), name)
    equal(asked, [])


@tap.case
def special_names():
    """Only servers that were named are asked for names that are not for the internet, and no public one."""
    asked = []
    server = Scripted(lambda message, _: asked.append(message) or [])
    for name in ('x.test', 'example.com', 'a.example', 'mail.local', 'b.invalid', 'localhost', 'c.home.arpa'):
        found = checked('--local', server.name, '--public', name, status=1)
        equal((found['observation'], found['answers']), ('O-35', []), name)
    equal(asked, [])
    unasked = b' '.join(tap.dsn('check', '--local', server.name, '--public', 'x.test').stdout.split())
    check(b'O-35 reserved name' in unasked and b'asked Nobody. Only servers that were named' in unasked, unasked)
    # A resolver that was named is asked, and not those of this machine beside it.
    if checks.has_resolvers():
        found = checked('--resolver', server.name, '--timeout', '0.2', 'x.test')
        equal([(a['role'], a['server']) for a in found['answers']], [('independent', server.name)])
    del asked[:]
    equal(checked('--local', server.name, '--timeout', '0.2', 'x.test')['observation'], 'O-35')
    check(asked, 'a server that was named is asked')
    told = b' '.join(tap.dsn('check', '--local', server.name, '--timeout', '0.2', 'x.test').stdout.split())
    check(b'found O-35 The name is reserved' in told and b'It was asked of the servers that were named.' in told, told)


@tap.case
def every_row_was_seen():
    """Those that only the domain's own servers can show are in test-trace.py."""
    need_world()
    if len(sys.argv) > 1 or not WORLD.anchors:
        raise tap.Skip('not all tests ran')
    rows = {row['id'] for row in tomllib.loads(tap.source('src', 'rules', 'dns-observations.toml'))['observation']}
    tap.none(rows - SEEN - {'O-30', 'O-31'}, 'observations that no test has seen')
    # No server of today does without EDNS, or sends what was not asked for; a bad or reserved name is asked of nobody.
    if servers.installed('pdns_recursor'):
        tap.none(rows - REALLY - {'O-30', 'O-31', 'O-18', 'O-22', 'O-34', 'O-35'}, 'observations that only scripts have shown')


tap.run()
