#!/usr/bin/env python3
"""parse.py: what `dsn parse --json` prints, from Python through GObject introspection.

usage: parse.py PATH...

Debian: apt-get install gir1.2-dsn-1.0 python3-gi
"""
import sys

import gi
gi.require_version('Dsn', '1.0')
from gi.repository import Dsn  # pylint: disable=wrong-import-position


def main(paths):
    """Prints a line for each report, and for each message that cannot be read; gives dsn's exit status."""
    found, failed = False, False
    sys.stdout.reconfigure(encoding='utf-8')
    for mail in Dsn.MailReader(*paths):
        report = None
        try:
            report = mail.parse()
        except (Dsn.ReadError, Dsn.TooBigError) as error:
            print(f'parse.py: {error.message}', file=sys.stderr)
            failed = True
        if report is None or report:  # a report that is none is false
            found = True
            print(mail.to_json(report))
    return 2 if failed else 0 if found else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
