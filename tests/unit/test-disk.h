/* test-disk.h: a folder on disk for one test, and all that is read of it as text. */
#pragma once

#include "dsn-folder.h"
#include "dsn-loader.h"
#include "test-util.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A new folder; test_disk_remove() removes and frees it. */
static inline char *
test_disk_new (void)
{
  g_autoptr (GError) error = NULL;
  char *root = g_dir_make_tmp ("dsn-test-XXXXXX", &error);

  g_assert_no_error (error);
  return root;
}

static inline void
test_disk_remove (char *root)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (paths, root);
  for (guint i = 0; i < paths->len; i++) { /* each folder before what is in it */
    const char *path = g_ptr_array_index (paths, i), *name;
    g_autoptr (GDir) folder = NULL;

    if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      folder = g_dir_open (path, 0, NULL);
    while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
      g_ptr_array_add (paths, g_build_filename (path, name, NULL));
  }
  for (guint i = paths->len; i > 0; i--)
    g_assert_cmpint (remove (g_ptr_array_index (paths, i - 1)), ==, 0);
}

static inline char *
test_disk_path (const char *root, const char *name)
{
  return g_build_filename (root, name, NULL);
}

static inline void
test_disk_mkdir (const char *root, const char *name)
{
  g_autofree char *path = test_disk_path (root, name);

  g_assert_cmpint (g_mkdir_with_parents (path, 0777), ==, 0);
}

static inline void
test_disk_write (const char *root, const char *name, DsnSpan bytes)
{
  g_autofree char *path = test_disk_path (root, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  g_file_set_contents (path, (const char *) bytes.data, (gssize) bytes.len, &error);
  g_assert_no_error (error);
}

static inline void
test_disk_write_text (const char *root, const char *name, const char *text)
{
  test_disk_write (root, name, dsn_span_of_string (text));
}

static inline void
test_disk_move (const char *root, const char *from, const char *to)
{
  g_autofree char *old = test_disk_path (root, from);
  g_autofree char *new = test_disk_path (root, to);

  g_assert_cmpint (rename (old, new), ==, 0);
}

static inline void
test_disk_link (const char *root, const char *target, const char *name)
{
  g_autofree char *path = test_disk_path (root, name);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* @text with each @root replaced by "~". */
static inline char *
test_disk_shorten (const char *text, const char *root)
{
  g_auto (GStrv) parts = g_strsplit (text, root, -1);

  return g_strjoinv ("~", parts);
}

/* An item as "SOURCE OFFSET TEXT" or as its error. */
static inline void
test_disk_show (const DsnItem *item, const char *root, GString *out)
{
  g_autofree char *text =
      test_disk_shorten (item->message != NULL ? item->message : item->source, root);

  if (item->message != NULL) {
    g_assert_true (item->bytes.len == 0);
    g_assert_nonnull (strstr (item->message, item->source));
    g_string_append_printf (out, "%s\n", text);
    return;
  }
  g_string_append_printf (out, "%s %" G_GINT64_FORMAT " ", text, item->offset);
  dsn_safe_append (out, dsn_span_slice (item->bytes, 0, 40));
  g_string_append_c (out, '\n');
}

/* All items of @folder, each piece handed over as to another process. */
static inline char *
test_disk_read (DsnFolder *folder, const DsnLimits *limits, const char *root)
{
  GString *out = g_string_new (NULL);
  g_autoptr (DsnLoader) loader = dsn_loader_new (limits);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  DsnPiece piece;
  DsnItem item;

  while (dsn_folder_next (folder, &piece)) {
    DsnSpan bytes;
    gboolean any = FALSE;

    g_byte_array_set_size (packed, 0);
    dsn_piece_pack (&piece, packed);
    bytes = (DsnSpan){ packed->data, packed->len };
    g_assert_true (dsn_piece_unpack (&bytes, &piece));
    dsn_loader_open (loader, &piece);
    for (; dsn_loader_next (loader, &item); any = TRUE)
      test_disk_show (&item, root, out);
    g_assert_true (any);
    g_assert_false (dsn_loader_next (loader, &item));
  }
  g_assert_false (dsn_folder_next (folder, &piece));
  return g_string_free (out, FALSE);
}
