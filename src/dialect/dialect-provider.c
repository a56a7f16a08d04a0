/* dialect-provider.c: mailbox providers with a form of their own: Yahoo, GMX and 1&1,
 * Zoho, QQ, Verizon's gateways, Biglobe, EZweb and au, and one without a name.
 *
 * Shapes: `<ann@example.com>:` and a paragraph, as qmail's (Yahoo); Exim's letter with
 * `"ann@example.com":` and `host: mx.example.com` below (GMX); `ann@example.com Invalid
 * Address, ERROR_CODE :550` (Zoho); the words first, `<ann@example.com>` behind an
 * empty line (EZweb); words for the sender of a text message, the address only in the
 * message that is returned (Verizon); `* ann@example.com` and `Technical details:`
 * between rules of `=`. AOL, Bigfoot, SoftBank: see dialect-sendmail.c. */
#include "dsn-dialect.h"

static const char *const yahoo_openings[] = {
  "sorry, we were unable to deliver your message to the following address",
  "unable to deliver message to the following address(es).",
  NULL,
};
static const char *const yahoo_skips[] = {
  "giving up on ",
  "i'm not going to try again",
  "/i'm not going to try again",
  NULL,
};
static const char *const yahoo_reporters[] = { "message from ", NULL };

static const char *const gmx_openings[] = { "failed:", NULL };
static const char *const gmx_reasons[] = { "for the following reason:", NULL };
static const char *const gmx_ends[] = {
  "the header of the original message is following",
  NULL,
};

static const char *const zoho_openings[] = {
  "*error_code :",
  "[status: error, address:",
  NULL,
};
static const char *const zoho_begins[] = {
  "a message that you sent could not be delivered",
  "*the following addresses had fatal errors",
  "this message was created automatically by mail delivery",
  NULL,
};
static const char *const zoho_labels[] = { "[status: error, address:", NULL };
static const char *const zoho_ends[] = {
  "transcript of session follows",
  "message-id:",
  "message will be retried for",
  NULL,
};

static const char *const qq_openings[] = {
  "抱歉，您的邮件被退回来了",
  "*抱歉，您的邮件被退回来了",
  NULL,
};
static const char *const qq_labels[] = { "收件人：", "收件人:", NULL };
static const char *const qq_reasons[] = {
  "退信原因：",
  "退信原因:",
  "退信原因",
  NULL,
};
static const char *const qq_ends[] = { "解决方案", "建议解决方案", NULL };

static const char *const mms_openings[] = {
  "message could not be delivered to mobile",
  NULL,
};
static const char *const mms_reasons[] = { "error:", NULL };

/* It answers as people do, `Re:` and the sender's Subject: so these two lines have to
 * be there, and the header's signs do not count. */
static const char *const vtext_openings[] = { "error message below:", NULL };
static const char *const vtext_labels[] = { "rcpt to:", NULL };
static const char *const vtext_ends[] = { "from:", NULL };

static guint
bid_vtext (DsnCandidate *candidate, const DsnRow *row)
{
  static const char *const details[] = { "message details:", NULL };
  const DsnNotice *notice;
  guint found = 0;

  if (candidate->other || !dsn_row_has_header (candidate, row))
    return 0;
  notice = dsn_candidate_get_notice (candidate);
  for (guint i = 0; i < MIN (notice->lines->len, 20); i++) {
    DsnSpan line = dsn_notice_get_line (notice, i)->text;

    found |= dsn_phrase_match (line, vtext_openings, NULL) ? 1 : 0;
    found |= dsn_phrase_match (line, details, NULL) ? 2 : 0;
  }
  return found == 3 ? row->weight : 0;
}

static const char *const biglobe_openings[] = { "non-delivered information", NULL };
static const char *const biglobe_begins[] = {
  "the following addresses had delivery problems",
  NULL,
};

static const char *const ezweb_openings[] = {
  "the user(s) account is ",
  "each of the following recipients was rejected by a remote",
  "your message was not delivered within ",
  NULL,
};
static const char *const ezweb_labels[] = { "recipient:", NULL };
static const char *const ezweb_reasons[] = { "<<<", NULL };
static const char *const ezweb_skips[] = { "rcpt to:", "data", "mail server.", NULL };

static const char *const au_openings[] = {
  "your mail sent on:",
  "your mail attempted to be delivered on:",
  NULL,
};
static const char *const au_labels[] = { "could not be delivered to:", NULL };

static const char *const details_openings[] = {
  "delivery to the following recipients failed permanently",
  "delevery to the following recipients",
  NULL,
};
static const char *const details_begins[] = {
  "delivery to the following recipients",
  "delevery to the following recipients",
  NULL,
};
static const char *const details_reasons[] = { "technical details:", NULL };

static const DsnRow rows[] = {
  {
      .format = "yahoo",
      .generator = "yahoo",
      .weight = 60,
      .opening = yahoo_openings,
      .begins = yahoo_openings,
      .blocks = { .shapes = DSN_SHAPE_ANGLE, .skips = yahoo_skips },
      .reporters = yahoo_reporters,
  },
  {
      .format = "gmx",
      .generator = "gmx",
      .weight = 60,
      .opening = gmx_openings,
      .begins = gmx_openings,
      .blocks = { .shapes = DSN_SHAPE_COLON | DSN_SHAPE_ALONE,
                  .reasons = gmx_reasons,
                  .ends = gmx_ends },
  },
  {
      .format = "zoho",
      .generator = "zoho",
      .weight = 60,
      .header = DSN_SIGN_BY (ZOHO),
      .opening = zoho_openings,
      .begins = zoho_begins,
      .blocks = { .shapes = DSN_SHAPE_BEHIND | DSN_SHAPE_ALONE,
                  .labels = zoho_labels,
                  .ends = zoho_ends },
  },
  {
      .format = "qq",
      .generator = "qq",
      .weight = 60,
      .opening = qq_openings,
      .begins = qq_openings,
      .blocks = { .labels = qq_labels, .reasons = qq_reasons, .ends = qq_ends },
  },
  {
      .format = "verizon",
      .generator = "verizon",
      .weight = 60,
      .opening = mms_openings,
      .begins = mms_openings,
      .blocks = { .reasons = mms_reasons },
  },
  {
      .format = "verizon",
      .generator = "verizon",
      .weight = 60,
      .header = DSN_SIGN_BY (VTEXT),
      .opening = vtext_openings,
      .blocks = { .labels = vtext_labels,
                  .reasons = vtext_openings,
                  .ends = vtext_ends },
      .bid = bid_vtext,
  },
  {
      .format = "biglobe",
      .generator = "biglobe",
      .weight = 60,
      .opening = biglobe_openings,
      .begins = biglobe_begins,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_ANGLE,
                  .reasons = biglobe_openings },
  },
  {
      .format = "ezweb",
      .generator = "ezweb",
      .weight = 60,
      .opening = ezweb_openings,
      .blocks = { .shapes = DSN_SHAPE_ANGLE,
                  .labels = ezweb_labels,
                  .reasons = ezweb_reasons,
                  .statements = ezweb_openings,
                  .skips = ezweb_skips },
  },
  {
      .format = "ezweb",
      .generator = "ezweb",
      .weight = 60,
      .opening = au_openings,
      .begins = au_openings,
      .blocks = { .labels = au_labels },
  },
  {
      .format = "technical-details",
      .weight = 65,
      .opening = details_openings,
      .begins = details_begins,
      .blocks = { .shapes = DSN_SHAPE_ALONE, .reasons = details_reasons },
  },
};

const DsnFamily dsn_family_provider = DSN_FAMILY (rows);
