/* dsn-emit-files.c: which parts of a message were written to which files. */
#include "dsn-emit-files.h"

#include "dsn-emit-frame.h"
#include "dsn-wrap.h"

#include <string.h>

void
dsn_emit_file_free (DsnEmitFile *file)
{
  g_free (file->path);
  g_free (file->content_type);
  g_free (file->name);
  g_free (file->file);
  g_free (file);
}

void
dsn_emit_files_json (const char *folder, const GPtrArray *files,
                     const DsnEmitOptions *options, GString *out)
{
  DsnJson json = { .out = out };

  dsn_emit_begin_json (&json, "parts", options);
  dsn_json_string (&json, "folder", folder);
  dsn_json_open (&json, "files", '[');
  for (guint i = 0; i < files->len; i++) {
    const DsnEmitFile *file = g_ptr_array_index (files, i);

    dsn_json_open (&json, NULL, '{');
    dsn_json_string (&json, "path", file->path);
    dsn_json_string (&json, "content_type", file->content_type);
    dsn_json_string (&json, "name", file->name);
    dsn_json_string (&json, "file", file->file);
    dsn_json_int (&json, "size", (gint64) file->size);
    dsn_json_close (&json, '}');
  }
  dsn_json_close (&json, ']');
  dsn_emit_end_json (&json);
}

static void
emit_file (const DsnEmit *emit, const DsnEmitFile *file)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dsn_emit_append_safe (text, file->file);
  g_string_append (text, ", ");
  dsn_emit_append_safe (text, file->content_type);
  g_string_append_printf (text, ", %" G_GSIZE_FORMAT " byte%s", file->size,
                          file->size == 1 ? "" : "s");
  g_string_append (emit->out, "  ");
  dsn_emit_color (emit, DSN_COLOR_NAME);
  dsn_emit_append_safe (emit->out, file->path);
  dsn_emit_color (emit, DSN_COLOR_END);
  g_string_append (emit->out, "  ");
  dsn_wrap_append (emit->out, text->str, 4 + MIN ((guint) strlen (file->path), 20));
  g_string_append_c (emit->out, '\n');
}

void
dsn_emit_files_text (const char *folder, const GPtrArray *files,
                     const DsnEmitOptions *origin, const DsnTextOptions *options,
                     GString *out)
{
  DsnEmit emit = { out, options, 4, 14 };

  dsn_emit_source (&emit, origin);
  g_string_append_printf (out, ": %u part%s written to ", files->len,
                          files->len == 1 ? "" : "s");
  dsn_emit_append_safe (out, folder);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < files->len; i++)
    emit_file (&emit, g_ptr_array_index (files, i));
}
