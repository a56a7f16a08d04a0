/* parse-feed.c: inputs -> jobs of bounded size, from where an earlier run ended. */
#include "parse-feed.h"

#include "dsn-folder.h"

#include <string.h>

/* What a job has at the most, but for a piece that is larger than that. Of few inputs
 * each worker is to have some; of many, a job is worth the change of processes. */
#define JOB_PIECES_LEAST 8
#define JOB_PIECES_MOST 128
#define JOB_SHARE 16 /* of what was given before */
#define JOB_BYTES ((guint64) 512 << 10)

typedef struct {
  guint64 source;
  char *name;
} Name;

struct _ParseFeed {
  DsnFolder *folder;
  gboolean counts; /* names of inputs, for a checkpoint */
  ParseMark from;  /* where an earlier run ended */
  char *inputs;    /* its digest of names */
  ParseMark mark;  /* what of the current input is done */
  GString *name;   /* what it is called; empty: there is none yet */
  gboolean begun;
  guint64 given; /* pieces */
  gboolean misfit;
  gboolean ended;
  GQueue names;        /* Name: inputs that are not in the digest yet */
  GChecksum *checksum; /* of the names before those */
  char *last_name;
};

ParseFeed *
parse_feed_new (const ParseSettings *settings, const ParseCheckpoint *from)
{
  DsnFolderOptions options = { .flat = !settings->recursive,
                               .whole = settings->workers == 0 };
  ParseFeed *feed = g_new0 (ParseFeed, 1);

  feed->name = g_string_new (NULL);
  feed->folder = dsn_folder_new (&options);
  for (guint i = 0; i < settings->paths->len; i++)
    dsn_folder_add_path (feed->folder, g_ptr_array_index (settings->paths, i));
  if (settings->files_from != NULL)
    dsn_folder_add_list (feed->folder, settings->files_from,
                         settings->null ? '\0' : '\n');
  if (from != NULL) {
    feed->counts = TRUE;
    feed->from = from->mark;
    feed->inputs = g_strdup (from->inputs);
  }
  feed->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return feed;
}

static void
free_name (gpointer data)
{
  g_free (((Name *) data)->name);
  g_free (data);
}

void
parse_feed_free (ParseFeed *feed)
{
  if (feed == NULL)
    return;
  dsn_folder_free (feed->folder);
  g_queue_clear_full (&feed->names, free_name);
  g_checksum_free (feed->checksum);
  g_string_free (feed->name, TRUE);
  g_free (feed->last_name);
  g_free (feed->inputs);
  g_free (feed);
}

void
parse_feed_digest (ParseFeed *feed, guint64 source, char **inputs, char **name)
{
  g_autoptr (GChecksum) copy = NULL;
  Name *next;

  while ((next = g_queue_peek_head (&feed->names)) != NULL && next->source <= source) {
    g_checksum_update (feed->checksum, (const guchar *) next->name,
                       (gssize) strlen (next->name) + 1);
    g_free (feed->last_name);
    feed->last_name = g_steal_pointer (&next->name);
    free_name (g_queue_pop_head (&feed->names));
  }
  copy = g_checksum_copy (feed->checksum);
  *inputs = g_strdup (g_checksum_get_string (copy));
  *name = g_strdup (feed->last_name);
}

/* One mbox makes many pieces. What went wrong in the middle of an input has its name.
 */
static gboolean
begins_input (const ParseFeed *feed, const DsnPiece *piece)
{
  if (feed->name->len == 0 || strcmp (feed->name->str, piece->source) != 0)
    return TRUE;
  switch (piece->kind) {
  case DSN_PIECE_FILE:
    return TRUE;
  case DSN_PIECE_RANGE:
  case DSN_PIECE_BYTES:
    return piece->offset == 0;
  case DSN_PIECE_ERROR:
    return FALSE;
  }
  g_return_val_if_reached (TRUE);
}

static void
begin_input (ParseFeed *feed, const DsnPiece *piece)
{
  g_string_assign (feed->name, piece->source);
  feed->mark = (ParseMark){ .source = feed->mark.source + 1, .offset = -1 };
  if (!feed->counts)
    return;
  if (feed->mark.source == feed->from.source)
    feed->mark = feed->from;
  g_queue_push_tail (&feed->names, g_new (Name, 1));
  *(Name *) g_queue_peek_tail (&feed->names) =
      (Name){ feed->mark.source, g_strdup (piece->source) };
}

/* Whether the inputs up to where the earlier run ended are what they were. */
static gboolean
fits (ParseFeed *feed)
{
  g_autofree char *inputs = NULL, *name = NULL;

  if (feed->from.source == 0)
    return TRUE;
  if (feed->mark.source < feed->from.source)
    return FALSE;
  parse_feed_digest (feed, feed->from.source, &inputs, &name);
  return strcmp (inputs, feed->inputs) == 0;
}

static gboolean
is_done (const ParseFeed *feed, const DsnPiece *piece)
{
  guint64 end = piece->offset;

  if (feed->mark.source > feed->from.source)
    return FALSE;
  if (feed->mark.source < feed->from.source)
    return TRUE;
  for (gsize i = 0; i < piece->lengths_count; i++)
    end += piece->lengths[i];
  return piece->in_mbox && piece->lengths_count > 0 &&
         (gint64) end <= feed->mark.offset;
}

/* Gives the next piece that is not done, and an end where the checkpoint does not fit.
 */
static gboolean
next_piece (ParseFeed *feed, DsnPiece *piece)
{
  gboolean found = FALSE;

  while (!found && !feed->ended) {
    feed->ended = !dsn_folder_next (feed->folder, piece);
    if (feed->ended)
      break;
    if (begins_input (feed, piece))
      begin_input (feed, piece);
    found = !is_done (feed, piece);
  }
  if (feed->begun)
    return found;
  feed->begun = TRUE;
  feed->misfit = !fits (feed);
  feed->ended = feed->ended || feed->misfit;
  return found && !feed->misfit;
}

gboolean
parse_feed_next (ParseFeed *feed, GByteArray *job)
{
  guint64 pieces =
      feed->begun ? MIN (JOB_PIECES_LEAST + feed->given / JOB_SHARE, JOB_PIECES_MOST)
                  : 1;
  guint64 bytes = 0;
  DsnPiece piece;

  while (pieces > 0 && bytes < JOB_BYTES && next_piece (feed, &piece)) {
    ParsePieceHead head = { .mark = feed->mark };

    g_byte_array_append (job, (const guint8 *) &head, sizeof head);
    dsn_piece_pack (&piece, job);
    bytes += piece.size;
    pieces--;
    feed->given++;
    if (piece.kind == DSN_PIECE_ERROR && !piece.in_mbox && feed->mark.bare > 0)
      feed->mark.bare--;
  }
  return job->len > 0;
}

gboolean
parse_feed_fits (const ParseFeed *feed)
{
  return !feed->misfit;
}

double
parse_feed_get_share (const ParseFeed *feed)
{
  return dsn_folder_get_share (feed->folder);
}

guint64
parse_feed_get_skipped (const ParseFeed *feed)
{
  return dsn_folder_get_skipped (feed->folder);
}
