#!/usr/bin/env python3
"""test-rules.py: tables of rules: what compile.py refuses, and that rows and code know each other."""
import os
import re
import subprocess
import sys
import tempfile
import tomllib

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, equal, source

RULES = os.path.join(tap.ROOT, 'src', 'rules')
COMPILE = os.path.join(RULES, 'compile.py')


def targets():
    """How the build compiles each table: the kind, its inputs, and the name of the output."""
    text = source('src', 'rules', 'meson.build')
    for block in re.findall(r'custom_target\((.*?)(?=custom_target\(|\Z)', text, re.S):
        inputs = re.search(r"input: (\[.*?\]|'[^']+')", block, re.S)[1]
        yield (re.search(r"compile_py, '([^']+)'", block)[1], re.findall(r"'([^']+)'", inputs),
               re.search(r"output: '([^']+)'", block)[1])


TARGETS = list(targets())
# The kinds that check rows; a digest takes any bytes, and rows of defects were checked before.
CHECKED = [row for row in TARGETS if row[0] not in ('digest', 'defect-rows')]


def compile_table(kind, paths, seed='0'):
    """Runs compile.py; gives its exit status, its message and its output, None if it wrote none."""
    with tempfile.TemporaryDirectory(prefix='dsn-rules-') as folder:
        path = os.path.join(folder, 'out.h')
        result = subprocess.run([sys.executable, COMPILE, kind, *paths, path], capture_output=True, text=True,
                                timeout=tap.TIMEOUT, check=False, cwd=folder,
                                env={**os.environ, 'PYTHONHASHSEED': seed})
        text = None
        if os.path.exists(path):
            with open(path, 'rb') as file:
                text = file.read()
        return result.returncode, result.stderr, text


def compile_changed(kind, inputs, content):
    """The same with the first input replaced."""
    with tempfile.TemporaryDirectory(prefix='dsn-rules-') as folder:
        path = os.path.join(folder, inputs[0])
        with open(path, 'w', encoding='utf-8') as file:
            file.write(content)
        return compile_table(kind, [path] + [os.path.join(RULES, name) for name in inputs[1:]])


def refuse(kind, inputs, content, *words):
    """It is refused in one line that names the file and the entry, and nothing is written."""
    status, message, written = compile_changed(kind, inputs, content)
    check(status != 0, 'it was taken:', content[-300:])
    equal(written, None, 'the output')
    equal(message.count('\n'), 1, f'lines: {message}')
    for word in (inputs[0], *words):
        check(word in message, message, 'does not name', word)


# The value of a key: the rest of its line, or a list that goes over several lines.
VALUE = r'(\[\n(?:.*\n)*?\]|.*)'


def rows(name):
    """A table as text: what stands before the rows, and each row."""
    text = source('src', 'rules', name)
    pieces = re.split(r'(?m)^(?=\[\[)', text)
    return pieces[0], pieces[1:]


def name_of(row):
    """What an entry is called in messages."""
    entry = next(iter(tomllib.loads(row).values()))[0]
    return str(next((entry[key] for key in ('id', 'reply', 'word', 'code', 'address', 'typed', 'name') if key in entry), ''))


def check_deterministic(kind, inputs):
    paths = [os.path.join(RULES, name) for name in inputs]
    first, second = compile_table(kind, paths, '1'), compile_table(kind, paths, '2')
    equal(first[:2], (0, ''))
    check(first[2], 'no output')
    equal(first[2], second[2], 'the second time')
    equal(re.findall(rb'/(?:home|root|tmp|work)/', first[2]), [], 'paths in the output')


def check_unknown_key(kind, inputs):
    head, entries = rows(inputs[0])
    entry = entries[1].rstrip() + '\ncolour = "red"\n\n'
    refuse(kind, inputs, head + ''.join([entries[0], entry, *entries[2:]]), 'colour', name_of(entries[1]), '2')


def check_missing_key(kind, inputs):
    """Each key without which no row can be read."""
    head, entries = rows(inputs[0])
    required = set.intersection(*({line.split(' ')[0] for line in entry.splitlines() if ' = ' in line or '= ' in line}
                                  for entry in entries))
    parsed = [set(next(iter(tomllib.loads(entry).values()))[0]) for entry in entries]
    required &= set.intersection(*parsed)
    check(required, 'no key stands in every row of', inputs[0])
    for key in sorted(required):
        entry = re.sub(rf'(?m)^{key}\s*= ?{VALUE}\n', '', entries[1], count=1)
        refuse(kind, inputs, head + ''.join([entries[0], entry, *entries[2:]]), key)


