/* dsn-walk.c: a folder -> the files in it and below it, one after the other. */
#include "dsn-walk.h"

#include "dsn-listing.h"
#include "dsn-maildir.h"
#include "dsn-trouble.h"

#include <errno.h>
#include <sys/stat.h>

/* What a level of the way lists. */
typedef enum {
  LEVEL_FOLDER,
  LEVEL_MAILDIR,
  LEVEL_BELOW_MAILDIR, /* the entries of its root, its folders only */
} LevelKind;

typedef struct {
  LevelKind kind;
  DsnListing *listing;
  gsize path_len;
  gboolean moving; /* what is in it may move, as in a Maildir */
} Level;

struct _DsnWalk {
  GArray *levels;
  GString *path;
  GHashTable *visited; /* set of "device inode" */
  gboolean flat;
  gboolean begun;
  guint64 skipped;
  GError *error;
};

gboolean
dsn_walk_is_no_mail (const char *name)
{
  /* What Dovecot, Courier, Thunderbird and Evolution keep beside the mail, and locks.
   */
  static const char *const names[] = { "subscriptions", "maildirfolder",
                                       "maildirsize" };
  static const char *const prefixes[] = { "dovecot.", "dovecot-", "courierimap" };
  static const char *const suffixes[] = { ".lock", ".msf", ".cmeta", ".ev-summary" };

  if (name[0] == '.')
    return TRUE;
  /* rmm of MH puts one of these before a number. */
  if ((name[0] == ',' || name[0] == '#') && g_ascii_isdigit (name[1]))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;
  return FALSE;
}

static void
clear_level (gpointer data)
{
  dsn_listing_free (((Level *) data)->listing);
}

DsnWalk *
dsn_walk_new (const char *path, gboolean flat)
{
  DsnWalk *walk = g_new0 (DsnWalk, 1);

  walk->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_set_clear_func (walk->levels, clear_level);
  walk->path = g_string_new (path);
  walk->visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk->flat = flat;
  return walk;
}

void
dsn_walk_free (DsnWalk *walk)
{
  if (walk == NULL)
    return;
  g_array_unref (walk->levels);
  g_string_free (walk->path, TRUE);
  g_hash_table_unref (walk->visited);
  g_clear_error (&walk->error);
  g_free (walk);
}

/* Whether the folder at the path has not been read yet: however links lead to it. */
static gboolean
visit (DsnWalk *walk)
{
  struct stat info;

  return stat (walk->path->str, &info) != 0 ||
         g_hash_table_add (walk->visited,
                           g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                            (guint64) info.st_dev,
                                            (guint64) info.st_ino));
}

/* Whether the folder at the path is half of a Maildir, asked for by its name. */
static gboolean
is_half (const DsnWalk *walk)
{
  g_autofree char *name = g_path_get_basename (walk->path->str);
  g_autofree char *parent = g_build_filename (walk->path->str, "..", NULL);

  return (g_str_equal (name, "new") || g_str_equal (name, "cur")) &&
         dsn_maildir_is_maildir (parent);
}

static gboolean
push (DsnWalk *walk, LevelKind kind)
{
  Level level = { .kind = kind, .path_len = walk->path->len };

  level.moving = kind == LEVEL_MAILDIR || (kind == LEVEL_FOLDER && is_half (walk));

  level.listing =
      kind == LEVEL_MAILDIR
          ? dsn_listing_new_maildir (walk->path->str, DSN_LISTING_MEMORY, &walk->error)
          : dsn_listing_new (walk->path->str, DSN_LISTING_MEMORY, &walk->error);
  if (level.listing == NULL)
    return FALSE;
  g_array_append_val (walk->levels, level);
  return TRUE;
}

/* Goes into the folder at the path. Of a Maildir the last to be listed is the first to
 * be read. */
static gboolean
enter (DsnWalk *walk)
{
  if (!visit (walk))
    return TRUE;
  if (!dsn_maildir_is_maildir (walk->path->str))
    return push (walk, LEVEL_FOLDER);
  return (walk->flat || push (walk, LEVEL_BELOW_MAILDIR)) && push (walk, LEVEL_MAILDIR);
}

/* What the entry at the path is, links followed; FALSE with an error if that cannot be
 * told. */
