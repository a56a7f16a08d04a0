/* dsn-cut.h: a large mbox or a stream -> pieces of several messages. */
#pragma once

#include "dsn-piece.h"
#include "dsn-source.h"

G_BEGIN_DECLS

/**
 * DsnCut:
 *
 * What is being cut.
 */
typedef struct _DsnCut DsnCut;

/**
 * dsn_cut_new:
 * @name: the file; `-` for standard input
 * @source: (transfer full): it, opened
 * @max_size: bytes of a message; a larger one becomes an error
 * @run_size: bytes that a piece has at the least, while there are as many
 *
 * Looks into @source. A plain mbox that can be read at any place is cut into ranges,
 * all else into bytes.
 *
 * Returns: (transfer full): the cut
 */
DsnCut *dsn_cut_new (const char *name, DsnSource source, gsize max_size,
                     gsize run_size);

/**
 * dsn_cut_free:
 */
void dsn_cut_free (DsnCut *cut);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnCut, dsn_cut_free)

/**
 * dsn_cut_is_one_file:
 *
 * Returns: whether this is a file that holds one plain message, and so no use to cut
 */
gboolean dsn_cut_is_one_file (const DsnCut *cut);

/**
 * dsn_cut_next:
 * @piece: (out): set on success only; valid until the next call
 *
 * Returns: whether there was another piece
 */
gboolean dsn_cut_next (DsnCut *cut, DsnPiece *piece);

/**
 * dsn_cut_get_share:
 *
 * Returns: how much is cut, from 0 to 1; below 0 if that cannot be told
 */
double dsn_cut_get_share (const DsnCut *cut);

G_END_DECLS
