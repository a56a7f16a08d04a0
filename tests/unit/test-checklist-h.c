/* test-checklist-h.c: section H of the RFC checklist: the notices of services
 * and of further servers, and reports in odd vessels. */
#include "test-checklist-notice.h"

#include "dsn-explain.h"
#include "dsn-input.h"
#include "dsn-reply.h"

static const struct NoticeCase cases[] = {
  { "/checklist/F-14/because",
    "DELIVERY FAILURE: User ann not listed in Domino Directory", "",
    "Your message\n"
    "\n"
    "  Subject: Issue 7\n"
    "\n"
    "was not delivered to:\n"
    "\n"
    "  ann@books.example\n"
    "\n"
    "because:\n"
    "\n"
    "  User ann (ann@books.example) not listed in Domino Directory\n"
    "\n",
    "ann@books.example|failed|5.1.1|0" },
  { "/checklist/F-15/technical-details", "Delivery Status Notification (Failure)",
    "X-Failed-Recipients: ann@books.example\n",
    "Delivery to the following recipient failed permanently:\n"
    "\n"
    "     ann@books.example\n"
    "\n"
    "Technical details of permanent failure:\n"
    "Google tried to deliver your message, but it was rejected by the server for the "
    "recipient domain books.example by mx.books.example. [192.0.2.4].\n"
    "\n"
    "The error that the other server returned was:\n"
    "550 5.1.1 no such user\n"
    "\n"
    "----- Original message -----\n"
    "\n"
    "From: editor@press.example\n"
    "To: carol@press.example\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-16/yahoo", "Failure Notice", "",
    "Sorry, we were unable to deliver your message to the following address.\n"
    "\n"
    "<ann@books.example>:\n"
    "Remote host said:\n"
    "550 5.1.1 no such user\n"
    "[RCPT_TO]\n"
    "\n"
    "--- Below this line is a copy of the message.\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-16/aol", "Mail Delivery Problem", "",
    "Your mail could not be delivered to the following recipients:\n"
    "\n"
    "<ann@books.example>\n"
    "  550 5.1.1 no such user\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-17/text", "Delivery Status Notification (Failure)", "",
    "An error occurred while trying to deliver the mail to the following recipients:\n"
    "ann@books.example\n"
    "\n",
    "ann@books.example|failed|5.0.0|0" },
  { "/checklist/F-19/ironport", "Delivery Status Notification (Failure)", "",
    "The following message to <ann@books.example> was undeliverable.\n"
    "The reason for the problem:\n"
    "5.1.0 - Unknown address error 550-'5.1.1 no such user'\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-19/mimecast", "[Postmaster] Email Delivery Failure", "",
    "This is a delivery failure notification message indicating that\n"
    "an email you addressed to email address :\n"
    "-- ann@books.example\n"
    "\n"
    "could not be delivered. The problem appears to be :\n"
    "-- Recipient email server rejected the message\n"
    "\n"
    "Additional information follows :\n"
    "-- 550 5.1.1 no such user\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-19/proofpoint", "Returned mail: see transcript for details", "",
    "   ----- The following addresses had permanent fatal errors -----\n"
    "<ann@books.example>\n"
    "    (reason: 554 5.7.0 Reject, id=3vbpn14b2c-1 - SPAM)\n"
    "\n"
    "   ----- Transcript of session follows -----\n"
    "... while talking to mx.books.example.:\n"
    ">>> DATA\n"
    "<<< 554 5.7.0 Reject, id=3vbpn14b2c-1 - SPAM\n"
    "554 5.0.0 Service unavailable\n",
    "ann@books.example|failed|5.7.0|554" },
  { "/checklist/F-20/docomo", "Returned mail: see transcript for details", "",
    "   ----- The following addresses had permanent fatal errors -----\n"
    "<ann@books.example>\n"
    "\n"
    "   ----- Transcript of session follows -----\n"
    "... while talking to mx.books.example.:\n"
    ">>> RCPT To:<ann@books.example>\n"
    "<<< 550 Unknown user ann@books.example\n"
    "550 5.1.1 <ann@books.example>... User unknown\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-20/kddi", "Mail System Error - Returned Mail", "",
    "The user(s) account is temporarily over quota.\n"
    "\n"
    "<ann@books.example>\n",
    "ann@books.example|failed|5.2.2|0" },
  { "/checklist/F-20/remote", "Mail System Error - Returned Mail", "",
    "Each of the following recipients was rejected by a remote mail server.\n"
    "The reasons given by the server are included to help you determine why\n"
    "each recipient was rejected.\n"
    "\n"
    "    Recipient: <ann@books.example>\n"
    "    Reason:    550 5.1.1 no such user\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-21/courier", "NOTICE: mail delivery status.", "",
    "This is a delivery status notification from relay.example,\n"
    "running the Courier mail server, version 0.65.3.\n"
    "\n"
    "                           UNDELIVERABLE MAIL\n"
    "\n"
    "Your message to the following recipients cannot be delivered:\n"
    "\n"
    "<ann@books.example>:\n"
    "    mx.books.example [192.0.2.4]:\n"
    ">>> RCPT TO:<ann@books.example>\n"
    "<<< 550 5.1.1 no such user\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-22/daemon", "Delivery status notification: error", "",
    "    Hi!\n"
    "\n"
    "    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n"
    "\n"
    "    An error has occurred while attempting to deliver a message for\n"
    "    the following list of recipients:\n"
    "\n"
    "ann@books.example: 550 5.1.1 no such user\n"
    "\n"
    "    Below is a copy of the original message:\n"
    "\n"
    "To: carol@press.example\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-23/agent", "Mail delivery failed", "",
    "This is the DragonFly Mail Agent v0.13 at relay.example.\n"
    "\n"
    "There was an error delivering your mail to <ann@books.example>.\n"
    "\n"
    "mx.books.example [192.0.2.4] did not like our RCPT TO:\n"
    "550 5.1.1 no such user\n"
    "\n"
    "Message headers follow.\n"
    "\n"
    "To: carol@press.example\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-24/unknown-system", "Message could not be delivered", "",
    "Your message could not be delivered.\n"
    "\n"
    "Recipient: ann@books.example\n"
    "Reason: 550 5.1.1 no such user\n"
    "\n"
    "Write to help@relay.example if you need help.\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-25/variable-path", "Undelivered Mail",
    "To: bounces+ann=books.example@press.example\n",
    "Your message could not be delivered: 552 5.2.2 the mailbox is full\n",
    "ann@books.example|failed|5.2.2|552" },
};

