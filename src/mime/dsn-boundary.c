/* dsn-boundary.c: the lines that part bodies (RFC 2046 §5.1.1). */
#include "dsn-boundary.h"

gboolean
dsn_boundary_is (DsnSpan line, DsnSpan boundary, gboolean *close)
{
  gboolean closes;
  DsnSpan rest;

  if (boundary.len == 0 || line.len < boundary.len + 2 ||
      memcmp (line.data + 2, boundary.data, boundary.len) != 0)
    return FALSE;
  rest = dsn_span_slice (line, boundary.len + 2, G_MAXSIZE);
  closes = rest.len >= 2 && rest.data[0] == '-' && rest.data[1] == '-';
  if (closes)
    rest = dsn_span_slice (rest, 2, G_MAXSIZE);
  if (dsn_span_trim (rest).len > 0)
    return FALSE;
  *close = closes;
  return TRUE;
}

gboolean
dsn_boundary_next (DsnLines *lines, DsnLine *line)
{
  const guint8 *from = lines->at, *end = lines->end, *at = from;

  /* One dash alone, which is what most are, is passed with the byte behind it. */
  for (; end - at > 1 && (at = memchr (at, '-', (gsize) (end - at - 1))) != NULL;
       at += 2) {
    const guint8 *start;

    if (at[1] != '-')
      continue;
    start = at > from && at[-1] == ' ' ? at - 1 : at;
    if (start == from || start[-1] == '\n' || start[-1] == '\r') {
      dsn_lines_goto (lines, start);
      return dsn_lines_next (lines, line);
    }
    while (end - at > 2 && at[2] == '-')
      at++;
  }
  return FALSE;
}

const guint8 *
dsn_boundary_end_before (const guint8 *start, const guint8 *from)
{
  const guint8 *end = start - 1;

  if (*end == '\n' && end > from && end[-1] == '\r')
    end -= end - from > 1 && end[-2] == '\r' ? 2 : 1;
  return end;
}
