/* parse-write.h: results in input order -> output, messages, counts, checkpoint. */
#pragma once

#include "parse-feed.h"

G_BEGIN_DECLS

/**
 * ParseWrite:
 *
 * The one who writes.
 */
typedef struct _ParseWrite ParseWrite;

/**
 * parse_write_new:
 * @settings: checked; outlives the writer
 * @state: where to begin; kept up to date
 * @feed: whose results these are
 */
ParseWrite *parse_write_new (const ParseSettings *settings, ParseCheckpoint *state,
                             ParseFeed *feed);

/**
 * parse_write_free:
 */
void parse_write_free (ParseWrite *write);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParseWrite, parse_write_free)

/**
 * parse_write_begin:
 *
 * Cuts the output back to the checkpoint, and writes the head of a table and the first
 * checkpoint.
 *
 * Returns: whether to go on
 */
gboolean parse_write_begin (ParseWrite *write);

/**
 * parse_write_take:
 * @packed: the next result
 *
 * Returns: whether to go on: nothing failed, and nobody has interrupted us
 */
gboolean parse_write_take (ParseWrite *write, DsnSpan packed);

/**
 * parse_write_tick:
 *
 * Called now and then, whether there are results or not.
 *
 * Returns: whether to go on
 */
gboolean parse_write_tick (ParseWrite *write);

/**
 * parse_write_end:
 *
 * Writes the summary and what is held, and the last checkpoint.
 *
 * Returns: whether all was written
 */
gboolean parse_write_end (ParseWrite *write);

/**
 * parse_write_was_interrupted:
 *
 * Returns: whether a signal has ended the run
 */
gboolean parse_write_was_interrupted (const ParseWrite *write);

G_END_DECLS
