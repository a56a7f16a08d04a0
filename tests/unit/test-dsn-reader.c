/* test-dsn-reader.c: delivery-status fields to the records of a report. */
#include "dsn-reader.h"

#include "dsn-date.h"
#include "test-report.h"

#define HEAD "Content-Type: message/delivery-status\n\n"
#define MTA "Reporting-MTA: dns; mx.a.example\n\n"
#define BOB "Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n"
#define BOB_READ "bob@b.example|bob@b.example|-|rfc822|failed|5.1.1|-|0"
#define ANN "Final-Recipient: rfc822; ann@b.example\nAction: delayed\nStatus: 4.4.1\n"
#define ANN_READ "ann@b.example|ann@b.example|-|rfc822|delayed|4.4.1|-|0"

static const struct ReaderCase {
  const char *name;
  DsnSpan text;
  const char *recipients, *findings;
} cases[] = {
  { "one", SPAN (HEAD MTA BOB), BOB_READ, "" },
  { "two", SPAN (HEAD MTA BOB "\n" ANN), BOB_READ "; " ANN_READ, "" },
  { "diagnostic", SPAN (HEAD MTA BOB "Diagnostic-Code: smtp; 550 5.1.1 no\n"),
    "bob@b.example|bob@b.example|-|rfc822|failed|5.1.1|5.1.1|550", "" },
  { "original", SPAN (HEAD MTA "Original-Recipient: rfc822; alias@a.example\n" BOB),
    "alias@a.example|bob@b.example|alias@a.example|rfc822|failed|5.1.1|-|0", "" },
  { "no-message-group", SPAN (HEAD BOB), BOB_READ,
    "no-message-group missing-reporting-mta" },
  { "one-group", SPAN (HEAD "Reporting-MTA: dns; mx.a.example\n" BOB), BOB_READ,
    "groups-run-together" },
  { "run-together", SPAN (HEAD MTA BOB ANN), BOB_READ "; " ANN_READ,
    "groups-run-together" },
  { "split-group",
    SPAN (HEAD MTA "Final-Recipient: rfc822; bob@b.example\n\nAction: failed\nStatus: "
                   "5.1.1\n\n" ANN),
    BOB_READ "; " ANN_READ, "" },
  { "misplaced-field",
    SPAN (HEAD MTA BOB "\nArrival-Date: Thu, 17 Apr 2025 22:10:00 +0000\n"), BOB_READ,
    "misplaced-field" },
  { "action-in-message-group",
    SPAN (HEAD "Reporting-MTA: dns; a\nAction: failed\nStatus: 5.1.1\n\n"
               "Final-Recipient: rfc822; bob@b.example\n"),
    BOB_READ, "groups-run-together" },
  { "no-recipient", SPAN (HEAD MTA), "", "no-recipient-group" },
  { "empty", SPAN (HEAD), "", "missing-reporting-mta no-recipient-group" },
  { "nobody", SPAN (HEAD MTA "Action: failed\nStatus: 5.1.1\n"),
    "-|-|-|-|failed|5.1.1|-|0", "missing-recipient" },
  { "original-only",
    SPAN (HEAD MTA "Original-Recipient: rfc822;a@b.example\nAction: failed\n"
                   "Status: 5.1.1\n"),
    "a@b.example|-|a@b.example|rfc822|failed|5.1.1|-|0", "missing-final-recipient" },
  { "untyped",
    SPAN (HEAD MTA "Final-Recipient: bob@b.example\nAction: failed\nStatus: 5.1.1\n"),
    "bob@b.example|bob@b.example|-|-|failed|5.1.1|-|0", "untyped-value" },
  { "left-over-semicolon",
    SPAN (HEAD MTA "Final-Recipient: ; bob@b.example\nAction: failed\nStatus: 5.1.1\n"),
    "bob@b.example|bob@b.example|-|-|failed|5.1.1|-|0", "untyped-value" },
  { "brackets",
    SPAN (HEAD MTA
          "Final-Recipient: RFC822;<bob@B.Example>\nAction: failed\nStatus: 5.1.1\n"),
    "bob@b.example|<bob@B.Example>|-|rfc822|failed|5.1.1|-|0", "odd-address" },
  { "empty-address",
    SPAN (HEAD MTA "Final-Recipient: rfc822;\nAction: failed\nStatus: 5.1.1\n"),
    "-|-|-|-|failed|5.1.1|-|0", "empty-field missing-recipient" },
  { "empty-field", SPAN (HEAD MTA BOB "Remote-MTA:\n"), BOB_READ, "empty-field" },
  { "duplicate", SPAN (HEAD MTA BOB "Status: 4.2.2\n"), BOB_READ, "duplicate-field" },
  { "bad-status",
    SPAN (HEAD MTA "Final-Recipient: rfc822; bob@b.example\nAction: failed\n"
                   "Status: none\n"),
    "bob@b.example|bob@b.example|-|rfc822|failed|-|-|0", "bad-status missing-status" },
  { "odd-status",
    SPAN (HEAD MTA "Final-Recipient: rfc822; bob@b.example\nAction: failed\n"
                   "Status: 5.01.1\n"),
    BOB_READ, "odd-status" },
  { "status-comment",
    SPAN (HEAD MTA "Final-Recipient: rfc822; bob@b.example\nAction: failed\n"
                   "Status: 5.1.1 (unknown)\n"),
    BOB_READ, "" },
  { "unknown-action",
    SPAN (HEAD MTA
          "Final-Recipient: rfc822; bob@b.example\nAction: eaten\nStatus: 5.1.1\n"),
    BOB_READ, "unknown-action missing-action" },
  { "odd-action",
    SPAN (HEAD MTA
          "Final-Recipient: rfc822; bob@b.example\nAction: failure\nStatus: 5.1.1\n"),
    BOB_READ, "odd-action" },
  { "missing-action",
    SPAN (HEAD MTA "Final-Recipient: rfc822; bob@b.example\nStatus: 5.1.1\n"), BOB_READ,
    "missing-action" },
  { "missing-status",
    SPAN (HEAD MTA "Final-Recipient: rfc822; bob@b.example\nAction: failed\n"),
    "bob@b.example|bob@b.example|-|rfc822|failed|-|-|0", "missing-status" },
  { "bad-date", SPAN (HEAD MTA BOB "Last-Attempt-Date: soon\n"), BOB_READ, "bad-date" },
  { "odd-date", SPAN (HEAD MTA BOB "Last-Attempt-Date: 2025-04-17T22:10:00Z\n"),
    BOB_READ, "odd-date" },
  { "encoded",
    SPAN ("Content-Type: message/delivery-status\n"
          "Content-Transfer-Encoding: quoted-printable\n\n" MTA
          "Final-Recipient: rfc822; bob=40b.example\nAction: failed\nStatus: 5.1.1\n"),
    BOB_READ, "encoded-report" },
  { "over-limit", SPAN (HEAD MTA BOB "\n" ANN "\n" BOB "\n" ANN "\n" BOB),
    BOB_READ "; " ANN_READ "; " BOB_READ, "too-many-recipients" },
  { "nul",
    SPAN (HEAD MTA "Final-Recipient: rfc822; bo\0b@b.example\nAction: failed\n"
                   "Status: 5.1.1\n"),
    "bo\357\277\275b@b.example|bo\357\277\275b@b.example|-|rfc822|failed|5.1.1|-|0",
    "nul-byte" },
};

