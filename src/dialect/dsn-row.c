/* dsn-row.c: what the rows of all families have in common: they bid on a message and
 * read it. */
#include "dsn-dialect.h"

#include "dsn-finish.h"
#include "dsn-guess.h"
#include "dsn-header.h"
#include "dsn-locate.h"
#include "dsn-original.h"
#include "dsn-outcome.h"
#include "dsn-prose.h"
#include "dsn-safe.h"
#include "dsn-transcript.h"
#include "dsn-value.h"
#include "dsn-words.h"

#include <string.h>

/* Where one sign in the header is all there is nobody has written much before the
 * phrase that a notice is known by. */
#define OPENING_LINES_UNSURE 10

/* What makes a row surer: a header field of its own, words that stand very early. */
enum { BONUS_SIGN = 5, BONUS_EARLY = 3 };

/* What it takes to look into the text: From is a mail system's, or the like. */
#define HOPEFUL 2

gboolean
dsn_candidate_is_system (const DsnCandidate *candidate)
{
  const DsnSigns *signs = &candidate->signs;

  return signs->from_system || signs->null_path || signs->failed.len > 0;
}

gboolean
dsn_row_has_header (const DsnCandidate *candidate, const DsnRow *row)
{
  return (candidate->found & row->header) != 0;
}

/* The first of some lines that a phrase fits; @to if there is none. */
static guint
find_line (const DsnNotice *notice, guint from, guint to, const char *const *phrases)
{
  for (guint i = from; i < to; i++)
    if (dsn_phrase_match (dsn_notice_get_line (notice, i)->text, phrases, NULL))
      return i;
  return to;
}

/* The line that the row that bids opens with. */
static guint
find_opening (DsnCandidate *candidate)
{
  if (!candidate->has_openings)
    dsn_openings_find (&dsn_openings, dsn_candidate_get_notice (candidate),
                       candidate->openings);
  candidate->has_openings = TRUE;
  return candidate->openings[candidate->asked];
}

guint
dsn_row_bid (DsnCandidate *candidate, const DsnRow *row)
{
  DsnSigns *signs = &candidate->signs;
  gboolean sign = dsn_row_has_header (candidate, row);
  int weight;
  guint at;

  if (sign && signs->subject_body.len > 0)
    dsn_signs_read_subject (signs);
  weight = signs->weight + (sign ? HOPEFUL : 0);
  if (candidate->other || weight < HOPEFUL ||
      (!sign && !dsn_candidate_is_system (candidate)))
    return 0;
  if (row->opening == NULL)
    return sign ? row->weight : 0;
  at = find_opening (candidate);
  if (at >= (weight > HOPEFUL ? DSN_OPENING_LINES_MAX : OPENING_LINES_UNSURE))
    return 0;
  G_STATIC_ASSERT (BONUS_SIGN + BONUS_EARLY == DSN_ROW_BONUS_MAX);
  return row->weight + (sign ? BONUS_SIGN : 0) + (at < 5 ? BONUS_EARLY : 0);
}

static const char *
keep (DsnCandidate *candidate, DsnSpan text, gsize offset)
{
  return dsn_report_add_text (candidate->report, text, offset);
}

/* What is said of a recipient; words that hold no reply are replaced by ones that do.
 */
static void
set_words (DsnCandidate *candidate, DsnRecipient *recipient, const DsnBlock *block)
{
  DsnWords words;

  if (block->words == NULL || block->words->len == 0 || recipient->reply_code != 0)
    return;
  words = dsn_words_read (
      (DsnSpan){ (const guint8 *) block->words->str, block->words->len });
  if (recipient->diagnostic_text != NULL && words.reply.code == 0)
    return;
  if (words.parent.len > 0) /* the one that the sender wrote */
    recipient->original_recipient = keep (candidate, words.parent, block->words_offset);
  if (words.host.len > 0)
    recipient->remote_mta.name = keep (candidate, words.host, block->words_offset);
  if (words.text.len > 0)
    recipient->diagnostic_text = keep (candidate, words.text, block->words_offset);
  recipient->diagnostic_by =
      words.remote ? DSN_DIAGNOSTIC_BY_REMOTE : DSN_DIAGNOSTIC_BY_REPORTER;
  recipient->reply_code = words.reply.code >= 400 ? words.reply.code : 0;
  recipient->diagnostic_status = words.reply.status;
  recipient->action = dsn_outcome_of_words (recipient, words.text);
}

