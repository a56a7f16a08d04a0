#!/usr/bin/env python3
"""ordinary_mail.py: makes up mail that looks like bounces and is none.

usage: ordinary_mail.py [--seed NUMBER] [--count NUMBER] FOLDER

Writes NUMBER messages (200) into FOLDER: people who quote, forward and discuss bounces, tickets, digests,
newsletters and advertisements with the words of bounces, parcels that were not delivered, logs, spam that
poses as a bounce, receipts, automatic answers. The same seed gives the same bytes. Every name is reserved
(RFC 2606); every text is made here.
"""
import argparse
import base64
import os
import quopri
import random

USERS = ('ann', 'bee', 'carl', 'dora', 'emil', 'fay', 'gus', 'hal', 'ida', 'jan')
HOSTS = ('bakery', 'museum', 'ferry', 'orchard', 'press', 'school', 'library', 'garden')
ENDS = ('example', 'example.com', 'example.net', 'example.org')
WORDS = ('apples', 'bread', 'clocks', 'drums', 'eggs', 'flour', 'grapes', 'hats', 'ink', 'jugs')


class Mail:
    """One message while it is made."""

    def __init__(self, rng, number):
        self.rng, self.number = rng, number
        self.sender, self.to, self.failed = self.address(), self.address(), self.address()
        self.extra, self.type, self.subject, self.display = [], 'text/plain; charset=utf-8', '', ''
        self.body = ''

    def pick(self, *choices):
        return self.rng.choice(choices)

    def host(self):
        return f'{self.pick(*HOSTS)}.{self.pick(*ENDS)}'

    def address(self):
        return f'{self.pick(*USERS)}{self.rng.randrange(90)}@{self.host()}'

    def queue_id(self):
        return ''.join(self.rng.choice('0123456789ABCDEF') for _ in range(10))

    def date(self):
        return f'{self.pick("Mon", "Tue")}, {self.rng.randrange(1, 28)} May 2025 {self.rng.randrange(10, 24)}:15:00 +0000'

    def encoded(self):
        """The body in one of the ways that mail goes."""
        raw = self.body.encode()
        way = self.pick('8bit', '8bit', 'quoted-printable', 'base64')
        if self.type.startswith('multipart/') or way == '8bit':
            return '8bit', raw
        if way == 'base64':
            return way, base64.encodebytes(raw)
        return way, quopri.encodestring(raw)

    def to_bytes(self):
        encoding, raw = self.encoded()
        sender = f'{self.display} <{self.sender}>' if self.display else self.sender
        head = [f'Received: from {self.host()} ([192.0.2.{self.rng.randrange(1, 255)}]) by mx.{self.host()};',
                f'\t{self.date()}', f'Date: {self.date()}', f'From: {sender}', f'To: {self.to}',
                f'Subject: {self.subject}', f'Message-ID: <{self.queue_id()}.{self.number}@{self.host()}>',
                'MIME-Version: 1.0', f'Content-Type: {self.type}', f'Content-Transfer-Encoding: {encoding}', *self.extra]
        text = '\n'.join(head).encode() + b'\n\n' + raw.rstrip(b'\n') + b'\n'
        return text.replace(b'\n', b'\r\n') if self.rng.random() < 0.3 else text


# Bounces as people see them: the words of several systems.

