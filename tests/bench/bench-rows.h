/* bench-rows.h: a set of many more wordings than ours, which are like ours. */
#pragma once

#include "dsn-wording-build.h"

G_BEGIN_DECLS

/**
 * bench_rows_build:
 * @copies: how many times as many rows as ours there shall be
 * @rows: (out) (transfer full) (element-type DsnWording): the rows; they last as long
 *   as the program
 *
 * Makes rows of ours: each once as it stands, and in each further copy with one word
 * changed, another one every time. So the copies share beginnings, ends and first
 * pieces with ours, as further rows of a postmaster's would.
 *
 * Returns: (transfer full): their tables
 */
DsnWordingTables *bench_rows_build (guint copies, GArray **rows);

G_END_DECLS
