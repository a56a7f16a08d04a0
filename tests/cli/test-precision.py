#!/usr/bin/env python3
"""test-precision.py: 200 made-up mails that look like bounces: none is taken for one."""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import ordinary_mail  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal, lines, scratch

MAILS = list(ordinary_mail.make())


def kind_of(line):
    return line.get('kind', 'other')


@tap.case
def the_same_every_time():
    equal(list(ordinary_mail.make()), MAILS, 'the second time')
    check([m[2] for m in ordinary_mail.make(seed=7)] != [m[2] for m in MAILS], 'the seed changes nothing')
    equal(len({m[2] for m in MAILS}), 200, 'different messages')


@tap.case
def only_reserved_names():
    for name, _, text in MAILS:
        for word in text.replace(b'>', b' ').replace(b'<', b' ').split():
            domain = word.rpartition(b'@')[2].strip(b'.,:;)\'"') if b'@' in word else b''
            check(b'=' in domain or not domain or b'.' not in domain or domain.endswith(
                (b'example', b'example.com', b'example.net', b'example.org')), name, word)


def check_family(family):
    """Every message of a family is read, and taken for nothing that it is not."""
    mails = [mail for mail in MAILS if mail[0][4:] == family]
    check(len(mails) >= 10, 'messages:', len(mails))
    paths = [scratch(name + '.eml', text) for name, _, text in mails]
    found = lines(dsn('parse', '--json', '--all', *paths))
    equal(len(found), len(mails), 'lines')
    tap.none([f'{name}: {kind_of(line)}, by {line.get("format")}' for (name, kinds, _), line in zip(mails, found)
              if kind_of(line) not in kinds], 'taken for something else')


for function in ordinary_mail.FAMILIES:
    tap.add(function.__name__.replace('_', '-'), check_family, function.__name__.replace('_', '-'))


@tap.case
def no_delivery_status_at_any_seed():
    """The same for mail that nobody has looked at."""
    mails = list(ordinary_mail.make(seed=31337, count=400))
    paths = [scratch(name + '.eml', text) for name, _, text in mails]
    found = lines(dsn('parse', '--json', '--all', *paths))
    equal(len(found), len(mails), 'lines')
    tap.none([f'{name}: by {line.get("format")}' for (name, _, _), line in zip(mails, found)
              if kind_of(line) == 'delivery-status'], 'taken for a bounce')


tap.run()