def bounce(mail):
    """The text of a bounce, and who sent it."""
    to, host, mine = mail.failed, mail.host(), mail.host()
    reason = mail.pick('550 5.1.1 User unknown', '552 5.2.2 Mailbox full', '554 5.7.1 Blocked, see our page',
                       '550 5.4.4 no mail hosts for domain', '421 4.4.2 Connection timed out')
    return mail.pick(
        (f'MAILER-DAEMON@{mine} (Mail Delivery System)', 'Undelivered Mail Returned to Sender',
         f'This is the mail system at host {mine}.\n\nI\'m sorry to have to inform you that your message could not\n'
         'be delivered to one or more recipients. It\'s attached below.\n\n                   The mail system\n\n'
         f'<{to}>: host {host}[198.51.100.7] said: {reason} (in reply to\n    RCPT TO command)\n'),
        (f'Mail Delivery System <Mailer-Daemon@{mine}>', 'Mail delivery failed: returning message to sender',
         'This message was created automatically by mail delivery software.\n\nA message that you sent could not be '
         'delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n'
         f'  {to}\n    host {host} [198.51.100.7]\n    SMTP error from remote mail server after RCPT TO:<{to}>:\n'
         f'    {reason}\n'),
        (f'MAILER-DAEMON@{mine}', 'failure notice',
         f'Hi. This is the qmail-send program at {mine}.\nI\'m afraid I wasn\'t able to deliver your message to the '
         f'following addresses.\nThis is a permanent error; I\'ve given up. Sorry it didn\'t work out.\n\n<{to}>:\n'
         f'198.51.100.7 does not like recipient.\nRemote host said: {reason}\nGiving up on 198.51.100.7.\n\n'
         '--- Below this line is a copy of the message.\n'),
        (f'Mail Delivery Subsystem <MAILER-DAEMON@{mine}>', 'Returned mail: see transcript for details',
         f'   ----- The following addresses had permanent fatal errors -----\n<{to}>\n    (reason: {reason})\n\n'
         f'   ----- Transcript of session follows -----\n... while talking to {host}.:\n>>> RCPT To:<{to}>\n'
         f'<<< {reason}\n'),
        (f'postmaster@{mine}', f'Undeliverable: {mail.pick(*WORDS)}',
         f'Delivery has failed to these recipients or groups:\n\n{to}\nThe email address you entered couldn\'t be found.\n'
         f'\nDiagnostic information for administrators:\n\nGenerating server: {mine}\n\n{to}\n#{reason} ##\n'),
        (f'Mail Delivery Subsystem <mailer-daemon@{mine}>', 'Delivery Status Notification (Failure)',
         f'** Address not found **\n\nYour message wasn\'t delivered to {to} because the address couldn\'t be found.\n\n'
         f'The response was:\n\n{reason}\n'),
        (f'MAILER-DAEMON@{mine}', 'Delivery report',
         f'Reporting-MTA: dns; {mine}\n\nFinal-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\n'
         f'Diagnostic-Code: smtp; {reason}\n'))


def quoted(text):
    return ''.join('> ' + line + '\n' for line in text.splitlines())


def reply_quotes(mail):
    """Somebody answers below or above a quoted bounce."""
    sender, subject, text = bounce(mail)
    words = mail.pick('Do you know what this means?', 'It came back again, see below.', 'Which address is right?',
                      'Is 550 the number of the house?', 'The new address works. Thank you.')
    mail.subject = mail.pick('Re: ', 'AW: ', 'RE: ', 'Fwd: ', '') + subject
    mail.extra = [f'In-Reply-To: <{mail.queue_id()}@{mail.host()}>']
    parts = [words + '\n\n', f'On {mail.date()}, {sender} wrote:\n{quoted(text)}']
    mail.body = ''.join(parts if mail.rng.random() < 0.7 else reversed(parts))
    return ('other',)


def forwards_inline(mail):
    """Somebody forwards a bounce with a comment, in the ways of several programs."""
    sender, subject, text = bounce(mail)
    mark = mail.pick('---------- Forwarded message ---------', '-----Original Message-----',
                     'Begin forwarded message:', '-------- Forwarded Message --------')
    mail.subject = mail.pick('Fwd: ', 'FW: ', 'WG: ', 'TR: ') + subject
    mail.display = mail.pick('Ann', 'Help, please', 'Carl of the Bakery')
    mail.body = (f'{mail.pick("What do I do with this?", "FYI", "Can you look into it?", "Got this again today.")}\n\n{mark}\n'
                 f'From: {sender}\nDate: {mail.date()}\nSubject: {subject}\nTo: {mail.sender}\n\n{text}')
    return ('other',)


def ticket(mail):
    """A help desk about a bounce, the bounce pasted as it is."""
    _, subject, text = bounce(mail)
    number = mail.rng.randrange(1000, 99999)
    mail.subject = mail.pick(f'[Ticket #{number}] {subject}', f'[#{number}] Mail delivery failed', f'Case {number}: {subject}')
    mail.sender, mail.display = f'helpdesk@{mail.host()}', 'Help Desk'
    mail.extra = [f'X-Ticket-Number: {number}', f'In-Reply-To: <{mail.queue_id()}@{mail.host()}>']
    mail.body = (f'Ticket {number} was updated.\n\nCustomer wrote:\n\nI get this for every mail to {mail.failed}:\n\n{text}\n'
                 'Agent wrote:\n\nThe mailbox is full. We have asked the recipient to make room.\n')
    return ('other', 'auto-reply')


