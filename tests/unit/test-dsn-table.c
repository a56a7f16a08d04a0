/* test-dsn-table.c: lines of fields of our JSON: CSV and templates. */
#include "dsn-emit-json.h"
#include "dsn-table.h"

#include <string.h>

#define TWO                                                                            \
  "{\"type\":\"report\",\"schema\":1,\"source\":\"a \\\"b\\\"\",\"report\":"           \
  "{\"subject\":\"=1+1\",\"from\":\"tab\\there\"},\"recipients\":[{\"address\":"       \
  "\"ann@example.com\",\"reply_code\":550,\"fields\":[{\"name\":\"X-A\",\"value\":"    \
  "\"1\"},{\"name\":\"X-B\",\"value\":\"2\"}],\"verdict\":{\"hard\":true,"             \
  "\"evidence\":{\"by\":\"wording\",\"over\":[\"one\",\"two\"]}}},{\"address\":"       \
  "\"bob@example.com\",\"verdict\":{\"hard\":false}}],\"defects\":[{\"id\":"           \
  "\"untyped-value\",\"offset\":12},{\"id\":\"missing-action\",\"offset\":77}]}\n"
#define NONE "{\"type\":\"report\",\"schema\":1,\"source\":\"b\",\"recipients\":[]}\n"
#define ERROR                                                                          \
  "{\"type\":\"error\",\"schema\":1,\"source\":\"c\",\"message\":\"\\u001b[2Jgone, "   \
  "really\"}\n"

static const struct TemplateCase {
  const char *name;
  const char *template;
  const char *line;
  const char *expected;
} templates[] = {
  { "recipients", "{recipients.address}", TWO, "ann@example.com\nbob@example.com\n" },
  { "both", "{source}: {recipients.address} {recipients.reply_code}", TWO,
    "a \"b\": ann@example.com 550\na \"b\": bob@example.com \n" },
  { "message", "{report.subject}", TWO, "=1+1\n" },
  { "escapes", "{{{type}}}\\t\\\\\\n", TWO, "{report}\t\\\n\n" },
  { "words", "only words", TWO, "only words\n" },
  { "empty", "", TWO, "\n" },
  { "twice", "{type}{type}", TWO, "reportreport\n" },
  { "list", "{recipients.verdict.evidence.over}", TWO, "one,two\n\n" },
  { "objects", "{recipients.fields.name}={recipients.fields.value}", TWO,
    "X-A,X-B=1,2\n=\n" },
  { "defects", "{defects.id} {defects.offset}", TWO,
    "untyped-value,missing-action 12,77\n" },
  { "boolean", "{recipients.verdict.hard}", TWO, "true\nfalse\n" },
  { "control", "{report.from}|", TWO, "tab\\x09here|\n" },
  { "no-recipient", "{recipients.address}", NONE, "" },
  { "absent", "[{generator}]", NONE, "[]\n" },
  { "error", "{message}", ERROR, "\\x1b[2Jgone, really\n" },
  { "schema", "{schema}", ERROR, "1\n" },
};

static DsnSpan
span (const char *text)
{
  return dsn_span_of_string (text);
}

static void
test_template (gconstpointer data)
{
  const struct TemplateCase *c = data;
  g_autofree char *unknown = NULL;
  g_autoptr (DsnTable) table = dsn_table_new_template (c->template, &unknown);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_nonnull (table);
  g_assert_null (unknown);
  dsn_table_append_head (table, out);
  g_assert_cmpuint (out->len, ==, 0);
  /* What was read before leaves nothing behind. */
  dsn_table_append (table, span (TWO), NULL, out);
  g_string_truncate (out, 0);
  dsn_table_append (table, span (c->line), NULL, out);
  g_assert_cmpstr (out->str, ==, c->expected);
}

