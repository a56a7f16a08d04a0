/* dialect-small.c: Postfix without MIME, OpenSMTPD, Courier, dma, MasqMail, nullmailer:
 * servers whose notices hold a line or two for each recipient.
 *
 * Shapes: `<ann@example.com>: host mx[192.0.2.1] said: 550 ...` (Postfix);
 * `ann@example.com: 550 ...` (OpenSMTPD); `<ann@example.com>:` and `<<< 550 ...`
 * (Courier); `There was an error delivering your mail to <ann@example.com>.`, an empty
 * line, `mx.example.com [192.0.2.1] did not like our RCPT TO:`, `550 ...` (dma); an
 * indented `<ann@example.com>`, words below it as deep (MasqMail) or none (nullmailer).
 */
#include "dsn-dialect.h"

static const char *const postfix_openings[] = {
  "*postfix program at host",
  "this is the mail system at ",
  NULL,
};
static const char *const postfix_begins[] = {
  "*postfix program",
  "the mail system",
  "this is the mail system",
  NULL,
};
static const char *const postfix_reporters[] = {
  "this is the postfix program at host",
  "this is the mail system at host",
  NULL,
};

static const char *const opensmtpd_openings[] = {
  "this is the mailer-daemon, please do not reply",
  NULL,
};
static const char *const opensmtpd_begins[] = {
  "*following list of recipients",
  "*following recipient",
  NULL,
};

static const char *const courier_openings[] = {
  "*running the courier mail server",
  "this is a delivery status notification from",
  NULL,
};
static const char *const courier_reporters[] = {
  "this is a delivery status notification from",
  NULL,
};

static const char *const dma_openings[] = {
  "this is the dragonfly mail agent",
  "there was an error delivering your mail to",
  NULL,
};
static const char *const dma_labels[] = {
  "there was an error delivering your mail to",
  NULL,
};

static const char *const masqmail_openings[] = {
  "*created automatically by masqmail",
  "*this is masqmail",
  NULL,
};
static const char *const masqmail_begins[] = {
  "*following address",
  NULL,
};

static const char *const nullmailer_openings[] = {
  "this is the nullmailer delivery system",
  NULL,
};

static const DsnRow rows[] = {
  {
      .format = "postfix",
      .generator = "postfix",
      .weight = 50,
      .opening = postfix_openings,
      .begins = postfix_begins,
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_LOCAL },
      .reporters = postfix_reporters,
  },
  {
      .format = "opensmtpd",
      .generator = "opensmtpd",
      .weight = 55,
      .opening = opensmtpd_openings,
      .begins = opensmtpd_begins,
      .blocks = { .shapes = DSN_SHAPE_COLON | DSN_SHAPE_ALONE },
  },
  {
      .format = "courier",
      .generator = "courier",
      .weight = 55,
      .opening = courier_openings,
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_AFTER_BLANK },
      .reporters = courier_reporters,
  },
  {
      .format = "dma",
      .generator = "dma",
      .weight = 55,
      .opening = dma_openings,
      .blocks = { .shapes = DSN_SHAPE_AFTER_BLANK, .labels = dma_labels },
  },
  {
      .format = "masqmail",
      .generator = "masqmail",
      .weight = 60, /* more than Exim, whose sentences it has */
      .opening = masqmail_openings,
      .begins = masqmail_begins,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_LOCAL },
  },
  {
      .format = "nullmailer",
      .generator = "nullmailer",
      .weight = 55,
      .opening = nullmailer_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE },
  },
};

const DsnFamily dsn_family_small = DSN_FAMILY (rows);
