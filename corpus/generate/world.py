"""world.py: the closed world, and one mail server in it; runs inside namespaces of its own.

usage: world.py SERVER OUTPUT

root.py calls it, as root in the root folder that it made. OUTPUT becomes a JSON file with the bounces.
"""
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time

import expect
import sink
import table

NSD, UNBOUND = '127.0.0.2', '127.0.0.1'
RESERVED = ('2.0.192', '113.0.203', '100.51.198')
LOG = subprocess.DEVNULL  # where commands put their messages
SETTLE = 4  # seconds that we listen on when all has come


def run(*words, **more):
    """Runs a command; its output belongs to nobody, or daemons would hold it open."""
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=LOG, **more)


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    os.chmod(path, mode)


def a_label(domain):
    return domain.encode('idna').decode()


def records(scenario):
    """The DNS records of a row, in the form of a zone file."""
    domain = a_label(scenario.domain)
    mx = f'{domain}. MX 10 mx1.{domain}.\n'
    return {
        'mx': mx + f'mx1.{domain}. A {scenario.address}\n',
        'nxdomain': '',
        'local': '',
        'empty': f'{domain}. TXT "no mail, no host"\n',
        'null-mx': f'{domain}. MX 0 .\n',
        'dangling': f'{domain}. MX 10 gone.{domain}.\n',
        'servfail': f'{domain}. NS ns.{domain}.\nns.{domain}. A 127.0.0.9\n',
        'refused': mx + f'mx1.{domain}. A {scenario.address}\n',
        'unreachable': mx + f'mx1.{domain}. A {table.UNREACHABLE}\n',
        'loop': f'{domain}. MX 10 {table.SERVER_HOST}.\n',
    }[scenario.dns]


def zone(scenarios):
    """One zone for all: the root. What is not in it does not exist."""
    text = '$TTL 60\n. SOA ns.example. hostmaster.example. 1 3600 600 86400 5\n. NS ns.example.\n'
    text += f'ns.example. A {NSD}\n'
    for domain, host, address in ((table.SERVER_DOMAIN, table.SERVER_HOST, table.SERVER),
                                  (table.SENDER_DOMAIN, table.SENDER_HOST, table.SENDER)):
        text += f'{domain}. MX 10 {host}.\n{host}. A {address}\n'
        text += '.'.join(reversed(address.split('.'))) + f'.in-addr.arpa. PTR {host}.\n'
    for scenario in scenarios:
        text += records(scenario)
        if scenario.dns == 'mx':
            number = scenario.address.rpartition('.')[2]
            text += f'{number}.113.0.203.in-addr.arpa. PTR mx1.{a_label(scenario.domain)}.\n'
    return text


def network():
    run('ip', 'link', 'set', 'lo', 'up')
    run('ip', 'address', 'add', table.SERVER + '/32', 'dev', 'lo')
    # All of the net is here, and none of its hosts an address that the server would take for its own.
    run('ip', 'address', 'add', table.SINK + '0/24', 'dev', 'lo')
    run('ip', 'route', 'add', 'unreachable', table.UNREACHABLE)
    write('/etc/hosts', f'127.0.0.1 localhost\n{table.SERVER} {table.SERVER_HOST} relay\n')
    write('/etc/mailname', table.SERVER_HOST + '\n')


def name_servers(scenarios):
    write('/etc/nsd/nsd.conf', f'server:\n ip-address: {NSD}\n username: nsd\n database: ""\n zonesdir: "/etc/nsd"\n'
          'remote-control:\n control-enable: no\nzone:\n name: "."\n zonefile: "root.zone"\n')
    write('/etc/nsd/root.zone', zone(scenarios))
    local = ''.join(f' local-zone: "{net}.in-addr.arpa." nodefault\n' for net in RESERVED)
    write('/etc/unbound/unbound.conf', f'server:\n interface: {UNBOUND}\n do-not-query-localhost: no\n chroot: ""\n'
          f' module-config: "iterator"\n use-syslog: no\n do-ip6: no\n cache-max-ttl: 5\n{local}'
          f'remote-control:\n control-enable: no\nstub-zone:\n name: "."\n stub-addr: {NSD}\n stub-prime: no\n')
    os.makedirs('/run/nsd', exist_ok=True)
    run('nsd', '-c', '/etc/nsd/nsd.conf')
    run('unbound', '-c', '/etc/unbound/unbound.conf')
    # The file may be a link to somewhere that this root does not have.
    if os.path.islink('/etc/resolv.conf'):
        os.unlink('/etc/resolv.conf')
    write('/etc/resolv.conf', f'nameserver {UNBOUND}\n')
    until(lambda: answers(table.SENDER_HOST), 15, 'the name servers')


