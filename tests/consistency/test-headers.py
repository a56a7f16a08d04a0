#!/usr/bin/env python3
"""test-headers.py: what the library exports, and whether each header stands alone.

usage: test-headers.py LIBRARY BUILD_ROOT CC_ID COMPILER...
"""
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, equal, source

LIBRARY, BUILD, COMPILER = sys.argv[1], sys.argv[2], sys.argv[3:]
sys.argv[1:] = []
WARNINGS = ['-Wall', '-Wextra', '-Werror', '-Wno-unused-function', '-fsyntax-only']
COPIES = os.path.join(BUILD, 'src', 'dsn')
HAS_DNS = os.path.exists(os.path.join(COPIES, 'dsn-check.h'))
# What compilers and linkers add of themselves.
NOT_OURS = re.compile(r'_init|_fini|_edata|_end|__bss_start|__odr_asan.*|__asan_.*|__gcov_.*|__llvm_.*')


def told_headers():
    """The headers that the build files call public, relative to the root."""
    found = ['src/dsn/dsn.h']
    for path in tap.files('src', 'meson.build'):
        for group in re.findall(r'public_headers \+= files\((.*?)\)', source(path), re.S):
            found += [os.path.join(os.path.dirname(path), name) for name in re.findall(r"'([^']+)'", group)]
    return sorted(found)


def public_headers():
    """Those of them that are built: an option may be off."""
    return [path for path in told_headers() if not optional(path) or os.path.exists(os.path.join(COPIES, os.path.basename(path)))]


def optional(path):
    """Whether a header belongs to dsn check, which is an option."""
    return path.startswith('src/net/') or os.path.basename(path) in ('dsn-check-types.h', 'dsn-emit-check.h', 'dsn-emit-address.h', 'dsn-emit-auth.h')


def without_comments(text):
    return re.sub(r'/\*.*?\*/', ' ', text, flags=re.S)


def marked(path):
    """The functions and variables of a header that are marked DSN_API."""
    text = re.sub(r'(?m)^#.*$', '', without_comments(source(path)))
    names = []
    for statement in re.findall(r'\bDSN_API\b([^;{]*)', text):
        match = re.search(r'(\w+)\s*(?:\(|$)', statement.strip())
        check(match, path, statement)
        names.append(match[1])
    return names


def exported():
    nm = shutil.which('nm') or shutil.which('llvm-nm')
    if nm is None:
        raise tap.Skip('nm is missing')
    out = subprocess.run([nm, '-D', '--defined-only', LIBRARY], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1].split('@')[0] for line in out.splitlines()
            if line and not NOT_OURS.fullmatch(line.split()[-1])}


@tap.case
def exports_are_what_headers_mark():
    promised = {name for path in public_headers() for name in marked(path)}
    check(len(promised) > 10, 'found in the headers:', promised)
    tap.none(promised - exported(), 'marked DSN_API and not exported')
    tap.none(exported() - promised, 'exported and not marked DSN_API in a public header')


@tap.case
def exports_have_our_prefix():
    tap.none([name for name in exported() if not name.startswith('dsn_')], 'names of others')


@tap.case
def private_headers_mark_nothing():
    tap.none([path for path in tap.files('src', '.h') if path not in told_headers() and
              path != 'src/base/dsn-api.h' and marked(path)], 'private headers with DSN_API')


@tap.case
def public_functions_are_marked():
    """A function in a public header that is not exported fails only when somebody links."""
    bare = []
    for path in public_headers():
        text = re.sub(r'(?m)^#.*(\\\n.*)*$', '', without_comments(source(path)))
        text = re.sub(r'\{[^{}]*\}', ';', text)
        for name in re.findall(r'(?m)^(?!.*\b(?:DSN_API|static|typedef)\b)[A-Za-z][\w \*]*?\b(dsn_\w+) \(', text):
            bare.append(f'{path}: {name}')
    tap.none(bare, 'public functions without DSN_API')


@tap.case
def dsn_h_includes_all_public_headers():
    seen, todo = set(), ['dsn.h']
    by_name = {os.path.basename(path): path for path in public_headers()}
    while todo:
        name = todo.pop()
        if name in seen or name not in by_name:
            continue
        seen.add(name)
        todo += re.findall(r'(?m)^#include "([^"]+)"', source(by_name[name]))
    tap.none(set(by_name) - seen, 'public headers that <dsn/dsn.h> does not reach')


@tap.case
def public_headers_include_public_headers():
    public = {os.path.basename(path) for path in told_headers()} | {'dsn-config.h', 'dsn-defect-table.h'}
    tap.none([f'{path}: {name}' for path in public_headers()
              for name in re.findall(r'(?m)^#include "([^"]+)"', source(path)) if name not in public],
             'includes that are not installed')
    tap.none([f'{path}: {name}' for path in public_headers()
              for name in re.findall(r'(?m)^#include <([^>]+)>', source(path)) if not name.startswith(('glib', 'gio/'))],
             'system headers that users would need')


BLOCK = re.compile(r'/\*\*\n((?: \*(?!/).*\n)*?) \*/\n')


def documented(path):
    """What a public header documents: name -> the text of its block, and what follows the block."""
    text, found = source(path), {}
    for match in BLOCK.finditer(text):
        head = re.match(r' \* (\w+):', match[1])
        check(head, path, 'has a block without a name:', match[1])
        found[head[1]] = (match[1], text[match.end():])
    return found


def parameters(prototype):
    """The names of a function's parameters."""
    inside = prototype[prototype.index('(') + 1:prototype.rindex(')')]
    return [re.search(r'(\w+)(?:\[\w*\])?$', word.strip())[1] for word in inside.split(',') if word.strip() != 'void']


