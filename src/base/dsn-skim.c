/* dsn-skim.c: whether a text may hold one of many phrases, found without folding it. */
#include "dsn-skim.h"

/* What stands behind a piece in @phrase, compared with the text up to @end. */
static gboolean
goes_on (const DsnSkimPhrase *phrase, const guint8 *at, const guint8 *end)
{
  for (gsize i = phrase->at; i < phrase->text.len; i++) {
    gboolean line_end = FALSE;
    const guint8 *from = at;

    if (phrase->text.data[i] != ' ') {
      if (at == end || dsn_span_lower (*at) != phrase->text.data[i])
        return FALSE;
      at++;
      continue;
    }
    for (; at < end && g_ascii_isspace (*at); at++)
      line_end |= *at == '\n' || *at == '\r';
    if (at == from)
      return FALSE;
    if (line_end && at < end && *at == '>')
      return TRUE;
  }
  return TRUE;
}

/* What stands before it, compared with @text backwards from @at, which is left out. */
static gboolean
came_before (const DsnSkimPhrase *phrase, DsnSpan text, const guint8 *at)
{
  for (gsize i = phrase->at; i > 0; i--) {
    gboolean line_end = FALSE;
    const guint8 *from = at;

    if (phrase->text.data[i - 1] != ' ') {
      if (at == text.data || dsn_span_lower (at[-1]) != phrase->text.data[i - 1])
        return FALSE;
      at--;
      continue;
    }
    for (; at > text.data && g_ascii_isspace (at[-1]); at--)
      line_end |= at[-1] == '\n' || at[-1] == '\r';
    if (at == from)
      return FALSE;
    /* The line above may be a quoted one. */
    if (line_end && dsn_span_find_byte (text, '>', NULL))
      return TRUE;
  }
  return TRUE;
}

/* Whether one of the phrases from number @i on stands around a piece at @piece. */
static gboolean
stands_at (const DsnSkim *skim, guint i, DsnSpan text, const guint8 *piece)
{
  for (const DsnSkimPhrase *phrase = &skim->phrases[i];; phrase++) {
    const guint8 *at = piece + phrase->lead;

    if (goes_on (phrase, at, text.data + text.len) && came_before (phrase, text, at))
      return TRUE;
    if (phrase->last)
      return FALSE;
  }
}

/* What to do where two bytes end at @at. */
static inline guint8
step_at (const guint8 *steps, const guint8 *at)
{
  return steps[(gsize) (at[-1] & 0x1f) << 5 | (at[0] & 0x1f)];
}

/* Whether one of the phrases from number @i on stands at the beginning of @text. */
static gboolean
begins_at (const DsnSkim *skim, guint i, DsnSpan text)
{
  const DsnSkimPhrase *phrase = &skim->phrases[i];

  while (!dsn_span_starts_nocase (text, phrase->text)) {
    if (phrase->last)
      return FALSE;
    phrase++;
  }
  return TRUE;
}

gboolean
dsn_skim_begins (const DsnSkim *skim, DsnSpan text)
{
  guint8 step;

  if (text.len < skim->len)
    return FALSE;
  step = step_at (skim->steps, text.data + skim->len - 1);
  return step >= DSN_SKIM_PHRASE && begins_at (skim, step - DSN_SKIM_PHRASE, text);
}

gboolean
dsn_skim_holds (const DsnSkim *skim, DsnSpan text)
{
  gsize at = skim->len - 1;

  while (at < text.len) {
    guint8 step = step_at (skim->steps, text.data + at);

    if (step < DSN_SKIM_PHRASE) {
      at += step;
      continue;
    }
    if (begins_at (skim, step - DSN_SKIM_PHRASE,
                   dsn_span_slice (text, at + 1 - skim->len, G_MAXSIZE)))
      return TRUE;
    at++;
  }
  return FALSE;
}

gboolean
dsn_skim_may_hold (const DsnSkim *skim, DsnSpan text)
{
  const guint8 *steps = skim->steps, *at, *end;

  if (text.len < skim->len)
    return FALSE;
  end = text.data + text.len;
  at = text.data + skim->len - 1; /* where a piece may end */
  do {
    guint8 step = step_at (steps, at);

    if (step >= DSN_SKIM_PHRASE) {
      if (stands_at (skim, step - DSN_SKIM_PHRASE, text, at + 1 - skim->len))
        return TRUE;
      step = 1;
    }
    at += step;
  } while (at < end);
  return FALSE;
}
