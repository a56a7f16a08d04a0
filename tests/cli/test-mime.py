#!/usr/bin/env python3
"""test-mime.py: dsn mime looks into any message, and what it writes hurts nobody."""
import base64
import email
import json
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from mime_mail import GRUSS, LETTER, attachment, check_printed, is_plain, mime, one  # pylint: disable=wrong-import-position
from tap import add, case, check, dsn, equal  # pylint: disable=wrong-import-position

MBOX = os.path.join(tap.ROOT, 'corpus', 'mailboxes', 'dovecot.mbox')


# What is read.

@case
def tree():
    parts = one('tree', LETTER)['parts']
    equal([(part['path'], part['content_type'], part['depth']) for part in parts],
          [('0', 'multipart/mixed', 0), ('1', 'text/plain', 1), ('2', 'multipart/alternative', 1), ('2.1', 'text/plain', 2),
           ('2.2', 'text/html', 2), ('3', 'message/rfc822', 1), ('3.0', 'multipart/mixed', 2), ('3.1', 'application/pdf', 3),
           ('4', 'application/octet-stream', 1)])
    text = tap.read(LETTER)
    for part in parts:
        header = text[part['header_offset']:part['header_offset'] + part['header_size']]
        body = text[part['body_offset']:part['body_offset'] + part['body_size']]
        check(part['header_size'] == 0 or b': ' in header.split(b'\n')[0], part, header)
        equal(len(body), part['body_size'])
        check(part['content_type'] != 'text/html' or body == b'<p>', body)
    last = parts[-1]
    equal((last['name'], last['encoding'], last['body_size'], last['decoded_size']), ('data.bin', 'base64', 4, 3))
    equal(text[last['body_offset']:last['body_offset'] + 4], b'AAH/')


@case
def tree_as_text():
    out = mime('tree', LETTER).stdout.decode()
    for words in ('9 parts', '2.1  text/plain', '"data.bin"', 'iso-8859-1, quoted-printable, 9 bytes'):
        check(words in out, words, out)
    check(max(map(len, out.splitlines()[1:])) <= 80, out)


@case
def defects_are_told():
    bad = tap.scratch('bad.eml', b'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n')
    check(b'boundary-not-closed' in mime('tree', bad).stdout)
    equal([defect['id'] for defect in one('tree', bad)['defects']], ['boundary-not-closed'])
    check('defects' not in one('tree', LETTER))


@case
def headers():
    check(mime('headers', LETTER).stdout.startswith('From: Jörg <joerg@a.example>\nSubject: Grüße again\nSubject: two\n'.encode()))
    equal(mime('headers', '-f', 'subject', LETTER).stdout, f'{GRUSS} again\ntwo\n'.encode())
    equal(mime('headers', '-f', 'from', '-f', 'SUBJECT', '-f', 'x', LETTER).stdout.count(b': '), 3)
    equal(mime('headers', '-f', 'subject', '--raw', LETTER).stdout,
          b'Subject: =?iso-8859-1?q?Gr=FC=DFe?=\n again\nSubject: two\n')
    check(tap.read(LETTER).startswith(mime('headers', '--raw', LETTER).stdout))
    equal(mime('headers', '--part=3.0', '-f', 'Subject', LETTER).stdout, b'inside\n')
    equal(mime('headers', '--part=text/html', LETTER).stdout, b'Content-Type: text/html\n')
    line = one('headers', '-f', 'subject', '--raw', LETTER)
    equal((line['type'], line['path'], len(line['fields'])), ('headers', '0', 2))
    equal(line['fields'][0]['value'], f'{GRUSS} again')
    equal(line['fields'][0]['raw'], 'Subject: =?iso-8859-1?q?Gr=FC=DFe?=\n again')
    equal(tap.read(LETTER)[line['fields'][1]['offset']:][:12], b'Subject: two')


@case
def header_values_that_are_no_text():
    bad = tap.scratch('bad.eml', b'A: \xff\nB: ' + b'b' * 20000 + b'\n\n')
    line = one('headers', bad)
    equal([(defect['id'], defect['offset']) for defect in line['defects']], [('invalid-utf8', 0), ('field-too-long', 5)])


