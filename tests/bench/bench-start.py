#!/usr/bin/env python3
"""bench-start.py: dsn explain 5.4.4 as a whole process costs no more than 10 ms more than true.

usage: bench-start.py DSN MILLISECONDS
"""
import os
import statistics
import subprocess
import sys
import time

RUNS = 41


def measure(words):
    """The median time of a process, in milliseconds; what runs first only warms up."""
    times = []
    for number in range(RUNS):
        start = time.perf_counter()
        subprocess.run(words, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
        if number > 0:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main():
    dsn, allowed = sys.argv[1], float(sys.argv[2])
    os.environ.pop('MALLOC_PERTURB_', None)
    # In turns, so that a machine that becomes busy is busy for both.
    rounds = [(measure(['true']), measure([dsn, 'explain', '5.4.4'])) for _ in range(3)]
    idle, explain = min(rounds, key=lambda pair: pair[1] - pair[0])
    print(f'true {idle:.2f} ms, dsn explain 5.4.4 {explain:.2f} ms: {explain - idle:.2f} ms more, {allowed:g} allowed')
    sys.exit(0 if explain - idle <= allowed else 1)


if __name__ == '__main__':
    main()
