#!/usr/bin/env python3
"""Make the completions of a shell from the options that dsn reads.

usage: completions.py bash|zsh|fish DSN OUTPUT

`dsn --list-options` tells all of them. What follows a command's name is read from its synopsis: words in lower
case are typed as they stand, FILE, PATH and their like are names of files.
"""
import json
import re
import subprocess
import sys

FILES = re.compile(r'\b(FILE|LIST|PATH|FOLDER|DIR)\b')
ORIGIN = 'made by the build from the options that dsn reads'


def read(dsn):
    """The program itself, and its commands."""
    out = subprocess.run([dsn, '--list-options'], stdout=subprocess.PIPE, encoding='utf-8', check=True).stdout
    own, *commands = [json.loads(line) for line in out.splitlines()]
    for command in commands:
        operands = re.sub(r'--[a-z-]+[ =][A-Z]+', '', command['synopsis'])
        command['verbs'] = re.findall(r'(?<![\w-])[a-z]+(?![\w-])', operands)
        command['files'] = bool(FILES.search(operands))
    return own, commands


def forms(option):
    """How an option is typed: the short form first."""
    return ([f'-{option["letter"]}'] if 'letter' in option else []) + [f'--{option["name"]}']


def takes_files(option):
    return 'words' not in option and bool(FILES.search(option['argument']))


