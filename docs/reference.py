#!/usr/bin/env python3
"""Write a page for each category and each enhanced status code from the tables in src/rules.

usage: reference.py RULES OUTPUT    writes index.md, categories/ID.md and codes/X.Y.Z.md into the folder OUTPUT
       reference.py --check OUTPUT  checks that every link in these pages leads somewhere

RULES is the folder src/rules, with compile.py, which refuses tables with faults. Output depends on the tables alone.
"""
import glob
import importlib
import os
import re
import shutil
import sys
import tomllib

EXAMPLES = 20
SUBJECTS = {
    0: 'Other or undefined', 1: 'Addresses', 2: 'The mailbox', 3: 'The mail system', 4: 'Network and routing',
    5: 'The SMTP session', 6: 'The content', 7: 'Security and policy',
}
CLASSES = {2: 'success', 4: 'temporary', 5: 'permanent'}
SCOPES = {
    'address': 'the address', 'domain': "the recipient's domain", 'receiver': 'the receiving system',
    'sender': 'the sender', 'message': 'the message', 'network': 'the network', 'none': 'nothing',
}
ACTIONS = {
    'suppress': 'send no more mail to the address', 'retry': 'try again later',
    'hold': 'send nothing for now and find out why', 'fix': "mend the cause on the sender's side, then send again",
    'none': 'nothing has to be done',
}
SEVERITIES = {
    'info': 'no mail is lost: nothing has to be done',
    'low': 'one message or recipient has to wait: as a rule it passes by itself',
    'medium': 'one message, address or domain is not reached: look at it when it goes on',
    'high': "mail to a whole domain fails, or the cause is the sender's and will hit others: mend it",
    'critical': 'most of what is sent may be refused, or a system is misused: act at once',
}
INDEX = """\
# Codes and categories

What `dsn` knows about why mail comes back: a page for each category that a verdict may name, and one for
each enhanced status code of the IANA registry (RFC 5248). The pages are made from the tables in `src/rules`;
`dsn explain` says the same on the command line.

A code is of the form class.subject.detail. X stands for the class: 2 success, 4 a failure that is temporary,
5 a permanent one. A permanent failure ends the attempt and not always the address: whether an address is bad
follows from the category. It is *hard* if mail will go on failing whoever sends it.
"""