/* An address as it was before non-ASCII bytes became `\320` (Exim writes them so). */
static const char *
keep_address (DsnCandidate *candidate, const DsnBlock *block)
{
  g_autoptr (GString) plain = NULL;
  DsnSpan text = block->address;

  if (!dsn_span_find_byte (text, '\\', NULL))
    return keep (candidate, text, block->offset);
  plain = g_string_new (NULL);
  for (gsize i = 0; i < text.len; i++) {
    const guint8 *p = text.data + i;

    if (*p == '\\' && i + 3 < text.len && p[1] >= '2' && p[1] <= '3' && p[2] >= '0' &&
        p[2] <= '7' && p[3] >= '0' && p[3] <= '7') {
      g_string_append_c (plain,
                         (char) ((p[1] - '0') << 6 | (p[2] - '0') << 3 | (p[3] - '0')));
      i += 3;
    } else {
      g_string_append_c (plain, (char) *p);
    }
  }
  return keep (candidate, (DsnSpan){ (const guint8 *) plain->str, plain->len },
               block->offset);
}

static int
compare_addresses (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

/* How many bytes of words the recipients get: many of them may share the same, and what
 * comes out has to stay in some proportion to what went in. */
static gsize
words_budget (DsnCandidate *candidate)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  gsize size = (gsize) 16 * 1024;

  for (guint i = 0; i < notice->lines->len; i++)
    size += 4 * dsn_notice_get_line (notice, i)->text.len;
  return size;
}

static gboolean
spend (DsnCandidate *candidate, const DsnBlock *block, gsize *budget)
{
  gsize len = block->words != NULL ? block->words->len : 0;

  if (len > *budget) {
    dsn_defects_add_once (candidate->report->defects, DSN_DEFECT_WORDS_DROPPED,
                          block->words_offset, (DsnSpan){ NULL, 0 });
    return FALSE;
  }
  *budget -= len;
  return TRUE;
}

void
dsn_row_add_recipients (DsnCandidate *candidate, const DsnBlocks *blocks,
                        DsnAction action)
{
  /* A tree: the sender may choose words that hash alike. The value is the index + 1. A
   * lone address needs none. */
  g_autoptr (GTree) seen = blocks->list->len > 1
                               ? g_tree_new_full (compare_addresses, NULL, g_free, NULL)
                               : NULL;
  GArray *recipients = candidate->report->recipients;
  gsize budget = words_budget (candidate);

  for (guint i = 0; i < blocks->list->len; i++) {
    const DsnBlock *block = &g_array_index (blocks->list, DsnBlock, i);
    g_autofree char *key = seen != NULL
                               ? g_ascii_strdown ((const char *) block->address.data,
                                                  (gssize) block->address.len)
                               : NULL;
    guint known = seen != NULL ? GPOINTER_TO_UINT (g_tree_lookup (seen, key)) : 0;
    DsnRecipient *recipient;

    if (known == 0) {
      recipient = dsn_report_add_recipient (candidate->report);
      recipient->final_recipient = keep_address (candidate, block);
      recipient->offset = block->offset;
      recipient->action = block->action != DSN_ACTION_UNKNOWN ? block->action : action;
      if (seen != NULL)
        g_tree_insert (seen, g_steal_pointer (&key),
                       GUINT_TO_POINTER (recipients->len));
    } else {
      recipient = &g_array_index (recipients, DsnRecipient, known - 1);
    }
    if (spend (candidate, block, &budget))
      set_words (candidate, recipient, block);
  }
  if (blocks->full)
    dsn_defects_add_once (candidate->report->defects, DSN_DEFECT_TOO_MANY_RECIPIENTS, 0,
                          (DsnSpan){ NULL, 0 });
}

