/* dsn-maildir.h: what the names in a Maildir say. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_maildir_is_maildir:
 * @path: a folder
 *
 * Returns: whether it has the folders `new` and `cur`
 */
gboolean dsn_maildir_is_maildir (const char *path);

/**
 * dsn_maildir_unique:
 * @name: a file's name in `new` or `cur`, without folders
 *
 * Returns: the part of @name that stays when the file moves or gets other flags
 */
DsnSpan dsn_maildir_unique (const char *name);

/**
 * DsnMaildir:
 *
 * Finds files of Maildirs again that have moved. It keeps a list of the names of one
 * Maildir.
 */
typedef struct _DsnMaildir DsnMaildir;

/**
 * dsn_maildir_new:
 *
 * Returns: (transfer full): a finder that knows no Maildir yet
 */
DsnMaildir *dsn_maildir_new (void);

/**
 * dsn_maildir_free:
 */
void dsn_maildir_free (DsnMaildir *maildir);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMaildir, dsn_maildir_free)

/**
 * dsn_maildir_find:
 * @path: where a file was, in `new` or `cur` of a Maildir
 *
 * Looks for a file with the same unique name in `new` and `cur`. Reading these costs
 * time in their size, so it is done again only once enough files have been asked for:
 * the time for all of them is in their number and that of the names.
 *
 * Returns: (transfer full) (nullable): its path now; %NULL if it is in neither
 */
char *dsn_maildir_find (DsnMaildir *maildir, const char *path);

G_END_DECLS
