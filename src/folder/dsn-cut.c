/* dsn-cut.c: a large mbox or a stream -> pieces of several messages. */
#include "dsn-cut.h"

#include "dsn-mbox.h"
#include "dsn-trouble.h"

/* Messages of one piece, however small. */
#define RUN_MAX_COUNT 4096

struct _DsnCut {
  char *name;
  gsize max_size;
  gsize run_size;
  gboolean in_mbox;
  gboolean ended;
  DsnStream stream;
  DsnMbox mbox;
  GArray *lengths; /* guint64 */
  GByteArray *run;
  GError *error; /* to be told behind the messages at hand */
  guint64 error_offset;
  char *message;
};

/* Whether messages are at hand as bytes, not as places. */
static gboolean
has_bytes (const DsnCut *cut)
{
  return !cut->in_mbox || !cut->stream.source.seekable;
}

DsnCut *
dsn_cut_new (const char *name, DsnSource source, gsize max_size, gsize run_size)
{
  DsnCut *cut = g_new0 (DsnCut, 1);

  cut->name = g_strdup (name);
  cut->max_size = max_size;
  cut->run_size = run_size;
  cut->lengths = g_array_new (FALSE, FALSE, sizeof (guint64));
  cut->run = g_byte_array_new ();
  dsn_stream_begin (&cut->stream, source);
  dsn_stream_unpack (&cut->stream, max_size);
  cut->in_mbox = dsn_mbox_is_mbox (dsn_stream_get (&cut->stream, 0, 5));
  cut->mbox = dsn_mbox_over (&cut->stream, cut->max_size, has_bytes (cut));
  return cut;
}

void
dsn_cut_free (DsnCut *cut)
{
  if (cut == NULL)
    return;
  dsn_stream_clear (&cut->stream);
  g_array_unref (cut->lengths);
  g_byte_array_unref (cut->run);
  g_clear_error (&cut->error);
  g_free (cut->message);
  g_free (cut->name);
  g_free (cut);
}

gboolean
dsn_cut_is_one_file (const DsnCut *cut)
{
  return !cut->in_mbox && cut->stream.source.seekable;
}

static gboolean
give_error (DsnCut *cut, DsnPiece *piece)
{
  gint64 offset = cut->in_mbox ? (gint64) cut->error_offset : -1;

  g_free (cut->message);
  cut->message = dsn_trouble_tell (cut->name, offset, cut->error);
  *piece = (DsnPiece){ .kind = DSN_PIECE_ERROR,
                       .source = cut->name,
                       .in_mbox = cut->in_mbox,
                       .offset = cut->in_mbox ? cut->error_offset : 0,
                       .code = (DsnError) cut->error->code,
                       .message = cut->message };
  g_clear_error (&cut->error);
  return TRUE;
}

/* A stream that is one message. */
static gboolean
next_whole (DsnCut *cut, DsnPiece *piece)
{
  guint64 length;
  DsnSpan bytes;

  cut->ended = TRUE;
  cut->stream.hold = 0;
  bytes = dsn_stream_get (&cut->stream, 0, cut->max_size + 1);
  if (bytes.len > cut->max_size)
    dsn_trouble_too_big (&cut->error, cut->max_size);
  else if (cut->stream.error != NULL)
    g_propagate_error (&cut->error, g_error_copy (cut->stream.error));
  if (cut->error != NULL)
    return give_error (cut, piece);
  length = bytes.len;
  g_array_append_val (cut->lengths, length);
  *piece = (DsnPiece){ .kind = DSN_PIECE_BYTES,
                       .source = cut->name,
                       .size = length,
                       .bytes = bytes,
                       .lengths = (const guint64 *) (gpointer) cut->lengths->data,
                       .lengths_count = 1 };
  return TRUE;
}

/* Adds a message to the run. A range may hold one that is too large: who loads it says
 * so. FALSE: there is an error instead. */
static gboolean
add (DsnCut *cut, const DsnMboxMessage *found)
{
  if (dsn_mbox_is_cut_off (&cut->mbox, found))
    g_propagate_error (&cut->error, g_error_copy (cut->stream.error));
  else if (has_bytes (cut) && found->length > cut->max_size)
    dsn_trouble_too_big (&cut->error, cut->max_size);
  if (cut->error != NULL) {
    cut->error_offset = found->offset;
    return FALSE;
  }
  g_array_append_val (cut->lengths, found->length);
  if (has_bytes (cut))
    g_byte_array_append (
        cut->run,
        dsn_stream_get (&cut->stream, found->offset, (gsize) found->length).data,
        (guint) found->length);
  return TRUE;
}

static gboolean
give_run (const DsnCut *cut, DsnPiece *piece, guint64 offset, guint64 size)
{
  *piece = (DsnPiece){ .kind = has_bytes (cut) ? DSN_PIECE_BYTES : DSN_PIECE_RANGE,
                       .source = cut->name,
                       .path = has_bytes (cut) ? NULL : cut->name,
                       .in_mbox = TRUE,
                       .offset = offset,
                       .size = size,
                       .device = cut->stream.source.device,
                       .inode = cut->stream.source.inode,
                       .bytes = { cut->run->data, cut->run->len },
                       .lengths = (const guint64 *) (gpointer) cut->lengths->data,
                       .lengths_count = cut->lengths->len };
  return TRUE;
}

gboolean
dsn_cut_next (DsnCut *cut, DsnPiece *piece)
{
  guint64 offset = cut->mbox.start, size = 0;
  DsnMboxMessage found;

  g_array_set_size (cut->lengths, 0);
  g_byte_array_set_size (cut->run, 0);
  if (cut->error != NULL)
    return give_error (cut, piece);
  if (!cut->in_mbox)
    return !cut->ended && next_whole (cut, piece);
  while (size < cut->run_size && cut->lengths->len < RUN_MAX_COUNT &&
         dsn_mbox_next (&cut->mbox, &found)) {
    if (!add (cut, &found))
      break;
    size += found.length;
  }
  if (cut->lengths->len > 0)
    return give_run (cut, piece, offset, size);
  return cut->error != NULL && give_error (cut, piece);
}

double
dsn_cut_get_share (const DsnCut *cut)
{
  const DsnSource *source = &cut->stream.source;

  if (source->size == G_MAXUINT64 || source->size == 0)
    return -1;
  /* Of a plain file, only what the pieces hold; the window is ahead of them. */
  return (double) (source->seekable ? cut->mbox.start : source->at) /
         (double) source->size;
}
