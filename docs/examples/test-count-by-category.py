#!/usr/bin/env python3
"""Run count-by-category over the corpus and check what it counts.

usage: test-count-by-category.py PROGRAM

The recipients that failed are those of corpus/expected.tsv; their causes, those that dsn reports
for the same files.
"""
import collections
import json
import os
import subprocess
import sys

CORPUS = os.path.join(os.environ['DSN_SOURCE_ROOT'], 'corpus')


def run(program, *args, status=0):
    done = subprocess.run([program, *args], capture_output=True, encoding='utf-8', check=False)
    assert done.returncode == status, f'{program}: status {done.returncode}\n{done.stderr}'
    return done.stdout


def count(program, paths):
    """What the example prints: category -> number."""
    rows = [line.split(maxsplit=2) for line in run(program, *paths).splitlines()]
    assert all(len(row) == 3 for row in rows), rows
    return {row[1]: int(row[0]) for row in rows}


def main():
    program = sys.argv[1]
    with open(os.path.join(CORPUS, 'expected.tsv'), encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file][1:]
    paths = [os.path.join(CORPUS, row[0]) for row in rows]
    failed = sum(recipient.split('|')[1] == 'failed'
                 for row in rows for recipient in row[2].split(';') if recipient)
    counts = count(program, paths)
    assert sum(counts.values()) == failed, f'{counts} are not {failed}'

    lines = run(os.environ['DSN_TOOL'], 'parse', '--json', *paths).splitlines()
    expected = collections.Counter(
        recipient['verdict']['category'] for line in lines for recipient in json.loads(line)['recipients']
        if recipient.get('action') == 'failed')
    assert counts == dict(expected), f'{counts} are not {dict(expected)}'

    one = os.path.join(CORPUS, 'rfc3464/several-recipients.eml')
    assert count(program, [one]) == {'message-too-large': 1, 'spam-detected': 1, 'user-unknown': 1}
    assert count(program, [os.path.join(CORPUS, 'rfc3464/delivered.eml')]) == {}
    assert run(program, '/nonexistent', status=2) == ''


if __name__ == '__main__':
    main()
