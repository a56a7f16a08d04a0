"""dma.py: the DragonFly mail agent, as Debian has it. No daemon: each message has a process of its own."""
import glob
import os
import signal
import subprocess
import time

import table
import world
from servers import Base, alias_lines, letter

OLD = 6 * 86400  # seconds: it gives up after five days, which cannot be configured


class Server(Base):
    label = 'dma'
    package = 'dma'
    packages = ('dma',)
    patience = 90
    moments = (0,)
    wait = 12  # seconds for what fails at once
    ids = ((r'Message-Id: <([0-9a-f.]+)@', 'hhhhhhhh.hhhhhh.hhhhhhhh'), (r'\bid ([0-9a-f]+)\b', 'hhhhh'))

    def __init__(self):
        super().__init__()
        self.started = self.aged = None

    @staticmethod
    def reports(scenario):
        """It never warns."""
        return [action for action in scenario.reports if action != 'delayed']

    @staticmethod
    def reported(_scenario, _action, reply, enhanced, verdict):
        """It has no Status: in its place stands the code of the reply, or what its words mean."""
        return enhanced or reply[0] + verdict[1:], enhanced, reply

    def configure(self, aliases):
        world.write('/etc/aliases', alias_lines(aliases))
        world.write('/etc/dma/dma.conf', f'MAILNAME {table.SERVER_HOST}\n')

    def start(self):
        self.started = time.monotonic()

    def submit(self, scenario):
        text = letter(scenario).replace('\r\n', '\n').encode()
        subprocess.run(['/usr/sbin/dma', '-i', '-f', scenario.sender, *scenario.to], input=text, check=True,
                       stdout=subprocess.DEVNULL, stderr=world.LOG)

    def nudge(self):
        """Once: makes what is still in the queue look old, and has it tried again."""
        if self.aged or time.monotonic() < self.started + self.wait:
            return
        self.aged = True
        for folder in glob.glob('/proc/[0-9]*'):
            try:
                with open(folder + '/comm', encoding='ascii') as file:
                    mine = file.read().strip() == 'dma'
            except OSError:
                continue
            if mine:
                os.kill(int(os.path.basename(folder)), signal.SIGTERM)
        then = time.time() - OLD
        for path in glob.glob('/var/spool/dma/[MQ]*'):
            os.utime(path, (then, then))
        world.run('/usr/sbin/dma', '-q')
