#!/usr/bin/env python3
"""test-reports.py: dsn parse --json ... | dsn check --from-reports -: domains of failures, joined to their recipients."""
import glob
import json
import os
import re
import sys
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..')]
import tap  # pylint: disable=wrong-import-position
from servers import GOOD, Scripted, free_port, reply, sends, soa_bytes, split_query  # pylint: disable=wrong-import-position
from tap import check, equal  # pylint: disable=wrong-import-position

NXDOMAIN = {'rcode': 3, 'authority': [('SOA', 60, soa_bytes())]}
GONE = {'gone.example', 'lost.example'}


def answer(message, tcp):
    good, bad = sends(**GOOD), sends(**{kind: NXDOMAIN for kind in ('MX', 'A', 'AAAA')})
    return (bad if split_query(message)[1] in GONE else good)(message, tcp)


SERVER = Scripted(answer).name


def failure(address, hour=0, category='no-mail-hosts', mta='mx1.example.net', action='failed', minute=0):
    """A line of dsn parse --json, with what check reads of it."""
    return json.dumps({'type': 'report', 'schema': 1, 'source': '-', 'reporting_mta': mta, 'report': {'date': f'2026-03-04T{hour:02}:{minute:02}:00Z'},
                       'recipients': [{'address': address, 'action': action, 'verdict': {'category': category}}]})


def run(lines, *words):
    return tap.dsn('check', '--from-reports', '-', '--local', SERVER, '--timeout', '3', *words,
                   stdin='\n'.join(lines).encode() + b'\n')


def found(lines, *words):
    result = run(lines, '--json', *words)
    equal(result.stderr, b'')
    return tap.lines(result)


@tap.case
def most_affected_first():
    lines = [failure('a@one.example'), failure('a@two.example'), failure('b@two.example'), failure('c@two.example', 1), failure('a@gone.example'),
             failure('b@gone.example')]
    equal([(c['domain'], c['reports']['count'], len(c['reports']['recipients'])) for c in found(lines)],
          [('two.example', 3, 3), ('gone.example', 2, 2), ('one.example', 1, 1)])


@tap.case
def evidence_is_joined_to_recipients():
    """The route is back: contradicted. The domain is gone: the report alone cannot say, one resolver alone neither."""
    lines = [failure('a@back.example'), failure('b@back.example', category='connection-failed'), failure('a@gone.example', category='domain-unknown')]
    checks = {c['domain']: c for c in found(lines, '--resolver', SERVER)}
    equal([(r['address'], r['evidence']) for r in checks['back.example']['reports']['recipients']],
          [('a@back.example', 'contradicted'), ('b@back.example', 'open')])
    equal([(r['evidence'], r['category']) for r in checks['gone.example']['reports']['recipients']], [('confirmed', 'domain-unknown')])
    equal(found(lines)[1]['reports']['recipients'][0]['evidence'], 'open')


@tap.case
def a_recipient_stands_once():
    lines = [failure('a@gone.example', hour) for hour in (5, 3, 9)]
    reports = found(lines)[0]['reports']
    equal(reports, {'count': 3, 'first': '2026-03-04T03:00:00Z', 'last': '2026-03-04T09:00:00Z',
                    'recipients': [{'address': 'a@gone.example', 'category': 'no-mail-hosts', 'count': 3, 'evidence': 'open'}]})


@tap.case
def how_long_it_went_on():
    for hours, window in ((0, 'short'), (2, 'extended'), (6, 'persistent')):
        equal(found([failure('a@gone.example', 1), failure('b@gone.example', 1 + hours)])[0]['window'], window)


@tap.case
def only_failures_of_routing():
    lines = [failure('a@one.example', category='user-unknown'), failure('a@two.example', category='mailbox-full'), failure('a@three.example', action='delivered'),
             json.dumps({'type': 'other', 'schema': 1, 'source': '-'}), failure('nobody'), failure('a@[192.0.2.1]'), failure('a@b..example')]
    result = run(lines, '--json')
    equal((result.returncode, result.stdout, result.stderr), (0, b'', b''))


PATTERNS = (
    # Name, lines, and for each domain its pattern.
    ('one-domain', [failure('a@gone.example', 1), failure('b@gone.example', 4)], {'gone.example': ['B-03']}),
    ('many-families', [failure(f'a@{name}.example', 2, minute=number * 5) for number, name in enumerate(('gone', 'lost', 'one'))],
     {'gone.example': ['B-02'], 'lost.example': ['B-02'], 'one.example': ['B-02']}),
    ('far-apart', [failure('a@gone.example', 1), failure('a@lost.example', 5), failure('a@one.example', 9)],
     {'gone.example': None, 'lost.example': None, 'one.example': None}),
    ('one-node', [failure('a@gone.example', 1), failure('b@gone.example', 2), failure('c@fine.example', 1, category='user-unknown', mta='mx2.example.net')],
     {'gone.example': ['B-03', 'B-04']}),
    ('two-nodes', [failure('a@gone.example', 1), failure('b@gone.example', 2, mta='mx2.example.net')], {'gone.example': ['B-03']}),
    ('over', [failure('a@back.example', 1), failure('b@back.example', 2)], {'back.example': ['B-03', 'B-05']}),
    ('single', [failure('a@gone.example', 1)], {'gone.example': None}),
)


