/* test-dsn-json.c: the JSON writer, and the reader that tests check it with. */
#include "dsn-json.h"

#include "test-json.h"
#include "test-util.h"

static const struct TextCase {
  const char *name;
  DsnSpan text;
  const char *written;
} text_cases[] = {
  { "plain", SPAN ("a b!#~"), "\"a b!#~\"" },
  { "empty", SPAN (""), "\"\"" },
  { "quote", SPAN ("a\"b"), "\"a\\\"b\"" },
  { "backslash", SPAN ("a\\b"), "\"a\\\\b\"" },
  { "slash", SPAN ("a/b"), "\"a/b\"" },
  { "newline-tab", SPAN ("a\nb\tc"), "\"a\\nb\\tc\"" },
  { "controls", SPAN ("\001\033\r\037"), "\"\\u0001\\u001b\\u000d\\u001f\"" },
  { "nul", SPAN ("a\0b"), "\"a\357\277\275b\"" },
  { "delete", SPAN ("\177"), "\"\\u007f\"" },
  { "c1", SPAN ("\302\233"), "\"\\u009b\"" },
  { "nbsp", SPAN ("\302\240"), "\"\302\240\"" },
  { "utf-8", SPAN ("caf\303\251 \342\202\254 \360\237\230\200"),
    "\"caf\303\251 \342\202\254 \360\237\230\200\"" },
  { "directions", SPAN ("\342\200\256\342\201\246\330\234"),
    "\"\\u202e\\u2066\\u061c\"" },
  { "line-separators", SPAN ("\342\200\250\342\200\251"), "\"\\u2028\\u2029\"" },
  { "word-joiner-tag", SPAN ("\342\201\240\363\240\201\201"),
    "\"\\u2060\\udb40\\udc41\"" },
  { "private-use", SPAN ("\356\200\200"), "\"\\ue000\"" },
  { "emoji", SPAN ("\360\237\230\200"), "\"\360\237\230\200\"" },
  { "zero-width-bom", SPAN ("\342\200\213\357\273\277"), "\"\\u200b\\ufeff\"" },
  { "latin1", SPAN ("caf\351!"), "\"caf\357\277\275!\"" },
  { "surrogate", SPAN ("\355\240\200"), "\"\357\277\275\357\277\275\357\277\275\"" },
  { "overlong", SPAN ("\300\257"), "\"\357\277\275\357\277\275\"" },
};

static void
check_text (DsnSpan text, gboolean whole, gconstpointer data)
{
  const struct TextCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  DsnJson json = { .out = out };

  dsn_json_open (&json, NULL, '{');
  dsn_json_span (&json, "k", text);
  dsn_json_close (&json, '}');
  g_assert_true (test_json_is_object (out->str, out->len));
  if (whole) {
    g_autofree char *expected = g_strconcat ("{\"k\":", c->written, "}", NULL);

    g_assert_cmpstr (out->str, ==, expected);
  }
}

static void
test_text (gconstpointer data)
{
  const struct TextCase *c = data;

  test_cut_everywhere (c->text, check_text, c);
}

static void
test_structure (void)
{
  g_autoptr (GString) out = g_string_new ("before ");
  DsnJson json = { .out = out };

  dsn_json_open (&json, NULL, '{');
  dsn_json_string (&json, "none", NULL);
  dsn_json_open (&json, "empty", '{');
  dsn_json_close (&json, '}');
  dsn_json_open (&json, "list", '[');
  dsn_json_string (&json, NULL, "a");
  dsn_json_int (&json, NULL, G_MININT64);
  dsn_json_bool (&json, NULL, FALSE);
  dsn_json_open (&json, NULL, '[');
  dsn_json_close (&json, ']');
  dsn_json_close (&json, ']');
  dsn_json_bool (&json, "yes", TRUE);
  dsn_json_span (&json, "k", (DsnSpan){ NULL, 0 });
  dsn_json_close (&json, '}');
  g_assert_cmpstr (
      out->str, ==,
      "before {\"empty\":{},\"list\":[\"a\",-9223372036854775808,false,[]],"
      "\"yes\":true,\"k\":\"\"}");
  g_assert_true (test_json_is_object (out->str + 7, out->len - 7));
}

/* The checker itself: what it must refuse. */
static const struct ReaderCase {
  const char *name;
  DsnSpan text;
  gboolean valid;
} reader_cases[] = {
  { "empty-object", SPAN ("{}"), TRUE },
  { "members", SPAN ("{\"a\":1,\"b\":[true,false,\"\\u00e9\"],\"c\":{}}"), TRUE },
  { "zero", SPAN ("{\"a\":0,\"b\":-1}"), TRUE },
  { "nothing", SPAN (""), FALSE },
  { "array", SPAN ("[]"), FALSE },
  { "not-closed", SPAN ("{\"a\":1"), FALSE },
  { "not-opened", SPAN ("{\"a\":1}}"), FALSE },
  { "wrong-bracket", SPAN ("{\"a\":[1}"), FALSE },
  { "comma-last", SPAN ("{\"a\":1,}"), FALSE },
  { "comma-first", SPAN ("{,\"a\":1}"), FALSE },
  { "comma-missing", SPAN ("{\"a\":1\"b\":2}"), FALSE },
  { "array-comma", SPAN ("{\"a\":[1,]}"), FALSE },
  { "no-value", SPAN ("{\"a\":}"), FALSE },
  { "no-colon", SPAN ("{\"a\"}"), FALSE },
  { "no-name", SPAN ("{1:2}"), FALSE },
  { "twice", SPAN ("{\"a\":1,\"a\":2}"), FALSE },
  { "leading-zero", SPAN ("{\"a\":01}"), FALSE },
  { "minus", SPAN ("{\"a\":-}"), FALSE },
  { "fraction", SPAN ("{\"a\":1.5}"), FALSE },
  { "open-string", SPAN ("{\"a\":\"b}"), FALSE },
  { "newline", SPAN ("{\"a\":\"b\nc\"}"), FALSE },
  { "bad-escape", SPAN ("{\"a\":\"\\x41\"}"), FALSE },
  { "short-escape", SPAN ("{\"a\":\"\\u12\"}"), FALSE },
  { "invalid-utf-8", SPAN ("{\"a\":\"\351\"}"), FALSE },
  { "nul", SPAN ("{\"a\":\"b\0\"}"), FALSE },
  { "blank", SPAN ("{ }"), FALSE },
  { "word", SPAN ("{\"a\":tru}"), FALSE },
};

static void
test_reader (gconstpointer data)
{
  const struct ReaderCase *c = data;

  g_assert_cmpint (test_json_is_object ((const char *) c->text.data, c->text.len), ==,
                   c->valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/json/text", text_cases, test_text);
  g_test_add_func ("/json/structure", test_structure);
  TEST_ADD_ROWS ("/json/reader", reader_cases, test_reader);
  return g_test_run ();
}
