/* dsn-loader.c: a piece of input -> its messages, read into one buffer. */
#include "dsn-loader.h"

#include "dsn-maildir.h"
#include "dsn-mbox.h"
#include "dsn-trouble.h"

#include <errno.h>
#include <sys/stat.h>

/* So often a file may move between finding and opening it. */
#define FIND_MAX 3

/* What is left of the piece. */
typedef enum {
  STATE_BEGIN,
  STATE_MBOX,     /* messages that are still to be told apart */
  STATE_MESSAGES, /* messages whose lengths are known */
  STATE_END,
} State;

struct _DsnLoader {
  DsnLimits limits;
  const DsnPiece *piece;
  State state;
  DsnStream stream;
  DsnMbox mbox;
  DsnMaildir *maildir;
  DsnAhead *ahead;
  gsize index;
  guint64 at;    /* of message @index in the mbox, or in the piece's bytes */
  GError *error; /* of the range: none of its messages can be read */
  char *message;
};

DsnLoader *
dsn_loader_new (const DsnLimits *limits)
{
  DsnLoader *loader = g_new0 (DsnLoader, 1);

  loader->limits = dsn_limits_resolve (limits);
  loader->maildir = dsn_maildir_new ();
  loader->ahead = dsn_ahead_new ();
  loader->state = STATE_END;
  return loader;
}

void
dsn_loader_free (DsnLoader *loader)
{
  if (loader == NULL)
    return;
  dsn_stream_clear (&loader->stream);
  dsn_maildir_free (loader->maildir);
  dsn_ahead_free (loader->ahead);
  g_clear_error (&loader->error);
  g_free (loader->message);
  g_free (loader);
}

void
dsn_loader_forget (DsnLoader *loader)
{
  dsn_ahead_forget (loader->ahead);
}

void
dsn_loader_read_ahead (DsnLoader *loader, const DsnPiece *piece)
{
  if (piece->kind == DSN_PIECE_FILE)
    dsn_ahead_read (loader->ahead, piece->path);
}

void
dsn_loader_open (DsnLoader *loader, const DsnPiece *piece)
{
  loader->piece = piece;
  loader->state = STATE_BEGIN;
  loader->index = 0;
  loader->at = 0;
  g_clear_error (&loader->error);
}

static gboolean
give (const DsnLoader *loader, DsnItem *item, gint64 offset, DsnSpan bytes)
{
  *item =
      (DsnItem){ .source = loader->piece->source, .offset = offset, .bytes = bytes };
  return TRUE;
}

static gboolean
give_error (DsnLoader *loader, DsnItem *item, gint64 offset, const GError *error)
{
  g_free (loader->message);
  loader->message = dsn_trouble_tell (loader->piece->source, offset, error);
  *item = (DsnItem){ .source = loader->piece->source,
                     .offset = offset,
                     .code = (DsnError) error->code,
                     .message = loader->message };
  return TRUE;
}

static gboolean
give_too_big (DsnLoader *loader, DsnItem *item, gint64 offset)
{
  g_autoptr (GError) error = NULL;

  dsn_trouble_too_big (&error, loader->limits.message_size);
  return give_error (loader, item, offset, error);
}

static gboolean
is_gone (const char *path)
{
  struct stat info;

  return lstat (path, &info) != 0 && errno == ENOENT;
}

