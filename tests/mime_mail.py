"""mime_mail.py: what the tests of dsn mime share: a letter with parts of all kinds, and how it is looked into."""
import unicodedata

import tap
from tap import dsn, equal

GRUSS = 'Grüße'
LETTER = tap.scratch('letter.eml', b'''From: =?utf-8?q?J=C3=B6rg?= <joerg@a.example>
Subject: =?iso-8859-1?q?Gr=FC=DFe?=
 again
Subject: two
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Gr=FC=DFe
--b
Content-Type: multipart/alternative; boundary=c

--c

plain
--c
Content-Type: text/html

<p>
--c--
--b
Content-Type: message/rfc822

Subject: inside
Content-Type: multipart/mixed; boundary=d

--d
Content-Type: application/pdf; name=below.pdf

deep
--d--
--b
Content-Type: application/octet-stream; name="data.bin"
Content-Transfer-Encoding: base64

AAH/
--b--
''')


def mime(*words, status=0, **more):
    """The output of a run that ends as it should."""
    result = dsn('mime', *words, **more)
    equal(result.returncode, status, (words, result.stderr))
    return result


def one(*words, **more):
    """The object of a run."""
    lines = tap.lines(mime(*words, '--json', **more))
    equal(len(lines), 1, 'lines')
    return lines[0]


def is_plain(character):
    return unicodedata.category(character) not in ('Cc', 'Cf', 'Cs', 'Co', 'Zl', 'Zp')


def check_printed(output, what):
    tap.none([repr(c) for c in output.decode() if c != '\n' and not is_plain(c)], f'{what}: characters that are no plain text')


def attachment(*names, body=b'x'):
    """A message of parts that are called so."""
    parts = b''.join(b'--b\nContent-Type: a/b\nContent-Disposition: attachment; filename*=utf-8\'\'' +
                     b''.join(b'%%%02X' % byte for byte in name) + b'\n\n' + body + b'\n' for name in names)
    return b'Content-Type: multipart/mixed; boundary=b\n\n' + parts + b'--b--\n'
