/* dsn-boundary.h: the lines that part bodies (RFC 2046 §5.1.1). */
#pragma once

#include "dsn-lines.h"

G_BEGIN_DECLS

/**
 * dsn_boundary_is:
 * @line: a line that begins with two hyphens
 * @boundary: the boundary of a multipart; empty: it has none
 * @close: (out): set on success only: whether it ends the multipart
 *
 * Returns: whether @line is "--" boundary ["--"] with blanks behind it
 */
gboolean dsn_boundary_is (DsnSpan line, DsnSpan boundary, gboolean *close);

/**
 * dsn_boundary_next:
 * @lines: a cursor at the beginning of a line; moved behind the line that was found
 * @line: (out): set on success only
 *
 * Finds the next line that begins as a boundary does, with a blank before it or
 * without. What stands before it is passed without being cut into lines.
 *
 * Returns: whether there is one
 */
gboolean dsn_boundary_next (DsnLines *lines, DsnLine *line);

/**
 * dsn_boundary_end_before:
 * @start: where a line begins
 * @from: where one before it begins
 *
 * Returns: the end of the line before the one at @start, its line end left out
 */
const guint8 *dsn_boundary_end_before (const guint8 *start, const guint8 *from);

G_END_DECLS
