/* test-dsn-types.c: a copy of a record lives on without the record that lent it. */
#include "dsn-types.h"

#include "dsn-parse-file.h"
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
  g_test_add_func ("/bindings/codes-as-text", test_codes_as_text);
  return g_test_run ();
}
