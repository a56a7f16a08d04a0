/* dialect-list.c: list managers that refuse a message which was sent to a list.
 *
 * Shapes: `You are not a member of this mailing list <list@example.com>.` under an
 * X-MLServer field (fml); `You are not allowed to post to this mailing list, and your
 * message has been automatically rejected.` under an X-List-Administrivia field
 * (Mailman), `mailing-list was rejected for the following` from an owner (Mailman 3);
 * `Hi, this is the Mlmmj program managing the <list@example.com>`, then `The message
 * from <ann@example.com>`; `You are not authorized to send mail to the` from LISTSERV.
 * The recipient is the list; where the text does not name it, a header field or the
 * returned message does. What is held for a moderator has not failed, and is no report.
 */
#include "dsn-dialect.h"

#include "dsn-header.h"

enum {
  OPENING_LINES = 12,
  WORDS_MAX = 2048,
};

static const char *const fml_openings[] = {
  "you are not a member of this mailing list",
  "you are not member",
  "duplicated message-id in <",
  "your mail is rejected",
  NULL,
};

static const char *const mailman_openings[] = {
  "you are not allowed to post to this mailing list",
  "your message has been automatically rejected",
  NULL,
};
static const char *const moderator_openings[] = {
  "posting of your message titled",
  NULL,
};
static const char *const moderator_words[] = {
  "has been rejected by the list",
  NULL,
};

static const char *const mailman3_openings[] = {
  "*mailing-list was rejected for the following",
  NULL,
};

static const char *const mlmmj_openings[] = {
  "hi, this is the mlmmj program managing the",
  NULL,
};
static const char *const mlmmj_words[] = {
  "the message from <",
  NULL,
};

static const char *const listserv_openings[] = {
  "you are not authorized to send mail to the",
  "your message is being returned to you unprocessed",
  NULL,
};

/* The first line near the top that a phrase fits; the end if there is none. */
static guint
find_line (const DsnNotice *notice, const char *const *phrases)
{
  for (guint i = 0; i < MIN (notice->lines->len, OPENING_LINES); i++)
    if (dsn_phrase_match (dsn_notice_get_line (notice, i)->text, phrases, NULL))
      return i;
  return notice->lines->len;
}

/* "... the mailing list <list@example.com>." */
static gboolean
find_in_line (const DsnNotice *notice, const DsnRow *row, DsnSpan *address)
{
  guint at = find_line (notice, row->opening);
  DsnSpan rest;

  return at < notice->lines->len &&
         dsn_address_find (dsn_notice_get_line (notice, at)->text, address, &rest);
}

/* The words of a refusal: from the line that @begins fits, or the opening, up to the
 * next empty line; and one paragraph more if they end in a colon, `... for the
 * following reasons:`. */
static GString *
collect_words (const DsnNotice *notice, const DsnRow *row, gsize *offset)
{
  guint first = find_line (notice, row->begins != NULL ? row->begins : row->opening);
  GString *words = g_string_new (NULL);
  gboolean more = TRUE, gap = FALSE;

  for (guint i = first; i < notice->lines->len && words->len < WORDS_MAX; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);

    if (line->text.len == 0) {
      gap = TRUE;
      continue;
    }
    if (gap && (!more || words->str[words->len - 1] != ':'))
      break;
    more = more && !gap;
    gap = FALSE;
    if (words->len == 0)
      *offset = line->offset;
    else
      g_string_append_c (words, ' ');
    g_string_append_len (words, (const char *) line->text.data,
                         (gssize) MIN (line->text.len, WORDS_MAX));
  }
  return words;
}

/* A list that had to be guessed has refused in these words as well. */
static void
set_words (DsnReport *report, guint first, const GString *words, gsize offset)
{
  for (guint i = first; i < report->recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, i);

    if (recipient->diagnostic_text != NULL || words->len == 0)
      continue;
    recipient->diagnostic_text = dsn_report_add_text (
        report, (DsnSpan){ (const guint8 *) words->str, words->len }, offset);
    recipient->diagnostic_by = DSN_DIAGNOSTIC_BY_REPORTER;
  }
}

static void
read (DsnCandidate *candidate, const DsnRow *row)
{
  guint first = candidate->report->recipients->len;
  gsize offset = 0;
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  g_autoptr (GString) words = collect_words (notice, row, &offset);
  g_auto (DsnBlocks) blocks = { 0 };
  DsnSpan address, rest, body;

  dsn_blocks_init (&blocks);
  if (find_in_line (notice, row, &address) ||
      (dsn_header_find (dsn_message_get_fields (candidate->message), "x-beenthere",
                        &body) &&
       dsn_address_find (body, &address, &rest)))
    dsn_blocks_add (&blocks, address,
                    (DsnSpan){ (const guint8 *) words->str, words->len }, offset,
                    candidate->limits->recipients);
  dsn_row_add_recipients (candidate, &blocks, DSN_ACTION_FAILED);
  dsn_row_finish (candidate, row, first);
  set_words (candidate->report, first, words, offset);
}

/* From is the list's owner, not a mail system: the field of the list manager is what
 * makes the message hopeful. */
static guint
bid (DsnCandidate *candidate, const DsnRow *row)
{
  const GArray *fields = dsn_message_get_fields (candidate->message);
  const DsnNotice *notice;
  DsnSpan count;

  /* fml numbers what it sends to the members: that is no answer of its own. */
  if (candidate->other || !dsn_row_has_header (candidate, row) ||
      dsn_header_find (fields, "x-mail-count", &count))
    return 0;
  notice = dsn_candidate_get_notice (candidate);
  return find_line (notice, row->opening) < notice->lines->len &&
                 (row->begins == NULL ||
                  find_line (notice, row->begins) < notice->lines->len)
             ? row->weight
             : 0;
}

#define LIST_ROW(name, header_signs, openings, words)                                  \
  {                                                                                    \
    .format = name, .generator = name, .weight = 40, .header = header_signs,           \
    .opening = openings, .begins = words, .action = DSN_ACTION_FAILED, .bid = bid,     \
    .read = read,                                                                      \
  }

static const DsnRow rows[] = {
  LIST_ROW ("fml", DSN_SIGN_BY (FML), fml_openings, NULL),
  LIST_ROW ("mailman", DSN_SIGN_BY (MAILMAN), mailman_openings, NULL),
  LIST_ROW ("mailman", DSN_SIGN_BY (MAILMAN), moderator_openings, moderator_words),
  LIST_ROW ("mailman", DSN_SIGN_BY (MAILMAN_3), mailman3_openings, NULL),
  LIST_ROW ("mlmmj", DSN_SIGN_BY (MLMMJ), mlmmj_openings, mlmmj_words),
  LIST_ROW ("listserv", DSN_SIGN_BY (LISTSERV), listserv_openings, NULL),
};

const DsnFamily dsn_family_list = DSN_FAMILY (rows);
