/* parse-checkpoint.c: a file that keeps how far dsn parse has come. */
#include "parse-checkpoint.h"

#include "tool-input.h"
#include "tool-output.h"

#include "dsn-error.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define FIRST_LINE "dsn-checkpoint 1"
#define LAST_LINE "end"
#define FILE_MAX_SIZE ((gsize) 1 << 30)

/* Lines of a key and a number. */
static const struct {
  const char *key;
  gsize offset;
} numbers[] = {
  { "started", offsetof (ParseCheckpoint, started) },
  { "source", offsetof (ParseCheckpoint, mark.source) },
  { "offset", offsetof (ParseCheckpoint, mark.offset) },
  { "bare", offsetof (ParseCheckpoint, mark.bare) },
  { "output-device", offsetof (ParseCheckpoint, place.device) },
  { "output-file", offsetof (ParseCheckpoint, place.file) },
  { "output-size", offsetof (ParseCheckpoint, place.size) },
  { "reports", offsetof (ParseCheckpoint, totals.reports) },
  { "others", offsetof (ParseCheckpoint, totals.others) },
  { "errors", offsetof (ParseCheckpoint, totals.errors) },
  { "left-out", offsetof (ParseCheckpoint, totals.left_out) },
  { "bytes", offsetof (ParseCheckpoint, totals.bytes) },
};

/* Lines of a key and a text. */
static const struct {
  const char *key;
  gsize offset;
} texts[] = {
  { "options", offsetof (ParseCheckpoint, options) },
  { "inputs", offsetof (ParseCheckpoint, inputs) },
  { "name", offsetof (ParseCheckpoint, name) },
};

void
parse_checkpoint_init (ParseCheckpoint *checkpoint)
{
  *checkpoint = (ParseCheckpoint){ .mark.offset = -1 };
  checkpoint->summary = dsn_summary_new ();
}

void
parse_checkpoint_clear (ParseCheckpoint *checkpoint)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, checkpoint, texts[i].offset));
  dsn_summary_free (checkpoint->summary);
}

static gboolean
load_number (const char *text, gint64 *number)
{
  char *end;

  *number = g_ascii_strtoll (text, &end, 10);
  return end != text && *end == '\0';
}

/* Whether a backslash ends it, and nothing that it stands before: a line that was cut.
 */
static gboolean
is_cut (const char *line)
{
  const char *end = line + strlen (line), *p = end;

  while (p > line && p[-1] == '\\')
    p--;
  return (end - p) % 2 != 0;
}

static gboolean
load_line (ParseCheckpoint *checkpoint, const char *line)
{
  const char *value = strchr (line, ' ');
  gsize len;

  if (value == NULL || is_cut (line))
    return FALSE;
  len = (gsize) (value++ - line);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strlen (numbers[i].key) == len && memcmp (numbers[i].key, line, len) == 0)
      return load_number (value,
                          &G_STRUCT_MEMBER (gint64, checkpoint, numbers[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strlen (texts[i].key) == len && memcmp (texts[i].key, line, len) == 0) {
      char **text = &G_STRUCT_MEMBER (char *, checkpoint, texts[i].offset);

      g_free (*text);
      *text = g_strcompress (value);
      return TRUE;
    }
  if (len == strlen ("headed") && g_str_has_prefix (line, "headed")) {
    checkpoint->headed = strcmp (value, "1") == 0;
    return TRUE;
  }
  return dsn_summary_load (checkpoint->summary, line);
}

gboolean
parse_checkpoint_read (ParseCheckpoint *checkpoint, const char *text, gsize len)
{
  g_autofree char *all = len > 0 ? g_strndup (text, len) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  guint count = g_strv_length (lines);

  if (count < 3 || strcmp (lines[0], FIRST_LINE) != 0 ||
      strcmp (lines[count - 2], LAST_LINE) != 0)
    return FALSE;
  for (guint i = 1; i < count - 2; i++)
    if (!load_line (checkpoint, lines[i]))
      return FALSE;
  return checkpoint->options != NULL && checkpoint->inputs != NULL;
}

gboolean
parse_checkpoint_load (ParseCheckpoint *checkpoint, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize len;

  if (strcmp (path, "-") == 0) {
    tool_message ("--checkpoint takes the name of a file, not '-'");
    return FALSE;
  }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  bytes = tool_input_read (path, FILE_MAX_SIZE, &error);
  if (bytes == NULL) {
    tool_message ("%s", error->message);
    return FALSE;
  }
  text = g_bytes_get_data (bytes, &len);
  if (parse_checkpoint_read (checkpoint, text, len))
    return TRUE;
  tool_message ("'%s' is no checkpoint, or not all of one: nothing was read", path);
  return FALSE;
}

void
parse_checkpoint_write (const ParseCheckpoint *checkpoint, GString *out)
{
  g_string_append (out, FIRST_LINE "\n");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *text = G_STRUCT_MEMBER (char *, checkpoint, texts[i].offset);
    g_autofree char *safe = g_strescape (text != NULL ? text : "", NULL);

    g_string_append_printf (out, "%s %s\n", texts[i].key, safe);
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_string_append_printf (out, "%s %" G_GINT64_FORMAT "\n", numbers[i].key,
                            G_STRUCT_MEMBER (gint64, checkpoint, numbers[i].offset));
  g_string_append_printf (out, "headed %d\n", checkpoint->headed);
  dsn_summary_save (checkpoint->summary, out);
  g_string_append (out, LAST_LINE "\n");
}

gboolean
parse_checkpoint_save (const ParseCheckpoint *checkpoint, const char *path)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  parse_checkpoint_write (checkpoint, out);
  /* Through a file beside it that is on the disk before it takes the name. */
  if (g_file_set_contents_full (
          path, out->str, (gssize) out->len,
          G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &error))
    return TRUE;
  tool_message ("cannot write '%s': %s", path, error->message);
  return FALSE;
}
