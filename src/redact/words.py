#!/usr/bin/env python3
"""words.py: the words and the names of hosts that rules and dialects look for, as a C table.

    words.py OUT SRC

SRC is the folder of the sources. Of rules (TOML) the values of the keys that are matched with mail, of sources (C) the string
literals. A message keeps these words when it is redacted: they are public, and its verdict
rests on them."""
import glob
import os
import re
import sys
import tomllib

# Keys of rows whose values are matched; prose about a row is none of them.
MATCHED = {'text', 'texts', 'name', 'contains', 'word', 'words', 'phrase', 'zone', 'id', 'hosts', 'vendor', 'field', 'fields', 'code'}
# What mail is made of: dates, Received fields, types, transfer encodings, charsets, HTML.
PROTOCOL = '''
mailer daemon postmaster mail com org net example 
mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gmt utc est edt cst cdt mst mdt pst pdt cet cest
received from by with esmtp esmtps esmtpa esmtpsa smtp lmtp utf8smtp for id via http tls using cipher bits verify helo ehlo envelope invoked
return path delivered to cc bcc subject date message reply sender in references mime version content type transfer encoding
disposition description language base64 quoted printable 7bit 8bit binary text plain html multipart report mixed alternative related
digest rfc822 headers global delivery status partial external body application octet stream image audio video attachment inline
charset us ascii utf iso windows koi8 gb2312 gbk gb18030 big5 shift jis sjis euc jp kr ks tw cp format flowed delsp boundary
auto submitted replied generated precedence bulk list junk priority importance x originating ip mailer user agent failed
recipients dns rfc822 xtext error mailto null addr status action final original remote diagnostic code last attempt
arrival reporting mta received retry until will gateway log
'''
HOST = re.compile(r'@?\.?((?:[a-z0-9-]+\.)+[a-z]{2,})')


RULES = ('actions', 'blocklists', 'fields', 'generators', 'mail-signs', 'notice-marks', 'notice-words', 'report-fields', 'wordings/*')
SOURCES = ('dialect/d*.c', 'report/*.c', 'status/dsn-said.c', 'status/dsn-exit.c', 'text/*.c', 'verdict/dsn-verdict.c')


def values(node, key=''):
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from values(inner, name)
    elif isinstance(node, list):
        for inner in node:
            yield from values(inner, key)
    elif isinstance(node, str) and key in MATCHED:
        yield node


def literals(source):
    source = re.sub(r'#include.*', '', re.sub(r'/\*.*?\*/', '', source, flags=re.S))
    pieces, end = [], -1
    for match in re.finditer(r'"((?:[^"\\\n]|\\.)*)"', source):
        if end >= 0 and not source[end:match.start()].strip():
            pieces[-1] += match[1]
        else:
            pieces.append(match[1])
        end = match.end()
    for piece in pieces:
        raw = re.sub(rb'\\([0-7]{3})', lambda match: bytes([int(match[1], 8) & 255]), piece.encode())
        raw = re.sub(rb'\\x([0-9a-f]{2})', lambda match: bytes([int(match[1], 16)]), raw)
        yield re.sub(rb'\\.', b' ', raw).decode('utf-8', 'replace')


def collect(paths):
    for path in paths:
        with open(path, 'rb') as file:
            data = file.read()
        if path.endswith('.toml'):
            yield from values(tomllib.loads(data.decode()))
        else:
            yield from literals(data.decode())


def quote(word):
    """Octal escapes have three digits, so what follows is none of them."""
    return '"' + ''.join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f'\\{byte:03o}' for byte in word.encode()) + '"'


def main():
    out, root = sys.argv[1:]
    names = [f'rules/{name}.toml' for name in RULES] + list(SOURCES)
    paths = sorted(path for name in names for path in glob.glob(os.path.join(root, name)))
    words, hosts = set(PROTOCOL.split()), set()
    for text in collect(paths):
        text = text.lower()
        words |= {word for word in re.findall(r'[^\W_]+', text) if (not word.isdigit() or len(word) == 5) and len(word) <= 60}
        for host in HOST.findall(text):
            if not host.endswith(('example', 'example.com', 'example.org', 'example.net', '.toml', '.eml')):
                hosts.add(host)
    with open(out, 'w', encoding='utf-8') as file:
        file.write('/* Made by words.py. */\n')
        for name, items in (('words', words), ('protocol', set(PROTOCOL.split())), ('hosts', hosts)):
            file.write(f'static const char *const redact_{name}[] = {{\n')
            for item in sorted(items, key=str.encode):
                file.write(f'  {quote(item)},\n')
            file.write('};\n')


if __name__ == '__main__':
    main()
