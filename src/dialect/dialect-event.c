/* dialect-event.c: what happened to a message, mailed as JSON: Amazon SES through SNS.
 *
 * Shape: the text begins with an object, `{"notificationType":"Bounce","bounce":{...`
 * (`eventType` for those of a configuration set), in which
 *   "bouncedRecipients":[{"emailAddress":"ann@example.com","action":"failed",
 *     "status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]
 * stands; on one line or on many. Where nobody has said why, `bounceSubType` does. */
#include "dsn-dialect.h"

#include "dsn-code-private.h"
#include "dsn-finish.h"
#include "dsn-recipient-private.h"
#include "dsn-report-private.h"
#include "dsn-scan.h"

#include <string.h>

/* How far from the beginning what it is about has to stand. */
#define HEAD_MAX_LEN 512

/* What is known of who bounced. */
typedef struct {
  DsnCandidate *candidate;
  DsnSpan cause;    /* of all of them */
  GString *address; /* of the object at hand, like the next two */
  GString *status;
  GString *words;
  DsnBlocks blocks;
  GArray *codes;           /* DsnCode, one for each block */
  GStringChunk *addresses; /* that the blocks borrow */
} Bounced;

/* The text in one piece: mailers break long lines, with `!` where they do. */
static GString *
join_lines (const DsnNotice *notice)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notice->lines->len; i++) {
    DsnSpan line = dsn_notice_get_line (notice, i)->text;

    if (line.len > 900 && line.data[line.len - 1] == '!')
      line.len--;
    g_string_append_len (text, (const char *) line.data, (gssize) line.len);
  }
  return text;
}

static DsnSpan
span_of (const GString *text)
{
  return (DsnSpan){ (const guint8 *) text->str, text->len };
}

/* RFC 8259 §7, but for \u: what it stands for decides nothing here. */
static gboolean
scan_string (DsnScan *scan, GString *value)
{
  g_string_truncate (value, 0);
  if (!dsn_scan_byte (scan, '"'))
    return FALSE;
  while (!dsn_scan_at_end (scan) && *scan->at != '"') {
    if (*scan->at == '\\' && dsn_scan_left (scan) > 1) {
      scan->at++;
      g_string_append_c (value, *scan->at == 'n' || *scan->at == 'r' || *scan->at == 't'
                                    ? ' '
                                    : (char) *scan->at);
    } else {
      g_string_append_c (value, (char) *scan->at);
    }
    scan->at++;
  }
  return dsn_scan_byte (scan, '"');
}

static void
skip_blanks (DsnScan *scan)
{
  while (!dsn_scan_at_end (scan) && (*scan->at == ' ' || *scan->at == '\t'))
    scan->at++;
}

/* Behind `"key"`: `: "value"`. */
static gboolean
scan_value (DsnScan *scan, GString *value)
{
  skip_blanks (scan);
  if (!dsn_scan_byte (scan, ':'))
    return FALSE;
  skip_blanks (scan);
  return scan_string (scan, value);
}

static gboolean
find_value (DsnSpan text, const char *key, GString *value)
{
  g_autofree char *quoted = g_strconcat ("\"", key, "\"", NULL);
  DsnScan scan;
  gsize at;

  if (!dsn_span_find_nocase (text, dsn_span_of_string (quoted), &at))
    return FALSE;
  scan = dsn_scan_over (dsn_span_slice (text, at + strlen (key) + 2, G_MAXSIZE));
  return scan_value (&scan, value);
}

static gboolean
is_bounce (DsnSpan text)
{
  g_autoptr (GString) value = g_string_new (NULL);
  DsnSpan head = dsn_span_slice (dsn_span_trim (text), 0, HEAD_MAX_LEN);

  return head.len > 0 && head.data[0] == '{' &&
         (find_value (head, "notificationType", value) ||
          find_value (head, "eventType", value)) &&
         dsn_span_equal_nocase (span_of (value), DSN_SPAN_LIT ("Bounce"));
}

static guint
bid (DsnCandidate *candidate, const DsnRow *row)
{
  g_autoptr (GString) text = NULL;

  if (candidate->other || !dsn_row_has_header (candidate, row))
    return 0;
  text = join_lines (dsn_candidate_get_notice (candidate));
  return is_bounce (span_of (text)) ? row->weight : 0;
}

/* `smtp; 550 5.1.1 user unknown` is the reply alone. */
static DsnSpan
without_type (DsnSpan words)
{
  return dsn_span_starts_nocase (words, DSN_SPAN_LIT ("smtp;"))
             ? dsn_span_trim (dsn_span_slice (words, 5, G_MAXSIZE))
             : words;
}

