/* dialect-windows.c: mail servers that run on Windows, and Novell's.
 *
 * Shapes: `Unknown user: ann@example.com` and `Delivery failed 20 attempts: ...`
 * (IMail); `The following addresses did NOT receive a copy of your message:`, `>
 * ann@example.com` (MDaemon); `Recipient: [SMTP:ann@example.com]`, `Reason: ...`
 * (MailEnable); `Failed Recipient: ann@example.com`, `Reason: ...` (SmarterMail); the
 * address, `Error Type: SMTP`, `Remote server replied: ...` (hMailServer); `***
 * ann@example.com` between rules (Mercury); `ann (user not found)` (GroupWise);
 * `Delivery to the following recipients failed.` (the SMTP service of Windows). */
#include "dsn-dialect.h"

/* Ipswitch IMail: a line for each recipient, in the words of its SMTP32. */
static const char *const imail_labels[] = {
  "unknown user:",
  "unknown host:",
  "undeliverable to ",
  "delivery failed ",
  "invalid final delivery userid:",
  "user mailbox exceeds allowed size:",
  "could not deliver mail to this user.",
  "mailbox exceeds allowed size:",
  "not able to deliver mail to ",
  "mail box full:",
  NULL,
};

/* How much is said of one recipient. */
#define WORDS_MAX 1024

/* A line is the address and the reason at once; what a server said may stand below. */
static void
read_imail (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint first = candidate->report->recipients->len;
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (DsnBlocks) blocks = { 0 };
  DsnSpan address = { NULL, 0 }, found, rest;
  gsize offset = 0;

  dsn_blocks_init (&blocks);
  for (guint i = 0; i <= notice->lines->len; i++) {
    const DsnNoticeLine *line =
        i < notice->lines->len ? dsn_notice_get_line (notice, i) : NULL;
    gboolean named = line != NULL &&
                     dsn_phrase_match (line->text, row->opening, &rest) &&
                     dsn_address_find (rest, &found, &rest);

    if ((named || line == NULL) && address.len > 0)
      dsn_blocks_add (&blocks, address,
                      (DsnSpan){ (const guint8 *) words->str, words->len }, offset,
                      candidate->limits->recipients);
    if (named) {
      g_string_truncate (words, 0);
      address = found;
      offset = line->offset;
    }
    if (line == NULL || line->text.len == 0 || address.len == 0 ||
        words->len > WORDS_MAX)
      continue;
    if (words->len > 0)
      g_string_append_c (words, ' ');
    g_string_append_len (words, (const char *) line->text.data,
                         (gssize) MIN (line->text.len, WORDS_MAX));
  }
  dsn_row_add_recipients (candidate, &blocks, DSN_ACTION_FAILED);
  dsn_row_finish (candidate, row, first);
}

/* Alt-N MDaemon. The transcript stands below the list. */
static const char *const mdaemon_openings[] = {
  "the attached message had permanent fatal",
  "*did not receive a copy of your message",
  NULL,
};
static const char *const mdaemon_begins[] = {
  "*did not receive a copy of your message",
  NULL,
};
static const char *const mdaemon_ends[] = {
  "session transcript",
  "end transcript",
  NULL,
};

/* MailEnable. */
static const char *const mailenable_openings[] = {
  "mailenable: message could not be delivered",
  "mailenable: message delivery",
  "recipient: [smtp:",
  NULL,
};
static const char *const mailenable_labels[] = { "recipient:", NULL };
static const char *const reason_reasons[] = { "reason:", NULL };

/* SmarterTools SmarterMail. */
static const char *const smartermail_openings[] = {
  "failed recipient:",
  "could not deliver message to the following recipient(s):",
  NULL,
};
static const char *const smartermail_labels[] = { "failed recipient:", NULL };

/* hMailServer has Exchange's sentences, and errors of its own. */
static const char *const hmailserver_openings[] = {
  "error type:",
  "hmailserver sent:",
  "hmailserver",
  NULL,
};
static const char *const hmailserver_begins[] = {
  "the following recipient(s) could not be reached",
  "the following recipients could not be reached",
  NULL,
};
static const char *const hmailserver_reasons[] = {
  "remote server replied:",
  "error description:",
  "error:",
  NULL,
};
static const char *const hmailserver_skips[] = {
  "error type:",
  "hmailserver sent:",
  "additional information:",
  "please check that you have not misspelled",
  "tried ",
  NULL,
};