def tracker(mail):
    """A notification of a bug tracker whose bug is about bounces."""
    _, subject, text = bounce(mail)
    mail.subject = f'[mailer] Parser fails on "{subject}" (#{mail.rng.randrange(1, 900)})'
    mail.sender, mail.display = f'notifications@{mail.host()}', 'Bug Tracker'
    mail.extra = [f'List-Id: mailer <mailer.{mail.host()}>', 'Precedence: list', 'Auto-Submitted: auto-generated',
                  f'List-Unsubscribe: <mailto:unsub@{mail.host()}>', f'In-Reply-To: <{mail.queue_id()}@{mail.host()}>']
    mail.body = f'To reproduce, feed it this:\n\n```\n{text}```\n\nExpected: one recipient. Found: none.\n'
    return ('other',)


def digest(mail):
    """A mailing list in which people discuss bounces."""
    boundary = 'digest' + mail.queue_id()
    posts = []
    for _ in range(mail.rng.randrange(2, 5)):
        _, subject, text = bounce(mail)
        posts.append(f'--{boundary}\n\nFrom: {mail.address()}\nSubject: Re: {subject}\nDate: {mail.date()}\n'
                     f'Message-ID: <{mail.queue_id()}@{mail.host()}>\n\nI have the same:\n\n{quoted(text)}\n')
    mail.subject = f'Postmasters Digest, Vol {mail.rng.randrange(1, 90)}, Issue {mail.rng.randrange(1, 30)}'
    mail.sender = f'postmasters-request@{mail.host()}'
    mail.extra = [f'List-Id: <postmasters.{mail.host()}>', f'List-Post: <mailto:postmasters@{mail.host()}>',
                  'Precedence: list']
    mail.type = f'multipart/mixed; boundary="{boundary}x"'
    mail.body = (f'--{boundary}x\nContent-Type: text/plain\n\nToday\'s topics: bounces, failure notices, 550 5.1.1.\n\n'
                 f'--{boundary}x\nContent-Type: multipart/digest; boundary="{boundary}"\n\n{"".join(posts)}--{boundary}--\n'
                 f'--{boundary}x--\n')
    return ('other',)


def digest_plain(mail):
    """The same as one plain text."""
    mail.subject = f'postmasters Digest {mail.rng.randrange(1, 900)}'
    mail.sender = f'owner-postmasters@{mail.host()}'
    mail.extra = [f'List-Post: <mailto:postmasters@{mail.host()}>', 'Precedence: bulk']
    for _ in range(3):
        _, subject, text = bounce(mail)
        mail.body += f'Date: {mail.date()}\nFrom: {mail.address()}\nSubject: {subject}\n\n{text}\n{"-" * 30}\n\n'
    return ('other',)


def newsletter(mail):
    """Bulk mail about delivery and bounces."""
    boundary = 'alt' + mail.queue_id()
    mail.subject = mail.pick('Why your mail is not delivered', 'Mail delivery: ten tips', 'Undeliverable? Read this',
                             'Stop hard bounces today', 'Delivery Status: how to read it', 'Your deliverability report',
                             'Returned mail costs you money')
    mail.display = mail.pick('Mail Delivery Weekly', 'The Deliverability Letter', 'Inbox Club')
    mail.sender = f'news@{mail.host()}'
    mail.extra = [f'List-Unsubscribe: <https://{mail.host()}/u/{mail.rng.randrange(9999)}>', 'Precedence: bulk',
                  f'Return-Path: <bounce+{mail.to.replace("@", "=")}@{mail.host()}>', f'List-Id: <news.{mail.host()}>']
    text = ('Did you know that "550 5.1.1 user unknown" is a hard bounce, and "452 4.2.2 mailbox full" is none?\n'
            f'If your message could not be delivered to {mail.failed}, look at the Status field:\n\nStatus: 5.1.1\n'
            'Action: failed\n\nUse challenge-response with care; put us on your list of approved senders.\n')
    mail.type = f'multipart/alternative; boundary="{boundary}"'
    mail.body = (f'--{boundary}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--{boundary}\n'
                 f'Content-Type: text/html; charset=utf-8\n\n<html><body><h1>{mail.subject}</h1><p>{text}</p></body></html>\n'
                 f'--{boundary}--\n')
    return ('other',)


def advertisement(mail):
    """"Mail delivery" sold as a service."""
    mail.subject = mail.pick('Mail delivery made easy', 'Delivery failure? Not with us', 'Delayed mail? Try our relay',
                             'Your mailbox is full of offers')
    mail.display = 'Mail Delivery Services Ltd'
    mail.sender = mail.pick('delivery', 'sales', 'no-reply', 'mail') + '@' + mail.host()
    mail.body = (f'Dear {mail.to},\n\nnever again "Your message could not be delivered". Our mail delivery system retries for\n'
                 f'5 days. Write to {mail.address()} or {mail.address()}.\n\nAddress not found? We find it.\n')
    return ('other',)


