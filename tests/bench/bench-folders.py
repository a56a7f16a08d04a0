#!/usr/bin/env python3
"""bench-folders.py: a Maildir of 20,000 files and an mbox of 200 MB, by one and two jobs, against other readers.

usage: bench-folders.py DSN BENCH-PARSE

Whole processes, by turns, in one run; processor time, kernel included, and what passed. Look at the ratios.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

FILES, MBOX_BYTES, ROUNDS = 20000, 200 * 1000 * 1000, 3
PEER_FILES = 1000
PEER_SECONDS = 120
# Processor time of one job against a bare GMime parse of the same messages; peak of memory.
# docs/performance.md has what was measured.
MAILDIR_LIMIT, MBOX_LIMIT, PEAK_LIMIT_KIB = 0.7, 0.6, 64 << 10
ROOT = os.environ.get('DSN_SOURCE_ROOT', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))

# Packages of Debian are for its own Python, which need not be the one that runs this.
PYTHON = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable

# Peers: what to ask whether they are there, and a program that reads the files that a list names. It fails if it
# finds no bounce in any: a peer of another version than we know must not look fast.
PEERS = {
    'flufl.bounce': ([PYTHON, '-c', 'import flufl.bounce'], [PYTHON, '-c', '''
import sys, email
from flufl.bounce import all_failures
found = 0
for name in open(sys.argv[1]).read().split('\\n')[:-1]:
    with open(name, 'rb') as file:
        try:
            found += any(all_failures(email.message_from_binary_file(file)))
        except Exception:
            pass
sys.exit(not found)
''']),
    'Mail::DeliveryStatus::BounceParser': (['perl', '-MMail::DeliveryStatus::BounceParser', '-e', '1'], [
        'perl', '-MMail::DeliveryStatus::BounceParser', '-e', '''
my $found;
for my $name (split /\\n/, do { local $/; open my $l, "<", $ARGV[0]; <$l> }) {
    open my $file, "<", $name or next;
    $found += eval { () = Mail::DeliveryStatus::BounceParser->new (do { local $/; <$file> })->reports } || 0;
}
exit !$found;
''']),
    'Sisimai': (['perl', '-MSisimai', '-e', '1'], ['perl', '-MSisimai', '-e', '''
my $read = Sisimai->can ("rise") || Sisimai->can ("make");
my $found;
for my $name (split /\\n/, do { local $/; open my $l, "<", $ARGV[0]; <$l> }) {
    $found += eval { scalar @{Sisimai->$read ($name)} } || 0;
}
exit !$found;
''']),
}


def sources():
    """The messages that all data is made of."""
    folders = [os.path.join(ROOT, 'corpus')]
    shared = os.environ.get('DSN_SHARED', os.path.join(ROOT, '..', 'shared'))
    folders += [os.path.join(shared, name, 'mail') for name in ('bench', 'mta')]
    found = sorted(os.path.join(here, name) for folder in folders for here, _, names in os.walk(folder)
                   for name in names if name.endswith('.eml'))
    if not found:
        sys.exit('bench-folders: no messages')
    return [open(name, 'rb').read() for name in found]  # pylint: disable=consider-using-with


def make_data(folder):
    """A Maildir whose files lie in another order than their names, a list of them, and an mbox."""
    messages = sources()
    for name in ('cur', 'new', 'tmp'):
        os.makedirs(os.path.join(folder, 'box', name))
    order = list(range(FILES))
    random.Random(1).shuffle(order)
    for n in order:
        with open(os.path.join(folder, 'box', 'cur', f'{1700000000 + n}.M{n}P1.host.example:2,S'), 'wb') as file:
            file.write(messages[n % len(messages)])
    names = sorted(os.path.join(folder, 'box', 'cur', name) for name in os.listdir(os.path.join(folder, 'box', 'cur')))
    for name, count in (('list', FILES), ('short', PEER_FILES)):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write('\n'.join(names[:count]) + '\n')
    count = size = 0
    with open(os.path.join(folder, 'mbox'), 'wb') as file:
        while size < MBOX_BYTES:
            body = messages[count % len(messages)].replace(b'\r\n', b'\n').replace(b'\nFrom ', b'\n>From ')
            size += file.write(b'From MAILER-DAEMON Tue Mar  4 07:15:32 2025\n' + body + b'\n')
            count += 1
    return count, size


def run(words, worst):
    """One whole process: seconds of processor, seconds that passed, KiB at the peak."""
    start = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode <= worst:
        sys.exit(f'bench-folders: {words[0]}: ended with {process.returncode}')
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss


def measure(contestants):
    """The best of some rounds of each, by turns."""
    best = {}
    for _ in range(ROUNDS):
        for name, words in contestants.items():
            found = run(words, 1)
            old = best.get(name, found)
            best[name] = (min(old[0], found[0]), min(old[1], found[1]), max(old[2], found[2]))
    return best


def show(title, best, messages, size, against):
    print(f'{title}: {messages} messages, {size / 1e6:.0f} MB')
    print(f'{"":26}{"processor":>11}{"passed":>9}{"a message":>12}{"MB/s":>7}{"ratio":>7}{"peak":>11}')
    for name, (cpu, passed, peak) in best.items():
        print(f'  {name:24}{cpu:9.2f} s{passed:7.2f} s{cpu / messages * 1e6:9.1f} us{size / passed / 1e6:7.0f}'
              f'{cpu / best[against][0]:7.2f}{peak / 1024:7.1f} MiB')


def show_peers(folder, dsn):
    """Those that are installed, on fewer messages: they are slower by far."""
    listing = os.path.join(folder, 'short')
    ours = run([dsn, 'parse', '--json', '--jobs=1', '--files-from', listing], 1)[0]
    for name, (there, program) in PEERS.items():
        if not shutil.which(there[0]) or subprocess.run(there, capture_output=True, check=False).returncode != 0:
            print(f'  {name}: not installed')
            continue
        try:
            if subprocess.run([*program, listing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
                              timeout=PEER_SECONDS).returncode != 0:
                print(f'  {name}: found nothing')
                continue
            cpu = run([*program, listing], 0)[0]
            print(f'  {name}: {cpu / PEER_FILES * 1e6:.0f} us a message, {cpu / ours:.1f} times dsn')
        except subprocess.TimeoutExpired:
            print(f'  {name}: more than {PEER_SECONDS} s for {PEER_FILES} messages')


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    dsn, work = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix='dsn-bench-') as folder:
        count, size = make_data(folder)
        box, mbox, listing = (os.path.join(folder, name) for name in ('box', 'mbox', 'list'))
        box_size = sum(entry.stat().st_size for entry in os.scandir(os.path.join(box, 'cur')))
        parse = [dsn, 'parse', '--json', '--no-progress']
        maildir = measure({'reading only': [work, '--read', listing], 'bare GMime parse': [work, '--gmime', listing],
                           'dsn, one job': [*parse, '--jobs=1', box], 'dsn, two jobs': [*parse, '--jobs=2', box]})
        show('Maildir', maildir, FILES, box_size, 'bare GMime parse')
        single = measure({'reading only': ['cat', mbox], 'dsn, one job': [*parse, '--jobs=1', mbox],
                          'dsn, two jobs': [*parse, '--jobs=2', mbox]})
        # The same messages as in the Maildir, so GMime takes as long for each.
        cpu, passed, peak = maildir['bare GMime parse']
        single['bare GMime parse (files)'] = (cpu * count / FILES, passed * count / FILES, peak)
        show('mbox', single, count, size, 'bare GMime parse (files)')
        print(f'two jobs are {maildir["dsn, one job"][1] / maildir["dsn, two jobs"][1]:.2f} and '
              f'{single["dsn, one job"][1] / single["dsn, two jobs"][1]:.2f} times as fast as one, by the clock')
        show_peers(folder, dsn)
    ratio = maildir['dsn, one job'][0] / maildir['bare GMime parse'][0]
    mbox_ratio = single['dsn, one job'][0] / single['bare GMime parse (files)'][0]
    peak = max(best[name][2] for best in (maildir, single) for name in best if name.startswith('dsn'))
    good = ratio <= MAILDIR_LIMIT and mbox_ratio <= MBOX_LIMIT and peak <= PEAK_LIMIT_KIB
    print(f'dsn / GMime {ratio:.2f} (limit {MAILDIR_LIMIT}), of the mbox {mbox_ratio:.2f} (limit {MBOX_LIMIT}), '
          f'peak {peak / 1024:.1f} MiB (limit {PEAK_LIMIT_KIB >> 10})' + ('' if good else ': TOO MUCH'))
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
