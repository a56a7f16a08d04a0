"""nullmailer.py: nullmailer, as Debian has it. It hands everything to one host, and makes bounces of refusals."""
import subprocess

import table
import world
from servers import GIVE_UP, Base, letter


class Server(Base):
    label = 'nullmailer'
    package = 'nullmailer'
    packages = ('nullmailer',)
    patience = GIVE_UP + 60
    moments = (0, GIVE_UP)
    ids = ((r'nullmailer pid (\d+)', 'dddd'), (r'\b(\d{10}\.\d+\.\d+)(?=[.@"\s-])', 'dddddddddd.dddddd.dddd'))

    @staticmethod
    def takes(scenario):
        """All but what is not said in an SMTP session with its one host."""
        return scenario.dns == 'mx' and scenario.at not in ('banner', 'ehlo')

    @staticmethod
    def reports(scenario):
        """It never warns, and when it gives up after a reply of class 4 it calls that delayed."""
        return scenario.reports[:1]

    @staticmethod
    def reported(_scenario, _action, reply, enhanced, _verdict):
        """The Status is cut after its third digit."""
        return (enhanced or f'{reply[0]}.0.0')[:5], enhanced, reply

    def configure(self, aliases):
        settings = {'me': table.SERVER_HOST, 'defaultdomain': table.SERVER_DOMAIN, 'defaulthost': table.SERVER_HOST,
                    'remotes': f'{table.SMARTHOST} smtp', 'pausetime': '5', 'maxpause': '5',
                    'sendtimeout': '20', 'queuelifetime': str(GIVE_UP)}
        for name, value in settings.items():
            world.write('/etc/nullmailer/' + name, value + '\n')

    def start(self):
        world.run('sh', '-c', 'nullmailer-send </dev/null >/var/log/mail.log 2>&1 &')

    def submit(self, scenario):
        text = letter(scenario).replace('\r\n', '\n').encode()
        subprocess.run(['/usr/sbin/sendmail', '-i', '-f', scenario.sender, *scenario.to], input=text, check=True,
                       stdout=subprocess.DEVNULL, stderr=world.LOG)
