/* tool-files.c: new files in a folder, beside what is there. */
#include "tool-files.h"

#include "tool-output.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Of one name; 2 is the second. */
#define COUNT_MAX 10000
#define NAME_MAX_LEN 240

struct _ToolFiles {
  const char *folder;
  int at;
  GHashTable *counts; /* name -> the last number that was tried */
};

ToolFiles *
tool_files_new (const char *folder)
{
  ToolFiles *files = g_new0 (ToolFiles, 1);

  files->folder = folder;
  files->at = -1;
  files->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return files;
}

void
tool_files_free (ToolFiles *files)
{
  if (files == NULL)
    return;
  if (files->at >= 0)
    close (files->at);
  g_hash_table_unref (files->counts);
  g_free (files);
}

static gboolean
open_folder (ToolFiles *files)
{
  if (files->at >= 0)
    return TRUE;
  files->at = open (files->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (files->at < 0)
    tool_message ("cannot write to '%s': %s", files->folder, g_strerror (errno));
  return files->at >= 0;
}

/* Whoever made the name: it is one of this folder. */
static gboolean
is_name (const char *name)
{
  gsize len = strlen (name);

  return len > 0 && len <= NAME_MAX_LEN && strchr (name, '/') == NULL &&
         strcmp (name, ".") != 0 && strcmp (name, "..") != 0;
}

/* "a.pdf" is "a-2.pdf" as the second. */
static char *
number_name (const char *name, guint number)
{
  const char *dot = strrchr (name, '.');

  if (number < 2)
    return g_strdup (name);
  if (dot == NULL || dot == name)
    dot = name + strlen (name);
  return g_strdup_printf ("%.*s-%u%s", (int) (dot - name), name, number, dot);
}

/* O_EXCL opens nothing that is there: no file, no link, wherever it leads. */
static int
open_new (ToolFiles *files, const char *name, char **taken)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (files->counts, name));
  int file = -1;

  errno = EEXIST;
  while (file < 0 && errno == EEXIST && count < COUNT_MAX) {
    g_free (*taken);
    *taken = number_name (name, ++count);
    file = openat (files->at, *taken,
                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  }
  g_hash_table_replace (files->counts, g_strdup (name), GUINT_TO_POINTER (count));
  return file;
}

static gboolean
write_all (int file, DsnSpan content)
{
  while (content.len > 0) {
    gssize count = write (file, content.data, content.len);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return FALSE;
    content = dsn_span_slice (content, (gsize) count, content.len);
  }
  return TRUE;
}

char *
tool_files_write (ToolFiles *files, const char *name, DsnSpan content)
{
  g_autofree char *taken = NULL;
  gboolean good;
  int file, why;

  if (!is_name (name)) {
    tool_message ("cannot write '%s': it is no name of a file", name);
    return NULL;
  }
  if (!open_folder (files))
    return NULL;
  file = open_new (files, name, &taken);
  good = file >= 0 && write_all (file, content);
  why = errno;
  if (file >= 0 && close (file) != 0 && good) {
    good = FALSE;
    why = errno;
  }
  if (good)
    return g_steal_pointer (&taken);
  tool_message ("cannot write '%s' to '%s': %s", taken, files->folder,
                g_strerror (why));
  if (file >= 0)
    unlinkat (files->at, taken, 0);
  return NULL;
}
