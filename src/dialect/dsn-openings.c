/* dsn-openings.c: the phrases that rows are known by, and where a notice has them. */
#include "dsn-openings.h"

#include <string.h>

/* Without what it is decorated with in front; empty for a line that quotes something:
 * `> Hi. This is ...`. */
static DsnSpan
strip_line (DsnSpan text)
{
  if (text.len == 0 || text.data[0] == '>')
    return (DsnSpan){ NULL, 0 };
  return dsn_phrase_strip (text);
}

/* The rows that @bare begins a notice of, noted as @line unless an earlier one was. */
static void
find_begins (const DsnOpenings *openings, DsnSpan bare, guint8 line, guint8 *lines)
{
  guint slot;

  if (bare.len < DSN_OPENING_KEY_LEN)
    return;
  slot = dsn_opening_slot (bare.data);
  for (guint i = openings->starts[slot]; i < openings->starts[slot + 1]; i++) {
    const DsnOpening *opening = &openings->begins[i];

    if (line < lines[opening->row] && dsn_span_starts_nocase (bare, opening->text))
      lines[opening->row] = line;
  }
}

/* The first of @count lines that holds @phrase, before @line. */
static guint8
find_inside (DsnSpan phrase, const DsnSpan *bare, guint count, guint8 line)
{
  for (guint i = 0; i < MIN (line, count); i++)
    if (bare[i].len > 0 && dsn_span_find_nocase (bare[i], phrase, NULL))
      return (guint8) i;
  return line;
}

void
dsn_openings_find (const DsnOpenings *openings, const DsnNotice *notice, guint8 *lines)
{
  guint count = MIN (notice->lines->len, DSN_OPENING_LINES_MAX);
  DsnSpan bare[DSN_OPENING_LINES_MAX];

  memcpy (lines, openings->none, DSN_OPENING_ROWS_MAX);
  for (guint i = 0; i < count; i++) {
    bare[i] = strip_line (dsn_notice_get_line (notice, i)->text);
    find_begins (openings, bare[i], (guint8) i, lines);
  }
  for (guint i = 0; i < openings->inside_count; i++) {
    const DsnOpening *opening = &openings->inside[i];

    if (dsn_grams_may_hold (&notice->grams, opening->text))
      lines[opening->row] =
          find_inside (opening->text, bare, count, lines[opening->row]);
  }
}
