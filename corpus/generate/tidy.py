"""tidy.py: the one pass that makes the bounces of two runs the same.

A server writes its clock and its counters into a message. Both are replaced by fixed ones, each always
by the same, and nothing else is touched:

- Dates of the run become the moment START, plus the nearest of the moments that the server's module
  lists (sent, warned, given up). The form of a date stays. Dates that the harness wrote itself stay.
- Queue ids, process ids and the like become others of the same shape, which come out of the name of the
  server, that of the scenario, and their order in the messages of that scenario.
"""
import datetime
import random
import re

MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
UTC = datetime.timezone.utc
START = datetime.datetime(2025, 3, 3, 10, 0, 0, tzinfo=UTC)
NEAR = 3 * 86400  # seconds: a date of the run is not further away
NAMES = '|'.join(MONTHS)
RFC5322 = re.compile(rf'(?:(?:{"|".join(DAYS)}), ?)?( ?\d{{1,2}}) ({NAMES}) (\d{{4}}) (\d\d):(\d\d):(\d\d)')
CTIME = re.compile(rf'(?:{"|".join(DAYS)}) ({NAMES}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{{4}})')
CLOCKS = {'second': '%Y%m%d%H%M%S', 'minute': '%Y%m%d%H%M'}
EVERYWHERE = 6  # characters: what is shorter may stand for something else in another place
LETTERS = {'H': '0123456789ABCDEF', 'h': '0123456789abcdef', 'd': '0123456789', 'a': 'abcdefghijklmnopqrstuvwxyz',
           'A': 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'}


def at(year, month, *rest):
    return datetime.datetime(int(year), MONTHS.index(month) + 1, *map(int, rest), tzinfo=UTC)


class Tidy:
    """The replacements for the messages of one scenario, which belong together."""

    def __init__(self, server, name, scenario, sent):
        self.server, self.sent = server, sent
        self.random = f'{name} {scenario}'
        self.known = {}
        self.came = None

    def moment(self, when):
        """The fixed date for one of the run; None for a date that is not of the run."""
        after = when.timestamp() - self.sent
        if abs(after) > NEAR:
            return None
        return START + datetime.timedelta(seconds=min(self.server.moments, key=lambda m: abs(m - after)))

    def rfc5322(self, match):
        day, month, year, *clock = match.groups()
        new = self.moment(at(year, month, day, *clock))
        if new is None:
            return match[0]
        name = DAYS[new.weekday()] + match[0][3:match[0].index(',') + 2] if ',' in match[0] else ''
        name = name.rstrip() + ' ' * (len(name) - len(name.rstrip()))
        number = f'{new.day:02}' if len(day.strip()) == 2 and not day.startswith(' ') else f'{new.day}'
        return f'{name}{number} {MONTHS[new.month - 1]} {new.year} {new:%H:%M:%S}'

    def ctime(self, match):
        month, day, hour, minute, second, year = match.groups()
        new = self.moment(at(year, month, day, hour, minute, second))
        if new is None:
            return match[0]
        return f'{DAYS[new.weekday()]} {MONTHS[new.month - 1]} {new.day:2} {new:%H:%M:%S} {new.year}'

    def shape(self, shape, value):
        """What stands for a counted value: always the same for the same."""
        if shape == 'epoch':
            return str(int(self.moment(datetime.datetime.fromtimestamp(int(value), UTC)).timestamp()))
        if shape in CLOCKS:
            # A minute alone may be nearer to another moment than the message itself.
            when = self.came if shape == 'minute' else datetime.datetime.strptime(value, CLOCKS[shape])
            return f'{self.moment(when.replace(tzinfo=UTC)):{CLOCKS[shape]}}'
        if value not in self.known:
            choose = random.Random(f'{self.random} {len(self.known)}')
            self.known[value] = ''.join(choose.choice(LETTERS[c]) if c in LETTERS else c for c in shape)
        return self.known[value]

    def ids(self, text):
        """Finds all ids first, in the order of the text, then replaces each: where it was found, or everywhere."""
        found = sorted((*match.span(1), shape) for pattern, shape in self.server.ids
                       for match in re.finditer(pattern, text))
        new = {}
        for start, end, shape in found:
            if text[start:end] not in new:
                new[text[start:end]] = self.shape(shape, text[start:end])
        for start, end, _ in reversed(found):
            if end - start < EVERYWHERE:
                text = text[:start] + new[text[start:end]] + text[end:]
        words = '|'.join(re.escape(value) for value in sorted(new, key=len, reverse=True) if len(value) >= EVERYWHERE)
        if not words:
            return text
        # Exim puts an E before its own in a Message-Id.
        return re.sub(rf'(?:(?<![A-Za-z0-9])|(?<=<E))({words})(?![A-Za-z0-9])', lambda m: new[m[1]], text)

    def message(self, data, came):
        """The message as it is filed, text of one character an octet; when it came, in seconds since 1970."""
        self.came = datetime.datetime.fromtimestamp(came, UTC)
        text = self.ids(data)
        text = RFC5322.sub(self.rfc5322, text)
        return CTIME.sub(self.ctime, text)