class Reference:
    """The tables, and the pages that are made from them."""

    def __init__(self, rules):
        sys.dont_write_bytecode = True
        sys.path.insert(0, os.path.abspath(rules))
        self.tables = importlib.import_module('compile')
        codes, categories = os.path.join(rules, 'codes.toml'), os.path.join(rules, 'categories.toml')
        self.categories = {row['id']: row for row in self.tables.load_categories(categories)}
        self.codes = {row['code']: row for row in self.tables.load_codes(codes, categories)}
        self.wordings = []
        for path in sorted(glob.glob(os.path.join(rules, 'wordings', '*.toml'))):
            with open(path, 'rb') as file:
                self.wordings += tomllib.load(file)['wording']

    def pages(self):
        """All pages: the name of the file, and its text."""
        yield 'index.md', self.index()
        for row in self.categories.values():
            yield f'categories/{row["id"]}.md', self.category_page(row)
        for row in self.codes.values():
            yield f'codes/{row["code"]}.md', self.code_page(row)

    def index(self):
        """The page that leads to all others."""
        lines = [INDEX, '## Categories', '', *table('category', 'what it is', 'hard', 'about', 'severity')]
        lines += [cells(f'[{row["id"]}](categories/{row["id"]}.md)', row['title'], 'yes' if row['hard'] else 'no',
                        SCOPES[row['scope']], f'[{row["severity"]}](#severities)') for row in self.categories.values()]
        lines += ['', '## Codes']
        for subject, name in SUBJECTS.items():
            lines += ['', f'### X.{subject}: {name}', '', *table('code', 'what it is', 'category', 'severity')]
            lines += [self.index_row(row) for row in self.codes.values() if row['numbers'][0] == subject]
        lines += ['', '## Severities', '', 'What a failure means for who sends, until somebody acts:', '']
        lines += [f'- {name}: {meaning}' for name, meaning in SEVERITIES.items()]
        return lines

    def index_row(self, row):
        """A code in the index, with what differs for class 4."""
        links = [f'[{cause}](categories/{cause}.md)'
                 for cause in dict.fromkeys(self.cause(row, klass) for klass in shown(row))]
        severities = dict.fromkeys(self.severity(row, klass) for klass in shown(row))
        return cells(f'[{row["code"]}](codes/{row["code"]}.md)', row['title'], ', '.join(links), ', '.join(severities))

    @staticmethod
    def cause(row, klass):
        """The category that a code of a class names."""
        return {2: 'delivered', 4: row['transient'], 5: row['permanent']}[klass]

    @staticmethod
    def severity(row, klass):
        """The severity of a code of a class."""
        return {2: 'info', 4: row['transient_severity'], 5: row['severity']}[klass]

    def category_page(self, row):
        """What is known of a category."""
        lines = [f'# {row["id"]}: {row["title"]}', '', row['meaning'], '', row['advice'], '', *table('', '')]
        if 'status' in row:
            lines.append(cells('code that stands for it', self.code_link(row['status'], '../codes/')))
        lines += [cells('hard or soft', kind(row, row['hard'])),
                  cells('evidence about', SCOPES[row['scope']]), cells('action', action(row)),
                  cells('severity', f'[{row["severity"]}](../index.md#severities): {SEVERITIES[row["severity"]]}')]
        lines += texts([row[key] for key in self.tables.TEXTS])
        lines += ['', '## Codes', '']
        codes = [code for code, other in self.codes.items()
                 if row['id'] in {self.cause(other, klass) for klass in shown(other)}]
        lines += [f'- {self.code_link(code, "../codes/")}: {self.codes[code]["title"]}{self.which(code, row["id"])}'
                  for code in codes] or ['No code names this category.']
        return lines + self.wording_lines([w for w in self.wordings if w['category'] == row['id']]) + END

    def which(self, code, category):
        """With which class a code names a category, if with one alone."""
        row = self.codes[code]
        if row['permanent'] == row['transient'] or category == 'delivered':
            return ''
        return f' (with class {5 if row["permanent"] == category else 4})'

    def code_page(self, row):
        """What is known of a code."""
        subject, detail = row['numbers']
        lines = [f'# {row["code"]}: {row["title"]}', '', row['meaning'], '']
        lines += ['- X: the class; registered as ' + ', '.join(f'{klass}.{subject}.{detail} ({CLASSES[klass]})'
                                                               for klass in row['classes']),
                  f'- {subject}: {SUBJECTS[subject].lower()}', f'- {detail}: {row["title"]}',
                  f'- Source: {row["source"]}']
        if row['replies']:
            lines.append(f'- SMTP replies that it goes with: {", ".join(map(str, row["replies"]))}')
        if detail and row.get('vague'):
            lines.append('- The code is used for so much that it proves nothing alone: the words beside it decide.')
        lines += ['', *self.class_table(row), *self.code_texts(row)]
        lines += ['', '## Related codes', '']
        lines += [f'- {self.code_link(code, "")}: {self.codes[code]["title"]}' for code in row['related']]
        return lines + self.wording_lines([w for w in self.wordings if w['code'][1:] == row['code'][1:]]) + END

    def class_table(self, row):
        """What a code of each class is evidence about, and what to do."""
        classes, code = shown(row), row['code'][1:]
        categories = [self.categories[self.cause(row, klass)] for klass in classes]
        hard = [klass == 5 and category['hard'] and not row.get('vague')
                for klass, category in zip(classes, categories)]
        links = [f'[{category["id"]}](../categories/{category["id"]}.md)' for category in categories]
        return [*table('', *(f'{klass}{code} ({CLASSES[klass]})' for klass in classes)),
                cells('category', *links), cells('hard or soft', *map(kind, categories, hard)),
                cells('evidence about', *(SCOPES[category['scope']] for category in categories)),
                cells('action', *(self.action(*three) for three in zip(classes, categories, hard))),
                cells('severity', *(f'[{self.severity(row, klass)}](../index.md#severities)' for klass in classes))]

    @staticmethod
    def action(klass, category, hard):
        """What to do: nothing is given up for what is not hard."""
        if category['action'] != 'suppress' or hard:
            return action(category)
        return action({'action': 'hold' if klass == 5 and category['scope'] == 'domain' else 'retry'})

    def code_texts(self, row):
        """Causes and fixes, once where they are the same for both classes."""
        if shown(row) == [2]:
            return texts([self.categories['delivered'][key] for key in self.tables.TEXTS])
        permanent, transient = (self.tables.texts_of(row, klass, self.codes, self.categories) for klass in (5, 4))
        if permanent == transient:
            return texts(permanent)
        return texts(permanent, ' (permanent)') + texts(transient, ' (temporary)')

    def code_link(self, code, folder):
        """A link to the page of a code, "5.1.1" or "X.1.1"."""
        return f'[{code}]({folder}X{code[1:]}.md)'

    @staticmethod
    def wording_lines(rows):
        """How many wordings are known, and some of them."""
        lines = ['', '## Known wordings', '']
        if not rows:
            return lines + ['None.']
        some = f', of which these are {EXAMPLES}' if len(rows) > EXAMPLES else ''
        lines += [f'{len(rows)} known{some}; `*` stands for what varies. `dsn rules list` shows all.', '']
        return lines + [f'- {verbatim(row["text"])} ({row["vendor"]})' for row in spread(rows)]


