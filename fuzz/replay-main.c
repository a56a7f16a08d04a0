/* replay-main.c: runs a fuzz target over its seeds, as an ordinary test (TAP). */
#include "fuzz.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* In a folder of the corpus stand messages, and what is told of them. */
static gboolean
is_seed (const char *name)
{
  return !g_str_has_suffix (name, ".json") && !g_str_has_suffix (name, ".tsv") &&
         !g_str_has_suffix (name, ".md");
}

/* The files below a folder in the order of their names; @path itself if it is none. */
static GPtrArray *
list_files (const char *path)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (open, g_strdup (path));
  while (open->len > 0) {
    g_autofree char *here = g_ptr_array_steal_index_fast (open, open->len - 1);
    g_autoptr (GDir) dir = g_dir_open (here, 0, NULL);
    const char *name;

    if (dir == NULL)
      g_ptr_array_add (files, g_steal_pointer (&here));
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
      if (is_seed (name))
        g_ptr_array_add (open, g_build_filename (here, name, NULL));
  }
  g_ptr_array_sort (files, compare_names);
  return files;
}

static gboolean
replay (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);

  if (file == NULL) {
    g_print ("# %s\n", error->message);
    return FALSE;
  }
  return LLVMFuzzerTestOneInput ((const guint8 *) g_mapped_file_get_contents (file),
                                 g_mapped_file_get_length (file)) == 0;
}

int
main (int argc, char **argv)
{
  guint count = 0, failed = 0;

  LLVMFuzzerInitialize (&argc, &argv);
  for (int i = 1; i < argc; i++) {
    g_autoptr (GPtrArray) files = list_files (argv[i]);

    for (guint j = 0; j < files->len; j++) {
      const char *path = g_ptr_array_index (files, j);
      gboolean good;

      g_print ("# %s\n", path); /* the last line if the target aborts */
      good = replay (path);
      g_print ("%s %u - %s\n", good ? "ok" : "not ok", ++count, path);
      failed += !good;
    }
  }
  if (count == 0)
    g_print ("Bail out! no seeds\n");
  else
    g_print ("1..%u\n", count);
  return count == 0 || failed > 0 ? 1 : 0;
}
