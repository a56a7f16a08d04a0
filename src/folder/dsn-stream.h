/* dsn-stream.h: a window that moves over the bytes of a source. */
#pragma once

#include "dsn-source.h"

G_BEGIN_DECLS

/* So many bytes before the place that was asked for last are still there. */
#define DSN_STREAM_BEHIND 8

/* Nothing is held. */
#define DSN_STREAM_FREE G_MAXUINT64

/**
 * DsnStream:
 * @hold: from this offset on, nothing is forgotten; %DSN_STREAM_FREE: what lies more
 *   than %DSN_STREAM_BEHIND bytes before the place that is asked for is
 * @error: why the end came too early, or %NULL
 *
 * The window; the other members are private. An all-zero one is empty and may be
 * begun or cleared.
 */
typedef struct {
  guint64 hold;
  GError *error;
  DsnSource source;
  guint8 *data;
  gsize room;
  gsize from;   /* of the first byte in @data */
  gsize to;     /* one past the last */
  guint64 base; /* offset of data[from] */
  gboolean at_end;
  guint8 *aside;
} DsnStream;

/**
 * dsn_stream_begin:
 * @source: (transfer full): where the bytes come from
 *
 * Puts the window at the beginning of @source, and ends the source before it. The
 * window's memory stays for the next source.
 */
void dsn_stream_begin (DsnStream *stream, DsnSource source);

/**
 * dsn_stream_end:
 *
 * Ends the source. The window may be begun again.
 */
void dsn_stream_end (DsnStream *stream);

/**
 * dsn_stream_clear:
 *
 * Frees what the window holds.
 */
void dsn_stream_clear (DsnStream *stream);

/**
 * dsn_stream_unpack:
 * @free_size: see dsn_source_unpack()
 *
 * Looks whether the source is compressed, and unpacks it if so. To be called before
 * anything else is asked for.
 */
void dsn_stream_unpack (DsnStream *stream, gsize free_size);

/**
 * dsn_stream_get:
 * @offset: a place that has not been left behind
 * @want: bytes that are needed
 *
 * Returns: the bytes from @offset on that are at hand: @want at the least, fewer only
 *   where the source ends; valid until the next call
 */
DsnSpan dsn_stream_get (DsnStream *stream, guint64 offset, gsize want);

/**
 * dsn_stream_get_end:
 *
 * Returns: the offset behind the last byte that is at hand
 */
guint64 dsn_stream_get_end (const DsnStream *stream);

/**
 * dsn_stream_peek:
 *
 * Looks ahead as dsn_stream_get() does, and moves nothing: a source that can be read at
 * any place is read there, of any other what lies between is kept.
 *
 * Returns: at most @want bytes from @offset on; none where they cannot be read
 */
DsnSpan dsn_stream_peek (DsnStream *stream, guint64 offset, gsize want);

G_END_DECLS