@case
def cat():
    equal(mime('cat', '1', LETTER).stdout, GRUSS.encode())
    equal(mime('cat', '1', '--keep-charset', LETTER).stdout, GRUSS.encode('latin-1'))
    equal(mime('cat', '1', '--raw', LETTER).stdout, b'Gr=FC=DFe')
    equal(mime('cat', '2.1', LETTER).stdout, b'plain')
    equal(mime('cat', 'TEXT/html', LETTER).stdout, b'<p>')
    equal(mime('cat', 'text/*', LETTER).stdout, GRUSS.encode())
    equal(mime('cat', '4', LETTER).stdout, b'\0\1\xff')
    equal(mime('cat', '3', LETTER).stdout, mime('cat', '--raw', '3', LETTER).stdout)
    equal(one('cat', '1', LETTER)['text'], GRUSS)
    equal(base64.b64decode(one('cat', '4', LETTER)['base64']), b'\0\1\xff')
    equal(one('cat', '1', '--raw', LETTER)['text'], 'Gr=FC=DFe')


@case
def a_part_that_is_a_message_is_one():
    inside = mime('cat', '3', LETTER).stdout
    equal([part['path'] for part in one('tree', stdin=inside)['parts']], ['0', '1'])
    equal(mime('headers', '-f', 'subject', stdin=inside).stdout, b'inside\n')


def check_charset(charset, body, expected, told):
    name = b'; charset=' + charset if charset else b''
    path = tap.scratch('charset.eml', b'Content-Type: text/plain' + name + b'\n\n' + body)
    result = mime('cat', '1', path)
    equal(result.stdout, expected)
    equal(bool(result.stderr), told, result.stderr)
    equal(mime('cat', '1', '--keep-charset', path).stdout, body)


for row in (
        ('charset-known', b'koi8-r', b'\xd4', 'т'.encode(), False),
        ('charset-missing', b'', b'\xd4', b'\xd4', True),
        ('charset-unknown', b'x-nosuch', b'abc', b'abc', True),
        ('charset-broken', b'utf-8', b'a\xffb', 'a\ufffdb'.encode(), True),
        ('charset-wide', b'utf-16le', b'a\0b\0', b'ab', False)):
    add(row[0], check_charset, *row[1:])


@case
def every_part_of_the_corpus_comes_back():
    """What tree tells is what cat gives: for each message, the last part."""
    for path in tap.some_of_the_corpus(40):
        path = os.path.join(tap.ROOT, path)
        part = one('tree', path)['parts'][-1]
        equal(len(mime('cat', '--keep-charset', part['path'], path).stdout), part['decoded_size'], path)


def walk(message):
    """The parts of a message as Python's own reader has them; it looks into reports, too, as if they were messages."""
    yield message
    if message.is_multipart() and (message.get_content_maintype() == 'multipart' or
                                   message.get_content_type() in ('message/rfc822', 'message/global')):
        for part in message.get_payload():
            yield from walk(part)


@case
def another_reader_sees_the_same_parts():
    """In what servers wrote, without defects: types and nesting."""
    rows = [line.split('\t') for line in tap.source('corpus', 'index.tsv').splitlines()]
    for path in [row[0] for row in rows if row[1] == 'server'][::5]:
        path = os.path.join(tap.ROOT, 'corpus', path)
        line = one('tree', path)
        theirs = walk(email.message_from_bytes(tap.read(path)))
        if 'defects' not in line:
            equal([part['content_type'] for part in line['parts']], [part.get_content_type() for part in theirs], path)


@case
def another_reader_decodes_the_same():
    """In what is encoded: the bytes behind it."""
    compared = 0
    for path in tap.files('corpus', '.eml'):
        path = os.path.join(tap.ROOT, path)
        text = tap.read(path)
        if b'Encoding: base64' not in text:
            continue
        theirs = list(walk(email.message_from_bytes(text)))
        for part, other in zip(one('tree', path)['parts'], theirs):
            if part['content_type'] != other.get_content_type():
                break
            if part['kind'] == 'leaf' and part.get('encoding') == 'base64' and not other.is_multipart():
                equal(mime('cat', '--keep-charset', part['path'], path).stdout, other.get_payload(decode=True), (path, part))
                compared += 1
    check(compared > 5, compared)


# Inputs.

@case
def standard_input():
    text = tap.read(LETTER)
    expected = mime('tree', LETTER).stdout.replace(LETTER.encode(), b'-', 1)
    equal(mime('tree', stdin=text).stdout, expected)
    equal(mime('tree', '-', stdin=text).stdout, expected)
    equal(mime('cat', '2.1', stdin=text).stdout, b'plain')
    equal(one('tree', stdin=b'')['defects'][0]['id'], 'empty-message')


@case
def a_terminal_is_not_waited_for():
    leader, follower = pty.openpty()
    try:
        for words in (('tree',), ('headers',), ('cat', '1'), ('parts',)):
            result = dsn('mime', *words, stdin=follower)
            equal((result.returncode, result.stdout), (2, b''), words)
            check(result.stderr.startswith(b'dsn: nothing to read'), result.stderr)
    finally:
        os.close(leader)
        os.close(follower)


