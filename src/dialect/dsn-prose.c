/* dsn-prose.c: a notice in sentences -> the words around an address, the one address.
 */
#include "dsn-prose.h"

#define WORDS_MAX_LEN 1024
#define PARAGRAPHS_BEHIND 2

/* How much of a text is searched for its one address, and how many addresses are looked
 * at: each costs a look into the header. */
#define LINES_MAX 200
#define ADDRESSES_MAX 100

/* What stands before the Subject of the returned message, which its sender wrote. */
static const char *const subjects[] = {
  "*subject:", "*subject is", "*betreff:",   "*objet:", "*objet :", "*oggetto:",
  "*asunto:",  "*assunto:",   "*temat:",     "*тема:",  "*件名",    "*主题",
  "*主題",     "*제목",       "*onderwerp:", "*titel:", NULL,
};

static gboolean
is_empty (const DsnNotice *notice, guint index)
{
  DsnSpan text = dsn_notice_get_line (notice, index)->text;

  return dsn_notice_strip_marks (text, NULL).len == 0;
}

/* The first line that names @address, or G_MAXUINT. Offsets do not tell: those of text
 * that was decoded are not exact. */
static guint
find_line (const DsnNotice *notice, DsnSpan address)
{
  guint count = address.len > 0 ? MIN (notice->lines->len, LINES_MAX) : 0;

  for (guint i = 0; i < count; i++)
    if (dsn_span_find_nocase (dsn_notice_get_line (notice, i)->text, address, NULL))
      return i;
  return G_MAXUINT;
}

/* The first line of the paragraph before that of @line. */
static guint
go_back (const DsnNotice *notice, guint line)
{
  while (line > 0 && !is_empty (notice, line - 1))
    line--;
  while (line > 0 && is_empty (notice, line - 1))
    line--;
  while (line > 0 && !is_empty (notice, line - 1))
    line--;
  return line;
}

GString *
dsn_prose_dup_around (const DsnNotice *notice, DsnSpan address, gboolean anywhere)
{
  GString *words = g_string_sized_new (WORDS_MAX_LEN - 1);
  guint line = find_line (notice, address), behind = 0, i;
  const char *likely[DSN_PHRASES_MAX + 1];

  if (line == G_MAXUINT && !anywhere)
    return words;
  dsn_notice_choose_phrases (notice, subjects, likely);
  i = line != G_MAXUINT ? go_back (notice, line) : 0;
  for (; i < notice->lines->len && words->len < WORDS_MAX_LEN; i++) {
    DsnSpan text = dsn_notice_get_line (notice, i)->text;

    if (is_empty (notice, i)) {
      behind += line != G_MAXUINT && i > line && !is_empty (notice, i - 1);
      if (behind > PARAGRAPHS_BEHIND)
        break;
      continue;
    }
    if (dsn_phrase_match (text, likely, NULL) != NULL)
      continue;
    if (words->len > 0)
      g_string_append_c (words, ' ');
    text = dsn_span_slice (text, 0, WORDS_MAX_LEN - MIN (words->len, WORDS_MAX_LEN));
    g_string_append_len (words, (const char *) text.data, (gssize) text.len);
  }
  return words;
}

gboolean
dsn_prose_find_lone (DsnCandidate *candidate, DsnSpan *address, gsize *offset)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint count = MIN (notice->lines->len, LINES_MAX), seen = 0;
  DsnSpan lone = { NULL, 0 }, rest, found;

  for (guint i = 0; i < count; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);

    rest = line->text;
    while (dsn_address_find (rest, &found, &rest)) {
      if (++seen > ADDRESSES_MAX)
        return FALSE;
      if (dsn_row_is_other (candidate, found) || dsn_span_equal_nocase (found, lone))
        continue;
      if (lone.len > 0)
        return FALSE;
      lone = found;
      if (offset != NULL)
        *offset = line->offset;
    }
  }
  if (lone.len > 0)
    *address = lone;
  return lone.len > 0;
}
