#!/usr/bin/env python3
"""bench-ordinary.py: what ordinary mail costs against a bounce, in instructions, which repeat on a busy machine.

usage: bench-ordinary.py DSN ROOT

The limits are what docs/performance.md says was measured, and a margin for other compilers and libraries.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from email.message import EmailMessage

REPEATS = 10
WHOLE_LIMIT = 0.42    # ordinary mail against a bounce, from its bytes to its JSON
PROBE_LIMIT = 0.13    # finding out that it is none, for each kind, against all that a bounce costs
KINDS = ('a letter', 'a newsletter', 'a letter with a file', 'an answer')
WORDS = 'The flour came on Saturday. We need 550 kg in May and 452 kg in June.'


def letter(subject, **fields):
    """Mail as people and lists send it; a field name has an underscore for its hyphen."""
    message = EmailMessage()
    message['Return-Path'] = '<baker@bakery.example>'
    for hop in range(3):
        message['Received'] = (f'from relay{hop}.bakery.example (relay{hop}.bakery.example [192.0.2.{hop + 1}]) by '
                               f'mx{hop}.mill.example with ESMTPS id 7A1{hop}; Mon, 28 Apr 2025 07:30:05 +0200')
    message['Date'] = 'Mon, 28 Apr 2025 07:30:02 +0200'
    message['From'] = 'Baker <baker@bakery.example>'
    message['To'] = 'miller@mill.example'
    message['Subject'] = subject
    message['Message-ID'] = '<flour-2@bakery.example>'
    for name, value in fields.items():
        message[name.replace('_', '-')] = value
    message.set_content('Good morning,\n\n' + (WORDS + '\n') * 8, cte='8bit')
    return message


def make_ordinary(folder):
    newsletter = letter('News from the mill', List_Id='<news.mill.example>', Precedence='list',
                        List_Unsubscribe='<mailto:leave@mill.example>')
    newsletter.add_alternative('<html><body>' + f'<p>{WORDS}</p>\n' * 20 + '</body></html>', subtype='html')
    with_file = letter('The bill for April')
    with_file.add_attachment(bytes(range(256)) * 24, maintype='application', subtype='pdf', filename='bill.pdf')
    letters = (letter('Flour for May'), newsletter, with_file,
               letter('Re: Flour for May', In_Reply_To='<flour-1@mill.example>'))
    for number, message in enumerate(letters):
        path = os.path.join(folder, f'{number}.eml')
        with open(path, 'wb') as file:
            file.write(message.as_bytes())
        yield path


def find_bounces(root):
    """What the corpus has by RFC 3464."""
    for path in sorted(glob.glob(os.path.join(glob.escape(root), 'corpus', '*', '*.eml'))):
        expected = path[:-len('.eml')] + '.json'
        if os.path.exists(expected):
            with open(expected, encoding='utf-8') as file:
                text = file.read()
            if '"format"' in text and json.loads(text).get('format') == 'rfc3464':
                yield path


def count(dsn, paths, folder, *options):
    """Instructions of one process over some files.

    Callgrind writes its file from within the process, which its sandbox allows only in the folder of a checkpoint.
    """
    state = os.path.join(folder, 'state')
    if os.path.exists(state):
        os.unlink(state)
    words = ['valgrind', '--tool=callgrind', f'--callgrind-out-file={folder}/out', *options,
             dsn, 'parse', '--jobs', '1', '--checkpoint', state, '--json', '--all', *paths]
    with open(os.path.join(folder, 'json'), 'wb') as out:
        run = subprocess.run(words, stdout=out, stderr=subprocess.PIPE, text=True, errors='replace')
    found = re.search(r'Collected : (\d+)', run.stderr)
    if run.returncode > 1 or not found:
        sys.exit(f'bench-ordinary: callgrind failed: {run.stderr[-500:]}')
    return int(found.group(1))


def cost(dsn, paths, folder, *options):
    """Instructions a message; the start of the process is in both runs."""
    once = count(dsn, paths, folder, *options)
    return (count(dsn, paths * REPEATS, folder, *options) - once) / (REPEATS - 1) / len(paths)


def main():
    dsn, root = sys.argv[1:]
    if shutil.which('valgrind') is None:
        print('valgrind is not installed')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        ordinary, bounces = list(make_ordinary(folder)), list(find_bounces(root))
        if len(bounces) < 20:
            sys.exit(f'bench-ordinary: {len(bounces)} bounces in {root}')
        bounce = cost(dsn, bounces, folder)
        whole = [cost(dsn, [path], folder) for path in ordinary]
        probe = [cost(dsn, [path], folder, '--toggle-collect=dsn_dialect_read') for path in ordinary]
    if min(probe) <= 0:
        sys.exit('bench-ordinary: dsn_dialect_read is not in the symbols of the library')
    print(f'a bounce {bounce:,.0f} instructions ({len(bounces)} messages)')
    for kind, all_of_it, dialects in zip(KINDS, whole, probe):
        print(f'{kind} {all_of_it:,.0f}, {all_of_it / bounce:.2f} of a bounce; its dialects {dialects:,.0f}, '
              f'{dialects / bounce:.3f}')
    mean, most = sum(whole) / len(whole) / bounce, max(probe) / bounce
    print(f'ordinary mail against a bounce: {mean:.2f}, {WHOLE_LIMIT:.2f} allowed; the dialects of any kind: '
          f'{most:.3f}, {PROBE_LIMIT:.2f} allowed')
    sys.exit(0 if mean <= WHOLE_LIMIT and most <= PROBE_LIMIT else 1)


if __name__ == '__main__':
    main()
