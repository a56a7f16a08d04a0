/* dsn-phrase.c: which phrase of a list a line begins with, or holds. */
#include "dsn-phrase.h"

#include <string.h>

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
dsn_phrase_match_any (DsnSpan bare, const char *const *phrases, DsnSpan *rest)
{
  guint8 first = dsn_span_lower (bare.data[0]);
  gsize at = 0;

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

/* Whether @notice may hold a text: from its beginning every second gram, so that most
 * are ruled out before their length is known. Behind three bytes there is at least the
 * NUL, so that four can be loaded. */
static inline gboolean
may_hold (const DsnNotice *notice, const char *text)
{
  for (; text[0] != '\0' && text[1] != '\0' && text[2] != '\0'; text += 2) {
    guint32 bytes;

    memcpy (&bytes, text, sizeof bytes);
    if (notice->grams.seen[dsn_gram_of_word (GUINT32_FROM_LE (bytes))] == 0)
      return FALSE;
  }
  return TRUE;
}

gsize
dsn_notice_choose_phrases (const DsnNotice *notice, const char *const *phrases,
                           const char **likely)
{
  gsize len = 0;

  for (; *phrases != NULL; phrases++) {
    if (!may_hold (notice, *phrases + (**phrases == '*')))
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
