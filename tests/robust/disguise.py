"""disguise.py: the same mail with other names, and the same mail in other clothes.

A Disguise replaces every host, address, queue id, date and number of a message by others, the same
by the same wherever it stands, in encoded parts as well. What stays is what the words and codes of
a notice are made of: replies, enhanced codes, the names of roles (postmaster), links. encode() and
line_ends() change the form of a message and leave what it says.
"""
import base64
import binascii
import datetime
import os
import quopri
import random
import re
import string
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position

MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
# Top-level domains that hosts in mail have; without the list a.RecipNotFound would be a host.
TOP = ('com|net|org|edu|gov|mil|int|info|biz|name|arpa|example|test|invalid|local|lan|localdomain|cloud|email|'
       '[a-z]{2}|[A-Z]{2}|COM|NET|ORG|EXAMPLE|xn--[a-z0-9]+')
LABEL = r'[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?'
HOST = rf'(?:{LABEL}\.)+(?:{TOP})(?![A-Za-z0-9_-])'
LOCAL = r"[A-Za-z0-9!#$%&*+/=?^_{|}~-][A-Za-z0-9!#$%&*+/=?^_{|}~'-]*(?:\.[A-Za-z0-9!#$%&*+/=?^_{|}~'-]+)*"
RESERVED = {'', 'local', 'localdomain', 'invalid', 'arpa', 'in-addr', 'ip6'}
# The parts of a local part that are not of a person or a machine: roles, and the signs of schemes.
ROLES = {'mailer-daemon', 'mailer_daemon', 'mailerdaemon', 'postmaster', 'post_master', 'mdaemon', 'hostmaster', 'abuse',
         'root', 'prvs', 'btv1', 'srs0', 'srs1', 'msprvs1', 'bounce', 'bounces', 'noreply', 'no-reply', 'admin', 'support', 'help',
         'listserv', 'majordomo', 'mailman', 'sympa', 'mlmmj'}
# What is kept of a local part: xtext, and the words of lists and challenges around a name.
SCHEMES = re.compile(r'(\+[0-9A-F]{2}|[-+](?:owner|bounces|request|confirm)(?![A-Za-z0-9])|[+=]|-return-\d+-)')
TOKENS = re.compile('|'.join((
    r'(?P<link>(?:https?|ftp)://[^\s"<>]+)',
    rf'(?P<mail>{LOCAL}@(?:\[[0-9.]+\]|#?{LABEL}(?:\.{LABEL})*))',
    r'(?P<date>\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?\d{1,2} (?:%s) \d{4} \d\d:\d\d(?::\d\d)?)' % '|'.join(MONTHS),
    r'(?P<ctime>\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:%s) [ \d]\d \d\d:\d\d:\d\d(?: [A-Z]{3,4})? \d{4})' % '|'.join(MONTHS),
    r'(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d)',
    r'(?P<ip>(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]))',
    rf'(?P<host>\b(?![245]\d\d-){HOST})',  # "554-mx.example" is a reply's first line
    r'(?P<queue>(?<=\bid )[A-Za-z0-9-]{6,}|\b[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}\b'
    r'|(?<=queued as )[A-Za-z0-9]{6,}|(?<=Queue-ID: )[A-Za-z0-9]{6,})',
    r'(?P<clock>\b[0-2]\d:[0-5]\d:[0-5]\d\b)',
    r'(?P<number>(?<![A-Za-z0-9.#=/(-])\d{5,}(?![A-Za-z0-9.-]))',
    r'(?P<span>(?<![\w.])\d{1,3}(?= (?:hours?|days?|minutes?|seconds?)\b))',
)))
# Text that a charset writes with letters which are none: JIS between its escapes.
ESCAPED = re.compile(r'(\x1b\$[@B].*?\x1b\([BJ])', re.S)
# The same of Big5 and others: the second byte of a character may look like a letter.
WIDE = r'[\x81-\xfe][\x40-\xfe]'
WIDE_CHARSET = re.compile(r'(?i)charset="?(?:big5|shift_jis|gb|cp949|ks_c)')


