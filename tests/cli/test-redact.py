#!/usr/bin/env python3
"""test-redact.py: dsn redact: who is named nowhere any more, and what is read as before."""
import base64
import collections
import email
import email.header
import glob
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..'), os.path.join(HERE, '..', '..', 'src', 'redact')]
import tap  # pylint: disable=wrong-import-position
from tap import case, check, dsn, equal
import words as redact_words  # pylint: disable=wrong-import-position

CORPUS = os.path.join(tap.ROOT, 'corpus')
BOUNCE = os.path.join(CORPUS, 'rfc3464', 'user-unknown.eml')
PROTOCOL = set(redact_words.PROTOCOL.split())
# Reports that are no text (TNEF).
OTHERWISE = {'exchange/tnef-delivered', 'exchange/tnef-ms-mail', 'exchange/tnef-ndr'}


def read(*paths, stdin=b''):
    out = dsn('parse', '--json', '--all', *paths, stdin=stdin)
    return [json.loads(line) for line in out.stdout.splitlines()]


def redact(message, *options, status=0):
    out = dsn('redact', '--key=k', *options, stdin=message)
    equal(out.returncode, status, out.stderr)
    return out.stdout


def gist(report):
    """What has to stay."""
    return ([report.get(key) for key in ('kind', 'format', 'generator')],
            [(r.get('action'), r.get('status'), r['verdict']['category']) for r in report.get('recipients', [])])


def split(text):
    """The words of a text that could name somebody."""
    return {word for word in re.findall(r'[^\W_]+', re.sub('[+=%](?:2[0-9BDE]|3D|40|5F)', ' ', text or '').lower())
            if len(word) > 2 and not (word.isdigit() and len(word) < 5) and word not in PROTOCOL}


def secrets(report):
    """Who and what is named: local parts, labels of domains, ids, words of the subject."""
    found = set()
    for one in report.get('recipients', []):
        for key in ('address', 'address_ascii', 'final_recipient', 'original_recipient', 'remote_mta', 'final_log_id'):
            found |= split(one.get(key))
    for key in ('reporting_mta', 'received_from_mta', 'original_envelope_id'):
        found |= split(report.get(key))
    for key in ('from', 'to', 'subject', 'message_id', 'list_id'):
        found |= split(report.get('original', {}).get(key))
    for key in ('to', 'message_id'):
        found |= split(report['report'].get(key))
    return found


def escapes(text):
    """xtext (RFC 3461), `=40` and `%40`."""
    for sign in '+=%':
        yield re.sub(re.escape(sign) + '([0-9A-F]{2})', lambda match: chr(int(match[1], 16)), text)


def forms(message):
    """A message in every form that a word may be read in."""
    yield message.decode('latin-1')
    yield message.decode('utf-8', 'replace')
    for part in email.message_from_bytes(message).walk():
        for _, value in part.items():
            try:
                yield ''.join(piece.decode(charset or 'latin-1', 'replace') if isinstance(piece, bytes) else piece
                              for piece, charset in email.header.decode_header(value))
            except (LookupError, email.errors.HeaderParseError):
                yield str(value)
        if not part.is_multipart():
            body = part.get_payload(decode=True) or b''
            for charset in ('latin-1', 'utf-8', part.get_content_charset() or 'utf-8'):
                try:
                    yield body.decode(charset, 'replace')
                except LookupError:
                    pass


def leaks(report, message, kept):
    """Words of an original that stand in what was made of it."""
    there = set()
    for text in forms(message):
        there |= split(text)
        for other in escapes(text):
            there |= split(other)
    return (secrets(report) - kept) & there


def addresses_of(message):
    return set(re.findall(rb'(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])', message))


def is_reserved(address):
    return address.startswith((b'192.0.2.', b'198.51.100.', b'203.0.113.'))


def kept_of(stderr):
    """What the command says that it kept, by message."""
    kept = collections.defaultdict(set)
    for line in stderr.decode().splitlines():
        match = re.match(r"dsn: '(.*)', message (\d+): kept, since its verdict rests on it: (.*)", line)
        if match:
            for word in re.findall(r"'([^']*)'", match[3]):
                kept[int(match[2])] |= split(word)
    return kept


