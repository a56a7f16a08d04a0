#!/usr/bin/env python3
"""Compile a rule table (TOML) into a constant C table.

usage: compile.py KIND INPUT.toml... OUTPUT.h

KIND is a function of this file whose name is compile_KIND. Each refuses unknown keys, duplicates and
dangling references, and names the file and the entry at fault. Output depends on the input alone.
"""
import collections
import hashlib
import ipaddress
import itertools
import os
import re
import sys
import tomllib


class Fault(Exception):
    """What is wrong with a table, in one line."""


# What is no text; by key, or by table and key where the tables differ.
TYPES = {'number': int, 'weight': int, 'many': bool, 'reply': int, 'hard': bool, 'retired': bool, 'vague': bool, 'general': bool, 'ceiling': bool,
         'wording.name': bool, 'wording.spares': bool,
         **dict.fromkeys(('classes', 'guesses', 'replies', 'related', 'causes', 'fix_sender', 'fix_receiver',
                          'transient_causes', 'transient_fix_sender', 'transient_fix_receiver', 'wording.reply',
                          'sent', 'not', 'names', 'sign.text', 'words.text', 'marks.text', 'local', 'independent', 'authority', 'needs', 'domains', 'mx', 'words'), list),
         'failing': bool, 'escalate': bool, 'ipv6': bool, 'minutes': int}


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
        name = next((row[key] for key in ('id', 'reply', 'word', 'code', 'address', 'typed', 'name') if key in row), '?')
        where = f'{path}: {table} {number} ({name})'
        missing, unknown = set(required) - set(row), set(row) - set(required) - set(optional)
        if missing or unknown:
            raise Fault(f'{where}: missing {sorted(missing)}, unknown {sorted(unknown)}')
        for key, value in row.items():
            wanted = TYPES.get(f'{table}.{key}', TYPES.get(key, str))
            if type(value) is not wanted:
                raise Fault(f'{where}: {key} must be of type {wanted.__name__}')
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
    rows = load(sources[0], 'defect', ('id', 'number', 'meaning'), ('retired', 'ceiling'))
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
    rows = load(sources[0], 'defect', ('id', 'number', 'meaning'), ('retired', 'ceiling'))
    rows = sorted((r for r in rows if not r.get('retired')), key=lambda r: r['number'])
    out = header(sources, 'dsn-defect-rows.h: names and meanings of all findings')
    out += ['static const struct DsnDefectRow {', '  DsnDefectId id;', '  const char *name;', '  const char *meaning;',
            '  gboolean ceiling;', '} dsn_defect_rows[] = {']
    out += [f'  {{ {constant("DSN_DEFECT_", r["id"])}, {text(r["id"])}, {text(r["meaning"])},'
            f' {"TRUE" if r.get("ceiling") else "FALSE"} }},' for r in rows]
    out += ['};']
    return out


NAME_SLOTS = 64  # DSN_FIELD_NAME_SLOTS


def name_slot(name):
    """The slot of a field name, as dsn_field_name_slot () gives it."""
    return (len(name) + 5 * (ord(name[0]) & 0x1f)) % NAME_SLOTS


def name_starts(names, first=0):
    """Where the names of each slot begin in a table that has them in its order from @first on, and where the last end."""
    slots = [name_slot(name) for name in names]
    return [first + sum(other < slot for other in slots) for slot in range(NAME_SLOTS + 1)]


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
    out += ['  DSN_FIELD_COUNT', '} DsnFieldId;', '', '/* By the slots of their names. */',
            'static const DsnFieldRule dsn_field_rules[] = {']
    rows = sorted(rows, key=lambda row: name_slot(row['name']))
    starts = name_starts([row['name'] for row in rows])
    for row in rows:
        out += [f'  {{ DSN_SPAN_LIT ({text(row["name"])}), {constant("DSN_FIELD_", row["id"])}, '
                f'{constant("DSN_FIELD_SCOPE_", row["scope"])}, {constant("DSN_FIELD_KIND_", row["kind"])} }},']
    out += ['};', '', '/* Where those begin whose names are of a slot. */',
            f'static const guint8 dsn_field_rule_starts[] = {{ {", ".join(map(str, starts))} }};']
    return out


GENERATOR_PLACES = ('header', 'status')


def compile_generators(sources):
    """What shows which system wrote a report: a field of its header or of its delivery-status."""
    rows = load(sources[0], 'generator', ('id', 'in', 'name', 'source'), ('contains',))
    unique([{**row, 'sign': (row['in'], row['name'].lower(), row.get('contains', ''))} for row in rows], 'sign')
    for row in rows:
        kebab(row)
        one_of(row, 'in', GENERATOR_PLACES)
    ranked, skims, fields, starts = [], [], [], []
    for place in GENERATOR_PLACES:
        here = sorted(((row['name'].lower(), rank) for rank, row in enumerate(rows) if row['in'] == place),
                      key=lambda pair: (name_slot(pair[0]), pair))
        starts += name_starts({name for name, _ in here}, len(fields))
        for name, group in itertools.groupby(here, key=lambda pair: pair[0]):
            ranks, table = [rank for _, rank in group], 'NULL'
            if all('contains' in rows[rank] for rank in ranks):
                skims += skim(f'generator_{len(fields)}', sorted({rows[rank]['contains'].lower() for rank in ranks}))
                table = f'&dsn_generator_{len(fields)}_skim'
            fields += [f'  {{ DSN_SPAN_LIT ({text(rows[ranks[0]]["name"])}), {len(ranked)}, {len(ranked) + len(ranks)}, {table} }},']
            ranked += ranks
    out = header(sources, 'dsn-generator-table.h: what shows which system wrote a report')
    out += ['/* Field by field. */', 'static const DsnGeneratorRule dsn_generator_rules[] = {']
    out += [f'  {{ {text(rows[rank]["id"])}, {rank}, DSN_SPAN_LIT ({text(rows[rank].get("contains", ""))}) }},'
            for rank in ranked]
    return out + ['};', '', *skims, 'static const DsnGeneratorField dsn_generator_fields[] = {', *fields, '};', '',
                  '/* Where the fields of a place begin whose names are of a slot. */',
                  f'static const guint8 dsn_generator_field_starts[] = {{ {", ".join(map(str, starts))} }};']


REPORT_KINDS = {'text', 'word', 'id', 'path', 'ip', 'date', 'number', 'list', 'mta-name', 'typed', 'agent'}
# These find their place by themselves.
REPORT_KINDS_ALONE = {'recipient', 'original', 'final', 'disposition'}


