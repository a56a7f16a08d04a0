/* dialect-filter.c: gateways that filter mail and tell its sender when it could not go
 * on: SurfControl, InterScan, MailMarshal, McAfee, MessageLabs, Barracuda, Mimecast,
 * IronPort, MailFoundry, m-FILTER.
 *
 * Shapes: `ann@example.com:[192.0.2.1], 550 ...` (SurfControl); `Sent >>> RCPT TO:` and
 * `Received <<< 550 ...` (InterScan); `<ann@example.com>   (550 ...)` under a heading
 * (McAfee); `-- ann@example.com` and `-- reason` under sentences (Mimecast); the
 * address in the opening sentence, the words behind one that ends in a colon (IronPort,
 * Barracuda, MailFoundry); words first, the address behind them (MailMarshal); headings
 * of dashes (m-FILTER). MX Logic's notices are Exim's. */
#include "dsn-dialect.h"

static const char *const surfcontrol_openings[] = {
  "a transcript of the attempts to send the message follows",
  NULL,
};
static const char *const surfcontrol_labels[] = { "addressed to:", NULL };
static const char *const surfcontrol_ends[] = { "message non-deliverable", NULL };

static const char *const interscan_openings[] = {
  "sent <<< rcpt to:",
  "sent >>> rcpt to:",
  "unable to deliver message to <",
  NULL,
};
static const char *const interscan_labels[] = {
  "sent <<< rcpt to:",
  "sent >>> rcpt to:",
  "unable to deliver message to ",
  NULL,
};
static const char *const interscan_reasons[] = {
  "received >>>",
  "received <<<",
  NULL,
};
static const char *const interscan_ends[] = { "end of message", NULL };

static const char *const mailmarshal_openings[] = {
  "could not be delivered because of",
  NULL,
};
static const char *const mailmarshal_ends[] = { "additional information", NULL };

static const char *const mcafee_openings[] = {
  "the following addresses had delivery problems",
  NULL,
};

/* With a transcript below it the heading is Sendmail's kin's. */
static guint
bid_mcafee (DsnCandidate *candidate, const DsnRow *row)
{
  static const char *const transcripts[] = { "transcript of session follows", NULL };
  guint bid = dsn_row_bid (candidate, row);
  const DsnNotice *notice;

  if (bid == 0)
    return 0;
  notice = dsn_candidate_get_notice (candidate);
  for (guint i = 0; i < notice->lines->len; i++)
    if (dsn_phrase_match (dsn_notice_get_line (notice, i)->text, transcripts, NULL))
      return 0;
  return bid;
}

static const char *const messagelabs_openings[] = {
  "this is the mail delivery agent at",
  NULL,
};
static const char *const reason_labels[] = { "reason:", NULL };
static const char *const messagelabs_ends[] = { "the message subject was:", NULL };

static const char *const barracuda_openings[] = {
  "was blocked by our spam firewall",
  "*message you sent blocked by our bulk email filter",
  NULL,
};
static const char *const barracuda_begins[] = { "your message to", NULL };
static const char *const barracuda_statements[] = {
  "was blocked by our spam firewall",
  NULL,
};

static const char *const mimecast_openings[] = {
  "this is a delivery failure notification message indicating that",
  NULL,
};
static const char *const mimecast_reasons[] = {
  "the problem appears to be :",
  "the problem appears to be:",
  "additional information follows :",
  "additional information follows:",
  NULL,
};
static const char *const mimecast_ends[] = { "this condition occurred after", NULL };

static const char *const ironport_openings[] = {
  "the following message to <",
  NULL,
};
static const char *const ironport_labels[] = { "the following message to ", NULL };
static const char *const ironport_reasons[] = { "the reason for the problem:", NULL };
static const char *const ironport_skips[] = { "was undeliverable", NULL };

static const char *const mailfoundry_openings[] = {
  "unable to deliver message to:",
  NULL,
};
static const char *const mailfoundry_reasons[] = {
  "delivery failed for the following reason:",
  NULL,
};
static const char *const mailfoundry_ends[] = {
  "this has been a permanent failure",
  NULL,
};

static const char *const mfilter_openings[] = { "server message", NULL };
static const char *const mfilter_ends[] = { "smtp command", "original mail info",
                                            NULL };

static const DsnRow rows[] = {
  {
      .format = "surfcontrol",
      .generator = "surfcontrol",
      .weight = 60,
      .opening = surfcontrol_openings,
      .blocks = { .shapes = DSN_SHAPE_COLON,
                  .labels = surfcontrol_labels,
                  .ends = surfcontrol_ends },
  },
  {
      .format = "interscan",
      .generator = "interscan",
      .weight = 55,
      .header = DSN_SIGN_BY (INTERSCAN),
      .opening = interscan_openings,
      .blocks = { .labels = interscan_labels,
                  .reasons = interscan_reasons,
                  .ends = interscan_ends },
  },
  {
      .format = "mailmarshal",
      .generator = "mailmarshal",
      .weight = 60,
      .opening = mailmarshal_openings,
      .begins = mailmarshal_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .reasons = mailmarshal_openings,
                  .ends = mailmarshal_ends },
  },
  {
      .format = "mcafee",
      .generator = "mcafee",
      .weight = 55,
      .opening = mcafee_openings,
      .begins = mcafee_openings,
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_BEHIND },
      .bid = bid_mcafee,
  },
  {
      .format = "messagelabs",
      .generator = "messagelabs",
      .weight = 65,
      .opening = messagelabs_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .reasons = reason_labels,
                  .ends = messagelabs_ends },
  },
  {
      .format = "barracuda",
      .generator = "barracuda",
      .weight = 60,
      .opening = barracuda_openings,
      .begins = barracuda_begins,
      .blocks = { .shapes = DSN_SHAPE_ALONE, .statements = barracuda_statements },
  },
  {
      .format = "mimecast",
      .generator = "mimecast",
      .weight = 60,
      .opening = mimecast_openings,
      .begins = mimecast_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .reasons = mimecast_reasons,
                  .ends = mimecast_ends },
  },
  {
      .format = "ironport",
      .generator = "cisco-ironport",
      .weight = 60,
      .opening = ironport_openings,
      .blocks = { .labels = ironport_labels,
                  .reasons = ironport_reasons,
                  .skips = ironport_skips },
  },
  {
      .format = "mailfoundry",
      .generator = "mailfoundry",
      .weight = 60,
      .opening = mailfoundry_openings,
      .blocks = { .labels = mailfoundry_openings,
                  .reasons = mailfoundry_reasons,
                  .ends = mailfoundry_ends },
  },
  {
      .format = "mfilter",
      .generator = "mfilter",
      .weight = 60,
      .opening = mfilter_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .reasons = mfilter_openings,
                  .ends = mfilter_ends },
  },
};

const DsnFamily dsn_family_filter = DSN_FAMILY (rows);
