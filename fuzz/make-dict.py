#!/usr/bin/env python3
"""make-dict.py TARGET OWN.dict SOURCE: a dictionary for libFuzzer and AFL++: the words of a target's own
file, and those of the rules and dialects that it reads."""
import glob
import os
import re
import sys
import tomllib

MAX = 64  # libFuzzer passes over longer words
MANY = 700


def rows(root, name, key):
    for path in sorted(glob.glob(os.path.join(root, 'src', 'rules', name))):
        with open(path, 'rb') as file:
            for table in tomllib.load(file).values():
                for row in table:
                    value = row.get(key, [])
                    yield from value if isinstance(value, list) else [str(value)]


def fields(root):
    return [f'{name}: ' for kind in ('fields', 'report-fields') for name in rows(root, f'{kind}.toml', 'name')] \
        + [f'Action: {word}\n' for word in rows(root, 'actions.toml', 'word')] \
        + [f'Status: {code}\n' for code in rows(root, 'codes.toml', 'code')]


def phrases(root):
    """What the dialects look for."""
    found = set(rows(root, 'notice-marks.toml', 'text'))
    for path in glob.glob(os.path.join(root, 'src', 'dialect', 'd*.c')) + [
            os.path.join(root, 'src', 'report', 'dsn-notice-mark.c')]:
        with open(path, encoding='utf-8') as file:
            text = re.sub(r'/\*.*?\*/', '', re.sub(r'#include.*', '', file.read()), flags=re.S)
        found |= set(re.findall(r'"((?:[^"\\\n]|\\.)*)"', text))
    return sorted(f'{word}\n' for word in found if len(word) > 5 and '\\' not in word and '%' not in word)


def wordings(root):
    pieces = {piece.strip() for text in rows(root, 'wordings/*.toml', 'text') for piece in text.split('*')}
    pieces = sorted(piece for piece in pieces if len(piece) > 3)
    return [' ' + piece + ' ' for piece in pieces[::len(pieces) // MANY + 1]]


def replies(root):
    return [f'{reply} ' for reply in rows(root, 'replies.toml', 'reply')] \
        + [f'{code} ' for code in rows(root, 'codes.toml', 'code')]


KINDS = {'groups': (fields, replies), 'member': (fields,), 'json': (fields, phrases), 'dialects': (fields, phrases),
         'explain': (replies, wordings), 'wording': (wordings, replies), 'fold': (wordings,), 'rules': (wordings,),
         'reply': (replies,), 'code': (replies,)}


def quote(word):
    """A word as both programs read it."""
    return '"' + ''.join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f'\\x{b:02x}' for b in word.encode()[:MAX]) + '"'


def main():
    target, own, root = sys.argv[1:]
    with open(own, encoding='utf-8') as file:
        lines = file.read().splitlines()
    for number, line in enumerate(lines, 1):
        if line and not line.startswith('#') and not re.fullmatch(r'"([^"\\]|\\x[0-9a-fA-F]{2}|\\\\|\\")+"', line):
            sys.exit(f'{own}:{number}: no word of a dictionary: {line}')
    made = [quote(word) for kind in KINDS.get(target, ()) for word in kind(root)]
    print('\n'.join(lines + ['# Made from the rules.'] + sorted(set(made) - set(lines))))


if __name__ == '__main__':
    main()
