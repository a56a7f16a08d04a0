/* dsn-piece.h: a piece of the input, small enough for one worker, as plain data. */
#pragma once

#include "dsn-error.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnPieceKind:
 * @DSN_PIECE_FILE: a file that nobody has looked into: one message or an mbox,
 *   compressed or not
 * @DSN_PIECE_RANGE: messages of a plain mbox, one after the other, still to be read
 * @DSN_PIECE_BYTES: messages, one after the other, that are at hand
 * @DSN_PIECE_ERROR: what could not be read, and why
 */
typedef enum {
  DSN_PIECE_FILE,
  DSN_PIECE_RANGE,
  DSN_PIECE_BYTES,
  DSN_PIECE_ERROR,
} DsnPieceKind;

/**
 * DsnPiece:
 * @kind: what it is; the other members are 0 or %NULL where they do not apply
 * @source: what to show: the path as given, with what was found below it; `-` for
 *   standard input. Bytes as the system has them, maybe not UTF-8
 * @path: of a file and a range: what to open
 * @maildir: of a file: it is in `new` or `cur` of a Maildir, and may move
 * @in_mbox: the messages have offsets
 * @offset: of a range and of bytes: where the first message begins in its mbox, in
 *   bytes (before compression). Of an error: the same of the message that it is about,
 *   where @in_mbox
 * @size: bytes of the piece before compression, as far as it is known, else 0; for
 *   progress and for sharing out
 * @device: of a range: the device of the mbox
 * @inode: of a range: its number there; another file may have taken its name since
 * @bytes: the messages of a piece of bytes
 * @lengths: of a range and of bytes: bytes of each message
 * @lengths_count: how many messages
 * @code: of an error: which kind
 * @message: of an error: one line that names the source, not yet safe to print
 *
 * Everything is borrowed from who made the piece.
 */
typedef struct {
  DsnPieceKind kind;
  const char *source;
  const char *path;
  gboolean maildir;
  gboolean in_mbox;
  guint64 offset;
  guint64 size;
  guint64 device;
  guint64 inode;
  DsnSpan bytes;
  const guint64 *lengths;
  gsize lengths_count;
  DsnError code;
  const char *message;
} DsnPiece;

/**
 * dsn_piece_pack:
 * @piece: a piece
 * @out: where to add
 *
 * Adds @piece as bytes that another process of this program can unpack. The number of
 * bytes added is a multiple of 8.
 */
void dsn_piece_pack (const DsnPiece *piece, GByteArray *out);

/**
 * dsn_piece_unpack:
 * @packed: (inout): packed pieces, aligned as g_malloc() aligns; what was taken is cut
 *   off on success
 * @piece: (out): set on success only; borrows from @packed
 *
 * Returns: whether @packed began with a piece
 */
gboolean dsn_piece_unpack (DsnSpan *packed, DsnPiece *piece);

G_END_DECLS
