/* dsn-wrap.h: text in lines of 80 columns. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DSN_WRAP_WIDTH:
 *
 * Columns of a line.
 */
#define DSN_WRAP_WIDTH 80

/**
 * dsn_wrap_append:
 * @out: where to add; its last line is at column @indent
 * @text: printable UTF-8, one line
 * @indent: blanks before each further line
 *
 * Adds @text, broken at blanks so that lines have at most %DSN_WRAP_WIDTH columns; a
 * longer word is broken where the line is full.
 */
void dsn_wrap_append (GString *out, const char *text, guint indent);

G_END_DECLS
