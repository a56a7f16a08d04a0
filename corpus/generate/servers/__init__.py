"""servers: one module for each mail server, with a class Server."""
import smtplib
import time

import table

WARN, GIVE_UP = 20, 60  # seconds until a delay warning, and until a server gives up
DATE = 'Mon, 03 Mar 2025 09:59:30 +0000'


def letter(scenario):
    """The message that will come back: small, and the same for all servers."""
    text = scenario.send.get('text', 'The minutes of Tuesday are ready.\n')
    hops = ''.join(f'Received: from hop{n}.sender.example by hop{n + 1}.sender.example; {DATE}\n'
                   for n in range(scenario.send.get('hops', 0), 0, -1))
    mime = ''
    if not text.isascii():
        mime = 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n'
    return (f'{hops}From: News <{scenario.sender}>\nTo: {", ".join(scenario.to)}\nSubject: Minutes of Tuesday\n'
            f'Date: {DATE}\nMessage-ID: <{scenario.id}.7@sender.example>\n{mime}\n{text}').replace('\n', '\r\n')


def alias_lines(aliases):
    """The aliases in the form that most servers read."""
    quoted = {name: to if '@' in to else f'"{to}"' for name, to in aliases.items()}
    return ''.join(f'{name}: {to}\n' for name, to in quoted.items())


class Base:
    """What most servers have in common."""
    program = 'world.py'  # what runs in its root folder
    patience = GIVE_UP + 60
    # The moments that dates are set to, in seconds after the message was sent: tidy.py.
    moments = (0, WARN, GIVE_UP)
    # What a server counts by itself: a pattern with one group, and the shape that stands for it.
    ids = ()
    logs = ()  # of the server, below its root, to look into

    @staticmethod
    def takes(_scenario):
        """Whether the server can do anything with a row of the table."""
        return True

    def __init__(self):
        self.failed = []

    def nudge(self):
        """Called again and again while we wait."""

    def send(self, scenario):
        """Hands a message over by SMTP, with all that the server offers of the envelope."""
        for _ in range(3):
            try:
                self.submit(scenario)
                return
            except smtplib.SMTPServerDisconnected:
                time.sleep(1)
            except smtplib.SMTPException as error:
                self.failed.append(f'{scenario.id}: {error}')
                return
        self.failed.append(f'{scenario.id}: no connection')

    def submit(self, scenario, sender=None):
        """One attempt; the sender may be another than the scenario's."""
        send = scenario.send
        with smtplib.SMTP(table.SERVER, 25, local_hostname='client.lab.example', timeout=20) as client:
            client.ehlo()
            mail, rcpt = [], []
            if send.get('body'):
                mail.append('BODY=' + send['body'])
            if send.get('utf8'):
                mail.append('SMTPUTF8')
                client.command_encoding = 'utf-8'
            if client.has_extn('dsn'):
                mail += [f'{key}={send[key.lower()]}' for key in ('RET', 'ENVID') if key.lower() in send]
                rcpt += [f'{key}={send[key.lower()]}' for key in ('NOTIFY', 'ORCPT') if key.lower() in send]
            self.must(client.mail(send.get('sender', sender or scenario.sender), mail))
            for address in scenario.to:
                self.must(client.rcpt(address, rcpt))
            self.must(client.data(letter(scenario).encode()))

    @staticmethod
    def must(answer):
        if answer[0] >= 400:
            raise smtplib.SMTPResponseException(*answer)

    @staticmethod
    def reports(scenario):
        """What the reports are about, in their order."""
        return list(scenario.reports)

    @staticmethod
    def reported(_scenario, _action, reply, enhanced, _verdict):
        """The Status, the enhanced code and the reply code that a report has for a reply."""
        return enhanced or f'{reply[0]}.0.0', enhanced, reply

    @staticmethod
    def shown(address):
        """A recipient as dsn names it: with U-labels in its domain."""
        local, _, domain = address.rpartition('@')
        return f'{local}@{domain.encode().decode("idna") if domain.startswith("xn--") else domain}'
