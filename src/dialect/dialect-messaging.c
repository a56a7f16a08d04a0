/* dialect-messaging.c: PMDF and its heirs, and the gateways between mail and X.400.
 *
 * Shapes: `This report relates to a message you sent with the following header
 * fields:`, its fields, `Your message cannot be delivered to the following
 * recipients:`, then `Recipient address:`, `Reason:`, `Diagnostic code:`, `Remote
 * system:` (PMDF; iPlanet, Sun and Oracle Messaging Server); `This report relates to
 * your message:`, `Your message was not delivered to ann@example.com for the following
 * reason:` (PP, MIXER); `Your message could not be delivered to 'ann@example.com' for
 * the following reason:` (MMDF); `|---- Failed addresses follow: ----|`,
 * `<ann@example.com> ... words` (Smail); `Failed to deliver to 'ann@example.com'`,
 * `SMTP module ... reports:` (CommuniGate). */
#include "dsn-dialect.h"

static const char *const pmdf_openings[] = {
  "this report relates to a message you sent with the following",
  NULL,
};
static const char *const pmdf_labels[] = { "recipient address:", NULL };
static const char *const pmdf_reasons[] = { "reason:", "diagnostic code:", NULL };
static const char *const pmdf_skips[] = { "original address:", "remote system:", NULL };
static const char *const pmdf_ends[] = {
  "delivery attempt history for your mail",
  "the mail system will continue to try",
  NULL,
};
static const DsnSection pmdf_sections[] = {
  { "your message cannot be delivered to the following", DSN_ACTION_FAILED },
  { "your message has been enqueued and undeliverable", DSN_ACTION_DELAYED },
  { "your message is being returned", DSN_ACTION_FAILED },
  { "your message was successfully delivered", DSN_ACTION_DELIVERED },
  { "your message has been successfully delivered", DSN_ACTION_DELIVERED },
  { "your message has been delivered", DSN_ACTION_DELIVERED },
  { "your message was successfully relayed", DSN_ACTION_RELAYED },
  { "your message has been successfully relayed", DSN_ACTION_RELAYED },
  { "your message has been relayed", DSN_ACTION_RELAYED },
  { NULL, DSN_ACTION_UNKNOWN },
};

static const char *const pp_openings[] = { "this report relates to your message",
                                           NULL };
static const char *const pp_labels[] = {
  "your message was not delivered to",
  "your message was delivered to",
  "and was not delivered to",
  "and not delivered to",
  NULL,
};
static const char *const pp_reasons[] = {
  "for the following reason",
  "*for the following reason:",
  NULL,
};
static const char *const pp_ends[] = {
  "the following information is directed towards the local",
  NULL,
};
static const DsnSection pp_sections[] = {
  { "your message was not delivered to:", DSN_ACTION_FAILED },
  { "your message was delivered to:", DSN_ACTION_DELIVERED },
  { NULL, DSN_ACTION_UNKNOWN },
};

static const char *const mmdf_openings[] = {
  "your message could not be delivered to",
  NULL,
};
static const char *const smail_openings[] = {
  "message log follows:",
  "failed addresses follow:",
  NULL,
};
static const char *const smail_begins[] = {
  "failed addresses follow:",
  "addresses still in transit",
  NULL,
};
static const char *const smail_ends[] = { "message text follows", NULL };

static const char *const cgate_openings[] = {
  "failed to deliver to '",
  "message is delivered to '",
  NULL,
};
static const char *const cgate_labels[] = { "failed to deliver to", NULL };

/* `Recipient address:` is what rewriting rules have made of the `Original address:`,
 * which stands below it where they differ. */
static void
use_original_addresses (const DsnNotice *notice, DsnBlocks *blocks)
{
  static const char *const original[] = { "original address:", NULL };
  DsnSpan rest, address;
  guint next = 0;

  for (guint i = 0; i < notice->lines->len; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);

    while (next < blocks->list->len &&
           g_array_index (blocks->list, DsnBlock, next).offset <= line->offset)
      next++;
    if (next > 0 && dsn_phrase_match (line->text, original, &rest) &&
        dsn_address_find (rest, &address, &rest))
      g_array_index (blocks->list, DsnBlock, next - 1).address = address;
  }
}