def answers(name):
    """Whether the resolver knows the address of a name."""
    query = struct.pack('!6H', 1, 0x100, 1, 0, 0, 0)
    query += b''.join(bytes([len(label)]) + label.encode() for label in name.split('.')) + b'\0\0\1\0\1'
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.settimeout(0.5)
        try:
            asker.sendto(query, (UNBOUND, 53))
            return struct.unpack('!H', asker.recv(512)[6:8])[0] > 0
        except OSError:
            return False


def keep_log():
    """Takes what servers tell syslog, into a file to look into."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear, open('/var/log/syslog', 'ab', buffering=0) as file:
        ear.bind('/dev/log')
        os.chmod('/dev/log', 0o666)
        while True:
            file.write(ear.recv(8192).rstrip(b'\n\0') + b'\n')


def until(condition, seconds, what):
    """Waits for something, and says what did not come."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f'{what}: not ready after {seconds} s')
        time.sleep(0.2)


def listens(address, port=25):
    with socket.socket() as caller:
        caller.settimeout(2)
        return caller.connect_ex((address, port)) == 0


def forward(user, target):
    """Makes a user, whose mail goes on to another address."""
    run('useradd', '-m', user)
    write(f'/home/{user}/.forward', target + '\n')
    run('chown', user + ':', f'/home/{user}/.forward')


def collect(server, expected, mails):
    """Waits for the bounces: all that are expected, and what else comes soon after."""
    end, quiet = time.monotonic() + server.patience, None
    while time.monotonic() < end:
        if len(mails) >= expected:
            quiet = quiet or time.monotonic()
            if time.monotonic() > quiet + SETTLE:
                return
        server.nudge()
        time.sleep(0.5)


def main():
    global LOG  # pylint: disable=global-statement
    name, output = sys.argv[1:]
    LOG = open('/var/log/commands.log', 'ab')  # pylint: disable=consider-using-with
    server = table.server(name)()
    scenarios = table.scenarios(name)
    threading.Thread(target=keep_log, daemon=True).start()
    network()
    name_servers(scenarios)
    bounces = sink.Sink(scenarios)
    bounces.start()
    write('/usr/local/bin/fail-70', '#!/bin/sh\ncat >/dev/null\necho "the robot is out of order"\nexit 70\n', 0o755)
    for scenario in scenarios:
        if scenario.forward:
            forward(scenario.to[0].partition('@')[0], scenario.forward)
    server.configure({s.to[0].partition('@')[0]: s.alias for s in scenarios if s.alias})
    server.start()
    sent = {}
    for scenario in scenarios:
        sent[scenario.sender] = time.time()
        server.send(scenario)
    collect(server, sum(len(expect.reports(name, server, s)) for s in scenarios), bounces.mails)
    mails = [{'to': to, 'sent': sent[to], 'time': when, 'data': data.decode('latin-1')}
             for to, when, data in bounces.mails if to in sent]
    other = [to for to, _, _ in bounces.mails if to not in sent]
    version = subprocess.run(['dpkg-query', '-W', '-f', '${Version}', server.package], capture_output=True,
                             encoding='ascii', check=True).stdout
    with open(output, 'w', encoding='utf-8') as file:
        json.dump({'version': version, 'mails': mails, 'other': other, 'failed': server.failed}, file)


if __name__ == '__main__':
    main()
