/* dsn-mime-body.c: what a part holds: its fields, its bytes, its text. */
#include "dsn-mime-private.h"

#include "dsn-charset.h"
#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-safe.h"

GBytes *
dsn_mime_part_decode (const DsnMimePart *part)
{
  gboolean cut;

  g_return_val_if_fail (part != NULL, NULL);
  if (part->at.encoding == DSN_ENCODING_IDENTITY)
    return g_bytes_new (part->at.body.data, part->at.body.len);
  return dsn_decode_body (part->at.body, part->at.encoding, G_MAXSIZE, &cut);
}

/* Text of no charset is ASCII by RFC 2046 §4.1.2, and UTF-8 or nobody knows what by
 * those who send it. */
static gboolean
is_utf8_already (const char *charset, DsnSpan text)
{
  g_autoptr (GString) same = NULL;
  gsize bad;

  if (charset != NULL && strcmp (charset, "us-ascii") != 0 &&
      strcmp (charset, "utf-8") != 0)
    return FALSE;
  if (dsn_span_is_utf8 (text))
    return TRUE;
  same = g_string_sized_new (text.len); /* but for NULs */
  return dsn_charset_convert (same, text, DSN_SPAN_LIT ("utf-8"), &bad) && bad == 0;
}

GBytes *
dsn_mime_part_decode_text (const DsnMimePart *part, DsnMimeText *outcome)
{
  g_autoptr (GBytes) bytes = dsn_mime_part_decode (part);
  g_autoptr (GString) out = NULL;
  DsnMimeText became = DSN_MIME_TEXT_AS_IT_WAS;
  DsnSpan text;
  gsize bad = 0;

  g_return_val_if_fail (bytes != NULL, NULL);
  text = dsn_span_of_bytes (bytes);
  if (g_str_has_prefix (part->content_type, "text/") &&
      !is_utf8_already (part->charset, text)) {
    out = g_string_sized_new (text.len);
    if (dsn_charset_convert (out, text, dsn_span_of_string (part->charset), &bad))
      became = bad > 0 ? DSN_MIME_TEXT_REPAIRED : DSN_MIME_TEXT_CONVERTED;
    else
      became = DSN_MIME_TEXT_UNKNOWN;
  }
  if (outcome != NULL)
    *outcome = became;
  if (became == DSN_MIME_TEXT_AS_IT_WAS || became == DSN_MIME_TEXT_UNKNOWN)
    return g_steal_pointer (&bytes);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static void
free_field (gpointer data)
{
  DsnMimeField *field = data;

  g_free ((char *) field->name);
  g_free ((char *) field->value);
  g_free (field);
}

static DsnMimeField *
make_field (const DsnMimePart *part, const DsnField *field)
{
  gsize max = part->mime->limits.value_size;
  const guint8 *end = field->body.data + field->body.len;
  g_autoptr (GString) text = g_string_new (NULL), name = g_string_new (NULL);
  GString *value = g_string_new (NULL);
  DsnMimeField *made = g_new0 (DsnMimeField, 1);

  dsn_decode_field (text, dsn_span_slice (field->body, 0, max), (DsnSpan){ NULL, 0 },
                    NULL);
  made->cut = field->body.len > max;
  made->repaired =
      !dsn_safe_append_utf8 (value, (DsnSpan){ (guint8 *) text->str, text->len });
  dsn_safe_append_utf8 (name, dsn_span_slice (field->name, 0, max));
  made->name = g_string_free (g_steal_pointer (&name), FALSE);
  made->value = g_string_free (value, FALSE);
  made->raw = field->name.data;
  made->raw_size = (gsize) (end - field->name.data);
  made->offset = dsn_message_get_offset (part->mime->tree, field->name.data);
  return made;
}

static gboolean
is_wanted (DsnSpan name, const char *const *names)
{
  for (; names != NULL && *names != NULL; names++)
    if (dsn_span_equal_nocase (name, dsn_span_of_string (*names)))
      return TRUE;
  return FALSE;
}

GPtrArray *
dsn_mime_part_read_fields (const DsnMimePart *part, const char *const *names)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (free_field);
  DsnFieldStep step;
  DsnField field;
  DsnLines lines;

  g_return_val_if_fail (part != NULL, fields);
  lines = dsn_lines_over (part->at.header);
  for (guint i = 0; i < part->mime->limits.headers; i += step == DSN_FIELD_STEP_FIELD) {
    step = dsn_field_next (&lines, DSN_FIELD_MODE_HEADER, &field);
    if (step == DSN_FIELD_STEP_END)
      break;
    if (step == DSN_FIELD_STEP_FIELD &&
        field.body.len <= part->mime->limits.header_size &&
        (names == NULL || is_wanted (field.name, names)))
      g_ptr_array_add (fields, make_field (part, &field));
  }
  return fields;
}
