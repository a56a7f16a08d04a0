/* parse-feed.h: inputs -> jobs of bounded size, from where an earlier run ended. */
#pragma once

#include "parse-checkpoint.h"

G_BEGIN_DECLS

/**
 * ParseFeed:
 *
 * Lists the inputs, and cuts them into jobs.
 */
typedef struct _ParseFeed ParseFeed;

/**
 * parse_feed_new:
 * @settings: checked; outlives the feed
 * @from: (nullable): where to go on; %NULL for the beginning, and to count no names
 */
ParseFeed *parse_feed_new (const ParseSettings *settings, const ParseCheckpoint *from);

/**
 * parse_feed_free:
 */
void parse_feed_free (ParseFeed *feed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParseFeed, parse_feed_free)

/**
 * parse_feed_next:
 * @job: where to add
 *
 * Adds the next job; the first one has a single piece.
 *
 * Returns: whether there was one
 */
gboolean parse_feed_next (ParseFeed *feed, GByteArray *job);

/**
 * parse_feed_fits:
 *
 * Returns: %FALSE if the inputs are not those of the checkpoint; then there was no job
 */
gboolean parse_feed_fits (const ParseFeed *feed);

/**
 * parse_feed_digest:
 * @source: the number of an input; never less than the last time
 * @inputs: (out): a digest of the names of all inputs up to this one
 * @name: (out): its name
 */
void parse_feed_digest (ParseFeed *feed, guint64 source, char **inputs, char **name);

/**
 * parse_feed_get_share:
 * parse_feed_get_skipped:
 *
 * Returns: as dsn_folder_get_share(), dsn_folder_get_skipped()
 */
double parse_feed_get_share (const ParseFeed *feed);
guint64 parse_feed_get_skipped (const ParseFeed *feed);

G_END_DECLS