/* Mercury for Windows and for NetWare. */
static const char *const mercury_openings[] = {
  "the local mail transport system has reported the following problem",
  "the attached message has failed delivery and has been referred",
  NULL,
};
static const char *const mercury_ends[] = {
  "your mail message is being returned to you",
  "if you need more information",
  NULL,
};

/* Novell GroupWise and the agents around it. */
static const char *const groupwise_openings[] = {
  "the message that you sent was undeliverable to the following",
  NULL,
};
static const char *const groupwise_ends[] = {
  "possibly truncated original message",
  NULL,
};

/* The SMTP service of Windows, and systems in its likeness. */
static const char *const smtpsvc_openings[] = {
  "this is an automatically generated delivery status notification",
  "this is an automatically generated delivery status message",
  NULL,
};
static const char *const smtpsvc_delays[] = {
  "delivery to the following recipients has been delayed",
  NULL,
};
static const DsnSection smtpsvc_sections[] = {
  { "delivery to the following recipients failed", DSN_ACTION_FAILED },
  { "*to the following recipients failed", DSN_ACTION_FAILED },
  { "*to the following recipients was aborted", DSN_ACTION_FAILED },
  { "delivery to the following recipients has been delayed", DSN_ACTION_DELAYED },
  { "*to the following recipients has been delayed", DSN_ACTION_DELAYED },
  { "*has been successfully relayed to the following", DSN_ACTION_RELAYED },
  { "*was successfully relayed to the following", DSN_ACTION_RELAYED },
  { "*delivered to the following recipients", DSN_ACTION_DELIVERED },
  { NULL, DSN_ACTION_UNKNOWN },
};
static const char *const smtpsvc_reasons[] = {
  "technical details:",
  "technical details of permanent failure:",
  "technical details of temporary failure:",
  NULL,
};
static const char *const smtpsvc_skips[] = { "message will be retried", NULL };

static const DsnRow rows[] = {
  {
      .format = "imail",
      .generator = "imail",
      .weight = 55,
      .header = DSN_SIGN_BY (IMAIL),
      .opening = imail_labels,
      .read = read_imail,
  },
  {
      .format = "mdaemon",
      .generator = "mdaemon",
      .weight = 55,
      .opening = mdaemon_openings,
      .begins = mdaemon_begins,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_BEHIND | DSN_SHAPE_COLON,
                  .ends = mdaemon_ends },
  },
  {
      .format = "mailenable",
      .generator = "mailenable",
      .weight = 55,
      .opening = mailenable_openings,
      .blocks = { .labels = mailenable_labels, .reasons = reason_reasons },
  },
  {
      .format = "smartermail",
      .generator = "smartermail",
      .weight = 55,
      .opening = smartermail_openings,
      .blocks = { .labels = smartermail_labels, .reasons = reason_reasons },
  },
  {
      .format = "hmailserver",
      .generator = "hmailserver",
      .weight = 60,
      .opening = hmailserver_openings,
      .begins = hmailserver_begins,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .reasons = hmailserver_reasons,
                  .skips = hmailserver_skips },
  },
  {
      .format = "mercury",
      .generator = "mercury",
      .weight = 55,
      .opening = mercury_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_ANGLE | DSN_SHAPE_COLON,
                  .ends = mercury_ends },
  },
  {
      .format = "groupwise",
      .generator = "groupwise",
      .weight = 55,
      .opening = groupwise_openings,
      .begins = groupwise_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_BEHIND | DSN_SHAPE_ANGLE,
                  .ends = groupwise_ends },
  },
  {
      .format = "smtpsvc",
      .weight = 66, /* Gmail has the same opening, and one recipient */
      .opening = smtpsvc_delays,
      .begins = smtpsvc_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_AFTER_BLANK,
                  .reasons = smtpsvc_reasons,
                  .skips = smtpsvc_skips,
                  .sections = smtpsvc_sections },
  },
  {
      .format = "smtpsvc",
      .weight = 45,
      .opening = smtpsvc_openings,
      .begins = smtpsvc_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_AFTER_BLANK,
                  .reasons = smtpsvc_reasons,
                  .skips = smtpsvc_skips,
                  .sections = smtpsvc_sections },
  },
};

const DsnFamily dsn_family_windows = DSN_FAMILY (rows);
