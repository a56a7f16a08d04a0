/* test-dsn-dialect.c: which messages a dialect wants, and what it reads of them. */
#include "dsn-dialect.h"

#include "test-report.h"

#define HEAD(type) "Return-Path: <>\nContent-Type: " type "; boundary=b\n\n"
#define REPORT HEAD ("multipart/report; report-type=delivery-status")
#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"
#define TEXT_PART PART ("text/plain", "sorry\n<<< 550 5.1.1 no such user")
#define FIELDS                                                                         \
  "Reporting-MTA: dns; mx.a.example\n\nFinal-Recipient: rfc822; bob@b.example\n"       \
  "Action: failed\nStatus: 5.1.1\n"
#define STATUS PART ("message/delivery-status", FIELDS)
#define RETURNED PART ("message/rfc822", "Subject: mine\nMessage-ID: <1@a>\n\nbody")
#define END "--b--\n"
#define BOB "bob@b.example|bob@b.example|-|rfc822|failed|5.1.1|-|0"
#define BOB_550 "bob@b.example|bob@b.example|-|rfc822|failed|5.1.1|5.1.1|550"

static const struct DialectCase {
  const char *name;
  DsnSpan text;
  const char *format;
  const char *recipients, *original, *findings;
} cases[] = {
  { "usual", SPAN (REPORT PART ("text/plain", "sorry") STATUS RETURNED END), "rfc3464",
    BOB, "mine", "" },
  { "reply-from-text", SPAN (REPORT TEXT_PART STATUS END), "rfc3464", BOB_550, NULL,
    "reply-from-text" },
  { "mixed", SPAN (HEAD ("multipart/mixed") STATUS END), "rfc3464", BOB, NULL,
    "not-multipart-report" },
  { "top-level", SPAN ("Content-Type: message/delivery-status\n\n" FIELDS), "rfc3464",
    BOB, NULL, "not-multipart-report" },
  { "no-report-type", SPAN (HEAD ("multipart/report") STATUS END), "rfc3464", BOB, NULL,
    "report-type-missing" },
  { "wrong-report-type",
    SPAN (HEAD ("multipart/report; report-type=disposition-notification") STATUS END),
    "rfc3464", BOB, NULL, "report-type-mismatch" },
  { "rfc2231-report-type",
    SPAN (HEAD ("multipart/report; report-type*=us-ascii''delivery-status") STATUS END),
    "rfc3464", BOB, NULL, "" },
  { "unlabelled", SPAN (REPORT PART ("text/plain", FIELDS) END), "rfc3464", BOB, NULL,
    "report-unlabelled" },
  { "forwarded", SPAN ("Content-Type: message/rfc822\n\n" REPORT STATUS RETURNED END),
    "rfc3464", BOB, "mine", "nested-report" },
  { "two", SPAN (REPORT STATUS STATUS END), "rfc3464", BOB "; " BOB, NULL,
    "several-reports" },
  { "return-path",
    SPAN (
        "Return-Path: <a@b.example>\nContent-Type: message/delivery-status\n\n" FIELDS),
    "rfc3464", BOB, NULL, "not-multipart-report non-null-return-path" },
  { "headers-only",
    SPAN (REPORT STATUS PART ("text/rfc822-headers", "Subject: mine") END), "rfc3464",
    BOB, "mine", "" },
  { "empty-report", SPAN (REPORT PART ("message/delivery-status", "") END), "rfc3464",
    "", NULL, "missing-reporting-mta no-recipient-group" },
  { "plain-mail", SPAN ("Subject: hello\n\nStatus: 5.1.1\n"), NULL, "", NULL, "" },
  { "disposition",
    SPAN (HEAD ("multipart/report; report-type=disposition-notification") PART (
        "message/disposition-notification", "Final-Recipient: rfc822;a@b") END),
    "rfc8098", "a@b|a@b|-|rfc822|-|-|-|0", NULL, "bad-disposition" },
  { "global-disposition",
    SPAN (HEAD ("multipart/report; report-type=disposition-notification") PART (
        "message/global-disposition-notification", "Final-Recipient: utf-8;a@b") END),
    "rfc8098", "a@b|a@b|-|utf-8|-|-|-|0", NULL, "bad-disposition" },
  { "feedback",
    SPAN (HEAD ("multipart/report; report-type=feedback-report")
              PART ("message/feedback-report", "Feedback-Type: abuse") END),
    "rfc5965", "", NULL, "missing-feedback-field missing-feedback-field" },
  { "empty", SPAN (""), NULL, "", NULL, "" },
};

static DsnReport *
read_report (DsnSpan text, gsize len)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnReport) report = dsn_report_new (limits.defects);
  g_autoptr (GBytes) bytes = test_bytes (text, len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);

  dsn_dialect_read (message, &limits, report);
  g_assert_cmpint (report->format == NULL, ==, report->kind == DSN_KIND_OTHER);
  return g_steal_pointer (&report);
}

static void
test_row (gconstpointer data)
{
  const struct DialectCase *c = data;
  g_autoptr (DsnReport) report = read_report (c->text, c->text.len);
  g_autofree char *recipients = test_describe_recipients (report);
  g_autofree char *findings = test_describe_findings (report);

  g_assert_cmpstr (report->format, ==, c->format);
  g_assert_cmpstr (recipients, ==, c->recipients);
  g_assert_cmpstr (report->original.subject, ==, c->original);
  g_assert_cmpstr (findings, ==, c->findings);
  for (gsize n = 0; n < c->text.len; n++)
    dsn_report_unref (read_report (c->text, n));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/dialect", cases, test_row);
  return g_test_run ();
}
