#!/usr/bin/env python3
"""test-dangers.py: a row for each input that is known to break GMime 3.2.13, and for each limit of DsnLimits one step
below, at and above it: through the command, on a small stack."""
import base64
import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ceilings  # pylint: disable=wrong-import-position
from ceilings import MIB, Cost, repeat, tap  # pylint: disable=wrong-import-position
from tap import add, check, equal  # pylint: disable=wrong-import-position

STATUS = b'Content-Type: message/delivery-status\n\n'
BOB = b'Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n'
REPORT = b'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n'
PART = b'--b\n' + STATUS + BOB
FROM = b'From a@b.example Tue Mar  4 07:15:32 2025\n'
LARGE = b'x' * 5 * MIB


def nest(count):
    return b''.join(b'Content-Type: multipart/mixed; boundary=n%d\n\n--n%d\n' % (n, n) for n in range(count))


def encoded(kind):
    inner = base64.encodebytes(b'Subject: a\n' + REPORT + PART + b'--b--\n')
    return b'Subject: a\nContent-Type: ' + kind + b'\nContent-Transfer-Encoding: base64\n\n' + inner


# What breaks GMime; mail; how many messages with bob as their recipient come out of it.
DANGERS = {
    'nested-groups-in-to': (b'To: ' + b'a:' * 40000 + b'\n' + STATUS + BOB, 1),
    'nested-groups-in-recipient': (STATUS + BOB + b'Original-Recipient: rfc822; ' + b'a:' * 30000 + b'\n', 1),
    'charset-in-a-word': (b'Subject: =?' + LARGE + b'?q?a?=\n' + STATUS + BOB, 1),
    'charset-in-a-diagnostic': (STATUS + BOB + b'Diagnostic-Code: smtp; =?' + LARGE + b'?q?a?=\n', 1),
    'charset-parameter': (STATUS[:-2] + b'; charset=' + LARGE + b'\n\n' + BOB, 0),
    'charset-of-rfc-2231': (b'Content-Type: multipart/report; boundary*=' + b'x' * 15000 + b"''b\n\n" + PART, 1),
    'words-not-closed': (b'Subject: ' + b'=?utf-8?b?aaa ' * 80000 + b'\n' + STATUS + BOB, 1),
    'multiparts-1000-deep-and-hyphens': (nest(1000) + b'\n' + b'--\n' * 700000, 0),
    'parameter-of-70-bytes': (b'Content-Type: multipart/report; ' + b'p' * 70 + b'="\xc3\xa4"; boundary=b\n\n' + PART, 1),
    'from-in-an-mbox': (FROM + STATUS + BOB + b'\nFrom here on\n\n' + FROM + b'x' * 70000 + b'\n\n' + FROM + STATUS + BOB, 2),
    'content-length-too-long': (FROM + b'Content-Length: 99999\n' + STATUS + BOB + b'\n' + FROM + STATUS + BOB, 2),
    'content-length-too-short': (FROM + b'Content-Length: 3\n' + STATUS + BOB + b'\n' + FROM + STATUS + BOB, 2),
    'field-name-of-5-kb': (b'N' * 5000 + b': x\n' + STATUS + BOB, 1),
    'line-without-colon-of-5-kb': (b'Subject: a\n' + b'n' * 5000 + b'\n' + STATUS + BOB, 1),
    'junk-before-the-header': (b'junk\n' + STATUS + BOB, 1),
    'boundary-of-5-kb': (b'Subject: s\nContent-Type: multipart/report; boundary=' + b'b' * 5000 + b'\n\n--' + b'b' * 5000 + b'\n' + STATUS + BOB, 0),
    'parts': (REPORT + PART + b'--b\n\n' * 1000000, 1),
    'digest-parts': (b'Content-Type: multipart/digest; boundary=b\n\n' + b'--b\n\n\n' * 1000000, 0),
    'headers': (b'A: b\n' * 1000000 + b'\nx\n', 0),
    'no-boundary': (b'Content-Type: multipart/report; report-type=delivery-status\n\n' + LARGE + b'\n' + PART, 1),
    'prologue': (REPORT + LARGE + b'\n' + PART, 1),
    'epilogue': (REPORT + PART + b'--b--\n' + LARGE, 1),
    'header-line': (b'Subject: ' + LARGE * 4 + b'\n' + STATUS + BOB, 1),
    'messages-2000-deep': (b'Content-Type: message/rfc822\n\n' * 2000 + STATUS + BOB, 0),
    'leading-blank-line': (b'\n' + STATUS + BOB, 1),
    'byte-order-mark': (b'\xef\xbb\xbf' + STATUS + BOB, 1),
    'returns-only': ((b'Subject: a\n' + STATUS + BOB).replace(b'\n', b'\r'), 1),
    'nul-in-a-header': (b'Subject: a\0b\nX-\0: y\n' + STATUS + BOB, 1),
    'base64-message': (encoded(b'message/rfc822'), 1),
    'base64-global': (encoded(b'message/global'), 1),
}