static const struct BadCase {
  const char *name;
  const char *template;
  const char *unknown;
} bad[] = {
  { "unknown", "{adress}", "adress" },
  { "half", "{recipients}", "recipients" },
  { "part", "{recipients.verdict}", "recipients.verdict" },
  { "more", "{recipients.address.x}", "recipients.address.x" },
  { "nothing", "{}", "" },
  { "case", "{Type}", "Type" },
  { "open", "{type", NULL },
  { "close", "type}", NULL },
  { "nested", "{ty{pe}}", NULL },
  { "backslash", "\\x", NULL },
  { "last-backslash", "a\\", NULL },
};

static void
test_bad (gconstpointer data)
{
  const struct BadCase *c = data;
  g_autofree char *unknown = NULL;

  g_assert_null (dsn_table_new_template (c->template, &unknown));
  g_assert_cmpstr (unknown, ==, c->unknown);
}

static void
test_wanted (void)
{
  const gboolean wanted[] = { FALSE, TRUE };
  g_autofree char *unknown = NULL;
  g_autoptr (DsnTable) table =
      dsn_table_new_template ("{recipients.address}", &unknown);
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_table_append (table, span (TWO), wanted, out);
  g_assert_cmpstr (out->str, ==, "bob@example.com\n");
}

/* RFC 4180 §2: each line as many fields as the head, ended by CRLF. */
static void
test_csv (void)
{
  g_autoptr (DsnTable) table = dsn_table_new_csv ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  dsn_table_append_head (table, out);
  dsn_table_append (table, span (TWO), NULL, out);
  dsn_table_append (table, span (NONE), NULL, out);
  dsn_table_append (table, span (ERROR), NULL, out);
  lines = g_strsplit (out->str, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[5], ==, "");
  g_assert_true (g_str_has_prefix (lines[0], "type,source,offset,"));
  g_assert_true (g_str_has_prefix (lines[1], "report,\"a \"\"b\"\"\",,"));
  g_assert_true (g_str_has_suffix (lines[4], ",\"\\x1b[2Jgone, really\""));
  for (guint i = 0; i < 5; i++) {
    guint commas = 0;
    gboolean quoted = FALSE;

    for (const char *p = lines[i]; *p != '\0'; p++) {
      quoted ^= *p == '"';
      commas += *p == ',' && !quoted;
    }
    g_assert_cmpuint (commas, ==, 25);
    g_assert_false (quoted);
  }
}

/* What a program for tables would take for a formula is text. */
static void
test_formulas (void)
{
  static const char *const starts[] = { "=1+1", "+1", "-1", "@SUM(A1)" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autoptr (DsnTable) table = dsn_table_new_csv ();
    g_autoptr (GString) out = g_string_new (NULL), line = g_string_new (NULL);
    g_autofree char *defused = g_strdup_printf (",'%s,", starts[i]);
    DsnEmitOptions origin = { .source = starts[i] };

    dsn_emit_json_error ("x", &origin, line);
    dsn_table_append (table, span (line->str), NULL, out);
    g_assert_nonnull (strstr (out->str, defused));
  }
}

/* Any bytes: no crash, no endless loop, whatever comes out. */
static void
test_any_bytes (void)
{
  g_autoptr (DsnTable) table = dsn_table_new_csv ();
  g_autoptr (GString) out = g_string_new (NULL);
  gsize len = strlen (TWO);

  for (gsize cut = 0; cut <= len; cut++)
    for (guint byte = 0; byte < 256; byte += byte < 128 ? 7 : 61) {
      g_autofree guint8 *exact = g_malloc (cut + 1);

      memcpy (exact, TWO, cut);
      exact[cut] = (guint8) byte;
      dsn_table_append (table, (DsnSpan){ exact, cut + 1 }, NULL, out);
      g_string_truncate (out, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++) {
    g_autofree char *path = g_strdup_printf ("/table/template/%s", templates[i].name);

    g_test_add_data_func (path, &templates[i], test_template);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *path = g_strdup_printf ("/table/bad/%s", bad[i].name);

    g_test_add_data_func (path, &bad[i], test_bad);
  }
  g_test_add_func ("/table/wanted", test_wanted);
  g_test_add_func ("/table/csv", test_csv);
  g_test_add_func ("/table/formulas", test_formulas);
  g_test_add_func ("/table/any-bytes", test_any_bytes);
  return g_test_run ();
}
