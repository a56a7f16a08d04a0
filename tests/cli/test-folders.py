#!/usr/bin/env python3
"""test-folders.py: folders, mboxes and streams by any number of workers: nothing is lost, nothing out of order."""
import gzip
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import mailboxes  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal, lines

# Those that can stand in an mbox: they begin with a field of a header.
REPORTS, LETTERS = ([message for message in mailboxes.corpus(folder) if re.match(rb'[!-9;-~]+:', message)]
                    for folder in ('rfc3464', 'not-a-report'))
MIXED = [message for pair in zip(REPORTS, LETTERS * len(REPORTS)) for message in pair]
JOBS = ('1', '2', '7')
SANITIZED = b'__asan_init' in tap.read(tap.TOOL)  # its memory is not ours


def summary(*words, **more):
    """The counts of a run."""
    total, = lines(dsn('parse', '--summary', '--json', *words, **more))
    equal(total['messages'], total['reports'] + total['others'] + total['errors'], 'the sum')
    return total


def bad_folder(path):
    """A folder with reports, others, and what cannot be read; gives the sources of each."""
    report, letter = mailboxes.report(), mailboxes.letter()
    good = {f'report-{n}': report for n in range(5)}
    good['packed.gz'] = gzip.compress(report)
    good['cut'] = report[:len(report) * 3 // 4]
    good['sub/below'] = report
    others = {f'letter-{n}': letter for n in range(4)}
    others.update({'empty': b'', 'noise': bytes(range(256)) * 9, 'table.csv': b'a,b\n1,2\n'})
    for name, content in {**good, **others}.items():
        mailboxes.write(os.path.join(path, name), content)
    mailboxes.write(os.path.join(path, 'cut.gz'), gzip.compress(report)[:200])
    with open(os.path.join(path, 'huge'), 'wb') as huge:
        huge.truncate((64 << 20) + 1)
    os.symlink('nowhere', os.path.join(path, 'dangling'))
    os.symlink('/proc/self/mem', os.path.join(path, 'unreadable'))
    os.symlink('.', os.path.join(path, 'loop'))
    os.mkfifo(os.path.join(path, 'pipe'))
    return sorted(good), sorted(others), ['cut.gz', 'dangling', 'huge', 'pipe', 'unreadable']


@tap.case
def sum_of_a_bad_folder():
    """seen = n + m + k, and each is named."""
    path = mailboxes.place('bad')
    reports, others, errors = bad_folder(path)
    for jobs in JOBS:
        result = dsn('parse', '--json', '--all', '--jobs', jobs, path)
        equal(result.returncode, 2, 'exit status')
        found = lines(result)
        for kind, names in (('report', reports), ('other', others), ('error', errors)):
            equal([os.path.relpath(line['source'], path) for line in found if line['type'] == kind], names, kind)
        equal(len(found), len(reports) + len(others) + len(errors), 'seen')
        equal(len(result.stderr.splitlines()), len(errors), 'lines on stderr')
        for name in errors:
            check(os.path.join(path, name).encode() in result.stderr, name, 'is not named')
        total = summary('--jobs', jobs, path)
        equal((total['reports'], total['others'], total['errors']), (len(reports), len(others), len(errors)))


@tap.case
def sum_with_names_that_vanish():
    """What was listed and is gone when its turn comes is named."""
    path = mailboxes.place('vanishing')
    names = [mailboxes.write(os.path.join(path, f'{n:03}'), mailboxes.report()) for n in range(300)]
    names += [os.path.join(path, 'folder', name) for name in 'ab']
    gone = names[7:300:20] + names[300:]
    listing = mailboxes.write(os.path.join(path, '..', 'vanishing.list'), '\n'.join(names).encode())
    for name in gone[:-2]:
        os.unlink(name)
    for jobs in JOBS:
        result = dsn('parse', '--json', '--files-from', listing, '--jobs', jobs)
        equal([line['source'] for line in lines(result)], names)
        equal([line['source'] for line in lines(result) if line['type'] == 'error'], gone)


@tap.case
def vanishing_while_we_read():
    """Files are taken away while the folder is read: each comes out, as itself or as an error."""
    path = mailboxes.maildir(os.path.join(tap.SCRATCH.name, 'flight'), REPORTS * 40)
    everything = sorted(os.listdir(path + '/cur') + os.listdir(path + '/new'))
    with subprocess.Popen([tap.TOOL, 'parse', '--json', '--all', '--jobs=2', path], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, bufsize=0) as process:
        first = process.stdout.readline()
        for name in everything[100::3]:
            for folder in ('cur', 'new'):
                if os.path.exists(os.path.join(path, folder, name)):
                    os.unlink(os.path.join(path, folder, name))
        rest, error = process.communicate(timeout=tap.TIMEOUT)
    found = [json.loads(line) for line in [first] + rest.splitlines()]
    equal(len(found), len(everything), 'seen')
    check(all(line['type'] != 'other' for line in found), 'a file that is gone is no message')
    equal(error.count(b'\n'), sum(line['type'] == 'error' for line in found), 'errors on stderr')


def check_same_bytes(name, *form):
    """The same bytes from a Maildir in any order of its directory, by 1, 2 and 7 jobs."""
    outputs = set()
    for seed, jobs in enumerate(JOBS):
        # One name for all, so that sources are the same.
        parent = mailboxes.place(f'same-{name}-{seed}')
        mailboxes.maildir(os.path.join(parent, 'box'), MIXED * 3, seed)
        result = dsn('parse', *form, '--jobs', jobs, 'box', cwd=parent)
        equal(result.returncode, 0, result.stderr)
        outputs.add((result.stdout, result.stderr))
    equal(len(outputs), 1, 'different outputs')
    check(len(outputs.pop()[0]) > 100, 'there is little of it')


for title, options in {'json': ('--json', '--all'), 'text': ('--all',), 'csv': ('--csv',), 'summary': ('--summary',),
                       'format': ('--format={source} {recipients.address}',), 'verbose': ('-v', '--only=failed')}.items():
    tap.add('same-bytes-' + title, check_same_bytes, title, *options)


@tap.case
def same_bytes_from_an_mbox_and_a_stream():
    """An mbox that is large enough to be cut, by any number of jobs, from a file, a pipe and a file as stdin."""
    text = mailboxes.mbox(MIXED * 40)
    check(len(text) > 2 << 20, 'too small:', len(text))
    path = tap.scratch('same.mbox', text)
    outputs = [dsn('parse', '--json', '--all', '--jobs', jobs, path).stdout for jobs in JOBS]
    equal(len(outputs[0].splitlines()), len(MIXED) * 40, 'messages')
    equal(len(set(outputs)), 1, 'by jobs')
    expected = outputs[0].replace(json.dumps(path).encode(), b'"-"')
    for jobs in JOBS:
        equal(dsn('parse', '--json', '--all', '--jobs', jobs, stdin=text).stdout == expected, True, f'pipe, {jobs}')
        with open(path, 'rb') as file:
            equal(dsn('parse', '--json', '--all', '--jobs', jobs, '-', stdin=file).stdout == expected, True, 'file')
    packed = tap.scratch('same.mbox.gz', gzip.compress(text, 1))
    for jobs in JOBS:
        equal(dsn('parse', '--json', '--all', '--jobs', jobs, packed).stdout.replace(b'.mbox.gz"', b'.mbox"') == outputs[0],
              True, f'compressed, {jobs}')


@tap.case
def offsets_are_where_messages_begin():
    text = mailboxes.mbox(MIXED * 40)
    found = lines(dsn('parse', '--json', '--all', '--jobs=3', tap.scratch('offsets.mbox', text)))
    for line in found:
        check(text[line['offset']:].startswith(b'From MAILER-DAEMON '), line['offset'])
    equal(len({line['offset'] for line in found}), len(found))


def workers_of(pid):
    """The processes that are children of a process of ours, and run."""
    found = []
    for name in os.listdir('/proc'):
        if not name.isdigit():
            continue
        try:
            with open(f'/proc/{name}/stat', encoding='utf-8') as file:
                fields = file.read().rpartition(')')[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != 'Z':
            found.append(int(name))
    return found


def strike(words, number, pause):
    """Runs the tool, and kills a worker of it now and then, `number` times; gives what came out."""
    with subprocess.Popen([tap.TOOL, 'parse', *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          bufsize=0) as process:
        first = process.stdout.readline()  # there are workers now
        killed = 0
        random.seed(number)
        while killed < number and process.poll() is None:
            workers = workers_of(process.pid)
            if workers:
                try:
                    os.kill(random.choice(workers), signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
            # The pipe is full, and the workers wait, unless we read.
            first += os.read(process.stdout.fileno(), 65536)
            time.sleep(pause)
        rest, error = process.communicate(timeout=tap.TIMEOUT)
    return process.returncode, first + rest, error, killed


@tap.case
def workers_that_are_killed():
    """Each costs at most its own message, which is named; all others come out as ever, in order."""
    path = tap.scratch('killed.mbox', mailboxes.mbox(MIXED * 60))
    whole = dsn('parse', '--json', '--all', '--jobs=1', path).stdout.splitlines()
    status, out, error, killed = strike(['--json', '--all', '--jobs=3', path], 12, 0.01)
    found = out.splitlines()
    check(killed > 2, 'workers that were killed:', killed)
    equal(len(found), len(whole), 'messages')
    lost = 0
    for line, expected in zip(found, whole):
        if line == expected:
            continue
        one, other = json.loads(line), json.loads(expected)
        equal((one['type'], one['source'], one['offset']), ('error', path, other['offset']))
        check('signal 9' in one['message'] and str(one['offset']) in one['message'], one['message'])
        lost += 1
    check(lost <= killed, lost, 'were lost by', killed)
    equal((status, error.count(b'\n')), (2 if lost else 0, lost))


@tap.case
def worker_that_is_killed_at_its_message():
    """A message that takes long: whoever dies in its middle, that one is named."""
    field = b'Final-Recipient: rfc822; ann%d@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 %s\n\n'
    slow = (b'From: mailer-daemon@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n'
            b'--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n'
            + b''.join(field % (n, b'User unknown in the table ' * 40) for n in range(9000)) + b'--b--\n')
    path = mailboxes.place('slow')
    for name, message in {'1': mailboxes.report(), '2': slow, '3': mailboxes.report()}.items():
        mailboxes.write(os.path.join(path, name), message)
    for _ in range(20):
        with subprocess.Popen([tap.TOOL, 'parse', '--json', '--jobs=2', path], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            end = time.monotonic() + 5
            hit = None
            while hit is None and process.poll() is None and time.monotonic() < end:
                for worker in workers_of(process.pid):
                    try:
                        with open(f'/proc/{worker}/stat', encoding='utf-8') as file:
                            busy = int(file.read().rpartition(')')[2].split()[11])
                    except OSError:
                        continue
                    if busy >= 2:  # hundredths of a second: only the slow one takes so long
                        os.kill(worker, signal.SIGKILL)
                        hit = worker
                        break
            out, error = process.communicate(timeout=tap.TIMEOUT)
        found = [json.loads(line) for line in out.splitlines()]
        equal([line['source'] for line in found], [os.path.join(path, n) for n in '123'])
        if found[1]['type'] == 'error':
            equal([line['type'] for line in found], ['report', 'error', 'report'])
            equal(process.returncode, 2)
            check(f"cannot read '{path}/2': ".encode() in error and b'signal 9' in error, error)
            return
    raise tap.Failure('no worker was ever met in the middle of its message')


@tap.case
def no_worker_outlives_us():
    path = tap.scratch('outlive.mbox', mailboxes.mbox(MIXED * 60))
    with subprocess.Popen([tap.TOOL, 'parse', '--json', '--jobs=3', path], stdout=subprocess.PIPE) as process:
        process.stdout.read(1)
        workers = workers_of(process.pid)
        process.kill()
        process.wait(timeout=tap.TIMEOUT)
    check(workers, 'there were no workers')
    end = time.monotonic() + 20
    while any(os.path.exists(f'/proc/{worker}') for worker in workers) and time.monotonic() < end:
        time.sleep(0.02)
    tap.none([str(w) for w in workers if os.path.exists(f'/proc/{w}')], 'workers that live on')


@tap.case
def closed_pipe_ends_all():
    """Quietly, by SIGPIPE, with all workers."""
    path = tap.scratch('pipe.mbox', mailboxes.mbox(MIXED * 60))
    with subprocess.Popen([tap.TOOL, 'parse', '--json', '--all', '--jobs=3', path], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL)) as process:
        check(process.stdout.read(1), 'nothing came')
        workers = workers_of(process.pid)
        process.stdout.close()
        equal(process.stderr.read(), b'', 'stderr')
        equal(process.wait(timeout=tap.TIMEOUT), -signal.SIGPIPE, 'how it ended')
    check(workers, 'there were no workers')


@tap.case
def full_disk_with_workers():
    path = tap.scratch('full.mbox', mailboxes.mbox(MIXED * 60))
    for jobs in JOBS:
        with open('/dev/full', 'wb') as full:
            result = dsn('parse', '--json', '--jobs', jobs, path, stdout=full)
        equal(result.returncode, 2)
        equal(result.stderr, b'dsn: cannot write the output: No space left on device\n')


@tap.case
def full_disk_leaves_whole_lines():
    """A file that may not grow any more ends with a whole line, wherever its end is."""
    path = tap.scratch('limit.mbox', mailboxes.mbox(MIXED * 10))
    whole = dsn('parse', '--json', '--all', path).stdout
    for limit in (1, 100, 4096, 70001, 150000, 333333):
        target = os.path.join(tap.SCRATCH.name, f'limit-{limit}')

        def shrink(size=limit):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        with open(target, 'wb') as out:
            result = subprocess.run([tap.TOOL, 'parse', '--json', '--all', '--jobs=2', path], stdout=out,
                                    stderr=subprocess.PIPE, preexec_fn=shrink, timeout=tap.TIMEOUT, check=False)
        equal(result.returncode, 2)
        check(result.stderr.startswith(b'dsn: cannot write the output: '), result.stderr)
        written = tap.read(target)
        check(whole.startswith(written) and len(written) <= limit, 'what was written is not how it begins')
        check(written == b'' or written.endswith(b'\n'), 'half a line:', written[-80:])
        check(len(whole) > limit and limit - len(written) < 70000, 'too little was written', len(written))


@tap.case
def memory_is_bounded():
    """By what is at hand, not by the size of the input."""
    if SANITIZED:
        raise tap.Skip('the sanitizer keeps what was freed')
    small, large = (tap.scratch(f'memory-{n}', mailboxes.mbox(MIXED * n)) for n in (10, 400))
    for words in ((), ('--jobs=1',), ('--jobs=4',)):
        peaks = []
        for path in (small, large):
            script = ('import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);'
                      'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')
            out = subprocess.run([sys.executable, '-c', script, tap.TOOL, 'parse', '--json', '--all', *words, path],
                                 capture_output=True, timeout=tap.TIMEOUT, check=True).stdout
            peaks.append(int(out))
        check(peaks[1] < peaks[0] + (24 << 10), words, peaks, 'KiB')


@tap.case
def slow_reader_holds_all_up():
    """Nobody reads the output for a while: the results wait in bounded room, and come all the same."""
    path = tap.scratch('slow.mbox', mailboxes.mbox(MIXED * 200))
    with subprocess.Popen([tap.TOOL, 'parse', '--json', '--all', '--jobs=3', path], stdout=subprocess.PIPE,
                          bufsize=0) as process:
        process.stdout.read(1)
        time.sleep(1)
        with open(f'/proc/{process.pid}/status', encoding='utf-8') as file:
            resident = int(file.read().partition('VmHWM:')[2].split()[0])
        rest, _ = process.communicate(timeout=tap.TIMEOUT)
    equal(rest.count(b'\n'), len(MIXED) * 200)
    if not SANITIZED:
        check(resident < 64 << 10, resident, 'KiB')


@tap.case
def one_job_contained():
    """--contain has a worker even for one job, and for one message."""
    path = tap.scratch('one.eml', mailboxes.report())
    plain = dsn('parse', '--json', '--jobs=1', path)
    equal(dsn('parse', '--json', '--jobs=1', '--contain', path).stdout, plain.stdout)
    many = tap.scratch('contained.mbox', mailboxes.mbox(MIXED * 60))
    for words, workers in ((['--jobs=1'], 0), (['--jobs=1', '--contain'], 1), (['--jobs=2'], 2)):
        with subprocess.Popen([tap.TOOL, 'parse', '--json', *words, many], stdout=subprocess.PIPE) as process:
            process.stdout.read(1)
            equal(len(workers_of(process.pid)), workers, words)
            process.stdout.read()


tap.run()
