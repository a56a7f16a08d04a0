/* dsn-names.h: a list of names in a file -> the names, one after the other. */
#pragma once

#include "dsn-stream.h"

G_BEGIN_DECLS

/**
 * DsnNames:
 *
 * A list that is being read.
 */
typedef struct _DsnNames DsnNames;

/**
 * dsn_names_new:
 * @path: a file; `-` for standard input
 * @separator: what ends a name: a line feed or NUL
 *
 * Returns: (transfer full): the list, not yet opened
 */
DsnNames *dsn_names_new (const char *path, char separator);

/**
 * dsn_names_free:
 */
void dsn_names_free (DsnNames *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnNames, dsn_names_free)

/**
 * dsn_names_next:
 * @name: (out): set on success only; valid until the next call. %NULL for what cannot
 * be a name, or where the list cannot be read
 * @error: (nullable): set where @name is %NULL: what is wrong
 *
 * Takes the next name that is not empty. A name of more than 64 KiB, or one that holds
 * a NUL, is passed over with an error.
 *
 * Returns: whether there was one, good or bad
 */
gboolean dsn_names_next (DsnNames *names, const char **name, GError **error);

G_END_DECLS
