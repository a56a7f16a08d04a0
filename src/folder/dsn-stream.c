/* dsn-stream.c: a window that moves over the bytes of a source. */
#include "dsn-stream.h"

/* Large enough for the system's own reading ahead, small enough for the cache. */
#define BLOCK ((gsize) 256 << 10)

/* dsn_stream_peek() takes no more than this from aside. */
#define ASIDE_ROOM ((gsize) 4 << 10)

/* A window that a large message has blown up is not kept for small ones. */
#define ROOM_KEPT ((gsize) 4 << 20)

void
dsn_stream_end (DsnStream *stream)
{
  dsn_source_clear (&stream->source);
  g_clear_error (&stream->error);
}

void
dsn_stream_begin (DsnStream *stream, DsnSource source)
{
  if (stream->room > 0) /* else it was never begun */
    dsn_stream_end (stream);
  if (stream->room > ROOM_KEPT) {
    g_clear_pointer (&stream->data, g_free);
    stream->room = 0;
  }
  if (stream->data == NULL) {
    stream->room = BLOCK;
    stream->data = g_malloc (stream->room);
  }
  stream->source = source;
  stream->hold = DSN_STREAM_FREE;
  stream->from = stream->to = 0;
  stream->base = 0;
  stream->at_end = FALSE;
}

guint64
dsn_stream_get_end (const DsnStream *stream)
{
  return stream->base + (stream->to - stream->from);
}

void
dsn_stream_clear (DsnStream *stream)
{
  if (stream->room > 0)
    dsn_stream_end (stream);
  g_free (stream->data);
  g_free (stream->aside);
  *stream = (DsnStream){ 0 };
}

void
dsn_stream_unpack (DsnStream *stream, gsize free_size)
{
  DsnSpan head = dsn_stream_get (stream, 0, DSN_PACKING_MAGIC);
  DsnPacking packing = dsn_packing_find (head);

  if (packing == DSN_PACKING_NONE)
    return;
  dsn_source_unpack (&stream->source, packing, head, free_size);
  stream->from = stream->to = 0;
  stream->at_end = stream->error != NULL;
}

/* Forgets what is not needed any more once that is half of the window: each byte is
 * moved once at the most for each that comes in. */
static void
make_room (DsnStream *stream)
{
  gsize used = stream->to - stream->from;

  if (stream->from > 0 && stream->from >= used) {
    memmove (stream->data, stream->data + stream->from, used);
    stream->from = 0;
    stream->to = used;
  }
  if (stream->room - stream->to >= BLOCK / 4)
    return;
  stream->room += MAX (stream->room / 2, BLOCK);
  stream->data = g_realloc (stream->data, stream->room);
}

static void
fill (DsnStream *stream)
{
  gsize count = 0;

  make_room (stream);
  if (!dsn_source_read (&stream->source, dsn_stream_get_end (stream),
                        stream->data + stream->to, stream->room - stream->to, &count,
                        &stream->error))
    stream->at_end = TRUE;
  else
    stream->at_end = count == 0;
  stream->to += count;
}

/* Lets the window begin at @offset, or where it must. */
static void
forget (DsnStream *stream, guint64 offset)
{
  guint64 end = dsn_stream_get_end (stream);
  guint64 keep = MIN (stream->hold, offset - MIN (offset, DSN_STREAM_BEHIND));

  if (keep > end && stream->source.seekable) {
    stream->from = stream->to = 0;
    stream->base = keep;
  }
  keep = MIN (keep, end);
  if (keep <= stream->base)
    return;
  stream->from += (gsize) (keep - stream->base);
  stream->base = keep;
}

DsnSpan
dsn_stream_get (DsnStream *stream, guint64 offset, gsize want)
{
  guint64 end;

  g_assert (offset >= stream->base);
  for (;;) {
    end = dsn_stream_get_end (stream);
    if ((offset <= end && end - offset >= want) || stream->at_end)
      break;
    forget (stream, offset);
    fill (stream);
  }
  if (offset >= end)
    return (DsnSpan){ NULL, 0 };
  return dsn_span_between (stream->data + stream->from + (offset - stream->base),
                           stream->data + stream->to);
}

/* What stands at a place of a file that the window has not come to. */
static DsnSpan
read_aside (DsnStream *stream, guint64 offset, gsize want)
{
  gsize used = 0, count = 1;

  g_assert (want <= ASIDE_ROOM);
  if (stream->aside == NULL)
    stream->aside = g_malloc (ASIDE_ROOM);
  for (; used < want && count > 0; used += count)
    if (!dsn_source_read (&stream->source, offset + used, stream->aside + used,
                          want - used, &count, NULL))
      return (DsnSpan){ NULL, 0 };
  return (DsnSpan){ stream->aside, used };
}

DsnSpan
dsn_stream_peek (DsnStream *stream, guint64 offset, gsize want)
{
  guint64 end = dsn_stream_get_end (stream), hold = stream->hold;
  DsnSpan found;

  if (stream->source.seekable && !stream->at_end && offset + want > end)
    return read_aside (stream, offset, want);
  stream->hold = MIN (hold, stream->base);
  found = dsn_stream_get (stream, offset, want);
  stream->hold = hold;
  return dsn_span_slice (found, 0, want);
}
