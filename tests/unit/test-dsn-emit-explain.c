/* test-dsn-emit-explain.c: explanations for people and as JSON: complete and safe. */
#include "dsn-emit-explain.h"

#include "dsn-wrap.h"
#include "test-json.h"
#include "test-util.h"

static GPtrArray *
explain (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return dsn_explain (bytes, NULL, NULL);
}

static gboolean
is_json_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (text);

  return test_json_is_line (line);
}

static char *
emit (const char *text, gboolean json, gboolean color)
{
  g_autoptr (GPtrArray) found = explain (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    if (json)
      dsn_emit_explanation_json (g_ptr_array_index (found, i), out);
    else
      dsn_emit_explanation_text (g_ptr_array_index (found, i),
                                 &(DsnTextOptions){ .color = color }, out);
  return g_string_free (out, FALSE);
}

#define LABELS "\n  means ", "\n  code ", "\n  verdict ", "\n  do "
#define TEXTS "\n  causes ", "\n  as sender ", "\n  as receiver ", "\n  reference "

/* What stands in the text, in this order; what does not. */
static const struct TextCase {
  const char *name;
  const char *text;
  const char *wanted[14];
  const char *unwanted[4];
} cases[] = {
  { "code",
    "5.4.4",
    { "5.4.4\n", LABELS, "\n  when ", "under 1 hour", "1 to 4 hours", "over 4 hours",
      "dsn check DOMAIN\n", TEXTS },
    { "about  " } },
  { "domain",
    "550 5.4.4 <ann@example.com>: unable to route",
    { "ann@example.com", "\n  about ", LABELS, "dsn check example.com\n" },
    { NULL } },
  { "temporary", "4.2.2", { "4.2.2\n", LABELS, TEXTS }, { "when", "dsn check" } },
  { "connection",
    "450 4.4.1 <ann@example.com>: connection timed out",
    { LABELS, "dsn check example.com\n" },
    { "\n  when " } },
  { "not-registered", "5.9.9", { "detail 9: not registered", "5.0.0" }, { NULL } },
  { "success", "2.1.5", { "class 2: success" }, { "\n  do ", "soft", "hard" } },
  { "wording", "550 User unknown", { "\n  sure? ", "by the wording " }, { NULL } },
};

static void
test_text_row (gconstpointer data)
{
  const struct TextCase *c = data;
  g_autofree char *out = emit (c->text, FALSE, FALSE);
  const char *at = out;

  for (gsize i = 0; i < G_N_ELEMENTS (c->wanted) && c->wanted[i] != NULL; i++) {
    at = strstr (at, c->wanted[i]);
    if (at == NULL) {
      g_test_message ("'%s' is missing, or in another order, in:\n%s", c->wanted[i],
                      out);
      g_test_fail ();
      return;
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (c->unwanted) && c->unwanted[i] != NULL; i++)
    g_assert_null (strstr (out, c->unwanted[i]));
}

/* Every registered code and category: no line is too wide, colour adds no more than
 * colour, and the JSON is JSON. */
static void
check_layout (const char *text)
{
  g_autofree char *plain = emit (text, FALSE, FALSE);
  g_autofree char *colored = emit (text, FALSE, TRUE);
  g_autofree char *json = emit (text, TRUE, FALSE);
  g_autoptr (GRegex) escape = g_regex_new ("\033\\[[0-9;]*m", 0, 0, NULL);
  g_autofree char *stripped =
      g_regex_replace_literal (escape, colored, -1, 0, "", 0, NULL);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 5);
  for (gsize i = 0; lines[i] != NULL; i++) {
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, DSN_WRAP_WIDTH);
    g_assert_false (g_str_has_suffix (lines[i], " "));
  }
  g_assert_cmpstr (stripped, ==, plain);
  g_assert_true (is_json_line (json));
}

static void
test_layout (void)
{
  for (guint klass = 2; klass <= 5; klass++)
    for (guint subject = 0; klass != 3 && subject <= 8; subject++)
      for (guint detail = 0; detail <= 30; detail++) {
        g_autofree char *code = g_strdup_printf ("%u.%u.%u", klass, subject, detail);

        check_layout (code);
      }
  for (guint i = 0; i < dsn_category_get_count (); i++)
    check_layout (dsn_category_get_name (dsn_category_at (i)));
}

/* Nothing from a paste reaches a terminal raw. */
static void
test_hostile (void)
{
  static const char text[] =
      "550 5.1.1 \033[31m<a\302\233@example.com> \342\200\256 \a User unknown";
  g_autofree char *out = emit (text, FALSE, FALSE);
  g_autofree char *json = emit (text, TRUE, FALSE);

  g_assert_true (is_json_line (json));
  g_assert_true (g_utf8_validate (out, -1, NULL));
  for (const char *p = out; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || g_unichar_isprint (g_utf8_get_char (p)));
  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || g_unichar_isprint (g_utf8_get_char (p)));
}

static void
test_json_keys (void)
{
  static const char *const keys[] = {
    "\"type\":\"explanation\"",
    "\"schema\":1",
    "\"input\":",
    "\"kind\":\"reply\"",
    "\"recipient\":",
    "\"domain\":",
    "\"verdict\":",
    "\"title\":",
    "\"meaning\":",
    "\"causes\":[",
    "\"fixes\":{",
    "\"sender\":[",
    "\"receiver\":[",
    "\"severity\":",
    "\"related\":[",
    "\"reference\":",
  };
  g_autofree char *json =
      emit ("550 5.4.4 <ann@example.com>: unable to route", TRUE, FALSE);
  const char *at = json;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    at = strstr (at, keys[i]);
    g_assert_nonnull (at);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/emit-explain/text", cases, test_text_row);
  g_test_add_func ("/emit-explain/layout", test_layout);
  g_test_add_func ("/emit-explain/hostile", test_hostile);
  g_test_add_func ("/emit-explain/json", test_json_keys);
  return g_test_run ();
}
