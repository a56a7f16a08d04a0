/* dsn-folder.h: paths -> pieces of input, in an order that the input alone decides. */
#pragma once

#include "dsn-limits.h"
#include "dsn-piece.h"

G_BEGIN_DECLS

/**
 * DsnFolderOptions:
 * @limits: (nullable): a message over `message_size` becomes an error; default limits
 *   for %NULL
 * @flat: do not go into folders below a folder
 * @whole: never cut a file, leave that to the loader: for one worker, which would read
 *   the file twice otherwise
 * @split_size: bytes from which a plain mbox is cut into ranges and a compressed file
 *   into bytes; 0 for 1 MiB
 * @run_size: bytes that a piece of several messages has at the least, where there are
 *   as many; 0 for 256 KiB
 *
 * How to read. Standard input is cut into bytes whatever these say.
 */
typedef struct {
  const DsnLimits *limits;
  gboolean flat;
  gboolean whole;
  guint64 split_size;
  gsize run_size;
} DsnFolderOptions;

/**
 * DsnFolder:
 *
 * Lists what is to be read: files, Maildirs, folders, streams. It opens no file but
 * those that it cuts.
 */
typedef struct _DsnFolder DsnFolder;

/**
 * dsn_folder_new:
 * @options: (nullable): how to read; copied
 *
 * Returns: (transfer full): a folder without input
 */
DsnFolder *dsn_folder_new (const DsnFolderOptions *options);

/**
 * dsn_folder_free:
 */
void dsn_folder_free (DsnFolder *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnFolder, dsn_folder_free)

/**
 * dsn_folder_add_path:
 * @path: a file, an mbox, a Maildir, a folder, a pipe; `-` for standard input
 *
 * Adds an input behind those that were added before. It is not looked at yet.
 */
void dsn_folder_add_path (DsnFolder *folder, const char *path);

/**
 * dsn_folder_add_list:
 * @path: a file with a name on each line; `-` for standard input
 * @separator: what ends a name: a line feed or NUL
 *
 * Adds the inputs that the file names. It is read as they are needed, so it may be of
 * any length and still be written to. Empty names are passed over.
 */
void dsn_folder_add_list (DsnFolder *folder, const char *path, char separator);

/**
 * dsn_folder_next:
 * @piece: (out): set on success only; valid until the next call
 *
 * Takes the next piece. The order is that of the inputs; in a folder that of names
 * (numbers by value, as MH needs it), in a Maildir that of unique names whether in
 * `new` or in `cur`. What cannot be read is a piece of kind %DSN_PIECE_ERROR, and the
 * rest goes on.
 *
 * Returns: whether there was one; %FALSE once all input is listed
 */
gboolean dsn_folder_next (DsnFolder *folder, DsnPiece *piece);

/**
 * dsn_folder_get_skipped:
 *
 * Returns: how many entries of folders were passed over, because their names say that
 *   they hold no mail: dot files, indexes, locks
 */
guint64 dsn_folder_get_skipped (const DsnFolder *folder);

/**
 * dsn_folder_get_share:
 *
 * Returns: which share of the input is listed, from 0 to 1, as far as it can be told
 *   (each input counts the same, and so does each entry of a folder); below 0 while it
 *   cannot, as for standard input
 */
double dsn_folder_get_share (const DsnFolder *folder);

G_END_DECLS
