/* dsn-phrase.c: which phrase of a list a line begins with, or holds. */
#include "dsn-phrase.h"

/* Blanks on both sides, and the ideographic ones in front: "宛先：　a@b". */
static DsnSpan
drop_wide_blanks (DsnSpan text)
{
  text = dsn_span_trim (text);
  while (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("\u3000")))
    text = dsn_span_trim (dsn_span_slice (text, 3, G_MAXSIZE));
  return text;
}

DsnSpan
dsn_phrase_strip (DsnSpan line)
{
  DsnSpan bare = dsn_notice_strip_marks (line, NULL);

  return bare.len > 0 ? dsn_span_between (bare.data, line.data + line.len) : bare;
}

const char *
dsn_phrase_match (DsnSpan line, const char *const *phrases, DsnSpan *rest)
{
  return phrases != NULL
             ? dsn_phrase_match_bare (dsn_phrase_strip (line), phrases, rest)
             : NULL;
}

const char *
dsn_phrase_match_bare (DsnSpan bare, const char *const *phrases, DsnSpan *rest)
{
  gsize at = 0;
  guint8 first;

  if (phrases == NULL || bare.len == 0)
    return NULL;
  first = dsn_span_lower (bare.data[0]);
  for (; *phrases != NULL; phrases++) {
    gboolean inside = **phrases == '*';
    DsnSpan phrase;

    /* Of many phrases most begin with another letter. */
    if (!inside && dsn_span_lower ((guint8) * *phrases) != first)
      continue;
    phrase = dsn_span_of_string (*phrases + inside);
    if (inside ? !dsn_span_find_nocase (bare, phrase, &at)
               : !dsn_span_starts_nocase (bare, phrase))
      continue;
    if (rest != NULL)
      *rest = drop_wide_blanks (
          dsn_span_slice (bare, (inside ? at : 0) + phrase.len, G_MAXSIZE));
    return *phrases;
  }
  return NULL;
}

/* What rules out half of all phrases before their length is known. */
static gboolean
may_begin (const DsnGrams *grams, const char *text)
{
  return text[0] == '\0' || text[1] == '\0' || text[2] == '\0' ||
         grams->seen[dsn_gram_at ((const guint8 *) text)] != 0;
}

gsize
dsn_notice_choose_phrases (const DsnNotice *notice, const char *const *phrases,
                           const char **likely)
{
  gsize len = 0;

  for (; *phrases != NULL; phrases++) {
    const char *text = *phrases + (**phrases == '*');

    if (!may_begin (&notice->grams, text) ||
        !dsn_grams_may_hold (&notice->grams, dsn_span_of_string (text)))
      continue;
    g_assert (len < DSN_PHRASES_MAX);
    likely[len++] = *phrases;
  }
  likely[len] = NULL;
  return len;
}

const char *
dsn_notice_find_phrase (const DsnNotice *notice, guint count,
                        const char *const *phrases)
{
  const char *likely[DSN_PHRASES_MAX + 1], *found = NULL;
  gsize len = dsn_notice_choose_phrases (notice, phrases, likely);

  for (guint i = 0; i < MIN (notice->lines->len, count) && len > 0 && !found; i++)
    found = dsn_phrase_match (dsn_notice_get_line (notice, i)->text, likely, NULL);
  return found;
}
