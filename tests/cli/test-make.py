#!/usr/bin/env python3
"""test-make.py: dsn make: what it writes, and what that reads as."""
import glob
import json
import mailbox
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import case, check, dsn, equal

CORPUS = os.path.join(tap.ROOT, 'corpus')
WHEN = ('--date', '2025-01-02T03:04:05Z')
REPORT = {'reporting_mta': 'mx.example.org', 'report': {'to': 'bob@example.org', 'message_id': '1@mx.example.org'},
          'recipients': [{'final_recipient': 'ann@example.com', 'action': 'failed', 'status': '5.1.1'}]}
STANDARD = {'original-envelope-id', 'reporting-mta', 'dsn-gateway', 'received-from-mta', 'arrival-date',
            'original-recipient', 'final-recipient', 'action', 'status', 'remote-mta', 'diagnostic-code',
            'last-attempt-date', 'final-log-id', 'will-retry-until'}


def lines(*reports):
    return ''.join(json.dumps(report) + '\n' for report in reports).encode()


def make(*reports, options=WHEN, status=0):
    """What dsn make writes of some reports."""
    out = dsn('make', *options, stdin=lines(*reports))
    equal(out.returncode, status, out.stderr)
    return out.stdout


def read(*paths, stdin=b''):
    """The lines of dsn parse --json."""
    out = dsn('parse', '--json', '--all', *paths, stdin=stdin)
    return [json.loads(line) for line in out.stdout.splitlines()]


@case
def least():
    """The least that a line must hold makes a whole message."""
    message = make(REPORT)
    check(message.startswith(b'From: Mail Delivery System <postmaster@mx.example.org>\nTo: bob@example.org\n'), message)
    for field in (b'Date: Thu, 02 Jan 2025 03:04:05 +0000\n', b'Message-ID: <1@mx.example.org>\n', b'MIME-Version: 1.0\n',
                  b'Auto-Submitted: auto-replied\n', b'\nFinal-Recipient: rfc822; ann@example.com\n'):
        check(field in message, field, message)
    [report] = read('-', stdin=message)
    equal(report['recipients'][0]['verdict']['category'], 'user-unknown')
    check('defects' not in report, report)


@case
def options():
    """Each option is heeded."""
    original = tap.scratch('original.eml', b'Subject: the original\r\n\r\nits body\r\n')
    message = make({**REPORT, 'reporting_mta': None}, options=[
        '--from', 'M\u00fcller <mueller@example.org>', '--to=ann@example.org', '--subject', 'Caf\u00e9', *WHEN, '--message-id=2@b.example',
        '--reporting-mta=mta.example', '--original', original, '--ret=hdrs', '--crlf'])
    check(b'\r\n' in message and not re.search(rb'[^\r]\n', message), 'line ends')
    for text in (b'To: ann@example.org\r\n', b'<mueller@example.org>\r\n', b'Message-ID: <2@b.example>', b'dns; mta.example\r\n',
                 b'text/rfc822-headers', b'Subject: the original\r\n'):
        check(text in message, text, message)
    check(b'its body' not in message, message)
    [report] = read('-', stdin=message)
    equal((report['report']['subject'], report['report']['from']), ('Caf\u00e9', 'M\u00fcller <mueller@example.org>'))
    check(b'its body' in make(REPORT, options=['--original', original, '--ret=full']))


@case
def clock_and_chance():
    """Without a date and an id the clock and chance give them."""
    report = {**REPORT, 'report': {'to': 'bob@example.org'}}
    once, again = make(report, options=[]), make(report, options=[])
    ids = [re.search(rb'^Message-ID: <\S+@mx\.example\.org>$', message, re.M)[0] for message in (once, again)]
    check(ids[0] != ids[1], ids)
    check(re.search(rb'^Date: \w{3}, \d\d \w{3} 20\d\d ', once, re.M), once)


@case
def utf8():
    """Addresses in UTF-8 make a message of RFC 6533; --utf8=never writes them in ASCII."""
    report = json.loads(json.dumps(REPORT).replace('ann@', '\u00fcrs@'))
    for options_given, part, ascii_only in ((WHEN, b'message/global-delivery-status', False),
                                            ((*WHEN, '--utf8=never'), b'message/delivery-status', True)):
        message = make(report, options=options_given)
        check(part in message, part, message)
        if ascii_only:
            check(message.isascii() and rb'utf-8; \x{FC}rs@example.com' in message, message)
        [found] = read('-', stdin=message)
        equal(found['recipients'][0]['address'], '\u00fcrs@example.com')
    check(b'message/global-delivery-status' in make(REPORT, options=(*WHEN, '--utf8=always')))


