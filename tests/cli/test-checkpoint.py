#!/usr/bin/env python3
"""test-checkpoint.py: a run that is interrupted, and the one that goes on: no message twice, none left out."""
import os
import re
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import mailboxes  # pylint: disable=wrong-import-position
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal, lines

REPORTS = mailboxes.corpus('rfc3464')
LETTERS = [message for message in mailboxes.corpus('not-a-report') if re.match(rb'[!-9;-~]+:', message)]
MIXED = [message for pair in zip(REPORTS, LETTERS * len(REPORTS)) for message in pair]
PLACES = {}


def inputs():
    """A Maildir, an mbox, what cannot be read, and single files, in one folder; made once."""
    if not PLACES:
        path = mailboxes.place('inputs')
        mailboxes.maildir(os.path.join(path, 'box'), MIXED * 4)
        mailboxes.write(os.path.join(path, 'some.mbox'), mailboxes.mbox(MIXED * 30))
        for n in range(150):
            mailboxes.write(os.path.join(path, 'plain', str(n)), MIXED[n % len(MIXED)])
        os.symlink('nowhere', os.path.join(path, 'plain', '77a'))
        PLACES['inputs'] = path
    return ['nosuch', 'box', 'some.mbox', 'plain', 'some.mbox'], PLACES['inputs']


def run_until(words, where, out, pause, sent):
    """One run whose output is added to a file, ended by a signal after a pause, if it still runs."""
    with open(out, 'ab') as file, subprocess.Popen([tap.TOOL, 'parse', *words], cwd=where, stdout=file,
                                                   stderr=subprocess.PIPE) as process:
        try:
            _, error = process.communicate(timeout=pause)
        except subprocess.TimeoutExpired:
            process.send_signal(sent)
            _, error = process.communicate(timeout=tap.TIMEOUT)
    return process.returncode, error


def interrupt(name, sent, words, length, whole):
    """Runs that are interrupted until one comes to the end; how many were, and how many of them told of it."""
    paths, where = inputs()
    out = os.path.join(tap.SCRATCH.name, f'out-{name}')
    point = os.path.join(tap.SCRATCH.name, f'point-{name}')
    interrupted = told = 0
    for count in range(400):
        # Long enough that each run comes a little further, once its checkpoint is read.
        pause = length * (0.15 + 0.07 * (count % 9) + 0.02 * count)
        status, error = run_until([*words, '--checkpoint', point, f'--jobs={count % 3 + 1}', *paths], where, out, pause, sent)
        if status >= 0:
            break
        equal(status, -sent, error)
        # A signal before the first step or after the last one finds nothing to keep, and is not told of.
        told += point.encode() in error
        check(os.path.exists(point) or tap.read(out) == b'', 'no checkpoint')
        interrupted += 1
    equal(status, whole.returncode, error)
    equal(tap.read(out) == whole.stdout, True, f'{len(tap.read(out))} bytes, not {len(whole.stdout)}: the same')
    return interrupted, told


def check_interrupted(name, sent, form):
    """Interrupted again and again, at other points each time, by other numbers of jobs."""
    paths, where = inputs()
    whole = dsn('parse', *form, '--jobs=2', *paths, cwd=where)
    start = time.monotonic()
    dsn('parse', *form, '--jobs=2', *paths, cwd=where)
    length = time.monotonic() - start
    seen = []
    # A busy machine may have slowed the run that was measured, and the next is through too soon: sooner, then.
    for attempt in range(6):
        seen.append(interrupt(f'{name}-{attempt}', sent, form, length / 2 ** attempt, whole))
        if seen[-1][0] >= 3 and (seen[-1][1] >= 2 or sent == signal.SIGKILL):
            return
    check(False, 'interrupted, and told of it:', seen)


for title, number in {'int': signal.SIGINT, 'term': signal.SIGTERM, 'kill': signal.SIGKILL}.items():
    tap.add('interrupted-' + title, check_interrupted, title, number, ['--json', '--all'])
tap.add('interrupted-csv', check_interrupted, 'csv', signal.SIGINT, ['--csv', '--only=failed,delayed'])
tap.add('interrupted-text', check_interrupted, 'text', signal.SIGTERM, ['-v', '--since=2025-03-01'])


@tap.case
def interrupted_at_every_message():
    """--fail-fast stops behind an error; from there the next run goes on, error by error."""
    path = mailboxes.place('errors')
    for n in range(12):
        mailboxes.write(os.path.join(path, f'{n:02}-good'), MIXED[n])
        os.symlink('nowhere', os.path.join(path, f'{n:02}-none'))
    whole = dsn('parse', '--json', '--all', 'errors', cwd=tap.SCRATCH.name).stdout
    for jobs in '12':
        point = os.path.join(tap.SCRATCH.name, 'fast-' + jobs)
        pieces = [dsn('parse', '--json', '--all', '--fail-fast', '--jobs', jobs, '--checkpoint', point, 'errors',
                      cwd=tap.SCRATCH.name) for _ in range(13)]
        equal([piece.returncode for piece in pieces], [2] * 13)
        equal([len(lines(piece)) for piece in pieces], [2] * 12 + [0])
        equal(b''.join(piece.stdout for piece in pieces), whole)


def go_on(words, path, point, **more):
    return dsn('parse', *words, '--checkpoint', point, path, **more)


@tap.case
def what_was_added_is_read():
    """After the end: nothing twice, and what stands behind the end by now."""
    point = os.path.join(tap.SCRATCH.name, 'added.point')
    path = tap.scratch('added.mbox', mailboxes.mbox(REPORTS[:5]))
    equal(len(lines(go_on(['--json', '--all'], path, point))), 5)
    again = go_on(['--json', '--all'], path, point)
    equal((again.returncode, again.stdout), (0, b''))
    with open(path, 'ab') as file:
        offset = file.tell()
        file.write(mailboxes.mbox(REPORTS[5:7]))
    equal([line['offset'] >= offset for line in lines(go_on(['--json', '--all'], path, point))], [True, True])


