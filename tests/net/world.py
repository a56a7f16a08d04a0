"""world.py: a small internet on loopback: root, top level, two hosters with many domains, resolvers.

Hosts have addresses of 192.88.99.0/24 and 2002:c058:6300::/40: reserved (RFC 7526) and used by nobody, but not
among those that a check must call unreachable. Nothing is ever sent to them.
"""
import os
import re
import subprocess

import servers
from servers import HOST_1, HOST_2, ROOT, TLD, zone

MX = '@ MX 10 mx\nmx A 192.88.99.1\nmx AAAA 2002:c058:6301::1'
DOMAINS = {
    'good': MX,
    'two': '@ MX 20 b\n@ MX 10 a\na A 192.88.99.2\nb A 192.88.99.3',
    'nullmx': '@ MX 0 .',
    'nullmixed': '@ MX 0 .\n' + MX,
    'implicit': '@ A 192.88.99.4',
    'implicit6': '@ AAAA 2002:c058:6301::4',
    'nodata': '@ TXT "nothing here"',
    'zoo': 'alias CNAME good.example.\naway CNAME plain.example.\n* MX 10 mx.good.example.\nloop1 CNAME loop2\nloop2 CNAME loop1',
    'dangling': '@ MX 10 nohost\n@ MX 20 nohost.missing.example.',
    'halfdangling': '@ MX 10 nohost\n@ MX 20 mx\nmx A 192.88.99.5',
    'mxalias': '@ MX 10 mx\nmx CNAME real\nreal A 192.88.99.6',
    'literal': '@ MX 10 192.0.2.1.',
    'bogon': '@ MX 10 mx\nmx A 10.0.0.1\nmx AAAA fc00::1',
    'collision': '@ MX 10 mx\nmx A 127.0.53.53',
    'six': '@ MX 10 mx\nmx AAAA 2002:c058:6301::7',
    'ttl0': '@ 0 MX 10 mx\nmx A 192.88.99.8',
    'many': '\n'.join(f'@ MX {n} m{n}\nm{n} A 192.88.99.9' for n in range(1, 26)),
    'big': '\n'.join(f'@ MX {n} {"a" * 60}{n}.{"b" * 60}\n{"a" * 60}{n}.{"b" * 60} A 192.88.99.10' for n in range(10, 29)),
    'xn--bcher-kva': MX,
    'signed': MX,
    'bogus': MX,
    'loop': '@ MX 10 mx\nmx A 127.0.0.1',
    'stale': '@ 1 MX 10 mx\nmx 1 A 192.88.99.11',
}
# Delegated, and then: nobody has the zone; the two hosters do not say the same; nobody is there.
LAME, SPLIT, DEAD = 'lame', 'split', 'dead'


def sign(name, text):
    """A zone file with signatures, and the DS of its key."""
    folder = servers.FOLDER.name
    run = lambda *words: subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
    key = run(servers.program('ldns-keygen'), '-a', 'ECDSAP256SHA256', '-k', name)
    path = servers.write(name + '.plain', text)
    run(servers.program('ldns-signzone'), '-f', path + '.signed', path, key)
    with open(os.path.join(folder, key + '.ds'), encoding='utf-8') as file:
        anchor = ' '.join(file.read().split())
    with open(path + '.signed', encoding='utf-8') as file:
        return file.read(), anchor


