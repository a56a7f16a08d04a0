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
  const guint8 *cr; /* the next CR at or after @at, or @end */
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
 *
 * Which ends of lines a text has.
 */
typedef struct {
  gboolean lf;
  gboolean crlf;
  gboolean lone_cr;
} DsnLineEnds;

/**
 * dsn_lines_over:
 * @span: bytes that outlive the cursor
 *
 * Returns: a cursor before the first line
 */
DsnLines dsn_lines_over (DsnSpan span);

/**
 * dsn_lines_peek:
 * @line: (out): set on success only
 *
 * Finds the next line and stays before it. A last line without an end is a line; an
 * end at the very end of the text starts no further line.
 *
 * Returns: whether there was one
 */
gboolean dsn_lines_peek (DsnLines *lines, DsnLine *line);

/**
 * dsn_lines_next:
 *
 * Takes a line as dsn_lines_peek() finds it.
 */
gboolean dsn_lines_next (DsnLines *lines, DsnLine *line);

/**
 * dsn_lines_goto:
 * @to: a place at or after the cursor and not past the end
 *
 * Moves the cursor forward. Walking a text costs time in its length however it is
 * moved.
 */
void dsn_lines_goto (DsnLines *lines, const guint8 *to);

/**
 * dsn_lines_find_ends:
 *
 * Tells what dsn_lines_next() would find at the ends of all lines, in less time.
 */
DsnLineEnds dsn_lines_find_ends (DsnSpan span);

G_END_DECLS
