#!/usr/bin/env python3
"""test-rules.py: dsn rules: what we believe, and a user's own additions."""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal, lines, scratch

GOOD = b'''# what our own gateway says
[[wording]]
id       = "gate-quota"
text     = "postbox * brims over"
category = "mailbox-full"
witness  = "552 postbox 4711 brims over"
not      = ["552 postbox is shut"]
'''


def rules(*words, **more):
    result = dsn('rules', *words, **more)
    equal((result.returncode, result.stderr), (0, b''), f'status and stderr of {words}')
    return result


EVERY = lines(rules('list', '--json'))


@tap.case
def list_has_all_rows():
    check(len(EVERY) >= 900, len(EVERY))
    equal(len({row['id'] for row in EVERY}), len(EVERY), 'ids')
    equal(len(rules('list').stdout.splitlines()), len(EVERY))
    for row in EVERY:
        equal((row['type'], row['schema']), ('wording', 1))
        check(all(row[key] for key in ('id', 'vendor', 'text', 'code', 'category', 'source', 'witness')), row)


@tap.case
def list_can_be_narrowed():
    some = lines(rules('list', '--json', '--category=no-mail-hosts'))
    equal(some, [row for row in EVERY if row['category'] == 'no-mail-hosts'])
    some = lines(rules('list', '--json', '-c', 'mailbox-full', '--vendor', 'postfix'))
    equal(some, [row for row in EVERY if (row['category'], row['vendor']) == ('mailbox-full', 'postfix')])


def check_nothing(words, message):
    result = dsn('rules', *words)
    equal((result.returncode, result.stdout, result.stderr.decode()), (1, b'', f'dsn: {message}\n'))


tap.add('list-unknown-category', check_nothing, ('list', '-c', 'mailbox-ful'),
        "no category is called 'mailbox-ful': did you mean 'mailbox-full'?")
tap.add('list-unknown-vendor', check_nothing, ('list', '--vendor=x'), 'no wording is of this vendor')
tap.add('show-unknown', check_nothing, ('show', 'no-such-row'), "no wording is called 'no-such-row'")
tap.add('test-unknown', check_nothing, ('test', 'the quick brown fox'), "no wording fits 'the quick brown fox'")
tap.add('test-hostile', check_nothing, ('test', '\x1b[2J'), r"no wording fits '\x1b[2J'")


@tap.case
def show_tells_all():
    row = EVERY[0]
    equal(lines(rules('show', '--json', row['id'])), [row])
    text = ' '.join(rules('show', row['id']).stdout.decode().split())
    for key in ('id', 'vendor', 'code', 'category'):
        check(row[key] in text, row[key], 'is not in', text)
    equal([r['id'] for r in lines(rules('show', '--json', EVERY[5]['id'], row['id']))], [EVERY[5]['id'], row['id']])


@tap.case
def test_tells_who_won_and_over_whom():
    for words in (('550 5.1.1 User unknown',), ('550', '5.1.1', 'User', 'unknown')):
        found = lines(rules('test', '--json', *words))
        equal([row['won'] for row in found], [True] + [False] * (len(found) - 1))
        check(len(found) > 1, found)
        equal(found[0]['category'], 'user-unknown')
        check(all(row['words'].lower() in '550 5.1.1 user unknown' for row in found), found)
    text = rules('test', '550 5.1.1 User unknown').stdout.decode()
    check('won on' in text and found[1]['id'] in text, text)
    equal(lines(rules('test', '--json', '-', stdin=b'550 5.1.1 User unknown\n')), found, 'from standard input')


@tap.case
def users_rows_come_first():
    path = scratch('mine.toml', GOOD + b'[[wording]]\nid = "mine"\ntext = "unknown"\ncategory = "greylisted"\n')
    equal([row['id'] for row in lines(rules('list', '--json', '--rules', path))[:3]],
          ['gate-quota', 'mine', EVERY[0]['id']])
    found = lines(rules('test', '--json', '--rules', path, '550 5.1.1 User unknown'))
    equal(found[0]['id'], 'mine')
    check('user-unknown' in [row['category'] for row in found[1:]], 'ours is not among', found)


