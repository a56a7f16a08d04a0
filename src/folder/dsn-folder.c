/* dsn-folder.c: paths -> pieces of input, in an order that the input alone decides. */
#include "dsn-folder.h"

#include "dsn-cut.h"
#include "dsn-names.h"
#include "dsn-trouble.h"
#include "dsn-walk.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define SPLIT_SIZE ((guint64) 1 << 20)
#define RUN_SIZE ((gsize) 256 << 10)

typedef struct {
  char *path;
  gboolean is_list;
  char separator;
} Input;

/* From the outside in: an input, the list that it is, the folder that is walked, the
 * file that is cut. */
struct _DsnFolder {
  DsnLimits limits;
  gboolean flat;
  gboolean whole;
  guint64 split_size;
  gsize run_size;
  GArray *inputs;
  guint input_index;
  DsnNames *names;
  DsnWalk *walk;
  DsnCut *cut;
  guint64 skipped;
  char *path; /* of the piece */
  char *message;
};

static void
clear_input (gpointer data)
{
  g_free (((Input *) data)->path);
}

DsnFolder *
dsn_folder_new (const DsnFolderOptions *options)
{
  static const DsnFolderOptions defaults = { 0 };
  DsnFolder *folder = g_new0 (DsnFolder, 1);

  if (options == NULL)
    options = &defaults;
  folder->limits = dsn_limits_resolve (options->limits);
  folder->flat = options->flat;
  folder->whole = options->whole;
  folder->split_size = options->split_size != 0 ? options->split_size : SPLIT_SIZE;
  folder->run_size = options->run_size != 0 ? options->run_size : RUN_SIZE;
  folder->inputs = g_array_new (FALSE, FALSE, sizeof (Input));
  g_array_set_clear_func (folder->inputs, clear_input);
  return folder;
}

void
dsn_folder_free (DsnFolder *folder)
{
  if (folder == NULL)
    return;
  g_array_unref (folder->inputs);
  dsn_names_free (folder->names);
  dsn_walk_free (folder->walk);
  dsn_cut_free (folder->cut);
  g_free (folder->path);
  g_free (folder->message);
  g_free (folder);
}

void
dsn_folder_add_path (DsnFolder *folder, const char *path)
{
  Input input = { .path = g_strdup (path) };

  g_array_append_val (folder->inputs, input);
}

void
dsn_folder_add_list (DsnFolder *folder, const char *path, char separator)
{
  Input input = { g_strdup (path), TRUE, separator };

  g_array_append_val (folder->inputs, input);
}

static gboolean
give_error (DsnFolder *folder, DsnPiece *piece, const char *path, const GError *error)
{
  g_free (folder->path);
  g_free (folder->message);
  folder->path = g_strdup (path);
  folder->message = dsn_trouble_tell (path, -1, error);
  *piece = (DsnPiece){ .kind = DSN_PIECE_ERROR,
                       .source = folder->path,
                       .code = (DsnError) error->code,
                       .message = folder->message };
  return TRUE;
}

static gboolean
give_file (DsnFolder *folder, DsnPiece *piece, const char *path, gboolean maildir,
           guint64 size)
{
  g_free (folder->path);
  folder->path = g_strdup (path);
  *piece = (DsnPiece){ .kind = DSN_PIECE_FILE,
                       .source = folder->path,
                       .path = folder->path,
                       .maildir = maildir,
                       .size = size };
  return TRUE;
}

/* Begins to cut a source, and gives its first piece; a file that is one message is
 * given as such. */
static gboolean
give_cut (DsnFolder *folder, DsnPiece *piece, const char *path, DsnSource source)
{
  guint64 size = source.size;

  folder->cut =
      dsn_cut_new (path, source, folder->limits.message_size, folder->run_size);
  if (!dsn_cut_is_one_file (folder->cut))
    return dsn_cut_next (folder->cut, piece);
  g_clear_pointer (&folder->cut, dsn_cut_free);
  return give_file (folder, piece, path, FALSE, size);
}

