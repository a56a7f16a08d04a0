#!/usr/bin/env python3
"""test-manual.py: every command of dsn-check(1) is run, and the keys of dsn-json(5) are those that are written.

The addresses of the page stand for servers on loopback, and its domain for one that they have. Commands that
name no server are run as they stand: nobody is asked for a name that is reserved.
"""
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import servers  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from checks import has_resolvers  # pylint: disable=wrong-import-position
from servers import GOOD, Scripted, error, mx_bytes, sends  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position
from world import World  # pylint: disable=wrong-import-position

spec = importlib.util.spec_from_file_location('check_docs', os.path.join(tap.ROOT, 'docs', 'check-docs.py'))
docs = importlib.util.module_from_spec(spec)
spec.loader.exec_module(docs)

WORLD = World() if servers.installed('nsd', 'unbound') else None
PAGE = tap.source('docs', 'man', 'dsn-check.1')
COMMANDS = [(docs.plain(command), docs.plain(expected)) for command, expected in docs.examples(PAGE)]
# What needs waiting, in less time.
FASTER = (('--watch 60 --rounds 10', '--watch 0.1 --rounds 2'), ('--connect ', '--connect --connect-port 9 --timeout 0.3 '))


def here(command):
    """A command of the page, for the servers of this test."""
    local = re.search(r'--(local|resolver|root-hints)', command)
    if not local:
        return command
    for told, real in (('192.0.2.53', WORLD.healthy), ('198.51.100.53', WORLD.healthy), ('root.hints', f'{WORLD.hints} --port {WORLD.port}'),
                       ('example.com', 'good.example'), *FASTER):
        command = command.replace(told, real)
    if '--local' not in command:
        command = command.replace('dsn check', 'dsn check --local ' + WORLD.healthy)
    # Mail hosts of good.example are nobody's: a connection goes nowhere but to the loopback.
    return command.replace('good.example', 'collision.example') if '--connect' in command else command


def shape(text):
    """A text without what differs from run to run: blanks and line ends, numbers, names of servers."""
    text = text.replace('good.example', 'example.com').replace('127.0.0.1', '192.0.2.53')
    return re.sub(r'\d+ (ms|s)\b', r'N \1', re.sub(r'#\d+', '', ' '.join(text.split())))


def run(command, expected):
    if WORLD is None:
        raise tap.Skip('nsd or unbound is not installed')
    if '--local' not in here(command) and not has_resolvers():
        raise tap.Skip('this machine has no resolver')
    if 'jq' in command and not shutil.which('jq'):
        raise tap.Skip('jq is not installed')
    with open(os.path.join(servers.FOLDER.name, 'bounces.mbox'), 'wb') as mbox:
        for name in 'no-route', 'user-unknown':
            mail = tap.read(os.path.join(tap.ROOT, 'corpus', 'rfc3464', name + '.eml'))
            mbox.write(b'From MAILER-DAEMON Tue Mar  4 07:15:32 2025\n' + mail.replace(b'\r\n', b'\n') + b'\n')
    with open(os.path.join(servers.FOLDER.name, 'domains.txt'), 'w', encoding='utf-8') as file:
        file.write('good.example\n')
    env = {**os.environ, 'PATH': os.path.dirname(os.path.abspath(tap.TOOL)) + ':' + os.environ['PATH'], 'LC_ALL': 'C.UTF-8'}
    result = subprocess.run(['sh', '-c', here(command)], cwd=servers.FOLDER.name, env=env, capture_output=True, timeout=60, check=False)
    equal(result.stderr, b'')
    check(result.returncode in (0, 1), result.returncode)
    if expected:
        equal(shape(result.stdout.decode()), shape(expected))
    else:
        check(result.stdout or '>' in command or 'from-reports' in command, 'nothing was written')


for number, row in enumerate(COMMANDS):
    tap.add(f'command-{number + 1}', run, *row)


@tap.case
def runbook_is_there():
    check(len(COMMANDS) > 10, COMMANDS)
    used = {word for command, _ in COMMANDS for word in re.findall(r'--[a-z-]+', command)}
    check({'--public', '--trace', '--root-hints', '--tcp', '--family', '--since', '--connect', '--auth', '--rbl', '--ptr', '--watch', '--json',
           '--from-reports'} <= used, used)


@tap.case
def explain_names_the_command():
    """What dsn explain tells to run is a command that runs."""
    told = re.search(r'check with +(dsn check \S+)', tap.dsn('explain', '550 5.4.4 <ann@example.com>: Unable to route').stdout.decode())[1]
    equal(told, 'dsn check example.com')
    equal(tap.dsn(*told.split()[1:], '--local', Scripted(sends(**GOOD)).name).returncode, 0)


def collected():
    """The keys of all objects that dsn check writes, of as many kinds as can be had."""
    order, values = {}, {}
    good = Scripted(sends(**GOOD)).name
    mbox = '\n'.join(json.dumps({'type': 'report', 'arrival_date': '2026-03-04T00:00:00Z', 'recipients': [
        {'address': f'{who}@b.example', 'action': 'failed', 'verdict': {'category': 'no-mail-hosts'}}], 'original': {'dkim': [{'domain': 's.example', 'selector': 'x'}]}}) for who in 'ab').encode()
    odd = Scripted(lambda m, t: [b'junk', *sends(MX={'rcode': 2, 'options': error(22, 'gone')})(m, t)]).name
    row = next(r for r in docs.tomllib.loads(tap.source('src', 'rules', 'domain-families.toml'))['family'] if len(r.get('domains', [])) > 2)
    runs = [(['--local', good, 'bücher.example', 'x..y'], b''), (['--local', odd, '--since', '2h', 'gmal.example.con'], b''),
            (['--local', good, '--auth', '--selector', 's', 'a.example'], b''), (['--local', good, '--family', row['domains'][0]], b''),
            (['--local', Scripted(sends()).name, 'a.example'], b''), (['--local', Scripted(sends(A=GOOD['A'])).name, 'a.example'], b''),
            (['--local', good, '--auth', '--from-reports', '-'], mbox), (['--local', good, '--ptr', '192.0.2.1', '--rbl', '192.0.2.1'], b''),
            (['--local', Scripted(sends(MX={'answers': [('MX', 9, mx_bytes(1, 'l.example'))]}, A={'answers': [('A', 9, bytes([127, 0, 0, 1]))]})).name,
              '--connect', '--connect-port', '9', 'a.example'], b'')]
    for words, stdin in runs:
        for line in tap.lines(tap.dsn('check', '--json', '--timeout', '0.5', *words, stdin=stdin)):
            docs.collect(line, '.' + line['type'], order, values)
    return order


@tap.case
def keys_are_those_of_the_manual():
    sections = docs.subsections(tap.source('docs', 'man', 'dsn-json.5'), 'KEYS', '"CLOSED LISTS"')
    order, bad, seen = collected(), [], 0
    for title, paths in docs.OBJECTS.items():
        keys = re.findall(r'^\.TP\n\.BR (\w+) ', sections[title], re.M)
        for path in paths:
            if path.startswith(('.check', '.address')):
                seen += len(order.get(path, []))
                bad += [f'{title}: {found} against {keys}' for found in order.get(path, []) if found != [k for k in keys if k in found]]
                if path not in order and path != '.address.names':
                    bad.append(f'{path} was never written')
    tap.none(bad, 'keys')
    check(seen > 20, seen)


tap.run()
