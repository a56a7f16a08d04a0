#!/usr/bin/env python3
"""test-source.py: floors, banned words, sizes, and that the build knows every file."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, source

CODE = ('.c', '.h')
OURS = [path for folder in ('src', 'tools', 'tests', 'fuzz', 'docs') for path in tap.files(folder, CODE)]
FILE_LINES, FUNCTION_LINES, COLUMNS = 800, 60, 88

# STYLE.md section 3, and their like. What may be used somewhere stands with where.
CTYPE = ('isalnum isalpha isascii isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit '
         'tolower toupper toascii').split()
BANNED = {name: () for name in
          'strcpy stpcpy strcat strncat sprintf vsprintf strtok strtok_r strncpy sscanf vsscanf fscanf scanf atoi atol '
          'atoll atof strtol strtoul strtoll strtoull strtod gets strcasecmp strncasecmp strcasestr localtime '
          'localtime_r gmtime gmtime_r ctime asctime system popen alloca g_alloca g_newa g_error rand srand '
          'setenv putenv mktemp tmpnam'.split() + CTYPE}
BANNED.update({'exit': ('tools/',), '_exit': ('tools/',), 'abort': ('tools/',), 'g_print': ('tools/',),
               # gen-wording is run by the build, and no part of the library.
               'g_printerr': ('tools/', 'src/status/gen-wording.c'),
               'printf': ('tools/',), 'fprintf': ('tools/',), 'puts': ('tools/',), 'fputs': ('tools/',), 'putchar': ('tools/',), 'fopen': ('tools/',), 'open': ('tools/', 'src/folder/'),
               'getenv': ('tools/',), 'g_getenv': ('tools/',), 'isatty': ('tools/',), 'g_file_get_contents': (),
               # What waits for servers needs a clock.
               'time': (), 'g_get_real_time': ('src/net/', 'tools/'), 'g_get_monotonic_time': ('src/net/', 'tools/')})
BANNED_HEADERS = {'ctype.h': (), 'locale.h': ('tools/',), 'stdio.h': ('tools/',), 'time.h': ()}


def blank(match):
    """As many lines as before, and nothing on them."""
    return '\n' * match[0].count('\n') or ' '


def bare(text):
    """C without comments, and strings without what is in them."""
    pattern = r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''
    return re.sub(pattern, lambda m: blank(m) if m[0].startswith('/*') else '""', text, flags=re.S)


def numbered(text, pattern):
    """Where a pattern is found: its line and what was found."""
    return [(text.count('\n', 0, m.start()) + 1, m) for m in re.finditer(pattern, text)]


def floors():
    """The folders of src, lowest first, as the build has them."""
    return re.findall(r"(?m)^subdir\('([^']+)'\)", source('src', 'meson.build'))


def generated():
    """The headers that the build makes, and the folder that they stand for."""
    made = {name: 'rules' for name in re.findall(r"output: '([^']+\.h)'", source('src', 'rules', 'meson.build'))}
    return {**made, 'dsn-config.h': 'base', 'dsn-openings-table.h': 'dialect', 'dsn-redact-words.h': 'redact',
            'dsn-wording-tables.h': 'status', 'dsn-version.h': 'tools'}


def homes():
    """Where each of our headers is at home."""
    return {**generated(), **{os.path.basename(p): p.split('/')[1] for p in tap.files('src', '.h')},
            **{os.path.basename(p): 'tools' for p in tap.files('tools', '.h')}}


def includes(path):
    return re.findall(r'(?m)^\s*#\s*include\s*([<"])([^>"]+)[>"]', source(path))


@tap.case
def floors_are_all_there():
    on_disk = {path.split('/')[1] for path in tap.files('src', '.c') if path.count('/') > 1}
    tap.none(on_disk - set(floors()), 'folders of src that the build does not enter')
    check(floors().index('base') < floors().index('text') < floors().index('mime') < floors().index('report')
          < floors().index('dialect') < floors().index('status') < floors().index('verdict')
          < floors().index('output'), 'the order of DESIGN.md section 5:', floors())


@tap.case
def no_include_reaches_up():
    order = {name: number for number, name in enumerate(floors() + ['tools'])}
    home, bad = homes(), []
    for path in tap.files('src', CODE) + tap.files('tools', CODE):
        here = 'tools' if path.startswith('tools/') else path.split('/')[1]
        for kind, name in includes(path):
            name = name.removeprefix('dsn/')
            if os.path.basename(name) in home:
                if order[home[os.path.basename(name)]] > order[here]:
                    bad.append(f'{path}: {name} is of {home[os.path.basename(name)]}')
                elif name != os.path.basename(name):
                    bad.append(f'{path}: {name}: a path instead of a name')
            elif kind == '"':
                bad.append(f'{path}: {name} is nowhere')
    tap.none(bad, 'includes')


@tap.case
def no_header_name_twice():
    names = [os.path.basename(p) for p in tap.files('src', '.h') + tap.files('tools', '.h')] + list(generated())
    tap.none([name for name in names if names.count(name) > 1], 'header names')


def only_in(pattern, allowed):
    tap.none([f'{path}: {name}' for path in tap.files('src', CODE) for _, name in includes(path)
              if re.match(pattern, name) and not re.match(allowed, path)], f'includes outside of {allowed}')
    check([path for path in tap.files('src', CODE) if re.match(allowed, path)], allowed, 'is nowhere')


tap.add('gmime-only-in-mime', only_in, r'gmime', r'src/mime/')
tap.add('idn2-only-in-addr', only_in, r'idn2', r'src/text/dsn-addr\.c$')
tap.add('ldns-only-in-wire', only_in, r'ldns', r'src/net/dsn-wire\.c$')
tap.add('sockets-only-in-net', only_in, r'(sys/socket|netinet)', r'src/net/')


@tap.case
def tools_use_no_gmime():
    tap.none([f'{path}: {name}' for path in tap.files('tools', CODE) for _, name in includes(path)
              if name.startswith('gmime') and name != 'gmime/gmime-version.h'], 'GMime outside of src/mime')


@tap.case
def banned_functions():
    bad = []
    for path in tap.files('src', CODE) + tap.files('tools', CODE):
        for line, match in numbered(bare(source(path)), r'(?<![\w.>])([A-Za-z_]\w*)\s*\('):
            allowed = BANNED.get(match[1])
            if allowed is not None and not path.startswith(tuple(allowed)):
                bad.append(f'{path}:{line}: {match[1]}')
    tap.none(bad, 'STYLE.md section 3')


@tap.case
def banned_headers():
    tap.none([f'{path}: {name}' for path in tap.files('src', CODE) + tap.files('tools', CODE)
              for _, name in includes(path)
              if name in BANNED_HEADERS and not path.startswith(tuple(BANNED_HEADERS[name]))], 'headers')


@tap.case
def no_thread_locals_no_mutable_globals():
    bad = []
    for path in tap.files('src', '.c') + tap.files('tools', '.c'):
        for line, match in numbered(bare(source(path)), r'(?m)\b(_Thread_local|__thread)\b|^static (?!const\b)[^()\n]*'
                                    r'(?:=[^()\n]*)?;$'):
            if ' const ' not in match[0] and 'const *const' not in match[0]:
                bad.append(f'{path}:{line}: {match[0].strip()}')
    tap.none(bad, 'state of the process')


@tap.case
def every_file_says_its_job():
    tap.none([path for path in OURS if not source(path).startswith(f'/* {os.path.basename(path)}: ')],
             'files that do not begin with /* name: job */')


@tap.case
def no_long_files():
    tap.none([f'{path}: {count} lines' for path in tap.files('src', CODE) + tap.files('tools', CODE)
              if (count := source(path).count('\n')) > FILE_LINES], f'files of more than {FILE_LINES} lines')


@tap.case
def no_long_functions():
    """From the brace that opens a function at column 0 to the one that closes it."""
    bad, seen = [], 0
    for path in OURS:
        start = None
        for number, line in enumerate(bare(source(path)).splitlines(), 1):
            if line == '{':
                start = number
            elif line == '}' and start is not None:
                seen += 1
                if number - start - 1 > FUNCTION_LINES:
                    bad.append(f'{path}:{start}: {number - start - 1} lines')
                start = None
    check(seen > 100, 'functions that were seen:', seen)
    tap.none(bad, f'functions of more than {FUNCTION_LINES} lines')


@tap.case
def no_wide_lines():
    tap.none([f'{path}:{number}: {len(line)} columns' for path in OURS
              for number, line in enumerate(source(path).splitlines(), 1)
              if len(line.expandtabs()) > COLUMNS], f'more than {COLUMNS} columns')


@tap.case
def no_loose_ends():
    bad = []
    for path in OURS:
        text = source(path)
        bad += [f'{path}:{line}: {m[0]}' for line, m in
                numbered(text, r'(?m)\b(?:TODO(?!\(#\d+\))|FIXME|XXX)\b|[ \t]+$|\t')]
        if not text.endswith('\n') or text.endswith('\n\n'):
            bad.append(f'{path}: how it ends')
    tap.none(bad, 'TODO without a number, blanks at line ends, tabs')


@tap.case
def recursion_has_a_reason():
    """Our stack is not the sender's choice: no function of src calls itself."""
    bad = []
    for path in tap.files('src', '.c'):
        for match in re.finditer(r'(?ms)^(\w+) \([^;{]*?\)\n\{\n(.*?)^\}', bare(source(path))):
            if re.search(rf'\b{match[1]}\s*\(', match[2]):
                bad.append(f'{path}: {match[1]}')
    tap.none(bad, 'functions that call themselves')