/* A regular file of that size; a small one is nobody's bottleneck. */
static gboolean
give_regular (DsnFolder *folder, DsnPiece *piece, const char *path, guint64 size)
{
  g_autoptr (GError) error = NULL;
  DsnSource source;

  if (folder->whole || size < folder->split_size)
    return give_file (folder, piece, path, FALSE, size);
  if (!dsn_source_open (&source, path, FALSE, &error))
    return give_error (folder, piece, path, error);
  return give_cut (folder, piece, path, source);
}

/* What cannot be read at any place is cut even if there is one worker only: the loader
 * opens regular files alone. */
static gboolean
give_stream (DsnFolder *folder, DsnPiece *piece, const char *path)
{
  g_autoptr (GError) error = NULL;
  DsnSource source;

  if (!dsn_source_open (&source, path, TRUE, &error))
    return give_error (folder, piece, path, error);
  return give_cut (folder, piece, path, source);
}

static gboolean
give_path (DsnFolder *folder, DsnPiece *piece, const char *path)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  if (stat (path, &info) != 0) {
    dsn_trouble_set (&error, errno);
    return give_error (folder, piece, path, error);
  }
  if (S_ISREG (info.st_mode))
    return give_regular (folder, piece, path, (guint64) info.st_size);
  if (!S_ISDIR (info.st_mode))
    return give_stream (folder, piece, path);
  folder->walk = dsn_walk_new (path, folder->flat);
  return FALSE;
}

static gboolean
next_of_walk (DsnFolder *folder, DsnPiece *piece)
{
  DsnWalkStep step;
  struct stat info;

  if (!dsn_walk_next (folder->walk, &step)) {
    folder->skipped += dsn_walk_get_skipped (folder->walk);
    g_clear_pointer (&folder->walk, dsn_walk_free);
    return FALSE;
  }
  if (step.error != NULL)
    return give_error (folder, piece, step.path, step.error);
  /* The messages of a Maildir are not looked at, so nothing is known of them. */
  if (step.maildir || folder->whole || stat (step.path, &info) != 0)
    return give_file (folder, piece, step.path, step.maildir, 0);
  return give_regular (folder, piece, step.path, (guint64) info.st_size);
}

static gboolean
next_of_names (DsnFolder *folder, DsnPiece *piece)
{
  const Input *list = &g_array_index (folder->inputs, Input, folder->input_index - 1);
  g_autoptr (GError) error = NULL;
  const char *name;

  if (!dsn_names_next (folder->names, &name, &error)) {
    g_clear_pointer (&folder->names, dsn_names_free);
    return FALSE;
  }
  if (name == NULL)
    return give_error (folder, piece, list->path, error);
  return give_path (folder, piece, name);
}

static gboolean
next_of_inputs (DsnFolder *folder, DsnPiece *piece)
{
  const Input *input = &g_array_index (folder->inputs, Input, folder->input_index++);

  if (input->is_list) {
    folder->names = dsn_names_new (input->path, input->separator);
    return FALSE;
  }
  if (g_str_equal (input->path, "-"))
    return give_cut (folder, piece, input->path, dsn_source_use (STDIN_FILENO));
  return give_path (folder, piece, input->path);
}

gboolean
dsn_folder_next (DsnFolder *folder, DsnPiece *piece)
{
  for (;;) {
    if (folder->cut != NULL) {
      if (dsn_cut_next (folder->cut, piece))
        return TRUE;
      g_clear_pointer (&folder->cut, dsn_cut_free);
    } else if (folder->walk != NULL) {
      if (next_of_walk (folder, piece))
        return TRUE;
    } else if (folder->names != NULL) {
      if (next_of_names (folder, piece))
        return TRUE;
    } else if (folder->input_index == folder->inputs->len)
      return FALSE;
    else if (next_of_inputs (folder, piece))
      return TRUE;
  }
}

guint64
dsn_folder_get_skipped (const DsnFolder *folder)
{
  return folder->skipped +
         (folder->walk != NULL ? dsn_walk_get_skipped (folder->walk) : 0);
}

double
dsn_folder_get_share (const DsnFolder *folder)
{
  double inner = folder->walk != NULL  ? dsn_walk_get_share (folder->walk)
                 : folder->cut != NULL ? dsn_cut_get_share (folder->cut)
                                       : 1;

  if (folder->names != NULL || inner < 0)
    return -1;
  if (folder->input_index == 0)
    return 0;
  return (folder->input_index - 1 + inner) / folder->inputs->len;
}