static void
add_block (Bounced *bounced)
{
  DsnCandidate *candidate = bounced->candidate;
  const DsnNoticeLine *line =
      dsn_notice_get_line (dsn_candidate_get_notice (candidate), 0);
  const char *address =
      g_string_chunk_insert (bounced->addresses, bounced->address->str);
  DsnScan status = dsn_scan_over (span_of (bounced->status));
  DsnCode code = { 0 };

  dsn_code_scan (&status, &code);
  dsn_blocks_add (&bounced->blocks, dsn_span_of_string (address),
                  bounced->words->len > 0 ? without_type (span_of (bounced->words))
                                          : bounced->cause,
                  line->offset, candidate->limits->recipients);
  if (bounced->codes->len < bounced->blocks.list->len)
    g_array_append_val (bounced->codes, code);
  g_string_truncate (bounced->address, 0);
  g_string_truncate (bounced->status, 0);
  g_string_truncate (bounced->words, 0);
}

/* The objects of the array that @scan is in; one with an address is a recipient. */
static void
read_array (Bounced *bounced, DsnScan *scan)
{
  g_autoptr (GString) key = g_string_new (NULL), value = g_string_new (NULL);
  gsize depth = 0;

  while (!dsn_scan_at_end (scan) && (depth > 0 || *scan->at != ']')) {
    if (*scan->at == '"') {
      if (!scan_string (scan, key))
        return;
      if (!scan_value (scan, value))
        continue;
      if (g_str_equal (key->str, "emailAddress"))
        g_string_assign (bounced->address, value->str);
      else if (g_str_equal (key->str, "status"))
        g_string_assign (bounced->status, value->str);
      else if (g_str_equal (key->str, "diagnosticCode"))
        g_string_assign (bounced->words, value->str);
      continue;
    }
    if (*scan->at == '{')
      depth++;
    else if (*scan->at == '}' && depth > 0 && --depth == 0 && bounced->address->len > 0)
      add_block (bounced);
    scan->at++;
  }
}

/* A code belongs to the block that it came with: not if an address stood there twice.
 */
static void
add_recipients (Bounced *bounced)
{
  GArray *recipients = bounced->candidate->report->recipients;
  guint first = recipients->len;

  dsn_row_add_recipients (bounced->candidate, &bounced->blocks, DSN_ACTION_FAILED);
  for (guint i = 0;
       recipients->len - first == bounced->codes->len && i < bounced->codes->len; i++)
    g_array_index (recipients, DsnRecipient, first + i).status =
        g_array_index (bounced->codes, DsnCode, i);
}

static void
read_event (DsnCandidate *candidate, const DsnRow *row G_GNUC_UNUSED)
{
  g_autoptr (GString) text = join_lines (dsn_candidate_get_notice (candidate));
  g_autoptr (GString) address = g_string_new (NULL), status = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL), cause = g_string_new (NULL);
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (DsnCode));
  g_autoptr (GStringChunk) addresses = g_string_chunk_new (1024);
  Bounced bounced = { .candidate = candidate,
                      .address = address,
                      .status = status,
                      .words = words,
                      .codes = codes,
                      .addresses = addresses };
  guint first = candidate->report->recipients->len;
  gsize at;

  dsn_blocks_init (&bounced.blocks);
  if (find_value (span_of (text), "bounceSubType", cause))
    bounced.cause = span_of (cause);
  if (dsn_span_find_nocase (span_of (text), DSN_SPAN_LIT ("\"bouncedRecipients\""),
                            &at)) {
    DsnScan scan = dsn_scan_over (dsn_span_slice (span_of (text), at, G_MAXSIZE));

    while (!dsn_scan_at_end (&scan) && *scan.at != '[')
      scan.at++;
    if (dsn_scan_byte (&scan, '['))
      read_array (&bounced, &scan);
  }
  add_recipients (&bounced);
  dsn_blocks_clear (&bounced.blocks);
  /* No transcript: all that is said stands in the object of whom it is about. */
  dsn_finish_report (candidate->report, first);
}

static const DsnRow rows[] = {
  {
      .format = "amazon-sns",
      .generator = "amazon-ses",
      .weight = 60,
      .header = DSN_SIGN_BY (SNS),
      .bid = bid,
      .read = read_event,
  },
};

const DsnFamily dsn_family_event = DSN_FAMILY (rows);
