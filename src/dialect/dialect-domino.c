/* dialect-domino.c: IBM and HCL Domino, and the SMTP gateway of Notes before it.
 *
 * Shapes: `Your message`, `  Subject: ...`, `was not delivered to:`, the recipients
 * alone in lines, `because:`, and the reason behind an empty line (Domino; its
 * Subject is `DELIVERY FAILURE: ` and the reason);
 * `------- Failure Reasons  --------`, the reason, the recipient below it, and
 * `------- Returned Message --------` (the Lotus SMTP MTA). */
#include "dsn-dialect.h"

static const char *const domino_openings[] = {
  "was not delivered to:",
  "was not delivered to the following",
  "has not been delivered to:",
  "has been delayed to:",
  NULL,
};
static const char *const domino_reasons[] = {
  "because:",
  "because of:",
  "because it is",
  NULL,
};

/* A reason may be shared by many addresses, each of which gets a copy. */
#define WORDS_MAX 512

static const char *const notes_openings[] = { "failure reasons", NULL };

static guint
bid_domino (DsnCandidate *candidate, const DsnRow *row)
{
  static const char *const because[] = { "because:", "because of:", NULL };
  const DsnNotice *notice;

  /* The opening is plain English: the reason has to be announced as well. */
  if (dsn_row_bid (candidate, row) == 0)
    return 0;
  notice = dsn_candidate_get_notice (candidate);
  for (guint i = 0; i < MIN (notice->lines->len, 60); i++)
    if (dsn_phrase_match (dsn_notice_get_line (notice, i)->text, because, NULL))
      return row->weight;
  return 0;
}

/* Reasons stand above their recipients: each group of lines up to an address. */
static void
read_notes (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint first = candidate->report->recipients->len;
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (DsnBlocks) blocks = { 0 };
  gboolean begun = FALSE;
  DsnSpan address, rest;

  dsn_blocks_init (&blocks);
  for (guint i = 0; i < notice->lines->len; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);

    if (dsn_phrase_match (line->text, row->opening, NULL)) {
      begun = TRUE;
    } else if (begun && dsn_address_scan (line->text, &address, &rest) &&
               rest.len == 0) {
      dsn_blocks_add (&blocks, address,
                      (DsnSpan){ (const guint8 *) words->str, words->len },
                      line->offset, candidate->limits->recipients);
    } else if (begun && line->text.len == 0 && blocks.list->len > 0) {
      g_string_truncate (words, 0);
    } else if (begun && words->len < WORDS_MAX) {
      if (words->len > 0 && line->text.len > 0)
        g_string_append_c (words, ' ');
      g_string_append_len (words, (const char *) line->text.data,
                           (gssize) MIN (line->text.len, WORDS_MAX));
    }
  }
  dsn_row_add_recipients (candidate, &blocks, DSN_ACTION_FAILED);
  dsn_row_finish (candidate, row, first);
}

static const DsnRow rows[] = {
  {
      .format = "domino",
      .generator = "domino",
      .weight = 50,
      .opening = domino_openings,
      .begins = domino_openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_NAME | DSN_SHAPE_LOCAL |
                            DSN_SHAPE_AFTER_BLANK,
                  .reasons = domino_reasons },
      .bid = bid_domino,
  },
  {
      .format = "notes",
      .generator = "notes",
      .weight = 50,
      .opening = notes_openings,
      .read = read_notes,
  },
};

const DsnFamily dsn_family_domino = DSN_FAMILY (rows);
