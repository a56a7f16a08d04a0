#!/usr/bin/env python3
"""test-trail.py: what the tool tells of its reasons: lists, wordings and codes that lost."""
import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal

BLOCKED = os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'blocklisted.eml')
PAGE = 'https://check.spamhaus.org/results/?query=192.0.2.1'
RULES = b'''[[wording]]
id = "mine-zorble"
vendor = "any"
text = "zorble"
code = "4.7.1"
category = "greylisted"
source = "test"
witness = "450 zorble"
'''


def text_of(*words):
    """What stands on standard output, its lines joined."""
    return ' '.join(dsn(*words).stdout.decode('utf-8').split())


def with_rules(*words):
    """The lines of JSON with rules of a user's."""
    with tempfile.TemporaryDirectory(prefix='dsn-trail-') as folder:
        path = os.path.join(folder, 'mine.toml')
        with open(path, 'wb') as file:
            file.write(RULES)
        return [json.loads(line) for line in dsn(*words, '--rules', path, '--json').stdout.splitlines()]


@tap.case
def parse_names_the_list():
    line = json.loads(dsn('parse', '--json', BLOCKED).stdout)
    verdict = line['recipients'][0]['verdict']
    equal(verdict['blocklist'], {'id': 'spamhaus-zen', 'name': 'Spamhaus ZEN', 'lookup': PAGE})
    equal(verdict['evidence']['against'], [{'by': 'status', 'code': '5.1.1'}])
    equal((verdict['category'], verdict['action']), ('sender-blocked', 'fix'))
    check(f'list Spamhaus ZEN, look it up: {PAGE}' in text_of('parse', BLOCKED), 'no list in the text')


@tap.case
def parse_verbose_shows_what_lost():
    check('against' not in text_of('parse', BLOCKED), 'the trail is there unasked')
    text = text_of('parse', '--verbose', BLOCKED)
    check('against 5.1.1, the Status field' in text, text)
    wording = json.loads(dsn('parse', '--json', BLOCKED).stdout)['recipients'][0]['verdict']['evidence']['wording']
    check(f'wording {wording} ' in text, text)


@tap.case
def explain_names_a_list_that_is_not_known():
    words = ('554 5.7.1 Client host [192.0.2.1] blocked using rbl.example.net; see <http://rbl.example.net/?192.0.2.1>',)
    found = json.loads(dsn('explain', '--json', *words).stdout)
    equal(found['verdict']['blocklist'], {'name': 'rbl.example.net', 'lookup': 'http://rbl.example.net/?192.0.2.1'})
    text = text_of('explain', *words)
    check('list rbl.example.net, look it up: http://rbl.example.net/?192.0.2.1' in text, text)


@tap.case
def explain_verbose_shows_what_lost():
    words = '550 5.1.1 mailbox full for zorble'
    found, = with_rules('explain', words)
    evidence = found['verdict']['evidence']
    equal(evidence['wording'], 'mine-zorble')
    check(1 <= len(evidence['over']) <= 4 and 'mine-zorble' not in evidence['over'], evidence)
    equal(evidence['against'], [{'by': 'diagnostic-status', 'code': '5.1.1'}])
    words = '550 5.1.1 mailbox full, blocked using zen.spamhaus.org'
    evidence = json.loads(dsn('explain', '--json', words).stdout)['verdict']['evidence']
    text = text_of('explain', '--verbose', words)
    for name in evidence['over']:
        check(f'won over {name} (' in text, name, 'is not in', text)
    check('against 5.1.1, the enhanced code in the reply' in text, text)
    check('won over' not in text_of('explain', words), 'the trail is there unasked')


@tap.case
def rules_test_shows_all_by_rank():
    words = '550 5.1.1 mailbox full, user unknown, listed at zen.spamhaus.org'
    lines = [json.loads(line) for line in dsn('rules', 'test', '--json', words).stdout.splitlines()]
    check(len(lines) >= 4, lines)
    equal([line['won'] for line in lines], [True] + [False] * (len(lines) - 1))
    check('lost_by' not in lines[0], lines[0])
    weights = [line['weight'] for line in lines]
    equal(weights, sorted(weights, reverse=True), 'the weights')
    tap.none([line['id'] for line in lines[1:] if line['lost_by'] not in ('length', 'condition', 'vendor', 'order')],
             'lost for no reason')
    equal(len({line['id'] for line in lines}), len(lines), 'rows that stand twice')
    text = text_of('rules', 'test', words)
    places = [text.find(f'over {line["id"]} ({line["category"]}, weight {line["weight"]}: ') for line in lines[1:]]
    check(min(places) > text.find(lines[0]['id']), places)
    equal(places, sorted(places), 'their order in the text')


@tap.case
def rules_test_puts_rules_of_a_user_first():
    lines = with_rules('rules', 'test', '550 mailbox full for zorble')
    equal((lines[0]['id'], lines[0]['won']), ('mine-zorble', True))
    equal({line['lost_by'] for line in lines[1:]}, {'rules'})


tap.run()
