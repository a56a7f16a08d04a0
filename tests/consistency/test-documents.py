#!/usr/bin/env python3
"""test-documents.py: what the code writes and takes, against what the documents say of it."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, source

# What dsn takes that is no option of a command's table.
# What dsn takes in place of a command; of these, --help goes with every command, too.
ALWAYS = set(re.findall(r'(?m)^  (?:-\w, |    )(--[a-z-]+)', dsn('--help').stdout.decode()))


def page(*path):
    """A man page as text, without its roff escapes and macros."""
    if not os.path.exists(os.path.join(tap.ROOT, *path)):
        raise tap.Skip(f'{path[-1]} is not there yet')
    text = source(*path)
    text = re.sub(r'\\f[BIRP]', '', text)
    text = re.sub(r'\bFl -(?=\w)', '--', text)
    for escape, char in (('\\-', '-'), ('\\&', ''), ('\\(aq', "'"), ('\\(dq', '"'), ('\\e', '\\'), ('\\ ', ' ')):
        text = text.replace(escape, char)
    return text


def commands():
    """The commands that --help lists."""
    text = dsn('--help').stdout.decode().split('commands:')[1].split('options:')[0]
    return re.findall(r'(?m)^  ([a-z]+) ', text)


def options_of(command):
    """The options that --help of a command lists, and for switches their --no- forms."""
    text = dsn(command, '--help').stdout.decode()
    found = re.findall(r'(?m)^  (?:-\w, |    )(--[a-z-]+)(=\S+)?', text)
    check(len(found) > 1, 'no options in', text)
    names = {name for name, _ in found}
    return names, {'--no-' + name[2:] for name, value in found if not value and name not in ALWAYS}


def all_options():
    names, negations = set(ALWAYS), set()
    for command in commands():
        own, no = options_of(command)
        names |= own
        negations |= no
    return names, negations


def mentioned(text):
    return set(re.findall(r'(?<![\w-])--[a-z][a-z-]*[a-z]', text))


def manual_of(command):
    """dsn(1) is about dsn itself and dsn parse; each other command has a page of its own."""
    return page('docs', 'man', 'dsn.1' if command == 'parse' else f'dsn-{command}.1')


@tap.case
def options_are_in_the_manual():
    for command in commands():
        tap.none(options_of(command)[0] - mentioned(manual_of(command)), f'options that the page of {command} lacks')
    tap.none(ALWAYS - mentioned(page('docs', 'man', 'dsn.1')), 'options that dsn(1) does not know')


@tap.case
def options_of_the_manual_exist():
    names, negations = all_options()
    for command in commands():
        tap.none(mentioned(manual_of(command)) - names - negations, f'options that only the page of {command} knows')


@tap.case
def option_letters_are_in_the_manual():
    for command in commands():
        letters = re.findall(r'(?m)^  (-\w), --', dsn(command, '--help').stdout.decode())
        text = manual_of(command)
        tap.none([letter for letter in letters if not re.search(rf'(?<![\w-]){letter}\b', text)], 'letters')


@tap.case
def commands_are_in_the_manual():
    text = page('docs', 'man', 'dsn.1')
    tap.none([name for name in commands() if f'dsn {name}' not in text], 'commands that dsn(1) does not know')


def has_check():
    """Whether it was built with DNS."""
    return 'check' in commands()


def spoken_of(text):
    """The options that a text gives to dsn: on its command lines, and in words of their own."""
    found = set()
    for line in re.findall(r'(?m)^.*\bdsn (?:parse|explain|check|mime|rules)\b.*$', text):
        for piece in re.split(r'[|;]|&&', line):
            if re.search(r'\bdsn (parse|explain|check|mime|rules)\b', piece) and \
                    (has_check() or 'dsn check' not in piece):
                found |= mentioned(piece)
    return found


def check_page(name, every):
    if not os.path.exists(os.path.join(tap.ROOT, name)):
        raise tap.Skip(f'{name} is not there yet')
    if every and not has_check():
        raise tap.Skip('built without DNS')
    names, negations = all_options()
    text = source(name)
    found = mentioned(text) if every else spoken_of(text) | {
        word for word in re.findall(r'`(--[a-z-]+)', text) if word in names | negations}
    tap.none(found - names - negations, f'options that only {name} knows')


# NEWS.md speaks of nothing but dsn; the others of ./dev, Meson and test programs as well.
tap.add('options-of-NEWS.md', check_page, 'NEWS.md', True)
for path in ['README.md', 'corpus/README.md'] + tap.files('docs', '.md'):
    tap.add('options-of-' + path, check_page, path, False)


def json_keys():
    """The keys that the code writes."""
    text = ''.join(source('src', 'output', f'dsn-{name}.c') for name in
                   ('emit-json', 'emit-frame', 'emit-verdict', 'emit-explain', 'emit-mime-json', 'emit-files', 'emit-rules', 'emit-check',
                    'emit-auth', 'emit-address', 'summary'))
    found = set(re.findall(r'\[BY_\w+\] = \{ "([a-z_]+)"', text))  # the rows of what a summary counts
    for match in re.finditer(r'\b(dsn_json_\w+|emit_\w+) \(&?json, ((?:"[a-z_]+"(?:, )?)+)', re.sub(r'\s+', ' ', text)):
        found |= set(re.findall(r'"([a-z_]+)"', match[2])[:2 if match[1] == 'emit_name' else 1])
    check({'type', 'recipients', 'verdict', 'reporting_mta_type', 'address_ascii', 'wording'} <= found, found)
    return found


@tap.case
def json_keys_are_in_the_manual():
    text = page('docs', 'man', 'dsn-json.5')
    tap.none([key for key in json_keys() if not re.search(rf'(?<!\w){key}(?!\w)', text)],
             'keys that dsn-json(5) does not know')


@tap.case
def json_keys_of_the_manual_exist():
    """A key has its own paragraph: the word in bold, and its type."""
    text = page('docs', 'man', 'dsn-json.5')
    found = set(re.findall(r'(?m)^\.BR? "?([a-z_]+)"? " \(', text))
    check(len(found) > 20, 'keys that were found:', found)
    tap.none(found - json_keys(), 'keys that only dsn-json(5) knows')


@tap.case
def exit_statuses_are_in_the_manual():
    for command in commands():
        section = manual_of(command).split('.SH "EXIT STATUS"')[-1].split('.SH EXIT STATUS')[-1].split('.SH')[0]
        for status in ('0', '1', '2'):
            check(re.search(rf'(?m)\b{status}\b', section), status, 'is not in', section)


@tap.case
def manual_has_its_sections():
    for command in commands():
        found = [name.strip('"') for name in re.findall(r'(?m)^\.S[hH] (.*)$', manual_of(command))]
        wanted = ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'OUTPUT', 'EXIT STATUS', 'ENVIRONMENT', 'EXAMPLES',
                  'STANDARDS', 'SEE ALSO']
        tap.none(set(wanted) - set(found), f'sections that the page of {command} lacks')
        tap.equal([name for name in found if name in wanted], wanted, 'their order')


def formats_of_code():
    """The formats of the dialects: what their rows name, by themselves or through a macro of their file, and
    what is no delivery status."""
    found = set()
    for path in tap.files('src/dialect', '.c'):
        text = source(path)
        found |= set(re.findall(r'\.format = "([a-z0-9-]+)"', text))
        found |= set(re.findall(r'(?m)^const DsnDialect \w+ = \{ "([a-z0-9-]+)"', text))
        for macro in re.findall(r'#define (\w+)\(name, (?:.*\\\n)*.*\.format = name', text):
            found |= set(re.findall(rf'(?m)^ +{macro} \("([a-z0-9-]+)"', text))
    check({'rfc3464', 'qmail', 'generic', 'rfc5965', 'auto-reply'} <= found, 'formats that were found:', found)
    return found


def formats_of_table():
    rows = re.findall(r'(?m)^\| `([a-z0-9-]+)` \|(.*)\|$', source('docs', 'formats.md'))
    tap.none([name for name, rest in rows if len(rest.split(' | ')) != 4 or not all(map(str.strip, rest.split(' | ')))],
             'rows without five cells')
    names = [name for name, _ in rows]
    tap.none([name for name in names if names.count(name) > 1], 'formats that stand twice')
    return set(names)


def corpus_names(folder):
    return [path[len('corpus/'):] for path in tap.files('corpus', '.json') if path.startswith(f'corpus/{folder}/')]


@tap.case
def formats_are_in_the_table():
    tap.none(formats_of_code() - formats_of_table(), 'formats that docs/formats.md does not know')


@tap.case
def formats_of_the_table_exist():
    tap.none(formats_of_table() - formats_of_code(), 'formats that only docs/formats.md knows')


@tap.case
def systems_have_their_messages():
    """At least three messages for each system, read in the formats that its row names."""
    rows = re.findall(r'(?m)^\| .* \| ((?:`[a-z0-9-]+`(?:, )?)+) \| `corpus/([a-z0-9-]+)/` \|$', source('docs', 'formats.md'))
    check(len(rows) > 60, 'systems:', len(rows))
    for formats, folder in rows:
        read = [json.loads(source('corpus', name)) for name in corpus_names(folder)]
        check(len(read) >= 3, folder, 'has messages:', len(read))
        tap.equal(set(re.findall(r'`(.*?)`', formats)), {line.get('format') for line in read}, f'formats of corpus/{folder}')


@tap.case
def the_list_of_documents_is_whole():
    told = source('docs', 'README.md')
    pages = [name for name in os.listdir(os.path.join(tap.ROOT, 'docs')) if name.endswith('.md') and name != 'README.md']
    manual = [name.replace('.', '(') + ')' for name in os.listdir(os.path.join(tap.ROOT, 'docs', 'man'))]
    check(len(pages) > 5 and len(manual) > 5, pages, manual)
    tap.none([name for name in pages if f']({name})' not in told]
             + [name for name in manual if f'`{name}`' not in told], 'what docs/README.md leaves out')
    examples = [name for name in os.listdir(os.path.join(tap.ROOT, 'docs', 'examples'))
                if not name.startswith(('test-', '.', '_', 'README'))]
    tap.none([name for name in examples if f']({name})' not in source('docs', 'examples', 'README.md')],
             'what docs/examples/README.md leaves out')


@tap.case
def links_lead_somewhere():
    bad = []
    for name in ['README.md', 'NEWS.md', 'corpus/README.md'] + tap.files('docs', '.md'):
        if not os.path.exists(os.path.join(tap.ROOT, name)):
            continue
        for link in re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)', source(name)):
            if not os.path.exists(os.path.join(tap.ROOT, os.path.dirname(name), link)):
                bad.append(f'{name}: {link}')
    tap.none(bad, 'links')


tap.run()
