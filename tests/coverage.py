#!/usr/bin/env python3
"""coverage.py ROOT BUILD: what tests and seeds reach of src/: a line for each folder, then each line that none reaches.

Exits with 1 below 95 % of lines or 85 % of branches, and for a line that tests/unreached.tsv does not explain: it has a row
for each function with such lines, and why. Branches of g_return_if_fail, g_assert and the like are the caller's
fault and not counted."""
import collections
import json
import os
import re
import subprocess
import sys

LINES, BRANCHES = 95.0, 85.0
CHECKS = r'.*\bg_(return(_val)?_if_(fail|reached)|assert\w*)\b.*'
# What makes tables runs while it is built.
BUILT_WITH = r'.*/(gen-\w+|dsn-table-text)[.]c'


def gcovr(root, build):
    out = subprocess.run(['gcovr', '--root', root, '--filter', 'src/', '--exclude', BUILT_WITH, '--exclude-lines-by-pattern',
                          CHECKS, '--exclude-branches-by-pattern', CHECKS, '--exclude-unreachable-branches',
                          '--gcov-ignore-parse-errors', '--json', '-', build], cwd=root, stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)['files']


def ranges(numbers):
    """[1, 2, 3, 7] -> 1-3 7"""
    found = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ' '.join(str(a) if a == b else f'{a}-{b}' for a, b in found)


def read_lines(path):
    with open(path, encoding='utf-8') as file:
        return file.read().splitlines()


def explained(root):
    rows = (line.split('\t') for line in read_lines(os.path.join(root, 'tests', 'unreached.tsv')) if not line.startswith('#'))
    return {(path, function) for path, function, why in rows if why}


def functions(root, path, numbers):
    """The functions that the lines are in: their names begin a line."""
    text = read_lines(os.path.join(root, path))
    for number in numbers:
        names = (re.match(r'(\w+) \(', line) for line in reversed(text[:number]))
        yield next((name[1] for name in names if name), '-')


def share(part, whole):
    return 100.0 * part / whole if whole else 100.0


def main():
    root = sys.argv[1]
    sums, missing, unknown, known = collections.defaultdict(lambda: [0, 0, 0, 0]), [], set(), explained(root)
    for file in gcovr(*sys.argv[1:3]):
        lines = [line for line in file['lines'] if not line.get('gcovr/noncode')]
        branches = [branch for line in lines for branch in line['branches']]
        found = [sum(line['count'] > 0 for line in lines), len(lines), sum(b['count'] > 0 for b in branches), len(branches)]
        for name in ('/'.join(file['file'].split('/')[:2]), 'all'):
            sums[name] = [a + b for a, b in zip(sums[name], found)]
        never = [line['line_number'] for line in lines if line['count'] == 0]
        if never:
            missing.append(f'{file["file"]}: {ranges(never)}')
            unknown |= {(file['file'], function) for function in functions(root, file['file'], never)} - known
    for name, (lines, all_lines, branches, all_branches) in sorted(sums.items()):
        print(f'{name:14} {lines:6} of {all_lines:6} lines {share(lines, all_lines):6.1f} %'
              f' {branches:6} of {all_branches:6} branches {share(branches, all_branches):6.1f} %')
    print('\nnever reached:')
    print('\n'.join(missing))
    print('\nnot explained in tests/unreached.tsv:')
    print('\n'.join(' '.join(row) for row in sorted(unknown)) or 'nothing')
    total = sums['all']
    sys.exit(bool(unknown) or share(total[0], total[1]) < LINES or share(total[2], total[3]) < BRANCHES)


if __name__ == '__main__':
    main()