def check_duplicate(kind, inputs):
    """The same row twice, side by side and far apart."""
    head, entries = rows(inputs[0])
    refuse(kind, inputs, head + ''.join([entries[0], entries[1].rstrip() + '\n\n', *entries[1:]]), name_of(entries[1]))
    refuse(kind, inputs, head + ''.join([*entries, '\n', entries[1]]), name_of(entries[1]))


def check_other_table(kind, inputs):
    head, entries = rows(inputs[0])
    refuse(kind, inputs, head + ''.join(entries) + '\n[[stranger]]\nid = "x"\n')


def check_no_toml(kind, inputs):
    refuse(kind, inputs, ''.join(rows(inputs[0])[1]) + '\nthis is no TOML\n')


def check_no_rows(kind, inputs):
    refuse(kind, inputs, '# nothing\n')


def check_number_for_text(kind, inputs):
    """A value of the wrong type is refused as well, not with a traceback."""
    head, entries = rows(inputs[0])
    key = next(k for k, v in next(iter(tomllib.loads(entries[1]).values()))[0].items() if isinstance(v, str))
    entry = re.sub(rf'(?m)^({key}\s*=).*$', r'\1 7', entries[1], count=1)
    refuse(kind, inputs, head + ''.join([entries[0], entry, *entries[2:]]), key)


for target in TARGETS:
    tap.add('deterministic-' + target[0], check_deterministic, *target[:2])
for target in CHECKED:
    for test in (check_unknown_key, check_missing_key, check_duplicate, check_other_table, check_no_toml,
                 check_no_rows, check_number_for_text):
        tap.add(f'{test.__name__[6:].replace("_", "-")}-{target[0]}', test, *target[:2])


def check_bad_value(kind, key, value, *words):
    """One value of the second row is changed."""
    inputs = next(row[1] for row in TARGETS if row[0] == kind)
    head, entries = rows(inputs[0])
    number = next(n for n, entry in enumerate(entries) if n > 0 and re.search(rf'(?m)^{key}\s*=', entry))
    entry = re.sub(rf'(?m)^({key}\s*=) ?{VALUE}$', lambda m: f'{m[1]} {value}', entries[number], count=1)
    name = [] if key in ('id', 'code', 'reply', 'word') else [name_of(entries[number])]
    refuse(kind, inputs, head + ''.join(entries[:number] + [entry] + entries[number + 1:]), *name, *words)


for row in (
        ('defects', 'id', '"Bad_Name"', 'Bad_Name', 'kebab'),
        ('defects', 'id', '"ends-"', 'ends-', 'kebab'),
        ('defects', 'number', '0', '1 to 999'),
        ('defects', 'number', '1000', '1 to 999'),
        ('generators', 'id', '"Bad Name"', 'Bad Name', 'kebab'),
        ('generators', 'in', '"body"', 'body'),
        ('fields', 'id', '"Bad.Name"', 'Bad.Name', 'kebab'),
        ('fields', 'name', '"ORIGINAL-envelope-id"', 'original-envelope-id'),
        ('fields', 'scope', '"part"', 'part'),
        ('fields', 'kind', '"colour"', 'colour'),
        ('actions', 'action', '"exploded"', 'exploded'),
        ('blocklists', 'id', '"Bad Name"', 'Bad Name'),
        ('blocklists', 'title', '"Two  blanks"', 'Two  blanks'),
        ('blocklists', 'names', '["org"]', 'org'),
        ('blocklists', 'names', '[7]', '7'),
        ('blocklists', 'names', '["-zone.example.org"]', '-zone'),
        ('blocklists', 'names', '["ZEN.spamhaus.org"]', 'zen.spamhaus.org'),
        ('blocklists', 'page', '"http://example.org/"', 'http://'),
        ('blocklists', 'page', '"https://example.org/{ip}"', '{ip}'),
        ('blocklists', 'page', r'"https://example.org/\"x"', 'https'),
        ('blocklists', 'lookup', '"https://example.org/"', 'ip'),
        ('blocklists', 'lookup', '"https://example.org/{ip}{ip}"', 'ip'),
        ('blocklists', 'lookup', '"https://example.org/{ip}{name}"', 'name'),
        ('categories', 'id', '"Zz"', 'Zz'),
        ('categories', 'scope', '"planet"', 'planet'),
        ('categories', 'action', '"pray"', 'pray'),
        ('categories', 'status', '"5.1"', '5.1'),
        ('categories', 'status', '"3.1.1"', '3.1.1'),
        ('categories', 'title', '"A title that has too many words in it"', 'title'),
        ('categories', 'meaning', '"no sentence"', 'meaning'),
        ('categories', 'severity', '"grave"', 'grave'),
        ('categories', 'causes', '[]', 'causes'),
        ('categories', 'causes', '["One cause.", "One cause."]', 'twice'),
        ('categories', 'causes', '[7]', 'causes'),
        ('categories', 'fix_sender', '["Mend it"]', 'Mend it'),
        ('categories', 'fix_sender', '["Mend *it*."]', 'Mend *it*.'),
        ('categories', 'fix_sender', '["Mend  it."]', 'Mend  it.'),
        ('categories', 'fix_receiver', f'["Mend it{", and it" * 30}."]', '200'),
        ('codes', 'severity', '"grave"', 'grave'),
        ('codes', 'transient_severity', '"grave"', 'grave'),
        ('codes', 'related', '["X.9.9"]', 'X.9.9'),
        ('codes', 'related', '["X.1.1", "X.1.1"]', 'X.1.1'),
        ('codes', 'related', '["X.1.0"]', 'X.1.0'),
        ('codes', 'related', '["X.0.0"]', 'X.0.0'),
        ('codes', 'related', '[]', 'related'),
        ('codes', 'permanent', '"no-such-category"', 'no-such-category'),
        ('codes', 'code', '"X.1.1111"', 'X.1.1111'),
        ('codes', 'code', '"X.01.1"', 'X.01.1'),
        ('codes', 'classes', '[3]', 'classes'),
        ('codes', 'replies', '[250]', 'replies'),
        ('replies', 'code', '"X.99.99"', 'X.99.99'),
        ('replies', 'category', '"no-such-category"', 'no-such-category'),
        ('replies', 'reply', '399', '399'),
):
    tap.add(f'bad-{row[0]}-{row[1]}-{row[2]}', check_bad_value, *row)


