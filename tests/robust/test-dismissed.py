#!/usr/bin/env python3
"""test-dismissed.py: what the header of a message rules out would not have won.

Each message is read as always, and by asking every dialect everything (read-twice.c): the outcome is the same."""
import collections
import glob
import os
import subprocess
import sys
import tempfile
import tomllib

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import ordinary_mail  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from tap import case, check, equal

READ_TWICE, MUTATE = sys.argv.pop(1), sys.argv.pop(1)
CORPUS = [os.path.join(tap.ROOT, path) for path in tap.files('corpus', '.eml')]
MUTATED = 1500
# What it takes that the subject, or the text, of a kind can decide.
NEAR = {
    'auto-reply': 'Auto-Submitted: auto-replied\n',
    'challenge': 'Reply-To: me-confirm-1@mill.example\n',
    'complaint': 'X-AOL-INRLY: x\n',
    'opt-out': 'To: unsubscribe@mill.example\n',
    'receipt': 'Subject: Read: flour\n',
}
RETURNED = 'Content-Type: multipart/mixed; boundary=b\n'
PARTS = '--b\n\n{}\n--b\nContent-Type: message/rfc822\n\nSubject: flour\n\nhello\n--b--\n'


def compare(paths):
    """Reads all of them twice; the formats that they were read as."""
    run = subprocess.run([READ_TWICE], input='\n'.join(paths) + '\n', stdout=subprocess.PIPE, text=True, check=True)
    rows = [line.split() for line in run.stdout.splitlines()]
    equal(len(rows), len(paths), 'messages')
    tap.none([f'{path}: {one} and {other}' for path, (how, one, other) in zip(paths, rows) if how != 'same'],
             'read in two ways')
    return collections.Counter(row[1] for row in rows)


def compare_texts(texts):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            paths.append(os.path.join(folder, f'{number}.eml'))
            with open(paths[-1], 'wb') as file:
                file.write(text if isinstance(text, bytes) else text.encode())
        return compare(paths)


def load(name, table):
    return tomllib.loads(tap.source('src', 'rules', name))[table]


def letter(header, text='Good morning,\nthe flour came on Saturday.\n'):
    """A mail that nothing speaks for but its header and text."""
    subject = '' if 'Subject:' in header else 'Subject: flour\n'
    sender = '' if 'From:' in header else 'From: Baker <baker@bakery.example>\n'
    if 'multipart' in header:
        text = PARTS.format(text)
    return f'Received: from a.example by b.example\n{sender}{subject}{header}\n{text}'


def ways(words):
    """One phrase as mail may have it."""
    first, _, rest = words.partition(' ')
    return (words, words.upper(), words.replace(' ', '\n'), words.replace(' ', ' \r\n\t '), words[:-1], 'x' + words,
            f'Hello,\n{first}\n> so {first} {first}\n{rest}\n', f'Grüße\n{words}', f'> {words}', words + words)


@case
def the_corpus():
    found = compare(CORPUS)
    check(found['-'] > 5 and found['rfc3464'] > 100, 'read as', found)


@case
def mail_of_others():
    shared = os.environ.get('DSN_SHARED')
    paths = sorted(path for folder in ('bench', 'mta') for path in glob.glob(f'{shared}/{folder}/mail/**', recursive=True)
                   if os.path.isfile(path)) if shared else []
    if not paths:
        raise tap.Skip('there are no shared files')
    compare(paths)


@case
def ordinary():
    found = compare_texts(text for seed in (3464, 7) for _, _, text in ordinary_mail.make(seed=seed))
    check(found['-'] > 100, 'read as', found)


@case
def every_sign_of_a_header():
    signs = [sign for sign in load('mail-signs.toml', 'sign') if 'name' in sign]
    texts = [letter(f'{name}: {before}{words}{after}\n') for sign in signs for words in sign.get('text', ['yes'])
             for name in (sign['name'], sign['name'].upper())
             for before, after in (('', ''), ('', '@x'), ('x', 'x'), (' \n\t', ''), ('<', '>'))]
    check(compare_texts(texts).total() > 1000, len(texts))


@case
def every_subject():
    words = [(sign['of'], words) for sign in load('mail-signs.toml', 'sign') if sign['in'] == 'subject'
             for words in sign['text']]
    texts = [letter(f'{near}Subject: {before}{words}{after}\n{more}') for of, words in words
             for near in {'', NEAR.get(of, '') if of != 'receipt' else ''} for more in ('', RETURNED)
             for before, after in (('', ' x'), ('x ', ''), ('Re: ', ''), (' \n ', ' \t x'), ('=?utf-8?q?=C3=BC?= ', ''))]
    found = compare_texts(texts)
    check(found['auto-reply'] > 100 and found['complaint'] + found['-'] > 100, 'read as', found)


@case
def every_text():
    words = [(sign['of'], words) for sign in load('mail-signs.toml', 'sign') if sign['in'] == 'text'
             for words in sign['text']]
    texts = [letter(NEAR.get(of, '') + (RETURNED if of == 'complaint' else ''), text)
             for of, words in words for text in ways(words)]
    found = compare_texts(texts)
    check(all(found[name] > 50 for name in ('auto-reply', 'challenge', 'read-receipt', '-')), 'read as', found)


@case
def every_word_of_a_notice():
    texts = [letter(header.format(words), 'The following address failed:\n<ann@a.example>: 550 5.1.1 user unknown\n')
             for row in load('notice-words.toml', 'words') for words in row['text']
             for header in ('Subject: {}\nReturn-Path: <>\n', 'From: {}@a.example\n', 'From: "{}" <b@a.example>\n',
                            'From: MAILER-DAEMON@a.example\nSubject: x {}\n', 'Subject: {}: x\n')]
    found = compare_texts(texts)
    check(found['generic'] > 100 and found['-'] > 100, 'read as', found)


@case
def mutated():
    """Mails of the corpus, and ordinary ones, mutated by their parts and fields."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as more:
        for number, (_, _, text) in enumerate(ordinary_mail.make()):
            with open(os.path.join(more, f'{number}.eml'), 'wb') as file:
                file.write(text)
        sources = CORPUS + sorted(glob.glob(os.path.join(more, '*.eml'))) * 3
        subprocess.run([MUTATE, '5', str(MUTATED), folder, *sources], check=True)
        equal(compare(sorted(glob.glob(os.path.join(folder, '*')))).total(), MUTATED)


tap.run()