def words_of_rules():
    """The words that wordings are made of: a local part that is one of them says nothing."""
    text = ''.join(tap.source(path) for path in tap.files('src/rules', '.toml'))
    text = re.sub(r'(?m)^(?:witness|not|source)\s*=.*', '', text)
    return {word.lower() for word in re.findall(r'[A-Za-z0-9_-]{3,}', text)}


class Disguise:
    """One consistent change of all names and numbers, chosen by a seed."""
    known = None

    def __init__(self, seed):
        self.wide = False
        self.random = random.Random(seed)
        self.names = {}
        self.alone = None
        self.days = self.random.randint(-2000, 2000)
        self.seconds = self.random.randint(1, 80000)
        if Disguise.known is None:
            Disguise.known = words_of_rules() | ROLES

    def like(self, word, letters=string.ascii_lowercase):
        """Another word with letters and digits where the first has them."""
        return ''.join(self.random.choice(letters) if c.isalpha() else
                       self.random.choice('123456789') if c.isdigit() else c for c in word)

    def other(self, kind, word):
        """What stands for a name of a kind, always the same; never one that is in use."""
        key = (kind, word.lower())
        if key not in self.names:
            new = self.like(word)
            for _ in range(100):
                if new.lower() != word.lower() and new not in self.names.values() and new not in self.known:
                    break
                new = self.like(word if len(word) > 3 else word + 'a')
            self.names[key] = new
        found = self.names[key]
        return found.upper() if word.isupper() and len(word) > 1 else found

    def host(self, name):
        """Label by label, so that what is in a domain stays in it."""
        if name.lower() in ('localhost', 'localhost.localdomain'):
            return name
        return '.'.join(l if l.lower().startswith('xn--') or l.lower() in RESERVED else self.other('label', l)
                        for l in name.split('.'))

    def local(self, name):
        """ann, and bounces+ann=books.example, whose pieces are names of their own."""
        pieces = SCHEMES.split(name)
        for i, piece in enumerate(pieces):
            if re.fullmatch(HOST, piece):
                pieces[i] = self.host(piece)
            elif i % 2 == 0 and piece.lower() not in ROLES and re.search('[A-Za-z0-9]', piece):
                pieces[i] = self.other('local', piece)
        return ''.join(pieces)

    def mail(self, address):
        """An address of a truth or of a text."""
        local, _, domain = address.rpartition('@')
        domain = domain if domain.startswith('[') else self.host(domain)
        return f'{self.local(local)}@{domain}'

    def moved(self, year, month, day, hour, minute, second):
        then = datetime.datetime(year, month, min(day, 28), hour % 24, minute % 60, min(second, 59))
        return then + datetime.timedelta(days=self.days, seconds=self.seconds)

    def date(self, text):
        match = re.fullmatch(r'(?:(\w{3})(,? +))?(\d{1,2}) (\w{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?', text)
        new = self.moved(int(match[5]), MONTHS.index(match[4]) + 1, max(1, int(match[3])), int(match[6]), int(match[7]),
                         int(match[8] or 0))
        return ((DAYS[new.weekday()] + match[2] if match[1] else '') +
                f'{new.day:{"0" if len(match[3]) == 2 else ""}{len(match[3])}} {MONTHS[new.month - 1]} {new.year} '
                f'{new:%H:%M}' + (f'{new:%S}'.join([':', '']) if match[8] else ''))

    def ctime(self, text):
        match = re.fullmatch(r'\w{3} (\w{3}) ([ \d]\d) (\d\d):(\d\d):(\d\d)((?: [A-Z]{3,4})?) (\d{4})', text)
        new = self.moved(int(match[7]), MONTHS.index(match[1]) + 1, max(1, int(match[2])), *map(int, match.group(3, 4, 5)))
        return f'{DAYS[new.weekday()]} {MONTHS[new.month - 1]} {new.day:2} {new:%H:%M:%S}{match[6]} {new.year}'

    def iso(self, text):
        year, month, day, hour, minute, second = map(int, re.findall(r'\d+', text))
        if not 1 <= month <= 12 or day < 1:
            return text
        new = self.moved(year, month, day, hour, minute, second)
        return f'{new:%Y-%m-%d}{text[10]}{new:%H:%M:%S}'

    def ip(self, text):
        key = ('ip', text)
        if text.startswith('127.') or any(int(n) > 255 for n in text.split('.')):
            return text
        if key not in self.names:
            self.names[key] = self.random.choice(('192.0.2.', '198.51.100.', '203.0.113.')) + str(self.random.randint(1, 254))
        return self.names[key]

    def queue(self, text):
        return self.other('local', text) if re.search(r'\d', text) else text

    def clock(self, text):
        return f'{self.moved(2020, 1, 1, *map(int, text.split(":"))):%H:%M:%S}'

    def number(self, text):
        return self.other('number', text)

    def span(self, text):
        return str(int(text) + 1 if int(text) > 1 else 1)

    def link(self, text):
        """The path of a page is the name of an error at some providers, and stays, but for a customer's domain in it."""
        text = re.sub(rf'^\w+://{HOST}', lambda m: m[0].split('//')[0] + '//' + self.host(m[0].split('//')[1]), text)
        return re.sub(rf'(?<=[^/]/)(?:{LABEL}\.)+(?:com|net|org|example|test|invalid)(?=/)', lambda m: self.host(m[0]), text)

    def plain(self, text):
        """Text without encodings in it."""
        text = TOKENS.sub(lambda m: getattr(self, m.lastgroup)(m[0]), text)
        return self.alone.sub(lambda m: self.local(m[0]), text) if self.alone else text

    def text(self, text, kept=()):
        """Text, but for what is @kept (boundaries) and for letters that are none."""
        no_letters = [ESCAPED.pattern, WIDE] if self.wide else [ESCAPED.pattern]
        pattern = '|'.join(no_letters + [rf'((?i:(?<=--)|(?<=boundary=)|(?<=boundary=")){re.escape(k)})'
                                         for k in sorted(kept, key=len, reverse=True)])
        return ''.join(piece if i % 2 else self.plain(piece) for i, piece in
                       enumerate(split_keeping(re.compile(pattern, re.S), text)))

    def message(self, data):
        """A whole message, its encoded parts decoded and encoded again."""
        text = data.decode('latin-1')
        self.wide = WIDE_CHARSET.search(text) is not None
        pieces = list(split_encoded(text))
        shown = '\n'.join(decode(piece, kind) for piece, kind in pieces)
        # Names that stand without a domain as well, and ids without a word before them.
        alone = {m[m.lastgroup].rpartition('@')[0] or m[0] for m in TOKENS.finditer(shown) if m.lastgroup in ('mail', 'queue')}
        names = sorted((n for n in alone if len(n) > 3 and re.fullmatch(r'[\w.-]+', n) and not n.isdigit() and
                        n.lower() not in ROLES), key=len, reverse=True)
        # A name that is a word of our rules as well is a name in brackets only: (staff).
        self.alone = re.compile('|'.join(
            rf'(?<=\(){re.escape(n)}(?=\))' if n.lower() in self.known else rf'(?<![\w.@+=-]){re.escape(n)}(?![\w.@+=-])'
            for n in names)) if names else None
        kept = set(re.findall(r'(?i)boundary="?([^"\r\n;]+)', text))
        return ''.join(encode_as(self.text(decode(piece, kind), kept), kind, piece) for piece, kind in pieces).encode('latin-1')


