/* dsn-lines.c: a span cut into lines, whatever ends them. */
#include "dsn-lines.h"

static const guint8 *
end_of (DsnSpan span)
{
  return span.len > 0 ? span.data + span.len : span.data;
}

DsnLines
dsn_lines_over (DsnSpan span)
{
  const guint8 *end = end_of (span);

  return (DsnLines){ span.data, end, dsn_lines_find (span.data, end, '\n'),
                     dsn_lines_find (span.data, end, '\r') };
}

DsnLines
dsn_lines_over_regular (DsnSpan span)
{
  const guint8 *end = end_of (span);

  /* A piece may be cut between CR and LF. */
  return (DsnLines){ span.data, end, dsn_lines_find (span.data, end, '\n'),
                     span.len > 0 && end[-1] == '\r' ? end - 1 : end };
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

void
dsn_lines_peek_cr (const DsnLines *lines, DsnLine *line)
{
  const guint8 *cr = lines->cr;

  line->text = dsn_span_between (lines->at, cr);
  line->next = cr + measure_cr (cr, lines->end);
  line->lone_cr = line->next == cr + 1;
}

/* Whether each CR stands before an LF and each LF behind a CR: asked of all bytes at
 * once, which is half of what counting them takes. */
static gboolean
has_crlf_only (DsnSpan span)
{
  guint8 differ = span.data[0] == '\n' || span.data[span.len - 1] == '\r';

  for (gsize i = 0; i + 1 < span.len; i++)
    differ |= (guint8) ((span.data[i] == '\r') ^ (span.data[i + 1] == '\n'));
  return differ == 0;
}

DsnLineEnds
dsn_lines_find_ends (DsnSpan span)
{
  DsnLineEnds ends = { .regular = !dsn_span_find_byte (span, '\r', NULL) };
  DsnLines lines;
  DsnLine line;

  if (ends.regular) {
    ends.lf = dsn_span_find_byte (span, '\n', NULL);
    return ends;
  }
  if (has_crlf_only (span))
    return (DsnLineEnds){ .crlf = TRUE, .regular = TRUE };
  lines = dsn_lines_over (span);
  while (dsn_lines_next (&lines, &line)) {
    const guint8 *stop = line.text.data + line.text.len;

    ends.lone_cr |= line.lone_cr;
    ends.lf |= stop < line.next && *stop == '\n';
    ends.crlf |= !line.lone_cr && stop < line.next && *stop == '\r';
  }
  return ends;
}