@case
def an_mbox():
    every = tap.lines(dsn('parse', '--json', '--all', MBOX))
    result = mime('tree', '--json', MBOX)
    equal(json.loads(result.stdout)['offset'], 0)
    check(b'--offset' in result.stderr, result.stderr)
    for line in every[1:3]:
        result = mime('headers', '--json', '-f', 'subject', f'--offset={line["offset"]}', MBOX)
        equal(result.stderr, b'')
        found = json.loads(result.stdout)
        equal((found['offset'], found['fields'][0]['value']), (line['offset'], line['report']['subject']))
    alone = tap.scratch('alone.mbox', tap.read(MBOX)[:every[1]['offset']])
    equal(mime('tree', alone).stderr, b'', 'one message alone needs no choice')
    equal(mime('tree', '-q', MBOX).stderr, b'')
    equal(mime('tree', '--offset=1', MBOX, status=1).stdout, b'')
    equal(mime('tree', '--offset=0', LETTER, status=1).stdout, b'')


@case
def a_compressed_file():
    subprocess.run(['gzip', '-kf', LETTER], check=True)
    equal(mime('cat', '2.1', LETTER + '.gz').stdout, b'plain')


@case
def what_cannot_be_read():
    with tempfile.TemporaryDirectory() as folder:
        for path, why in ((os.path.join(folder, 'none'), 'No such file'), (folder, 'Is a directory')):
            for verb in (('tree',), ('headers',), ('cat', '1'), ('parts', '--to=' + folder)):
                result = mime(*verb, path, status=2)
                equal(result.stdout, b'')
                equal(result.stderr.count(b'\n'), 1)
                check(result.stderr.startswith(b"dsn: cannot read '") and why.encode() in result.stderr, result.stderr)
            line = json.loads(mime('tree', '--json', path, status=2).stdout)
            equal((line['type'], line['source']), ('error', path))
        huge = os.path.join(folder, 'huge')
        with open(huge, 'wb') as file:
            file.truncate((64 << 20) + 1)
        check(b'larger than' in mime('tree', huge, status=2).stderr)


# Usage.

@case
def nothing_such():
    for words in (('cat', '9'), ('cat', '1.0'), ('cat', 'image/png'), ('cat', 'x'), ('headers', '-p', '9'), ('headers', '-f', 'x'),
                  ('parts', '-p', '9'), ('parts', '-p', 'image/*')):
        result = mime(*words, LETTER, status=1)
        equal((result.stdout, result.stderr.count(b'\n')), (b'', 1), words)
        result = mime(*words, '-q', LETTER, status=1)
        equal((result.stdout, result.stderr), (b'', b''), words)


def check_wrong(*words):
    result = dsn('mime', *words)
    equal((result.returncode, result.stdout), (2, b''), words)
    equal(result.stderr.count(b'\n'), 2, words)
    check(result.stderr.endswith(b"see 'dsn mime --help'\n"), result.stderr)


for row in ([], ['tre', LETTER], ['cat'], ['tree', '--raw', LETTER], ['tree', '--to=x', LETTER], ['cat', '-f', 'x', '1', LETTER],
            ['headers', '--keep-charset', LETTER], ['headers', '-p', '1', '-p', '2', LETTER], ['parts', '--raw', LETTER],
            ['cat', '--raw', '--keep-charset', '1', LETTER], ['tree', LETTER, LETTER], ['tree', '--offset=x', LETTER],
            ['tree', '--offset=-1', LETTER], ['tree', '--nosuch', LETTER]):
    add('wrong-' + '-'.join(word for word in row if word != LETTER), check_wrong, *row)


@case
def quiet():
    for words in (('tree',), ('headers',), ('cat', '1'), ('cat', '4', '--json')):
        result = mime(*words, '--quiet', LETTER)
        equal((result.stdout, result.stderr), (b'', b''), words)


# Streams.

@case
def output_that_cannot_be_written():
    for words in (('tree',), ('headers',), ('cat', '1'), ('headers', '--raw')):
        with open('/dev/full', 'wb') as full:
            result = dsn('mime', *words, LETTER, stdout=full)
        equal(result.returncode, 2, words)
        equal(result.stderr.count(b'cannot write the output'), 1, result.stderr)


