"""dovecot.py: the delivery agent of Dovecot with Sieve, which answers by itself where it delivers."""
import subprocess

import table
import world
from servers import Base, letter

SETTINGS = f'''
protocols =
log_path = /var/log/mail.log
hostname = {table.SERVER_HOST}
postmaster_address = postmaster@{table.SERVER_DOMAIN}
submission_host = {table.SENDER}:25
mail_location = maildir:~/Maildir
first_valid_uid = 8
ssl = no
quota_full_tempfail = no
passdb {{
  driver = passwd-file
  args = /etc/dovecot/users
}}
userdb {{
  driver = passwd-file
  args = /etc/dovecot/users
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
service auth {{
  unix_listener auth-userdb {{
    mode = 0666
  }}
}}
protocol lda {{
  mail_plugins = quota sieve
}}
plugin {{
  quota = maildir:User quota
  sieve = file:~/.dovecot.sieve
  sieve_extensions = +vnd.dovecot.report
  sieve_plugins = sieve_extprograms
  sieve_vacation_min_period = 0
}}
'''
# What each user's own script says.
SCRIPTS = {
    'nora': 'require "reject"; reject "I do not want mail from this list.";',
    'otis': 'require "reject"; reject "Ich möchte keine Post von dieser Liste.";',
    'pia': 'require "vacation"; vacation :days 1 "I am away until Monday.";',
    'rolf': 'require "vacation"; vacation :days 1 :subject "Abwesend: Grüße" "Bin bis Montag nicht da, schöne Grüße.";',
    'sina': 'require "vnd.dovecot.report"; '
            f'report "abuse" "This message was reported as spam." "news-sina@{table.SENDER_DOMAIN}";',
}


class Server(Base):
    label = 'Dovecot'
    package = 'dovecot-core'
    packages = ('dovecot-core', 'dovecot-sieve')
    patience = 40
    moments = (0,)
    logs = ('var/log/mail.log',)
    ids = (
        (r'<dovecot-(?:sieve-)?(\d+-\d+-\d+)@', 'dddddddddd-dddddd-d'),
        (r'boundary="(\d+/\w+)', 'dddddd/relay'),
        (r'^Message-ID: <dovecot-(\d+)', 'dddd'),
    )

    @staticmethod
    def takes(scenario):
        return 'dovecot' in scenario.only

    def configure(self, aliases):
        world.write('/etc/dovecot/dovecot.conf', SETTINGS)
        users = ''
        for name in [*SCRIPTS, 'full']:
            quota = 'userdb_quota_rule=*:bytes=100' if name == 'full' else ''
            users += f'{name}@{table.SERVER_DOMAIN}::8:8::/srv/{name}::{quota}\n'
            world.run('install', '-d', '-o', 'mail', '-g', 'mail', '/srv/' + name)
        for name, script in SCRIPTS.items():
            world.write(f'/srv/{name}/.dovecot.sieve', script + '\n')
        world.write('/etc/dovecot/users', users)

    def start(self):
        world.run('dovecot')

    def submit(self, scenario):
        subprocess.run(['/usr/lib/dovecot/dovecot-lda', '-f', scenario.sender, '-a', scenario.to[0], '-d', scenario.to[0]],
                       input=letter(scenario).encode(), check=False, stdout=world.LOG, stderr=world.LOG)
