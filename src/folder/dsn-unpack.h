/* dsn-unpack.h: compressed bytes -> bytes, a step at a time (zlib, liblzma, libzstd).
 */
#pragma once

#include "dsn-error.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnPacking:
 *
 * How a file is compressed.
 */
typedef enum {
  DSN_PACKING_NONE,
  DSN_PACKING_GZIP,
  DSN_PACKING_XZ,
  DSN_PACKING_ZSTD,
} DsnPacking;

/* So many bytes of a file tell how it is compressed. */
#define DSN_PACKING_MAGIC 6

/**
 * dsn_packing_find:
 * @head: how a file begins, %DSN_PACKING_MAGIC bytes if it has as many
 *
 * Returns: how it is compressed, by its magic bytes
 */
DsnPacking dsn_packing_find (DsnSpan head);

/**
 * DsnUnpack:
 *
 * A decoder. It takes the place of 128 MiB at the most, whatever the file asks for.
 */
typedef struct _DsnUnpack DsnUnpack;

/**
 * dsn_unpack_new:
 * @packing: not %DSN_PACKING_NONE
 *
 * Returns: (transfer full): a decoder before the first byte
 */
DsnUnpack *dsn_unpack_new (DsnPacking packing);

/**
 * dsn_unpack_free:
 */
void dsn_unpack_free (DsnUnpack *unpack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnUnpack, dsn_unpack_free)

/**
 * DsnUnpackRoom:
 * @data: where to write
 * @len: bytes that fit there; not 0
 * @made: bytes written there
 *
 * Room for what comes out.
 */
typedef struct {
  guint8 *data;
  gsize len;
  gsize made;
} DsnUnpackRoom;

/**
 * dsn_unpack_run:
 * @in: (inout): compressed bytes; what was taken is cut off
 * @last: no compressed bytes follow @in
 * @room: (inout): where to write; @made is set, on failure, too
 * @error: (nullable): why it failed: the file is damaged, cut off, or asks for too much
 *
 * Takes and makes what it can. Files that were compressed one by one and put behind
 * each other are one file. With @last, no bytes written is the end.
 *
 * Returns: whether all is well
 */
gboolean dsn_unpack_run (DsnUnpack *unpack, DsnSpan *in, gboolean last,
                         DsnUnpackRoom *room, GError **error);

G_END_DECLS
