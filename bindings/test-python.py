#!/usr/bin/env python3
"""test-python.py: libdsn from Python: what introspection gives, and what our override adds to it."""
import gc
import os
import sys

import gi
gi.require_version('Dsn', '1.0')
from gi.repository import Dsn, Gio, GLib  # pylint: disable=wrong-import-position

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ['DSN_SOURCE_ROOT'], 'tests'))
import tap  # pylint: disable=wrong-import-position
from tap import check, equal

RULES = b'''[[wording]]
id = "my-row"
vendor = "any"
text = "the plumbing is blocked"
category = "mailbox-full"
source = "the plumber"
'''


def path_of(name):
    return os.path.join(tap.ROOT, 'corpus', name)


def report_of(name, **options):
    return Dsn.parse_bytes(tap.read(path_of(name)), **options)


def raises(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise tap.Failure(f'{call} did not raise {kind}')


def limits_of(**members):
    limits = Dsn.Limits()
    for name, value in members.items():
        setattr(limits, name, value)
    return limits


@tap.case
def reports_are_iterated():
    report = report_of('rfc3464/several-recipients.eml')
    equal([recipient.address for recipient in report][:2], ['tenor@choir.example', 'Alto@choir.example'])
    equal(len(report), report.get_recipient_count())
    equal([str(recipient) for recipient in report.recipients][0], 'tenor@choir.example: 5.1.1 user-unknown suppress')
    raises(IndexError, report.get_recipient, len(report))
    raises(IndexError, report.get_defect, -1)
    check(report and not Dsn.parse_bytes(b'To: a@example.com\n\nHello\n'))


@tap.case
def reports_have_properties():
    report = report_of('rfc3464/several-recipients.eml')
    first = report.recipients[0]
    equal((report.kind, report.format, report.reporting_mta), (Dsn.Kind.DELIVERY_STATUS, 'rfc3464', 'post.concert.example'))
    equal((first.status, first.reply_code, first.action), ('5.1.1', 550, Dsn.Action.FAILED))
    equal(first.get_diagnostic_code()[1:], ('smtp', Dsn.DiagnosticBy.REMOTE))
    equal((first.last_attempt_date is None, first.will_retry_until), (False, None))
    equal(report.headers.subject, 'Returned mail: see transcript for details')
    check('tenor@choir.example: not delivered' in str(report), str(report))


@tap.case
def what_was_lent_lives_on():
    """What a getter lends belongs to the report in C; in Python it must outlive it."""
    report = report_of('rfc3464/several-recipients.eml')
    kept = [recipient.verdict for recipient in report], report.headers, list(report), report.recipients[0].verdict.status
    told = [str(verdict) for verdict in kept[0]]
    del report
    gc.collect()
    for _ in range(50):  # memory that was freed would be used again
        report_of('rfc3464/user-unknown.eml')
    equal([str(verdict) for verdict in kept[0]], told)
    equal(kept[1].subject, 'Returned mail: see transcript for details')
    equal([recipient.address for recipient in kept[2]][0], 'tenor@choir.example')


def first_of_corpus(has):
    """The first report of the corpus that has something."""
    for mail in Dsn.MailReader(os.path.join(tap.ROOT, 'corpus')):
        report = mail.parse()
        if report and has(report):
            return report
    raise tap.Failure('none in the corpus')


@tap.case
def arrays_of_strings():
    report = first_of_corpus(lambda report: report.feedback and report.feedback.reported_domains)
    check('example' in report.feedback.reported_domains[0], report.feedback.reported_domains)


@tap.case
def extension_fields():
    report = first_of_corpus(lambda report: any(recipient.extensions for recipient in report))
    found = [pair for recipient in report for pair in recipient.extensions]
    check(all(name and isinstance(value, str) for name, value in found), found)


@tap.case
def defects_are_told():
    report = Dsn.parse_bytes(b'')
    equal([str(defect) for defect in report.defects], ['+0: empty-message'])
    equal(Dsn.defect_id_get_meaning(report.defects[0].id), 'there is nothing in it')


@tap.case
def trail_of_a_verdict():
    text = '550 5.2.2 <a@example.com>: user unknown; mailbox is full'
    verdict = Dsn.normalise_text(text)
    found = Dsn.wordings_find_all(text)
    equal((verdict.evidence_by, verdict.evidence_wording), (Dsn.EvidenceBy.WORDING, found[0].id))
    equal([row.lost is None for row in found], [True] + [False] * (len(found) - 1))
    check(verdict.evidence_over[0] in [(row.id, row.category) for row in found[1:]], verdict.evidence_over)
    equal(str(verdict.status), '5.2.2')


@tap.case
def explanations():
    found = Dsn.explain('550 5.4.4 <ann@example.com>: Unable to route')
    equal([(one.kind, one.recipient, one.code, one.verdict.category) for one in found],
          [('reply', 'ann@example.com', '5.4.4', 'no-mail-hosts')])
    check('no-mail-hosts' in found[0].to_json() and 'ann@example.com' in str(found[0]), found[0])


@tap.case
def errors_are_exceptions():
    error = raises(Dsn.ReadError, Dsn.parse_file, '/nonexistent/file')
    equal(error.message, "cannot read '/nonexistent/file': No such file or directory")
    check(isinstance(error, GLib.Error) and error.matches(Dsn.error_quark(), Dsn.Error.READ))
    small = limits_of(message_size=10)
    raises(Dsn.TooBigError, Dsn.parse_file, path_of('rfc3464/user-unknown.eml'), limits=small)
    stream = Gio.MemoryInputStream.new_from_data(tap.read(path_of('rfc3464/user-unknown.eml')), None)
    raises(Dsn.TooBigError, Dsn.parse_stream, stream, limits=small)
    raises(Dsn.RulesError, Dsn.rules_from_bytes, b'[[wording]]\nnonsense = 1\n', 'mine.toml')
    cancellable = Gio.Cancellable()
    cancellable.cancel()
    stream = Gio.MemoryInputStream.new_from_data(b'To: a\n', None)
    error = raises(GLib.Error, Dsn.parse_stream, stream, cancellable=cancellable)
    check(error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED), error)