@case
def a_reader_that_goes():
    big = tap.scratch('big.eml', b'X: y\n\n' + b'x\n' * 500000)
    def ordinary():
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for words in (('cat', '1', big), ('headers', LETTER), ('tree', LETTER)):
        reader, writer = os.pipe()
        os.close(reader)
        result = dsn('mime', *words, stdout=writer, preexec_fn=ordinary)
        os.close(writer)
        equal((result.returncode, result.stderr), (-signal.SIGPIPE, b''), words)


def on_terminal(*words):
    """What arrives at a terminal."""
    leader, follower = pty.openpty()
    with subprocess.Popen([tap.TOOL, 'mime', *words], stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.PIPE) as process:
        os.close(follower)
        out = b''
        while select.select([leader], [], [], tap.TIMEOUT)[0]:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
        process.wait()
        process.stderr.read()
    os.close(leader)
    return out.replace(b'\r\n', b'\n')


HOSTILE = b'\x1b[2J\x9b31m\x07a\x08\0' + '\u202e\u009b\u2028'.encode() + b'\xff\tb\r\nFAKE\rc'


@case
def a_terminal_gets_what_is_printable():
    path = tap.scratch('hostile.eml', b'A: ' + HOSTILE.replace(b'\r\n', b'') + b'\nContent-Type: text/plain; charset=x\n\n' + HOSTILE)
    for words in (('cat', '1'), ('cat', '1', '--raw'), ('cat', '1', '--keep-charset'), ('headers', '--raw'), ('headers',), ('tree',),
                  ('cat', '1', '--json')):
        out = on_terminal(*words, '--color=never', path)
        check(out, words, 'nothing came')
        check_printed(out.replace(b'\t', b''), words)
    equal(on_terminal('cat', '1', LETTER), GRUSS.encode() + b'\n')
    equal(mime('cat', '1', path).stdout, HOSTILE, 'no other output is changed')


@case
def color():
    for words in (('tree',), ('headers',)):
        check(b'\x1b[' in mime(*words, '--color=always', LETTER).stdout)
        check(b'\x1b[' not in mime(*words, LETTER).stdout)


# Hostile mail.

TEXTS = (b'\x1b[2J', b'a\0b', '\u202ea'.encode(), b'\xff\xfe', b'%s%n%99999999d', b'"\\', b'x' * 3000, '\u2028FAKE'.encode(), b'\x07')


@case
def text_and_json_are_safe():
    for text in TEXTS:
        mail = (b'Subject: %(t)s\n%(t)s: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/%(t)s; charset="%(t)s"; '
                b'name="%(t)s"\nContent-Disposition: %(t)s; filename="%(t)s"\nContent-ID: <%(t)s>\nContent-Description: %(t)s\n'
                b'Content-Transfer-Encoding: %(t)s\n\n%(t)s\n--b--\n').replace(b'%(t)s', text)
        path = tap.scratch('text.eml', mail)
        for words in (('tree',), ('tree', '--json'), ('headers',), ('headers', '-p', '1'), ('headers', '--json', '--raw'),
                      ('cat', '--json', '1')):
            result = mime(*words, path)
            check_printed(result.stdout, (text, words))
            check_printed(result.stderr, (text, words))
            if '--json' in words:
                equal(len(tap.lines(result)), 1)
        with tempfile.TemporaryDirectory() as folder:
            for words in ((), ('--json',)):
                result = mime('parts', *words, '--to=' + folder, path)
                check_printed(result.stdout, (text, words))
            check(all(is_plain(c) and c != '/' for name in os.listdir(folder) for c in name), os.listdir(folder))


@case
def depths_and_floods():
    """What reaches a ceiling is told, and what is before it is shown."""
    deep = b''.join(b'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' % (i, i) for i in range(2000))
    equal([d['id'] for d in one('tree', stdin=deep)['defects']][:1], ['too-deep'])
    messages = b'Content-Type: message/rfc822\n\n' * 2000
    check('too-deep' in [d['id'] for d in one('tree', stdin=messages)['defects']])
    wide = b'Content-Type: multipart/mixed; boundary=b\n\n' + b'--b\n\nx\n' * 5000
    line = one('tree', stdin=wide)
    equal(len(line['parts']), 1000)
    check('too-many-parts' in [d['id'] for d in line['defects']])
    many = b'a: b\n' * 20000 + b'\nx'
    equal(len(one('headers', stdin=many)['fields']), 10000)
    check('too-many-headers' in [d['id'] for d in one('tree', stdin=many)['defects']])
    names = attachment(*[b'\xc3\xbc' * 300] * 990)
    equal(len(one('tree', stdin=names)['parts']), 991)


tap.run()
