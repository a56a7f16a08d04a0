/* test-message.h: what tests of messages share: rows, messages, trees, findings. */
#pragma once

#include "dsn-message.h"

#include "test-util.h"

/* The first @len bytes in a heap block of just that size: one byte too far shows. */
static inline GBytes *
test_bytes (DsnSpan text, gsize len)
{
  return g_bytes_new (text.data, len);
}

static inline DsnSpan
test_span (const GString *text)
{
  return (DsnSpan){ (const guint8 *) text->str, text->len };
}

/* That @got is @expected, which has no NUL. */
static inline void
test_assert_text (DsnSpan got, const char *expected)
{
  test_assert_span (got, dsn_span_of_string (expected));
}

/* "name@offset name@offset": what was found odd, and where. */
static inline char *
test_describe_defects (const DsnDefects *defects)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < defects->list->len; i++) {
    const DsnDefect *defect = &g_array_index (defects->list, DsnDefect, i);

    g_string_append_printf (out, "%s%s@%" G_GSIZE_FORMAT, i > 0 ? " " : "",
                            dsn_defect_id_to_string (defect->id), defect->offset);
  }
  return g_string_free (out, FALSE);
}

/* A part after its parents: "multipart/mixed (text/plain, message/rfc822 (-))"; `-` is
 * a part without a type. */
static inline void
test_append_part (GString *out, const DsnMessage *message, guint index)
{
  const DsnPart *part = dsn_message_get_part (message, index);

  if (part->content.type.len == 0)
    g_string_append_c (out, '-');
  else
    g_string_append_printf (out, "%.*s/%.*s", DSN_SPAN_ARGS (part->content.type),
                            DSN_SPAN_ARGS (part->content.subtype));
  if (part->child == DSN_PART_NONE)
    return;
  g_string_append (out, " (");
  for (guint i = part->child; i != DSN_PART_NONE;
       i = dsn_message_get_part (message, i)->next) {
    if (i != part->child)
      g_string_append (out, ", ");
    test_append_part (out, message, i);
  }
  g_string_append_c (out, ')');
}

static inline char *
test_describe_tree (const DsnMessage *message)
{
  GString *out = g_string_new (NULL);

  test_append_part (out, message, 0);
  return g_string_free (out, FALSE);
}

/* What holds for every tree, whatever the message. */
static inline void
test_assert_tree (const DsnMessage *message, DsnSpan text, const DsnLimits *limits)
{
  guint count = dsn_message_get_part_count (message);

  g_assert_cmpuint (count, >=, 1);
  g_assert_cmpuint (count, <=, limits->parts);
  for (guint i = 0; i < count; i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    test_assert_inside (part->header, text);
    test_assert_inside (part->body, text);
    test_assert_inside (part->content.type, part->header);
    test_assert_inside (part->content.subtype, part->header);
    test_assert_inside (part->content.params, part->header);
    g_assert_cmpuint (part->depth, <, limits->depth);
    if (i == 0) {
      g_assert_cmpuint (part->parent, ==, DSN_PART_NONE);
      continue;
    }
    g_assert_cmpuint (part->parent, <, i);
    g_assert_cmpuint (part->depth, ==,
                      dsn_message_get_part (message, part->parent)->depth + 1);
    g_assert_cmpint (dsn_message_get_part (message, part->parent)->kind, !=,
                     DSN_PART_LEAF);
    test_assert_inside (part->header,
                        dsn_message_get_part (message, part->parent)->body);
    test_assert_inside (part->body, dsn_message_get_part (message, part->parent)->body);
    if (part->next != DSN_PART_NONE)
      g_assert_cmpuint (part->next, >, i);
  }
}

static inline int
test_compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static inline void
test_collect_files (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      test_collect_files (path, paths);
      g_free (path);
    } else if (g_str_has_suffix (name, ".eml")) {
      g_ptr_array_add (paths, path);
    } else {
      g_free (path);
    }
  }
}

/* All messages below a folder of the source tree, in the order of their names. */
static inline GPtrArray *
test_find_messages (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), folder, NULL);

  test_collect_files (path, paths);
  g_ptr_array_sort (paths, test_compare_paths);
  return paths;
}

static inline GBytes *
test_load (const char *path)
{
  char *data;
  gsize len;

  g_assert_true (g_file_get_contents (path, &data, &len, NULL));
  /* GLib adds a NUL behind the bytes: a copy has none. */
  GBytes *bytes = g_bytes_new (data, len);
  g_free (data);
  return bytes;
}
