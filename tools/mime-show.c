/* mime-show.c: dsn mime tree, headers and cat: a message -> stdout. */
#include "mime-settings.h"
#include "tool-args.h"
#include "tool-output.h"

#include "dsn-safe.h"
#include "dsn-span.h"

#include <unistd.h>

static int
write_out (const MimeSettings *settings, GString *out)
{
  if (settings->quiet || tool_output_write (out))
    return TOOL_STATUS_YES;
  return TOOL_STATUS_TROUBLE;
}

/* Bytes as they are, but for a terminal lines of what is printable. */
static void
append_bytes (GString *out, DsnSpan bytes)
{
  if (!isatty (STDOUT_FILENO)) {
    g_string_append_len (out, (const char *) bytes.data, (gssize) bytes.len);
    return;
  }
  while (bytes.len > 0) {
    gsize end = bytes.len, line;

    for (line = 0; line < end; line++)
      if (bytes.data[line] == '\n' || bytes.data[line] == '\t')
        end = line;
    if (end < bytes.len && end > 0 && bytes.data[end] == '\n' &&
        bytes.data[end - 1] == '\r')
      line--;
    dsn_safe_append (out, dsn_span_slice (bytes, 0, line));
    g_string_append_c (out, end < bytes.len ? (char) bytes.data[end] : '\n');
    bytes = dsn_span_slice (bytes, end + 1, bytes.len);
  }
}

int
mime_show_tree (const MimeSettings *settings, const MimePick *pick)
{
  g_autoptr (DsnMime) mime = dsn_mime_new (pick->bytes, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  DsnTextOptions text = { .color = tool_output_wants_color (settings->color) };
  DsnEmitOptions origin = mime_origin (pick);

  if (settings->json)
    dsn_emit_tree_json (mime, &origin, out);
  else
    dsn_emit_tree_text (mime, &origin, &text, out);
  return write_out (settings, out);
}

static int
no_such_part (const MimeSettings *settings, const MimePick *pick, const char *word)
{
  if (!settings->quiet)
    tool_message ("'%s' has no part '%s': 'dsn mime tree' shows them", pick->source,
                  word);
  return TOOL_STATUS_NO;
}

static void
append_raw_header (const MimeSettings *settings, const DsnMimePart *part,
                   const GPtrArray *fields, GString *out)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  DsnSpan header;

  header.data = dsn_mime_part_get_header (part, &header.len);
  if (settings->fields->len == 0) {
    g_string_append_len (raw, (const char *) header.data, (gssize) header.len);
    g_string_append_c (raw, '\n');
  }
  for (guint i = 0; settings->fields->len > 0 && i < fields->len; i++) {
    const DsnMimeField *field = g_ptr_array_index (fields, i);

    g_string_append_len (raw, (const char *) field->raw, (gssize) field->raw_size);
    g_string_append_c (raw, '\n');
  }
  append_bytes (out, (DsnSpan){ (const guint8 *) raw->str, raw->len });
}

int
mime_show_headers (const MimeSettings *settings, const MimePick *pick)
{
  g_autoptr (DsnMime) mime = dsn_mime_new (pick->bytes, NULL);
  g_autoptr (GPtrArray) fields = NULL, names = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  DsnTextOptions text = { .color = tool_output_wants_color (settings->color) };
  DsnEmitOptions origin = mime_origin (pick);
  const char *word =
      settings->parts->len > 0 ? g_ptr_array_index (settings->parts, 0) : "0";
  const DsnMimePart *part = mime_find (mime, word, NULL);

  if (part == NULL)
    return no_such_part (settings, pick, word);
  names = g_ptr_array_copy (settings->fields, NULL, NULL);
  g_ptr_array_add (names, NULL);
  fields = dsn_mime_part_read_fields (
      part, settings->fields->len > 0 ? (const char *const *) names->pdata : NULL);
  if (fields->len == 0) {
    if (!settings->quiet)
      tool_message ("part '%s' of '%s' has no such field", word, pick->source);
    return TOOL_STATUS_NO;
  }
  if (settings->json)
    dsn_emit_headers_json (part, fields, settings->raw, &origin, out);
  else if (settings->raw)
    append_raw_header (settings, part, fields, out);
  else
    dsn_emit_headers_text (fields, settings->fields->len != 1, &text, out);
  return write_out (settings, out);
}

/* Nothing of a text is lost or changed without a word. */
static void
tell_outcome (const char *path, const char *charset, DsnMimeText outcome)
{
  if (outcome == DSN_MIME_TEXT_REPAIRED)
    tool_message ("part '%s' holds bytes that are not in its charset %s, shown as "
                  "U+FFFD; --keep-charset writes them as they are",
                  path, charset);
  else if (outcome == DSN_MIME_TEXT_UNKNOWN && charset != NULL)
    tool_message ("part '%s' is as it was: nothing is known of its charset '%s'", path,
                  charset);
  else if (outcome == DSN_MIME_TEXT_UNKNOWN)
    tool_message ("part '%s' is as it was: it is no UTF-8, and names no charset", path);
}

static GBytes *
read_content (const MimeSettings *settings, const DsnMimePart *part)
{
  DsnMimeText outcome;
  const guint8 *body;
  GBytes *bytes;
  gsize size;

  if (settings->raw) {
    body = dsn_mime_part_get_body (part, &size);
    return g_bytes_new (body, size);
  }
  if (settings->keep_charset)
    return dsn_mime_part_decode (part);
  bytes = dsn_mime_part_decode_text (part, &outcome);
  if (!settings->quiet)
    tell_outcome (dsn_mime_part_get_path (part), dsn_mime_part_get_charset (part),
                  outcome);
  return bytes;
}

int
mime_show_part (const MimeSettings *settings, const MimePick *pick)
{
  g_autoptr (DsnMime) mime = dsn_mime_new (pick->bytes, NULL);
  const DsnMimePart *part = mime_find (mime, settings->part, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  DsnEmitOptions origin = mime_origin (pick);
  g_autoptr (GBytes) content = NULL;

  if (part == NULL)
    return no_such_part (settings, pick, settings->part);
  content = read_content (settings, part);
  if (settings->quiet)
    return TOOL_STATUS_YES;
  if (settings->json)
    dsn_emit_part_json (part, content, &origin, out);
  else
    append_bytes (out, dsn_span_of_bytes (content));
  return write_out (settings, out);
}
