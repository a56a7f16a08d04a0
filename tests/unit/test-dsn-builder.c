/* test-dsn-builder.c: a report made of its facts, without a message to read. */
#include "dsn-builder.h"

#include "test-report.h"

static DsnReportBuilder *
begin (const DsnLimits *limits, DsnParseOptions *options)
{
  static const DsnReportFields fields = { .reporting_mta = "mx.example.org" };

  *options = (DsnParseOptions){ .limits = limits };
  return dsn_report_builder_new (&fields, options);
}

/* The verdict is that of a message which says the same. */
static void
test_same_as_parsed (void)
{
  static const char message[] =
      "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
      "Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.0.0\n"
      "Remote-MTA: dns; mx.example.com\n"
      "Diagnostic-Code: smtp; 550 5.1.1 <ann@example.com>: User unknown\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (message, strlen (message));
  g_autoptr (DsnReport) parsed = dsn_parse_bytes (bytes, NULL);
  const DsnRecipientFields recipient = {
    .final_recipient = "ann@example.com",
    .action = DSN_ACTION_FAILED,
    .status = { 5, 0, 0 },
    .remote_mta = "mx.example.com",
    .diagnostic_type = "SMTP",
    .diagnostic_text = "550 5.1.1 <ann@example.com>: User unknown",
  };
  DsnParseOptions options;
  DsnReportBuilder *builder = begin (NULL, &options);
  g_autoptr (DsnReport) built = NULL;
  g_autofree char *a = NULL, *b = NULL;
  const DsnVerdict *verdict;

  g_assert_true (dsn_report_builder_add_recipient (builder, &recipient));
  built = dsn_report_builder_end (builder);
  a = test_describe_recipients (parsed);
  b = test_describe_recipients (built);
  g_assert_cmpstr (a, ==, b);
  verdict = dsn_recipient_get_verdict (dsn_report_get_recipient (built, 0));
  g_assert_cmpstr (verdict->category, ==, "user-unknown");
  g_assert_cmpint (verdict->advice, ==, DSN_ADVICE_SUPPRESS);
  g_assert_cmpstr (verdict->evidence_wording, ==,
                   dsn_recipient_get_verdict (dsn_report_get_recipient (parsed, 0))
                       ->evidence_wording);
  g_assert_cmpint (dsn_report_get_arrival_date (built), ==, G_MININT64);
}

static void
test_fields (void)
{
  DsnParseOptions options;
  DsnReportBuilder *builder = begin (NULL, &options);
  g_autoptr (DsnReport) report = NULL;
  const DsnExtension *extensions;
  guint count;

  dsn_report_builder_add_field (builder, "X-All", "of the report");
  dsn_report_builder_add_recipient (
      builder, &(DsnRecipientFields){ .final_recipient = "\303\274@example.com",
                                      .action = DSN_ACTION_DELAYED });
  dsn_report_builder_add_field (builder, "X-One", "two\r\nlines \377");
  report = dsn_report_builder_end (builder);
  extensions = dsn_report_get_extensions (report, &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (extensions[0].name, ==, "X-All");
  extensions =
      dsn_recipient_get_extensions (dsn_report_get_recipient (report, 0), &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (extensions[0].value, ==, "two  lines \357\277\275");
  g_assert_cmpstr (
      dsn_recipient_get_address_type (dsn_report_get_recipient (report, 0)), ==,
      "utf-8");
}

/* Ceilings hold, and hitting one shows. */
static void
test_limits (void)
{
  const DsnLimits limits = { .recipients = 2, .fields = 1, .field_size = 10 };
  const DsnRecipientFields recipient = {
    .final_recipient = "a@example.com",
    .diagnostic_text = "123456789\303\274",
  };
  DsnParseOptions options;
  DsnReportBuilder *builder = begin (&limits, &options);
  g_autoptr (DsnReport) report = NULL;

  g_assert_true (dsn_report_builder_add_recipient (builder, &recipient));
  g_assert_true (dsn_report_builder_add_field (builder, "X-A", "1"));
  g_assert_false (dsn_report_builder_add_field (builder, "X-B", "2"));
  g_assert_true (dsn_report_builder_add_recipient (builder, &recipient));
  g_assert_false (dsn_report_builder_add_recipient (builder, &recipient));
  report = dsn_report_builder_end (builder);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 2);
  g_assert_cmpstr (dsn_recipient_get_diagnostic_code (
                       dsn_report_get_recipient (report, 0), NULL, NULL),
                   ==, "123456789");
  g_assert_true (dsn_defects_has (report->defects, DSN_DEFECT_TOO_MANY_RECIPIENTS));
  g_assert_true (dsn_defects_has (report->defects, DSN_DEFECT_TOO_MANY_FIELDS));
  g_assert_true (dsn_defects_has (report->defects, DSN_DEFECT_FIELD_TOO_LONG));
}

static void
test_dropped (void)
{
  DsnParseOptions options;
  g_autoptr (DsnReportBuilder) builder = begin (NULL, &options);

  g_assert_true (
      dsn_report_builder_add_recipient (builder, &(DsnRecipientFields){ 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/same-as-parsed", test_same_as_parsed);
  g_test_add_func ("/builder/fields", test_fields);
  g_test_add_func ("/builder/limits", test_limits);
  g_test_add_func ("/builder/dropped", test_dropped);
  return g_test_run ();
}