END = ['', 'All codes and categories: [index](../index.md)']


def shown(row):
    """The classes that a code's page shows: 5 and 4, which all occur, but 2 alone for a word of success."""
    return [2] if row['classes'] == [2] else [5, 4]


def spread(rows):
    """Some of many rows, of as many vendors as can be: the first of each, then the second, and so on."""
    seen, ranked = {}, []
    for place, row in enumerate(rows):
        seen[row['vendor']] = seen.get(row['vendor'], -1) + 1
        ranked.append((seen[row['vendor']], place))
    return [rows[place] for place in sorted(place for _, place in sorted(ranked)[:EXAMPLES])]


def verbatim(value):
    """Text as code in Markdown, whatever backticks it holds."""
    ticks = '`' * (max(map(len, re.findall('`+', value)), default=0) + 1)
    return f'{ticks} {value} {ticks}' if '`' in value else f'`{value}`'


def kind(category, hard):
    """Whether a failure is hard."""
    if category['action'] == 'none':
        return 'neither: this is no bounce'
    return 'hard: mail goes on failing whoever sends it' if hard else 'soft'


def action(row):
    """An action and what it means."""
    return f'{row["action"]}: {ACTIONS[row["action"]]}' if row['action'] != 'none' else ACTIONS['none']


def cells(*values):
    """A row of a table."""
    return f'| {" | ".join(value.replace("|", chr(92) + "|") for value in values)} |'


def table(*names):
    """The head of a table."""
    return [cells(*names), cells(*('---' for _ in names))]


def texts(lists, which=''):
    """Causes and fixes as sections."""
    lines = []
    for name, values in zip(('Likely causes', 'What the sender can do', 'What the receiving side can do'), lists):
        lines += ['', f'## {name}{which}', '', *(f'{number}. {value}' for number, value in enumerate(values, 1))]
    return lines


def write(rules, output):
    """Writes all pages, and removes those of codes and categories that are gone."""
    pages = dict(Reference(rules).pages())
    for folder in ('categories', 'codes'):
        shutil.rmtree(os.path.join(output, folder), ignore_errors=True)
        os.makedirs(os.path.join(output, folder))
    for name, lines in pages.items():
        with open(os.path.join(output, name), 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')


def anchors(path):
    """The names of the headings of a page."""
    with open(path, encoding='utf-8') as file:
        headings = re.findall(r'(?m)^#+ (.*)$', file.read())
    return {re.sub(r'[^\w -]', '', heading.lower()).replace(' ', '-') for heading in headings}


def check(output):
    """What is wrong with the links of the pages; every page must be reached from the index."""
    paths = sorted(glob.glob(os.path.join(output, '**', '*.md'), recursive=True))
    faults, reached, todo = [], set(), [os.path.join(output, 'index.md')]
    for path in paths:
        with open(path, encoding='utf-8') as file:
            text = re.sub(r'(`+).*?\1', '', file.read())
        for link in re.findall(r'\]\(([^)]*)\)', text):
            name, _, anchor = link.partition('#')
            target = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
            if not os.path.isfile(target) or anchor and anchor not in anchors(target):
                faults.append(f'{path}: no such page or heading: {link}')
            elif path == todo[0]:
                reached.add(target)
    missing = [path for path in paths if path not in reached and path != todo[0]]
    return faults + [f'{path}: no link from the index' for path in missing] + ([] if paths else [f'{output}: no pages'])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if sys.argv[1] == '--check':
        sys.exit('\n'.join(check(os.path.normpath(sys.argv[2]))) or None)
    write(sys.argv[1], sys.argv[2])


if __name__ == '__main__':
    main()
