"""servers.py: real name servers on loopback for a test program: NSD, Unbound, PowerDNS Recursor, and some that misbehave.

Nothing listens on, or asks, any address but 127.0.0.0/8. All servers end with the program.
"""
import atexit
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time

import tap

FOLDER = tempfile.TemporaryDirectory(prefix='dsn-net-')
PATH = os.environ.get('PATH', '') + ':/usr/sbin:/sbin:/usr/local/sbin'
# Where the servers of names are: root and top level, and two that host domains.
ROOT, TLD, HOST_1, HOST_2 = '127.0.0.10', '127.0.0.11', '127.0.0.12', '127.0.0.13'
TYPES = {'A': 1, 'NS': 2, 'SOA': 6, 'MX': 15, 'TXT': 16, 'AAAA': 28}
STARTED, SOCKETS = [], []
# Servers whose answers a test makes.
SCRIPTED = set()


def program(name):
    """The path of a program; skips the test where it is not installed."""
    path = shutil.which(name, path=PATH)
    if path is None:
        raise tap.Skip(f'{name} is not installed')
    return path


def installed(*names):
    return all(shutil.which(name, path=PATH) for name in names)


def free_port(*addresses):
    """A port that is free for UDP and TCP on all the addresses."""
    for _ in range(100):
        sockets, port = [], 0
        try:
            for address in addresses:
                for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                    sock = socket.socket(socket.AF_INET, kind)
                    sockets.append(sock)
                    sock.bind((address, port))
                    port = port or sock.getsockname()[1]
            return port
        except OSError:
            continue
        finally:
            for sock in sockets:
                sock.close()
    raise tap.Failure('no port is free')


def query(name, rtype='NS', number=4711):
    """A question as bytes, by hand: the test does not trust what it tests."""
    labels = b''.join(bytes([len(label)]) + label.encode() for label in name.strip('.').split('.') if label)
    return struct.pack('>6H', number, 0x0100, 1, 0, 0, 0) + labels + b'\0' + struct.pack('>2H', TYPES[rtype], 1)