def compile_report_fields(sources):
    """The fields of feedback and disposition reports: how the value is read, and where it goes."""
    rows = load(sources[0], 'report-field', ('name', 'of', 'kind', 'source'), ('member', 'many'))
    unique([{**row, 'name': (row['of'], row['name'].lower())} for row in rows], 'name')
    out = header(sources, 'dsn-member-table.h: the fields of feedback and disposition reports')
    out += ['static const DsnMemberRule dsn_member_rules[] = {']
    for row in rows:
        one_of(row, 'of', {'feedback', 'disposition'})
        one_of(row, 'kind', REPORT_KINDS | REPORT_KINDS_ALONE)
        if ('member' in row) != (row['kind'] in REPORT_KINDS):
            raise Fault(f'{row["where"]}: kind {row["kind"]!r} with or without a member')
        if not re.fullmatch(r'[a-z_]+(\.[a-z_]+)?', row.get('member', 'none')):
            raise Fault(f'{row["where"]}: member {row["member"]!r} is no member of the record')
        place = f'offsetof (DsnReport, {row["member"]})' if 'member' in row else '0'
        out += [f'  {{ DSN_SPAN_LIT ({text(row["name"])}), {constant("DSN_MEMBER_OF_", row["of"])}, '
                f'{constant("DSN_MEMBER_", row["kind"])}, {place}, {flag(row.get("many", False))} }},']
    out += ['};']
    return out


# In the order of the enumerations in dsn-weigh.h and dsn-weigh.c.
SIGN_KINDS = ('auto-reply', 'challenge', 'complaint', 'opt-out', 'receipt', 'unread', 'refused',
              'by-exchange-5', 'by-exim', 'by-fml', 'by-google', 'by-imail', 'by-interscan', 'by-listserv', 'by-mailman',
              'by-mailman-3', 'by-mlmmj', 'by-mmdf', 'by-qmail', 'by-sns', 'by-vtext', 'by-zoho')
SIGN_BLOCKS = ('header', 'returned')
SIGN_WORDS = ('subject', 'text')
SIGN_MODES = ('any', 'is', 'begins', 'holds')
SIGN_WORD_MODES = {'subject': ('begins', 'holds'), 'text': ('holds',)}


def last_gram(words):
    """The hash of the last three bytes, as dsn_gram_at () gives it; 0 if there are less, which every text has."""
    last = words.encode()[-3:]
    number = sum((byte & 0x1f) << 8 * place for place, byte in enumerate(last))
    return (number * 0x9e3779b1 & 0xffffffff) >> 20 if len(last) == 3 else 0


def sign_texts(row):
    """The words of a row: each in lower case, with single blanks."""
    for words in row.get('text', ['x']):
        if not isinstance(words, str) or not words or words != ' '.join(words.casefold().split()):
            raise Fault(f'{row["where"]}: text {words!r} is not in lower case with single blanks')
    return row.get('text', [''])


# What g_ascii_isspace () takes for a blank.
BLANKS = b' \t\n\v\f\r'


def skim_block(first, second):
    """Where dsn_skim_may_hold () looks for two bytes."""
    return (first & 0x1f) << 5 | second & 0x1f


def skim_places(phrase):
    """The words of a phrase, each with the blank before it: where it begins, and ends."""
    return [(max(found.start() - 1, 0), found.end()) for found in re.finditer(rb'[^ ]+', phrase)]


def skim_steps(piece, folded=False):
    """How far each two bytes of a piece are from its end."""
    for end in range(1, len(piece)):
        firsts = BLANKS if piece[end - 1] == 0x20 and not folded else piece[end - 1:end]
        for first in firsts:
            yield skim_block(first, piece[end]), len(piece) - 1 - end


def skim_pieces(phrases, length):
    """A piece of each phrase that is not longer than a word: where it begins.

    Of all that it has, that which makes the fewest stops in a text with the letters of the phrases."""
    often = collections.Counter(skim_block(*pair) for phrase in phrases for pair in zip(phrase, phrase[1:]))
    steps, starts = {}, {}

    def price(start):
        piece = phrase[start:start + length]
        return sum(often[block] * (steps.get(block, length - 1) - step + (0 if step else length))
                   for block, step in skim_steps(piece) if step < steps.get(block, length - 1))

    for phrase in sorted(phrases, key=lambda phrase: (sum(map(len, phrase.split())), phrase)):
        starts[phrase] = min((start for begin, end in skim_places(phrase) for start in range(begin, end - length + 1)),
                             key=lambda start: (price(start), start))
        for block, step in skim_steps(phrase[starts[phrase]:starts[phrase] + length]):
            steps[block] = min(step, steps.get(block, step))
    return starts


def skim(name, phrases, folded=True):
    """The tables of dsn-skim.h for some phrases, and the DsnSkim that they make.

    In a text that is folded a piece is the beginning of its phrase, blanks and all. In any other it stands in one word
    and the blank before it, which may be any."""
    phrases = [words.encode() for words in phrases]
    length = min(len(phrase) if folded else max(end - begin for begin, end in skim_places(phrase)) for phrase in phrases)
    if length < 3 or len(phrases) > 0x7f or max(map(len, phrases)) > 255:
        raise Fault(f'{name}: pieces of {length} bytes, {len(phrases)} phrases')
    starts = dict.fromkeys(phrases, 0) if folded else skim_pieces(phrases, length)
    rows, steps = [], [length - 1] * 1024
    for phrase in phrases:
        piece = phrase[starts[phrase]:starts[phrase] + length]
        for block, step in skim_steps(piece, folded):
            steps[block] = min(step, steps[block])
        lead = int(piece[0] == 0x20)
        rows.append((skim_block(*piece[-2:]), phrase, starts[phrase] + lead, lead))
    rows.sort()
    for number, row in reversed(list(enumerate(rows))):
        steps[row[0]] = 0x80 | number
    assert 0 not in steps  # which would not end
    ends = [number + 1 == len(rows) or rows[number + 1][0] != row[0] for number, row in enumerate(rows)]
    out = [f'static const DsnSkimPhrase dsn_{name}_phrases[] = {{']
    out += [f'  {{ {{ (const guint8 *) {text(phrase.decode())}, {len(phrase)} }}, {start}, {lead}, {flag(last)} }},'
            for (_, phrase, start, lead), last in zip(rows, ends)]
    out += ['};', f'static const guint8 dsn_{name}_steps[DSN_SKIM_STEP_COUNT] = {{']
    out += ['  ' + ', '.join(map(str, steps[at:at + 32])) + ',' for at in range(0, 1024, 32)]
    out += ['};', f'static const DsnSkim dsn_{name}_skim = {{ dsn_{name}_phrases, dsn_{name}_steps, {length} }};', '']
    return out


