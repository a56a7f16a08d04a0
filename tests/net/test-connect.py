#!/usr/bin/env python3
"""test-connect.py: connections to mail hosts, in a network of their own that has nothing but a loopback.

The addresses of 192.88.99.0/24 are given to that loopback, so that they can be reached without a packet that
leaves it. Where no such network can be made, the tests are skipped.
"""
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
INSIDE = os.environ.get('DSN_TEST_OWN_NETWORK')
PORT = 2525


def enter():
    """Runs this program again in a network of its own, if that can be had."""
    for words in (['unshare', '-n'], ['unshare', '-rn']):
        if shutil.which('unshare') and subprocess.run([*words, 'true'], capture_output=True, check=False).returncode == 0:
            os.execvpe(words[0], [*words, sys.executable, *sys.argv], {**os.environ, 'DSN_TEST_OWN_NETWORK': '1'})


if not INSIDE:
    enter()

import tap  # pylint: disable=wrong-import-position
from checks import checked  # pylint: disable=wrong-import-position
from servers import Scripted, installed, mx_bytes, reply, sends, soa_bytes, split_query  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position
from world import World  # pylint: disable=wrong-import-position


def ioctl(name, request, payload=b''):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        fcntl.ioctl(sock, request, struct.pack('16s24s', name, payload))


def loopback_up():
    """SIOCSIFFLAGS, SIOCSIFADDR: the loopback, and three more addresses on it."""
    ioctl(b'lo', 0x8914, struct.pack('H', 0x49))
    for number in 1, 2, 3:
        ioctl(f'lo:{number}'.encode(), 0x8916, struct.pack('HH4s8s', socket.AF_INET, 0, bytes([192, 88, 99, number]), b''))


if INSIDE:
    loopback_up()


def listener(address, serve, backlog=16):
    sock = socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((address, PORT))
    sock.listen(backlog)

    def run():
        while True:
            try:
                client, _ = sock.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(client,), daemon=True).start()
    if serve is not None:
        threading.Thread(target=run, daemon=True).start()
    return sock


def stop(sock):
    """Ends a listener: one that is only closed lives on while somebody waits in accept()."""
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    sock.close()


def greeting(text, heard=None):
    """A server that greets, and keeps in `heard` what it is told."""
    def serve(client):
        with client:
            client.sendall(text)
            client.settimeout(2)
            try:
                told = client.recv(100)
            except OSError:
                told = None
            if heard is not None:
                heard.append(told)
    return serve


def mute(client):
    with client:
        time.sleep(5)


def names(**hosts):
    """A resolver to which a domain has these hosts: preference -> last numbers of addresses; `six` is an IPv6 one."""
    def answer(message, _tcp):
        _, name, rtype, _ = split_query(message)
        domain = name.split('.')[0]
        if rtype == 15 and domain in hosts:
            return [reply(message, answers=[('MX', 60, mx_bytes(p, f'{domain}-{p}.host.example')) for p in hosts[domain]])]
        if '-' in domain and rtype in (1, 28):
            domain, preference = domain.rsplit('-', 1)
            wanted = hosts[domain][int(preference)]
            found = [('A', 60, bytes([192, 88, 99, n])) for n in wanted if isinstance(n, int) and n < 100] + \
                [('A', 60, bytes([198, 51, 100, n])) for n in wanted if isinstance(n, int) and n >= 100] if rtype == 1 else \
                [('AAAA', 60, socket.inet_pton(socket.AF_INET6, n)) for n in wanted if isinstance(n, str)]
            return [reply(message, answers=found) if found else reply(message, authority=[('SOA', 60, soa_bytes())])]
        return [reply(message, authority=[('SOA', 60, soa_bytes())])]
    return Scripted(answer).name


SEEN = set()


def connect(server, *domains, timeout='1'):
    result = tap.dsn('check', '--json', '--connect', '--connect-port', str(PORT), '--local', server, '--timeout', timeout,
                     *[domain + '.example' for domain in domains])
    equal(result.stderr, b'')
    found = tap.lines(result)
    for one in found:
        SEEN.update(one.get('patterns', []))
    return found


def test(function):
    """A test that needs the network of its own."""
    def run():
        if not INSIDE:
            raise tap.Skip('no network of its own can be made')
        function()
    tap.add(function.__name__.replace('_', '-'), run)
    return function


# What server 1, which is there in each row, does; and what comes of it.
ROWS = (
    ('greets', greeting(b'220 mx.example ESMTP\r\n'), 'greeted', 'C-01', None),
    ('greets-in-lines', greeting(b'220-mx.example\r\n220 ready\r\n'), 'greeted', 'C-01', None),
    ('421', greeting(b'421 4.3.2 busy, go away\r\n'), 'refusing', 'C-15', ['N-07']),
    ('554', greeting(b'554 no mail from you \x1b[31m\xff\r\n'), 'refusing', 'C-15', ['N-07']),
    ('endless', greeting(b'2' * 5000), 'refusing', 'C-15', ['N-07']),
    ('says-nothing', mute, 'mute', 'C-15', ['N-06']),
    ('hangs-up', lambda client: client.close(), 'mute', 'C-15', ['N-06']),
    ('half-a-line', lambda client: (client.sendall(b'220 mx'), time.sleep(5)), 'mute', 'C-15', ['N-06']),
)


