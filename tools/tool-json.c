/* tool-json.c: a line of JSON -> its members, bounded. */
#include "tool-json.h"

#include "tool-input.h"
#include "tool-output.h"

#include <string.h>

#define INPUT_MAX_SIZE ((gsize) 1 << 30)

/* What dsn writes is less deep; the parser's stack is not the input's choice. */
#define MAX_DEPTH 32

static gboolean
is_too_deep (const char *text, gsize len)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < len; i++) {
    if (quoted && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '{' || text[i] == '[') && ++depth > MAX_DEPTH)
      return TRUE;
    else if (!quoted && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;
  }
  return FALSE;
}

JsonParser *
tool_json_read_line (const char *text, gsize len)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!g_utf8_validate (text, (gssize) len, NULL) || is_too_deep (text, len) ||
      !json_parser_load_from_data (parser, text, (gssize) len, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  return g_steal_pointer (&parser);
}

JsonObject *
tool_json_root (JsonParser *parser)
{
  return json_node_get_object (json_parser_get_root (parser));
}

const char *
tool_json_text (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

JsonObject *
tool_json_object (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                       : NULL;
}

static JsonArray *
array_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                      : NULL;
}

guint
tool_json_count (JsonObject *object, const char *key)
{
  JsonArray *array = array_of (object, key);

  return array != NULL ? json_array_get_length (array) : 0;
}

JsonObject *
tool_json_at (JsonObject *object, const char *key, guint index)
{
  JsonNode *node = json_array_get_element (array_of (object, key), index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
tool_json_time (JsonObject *object, const char *key, gint64 *seconds)
{
  const char *text = tool_json_text (object, key);
  g_autoptr (GDateTime) time =
      text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (time == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (time);
  return TRUE;
}

gboolean
tool_json_foreach_line (const char *path, ToolJsonLine each, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read (path, INPUT_MAX_SIZE, &error);
  const char *at, *end;
  gsize size;
  guint number = 0;

  if (bytes == NULL) {
    tool_message ("%s", error->message);
    return FALSE;
  }
  at = g_bytes_get_data (bytes, &size);
  end = at != NULL ? at + size : NULL;
  while (at < end) {
    const char *newline = memchr (at, '\n', (gsize) (end - at));
    gsize len = (gsize) ((newline != NULL ? newline : end) - at);

    number++;
    if (len > 0 && !each (at, len, number, data))
      break;
    at += len + 1;
  }
  return TRUE;
}
