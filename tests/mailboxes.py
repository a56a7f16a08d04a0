"""mailboxes.py: real folders and mboxes for tests, made from the corpus."""
import os
import random

import tap

CORPUS = os.path.join(tap.ROOT, 'corpus')


def corpus(folder='rfc3464'):
    """The messages of one folder of the corpus, in the order of their names."""
    where = os.path.join(CORPUS, folder)
    return [tap.read(os.path.join(where, name)) for name in sorted(os.listdir(where)) if name.endswith('.eml')]


def report():
    """A report that fails for good."""
    return tap.read(os.path.join(CORPUS, 'rfc3464', 'user-unknown.eml'))


def letter():
    """A message that is no report."""
    return tap.read(os.path.join(CORPUS, 'not-a-report', 'plain.eml'))


def place(name):
    """A new folder for a test."""
    path = os.path.join(tap.SCRATCH.name, name)
    os.makedirs(path)
    return path


def write(path, content):
    """A file, with the folders above it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(content)
    return path


def maildir(path, messages, seed=0):
    """A Maildir whose files are made in any order: that of the directory is not that of the names."""
    for folder in ('cur', 'new', 'tmp'):
        os.makedirs(os.path.join(path, folder))
    numbered = list(enumerate(messages))
    random.Random(seed).shuffle(numbered)
    for number, message in numbered:
        unique = f'{1700000000 + number}.M{number}P{number % 7}.host.example'
        name = os.path.join('new', unique) if number % 3 == 0 else os.path.join('cur', unique + ':2,S')
        write(os.path.join(path, name), message)
    return path


def mbox(messages):
    """The bytes of an mboxrd."""
    text = b''.join(b'From MAILER-DAEMON Tue Mar  4 07:15:32 2025\n'
                    + message.replace(b'\r\n', b'\n').replace(b'\nFrom ', b'\n>From ') + b'\n' for message in messages)
    return text