@tap.case
def streams_and_files():
    name = 'rfc3464/several-recipients.eml'
    expected = report_of(name).to_json('x', 7)
    stream = Gio.File.new_for_path(path_of(name)).read(None)
    equal(Dsn.parse_stream(stream).to_json('x', 7), expected)
    equal(Dsn.parse_file(path_of(name)).to_json('x', 7), expected)


@tap.case
def rules_of_ones_own():
    rules = Dsn.rules_from_bytes(RULES, 'mine.toml')
    verdict = Dsn.normalise_text('550 The plumbing is blocked.', rules=rules)
    equal((verdict.evidence_wording, verdict.category), ('my-row', 'mailbox-full'))
    equal(Dsn.normalise_text('550 The plumbing is blocked.').evidence_wording, None)


@tap.case
def mails():
    box = tap.scratch('box', 2 * b'From a@b.example Thu Apr 17 22:10:00 2025\nTo: a\n\none\n\n')
    found = list(Dsn.MailReader(box, '/nonexistent/file'))
    equal([str(mail) for mail in found], [f'{box}:+0', f'{box}:+54', '/nonexistent/file'])
    equal([mail.error is None for mail in found], [True, True, False])
    check(found[1].bytes.endswith(b'\n\none\n\n') and found[2].bytes is None)
    raises(Dsn.ReadError, found[2].parse)
    equal(len(list(Dsn.MailReader(box, limits=limits_of(message_size=10)))), 2)


@tap.case
def codes_and_categories():
    equal(Dsn.StatusRule.lookup('5.1.1').get_category(5).get_name(), 'user-unknown')
    equal(Dsn.StatusRule.lookup('no code'), None)
    equal(Dsn.Category.find('mailbox-full').get_status(), '4.2.2')
    equal(Dsn.Category.at(Dsn.Category.get_count() - 1).get_name() > Dsn.Category.at(0).get_name(), True)
    equal(Dsn.ReplyRule.find(550).get_status()[:2], '5.')


@tap.case
def domains():
    """Nobody is asked: no server is named, or none that is one."""
    if not hasattr(Dsn, 'check_domains'):
        raise tap.Skip('built without DNS')
    checks = Dsn.check_domains(['One.example', 'a@two.example'], timeout_msec=100)
    equal([check.get_domain() for check in checks], ['one.example', 'two.example'])
    equal([check.has_route() for check in checks], [False, False])
    raises(Dsn.ReadError, Dsn.check_domains, ['one.example'], local=['no address'])


tap.run()