def check_pattern(lines, expected):
    equal({c['domain']: c.get('patterns') for c in found(lines)}, expected)


for row in PATTERNS:
    tap.add('pattern-' + row[0], check_pattern, *row[1:])


def mail(*names):
    """What dsn parse makes of messages of the corpus."""
    return tap.dsn('parse', '--json', *[os.path.join(tap.ROOT, 'corpus', *name.split('/')) for name in names]).stdout.decode().splitlines()


def told(text, status='4.7.5'):
    """What dsn parse makes of a notice of Postfix with this diagnostic of its own."""
    notice = tap.read(os.path.join(tap.ROOT, 'corpus', 'rfc3464', 'no-route.eml')).decode()
    notice = re.sub(r'(?m)^Diagnostic-Code:.*\n(?:[ \t].*\n)*', 'Diagnostic-Code: X-Postfix; ' + text + '\n', notice.replace('\r', ''))
    notice = re.sub(r'(?m)^Status:.*', 'Status: ' + status, notice)
    return tap.dsn('parse', '--json', '-', stdin=notice.encode()).stdout.decode().splitlines()


# What a report shows that looks like a failure of routing: the lines, the patterns, the action, the evidence.
LOST = 'lost connection with mx.example.com[192.0.2.1] while sending '
OF_REPORTS = (
    ('tls', lambda: told('Cannot start TLS: handshake failure'), ['N-09'], 'retry', ['open']),
    ('tls-certificate', lambda: told('Server certificate not trusted'), ['N-09'], 'retry', ['open']),
    ('data-server', lambda: mail('postfix/lost-2.eml'), ['N-10'], 'retry', ['open']),
    ('data-body', lambda: told(LOST + 'message body', '4.4.2'), ['N-10'], 'retry', ['open']),
    ('greeting', lambda: told(LOST + 'HELO', '4.4.2'), None, 'retry', ['open']),
    *[(f'directory-{server}', lambda server=server: mail(server + '/unknown-microsoft.eml'), ['N-11'], 'none', ['open'])
      for server in ('postfix', 'exim', 'sendmail', 'opensmtpd', 'courier', 'dma', 'nullmailer')],
    ('routing-5.4.1', lambda: told('connect to mx.example.com[192.0.2.1]:25: No route to host', '5.4.1'), None, 'retry', ['open']),
)


def check_report(lines, patterns, action, evidence):
    check_one, = found(lines())
    equal((check_one.get('patterns'), check_one['action'], [r['evidence'] for r in check_one['reports']['recipients']]), (patterns, action, evidence))


for row in OF_REPORTS:
    tap.add('report-' + row[0], check_report, *row[1:])


@tap.case
def a_user_unknown_of_5_4_1_is_no_outage():
    """It counts neither for the time that it lasts nor beside failures of routing, and its advice is its own."""
    lines = mail('postfix/unknown-microsoft.eml') + [failure('a@gone.example', 1), failure('b@gone.example', 4)]
    checks = {c['domain']: c for c in found(lines)}
    directory = next(c for name, c in checks.items() if name != 'gone.example')
    equal((directory['patterns'], 'window' in directory, directory['reports'].get('first')), (['N-11'], False, None))
    check('unknown user' in directory['advice'], directory['advice'])
    equal(checks['gone.example']['patterns'], ['B-03', 'B-04'])
    line = next(text for text in run(lines).stdout.decode().splitlines() if not text.startswith('gone'))
    check('N-11 not the network' in line and ': none' in line, line)


@tap.case
def tls_is_not_to_blame_where_nobody_answers():
    """With --connect a mail host that takes no connection explains the failure better."""
    lines = told('Cannot start TLS: handshake failure')
    local = Scripted(sends(**{**GOOD, 'A': {'answers': [('A', 60, bytes([127, 0, 0, 1]))]}})).name
    words = ['check', '--json', '--from-reports', '-', '--timeout', '1', '--local', local]
    text = '\n'.join(lines).encode()
    check('N-09' in tap.lines(tap.dsn(*words, stdin=text))[0]['patterns'], 'not connected')
    after = tap.lines(tap.dsn(*words, '--connect', '--connect-port', str(free_port('127.0.0.1')), stdin=text))[0]
    equal((after['connections'][0]['contact'], 'N-09' in after.get('patterns', [])), ('refused', False))


