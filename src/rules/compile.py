#!/usr/bin/env python3
"""Compile a rule table (TOML) into a constant C table.

usage: compile.py KIND INPUT.toml... OUTPUT.h

KIND is a function of this file whose name is compile_KIND. Each refuses unknown keys, duplicates and
dangling references, and names the file and the entry at fault. Output depends on the input alone.
"""
import hashlib
import os
import re
import sys
import tomllib


class Fault(Exception):
    """What is wrong with a table, in one line."""


# What is no text.
TYPES = {'number': int, 'reply': int, 'hard': bool, 'retired': bool, 'vague': bool, 'classes': list, 'guesses': list,
         'replies': list}


def load(path, table, required, optional=()):
    """The rows of [[table]] in a TOML file, each checked for its keys."""
    try:
        with open(path, 'rb') as file:
            document = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Fault(f'{path}: {error}') from None
    if set(document) != {table}:
        raise Fault(f'{path}: only [[{table}]] may stand here')
    for number, row in enumerate(document[table], 1):
        name = next((row[key] for key in ('id', 'reply', 'word', 'code') if key in row), '?')
        where = f'{path}: {table} {number} ({name})'
        missing, unknown = set(required) - set(row), set(row) - set(required) - set(optional)
        if missing or unknown:
            raise Fault(f'{where}: missing {sorted(missing)}, unknown {sorted(unknown)}')
        for key, value in row.items():
            if type(value) is not TYPES.get(key, str):
                raise Fault(f'{where}: {key} must be of type {TYPES.get(key, str).__name__}')
        row['where'] = where
    return document[table]


def unique(rows, key):
    """Refuses a value of a key that stands twice."""
    seen = {}
    for row in rows:
        other = seen.setdefault(row[key], row)
        if other is not row:
            raise Fault(f'{row["where"]}: {key} {row[key]!r} stands at {other["where"]} too')
    return rows


def one_of(row, key, choices):
    """Refuses a value that is none of the choices."""
    if row[key] not in choices:
        raise Fault(f'{row["where"]}: {key} {row[key]!r} is none of {", ".join(sorted(choices))}')
    return row[key]


def kebab(row, key='id'):
    """Refuses a name that is not in kebab-case."""
    if not re.fullmatch(r'[a-z][a-z0-9]*(-[a-z0-9]+)*', row[key]):
        raise Fault(f'{row["where"]}: {key} {row[key]!r} is not in kebab-case')
    return row[key]


def constant(prefix, name):
    """The C constant of a name: too-deep -> DSN_DEFECT_TOO_DEEP."""
    return prefix + re.sub(r'[^A-Za-z0-9]', '_', name).upper()


def text(value):
    """A C string literal, or NULL. Octal escapes: a hex escape would eat the digits that follow."""
    if value is None:
        return 'NULL'
    return '"' + ''.join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f'\\{b:03o}'
                         for b in value.encode()) + '"'


def header(sources, summary):
    """The head of an output file."""
    names = ', '.join(os.path.basename(s) for s in sources)
    return [f'/* {summary}; made from {names}. */', '#pragma once', '']


def compile_defects(sources):
    """Defect numbers for the headers, and their names and meanings."""
    rows = load(sources[0], 'defect', ('id', 'number', 'meaning'), ('retired',))
    unique(rows, 'id')
    unique(rows, 'number')
    for row in rows:
        kebab(row)
        if not 1 <= row['number'] <= 999:
            raise Fault(f'{row["where"]}: the number is not in 1 to 999')
    rows = sorted((r for r in rows if not r.get('retired')), key=lambda r: r['number'])
    out = header(sources, 'dsn-defect-table.h: the numbers of all findings')
    out += ['/**', ' * DsnDefectId:']
    out += [f' * @{constant("DSN_DEFECT_", r["id"])}: {r["meaning"]}' for r in rows]
    out += [' *', ' * Numbers are never reused and never change their meaning.', ' */', 'typedef enum {']
    out += [f'  {constant("DSN_DEFECT_", r["id"])} = {r["number"]},' for r in rows]
    out += ['} DsnDefectId;']
    return out


