/* tool-json.h: a line of JSON -> its members, bounded. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * tool_json_read_line:
 * @text: one line
 * @len: its bytes
 *
 * Reads an object of JSON (RFC 8259). One that is no valid UTF-8 or deeper than what
 * dsn writes is not read.
 *
 * Returns: (transfer full) (nullable): a parser whose root is an object
 */
JsonParser *tool_json_read_line (const char *text, gsize len);

/**
 * tool_json_root:
 * @parser: what tool_json_read_line() has given
 *
 * Returns: (transfer none): the object
 */
JsonObject *tool_json_root (JsonParser *parser);

/**
 * tool_json_text:
 * @object: (nullable): an object
 *
 * Returns: (transfer none) (nullable): a member that is text; %NULL for any other
 */
const char *tool_json_text (JsonObject *object, const char *key);

/**
 * tool_json_object:
 * @object: an object
 *
 * Returns: (transfer none) (nullable): a member that is an object
 */
JsonObject *tool_json_object (JsonObject *object, const char *key);

/**
 * tool_json_count:
 * @object: an object
 *
 * Returns: how many elements a member has that is an array; 0 for any other
 */
guint tool_json_count (JsonObject *object, const char *key);

/**
 * tool_json_at:
 * @index: below tool_json_count()
 *
 * Returns: (transfer none) (nullable): an element that is an object
 */
JsonObject *tool_json_at (JsonObject *object, const char *key, guint index);

/**
 * tool_json_time:
 * @seconds: (out): set on success only: seconds since 1970-01-01 UTC
 *
 * Returns: whether a member is a moment as RFC 3339 writes it
 */
gboolean tool_json_time (JsonObject *object, const char *key, gint64 *seconds);

/**
 * ToolJsonLine:
 *
 * Does one line. Returns whether to go on.
 */
typedef gboolean (*ToolJsonLine) (const char *text, gsize len, guint number,
                                  gpointer data);

/**
 * tool_json_foreach_line:
 * @path: a file, or `-`
 * @each: called for each line that is not empty; the first has number 1
 *
 * Returns: whether the file could be read; says so where not
 */
gboolean tool_json_foreach_line (const char *path, ToolJsonLine each, gpointer data);

G_END_DECLS
