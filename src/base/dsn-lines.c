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

/* As many as a byte can count, in whole blocks of what the compiler takes at a time. */
#define COUNTED_MAX 240

typedef struct {
  gsize lfs;
  gsize crs;
  gsize crlfs;
} Counts;

/* A byte stands behind the last of @len. */
static void
count (Counts *counts, const guint8 *from, gsize len)
{
  guint8 lfs = 0, crs = 0, crlfs = 0;

  for (gsize i = 0; i < len; i++) {
    guint8 cr = from[i] == '\r';

    lfs += from[i] == '\n';
    crs += cr;
    crlfs += cr & (from[i + 1] == '\n');
  }
  counts->lfs += lfs;
  counts->crs += crs;
  counts->crlfs += crlfs;
}

DsnLineEnds
dsn_lines_find_ends (DsnSpan span)
{
  const guint8 *end = span.len > 0 ? span.data + span.len : span.data;
  DsnLineEnds ends = { FALSE, FALSE, FALSE };
  Counts counts = { 0, 0, 0 };

  if (!dsn_span_find_byte (span, '\r', NULL)) {
    ends.lf = dsn_span_find_byte (span, '\n', NULL);
    return ends;
  }
  for (gsize i = 0; i + 1 < span.len; i += COUNTED_MAX)
    count (&counts, span.data + i, MIN (span.len - 1 - i, COUNTED_MAX));
  counts.lfs += end[-1] == '\n';
  counts.crs += end[-1] == '\r';
  if (counts.crs == counts.crlfs) /* what nearly all texts are */
    return (DsnLineEnds){ .lf = counts.lfs > counts.crlfs, .crlf = counts.crlfs > 0 };
  for (const guint8 *cr = find (span.data, end, '\r'); cr < end;) {
    gsize len = measure_cr (cr, end);

    if (len > 1) {
      ends.crlf = TRUE;
      counts.lfs--;
    } else {
      ends.lone_cr = TRUE;
    }
    cr = find (cr + len, end, '\r');
  }
  ends.lf = counts.lfs > 0;
  return ends;
}