def load_mail_signs(path):
    """The rows, each with its words."""
    rows = unique(load(path, 'sign', ('id', 'of', 'in', 'how', 'weight', 'source'), ('name', 'text')), 'id')
    for row in rows:
        kebab(row)
        one_of(row, 'of', SIGN_KINDS)
        one_of(row, 'in', SIGN_BLOCKS + SIGN_WORDS)
        one_of(row, 'how', SIGN_MODES if row['in'] in SIGN_BLOCKS else SIGN_WORD_MODES[row['in']])
        if ('name' in row) != (row['in'] in SIGN_BLOCKS) or ('text' in row) != (row['how'] != 'any'):
            raise Fault(f'{row["where"]}: name and text do not fit in {row["in"]!r} and how {row["how"]!r}')
        if not -100 <= row['weight'] <= 100 or row['weight'] == 0:
            raise Fault(f'{row["where"]}: weight {row["weight"]} is not in -100 to 100, or is 0')
    flat = [{**row, 'words': words, 'sign': (row['of'], row['in'], row.get('name', '').lower(), row['how'], words)}
            for row in rows for words in sign_texts(row)]
    unique(flat, 'sign')
    return flat


def sign_texts_by_kind(flat, signs):
    """Adds the rows of the text, kind by kind: their tables."""
    out, kinds, ends = [], [], []
    for kind in SIGN_KINDS:
        rows = [row for row in flat if (row['of'], row['in']) == (kind, 'text')]
        signs += rows
        ends += [len(signs)]
        # Words that are not ASCII do not stand in a text that is.
        plain = [row['words'] for row in rows if row['weight'] > 0 and row['words'].isascii()]
        if plain:
            out += skim(f'text_{kind.replace("-", "_")}', plain, folded=False)
            kinds += [f'  [{constant("DSN_SIGN_OF_", kind)}] = &dsn_text_{kind.replace("-", "_")}_skim,']
    return out + ['/* What of the words that speak for a kind may stand in a text of ASCII. */',
                  'static const DsnSkim *const dsn_text_skims[DSN_SIGN_OF_COUNT] = {', *kinds, '};', '',
                  '/* Where the rows of a kind and its text end; they begin where those before end. */',
                  f'static const guint16 dsn_text_ends[] = {{ {", ".join(map(str, ends))} }};', '']


def sign_subjects(flat, signs):
    """Adds the rows of the subject: what begins it by the first byte, then what it holds; their tables."""
    rows = [row for row in flat if row['in'] == 'subject']
    begins = sorted((row for row in rows if row['how'] == 'begins'), key=lambda row: row['words'].encode())
    holds = [row for row in rows if row['how'] == 'holds']
    starts = [len(signs) + sum(row['words'].encode()[0] < byte for row in begins) for byte in range(257)]
    signs += begins + holds
    kinds = {row['of'] for row in rows}
    return skim('subject', [row['words'] for row in holds]) + [
        '/* Where the rows begin for a subject that begins with a byte; behind them, those of what it holds. */',
        f'static const guint16 dsn_subject_starts[] = {{ {", ".join(map(str, starts))} }};',
        f'#define DSN_SUBJECT_END {len(signs)}', '',
        '/* The kinds that have any. */',
        f'#define DSN_SUBJECT_KINDS {sum(1 << SIGN_KINDS.index(kind) for kind in kinds)}', '']


def sign_bounds(flat):
    """What subject and text together add at the most, for each kind."""
    most = [sum(max((row['weight'] for row in flat if (row['of'], row['in']) == (kind, place)), default=0)
                for place in SIGN_WORDS) for kind in SIGN_KINDS]
    return ['/* What subject and text together add for a kind at the most. */',
            f'static const gint dsn_words_most[] = {{ {", ".join(map(str, most))} }};', '']


def sign_fields(flat, signs):
    """Adds the rows of header fields, field by field: their tables."""
    out, fields, starts = [], [], []
    for place in SIGN_BLOCKS:
        here = sorted((row for row in flat if row['in'] == place), key=lambda row: (
            name_slot(row['name']), row['name'].lower(), SIGN_KINDS.index(row['of'])))
        starts += name_starts({row['name'].lower() for row in here}, len(fields))
        for name, group in itertools.groupby(here, key=lambda row: row['name'].lower()):
            group = list(group)
            start, table = len(signs), 'NULL'
            signs += group
            if all(row['how'] == 'holds' for row in group):
                out += skim(f'{place}_{len(fields)}', sorted({row['words'] for row in group}))
                table = f'&dsn_{place}_{len(fields)}_skim'
            fields += [f'  {{ DSN_SPAN_LIT ({text(group[0]["name"])}), {start}, {len(signs)}, {table} }},']
    return out + ['/* The rows of a field, kind by kind. */', 'static const DsnSignField dsn_sign_fields[] = {',
                  *fields, '};', '', '/* Where the fields of a header block begin whose names are of a slot. */',
                  f'static const guint16 dsn_sign_field_starts[] = {{ {", ".join(map(str, starts))} }};']


def compile_mail_signs(sources):
    """What tells automatic mail that is no delivery report: a field, a subject, words of the text."""
    flat, signs = load_mail_signs(sources[0]), []
    tables = sign_texts_by_kind(flat, signs) + sign_subjects(flat, signs) + sign_bounds(flat) + sign_fields(flat, signs)
    out = header(sources, 'dsn-mail-sign-table.h: what tells automatic mail that is no delivery report')
    out += ['static const DsnMailSign dsn_mail_signs[] = {']
    out += [f'  {{ {constant("DSN_SIGN_OF_", row["of"])}, {constant("DSN_SIGN_", row["how"])}, {row["weight"]}, '
            f'{last_gram(row["words"])}, DSN_SPAN_LIT ({text(row["words"])}) }},' for row in signs]
    return out + ['};', '', *tables]


# Those for which a table is made, since they are many.
NOTICE_PLACES = {'sender': True, 'local': False, 'failure': True, 'delay': True, 'reply': False}
MARK_PLACES = {'plain': True, 'decorated': True}