def split_keeping(pattern, text):
    """Pieces of a text: outside a pattern, inside, outside, ..."""
    at = 0
    for match in pattern.finditer(text):
        yield text[at:match.start()]
        yield match[0]
        at = match.end()
    yield text[at:]


# A header with an encoding, and the body behind it up to a boundary or to the end.
ENCODED = re.compile(r'(?im)^content-transfer-encoding:[ \t]*(base64|quoted-printable)[ \t]*(?:(?:\r\n?|\n)[^\r\n]+)*'
                     r'(?:\r\n|\n|\r){2}(?=(?:(?!--)[^\r\n]*(?:\r\n?|\n|\Z))*)')


def split_encoded(text):
    """Pieces of a message with how they are encoded: None, base64, quoted-printable."""
    at = 0
    while True:
        match = ENCODED.search(text, at)
        if match is None:
            break
        end = re.compile(r'(?m)^--|\Z').search(text.replace('\r', '\n'), match.end()).start()
        body = text[match.end():end]
        kind = match[1].lower()
        if decode(body, kind) is None or not body.strip():
            kind = None
        yield text[at:match.end()], None
        yield body, kind
        at = max(end, match.end())
    yield text[at:], None


def decode(text, kind):
    """What an encoding hides; None if it is broken."""
    if kind == 'base64':
        try:
            return base64.b64decode(re.sub(r'\s', '', text), validate=True).decode('latin-1')
        except (binascii.Error, ValueError):
            return None
    if kind == 'quoted-printable':
        return quopri.decodestring(text.encode('latin-1')).decode('latin-1')
    return text


