#!/usr/bin/env python3
"""test-bench.py: the benchmark's mail under other names and in other forms is read as well as it is.

The mail is not part of the project: it is found by $DSN_SHARED or beside the source, and where it is
missing the tests are skipped. --keep=FOLDER leaves the changed mails there, to look into.
"""
import functools
import importlib.util
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import disguise  # pylint: disable=wrong-import-position
from disguise import tap  # pylint: disable=wrong-import-position

SEEDS = (1, 2)
POINT = 1.0
RATES = ('detect', 'set', 'status', 'reply', 'category', 'hard')
KEEP = [word.split('=', 1)[1] for word in sys.argv[1:] if word.startswith('--keep=')]
sys.argv[1:] = [word for word in sys.argv[1:] if not word.startswith('--keep=')]


def bench():
    shared = os.environ.get('DSN_SHARED') or os.path.join(tap.ROOT, '..', 'shared')
    folder = os.path.join(shared, 'bench')
    if not os.path.exists(os.path.join(folder, 'score.py')):
        raise tap.Skip('the benchmark is not here')
    return folder


@functools.cache
def scorer():
    spec = importlib.util.spec_from_file_location('score', os.path.join(bench(), 'score.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.cache
def labels():
    """The truth of the split that may be seen, with its corrections."""
    with open(os.path.join(bench(), 'truth.jsonl'), encoding='utf-8') as file:
        truth = {row['id']: row for row in map(json.loads, file)}
    scorer().apply_overrides(truth, os.path.join(bench(), 'overrides.tsv'))
    with open(os.path.join(bench(), 'split.tsv'), encoding='utf-8') as file:
        dev = {line.split('\t')[0] for line in file if line.rstrip('\n').split('\t')[1] == 'dev'}
    return json.dumps({name: row for name, row in truth.items() if name in dev})


def figures(change):
    """Percentages of a changed benchmark; @change takes the bytes and the label of a message and gives both."""
    truth, changed = json.loads(labels()), {}
    with tempfile.TemporaryDirectory() as here:
        folder = os.path.join(KEEP[0], change.__name__) if KEEP else here
        os.makedirs(folder, exist_ok=True)
        for name, label in truth.items():
            with open(os.path.join(bench(), 'mail', name), 'rb') as file:
                data, changed[name] = change(file.read(), label)
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(data)
        run = subprocess.run([sys.executable, os.path.join(bench(), 'run-dsn.py'), tap.TOOL, folder],
                             stdout=subprocess.PIPE, check=True, timeout=300)
    results = {row['id']: row for row in map(json.loads, run.stdout.splitlines())}
    tap.equal(len(results), len(truth), 'messages with a result')
    taxonomy = scorer().load_taxonomy(os.path.join(bench(), 'taxonomy.tsv'))
    groups, false = scorer().score(changed, results, taxonomy, None)
    found = {rate: 100 * groups[('', 'all')][rate][0] / groups[('', 'all')][rate][1] for rate in RATES}
    return found, sum(false.values())


def same(data, label):
    return data, label


@functools.cache
def original():
    return figures(same)


def compare(change):
    was, was_false = original()
    now, now_false = figures(change)
    line = ', '.join(f'{rate} {was[rate]:.1f} {now[rate]:.1f}' for rate in RATES)
    print('# ' + line)
    tap.none([f'{rate}: {was[rate]:.1f} % became {now[rate]:.1f} %' for rate in RATES if was[rate] - now[rate] > POINT],
             'figures that fell by more than a point')
    tap.check(now_false <= was_false + 1, 'ordinary mail taken for a bounce:', was_false, 'became', now_false)


def renamed(seed):
    """One disguise for each message, and the same for its label."""
    def names(data, label):
        mask = disguise.Disguise(f'{seed} {label["id"]}')
        new = mask.message(data)
        label = json.loads(json.dumps(label))
        for recipient in label['recipients']:
            for key in ('address', 'alt'):
                value = recipient.get(key)
                if isinstance(value, str):
                    recipient[key] = mask.mail(value)
                elif value:
                    recipient[key] = [mask.mail(one) for one in value]
        return new, label
    return names


for seed in SEEDS:
    tap.add(f'other-names-{seed}', lambda seed: compare(renamed(seed)), seed)


def encoded(coding):
    def parts(data, label):
        return disguise.encode(disguise.line_ends(data, b'\n'), coding), label
    return parts


def ended(end):
    def lines(data, label):
        return disguise.line_ends(data, end), label
    return lines


tap.add('base64', lambda: compare(encoded('base64')))
tap.add('quoted-printable', lambda: compare(encoded('quoted-printable')))
tap.add('crlf', lambda: compare(ended(b'\r\n')))
tap.add('cr', lambda: compare(ended(b'\r')))

tap.run()
