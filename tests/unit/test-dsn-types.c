/* test-dsn-types.c: a copy of a record lives on without the record that lent it. */
#include "dsn-types.h"

#include "dsn-parse-file.h"
#if DSN_WITH_DNS
#include "dsn-check-types.h"
#endif
#include "test-util.h"

static DsnReport *
parse (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "corpus", name, NULL);
  g_autoptr (GError) error = NULL;
  DsnReport *report = dsn_parse_file (path, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_headers (void)
{
  DsnReport *report = parse ("rfc3464/several-recipients.eml");
  DsnHeaders *copy = g_boxed_copy (DSN_TYPE_HEADERS, dsn_report_get_headers (report));

  dsn_report_unref (report);
  g_assert_cmpstr (copy->subject, ==, "Returned mail: see transcript for details");
  g_assert_null (copy->list_id);
  g_boxed_free (DSN_TYPE_HEADERS, copy);
}

static void
test_feedback (void)
{
  DsnReport *report = parse ("feedback/arf-redacted.eml");
  const DsnFeedback *lent = dsn_report_get_feedback (report);
  DsnFeedback *copy = g_boxed_copy (DSN_TYPE_FEEDBACK, lent);

  g_assert_true (copy->reported_domains != lent->reported_domains);
  dsn_report_unref (report);
  g_assert_cmpstr (copy->type, ==, "abuse");
  g_assert_cmpuint (g_strv_length ((char **) copy->reported_domains), >, 0);
  g_assert_nonnull (strchr (copy->reported_domains[0], '.'));
  g_boxed_free (DSN_TYPE_FEEDBACK, copy);
}

static void
test_disposition (void)
{
  DsnReport *report = parse ("disposition/comments.eml");
  DsnDisposition *copy =
      g_boxed_copy (DSN_TYPE_DISPOSITION, dsn_report_get_disposition (report));

  dsn_report_unref (report);
  g_assert_nonnull (copy->action_mode);
  g_assert_cmpuint (g_strv_length ((char **) copy->modifiers), ==, 2);
  g_boxed_free (DSN_TYPE_DISPOSITION, copy);
}

/* A part keeps its message. */
static void
test_mime_part (void)
{
  static const char text[] = "Subject: a\n\nb\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  DsnMime *mime = dsn_mime_new (bytes, NULL);
  DsnMimePart *copy = g_boxed_copy (DSN_TYPE_MIME_PART, dsn_mime_get_part (mime, 0));
  DsnMime *counted = g_boxed_copy (DSN_TYPE_MIME, mime);

  dsn_mime_unref (mime);
  g_assert_cmpstr (dsn_mime_part_get_content_type (copy), ==, "text/plain");
  g_assert_cmpuint (dsn_mime_get_part_count (counted), ==, 1);
  g_boxed_free (DSN_TYPE_MIME, counted);
  g_assert_cmpstr (dsn_mime_part_get_path (copy), ==, "1");
  g_boxed_free (DSN_TYPE_MIME_PART, copy);
}

/* A recipient keeps its report; a verdict and an extension own their text. */
static void
test_recipient (void)
{
  DsnReport *report = parse ("rfc3464/several-recipients.eml");
  DsnRecipient *kept =
      g_boxed_copy (DSN_TYPE_RECIPIENT, dsn_report_get_recipient (report, 0));
  DsnVerdict *verdict =
      g_boxed_copy (DSN_TYPE_VERDICT, dsn_recipient_get_verdict (kept));

  dsn_report_unref (report);
  g_assert_cmpstr (dsn_recipient_get_address (kept), ==, "tenor@choir.example");
  g_boxed_free (DSN_TYPE_RECIPIENT, kept);
  g_assert_cmpstr (verdict->category, ==, "user-unknown");
  g_assert_nonnull (verdict->evidence_text);
  g_assert_cmpuint (strlen (verdict->evidence_text), >, 0);
  g_boxed_free (DSN_TYPE_VERDICT, verdict);
}

static void
test_defect (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);
  DsnReport *report = dsn_parse_bytes (bytes, NULL);
  DsnDefect *copy = g_boxed_copy (DSN_TYPE_DEFECT, dsn_report_get_defect (report, 0));

  dsn_report_unref (report);
  g_assert_cmpstr (dsn_defect_id_to_string (copy->id), ==, "empty-message");
  g_boxed_free (DSN_TYPE_DEFECT, copy);
}

/* What options point to may go before a copy of them. */
static void
test_options (void)
{
  static const char row[] = "[[wording]]\nid = \"my-row\"\nvendor = \"any\"\n"
                            "text = \"the plumbing is blocked\"\n"
                            "category = \"mailbox-full\"\nsource = \"the plumber\"\n";
  DsnLimits limits = { .message_size = 5 };
  DsnRules *rules = dsn_rules_new_from_text (row, strlen (row), "mine", NULL, NULL);
  DsnParseOptions options = { .limits = &limits, .rules = rules };
  DsnParseOptions *copy = g_boxed_copy (DSN_TYPE_PARSE_OPTIONS, &options);
  g_autoptr (DsnVerdict) verdict = NULL;

  memset (&limits, 0, sizeof limits);
  dsn_rules_unref (rules);
  verdict = dsn_normalise_text ("550 the plumbing is blocked", copy);
  g_assert_cmpstr (verdict->evidence_wording, ==, "my-row");
  g_assert_cmpuint (copy->limits->message_size, ==, 5);
  g_boxed_free (DSN_TYPE_PARSE_OPTIONS, copy);
  dsn_parse_options_free (NULL);
}

