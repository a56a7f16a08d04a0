"""table.py: the rows of scenarios.toml, as each server is to be given them."""
import importlib
import os
import re
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))

# The closed world: the server under test, the one that its bounces go to, the hosts of the sink.
SERVER, SERVER_HOST, SERVER_DOMAIN = '192.0.2.25', 'relay.lab.example', 'lab.example'
SENDER, SENDER_HOST, SENDER_DOMAIN = '203.0.113.8', 'mx.sender.example', 'sender.example'
SINK = '203.0.113.'
SMARTHOST = '203.0.113.9'
UNREACHABLE = '198.51.100.7'

KEYS = set('id to host what at reply dns alias forward shows verdict reports send only but'.split())
STAGES = ('banner', 'ehlo', 'mail', 'rcpt', 'data', 'dot')


class Scenario:
    """One row."""

    def __init__(self, row):
        unknown = set(row) - KEYS
        if unknown:
            raise ValueError(f'{row["id"]}: unknown keys: {unknown}')
        self.id = row['id']
        self.to = [address.replace('LOCAL', SERVER_DOMAIN) for address in row['to']]
        self.only = row.get('only', [])
        self.what = row['what']
        self.at = row.get('at', 'rcpt')
        self.dns = row.get('dns', 'mx' if 'host' in row else 'local')
        self.address = SINK + str(row['host']) if 'host' in row else None
        self.alias = row.get('alias')
        self.reply = row.get('reply', [])
        self.forward = row.get('forward')
        self.shows = row.get('shows')
        self.verdict = row['verdict']
        self.reports = row.get('reports', ['failed'])
        self.send = row.get('send', {})
        if self.at not in STAGES:
            raise ValueError(f'{self.id}: no such stage: {self.at}')

    @property
    def refused(self):
        """The addresses that the sink sees: those behind an alias or a .forward file, if there is one."""
        target = self.alias or self.forward or ''
        return [target] if '@' in target else self.to

    @property
    def domain(self):
        """The domain that the name server has for this row."""
        return self.refused[0].rpartition('@')[2]

    @property
    def sender(self):
        """The envelope sender, which says of a report which row it is of."""
        local, _, domain = self.to[0].rpartition('@')
        word = local if domain == SERVER_DOMAIN else domain.removesuffix('.example')
        return f'news-{re.sub("[^a-z0-9]", "", word)}@{SENDER_DOMAIN}'

    def reply_to(self, recipient):
        """The lines of the sink's answer about a recipient, or `close` or `hang`."""
        lines = self.reply
        if lines and isinstance(lines[0], list):
            lines = lines[self.refused.index(recipient)]
        if isinstance(lines, str):
            return lines
        return [line.replace('{rcpt}', recipient).replace('{from}', self.sender) for line in lines]


def server(name):
    """The module's class of a server, by the server's name."""
    return importlib.import_module('servers.' + name).Server


def scenarios(name):
    """The rows that are for a server."""
    with open(os.path.join(HERE, 'scenarios.toml'), 'rb') as file:
        rows = tomllib.load(file)['scenario']
    found = [Scenario(row) for row in rows if name not in row.get('but', [])]
    found = [scenario for scenario in found if server(name).takes(scenario) and name in (scenario.only or [name])]
    for key in ('id', 'sender'):
        names = [getattr(scenario, key) for scenario in found]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f'{key}: more than one row has {twice}')
    return found
