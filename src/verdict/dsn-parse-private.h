/* dsn-parse-private.h: many messages, one after the other, by one reader. */
#pragma once

#include "dsn-parse.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnParser:
 *
 * What it takes to read a message, kept for the next one.
 */
typedef struct _DsnParser DsnParser;

/**
 * dsn_parser_new:
 * @options: (nullable): how to read messages; what it points to outlives the parser
 *
 * Returns: (transfer full): a parser
 */
DsnParser *dsn_parser_new (const DsnParseOptions *options);

/**
 * dsn_parser_read:
 * @text: one message
 *
 * Does what dsn_parse_bytes() does.
 *
 * Returns: (transfer none): the report; it is gone when the next message is read
 */
const DsnReport *dsn_parser_read (DsnParser *parser, DsnSpan text);

/**
 * dsn_parser_free:
 * @parser: (nullable) (transfer full): a parser
 */
void dsn_parser_free (DsnParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnParser, dsn_parser_free)

G_END_DECLS
