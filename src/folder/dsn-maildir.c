/* dsn-maildir.c: what the names in a Maildir say. */
#include "dsn-maildir.h"

#include <dirent.h>
#include <sys/stat.h>

/* What finding may cost: so many names may be read for each question. It sinks while
 * files are gone, not moved, and where reading the names again found none of them. */
#define NAMES_A_QUESTION 4096
#define NAMES_A_QUESTION_MIN 16

/* So many names are kept, some 50 MB. Beyond these, only what is looked for is found.
 */
#define NAMES_MAX 500000

struct _DsnMaildir {
  char *root;
  GStringChunk *chunk;
  GHashTable *names;   /* set of paths below the root, by their unique names */
  guint64 names_count; /* what reading them costs */
  guint64 credit;
  guint64 rate;
};

static const char *const folders[2] = { "new", "cur" };

static gboolean
is_folder (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  struct stat info;

  return stat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

gboolean
dsn_maildir_is_maildir (const char *path)
{
  return is_folder (path, "cur") && is_folder (path, "new");
}

DsnSpan
dsn_maildir_unique (const char *name)
{
  const char *colon = strchr (name, ':');

  return (DsnSpan){ (const guint8 *) name,
                    colon != NULL ? (gsize) (colon - name) : strlen (name) };
}

/* The unique name in a path below the root: "new" and "cur" are as long. */
static DsnSpan
unique_of (gconstpointer name)
{
  return dsn_maildir_unique ((const char *) name + strlen ("new/"));
}

static guint
hash_unique (gconstpointer name)
{
  DsnSpan unique = unique_of (name);
  guint hash = 5381;

  for (gsize i = 0; i < unique.len; i++)
    hash = 33 * hash + unique.data[i];
  return hash;
}

static gboolean
equal_unique (gconstpointer a, gconstpointer b)
{
  return dsn_span_equal (unique_of (a), unique_of (b));
}

DsnMaildir *
dsn_maildir_new (void)
{
  DsnMaildir *maildir = g_new0 (DsnMaildir, 1);

  maildir->names = g_hash_table_new (hash_unique, equal_unique);
  maildir->chunk = g_string_chunk_new (64 << 10);
  return maildir;
}

void
dsn_maildir_free (DsnMaildir *maildir)
{
  if (maildir == NULL)
    return;
  g_hash_table_unref (maildir->names);
  g_string_chunk_free (maildir->chunk);
  g_free (maildir->root);
  g_free (maildir);
}

static void
read_folder (DsnMaildir *maildir, const char *name, const char *wanted)
{
  g_autofree char *path = g_build_filename (maildir->root, name, NULL);
  DIR *folder = opendir (path);
  struct dirent *entry;

  if (folder == NULL)
    return;
  while ((entry = readdir (folder)) != NULL) {
    g_autofree char *below = g_build_filename (name, entry->d_name, NULL);

    maildir->names_count++;
    if (entry->d_name[0] != '.' && (g_hash_table_size (maildir->names) < NAMES_MAX ||
                                    equal_unique (below, wanted)))
      g_hash_table_add (maildir->names, g_string_chunk_insert (maildir->chunk, below));
  }
  closedir (folder);
}

/* `new` first: what moves to `cur` meanwhile is found there. */
static void
read_names (DsnMaildir *maildir, const char *wanted)
{
  g_hash_table_remove_all (maildir->names);
  g_string_chunk_clear (maildir->chunk);
  maildir->names_count = 0;
  maildir->credit = 0;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    read_folder (maildir, folders[i], wanted);
}

/* The path of @name, which is below the root, if there is such a file. */
static char *
check_file (const DsnMaildir *maildir, const char *name)
{
  g_autofree char *path = NULL;
  struct stat info;

  if (name == NULL)
    return NULL;
  path = g_build_filename (maildir->root, name, NULL);
  return lstat (path, &info) == 0 ? g_steal_pointer (&path) : NULL;
}

static char *
look_up (DsnMaildir *maildir, const char *wanted)
{
  return check_file (maildir, g_hash_table_lookup (maildir->names, wanted));
}

/* Where most files move to: seen by a mail reader, and read or not. */
static char *
guess (const DsnMaildir *maildir, const char *wanted)
{
  static const char *const flags[] = { ":2,S", ":2," };
  DsnSpan unique = unique_of (wanted);
  char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (flags) && found == NULL; i++) {
    g_autofree char *name =
        g_strdup_printf ("cur/%.*s%s", DSN_SPAN_ARGS (unique), flags[i]);

    found = check_file (maildir, name);
  }
  return found;
}

char *
dsn_maildir_find (DsnMaildir *maildir, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *root = g_path_get_dirname (folder);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *wanted = g_build_filename (folders[0], base, NULL);
  char *found;

  if (g_strcmp0 (root, maildir->root) != 0) {
    g_free (maildir->root);
    maildir->root = g_steal_pointer (&root);
    maildir->rate = NAMES_A_QUESTION;
    read_names (maildir, wanted);
  }
  maildir->credit += maildir->rate;
  found = look_up (maildir, wanted);
  if (found == NULL)
    found = guess (maildir, wanted);
  if (found != NULL || maildir->credit < maildir->names_count)
    return found;
  read_names (maildir, wanted);
  found = look_up (maildir, wanted);
  maildir->rate = found != NULL
                      ? NAMES_A_QUESTION
                      : MAX (maildir->rate / 2, (guint64) NAMES_A_QUESTION_MIN);
  return found;
}
