"""expect.py: what a bounce must say, from the table of scenarios and what is known of each server.

Nothing here looks at the message or at dsn: that is what makes the comparison worth something.
"""
import os
import re

import table

# An address, what became of it, its codes as the report has them, and the verdict about it.
KEYS = ('address', 'action', 'status', 'diagnostic_status', 'reply_code', 'verdict status', 'category', 'verdict action')
ENHANCED = re.compile(r'\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b')


def codes(lines):
    """The reply code and the enhanced code of a reply."""
    match = ENHANCED.match(lines[0])
    return lines[0][:3], match[1] if match else ''


def differing():
    """The rows of differs.tsv by the name of the message.

    A `-` stands for nothing, a `=` for the verdict of the scenario in the class of the Status, or for its address.
    """
    rows = {}
    with open(os.path.join(table.HERE, 'differs.tsv'), encoding='utf-8') as file:
        for line in file.read().splitlines()[1:]:
            name, *row, _why = line.split('\t')
            rows.setdefault(name, []).append(['' if word == '-' else word for word in row])
    return rows


DIFFERS = differing()


def case(name, scenario, number):
    """The name of a message: server, scenario, and the number of all but the first."""
    return f'{name}/{scenario.id}' + (f'-{number + 1}' if number else '')


def reports(name, server, scenario):
    """What becomes of the recipients, by the reports that come back."""
    actions = server.reports(scenario)
    while case(name, scenario, len(actions)) in DIFFERS:
        actions.append('')
    return actions


def complete(shown, row, wanted):
    """A row of differs.tsv with what it takes from the scenario."""
    *told, status, category, advice, address = row
    if status == '=':
        status, category, advice = wanted.split()
        status = told[1][0] + status[1:]
    return (address or shown, *told, status, category, advice)


def recipients(name, server, scenario, number):
    """The rows that a reader must find in report `number` of a scenario."""
    shown = scenario.shows or scenario.refused
    if case(name, scenario, number) in DIFFERS:
        rows = zip(shown, DIFFERS[case(name, scenario, number)], scenario.verdict)
        return [complete(server.shown(address), row, wanted) for address, row, wanted in rows]
    rows, action = [], reports(name, server, scenario)[number]
    for index, wanted in enumerate(scenario.verdict):
        told = scenario.reply_to(scenario.refused[index])
        if not wanted or not isinstance(told, list) or not told:
            continue
        reply, enhanced = codes(told)
        status, category, advice = wanted.split()
        if reply[0] == '4' and advice == 'suppress':
            advice = 'retry'
        rows.append((server.shown(shown[index]), action, *server.reported(scenario, action, reply, enhanced, status),
                     reply[0] + status[1:], category, advice))
    return rows


def found(report):
    """The same of a line that dsn wrote."""
    rows = []
    for recipient in report.get('recipients', []):
        verdict = recipient['verdict']
        rows.append(tuple(str(value or '') for value in (
            recipient.get('address'), recipient.get('action'), recipient.get('status'),
            recipient.get('diagnostic_status'), recipient.get('reply_code'),
            verdict.get('status'), verdict['category'], verdict['action'])))
    return rows


def difference(want, report):
    """What is other than it must be, in words; empty if nothing is."""
    if report['type'] != 'report':
        return [f'is no report but {report["type"]}']
    have = found(report)
    if len(want) != len(have):
        return [f'{len(have)} recipients in place of {len(want)}: {have}']
    return [f'{key}: found {h!r}, must be {w!r}' for row, other in zip(sorted(want), sorted(have))
            for key, w, h in zip(KEYS, row, other) if w != h]
