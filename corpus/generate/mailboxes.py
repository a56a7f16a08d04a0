"""mailboxes.py: has delivery agents write mailboxes; runs inside namespaces of its own, as world.py does.

usage: mailboxes.py SERVER OUTPUT
"""
import glob
import json
import os
import subprocess
import sys
import time

import table
import world

CORPUS = os.path.dirname(table.HERE)
# What is delivered: lines that begin with From, long lines, 8-bit text, no MIME at all.
MESSAGES = ('postfix/from-lines', 'exim/mixed', 'sendmail/full-google', 'dma/unknown-bare', 'courier/from-lines',
            'nullmailer/eight-bit', 'dovecot/quota')
USER, HOME = 'keeper', '/home/keeper'
SENDER = 'MAILER-DAEMON'
SETTINGS = f'''
compatibility_level = 3.6
myhostname = {table.SERVER_HOST}
mydestination = {table.SERVER_DOMAIN}
inet_interfaces = {table.SERVER}
inet_protocols = ipv4
maillog_file = /var/log/mail.log
alias_maps =
transport_maps = inline:{{ {USER}+maildir@{table.SERVER_DOMAIN}=maildir: }}
recipient_delimiter = +
enable_long_queue_ids = no
'''
POSTFIX = ('sendmail', '-i', '-f', '')
PROCMAIL = ('procmail', '-f', SENDER)
DOVECOT = ('/usr/lib/dovecot/dovecot-lda', '-c', '/etc/dovecot/agent.conf', '-f', SENDER, '-o')
# The command that delivers one message, and the mailbox that it writes: a file, or a folder.
AGENTS = {
    'postfix.mbox': (POSTFIX + (f'{USER}@{table.SERVER_DOMAIN}',), f'/var/mail/{USER}', 'postfix'),
    'postfix.Maildir': (POSTFIX + (f'{USER}+maildir@{table.SERVER_DOMAIN}',), HOME + '/Maildir', 'postfix'),
    'procmail.mbox': (PROCMAIL + (f'DEFAULT={HOME}/procmail.mbox', '/dev/null'), HOME + '/procmail.mbox', 'procmail'),
    'procmail.Maildir': (PROCMAIL + (f'DEFAULT={HOME}/procmail.Maildir/', '/dev/null'), HOME + '/procmail.Maildir',
                         'procmail'),
    'maildrop.mbox': (('maildrop', '-f', SENDER, HOME + '/mbox.filter'), HOME + '/maildrop.mbox', 'maildrop'),
    'maildrop.Maildir': (('maildrop', '-f', SENDER, HOME + '/maildir.filter'), HOME + '/maildrop.Maildir', 'maildrop'),
    'dovecot.mbox': (DOVECOT + (f'mail_location=mbox:{HOME}/dovecot:INBOX={HOME}/dovecot.mbox',), HOME + '/dovecot.mbox',
                     'dovecot-core'),
    'dovecot.Maildir': (DOVECOT + (f'mail_location=maildir:{HOME}/dovecot.Maildir',), HOME + '/dovecot.Maildir',
                        'dovecot-core'),
}


def prepare():
    world.run('useradd', '-m', '-s', '/bin/sh', USER)
    world.write('/etc/postfix/main.cf', SETTINGS)
    with open('/etc/postfix/master.cf', 'a', encoding='ascii') as file:
        file.write('maildir unix - n n - - local\n  -o home_mailbox=Maildir/\n')
    world.run('postconf', '-F', '*/*/chroot=n')
    world.write(HOME + '/mbox.filter', f'to "{HOME}/maildrop.mbox"\n', 0o600)
    world.write(HOME + '/maildir.filter', f'to "{HOME}/maildrop.Maildir/"\n', 0o600)
    world.write('/etc/dovecot/agent.conf', f'log_path = /var/log/mail.log\nhostname = {table.SERVER_HOST}\nssl = no\n')
    world.run('touch', '/var/log/mail.log')
    world.run('chmod', '666', '/var/log/mail.log')
    world.run('maildirmake.maildrop', HOME + '/maildrop.Maildir')
    world.run('chown', '-R', USER + ':', HOME)
    world.run('postfix', 'start')


def size(mailbox):
    """How much is in it: bytes of a file, messages of a folder."""
    if os.path.isdir(mailbox):
        return len(glob.glob(mailbox + '/new/*'))
    return os.path.getsize(mailbox) if os.path.exists(mailbox) else 0


def deliver(command, mailbox, message):
    """Delivers one message as the user, and waits until it is there."""
    before = size(mailbox)
    env = {'HOME': HOME, 'USER': USER, 'LOGNAME': USER, 'PATH': os.environ['PATH'], 'TZ': 'UTC'}
    subprocess.run(command, input=message, check=True, cwd=HOME, env=env, user=USER, group=USER, umask=0o077,
                   stdout=subprocess.DEVNULL, stderr=world.LOG)
    world.until(lambda: size(mailbox) > before, 20, mailbox)
    time.sleep(1)  # the names in a Maildir begin with the second


def read(path):
    with open(path, 'rb') as file:
        return file.read().decode('latin-1')


def main():
    world.LOG = open('/var/log/commands.log', 'ab')  # pylint: disable=consider-using-with
    world.network()
    prepare()
    started, files, versions = time.time(), {}, {}
    for name, (command, mailbox, package) in AGENTS.items():
        for message in MESSAGES:
            deliver(command, mailbox, read(f'{CORPUS}/{message}.eml').replace('\r\n', '\n').encode('latin-1'))
        versions[name] = subprocess.run(['dpkg-query', '-W', '-f', '${Version}', package], capture_output=True,
                                        encoding='ascii', check=True).stdout
        if os.path.isdir(mailbox):
            for number, path in enumerate(sorted(glob.glob(mailbox + '/new/*')), 1):
                files[f'{name}/new/{number}'] = read(path)
        else:
            files[name] = read(mailbox)
    with open(sys.argv[2], 'w', encoding='utf-8') as file:
        json.dump({'started': started, 'files': files, 'versions': versions, 'messages': MESSAGES}, file)


if __name__ == '__main__':
    main()
