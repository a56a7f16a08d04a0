"""postfix.py: Postfix, as Debian has it."""
import subprocess

import table
import world
from servers import GIVE_UP, WARN, Base, alias_lines

# Who it is and where; tests/integration uses that, too.
IDENTITY = f'''
compatibility_level = 3.6
myhostname = {table.SERVER_HOST}
mydestination = {table.SERVER_DOMAIN}
mynetworks = 127.0.0.0/8 {table.SERVER}/32
inet_interfaces = {table.SERVER}
inet_protocols = ipv4
smtp_bind_address = {table.SERVER}
smtp_tls_security_level = none
'''
SETTINGS = IDENTITY + f'''
alias_maps = hash:/etc/aliases
maillog_file = /var/log/mail.log
in_flow_delay = 0
default_process_limit = 50
smtpd_client_connection_count_limit = 0
smtputf8_enable = yes
bounce_queue_lifetime = {GIVE_UP}s
maximal_queue_lifetime = {GIVE_UP}s
delay_warning_time = {WARN}s
minimal_backoff_time = 5s
maximal_backoff_time = 10s
queue_run_delay = 5s
smtp_connect_timeout = 8s
smtp_helo_timeout = 8s
local_recipient_maps =
notify_classes = 2bounce
2bounce_notice_recipient = news-tamarind@{table.SENDER_DOMAIN}
'''


class Server(Base):
    label = 'Postfix'
    package = 'postfix'
    packages = ('postfix',)
    ids = (
        (r'\b([0-9A-F]{9,12})(?=\.\d{10}/|[;@\r])', 'HHHHHHHHHH'),
        (r'X-Postfix-Queue-ID: ([0-9A-F]+)', 'HHHHHHHHHH'),
        (r'Postfix[^;]{0,40}\) with E?SMTPS?A?(?:UTF8)? id ([0-9A-F]+)', 'HHHHHHHHHH'),
        (r'\(Postfix\)\s+id ([0-9A-F]+)', 'HHHHHHHHHH'),
        (r'Message-I[dD]: <(\d{14})\.', 'second'),
        (r'\.(\d{10})/' + table.SERVER_HOST, 'epoch'),
    )

    def configure(self, aliases):
        world.write('/etc/aliases', alias_lines(aliases))
        world.write('/etc/postfix/main.cf', SETTINGS)
        subprocess.run(['postconf', '-F', '*/*/chroot=n'], check=True)
        world.run('newaliases')

    def start(self):
        world.run('postfix', 'start')
        world.until(lambda: world.listens(table.SERVER), 20, 'Postfix')
