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

/* How many bytes end a line at @cr.
 * TOLERATED: CR CR LF (corpus/tolerated/crcrlf-line-ends.eml). At most two CRs belong
 * to an LF: more would make a run of CRs cost its square. */
static gsize
measure_cr (const guint8 *cr, const guint8 *end)
{
  gsize crs = end - cr > 1 && cr[1] == '\r' ? 2 : 1;

  return end - cr > (gssize) crs && cr[crs] == '\n' ? crs + 1 : 1;
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
  line->text = dsn_span_between (lines->at, cr);
  line->next = cr + measure_cr (cr, end);
  line->lone_cr = line->next == cr + 1;
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

/* As many as a byte can count, so that the compiler can take many bytes at a time. */
#define COUNTED_MAX 255

static guint8
count_lfs (DsnSpan span)
{
  guint8 count = 0;

  for (gsize i = 0; i < span.len; i++)
    count += span.data[i] == '\n';
  return count;
}

DsnLineEnds
dsn_lines_find_ends (DsnSpan span)
{
  const guint8 *end = span.len > 0 ? span.data + span.len : span.data;
  DsnLineEnds ends = { FALSE, FALSE, FALSE };
  gsize lfs = 0;

  for (gsize i = 0; i < span.len; i += COUNTED_MAX)
    lfs += count_lfs (dsn_span_slice (span, i, COUNTED_MAX));
  for (const guint8 *cr = find (span.data, end, '\r'); cr < end;) {
    gsize len = measure_cr (cr, end);

    if (len > 1) {
      ends.crlf = TRUE;
      lfs--;
    } else {
      ends.lone_cr = TRUE;
    }
    cr = find (cr + len, end, '\r');
  }
  ends.lf = lfs > 0;
  return ends;
}
