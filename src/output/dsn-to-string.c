/* dsn-to-string.c: records -> strings of their own, for who has no GString at hand. */
#include "dsn-to-string.h"

static DsnEmitOptions
origin_of (const char *source, gint64 offset)
{
  return (DsnEmitOptions){ .source = source,
                           .in_mbox = offset >= 0,
                           .offset = (guint64) MAX (offset, 0) };
}

/* What was written, without the newline that ends a line of JSON. */
static char *
take_line (GString *line)
{
  g_string_truncate (line, line->len - 1);
  return g_string_free (line, FALSE);
}

char *
dsn_report_to_json (const DsnReport *report, const char *source, gint64 offset)
{
  DsnEmitOptions origin = origin_of (source, offset);
  GString *out;

  g_return_val_if_fail (report != NULL, NULL);
  out = g_string_new (NULL);
  dsn_emit_json (report, &origin, out);
  return take_line (out);
}

char *
dsn_report_to_text (const DsnReport *report, const char *source, gint64 offset)
{
  DsnEmitOptions origin = origin_of (source, offset);
  GString *out;

  g_return_val_if_fail (report != NULL, NULL);
  out = g_string_new (NULL);
  dsn_emit_text (report, &origin, NULL, out);
  return g_string_free (out, FALSE);
}

char *
dsn_error_to_json (const GError *error, const char *source, gint64 offset)
{
  DsnEmitOptions origin = origin_of (source, offset);
  GString *out;

  g_return_val_if_fail (error != NULL, NULL);
  out = g_string_new (NULL);
  dsn_emit_json_error (error->message, &origin, out);
  return take_line (out);
}

char *
dsn_explanation_to_json (const DsnExplanation *explanation)
{
  GString *out;

  g_return_val_if_fail (explanation != NULL, NULL);
  out = g_string_new (NULL);
  dsn_emit_explanation_json (explanation, out);
  return take_line (out);
}

char *
dsn_explanation_to_text (const DsnExplanation *explanation)
{
  GString *out;

  g_return_val_if_fail (explanation != NULL, NULL);
  out = g_string_new (NULL);
  dsn_emit_explanation_text (explanation, NULL, out);
  return g_string_free (out, FALSE);
}
