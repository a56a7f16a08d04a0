"""exim.py: Exim, as Debian has it."""
import table
import world
from servers import GIVE_UP, WARN, Base, alias_lines

SETTINGS = f'''
primary_hostname = {table.SERVER_HOST}
domainlist local_domains = {table.SERVER_DOMAIN}
local_interfaces = {table.SERVER}
qualify_domain = {table.SERVER_DOMAIN}
host_lookup =
rfc1413_query_timeout = 0s
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
accept_8bitmime = true
tls_advertise_hosts =
log_file_path = /var/log/exim4/%slog
spool_directory = /var/spool/exim4
never_users = root
delay_warning = {WARN}s:1h
delay_warning_condition = yes
received_headers_max = 30
queue_run_max = 5
acl_smtp_rcpt = accept
acl_smtp_data = accept
begin routers
away:
  driver = dnslookup
  domains = ! +local_domains
  transport = smtp
  self = fail
  no_more
aliases:
  driver = redirect
  allow_fail
  data = ${{lookup{{$local_part}}lsearch{{/etc/aliases}}}}
  user = mail
  group = mail
  pipe_transport = program
forwards:
  driver = redirect
  check_local_user
  file = $home/.forward
people:
  driver = accept
  check_local_user
  transport = mailbox
  cannot_route_message = Unknown user
begin transports
mailbox:
  driver = appendfile
  file = /var/mail/$local_part_data
  group = mail
smtp:
  driver = smtp
  interface = {table.SERVER}
  hosts_avoid_tls = *
  hosts_try_dane =
  connect_timeout = 8s
  command_timeout = 8s
  data_timeout = 8s
  final_timeout = 8s
program:
  driver = pipe
  return_output
  path = /usr/local/bin:/usr/bin:/bin
begin retry
* * F,{GIVE_UP - 5}s,2s
'''


class Server(Base):
    label = 'Exim'
    package = 'exim4-daemon-light'
    packages = ('exim4-daemon-light', 'exim4-base', 'exim4-config')
    logs = ('var/log/exim4/mainlog', 'var/log/exim4/paniclog')
    ids = (
        (r'(?:\b|<E)([0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2})\b', 'dAAAAA-AAAAAA-AA'),
        (r'\b(\d{10})-eximdsn-\d+', 'epoch'),
        (r'-eximdsn-(\d+)', 'dddddddddd'),
    )

    def configure(self, aliases):
        world.write('/etc/aliases', alias_lines(aliases))
        world.write('/etc/exim4/exim4.conf', SETTINGS, 0o640)
        world.run('chgrp', 'Debian-exim', '/etc/exim4/exim4.conf')

    def start(self):
        world.run('exim4', '-bd', '-q5s')
        world.until(lambda: world.listens(table.SERVER), 20, 'Exim')

    @staticmethod
    def reported(_scenario, action, reply, enhanced, _verdict):
        """The Status is never that of the reply."""
        return {'failed': '5.0.0', 'delayed': '4.0.0'}.get(action, '2.0.0'), enhanced, reply