/* What services put before a reply, in a web hook or a log, is no part of it. */
static const struct LineCase {
  const char *path;
  const char *line;
  DsnInputKind kind;
  guint reply;
  const char *status;
} lines[] = {
  { "/checklist/F-18/bare", "550 5.1.1 no such user", DSN_INPUT_REPLY, 550, "5.1.1" },
  { "/checklist/F-18/prefixed", "smtp; 550 5.1.1 no such user", DSN_INPUT_REPLY, 550,
    "5.1.1" },
  { "/checklist/F-29/postfix",
    "Mar  1 12:00:00 relay postfix/smtp[7]: 4Z6Kq: to=<ann@books.example>, "
    "relay=mx.books.example[192.0.2.4]:25, delay=1, dsn=5.1.1, status=bounced (host "
    "mx.books.example[192.0.2.4] said: 550 5.1.1 no such user (in reply to RCPT TO "
    "command))",
    DSN_INPUT_LOG_LINE, 550, "5.1.1" },
  { "/checklist/F-29/exim",
    "2025-03-01 12:00:00 1abcde-000001-AB ** ann@books.example R=dnslookup "
    "T=remote_smtp: SMTP error from remote mail server after RCPT "
    "TO:<ann@books.example>: "
    "550 5.1.1 no such user",
    DSN_INPUT_LOG_LINE, 550, "5.1.1" },
};

