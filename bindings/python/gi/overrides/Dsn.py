"""Dsn.py: libdsn as Python likes it: iterators, properties, str(), exceptions.

PyGObject loads this file when a program says `from gi.repository import Dsn`. What stands here
adds to what introspection gives; every call of libdsn is there as well, under its own name.

What a getter of libdsn lends is copied or counted here, so that it lives as long as Python holds it.
"""
from gi.module import get_introspection_module
from gi.overrides import override
from gi.repository import GLib

Dsn = get_introspection_module('Dsn')
__all__ = []


def export(thing):
    """Makes a name one of the module's."""
    __all__.append(thing.__name__)
    return thing


@export
class ReadError(GLib.Error):
    """A file or stream could not be read."""


@export
class TooBigError(GLib.Error):
    """A message is over the limit on its size."""


@export
class RulesError(GLib.Error):
    """A rule file holds what no rule file may."""


ERRORS = {Dsn.Error.READ: ReadError, Dsn.Error.TOO_BIG: TooBigError, Dsn.Error.RULES: RulesError}


def told(call, *arguments):
    """What a call returns; its GError as an exception of its own kind."""
    try:
        return call(*arguments)
    except GLib.Error as error:
        for code, kind in ERRORS.items():
            if error.matches(Dsn.error_quark(), code):
                raise kind(error.message, error.domain, error.code) from None
        raise


def owned(record):
    """A record that lives on without the one that lent it."""
    return None if record is None else record.copy()


def all_of(at):
    """What at() gives for 0, 1, ..., until it gives nothing."""
    found = []
    while (record := at(len(found))) is not None:
        found.append(owned(record))
    return found


def getter(name):
    """A property that calls a getter of libdsn."""
    return property(lambda self: getattr(self, 'get_' + name)())


def add_getters(kind, *names):
    """Gives a class a property for each of its getters."""
    for name in names:
        setattr(kind, name, getter(name))


def name_and_type(name):
    """A property for a name that has a type: the name alone."""
    return property(lambda self: getattr(self, 'get_' + name)()[0])


def date(seconds):
    """Seconds since 1970, or None where libdsn has no date."""
    return None if seconds == GLib.MININT64 else seconds


def options_of(limits, rules):
    """How to read; None for the defaults."""
    if limits is None and rules is None:
        return None
    return Dsn.ParseOptions.new(limits, rules)


def bytes_of(data):
    """bytes, or what is like them, for libdsn."""
    return data if isinstance(data, GLib.Bytes) else GLib.Bytes.new(bytes(data))


class Code(Dsn.Code):
    """An enhanced status code; str() writes it as 5.1.1."""

    def __str__(self):
        return self.to_string() or ''


class Verdict(Dsn.Verdict):
    """What libdsn concludes, and its trail."""

    @property
    def evidence_over(self):
        """The wordings that lost, as pairs of id and category, the best first."""
        return [(row.wording, row.category) for row in all_of(self.over_at)]

    @property
    def evidence_against(self):
        """The codes that say otherwise, as pairs of text and where they stand."""
        return [(str(row.code), row.by) for row in all_of(self.against_at)]

    def __str__(self):
        words = [self.category, Dsn.advice_to_string(self.advice) or 'none']
        return ' '.join(([str(self.status)] if self.status.klass else []) + words)


class Recipient(Dsn.Recipient):
    """What a report says of one recipient."""

    verdict = property(lambda self: self.get_verdict())
    extensions = property(lambda self: [(row.name, row.value) for row in all_of(self.extension_at)])
    remote_mta = name_and_type('remote_mta')
    diagnostic_code = name_and_type('diagnostic_code')
    last_attempt_date = property(lambda self: date(self.get_last_attempt_date()))
    will_retry_until = property(lambda self: date(self.get_will_retry_until()))

    def get_verdict(self):
        return owned(Dsn.Recipient.get_verdict(self))

    def __str__(self):
        return f'{self.get_address() or "-"}: {self.verdict}'


add_getters(Recipient, 'address', 'address_ascii', 'address_type', 'final_recipient', 'original_recipient', 'action',
            'status', 'diagnostic_status', 'reply_code', 'final_log_id')


