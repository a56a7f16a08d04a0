/* dsn-notice-mark.c: the lines that say that the returned message follows. */
#include "dsn-notice.h"

#include "dsn-field.h"
#include "dsn-skim.h"

#include "dsn-notice-mark-table.h"

#include <string.h>

/* Fields that only a message which has been sent has. */
static const char *const transport_fields[] = {
  "received",
  "return-path",
  "x-received",
  "dkim-signature",
  "arc-seal",
  "received-spf",
  "arc-message-signature",
  "x-apparently-to",
  "x-originating-ip",
};

/* A table: on both ends of every line a byte or two are asked for. */
static const guint8 decorations[256] = {
  ['-'] = 1, ['='] = 1, ['*'] = 1, ['_'] = 1, ['#'] = 1,  ['|'] = 1,
  ['~'] = 1, ['+'] = 1, ['>'] = 1, [' '] = 1, ['\t'] = 1,
};

DsnSpan
dsn_notice_strip_marks (DsnSpan line, gsize *count)
{
  DsnSpan words = dsn_span_trim (line);
  const guint8 *from = words.data, *to = words.len > 0 ? from + words.len : from;

  while (from < to && decorations[*from])
    from++;
  while (from < to && decorations[to[-1]])
    to--;
  if (count != NULL)
    *count = words.len - (gsize) (to - from);
  return (DsnSpan){ from, (gsize) (to - from) };
}

/* Marks are short: a line that is longer is a sentence. */
#define MARK_MAX_LEN 120

/* @bare: a line that ends in a colon */
static gboolean
is_mark_alone (DsnSpan bare)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_decorated_marks_phrases); i++) {
    DsnSpan mark = dsn_decorated_marks_phrases[i].text;

    if (bare.len == mark.len + 1 && dsn_span_starts_nocase (bare, mark))
      return TRUE;
  }
  return FALSE;
}

gboolean
dsn_notice_is_original_mark (DsnSpan line)
{
  gsize decoration;
  DsnSpan bare = dsn_notice_strip_marks (line, &decoration);

  if (bare.len < 6 || bare.len > MARK_MAX_LEN)
    return FALSE;
  if (dsn_skim_begins (&dsn_plain_marks_skim, bare))
    return TRUE;
  if (decoration >= 3)
    return dsn_skim_holds (&dsn_decorated_marks_skim, bare);
  return bare.data[bare.len - 1] == ':' && bare.len < 40 && is_mark_alone (bare);
}

#define LOOK_AHEAD 2048

gboolean
dsn_notice_begins_header (DsnSpan text)
{
  DsnSpan name = { text.data, 0 };
  DsnLines lines;
  DsnLine line;

  if (text.len == 0 || strchr ("RrXxDdAa", text.data[0]) == NULL || text.data[0] == 0)
    return FALSE;
  /* Two lines are looked at, so not all of the text for where they end. */
  lines = dsn_lines_over (dsn_span_slice (text, 0, LOOK_AHEAD));
  if (!dsn_lines_next (&lines, &line) || !dsn_field_line_is_field (line.text) ||
      !dsn_span_find_byte (line.text, ':', &name.len))
    return FALSE;
  name = dsn_span_trim (name);
  for (gsize i = 0; i < G_N_ELEMENTS (transport_fields); i++) {
    if (!dsn_span_equal_nocase (name, dsn_span_of_string (transport_fields[i])))
      continue;
    /* Alone it may be a word of the notice: "Received: 3 days ago". */
    return dsn_lines_next (&lines, &line) && line.text.len > 0 &&
           (line.text.data[0] == ' ' || line.text.data[0] == '\t' ||
            dsn_field_line_is_field (line.text));
  }
  return FALSE;
}