static void
test_line (gconstpointer data)
{
  const struct LineCase *c = data;
  DsnInput input = dsn_input_read_line (dsn_span_of_string (c->line));
  DsnReply reply = dsn_reply_find (input.words);

  g_assert_cmpint (input.kind, ==, c->kind);
  g_assert_cmpuint (reply.code, ==, c->reply);
  test_assert_code (reply.status, c->status);
}

/* A guess says that it is one, and suppresses nobody. */
static void
test_guess (void)
{
  g_autoptr (DsnReport) report = test_parse_notice (
      "Undelivered Mail", "To: bounces+ann=books.example@press.example\n",
      "Your message could not be delivered: 550 5.1.1 no such user\n");

  test_assert_defects (report, "recipient-guessed");
  g_assert_cmpint (dsn_recipient_get_verdict (test_only_recipient (report))->advice, !=,
                   DSN_ADVICE_SUPPRESS);
}

/* An mbox's "From " line before the message, quoted ones inside it. */
static void
test_mbox (void)
{
  g_autoptr (DsnReport) report = test_parse (
      "From MAILER-DAEMON Sat Mar  1 12:00:00 2025\n" TEST_HEADER TEST_REPORT_TYPE
      "\n" TEST_STATUS TEST_GROUP TEST_FAILED
      "\n--B\nContent-Type: message/rfc822\n\nSubject: Issue 7\n\n>From page one on.\n"
      "\n" TEST_END);

  test_assert_reader (report);
}

/* What delivery to a Maildir puts in front of a message changes nothing. */
static void
test_maildir (void)
{
  g_autoptr (DsnReport) report =
      test_parse ("Return-Path: <>\nX-Original-To: editor@press.example\n"
                  "Delivered-To: carol@press.example\n" TEST_HEADER TEST_REPORT_TYPE
                  "\n" TEST_STATUS TEST_GROUP TEST_FAILED "\n" TEST_END);

  test_assert_reader (report);
}

/* A bounce that a person has pasted, with quoting marks, is explained all the same. */
static void
test_pasted (void)
{
  static const char text[] = "> <ann@books.example>: host mx.books.example[192.0.2.4]\n"
                             "> said: 550 5.1.1 no such user (in reply to RCPT TO\n"
                             "> command)\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GPtrArray) found = dsn_explain (bytes, NULL, NULL);

  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (dsn_explanation_get_verdict (found->pdata[0])->category, ==,
                   "user-unknown");
}

/* Whatever is done to the bytes: it is read, or it is no report; never a crash. */
static const struct DamageCase {
  const char *path;
  const char *text;
  gsize len;
} damages[] = {
#define DAMAGED(name, text)                                                            \
  {                                                                                    \
    "/checklist/F-30/" name, text, sizeof text - 1                                     \
  }
  DAMAGED ("bom", "\357\273\277" TEST_HEADER TEST_REPORT_TYPE
                  "\n" TEST_STATUS TEST_GROUP TEST_FAILED "\n" TEST_END),
  DAMAGED ("nul", TEST_HEADER "X-Nul: \0\n" TEST_REPORT_TYPE
                              "\n" TEST_STATUS TEST_GROUP TEST_FAILED "\n" TEST_END),
  DAMAGED ("glued", TEST_HEADER TEST_REPORT_TYPE
           "\n--B\nContent-Type: message/delivery-status\n\n" TEST_GROUP TEST_FAILED
           "--B--"),
};

static void
test_damage (gconstpointer data)
{
  const struct DamageCase *c = data;
  g_autoptr (DsnReport) report = test_parse_with (c->text, c->len, NULL);

  test_assert_reader (report);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_add_notices (cases, G_N_ELEMENTS (cases));
  TEST_ADD_PATHS (lines, test_line);
  TEST_ADD_PATHS (damages, test_damage);
  g_test_add_func ("/checklist/F-25/guess", test_guess);
  g_test_add_func ("/checklist/F-26/mbox", test_mbox);
  g_test_add_func ("/checklist/F-27/maildir", test_maildir);
  g_test_add_func ("/checklist/F-28/pasted", test_pasted);
  return g_test_run ();
}