def run(name, pieces):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'mail')
        size = ceilings.write(path, pieces)
        cost = Cost(path)
        cost.check_cheap(name, size)
    return cost


def bobs(cost):
    return sum(r['address'] == 'bob@b.example' for line in cost.lines for r in line.get('recipients', ()))


def check_danger(name, mail, count):
    cost = run(name, [mail])
    check(cost.lines, 'no line')
    check(cost.status in (0, 1), 'exit status', cost.status, cost.error)
    for line in cost.lines:
        check(line['type'] in ('report', 'other'), str(line)[:300])
        check(line['type'] == 'report' or line.get('defects') or line.get('report'), 'silence', str(line)[:300])
    equal(bobs(cost), count, 'messages that tell of bob')


for danger, (text, expected) in DANGERS.items():
    add(danger, check_danger, danger, text, expected)


def up_to(head, size, tail=b''):
    return [head, b'x' * (size - len(head) - len(tail)), tail]


def deep(n):
    inner = nest(n - 2)
    return [REPORT, PART, b'--b\n', inner, b'\nleaf\n', *(b'--n%d--\n' % i for i in range(n - 3, -1, -1)), b'--b--\n']


def field(n):
    """A field whose body has so many bytes."""
    return [STATUS, BOB, b'Diagnostic-Code:', b'smtp; 550 ', b'x' * (n - 10), b'\n']


TOP = b'Subject: s\nContent-Type: message/delivery-status\n'

# The limit as src/base/dsn-limits.h tells it; the defect; mail of so many.
LIMITS = {
    'message_size': (64 * MIB, 'error', lambda n: up_to(REPORT + PART + b'--b--\n', n)),
    'parts': (1000, 'too-many-parts', lambda n: [REPORT, PART, b'--b\n\nx\n' * (n - 2), b'--b--\n']),
    'depth': (32, 'too-deep', deep),
    'headers': (10000, 'too-many-headers', lambda n: [TOP, b'X: y\n' * (n - 2), b'\n', BOB]),
    'header_size': (MIB, 'header-too-long', lambda n: [TOP, b'X:', b'x' * n, b'\n\n', BOB]),
    'boundary_size': (1024, 'boundary-too-long', lambda n: [
        REPORT.replace(b'boundary=b', b'boundary=' + b'b' * n), b'--', b'b' * n, b'\n', STATUS, BOB, b'--', b'b' * n, b'--\n']),
    'value_size': (16 * 1024, 'field-too-long', lambda n: [b'Subject:', b'x' * n, TOP[10:], b'\n', BOB]),
    'fields': (1000, 'too-many-fields', lambda n: [TOP, b'\n', BOB, b'X: y\n' * (n - 3)]),
    'field_size': (64 * 1024, 'field-too-long', field),
    'recipients': (10000, 'too-many-recipients', lambda n: [TOP, b'\nReporting-MTA: dns; a\n', *repeat(b'\n' + BOB, n)]),
    'notice_size': (MIB, 'notice-too-long', lambda n: [
        b'From: MAILER-DAEMON@a.example\nSubject: failure notice\n\n',
        *up_to(b'Hi. This is the qmail-send program at a.example.\n\n<bob@b.example>:\nno\n\n', n)]),
    'decoded_size': (16 * MIB, 'decoded-too-big', lambda n: [
        TOP, b'Content-Transfer-Encoding: quoted-printable\n\n', *up_to(BOB + b'X: ', n)]),
    'defects': (100, 'too-many-defects', lambda n: [
        REPORT, b'--b\n', STATUS, b'Reporting-MTA: dns; a\n\n', BOB, b'Action: failed\n' * n, b'--b--\n']),
}


def check_limit(name, limit, defect, make):
    for n in (limit - 1, limit, limit + 1):
        cost = run(f'{name} of {n}', make(n))
        equal(len(cost.lines), 1, 'lines')
        if defect == 'error':
            equal(cost.lines[0]['type'] == 'error', n > limit, f'{n}: an error')
        else:
            equal(defect in cost.defects(), n > limit, f'{n}: {defect} among {sorted(cost.defects())}')
        if n <= limit:
            check(bobs(cost) > 0, 'bob is missing', n)


for limit_name, row in LIMITS.items():
    add('limit-' + limit_name.replace('_', '-'), check_limit, limit_name, *row)


@tap.case
def every_limit_has_a_row():
    header = tap.source('src', 'base', 'dsn-limits.h')
    members = [line.split()[1].rstrip(';') for line in header.splitlines() if line.startswith(('  guint ', '  gsize '))]
    equal(sorted(members), sorted(LIMITS))
    page = tap.source('docs', 'security.md')
    for name, row in LIMITS.items():
        defect = 'message-too-big' if row[1] == 'error' else row[1]
        value = next(f'{row[0] // unit:,}{word}' for unit, word in ((MIB, ' MiB'), (1024, ' KiB'), (1, ''))
                     if row[0] % unit == 0 and row[0] >= unit)
        check(f'| `{name}` | {value}' in page and f'| `{defect}` |' in page, 'docs/security.md does not have', name, value)


tap.run()