def parcel(mail):
    """Parcels and letters that did not come."""
    mail.subject = mail.pick('Delivery failed: nobody was at home', 'Your parcel could not be delivered',
                             'Undeliverable parcel returned to sender', 'Delivery delayed', 'Delivery notification',
                             'Zustellung fehlgeschlagen', 'Échec de livraison', 'Delivery status: out for delivery')
    mail.display = mail.pick('Parcel Service', 'Delivery Notification', 'Post Office')
    mail.sender = f'noreply@{mail.host()}'
    mail.extra = mail.pick([], ['Auto-Submitted: auto-generated'], ['Precedence: bulk', 'X-Auto-Response-Suppress: All'])
    mail.body = (f'Dear customer {mail.to},\n\nparcel {mail.queue_id()} could not be delivered to the following address:\n\n'
                 f'  {mail.rng.randrange(1, 99)} Mill Lane\n\nReason: recipient unknown at this address, mailbox full.\n'
                 'We will try again tomorrow. After 3 attempts it goes back to the sender.\n')
    return ('other',)


def logs(mail):
    """Logs and statistics that cron sends."""
    mail.subject = mail.pick(f'Logwatch for {mail.host()}', 'Mail queue: 14 messages deferred', 'Postfix log summaries',
                             f'Cron <root@{mail.host()}> /usr/sbin/mailq', 'Bounce statistics of May')
    mail.sender, mail.display = f'root@{mail.host()}', mail.pick('', 'Cron Daemon', 'root')
    mail.extra = mail.pick(['Auto-Submitted: auto-generated'], ['Precedence: bulk', 'Auto-Submitted: auto-generated'], [])
    mail.body = ''.join(
        f'May {mail.rng.randrange(1, 28)} 10:00:0{n} mx postfix/smtp[12]: {mail.queue_id()}: to=<{mail.address()}>, dsn=5.1.1, '
        f'status=bounced (host {mail.host()}[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n'
        for n in range(5))
    return ('other',)


def phishing(mail):
    """Spam that poses as a bounce."""
    mail.subject = mail.pick('[5] Undelivered messages', 'Your messages are pending', 'Incoming mail could not be delivered',
                             f'{mail.to}: storage is full', 'Action required: mail on hold')
    mail.display = mail.pick('Mail Server', 'IT Support', 'Webmail Administrator', 'Email Quarantine')
    mail.sender = mail.pick('support', 'info', 'alert', 'no-reply') + '@' + mail.host()
    mail.type = 'text/html; charset=utf-8'
    mail.body = (f'<html><body><p>Dear {mail.to},</p><p>(5) incoming messages could not be delivered to your inbox because '
                 f'your mailbox is full.</p><p><a href="https://{mail.host()}/login">Release messages</a></p>'
                 '<p>Messages are deleted after 24 hours.</p></body></html>\n')
    return ('other',)


def discussion(mail):
    """People who write about a failure in their own words."""
    mail.subject = mail.pick('mail to ' + mail.failed.split('@', maxsplit=1)[0], 'Undeliverable', 'Delivery problem',
                             'failure notice from your server', 'returned mail', 'could not send message')
    mail.body = mail.pick(
        f'Hello,\n\nI could not reach you at {mail.failed}: the server said 550 5.1.1 user unknown.\nDid you move?\n',
        f'Hi,\n\nyour address\n\n  {mail.failed}\n\ndoes not work for me. I get "mailbox full". Please make room.\n',
        f'Dear postmaster,\n\nmail from us to {mail.failed} is refused:\n\n554 5.7.1 <{mail.sender}>: blocked\n\nPlease help.\n')
    return ('other',)


def patch(mail):
    """A patch to a program that reads bounces."""
    _, _, text = bounce(mail)
    mail.subject = f'[PATCH {mail.rng.randrange(1, 9)}/9] parse: read more bounces'
    mail.body = ('Some reports have no blank line.\n\n---\n tests/bounce.txt | 9 +++++++++\n\ndiff --git a/tests/bounce.txt '
                 'b/tests/bounce.txt\n--- /dev/null\n+++ b/tests/bounce.txt\n@@ -0,0 +1,9 @@\n' +
                 ''.join('+' + line + '\n' for line in text.splitlines()) + '--\n2.40\n')
    return ('other',)


