/* test-dsn-report.c: the record of a message: counted, owning its text, empty at first.
 */
#include "dsn-report.h"

#include "test-report.h"

static void
test_empty (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (1);
  const char *type = "untouched";
  guint count = 7;

  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_OTHER);
  g_assert_null (dsn_report_get_format (report));
  g_assert_null (dsn_report_get_generator (report));
  g_assert_null (dsn_report_get_reporting_mta (report, &type));
  g_assert_null (type);
  g_assert_null (dsn_report_get_received_from_mta (report, NULL));
  g_assert_null (dsn_report_get_dsn_gateway (report, NULL));
  g_assert_cmpint (dsn_report_get_arrival_date (report), ==, G_MININT64);
  g_assert_null (dsn_report_get_original_envelope_id (report));
  g_assert_cmpint (dsn_report_get_headers (report)->date, ==, G_MININT64);
  g_assert_null (dsn_report_get_headers (report)->subject);
  g_assert_null (dsn_report_get_original (report));
  g_assert_null (dsn_report_get_extensions (report, &count));
  g_assert_cmpuint (count, ==, 0);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 0);
  g_assert_cmpuint (dsn_report_get_defect_count (report), ==, 0);
}

static void
test_kind (void)
{
  g_assert_null (dsn_kind_to_string (DSN_KIND_OTHER));
  g_assert_cmpstr (dsn_kind_to_string (DSN_KIND_DELIVERY_STATUS), ==,
                   "delivery-status");
}

static void
test_count (void)
{
  DsnReport *report = dsn_report_new (1);
  DsnReport *second = dsn_report_ref (report);

  dsn_report_add_recipient (report)->address =
      dsn_report_add_string (report, "a@bc", 3);
  dsn_report_unref (report);
  g_assert_cmpstr (dsn_recipient_get_address (dsn_report_get_recipient (second, 0)), ==,
                   "a@b");
  dsn_report_unref (second);
  dsn_report_unref (NULL);
}

static const struct TextCase {
  const char *name;
  DsnSpan text;
  const char *kept, *findings;
} text_cases[] = {
  { "ascii", SPAN ("plain"), "plain", "" },
  { "utf-8", SPAN ("caf\303\251"), "caf\303\251", "" },
  { "latin1", SPAN ("caf\351"), "caf\357\277\275", "invalid-utf8" },
  { "cut-character", SPAN ("caf\303"), "caf\357\277\275", "invalid-utf8" },
  { "nul", SPAN ("a\0b"), "a\357\277\275b", "nul-byte" },
  { "empty", SPAN (""), "", "" },
};

static void
test_text (gconstpointer data)
{
  const struct TextCase *c = data;
  g_autoptr (DsnReport) report = dsn_report_new (10);
  g_autoptr (GBytes) bytes = test_bytes (c->text, c->text.len);
  const char *kept = dsn_report_add_text (report, dsn_span_of_bytes (bytes), 17);
  g_autofree char *findings = NULL;

  g_assert_cmpstr (kept, ==, c->kept);
  /* The same oddity is told once. */
  dsn_report_add_text (report, dsn_span_of_bytes (bytes), 18);
  findings = test_describe_findings (report);
  g_assert_cmpstr (findings, ==, c->findings);
  if (dsn_report_get_defect_count (report) > 0)
    g_assert_cmpuint (dsn_report_get_defect (report, 0)->offset, ==, 17);
}