@tap.case
def functions_are_documented():
    """Each has a block of its own above it, which tells all parameters and what comes back."""
    bad = []
    for path in public_headers():
        blocks = documented(path)
        for name in marked(path):
            block, after = blocks.get(name, ('', ''))
            prototype = ' '.join(after[:after.find(';')].split())
            if not re.match(rf'DSN_API .*?\b{name} \(', prototype):
                bad.append(f'{path}: {name} has no block')
                continue
            prototype = prototype[prototype.index(name):].replace(' G_GNUC_CONST', '')
            bad += [f'{path}: @{word} of {name}' for word in parameters(prototype) if f' * @{word}: ' not in block]
            bad += [f'{path}: @{word} of {name} is no parameter' for word in re.findall(r'(?m)^ \* @(\w+):', block)
                    if word not in parameters(prototype)]
            returns = not re.match(r'DSN_API void dsn_', ' '.join(after[:80].split()))
            if returns != (' * Returns: ' in block):
                bad.append(f'{path}: what {name} returns')
    tap.none(bad, 'not documented')


@tap.case
def types_are_documented():
    bad = []
    for path in public_headers():
        text, blocks = source(path), documented(path)
        for match in re.finditer(r'(?m)^typedef (?:struct|enum) \{\n(.*?)^\} (\w+);', text, re.S):
            members = re.findall(r'(\w+)(?:\[\w+\])?(?: = \d+)?[,;]', without_comments(match[1])) + \
                re.findall(r'(?m)^  (DSN_\w+)$', match[1])
            block = blocks.get(match[2], ('',))[0]
            bad += [f'{path}: {match[2]}'] * (not block)
            bad += [f'{path}: @{name} of {match[2]}' for name in members if f' * @{name}: ' not in block]
        bad += [f'{path}: {name}' for name in re.findall(r'(?m)^typedef struct _\w+ (Dsn\w+);', text) if name not in blocks]
        bad += [f'{path}: {name}' for name in re.findall(r'(?m)^#define (DSN_\w+)', text)
                if name not in blocks and name != 'DSN_API']
    tap.none(bad, 'not documented')


@tap.case
def errors_are_documented():
    """gi-docgen does not show what stands at @error."""
    bad = [f'{path}: {name}' for path in public_headers() for name, (block, _) in documented(path).items()
           if ' * @error: (nullable)' in block and ' * Fails ' not in block]
    tap.none(bad, 'functions that do not say when they fail')


@tap.case
def symbols_are_those_of_the_list():
    """src/dsn/dsn-1.symbols: what programs may link against. A symbol that goes breaks them: it needs another
    name for the library. abidiff can say more once there is a release to compare with."""
    rows = [line.split() for line in source('src', 'dsn', 'dsn-1.symbols').splitlines() if not line.startswith('#')]
    names = [row[0] for row in rows]
    equal(names, sorted(set(names)), 'the order')
    tap.none([row for row in map(tuple, rows) if row[1:] not in ((), ('dns',))], 'rows')
    listed = {row[0] for row in rows if HAS_DNS or len(row) == 1}
    tap.none(listed - exported(), 'listed and not exported')
    tap.none(exported() - listed, 'exported and not listed')


def flags(*packages):
    out = subprocess.run(['pkg-config', '--cflags', *packages], capture_output=True, text=True, check=False)
    if out.returncode != 0:
        raise tap.Skip('pkg-config does not know ' + ' '.join(packages))
    return out.stdout.split()


def compiles(compiler, language, standard, include, more):
    """Whether a file that includes nothing else compiles."""
    result = subprocess.run([*compiler, '-x', language, '-std=' + standard, *WARNINGS, *more, '-'],
                            input=f'#include {include}\n#include {include}\nextern int at_least_one_declaration;\n',
                            capture_output=True, text=True, timeout=tap.TIMEOUT, check=False)
    equal(result.returncode, 0, result.stderr)


def folders():
    """All folders of src, and where their tables are made."""
    return sorted({os.path.join(tap.ROOT, os.path.dirname(p)) for p in tap.files('src', '.h')}) + [
        os.path.join(BUILD, 'src', folder) for folder in ('base', 'rules')]


def check_alone(path):
    include = ['-I' + folder for folder in folders()]
    compiles(COMPILER, 'c', 'c11', f'"{os.path.basename(path)}"', include + flags('gio-2.0', 'gmime-3.0'))


def cxx():
    """The C++ compiler that goes with ours, or any."""
    wanted = ['clang++', 'g++', 'c++'] if 'clang' in COMPILER[0] else ['g++', 'c++', 'clang++']
    found = next((path for path in map(shutil.which, wanted) if path), None)
    if found is None:
        raise tap.Skip('no C++ compiler')
    return [found]


def installed_flags():
    return ['-I' + COPIES, '-I' + os.path.join(BUILD, 'src'), '-I' + os.path.join(BUILD, 'src', 'rules'),
            *flags('gio-2.0')]


def check_public_c(path):
    """As users see it: in a folder with the other public headers, without GMime."""
    compiles(COMPILER, 'c', 'c11', f'<dsn/{os.path.basename(path)}>', ['-pedantic', *installed_flags()])


def check_public_cxx(path):
    compiles(cxx(), 'c++', 'c++17', f'<dsn/{os.path.basename(path)}>', installed_flags())


for header in [path for path in tap.files('src', '.h') if HAS_DNS or not optional(path)]:
    tap.add('alone-' + header.removeprefix('src/'), check_alone, header)
for header in public_headers():
    tap.add('c11-' + os.path.basename(header), check_public_c, header)
    tap.add('cxx17-' + os.path.basename(header), check_public_cxx, header)

tap.run()