@case
def several_are_an_mbox():
    """Several messages are an mbox, which is read as they are."""
    body = b'Subject: s\n\nFrom the text\n>From it\n'
    original = tap.scratch('from.eml', body)
    out = make(REPORT, REPORT, REPORT, options=(*WHEN, '--original', original))
    equal(len(read('-', stdin=out)), 3)
    check(out.count(b'\n>From the text\n>>From it\n') == 3, out)
    box = mailbox.mbox(tap.scratch('made.mbox', out))
    equal(len(box), 3)
    box.close()


@case
def folder():
    """--output makes files, and writes over nothing."""
    with tempfile.TemporaryDirectory(dir=tap.SCRATCH.name) as there:
        equal(make(REPORT, REPORT, options=(*WHEN, '-o', there)), b'')
        equal(sorted(os.listdir(there)), ['000001.eml', '000002.eml'])
        equal(tap.read(os.path.join(there, '000002.eml')), make(REPORT))
        check(stat.S_ISREG(os.lstat(os.path.join(there, '000001.eml')).st_mode))
        out = dsn('make', *WHEN, '-o', there, stdin=lines(REPORT))
        equal(out.returncode, 2)
        check(b'cannot write' in out.stderr and b'000001.eml' in out.stderr, out.stderr)


@case
def odd_lines():
    """A line that no message can be made of is told, and the others are made."""
    deep = b'{"a":' * 100000 + b'1' + b'}' * 100000
    odd = [b'', b'no JSON', b'[1]', b'{"type":"report"', deep, b'{"recipients":[]}', b'\xff\xfe{}', b'{"kind":"feedback"}',
           b'{"reporting_mta":7,"recipients":[1,{"address":2,"fields":{}}],"fields":[1,{"name":3}],"report":"x"}', b'null']
    out = dsn('make', *WHEN, stdin=b'\n'.join(odd) + b'\n' + lines(REPORT))
    equal(out.returncode, 2)
    equal(out.stdout, make(REPORT))
    told = out.stderr.decode().splitlines()
    equal(len(told), len(odd) - 1, told)
    check(all(re.match(r"dsn: '-', line \d+: ", line) for line in told), told)


@case
def hostile_text():
    """No text of a line gets out of its field."""
    nasty = 'a\r\nInjected: yes\r\n\r\n--boundary\u0000\u001b[2J=?utf-8?q?x?='
    report = {**REPORT, 'original_envelope_id': nasty, 'fields': [{'name': 'X-A\r\nInjected', 'value': nasty}],
              'report': {**REPORT['report'], 'subject': nasty, 'message_id': nasty, 'from': nasty}, 'reporting_mta_type': nasty,
              'original': {'subject': nasty, 'from': nasty, 'to': nasty, 'list_id': nasty}}
    report['recipients'][0].update(diagnostic_code={'type': nasty, 'text': nasty}, final_log_id=nasty, remote_mta=nasty,
                                   fields=[{'name': 'Injected:', 'value': nasty}])
    message = make(report)
    check(not re.search(rb'^Injected', message, re.M), message)
    check(b'\x1b' not in message and b'\0' not in message, message)
    equal(len(read('-', stdin=message)), 1)


@case
def large():
    """Ten thousand recipients and long texts are no trouble."""
    report = dict(REPORT, recipients=[{'address': f'u{i}@example.com', 'status': '5.2.2', 'diagnostic_code': {'type': 'smtp', 'text': 'x ' * 20}}
                                      for i in range(10000)])
    report['recipients'][0]['diagnostic_code']['text'] = 'w' * 30000
    [found] = read('-', stdin=make(report))
    equal(len(found['recipients']), 10000)
    equal(found['recipients'][0]['diagnostic_code']['text'], 'w' * 30000)


def usage(words, stdin=b'', status=2):
    out = dsn('make', *words, stdin=stdin)
    equal((out.returncode, out.stdout), (status, b''), out.stderr)
    check(out.stderr.startswith(b'dsn: ') or status != 2, out.stderr)


for name, words in (('no-date', ['--date', 'soon']), ('no-file', ['nosuch.json']), ('no-original', ['--original', 'nosuch.eml']),
                    ('unknown-ret', ['--ret=some']), ('unknown-option', ['--sign']), ('no-folder', ['-o', 'nosuch'])):
    tap.add('usage-' + name, usage, words, lines(REPORT))
tap.add('no-lines', usage, [], b'', 1)
tap.add('id-for-two', lambda: (equal(dsn('make', *WHEN, '--message-id=a@b.example', stdin=lines(REPORT, REPORT)).returncode, 2)))


