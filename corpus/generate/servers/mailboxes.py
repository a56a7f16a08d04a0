"""mailboxes.py: delivery agents, which put bounces of the corpus into an mbox or a Maildir each."""
from servers import Base


class Server(Base):
    label = 'delivery agents'
    package = 'procmail'
    packages = ('postfix', 'procmail', 'maildrop', 'dovecot-core', 'dovecot-pop3d')
    program = 'mailboxes.py'
    moments = (0,)
    ids = (
        (r'from userid \d+\)\s+id ([0-9A-F]+)', 'HHHHHHHHHH'),
        (r'X-IMAP(?:base)?: (\d{10})', 'epoch'),
    )

    @staticmethod
    def takes(scenario):
        return False
