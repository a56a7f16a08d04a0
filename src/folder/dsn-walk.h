/* dsn-walk.h: a folder -> the files in it and below it, one after the other. */
#pragma once

#include "dsn-error.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnWalk:
 *
 * A way through a folder or Maildir and what is below it, in an order that does not
 * depend on that of the disk.
 */
typedef struct _DsnWalk DsnWalk;

/**
 * DsnWalkStep:
 * @path: where; valid until the next step
 * @maildir: a file in `new` or `cur` of a Maildir, however that was named
 * @error: (nullable): why what is at @path cannot be read; belongs to the walk
 *
 * A file, or what cannot be read.
 */
typedef struct {
  const char *path;
  gboolean maildir;
  const GError *error;
} DsnWalkStep;

/**
 * dsn_walk_new:
 * @path: a folder
 * @flat: leave out folders below it
 *
 * Returns: (transfer full): a way that has not begun
 */
DsnWalk *dsn_walk_new (const char *path, gboolean flat);

/**
 * dsn_walk_free:
 */
void dsn_walk_free (DsnWalk *walk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnWalk, dsn_walk_free)

/**
 * dsn_walk_next:
 * @step: (out): set on success only
 *
 * Goes on to the next file. Of a Maildir that is what is in `new` and `cur`, then the
 * folders below it, its Maildir++ folders among them. Of any other folder that is each
 * entry but those that dsn_walk_is_no_mail() leaves out; of dot folders, Maildirs are
 * read. Symbolic links are followed; a folder that was read is not read again.
 *
 * Returns: whether there was one
 */
gboolean dsn_walk_next (DsnWalk *walk, DsnWalkStep *step);

/**
 * dsn_walk_is_no_mail:
 * @name: the name of an entry of a folder that is no Maildir
 *
 * Returns: whether it says that this is an index, a lock or a deleted message
 */
gboolean dsn_walk_is_no_mail (const char *name);

/**
 * dsn_walk_get_skipped:
 *
 * Returns: how many entries were left out for their names
 */
guint64 dsn_walk_get_skipped (const DsnWalk *walk);

/**
 * dsn_walk_get_share:
 *
 * Returns: how much of the way is done, from 0 to 1; each entry of a folder counts the
 *   same
 */
double dsn_walk_get_share (const DsnWalk *walk);

G_END_DECLS
