/* test-dsn-to-string.c: strings hold what the emitters add, and nothing else. */
#include "dsn-to-string.h"

#include "dsn-error.h"
#include "test-util.h"

static DsnReport *
parse (void)
{
  static const char text[] =
      "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
      "Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.1.1\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  return dsn_parse_bytes (bytes, NULL);
}

/* A line of JSON without its newline is the string. */
static void
assert_line (const char *string, const GString *line)
{
  g_assert_cmpuint (line->len, ==, strlen (string) + 1);
  g_assert_true (g_str_has_prefix (line->str, string));
  g_assert_true (g_str_has_suffix (line->str, "}\n"));
}

static void
test_report (void)
{
  static const struct {
    gint64 offset;
    DsnEmitOptions origin;
  } rows[] = {
    { -1, { .source = "a" } },
    { 0, { .source = "a", .in_mbox = TRUE } },
    { 7, { .source = "a", .in_mbox = TRUE, .offset = 7 } },
  };
  g_autoptr (DsnReport) report = parse ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *json = dsn_report_to_json (report, "a", rows[i].offset);
    g_autofree char *text = dsn_report_to_text (report, "a", rows[i].offset);
    g_autoptr (GString) line = g_string_new (NULL);
    g_autoptr (GString) words = g_string_new (NULL);

    dsn_emit_json (report, &rows[i].origin, line);
    assert_line (json, line);
    g_assert_true ((strstr (json, "\"a\",\"offset\":") != NULL) ==
                   (rows[i].offset >= 0));
    dsn_emit_text (report, &rows[i].origin, NULL, words);
    g_assert_cmpstr (text, ==, words->str);
    g_assert_nonnull (strstr (text, "ann@example.com"));
  }
}

static void
test_error (void)
{
  g_autoptr (GError) error = g_error_new_literal (DSN_ERROR, DSN_ERROR_READ, "no luck");
  g_autofree char *json = dsn_error_to_json (error, "a", 7);

  g_assert_cmpstr (json, ==,
                   "{\"type\":\"error\",\"schema\":1,\"source\":\"a\",\"offset\":7,"
                   "\"message\":\"no luck\"}");
}

static void
test_explanation (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("5.4.4", 5);
  g_autoptr (GPtrArray) found = dsn_explain (bytes, NULL, NULL);
  g_autoptr (DsnExplanation) kept = NULL;
  g_autofree char *json = NULL, *text = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_cmpuint (found->len, ==, 1);
  kept = dsn_explanation_ref (g_ptr_array_index (found, 0));
  g_clear_pointer (&found, g_ptr_array_unref);
  json = dsn_explanation_to_json (kept);
  text = dsn_explanation_to_text (kept);
  dsn_emit_explanation_json (kept, line);
  assert_line (json, line);
  dsn_emit_explanation_text (kept, NULL, words);
  g_assert_cmpstr (text, ==, words->str);
  g_assert_nonnull (strstr (text, "5.4.4"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/to-string/report", test_report);
  g_test_add_func ("/to-string/error", test_error);
  g_test_add_func ("/to-string/explanation", test_explanation);
  return g_test_run ();
}
