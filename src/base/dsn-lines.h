/* dsn-lines.h: a span cut into lines, whatever ends them.
 *
 * LF, CR LF, CR CR LF and a CR alone end a line, mixed as they come. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnLines:
 *
 * A cursor that hands out one line after the other; the members are private.
 */
typedef struct {
  const guint8 *at;
  const guint8 *end;
  const guint8 *lf; /* the next LF at or after @at, or @end */
  const guint8 *cr; /* the next CR at or after @at, or @end; those of regular text are
                       found by their LF */
} DsnLines;

/**
 * DsnLine:
 * @text: the line without its end
 * @next: where the next line begins
 * @lone_cr: the line ended in a CR alone
 */
typedef struct {
  DsnSpan text;
  const guint8 *next;
  gboolean lone_cr;
} DsnLine;

/**
 * DsnLineEnds:
 * @lf: a line ends in LF alone
 * @crlf: a line ends in CR LF or CR CR LF
 * @lone_cr: a line ends in a CR alone
 * @regular: there is no CR, or all lines end in CR LF and nothing else
 *
 * Which ends of lines a text has.
 */
typedef struct {
  gboolean lf;
  gboolean crlf;
  gboolean lone_cr;
  gboolean regular;
} DsnLineEnds;

/**
 * dsn_lines_over:
 * @span: bytes that outlive the cursor
 *
 * Returns: a cursor before the first line
 */
DsnLines dsn_lines_over (DsnSpan span);

/**
 * dsn_lines_over_regular:
 * @span: bytes that outlive the cursor; a piece of a text of which
 *   dsn_lines_find_ends() says that it is regular
 *
 * Returns: as dsn_lines_over(), a cursor that has no CR to look for
 */
DsnLines dsn_lines_over_regular (DsnSpan span);

/* For dsn_lines_peek(): the line where a CR stands in it or ends it. */
void dsn_lines_peek_cr (const DsnLines *lines, DsnLine *line);

/**
 * dsn_lines_peek:
 * @line: (out): set on success only
 *
 * Finds the next line and stays before it. A last line without an end is a line; an
 * end at the very end of the text starts no further line.
 *
 * Returns: whether there was one
 */
static inline gboolean
dsn_lines_peek (const DsnLines *lines, DsnLine *line)
{
  const guint8 *at = lines->at, *lf = lines->lf;

  if (at == lines->end)
    return FALSE;
  if (lines->cr < lf) {
    dsn_lines_peek_cr (lines, line);
    return TRUE;
  }
  line->next = lf < lines->end ? lf + 1 : lf;
  line->lone_cr = FALSE;
  line->text.data = at;
  line->text.len = (gsize) (lf - at) - (lf > at && lf[-1] == '\r');
  return TRUE;
}

/* The place of @byte in the text, or its end. */
static inline const guint8 *
dsn_lines_find (const guint8 *from, const guint8 *end, guint8 byte)
{
  const guint8 *at =
      from < end ? (const guint8 *) memchr (from, byte, (gsize) (end - from)) : NULL;

  return at != NULL ? at : end;
}

/**
 * dsn_lines_goto:
 * @to: a place at or after the cursor and not past the end
 *
 * Moves the cursor forward. Walking a text costs time in its length however it is
 * moved.
 */
static inline void
dsn_lines_goto (DsnLines *lines, const guint8 *to)
{
  g_assert (to >= lines->at && to <= lines->end);
  lines->at = to;
  /* The places found stay until they are passed, so each byte is searched once. */
  if (lines->lf < to)
    lines->lf = dsn_lines_find (to, lines->end, '\n');
  if (lines->cr < to)
    lines->cr = dsn_lines_find (to, lines->end, '\r');
}

/**
 * dsn_lines_next:
 *
 * Takes a line as dsn_lines_peek() finds it.
 */
static inline gboolean
dsn_lines_next (DsnLines *lines, DsnLine *line)
{
  if (!dsn_lines_peek (lines, line))
    return FALSE;
  dsn_lines_goto (lines, line->next);
  return TRUE;
}

/**
 * dsn_lines_find_ends:
 *
 * Tells what dsn_lines_next() would find at the ends of all lines, in less time.
 */
DsnLineEnds dsn_lines_find_ends (DsnSpan span);

G_END_DECLS
