#!/usr/bin/env python3
"""checklist-ids.py: every line of the RFC checklist has a test that names it, and no test
names another. Arguments: the list of ids, then the test programs."""
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position

LIST, PROGRAMS = sys.argv[1], sys.argv[2:]
del sys.argv[1:]


def read_list():
    with open(LIST, encoding='utf-8') as file:
        return [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]


def read_paths():
    """Each program lists its test paths with -l, among lines of TAP."""
    for program in PROGRAMS:
        run = subprocess.run([program, '-l'], stdout=subprocess.PIPE, check=True, timeout=60)
        yield from (line for line in run.stdout.decode().split('\n') if line.startswith('/'))


ROWS = read_list()
IDS = [row[0] for row in ROWS]
PATHS = list(read_paths())


@tap.case
def list_is_well_formed():
    for row in ROWS:
        tap.check(len(row) == 3 and all(row), 'not three columns:', row)
    tap.none([i for i in IDS if IDS.count(i) > 1], 'ids that stand twice')


@tap.case
def every_path_names_an_id():
    tap.check(PATHS, 'no test paths at all')
    tap.none([p for p in PATHS if not p.startswith('/checklist/') or p.count('/') != 3],
             'test paths of another form than /checklist/ID/NAME')
    tap.none([p for p in PATHS if p.split('/')[2] not in IDS], 'test paths with an unknown id')
    tap.none([p for p in PATHS if PATHS.count(p) > 1], 'test paths that stand twice')


@tap.case
def every_id_has_a_test():
    tap.none(set(IDS) - {p.split('/')[2] for p in PATHS if p.count('/') > 2}, 'ids without a test')


tap.run()
