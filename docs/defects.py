#!/usr/bin/env python3
"""Write the table of defects as a page for people.

usage: defects.py DEFECTS.toml OUTPUT.md
"""
import sys
import tomllib

HEAD = """\
# Defects

What `dsn` may find odd in a message, sorted by name: the `id` in the output of `dsn parse --json`
(`dsn-json(5)`), and the number that stands for it in the C headers (`DsnDefectId`). This page is the
table of `src/rules/defects.toml`. Neither ids nor numbers are ever reused.

| id | number | meaning |
| --- | ---: | --- |
"""


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], 'rb') as file:
        rows = sorted(tomllib.load(file)['defect'], key=lambda row: row['id'])
    with open(sys.argv[2], 'w', encoding='utf-8') as out:
        out.write(HEAD)
        for row in rows:
            meaning = row['meaning'].replace('|', '\\|')
            retired = ' (no longer looked for)' if row.get('retired') else ''
            out.write(f'| {row["id"]} | {row["number"]} | {meaning}{retired} |\n')


if __name__ == '__main__':
    main()