@tap.case
def suppress_needs_an_address():
    """DESIGN.md section 4, 3: no row can make a full mailbox or a policy lead to suppress."""
    inputs = next(row[1] for row in TARGETS if row[0] == 'categories')
    head, entries = rows(inputs[0])
    for name in ('policy-violation', 'mailbox-full', 'dns-failure'):
        changed = [re.sub(r'(?m)^action\s*=.*$', 'action = "suppress"', e) if name_of(e) == name else e for e in entries]
        check(changed != entries, name, 'is no category')
        refuse('categories', inputs, head + ''.join(changed), name, 'suppress')


@tap.case
def lists_of_texts_come_together():
    """A code has all lists or none, and both sets where class 4 names another cause."""
    inputs = next(row[1] for row in TARGETS if row[0] == 'codes')
    head, entries = rows(inputs[0])
    first = entries[0]
    for pattern, word in ((r'fix_receiver', 'fix_receiver'), (r'transient_causes', 'transient_causes'),
                          (r'transient_(?:causes|fix_sender|fix_receiver)', 'transient_causes'),
                          (r'(?:causes|fix_sender|fix_receiver)', 'transient_causes')):
        changed = re.sub(rf'(?m)^{pattern}\s*= ?{VALUE}\n', '', first)
        check(changed != first, pattern, 'is no key of', name_of(first))
        refuse('codes', inputs, head + ''.join([changed, *entries[1:]]), name_of(first), word)


WORDING = {'id': '"toy-no-such-user"', 'vendor': '"any"', 'text': '"no such toy user"', 'code': '"5.1.1"',
           'category': '"user-unknown"', 'source': '"a test"', 'witness': '"550 no such toy user"'}


def compile_rows(kind, *toml_rows):
    """Compiles rows of wordings; gives the exit status, the message and the output."""
    with tempfile.TemporaryDirectory(prefix='dsn-rules-') as folder:
        path = os.path.join(folder, 'toys.toml')
        with open(path, 'w', encoding='utf-8') as file:
            for row in toml_rows:
                file.write('[[wording]]\n' + ''.join(f'{key} = {value}\n' for key, value in row.items()))
        return compile_table(kind, [os.path.join(RULES, 'categories.toml'), path])


def check_bad_wording(changes, *words):
    """A row that is good but for the changes (None: the key is left out) is refused."""
    row = {key: value for key, value in {**WORDING, **changes}.items() if value is not None}
    other = {**WORDING, 'id': '"another"', 'text': '"another text"', 'witness': '"550 another text"'}
    status, message, written = compile_rows('wordings', other, row)
    check(status != 0 and written is None, 'it was taken:', row)
    equal(message.count('\n'), 1, f'lines: {message}')
    for word in ('toys.toml', 'wording 2', *words):
        check(word in message, message, 'does not name', word)


