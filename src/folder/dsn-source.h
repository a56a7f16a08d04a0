/* dsn-source.h: an open file or stream -> its bytes, unpacked where it is compressed.
 */
#pragma once

#include "dsn-unpack.h"

G_BEGIN_DECLS

/* Deflate cannot do more than 1032. */
#define DSN_SOURCE_EXPANSION 1000

/**
 * DsnSource:
 * @seekable: dsn_source_read() takes any offset
 * @size: bytes of a file when it was opened: it is read no further, though it may grow
 * @device: of a file: where it is
 * @inode: of a file: which one it is
 *
 * Where bytes come from; the other members are private.
 */
typedef struct {
  gboolean seekable;
  guint64 size;
  guint64 device;
  guint64 inode;
  int fd;
  gboolean owns_fd;
  gboolean is_file; /* can be read at any place, compressed or not */
  DsnSpan memory;
  gsize block;
  DsnUnpack *unpack;
  guint64 unpack_free; /* bytes that may come out whatever went in */
  guint64 packed_count;
  guint64 unpacked_count;
  guint8 *packed;
  gsize packed_room;
  gsize packed_from;
  gsize packed_to;
  guint64 at; /* of the next byte of the file itself */
} DsnSource;

/**
 * dsn_source_open:
 * @source: (out): set on success only; dsn_source_clear() ends it
 * @path: a file's name; `-` is one as well
 * @streams: whether what is no regular file will do: opening waits for a pipe's writer
 * @error: (nullable): why it failed
 *
 * Opens a file, or refuses it without waiting.
 *
 * Returns: whether it is open
 */
gboolean dsn_source_open (DsnSource *source, const char *path, gboolean streams,
                          GError **error);

/**
 * dsn_source_use:
 * @fd: an open file or stream, which stays the caller's
 *
 * Returns: a source over @fd, from where it stands, to be read in its order
 */
DsnSource dsn_source_use (int fd);

/**
 * dsn_source_over:
 * @memory: bytes that outlive the source
 * @block: bytes to hand out at the most at once; not 0
 * @seekable: whether it can be read at any offset
 *
 * Returns: a source over @memory
 */
DsnSource dsn_source_over (DsnSpan memory, gsize block, gboolean seekable);

/**
 * dsn_source_clear:
 *
 * Closes what the source has opened.
 */
void dsn_source_clear (DsnSource *source);

/**
 * dsn_source_unpack:
 * @packing: how it is compressed
 * @taken: what was read of it already
 * @free_size: bytes that may come out whatever went in; then, %DSN_SOURCE_EXPANSION
 *   for each that did
 *
 * From now on, the source's bytes are what comes out of its decoder, from offset 0.
 */
void dsn_source_unpack (DsnSource *source, DsnPacking packing, DsnSpan taken,
                        gsize free_size);

/**
 * dsn_source_read:
 * @offset: where, in bytes; where the last call ended if not @seekable
 * @out: where to write
 * @room: bytes that fit there; not 0
 * @count: (out): bytes read, on failure, too; 0 at the end
 * @error: (nullable): why it failed
 *
 * Returns: whether all is well
 */
gboolean dsn_source_read (DsnSource *source, guint64 offset, guint8 *out, gsize room,
                          gsize *count, GError **error);

G_END_DECLS
