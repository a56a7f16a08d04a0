#!/usr/bin/env python3
"""test-ceilings.py: floods, bombs and depths through the command: each ends soon, in little memory, with a report or a
defect. With DSN_CEILINGS=long in the sizes that attackers would take."""
import itertools
import os
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ceilings  # pylint: disable=wrong-import-position
from ceilings import LONG, MIB, Cost, numbered, repeat, scaled, tap  # pylint: disable=wrong-import-position
from tap import add, check, equal  # pylint: disable=wrong-import-position

STATUS = b'Content-Type: message/delivery-status\n\n'
BOB = b'Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n'
MIXED = b'Content-Type: multipart/mixed; boundary=b\n\n'
SYSTEM = b'From: mailer-daemon@a.example\nSubject: Undeliverable\n'
HTML = SYSTEM + b'Content-Type: text/html\n\n<p>bob@b.example: 550 5.1.1 no\n'
BIG = 1024 * MIB if LONG else 50 * MIB


def nested(count):
    """Multiparts in multiparts, none of them closed."""
    return numbered(b'Content-Type: multipart/mixed; boundary=b%d\n\n', 0), (
        b'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' % (n, n) for n in range(count))


# A name; the pieces; what tells that a ceiling was hit: a defect, `recipients` (they were read all the same), or `error`
# (the line says that the message is too large).
ROWS = {
    'multiparts-100000-deep': (lambda: itertools.chain(*nested(100000)), 'too-deep'),
    'messages-100000-deep': (lambda: repeat(b'Content-Type: message/rfc822\n\n', 100000), 'too-deep'),
    'headers': (lambda: [*numbered(b'X-%d: y\n', scaled(1000000)), b'\nx\n'], 'too-many-headers'),
    'header-line': (lambda: itertools.chain([b'Subject: '], repeat(b'x' * 1024, BIG // 1024), [b'\n\nx\n']),
                    'error' if LONG else 'header-too-long'),
    'body-line': (lambda: itertools.chain([STATUS, BOB, b'X: '], repeat(b'x' * 1024, BIG // 1024), [b'\n']),
                  'error' if LONG else 'field-too-long'),
    'parts': (lambda: itertools.chain([MIXED], repeat(b'--b\n\n', scaled(1000000))), 'too-many-parts'),
    'digest-parts': (lambda: itertools.chain([MIXED.replace(b'mixed', b'digest')], repeat(b'--b\n\n\n', scaled(1000000))),
                     'too-many-parts'),
    'boundaries-open': (lambda: itertools.chain(nested(31)[1], [b'\n'], repeat(b'--b3\n--b30x\n', scaled(2000000))),
                        'too-many-parts'),
    'hyphens': (lambda: itertools.chain(nested(1000)[1], repeat(b'--\n', scaled(8000000))), 'too-deep'),
    'recipients': (lambda: itertools.chain([STATUS, b'Reporting-MTA: dns; a\n\n'], numbered(
        b'Final-Recipient:rfc822;u%07d@b.example\nAction:failed\n\n', scaled(1000000))), 'too-many-recipients'),
    'param-pieces': (lambda: itertools.chain([MIXED[:-2]], numbered(b';\n boundary*%d*=%%41', scaled(1000000)), [b'\n\nx\n']),
                     None),
    'encoded-words-open': (lambda: itertools.chain([b'Subject: '], repeat(b'=?utf-8?b?aaa ', scaled(4000000)), [b'\n\nx\n']),
                           None),
    'encoded-words': (lambda: itertools.chain([STATUS, BOB, b'Diagnostic-Code: smtp; 550 '],
                                              repeat(b'=?utf-8?q?=41?=\n ', scaled(3000000)), [b'\n']), 'recipients'),
    'base64': (lambda: itertools.chain([STATUS[:-1], b'Content-Transfer-Encoding: base64\n\n'], repeat(b'QTog', scaled(16000000))),
               'decoded-too-big' if LONG else None),
    'charset-name': (lambda: itertools.chain([b'Subject: =?'], repeat(b'x' * 1024, 4200), [b'?q?a?=\n\nx\n']), None),
    'charset-param': (lambda: itertools.chain([STATUS[:-2], b'; charset='], repeat(b'x' * 1024, 4200), [b'\n\n', BOB]), None),
    'charset-escapes': (lambda: itertools.chain([SYSTEM, b'Content-Type: text/plain; charset=iso-2022-jp\n\n'],
                                                repeat(b'\x1b$B\x1b(B', scaled(8000000))), 'notice-too-long' if LONG else None),
    'charset-utf-7': (lambda: itertools.chain([SYSTEM, b'Content-Type: text/plain; charset=utf-7\n\n'],
                                              repeat(b'+AGE-', scaled(8000000))), 'notice-too-long'),
    'html-open-tags': (lambda: itertools.chain([HTML], repeat(b'<div>', 100000)), 'recipients'),
    'html-entities': (lambda: itertools.chain([HTML], repeat(b'&#x10FFFF;', scaled(5000000))), 'notice-too-long'),
    'diagnostic': (lambda: itertools.chain([STATUS, BOB, b'Diagnostic-Code: smtp; 550 '], repeat(b'5.1.1 no ', 900000), [b'\n']),
                   'field-too-long'),
    'comments-in-to': (lambda: itertools.chain([b'To: '], repeat(b'(', 1000000), [b'\n', STATUS, BOB]), 'recipients'),
    'comments-in-address': (lambda: itertools.chain([STATUS, b'Final-Recipient: rfc822; ', b'(' * 60000, b'bob@b.example',
                                                     b')' * 60000, b'\nAction: failed\n']), None),
    'groups-in-to': (lambda: itertools.chain([b'To: '], repeat(b'a:', 500000), [b'\n', STATUS, BOB]), 'recipients'),
    'idn': (lambda: itertools.chain([STATUS, b'Final-Recipient: utf-8; a@'], repeat('\u00fc\u00df.'.encode(), 200000),
                                    [b'example\nAction: failed\n']), 'recipients'),
    'idn-one-label': (lambda: itertools.chain([STATUS, b'Final-Recipient: utf-8; a@'], repeat('\u6f22'.encode(), 400000),
                                              [b'.example\nAction: failed\n']), 'recipients'),
    'newlines': (lambda: repeat(b'\n', scaled(60000000)), None),
    'returns': (lambda: repeat(b'\r', scaled(60000000)), None),
    'nuls': (lambda: itertools.chain([STATUS, BOB], repeat(b'\0', scaled(60000000))), 'recipients'),
}


def check_row(name, pieces, sign):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'mail')
        size = ceilings.write(path, pieces())
        cost = Cost(path)
        cost.check_cheap(name, size)
    equal(len(cost.lines), 1, 'lines')
    line = cost.lines[0]
    if sign == 'error':
        equal((line['type'], cost.status), ('error', 2), 'a message that is too large')
    elif sign == 'recipients':
        check(line.get('recipients'), 'nobody was read of', str(line)[:500])
    else:
        check(line['type'] in ('report', 'other'), str(line)[:500])
        check(line['type'] == 'report' or line.get('defects'), 'neither a report nor a defect')
        check(sign is None or sign in cost.defects(), sign, 'is not among', cost.defects())


for row, (make, told) in ROWS.items():
    add(row, check_row, row, make, told)


def fill(pipe, pieces):
    try:
        for piece in pieces:
            pipe.write(piece)
        pipe.close()
    except BrokenPipeError:
        pass


@tap.case
def a_pipe_is_bounded():
    """More than a message may have, through standard input: refused, and told."""
    size = 1200 * MIB if LONG else 80 * MIB
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, 'rb') as source, os.fdopen(write_end, 'wb') as sink:
        writer = threading.Thread(target=fill, args=(sink, repeat(b'x' * 1023 + b'\n', size // 1024)))
        writer.start()
        cost = Cost('-', stdin=source)
        source.close()
        writer.join()
    cost.check_cheap('a pipe', size)
    equal([line['type'] for line in cost.lines], ['error'])
    equal(cost.status, 2)


@tap.case
def a_gzip_bomb_is_bounded():
    """A thousand times its size when unpacked: so long as compressed files are read at all."""
    with tempfile.TemporaryDirectory() as folder:
        small, path = os.path.join(folder, 'a.eml.gz'), os.path.join(folder, 'mail.mbox.gz')
        for name, pieces in ((small, [STATUS, BOB]), (path, [STATUS, BOB, *repeat(b'\0' * 1024, 200 * 1024)])):
            with open(name, 'wb') as out, subprocess.Popen(['gzip', '-9'], stdin=subprocess.PIPE, stdout=out) as gzip:
                fill(gzip.stdin, pieces)
        if not [line for line in Cost(small).lines if line['type'] == 'report']:
            raise tap.Skip('compressed files are not read')
        cost = Cost(path)
        cost.check_cheap('gzip', 200 * MIB)
        check(ceilings.SANITIZED or cost.memory < 192 * MIB, cost.memory)
        equal(len(cost.lines), 1, 'lines')


@tap.case
def many_messages_in_an_mbox():
    """Each of them comes out, and memory is not that of all reports."""
    count = scaled(1000000)
    mail = b'From a@b.example Tue Mar  4 07:15:32 2025\n' + STATUS + BOB + b'\n'
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'mbox')
        size = ceilings.write(path, repeat(mail, count))
        result = subprocess.run(f'"{tap.TOOL}" parse --json "{path}" | wc -l', shell=True, capture_output=True, check=True,
                                timeout=900)
    equal(int(result.stdout), count, f'lines of {size} bytes')


tap.run()