static void
read_original (DsnCandidate *candidate)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  DsnSpan header = notice->original;

  if (notice->original_part != DSN_PART_NONE)
    header = dsn_locate_original_header (candidate->message, notice->original_part);
  if (header.len > 0)
    dsn_original_read (candidate->message, header, candidate->limits,
                       candidate->report);
}

/* "This is the qmail-send program at HOST." */
static void
read_reporter (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  DsnSpan rest;

  for (guint i = 0; row->reporters != NULL && i < notice->lines->len; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);
    gsize len = 0;

    if (!dsn_phrase_match (line->text, row->reporters, &rest))
      continue;
    while (len < rest.len && rest.data[len] > ' ' &&
           strchr (",;:()<>", rest.data[len]) == NULL)
      len++;
    while (len > 0 && rest.data[len - 1] == '.')
      len--;
    if (len > 0)
      candidate->report->reporting_mta.name =
          keep (candidate, dsn_span_slice (rest, 0, len), line->offset);
    return;
  }
}

/* Recipients that the text does not name, with what it says of all of them. */
static void
add_guesses (DsnCandidate *candidate, const DsnRow *row, const DsnBlocks *blocks,
             guint first)
{
  GArray *recipients = candidate->report->recipients;
  DsnBlock block = { .words = blocks->common, .words_offset = blocks->common_offset };
  gsize budget = words_budget (candidate);

  if (recipients->len > first)
    return;
  dsn_guess_recipients (candidate, dsn_outcome_find (candidate, row));
  for (guint i = first; i < recipients->len; i++)
    if (spend (candidate, &block, &budget))
      set_words (candidate, &g_array_index (recipients, DsnRecipient, i), &block);
}

/* In a text of sentences the cause may stand anywhere around the address: kept beside
 * the diagnostic, as long as a message has few recipients, for all may stand in one
 * paragraph. */
#define PROSE_RECIPIENTS_MAX 20

static void
keep_prose (DsnCandidate *candidate, guint first)
{
  GArray *recipients = candidate->report->recipients;
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);

  if (recipients->len - first > PROSE_RECIPIENTS_MAX)
    return;
  for (guint i = first; i < recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (recipients, DsnRecipient, i);
    g_autoptr (GString) words = NULL, valid = NULL;

    if (recipient->diagnostic_status.klass != 0 || recipient->status.klass != 0)
      continue;
    words = dsn_prose_dup_around (
        notice, dsn_span_of_string (recipient->final_recipient), recipient->guessed);
    /* They may be cut inside a character: that is no finding. */
    valid = g_string_sized_new (words->len);
    dsn_safe_append_utf8 (valid, (DsnSpan){ (const guint8 *) words->str, words->len });
    recipient->prose =
        dsn_report_add_string (candidate->report, valid->str, valid->len);
  }
}

void
dsn_row_finish (DsnCandidate *candidate, const DsnRow *row, guint first)
{
  DsnReport *report = candidate->report;

  read_original (candidate);
  read_reporter (candidate, row);
  dsn_guess_domains (candidate, first);
  if (report->recipients->len == first)
    dsn_guess_recipients (candidate, dsn_outcome_find (candidate, row));
  dsn_finish_report (report, first);
  dsn_transcript_read_notice (candidate->message, dsn_candidate_get_notice (candidate),
                              candidate->limits, report);
  keep_prose (candidate, first);
}

void
dsn_row_read (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  g_auto (DsnBlocks) blocks = { 0 };
  guint first = candidate->report->recipients->len, count = notice->lines->len;
  guint from = row->begins != NULL ? find_line (notice, 0, count, row->begins) : 0;

  dsn_blocks_read (notice->lines, from < count ? from : 0, count, &row->blocks,
                   candidate->limits->recipients, &blocks);
  if (row->careful)
    dsn_row_drop_others (candidate, &blocks);
  dsn_row_add_recipients (candidate, &blocks, dsn_outcome_find (candidate, row));
  add_guesses (candidate, row, &blocks, first);
  dsn_row_finish (candidate, row, first);
}
