#!/usr/bin/env python3
"""analyze.py ROOT BUILD EXPLAINED: what gcc's -fanalyzer says of src/ and tools/, and whether each of it is explained.

BUILD is a build directory of gcc's. EXPLAINED has a row for each finding that is none: file, function, warning, why. Exits
with 1 for a finding without a row, and for a row without a finding."""
import concurrent.futures
import json
import os
import shlex
import subprocess
import sys

ROOT, BUILD, EXPLAINED = sys.argv[1:]
# It runs in the build only, over the rules: a minute for what no mail ever reaches.
HELPER = 'src/status/gen-wording.c'
DROPPED = {'-o': 2, '-MF': 2, '-MQ': 2, '-MD': 1, '-Werror': 1}


def commands():
    """The compiler's words for each file, without what they write."""
    with open(os.path.join(BUILD, 'compile_commands.json'), encoding='utf-8') as file:
        rows = json.load(file)
    for row in rows:
        path = os.path.relpath(os.path.join(row['directory'], row['file']), ROOT)
        if path.startswith(('src/', 'tools/')) and path != HELPER:
            words, kept = shlex.split(row['command']), []
            while words:
                count = DROPPED.get(words[0], 0)
                kept += [] if count else words[:1]
                del words[:count or 1]
            yield path, kept


def analyze(item):
    """What it says of one file: rows of where and what."""
    path, words = item
    run = subprocess.run([*words, '-fanalyzer', '-fdiagnostics-format=json', '-o', os.devnull], cwd=BUILD, capture_output=True,
                         encoding='utf-8', errors='replace', check=False)
    if run.returncode != 0:
        sys.exit(f'{path}: {run.stderr}')
    found = []
    for finding in json.loads(run.stderr.strip().split('\n')[-1] or '[]'):
        place = finding['locations'][0]['caret']
        # What a header of ours holds is explained once, and not for each file that reads it.
        where = os.path.relpath(os.path.join(BUILD, place['file']), ROOT)
        where = path if where.startswith('..') else where
        key = (where, finding['path'][-1]['function'] if finding.get('path') else '-', finding.get('option', '-'))
        found.append((key, f'{place["file"]}:{place["line"]} with {path}: {finding["message"]}: ' + ' '.join(key)))
    return found


def main():
    with open(EXPLAINED, encoding='utf-8') as file:
        explained = {tuple(line.split('\t')[:3]) for line in file.read().splitlines() if line and not line.startswith('#')}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [row for rows in pool.map(analyze, commands()) for row in rows]
    bad = [text for key, text in found if key not in explained]
    bad += ['no longer found: ' + ' '.join(key) for key in sorted(explained - {key for key, _ in found})]
    if bad:
        print('\n'.join(bad))
    sys.exit(bool(bad))


main()