@tap.case
def build_knows_every_source():
    bad = []
    for path in [p for folder in ('src', 'tools') for p in tap.files(folder, '.c')]:
        folder = os.path.dirname(path)
        if f"'{os.path.basename(path)}'" not in source(folder, 'meson.build'):
            bad.append(path)
    tap.none(bad, 'not in the meson.build beside it')


def check_listed(folder, pattern):
    """Every test on disk is one that runs."""
    build = source(folder, 'meson.build')
    found = [p for p in tap.files(folder, ('.c', '.py')) if re.fullmatch(pattern, os.path.basename(p))]
    check(found, 'nothing in', folder)
    missing = []
    for path in found:
        name, ending = os.path.splitext(os.path.basename(path))
        short = re.sub(r'^(test|fuzz)-', '', name)
        if not re.search(rf"'({re.escape(name)}({re.escape(ending)})?|{re.escape(short)})'", build):
            missing.append(path)
    tap.none(missing, 'on disk and not in the build')


for where, what in {'tests/unit': r'test-.*\.c', 'fuzz': r'fuzz-.*\.c', 'tests/cli': r'test-.*\.py', 'tests/net': r'test-.*\.py',
                    'tests/consistency': r'test-.*\.py', 'tests/golden': r'run-.*\.py',
                    'tests/integration': r'test-.*\.py',
                    'tests/bench': r'bench-.*\.(c|py)'}.items():
    tap.add('listed-' + where, check_listed, where, what)


def tolerated():
    """The comments that own up to a deviation: where, and the files that they name."""
    for path in tap.files('src', CODE + ('.toml', '.py')):
        text = source(path)
        for line, match in numbered(text, r'TOLERATED:'):
            rest = text[match.end():]
            comment = rest[:rest.find('*/')] if path.endswith(CODE) else rest.split('\n\n')[0]
            yield f'{path}:{line}', re.findall(r'corpus/[\w/.-]+\.eml', comment)


@tap.case
def tolerated_names_a_witness():
    found = list(tolerated())
    check(found, 'no TOLERATED: anywhere')
    tap.none([where for where, files in found if not files], 'TOLERATED: without a file of the corpus')
    tap.none([f'{where}: {file}' for where, files in found for file in files
              if not os.path.exists(os.path.join(tap.ROOT, file))], 'witnesses that do not exist')


@tap.case
def tolerated_is_documented():
    if not os.path.exists(os.path.join(tap.ROOT, 'docs', 'tolerated.md')):
        raise tap.Skip('docs/tolerated.md is not there yet')
    text = source('docs', 'tolerated.md')
    tap.none([file for _, files in tolerated() for file in files
              if file not in text and file.removeprefix('corpus/') not in text], 'not in docs/tolerated.md')


tap.run()
