/* dsn-header.c: the header block of a message or part. */
#include "dsn-header.h"

/* A header that does not begin within so many lines is not looked for any further. */
#define JUNK_LINES_MAX 20
/* Nor within so many bytes: this is asked for every message inside a message. */
#define JUNK_MAX_LEN 16384

gboolean
dsn_header_find (const GArray *fields, const char *name, DsnSpan *body)
{
  DsnSpan wanted = dsn_span_of_string (name);

  for (guint i = 0; i < fields->len; i++) {
    const DsnField *field = &g_array_index (fields, DsnField, i);

    if (dsn_span_equal_nocase (field->name, wanted)) {
      *body = field->body;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_envelope (DsnSpan line)
{
  return dsn_span_starts_nocase (line, DSN_SPAN_LIT ("From ")) ||
         dsn_span_starts_nocase (line, DSN_SPAN_LIT (">From "));
}

/* Junk is skipped only up to something that is surely a field: letters and hyphens, and
 * a blank or a line end behind the colon. */
static gboolean
is_sure_field (DsnSpan line)
{
  gsize colon;

  if (!dsn_span_find_byte (line, ':', &colon) || colon < 2)
    return FALSE;
  for (gsize i = 0; i < colon; i++)
    if (!g_ascii_isalpha (line.data[i]) && line.data[i] != '-')
      return FALSE;
  return colon + 1 == line.len || line.data[colon + 1] == ' ' ||
         line.data[colon + 1] == '\t';
}

const guint8 *
dsn_header_find_start (DsnSpan text, gboolean *envelope, DsnSpan *junk)
{
  DsnLines lines;
  DsnLine line;

  *envelope = FALSE;
  *junk = (DsnSpan){ NULL, 0 };
  /* What nearly all begin with; a name ends before its line does. */
  if (!is_envelope (text) &&
      dsn_field_line_is_field (dsn_span_slice (text, 0, JUNK_MAX_LEN)))
    return text.data;
  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("\xef\xbb\xbf")))
    text = dsn_span_between (text.data + 3, text.data + text.len);
  text.len = MIN (text.len, JUNK_MAX_LEN);
  lines = dsn_lines_over (text);
  for (guint i = 0; i < JUNK_LINES_MAX && dsn_lines_peek (&lines, &line); i++) {
    gboolean blank = dsn_span_trim (line.text).len == 0;

    if (is_envelope (line.text))
      *envelope = TRUE;
    else if (junk->len > 0 ? is_sure_field (line.text)
                           : dsn_field_line_is_field (line.text))
      return line.text.data;
    else if (!blank && junk->len == 0)
      *junk = line.text;
    dsn_lines_goto (&lines, line.next);
  }
  *junk = (DsnSpan){ NULL, 0 };
  *envelope = FALSE;
  return text.data;
}
