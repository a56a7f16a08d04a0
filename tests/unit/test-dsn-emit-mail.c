/* test-dsn-emit-mail.c: complaints, receipts and answers as text for people. */
#include "dsn-emit-mail.h"

#include "test-report.h"

static DsnReport *
make_report (DsnKind kind, const char *format)
{
  DsnReport *report = dsn_report_new (10);
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  report->kind = kind;
  report->format = format;
  recipient->address = "ann@b.example";
  recipient->verdict.category = "feedback";
  return report;
}

static char *
emit (const DsnReport *report, gboolean verbose)
{
  GString *out = g_string_new (NULL);

  dsn_emit_text (report, &(DsnEmitOptions){ .source = "a.eml" },
                 &(DsnTextOptions){ .verbose = verbose }, out);
  return g_string_free (out, FALSE);
}

static void
assert_holds (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_test_message ("wanted '%s' in '%s'", words, text);
  g_assert_nonnull (strstr (text, words));
}

static const struct FeedbackCase {
  const char *name;
  const char *type;
  const char *title, *outcome;
  gboolean advised;
} feedback_cases[] = {
  { "abuse", "abuse", "complaint about a message", "reported the message as unwanted",
    TRUE },
  { "none", NULL, "complaint about a message", "complained about the message", TRUE },
  { "own", "x-own", "complaint about a message", "complained about the message", TRUE },
  { "not-spam", "not-spam", "report that a message is no spam", "is no spam", FALSE },
  { "auth-failure", "auth-failure", "report of a failed authentication",
    "got a message that failed authentication", FALSE },
  { "opt-out", "opt-out", "request to unsubscribe", "wants no more of this mail",
    TRUE },
};

static void
test_feedback (gconstpointer data)
{
  const struct FeedbackCase *c = data;
  g_autoptr (DsnReport) report = make_report (DSN_KIND_FEEDBACK, "rfc5965");
  g_autofree char *text = NULL;

  report->feedback.type = c->type;
  text = emit (report, FALSE);
  g_assert_true (g_str_has_prefix (text + strlen ("a.eml: "), c->title));
  assert_holds (text, c->outcome);
  g_assert_cmpint (strstr (text, "Take the recipient off") != NULL, ==, c->advised);
}

static void
test_feedback_details (void)
{
  static const char *const uris[] = { "https://a/", "https://b/", NULL };
  g_autoptr (DsnReport) report = make_report (DSN_KIND_FEEDBACK, "rfc5965");
  g_autofree char *text = NULL, *more = NULL;

  report->feedback = (DsnFeedback){ .type = "abuse",
                                    .user_agent = "loop",
                                    .source_ip = "192.0.2.1",
                                    .mail_from = "",
                                    .incidents = 3,
                                    .reported_uris = uris };
  text = emit (report, FALSE);
  more = emit (report, TRUE);
  assert_holds (text, "    came from 192.0.2.1\n");
  assert_holds (text, "    sender    <>\n");
  assert_holds (text, "    incidents 3\n");
  assert_holds (text, "    uri       https://a/\n    uri       https://b/\n");
  g_assert_null (strstr (text, "loop"));
  assert_holds (more, "    program   loop\n");
}

static const struct ReceiptCase {
  const char *name;
  DsnDispositionType type;
  gboolean unread, refused;
  const char *outcome;
} receipt_cases[] = {
  { "displayed", DSN_DISPOSITION_DISPLAYED, FALSE, FALSE, ": displayed\n" },
  { "deleted", DSN_DISPOSITION_DELETED, FALSE, FALSE, ": deleted; whether" },
  { "unread", DSN_DISPOSITION_DELETED, TRUE, FALSE, ": deleted without being read\n" },
  { "refused", DSN_DISPOSITION_DELETED, FALSE, TRUE, ": refused by a filter" },
  { "dispatched", DSN_DISPOSITION_DISPATCHED, FALSE, FALSE, ": printed, faxed" },
  { "processed", DSN_DISPOSITION_PROCESSED, FALSE, FALSE, ": processed by a program" },
  { "denied", DSN_DISPOSITION_DENIED, FALSE, FALSE,
    ": the recipient sends no receipt" },
  { "failed", DSN_DISPOSITION_FAILED, FALSE, FALSE, ": the receipt could not be made" },
  { "unknown", DSN_DISPOSITION_UNKNOWN, FALSE, FALSE, "does not say" },
};

static void
test_receipt (gconstpointer data)
{
  const struct ReceiptCase *c = data;
  g_autoptr (DsnReport) report = make_report (DSN_KIND_DISPOSITION, "rfc8098");
  g_autofree char *text = NULL;

  report->disposition.type = c->type;
  report->disposition.unread = c->unread;
  report->disposition.refused = c->refused;
  text = emit (report, TRUE);
  g_assert_true (g_str_has_prefix (text, "a.eml: receipt, no bounce\n"));
  assert_holds (text, c->outcome);
  assert_holds (text, "action unknown, sent unknown");
}

static const struct OtherCase {
  const char *name;
  DsnKind kind;
  const char *format;
  const char *title;
} other_cases[] = {
  { "answer", DSN_KIND_AUTO_REPLY, "auto-reply",
    "a.eml: automatic answer, no bounce\n" },
  { "challenge", DSN_KIND_AUTO_REPLY, "challenge",
    "a.eml: challenge to the sender, no bounce\n" },
  { "dmarc", DSN_KIND_OTHER, "dmarc-aggregate",
    "a.eml: no delivery report, but a DMARC aggregate report\n" },
  { "tls", DSN_KIND_OTHER, "tls-rpt",
    "a.eml: no delivery report, but an SMTP TLS report\n" },
  { "other", DSN_KIND_OTHER, NULL, "a.eml: no delivery report\n" },
};

static void
test_other (gconstpointer data)
{
  const struct OtherCase *c = data;
  g_autoptr (DsnReport) report = make_report (c->kind, c->format);
  g_autofree char *text = emit (report, FALSE);

  g_assert_true (g_str_has_prefix (text, c->title));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/emit-mail/feedback", feedback_cases, test_feedback);
  g_test_add_func ("/emit-mail/feedback/details", test_feedback_details);
  TEST_ADD_ROWS ("/emit-mail/receipt", receipt_cases, test_receipt);
  TEST_ADD_ROWS ("/emit-mail/other", other_cases, test_other);
  return g_test_run ();
}