static void
test_rows_stay (void)
{
  const DsnCategory *category = dsn_category_find ("mailbox-full");
  gpointer copy = g_boxed_copy (DSN_TYPE_CATEGORY, category);

  g_assert_true (copy == category);
  g_boxed_free (DSN_TYPE_CATEGORY, copy);
  g_assert_cmpstr (dsn_category_get_name (category), ==, "mailbox-full");
}

static void
test_codes_as_text (void)
{
  DsnCode code = { 5, 1, 1 };
  g_autofree char *of_category =
      dsn_category_dup_status (dsn_category_find ("delivered"));

  g_assert_false (dsn_code_from_string ("5.1", &code));
  g_assert_false (dsn_code_from_string ("5.1.1 ", &code));
  g_assert_false (dsn_code_from_string (NULL, &code));
  g_assert_cmpuint (code.subject, ==, 1);
  g_assert_true (dsn_code_from_string ("4.22.333", &code));
  g_assert_cmpuint (code.detail, ==, 333);
  g_assert_true (dsn_status_rule_lookup ("5.1.1") ==
                 dsn_status_rule_find ((DsnCode){ 5, 1, 1 }));
  g_assert_null (dsn_status_rule_lookup ("5.1.99"));
  g_assert_nonnull (dsn_status_rule_lookup_nearest ("5.1.99"));
  g_assert_null (dsn_code_to_string (&(DsnCode){ 0 }));
  g_assert_cmpstr (of_category, ==, "2.0.0");
}

/* A code that lost, as one that says nothing of itself. */
static void
test_beaten_code (void)
{
  static const char text[] =
      "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
      "Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.2.2\n"
      "Diagnostic-Code: smtp; 550 5.1.1 no such user\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  DsnReport *report = dsn_parse_bytes (bytes, NULL);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
  g_autofree char *code = dsn_recipient_dup_diagnostic_status (recipient);
  DsnBeatenCode *copy =
      g_boxed_copy (DSN_TYPE_BEATEN_CODE, dsn_verdict_against_at (verdict, 0));

  g_assert_cmpstr (code, ==, "5.1.1");
  g_assert_null (dsn_verdict_against_at (verdict, 1000));
  g_assert_null (dsn_report_extension_at (report, 0));
  dsn_report_unref (report);
  g_assert_cmpuint (copy->code.klass, ==, 5);
  g_boxed_free (DSN_TYPE_BEATEN_CODE, copy);
}

static void
test_rules_as_text (void)
{
  const DsnStatusRule *rule = dsn_status_rule_lookup ("5.1.1");
  g_autofree char *code = dsn_status_rule_dup_code (rule, 4);
  g_autofree char *related = dsn_status_rule_dup_related (rule, 5, 0);
  const DsnTexts *texts = dsn_status_rule_get_texts (rule, 5, DSN_TEXT_SENDER_FIXES);
  gpointer copy = g_boxed_copy (DSN_TYPE_TEXTS, texts);

  g_assert_cmpstr (code, ==, "4.1.1");
  g_assert_true (related != NULL && g_str_has_prefix (related, "5."));
  g_assert_true (copy == texts);
  g_boxed_free (DSN_TYPE_TEXTS, copy);
}

#if DSN_WITH_DNS
static void
test_check (void)
{
  const char *servers[] = { "192.0.2.53", NULL };
  DsnCheckOptions options = { .local = servers };
  DsnCheckOptions *copy = g_boxed_copy (DSN_TYPE_CHECK_OPTIONS, &options);
  DsnFailures *failures = dsn_failures_new ();
  DsnFailures *counted = g_boxed_copy (DSN_TYPE_FAILURES, failures);

  servers[0] = NULL;
  g_assert_cmpstr (copy->local[0], ==, "192.0.2.53");
  g_boxed_free (DSN_TYPE_CHECK_OPTIONS, copy);
  dsn_check_options_free (NULL);
  g_assert_true (counted == failures);
  g_boxed_free (DSN_TYPE_FAILURES, counted);
  dsn_failures_unref (failures);
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/headers", test_headers);
  g_test_add_func ("/types/mime-part", test_mime_part);
  g_test_add_func ("/types/feedback", test_feedback);
  g_test_add_func ("/types/disposition", test_disposition);
  g_test_add_func ("/types/recipient", test_recipient);
  g_test_add_func ("/types/defect", test_defect);
  g_test_add_func ("/types/options", test_options);
  g_test_add_func ("/types/rows-stay", test_rows_stay);
  g_test_add_func ("/types/beaten-code", test_beaten_code);
  g_test_add_func ("/bindings/codes-as-text", test_codes_as_text);
  g_test_add_func ("/bindings/rules-as-text", test_rules_as_text);
#if DSN_WITH_DNS
  g_test_add_func ("/types/check", test_check);
#endif
  return g_test_run ();
}