def word_lists(rows, places, kind):
    """For each place that words stand in a table that finds them, or an array."""
    out = []
    for row in unique(rows, 'in'):
        name = f'{row["in"]}_{kind}'
        one_of(row, 'in', places)
        if len(set(row['text'])) < len(row['text']) or any(words.encode().lower() != words.encode() or not words
                                                           for words in row['text']):
            raise Fault(f'{row["where"]}: a text stands twice, or is not in lower case')
        if places[row['in']]:
            out += skim(name, row['text'])
            continue
        out += [f'static const DsnSpan dsn_{name}[] = {{']
        out += [f'  {{ (const guint8 *) {text(words)}, {len(words.encode())} }},' for words in row['text']] + ['};', '']
    if len(rows) < len(places):
        raise Fault(f'{rows[0]["where"]}: a place has no words')
    return out


def compile_notice_words(sources):
    """Words of the From and the Subject of notices."""
    return header(sources, 'dsn-notice-word-table.h: words of the From and the Subject of notices') + \
        word_lists(load(sources[0], 'words', ('in', 'text')), NOTICE_PLACES, 'words')


def compile_notice_marks(sources):
    """Lines that say that the returned message follows."""
    return header(sources, 'dsn-notice-mark-table.h: lines that say that the returned message follows') + \
        word_lists(load(sources[0], 'marks', ('in', 'text')), MARK_PLACES, 'marks')


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
SEVERITIES = ('info', 'low', 'medium', 'high', 'critical')
TEXTS = ('causes', 'fix_sender', 'fix_receiver')
TRANSIENT_TEXTS = tuple('transient_' + key for key in TEXTS)
CATEGORY_KEYS = ('id', 'hard', 'scope', 'action', 'title', 'meaning', 'advice', 'severity') + TEXTS
CODE_KEYS = ('code', 'title', 'meaning', 'classes', 'permanent', 'source', 'severity', 'related')
CODE_OPTIONS = ('transient', 'replies', 'vague', 'transient_severity') + TEXTS + TRANSIENT_TEXTS
REPLY_KEYS = ('reply', 'title', 'meaning', 'code', 'source')


def in_order(rows, key):
    """Refuses rows that are not sorted by a key, or of which two have the same."""
    for before, row in zip(rows, rows[1:]):
        if key(before) >= key(row):
            raise Fault(f'{row["where"]}: must stand before {before["where"]}, or is there twice')
    return rows


def sentence(row, key, value):
    """Refuses what is no plain English sentence: markup, other blanks than one between words, more than 200 letters."""
    if not isinstance(value, str) or not re.fullmatch(r'[A-Z0-9][^`*_#|<>\[\]{}\\^~]*\.', value):
        raise Fault(f'{row["where"]}: {key} must be a sentence without markup: {value!r}')
    if ' '.join(value.split()) != value or not value.isascii() or len(value) > 200:
        raise Fault(f'{row["where"]}: {key} must be ASCII, at most 200 letters, one blank between words: {value!r}')


def sentences(row, keys):
    """Refuses a list of texts that is empty, long, or has a text twice."""
    for key in keys:
        if not isinstance(row[key], list) or not 1 <= len(row[key]) <= 5:
            raise Fault(f'{row["where"]}: {key} must be a list of one to five sentences')
        for value in row[key]:
            sentence(row, key, value)
        if len(set(row[key])) != len(row[key]):
            raise Fault(f'{row["where"]}: {key} has a sentence twice')


def plain(row):
    """Refuses a title that is no title and a meaning or advice that is no sentence."""
    if not 1 <= len(row['title'].split()) <= 5 or row['title'].endswith('.'):
        raise Fault(f'{row["where"]}: the title must have one to five words and no full stop')
    for key in ('meaning', 'advice'):
        if key in row:
            sentence(row, key, row[key])


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


def pair(code):
    """Subject and detail of a code, as C."""
    return '{{ {}, {} }}'.format(*code.split('.')[1:])


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
        sentences(row, TEXTS)
        one_of(row, 'severity', SEVERITIES)
        one_of(row, 'scope', CATEGORY_SCOPES)
        one_of(row, 'action', CATEGORY_ACTIONS)
        row['numbers'] = numbers(row, 'status') if 'status' in row else (0, 0, 0)
        if row['action'] == 'suppress' and not (row['hard'] and (
                row['scope'] == 'address' or row['id'] == 'no-mail-service')):
            raise Fault(f'{row["where"]}: only what is hard and about the address may lead to suppress')
        if (row['scope'] == 'none') != (row['action'] == 'none'):
            raise Fault(f'{row["where"]}: scope and action must both be none, or neither')
    return rows


def own_texts(row):
    """Refuses lists of texts of which one is missing, or that stand for two causes at once."""
    for keys in (TEXTS, TRANSIENT_TEXTS):
        missing = [key for key in keys if key not in row]
        if len(missing) not in (0, len(keys)):
            raise Fault(f'{row["where"]}: missing {missing}')
        sentences(row, set(keys) - set(missing))
    if ('causes' in row) < ('transient_causes' in row):
        raise Fault(f'{row["where"]}: causes must be there where transient_causes are')
    if row['permanent'] != row['transient'] and ('causes' in row) != ('transient_causes' in row):
        raise Fault(f'{row["where"]}: class 4 names another cause, so that transient_causes must be there too')


def related_codes(row, codes, path):
    """Refuses a code that is related to itself, to one twice, or to none that exists."""
    in_row = unique([{'where': row['where'], 'related': code} for code in [row['code']] + row['related']], 'related')
    for other in in_row:
        refers(other, 'related', other['related'], codes, path)
    if not 1 <= len(row['related']) <= 5 or 'X.0.0' in row['related']:
        raise Fault(f'{row["where"]}: related must be one to five codes, and X.0.0 none of them')


