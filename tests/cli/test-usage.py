#!/usr/bin/env python3
"""test-usage.py: commands, options, help, and names that are hard to handle."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import SCRATCH, check, dsn, equal

REPORT = os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'user-unknown.eml')
LETTER = os.path.join(tap.ROOT, 'corpus', 'not-a-report', 'plain.eml')


def check_wrong(words, *wanted):
    """Wrong usage: 2, nothing on stdout, one line about it and one that says where to read on."""
    result = dsn(*words)
    equal((result.returncode, result.stdout), (2, b''))
    lines = result.stderr.decode().splitlines()
    equal(len(lines), 2, f'lines on stderr: {result.stderr!r}')
    check(lines[0].startswith('dsn: ') and not lines[0].endswith('.'), lines[0])
    check(re.fullmatch(r"see 'dsn( parse)? --help'", lines[1]), lines[1])
    for word in wanted:
        check(word in lines[0], lines[0], 'holds no', word)


for name, row in {
        'unknown-command': (('frobnicate',), "unknown command 'frobnicate'"),
        'mistyped-command': (('prase', REPORT), "unknown command 'prase'", "did you mean 'parse'?"),
        'command-too-long': (('parsed',), "did you mean 'parse'?"),
        'command-in-capitals': (('PARSE',), "unknown command 'PARSE'"),
        'command-empty': (('',), "unknown command ''"),
        'command-hostile': (('\x1b[31mparse\n',), r"unknown command '\x1b[31mparse\x0a'"),
        'option-before-command': (('--json', 'parse', REPORT), "unknown option '--json'"),
        'mistyped-version': (('--versoin',), "unknown option '--versoin'", "did you mean '--version'?"),
        'unknown-option': (('parse', '--frobnicate', REPORT), "unknown option '--frobnicate'"),
        'mistyped-option': (('parse', '--jsno', REPORT), "unknown option '--jsno'", "did you mean '--json'?"),
        'mistyped-option-value': (('parse', '--colour=never', REPORT), "did you mean '--color'?"),
        'option-cut-short': (('parse', '--verbos', REPORT), "did you mean '--verbose'?"),
        'option-hostile': (('parse', '--\x1b[2J'), r"unknown option '--\x1b[2J'"),
        'unknown-letter': (('parse', '-z', REPORT), "unknown option '-z'"),
        'unknown-letter-in-bundle': (('parse', '-jza', REPORT), "unknown option '-z'"),
        'value-missing': (('parse', '--color'), "'--color'"),
        'value-bad': (('parse', '--color=red', REPORT), 'auto', 'always', 'never', "'red'"),
        'value-empty': (('parse', '--color=', REPORT), "''"),
        'value-in-capitals': (('parse', '--color=ALWAYS', REPORT), "'ALWAYS'"),
        'value-not-wanted': (('parse', '--json=1', REPORT), "'--json=1'"),
        'no-form-of-a-value': (('parse', '--no-color', REPORT), "'--no-color'"),
        'no-form-unknown': (('parse', '--no-frobnicate', REPORT), "'--no-frobnicate'"),
}.items():
    tap.add(name, check_wrong, *row)


@tap.case
def no_command():
    result = dsn()
    equal((result.returncode, result.stdout), (2, b''))
    check(b'usage: dsn' in result.stderr and b'parse' in result.stderr, result.stderr)


@tap.case
def wrong_usage_reads_nothing():
    equal(dsn('parse', REPORT, '--frobnicate').stdout, b'')


def check_help(words, most_lines):
    result = dsn(*words)
    equal((result.returncode, result.stderr), (0, b''))
    lines = result.stdout.decode().splitlines()
    check(lines[0].startswith('usage: dsn'), lines[0])
    check(len(lines) <= most_lines, len(lines), 'lines')
    tap.none([line for line in lines if len(line) > 80], 'wider than 80 columns')


tap.add('help', check_help, ('--help',), 24)
tap.add('help-short', check_help, ('-h',), 24)
tap.add('parse-help', check_help, ('parse', '--help'), 80)
tap.add('parse-help-short', check_help, ('parse', '-h'), 24)
tap.add('parse-help-after-a-file', check_help, ('parse', REPORT, '-h'), 24)


@tap.case
def long_help_says_more():
    short, complete = dsn('parse', '-h').stdout, dsn('parse', '--help').stdout
    check(complete.startswith(short) and len(complete) > len(short), complete)
    for word in (b'exit status', b'0', b'1', b'2', b'examples'):
        check(word in complete, complete)


@tap.case
def help_after_two_dashes_is_a_name():
    result = dsn('parse', '--', '--help')
    equal(result.returncode, 2)
    check(b"cannot read '--help'" in result.stderr, result.stderr)


@tap.case
def version():
    result = dsn('--version')
    equal((result.returncode, result.stderr), (0, b''))
    project = re.search(r"version: '([^']+)'", tap.source('meson.build'))[1]
    lines = result.stdout.decode().splitlines()
    equal(lines[0], f'dsn {project}')
    check(re.fullmatch(r'GMime 3\.\d+\.\d+', lines[1]), lines[1])
    check(re.fullmatch(r'rules [0-9a-f]{12}', lines[2]), lines[2])


@tap.case
def options_after_files():
    equal(dsn('parse', REPORT, '--json').stdout, dsn('parse', '--json', REPORT).stdout)


@tap.case
def short_options_bundle():
    whole = dsn('parse', '--json', '--all', LETTER, REPORT).stdout
    equal(len(whole.splitlines()), 2)
    for words in (('-ja',), ('-aj',), ('-j', '-a'), ('-a', '--json')):
        equal(dsn('parse', *words, LETTER, REPORT).stdout, whole, words)


@tap.case
def last_option_wins():
    text, as_json = dsn('parse', REPORT).stdout, dsn('parse', '--json', REPORT).stdout
    check(text != as_json, 'text is JSON')
    equal(dsn('parse', '--json', '--no-json', REPORT).stdout, text)
    equal(dsn('parse', '--no-json', '-j', REPORT).stdout, as_json)
    equal(dsn('parse', '--all', '--no-all', LETTER).stdout, b'')
    equal(dsn('parse', '-q', '--no-quiet', REPORT).stdout, text)


@tap.case
def verbose_says_more():
    brief, verbose = dsn('parse', REPORT).stdout, dsn('parse', '-v', REPORT).stdout
    check(len(verbose) > len(brief), verbose)
    check(b'4Z6Kq05RmWz3yQ8' in verbose and b'4Z6Kq05RmWz3yQ8' not in brief, 'the queue id')


@tap.case
def two_dashes_end_options():
    with open(REPORT, 'rb') as file:
        text = file.read()
    for name in ('-j', '--json', '--'):
        with open(os.path.join(SCRATCH.name, name), 'wb') as file:
            file.write(text)
        result = dsn('parse', '--json', '--', name, cwd=SCRATCH.name)
        equal((result.returncode, json.loads(result.stdout)['source']), (0, name))


@tap.case
def dash_after_two_dashes_is_stdin():
    with open(REPORT, 'rb') as file:
        equal(json.loads(dsn('parse', '-j', '--', '-', stdin=file).stdout)['source'], '-')


HOSTILE_NAMES = {
    'newline': b'a\nb.eml',
    'escape': b'\x1b[31mred\x1b[0m.eml',
    'not-utf8': b'gr\xfc\xdfe\xff.eml',
    'utf8': 'grüße.eml'.encode(),
    'blanks': b' a  b .eml',
    'quotes': b'it\'s "a" \\ name.eml',
    'right-to-left': 'a\u202egnp.eml'.encode(),
    'bell-and-delete': b'\x07\x7f.eml',
    'long': b'n' * 251 + b'.eml',
}


def is_safe(text):
    """Whether text is valid UTF-8 that changes no terminal."""
    return not [c for c in text.decode() if (ord(c) < 32 and c != '\n') or 0x7f <= ord(c) < 0xa0
                or 0x202a <= ord(c) <= 0x202e]


def check_name(name):
    """A file of that name is read; the name is shown on one line and hurts nobody."""
    folder = os.fsencode(SCRATCH.name)
    with open(REPORT, 'rb') as file:
        text = file.read()
    with open(os.path.join(folder, name), 'wb') as file:
        file.write(text)
    plain = dsn('parse', REPORT, env={'NO_COLOR': '1'})
    result = dsn('parse', name, cwd=folder)
    equal((result.returncode, result.stderr), (0, b''))
    check(is_safe(result.stdout), result.stdout)
    equal(result.stdout.count(b'\n') - plain.stdout.count(b'\n') in (0, 1, 2, 3, 4), True, 'lines')
    result = dsn('parse', '--json', name, cwd=folder)
    equal((result.returncode, result.stdout.count(b'\n')), (0, 1))
    check(is_safe(result.stdout), result.stdout)
    equal(json.loads(result.stdout)['source'], name.decode(errors='replace'))


def check_missing_name(name):
    """The same of a name in a message about it."""
    result = dsn('parse', '--json', b'missing-' + name[:200], cwd=SCRATCH.name)
    equal((result.returncode, result.stderr.count(b'\n'), result.stdout.count(b'\n')), (2, 1, 1))
    check(is_safe(result.stderr) and is_safe(result.stdout), result.stderr, result.stdout)
    line = json.loads(result.stdout)
    equal((line['type'], line['source']), ('error', (b'missing-' + name[:200]).decode(errors='replace')))


for name, hostile in HOSTILE_NAMES.items():
    tap.add('name-' + name, check_name, hostile)
    tap.add('missing-name-' + name, check_missing_name, hostile)


@tap.case
def name_too_long():
    result = dsn('parse', 'n' * 5000)
    equal(result.returncode, 2)
    check(b'File name too long' in result.stderr, result.stderr[-80:])


@tap.case
def empty_name():
    result = dsn('parse', '', REPORT)
    equal(result.returncode, 2)
    check(b"cannot read ''" in result.stderr and b'books.example' in result.stdout, result)


tap.run()
