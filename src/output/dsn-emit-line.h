/* dsn-emit-line.h: labelled lines of text for people, in colour where wanted. */
#pragma once

#include "dsn-emit-text.h"

G_BEGIN_DECLS

/* Colours repeat what words already say. */
#define DSN_COLOR_BAD "\033[1;31m"
#define DSN_COLOR_SLOW "\033[1;33m"
#define DSN_COLOR_GOOD "\033[1;32m"
#define DSN_COLOR_NAME "\033[1m"
#define DSN_COLOR_DIM "\033[2m"
#define DSN_COLOR_END "\033[0m"

/**
 * DsnEmit:
 * @out: where to add
 * @options: (nullable): how to show it; %NULL: without colour, not verbose
 * @label_column: where labels begin
 * @text_column: where the text behind them does
 */
typedef struct {
  GString *out;
  const DsnTextOptions *options;
  guint label_column;
  guint text_column;
} DsnEmit;

/**
 * dsn_emit_is_verbose:
 *
 * Returns: whether all is to be shown
 */
gboolean dsn_emit_is_verbose (const DsnEmit *emit);

/**
 * dsn_emit_color:
 * @escape: a colour, or %DSN_COLOR_END
 *
 * Adds a colour, if colours are wanted.
 */
void dsn_emit_color (const DsnEmit *emit, const char *escape);

/**
 * dsn_emit_line:
 * @text: printable text
 *
 * Adds a label, and the text in lines of its own column.
 */
void dsn_emit_line (const DsnEmit *emit, const char *label, const char *text);

/**
 * dsn_emit_item:
 *
 * As dsn_emit_line(), one of several things.
 */
void dsn_emit_item (const DsnEmit *emit, const char *label, const char *text);

/**
 * dsn_emit_safe_line:
 * @text: (nullable): text from a message; %NULL adds nothing
 *
 * As dsn_emit_line(), made printable and bounded.
 */
void dsn_emit_safe_line (const DsnEmit *emit, const char *label, const char *text);

/**
 * dsn_emit_date_line:
 * @date: seconds since 1970-01-01 UTC, or %G_MININT64, which adds nothing
 *
 * As dsn_emit_line(), a moment.
 */
void dsn_emit_date_line (const DsnEmit *emit, const char *label, gint64 date);

/**
 * dsn_emit_append_safe:
 * @text: (nullable): text from a message
 *
 * Adds text, made printable and bounded.
 */
void dsn_emit_append_safe (GString *out, const char *text);

/**
 * dsn_emit_who:
 * @recipient: a recipient
 * @outcome: what became of it, in words
 * @shade: the colour of these words
 *
 * Adds the line that names a recipient.
 */
void dsn_emit_who (const DsnEmit *emit, const DsnRecipient *recipient,
                   const char *outcome, const char *shade);

G_END_DECLS
