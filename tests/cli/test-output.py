#!/usr/bin/env python3
"""test-output.py: the shape of what is printed: width of the text, keys and values of the JSON."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check, dsn, equal

MESSAGES = [os.path.join(tap.ROOT, path) for path in tap.files('corpus', '.eml')]
WIDTH = 80
INT64 = range(-2 ** 63, 2 ** 63)

# DESIGN.md section 3, in its order. "fields" holds what no other key does.
KEYS = {
    '': ['type', 'schema', 'source', 'offset', 'kind', 'format', 'generator', 'reporting_mta', 'reporting_mta_type',
         'received_from_mta', 'received_from_mta_type', 'dsn_gateway', 'dsn_gateway_type', 'arrival_date',
         'original_envelope_id', 'report', 'original', 'feedback', 'disposition', 'fields', 'recipients', 'defects'],
    'report': ['message_id', 'date', 'from', 'to', 'subject'],
    'original': ['message_id', 'date', 'from', 'to', 'subject', 'list_id', 'dkim'],
    'original.dkim': ['domain', 'selector'],
    'feedback': ['type', 'user_agent', 'version', 'source_ip', 'source_port', 'original_mail_from', 'incidents',
                 'reported_domains', 'reported_uris', 'authentication_results', 'auth_failure', 'delivery_result',
                 'identity_alignment', 'dkim_domain', 'dkim_identity', 'dkim_selector', 'spf_dns'],
    'disposition': ['type', 'action_mode', 'sending_mode', 'modifiers', 'unread', 'refused', 'reporting_ua', 'product',
                    'gateway', 'original_message_id', 'failures', 'errors', 'warnings'],
    'recipients': ['address', 'address_ascii', 'final_recipient', 'original_recipient', 'address_type', 'action',
                   'status', 'diagnostic_status', 'reply_code', 'remote_mta', 'remote_mta_type', 'last_attempt_date',
                   'final_log_id', 'will_retry_until', 'diagnostic_code', 'fields', 'verdict'],
    'recipients.diagnostic_code': ['type', 'text', 'by'],
    'recipients.verdict': ['status', 'category', 'hard', 'scope', 'action', 'confidence', 'evidence',
                           'blocklist'],
    'recipients.verdict.evidence': ['by', 'wording', 'text', 'over', 'against'],
    'recipients.verdict.evidence.against': ['by', 'code'],
    'recipients.verdict.blocklist': ['id', 'name', 'lookup'],
    'defects': ['id', 'offset', 'detail'],
    'fields': ['name', 'value'],
    'recipients.fields': ['name', 'value'],
}
CHOICES = {
    'type': {'report', 'other', 'error'},
    'kind': {'delivery-status', 'feedback', 'disposition', 'auto-reply'},
    'disposition.type': {'displayed', 'deleted', 'dispatched', 'processed', 'denied', 'failed'},
    'disposition.action_mode': {'manual', 'automatic'},
    'disposition.sending_mode': {'manual', 'automatic'},
    'recipients.action': {'failed', 'delayed', 'delivered', 'relayed', 'expanded'},
    'recipients.diagnostic_code.by': {'remote', 'reporter'},
    'recipients.verdict.scope': {'address', 'domain', 'receiver', 'sender', 'message', 'network'},
    'recipients.verdict.action': {'suppress', 'retry', 'hold', 'fix', 'none'},
    'recipients.verdict.confidence': {'high', 'medium', 'low'},
    'recipients.verdict.evidence.against.by': {'diagnostic-status', 'status'},
    'recipients.verdict.evidence.by': {'wording', 'diagnostic-status', 'status', 'reply-code', 'action'},
}
INTEGERS = {'schema', 'offset', 'recipients.reply_code', 'defects.offset', 'feedback.incidents', 'feedback.source_port'}
BOOLEANS = {'recipients.verdict.hard', 'disposition.unread', 'disposition.refused'}
TIMES = {'arrival_date', 'report.date', 'original.date', 'recipients.last_attempt_date', 'recipients.will_retry_until'}
CODES = {'recipients.status', 'recipients.diagnostic_status', 'recipients.verdict.status',
         'recipients.verdict.evidence.against.code'}
REQUIRED = {
    'report': {'type', 'schema', 'source', 'kind', 'format', 'report', 'recipients'},
    'other': {'type', 'schema', 'source'},
}


def check_scalar(path, value):
    if path in INTEGERS:
        check(type(value) is int and value in INT64, path, repr(value))
    elif path in BOOLEANS:
        check(isinstance(value, bool), path, repr(value))
    else:
        check(isinstance(value, str), path, repr(value))
    if path in CHOICES:
        check(value in CHOICES[path], path, repr(value))
    if path in TIMES:
        check(re.fullmatch(r'\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ', value), path, value)
    if path in CODES:
        check(re.fullmatch(r'[245]\.\d{1,3}\.\d{1,3}', value), path, value)


def check_value(path, value):
    """Known keys only, in the one order, and nothing null."""
    if isinstance(value, list):
        for item in value:
            check_value(path, item)
    elif isinstance(value, dict):
        order = KEYS[path]
        tap.none(set(value) - set(order), f'keys of {path or "the line"} that nobody promised')
        equal(list(value), [key for key in order if key in value], f'order of keys in {path or "the line"}')
        for key, item in value.items():
            check_value(f'{path}.{key}'.lstrip('.'), item)
    else:
        check_scalar(path, value)


def parse_all(*words, **more):
    """What is printed of the whole corpus, by one process."""
    return dsn('parse', '--jobs=1', *words, *MESSAGES, **more).stdout


@tap.case
def json_of_the_corpus():
    printed = parse_all('--json', '--all')
    check(printed.endswith(b'\n'), 'no line end')
    lines = printed.splitlines()
    equal(len(lines), len(MESSAGES))
    for raw in lines:
        line = json.loads(raw.decode('utf-8'), parse_float=lambda text: tap.check(False, 'a float', text))
        name = line['source']
        check_value('', line)
        equal(line['schema'], 1, name)
        tap.none(REQUIRED[line['type']] - set(line), f'{name}: keys that must be there')
        if line['type'] == 'report':
            check(all('verdict' in r and 'address' in r for r in line['recipients']), name, 'no verdict or no address')
        equal(json.dumps(line, ensure_ascii=False, separators=(',', ':')).count('":'), raw.decode().count('":'),
              f'{name}: a key that stands twice')


def check_text(*words):
    """80 columns, but for names of files and addresses; the same without and with colour."""
    printed = parse_all('--all', *words)
    lines = printed.decode('utf-8').splitlines()
    for line in lines:
        unbreakable = re.fullmatch(r'  [^ ]+( \([^ ]+\))?:', line) or line.startswith(tap.ROOT)
        check(len(line) <= WIDTH or unbreakable, f'{len(line)} columns:', line)
    tap.none([repr(line) for line in lines if line != line.rstrip()], 'blanks at the end of a line')
    colored = parse_all('--all', '--color=always', *words)
    check(colored != printed, 'no colour')
    check(re.sub(rb'\x1b\[[0-9;]*m', b'', colored) == printed, 'other words with colour')
    check(parse_all('--all', *words, env={'COLUMNS': '40', 'LC_ALL': 'C'}) == printed, 'other words elsewhere')


tap.add('text-of-the-corpus', check_text)
tap.add('verbose-text-of-the-corpus', check_text, '--verbose')


@tap.case
def text_answers():
    """A reader finds who, what to do, and whose words they are, for every recipient."""
    texts = {}
    for line in parse_all('--all').decode().splitlines():
        if line.startswith(tap.ROOT):
            path = line[:line.index('.eml:') + len('.eml')]
            texts[path] = ''
        texts[path] += line + '\n'
    equal(sorted(texts), sorted(MESSAGES))
    for line in map(json.loads, parse_all('--json').splitlines()):
        text = texts[line['source']]
        squeezed = re.sub(r'\s+', ' ', text)
        for recipient in line['recipients']:
            verdict = recipient['verdict']
            check(verdict['category'] in text, verdict['category'], 'is not in', text)
            check(verdict['action'] == 'none' or f'{verdict["action"]}: ' in text, verdict['action'], 'is not in', text)
            if all(' ' < c < '\x7f' and c != '\\' for c in recipient['address']):
                check(recipient['address'] in squeezed, recipient['address'], 'is not in', text)


REPORT = b'''From: daemon@example.org
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

<a@example.com>
... while talking to mx.example.com.:
>>> DATA
%s
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
%s
Final-Recipient: rfc822; a@example.com
Action: failed
Status: 5.0.0
%s
--b--
'''


@tap.case
def words_of_an_unnamed_remote():
    """Words of a remote system whose name the report does not tell."""
    message = REPORT % (b'<<< 550 5.1.1 nobody here\n', b'', b'')
    line = json.loads(dsn('parse', '--json', stdin=message).stdout)
    equal(line['recipients'][0]['diagnostic_code'], {'text': '550 5.1.1 nobody here', 'by': 'remote'})
    text = dsn('parse', stdin=message).stdout.decode()
    check(re.search(r'evidence +\S.* said:\n +550 5\.1\.1 nobody here\n', text), text)


@tap.case
def verbose_shows_all_fields():
    """--verbose: all that a report holds, the fields that nobody registered too."""
    message = REPORT % (b'', b'X-Queue: 4711\nOriginal-Envelope-Id: E-9\n', b'X-Reason: none of yours\n')
    text = dsn('parse', '-v', stdin=message).stdout.decode()
    for word in ('X-Queue: 4711', 'E-9', 'X-Reason: none of yours'):
        check(word in text, word, 'is not in', text)


@tap.case
def verbose_without_reporting_mta():
    message = (REPORT % (b'', b'X-Queue: 4711\n', b'')).replace(b'Reporting-MTA: dns; mx.example.org\n', b'')
    text = dsn('parse', '-v', stdin=message).stdout.decode()
    check('X-Queue: 4711' in text, text)


@tap.case
def long_words_are_complete():
    """An address is never broken; of other long words each line takes what fits."""
    address = b'a' * 60 + b'@' + b'b' * 60 + b'.example'
    link = b'https://' + b'c' * 120 + b'.example/'
    message = REPORT.replace(b'a@example.com', address) % (b'', b'', b'Diagnostic-Code: smtp; 550 5.1.1 see ' + link +
                                                           b' for more words than fit a line\n')
    text = dsn('parse', stdin=message).stdout.decode()
    lines = text.splitlines()
    equal(lines[1:3], [f'  {address.decode()}:', '    not delivered'])
    tap.none([line for line in lines[2:] if len(line) > WIDTH], 'wider than 80 columns')
    check('5505.1.1see' + link.decode() + 'formorewords' in ''.join(text.split()), text)


@tap.case
def times_are_utc():
    message = REPORT % (b'', b'Arrival-Date: Sat, 1 Mar 2025 00:30:00 +0200\n', b'')
    for zone in ('UTC', 'Asia/Tokyo', 'America/New_York'):
        line = json.loads(dsn('parse', '--json', stdin=message, env={'TZ': zone}).stdout)
        equal(line['arrival_date'], '2025-02-28T22:30:00Z', zone)


@tap.case
def same_bytes_twice():
    for words in (('--json', '--all'), ('--all', '--verbose')):
        check(parse_all(*words) == parse_all(*words), 'other bytes')


@tap.case
def locale_does_not_matter():
    base = parse_all('--json', '--all', env={'LC_ALL': 'C'})
    for locale in ('C.UTF-8', 'tr_TR.UTF-8', 'nonsense'):
        check(parse_all('--json', '--all', env={'LC_ALL': locale}) == base, locale)


tap.run()
