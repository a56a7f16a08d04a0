/* test-dsn-value.c: the body of a field to one line of text. */
#include "dsn-value.h"

#include "test-report.h"

static const struct ValueCase {
  const char *name;
  DsnSpan body, charset;
  const char *text, *kept, *findings;
} cases[] = {
  { "plain", SPAN (" a b "), SPAN (""), "a b", "a b", "" },
  { "fold", SPAN (" a\r\n\t b\n c"), SPAN (""), "a b c", "a b c", "" },
  { "empty", SPAN (""), SPAN (""), "", "", "" },
  { "blanks", SPAN (" \r\n\t "), SPAN (""), "", "", "" },
  { "words", SPAN (" =?utf-8?q?caf=C3=A9?= au"), SPAN (""), "caf\303\251 au",
    "caf\303\251 au", "" },
  { "folded-words", SPAN (" =?utf-8?q?a?=\n =?utf-8?q?b?="), SPAN (""), "ab", "ab",
    "" },
  { "utf-8", SPAN (" caf\303\251"), SPAN ("iso-8859-1"), "caf\303\251", "caf\303\251",
    "" },
  { "charset", SPAN (" caf\351"), SPAN ("iso-8859-1"), "caf\303\251", "caf\303\251",
    "" },
  { "no-charset", SPAN (" caf\351"), SPAN (""), "caf\351", "caf\357\277\275",
    "invalid-utf8" },
  { "iso-2022-jp", SPAN (" \033$BF|K\\\033(B"), SPAN (""), "\346\227\245\346\234\254",
    "\346\227\245\346\234\254", "" },
  { "nul", SPAN (" a\0b"), SPAN (""), "a", "a\357\277\275b", "nul-byte" },
  { "escape", SPAN (" a\033[31mb"), SPAN (""), "a\033[31mb", "a\033[31mb", "" },
  { "at-limit", SPAN (" 45678901234567890123456789012345678901"), SPAN (""),
    "45678901234567890123456789012345678901", "45678901234567890123456789012345678901",
    "" },
  { "over-limit", SPAN (" 456789012345678901234567890123456789012x"), SPAN (""),
    "456789012345678901234567890123456789012",
    "456789012345678901234567890123456789012", "field-too-long" },
};

static void
test_row (gconstpointer data)
{
  const struct ValueCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);

  for (gsize n = 0; n <= c->body.len; n++) {
    g_autoptr (DsnReport) report = dsn_report_new (100);
    g_autoptr (GBytes) bytes = test_bytes (c->body, n);
    g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);
    g_auto (DsnValues) values;
    g_autofree char *findings = NULL;
    const char *kept;
    DsnSpan text;

    g_array_set_size (report->defects->list, 0); /* the body alone is no message */
    dsn_values_init (&values, report, message, 40);
    values.charset = c->charset;
    text = dsn_value_read (&values, dsn_span_of_bytes (bytes));
    kept = dsn_value_keep (&values, dsn_span_of_bytes (bytes), text);
    g_assert_true (g_utf8_validate (kept, -1, NULL));
    if (n < c->body.len)
      continue;
    if (!dsn_span_find_byte (text, 0, NULL))
      test_assert_text (text, c->text);
    g_assert_cmpstr (kept, ==, c->kept);
    findings = test_describe_findings (report);
    g_assert_cmpstr (findings, ==, c->findings);
  }
}

static void
test_lower (void)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnReport) report = dsn_report_new (100);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("To: a\n", 6);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);
  g_auto (DsnValues) values;
  DsnSpan at = dsn_span_of_bytes (bytes);

  dsn_values_init (&values, report, message, 40);
  g_assert_cmpstr (dsn_value_keep_lower (&values, at, DSN_SPAN_LIT ("X-\303\211 Ab")),
                   ==, "x-\303\211 ab");
  g_assert_cmpstr (dsn_value_keep_lower (&values, at, (DsnSpan){ NULL, 0 }), ==, "");
  dsn_value_defect (&values, DSN_DEFECT_BAD_DATE, dsn_span_slice (at, 4, 1),
                    DSN_SPAN_LIT ("a\001"));
  g_assert_cmpuint (dsn_report_get_defect_count (report), ==, 1);
  g_assert_cmpuint (dsn_report_get_defect (report, 0)->offset, ==, 4);
  g_assert_cmpstr (dsn_report_get_defect (report, 0)->detail, ==, "a\\x01");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/value", cases, test_row);
  g_test_add_func ("/value/lower", test_lower);
  return g_test_run ();
}
