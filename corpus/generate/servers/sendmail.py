"""sendmail.py: Sendmail, as Debian has it."""
import subprocess

import table
import world
from servers import GIVE_UP, WARN, Base, alias_lines

TIMEOUTS = 'CONNECT ICONNECT INITIAL HELO MAIL RCPT DATAINIT DATAFINAL'.split()
SETTINGS = f'''divert(0)dnl
VERSIONID(`corpus')
OSTYPE(`debian')dnl
DOMAIN(`debian-mta')dnl
undefine(`confHOST_STATUS_DIRECTORY')dnl
define(`confDOMAIN_NAME', `{table.SERVER_HOST}')dnl
FEATURE(`no_default_msa')dnl
FEATURE(`promiscuous_relay')dnl
FEATURE(`accept_unresolvable_domains')dnl
FEATURE(`nouucp',`reject')dnl
DAEMON_OPTIONS(`Name=MTA, Addr={table.SERVER}, Port=25')dnl
CLIENT_OPTIONS(`Addr={table.SERVER}')dnl
define(`confTO_QUEUERETURN', `{GIVE_UP}s')dnl
define(`confTO_QUEUERETURN_DSN', `{GIVE_UP}s')dnl
define(`confTO_QUEUEWARN', `{WARN}s')dnl
define(`confTO_QUEUEWARN_DSN', `{WARN}s')dnl
{chr(10).join(f"define(`confTO_{name}', `8s')dnl" for name in TIMEOUTS)}
define(`confTO_HOSTSTATUS', `1s')dnl
define(`confTO_RESOLVER_RETRANS', `2s')dnl
define(`confTO_RESOLVER_RETRY', `1')dnl
define(`confMIN_QUEUE_AGE', `5s')dnl
define(`confPRIVACY_FLAGS', `')dnl
define(`confDOUBLE_BOUNCE_ADDRESS', `news-tamarind@{table.SENDER_DOMAIN}')dnl
define(`confDELIVERY_MODE', `background')dnl
define(`confQUEUE_LA', `100')dnl
define(`confREFUSE_LA', `100')dnl
define(`confDEF_USER_ID', `mail:mail')dnl
LOCAL_DOMAIN(`{table.SERVER_DOMAIN}')dnl
MAILER_DEFINITIONS
MAILER(`local')dnl
MAILER(`smtp')dnl
'''
# What it makes of a reply.
WAITING = {'421': '4.2.0', '450': '4.2.0', '451': '4.3.0', '452': '4.3.1'}
REFUSED = {('rcpt', '550'): '5.1.1', ('rcpt', '551'): '5.1.6', ('rcpt', '552'): '5.2.2', ('dot', '550'): '5.2.0',
           ('dot', '552'): '5.2.2', ('mail', '501'): '5.5.2'}


class Server(Base):
    label = 'Sendmail'
    package = 'sendmail-bin'
    packages = ('sendmail-bin', 'sendmail-base', 'sendmail-cf', 'm4')
    patience = GIVE_UP + 90
    ids = (
        (r'\b([0-9A-Za-z]{8}[0-9]{6})\b(?=[;.\s/])', 'dALAAAAddddddd'),
        (r'Message-Id: <(\d{12})\.', 'minute'),
        (r'\b[0-9A-Za-z]{8}[0-9]{6}\.(\d{10})/', 'epoch'),
    )

    def configure(self, aliases):
        world.write('/etc/mail/aliases', alias_lines({'postmaster': 'root@' + table.SENDER_DOMAIN, **aliases}))
        world.write('/etc/mail/corpus.mc', SETTINGS)
        with open('/etc/mail/sendmail.cf', 'wb') as file:
            subprocess.run(['m4', '/usr/share/sendmail/cf/m4/cf.m4', '/etc/mail/corpus.mc'], stdout=file, check=True)
        world.write('/etc/mail/local-host-names', table.SERVER_DOMAIN + '\n')
        world.run('mkdir', '-p', '/run/sendmail/mta')
        world.run('newaliases')

    def start(self):
        world.run('/usr/sbin/sendmail', '-bd', '-q5s')
        world.until(lambda: world.listens(table.SERVER), 20, 'Sendmail')

    @staticmethod
    def reported(scenario, action, reply, enhanced, _verdict):
        """The Status comes of the reply code and of what was said before, never of the code in the reply."""
        status = {'delayed': WAITING.get(reply), 'failed': '4.4.7'}[action]
        if reply[0] == '5':
            status = REFUSED.get((scenario.at, reply), '5.5.0' if scenario.at in ('banner', 'ehlo') else '5.0.0')
        return status, enhanced, reply
