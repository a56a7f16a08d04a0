/* dsn-first-lines.h: the lines that a notice opens with, for many phrases. */
#pragma once

#include "dsn-notice.h"

G_BEGIN_DECLS

/* A notice opens with the phrase that it is known by; lines behind these are of the
 * returned message or of people who add to it. */
#define DSN_FIRST_LINES_MAX 40

/**
 * DsnFirstLines:
 * @notice: the notice; outlives this
 * @bare: its first lines without what they are decorated with; empty for those that
 *   quote something
 * @begin: which of them begin with a byte, letters in lower case; a bit for each line
 */
typedef struct {
  const DsnNotice *notice;
  DsnSpan bare[DSN_FIRST_LINES_MAX];
  guint64 begin[256];
} DsnFirstLines;

/**
 * dsn_first_lines_new:
 * @notice: a notice
 *
 * Returns: (transfer full): its first lines; free them with g_free()
 */
DsnFirstLines *dsn_first_lines_new (const DsnNotice *notice);

/**
 * dsn_first_lines_find:
 * @phrases: a list as in #DsnBlockRules
 * @count: how many lines to look at
 *
 * The time hardly depends on the number of lines: a phrase is compared with those that
 * begin with its first letter.
 *
 * Returns: the first line that one of @phrases fits as dsn_phrase_match() has it, or
 *   %G_MAXUINT
 */
guint dsn_first_lines_find (const DsnFirstLines *lines, const char *const *phrases,
                            guint count);

G_END_DECLS
