/* test-checklist-h-mta.c: section H of the RFC checklist: the notices of mail servers.
 */
#include "test-checklist-notice.h"

static const struct NoticeCase cases[] = {
  { "/checklist/F-01/program", "failure notice", "",
    "Hi. This is the qmail-send program at relay.example.\n"
    "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
    "This is a permanent error; I've given up. Sorry it didn't work out.\n"
    "\n"
    "<ann@books.example>:\n"
    "192.0.2.4 does not like recipient.\n"
    "Remote host said: 550 5.1.1 no such user\n"
    "Giving up on 192.0.2.4.\n"
    "\n"
    "<bob@shelf.example>:\n"
    "Sorry, I couldn't find any host named shelf.example. (#5.1.2)\n"
    "\n"
    "--- Below this line is a copy of the message.\n"
    "\n"
    "Return-Path: <editor@press.example>\n"
    "To: carol@press.example\n",
    "ann@books.example|failed|5.1.1|550; bob@shelf.example|failed|5.1.2|0" },
  { "/checklist/F-02/yahoo-like", "Failure Notice", "",
    "Message from provider.example.\n"
    "Unable to deliver message to the following address(es).\n"
    "\n"
    "<ann@books.example>:\n"
    "550 5.1.1 user is not here\n"
    "\n"
    "--- Original message follows.\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-02/translated", "failure notice",
    "Received: (qmail 4 invoked for bounce); 1 Mar 2025 12:00:00 -0000\n",
    "Este programa lamenta.\n"
    "\n"
    "<ann@books.example>:\n"
    "Sorry, no mailbox here by that name. (#5.1.1)\n",
    "ann@books.example|failed|5.1.1|0" },
  { "/checklist/F-03/words-deeper", "Mail delivery failed: returning message to sender",
    "X-Failed-Recipients: ann@books.example\n",
    "This message was created automatically by mail delivery software.\n"
    "\n"
    "A message that you sent could not be delivered to one or more of its\n"
    "recipients. This is a permanent error. The following address(es) failed:\n"
    "\n"
    "  ann@books.example\n"
    "    host mx.books.example [192.0.2.4]\n"
    "    SMTP error from remote mail server after RCPT TO:<ann@books.example>:\n"
    "    550 5.1.1 no such user\n"
    "\n"
    "------ This is a copy of the message, including all the headers. ------\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-03/header-alone", "Mail delivery failed: returning message to sender",
    "X-Failed-Recipients: ann@books.example\n", "The text was lost.\n",
    "ann@books.example|failed|5.0.0|0" },
  { "/checklist/F-04/warning", "Warning: message 1abcde-000001-AB delayed 24 hours", "",
    "This message was created automatically by mail delivery software.\n"
    "A message that you sent has not yet been delivered to one or more of its\n"
    "recipients after more than 24 hours on the queue on relay.example.\n"
    "\n"
    "The address to which the message has not yet been delivered is:\n"
    "\n"
    "  ann@books.example\n"
    "    Delay reason: Connection refused\n"
    "\n"
    "No action is required on your part. Delivery attempts will continue for\n"
    "some time.\n",
    "ann@books.example|delayed|4.4.1|0" },
  { "/checklist/F-05/transcript", "Returned mail: see transcript for details", "",
    "   ----- The following addresses had permanent fatal errors -----\n"
    "<ann@books.example>\n"
    "    (reason: 550 5.1.1 <ann@books.example>... User unknown)\n"
    "    (expanded from: <readers@press.example>)\n"
    "\n"
    "   ----- Transcript of session follows -----\n"
    "... while talking to mx.books.example.:\n"
    ">>> RCPT To:<ann@books.example>\n"
    "<<< 550 5.1.1 <ann@books.example>... User unknown\n"
    "550 5.1.1 <ann@books.example>... User unknown\n"
    "\n"
    "   ----- Unsent message follows -----\n"
    "To: carol@press.example\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-06/warning", "Warning: could not send message for past 4 hours", "",
    "    **      THIS IS A WARNING MESSAGE ONLY      **\n"
    "    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n"
    "\n"
    "   ----- The following addresses had transient non-fatal errors -----\n"
    "<ann@books.example>\n"
    "\n"
    "   ----- Transcript of session follows -----\n"
    "<ann@books.example>... Deferred: Connection refused by mx.books.example.\n"
    "Will keep trying until message is 5 days old\n",
    "ann@books.example|delayed|4.4.1|0" },
  { "/checklist/F-07/stage", "Undelivered Mail Returned to Sender", "",
    "This is the Postfix program at host relay.example.\n"
    "\n"
    "For further assistance, please send mail to <postmaster>\n"
    "\n"
    "<ann@books.example>: host mx.books.example[192.0.2.4] said: 550 5.1.1\n"
    "    no such user (in reply to RCPT TO command)\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-08/text", "Undeliverable: Issue 7", "",
    "Your message did not reach some or all of the intended recipients.\n"
    "\n"
    "      Subject:  Issue 7\n"
    "      Sent:     3/1/2025 11:00 AM\n"
    "\n"
    "The following recipient(s) could not be reached:\n"
    "\n"
    "      ann@books.example on 3/1/2025 11:01 AM\n"
    "            The e-mail account does not exist at the organization this message "
    "was sent to.\n"
    "            <relay.example #5.1.1 smtp;550 5.1.1 no such user>\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-09/administrators", "Undeliverable: Issue 7", "",
    "Delivery has failed to these recipients or distribution lists:\n"
    "\n"
    "ann@books.example\n"
    "The recipient's e-mail address was not found in the recipient's e-mail system.\n"
    "\n"
    "Diagnostic information for administrators:\n"
    "\n"
    "Generating server: relay.example\n"
    "\n"
    "ann@books.example\n"
    "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n"
    "\n"
    "Original message headers:\n"
    "\n"
    "Received: from desk.press.example ([192.0.2.7]) by relay.example with mapi; Sat,\n"
    " 1 Mar 2025 11:00:00 +0000\n"
    "From: Editor <editor@press.example>\n"
    "To: ann@books.example\n",
    "ann@books.example|failed|5.1.1|550" },
  { "/checklist/F-10/sentences", "Undeliverable: Issue 7", "",
    "Delivery has failed to these recipients or groups:\n"
    "\n"
    "ann@books.example\n"
    "The email address you entered couldn't be found.\n"
    "\n"
    "Diagnostic information for administrators:\n"
    "\n"
    "Generating server: relay.example\n"
    "\n"
    "ann@books.example\n"
    "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not "
    "found by SMTP address lookup'\n"
    "\n"
    "Original message headers:\n"
    "\n"
    "Received: from desk.press.example ([192.0.2.7]) by relay.example; Sat,\n"
    " 1 Mar 2025 11:00:00 +0000\n",
    "ann@books.example|failed|5.1.10|550" },
};

