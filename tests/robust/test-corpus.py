#!/usr/bin/env python3
"""test-corpus.py: the messages of the corpus under other names and in other forms get the same answers."""
import functools
import json
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import disguise  # pylint: disable=wrong-import-position
from disguise import tap  # pylint: disable=wrong-import-position

CORPUS = os.path.join(tap.ROOT, 'corpus')
SEED = 20250301
# What these messages show is their bytes: with others they are other messages.
BYTES = ('tolerated/', 'rfc6533/', 'not-a-report/')
BYTES_OF_SERVERS = ('/idn.eml', '/utf8.eml', '/eight-bit.eml', '/eight-bit-reply.eml')
# A Disguise changes names of ASCII only.
FOREIGN = re.compile(rb'[\x80-\xff]\S*@|@\S*[\x80-\xff]')


@functools.cache
def names():
    prefix = len('corpus/')
    found = [path[prefix:] for path in tap.some_of_the_corpus(4) if not path[prefix:].startswith(BYTES)
            and not path.endswith(BYTES_OF_SERVERS)]
    return [name for name in found if not FOREIGN.search(read(name))]


def read(name):
    with open(os.path.join(CORPUS, name), 'rb') as file:
        return file.read()


def answers(messages):
    """What dsn says of some messages, in one run."""
    with tempfile.TemporaryDirectory() as here:
        paths = []
        for number, data in enumerate(messages):
            paths.append(os.path.join(here, f'{number:04}.eml'))
            with open(paths[-1], 'wb') as file:
                file.write(data)
        run = tap.dsn('parse', '--json', '--all', *paths)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    tap.equal(len(lines), len(messages), 'lines')
    return lines


def brief(line, change=lambda address: address):
    """The answers that must stay: what it is, who failed, the codes, the verdict.

    Not which wording decided: rows may name a blocklist by its host.
    """
    return [line['type'], line.get('kind'), line.get('format')] + [
        [change(r['address']).lower() if '@' in r.get('address', '') else None] +
        [r.get(key) for key in ('action', 'status', 'diagnostic_status', 'reply_code')] +
        [r['verdict'].get(key) for key in ('status', 'category', 'hard', 'scope', 'action', 'confidence')] +
        [r['verdict'].get('evidence', {}).get('by')]
        for r in line.get('recipients', [])]


@functools.cache
def originals():
    return answers([read(name) for name in names()])


@tap.case
def other_names():
    """No sample is known by its host, address, queue id, date or number."""
    masks = [disguise.Disguise(f'{SEED} {name}') for name in names()]
    changed = [mask.message(read(name)) for mask, name in zip(masks, names())]
    tap.none([name for name, new in zip(names(), changed) if new == read(name)], 'messages that did not change')
    # Twice the same, or a failure could not be looked into.
    again = [disguise.Disguise(f'{SEED} {name}').message(read(name)) for name in names()]
    tap.check(again == changed, 'the same seed gave other mail')
    for name, mask, was, now in zip(names(), masks, originals(), answers(changed)):
        tap.equal(brief(now), brief(was, mask.mail), name)


@tap.case
def nothing_shines_through():
    """No host and no address of a message is left in it."""
    for name in names():
        mask = disguise.Disguise(f'{SEED} {name}')
        new = re.sub(r'(?m)^(--|.*boundary=).*', '', mask.message(read(name)).decode('latin-1').lower())
        left = [word for kind, word in mask.names if kind in ('label', 'local') and len(word) > 5 and
                '.' not in word and word not in disguise.Disguise.known and f'{word}.' in new]
        tap.none([f'{name}: {word}' for word in left], 'names that are left')


def compare_forms(change):
    for name, was, now in zip(names(), originals(), answers([change(read(name)) for name in names()])):
        tap.equal(brief(now), brief(was), name)


tap.add('crlf', compare_forms, lambda data: disguise.line_ends(data, b'\r\n'))
tap.add('cr', compare_forms, lambda data: disguise.line_ends(data, b'\r'))
for coding in ('base64', 'quoted-printable'):
    tap.add(coding, compare_forms, lambda data, coding=coding: disguise.encode(disguise.line_ends(data, b'\n'), coding))
    tap.add(coding + '-cr', compare_forms, lambda data, coding=coding: disguise.line_ends(
        disguise.encode(disguise.line_ends(data, b'\n'), coding), b'\r'))

tap.run()