/* Opens the piece's file; in a Maildir, wherever it is by now. */
static gboolean
open_file (DsnLoader *loader, DsnSource *source, GError **error)
{
  const DsnPiece *piece = loader->piece;
  g_autofree char *path = NULL;
  g_autoptr (GError) failure = NULL;

  if (dsn_source_open (source, piece->path, FALSE, &failure))
    return TRUE;
  for (guint i = 0; piece->maildir && i < FIND_MAX; i++) {
    if (!is_gone (path != NULL ? path : piece->path))
      break;
    g_free (path);
    path = dsn_maildir_find (loader->maildir, piece->path);
    g_clear_error (&failure);
    if (path == NULL) {
      g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ,
                           "it has vanished since its folder was listed");
      return FALSE;
    }
    if (dsn_source_open (source, path, FALSE, &failure))
      return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A file or stream that is one message. */
static gboolean
load_whole (DsnLoader *loader, DsnItem *item)
{
  gsize max = loader->limits.message_size;
  DsnSpan bytes;

  loader->state = STATE_END;
  if (loader->stream.source.seekable && loader->stream.source.size > max)
    return give_too_big (loader, item, -1);
  loader->stream.hold = 0;
  bytes = dsn_stream_get (&loader->stream, 0, max + 1);
  if (bytes.len > max)
    return give_too_big (loader, item, -1);
  if (loader->stream.error != NULL)
    return give_error (loader, item, -1, loader->stream.error);
  return give (loader, item, -1, bytes);
}

static gboolean
load_of_mbox (DsnLoader *loader, DsnItem *item)
{
  DsnMboxMessage found;
  gint64 offset;

  if (!dsn_mbox_next (&loader->mbox, &found))
    return FALSE;
  offset = (gint64) found.offset;
  if (dsn_mbox_is_cut_off (&loader->mbox, &found))
    return give_error (loader, item, offset, loader->stream.error);
  if (found.length > loader->limits.message_size)
    return give_too_big (loader, item, offset);
  return give (loader, item, offset,
               dsn_span_slice (
                   dsn_stream_get (&loader->stream, found.offset, (gsize) found.length),
                   0, (gsize) found.length));
}

static gboolean
load_file (DsnLoader *loader, DsnItem *item)
{
  g_autoptr (GError) error = NULL;
  DsnSource source;
  DsnSpan bytes;

  if (dsn_ahead_take (loader->ahead, loader->piece->path, &bytes)) {
    loader->state = STATE_END;
    return bytes.len > loader->limits.message_size ? give_too_big (loader, item, -1)
                                                   : give (loader, item, -1, bytes);
  }
  if (!open_file (loader, &source, &error)) {
    loader->state = STATE_END;
    return give_error (loader, item, -1, error);
  }
  dsn_stream_begin (&loader->stream, source);
  dsn_stream_unpack (&loader->stream, loader->limits.message_size);
  if (!dsn_mbox_is_mbox (dsn_stream_get (&loader->stream, 0, 5)))
    return load_whole (loader, item);
  loader->state = STATE_MBOX;
  loader->mbox = dsn_mbox_over (&loader->stream, loader->limits.message_size, TRUE);
  return load_of_mbox (loader, item);
}

/* Opens the mbox that the range is of, if it is still that one. */
static void
open_range (DsnLoader *loader)
{
  const DsnPiece *piece = loader->piece;
  guint64 end = piece->offset;
  DsnSource source;

  for (gsize i = 0; i < piece->lengths_count; i++)
    end += piece->lengths[i];
  loader->at = piece->offset;
  if (!dsn_source_open (&source, piece->path, FALSE, &loader->error))
    return;
  if (source.device != piece->device || source.inode != piece->inode) {
    g_set_error_literal (&loader->error, DSN_ERROR, DSN_ERROR_READ,
                         "the file was replaced while it was read");
    dsn_source_clear (&source);
    return;
  }
  source.size = MIN (source.size, end);
  dsn_stream_begin (&loader->stream, source);
}

/* The next message of a range, which has @len bytes. */
static gboolean
load_of_range (DsnLoader *loader, DsnItem *item, guint64 at, gsize len)
{
  g_autoptr (GError) error = NULL;
  DsnSpan bytes;

  if (loader->error != NULL)
    return give_error (loader, item, (gint64) at, loader->error);
  loader->stream.hold = at;
  bytes = dsn_stream_get (&loader->stream, at, len);
  if (loader->stream.error != NULL && bytes.len < len)
    return give_error (loader, item, (gint64) at, loader->stream.error);
  if (bytes.len >= len && dsn_mbox_is_mbox (bytes))
    return give (loader, item, (gint64) at, dsn_span_slice (bytes, 0, len));
  g_set_error_literal (&error, DSN_ERROR, DSN_ERROR_READ,
                       "the file was changed while it was read");
  return give_error (loader, item, (gint64) at, error);
}

static gboolean
load_message (DsnLoader *loader, DsnItem *item)
{
  const DsnPiece *piece = loader->piece;
  guint64 at = loader->at, length;

  if (loader->index == piece->lengths_count)
    return FALSE;
  length = piece->lengths[loader->index++];
  loader->at += length;
  if (length > loader->limits.message_size)
    return give_too_big (
        loader, item,
        (gint64) (piece->kind == DSN_PIECE_RANGE ? at : piece->offset + at));
  if (piece->kind == DSN_PIECE_RANGE)
    return load_of_range (loader, item, at, (gsize) length);
  return give (loader, item, piece->in_mbox ? (gint64) (piece->offset + at) : -1,
               dsn_span_slice (piece->bytes, (gsize) at, (gsize) length));
}

static gboolean
begin (DsnLoader *loader, DsnItem *item)
{
  const DsnPiece *piece = loader->piece;

  loader->state = STATE_MESSAGES;
  switch (piece->kind) {
  case DSN_PIECE_FILE:
    return load_file (loader, item);
  case DSN_PIECE_RANGE:
    open_range (loader);
    return load_message (loader, item);
  case DSN_PIECE_BYTES:
    return load_message (loader, item);
  case DSN_PIECE_ERROR:
    loader->state = STATE_END;
    *item = (DsnItem){ .source = piece->source,
                       .offset = piece->in_mbox ? (gint64) piece->offset : -1,
                       .code = piece->code,
                       .message = piece->message };
    return TRUE;
  }
  g_return_val_if_reached (FALSE);
}

gboolean
dsn_loader_next (DsnLoader *loader, DsnItem *item)
{
  switch (loader->state) {
  case STATE_BEGIN:
    return begin (loader, item);
  case STATE_MBOX:
    return load_of_mbox (loader, item);
  case STATE_MESSAGES:
    return load_message (loader, item);
  case STATE_END:
    return FALSE;
  }
  g_return_val_if_reached (FALSE);
}
