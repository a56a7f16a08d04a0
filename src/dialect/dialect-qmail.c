/* dialect-qmail.c: qmail's bounce message format (QSBMF), and what descends from it.
 *
 * Shape: an opening sentence of the program; for each recipient a paragraph
 *     <ann@example.com>:
 *     192.0.2.1 does not like recipient.
 *     Remote host said: 550 no such user
 *     Giving up on 192.0.2.1.
 * whose own findings end in a code, (#5.1.1); a line that begins with `---`, and the
 * returned message. netqmail, notqmail, qmail-ldap, Yahoo, MessageLabs, newmail.ru and
 * others have changed or translated the opening and kept the rest. */
#include "dsn-dialect.h"

static const char *const openings[] = {
  "hi. this is the qmail-send program",
  "hi. this is the ",
  "hi. the mta program at",
  "this is the qmail",
  "*qmail-send program",
  "i'm afraid i wasn't able to deliver your message",
  "*n'ai pu livrer votre message",
  "*wasn't able to deliver your message to the following address",
  "i was not able to deliver your message to the following address",
  "unable to deliver message to the following address",
  "sorry, we were unable to deliver your message to the following address",
  "*we were not able to deliver your message to the following address",
  "*was unable to deliver your message to the following address",
  "i tried to deliver your message to the following address",
  "this is the machine generated message from mail service",
  NULL,
};

static const char *const reporters[] = {
  "hi. this is the qmail-send program at",
  "hi. the mta program at",
  "this is the mail delivery agent at",
  "this is the qmail program at",
  "message from ",
  NULL,
};

static const char *const skips[] = {
  "giving up on ",
  "i'm not going to try again; this message has been in the queue too long",
  "starttls proto=",
  NULL,
};

static const DsnRow rows[] = {
  {
      .format = "qmail",
      .weight = 55,
      .opening = openings,
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_LOCAL, .skips = skips },
      .reporters = reporters,
  },
  {
      .format = "qmail",
      .weight = 45,
      .header = DSN_SIGN_BY (QMAIL),
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_LOCAL, .skips = skips },
      .reporters = reporters,
  },
};

const DsnFamily dsn_family_qmail = DSN_FAMILY (rows);