def compile_defect_rows(sources):
    """The names and meanings of defects, sorted by number."""
    rows = load(sources[0], 'defect', ('id', 'number', 'meaning'), ('retired',))
    rows = sorted((r for r in rows if not r.get('retired')), key=lambda r: r['number'])
    out = header(sources, 'dsn-defect-rows.h: names and meanings of all findings')
    out += ['static const struct DsnDefectRow {', '  DsnDefectId id;', '  const char *name;', '  const char *meaning;',
            '} dsn_defect_rows[] = {']
    out += [f'  {{ {constant("DSN_DEFECT_", r["id"])}, {text(r["id"])}, {text(r["meaning"])} }},' for r in rows]
    out += ['};']
    return out


FIELD_SCOPES = {'message', 'recipient'}
FIELD_KINDS = {'mta-name', 'address', 'action', 'status', 'diagnostic', 'date', 'text', 'extension'}


def compile_fields(sources):
    """The fields of delivery-status groups: name, scope, how the value is read."""
    rows = load(sources[0], 'field', ('id', 'name', 'scope', 'kind', 'source'))
    unique(rows, 'id')
    unique([{**row, 'name': row['name'].lower()} for row in rows], 'name')
    for row in rows:
        kebab(row)
        one_of(row, 'scope', FIELD_SCOPES)
        one_of(row, 'kind', FIELD_KINDS)
    out = header(sources, 'dsn-field-table.h: the fields of delivery-status groups')
    out += ['typedef enum {']
    out += [f'  {constant("DSN_FIELD_", r["id"])},' for r in rows]
    out += ['  DSN_FIELD_COUNT', '} DsnFieldId;', '', 'static const DsnFieldRule dsn_field_rules[] = {']
    for row in rows:
        out += [f'  {{ DSN_SPAN_LIT ({text(row["name"])}), {constant("DSN_FIELD_", row["id"])}, '
                f'{constant("DSN_FIELD_SCOPE_", row["scope"])}, {constant("DSN_FIELD_KIND_", row["kind"])} }},']
    out += ['};']
    return out


def compile_generators(sources):
    """What shows which system wrote a report: a field of its header or of its delivery-status."""
    rows = load(sources[0], 'generator', ('id', 'in', 'name', 'source'), ('contains',))
    unique([{**row, 'sign': (row['in'], row['name'].lower(), row.get('contains', ''))} for row in rows], 'sign')
    out = header(sources, 'dsn-generator-table.h: what shows which system wrote a report')
    out += ['static const struct DsnGeneratorRule {', '  const char *id;', '  DsnGeneratorPlace place;', '  DsnSpan name;',
            '  DsnSpan contains;', '} dsn_generator_rules[] = {']
    for row in rows:
        kebab(row)
        one_of(row, 'in', {'header', 'status'})
        out += [f'  {{ {text(row["id"])}, {constant("DSN_GENERATOR_IN_", row["in"])}, '
                f'DSN_SPAN_LIT ({text(row["name"])}), DSN_SPAN_LIT ({text(row.get("contains", ""))}) }},']
    out += ['};']
    return out


ACTIONS = {'failed', 'delayed', 'delivered', 'relayed', 'expanded'}


def compile_actions(sources):
    """The words that stand in Action fields."""
    rows = unique(load(sources[0], 'action', ('word', 'action', 'source')), 'word')
    for row in rows:
        one_of(row, 'action', ACTIONS)
    out = header(sources, 'dsn-action-table.h: the words that stand in Action fields')
    out += ['static const struct DsnActionWord {', '  DsnSpan word;', '  DsnAction action;', '} dsn_action_words[] = {']
    out += [f'  {{ DSN_SPAN_LIT ({text(r["word"])}), {constant("DSN_ACTION_", r["action"])} }},' for r in rows]
    out += ['};']
    return out


CATEGORY_SCOPES = {'address', 'domain', 'receiver', 'sender', 'message', 'network', 'none'}
CATEGORY_ACTIONS = {'suppress', 'retry', 'hold', 'fix', 'none'}
CATEGORY_KEYS = ('id', 'hard', 'scope', 'action', 'title', 'meaning', 'advice')
CODE_KEYS = ('code', 'title', 'meaning', 'classes', 'permanent', 'source')
REPLY_KEYS = ('reply', 'title', 'meaning', 'code', 'source')


def in_order(rows, key):
    """Refuses rows that are not sorted by a key, or of which two have the same."""
    for before, row in zip(rows, rows[1:]):
        if key(before) >= key(row):
            raise Fault(f'{row["where"]}: must stand before {before["where"]}, or is there twice')
    return rows