static DsnReport *
read_report (DsnSpan text, gsize len)
{
  DsnLimits limits = dsn_limits_resolve (&(DsnLimits){ .recipients = 3 });
  g_autoptr (DsnReport) report = dsn_report_new (100);
  g_autoptr (GBytes) bytes = test_bytes (text, len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);

  dsn_reader_read (message, 0, &limits, report);
  for (guint i = 0; i < report->defects->list->len; i++)
    g_assert_cmpuint (dsn_report_get_defect (report, i)->offset, <=, len);
  return g_steal_pointer (&report);
}

static void
test_row (gconstpointer data)
{
  const struct ReaderCase *c = data;
  g_autoptr (DsnReport) report = read_report (c->text, c->text.len);
  g_autofree char *recipients = test_describe_recipients (report);
  g_autofree char *findings = test_describe_findings (report);

  g_assert_cmpstr (recipients, ==, c->recipients);
  g_assert_cmpstr (findings, ==, c->findings);
  for (gsize n = 0; n < c->text.len; n++) {
    g_autoptr (DsnReport) cut = read_report (c->text, n);

    g_assert_cmpuint (dsn_report_get_recipient_count (cut), <=, 3);
  }
}

/* Each field of RFC 3464 in its own place. */
static void
test_fields (void)
{
  DsnSpan text = SPAN (HEAD "Original-Envelope-Id: E+1\n"
                            "Reporting-MTA: dns; mx.a.example (the big one)\n"
                            "DSN-Gateway: DNS; gw.a.example\n"
                            "Received-From-MTA: x-local; pc\n"
                            "Arrival-Date: Thu, 17 Apr 2025 22:10:00 +0000\n"
                            "X-Queue: 17\n\n" BOB "Remote-MTA: dns; mx.b.example\n"
                            "Diagnostic-Code: SMTP; 550 no\n such user\n"
                            "Last-Attempt-Date: Thu, 17 Apr 2025 22:10:01 +0000\n"
                            "Final-Log-ID: L1\n"
                            "Will-Retry-Until: Thu, 17 Apr 2025 22:10:02 +0000\n"
                            "X-Colour: red\n");
  g_autoptr (DsnReport) report = read_report (text, text.len);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);
  g_autofree char *extensions = test_describe_extensions (report->extensions);
  g_autofree char *more = test_describe_extensions (recipient->extensions);
  g_autofree char *findings = test_describe_findings (report);

  g_assert_cmpstr (report->original_envelope_id, ==, "E+1");
  g_assert_cmpstr (report->reporting_mta.name, ==, "mx.a.example");
  g_assert_cmpstr (report->reporting_mta.type, ==, "dns");
  g_assert_cmpstr (report->dsn_gateway.name, ==, "gw.a.example");
  g_assert_cmpstr (report->dsn_gateway.type, ==, "dns");
  g_assert_cmpstr (report->received_from_mta.type, ==, "x-local");
  g_assert_cmpint (report->arrival_date, ==, 1744927800);
  g_assert_cmpstr (recipient->remote_mta.name, ==, "mx.b.example");
  g_assert_cmpstr (recipient->diagnostic_type, ==, "smtp");
  g_assert_cmpstr (recipient->diagnostic_text, ==, "550 no such user");
  g_assert_cmpint (recipient->diagnostic_by, ==, DSN_DIAGNOSTIC_BY_REMOTE);
  g_assert_cmpint (recipient->last_attempt_date, ==, 1744927801);
  g_assert_cmpstr (recipient->final_log_id, ==, "L1");
  g_assert_cmpint (recipient->will_retry_until, ==, 1744927802);
  g_assert_cmpstr (more, ==, "X-Colour=red");
  g_assert_cmpstr (extensions, ==,
                   "Reporting-MTA=dns; mx.a.example (the big one), X-Queue=17");
  g_assert_cmpstr (findings, ==, "retry-not-delayed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/reader", cases, test_row);
  g_test_add_func ("/reader/fields", test_fields);
  return g_test_run ();
}