/* What a server says beside the text: X-Supplementary-Info has the remote's reply. */
static void
test_supplementary (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FINAL
      "Action: failed\nStatus: 5.0.0\nX-Supplementary-Info: <mx.books.example "
      "#5.1.1 smtp;550 5.1.1 no such user>\n");

  g_assert_cmpstr (
      test_find_field (test_only_recipient (report), "X-Supplementary-Info"), ==,
      "<mx.books.example #5.1.1 smtp;550 5.1.1 no such user>");
}

/* A TNEF part is not looked into: what stands beside it is read all the same. */
static void
test_tnef (void)
{
  g_autoptr (DsnReport) report =
      test_parse (TEST_HEADER TEST_REPORT_TYPE
                  "\n" TEST_STATUS TEST_GROUP TEST_FAILED
                  "\n--B\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\n"
                  "Content-Transfer-Encoding: base64\n\neJ8+IgAAAAA=\n" TEST_END);

  test_assert_reader (report);
}

/* RFC 2156: a gateway keeps the words of the other world; its types are not SMTP. */
static void
test_gateway (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FINAL "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: X400; 1 "
                 "(unable-to-transfer) 0 (unrecognised-OR-name)\n");

  test_assert_reader (report);
  g_assert_cmpuint (dsn_recipient_get_reply_code (test_only_recipient (report)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_add_notices (cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/checklist/F-11/supplementary-info", test_supplementary);
  g_test_add_func ("/checklist/F-12/tnef-beside", test_tnef);
  g_test_add_func ("/checklist/F-13/x400", test_gateway);
  return g_test_run ();
}
