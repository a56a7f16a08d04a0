/* dsn-loader.h: a piece of input -> its messages, read into one buffer. */
#pragma once

#include "dsn-ahead.h"
#include "dsn-limits.h"
#include "dsn-piece.h"

G_BEGIN_DECLS

/**
 * DsnItem:
 * @source: as in the piece
 * @offset: where the message begins in its mbox, in bytes; -1 if it is in none
 * @bytes: the message, with the `From ` line before it in an mbox; empty with an error
 * @code: which kind of error, where @message says that there is one
 * @message: (nullable): why it could not be read: one line that names source and
 *   offset, not yet safe to print; %NULL if it could
 *
 * A message, or what stands for one that could not be read.
 */
typedef struct {
  const char *source;
  gint64 offset;
  DsnSpan bytes;
  DsnError code;
  const char *message;
} DsnItem;

/**
 * DsnLoader:
 *
 * Reads pieces, one after the other. It keeps its buffer, which is no larger than the
 * largest message and a run of small ones.
 */
typedef struct _DsnLoader DsnLoader;

/**
 * dsn_loader_new:
 * @limits: (nullable): a message over `message_size` is not loaded; copied
 *
 * Returns: (transfer full): a loader without a piece
 */
DsnLoader *dsn_loader_new (const DsnLimits *limits);

/**
 * dsn_loader_free:
 */
void dsn_loader_free (DsnLoader *loader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnLoader, dsn_loader_free)

/**
 * dsn_loader_read_ahead:
 * @piece: what will be opened soon, in the order of these calls; what it borrows must
 *   live until then, where it is now, or until dsn_loader_forget()
 *
 * Reads @piece before its turn if it is a small file that is plainly one message, and
 * no more than %DSN_AHEAD_FILES were since dsn_loader_forget(). What may go wrong is
 * found, and told, when it is opened.
 */
void dsn_loader_read_ahead (DsnLoader *loader, const DsnPiece *piece);

/**
 * dsn_loader_forget:
 *
 * Forgets what was read before its turn.
 */
void dsn_loader_forget (DsnLoader *loader);

/**
 * dsn_loader_open:
 * @piece: what to read next; what it borrows must live until the next call or the end
 *   of its messages
 *
 * Begins with @piece and forgets the one before.
 */
void dsn_loader_open (DsnLoader *loader, const DsnPiece *piece);

/**
 * dsn_loader_next:
 * @item: (out): set on success only; valid until the next call
 *
 * Takes the next message of the piece. Every message comes out once, as itself or as an
 * error; every piece gives an item at least.
 *
 * Returns: whether there was one
 */
gboolean dsn_loader_next (DsnLoader *loader, DsnItem *item);

G_END_DECLS