def plain(row):
    """Refuses a title that is no title and a meaning or advice that is no sentence."""
    if not 1 <= len(row['title'].split()) <= 5 or row['title'].endswith('.'):
        raise Fault(f'{row["where"]}: the title must have one to five words and no full stop')
    for key in ('meaning', 'advice'):
        if key in row and not re.fullmatch(r'[A-Z].*\.', row[key]):
            raise Fault(f'{row["where"]}: {key} must be a sentence')


def numbers(row, key, value=None):
    """The numbers of a code, "X.1.10" or "5.1.10": its class (or X), subject and detail."""
    match = re.fullmatch(r'([245X])\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})', value or row[key])
    if not match:
        raise Fault(f'{row["where"]}: {key} {value or row[key]!r} is no code')
    return match[1], int(match[2]), int(match[3])


def refers(row, key, value, known, path):
    """Refuses a name that stands in no row of another table."""
    if value not in known:
        raise Fault(f'{row["where"]}: {key} {value!r} stands in no row of {os.path.basename(path)}')


def chars(rows, key):
    """The declaration of an array that holds the longest text of a key: no pointer, no relocation."""
    return f'  char {key}[{max(len(row[key].encode()) for row in rows) + 1}];'


def flag(value):
    return 'TRUE' if value else 'FALSE'


def load_categories(path):
    """The causes, in the order of their numbers."""
    rows = in_order(load(path, 'category', CATEGORY_KEYS, ('status',)), lambda row: row['id'])
    for row in rows:
        kebab(row)
        plain(row)
        one_of(row, 'scope', CATEGORY_SCOPES)
        one_of(row, 'action', CATEGORY_ACTIONS)
        row['numbers'] = numbers(row, 'status') if 'status' in row else (0, 0, 0)
        if row['action'] == 'suppress' and not (row['hard'] and (
                row['scope'] == 'address' or row['id'] == 'no-mail-service')):
            raise Fault(f'{row["where"]}: only what is hard and about the address may lead to suppress')
        if (row['scope'] == 'none') != (row['action'] == 'none'):
            raise Fault(f'{row["where"]}: scope and action must both be none, or neither')
    return rows


def load_codes(path, categories_path):
    """The enhanced status codes, each with its causes."""
    rows = load(path, 'code', CODE_KEYS, ('transient', 'replies', 'vague'))
    known = {row['id'] for row in load_categories(categories_path)}
    for row in rows:
        plain(row)
        klass, *row['numbers'] = numbers(row, 'code')
        row.setdefault('transient', row['permanent'])
        row.setdefault('replies', [])
        for key in ('permanent', 'transient'):
            refers(row, key, row[key], known, categories_path)
        if klass != 'X' or not row['classes'] or not set(row['classes']) <= {2, 4, 5}:
            raise Fault(f'{row["where"]}: code must be X.y.z, and classes some of 2, 4, 5')
        if row['numbers'][1] == 0 and 'vague' in row:
            raise Fault(f'{row["where"]}: the detail 0 is vague anyway')
        if not all(400 <= reply <= 599 for reply in row['replies']):
            raise Fault(f'{row["where"]}: replies must be in 400 to 599')
        in_order([{'where': row['where'], 'reply': reply} for reply in row['replies']], lambda r: r['reply'])
    if not rows or rows[0]['code'] != 'X.0.0':
        raise Fault(f'{path}: X.0.0 must be there')
    return in_order(rows, lambda row: row['numbers'])


def compile_categories(sources):
    """The causes of failure, sorted by name; their numbers are for the tables only."""
    rows = load_categories(sources[0])
    out = header(sources, 'dsn-category-table.h: the causes of failure')
    out += ['typedef enum {']
    out += [f'  {constant("DSN_CATEGORY_", r["id"])},' for r in rows]
    out += ['  DSN_CATEGORY_COUNT', '} DsnCategoryId;', '', 'struct _DsnCategory {', '  DsnCode status;',
            '  DsnScope scope;', '  DsnAdvice action;', '  gboolean hard;']
    out += [chars(rows, key) for key in ('id', 'title', 'meaning', 'advice')]
    out += ['};', '', 'static const struct _DsnCategory dsn_categories[] = {']
    for row in rows:
        klass, subject, detail = row['numbers']
        out += [f'  {{ {{ {klass}, {subject}, {detail} }}, {constant("DSN_SCOPE_", row["scope"])}, '
                f'{constant("DSN_ADVICE_", row["action"])}, {flag(row["hard"])},',
                '    ' + ', '.join(text(row[key]) for key in ('id', 'title', 'meaning', 'advice')) + ' },']
    out += ['};']
    return out


