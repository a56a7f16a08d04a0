#!/usr/bin/env python3
"""test-mime-files.py: dsn mime parts writes parts to files, whatever they are called, and touches nothing else."""
import os
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from mime_mail import GRUSS, LETTER, attachment, mime  # pylint: disable=wrong-import-position
from tap import add, case, check, equal  # pylint: disable=wrong-import-position


def extract(text, *words, status=0, names=None):
    """Writes the parts of a message to a new folder; the names in it and what they hold."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (names or {}).items():
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(content)
        result = mime('parts', '--json', '--to=' + folder, *words, stdin=text, status=status)
        found = {name: tap.read(os.path.join(folder, name)) for name in os.listdir(folder)}
    return (tap.lines(result) or [None])[0], found


@case
def parts():
    line, found = extract(tap.read(LETTER))
    equal([(file['path'], file['file']) for file in line['files']],
          [('1', 'part-1.txt'), ('2.1', 'part-2.1.txt'), ('2.2', 'part-2.2.html'), ('3', 'part-3.eml'), ('4', 'data.bin')])
    equal({file['file']: file['size'] for file in line['files']}, {name: len(text) for name, text in found.items()})
    equal((found['data.bin'], found['part-1.txt']), (b'\0\1\xff', GRUSS.encode('latin-1')))
    equal(found['part-3.eml'], mime('cat', '3', LETTER).stdout)


@case
def parts_that_are_chosen():
    line, found = extract(tap.read(LETTER), '-p', '3.1', '-p', 'text/*', '-p', '1')
    equal([file['path'] for file in line['files']], ['1', '2.1', '2.2', '3.1'])
    equal(found['below.pdf'], b'deep')
    line, found = extract(tap.read(LETTER), '-p', '4', '-p', 'nosuch/type', status=1)
    equal(sorted(found), ['data.bin'], 'what is there is written all the same')


@case
def parts_as_text():
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, 'made')
        out = mime('parts', '--to', made, LETTER).stdout.decode()
        check(f'5 parts written to {made}\n' in out and '  4  data.bin, application/octet-stream, 3 bytes\n' in out, out)
        equal(len(os.listdir(made)), 5, 'a folder that is not there is made')
        again = os.path.join(folder, 'not', 'there')
        check(mime('parts', '--to', again, LETTER, status=2).stderr.startswith(b'dsn: cannot make the folder'))


# Names that would do harm, and what becomes of them.
NAMES = {
    'up': (b'../../etc/passwd', 'passwd'),
    'up-windows': (b'..\\..\\a.exe', 'a.exe'),
    'absolute': (b'/etc/passwd', 'passwd'),
    'drive': (b'C:\\a.exe', 'a.exe'),
    'dots': (b'..', 'part-1.bin'),
    'dot': (b'.', 'part-1.bin'),
    'hidden': (b'.profile', '_profile'),
    'option': (b'-rf', '_rf'),
    'empty': (b'', 'part-1.bin'),
    'line-feed': (b'a\nb', 'a_b'),
    'escape': (b'\x1b[2Ja', '_[2Ja'),
    'direction': ('a\u202egnp.exe'.encode(), 'a_gnp.exe'),
    'invisible': ('a\u200bb'.encode(), 'a_b'),
    'letters': ('Grüße.txt'.encode(), 'Grüße.txt'),
    'null-device': (b'/dev/null', 'null'),
}


def check_name(given, expected):
    line, found = extract(attachment(given))
    equal(list(found.items()), [(expected, b'x')])
    equal(line['files'][0]['file'], expected)


for name_, row_ in NAMES.items():
    add('name-' + name_, check_name, *row_)


@case
def names_are_bounded():
    line, found = extract(attachment(b'a' * 900 + b'.pdf', b'a' * 900 + b'.pdf'))
    equal(len(found), 2)
    check(all(len(name) < 250 and name.endswith('.pdf') for name in found), found)
    check(all(len(file['file']) < 250 for file in line['files']))


@case
def names_that_collide_are_counted():
    _, found = extract(attachment(b'a.txt', b'b/a.txt', b'a-2.txt', b'a', b'a'), names={'a.txt': b'mine'})
    equal(sorted(found), ['a', 'a-2', 'a-2-2.txt', 'a-2.txt', 'a-3.txt', 'a.txt'])
    equal(found['a.txt'], b'mine', 'a file that was there')


@case
def many_of_one_name():
    line, found = extract(attachment(*[b'a.txt'] * 900))
    equal((len(found), len(line['files'])), (900, 900))


@case
def links_are_not_followed():
    with tempfile.TemporaryDirectory() as outside, tempfile.TemporaryDirectory() as folder:
        target = os.path.join(outside, 'target')
        os.symlink(target, os.path.join(folder, 'a.txt'))  # leads to nothing yet
        os.symlink(outside, os.path.join(folder, 'sub'))
        os.mkfifo(os.path.join(folder, 'pipe'))
        mime('parts', '--to=' + folder, stdin=attachment(b'a.txt', b'sub', b'sub/b', b'pipe'))
        equal(os.listdir(outside), [], 'written through a link')
        equal(sorted(os.listdir(folder)), ['a-2.txt', 'a.txt', 'b', 'pipe', 'pipe-2', 'sub', 'sub-2'])


@case
def a_disk_that_is_full():
    """A limit on the size of files does what a full disk does; what was not written whole is not there."""
    def limit():
        import resource  # pylint: disable=import-outside-toplevel
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    with tempfile.TemporaryDirectory() as folder:
        text = attachment(b'small') .replace(b'--b--\n', attachment(b'large', body=b'x' * 5000).split(b'\n\n', 1)[1])
        result = mime('parts', '--to=' + folder, stdin=text, status=2, preexec_fn=limit)
        equal(os.listdir(folder), ['small'])
        check(b"cannot write 'large' to" in result.stderr, result.stderr)
        check(b'1 part written' in result.stdout, 'what was written is told', result.stdout)


@case
def a_folder_that_is_not_ours():
    if os.geteuid() == 0:
        check(mime('parts', '--to=/proc/self', LETTER, status=2).stderr.startswith(b'dsn: cannot write'))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o500)
        check(mime('parts', '--to=' + folder, LETTER, status=2).stderr.startswith(b'dsn: cannot write'))


@case
def files_are_not_programs():
    with tempfile.TemporaryDirectory() as folder:
        mime('parts', '--to=' + folder, stdin=attachment(b'a.sh'))
        equal(os.stat(os.path.join(folder, 'a.sh')).st_mode & 0o111, 0)


tap.run()
