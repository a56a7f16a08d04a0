#!/usr/bin/env python3
"""test-mutated.py: mails of the corpus, mutated by their parts and fields: each of them comes out as a line.

100,000 with DSN_CEILINGS=long in the environment, 2,000 else."""
import collections
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import case, check, equal

PROGRAM = sys.argv.pop(1)
COUNT = 100000 if os.environ.get('DSN_CEILINGS') == 'long' else 2000
BATCH = 5000
CORPUS = [os.path.join(tap.ROOT, path) for path in tap.files('corpus', '.eml')]


def mutate(seed, count, folder):
    subprocess.run([PROGRAM, str(seed), str(count), folder, *CORPUS], check=True)
    return sorted(os.listdir(folder))


def contents(folder):
    return {name: tap.read(os.path.join(folder, name)) for name in os.listdir(folder)}


@case
def the_seed_decides():
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two, \
            tempfile.TemporaryDirectory() as three:
        equal(len(mutate(1, 200, one)), 200)
        mutate(1, 200, two)
        mutate(2, 200, three)
        check(contents(one) == contents(two), 'the same seed gives the same mails')
        check(contents(one) != contents(three), 'another seed gives others')
        originals = {tap.read(path) for path in CORPUS}
        same = sum(mail in originals for mail in contents(one).values())
        check(same < 20, same, 'of 200 mails are as they were')


@case
def every_mail_comes_out():
    with tempfile.TemporaryDirectory() as folder:
        names = mutate(7, COUNT, folder)
        types = collections.Counter()
        for at in range(0, len(names), BATCH):
            batch = names[at:at + BATCH]
            result = tap.dsn('parse', '--json', '--all', *batch, cwd=folder)
            check(result.returncode in (0, 1), 'exit status', result.returncode, result.stderr[-500:])
            equal(result.stderr, b'', 'said')
            rows = [json.loads(line) for line in result.stdout.splitlines()]
            order = list(dict.fromkeys(row['source'] for row in rows))
            equal(order, batch, 'each mail, in its order')
            doubled = [row['source'] for row in rows if 'offset' not in row]
            equal(len(doubled), len(set(doubled)), 'one line for each message')
            types.update(row['type'] for row in rows)
        check(types['report'] > len(names) // 4 and types['other'] > 0 and types['error'] == 0, types)


tap.run()