@tap.case
def new_mail_in_a_maildir():
    """Behind the end it is read; before it, the checkpoint does not fit, and says so."""
    path = mailboxes.maildir(os.path.join(tap.SCRATCH.name, 'live'), REPORTS[:9])
    point = os.path.join(tap.SCRATCH.name, 'live.point')
    equal(len(lines(go_on(['--json'], path, point))), 9)
    mailboxes.write(os.path.join(path, 'new', '1800000000.M1P1.host.example'), REPORTS[9])
    equal(len(lines(go_on(['--json'], path, point))), 1)
    kept = tap.read(point)
    mailboxes.write(os.path.join(path, 'new', '1600000000.M1P1.host.example'), REPORTS[9])
    result = go_on(['--json'], path, point)
    equal((result.returncode, result.stdout), (2, b''))
    check(b'does not fit the inputs' in result.stderr and b'live.point' in result.stderr, result.stderr)
    equal(tap.read(point), kept, 'the checkpoint after that')


@tap.case
def fewer_inputs():
    point = os.path.join(tap.SCRATCH.name, 'fewer.point')
    paths = [tap.scratch(f'fewer-{n}', REPORTS[n]) for n in range(4)]
    equal(dsn('parse', '--json', '--checkpoint', point, *paths).returncode, 0)
    result = dsn('parse', '--json', '--checkpoint', point, *paths[:2])
    equal((result.returncode, result.stdout), (2, b''))
    check(b'does not fit the inputs' in result.stderr, result.stderr)


@tap.case
def other_options():
    point = os.path.join(tap.SCRATCH.name, 'options.point')
    path = tap.scratch('options.eml', REPORTS[0])
    equal(go_on(['--json'], path, point).returncode, 0)
    for words in (['--csv'], ['--json', '--all'], [], ['--json', '--only=fix'], ['--json', '--since=7d']):
        result = go_on(words, path, point)
        equal((result.returncode, result.stdout), (2, b''), words)
        check(b'other options' in result.stderr, result.stderr)
    equal(go_on(['--json', '--jobs=3', '--no-progress'], path, point).returncode, 0, 'what changes no byte')


@tap.case
def no_checkpoint_at_all():
    """What is none is told, and left alone."""
    path = tap.scratch('any.eml', REPORTS[0])
    good = os.path.join(tap.SCRATCH.name, 'good.point')
    go_on(['--json'], path, good)
    text = tap.read(good)
    check(text.endswith(b'\nend\n'), text)
    for number, content in enumerate((b'', b'\n', REPORTS[0], text[:-4], text[:len(text) // 2], text + b'more\n',
                                      text.replace(b'dsn-checkpoint 1', b'dsn-checkpoint 2'),
                                      re.sub(rb'offset -?\d+', b'offset x', text), re.sub(rb'inputs .*\n', b'', text),
                                      re.sub(rb'(name .*)', rb'\1\\', text))):
        point = tap.scratch(f'bad-{number}.point', content)
        result = go_on(['--json'], path, point)
        equal((result.returncode, result.stdout), (2, b''), content)
        check(b'is no checkpoint' in result.stderr and result.stderr.count(b'\n') == 1, result.stderr)
        equal(tap.read(point), content)
    equal(go_on(['--json'], path, '-').returncode, 2)


@tap.case
def checkpoint_that_cannot_be_written():
    path = tap.scratch('write.eml', REPORTS[0])
    result = go_on(['--json'], path, '/nonexistent/point')
    equal((result.returncode, result.stdout), (2, b''))
    check(b"cannot write '/nonexistent/point'" in result.stderr, result.stderr)


@tap.case
def output_that_was_cut_off():
    """With > in place of >> the first part is gone: that is told before anything is read."""
    point = os.path.join(tap.SCRATCH.name, 'cut.point')
    out = os.path.join(tap.SCRATCH.name, 'cut.out')
    path = tap.scratch('cut.eml', REPORTS[0])
    for expected in (0, 2):
        with open(out, 'wb') as file:
            result = go_on(['--json'], path, point, stdout=file)
        equal(result.returncode, expected, result.stderr)
    check(b'shorter' in result.stderr and b'>>' in result.stderr, result.stderr)


@tap.case
def summary_goes_on():
    """The counts of all runs, at the end of the last."""
    path = mailboxes.place('count')
    for n in range(20):
        mailboxes.write(os.path.join(path, f'{n:02}'), MIXED[n])
        if n % 5 == 4:
            os.symlink('nowhere', os.path.join(path, f'{n:02}x'))
    whole = dsn('parse', '--summary', '--json', path)
    point = os.path.join(tap.SCRATCH.name, 'count.point')
    for _ in range(4):
        go_on(['--summary', '--json', '--fail-fast'], path, point)
    equal(lines(go_on(['--summary', '--json', '--fail-fast'], path, point)), lines(whole))


@tap.case
def stream_goes_on():
    """The same stream again: what is done is passed over."""
    text = mailboxes.mbox(MIXED * 3)
    point = os.path.join(tap.SCRATCH.name, 'stream.point')
    whole = dsn('parse', '--json', '--all', stdin=text).stdout
    cut = whole.splitlines(keepends=True)[40]
    half = int(re.search(rb'"offset":(\d+)', cut)[1])
    first = go_on(['--json', '--all'], '-', point, stdin=text[:half]).stdout
    second = go_on(['--json', '--all'], '-', point, stdin=text).stdout
    equal((first + second) == whole, True, 'both parts')
    equal(len(first.splitlines()), 40)


tap.run()