def list_notice(mail):
    """What list managers and sites send to their members."""
    name = mail.pick('weavers', 'ringers', 'growers')
    mail.subject, mail.body = mail.pick(
        (f'confirm {mail.queue_id().lower()}', f'We have received a request for subscription of {mail.to} to the {name} list.\n'
         'Simply reply to this message, keeping the Subject header intact.\n'),
        (f'Your message to {name} awaits moderator approval', f'Your mail to \'{name}\' with the subject\n\n    {name}\n\n'
         'Is being held until the list moderator can review it for approval.\n'),
        (f'Welcome to the "{name}" mailing list', f'Welcome! If mail to you bounces, your subscription is disabled.\n'))
    mail.sender = f'{name}-request@{mail.host()}'
    mail.extra = ['Precedence: bulk', f'List-Id: <{name}.{mail.host()}>']
    return ('other',)


def receipt(mail):
    """A disposition notification."""
    boundary = 'mdn' + mail.queue_id()
    kind = mail.pick('displayed', 'deleted', 'processed', 'dispatched')
    mail.subject = mail.pick('Read: ', 'Not read: ', 'Gelesen: ', 'Return receipt: ') + mail.pick(*WORDS)
    mail.extra = mail.pick([], ['Return-Path: <>'], ['Auto-Submitted: auto-replied'])
    mail.type = f'multipart/report; report-type=disposition-notification; boundary="{boundary}"'
    mail.body = (f'--{boundary}\nContent-Type: text/plain\n\nYour message was {kind} on {mail.date()}.\n'
                 'This does not say that it could be delivered to anybody else.\n\n'
                 f'--{boundary}\nContent-Type: message/disposition-notification\n\nReporting-UA: {mail.host()}; Reader\n'
                 f'Final-Recipient: rfc822; {mail.sender}\nOriginal-Message-ID: <{mail.queue_id()}@{mail.host()}>\n'
                 f'Disposition: manual-action/MDN-sent-manually; {kind}\n\n--{boundary}--\n')
    return ('disposition',)


def absence(mail):
    """An automatic answer, some of which quote what they answer."""
    mail.subject, words = mail.pick(
        ('Automatic reply: ', 'I am out of the office until Monday.'),
        ('Out of Office AutoReply: ', 'Back next week. Mail is not read and not delivered to others.'),
        ('Abwesenheitsnotiz: ', 'Ich bin bis Montag nicht im Büro.'),
        ('Réponse automatique : ', 'Je suis absente du bureau. Votre message n\'a pas été distribué à un collègue.'),
        ('Respuesta automática: ', 'Estoy de vacaciones hasta el lunes.'),
        ('Auto: ', 'This mailbox is no longer in use. The person has left; write to the desk.'))
    mail.subject += mail.pick(*WORDS)
    mail.extra = ['Return-Path: <>', f'In-Reply-To: <{mail.queue_id()}@{mail.host()}>'] + mail.pick(
        ['Auto-Submitted: auto-replied'], ['Auto-Submitted: auto-replied', 'Precedence: bulk'],
        ['X-Auto-Response-Suppress: All', 'Auto-Submitted: auto-replied'], ['X-Autoreply: yes'])
    mail.body = words + '\n' + (quoted(bounce(mail)[2]) if mail.rng.random() < 0.3 else '')
    return ('auto-reply',)


def challenge(mail):
    """A challenge to the sender."""
    mail.subject = 'Re: ' + mail.pick(*WORDS)
    mail.extra = ['Precedence: bulk'] + mail.pick([], ['Auto-Submitted: auto-replied'], ['Return-Path: <>'])
    mail.body = mail.pick('Just this once, click the link below so I can receive your emails.\n',
                          'Your message has not been delivered yet. To control spam, I now allow messages only from senders I '
                          'have approved beforehand.\n',
                          'Before your message can be delivered, you have to verify that you are a real person.\n'
                          ) + f'\nhttps://{mail.host()}/{mail.queue_id()}\n'
    return ('auto-reply',)


FAMILIES = (reply_quotes, forwards_inline, ticket, tracker, digest, digest_plain, newsletter, advertisement, parcel, logs,
            phishing, discussion, patch, list_notice, receipt, absence, challenge)


def make(seed=2025, count=200):
    """Gives for each message its name, the kinds that it may be taken for, and its bytes."""
    rng = random.Random(seed)
    for number in range(count):
        family = FAMILIES[number % len(FAMILIES)]
        mail = Mail(rng, number)
        kinds = family(mail)
        yield f'{number:03}-{family.__name__.replace("_", "-")}', kinds, mail.to_bytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--seed', type=int, default=2025)
    parser.add_argument('--count', type=int, default=200)
    parser.add_argument('folder')
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for name, _, text in make(options.seed, options.count):
        with open(os.path.join(options.folder, name + '.eml'), 'wb') as file:
            file.write(text)


if __name__ == '__main__':
    main()
