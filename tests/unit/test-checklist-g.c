/* test-checklist-g.c: section G of the RFC checklist: facts of SMTP that a reader of
 * bounces needs (RFC 5321, RFC 7504, RFC 7505). */
#include "test-checklist.h"

static const struct FactCase {
  const char *path;
  const char *status;
  const char *diagnostic;
  guint reply;
  const char *normalised;
  const char *category;
  gboolean hard;
  DsnAdvice advice;
} fact_cases[] = {
  /* RFC 5321 §5.1: with an MX there is no way round it; without, the host's own address
   * is tried. Neither says anything about a mailbox. */
  { "/checklist/P-01/no-mx-no-address", "5.4.4",
    "smtp; 550 5.4.4 <reader@books.example>: Unable to route - no MX records found",
    550, "5.4.4", "no-mail-hosts", FALSE, DSN_ADVICE_HOLD },
  { "/checklist/P-01/mx-to-itself", "5.4.6",
    "smtp; mail for books.example loops back to myself", 0, "5.4.6", "routing-error",
    FALSE, DSN_ADVICE_HOLD },
  /* RFC 7505: a domain's own word that it takes no mail is final. */
  { "/checklist/P-02/null-mx", "5.1.10",
    "smtp; 556 5.1.10 Recipient address has a null MX", 556, "5.1.10",
    "no-mail-service", TRUE, DSN_ADVICE_SUPPRESS },
  { "/checklist/P-02/no-route-is-not-final", "5.4.4",
    "smtp; 554 5.4.4 no mail hosts for domain", 554, "5.4.4", "no-mail-hosts", FALSE,
    DSN_ADVICE_HOLD },
  /* RFC 5321 §4.5.4.1: giving up is what follows the attempts, not their cause. */
  { "/checklist/P-04/expired", "4.4.7", "smtp; 451 4.4.7 delivery time expired", 451,
    "4.4.7", "message-expired", FALSE, DSN_ADVICE_RETRY },
  /* §4.2.5: a refusal at the end of DATA is of the message, at RCPT of the recipient.
   */
  { "/checklist/P-05/end-of-data", "5.7.1",
    "smtp; 554 5.7.1 Message rejected as spam (in reply to end of DATA command)", 554,
    "5.7.1", "spam-detected", FALSE, DSN_ADVICE_FIX },
  { "/checklist/P-05/rcpt-to", "5.1.1",
    "smtp; 550 5.1.1 User unknown (in reply to RCPT TO command)", 550, "5.1.1",
    "user-unknown", TRUE, DSN_ADVICE_SUPPRESS },
  /* §4.3.2: 421 may answer anything, and is about the connection. */
  { "/checklist/P-05/shutting-down", "4.3.2",
    "smtp; 421 4.3.2 Service shutting down (in reply to end of DATA command)", 421,
    "4.3.2", "system-error", FALSE, DSN_ADVICE_RETRY },
};

static void
test_fact (gconstpointer data)
{
  const struct FactCase *c = data;
  g_autofree char *fields = g_strconcat (
      TEST_FINAL "Action: failed\nStatus: ", c->status,
      "\nRemote-MTA: dns; mx.books.example\nDiagnostic-Code: ", c->diagnostic, "\n",
      NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);

  g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, c->reply);
  test_assert_code (verdict->status, c->normalised);
  g_assert_cmpstr (verdict->category, ==, c->category);
  g_assert_cmpint (verdict->hard, ==, c->hard);
  g_assert_cmpint (verdict->advice, ==, c->advice);
}

/* RFC 5321 §4.5.3.1.5: 512 octets a line, and as many lines as the server likes. */
static void
test_long_reply (void)
{
  g_autoptr (GString) fields =
      g_string_new (TEST_FAILED "Remote-MTA: dns; mx.books.example\n"
                                "Diagnostic-Code: smtp;");
  const DsnRecipient *recipient;
  const char *text;

  for (guint i = 0; i < 40; i++) {
    g_string_append_printf (fields, " 550%c5.1.1 ", i < 39 ? '-' : ' ');
    for (guint j = 0; j < 100; j++)
      g_string_append (fields, "word ");
    g_string_append (fields, "\n");
  }
  {
    g_autoptr (DsnReport) report = test_parse_group (fields->str);

    recipient = test_only_recipient (report);
    text = dsn_recipient_get_diagnostic_code (recipient, NULL, NULL);
    g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, 550);
    test_assert_code (dsn_recipient_get_diagnostic_status (recipient), "5.1.1");
    g_assert_cmpuint (strlen (text), >, 40 * 500);
    test_assert_defects (report, "");
  }
}

/* The dates from which the time in the queue follows. */
static void
test_time_in_queue (void)
{
  g_autoptr (DsnReport) report =
      test_parse_status ("Reporting-MTA: dns; relay.example\n"
                         "Arrival-Date: Sat, 01 Mar 2025 12:00:00 +0000\n\n" TEST_FINAL
                         "Action: failed\nStatus: 4.4.7\n"
                         "Last-Attempt-Date: Thu, 6 Mar 2025 13:00:00 +0100\n");
  gint64 arrival = dsn_report_get_arrival_date (report);
  gint64 last = dsn_recipient_get_last_attempt_date (test_only_recipient (report));

  g_assert_cmpint (last - arrival, ==, 5 * 24 * 60 * 60);
}

/* The path to the new address is shown, and is no recipient. */
static void
test_moved (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FINAL "Action: failed\nStatus: 5.0.0\nRemote-MTA: dns; mx.books.example\n"
                 "Diagnostic-Code: smtp; 551 User not local; please try "
                 "<reader@library.example>\n");
  const DsnRecipient *recipient = test_only_recipient (report);
  g_autofree char *json = test_json (report);

  g_assert_cmpstr (dsn_recipient_get_address (recipient), ==, "reader@books.example");
  g_assert_cmpstr (dsn_recipient_get_verdict (recipient)->category, ==,
                   "mailbox-moved");
  test_assert_holds (json, "please try <reader@library.example>");
}

static void
test_forwarded (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FINAL "Action: relayed\nStatus: 2.1.5\nRemote-MTA: dns; mx.books.example\n"
                 "Diagnostic-Code: smtp; 251 User not local; will forward to "
                 "<reader@library.example>\n");
  const DsnRecipient *recipient = test_only_recipient (report);

  g_assert_cmpstr (dsn_recipient_get_address (recipient), ==, "reader@books.example");
  g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, 251);
  g_assert_cmpstr (dsn_recipient_get_verdict (recipient)->category, ==, "delivered");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (fact_cases, test_fact);
  g_test_add_func ("/checklist/P-03/long-and-many-lines", test_long_reply);
  g_test_add_func ("/checklist/P-04/time-in-queue", test_time_in_queue);
  g_test_add_func ("/checklist/P-06/moved", test_moved);
  g_test_add_func ("/checklist/P-06/forwarded", test_forwarded);
  return g_test_run ();
}