def load_codes(path, categories_path):
    """The enhanced status codes, each with its causes."""
    rows = load(path, 'code', CODE_KEYS, CODE_OPTIONS)
    codes = {row['code'] for row in rows}
    known = {row['id'] for row in load_categories(categories_path)}
    for row in rows:
        plain(row)
        klass, *row['numbers'] = numbers(row, 'code')
        row.setdefault('transient', row['permanent'])
        row.setdefault('replies', [])
        for key in ('permanent', 'transient'):
            refers(row, key, row[key], known, categories_path)
        row.setdefault('transient_severity', row['severity'])
        for key in ('severity', 'transient_severity'):
            one_of(row, key, SEVERITIES)
        refers(row, 'code', f'X.{row["numbers"][0]}.0', codes, path)
        own_texts(row)
        related_codes(row, codes, path)
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
            '  DsnScope scope;', '  DsnAdvice action;', '  DsnSeverity severity;', '  gboolean hard;']
    out += [chars(rows, key) for key in ('id', 'title', 'meaning', 'advice')]
    out += ['};', '', 'static const struct _DsnCategory dsn_categories[] = {']
    for row in rows:
        klass, subject, detail = row['numbers']
        out += [f'  {{ {{ {klass}, {subject}, {detail} }}, {constant("DSN_SCOPE_", row["scope"])}, '
                f'{constant("DSN_ADVICE_", row["action"])}, {constant("DSN_SEVERITY_", row["severity"])}, '
                f'{flag(row["hard"])},',
                '    ' + ', '.join(text(row[key]) for key in ('id', 'title', 'meaning', 'advice')) + ' },']
    out += ['};']
    return out


def compile_codes(sources):
    """The registry of enhanced status codes, sorted by number."""
    rows = load_codes(sources[0], sources[1])
    most, most_related = (max(len(row[key]) for row in rows) + 1 for key in ('replies', 'related'))
    out = header(sources, 'dsn-code-table.h: the registry of enhanced status codes')
    out += ['struct _DsnStatusRule {', '  guint16 subject;', '  guint16 detail;',
            '  guint8 permanent; /* DsnCategoryId */', '  guint8 transient; /* DsnCategoryId */', '  guint8 vague;',
            '  guint8 severity; /* DsnSeverity */', '  guint8 transient_severity; /* DsnSeverity */',
            '  guint8 classes[4]; /* ends with 0 */', f'  guint16 replies[{most}]; /* ends with 0 */',
            f'  guint16 related[{most_related}][2]; /* subject, detail; ends with 0, 0 */']
    out += [chars(rows, key) for key in ('title', 'meaning', 'source')]
    out += ['};', '', 'static const struct _DsnStatusRule dsn_status_rules[] = {']
    for row in rows:
        subject, detail = row['numbers']
        vague = detail == 0 or row.get('vague', False)
        classes, replies = (', '.join(map(str, row[key] + [0])) for key in ('classes', 'replies'))
        out += [f'  {{ {subject}, {detail}, {constant("DSN_CATEGORY_", row["permanent"])}, '
                f'{constant("DSN_CATEGORY_", row["transient"])}, {flag(vague)},',
                '    ' + ', '.join(constant('DSN_SEVERITY_', row[key]) for key in ('severity', 'transient_severity')) + ',',
                f'    {{ {classes} }}, {{ {replies} }}, {{ {", ".join(map(pair, row["related"] + ["X.0.0"]))} }},',
                '    ' + ', '.join(text(row[key]) for key in ('title', 'meaning', 'source')) + ' },']
    out += ['};']
    return out


def texts_of(row, klass, codes, categories):
    """The causes and fixes of a code: its own, those of the general code if it names the same cause, or the cause's."""
    cause, keys = ('transient', TRANSIENT_TEXTS) if klass == 4 else ('permanent', TEXTS)
    general = codes[f'X.{row["numbers"][0]}.0']
    for other in (row, general):
        if other[cause] == row[cause]:
            for names in (keys, TEXTS):
                if names[0] in other:
                    return [other[key] for key in names]
    return [categories[row[cause]][key] for key in TEXTS]


class Pool:
    """Texts that stand once in one array, and the lists of them."""

    def __init__(self):
        self.places, self.size, self.lists, self.firsts = {}, 0, {}, []

    def place(self, value):
        """Where in the array a text stands."""
        if value not in self.places:
            self.places[value] = self.size
            self.size += len(value.encode()) + 1
        return self.places[value]

    def list(self, values):
        """The number of a list."""
        values = tuple(values)
        if values not in self.lists:
            self.lists[values] = len(self.lists), len(self.firsts)
            self.firsts += [self.place(value) for value in values]
        return self.lists[values][0]


def compile_texts(sources):
    """Causes and fixes of all codes and categories, in the order of their tables; no pointer, no relocation."""
    categories = {row['id']: row for row in load_categories(sources[1])}
    codes = {row['code']: row for row in load_codes(sources[0], sources[1])}
    pool = Pool()
    triple = lambda lists: '{ ' + ', '.join(str(pool.list(values)) for values in lists) + ' }'
    of_category = [f'  {triple(row[key] for key in TEXTS)},' for row in categories.values()]
    of_code = [f'  {{ {triple(texts_of(row, 5, codes, categories))}, {triple(texts_of(row, 4, codes, categories))} }},'
               for row in codes.values()]
    out = header(sources, 'dsn-text-table.h: causes and fixes')
    out += ['struct _DsnTexts {', '  guint16 first;', '  guint16 count;', '};', '']
    out += ['static const char dsn_text_pool[] =', *(f'  {text(value)[:-1]}\\000"' for value in pool.places), ';', '']
    out += ['static const guint32 dsn_text_places[] = {', *(f'  {place},' for place in pool.firsts), '};', '',
            'static const struct _DsnTexts dsn_text_lists[] = {',
            *(f'  {{ {first}, {len(values)} }},' for values, (_, first) in pool.lists.items()), '};', '',
            'static const guint16 dsn_category_texts[][DSN_TEXT_KINDS] = {', *of_category, '};', '',
            '/* [0] for class 5, [1] for class 4 */',
            'static const guint16 dsn_status_texts[][2][DSN_TEXT_KINDS] = {', *of_code, '};']
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


WORDING_KEYS = ('id', 'vendor', 'text', 'code', 'category', 'source', 'witness')
WORDING_OPTIONS = ('not', 'reply', 'sent', 'name', 'spares', 'hard', 'scope', 'action')


def code_of(row, key, value):
    """Refuses what is no enhanced status code of class 4 or 5; gives it as C."""
    if not isinstance(value, str) or not re.fullmatch(r'[45]\.\d{1,3}\.\d{1,3}', value):
        raise Fault(f'{row["where"]}: {key} {value!r} is no enhanced status code of class 4 or 5')
    return '{ ' + value.replace('.', ', ') + ' }'