static gboolean
look (DsnWalk *walk, DsnEntryKind *kind)
{
  struct stat info;

  if (*kind != DSN_ENTRY_UNKNOWN)
    return TRUE;
  if (stat (walk->path->str, &info) != 0) {
    dsn_trouble_set (&walk->error, errno);
    return FALSE;
  }
  *kind = S_ISREG (info.st_mode)   ? DSN_ENTRY_FILE
          : S_ISDIR (info.st_mode) ? DSN_ENTRY_FOLDER
                                   : DSN_ENTRY_OTHER;
  return TRUE;
}

/* Whether an entry is left out unseen; the path leads to it. */
static gboolean
is_left_out (DsnWalk *walk, LevelKind level, const DsnEntry *entry)
{
  switch (level) {
  case LEVEL_MAILDIR:
    return entry->name[strlen ("new/")] == '.';
  case LEVEL_BELOW_MAILDIR:
    return entry->kind == DSN_ENTRY_FILE || entry->kind == DSN_ENTRY_OTHER ||
           (entry->name[0] == '.' && !dsn_maildir_is_maildir (walk->path->str));
  case LEVEL_FOLDER:
    return dsn_walk_is_no_mail (entry->name) &&
           !(entry->name[0] == '.' && dsn_maildir_is_maildir (walk->path->str));
  }
  g_return_val_if_reached (FALSE);
}

static gboolean
is_part_of_maildir (const char *name)
{
  return g_str_equal (name, "new") || g_str_equal (name, "cur") ||
         g_str_equal (name, "tmp");
}

/* Takes one entry. Returns whether it is a step; @step says what is wrong, if anything.
 */
static gboolean
take (DsnWalk *walk, const Level *from, DsnEntry entry, DsnWalkStep *step)
{
  LevelKind level = from->kind;
  gboolean known;

  if (level == LEVEL_BELOW_MAILDIR && is_part_of_maildir (entry.name))
    return FALSE;
  known = look (walk, &entry.kind);
  if (is_left_out (walk, level, &entry)) {
    walk->skipped++;
    return FALSE;
  }
  *step = (DsnWalkStep){ walk->path->str, from->moving, walk->error };
  if (!known)
    return TRUE;
  switch (entry.kind) {
  case DSN_ENTRY_FILE:
    return TRUE;
  case DSN_ENTRY_FOLDER:
    if (!walk->flat && !enter (walk))
      step->error = walk->error;
    return step->error != NULL;
  case DSN_ENTRY_OTHER:
  case DSN_ENTRY_UNKNOWN:
    dsn_trouble_kind (&walk->error);
    step->error = walk->error;
    return TRUE;
  }
  g_return_val_if_reached (FALSE);
}

gboolean
dsn_walk_next (DsnWalk *walk, DsnWalkStep *step)
{
  g_clear_error (&walk->error);
  if (!walk->begun) {
    walk->begun = TRUE;
    if (!enter (walk)) {
      *step = (DsnWalkStep){ walk->path->str, FALSE, walk->error };
      return TRUE;
    }
  }
  while (walk->levels->len > 0) {
    Level *level = &g_array_index (walk->levels, Level, walk->levels->len - 1);
    DsnEntry entry;
    gboolean more = dsn_listing_next (level->listing, &entry, &walk->error);

    g_string_truncate (walk->path, level->path_len);
    if (!more) {
      g_array_set_size (walk->levels, walk->levels->len - 1);
      *step = (DsnWalkStep){ walk->path->str, FALSE, walk->error };
      if (walk->error != NULL)
        return TRUE;
      continue;
    }
    if (level->path_len > 0 && walk->path->str[level->path_len - 1] != '/')
      g_string_append_c (walk->path, '/');
    g_string_append (walk->path, entry.name);
    if (take (walk, level, entry, step))
      return TRUE;
  }
  return FALSE;
}

guint64
dsn_walk_get_skipped (const DsnWalk *walk)
{
  return walk->skipped;
}

double
dsn_walk_get_share (const DsnWalk *walk)
{
  double share = 0, whole = 1, part;

  for (guint i = 0; i < walk->levels->len; i++) {
    const Level *level = &g_array_index (walk->levels, Level, i);
    double done = dsn_listing_get_share (level->listing, &part);

    /* The entry that the next level is in has been taken, and is not done. */
    if (i + 1 < walk->levels->len)
      done = MAX (done - part, 0);
    share += whole * done;
    whole *= part;
  }
  return walk->begun ? MIN (share, 1) : 0;
}
