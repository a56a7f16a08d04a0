"""courier.py: the Courier mail server, as Debian has it."""
import os

import table
import world
from servers import GIVE_UP, WARN, Base, alias_lines

# Files of one line each in /etc/courier.
FILES = {'me': table.SERVER_HOST, 'defaultdomain': table.SERVER_DOMAIN, 'locals': table.SERVER_DOMAIN,
         'queuetime': f'{GIVE_UP}s', 'warntime': f'{WARN}s', 'retryalpha': '5s', 'retrybeta': '1', 'retrygamma': '5s',
         'retrymaxdelta': '1', 'esmtpdelay': '0', 'esmtptimeout': '8', 'esmtptimeoutconnect': '8', 'esmtptimeouthelo': '8',
         'esmtptimeoutdata': '8', 'esmtptimeoutkeepalive': '8', 'esmtptimeoutquit': '8', 'ipout': table.SERVER}
RELAY = ''.join(f'{net}\tallow,RELAYCLIENT\n' for net in ('192.0.2', '127.0.0.1'))
# Debian's own value, smtp/dsn, would keep all bounces back.
CHANGES = {'courierd': {'ESMTP_BLOCKBACKSCATTER': '', 'ESMTP_USE_STARTTLS': '0'},
           'esmtpd': {'ADDRESS': table.SERVER, 'PORT': '25', 'BOFHCHECKDNS': '0', 'TARPIT': '0', 'MAXDAEMONS': '40',
                      'MAXPERC': '100', 'MAXPERIP': '100', 'BLACKLISTS': '', 'ESMTPDSTART': 'YES',
                      'TCPDOPTS': '"-stderrlogger=/usr/sbin/courierlogger -noidentlookup"'}}


class Server(Base):
    label = 'Courier'
    package = 'courier-mta'
    packages = ('courier-mta', 'courier-authdaemon')
    patience = GIVE_UP + 90
    ids = (
        (r'\b([0-9A-F]{16}\.[0-9A-F]{16}\.[0-9A-F]{8})\b', 'HHHHHHHHHHHHHHHH.HHHHHHHHHHHHHHHH.HHHHHHHH'),
        (r'<courier\.([0-9A-F]{16}\.[0-9A-F]{8})@', 'HHHHHHHHHHHHHHHH.HHHHHHHH'),
        (r'=_[a-z.]+-(\d+)-\d{10}-', 'dddd'),
        (r'=_[a-z.]+-\d+-(\d{10})-', 'epoch'),
    )

    def configure(self, aliases):
        for name, value in FILES.items():
            world.write('/etc/courier/' + name, value + '\n')
        for name, changes in CHANGES.items():
            with open('/etc/courier/' + name, 'a', encoding='ascii') as file:
                file.writelines(f'{key}={value}\n' for key, value in changes.items())
        if not os.path.isdir('/etc/courier/smtpaccess'):
            os.makedirs('/etc/courier/smtpaccess')
        world.write('/etc/courier/smtpaccess/default', RELAY)
        if os.path.isdir('/etc/courier/aliases'):
            world.write('/etc/courier/aliases/system', alias_lines({'postmaster': 'root@' + table.SENDER_DOMAIN, **aliases}))
        world.run('makesmtpaccess')
        world.run('makealiases')
        world.run('mkdir', '-p', '/run/courier/authdaemon')

    def start(self):
        world.run('/usr/sbin/authdaemond', 'start')
        world.run('/usr/sbin/courier', 'start')
        world.run('/usr/sbin/esmtpd', 'start')
        world.until(lambda: world.listens(table.SERVER), 20, 'Courier')

    @staticmethod
    def reported(_scenario, action, reply, enhanced, _verdict):
        """The Status is never that of the reply."""
        return {'failed': '5.0.0', 'delayed': '4.0.0'}.get(action, '2.0.0'), enhanced, reply
