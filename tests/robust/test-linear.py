#!/usr/bin/env python3
"""test-linear.py: twice the input takes at most 2.3 times the instructions, three times over, for each kind of flood.
Valgrind counts them, so that the machine and its load do not matter. In long runs only: it takes a minute or two."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ceilings  # pylint: disable=wrong-import-position
from ceilings import tap  # pylint: disable=wrong-import-position
from tap import add, check  # pylint: disable=wrong-import-position

STEP = 2.3
SIZES = (40000, 80000, 160000, 320000)
NOISE = 400000  # instructions that a run more or less takes

STATUS = b'Content-Type: message/delivery-status\n\n'
BOB = b'Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n'
MIXED = b'Content-Type: multipart/mixed; boundary=b\n\n'
SYSTEM = b'From: mailer-daemon@a.example\nSubject: Undeliverable\n'
NOTICE = SYSTEM + b'\nHi. This is the qmail-send program at a.example.\n\n<bob@b.example>:\n'
HTML = SYSTEM + b'Content-Type: text/html\n\n<p>bob@b.example: 550 5.1.1 no\n'
OPEN = b''.join(b'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' % (n, n) for n in range(31))

# What stands before the flood, and what it is made of; a %d is its number.
FLOODS = {
    'multiparts': (b'', b'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n'),
    'messages': (b'', b'Content-Type: message/rfc822\n\n'),
    'headers': (b'', b'X-%d: y\n'),
    'header-line': (b'Subject: ', b'x'),
    'header-folds': (b'Subject: a\n', b' b\n'),
    'body-line': (STATUS + BOB + b'X: ', b'x'),
    'parts': (MIXED, b'--b\n\n'),
    'digest-parts': (MIXED.replace(b'mixed', b'digest'), b'--b\n\n\n'),
    'boundaries-open': (OPEN, b'--b3\n--b30x\n'),
    'hyphens': (OPEN, b'--\n'),
    'recipients': (STATUS, b'Final-Recipient: rfc822; u%d@b.example\nAction: failed\n\n'),
    'fields': (STATUS + BOB, b'X-%d: y\n'),
    'groups': (STATUS + BOB, b'\nX-%d: y\n'),
    'param-pieces': (MIXED[:-2], b';\n boundary*%d=%%41'),
    'encoded-words-open': (b'Subject: ', b'=?utf-8?b?aaa '),
    'encoded-words': (STATUS + BOB + b'Diagnostic-Code: smtp; 550 ', b'=?utf-8?q?=41?=\n '),
    'base64': (STATUS[:-1] + b'Content-Transfer-Encoding: base64\n\n', b'QTog'),
    'charset-name': (b'Subject: =?', b'x'),
    'charset-escapes': (SYSTEM + b'Content-Type: text/plain; charset=iso-2022-jp\n\n', b'\x1b$B\x1b(B'),
    'html-tags': (HTML, b'<div>'),
    'html-tags-open': (HTML, b'<a '),
    'html-entities': (HTML, b'&#x10FFFF;'),
    'diagnostic': (STATUS + BOB + b'Diagnostic-Code: smtp; 550 ', b'5.1.1 no '),
    'comments': (b'To: ', b'('),
    'comments-in-type': (b'Content-Type: multipart/mixed', b';a=('),
    'groups-in-to': (b'To: ', b'a:'),
    'idn': (STATUS + b'Final-Recipient: utf-8; a@', '\u00fc\u00df.'.encode()),
    'notice-addresses': (NOTICE, b'<u%d@b.example>:\n550 no\n\n'),
    'notice-words': (NOTICE, b'550 5.1.1 no such user\n'),
    'plain-words': (SYSTEM + b'\n', b'mail to a%d@b.example could not be delivered: 550 no\n'),
    'newlines': (b'', b'\n'),
    'returns': (b'', b'\r'),
    'mbox': (b'From a@b Tue Mar  4 07:15:32 2025\n', b'\nFrom a@b Tue Mar  4 07:15:32 2025\n' + STATUS + BOB),
}


def fill(head, unit, size):
    pieces, total, number = [head], len(head), 0
    while total < size:
        pieces.append(unit.replace(b'%d', b'%d' % number).replace(b'%%', b'%'))
        total += len(pieces[-1])
        number += 1
    return b''.join(pieces) + b'\n'


def count(mail):
    """The instructions of a run over a mail."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(mail)
        file.flush()
        result = subprocess.run(['valgrind', '--tool=lackey', '--basic-counts=yes', '--vgdb=no', tap.TOOL, 'parse', '--json',
                                 '--all', file.name], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, timeout=300)
    found = re.search(rb'guest instrs: +([\d,]+)', result.stderr)
    check(found and result.returncode in (0, 1), result.stderr[-500:])
    return int(found[1].replace(b',', b''))


def check_flood(name, head, unit):
    counts = [count(fill(head, unit, size)) - START for size in SIZES]
    text = ' '.join(f'{n / 1e6:.1f}' for n in counts)
    print(f'# {name}: {text} million instructions', flush=True)
    for less, more in zip(counts, counts[1:]):
        check(more <= STEP * max(less, 0) + NOISE, name, 'takes', text, 'million instructions')


def check_all():
    """Two at a time: most of a run is valgrind's own start."""
    with ThreadPoolExecutor(2) as pool:
        running = {name: pool.submit(check_flood, name, *flood) for name, flood in FLOODS.items()}
    for name, future in running.items():
        add(name, future.result)


if not ceilings.LONG or not shutil.which('valgrind') or ceilings.SANITIZED:
    @tap.case
    def twice_is_twice():
        raise tap.Skip('DSN_CEILINGS is not long, there is no valgrind, or it cannot run this build')
else:
    START = count(b'Subject: a\n\nb\n')
    check_all()
tap.run()
