/* parse-result.h: what a worker of dsn parse gives back for one message. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

typedef enum { PARSE_REPORT, PARSE_OTHER, PARSE_ERROR } ParseType;

/**
 * ParseResult:
 * @type: what the message is
 * @left_out: it is a report that the filter does not let through
 * @source: the number of its input, from 1
 * @offset: where it begins in its mbox, or -1
 * @size: bytes that were read
 * @text: what to write; may be empty
 * @message: what to tell on stderr; may be empty
 * @facts: what to count, see dsn_summary_facts()
 */
typedef struct {
  ParseType type;
  gboolean left_out;
  guint64 source;
  gint64 offset;
  guint64 size;
  DsnSpan text;
  DsnSpan message;
  DsnSpan facts;
} ParseResult;

/**
 * parse_result_begin:
 * @out: emptied, with room for a result
 *
 * Begins the bytes of a result. What is to be written is added behind them.
 */
void parse_result_begin (GString *out);

/**
 * parse_result_end:
 * @result: all but its @text, which is what was added
 * @out: gets the rest
 *
 * Returns: the result as bytes; borrows from @out
 */
DsnSpan parse_result_end (const ParseResult *result, GString *out);

/**
 * parse_result_unpack:
 * @packed: of parse_result_end()
 *
 * Returns: the result; borrows from @packed
 */
ParseResult parse_result_unpack (DsnSpan packed);

G_END_DECLS
