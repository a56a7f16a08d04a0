/* dialect-service.c: services and servers that send in bulk, where their part for
 * machines is missing: Amazon SES and WorkMail, SendGrid, PowerMTA, Momentum; Axigen.
 *
 * Shapes: a sentence that ends in `the following recipients:`, the address, the fields
 * of a report in the text (WorkMail); `ann:000000:<ann@example.com> : 192.0.2.1 :
 * mx.example.com:[192.0.2.1] : 550 ...` (SendGrid); `<ann@example.com>  delivery
 * failed; will not continue trying` (PowerMTA); `>>> ann@example.com (after RCPT TO):
 * 550 ...` (Momentum); `SMTP Server <mx.example.com> rejected recipient
 * <ann@example.com> (Error following RCPT command). It responded as follows: [550 ...]`
 * (Axigen). */
#include "dsn-dialect.h"

static const char *const ses_openings[] = {
  "an error occurred while trying to deliver the mail to the following recipient",
  NULL,
};
static const char *const ses_labels[] = { "final-recipient:", NULL };
static const char *const ses_reasons[] = {
  "diagnostic-code: smtp;",
  "diagnostic-code:",
  NULL,
};
static const char *const ses_skips[] = { "action:", "status:", "remote-mta:", NULL };
static const char *const ses_reporters[] = {
  "reporting-mta: dsn;",
  "reporting-mta: dns;",
  NULL,
};

static const char *const sendgrid_openings[] = {
  "this is an automatically generated message from sendgrid",
  NULL,
};
static const char *const sendgrid_labels[] = { "*:000000:", NULL };

static const char *const powermta_openings[] = {
  "hello, this is the mail server on ",
  "*i am sending you this message to inform you on the delivery status of a",
  NULL,
};
static const char *const powermta_reporters[] = {
  "hello, this is the mail server on ",
  NULL,
};

static const char *const momentum_openings[] = {
  "this message was created automatically by the mail system (ecelerity)",
  NULL,
};

static const char *const axigen_openings[] = {
  "we had trouble delivering your message. full details follow",
  NULL,
};
static const char *const axigen_labels[] = {
  "the following recipients returned permanent errors:",
  "the following recipients returned temporary errors:",
  "*rejected recipient ",
  NULL,
};
static const char *const axigen_ends[] = {
  "the attachment contains the original mail headers",
  NULL,
};

static const DsnRow rows[] = {
  {
      .format = "amazon-ses",
      .generator = "amazon-ses",
      .weight = 60,
      .opening = ses_openings,
      .begins = ses_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .labels = ses_labels,
                  .reasons = ses_reasons,
                  .skips = ses_skips },
      .reporters = ses_reporters,
  },
  {
      .format = "sendgrid",
      .generator = "sendgrid",
      .weight = 60,
      .opening = sendgrid_openings,
      .blocks = { .labels = sendgrid_labels },
  },
  {
      .format = "powermta",
      .generator = "powermta",
      .weight = 60,
      .opening = powermta_openings,
      .begins = powermta_openings,
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_BEHIND },
      .reporters = powermta_reporters,
  },
  {
      .format = "momentum",
      .generator = "momentum",
      .weight = 65,
      .opening = momentum_openings,
      .begins = momentum_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_COLON | DSN_SHAPE_BEHIND },
  },
  {
      .format = "axigen",
      .generator = "axigen",
      .weight = 60,
      .opening = axigen_openings,
      .begins = axigen_openings,
      .blocks = { .labels = axigen_labels, .ends = axigen_ends },
  },
};

const DsnFamily dsn_family_service = DSN_FAMILY (rows);