def check_folder(paths, otherwise):
    """Each message is read as before, and names nobody whom it named."""
    with tempfile.TemporaryDirectory(dir=tap.SCRATCH.name) as there:
        out = dsn('redact', '--key=k', '-o', there, *paths)
        check(out.returncode in (0, 1), out.stderr)
        kept = kept_of(out.stderr)
        before, after = read(*paths), read(there)
        equal(len(after), len(before))
        faults = []
        for number, (report, made) in enumerate(zip(before, after), 1):
            name = os.path.relpath(paths[number - 1], CORPUS).removesuffix('.eml')
            message = tap.read(os.path.join(there, f'{number:06}.eml'))
            if gist(report) != gist(made) and name not in otherwise:
                faults.append(f'{name}: {gist(report)} became {gist(made)}')
            found = leaks(report, message, kept[number])
            if found:
                faults.append(f'{name}: still names {sorted(found)}')
            if not all(is_reserved(address) or max(map(int, address.split(b'.'))) > 255 for address in addresses_of(message)):
                faults.append(f'{name}: {sorted(addresses_of(message))}')
        tap.none(faults, f'of {len(before)} messages')


@case
def structure():
    """Parts, types, encodings and boundaries stay what they are, and so do lines."""
    for name in ('rfc3464/user-unknown', 'tolerated/base64-report', 'exchange/365-html-only', 'tolerated/cr-line-ends'):
        path = os.path.join(CORPUS, name + '.eml')
        if not os.path.exists(path):
            continue
        before, after = (email.message_from_bytes(m) for m in (tap.read(path), redact(tap.read(path))))
        equal([(p.get_content_type(), p.get('Content-Transfer-Encoding'), p.get_content_charset()) for p in after.walk()],
              [(p.get_content_type(), p.get('Content-Transfer-Encoding'), p.get_content_charset()) for p in before.walk()], name)
    crlf = tap.read(BOUNCE).replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')
    out = redact(crlf)
    equal(out.count(b'\n'), out.count(b'\r\n'))
    equal(out.count(b'\n'), crlf.count(b'\n'))


SECRET = b'''From: MAILER-DAEMON@mx.zorg.test
To: list-quentin=zorg.test@lists.zorg.test
Subject: Undelivered Mail Returned to Sender
Message-ID: <Q1W2E3@mx.zorg.test>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="zorg.test/Q1W2E3"

--zorg.test/Q1W2E3
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

%s
--zorg.test/Q1W2E3
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.zorg.test
Original-Envelope-Id: Q1W2E3

Original-Recipient: rfc822; quentin+40zorg.test
Final-Recipient: rfc822; quentin@zorg.test
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <quentin@zorg.test>: User unknown; 10.20.30.40

--zorg.test/Q1W2E3
Content-Type: message/rfc822

From: =?utf-8?q?Z=C3=BCrich_Bank?= <geheim@zorg.test>
To: quentin@zorg.test
Subject: =?utf-8?b?R2VoZWltZXIgUGxhbg==?= mailbox full
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Quen=
tin, der geheime Pl=E4ne kennt: user unknown
--zorg.test/Q1W2E3--
'''


@case
def every_form():
    """Who is named in base64, quoted-printable, encoded words, HTML, VERP and xtext is named in none of them."""
    html = '<p>Z\u00fcrich <a href="mailto:quentin@zorg.test">quentin</a> geheim</p>'.encode()
    message = SECRET % base64.b64encode(html)
    out = redact(message)
    for text in forms(out):
        found = split(text) & {'quentin', 'zorg', 'q1w2e3', 'z\u00fcrich', 'bank', 'geheim', 'geheimer', 'geheime', 'pl\u00e4ne', 'plan', 'kennt'}
        check(not found, found, out)
    check(b'10.20.30.40' not in out and b'user unknown' not in out.split(b'message/rfc822')[1].lower(), out)
    [before], [after] = read('-', stdin=message), read('-', stdin=out)
    equal(gist(after), gist(before))
    equal(after['recipients'][0]['verdict']['evidence'].get('wording'), before['recipients'][0]['verdict']['evidence'].get('wording'))
    check(out.count(after['recipients'][0]['address'].split('@')[0].encode()) >= 4, 'one name for one person', out)
    check(after['original']['subject'] != before['original']['subject'] and '\ufffd' not in after['original']['subject'], after)


