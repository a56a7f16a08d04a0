#!/usr/bin/env python3
"""test-safety.py: whatever stands in a mail or in the name of a file, what is printed is lines of printable text, JSON or cells."""
import csv
import io
import json
import os
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import add, case, check, dsn, equal  # pylint: disable=wrong-import-position

# What is hostile about a text, and the text.
TEXTS = {
    'clear-screen': b'\x1b[2J\x1b[1;1H',
    'title': b'\x1b]0;owned\x07',
    'c1-escape': '\u009b31m'.encode(),
    'hide': b'\x1b[8m',
    'backspaces': b'bob\x08\x08\x08eve',
    'return': b'x\rFAKE',
    'tabs': b'a\tb\x0b\x0c',
    'delete': b'\x7f',
    'nul': b'a\0b',
    'right-to-left': 'a\u202egnp.exe'.encode(),
    'isolates': '\u2066a\u2069\u200f\u200e'.encode(),
    'separators': 'a\u2028FAKE\u2029FAKE\u0085FAKE'.encode(),
    'invisible': 'a\u200b\u2060\ufeffb'.encode(),
    'tags': '\U000e0041\U000e0042'.encode(),
    'no-utf-8': b'\xff\xfe\xc0\x80\xed\xa0\x80',
    'formats': b'%s%s%n%x%99999999d%',
    'quotes': b'"\\\',}]{<&',
    'formula': b'=cmd|calc!A1',
    'formula-plus': b'+1+1',
    'formula-at': b'@SUM(1)',
    'long': b'x' * 3000,
}

MAIL = b'''From: %(text)s <mailer-daemon@a.example>
Subject: %(text)s
Message-ID: <%(text)s@a.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

%(text)s
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; %(text)s
Original-Envelope-Id: %(text)s
X-%(text)s: y
X-A: %(text)s

Original-Recipient: rfc822; %(text)s@b.example
Final-Recipient: rfc822; %(text)s@b.example
Action: failed
Status: 5.1.1 (%(text)s)
Remote-MTA: %(text)s; %(text)s
Diagnostic-Code: %(text)s; 550 5.1.1 %(text)s
Final-Log-ID: %(text)s

--b
Content-Type: text/rfc822-headers

Subject: %(text)s
List-Id: %(text)s
--b--
'''

# The same by what is decoded: words of RFC 2047, xtext, quoted-printable.
DECODED = b'''From: mailer-daemon@a.example
Subject: =?utf-8?q?%(quoted)s?=
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status
Content-Transfer-Encoding: quoted-printable

Reporting-MTA: dns; =?utf-8?q?%(quoted)s?=

Original-Recipient: rfc822; a%(xtext)s@b.example
Final-Recipient: utf-8; a%(xtext)s@b.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 %(quoted)s =?utf-8?q?%(quoted)s?=
--b--
'''


def is_plain(character):
    """Whether a terminal shows it as itself and leaves it where it stands."""
    return unicodedata.category(character) not in ('Cc', 'Cf', 'Cs', 'Co', 'Zl', 'Zp')


def check_printed(output, what):
    text = output.decode('utf-8')
    tap.none([repr(c) for c in text if c != '\n' and not is_plain(c)], f'{what}: characters that are no plain text')
    check(not any(line.startswith('FAKE') for line in text.split('\n')), what, 'a line of its own')


def mails(text):
    yield MAIL.replace(b'%(text)s', text)
    quoted = b''.join(b'=%02X' % byte for byte in text[:30])
    xtext = b''.join(b'+%02X' % byte for byte in text[:30])
    yield DECODED.replace(b'%(quoted)s', quoted).replace(b'%(xtext)s', xtext)


def check_text(name, text):
    for number, mail in enumerate(mails(text)):
        path = tap.scratch(f'{name}-{number}.eml', mail)
        for words in (('--all',), ('--all', '--verbose'), ('--all', '--json')):
            result = dsn('parse', *words, path)
            equal(result.returncode, 0, result.stderr)
            check_printed(result.stdout, words)
            check_printed(result.stderr, words)
        lines = result.stdout.splitlines()
        equal(len(lines), 1, 'lines of JSON')
        equal(json.loads(lines[0])['type'], 'report')
        equal(result.stdout.count(b'\n'), 1, 'line ends of JSON')
        for words in ((), ('--json',)):
            result = dsn('explain', *words, '-f', path)
            check_printed(result.stdout, ('explain', *words))
            check_printed(result.stderr, ('explain', *words))


for name_, text_ in TEXTS.items():
    add(name_, check_text, name_, text_)


@case
def text_comes_back_from_json():
    """Nothing is lost by making it safe: what is valid text is the same behind it."""
    for name, text in TEXTS.items():
        if name in ('no-utf-8', 'nul', 'return', 'tabs', 'long', 'separators', 'quotes'):
            continue  # is no text, or is no text of one line
        path = tap.scratch('a.eml', MAIL.replace(b'%(text)s', text))
        line = json.loads(dsn('parse', '--json', path).stdout)
        check(text.decode() in line['report']['subject'], name, repr(line['report']['subject']))


@case
def names_of_files():
    """Bytes of a name are never text for a terminal; in JSON they come back where they are valid."""
    with tempfile.TemporaryDirectory() as folder:
        for text in (b'a\nFAKE\n.eml', b'\x1b[2J.eml', b'\xff\xfe.eml', 'a\u202egnp.eml'.encode(), b'%s%n%99d.eml', b'-rf', b' .eml '):
            path = os.path.join(folder.encode(), text)
            with open(path, 'wb') as file:
                file.write(MAIL.replace(b'%(text)s', b'bob'))
            for words in ((), ('--verbose',), ('--json',)):
                result = dsn('parse', *words, path)
                equal(result.returncode, 0, result.stderr)
                check_printed(result.stdout, (text, words))
            line = json.loads(result.stdout)
            if text != b'\xff\xfe.eml':
                equal(line['source'].encode(), path, 'source')
            os.unlink(path)
            for words in ((), ('--json',)):
                result = dsn('parse', *words, path)
                equal(result.returncode, 2)
                check_printed(result.stdout, (text, words))
                check_printed(result.stderr, (text, words))
                equal(result.stderr.count(b'\n'), 1, f'lines about {text}')


@case
def cells_are_no_formulas():
    """Where there is CSV: a cell that a spreadsheet would compute, or a line break in one."""
    if b'--csv' not in dsn('parse', '--help').stdout:
        raise tap.Skip('there is no CSV')
    for name, text in TEXTS.items():
        path = tap.scratch('a.eml', MAIL.replace(b'%(text)s', text))
        output = dsn('parse', '--csv', path).stdout
        check_printed(output.replace(b'\r\n', b'\n'), name)
        rows = list(csv.reader(io.StringIO(output.decode('utf-8'), newline='')))
        check(len(rows) == 2 and len(rows[0]) == len(rows[1]), name, 'rows and cells', [len(row) for row in rows])
        tap.none([cell for cell in rows[1] if cell[:1] in '=+-@\t\r' and cell[:1]], f'{name}: formulas')


tap.run()