class Report(Dsn.Report):
    """What one message says. Iterating gives its recipients, str() its text for people."""

    headers = property(lambda self: self.get_headers())
    original = property(lambda self: self.get_original())
    feedback = property(lambda self: self.get_feedback())
    disposition = property(lambda self: self.get_disposition())
    extensions = property(lambda self: [(row.name, row.value) for row in all_of(self.extension_at)])
    recipients = property(list)
    defects = property(lambda self: [self.get_defect(index) for index in range(self.get_defect_count())])
    reporting_mta = name_and_type('reporting_mta')
    received_from_mta = name_and_type('received_from_mta')
    dsn_gateway = name_and_type('dsn_gateway')
    arrival_date = property(lambda self: date(self.get_arrival_date()))

    def get_headers(self):
        return owned(Dsn.Report.get_headers(self))

    def get_original(self):
        return owned(Dsn.Report.get_original(self))

    def get_feedback(self):
        return owned(Dsn.Report.get_feedback(self))

    def get_disposition(self):
        return owned(Dsn.Report.get_disposition(self))

    def get_recipient(self, index):
        if not 0 <= index < self.get_recipient_count():
            raise IndexError('no such recipient')
        return owned(Dsn.Report.get_recipient(self, index))

    def get_defect(self, index):
        if not 0 <= index < self.get_defect_count():
            raise IndexError('no such defect')
        return owned(Dsn.Report.get_defect(self, index))

    def to_json(self, source=None, offset=-1):
        return Dsn.Report.to_json(self, source, offset)

    def to_text(self, source=None, offset=-1):
        return Dsn.Report.to_text(self, source, offset)

    def __iter__(self):
        return (self.get_recipient(index) for index in range(len(self)))

    def __len__(self):
        return self.get_recipient_count()

    def __bool__(self):
        return self.get_kind() != Dsn.Kind.OTHER

    def __str__(self):
        return self.to_text()


add_getters(Report, 'kind', 'format', 'generator', 'original_envelope_id')


class Defect(Dsn.Defect):
    """What was odd in a message; str() names it."""

    def __str__(self):
        return f'+{self.offset}: {Dsn.defect_id_to_string(self.id)}'


class Explanation(Dsn.Explanation):
    """What something means; str() says it for people."""

    verdict = property(lambda self: self.get_verdict())

    def get_verdict(self):
        return owned(Dsn.Explanation.get_verdict(self))

    def __str__(self):
        return self.to_text()


add_getters(Explanation, 'input', 'kind', 'recipient', 'domain', 'code', 'reply_code')


class Mail(Dsn.Mail):
    """A message as it was found, or what stands for one that could not be read."""

    @property
    def bytes(self):
        """The message as it came; None where it could not be read."""
        found = self.get_bytes()
        return None if found is None else found.get_data()

    def parse(self, limits=None, rules=None):
        """The message's report; raises why it could not be read."""
        return told(Dsn.Mail.parse, self, options_of(limits, rules))

    def __str__(self):
        return self.source if self.offset < 0 else f'{self.source}:+{self.offset}'


add_getters(Mail, 'source', 'offset', 'error')


class MailReader(Dsn.MailReader):
    """All messages below paths: iterating gives each as a Mail."""

    def __new__(cls, *paths, limits=None, flat=False):
        reader = Dsn.MailReader.new(limits, flat)
        for path in paths:
            reader.add_path(path)
        return reader

    def __init__(self, *paths, limits=None, flat=False):
        pass

    def __iter__(self):
        return self

    def __next__(self):
        mail = self.next()
        if mail is None:
            raise StopIteration
        return mail


for record in (Code, Verdict, Recipient, Report, Defect, Explanation, Mail, MailReader):
    globals()[record.__name__] = export(override(record))


@export
def parse_bytes(data, limits=None, rules=None):
    """The report of a message, given as bytes."""
    return Dsn.parse_bytes(bytes_of(data), options_of(limits, rules))


@export
def parse_file(path, limits=None, rules=None):
    """The report of a message in a file."""
    return told(Dsn.parse_file, path, options_of(limits, rules))


@export
def parse_stream(stream, limits=None, rules=None, cancellable=None):
    """The report of a message that a Gio.InputStream gives."""
    return told(Dsn.parse_stream, stream, options_of(limits, rules), cancellable)


@export
def rules_from_bytes(data, name, following=None):
    """Rules out of the text of a file; `name` is what errors call it. Those of `following` come after them."""
    return told(Dsn.Rules.new_from_text, data, name, following)


@export
def normalise_text(text, rules=None):
    """The verdict on the words of a failing system."""
    return Dsn.normalise_text(text, options_of(None, rules))


@export
def wordings_find_all(text, generator=None, rules=None):
    """The wordings that fit a text, the one that decides first."""
    return [owned(row) for row in Dsn.wordings_find_all(text, generator, options_of(None, rules))]


@export
def explain(text, limits=None, rules=None):
    """What a code, a line, a log or a bounce means, as a list."""
    data = text.encode() if isinstance(text, str) else text
    return [owned(row) for row in Dsn.explain(bytes_of(data), options_of(limits, rules))[0]]



if hasattr(Dsn, 'check_domains'):  # an option of the build
    @export
    def check_domains(domains, local=None, independent=None, cancellable=None, **members):
        """What DNS says of domains, by resolvers as ADDRESS or ADDRESS#PORT; `members` are those of DsnCheckOptions."""
        options = Dsn.CheckOptions.new(local, independent)
        for name, value in members.items():
            setattr(options, name, value)
        return [owned(check) for check in told(Dsn.check_domains, domains, options, cancellable)]