static void
read_pmdf (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint first = candidate->report->recipients->len;
  g_auto (DsnBlocks) blocks = { 0 };

  dsn_blocks_read (notice->lines, 0, notice->lines->len, &row->blocks,
                   candidate->limits->recipients, &blocks);
  use_original_addresses (notice, &blocks);
  dsn_row_add_recipients (candidate, &blocks, DSN_ACTION_FAILED);
  dsn_row_finish (candidate, row, first);
}

/* The opening is plain English. */
static guint
bid_mmdf (DsnCandidate *candidate, const DsnRow *row)
{
  return dsn_row_has_header (candidate, row) ? dsn_row_bid (candidate, row) : 0;
}

/* How far the sentence of MMDF may go on. */
#define SENTENCE_MAX 1024

/* "Your message could not be delivered to 'ann@example.com (host: example.com) (queue:
 * smtp)' for the following reason: ' Unknown user'", wrapped anywhere. */
static void
read_mmdf (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint first = candidate->report->recipients->len;
  g_autoptr (GString) joined = g_string_new (NULL);
  g_auto (DsnBlocks) blocks = { 0 };
  DsnSpan text, address = { NULL, 0 }, rest = { NULL, 0 };
  gsize offset = 0, at;

  for (guint i = 0; i < notice->lines->len && joined->len < SENTENCE_MAX; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);

    if (joined->len == 0 && !dsn_phrase_match (line->text, row->opening, NULL))
      continue;
    if (line->text.len == 0 && joined->len > 0)
      break;
    if (joined->len == 0)
      offset = line->offset;
    g_string_append_len (joined, (const char *) line->text.data,
                         (gssize) MIN (line->text.len, SENTENCE_MAX));
    g_string_append_c (joined, ' ');
  }
  text = (DsnSpan){ (const guint8 *) joined->str, joined->len };
  dsn_blocks_init (&blocks);
  if (dsn_address_find (text, &address, &rest)) {
    if (dsn_span_find_nocase (rest, DSN_SPAN_LIT ("reason:"), &at))
      rest = dsn_span_slice (rest, at + 7, G_MAXSIZE);
    while (rest.len > 0 && (rest.data[0] == ' ' || rest.data[0] == '\''))
      rest = dsn_span_slice (rest, 1, G_MAXSIZE);
    while (rest.len > 0 &&
           (rest.data[rest.len - 1] == ' ' || rest.data[rest.len - 1] == '\''))
      rest.len--;
    dsn_blocks_add (&blocks, address, rest, offset, candidate->limits->recipients);
  }
  dsn_row_add_recipients (candidate, &blocks, DSN_ACTION_FAILED);
  dsn_row_finish (candidate, row, first);
}

static const DsnRow rows[] = {
  {
      .format = "pmdf",
      .generator = "pmdf",
      .weight = 55,
      .opening = pmdf_openings,
      .blocks = { .labels = pmdf_labels,
                  .reasons = pmdf_reasons,
                  .skips = pmdf_skips,
                  .ends = pmdf_ends,
                  .sections = pmdf_sections },
      .read = read_pmdf,
  },
  {
      .format = "pp",
      .generator = "pp",
      .weight = 55,
      .opening = pp_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .labels = pp_labels,
                  .reasons = pp_reasons,
                  .ends = pp_ends,
                  .sections = pp_sections },
  },
  {
      .format = "smail",
      .generator = "smail",
      .weight = 55,
      .opening = smail_openings,
      .begins = smail_begins,
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_DOTS | DSN_SHAPE_ALONE |
                            DSN_SHAPE_LOCAL,
                  .ends = smail_ends },
  },
  {
      .format = "communigate",
      .generator = "communigate",
      .weight = 55,
      .opening = cgate_openings,
      .blocks = { .labels = cgate_labels },
  },
  {
      .format = "mmdf",
      .generator = "mmdf",
      .weight = 50,
      .header = DSN_SIGN_BY (MMDF),
      .opening = mmdf_openings,
      .bid = bid_mmdf,
      .read = read_mmdf,
  },
};

const DsnFamily dsn_family_messaging = DSN_FAMILY (rows);
