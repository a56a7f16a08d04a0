/* fuzz-schema.c: a line of JSON -> parsed back by another hand, and held against the
 * schema of dsn-json(5). */
#include "fuzz-schema.h"

#include <string.h>

/* s string, t time, i integer, b boolean, o object, A array of objects, S of strings,
 * I of integers */
static const struct SchemaKey {
  const char *path;
  const char *key;
  char type;
} schema[] = {
#include "fuzz-schema-table.h"
};

static void check_object (const char *path, JsonObject *object);

static gboolean
is_value (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* "2025-03-04T07:15:31Z" */
static gboolean
is_time (JsonNode *node)
{
  static const char form[] = "0000-00-00T00:00:00Z";
  const char *text = json_node_get_string (node);

  for (gsize i = 0; i < sizeof form; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  return TRUE;
}

static void
check_items (const struct SchemaKey *row, const char *path, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *item = json_array_get_element (array, i);

    if (row->type == 'A') {
      g_assert_true (JSON_NODE_HOLDS_OBJECT (item));
      check_object (path, json_node_get_object (item));
    } else {
      g_assert_true (is_value (item, row->type == 'S' ? G_TYPE_STRING : G_TYPE_INT64));
    }
  }
}

static void
check_value (const struct SchemaKey *row, const char *path, JsonNode *node)
{
  switch (row->type) {
  case 's':
    g_assert_true (is_value (node, G_TYPE_STRING));
    break;
  case 't':
    g_assert_true (is_value (node, G_TYPE_STRING) && is_time (node));
    break;
  case 'i':
    g_assert_true (is_value (node, G_TYPE_INT64));
    break;
  case 'b':
    g_assert_true (is_value (node, G_TYPE_BOOLEAN));
    break;
  case 'o':
    g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
    check_object (path, json_node_get_object (node));
    break;
  default:
    g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
    check_items (row, path, json_node_get_array (node));
  }
}

/* Each key has a row of this object that stands behind that of the key before. */
static void
check_object (const char *path, JsonObject *object)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gsize row = 0;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node)) {
    g_autofree char *inner = g_strconcat (path, ".", key, NULL);

    while (row < G_N_ELEMENTS (schema) &&
           (strcmp (schema[row].path, path) != 0 || strcmp (schema[row].key, key) != 0))
      row++;
    if (row == G_N_ELEMENTS (schema))
      g_assert_cmpstr (inner, ==, "a key that dsn-json(5) has there");
    check_value (&schema[row++], inner, node);
  }
}

JsonNode *
fuzz_schema_read (const char *path, const GString *line)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (fuzz_is_json_line (line));
  json_parser_load_from_data (parser, line->str, (gssize) line->len, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)));
  check_object (path, json_node_get_object (json_parser_get_root (parser)));
  return json_node_ref (json_parser_get_root (parser));
}

void
fuzz_schema_has (JsonObject *object, const char *key, const char *text)
{
  g_assert_cmpstr (json_object_get_string_member_with_default (object, key, NULL), ==,
                   text);
}