@case
def streams():
    """A closed pipe ends it quietly; a full disk is told."""
    many = tap.scratch('many.json', lines(*[REPORT] * 500))
    with subprocess.Popen([tap.TOOL, 'make', many], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL)) as process:
        process.stdout.read(10)
        process.stdout.close()
        error = process.stderr.read()
        equal((process.wait(timeout=tap.TIMEOUT), error), (-signal.SIGPIPE, b''))
    with open('/dev/full', 'wb') as full:
        for given in (many, tap.scratch('one.json', lines(REPORT))):
            out = dsn('make', given, stdout=full)
            equal(out.returncode, 2)
            equal(out.stderr.count(b'cannot write the output'), 1, out.stderr)


def clean(report):
    """A report without what a message cannot hold: dsn-make(1) has the list."""
    report = {key: value for key, value in report.items() if key not in ('defects', 'source', 'offset', 'generator')}
    report.get('original', {}).pop('dkim', None)
    for one in [report, *report['recipients']]:
        one['fields'] = [field for field in one.get('fields', []) if field['name'].lower() not in STANDARD]
    for recipient in report['recipients']:
        evidence = recipient['verdict'].get('evidence', {})
        for key in ('wording', 'over'):
            evidence.pop(key, None)
    return report


def fill(wanted, found):
    """What RFC 3464 requires is there although the report did not have it."""
    wanted.setdefault('reporting_mta', found['reporting_mta'])
    for key in ('message_id', 'subject'):
        wanted['report'].setdefault(key, found['report'].get(key))
    for key in ('from', 'to'):
        if '@' not in wanted['report'].get(key, '').rstrip('@>') or '@' not in found['report'][key]:
            wanted['report'][key] = found['report'][key]
    for ours, theirs in zip(wanted['recipients'], found['recipients']):
        for key in ('final_recipient', 'status', 'address_type'):
            ours.setdefault(key, theirs[key])
        if not ours.get('diagnostic_code', {}).get('text'):
            ours.pop('diagnostic_code', None)
        elif 'type' not in ours['diagnostic_code']:
            ours['diagnostic_code'].update({key: theirs['diagnostic_code'][key] for key in ('type', 'by')})
        if 'remote_mta' not in ours and 'diagnostic_code' in ours:
            ours['diagnostic_code']['by'] = 'reporter'
        if ours['action'] != 'delayed':
            ours.pop('will_retry_until', None)
        if not (ours['final_recipient'] + ours.get('original_recipient', '')).isascii():
            check({ours['address_type'], theirs['address_type']} <= {'rfc822', 'utf-8'}, theirs)
            ours['address_type'] = theirs['address_type']
    return wanted


# What a diagnostic without a code has its reply from is the text for people.
FROM_TEXT = {'sendmail/pipe-failed.eml': ('reply_code', 'diagnostic_status')}


def check_again(paths):
    """Every report of the corpus, written and read again, is the same report."""
    wanted = [report for report in read(*paths) if report.get('format') == 'rfc3464']
    check(len(wanted) > 0)
    with tempfile.TemporaryDirectory(dir=tap.SCRATCH.name) as there:
        for index, report in enumerate(wanted):
            out = dsn('make', '-o', there, stdin=lines(report))
            if out.returncode == 2:
                out = dsn('make', '--from=postmaster@mx.example.org', '--to=bob@example.org', '-o', there, stdin=lines(report))
            equal(out.returncode, 0, report['source'] + out.stderr.decode())
            os.rename(os.path.join(there, '000001.eml'), os.path.join(there, f'made-{index:06}.eml'))
        found = read(there)
    equal(len(found), len(wanted))
    for ours, theirs in zip(wanted, found):
        name = os.path.relpath(ours['source'], CORPUS)
        for key in FROM_TEXT.get(name, ()):
            ours['recipients'][0].pop(key)
        equal([(r['verdict']['category'], r['verdict']['action']) for r in theirs['recipients']],
              [(r['verdict']['category'], r['verdict']['action']) for r in ours['recipients']], name)
        ours, theirs = fill(clean(ours), clean(theirs)), clean(theirs)
        if name.startswith('tolerated/') or name == 'rfc6533/unitext.eml':
            continue  # odd in ways that a correct message is not; the verdict was compared
        equal(theirs, ours, name)


for folder_name in sorted({os.path.dirname(path) for path in glob.glob(os.path.join(CORPUS, '*', '*.eml'))}):
    with_reports = sorted(path for path in glob.glob(os.path.join(folder_name, '*.json')) if '"format":"rfc3464"' in re.sub(
        r'\s', '', open(path, encoding='utf-8').read()))
    if with_reports:
        tap.add('again-' + os.path.basename(folder_name), check_again, [path.removesuffix('.json') + '.eml' for path in with_reports])

tap.run()