@tap.case
def one_family():
    """Domains that one provider has, as the table has them."""
    row = next(r for r in tomllib.loads(tap.source('src', 'rules', 'domain-families.toml'))['family']
               if len(r.get('domains', [])) > 3 and '*' not in ''.join(r['domains']))
    names = row['domains'][:2]
    checks = found([failure(f'a@{name}', 1, minute=n) for n, name in enumerate(names)])
    equal([(c['family'], c['patterns'], c['action']) for c in checks], [(row['id'], ['B-01'], 'retry')] * 2)


KEYS = {'spring._domainkey.signs.example': b'v=DKIM1; p=AAAA', 'old._domainkey.signs.example': b'v=DKIM1; p=', 'x._domainkey.back.example': b'p=BBBB'}


def keys_and_routes(message, tcp):
    _, name, rtype, _ = split_query(message)
    if rtype != 16:
        return answer(message, tcp)
    text = KEYS.get(name)
    return [reply(message, answers=[('TXT', 60, bytes([len(text)]) + text)])] if text else [reply(message, **NXDOMAIN)]


SIGNED = Scripted(keys_and_routes).name


def signed(line, *signatures):
    return json.dumps({**json.loads(line), 'original': {'dkim': [{'domain': domain, 'selector': selector} for domain, selector in signatures]}})


@tap.case
def keys_of_messages_that_bounced():
    """Who signed is checked as well, for the keys of these messages and for no others."""
    lines = [signed(failure('a@back.example'), ('signs.example', 'spring'), ('signs.example', 'gone'), ('back.example', 'x')),
             signed(failure('b@back.example', category='auth-failure'), ('signs.example', 'spring'), ('signs.example', 'old'), ('plain.example', 'k1'))]
    words = ['check', '--auth', '--from-reports', '-', '--timeout', '3', '--local', SIGNED]
    text = '\n'.join(lines).encode()
    result = tap.dsn(*words, '--json', stdin=text)
    equal([(c['domain'], c.get('reports', {}).get('count'), c['signatures']) for c in tap.lines(result)],
          [('back.example', 1, 1), ('signs.example', None, 4), ('plain.example', None, 1)])
    equal([[(r['selector'], r['selector_from'], 'record' in r, r.get('fault')) for r in c['auth']['records'] if r['what'] == 'dkim']
           for c in tap.lines(result)],
          [[('x', 'report', True, None)],
           [('spring', 'report', True, None), ('gone', 'report', False, None), ('old', 'report', True, 'the key is revoked')],
           [('k1', 'report', False, None)]])
    equal(result.returncode, 1)
    shown = tap.dsn(*words, stdin=text).stdout.decode().splitlines()
    equal(len(shown), 3)
    check('signs.example: signed 4 messages' in shown[1] and 'dkim spring published, dkim gone missing, dkim old revoked' in shown[1], shown)
    check('4 messages that bounced' in tap.dsn(*words, '--verbose', stdin=text).stdout.decode())
    equal([c['domain'] for c in tap.lines(tap.dsn(*words[:1], *words[2:], '--json', stdin=text))], ['back.example'])


@tap.case
def a_domain_may_sign_without_taking_mail():
    def no_mail(message, tcp):
        _, name, rtype, _ = split_query(message)
        return keys_and_routes(message, tcp) if rtype == 16 or name != 'signs.example' else [reply(message, **NXDOMAIN)]
    line = signed(failure('a@back.example'), ('signs.example', 'spring'))
    equal(tap.dsn('check', '-q', '--auth', '--from-reports', '-', '--timeout', '3', '--local', Scripted(no_mail).name, stdin=line.encode()).returncode, 0)


@tap.case
def odd_signatures():
    """What is no selector or no domain is not asked for; of many only some are."""
    asked = []
    server = Scripted(lambda message, tcp: asked.append(split_query(message)[1]) or keys_and_routes(message, tcp)).name
    odd = [('signs.example', 'a b'), ('signs.example', '..'), ('signs.example', ''), ('signs.example', 'x' * 64), ('a..b', 's'), ('x@signs.example', 's'),
           ('signs.example', '\x1b[31m')]
    lines = [signed(failure('a@back.example'), *odd), json.dumps({**json.loads(failure('a@back.example')), 'original': {'dkim': [7, {}, {'domain': 3}]}}),
             json.dumps({**json.loads(failure('a@back.example')), 'original': {'dkim': 'x'}}),
             signed(failure('a@back.example'), *[('many.example', f's{n}') for n in range(40)], *[(f'd{n}.example', 's') for n in range(40)])]
    result = tap.dsn('check', '--json', '--auth', '--from-reports', '-', '--timeout', '5', '--local', server, stdin='\n'.join(lines).encode())
    equal(result.stderr, b'')
    equal(len(tap.lines(result)), 17)
    keys = {name for name in asked if '._domainkey.' in name and not name.endswith('.back.example')}
    equal(sorted(name.split('.')[0] for name in keys if name.endswith('many.example')), sorted(f's{n}' for n in range(16)))
    equal([name for name in keys if 'signs.example' in name], [])


