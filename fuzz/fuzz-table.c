/* fuzz-table.c: a template in the first line, and a message -> lines of a table: as
 * many as there are recipients, printable, and no formula in CSV (RFC 4180). */
#include "dsn-emit-json.h"
#include "dsn-parse.h"
#include "dsn-table.h"
#include "fuzz.h"

#include <string.h>

static gboolean
is_printable (const char *text, const char *besides)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)) && strchr (besides, *p) == NULL)
      return FALSE;
  return TRUE;
}

static guint
count (const char *text, char c)
{
  guint found = 0;

  for (; *text != '\0'; text++)
    found += *text == c;
  return found;
}

/* One cell, which is no formula; gives what stands behind it. */
static const char *
skip_cell (const char *p)
{
  gboolean quoted = *p == '"';
  const char *begin = p += quoted;

  for (; quoted ? *p != '"' || p[1] == '"' : strchr (",\r", *p) == NULL; p++) {
    g_assert_true (*p != '\0' && *p != '\n' && *p != '\r' && (quoted || *p != '"'));
    p += quoted && *p == '"';
  }
  g_assert_true (p - begin < 2 || strchr ("=+-@", *begin) == NULL);
  return p + quoted;
}

static void
check_csv (DsnSpan line, guint rows)
{
  g_autoptr (DsnTable) table = dsn_table_new_csv ();
  g_autoptr (GString) out = g_string_new (NULL);
  guint columns, found = 0;

  dsn_table_append_head (table, out);
  columns = count (out->str, ',') + 1;
  dsn_table_append (table, line, NULL, out);
  g_assert_true (out->len == strlen (out->str) && is_printable (out->str, "\r\n"));
  for (const char *p = out->str; *p != '\0'; p += 2, found++) {
    for (guint i = 0; i < columns; i++) {
      g_assert_true (i == 0 || *p == ',');
      p = skip_cell (p + (i > 0));
    }
    g_assert_true (p[0] == '\r' && p[1] == '\n');
  }
  g_assert_cmpuint (found, ==, 1 + MAX (rows, 1));
}

static void
check_template (const char *template, DsnSpan line, guint rows)
{
  g_autofree char *unknown = NULL;
  g_autoptr (DsnTable) table = dsn_table_new_template (template, &unknown);
  g_autoptr (GString) out = g_string_new (NULL), half = g_string_new (NULL);
  g_autofree gboolean *wanted = g_new0 (gboolean, rows + 1);
  guint lines;

  if (table == NULL) {
    g_assert_true (unknown == NULL || strstr (template, unknown) != NULL);
    return;
  }
  dsn_table_append_head (table, out);
  g_assert_cmpuint (out->len, ==, 0);
  dsn_table_append (table, line, NULL, out);
  /* What the user writes is his affair. */
  if (!is_printable (template, ""))
    return;
  g_assert_true (out->len == strlen (out->str) && is_printable (out->str, "\n\t"));
  if (strstr (template, "\\n") != NULL)
    return;
  lines = count (out->str, '\n');
  g_assert_true (lines == 1 || lines == rows);
  for (guint i = 0; i < rows; i += 2)
    wanted[i] = TRUE;
  dsn_table_append (table, line, wanted, half);
  if (lines == rows && rows > 1)
    g_assert_cmpuint (count (half->str, '\n'), ==, (rows + 1) / 2);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  DsnSpan all = { data, size }, line;
  gsize end = size;
  g_autofree char *template = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DsnReport) report = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  DsnEmitOptions origin = { "=a.mbox", TRUE, 42 };
  guint rows;

  if (!dsn_span_find_byte (all, '\n', &end))
    end = size;
  template = g_strndup ((const char *) data, end);
  all = dsn_span_slice (all, end + 1, G_MAXSIZE);
  bytes = g_bytes_new (all.data, all.len); /* an exact copy */
  report = dsn_parse_bytes (bytes, NULL);
  dsn_emit_json (report, &origin, json);
  line = (DsnSpan){ (const guint8 *) json->str, json->len };
  rows = dsn_report_get_recipient_count (report);
  check_csv (line, rows);
  check_template (template, line, rows);
  return 0;
}