def compile_codes(sources):
    """The registry of enhanced status codes, sorted by number."""
    rows = load_codes(sources[0], sources[1])
    most = max(len(row['replies']) for row in rows) + 1
    out = header(sources, 'dsn-code-table.h: the registry of enhanced status codes')
    out += ['struct _DsnStatusRule {', '  guint16 subject;', '  guint16 detail;',
            '  guint8 permanent; /* DsnCategoryId */', '  guint8 transient; /* DsnCategoryId */', '  guint8 vague;',
            '  guint8 classes[4]; /* ends with 0 */', f'  guint16 replies[{most}]; /* ends with 0 */']
    out += [chars(rows, key) for key in ('title', 'meaning', 'source')]
    out += ['};', '', 'static const struct _DsnStatusRule dsn_status_rules[] = {']
    for row in rows:
        subject, detail = row['numbers']
        vague = detail == 0 or row.get('vague', False)
        classes, replies = (', '.join(map(str, row[key] + [0])) for key in ('classes', 'replies'))
        out += [f'  {{ {subject}, {detail}, {constant("DSN_CATEGORY_", row["permanent"])}, '
                f'{constant("DSN_CATEGORY_", row["transient"])}, {flag(vague)},',
                f'    {{ {classes} }}, {{ {replies} }},',
                '    ' + ', '.join(text(row[key]) for key in ('title', 'meaning', 'source')) + ' },']
    out += ['};']
    return out


def compile_replies(sources):
    """SMTP reply codes, sorted by number."""
    rows = load(sources[0], 'reply', REPLY_KEYS, ('category', 'vague', 'guesses'))
    codes = {row['code']: row for row in load_codes(sources[1], sources[2])}
    known = {row['id'] for row in load_categories(sources[2])}
    for row in in_order(rows, lambda row: row['reply']):
        plain(row)
        for code in [row['code']] + row.setdefault('guesses', []):
            refers(row, 'code', code, codes, sources[1])
        if not 400 <= row['reply'] <= 599:
            raise Fault(f'{row["where"]}: the reply is not in 400 to 599')
        if row['code'] == 'X.0.0' and 'category' in row or 'X.0.0' in row['guesses']:
            raise Fault(f'{row["where"]}: X.0.0 stands for no cause')
        row.setdefault('category', codes[row['code']]['permanent' if row['reply'] >= 500 else 'transient'])
        refers(row, 'category', row['category'], known, sources[2])
    most = max(len(row['guesses']) for row in rows) + 1
    pair = lambda code: '{{ {}, {} }}'.format(*numbers({'where': sources[0]}, 'code', code)[1:])
    out = header(sources, 'dsn-reply-table.h: SMTP reply codes')
    out += ['struct _DsnReplyRule {', '  guint16 reply;', '  guint16 code[2]; /* subject, detail */',
            f'  guint16 guesses[{most}][2]; /* subject, detail; ends with 0, 0 */',
            '  guint8 category; /* DsnCategoryId */', '  guint8 vague;']
    out += [chars(rows, key) for key in ('title', 'meaning', 'source')]
    out += ['};', '', 'static const struct _DsnReplyRule dsn_reply_rules[] = {']
    for row in rows:
        out += [f'  {{ {row["reply"]}, {pair(row["code"])}, {{ {", ".join(map(pair, row["guesses"] + ["X.0.0"]))} }}, '
                f'{constant("DSN_CATEGORY_", row["category"])}, {flag(row.get("vague", False))},',
                '    ' + ', '.join(text(row[key]) for key in ('title', 'meaning', 'source')) + ' },']
    out += ['};']
    return out


def compile_digest(sources):
    """A digest of all tables, so that two results can be told to rest on the same rules."""
    digest = hashlib.sha256()
    for source in sorted(sources, key=os.path.basename):
        with open(source, 'rb') as file:
            digest.update(os.path.basename(source).encode() + b'\0' + file.read() + b'\0')
    return header(sources, 'dsn-rules-digest.h: which rules are compiled in') + [
        f'#define DSN_RULES_DIGEST {text(digest.hexdigest()[:12])}']


def main():
    if len(sys.argv) < 4 or 'compile_' + sys.argv[1].replace('-', '_') not in globals():
        sys.exit(__doc__)
    try:
        lines = globals()['compile_' + sys.argv[1].replace('-', '_')](sys.argv[2:-1])
    except Fault as fault:
        sys.exit(str(fault))
    with open(sys.argv[-1], 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
