"""ceilings.py: hostile inputs in real sizes, and running the command over them with its cost measured."""
import json
import os
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import tap  # pylint: disable=wrong-import-position
from tap import check

MIB = 1024 * 1024
LONG = os.environ.get('DSN_CEILINGS') == 'long'
SANITIZED = b'__asan_init' in tap.read(tap.TOOL)
SLOW = 15 if SANITIZED else 4  # a build for debugging, on a machine that others use
SECONDS, PER_100_MB = 1, 1
MEMORY = 64 * MIB
STACK = (4 * MIB if SANITIZED else 512 * 1024)


def scaled(count):
    """So many in a long run; a twentieth in one that is done often."""
    return count if LONG else count // 20


def confine():
    """No input may take a small stack, or a minute."""
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def measure(path, words):
    """Runs a program and writes its status, seconds and memory to @path: in a process that is small itself, because
    the memory of the one that starts a program is counted as the program's."""
    with subprocess.Popen(words, preexec_fn=confine) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    with open(path, 'w', encoding='ascii') as file:
        json.dump([process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024], file)


class Cost:
    """What a run gave: its lines, its exit status, seconds of processor time and bytes of memory."""

    def __init__(self, path, *words, stdin=None):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as result:
            subprocess.run([sys.executable, os.path.abspath(__file__), result.name, tap.TOOL, 'parse', '--json', '--all', *words,
                            path], stdin=stdin or subprocess.DEVNULL, stdout=out, stderr=err, check=False)
            out.seek(0)
            err.seek(0)
            self.text = out.read()
            self.error = err.read()
            self.status, self.seconds, self.memory = json.load(result)
        self.lines = [json.loads(line) for line in self.text.splitlines()]

    def defects(self):
        return {defect['id'] for line in self.lines for defect in line.get('defects', ())}

    def check_cheap(self, name, size):
        """Under a second for each 100 MB, and 64 MiB beyond the input."""
        print(f'# {name}: {size / MIB:.1f} MiB, {self.seconds:.2f} s, {self.memory / MIB:.0f} MiB', flush=True)
        check(self.status in (0, 1, 2), name, 'ended by', self.status, self.error[-500:])
        allowed = SLOW * (SECONDS + PER_100_MB * size / 1e8)
        check(self.seconds < allowed, name, 'took', self.seconds, 'of', allowed)
        if not SANITIZED:
            check(self.memory <= size + MEMORY, name, 'took', self.memory, 'bytes for', size)


def write(path, pieces):
    """Pieces of bytes to a file; gives its size."""
    with open(path, 'wb') as file:
        for piece in pieces:
            file.write(piece)
        return file.tell()


def repeat(unit, count, at_once=4096):
    """A unit so many times, without all of it at once."""
    whole, rest = divmod(count, at_once)
    for _ in range(whole):
        yield unit * at_once
    yield unit * rest


def numbered(form, count):
    """A form with numbers in it."""
    for start in range(0, count, 4096):
        yield b''.join(form % number for number in range(start, min(start + 4096, count)))


if __name__ == '__main__':
    measure(sys.argv[1], sys.argv[2:])
