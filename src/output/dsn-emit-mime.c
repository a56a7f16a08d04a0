/* dsn-emit-mime.c: the parts of a message as text for people. */
#include "dsn-emit-mime.h"

#include "dsn-emit-frame.h"
#include "dsn-safe.h"
#include "dsn-wrap.h"

#include <string.h>

/* Deeper parts stand no further to the right, and what is said of a part with a longer
 * path stands below it: lines have 80 columns. */
#define DEPTH_SHOWN_MAX 6
#define PATH_SHOWN_MAX 20

/* A header is shown to here; --json has more. */
#define LABEL_MAX_LEN 200

static void
append_label (GString *text, const char *before, const char *label, const char *behind)
{
  if (label == NULL)
    return;
  g_string_append (text, before);
  dsn_safe_append_bounded (text, dsn_span_of_string (label), LABEL_MAX_LEN);
  g_string_append (text, behind);
}

/* "text/html, utf-8, quoted-printable, 1204 bytes at +3321, attachment "a.html"" */
static void
append_part (GString *text, const DsnMimePart *part)
{
  gsize size;

  append_label (text, "", dsn_mime_part_get_content_type (part), "");
  append_label (text, ", ", dsn_mime_part_get_charset (part), "");
  append_label (text, ", ", dsn_mime_part_get_encoding (part), "");
  dsn_mime_part_get_body (part, &size);
  g_string_append_printf (text, ", %" G_GSIZE_FORMAT " byte%s at +%" G_GSIZE_FORMAT,
                          size, size == 1 ? "" : "s",
                          dsn_mime_part_get_header_offset (part));
  append_label (text, ", ", dsn_mime_part_get_disposition (part), "");
  append_label (text, ", \"", dsn_mime_part_get_name (part), "\"");
  append_label (text, " (", dsn_mime_part_get_description (part), ")");
}

static void
emit_part (const DsnEmit *emit, const DsnMimePart *part)
{
  guint column = 2 + 2 * MIN (dsn_mime_part_get_depth (part), DEPTH_SHOWN_MAX);
  const char *path = dsn_mime_part_get_path (part);
  g_autoptr (GString) text = g_string_new (NULL);

  append_part (text, part);
  g_string_append_printf (emit->out, "%*s", (int) column, "");
  dsn_emit_color (emit, DSN_COLOR_NAME);
  g_string_append (emit->out, path);
  dsn_emit_color (emit, DSN_COLOR_END);
  column += 2 + MIN ((guint) strlen (path), PATH_SHOWN_MAX);
  g_string_append_printf (emit->out, strlen (path) > PATH_SHOWN_MAX ? "\n%*s" : "%*s",
                          strlen (path) > PATH_SHOWN_MAX ? (int) column : 2, "");
  dsn_wrap_append (emit->out, text->str, column);
  g_string_append_c (emit->out, '\n');
}

void
dsn_emit_tree_text (const DsnMime *mime, const DsnEmitOptions *origin,
                    const DsnTextOptions *options, GString *out)
{
  DsnEmit emit = { out, options, 4, 14 };
  guint parts, defects;

  g_return_if_fail (mime != NULL && origin != NULL && out != NULL);
  parts = dsn_mime_get_part_count (mime);
  dsn_emit_source (&emit, origin);
  g_string_append_printf (out, ": %u part%s\n", parts, parts == 1 ? "" : "s");
  for (guint i = 0; i < parts; i++)
    emit_part (&emit, dsn_mime_get_part (mime, i));
  defects = dsn_mime_get_defect_count (mime);
  if (defects > 0)
    g_string_append_printf (out, "  %u thing%s odd in its structure\n", defects,
                            defects == 1 ? " is" : "s are");
  for (guint i = 0; i < defects; i++)
    dsn_emit_defect_line (&emit, dsn_mime_get_defect (mime, i));
}

void
dsn_emit_headers_text (const GPtrArray *fields, gboolean named,
                       const DsnTextOptions *options, GString *out)
{
  DsnEmit emit = { out, options, 0, 0 };

  g_return_if_fail (fields != NULL && out != NULL);
  for (guint i = 0; i < fields->len; i++) {
    const DsnMimeField *field = g_ptr_array_index (fields, i);

    if (named) {
      dsn_emit_color (&emit, DSN_COLOR_NAME);
      dsn_safe_append (out, dsn_span_of_string (field->name));
      dsn_emit_color (&emit, DSN_COLOR_END);
      g_string_append (out, ": ");
    }
    dsn_safe_append (out, dsn_span_of_string (field->value));
    g_string_append_c (out, '\n');
  }
}
