/* dialect-google.c: Google's notices: Gmail's older ones in plain text, its later ones
 * with an icon where the part for machines is missing or empty, and Google Groups'.
 *
 * Shapes: `Delivery to the following recipient failed permanently:`, the address,
 * `Technical details of permanent failure:`, a reason; `** Address not found **`,
 * `Your message wasn't delivered to ann@example.com because ...`, `The response was:`,
 * an empty line, the reply. Groups: a letter in the language of the sender whose first
 * paragraph names the group in brackets, without its domain, four bullets, a link to
 * the help for groups, the signature. */
#include "dsn-dialect.h"

#include "dsn-reply.h"

static const char *const openings[] = {
  "delivery to the following recipient failed permanently",
  "delivery to the following recipients failed permanently",
  "delivery to the following recipient has been delayed",
  "delivery to the following recipients has been delayed",
  NULL,
};
static const char *const reasons[] = {
  "technical details of permanent failure:",
  "technical details of temporary failure:",
  "technical details of failure:",
  NULL,
};
static const char *const statements[] = {
  "message will be retried for",
  "the error that the other server returned was:",
  NULL,
};

static const char *const icon_openings[] = {
  "there was a problem delivering your message to",
  "there was a temporary problem delivering your message to",
  "*your message wasn't delivered to",
  "*your message hasn't been delivered to",
  "you're sending this from a different address or alias using",
  NULL,
};
static const char *const icon_labels[] = {
  "*your message wasn't delivered to ",
  "*your message hasn't been delivered to ",
  "*your message to ",
  "*problem delivering your message to ",
  "*delivering your message to ",
  NULL,
};
static const char *const icon_reasons[] = {
  "the response was:",    "the response from the remote server was:",
  "la respuesta fue:",    "réponse :",
  "die antwort lautete:", NULL,
};

static const char *const icon_skips[] = { "has been blocked", NULL };

static const char *const groups_openings[] = {
  "google groups",
  "*groups.google.com/support",
  "*topic=25838",
  NULL,
};

/* "** Message blocked **": the heading stands in asterisks, whatever it says. */
static guint
bid_icon (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice;

  if (candidate->other || !candidate->signs.from_system || !candidate->signs.subject)
    return 0;
  notice = dsn_candidate_get_notice (candidate);
  for (guint i = 0; i < MIN (notice->lines->len, 6); i++) {
    DsnSpan line = dsn_notice_get_line (notice, i)->text;

    if (line.len > 8 && dsn_span_starts_nocase (line, DSN_SPAN_LIT ("** ")) &&
        line.data[line.len - 1] == '*' && line.data[line.len - 2] == '*')
      return row->weight;
  }
  return dsn_row_bid (candidate, row);
}

/* The name of the group: "(reading-room)", in brackets of ASCII in all languages. */
static gboolean
find_group (DsnSpan text, DsnSpan *name)
{
  gsize from, to;

  while (dsn_span_find_byte (text, '(', &from)) {
    DsnSpan inside = dsn_span_slice (text, from + 1, 65);

    if (dsn_span_find_byte (inside, ')', &to) && to > 0) {
      gsize len = 0;

      while (len < to && (g_ascii_isalnum (inside.data[len]) ||
                          inside.data[len] == '-' || inside.data[len] == '_' ||
                          inside.data[len] == '.' || inside.data[len] == '+'))
        len++;
      if (len == to) {
        *name = dsn_span_slice (inside, 0, to);
        return TRUE;
      }
    }
    text = dsn_span_slice (text, from + 1, G_MAXSIZE);
  }
  return FALSE;
}

/* Which paragraph names the group, among the first. */
static gboolean
find_paragraph (const DsnNotice *notice, guint *index, DsnSpan *name)
{
  for (guint i = 0; i < MIN (notice->lines->len, 8); i++) {
    DsnSpan line = dsn_notice_get_line (notice, i)->text;

    if (!find_group (dsn_span_slice (line, 0, 2048), name))
      continue;
    *index = i;
    return TRUE;
  }
  return FALSE;
}

static guint
bid_groups (DsnCandidate *candidate, const DsnRow *row)
{
  guint bid = dsn_row_bid (candidate, row), index;
  DsnSpan name;

  return bid > 0 && find_paragraph (dsn_candidate_get_notice (candidate), &index, &name)
             ? bid
             : 0;
}

/* The words are all of the letter behind the greeting: its link is what tells in any
 * language what it is about. */
static void
read_groups (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint first = candidate->report->recipients->len, index;
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (DsnBlocks) blocks = { 0 };
  DsnSpan name;

  dsn_blocks_init (&blocks);
  if (find_paragraph (notice, &index, &name)) {
    for (guint i = index; i < notice->lines->len && words->len < 4096; i++) {
      DsnSpan text = dsn_span_slice (dsn_notice_get_line (notice, i)->text, 0, 2048);

      if (words->len > 0 && text.len > 0)
        g_string_append_c (words, ' ');
      g_string_append_len (words, (const char *) text.data, (gssize) text.len);
    }
    dsn_blocks_add (&blocks, name, (DsnSpan){ (const guint8 *) words->str, words->len },
                    dsn_notice_get_line (notice, index)->offset,
                    candidate->limits->recipients);
  }
  dsn_row_add_recipients (candidate, &blocks, DSN_ACTION_FAILED);
  dsn_row_finish (candidate, row, first);
}

static const DsnRow rows[] = {
  {
      .format = "gmail",
      .generator = "google",
      .weight = 60,
      .opening = openings,
      .begins = openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE,
                  .reasons = reasons,
                  .statements = statements },
  },
  {
      .format = "gmail",
      .generator = "google",
      .weight = 30,
      .header = DSN_SIGN_BY (GOOGLE),
      .opening = icon_openings,
      .blocks = { .labels = icon_labels, .reasons = icon_reasons, .skips = icon_skips },
      .bid = bid_icon,
  },
  {
      .format = "google-groups",
      .generator = "google",
      .weight = 60,
      .header = DSN_SIGN_BY (GOOGLE),
      .opening = groups_openings,
      .bid = bid_groups,
      .read = read_groups,
  },
};

const DsnFamily dsn_family_google = DSN_FAMILY (rows);
