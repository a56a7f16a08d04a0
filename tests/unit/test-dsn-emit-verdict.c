/* test-dsn-emit-verdict.c: a verdict as JSON, and what to do about it in words. */
#include "dsn-emit-verdict.h"

#include "dsn-status.h"
#include "test-json.h"

static const DsnVerdict full = {
  .status = { 5, 1, 1 },
  .category = "user-unknown",
  .hard = TRUE,
  .scope = DSN_SCOPE_ADDRESS,
  .advice = DSN_ADVICE_SUPPRESS,
  .confidence = DSN_CONFIDENCE_HIGH,
  .evidence_by = DSN_EVIDENCE_WORDING,
  .evidence_wording = "a-row",
  .evidence_text = "no \"such\" \033 user",
};

static char *
emit (const DsnVerdict *verdict)
{
  g_autoptr (GString) out = g_string_new (NULL);
  DsnJson json = { .out = out };

  dsn_json_open (&json, NULL, '{');
  dsn_emit_verdict (&json, verdict);
  dsn_json_close (&json, '}');
  g_assert_true (test_json_is_object (out->str, out->len));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_full (void)
{
  g_autofree char *json = emit (&full);

  g_assert_cmpstr (
      json, ==,
      "{\"verdict\":{\"status\":\"5.1.1\",\"category\":\"user-unknown\",\"hard\":true,"
      "\"scope\":\"address\",\"action\":\"suppress\",\"confidence\":\"high\","
      "\"evidence\":{\"by\":\"wording\",\"wording\":\"a-row\","
      "\"text\":\"no \\\"such\\\" \\u001b user\"}}}");
}

/* What is not known is left out. */
static void
test_least (void)
{
  DsnVerdict verdict = { .category = "unclassified", .confidence = DSN_CONFIDENCE_LOW };
  g_autofree char *json = emit (&verdict);

  g_assert_cmpstr (json, ==,
                   "{\"verdict\":{\"category\":\"unclassified\",\"hard\":false,"
                   "\"action\":\"none\",\"confidence\":\"low\"}}");
}

/* The category's own words, unless what to do is not what the category says. */
static void
test_advice (void)
{
  static const DsnAdvice every[] = { DSN_ADVICE_NONE, DSN_ADVICE_SUPPRESS,
                                     DSN_ADVICE_RETRY, DSN_ADVICE_HOLD,
                                     DSN_ADVICE_FIX };

  for (guint i = 0; i < dsn_category_get_count (); i++) {
    const DsnCategory *category = dsn_category_at (i);

    for (gsize j = 0; j < G_N_ELEMENTS (every); j++) {
      DsnVerdict verdict = { .category = dsn_category_get_name (category),
                             .advice = every[j] };
      const char *text = dsn_emit_describe_advice (&verdict);

      g_assert_cmpuint (strlen (text), >, 0);
      g_assert_cmpint (strcmp (text, dsn_category_get_advice_text (category)) == 0, ==,
                       every[j] == dsn_category_get_advice (category));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emit-verdict/full", test_full);
  g_test_add_func ("/emit-verdict/least", test_least);
  g_test_add_func ("/emit-verdict/advice", test_advice);
  return g_test_run ();
}