for name, changes, *words in (
        ('no-witness', {'witness': None}, 'missing', 'witness'),
        ('empty-witness', {'witness': '""'}, 'witness'),
        ('no-source', {'source': None}, 'missing', 'source'),
        ('empty-text', {'text': '" "'}, 'text'),
        ('unknown-key', {'colour': '"red"'}, 'unknown', 'colour'),
        ('unknown-category', {'category': '"no-such-cause"'}, 'no-such-cause'),
        ('duplicate-id', {'id': '"another"'}, 'another', 'wording 1'),
        ('id', {'id': '"Bad Name"'}, 'kebab'),
        ('vendor', {'vendor': '"Bad Name"'}, 'kebab'),
        ('code', {'code': '"5.1"'}, '5.1'),
        ('code-of-class-2', {'code': '"2.1.5"'}, '2.1.5'),
        ('sent', {'sent': '["3.1.1"]'}, '3.1.1'),
        ('sent-no-list', {'sent': '"5.1.1"'}, 'sent', 'list'),
        ('sent-number', {'sent': '[5]'}, 'sent', '5'),
        ('reply', {'reply': '[250]'}, '250'),
        ('reply-words', {'reply': '["550"]'}, '550'),
        ('not-no-text', {'not': '[7]'}, 'not', '7'),
        ('not-empty', {'not': '[""]'}, 'not'),
        ('scope', {'scope': '"planet"'}, 'planet'),
        ('action', {'action': '"pray"'}, 'pray'),
        ('hard', {'hard': '"yes"'}, 'hard', 'bool'),
        ('name', {'name': '"yes"'}, 'name', 'bool'),
):
    tap.add('bad-wording-' + name, check_bad_wording, changes, *words)


@tap.case
def good_wording():
    """What the rows above are but for one key; and what it must not match comes out for the tests."""
    status, message, written = compile_rows('wordings', WORDING)
    equal((status, message), (0, ''))
    check(b'"toy-no-such-user"' in written, written)
    status, message, written = compile_rows('wording-nots', WORDING, {**WORDING, 'id': '"b"', 'not': '["no such toys"]'})
    equal((status, message), (0, ''))
    check(b'{ 1, "no such toys" }' in written, written)


@tap.case
def order_matters():
    for kind in ('blocklists', 'categories', 'codes', 'replies'):
        inputs = next(row[1] for row in TARGETS if row[0] == kind)
        head, entries = rows(inputs[0])
        refuse(kind, inputs, head + ''.join([*entries[:2], entries[3], entries[2], *entries[4:]]), name_of(entries[2]))


@tap.case
def usage():
    for words in ([], ['defects'], ['nonsense', 'a', 'b'], ['defects', '/nonexistent.toml', '/dev/null']):
        result = subprocess.run([sys.executable, COMPILE, *words], capture_output=True, text=True, check=False)
        check(result.returncode != 0 and 'Traceback' not in result.stderr, words, result.stderr)


def defects():
    """The ids of defects: those in use, and those that were retired."""
    with open(os.path.join(RULES, 'defects.toml'), 'rb') as file:
        table = tomllib.load(file)['defect']
    return {d['id'] for d in table if not d.get('retired')}, {d['id'] for d in table if d.get('retired')}


def used_defects():
    names = set()
    for path in tap.files('src', ('.c', '.h')):
        names |= set(re.findall(r'\bDSN_DEFECT_([A-Z0-9_]+)\b', source(path)))
    return {name.lower().replace('_', '-') for name in names}


@tap.case
def defects_are_used():
    tap.none(defects()[0] - used_defects(), 'in defects.toml and never recorded')


@tap.case
def used_defects_exist():
    tap.none(used_defects() - defects()[0], 'recorded and not in defects.toml, or retired there')


@tap.case
def categories_are_the_taxonomy():
    """The closed list of categories, where it is at hand."""
    shared = os.environ.get('DSN_SHARED', os.path.join(tap.ROOT, '..', 'shared'))
    path = os.path.join(shared, 'bench', 'taxonomy.tsv')
    if not os.path.exists(path):
        raise tap.Skip('no taxonomy.tsv')
    with open(path, encoding='utf-8') as file:
        lines = [line.rstrip('\n').split('\t') for line in file if line.strip() and not line.startswith('#')]
    header, table = lines[0], {line[0]: line[1] for line in lines[1:]}
    equal(header[:2], ['category', 'hard_default'])
    with open(os.path.join(RULES, 'categories.toml'), 'rb') as file:
        ours = {c['id']: 'hard' if c['hard'] else 'soft' for c in tomllib.load(file)['category']}
    equal(sorted(ours), sorted(table))
    tap.none([f'{name}: {ours[name]}, not {wanted}' for name, wanted in table.items()
              if wanted in ('hard', 'soft') and ours[name] != wanted], 'hard or soft')


tap.run()