def encode_as(text, kind, like):
    """The same encoding again; what hid no text stays as it was."""
    end = '\r\n' if '\r\n' in like else '\r' if '\r' in like else '\n'
    if kind == 'base64':
        if '\0' in decode(like, kind):
            return like
        coded = base64.encodebytes(text.encode('latin-1')).decode('ascii')
    elif kind == 'quoted-printable':
        coded = quopri.encodestring(text.encode('latin-1')).decode('ascii')
    else:
        return text
    return coded.replace('\n', end) if kind else text


def line_ends(data, end):
    """The message with other line ends; CR CR LF, as dma writes, is one."""
    return data.replace(b'\r\r\n', b'\n').replace(b'\r\n', b'\n').replace(b'\r', b'\n').replace(b'\n', end)


FIELD = re.compile(rb'(?im)^(content-type|content-transfer-encoding):[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)\n?')


def encode(data, coding):
    """The message (line ends LF) with its texts and its fields for machines in base64 or quoted-printable."""
    header, gap, body = data.partition(b'\n\n')
    fields = {m[1].lower(): m[2] for m in FIELD.finditer(header + b'\n')}
    kind = fields.get(b'content-type', b'text/plain').split(b';')[0].strip().lower()
    boundary = re.search(rb'(?i)boundary="?([^"\n;]+)', fields.get(b'content-type', b''))
    if kind.startswith(b'multipart/') and boundary:
        mark = re.compile(rb'(?m)^(--' + re.escape(boundary[1].rstrip()) + rb'(?:--)?[ \t]*\n?)')
        pieces = mark.split(body)
        for i in range(2, len(pieces), 2):
            if not pieces[i - 1].rstrip().endswith(boundary[1].rstrip() + b'--'):
                tail = b'\n' if pieces[i].endswith(b'\n') else b''
                pieces[i] = (b'\n' if pieces[i].startswith(b'\n') else b'') and pieces[i] or encode(pieces[i], coding)
                pieces[i] += tail if not pieces[i].endswith(b'\n') else b''
        return header + gap + b''.join(pieces)
    plain = fields.get(b'content-transfer-encoding', b'7bit').strip().lower() in (b'7bit', b'8bit', b'binary')
    if not gap or not plain or not (kind.startswith(b'text/') or kind.endswith(b'delivery-status')):
        return data
    header = re.sub(rb'(?im)^content-transfer-encoding:[^\n]*(?:\n[ \t][^\n]*)*\n?', b'', header + b'\n').rstrip(b'\n')
    if b'content-type' not in fields:
        header += b'\nMIME-Version: 1.0\nContent-Type: text/plain' + (b'' if body.isascii() else b'; charset=utf-8')
    coded = base64.encodebytes(body) if coding == 'base64' else quopri.encodestring(body)
    return header + b'\nContent-Transfer-Encoding: ' + coding.encode() + b'\n\n' + coded
