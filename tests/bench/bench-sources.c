/* bench-sources.c: the messages that speed is measured with. */
#include "bench-sources.h"

#include <stdlib.h>
#include <string.h>

void
bench_fail (const char *what, const char *why)
{
  g_printerr ("%s: %s: %s\n", g_get_prgname (), what, why);
  exit (2);
}

static void
collect (GPtrArray *sources, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      collect (sources, path);
    else if (g_str_has_suffix (name, ".eml"))
      g_ptr_array_add (sources, g_steal_pointer (&path));
  }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
bench_sources_find (void)
{
  const char *root = g_getenv ("DSN_SOURCE_ROOT"), *shared = g_getenv ("DSN_SHARED");
  g_autofree char *corpus =
      g_build_filename (root != NULL ? root : ".", "corpus", NULL);
  g_autofree char *beside =
      g_build_filename (root != NULL ? root : ".", "..", "shared", NULL);
  const char *base = shared != NULL ? shared : beside;
  g_autofree char *bench = g_build_filename (base, "bench", "mail", NULL);
  g_autofree char *mta = g_build_filename (base, "mta", "mail", NULL);
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_free);

  collect (sources, corpus);
  collect (sources, bench);
  collect (sources, mta);
  if (sources->len == 0)
    bench_fail (corpus, "no messages");
  g_ptr_array_sort (sources, compare_paths);
  return sources;
}