def load_wordings(sources):
    """All wordings, checked against the categories; the file of the categories comes first."""
    categories = {row['id'] for row in load_categories(sources[0])}
    rows = [row for source in sources[1:] for row in load(source, 'wording', WORDING_KEYS, WORDING_OPTIONS)]
    for row in unique(rows, 'id'):
        kebab(row)
        kebab(row, 'vendor')
        one_of(row, 'category', categories)
        for reply in row.get('reply', []):
            if type(reply) is not int or not (4 <= reply <= 5 or 400 <= reply <= 599):
                raise Fault(f'{row["where"]}: reply {reply!r} is neither a reply code nor the first digit of one')
        for key in ('text', 'witness', 'source'):
            if not row[key].strip():
                raise Fault(f'{row["where"]}: {key} is empty')
        for value in row.get('not', []):
            if not isinstance(value, str) or not value.strip():
                raise Fault(f'{row["where"]}: not {value!r} is no text')
    return rows


def compile_wordings(sources):
    """The rows of wordings as they stand; gen-wording makes of them what finds them."""
    rows = load_wordings(sources)
    out = header(sources, 'dsn-wording-rows.h: phrases that systems are known to write')
    for number, row in enumerate(rows):
        if 'reply' in row:
            out += [f'static const guint16 wording_replies_{number}[] = {{ {", ".join(map(str, row["reply"]))}, 0 }};']
        if 'sent' in row:
            codes = ', '.join(code_of(row, 'sent', code) for code in row['sent'])
            out += [f'static const DsnCode wording_sent_{number}[] = {{ {codes}, {{ 0, 0, 0 }} }};']
    out += ['', 'static const DsnWording dsn_wording_rows[] = {']
    for number, row in enumerate(rows):
        values = [text(row['id']), text(row['vendor']), text(row['text']), text(row['category']),
                  f'wording_replies_{number}' if 'reply' in row else 'NULL',
                  f'wording_sent_{number}' if 'sent' in row else 'NULL',
                  text(row['source']), text(row['witness']),
                  'TRUE' if row.get('name') else 'FALSE', 'TRUE' if row.get('spares') else 'FALSE',
                  constant('DSN_SCOPE_', one_of(row, 'scope', CATEGORY_SCOPES)) if 'scope' in row else 'DSN_SCOPE_NONE',
                  constant('DSN_ADVICE_', one_of(row, 'action', CATEGORY_ACTIONS)) if 'action' in row else 'DSN_ADVICE_NONE',
                  code_of(row, 'code', row['code']), str(int(row['hard'])) if 'hard' in row else '-1']
        out += [f'  {{ {", ".join(values)} }},']
    out += ['};']
    return out


def compile_wording_nots(sources):
    """Texts that rows of wordings must not match, for the tests; rows by their place in the table."""
    out = header(sources, 'dsn-wording-nots.h: texts that wordings must not match')
    out += ['static const struct DsnWordingNot {', '  guint32 row;', '  const char *text;', '} dsn_wording_nots[] = {']
    out += [f'  {{ {number}, {text(value)} }},'
            for number, row in enumerate(load_wordings(sources)) for value in row.get('not', [])]
    out += ['};']
    return out


def blocklist_page(row, key):
    """Refuses what is no https page: other bytes than printable ones, or more than 200."""
    if not re.fullmatch(r'https://[a-z0-9.-]+\.[a-z]+/[!-~]*', row[key]) or re.search(r'["<>\\^`]', row[key]):
        raise Fault(f'{row["where"]}: {key} {row[key]!r} is no https page')
    if len(row[key]) > 200 or row[key].count('{') != row[key].count('{ip}') or \
            row[key].count('{ip}') != (1 if key == 'lookup' else 0):
        raise Fault(f'{row["where"]}: {key} {row[key]!r} is too long, or {{ip}} is not where it must be')


def blocklist_names(rows):
    """What names each list: the word or host that it begins with, what follows, and the row's number; sorted."""
    names = []
    for number, row in enumerate(rows):
        for name in row['names']:
            match = re.fullmatch(r'([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)((?:[ /][!-~ ]*)?)', name.lower()) \
                if isinstance(name, str) and 4 <= len(name) <= 60 else None
            if not match:
                raise Fault(f'{row["where"]}: names: {name!r} is no name of 4 to 60 characters')
            names.append({'where': row['where'], 'names': match.groups(), 'row': number})
    unique(names, 'names')
    return sorted(names, key=lambda name: name['names'])


