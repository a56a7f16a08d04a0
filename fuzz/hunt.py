#!/usr/bin/env python3
"""hunt.py: runs fuzz targets until each has had its seconds of one processor.

usage: hunt.py [--jobs=N] [--anew] BUILD SECONDS TARGET...

BUILD is a build directory with -Dfuzz=libfuzzer. Prints a row for each target, as docs/security.md has them, and
exits with 1 where something was found. What a target found out stays in BUILD/hunt/fuzz-TARGET and is where the next
hunt begins, but with --anew, which takes the same way each time. Of one target libFuzzer's own words are shown.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = ('dialects', 'json', 'make', 'mime', 'redact', 'tree')  # corpus_targets of meson.build
SLICE_MAX = 600
ROUNDS_MAX = 100
STATS = re.compile(r'cov: (\d+) ft: \d+ corp: (\d+)')
RUNS = re.compile(r'stat::number_of_executed_units: *(\d+)')


def words_of(build, name, anew):
    """The command of a target, but for its time. libFuzzer writes into the first folder, and only reads others."""
    found = os.path.join(build, 'hunt', f'fuzz-{name}')
    words = [os.path.join(build, 'fuzz', f'fuzz-{name}'), '-timeout=20', '-print_final_stats=1',
             f'-artifact_prefix={found}-', found]
    folders = [os.path.join(HERE, 'seeds', name)]
    folders += [os.path.join(HERE, '..', 'corpus')] if name in CORPUS else []
    words += [folder for folder in folders if os.path.isdir(folder)]
    dictionary = os.path.join(build, 'fuzz', f'fuzz-{name}.dict')
    words += [f'-dict={dictionary}'] if os.path.exists(dictionary) else []
    words += ['-seed=1'] if anew else []
    if anew:
        shutil.rmtree(found, ignore_errors=True)
    os.makedirs(found, exist_ok=True)
    return words


def run(words, log, shown):
    """One run: its exit status, seconds of processor, and what it wrote."""
    with open(log, 'w+', encoding='utf-8', errors='replace') as file:
        with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE if shown else file) as process:
            if shown:
                for line in process.stderr:
                    sys.stderr.buffer.write(line)
                    sys.stderr.buffer.flush()
                    file.write(line.decode(errors='replace'))
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        file.seek(0)
        return process.returncode, usage.ru_utime + usage.ru_stime, file.read()


def hunt(build, name, seconds, anew, shown):
    """Runs one target for its time: whether nothing was found, and its row."""
    words = words_of(build, name, anew)
    log = os.path.join(build, 'hunt', f'fuzz-{name}.log')
    start, used, runs, status, text = time.monotonic(), 0.0, 0, 0, ''
    edges = corpus = '0'
    for _ in range(ROUNDS_MAX):
        if status != 0 or used >= seconds:
            break
        # libFuzzer counts the time that passes; others may want the processor, too.
        left = min(max(int(seconds - used + 1), 2), SLICE_MAX)
        status, cpu, text = run([*words, f'-max_total_time={left}'], log, shown)
        used += cpu
        runs += sum(map(int, RUNS.findall(text)))
        edges, corpus = (STATS.findall(text) or [(edges, corpus)])[-1]
    if status != 0 and not shown:
        print(text[-4000:], file=sys.stderr)
    minutes = (time.monotonic() - start) / 60
    return status == 0, (f'| `{name}` | {minutes:.1f} | {used / 60:.1f} | {runs:,} | {int(edges):,} | {int(corpus):,} |'
                         + ('' if status == 0 else ' FOUND SOMETHING'))


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split('usage: ', maxsplit=1)[1])
    parser.add_argument('--jobs', type=int, default=1)
    parser.add_argument('--anew', action='store_true')
    parser.add_argument('build')
    parser.add_argument('seconds', type=int)
    parser.add_argument('targets', nargs='+')
    args = parser.parse_args()
    good = True
    with concurrent.futures.ThreadPoolExecutor(max(args.jobs, 1)) as pool:
        waiting = [pool.submit(hunt, args.build, name.removeprefix('fuzz-'), args.seconds, args.anew,
                               len(args.targets) == 1) for name in args.targets]
        for one in concurrent.futures.as_completed(waiting):
            fine, row = one.result()
            good &= fine
            print(row, flush=True)
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
