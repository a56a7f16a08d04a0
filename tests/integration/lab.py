"""lab.py: Postfix and the sink in namespaces of their own; test-postfix.py calls it.

usage: lab.py outside POSTFIX BUILD OUTPUT    in new namespaces: makes the root folder, and goes on in it
       lab.py inside                          there: the closed world
"""
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(PROJECT, 'corpus', 'generate'))
import root  # pylint: disable=wrong-import-position
import servers  # pylint: disable=wrong-import-position
import sink  # pylint: disable=wrong-import-position
import table  # pylint: disable=wrong-import-position
import world  # pylint: disable=wrong-import-position
from servers.postfix import IDENTITY  # pylint: disable=wrong-import-position

NAMESPACES = ('--mount', '--uts', '--ipc', '--net', '--pid', '--fork', '--kill-child', '--mount-proc')
IMPOSSIBLE = 77
WANTED = ('unknown-postfix', 'unknown-google', 'unknown-after-data', 'full-google', 'too-large', 'spam-google',
          'relaying-denied', 'mixed', 'utf8')
# The envelope senders whose mail goes to each of the recipes.
SENDERS = {'transport': 'news@lists.example', 'alias': 'bounces@' + table.SERVER_DOMAIN,
           'maildir': 'keeper@' + table.SERVER_DOMAIN}
RESULT, MAILDIR = '/var/lib/dsn/bounces.jsonl', '/var/lib/keeper/Maildir'
PATIENCE = 25  # seconds for the bounces of one recipe
SETTINGS = IDENTITY + '''
alias_maps = texthash:/etc/postfix/aliases
maillog_file = /mnt/output/mail.log
maillog_file_prefixes = /mnt
disable_dns_lookups = yes
smtp_host_lookup = native
home_mailbox = Maildir/
default_privs = dsn
'''


def scenarios():
    return [s for s in table.scenarios('postfix') if s.id in WANTED]


def block(name):
    """A piece of the page with the recipes, as it stands there."""
    with open(os.path.join(PROJECT, 'docs', 'examples', 'recipes.md'), encoding='utf-8') as file:
        return re.search(rf'(?ms)^```{re.escape(name)}\n(.*?)^```$', file.read())[1]


def outside(postfix, build, output):
    """Makes the root folder: the system, Postfix over it, the build and the results bound into it."""
    scratch = os.path.join(output, 'scratch')
    try:
        top = root.build(scratch, None if postfix == '/' else postfix)
    except subprocess.CalledProcessError as error:
        print(error, file=sys.stderr)
        sys.exit(IMPOSSIBLE)
    root.run('hostname', table.SERVER_HOST)
    for source, place in ((PROJECT, '/mnt/project'), (build, '/mnt/build'), (output, '/mnt/output')):
        root.bind(top, source, place)
    words = root.enter(top, '/mnt/project/tests/integration/lab.py', 'inside')
    sys.exit(subprocess.run(words, stdin=subprocess.DEVNULL, check=False).returncode)


def people():
    """The users that Postfix's package would make, the owner of the results, and one with a Maildir."""
    with open('/etc/passwd', 'a', encoding='ascii') as users, open('/etc/group', 'a', encoding='ascii') as groups:
        for number, name in enumerate(('postfix', 'dsn', 'keeper', 'postdrop'), 64001):
            groups.write(f'{name}:x:{number}:\n')
            users.write(f'{name}:x:{number}:{number}::/var/lib/{name}:/bin/sh\n')
            os.makedirs('/var/lib/' + name, exist_ok=True)
            os.chown('/var/lib/' + name, number, number)


def configure():
    """Postfix as the page with the recipes says, and a route to the sink for each domain."""
    routes = ''.join(f'{domain} smtp:[{s.address}]\n' for s in scenarios() for domain in {s.domain, world.a_label(s.domain)})
    recipe = re.sub(r'(?m)^(transport_maps = .*)$', r'\1, texthash:/etc/postfix/routes', block('main.cf'))
    world.write('/etc/postfix/main.cf', SETTINGS + recipe)
    world.write('/etc/postfix/routes', routes)
    world.write('/etc/postfix/aliases', block('aliases').replace(':', '', 1))
    shutil.copy('/usr/share/postfix/master.cf.dist', '/etc/postfix/master.cf')
    shutil.copy('/usr/share/postfix/dynamicmaps.cf', '/etc/postfix/dynamicmaps.cf')
    with open('/etc/postfix/master.cf', 'a', encoding='ascii') as file:
        file.write(block('master.cf'))
    world.run('postconf', '-F', '*/*/chroot=n')
    shutil.copy(os.path.join(PROJECT, 'docs', 'examples', 'dsn-bounces'), '/usr/local/bin/dsn-bounces')
    world.write('/usr/local/bin/dsn-maildir', block('maildir'), 0o755)
    os.symlink('/mnt/build/tools/dsn', '/usr/local/bin/dsn')


def lines(path):
    try:
        with open(path, 'rb') as file:
            return file.read().count(b'\n')
    except OSError:
        return 0


def mails():
    return len(os.listdir(MAILDIR + '/new')) if os.path.isdir(MAILDIR + '/new') else 0


def inside():
    world.LOG = open('/mnt/output/commands.log', 'ab')  # pylint: disable=consider-using-with
    people()
    world.network()
    sink.Sink(scenarios()).start()
    configure()
    world.run('postfix', 'start')
    world.until(lambda: world.listens(table.SERVER), PATIENCE, 'Postfix')
    for recipe, sender in SENDERS.items():
        for scenario in scenarios():
            servers.Base().submit(scenario, sender)
        if recipe == 'maildir':
            world.until(lambda: mails() >= len(scenarios()), PATIENCE, recipe)
            world.run('/usr/local/bin/dsn-maildir', MAILDIR, '/var/lib/keeper/bounces.jsonl', user='keeper', group='keeper')
            shutil.move('/var/lib/keeper/bounces.jsonl', RESULT)
        world.until(lambda: lines(RESULT) >= len(scenarios()), PATIENCE, recipe)
        shutil.move(RESULT, f'/mnt/output/{recipe}.jsonl')
    if mails():
        raise RuntimeError(f'{mails()} messages are still new')
    world.run('postfix', 'stop')


if __name__ == '__main__':
    {'outside': outside, 'inside': inside}[sys.argv[1]](*sys.argv[2:])
