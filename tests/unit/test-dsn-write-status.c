/* test-dsn-write-status.c: a report -> the fields of its delivery-status part. */
#include "dsn-write-status.h"

#include "dsn-builder.h"
#include "dsn-error.h"

#include "test-util.h"

static const struct StatusCase {
  const char *name;
  DsnRecipientFields fields;
  gboolean utf8;
  const char *written; /* NULL: it lacks what it must have */
} cases[] = {
  { "least",
    { .final_recipient = "a@example.com", .action = DSN_ACTION_FAILED },
    FALSE,
    "Final-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.0.0\n" },
  { "delayed",
    { .final_recipient = "a@b.example",
      .action = DSN_ACTION_DELAYED,
      .will_retry_until = 1736000000 },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.0.0\n"
    "Will-Retry-Until: Sat, 04 Jan 2025 14:13:20 +0000\n" },
  { "no-retry-when-failed",
    { .final_recipient = "a@b.example",
      .action = DSN_ACTION_FAILED,
      .will_retry_until = 1736000000 },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\n" },
  { "delivered",
    { .final_recipient = "a@b.example", .action = DSN_ACTION_DELIVERED },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.0.0\n" },
  { "action-of-status",
    { .final_recipient = "a@b.example", .status = { 2, 1, 5 } },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.1.5\n" },
  { "all",
    { .original_recipient = "x@b.example",
      .final_recipient = "a@b.example",
      .action = DSN_ACTION_FAILED,
      .status = { 5, 1, 1 },
      .remote_mta = "mx.b.example",
      .diagnostic_type = "smtp",
      .diagnostic_text = "550 5.1.1 no such user",
      .final_log_id = "4711",
      .last_attempt_date = 1736000000 },
    FALSE,
    "Original-Recipient: rfc822; x@b.example\nFinal-Recipient: rfc822; a@b.example\n"
    "Action: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.b.example\n"
    "Diagnostic-Code: smtp; 550 5.1.1 no such user\n"
    "Last-Attempt-Date: Sat, 04 Jan 2025 14:13:20 +0000\nFinal-Log-ID: 4711\n" },
  { "eai-seven-bit",
    { .final_recipient = "\303\274+b@b.example", .action = DSN_ACTION_FAILED },
    FALSE,
    "Final-Recipient: utf-8; \\x{FC}\\x{2B}b@b.example\nAction: failed\nStatus: "
    "5.0.0\n" },
  { "eai",
    { .final_recipient = "\303\274+b@b.example", .action = DSN_ACTION_FAILED },
    TRUE,
    "Final-Recipient: utf-8; \303\274+b@b.example\nAction: failed\nStatus: 5.0.0\n" },
  { "other-type",
    { .final_recipient = "/S=ann/C=us/",
      .final_recipient_type = "X400",
      .action = DSN_ACTION_FAILED },
    FALSE,
    "Final-Recipient: x400; /S=ann/C=us/\nAction: failed\nStatus: 5.0.0\n" },
  { "bad-type",
    { .final_recipient = "a@b.example",
      .final_recipient_type = "a b;c",
      .action = DSN_ACTION_FAILED },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\n" },
  { "type-not-ascii",
    { .final_recipient = "a@b.example",
      .final_recipient_type = "rf\303\274",
      .action = DSN_ACTION_FAILED },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\n" },
  { "no-final",
    { .original_recipient = "a@b.example", .action = DSN_ACTION_FAILED },
    FALSE,
    "Original-Recipient: rfc822; a@b.example\nFinal-Recipient: rfc822; a@b.example\n"
    "Action: failed\nStatus: 5.0.0\n" },
  { "diagnostic-without-type",
    { .final_recipient = "a@b.example",
      .action = DSN_ACTION_FAILED,
      .diagnostic_text = "550 no" },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\n"
    "Diagnostic-Code: smtp; 550 no\n" },
  { "words-without-type",
    { .final_recipient = "a@b.example",
      .action = DSN_ACTION_FAILED,
      .diagnostic_text = "no" },
    FALSE,
    "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\n"
    "Diagnostic-Code: x-text; no\n" },
  { "nobody", { .action = DSN_ACTION_FAILED }, FALSE, NULL },
  { "blank", { .final_recipient = "  ", .action = DSN_ACTION_FAILED }, FALSE, NULL },
  { "nothing-done", { .final_recipient = "a@b.example" }, FALSE, NULL },
};

static void
test_row (gconstpointer data)
{
  const struct StatusCase *c = data;
  const DsnReportFields fields = { .reporting_mta = "mx.example.org" };
  DsnReportBuilder *builder = dsn_report_builder_new (&fields, NULL);
  g_autoptr (DsnReport) report = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean good;

  dsn_report_builder_add_recipient (builder, &c->fields);
  report = dsn_report_builder_end (builder);
  good = dsn_write_status (out, report, NULL, c->utf8, &error);
  g_assert_cmpint (good, ==, c->written != NULL);
  if (good) {
    const char *group = strstr (out->str, "\n\n");

    g_assert_true (g_str_has_prefix (out->str, "Reporting-MTA: dns; mx.example.org\n"));
    g_assert_cmpstr (group + 2, ==, c->written);
  } else {
    g_assert_error (error, DSN_ERROR, DSN_ERROR_INCOMPLETE);
  }
}

/* A field of the standard is no extension, but for the comment that it may have. */
static void
test_extensions (void)
{
  const DsnReportFields fields = { .reporting_mta = "mx.example.org",
                                   .original_envelope_id = "QQ1" };
  DsnReportBuilder *builder = dsn_report_builder_new (&fields, NULL);
  g_autoptr (DsnReport) report = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_report_builder_add_field (builder, "Reporting-MTA",
                                "dns; mx.example.org (Some MTA)");
  dsn_report_builder_add_field (builder, "X-Queue", "Q1");
  dsn_report_builder_add_recipient (
      builder, &(DsnRecipientFields){ .final_recipient = "a@b.example",
                                      .action = DSN_ACTION_FAILED,
                                      .status = { 5, 1, 1 } });
  dsn_report_builder_add_field (builder, "status", "5.1.1 (no such (user))");
  dsn_report_builder_add_field (builder, "Action", "failed for good");
  dsn_report_builder_add_field (builder, "Status", "5.0.0");
  dsn_report_builder_add_field (builder, "bad name", "x");
  dsn_report_builder_add_field (builder, "X-Note", "kept");
  report = dsn_report_builder_end (builder);
  g_assert_true (dsn_write_status (out, report, NULL, FALSE, NULL));
  g_assert_cmpstr (out->str, ==,
                   "Original-Envelope-Id: QQ1\n"
                   "Reporting-MTA: dns; mx.example.org (Some MTA)\nX-Queue: Q1\n\n"
                   "Final-Recipient: rfc822; a@b.example\nAction: failed\n"
                   "Status: 5.1.1 (no such (user))\nX-Note: kept\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/write-status", cases, test_row);
  g_test_add_func ("/write-status/extensions", test_extensions);
  return g_test_run ();
}