def compile_blocklists(sources):
    """The blocklists, and what names them."""
    rows = load(sources[0], 'blocklist', ('id', 'title', 'names', 'page', 'source'), ('lookup', 'general'))
    for row in in_order(rows, lambda row: row['id']):
        kebab(row)
        if not re.fullmatch(r'[!-~]+( [!-~]+)*', row['title']) or len(row['title']) > 60:
            raise Fault(f'{row["where"]}: title {row["title"]!r} is no title')
        for key in {'page', 'lookup'} & set(row):
            blocklist_page(row, key)
        row.setdefault('lookup', '')
    names = blocklist_names(rows)
    out = header(sources, 'dsn-blocklist-table.h: blocklists, and what names them')
    out += ['static const struct DsnBlocklistRow {', *(chars(rows, key) for key in ('id', 'title', 'page', 'lookup')),
            '  guint8 general;', '} dsn_blocklist_rows[] = {']
    out += [f'  {{ {", ".join(text(row[key]) for key in ("id", "title", "page", "lookup"))}, '
            f'{flag(row.get("general", False))} }},' for row in rows]
    most = max(len(''.join(name['names'])) for name in names) + 1
    out += ['};', '', 'static const struct DsnBlocklistName {', f'  char text[{most}];', '  guint8 head; /* its first word or its host */',
            '  guint8 len;', '  guint16 row;', '} dsn_blocklist_names[] = {']
    out += [f'  {{ {text("".join(name["names"]))}, {len(name["names"][0])}, {len("".join(name["names"]))}, {name["row"]} }},'
            for name in names]
    heads = {len(name['names'][0]) * 32 + (ord(name['names'][0][0]) & 0x1f) for name in names}
    words = [sum({1 << head % 64 for head in heads if head % 512 // 64 == index}) for index in range(8)]
    out += ['};', '', '/* Which lengths and first letters heads have: a bit for each, see may_be_head (). */',
            f'static const guint64 dsn_blocklist_heads[] = {{ {", ".join(f"G_GUINT64_CONSTANT ({n})" for n in words)} }};']
    return out


DNS_SIDES = ('good', 'permanent', 'transient', 'sender', 'recipient', 'note')
DNS_STATES = ('usable', 'null-mx', 'nodata', 'nxdomain', 'hijack', 'empty', 'useless', 'bogon', 'stale', 'servfail', 'bogus',
              'timeout', 'refused', 'policy', 'truncated', 'lame')
DNS_PATTERNS = ('any', 'mixed', 'disagree', 'no-usable', 'some-bogus')
DNS_NEEDS = ('independent', 'silence', 'no-connection')
DNS_ACTIONS = ('none', 'retry', 'hold', 'suppress')
DNS_COLUMNS = ('local', 'independent', 'authority')
# What a domain must say of itself for its addresses to be given up.
DNS_FINAL = {'null-mx', 'nxdomain', 'hijack'}


def load_observations(path):
    """What one server's answer shows."""
    rows = in_order(unique(load(path, 'observation', ('id', 'name', 'side', 'title', 'meaning', 'source'), ('state', 'advice')),
                           'name'), lambda row: row['id'])
    for row in rows:
        if not re.fullmatch(r'O-\d\d', row['id']):
            raise Fault(f'{row["where"]}: id {row["id"]!r} is not O- and two digits')
        kebab(row, 'name')
        plain(row)
        one_of(row, 'side', DNS_SIDES)
        if 'state' in row:
            one_of(row, 'state', DNS_STATES)
    return rows


def compile_observations(sources):
    """The observations for the headers."""
    rows = load_observations(sources[0])
    return header(sources, 'dsn-observation-table.h: what the answer of a name server shows') + [
        'typedef enum {'] + [f'  {constant("DSN_OBSERVATION_", row["name"])},' for row in rows] + [
        '  DSN_OBSERVATION_COUNT', '} DsnObservation;']


def compile_observation_rows(sources):
    """What each observation is called and means."""
    out = header(sources, 'dsn-observation-rows.h: what observations are called and mean')
    out += ['static const DsnObservationRow dsn_observation_rows[] = {']
    for row in load_observations(sources[0]):
        texts = ', '.join(text(row.get(key)) for key in ('id', 'name', 'title', 'meaning', 'advice'))
        out += [f'  {{ {texts}, {constant("DSN_SIDE_", row["side"])}, {constant("DSN_STATE_", row.get("state", "none"))} }},']
    return out + ['};']


def dns_column(row, key):
    """A column as C: a bit for each of its words."""
    words = row[key]
    if not words or len(set(map(str, words))) != len(words):
        raise Fault(f'{row["where"]}: {key} is empty, or has a word twice')
    for word in words:
        one_of({'where': row['where'], key: word}, key, DNS_STATES + DNS_PATTERNS)
    if set(words) & set(DNS_PATTERNS) and len(words) > 1:
        raise Fault(f'{row["where"]}: {key}: a pattern stands alone')
    return ' | '.join(f'DSN_COLUMN ({constant("DSN_STATE_", word)})' if word in DNS_STATES else constant('DSN_COLUMN_', word)
                      for word in words)


def compile_conclusions(sources):
    """What the answers of all sides mean together."""
    rows = load(sources[0], 'conclusion', ('id', 'title', *DNS_COLUMNS, 'who', 'action', 'meaning', 'advice', 'source'),
                ('needs', 'failing'))
    out = header(sources, 'dsn-conclusion-table.h: what the answers of all sides mean together')
    out += ['static const DsnConclusion dsn_conclusions[] = {']
    for row in unique(rows, 'id'):
        if not re.fullmatch(r'C-\d\d', row['id']):
            raise Fault(f'{row["where"]}: id {row["id"]!r} is not C- and two digits')
        plain(row)
        one_of(row, 'action', DNS_ACTIONS)
        columns = [dns_column(row, key) for key in DNS_COLUMNS]
        if row['action'] == 'suppress' and not set().union(*(row[key] for key in DNS_COLUMNS)) <= DNS_FINAL:
            raise Fault(f'{row["where"]}: only what a domain says of itself may lead to suppress')
        needs = [constant('DSN_NEED_', one_of({'where': row['where'], 'needs': word}, 'needs', DNS_NEEDS))
                 for word in row.get('needs', [])]
        out += [f'  {{ {", ".join(text(row[key]) for key in ("id", "title", "who", "meaning", "advice"))},',
                f'    {constant("DSN_CHECK_", row["action"])}, {{ {", ".join(columns)} }}, {" | ".join(needs) or "0"}, '
                f'{flag(row.get("failing", False))} }},']
    return out + ['};']


def compile_special_names(sources):
    """Names that are not for the internet, and servers that anybody may ask."""
    rows = in_order(load(sources[0], 'special-name', ('name', 'source')), lambda row: row['name'])
    out = header(sources, 'dsn-special-name-table.h: names that are not for the internet')
    out += ['static const char *const dsn_special_names[] = {']
    for row in rows:
        if not re.fullmatch(r'[a-z0-9-]+(\.[a-z0-9-]+)*', row['name']):
            raise Fault(f'{row["where"]}: name {row["name"]!r} is no domain name in lower case')
        out += [f'  {text(row["name"])},']
    return out + ['};']


def compile_selectors(sources):
    """Selectors of DKIM that are in use."""
    rows = in_order(unique(load(sources[0], 'selector', ('name', 'title', 'source')), 'name'), lambda row: row['name'])
    out = header(sources, 'dsn-selector-table.h: selectors of DKIM that are in use')
    return out + ['static const char *const dsn_selectors[] = {'] + [
        f'  {text(dns_name(row, "name", row["name"], r"[a-z0-9-]+"))},' for row in rows] + ['  NULL,', '};']


def addresses(sources, table, keys, name, summary):
    """A list of addresses as C, ended by NULL."""
    rows = unique(load(sources[0], table, ('address', *keys, 'source')), 'address')
    out = header(sources, summary) + [f'static const char *const {name}[] = {{']
    for row in rows:
        try:
            ipaddress.ip_address(row['address'])
        except ValueError:
            raise Fault(f'{row["where"]}: address {row["address"]!r} is no IP address') from None
        out += [f'  {text(row["address"])},']
    return out + ['  NULL,', '};']


def compile_public_resolvers(sources):
    """Resolvers that anybody may ask."""
    return addresses(sources, 'resolver', ('title',), 'dsn_public_resolvers',
                     'dsn-public-resolver-table.h: resolvers that anybody may ask')


def compile_root_servers(sources):
    """Where the walk from the root begins."""
    return addresses(sources, 'root-server', ('name',), 'dsn_root_servers', 'dsn-root-server-table.h: the servers of the root')


def dns_name(row, key, value, pattern):
    """Refuses what is no domain name in lower case, or no pattern of one."""
    if not isinstance(value, str) or not re.fullmatch(pattern, value) or len(value) > 100:
        raise Fault(f'{row["where"]}: {key} {value!r} is no domain name in lower case')
    return value


def compile_typos(sources):
    """Domains that people type when they mean another."""
    rows = in_order(load(sources[0], 'typo', ('typed', 'meant', 'source')), lambda row: row['typed'])
    out = header(sources, 'dsn-typo-table.h: domains that people type when they mean another')
    out += ['static const struct DsnTypo {', chars(rows, 'typed'), chars(rows, 'meant'), '} dsn_typos[] = {']
    for row in rows:
        for key in ('typed', 'meant'):
            dns_name(row, key, row[key], r'\.?[a-z0-9-]+(\.[a-z0-9-]+)*')
        if row['typed'].startswith('.') != row['meant'].startswith('.') or row['typed'] == row['meant']:
            raise Fault(f'{row["where"]}: an end stands for an end, a name for another name')
        out += [f'  {{ {text(row["typed"])}, {text(row["meant"])} }},']
    return out + ['};']


FAMILY_KINDS = {'mailbox', 'isp', 'mobile', 'hosted', 'gateway'}


def compile_families(sources):
    """Domains whose mail one provider handles."""
    rows = in_order(load(sources[0], 'family', ('id', 'kind', 'source'), ('domains', 'mx')), lambda row: row['id'])
    out = header(sources, 'dsn-family-table.h: domains whose mail one provider handles')
    for number, row in enumerate(rows):
        kebab(row)
        one_of(row, 'kind', FAMILY_KINDS)
        if not row.get('domains') and not row.get('mx'):
            raise Fault(f'{row["where"]}: neither domains nor mx')
        for key, pattern in ('domains', r'[a-z0-9-]+(\.[a-z0-9-]+)*(\.[a-z0-9-]+|\.\*)'), ('mx', r'[a-z0-9*-]+(\.[a-z0-9*-]+)+'):
            values = row.get(key, [])
            unique([{'where': row['where'], key: dns_name(row, key, value, pattern)} for value in values], key)
            out += [f'static const char *const family_{key}_{number}[] = {{ {"".join(text(v) + ", " for v in values)}NULL }};']
    out += ['static const DsnFamily dsn_families[] = {']
    out += [f'  {{ {text(row["id"])}, {flag(row["kind"] in ("mailbox", "isp", "mobile"))}, family_domains_{number}, family_mx_{number} }},'
            for number, row in enumerate(rows)]
    return out + ['};']


def load_patterns(path):
    """What several failures, connections or reports show."""
    rows = in_order(unique(load(path, 'pattern', ('id', 'name', 'title', 'meaning', 'advice', 'action', 'source'),
                                ('category', 'status', 'words')), 'name'), lambda row: row['id'])
    for row in rows:
        if not re.fullmatch(r'[BN]-\d\d', row['id']):
            raise Fault(f'{row["where"]}: id {row["id"]!r} is not B- or N- and two digits')
        kebab(row, 'name')
        plain(row)
        one_of(row, 'action', set(DNS_ACTIONS) - {'suppress'})
        if ('category' in row) != ('words' in row) or ('status' in row and 'words' not in row):
            raise Fault(f'{row["where"]}: category and words go together, and status only with them')
        for word in row.get('words', []):
            if not isinstance(word, str) or len(word) < 4 or word != word.lower() or not word.isascii():
                raise Fault(f'{row["where"]}: words are ASCII in lower case, of four letters at the least')
    return rows


def compile_patterns(sources):
    """The patterns for the headers."""
    return header(sources, 'dsn-pattern-table.h: what several failures, or connections, show') + [
        'typedef enum {'] + [f'  {constant("DSN_PATTERN_", row["name"])},' for row in load_patterns(sources[0])] + [
        '  DSN_PATTERN_COUNT', '} DsnPattern;']


def compile_pattern_rows(sources):
    """What each pattern is called and means, and which reports show it."""
    categories = {row['id'] for row in load_categories(sources[1])}
    rows = load_patterns(sources[0])
    out = header(sources, 'dsn-pattern-rows.h: what patterns are called and mean')
    for number, row in enumerate(rows):
        if 'category' in row:
            one_of(row, 'category', categories)
            out += [f'static const char *const pattern_words_{number}[] = {{ {"".join(text(word) + ", " for word in row["words"])}NULL }};']
    out += ['static const DsnPatternRow dsn_pattern_rows[] = {']
    for number, row in enumerate(rows):
        seen = f'{text(row["category"])}, {text(row["status"]) if "status" in row else "NULL"}, pattern_words_{number}' \
            if 'category' in row else 'NULL, NULL, NULL'
        out += [f'  {{ {", ".join(text(row[key]) for key in ("id", "title", "meaning", "advice"))}, '
                f'{constant("DSN_CHECK_", row["action"])}, {seen} }},']
    return out + ['};']


def compile_windows(sources):
    """How long a failure has lasted, the longest first."""
    rows = in_order(load(sources[0], 'window', ('id', 'minutes', 'title', 'advice', 'source'), ('escalate',)), lambda row: row['id'])
    out = header(sources, 'dsn-window-table.h: how long a failure has lasted')
    out += ['static const DsnWindow dsn_windows[] = {']
    for row in sorted(unique(rows, 'minutes'), key=lambda row: -row['minutes']):
        kebab(row)
        plain(row)
        if not 0 <= row['minutes'] <= 100000 or not any(other['minutes'] == 0 for other in rows):
            raise Fault(f'{row["where"]}: minutes must begin at 0, and be no more than 100000')
        out += [f'  {{ {text(row["id"])}, {text(row["title"])}, {text(row["advice"])}, {row["minutes"]}, '
                f'{flag(row.get("escalate", False))} }},']
    return out + ['};']


def compile_dnsbls(sources):
    """Blocklists that are asked over DNS."""
    rows = in_order(unique(load(sources[0], 'dnsbl', ('id', 'title', 'zone', 'source'), ('ipv6',)), 'zone'), lambda row: row['id'])
    out = header(sources, 'dsn-dnsbl-table.h: blocklists that are asked over DNS')
    out += ['static const DsnDnsbl dsn_dnsbls[] = {']
    for row in rows:
        kebab(row)
        dns_name(row, 'zone', row['zone'], r'[a-z0-9-]+(\.[a-z0-9-]+)+')
        out += [f'  {{ {text(row["id"])}, {text(row["title"])}, {text(row["zone"])}, {flag(row.get("ipv6", False))} }},']
    return out + ['};']


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
