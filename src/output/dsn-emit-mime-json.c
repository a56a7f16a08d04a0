/* dsn-emit-mime-json.c: the parts of a message as lines of JSON. */
#include "dsn-emit-mime.h"

#include "dsn-emit-frame.h"

/* What a part says of itself, up to its place in the message. */
static void
emit_labels (DsnJson *json, const DsnMimePart *part)
{
  dsn_json_string (json, "path", dsn_mime_part_get_path (part));
  dsn_json_string (json, "kind",
                   dsn_mime_kind_to_string (dsn_mime_part_get_kind (part)));
  dsn_json_string (json, "content_type", dsn_mime_part_get_content_type (part));
  dsn_json_string (json, "charset", dsn_mime_part_get_charset (part));
  dsn_json_string (json, "encoding", dsn_mime_part_get_encoding (part));
  dsn_json_string (json, "disposition", dsn_mime_part_get_disposition (part));
  dsn_json_string (json, "name", dsn_mime_part_get_name (part));
}

static void
emit_part (DsnJson *json, const DsnMimePart *part)
{
  g_autoptr (GBytes) decoded = NULL;
  gsize header_size, size;

  dsn_mime_part_get_header (part, &header_size);
  dsn_mime_part_get_body (part, &size);
  dsn_json_open (json, NULL, '{');
  emit_labels (json, part);
  dsn_json_string (json, "description", dsn_mime_part_get_description (part));
  dsn_json_string (json, "content_id", dsn_mime_part_get_content_id (part));
  dsn_json_int (json, "depth", dsn_mime_part_get_depth (part));
  dsn_json_int (json, "header_offset", (gint64) dsn_mime_part_get_header_offset (part));
  dsn_json_int (json, "header_size", (gint64) header_size);
  dsn_json_int (json, "body_offset", (gint64) dsn_mime_part_get_body_offset (part));
  dsn_json_int (json, "body_size", (gint64) size);
  if (dsn_mime_part_get_kind (part) != DSN_MIME_MULTIPART) {
    decoded = dsn_mime_part_decode (part);
    dsn_json_int (json, "decoded_size", (gint64) g_bytes_get_size (decoded));
  }
  dsn_json_close (json, '}');
}

void
dsn_emit_tree_json (const DsnMime *mime, const DsnEmitOptions *options, GString *out)
{
  guint defects;
  DsnJson json = { .out = out };

  g_return_if_fail (mime != NULL && options != NULL && out != NULL);
  dsn_emit_begin_json (&json, "tree", options);
  dsn_json_open (&json, "parts", '[');
  for (guint i = 0; i < dsn_mime_get_part_count (mime); i++)
    emit_part (&json, dsn_mime_get_part (mime, i));
  dsn_json_close (&json, ']');
  defects = dsn_mime_get_defect_count (mime);
  if (defects > 0) {
    dsn_json_open (&json, "defects", '[');
    for (guint i = 0; i < defects; i++)
      dsn_emit_defect_json (&json, dsn_mime_get_defect (mime, i));
    dsn_json_close (&json, ']');
  }
  dsn_emit_end_json (&json);
}

/* What is not as it stands there is told with the field's place. */
static void
emit_field_defects (DsnJson *json, const GPtrArray *fields)
{
  gboolean any = FALSE;

  for (guint i = 0; i < fields->len; i++) {
    const DsnMimeField *field = g_ptr_array_index (fields, i);
    DsnDefect defect = { .offset = field->offset, .detail = field->name };

    if (!field->cut && !field->repaired)
      continue;
    if (!any)
      dsn_json_open (json, "defects", '[');
    any = TRUE;
    if (field->cut) {
      defect.id = DSN_DEFECT_FIELD_TOO_LONG;
      dsn_emit_defect_json (json, &defect);
    }
    if (field->repaired) {
      defect.id = DSN_DEFECT_INVALID_UTF8;
      dsn_emit_defect_json (json, &defect);
    }
  }
  if (any)
    dsn_json_close (json, ']');
}

void
dsn_emit_headers_json (const DsnMimePart *part, const GPtrArray *fields, gboolean raw,
                       const DsnEmitOptions *options, GString *out)
{
  DsnJson json = { .out = out };

  g_return_if_fail (part != NULL && fields != NULL && options != NULL && out != NULL);
  dsn_emit_begin_json (&json, "headers", options);
  dsn_json_string (&json, "path", dsn_mime_part_get_path (part));
  dsn_json_open (&json, "fields", '[');
  for (guint i = 0; i < fields->len; i++) {
    const DsnMimeField *field = g_ptr_array_index (fields, i);

    dsn_json_open (&json, NULL, '{');
    dsn_json_string (&json, "name", field->name);
    dsn_json_string (&json, "value", field->value);
    if (raw)
      dsn_json_span (&json, "raw", (DsnSpan){ field->raw, field->raw_size });
    dsn_json_int (&json, "offset", (gint64) field->offset);
    dsn_json_close (&json, '}');
  }
  dsn_json_close (&json, ']');
  emit_field_defects (&json, fields);
  dsn_emit_end_json (&json);
}

void
dsn_emit_part_json (const DsnMimePart *part, GBytes *content,
                    const DsnEmitOptions *options, GString *out)
{
  DsnJson json = { .out = out };
  g_autofree char *base64 = NULL;
  DsnSpan text;

  g_return_if_fail (part != NULL && content != NULL && options != NULL && out != NULL);
  text = dsn_span_of_bytes (content);
  dsn_emit_begin_json (&json, "part", options);
  emit_labels (&json, part);
  dsn_json_int (&json, "size", (gint64) text.len);
  if (dsn_span_is_utf8 (text)) {
    dsn_json_span (&json, "text", text);
  } else {
    base64 = g_base64_encode (text.data, text.len);
    dsn_json_string (&json, "base64", base64);
  }
  dsn_emit_end_json (&json);
}
