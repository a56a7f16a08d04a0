"""sink.py: an SMTP server that answers as the table of scenarios says, and one that takes all bounces."""
import asyncio
import threading
import time

import table

EXTENSIONS = ['SIZE 50000000', '8BITMIME', 'SMTPUTF8']
SILENCE = 300  # seconds of a connection, at the most


ANY = object()  # in place of a scenario: the one that the envelope sender belongs to


class Sink:
    """All mail hosts of the closed world but the server under test."""

    def __init__(self, scenarios):
        self.scenarios = [s for s in scenarios if s.dns == 'mx']
        self.by_sender = {s.sender: s for s in self.scenarios}
        self.mails = []  # (envelope recipient, seconds since 1970, bytes)
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()

    def start(self):
        threading.Thread(target=self.run, daemon=True).start()
        if not self.ready.wait(10):
            raise RuntimeError('the sink does not start')

    def run(self):
        self.loop.run_until_complete(self.listen())
        self.ready.set()
        self.loop.run_forever()

    async def listen(self):
        for scenario in self.scenarios:
            session = self.session(scenario, 'mx1.' + scenario.domain.encode('idna').decode())
            await asyncio.start_server(session, scenario.address, 25)
        await asyncio.start_server(self.session(None, table.SENDER_HOST), table.SENDER, 25)
        # For a server that knows one host only: this one answers for all the others.
        await asyncio.start_server(self.session(ANY, 'smart.lab.example'), table.SMARTHOST, 25)

    def session(self, scenario, host):
        async def serve(reader, writer):
            try:
                await asyncio.wait_for(Session(self, scenario, host, reader, writer).run(), SILENCE)
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.TimeoutError, Closed):
                pass
            finally:
                writer.close()
        return serve


class Closed(Exception):
    """The table says that the connection ends here."""


class Session:
    """One connection. Without a scenario it takes what comes, and keeps it."""

    def __init__(self, sink, scenario, host, reader, writer):
        self.sink, self.host = sink, host
        self.any, self.scenario = scenario is ANY, None if scenario is ANY else scenario
        self.reader, self.writer = reader, writer
        self.recipients = []

    async def say(self, *lines):
        # A client that talks UTF-8 gets UTF-8; what the others get is told in the table.
        charset = 'utf-8' if self.scenario and self.scenario.send.get('utf8') else 'latin-1'
        for number, line in enumerate(lines):
            if len(lines) > 1 and line[3:4] not in ('-', ' '):
                raise ValueError(f'no reply: {line}')
            end = '-' if number < len(lines) - 1 else ' '
            self.writer.write((line[:3] + end + line[4:]).encode(charset) + b'\r\n')
        await self.writer.drain()

    async def answer(self, stage, recipient, *default):
        """What the table says, if this is the stage; else the default. True for a yes."""
        lines = default
        if self.scenario and stage == self.scenario.at:
            told = self.scenario.reply_to(recipient or self.scenario.refused[0])
            if told == 'close':
                raise Closed
            if told == 'hang':
                await asyncio.sleep(SILENCE)
            lines = told or default
        await self.say(*lines)
        return lines[0][0] in '23'

    async def run(self):
        if not await self.answer('banner', None, f'220 {self.host} ESMTP'):
            return
        while line := await self.reader.readline():
            verb = line[:4].upper().decode('latin-1')
            argument = line[4:].decode('utf-8', 'replace').strip()
            if verb == 'QUIT':
                await self.say('221 2.0.0 Bye')
                return
            await getattr(self, 'do_' + verb.lower(), self.unknown)(argument)

    async def unknown(self, _argument):
        await self.say('500 5.5.2 Error: command not recognized')

    async def do_ehlo(self, _argument):
        await self.answer('ehlo', None, f'250 {self.host}', *('250 ' + word for word in EXTENSIONS))

    async def do_helo(self, _argument):
        await self.answer('ehlo', None, f'250 {self.host}')

    async def do_rset(self, _argument):
        self.recipients = []
        await self.say('250 2.0.0 Ok')

    do_noop = do_rset

    async def do_mail(self, argument):
        self.recipients = []
        if self.any:
            self.scenario = self.sink.by_sender.get(argument.partition('<')[2].partition('>')[0])
        await self.answer('mail', None, '250 2.1.0 Ok')

    async def do_rcpt(self, argument):
        recipient = argument.partition('<')[2].partition('>')[0]
        known = self.scenario is None or recipient in self.scenario.refused
        if not known:
            await self.say('550 5.1.1 not in the table of scenarios')
        elif await self.answer('rcpt', recipient, '250 2.1.5 Ok'):
            self.recipients.append(recipient)

    async def do_data(self, _argument):
        if not self.recipients:
            await self.say('554 5.5.1 Error: no valid recipients')
            return
        if not await self.answer('data', self.recipients[0], '354 End data with <CR><LF>.<CR><LF>'):
            return
        data = await self.text()
        if await self.answer('dot', self.recipients[0], '250 2.0.0 Ok: queued') and self.scenario is None:
            self.sink.mails += [(recipient, time.time(), data) for recipient in self.recipients]
        self.recipients = []

    async def text(self):
        """The message, its lines as they came, without the dots that SMTP adds."""
        lines = []
        while (line := await self.reader.readuntil(b'\n')) not in (b'.\r\n', b'.\n'):
            lines.append(line[1:] if line.startswith(b'.') else line)
        return b''.join(lines)