@tap.case
def lines_for_people():
    lines = [failure('a@back.example', 1), failure('b@back.example', 2), failure('a@gone.example', 1)]
    result = run(lines)
    equal((result.stdout.decode().count('\n'), result.returncode), (2, 1))
    first, second = result.stdout.decode().splitlines()
    check(first.startswith('back.example: 2 recipients, 2 reports: C-01') and '2 contradicted' in first and 'B-05' in first, first)
    check(second.startswith('gone.example: 1 recipients, 1 reports:'), second)
    check(b'means' in run(lines, '--verbose').stdout, 'the whole text')


PATTERN_ROWS = tomllib.loads(tap.source('src', 'rules', 'dns-patterns.toml'))['pattern']
LOOKALIKES = [row for row in PATTERN_ROWS if 'words' in row]


@tap.case
def corpus():
    """Each domain whose mail failed for its route is one line, whatever the reports are like."""
    names = sorted(glob.glob(os.path.join(tap.ROOT, 'corpus', '*', '*.eml')))
    parsed = tap.dsn('parse', '--json', '--all', *names).stdout
    domains = set()
    for line in parsed.splitlines():
        for recipient in json.loads(line).get('recipients', []):
            verdict, text = recipient.get('verdict', {}), recipient.get('diagnostic_code', {}).get('text', '').lower()
            if recipient.get('action') in ('failed', 'delayed') and '@' in recipient.get('address', '') and \
                    (verdict['category'] in ('no-mail-hosts', 'domain-unknown', 'dns-failure', 'no-mail-service', 'connection-failed') or
                     any(verdict['category'] == row['category'] and any(word in text for word in row['words']) for row in LOOKALIKES)):
                domains.add(recipient['address'].rsplit('@', 1)[1].strip('.').lower())
    check(len(domains) > 10, domains)
    result = tap.dsn('check', '--from-reports', '-', '--json', '--local', SERVER, stdin=parsed)
    equal(result.stderr, b'')
    checked = [c['domain'] for c in tap.lines(result)]
    equal(len(checked), len(set(checked)), 'each once')
    equal(set(checked) - domains, set())
    check(len(domains - set(checked)) <= len([d for d in domains if d.startswith('[')]) + 2, domains - set(checked))


@tap.case
def what_is_no_report():
    """Every other line counts, the status tells, and nothing crashes the reader."""
    bad = ['not json', '[' * 100000, '{"type":', '{"type":"report","recipients":' + '[' * 40 + ']' * 40 + '}', '[]', '"x"', '{}', '\x00', '{"a":"\\ud800"}']
    result = run(bad + [failure('a@back.example')], '--json')
    equal((result.returncode, [c['domain'] for c in tap.lines(result)]), (2, ['back.example']))
    check(b'line 1: no line of dsn parse --json' in result.stderr and result.stderr.count(b'\n') <= 6, result.stderr)
    odd = ['{"type":"report"}', '{"type":"report","recipients":7}', '{"type":"report","recipients":[7,null,{"address":7,"action":[],"verdict":3}]}',
           '{"type":"report","report":[],"recipients":[{"address":"a@gone.example","action":"failed","verdict":{"category":{}}}]}', '']
    result = run(odd, '--json')
    equal((result.returncode, result.stdout, result.stderr), (0, b'', b''))
    equal(tap.dsn('check', '--from-reports', '/nonexistent', '--local', SERVER).returncode, 2)
    equal(tap.dsn('check', '--from-reports', '-', '--local', SERVER, 'a.example').returncode, 2)


@tap.case
def hostile_text_is_shown_safely():
    result = run([failure('\x1b[31ma@back.example'), failure('a@b\x1b.example')])
    check(b'\x1b' not in result.stdout, result.stdout)
    check(b'\x1b' not in run([failure('\x1b[31ma@back.example')], '--verbose').stdout, 'the whole text')


@tap.case
def every_pattern_has_a_test():
    rows = {row['id'] for row in tomllib.loads(tap.source('src', 'rules', 'dns-patterns.toml'))['pattern'] if row['id'].startswith('B')}
    expected = {pattern for _, _, found in PATTERNS for patterns in found.values() for pattern in patterns or []} | {'B-01'}
    equal(rows, expected)
    equal({row['id'] for row in LOOKALIKES}, {pattern for row in OF_REPORTS for pattern in row[2] or []})


tap.run()
