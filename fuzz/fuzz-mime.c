/* fuzz-mime.c: bytes -> the public view of a message -> JSON and text: as dsn-json(5)
 * says, parsed back to what was read, bounded; names of files that are safe. */
#include "dsn-emit-mime.h"
#include "fuzz-schema.h"

#include <string.h>

/* A part is some 350 bytes of JSON, and a boundary line can be 5. */
#define GROWTH_MAX 128
#define CONSTANT_MAX ((gsize) 256 * 1024)

/* A part, its line, and where it stands in the message. */
static void
check_part (const DsnMime *mime, const DsnMimePart *part, JsonObject *line, gsize size)
{
  const char *path = dsn_mime_part_get_path (part);
  g_autofree char *file = dsn_mime_part_dup_file_name (part);
  g_autoptr (GBytes) body = dsn_mime_part_decode (part), text = NULL;
  DsnMimeText outcome;
  gsize body_size;

  fuzz_schema_has (line, "path", path);
  fuzz_schema_has (line, "content_type", dsn_mime_part_get_content_type (part));
  fuzz_schema_has (line, "name", dsn_mime_part_get_name (part));
  fuzz_schema_has (line, "charset", dsn_mime_part_get_charset (part));
  g_assert_true (dsn_mime_find_path (mime, path) == part);
  g_assert_cmpuint (dsn_mime_part_get_header_offset (part), <=, size);
  g_assert_cmpuint (dsn_mime_part_get_body_offset (part), <=, size);
  dsn_mime_part_get_body (part, &body_size);
  g_assert_cmpuint (g_bytes_get_size (body), <=, body_size);
  text = dsn_mime_part_decode_text (part, &outcome);
  g_assert_true (outcome != DSN_MIME_TEXT_AS_IT_WAS || g_bytes_equal (text, body));
  g_assert_true (outcome != DSN_MIME_TEXT_UNKNOWN || g_bytes_equal (text, body));

  g_assert_true (g_utf8_validate (file, -1, NULL) && strlen (file) <= 200);
  g_assert_true (file[0] != '\0' && strchr (".-~ ", file[0]) == NULL);
  for (const char *at = file; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_true (strchr ("/\\:", *at) == NULL &&
                   g_unichar_isprint (g_utf8_get_char (at)));
}

static void
check_fields (const DsnMimePart *part)
{
  g_autoptr (GPtrArray) fields = dsn_mime_part_read_fields (part, NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;
  DsnEmitOptions origin = { "a.mbox", TRUE, 42 };
  DsnSpan header;
  JsonArray *lines;

  header.data = dsn_mime_part_get_header (part, &header.len);
  dsn_emit_headers_json (part, fields, TRUE, &origin, json);
  root = fuzz_schema_read (".headers", json);
  lines = json_object_get_array_member (json_node_get_object (root), "fields");
  g_assert_cmpuint (json_array_get_length (lines), ==, fields->len);
  for (guint i = 0; i < fields->len; i++) {
    const DsnMimeField *field = g_ptr_array_index (fields, i);
    DsnSpan raw = { field->raw, field->raw_size };

    g_assert_true (fuzz_is_inside (header, raw) && fuzz_is_text (field->name));
    fuzz_schema_has (json_array_get_object_element (lines, i), "value", field->value);
  }
}

static void
check_text (const DsnMime *mime, gsize max)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DsnEmitOptions origin = { "a.mbox", TRUE, 42 };

  dsn_emit_tree_text (mime, &origin, NULL, text);
  g_assert_true (g_utf8_validate_len (text->str, text->len, NULL) && text->len <= max);
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || g_unichar_isprint (g_utf8_get_char (p)));
}

static void
check_mime (GBytes *bytes, const DsnLimits *limits)
{
  gsize size = g_bytes_get_size (bytes), max = GROWTH_MAX * size + CONSTANT_MAX;
  g_autoptr (DsnMime) mime = dsn_mime_new (bytes, limits);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;
  DsnLimits resolved = dsn_limits_resolve (limits);
  DsnEmitOptions origin = { "a.mbox", TRUE, 42 };
  JsonArray *parts;

  g_assert_cmpuint (dsn_mime_get_part_count (mime), >=, 1);
  g_assert_cmpuint (dsn_mime_get_part_count (mime), <=, resolved.parts);
  dsn_emit_tree_json (mime, &origin, json);
  g_assert_cmpuint (json->len, <=, max);
  root = fuzz_schema_read (".tree", json);
  parts = json_object_get_array_member (json_node_get_object (root), "parts");
  g_assert_cmpuint (json_array_get_length (parts), ==, dsn_mime_get_part_count (mime));
  for (guint i = 0; i < dsn_mime_get_part_count (mime); i++) {
    check_part (mime, dsn_mime_get_part (mime, i),
                json_array_get_object_element (parts, i), size);
    check_fields (dsn_mime_get_part (mime, i));
  }
  check_text (mime, max);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */

  check_mime (bytes, NULL);
  check_mime (bytes, &fuzz_small_limits);
  return 0;
}