def wait_for(address, port, name='.', seconds=10, tcp=False):
    """Waits until a server answers, or over TCP takes a connection."""
    until = time.monotonic() + seconds
    while tcp and time.monotonic() < until:
        try:
            socket.create_connection((address, port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0.1)
        while time.monotonic() < until:
            try:
                sock.sendto(query(name), (address, port))
                sock.recv(4096)
                return
            except OSError:
                time.sleep(0.02)
    raise tap.Failure(f'{address}#{port} does not answer')


def stop_all():
    """Ends what was started here, and nothing else."""
    for process in STARTED:
        process.terminate()
    for process in STARTED:
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


atexit.register(stop_all)


def write(name, text):
    path = os.path.join(FOLDER.name, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def start(name, *command):
    with open(os.path.join(FOLDER.name, name + '.log'), 'wb') as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    STARTED.append(process)
    return process


def zone(name, records, serial=1, ttl=300, minimum=600):
    """A zone file: SOA, name servers of HOST_1 and HOST_2, and records."""
    return f'$ORIGIN {name}\n$TTL {ttl}\n@ 3600 IN SOA ns1.hosting.example. hm.hosting.example. {serial} 3600 600 86400 {minimum}\n' \
        f'@ IN NS ns1.hosting.example.\n@ IN NS ns2.hosting.example.\n{records}\n'


def nsd(name, zones, addresses, port, more=''):
    """NSD with zones: name -> text of the zone file."""
    listen = ''.join(f'  ip-address: {address}@{port}\n' for address in addresses)
    text = f'server:\n{listen}  server-count: 1\n  username: ""\n  chroot: ""\n  zonesdir: "{FOLDER.name}"\n' \
        f'  database: ""\n  pidfile: ""\n  xfrdfile: "{FOLDER.name}/{name}.xfrd"\n  zonelistfile: "{FOLDER.name}/{name}.list"\n' \
        f'  xfrdir: "{FOLDER.name}"\n  rrl-ratelimit: 0\n{more}\nremote-control:\n  control-enable: no\n'
    for number, (zone_name, content) in enumerate(zones.items()):
        path = write(f'{name}-{number}.zone', content)
        text += f'zone:\n  name: "{zone_name}"\n  zonefile: "{path}"\n'
    start(name, program('nsd'), '-d', '-c', write(name + '.conf', text))
    for address in addresses:
        wait_for(address, port, next(iter(zones)))


def unbound(name, port, more, address='127.0.0.1'):
    """Unbound that asks no server but those that `more` names."""
    text = f'''server:
  interface: {address}@{port}
  access-control: 127.0.0.0/8 allow
  chroot: ""
  username: ""
  directory: "{FOLDER.name}"
  pidfile: ""
  use-syslog: no
  logfile: ""
  do-daemonize: no
  do-not-query-localhost: no
  do-ip6: no
  num-threads: 1
  root-hints: ""
  ede: yes
  outbound-msg-retry: 2
{more}
remote-control:
  control-enable: no
'''
    start(name, program('unbound'), '-d', '-c', write(name + '.conf', text))
    wait_for(address, port, tcp='do-udp: no' in more)


def recursor(name, forwards, policies):
    """PowerDNS Recursor that asks `forwards`, zone -> server, and has policies: (zone file, extended error).

    What the policies do not say it answers as it is: an extended error of its own is told for a name alone by the hook.
    """
    port, folder = free_port('127.0.0.1'), os.path.join(FOLDER.name, name)
    os.mkdir(folder)
    lua = ''.join(f'rpzFile("{write(f"{name}-{code}.rpz", text)}", {{policyName = "p{code}", extendedErrorCode = {code}, '
                  'extendedErrorExtra = "by order"})\n' for text, code in policies)
    hook = 'function preresolve(dq)\n  if dq.qname:equal("away.hook.example") then\n    dq.rcode = pdns.SERVFAIL\n' \
        '    dq.extendedErrorCode = 22\n    return true\n  end\n  return false\nend\n'
    settings = {'local-address': '127.0.0.1', 'local-port': port, 'socket-dir': folder, 'daemon': 'no', 'threads': 1, 'quiet': 'yes',
                'disable-syslog': 'yes', 'dont-query': '', 'allow-from': '127.0.0.0/8', 'hint-file': 'no', 'security-poll-suffix': '', 'dnssec': 'off',
                'extended-resolution-errors': 'yes', 'lua-config-file': write(name + '.lua', lua), 'lua-dns-script': write(name + '-hook.lua', hook),
                'forward-zones': ','.join(f'{zone_name}={server}' for zone_name, server in forwards.items())}
    write(os.path.join(name, 'recursor.conf'), ''.join(f'{key}={value}\n' for key, value in settings.items()))
    start(name, program('pdns_recursor'), '--config-dir=' + folder)
    wait_for('127.0.0.1', port)
    return f'127.0.0.1#{port}'


def silent(address, port):
    """A server that takes everything and never answers."""
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        sock = socket.socket(socket.AF_INET, kind)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((address, port))
        if kind == socket.SOCK_STREAM:
            sock.listen(64)
        SOCKETS.append(sock)


class Scripted:
    """A server whose every answer is made by a function: (question bytes, over TCP) -> messages to send."""

    def __init__(self, answer, udp=True, tcp=True, address='127.0.0.1'):
        self.port, self.answer = free_port(address), answer
        self.name = f'{address}#{self.port}'
        SCRIPTED.add(self.name)
        if udp:
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            sock.bind((address, self.port))
            threading.Thread(target=self.serve_udp, args=(sock,), daemon=True).start()
        if tcp:
            sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((address, self.port))
            sock.listen(64)
            threading.Thread(target=self.serve_tcp, args=(sock,), daemon=True).start()

    def serve_udp(self, sock):
        while True:
            message, peer = sock.recvfrom(65535)
            for out in self.answer(message, False):
                sock.sendto(out, peer)

    def serve_tcp(self, listener):
        while True:
            sock, _ = listener.accept()
            with sock:
                try:
                    sock.settimeout(2)
                    size = sock.recv(2)
                    message = sock.recv(struct.unpack('>H', size)[0]) if len(size) == 2 else b''
                    for out in self.answer(message, True):
                        sock.sendall(struct.pack('>H', len(out)) + out)
                except OSError:
                    pass


def split_query(message):
    """Id, name, type and where the question ends."""
    labels, at = [], 12
    while message[at]:
        labels.append(message[at + 1:at + 1 + message[at]].decode('ascii', 'replace').lower())
        at += 1 + message[at]
    rtype, = struct.unpack('>H', message[at + 1:at + 3])
    return struct.unpack('>H', message[:2])[0], '.'.join(labels), rtype, at + 5


def reply(message, rcode=0, answers=(), authority=(), options=b'', flags=0x8180):
    """An answer to a question. Records are (type, ttl, data) of the name that was asked for."""
    number, _, _, end = split_query(message)
    out = struct.pack('>6H', number, flags | rcode, 1, len(answers), len(authority), 1 if options else 0)
    out += message[12:end]
    for rtype, ttl, data in list(answers) + list(authority):
        out += b'\xc0\x0c' + struct.pack('>HHIH', TYPES[rtype], 1, ttl, len(data)) + data
    if options:
        out += b'\0' + struct.pack('>HHIH', 41, 1232, 0, len(options)) + options
    return out


def error(code, text=''):
    """An extended error as an option."""
    return struct.pack('>HHH', 15, 2 + len(text), code) + text.encode()


def name_bytes(name):
    return b''.join(bytes([len(label)]) + label.encode() for label in name.split('.')) + b'\0'


def mx_bytes(preference, name):
    return struct.pack('>H', preference) + (name_bytes(name) if name else b'\0')


def soa_bytes(minimum=300):
    return b'\2ns\xc0\x0c\2hm\xc0\x0c' + struct.pack('>5I', 1, 3600, 600, 86400, minimum)


def sends(**kinds):
    """A scripted answer by type: MX=..., A=..., each a dict for reply(); anything else is NOERROR with a SOA."""
    names = {number: name for name, number in TYPES.items()}

    def answer(message, _tcp):
        kind = kinds.get(names.get(split_query(message)[2]), {'authority': [('SOA', 300, soa_bytes())]})
        return [] if kind is None else [reply(message, **kind)]
    return answer


# The simplest good domain: a mail host with an address.
GOOD = {'MX': {'answers': [('MX', 300, mx_bytes(10, 'mx.example.net'))]}, 'A': {'answers': [('A', 300, bytes([192, 88, 99, 1]))]}}