def quoted(text):
    """A word for bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def no_forms(command):
    return [f'--no-{option["name"]}' for option in command['options'] if 'negatable' in option]


BASH = '''\
# bash completion for dsn, {origin}.

_dsn_words ()
{{
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}}

_dsn ()
{{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}}
  local options='' no='' valued='' verbs='' files='' ended='' operands=0 i

  COMPREPLY=()
  # For readline, --name=value is three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  if ((COMP_CWORD == 1)); then
    _dsn_words {own} "$cur"
    return
  fi
  case $command in
{commands}
    *) return ;;
  esac
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [[ -z $ended && ${{COMP_WORDS[i]}} == -- ]]; then
      ended=yes
    elif [[ -z $ended && $valued == *" ${{COMP_WORDS[i]}} "* ]]; then
      [[ ${{COMP_WORDS[i + 1]}} != = ]] || ((i++))
      ((i++))
    elif [[ -n $ended || ${{COMP_WORDS[i]}} != -?* ]]; then
      ((operands++))
    fi
  done
  if [[ -z $ended ]]; then
    case "$command $prev" in
{values}
    esac
    if [[ $cur == --no-* ]]; then
      _dsn_words "$no" "$cur"
      return
    elif [[ $cur == -* ]]; then
      _dsn_words "$options" "$cur"
      return
    fi
  fi
  if [[ -n $verbs ]] && ((operands == 0)); then
    _dsn_words "$verbs" "$cur"
  elif [[ -n $files ]]; then
    compopt -o default
  fi
}}

complete -F _dsn dsn
'''


def bash(own, commands):
    rows, values = [], []
    for command in commands:
        name = command['command']
        valued = [form for option in command['options'] if 'argument' in option for form in forms(option)]
        rows += [f'    {name})',
                 f'      options={quoted(" ".join("--" + option["name"] for option in command["options"]))}',
                 f'      no={quoted(" ".join(no_forms(command)))}',
                 f'      valued={quoted(" " + " ".join(valued) + " ")}',
                 f'      verbs={quoted(" ".join(command["verbs"]))}',
                 f'      files={"yes" if command["files"] else ""} ;;']
        for option in command['options']:
            if 'argument' not in option:
                continue
            do = 'compopt -o default; return' if takes_files(option) else 'return'
            if 'words' in option:
                do = f'_dsn_words {quoted(" ".join(option["words"]))} "$cur"; return'
            values.append('      ' + ' | '.join(quoted(f'{name} {form}') for form in forms(option)) + f') {do} ;;')
    first = [command['command'] for command in commands] + ['--' + option['name'] for option in own['options']]
    return BASH.format(origin=ORIGIN, own=quoted(' '.join(first)), commands='\n'.join(rows), values='\n'.join(values))


ZSH = '''\
#compdef dsn
# zsh completion for dsn, {origin}.

_dsn ()
{{
  local curcontext=$curcontext state line no
  local -a names=(
{names}
  )

  _arguments -C \\
{own}
    '1:command:->command' \\
    '*::argument:->arguments'
  case $state in
    command) _describe -t commands command names ;;
    arguments)
      # The --no- forms are offered to those who ask for them.
      [[ $words[CURRENT] == --no-* ]] && no=yes
      case $words[1] in
{cases}
      esac ;;
  esac
}}

_dsn "$@"
'''


def zsh_help(text):
    return re.sub(r'([][:\\])', r'\\\1', text)


def zsh_options(options, alone=False):
    """A row of _arguments for each form of each option."""
    rows = []
    for option in options:
        value, names = '', forms(option)
        if 'argument' in option:
            action = '_files' if takes_files(option) else ' '
            if 'words' in option:
                action = '(' + ' '.join(option['words']) + ')'
            value = f':{option["argument"]}:{action}'
        before = '(- *)' if alone or option['name'] == 'help' else '(' + ' '.join(names) + ')'
        if 'repeated' in option:
            before = '*'
        for form in names:
            sign = '' if not value else '=' if form.startswith('--') else '+'
            rows.append(quoted(f'{before}{form}{sign}[{zsh_help(option["help"])}]{value}'))
    return rows


def zsh(own, commands):
    cases = []
    for command in commands:
        rows = zsh_options(command['options'])
        if command['verbs']:
            rows.append(quoted(f'1:what to do:({" ".join(command["verbs"])})'))
        rows.append(quoted('*:file:_files') if command['files'] else quoted('*: :'))
        rows += ['${no:+' + form + '}' for form in no_forms(command)]
        cases.append(f'        {command["command"]})\n          _arguments -s -S : \\\n            '
                     + ' \\\n            '.join(rows) + ' ;;')
    names = [quoted(f'{command["command"]}:{zsh_help(command["help"])}') for command in commands]
    return ZSH.format(origin=ORIGIN, names='\n'.join('    ' + name for name in names), cases='\n'.join(cases),
                      own='\n'.join(f'    {row} \\' for row in zsh_options(own['options'], alone=True)))


FISH = '''\
# fish completion for dsn, {origin}.

# The command line is one of this command; without a name: none has been given.
function __dsn_is
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end

# One of these words stands behind the command.
function __dsn_has
    set -l words (commandline -opc)
    for word in $words[3..]
        contains -- $word $argv; and return 0
    end
    return 1
end

function __dsn_no
    string match -q -- '--no-*' (commandline -ct)
end

complete -c dsn -f
'''


def fish_quoted(text):
    return "'" + text.replace('\\', '\\\\').replace("'", "\\'") + "'"


def fish_row(where, *words):
    return ' '.join(['complete -c dsn -n', fish_quoted(where), *words])


def fish_option(where, option):
    words = [f'-s {option["letter"]}'] if 'letter' in option else []
    words.append(f'-l {option["name"]}')
    if 'argument' in option:
        words.append('-r -F' if takes_files(option) else '-x')
    if 'words' in option:
        words.append('-a ' + fish_quoted(' '.join(option['words'])))
    return fish_row(where, *words, '-d', fish_quoted(option['help']))


def fish(own, commands):
    rows = [fish_option('__dsn_is', option) for option in own['options']]
    for command in commands:
        where, verbs = f'__dsn_is {command["command"]}', ' '.join(command['verbs'])
        rows.append(fish_row('__dsn_is', '-a', command['command'], '-d', fish_quoted(command['help'])))
        rows += [fish_option(where, option) for option in command['options']]
        rows += [fish_row(f'{where}; and __dsn_no', '-l', form[2:]) for form in no_forms(command)]
        if verbs:
            rows.append(fish_row(f'{where}; and not __dsn_has {verbs}', '-a', fish_quoted(verbs)))
        if command['files']:
            rows.append(fish_row(where + (f'; and __dsn_has {verbs}' if verbs else ''), '-F'))
    return FISH.format(origin=ORIGIN) + '\n'.join(rows) + '\n'


def main():
    shell, dsn, output = sys.argv[1:]
    text = {'bash': bash, 'zsh': zsh, 'fish': fish}[shell](*read(dsn))
    with open(output, 'w', encoding='utf-8') as file:
        file.write(text)


if __name__ == '__main__':
    main()
