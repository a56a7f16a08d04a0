/* bench-sources.h: the messages that speed is measured with. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bench_fail:
 * @what: what went wrong
 * @why: the reason
 *
 * Ends the program with status 2.
 */
void bench_fail (const char *what, const char *why) G_GNUC_NORETURN;

/**
 * bench_sources_find:
 *
 * Looks for what there is to parse: the corpus, and the shared mail where it is at
 * hand.
 *
 * Returns: (transfer full) (element-type filename): the paths, sorted; one at least
 */
GPtrArray *bench_sources_find (void);

G_END_DECLS
