/* dsn-emit-frame.c: what all that is written about a message has. */
#include "dsn-emit-frame.h"

void
dsn_emit_begin_json (DsnJson *json, const char *type, const DsnEmitOptions *options)
{
  dsn_json_open (json, NULL, '{');
  dsn_json_word (json, "type", type);
  dsn_json_int (json, "schema", DSN_JSON_SCHEMA);
  dsn_json_string (json, "source", options->source);
  if (options->in_mbox)
    dsn_json_int (json, "offset", (gint64) options->offset);
}

void
dsn_emit_end_json (DsnJson *json)
{
  dsn_json_close (json, '}');
  g_string_append_c (json->out, '\n');
}

void
dsn_emit_defect_json (DsnJson *json, const DsnDefect *defect)
{
  dsn_json_open (json, NULL, '{');
  dsn_json_word (json, "id", dsn_defect_id_to_string (defect->id));
  dsn_json_int (json, "offset", (gint64) defect->offset);
  dsn_json_string (json, "detail", defect->detail);
  dsn_json_close (json, '}');
}

void
dsn_emit_source (const DsnEmit *emit, const DsnEmitOptions *origin)
{
  dsn_emit_append_safe (emit->out, origin->source != NULL ? origin->source : "-");
  if (origin->in_mbox)
    g_string_append_printf (emit->out, ":+%" G_GUINT64_FORMAT, origin->offset);
}

void
dsn_emit_defect_line (const DsnEmit *emit, const DsnDefect *defect)
{
  g_autofree char *at = g_strdup_printf ("+%" G_GSIZE_FORMAT, defect->offset);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s: %s", dsn_defect_id_to_string (defect->id),
                          dsn_defect_id_get_meaning (defect->id));
  if (defect->detail != NULL)
    g_string_append_printf (text, " [%s]", defect->detail);
  dsn_emit_line (emit, at, text->str);
}