@tap.case
def check_is_silent_about_good_files():
    path = scratch('good.toml', GOOD)
    equal(rules('check', path).stdout, b'')
    equal(rules('check', '-', stdin=GOOD).stdout, b'')


ROW = b'[[wording]]\nid = "a"\ntext = "no such person"\ncategory = "user-unknown"\n'


def check_fault(content, status, message):
    """file:line: what, as compilers say it."""
    path = scratch('fault.toml', content)
    result = dsn('rules', 'check', path)
    equal((result.returncode, result.stdout, result.stderr.decode()), (status, b'', f'{path}:{message}\n'))


for name, fault in {
        'witness': (ROW + b'witness = "550 nobody"\n', 1, "1: 'a' does not fit its witness"),
        'witness-lost': (ROW + b'witness = "550 no such person here"\n[[wording]]\nid = "b"\ntext = "no such person '
                               b'here"\ncategory = "user-unknown"\n', 1,
                         "1: 'a' does not win on its witness: 'b' does"),
        'not': (ROW + b'not = ["x", "550 no such person at home"]\n', 1,
                "1: 'a' fits a text that it should not: 550 no such person at home"),
        'no-category': (b'\n[[wording]]\nid = "a"\ntext = "no such person"\n', 2, '2: this wording has no category'),
        'category': (ROW.replace(b'user-unknown', b'x'), 2, "4: unknown category 'x'"),
        'key': (ROW + b'color = "red"\n', 2, "5: unknown key 'color', or a value of the wrong kind"),
        'id-twice': (ROW + ROW, 2, "6: id 'a' stands twice in this file"),
        'hostile': (b'[[wording]]\nid = "\\u001b[2J"\n', 2,
                    r"2: id '\x1b[2J' holds more than letters, digits, - _ and ."),
        'table': (b'[wording]\n', 2, '1: tables stand in double brackets here: [[wording]]'),
        'noise': (bytes(range(256)), 2, '1: a line is neither `key = value` nor [[table]]'),
}.items():
    tap.add('check-' + name, check_fault, *fault)


@tap.case
def check_goes_on():
    """A bad file does not stop the others; trouble beats a row that does not do its work."""
    bad, poor = scratch('bad.toml', b'x\n'), scratch('poor.toml', ROW + b'witness = "no"\n')
    result = dsn('rules', 'check', bad, '/nonexistent', poor)
    equal(result.returncode, 2)
    first, second, third = result.stderr.decode().splitlines()
    check(first.startswith(f'{bad}:1: ') and third.startswith(f'{poor}:1: '), result.stderr)
    equal(second, "dsn: cannot read '/nonexistent': No such file or directory")


def check_wrong(words, *wanted):
    result = dsn('rules', *words)
    equal((result.returncode, result.stdout), (2, b''))
    first, second = result.stderr.decode().splitlines()
    equal(second, "see 'dsn rules --help'")
    for word in wanted:
        check(word in first, word, 'is not in', first)


for name, wrong in {
        'nothing': ((), 'list, show, check or test'),
        'unknown-word': (('lsit',), "unknown word 'lsit': did you mean 'list'?"),
        'list-with-a-word': (('list', 'x'), 'options only'),
        'show-without-id': (('show',), 'missing'),
        'check-without-file': (('check',), 'missing'),
        'test-without-text': (('test',), 'missing'),
        'option': (('list', '--jsn'), "did you mean '--json'?"),
}.items():
    tap.add('wrong-' + name, check_wrong, *wrong)


@tap.case
def full_disk():
    for words in (('list',), ('list', '--json'), ('test', 'user unknown'), ('show', EVERY[0]['id'])):
        with open('/dev/full', 'wb') as full:
            result = dsn('rules', *words, stdout=full)
        equal((result.returncode, result.stderr), (2, b'dsn: cannot write the output: No space left on device\n'))


@tap.case
def parse_takes_rules():
    report = os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'user-unknown.eml')
    path = scratch('own.toml', b'[[wording]]\nid = "own"\ntext = "recipient address rejected"\n'
                               b'category = "policy-violation"\n')
    verdict = lines(dsn('parse', '--json', '--rules', path, report))[0]['recipients'][0]['verdict']
    equal((verdict['category'], verdict['evidence']['wording']), ('policy-violation', 'own'))


tap.run()
