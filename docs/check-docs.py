#!/usr/bin/env python3
"""Check what the manual and the README say against what dsn does.

usage: check-docs.py [--update] DSN

Runs every example of the pages ("$ command" and what follows) and compares the output; --update
writes the output into the pages instead. Compares the options in the pages of commands with those of
--help; the keys that dsn-rules(5) has with those that are read; the keys, their order, the examples and the closed lists in dsn-json(5) with the JSON of the whole corpus
and with the tables in src/rules; the files that docs/tolerated.md names with those that exist.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CORPUS = os.path.join(ROOT, 'corpus')
MBOX = ('rfc3464/several-recipients', 'rfc3464/no-route', 'not-a-report/plain', 'rfc3464/user-unknown')
PAGES = ('dsn.1', 'dsn-explain.1', 'dsn-mime.1', 'dsn-rules.1', 'dsn-make.1', 'dsn-redact.1', 'dsn-json.5', 'dsn-rules.5')
LOG = '''\
Mar  4 07:15:32 mx postfix/smtp[712]: 4Z6Kq0: to=<ann@example.com>, relay=none, dsn=5.4.4, status=bounced (Host or domain \
name not found. Name service error for name=example.com type=MX: Host not found)
Mar  4 07:15:34 mx postfix/smtp[712]: 4Z6Kq1: to=<cat@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.2.2, \
status=deferred (host mx.example.org[192.0.2.1] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))
'''
FAILED = ('{"reporting_mta":"mx.example","report":{"to":"bob@example.org"},"recipients":['
          '{"address":"ann@example.com","status":"5.1.1"}]}\n')
faults = []


def read(*path):
    with open(os.path.join(ROOT, *path), encoding='utf-8') as file:
        return file.read()


def fault(text):
    if text not in faults:
        faults.append(text)


def plain(text):
    """Text without its roff escapes."""
    return text.replace('\\(aq', "'").replace('\\(dq', '"').replace('\\-', '-').replace('\\&', '') \
        .replace('\\(ha', '^').replace('\\(ti', '~').replace('\\e', '\\')


def roff(text):
    """Text with the escapes that it needs on a line of its own."""
    text = text.replace('\\', '\\e').replace("'", '\\(aq').replace('^', '\\(ha').replace('~', '\\(ti').replace('-', '\\-')
    return '\\&' + text if text.startswith('.') else text


def prepare(folder):
    """The files that the examples read."""
    with open(os.path.join(folder, 'bounces.mbox'), 'wb') as mbox:
        for name in MBOX:
            with open(os.path.join(CORPUS, name + '.eml'), 'rb') as mail:
                mbox.write(b'From MAILER-DAEMON Tue Mar  4 07:15:32 2025\n' + mail.read().replace(b'\r\n', b'\n') + b'\n')
    shutil.copy(os.path.join(CORPUS, MBOX[-1] + '.eml'), os.path.join(folder, 'bounce.eml'))
    shutil.copy(os.path.join(CORPUS, 'rfc3464/envid-orcpt.eml'), os.path.join(folder, 'exim.eml'))
    with open(os.path.join(folder, 'failed.json'), 'w', encoding='utf-8') as report:
        report.write(FAILED)
    with open(os.path.join(folder, 'mail.log'), 'w', encoding='utf-8') as log:
        log.write(LOG)
    with open(os.path.join(folder, 'mine.toml'), 'w', encoding='utf-8') as rules:
        rules.write(plain(re.search(r'^\.EX\n(\[\[wording.*?)^\.EE$', read('docs/man/dsn-rules.5'), re.S | re.M)[1]))
    shutil.copy(os.path.join(CORPUS, MBOX[2] + '.eml'), os.path.join(folder, 'letter.eml'))
    shutil.copy(os.path.join(CORPUS, 'tolerated/forwarded-attachment.eml'), os.path.join(folder, 'forwarded.eml'))
    shutil.copy(os.path.join(CORPUS, 'domain-report/dmarc-aggregate.eml'), os.path.join(folder, 'dmarc.eml'))
    for name in ('auto-reply/vacation', 'feedback/arf-abuse', 'disposition/mdn'):
        shutil.copy(os.path.join(CORPUS, name + '.eml'), os.path.join(folder, os.path.basename(name) + '.eml'))


def run(command, folder, dsn):
    """What a command line prints; None if it needs a program that is not here. `| jq .` always works."""
    pretty = command.endswith(' | jq .')
    command = command.removesuffix(' | jq .')
    if re.search(r'\bjq\b', command) and not shutil.which('jq'):
        return None
    env = dict(os.environ, PATH=os.path.dirname(os.path.abspath(dsn)) + ':' + os.environ['PATH'], LC_ALL='C.UTF-8')
    out = subprocess.run(['sh', '-c', command], cwd=folder, env=env, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, encoding='utf-8', check=False).stdout
    if pretty:
        out = ''.join(json.dumps(json.loads(line), indent=2, ensure_ascii=False) + '\n' for line in out.splitlines())
    return out.rstrip('\n')


def examples(page):
    """Pairs of a command and the lines below it, in the blocks between .EX and .EE."""
    for block in re.findall(r'^\.EX\n(.*?)^\.EE$', page, re.S | re.M):
        for piece in re.split(r'^\$ ', block, flags=re.M)[1:]:
            lines = piece.split('\n')
            count = 1
            while count < len(lines) and lines[count].startswith('    ') and lines[count - 1].endswith('|'):
                count += 1
            yield ('\n'.join(lines[:count]), '\n'.join(lines[count:-1]))


def check_examples(path, dsn, folder, update):
    page = read(path)
    found = list(examples(page))
    if not found:
        fault(f'{path}: no examples were found')
    for command, expected in found:
        if '&&' not in command and not command.startswith('dsn '):
            fault(f'{path}: {command!r} does not begin with dsn')
        output = run(plain(command), folder, dsn)
        if output is None or output == plain(expected):
            continue
        if update:
            old, new = f'$ {command}\n{expected}\n.EE', '\n'.join(map(roff, output.split('\n')))
            if old not in page:
                fault(f'{path}: only the last command of a block can be updated: {command}')
            page = page.replace(old, f'$ {command}\n{new}\n.EE')
            with open(os.path.join(ROOT, path), 'w', encoding='utf-8') as file:
                file.write(page)
        else:
            fault(f'{path}: {command!r} gives:\n{output}\nnot:\n{plain(expected)}')


# The commands of the README and what they print, and how they run here.
TOURS = (('./dev run', 'dsn parse corpus/rfc3464/user-unknown.eml'),
         ("./dev run explain '550 5.4.4 <ann@example.com>: Unable to route' | head -n 13",
          "dsn explain '550 5.4.4 <ann@example.com>: Unable to route' | head -n 13"))


def check_readme(dsn, update):
    """The tours of the README are what dsn prints."""
    for told, command in TOURS:
        page, output = read('README.md'), run(command, ROOT, dsn)
        shown = f'    $ {told}\n' + ''.join(('    ' + line).rstrip() + '\n' for line in output.split('\n')) + '\n'
        if shown in page:
            continue
        if not update:
            fault(f'README.md: the tour does not show:\n{shown}')
            continue
        page = re.sub(rf'^    \$ {re.escape(told)}\n(    .*\n)*\n', lambda match, new=shown: new, page, count=1, flags=re.M)
        with open(os.path.join(ROOT, 'README.md'), 'w', encoding='utf-8') as file:
            file.write(page)


def check_options(dsn):
    def listed(*command):
        out = subprocess.run([dsn, *command, '--help'], capture_output=True, encoding='utf-8', check=True).stdout
        return re.findall(r'^  (?:(-\w), |    )?(--[a-z-]+)', out, re.M)
    def told(section):
        words = [plain(line) for line in re.findall(r'^\.TP\n\.BI?R? (.*)$', section, re.M)]
        return [(match[1] or '', match[2]) for match in (re.match(r'(?:(-\w) ", " )?(--[a-z-]+)', line) for line in words)]
    def options(name):
        page = read('docs/man/' + name)
        return page[page.index('.SH OPTIONS'):page.index('.SH OUTPUT')]
    parse, own = options('dsn.1').split('.SS dsn\n')
    pages = [(parse, ['parse']), (own, []), (options('dsn-explain.1'), ['explain']), (options('dsn-mime.1'), ['mime']), (options('dsn-rules.1'), ['rules']),
             (options('dsn-redact.1'), ['redact'])]
    if '\n  check ' in subprocess.run([dsn, '--help'], capture_output=True, encoding='utf-8', check=True).stdout:
        pages.append((options('dsn-check.1'), ['check']))
    if '\n  make ' in subprocess.run([dsn, '--help'], capture_output=True, encoding='utf-8', check=True).stdout:
        pages.append((options('dsn-make.1'), ['make']))
    for section, command in pages:
        if told(section) != listed(*command):
            fault(f'options of dsn {" ".join(command)}: {told(section)} are not those of --help: {listed(*command)}')


def check_rule_keys():
    """Every key of a rule file has its paragraph in dsn-rules(5), and dsn reads every key that has one."""
    told = re.findall(r'^\.TP\n\.BR (\w+) " \(', read('docs/man/dsn-rules.5'), re.M)
    known = set(re.findall(r'strcmp \(key, "(\w+)"\)', read('src/status/dsn-rule-file.c')))
    for key in sorted(set(told) ^ known):
        fault(f'dsn-rules(5): {key} stands there or in dsn-rule-file.c, but not in both')


def collect(value, path, order, values):
    """The keys of all objects and the values of all leaves, by their path."""
    if isinstance(value, dict):
        order.setdefault(path, []).append(list(value))
        for key, inner in value.items():
            collect(inner, f'{path}.{key}', order, values)
    elif isinstance(value, list):
        for inner in value:
            collect(inner, path, order, values)
    else:
        values.setdefault(path, set()).add(json.dumps(value, ensure_ascii=False))


def json_of_corpus(dsn, folder):
    order, values = {}, {}
    names = sorted(glob.glob(os.path.join(CORPUS, '*', '*.eml')))
    for args, cwd in (names, ROOT), (['bounces.mbox', 'bounce.eml', 'nosuch.eml'], folder):
        out = subprocess.run([os.path.abspath(dsn), 'parse', '--json', '--all', *args], cwd=cwd, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, encoding='utf-8', check=False).stdout
        for line in out.splitlines():
            collect(json.loads(line), '', order, values)
    for args, path, cwd in [(*row, ROOT) for row in EXPLAINED] + [(*row, folder) for row in LOOKED_INTO]:
        out = subprocess.run([os.path.abspath(dsn), *args], cwd=cwd, stdout=subprocess.PIPE, encoding='utf-8', check=True)
        for line in out.stdout.splitlines():
            collect(json.loads(line), path, order, values)
    return order, values


# What the keys of summaries, explanations and wordings are taken from.
EXPLAINED = (
    (['parse', '--summary', '--json', 'corpus/rfc3464'], '.summary'),
    (['explain', '--json', '5.4.4', '4.2.2'], '.explanation'),
    (['explain', '--json', '550 5.4.4 <ann@example.com>: Unable to route'], '.explanation'),
    (['rules', 'list', '--json'], '.wording'),
    (['rules', 'test', '--json', '550 5.1.1 User unknown'], '.wording'),
)


# What the keys of dsn mime are taken from.
LOOKED_INTO = (
    (['mime', 'tree', '--json', 'dmarc.eml'], '.tree'),
    (['mime', 'tree', '--json', 'bounce.eml'], '.tree'),
    (['mime', 'tree', '--json', 'forwarded.eml'], '.tree'),
    (['mime', 'tree', '--json', '--offset=0', 'bounces.mbox'], '.tree'),
    (['mime', 'headers', '--json', '--raw', 'dmarc.eml'], '.headers'),
    (['mime', 'cat', '--json', '2', 'dmarc.eml'], '.part'),
    (['mime', 'cat', '--json', '2.1', 'forwarded.eml'], '.part'),
    (['mime', 'parts', '--json', '--to=out', 'dmarc.eml'], '.parts'),
)


# Which objects the subsections of KEYS are about. Those of dsn check are checked by tests/net/test-manual.py.
OBJECTS = {'The line': [''], 'Headers': ['.report', '.original'], 'Signature': ['.original.dkim'], 'Feedback': ['.feedback'], 'Disposition': ['.disposition'],
           'Fields': ['.fields', '.recipients.fields'],
           'Recipient': ['.recipients'], 'Diagnostic': ['.recipients.diagnostic_code'], 'Verdict': ['.recipients.verdict', '.explanation.verdict'],
           
           'Evidence': ['.recipients.verdict.evidence', '.explanation.verdict.evidence'], 'Against': ['.recipients.verdict.evidence.against', '.explanation.verdict.evidence.against'],
           'Blocklist': ['.recipients.verdict.blocklist', '.explanation.verdict.blocklist'], 'Defects': ['.defects', '.tree.defects', '.headers.defects'],
           'Tree': ['.tree'], 'Part': ['.tree.parts'], 'Message header': ['.headers'], 'Header field': ['.headers.fields'],
           'Content': ['.part'], 'Extracted': ['.parts'], 'File': ['.parts.files'],
           'Summary': ['.summary'],
           'Count': [f'.summary.{key}' for key in ('kinds', 'actions', 'verdict_actions', 'categories', 'statuses', 'domains',
                                                   'generators')],
           'Check': ['.check'], 'Answer': ['.check.answers'], 'Mail host': ['.check.answers.mx'], 'Connection': ['.check.connections'],
           'Auth': ['.check.auth'], 'Published': ['.check.auth.records'], 'Dane': ['.check.auth.dane'], 'Sibling': ['.check.siblings'],
           'Reports': ['.check.reports'], 'Affected': ['.check.reports.recipients'], 'Address': ['.address'],
           'Name of an address': ['.address.names'], 'List': ['.address.lists'],
           'Explanation': ['.explanation'], 'Fixes': ['.explanation.fixes'], 'Wording': ['.wording']}


def subsections(page, start, end):
    part = page[page.index(f'.SH {start}\n'):page.index(f'.SH {end}\n')]
    pieces = re.split(r'^\.SS "?(.*?)"?$', part, flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2]))


def check_keys(page, order, values):
    sections = subsections(page, 'KEYS', '"CLOSED LISTS"')
    if set(sections) != set(OBJECTS):
        fault(f'dsn-json(5): subsections of KEYS are {sorted(sections)}')
        return
    for title, paths in OBJECTS.items():
        items = re.findall(r'^\.TP\n\.BR (\w+) .*\n((?:(?!\.TP).*\n)*)', sections[title], re.M)
        keys = [key for key, _ in items]
        for path in paths:
            for found in order.get(path, []):
                if found != [key for key in keys if key in found]:
                    fault(f'dsn-json(5): {title}: keys {found} are not among {keys}, or in another order')
        for key, text in items:
            seen = set().union(*(values.get(f'{path}.{key}', set()) for path in paths))
            for example in re.findall(r'^\.RB "Example: " (.*)$', text, re.M):
                example = plain(example[1:-1] if example.startswith('"') else example)
                if example not in seen:
                    fault(f'dsn-json(5): {title}: {key} is never {example}')


# Where the words of the lists stand.
LISTS = {'Kinds': '.kind', 'Dispositions': '.disposition.type', 'Actions': '.recipients.action', 'Verdict actions': '.recipients.verdict.action',
         'Scopes': '.recipients.verdict.scope', 'Confidences': '.recipients.verdict.confidence',
         'Evidence by': '.recipients.verdict.evidence.by', 'Categories': '.recipients.verdict.category'}


def check_lists(page, values):
    sections = subsections(page, '"CLOSED LISTS"', '"OPEN LISTS"')
    if set(sections) != set(LISTS):
        fault(f'dsn-json(5): subsections of CLOSED LISTS are {sorted(sections)}')
        return
    for title, path in LISTS.items():
        words = re.findall(r'^\.TP\n\.B (\S+)$', sections[title], re.M)
        for value in values[path]:
            if json.loads(value) not in [plain(word) for word in words]:
                fault(f'dsn-json(5): {title}: {value} is missing')
    told = [(plain(name), ' '.join(plain(text).split())) for name, text in
            re.findall(r'^\.TP\n\.B (\S+)\n((?:[^.\n].*\n)+)', sections['Categories'], re.M)]
    rows = tomllib.loads(read('src/rules/categories.toml'))['category']
    for row in rows:
        if (row['id'], row['meaning']) not in told:
            fault(f'dsn-json(5): Categories: {row["id"]} is missing or not: {row["meaning"]}')
    if len(told) != len(rows):
        fault('dsn-json(5): Categories: there are more than in categories.toml')
    generators = {row['id'] for row in tomllib.loads(read('src/rules/generators.toml'))['generator']}
    open_lists = page[page.index('.SH "OPEN LISTS"'):]
    for name in sorted(generators):
        if not re.search(rf'(?m)^\.BR? {re.escape(name)}\b', plain(open_lists)):
            fault(f'dsn-json(5): generator {name} is missing')


def check_tolerated():
    """Every TOLERATED comment names a message that exists, and has a row; every row has a comment."""
    rows = set(re.findall(r'\| `(corpus/[^`]*)` \| `(src/[^`]*)` \|$', read('docs/tolerated.md'), re.M))
    marks = set()
    for path in sorted(glob.glob(os.path.join(ROOT, 'src', '*', '*.[ch]'))):
        name = os.path.relpath(path, ROOT)
        for comment in re.findall(r'TOLERATED:(.*?)\*/', read(name), re.S):
            mail = re.search(r'corpus/\S+\.eml', comment)
            if not mail or not os.path.exists(os.path.join(ROOT, mail[0])):
                fault(f'{name}: a TOLERATED comment names no message of the corpus:{comment}')
            else:
                marks.add((mail[0], name))
    for mail, name in sorted(marks ^ rows):
        fault(f'docs/tolerated.md: {mail} and {name} stand there or in a TOLERATED comment, but not both')


def main():
    update = '--update' in sys.argv[1:]
    dsn = sys.argv[-1]
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        for name in PAGES:
            check_examples('docs/man/' + name, dsn, folder, update)
        order, values = json_of_corpus(dsn, folder)
    page = read('docs/man/dsn-json.5')
    check_keys(page, order, values)
    check_lists(page, values)
    check_options(dsn)
    check_rule_keys()
    check_readme(dsn, update)
    check_tolerated()
    if faults:
        sys.exit('\n'.join(faults))


if __name__ == '__main__':
    main()
