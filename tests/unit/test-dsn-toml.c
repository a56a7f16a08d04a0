/* test-dsn-toml.c: the part of TOML that rule files are written in; the rest is
 * refused. */
#include "dsn-toml.h"

#include "test-util.h"

static const struct TomlCase {
  const char *name;
  DsnSpan text;
  const char *read; /* what the handler got; NULL: refused */
  guint line;       /* of the fault */
} cases[] = {
  { "nothing", SPAN (""), "" },
  { "comments", SPAN ("# a\n\n  # b"), "" },
  { "table", SPAN ("[[wording]]"), "[1 wording]" },
  { "table-with-blanks", SPAN (" [[ wording ]] # c\n"), "[1 wording]" },
  { "string", SPAN ("a = \"b\""), "1 a=\"b\"" },
  { "literal", SPAN ("a = 'b\\n\"'"), "1 a=\"b\\n\"\"" },
  { "escapes", SPAN ("a=\"\\\"\\\\\\t\\u00fc\\U0001F4EB\""),
    "1 a=\"\"\\\t\303\274\360\237\223\253\"" },
  { "empty-string", SPAN ("a=\"\""), "1 a=\"\"" },
  { "integer", SPAN ("a = 550"), "1 a=550" },
  { "booleans", SPAN ("a = true\nb = false"), "1 a=true2 b=false" },
  { "array", SPAN ("a = [1, \"b\",\n # c\n true,\n]\nd=1"),
    "1 a=[1 \"b\" true ]5 d=1" },
  { "empty-array", SPAN ("a=[]"), "1 a=[]" },
  { "crlf", SPAN ("[[x]]\r\na = 1\r\n"), "[1 x]2 a=1" },
  { "byte-order-mark", SPAN ("\xef\xbb\xbf[[x]]"), "[1 x]" },
  { "lines-are-counted", SPAN ("\n\n[[x]]\n# c\na = 1"), "[3 x]5 a=1" },
  { "single-brackets", SPAN ("\n[x]"), NULL, 2 },
  { "open-table", SPAN ("[[x]"), NULL, 1 },
  { "table-without-name", SPAN ("[[]]"), NULL, 1 },
  { "text-behind-table", SPAN ("[[x]] y"), NULL, 1 },
  { "no-equals", SPAN ("a = 1\nb 2"), NULL, 2 },
  { "no-value", SPAN ("a ="), NULL, 1 },
  { "no-key", SPAN ("= 1"), NULL, 1 },
  { "dotted-key", SPAN ("a.b = 1"), NULL, 1 },
  { "bare-word", SPAN ("a = b"), NULL, 1 },
  { "float", SPAN ("a = 1.5"), NULL, 1 },
  { "negative", SPAN ("a = -1"), NULL, 1 },
  { "number-too-long", SPAN ("a = 1234567890"), NULL, 1 },
  { "open-string", SPAN ("a = \"b\nc = 1"), NULL, 1 },
  { "open-string-at-end", SPAN ("a = \"b"), NULL, 1 },
  { "multi-line-string", SPAN ("a = \"\"\"b\"\"\""), NULL, 1 },
  { "bad-escape", SPAN ("a = \"\\q\""), NULL, 1 },
  { "short-escape", SPAN ("a = \"\\u12\""), NULL, 1 },
  { "surrogate", SPAN ("a = \"\\ud800\""), NULL, 1 },
  { "escaped-nul", SPAN ("a = \"\\u0000\""), NULL, 1 },
  { "nul", SPAN ("a = \"\0\""), NULL, 1 },
  { "not-utf-8", SPAN ("a = \"\xff\""), NULL, 1 },
  { "open-array", SPAN ("a = [1,"), NULL, 1 },
  { "no-comma", SPAN ("a = [1 2]"), NULL, 1 },
  { "nested-array", SPAN ("a = [[1]]"), NULL, 1 },
  { "inline-table", SPAN ("a = { b = 1 }"), NULL, 1 },
  { "text-behind-value", SPAN ("\na = 1 2"), NULL, 2 },
  { "bare-cr", SPAN ("a = 1\rb = 2"), NULL, 1 },
};

static void
append_value (GString *out, const DsnTomlValue *value)
{
  switch (value->kind) {
  case DSN_TOML_STRING:
    g_string_append_printf (out, "\"%s\"", value->text);
    return;
  case DSN_TOML_INTEGER:
    g_string_append_printf (out, "%" G_GINT64_FORMAT, value->number);
    return;
  case DSN_TOML_BOOLEAN:
    g_string_append (out, value->number != 0 ? "true" : "false");
    return;
  case DSN_TOML_ARRAY:
    g_string_append_c (out, '[');
    for (guint i = 0; i < value->items->len; i++) {
      append_value (out, g_ptr_array_index (value->items, i));
      g_string_append_c (out, ' ');
    }
    g_string_append_c (out, ']');
    return;
  }
  g_assert_not_reached ();
}

static char *
take_table (const char *name, guint line, gpointer user_data)
{
  g_string_append_printf (user_data, "[%u %s]", line, name);
  return NULL;
}

static char *
take_pair (const char *key, const DsnTomlValue *value, guint line, gpointer user_data)
{
  g_string_append_printf (user_data, "%u %s=", line, key);
  append_value (user_data, value);
  return strcmp (key, "stop") == 0 ? g_strdup ("stopped") : NULL;
}

static const DsnTomlHandler handler = { take_table, take_pair };

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct TomlCase *c = row;
  g_autoptr (GString) out = g_string_new (NULL);
  guint line = 4711;
  g_autofree char *wrong = dsn_toml_read (text, &handler, out, &line);

  if (wrong == NULL)
    g_assert_cmpuint (line, ==, 4711);
  else
    g_assert_cmpuint (line, <=, 6);
  if (!whole)
    return;
  if (c->read != NULL) {
    g_assert_cmpstr (wrong, ==, NULL);
    g_assert_cmpstr (out->str, ==, c->read);
  } else {
    g_assert_nonnull (wrong);
    g_assert_cmpuint (line, ==, c->line);
  }
}

static void
test_row (gconstpointer data)
{
  const struct TomlCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

/* What the handler says ends the reading, at the line of the pair. */
static void
test_handler_stops (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint line = 0;
  g_autofree char *wrong =
      dsn_toml_read (DSN_SPAN_LIT ("a = 1\nstop = [\n2]\nb = 3"), &handler, out, &line);

  g_assert_cmpstr (wrong, ==, "stopped");
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpstr (out->str, ==, "1 a=12 stop=[2 ]");
}

/* Each ceiling, hit from both sides. */
static void
test_limits (void)
{
  static const struct {
    const char *before, *fill, *after;
    guint good;
  } limits[] = {
    { "a = \"", "b", "\"", 4096 },
    { "a = [", "1,", "]", 256 },
    { "", "a", " = 1", 64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    for (guint more = 0; more <= 8; more += 8) {
      g_autoptr (GString) text = g_string_new (limits[i].before);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *wrong = NULL;
      guint line;

      for (guint j = 0; j < limits[i].good + more; j++)
        g_string_append (text, limits[i].fill);
      g_string_append (text, limits[i].after);
      wrong = dsn_toml_read (dsn_span_of_string (text->str), &handler, out, &line);
      g_assert_cmpint (wrong == NULL, ==, more == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/toml", cases, test_row);
  g_test_add_func ("/toml/handler-stops", test_handler_stops);
  g_test_add_func ("/toml/limits", test_limits);
  return g_test_run ();
}
