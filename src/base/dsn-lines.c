/* dsn-lines.c: a span cut into lines, whatever ends them. */
#include "dsn-lines.h"

#include <string.h>

static const guint8 *
find (const guint8 *from, const guint8 *end, guint8 byte)
{
  const guint8 *at = from < end ? memchr (from, byte, (gsize) (end - from)) : NULL;

  return at != NULL ? at : end;
}

DsnLines
dsn_lines_over (DsnSpan span)
{
  const guint8 *end = span.len > 0 ? span.data + span.len : span.data;

  return (DsnLines){ span.data, end, find (span.data, end, '\n'),
                     find (span.data, end, '\r') };
}

gboolean
dsn_lines_peek (DsnLines *lines, DsnLine *line)
{
  const guint8 *cr = lines->cr, *end = lines->end;

  if (lines->at == end)
    return FALSE;
  if (lines->lf <= cr) {
    line->text = dsn_span_between (lines->at, lines->lf);
    line->next = lines->lf < end ? lines->lf + 1 : end;
    line->lone_cr = FALSE;
    return TRUE;
  }
  /* TOLERATED: CR CR LF (corpus/tolerated/crcrlf-line-ends.eml). At most two CRs belong
   * to an LF: more would make a run of CRs cost its square. */
  gsize crs = end - cr > 1 && cr[1] == '\r' ? 2 : 1;
  gboolean lf = cr + crs < end && cr[crs] == '\n';

  line->text = dsn_span_between (lines->at, cr);
  line->next = lf ? cr + crs + 1 : cr + 1;
  line->lone_cr = !lf;
  return TRUE;
}

gboolean
dsn_lines_next (DsnLines *lines, DsnLine *line)
{
  if (!dsn_lines_peek (lines, line))
    return FALSE;
  dsn_lines_goto (lines, line->next);
  return TRUE;
}

void
dsn_lines_goto (DsnLines *lines, const guint8 *to)
{
  g_assert (to >= lines->at && to <= lines->end);
  lines->at = to;
  /* The places found stay until they are passed, so each byte is searched once. */
  if (lines->lf < to)
    lines->lf = find (to, lines->end, '\n');
  if (lines->cr < to)
    lines->cr = find (to, lines->end, '\r');
}