@case
def keys():
    """The same key gives the same, another one another, and without one chance decides."""
    message = tap.read(BOUNCE)
    equal(redact(message), redact(message))
    check(redact(message) != redact(message, '--key=other'))
    check(dsn('redact', stdin=message).stdout != dsn('redact', stdin=message).stdout)


@case
def mailboxes():
    """An mbox stays one; several files become one; a folder gets files."""
    message = tap.read(BOUNCE).replace(b'\r\n', b'\n')
    mbox = b''.join(b'From quentin@zorg.test Tue Mar  4 07:15:32 2025\n' + message + b'\n' for _ in range(3))
    out = redact(mbox)
    equal(out.count(b'\nFrom ') + out.startswith(b'From '), 3)
    check(b'quentin' not in out and b'Tue Mar  4 07:15:32 2025' in out, out)
    equal(len(read('-', stdin=out)), 3)
    path = tap.scratch('three.mbox', mbox)
    out = dsn('redact', '-q', path, BOUNCE)
    equal((out.returncode, len(read('-', stdin=out.stdout))), (0, 4))
    with tempfile.TemporaryDirectory(dir=tap.SCRATCH.name) as there:
        equal(dsn('redact', '-q', '-o', there, path).returncode, 0)
        equal(sorted(os.listdir(there)), ['000001.eml', '000002.eml', '000003.eml'])
        check(not tap.read(os.path.join(there, '000001.eml')).startswith(b'From '))
        equal(dsn('redact', '-q', '-o', there, path).returncode, 2)


@case
def tells_what_it_kept():
    """What had to stay is told, unless it is not to be."""
    message = SECRET.replace(b'quentin', b'full').replace(b'5.1.1', b'5.0.0').replace(b'User unknown', b'mailbox is full') % b''
    loud, quiet = (dsn('redact', '-k', 'k', *options, stdin=message) for options in ((), ('-q',)))
    equal(loud.stdout, quiet.stdout)
    equal(quiet.stderr, b'')
    check(b"kept, since its verdict rests on it: 'full'" in loud.stderr, loud.stderr)


@case
def odd_input():
    """Nothing is too odd, and nothing is lost without a word."""
    for message in (b'', b'\n', b'\0\xff' * 1000, b'Subject: ' + b'=?utf-8?q?' * 1000, b'a' * 300000, b'<' * 100000, b'.a' * 100000,
                    b'Content-Type: multipart/mixed; boundary=b\n\n' + b'--b\n' * 3000):
        out = dsn('redact', '-k', 'k', stdin=message)
        check(out.returncode in (0, 1), out.stderr[:300])
        check(len(out.stdout) >= len(message) // 2, len(out.stdout), message[:40])
    out = dsn('redact', 'nosuch.eml', BOUNCE)
    equal(out.returncode, 2)
    check(b'cannot read' in out.stderr and len(out.stdout) > 500, out.stderr)
    equal(dsn('redact', '--seed=1', BOUNCE).returncode, 2)


@case
def streams():
    """A closed pipe ends it quietly; a full disk is told."""
    many = tap.scratch('many.mbox', (b'From a@b.example Tue Mar  4 07:15:32 2025\n' + tap.read(BOUNCE) + b'\n') * 100)
    with subprocess.Popen([tap.TOOL, 'redact', '-q', many], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL)) as process:
        process.stdout.read(10)
        process.stdout.close()
        error = process.stderr.read()
        equal((process.wait(timeout=tap.TIMEOUT), error), (-signal.SIGPIPE, b''))
    with open('/dev/full', 'wb') as full:
        out = dsn('redact', '-q', BOUNCE, stdout=full)
        equal((out.returncode, out.stderr.count(b'cannot write the output')), (2, 1), out.stderr)


for folder in sorted({os.path.dirname(path) for path in glob.glob(os.path.join(CORPUS, '*', '*.eml'))}):
    tap.add('corpus-' + os.path.basename(folder), check_folder, sorted(glob.glob(os.path.join(folder, '*.eml'))), OTHERWISE)

BENCH = os.path.join(os.environ.get('DSN_SHARED', os.path.join(tap.ROOT, 'shared')), 'bench', 'mail')
if os.path.isdir(BENCH):
    # A header that is no header names somebody in a way that no reader of mail sees.
    tap.add('bench', check_folder, sorted(path for path in glob.glob(os.path.join(BENCH, '*.eml')) if 'malformed-019' not in path), ())

tap.run()
