"""opensmtpd.py: OpenSMTPD, as Debian has it."""
import table
import world
from servers import GIVE_UP, WARN, Base, alias_lines

SETTINGS = f'''
table aliases file:/etc/smtpd.aliases
queue ttl {GIVE_UP}s
bounce warn-interval {WARN}s
listen on {table.SERVER} port 25 hostname {table.SERVER_HOST}
action "home" mbox alias <aliases>
action "away" relay src {table.SERVER} helo {table.SERVER_HOST}
match from any for domain "{table.SERVER_DOMAIN}" action "home"
match from any for any action "away"
'''


class Server(Base):
    label = 'OpenSMTPD'
    package = 'opensmtpd'
    packages = ('opensmtpd',)
    patience = GIVE_UP + 90
    ids = (
        (r'\bid ([0-9a-f]{8})\b', 'hhhhhhhh'),
        (r'boundary="?(\d{15,20})/', 'dddddddddddddddddddd'),
        (r'boundary="?([0-9a-f]{16})/', 'hhhhhhhhhhhhhhhh'),
        (r'Message-I[dD]: <([0-9a-f]{16})@', 'hhhhhhhhhhhhhhhh'),
    )

    def configure(self, aliases):
        world.write('/etc/smtpd.aliases', alias_lines(aliases))
        world.write('/etc/smtpd.conf', SETTINGS)
        world.run('install', '-d', '-m', '711', '/var/spool/smtpd')

    def start(self):
        world.run('smtpd')
        world.until(lambda: world.listens(table.SERVER), 20, 'OpenSMTPD')

    @staticmethod
    def reported(_scenario, action, reply, enhanced, _verdict):
        """The Status is never that of the reply."""
        return {'failed': '5.0.0', 'delayed': '4.0.0'}.get(action, '2.0.0'), enhanced, reply