class World:
    """Starts all of it; ports differ from run to run, names and addresses do not."""

    def __init__(self):
        self.port = servers.free_port(ROOT, TLD, HOST_1, HOST_2)
        self.anchors = []
        zones = {f'{name}.example': zone(f'{name}.example.', text, minimum=86400 if name == 'nodata' else 600)
                 for name, text in DOMAINS.items()}
        if servers.installed('ldns-keygen', 'ldns-signzone'):
            for name in ('signed.example', 'bogus.example'):
                text, anchor = sign(name, zones[name])
                self.anchors.append(anchor)
                # What was signed is not what is served.
                zones[name] = text.replace('192.88.99.1', '192.88.99.99').replace('\tMX\t10 ', '\tMX\t11 ') \
                    if name.startswith('bogus') else text
        self.names = [name.removesuffix('.example') for name in zones] + [LAME, SPLIT, DEAD]
        hosting = {'hosting.example': zone('hosting.example.', f'ns1 A {HOST_1}\nns2 A {HOST_2}')}
        servers.nsd('root', {'.': self.root()}, [ROOT], self.port)
        servers.nsd('tld', {'example': self.example()}, [TLD], self.port)
        servers.nsd('host1', {**hosting, **zones, 'split.example': zone('split.example.', MX, serial=2)}, [HOST_1], self.port,
                    '  ipv4-edns-size: 4096\n')
        servers.nsd('host2', {**hosting, **zones, 'split.example': zone('split.example.', '', serial=1)}, [HOST_2], self.port)
        self.hints = servers.write('root.hints', f'. 3600000 NS a.root.example.\na.root.example. 3600000 A {ROOT}\n')
        self.healthy = self.resolver('healthy')

    def root(self):
        return f'''$ORIGIN .
$TTL 3600
@ IN SOA a.root.example. hm.root.example. 1 3600 600 86400 600
@ NS a.root.example.
a.root.example. A {ROOT}
example. NS ns.nic.example.
ns.nic.example. A {TLD}
'''

    def example(self):
        names = ''.join(f'{name} NS ns1.hosting.example.\n{name} NS ns2.hosting.example.\n' for name in self.names + ['hosting']
                        if name != DEAD)
        return f'''$ORIGIN example.
$TTL 3600
@ IN SOA ns.nic hm.nic 1 3600 600 86400 600
@ NS ns.nic
ns.nic A {TLD}
{names}ns1.hosting A {HOST_1}
ns2.hosting A {HOST_2}
dead NS ns.dead
ns.dead A 127.0.0.99
plain MX 10 mx.plain
mx.plain A 192.88.99.12
'''

    def stubs(self):
        """Unbound goes to port 53 by itself; these tell it where the servers are."""
        places = {'.': [ROOT], 'example': [TLD], 'dead.example': ['127.0.0.99'],
                  **{f'{name}.example': [HOST_1] for name in self.names + ['hosting'] if name != DEAD}}
        return ''.join(f'stub-zone:\n  name: "{name}"\n  stub-prime: no\n' +
                       ''.join(f'  stub-addr: {address}@{self.port}\n' for address in addresses)
                       for name, addresses in places.items())

    def stubs_but(self, name, address):
        """The same with another server for one domain."""
        return self.stubs().replace(f'name: "{name}.example"\n  stub-prime: no\n  stub-addr: {HOST_1}',
                                    f'name: "{name}.example"\n  stub-prime: no\n  stub-addr: {address}')

    def without_tcp(self, name):
        """An Unbound that gets large answers and cannot give them: what does not fit is truncated."""
        return self.resolver(name, '  do-tcp: no\n  edns-buffer-size: 4096\n')

    def policies(self, name):
        """A PowerDNS Recursor that hides domains for reasons that it tells, each by its extended error (RFC 8914 section 4)."""
        head = '$ORIGIN rpz.\n$TTL 60\n@ SOA a. b. 1 1 1 1 1\n@ NS a.\n'
        hidden = (('six', 'other.example.', 4), ('ttl0', '.', 13), ('good', '.', 15), ('two', '.', 16), ('implicit', '*.', 17), ('many', '.', 18),
                  ('literal', '.', 19))
        forwards = {f'{domain}.example': f'{HOST_1}:{self.port}' for domain in self.names}
        return servers.recursor(name, {**forwards, 'example': f'{TLD}:{self.port}'},
                                [(f'{head}{domain}.example CNAME {what}\n', code) for domain, what, code in hidden])

    def resolver(self, name, more='', clauses='', stubs=None):
        """An Unbound that knows this internet; `more` is for its server clause."""
        port = servers.free_port('127.0.0.1')
        anchors = ''.join(f'  trust-anchor: "{anchor}"\n' for anchor in self.anchors)
        insecure = '' if self.anchors else '  module-config: "iterator"\n'
        servers.unbound(name, port, f'  local-zone: "example." nodefault\n  local-zone: "test." nodefault\n{insecure}{anchors}{more}\n'
                        f'{self.stubs() if stubs is None else stubs}{clauses}')
        return f'127.0.0.1#{port}'