static void
test_extension (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (10);
  const DsnExtension *extensions;
  guint count;

  dsn_report_add_extension (report, &report->extensions, DSN_SPAN_LIT ("X-A"),
                            DSN_SPAN_LIT ("b"), 0);
  dsn_report_add_extension (report, &report->extensions, DSN_SPAN_LIT ("X-C"),
                            (DsnSpan){ NULL, 0 }, 0);
  extensions = dsn_report_get_extensions (report, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (extensions[0].name, ==, "X-A");
  g_assert_cmpstr (extensions[0].value, ==, "b");
  g_assert_cmpstr (extensions[1].value, ==, "");
}

/* A record is there before anything is known of it. */
static void
test_recipient (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (10);
  const DsnRecipient *recipient = dsn_report_add_recipient (report);
  DsnDiagnosticBy by;
  const char *type;
  guint count;

  g_assert_null (dsn_recipient_get_address (recipient));
  g_assert_null (dsn_recipient_get_address_ascii (recipient));
  g_assert_cmpint (dsn_recipient_get_action (recipient), ==, DSN_ACTION_UNKNOWN);
  g_assert_cmpuint (dsn_recipient_get_status (recipient).klass, ==, 0);
  g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, 0);
  g_assert_null (dsn_recipient_get_remote_mta (recipient, &type));
  g_assert_null (type);
  g_assert_null (dsn_recipient_get_diagnostic_code (recipient, &type, &by));
  g_assert_null (type);
  g_assert_cmpint (by, ==, DSN_DIAGNOSTIC_BY_REPORTER);
  g_assert_cmpint (dsn_recipient_get_last_attempt_date (recipient), ==, G_MININT64);
  g_assert_cmpint (dsn_recipient_get_will_retry_until (recipient), ==, G_MININT64);
  g_assert_null (dsn_recipient_get_extensions (recipient, &count));
  g_assert_cmpuint (count, ==, 0);
}

/* Each word once; the member that stands for none has no word. */
static void
assert_words (const char *(*word) (guint), guint count, guint none)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count; i++) {
    const char *text = word (i);

    g_assert_cmpint (text == NULL, ==, i == none);
    if (text != NULL)
      g_assert_true (g_hash_table_add (seen, (gpointer) text));
  }
}

static const char *
action_word (guint i)
{
  return dsn_action_to_string ((DsnAction) i);
}

static const char *
scope_word (guint i)
{
  return dsn_scope_to_string ((DsnScope) i);
}

static const char *
advice_word (guint i)
{
  return dsn_advice_to_string ((DsnAdvice) i);
}

static const char *
confidence_word (guint i)
{
  return dsn_confidence_to_string ((DsnConfidence) i);
}

static const char *
evidence_word (guint i)
{
  return dsn_evidence_by_to_string ((DsnEvidenceBy) i);
}

static void
test_words (void)
{
  assert_words (action_word, DSN_ACTION_EXPANDED + 1, DSN_ACTION_UNKNOWN);
  assert_words (scope_word, DSN_SCOPE_NETWORK + 1, DSN_SCOPE_NONE);
  assert_words (advice_word, DSN_ADVICE_FIX + 1, G_MAXUINT);
  assert_words (confidence_word, DSN_CONFIDENCE_HIGH + 1, G_MAXUINT);
  assert_words (evidence_word, DSN_EVIDENCE_ACTION + 1, DSN_EVIDENCE_NOTHING);
  g_assert_cmpstr (dsn_action_to_string (DSN_ACTION_FAILED), ==, "failed");
  g_assert_cmpstr (dsn_scope_to_string (DSN_SCOPE_ADDRESS), ==, "address");
  g_assert_cmpstr (dsn_advice_to_string (DSN_ADVICE_NONE), ==, "none");
  g_assert_cmpstr (dsn_confidence_to_string (DSN_CONFIDENCE_LOW), ==, "low");
  g_assert_cmpstr (dsn_evidence_by_to_string (DSN_EVIDENCE_REPLY_CODE), ==,
                   "reply-code");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/kind", test_kind);
  g_test_add_func ("/report/count", test_count);
  TEST_ADD_ROWS ("/report/text", text_cases, test_text);
  g_test_add_func ("/report/extension", test_extension);
  g_test_add_func ("/report/recipient", test_recipient);
  g_test_add_func ("/report/words", test_words);
  return g_test_run ();
}
