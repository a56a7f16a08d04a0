#!/usr/bin/env python3
"""test-completions.py: what bash, zsh and fish offer, by asking the shells themselves.

usage: test-completions.py FOLDER: where the build wrote the completions
"""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import termios
import tomllib
import tty

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, equal

MADE = os.path.abspath(sys.argv.pop(1))
WAIT = 120
FILES = ['bounce one.eml', 'letter.eml']
# For bash and zsh, the keys that put all that fits into the line.
ALL = '\x1b*'


def names_of(*command):
    """The options that --help shows, and what is told of their values."""
    out = tap.dsn(*command, '--help').stdout.decode()
    return re.findall(r'^  (?:-\w, |    )(--[a-z0-9-]+)(?:=(\w+))?\s', out, re.M)


def commands():
    out = tap.dsn('--help').stdout.decode()
    return re.findall(r'^  (\w+) ', out[out.index('commands:'):out.index('options:')], re.M)


def type_into(words, keys, folder):
    """What a shell on a terminal answers to keys, up to its end."""
    pid, terminal = pty.fork()
    if pid == 0:
        tty.setraw(0, termios.TCSANOW)  # nothing is lost that comes before the shell reads
        os.chdir(folder)
        env = {'PATH': '/usr/bin:/bin', 'HOME': folder, 'TERM': 'dumb', 'LC_ALL': 'C.UTF-8', 'COLUMNS': '9999'}
        os.execvpe(words[0], words, env)
    answer, rest = b'', keys.encode()
    try:
        while True:
            readable, writable, _ = select.select([terminal], [terminal] if rest else [], [], WAIT)
            check(readable or writable, 'the shell says nothing any more:', answer)
            if readable:
                answer += os.read(terminal, 65536)
            if writable:
                rest = rest[os.write(terminal, rest[:256]):]
    except OSError:  # how a terminal ends
        pass
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
    return answer.decode()


class Bash:
    """Readline puts all that fits into the line, and a function in dsn's place tells its words."""
    name = 'bash'

    @staticmethod
    def offers(lines, folder):
        start = ("PS1= PS2=; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'\n"
                 "dsn () { printf '<%s>' \"$@\"; echo; }\n"
                 f". '{MADE}/dsn'\n")
        out = os.path.join(folder, '.answers')
        keys = start + f"exec 7>'{out}'\n" + ''.join(f'{line}{ALL} >&7\n' for line in lines) + 'exit\n'
        type_into(['bash', '--norc', '--noprofile', '-i'], keys, folder)
        return [re.findall('<(.*?)>', answer) for answer in tap.read(out).decode().splitlines()]


class Zsh:
    """As for bash, by the completer _all_matches."""
    name = 'zsh'

    @staticmethod
    def offers(lines, folder):
        out = os.path.join(folder, '.answers')
        with open(os.path.join(folder, '.zshrc'), 'w', encoding='utf-8') as file:
            file.write(f"fpath=('{MADE}' $fpath); autoload -Uz compinit; compinit -u -D; unset zle_bracketed_paste\n"
                       "PS1= PS2= RPS1=; unsetopt beep prompt_cr prompt_sp; setopt interactive_comments\n"
                       'zle -C every complete-word _generic; bindkey "\\e*" every\n'
                       "zstyle ':completion:every::::' completer _all_matches _complete\n"
                       "zstyle ':completion:every:*' insert true\n"
                       "dsn () { printf '<%s>' \"$@\"; echo; }\n"
                       f"exec 7>'{out}'\n")
        keys = ''.join(f'{line}{ALL} >&7\n' for line in lines) + 'exit\n'
        type_into(['zsh', '-i'], keys, folder)
        return [re.findall('<(.*?)>', answer) for answer in tap.read(out).decode().splitlines()]


