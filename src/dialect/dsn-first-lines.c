/* dsn-first-lines.c: the lines that a notice opens with, for many phrases. */
#include "dsn-first-lines.h"

DsnFirstLines *
dsn_first_lines_new (const DsnNotice *notice)
{
  DsnFirstLines *lines = g_new0 (DsnFirstLines, 1);

  lines->notice = notice;
  for (guint i = 0; i < MIN (notice->lines->len, DSN_FIRST_LINES_MAX); i++) {
    DsnSpan text = dsn_notice_get_line (notice, i)->text, bare;

    if (text.len == 0 || text.data[0] == '>') /* `> Hi. This is ...` is quoted */
      continue;
    bare = dsn_notice_strip_marks (text, NULL);
    if (bare.len == 0)
      continue;
    lines->bare[i] = dsn_span_between (bare.data, text.data + text.len);
    lines->begin[dsn_span_lower (bare.data[0])] |= (guint64) 1 << i;
  }
  return lines;
}

/* The first line below @count that begins with @phrase. */
static guint
find_begin (const DsnFirstLines *lines, const char *phrase, guint count)
{
  guint64 left = lines->begin[dsn_span_lower ((guint8) *phrase)];

  for (guint i = 0; i < count && left >> i != 0; i++)
    if ((left >> i & 1) != 0 &&
        dsn_span_starts_nocase (lines->bare[i], dsn_span_of_string (phrase)))
      return i;
  return count;
}

/* The same for a phrase that may stand anywhere. */
static guint
find_inside (const DsnFirstLines *lines, DsnSpan phrase, guint count)
{
  if (!dsn_grams_may_hold (&lines->notice->grams, phrase))
    return count;
  for (guint i = 0; i < count; i++)
    if (lines->bare[i].len > 0 && dsn_span_find_nocase (lines->bare[i], phrase, NULL))
      return i;
  return count;
}

guint
dsn_first_lines_find (const DsnFirstLines *lines, const char *const *phrases,
                      guint count)
{
  guint all = MIN (count, DSN_FIRST_LINES_MAX), first = all;

  for (; *phrases != NULL && first > 0; phrases++) {
    const char *phrase = *phrases;

    first = *phrase == '*' ? find_inside (lines, dsn_span_of_string (phrase + 1), first)
                           : find_begin (lines, phrase, first);
  }
  return first < all ? first : G_MAXUINT;
}
