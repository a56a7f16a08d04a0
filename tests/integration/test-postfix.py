#!/usr/bin/env python3
"""test-postfix.py: Postfix sends mail that must bounce, and its bounces go into dsn by our recipes.

Everything happens in namespaces: a root folder of its own over that of the system, a network without a
way out, and the sink of corpus/generate, which refuses as its table says. Needs root, and Postfix:
installed, or unpacked in the folder that DSN_POSTFIX names.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..'), os.path.join(HERE, '..', '..', 'corpus', 'generate')]
import expect  # pylint: disable=wrong-import-position
import lab  # pylint: disable=wrong-import-position
import table  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position

LIMIT = 120  # seconds for all of it


def postfix():
    """The folder that Postfix was unpacked to, or that of the system; None without one."""
    for folder in (os.environ.get('DSN_POSTFIX', ''), '/'):
        if folder and os.access(os.path.join(folder, 'usr/sbin/postfix'), os.X_OK):
            return folder
    return None


def skip_unless_possible():
    if os.geteuid() != 0:
        raise tap.Skip('needs root')
    if not postfix():
        raise tap.Skip('Postfix is not there: ./dev test fetches it')
    done = subprocess.run(['unshare', *lab.NAMESPACES, 'true'], capture_output=True, check=False)
    if done.returncode != 0:
        raise tap.Skip('no namespaces here')


def run_lab():
    """What comes out, by the file that the recipes write."""
    skip_unless_possible()
    with tempfile.TemporaryDirectory() as folder:
        command = ['unshare', *lab.NAMESPACES, sys.executable, '-B', os.path.join(HERE, 'lab.py'), 'outside', postfix(),
                   os.path.dirname(os.path.dirname(tap.TOOL)), folder]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT, check=False)
        if done.returncode == lab.IMPOSSIBLE:
            raise tap.Skip('no overlay file system here')
        log = done.stderr.decode(errors='replace')[-3000:]
        for name in sorted(os.listdir(folder)):
            if name.endswith('.log'):
                log += f'\n{name}:\n' + tap.read(os.path.join(folder, name)).decode(errors='replace')[-3000:]
        tap.equal(done.returncode, 0, log)
        shutil.copytree(folder, RESULTS, ignore=shutil.ignore_patterns('scratch'))


def found(name):
    """The lines that a recipe wrote."""
    if not os.path.exists(os.path.join(RESULTS, name)):
        raise tap.Skip('the server did not run')
    return [json.loads(line) for line in tap.read(os.path.join(RESULTS, name)).splitlines()]


def check_bounces(name):
    """Each message that was sent has come back, with what its scenario says of each recipient."""
    lines = found(name)
    tap.equal({line['type'] for line in lines}, {'report'}, name)
    server = table.server('postfix')()
    for scenario in lab.scenarios():
        want = expect.recipients('postfix', server, scenario, 0)
        mine = [line for line in lines if line['original']['message_id'] == f'{scenario.id}.7@{table.SENDER_DOMAIN}']
        tap.equal(len(mine), 1, f'{name}: {scenario.id}')
        tap.none(expect.difference(want, mine[0]), f'{name}: {scenario.id}')


RESULTS = os.path.join(tap.SCRATCH.name, 'results')
tap.add('postfix-runs', run_lab)
tap.add('transport', check_bounces, 'transport.jsonl')
tap.add('alias', check_bounces, 'alias.jsonl')
tap.add('maildir', check_bounces, 'maildir.jsonl')
tap.run()