class Fish:
    """fish has a command that tells what it would offer."""
    name = 'fish'

    @staticmethod
    def offers(lines, folder):
        script = f"source '{MADE}/dsn.fish'\n" + ''.join(
            f"complete -C '{line}'; echo .\n" for line in lines)
        env = {'PATH': '/usr/bin:/bin', 'HOME': folder, 'LC_ALL': 'C.UTF-8'}
        out = subprocess.run(['fish', '--no-config', '-c', script], cwd=folder, env=env, timeout=WAIT, check=True,
                             stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout.decode()
        return [[row.split('\t')[0] for row in answer.splitlines()] for answer in out.split('.\n')[:-1]]


def ask(shell, lines):
    """What a shell offers at the end of each line: the words, without those that were there before."""
    if not shutil.which(shell.name):
        raise tap.Skip(f'{shell.name} is not here')
    with tempfile.TemporaryDirectory(prefix='dsn-test-') as folder:
        for name in FILES:
            with open(os.path.join(folder, name), 'wb'):
                pass
        answers = shell.offers(lines, folder)
    equal(len(answers), len(lines), f'answers of {shell.name}')
    return answers


def offered(shell, lines):
    """For each line, what is offered for its last word, sorted."""
    found = []
    for line, answer in zip(lines, ask(shell, lines)):
        *before, last = line.split(' ')[1:]
        equal(answer[:len(before)] if shell is not Fish else before, before, f'{shell.name}: {line!r}')
        rest = answer if shell is Fish else answer[len(before):]
        # A shell that finds nothing leaves the word alone; .answers is the test's own.
        found.append(sorted(word.removeprefix('--color=').removeprefix('--only=').removeprefix('--rules=')
                            for word in rest if word not in (last, '.answers')))
    return found


def compare(shell, rows):
    """Rows are a line and all that should be offered at its end."""
    for (line, expected), found in zip(rows, offered(shell, [line for line, _ in rows])):
        equal(found, sorted(expected), f'{shell.name}: {line!r}')


def offers_every_command(shell):
    own = [name for name, _ in names_of()]
    compare(shell, [('dsn ', commands() + (own if shell is Bash else [])),
                    ('dsn ex', ['explain']),
                    ('dsn --', own)])


def offers_every_option(shell):
    """Those that --help shows, of every command that it shows."""
    rows = []
    for command in commands():
        options = names_of(command)
        check(len(options) > 2, command, options)
        rows.append((f'dsn {command} --', [name for name, _ in options]))
        rows.append((f'dsn {command} --no-', ['--no-' + name[2:] for name, argument in options
                                              if not argument and name != '--help']))
    compare(shell, rows)


def offers_files_as_values(shell):
    rows = []
    for command in commands():
        for name, argument in names_of(command):
            if argument in ('FILE', 'LIST', 'FOLDER', 'TIME', 'ADDR', 'TEMPLATE'):
                rows.append((f'dsn {command} {name} ', FILES if argument in ('FILE', 'LIST', 'FOLDER') else []))
    check(len(rows) > 5, rows)
    compare(shell, rows)


def offers_closed_lists(shell):
    with open(os.path.join(tap.ROOT, 'src/rules/categories.toml'), 'rb') as file:
        categories = [row['id'] for row in tomllib.load(file)['category']]
    when, only, of_rules = offered(shell, ['dsn parse --color ', 'dsn parse --only=', 'dsn rules list --category '])
    equal(when, ['always', 'auto', 'never'])
    equal(of_rules, sorted(categories))
    check(set(categories + ['failed', 'relayed', 'suppress', 'fix', 'feedback']) <= set(only), only)
    mail = os.path.join(tap.ROOT, 'corpus/rfc3464/user-unknown.eml')
    equal(tap.dsn('parse', '--quiet', '--only=' + ','.join(only), mail).returncode, 0, 'what is offered is taken')


def offers_operands(shell):
    compare(shell, [('dsn parse ', FILES),
                    ('dsn parse --json l', ['letter.eml']),
                    ('dsn parse --color=never --rules=mine.toml -r mine.toml b', ['bounce one.eml']),
                    ('dsn parse --rules=l', ['letter.eml']),
                    ('dsn parse -- l', ['letter.eml']),
                    ('dsn explain l', []),
                    ('dsn rules ', ['check', 'list', 'show', 'test']),
                    ('dsn rules --rules=mine.toml c', ['check']),
                    ('dsn rules check ', FILES)])


for each_shell in Bash, Zsh, Fish:
    for test in (offers_every_command, offers_every_option, offers_files_as_values, offers_closed_lists,
                 offers_operands):
        tap.add(f'{each_shell.name}-{test.__name__.replace("_", "-")}', test, each_shell)

tap.run()