def check_row(serve, contact, conclusion, patterns):
    if not INSIDE:
        raise tap.Skip('no network of its own can be made')
    sock = listener('192.88.99.1', serve)
    found, = connect(names(one={10: [1]}), 'one')
    stop(sock)
    equal([(c['host'], c['address'], c['port'], c['contact']) for c in found['connections']],
          [('one-10.host.example', '192.88.99.1', PORT, contact)])
    equal((found['conclusion'], found.get('patterns')), (conclusion, patterns))
    check(all(ord(char) >= 32 for char in found['connections'][0].get('banner', '').replace('\x1b', ' ')), found)


for row in ROWS:
    tap.add(row[0], check_row, *row[1:])


@test
def quit_is_all_that_is_said():
    heard = []
    sock = listener('192.88.99.1', greeting(b'220 mx\r\n', heard))
    connect(names(one={10: [1]}), 'one')
    stop(sock)
    until = time.monotonic() + 3
    while not heard and time.monotonic() < until:
        time.sleep(0.02)
    equal(heard, [b'QUIT\r\n'])


@test
def all_refuse():
    found, = connect(names(one={10: [1], 20: [2]}), 'one')
    equal((found['conclusion'], found['patterns'], found['action']), ('C-15', ['N-01'], 'retry'))
    equal([c['contact'] for c in found['connections']], ['refused', 'refused'])


@test
def no_way_there():
    """198.51.100.0/24 has no route in this network."""
    found, = connect(names(one={10: [1]}), 'one')
    server = names(far={10: [100]})
    found, = connect(server, 'far')
    equal([c['contact'] for c in found['connections']], ['unreachable'])
    equal(found['patterns'], ['N-08'])


def full(address):
    """A listener whose queue is full: what comes on top is dropped in silence."""
    sock = listener(address, None, 0)
    clients = []
    for _ in range(4):
        client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        client.setblocking(False)
        try:
            client.connect((address, PORT))
        except BlockingIOError:
            pass
        clients.append(client)
    time.sleep(0.1)
    return [sock, *clients]


def close_all(sockets):
    for sock in sockets:
        stop(sock)


@test
def silence_beside_others_that_answer():
    sockets = full('192.88.99.1') + [listener('192.88.99.2', greeting(b'220 mx\r\n'))]
    since = time.monotonic()
    found = {c['domain']: c for c in connect(names(silent={10: [1]}, good={10: [2]}), 'silent', 'good')}
    check(time.monotonic() - since < 2.5, 'seconds', time.monotonic() - since)
    close_all(sockets)
    equal((found['silent.example']['conclusion'], found['silent.example']['patterns']), ('C-15', ['N-02']))
    equal((found['good.example']['conclusion'], 'patterns' in found['good.example']), ('C-01', False))


@test
def silence_everywhere():
    sockets = full('192.88.99.1') + full('192.88.99.2')
    found = connect(names(one={10: [1]}, two={10: [2]}), 'one', 'two')
    close_all(sockets)
    equal([c['patterns'] for c in found], [['N-03'], ['N-03']])


@test
def one_silent_domain_alone_is_not_explained():
    sockets = full('192.88.99.1')
    found, = connect(names(one={10: [1]}), 'one')
    close_all(sockets)
    equal((found['conclusion'], found.get('patterns')), ('C-15', None))


@test
def six_fails_four_works():
    sock = listener('192.88.99.1', greeting(b'220 mx\r\n'))
    found, = connect(names(one={10: [1, '2002:c058:6301::1']}), 'one')
    stop(sock)
    equal((found['conclusion'], found['patterns']), ('C-01', ['N-04']))


@test
def only_the_backup_answers():
    sock = listener('192.88.99.2', greeting(b'220 backup\r\n'))
    found, = connect(names(one={10: [1], 20: [2]}), 'one')
    stop(sock)
    equal((found['conclusion'], found['patterns'], [c['contact'] for c in found['connections']]), ('C-01', ['N-05'], ['refused', 'greeted']))


@test
def by_real_name_servers():
    """What scripts say of mail hosts above, NSD and Unbound say here: its hosts are .2 and .3."""
    if not installed('nsd', 'unbound'):
        raise tap.Skip('nsd or unbound is not installed')
    server = World().healthy
    found, = connect(server, 'two')
    equal((found['conclusion'], found['patterns']), ('C-15', ['N-01']))
    sock = listener('192.88.99.3', greeting(b'220 b.two.example\r\n'))
    found, = connect(server, 'two')
    stop(sock)
    equal((found['conclusion'], found['patterns']), ('C-01', ['N-05']))


@test
def nobody_is_called_unasked():
    heard = []
    sock = listener('192.88.99.1', greeting(b'220 mx\r\n', heard))
    equal('connections' in checked('--local', names(one={10: [1]}), 'one.example'), False)
    stop(sock)
    time.sleep(0.1)
    equal(heard, [])


@test
def ten_addresses_at_the_most():
    found, = connect(names(one={10: [1] * 30}), 'one')
    equal(len(found['connections']), 10)


@test
def every_pattern_was_seen():
    """Those of several failures (B), and those that reports tell, are in test-reports.py and test-names.py."""
    if len(sys.argv) > 1:
        raise tap.Skip('not all tests ran')
    rows = {row['id'] for row in tomllib.loads(tap.source('src', 'rules', 'dns-patterns.toml'))['pattern'] if 'words' not in row}
    tap.none({row for row in rows if row.startswith('N')} - SEEN, 'patterns that no test has seen')


tap.run()
