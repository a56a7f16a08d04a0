/* test-dsn-row-provider.c: notices of mailbox providers; and an empty part for machines
 * beside one. */
#include "test-row.h"

#define FROM "From: MAILER-DAEMON@mx.example.com\nTo: me@example.com\n"
#define HEAD FROM "Subject: Undeliverable mail\n\n"
#define GMAIL "From: Mail Delivery Subsystem <mailer-daemon@mx.example.com>\n"
#define FAILED GMAIL "Subject: Delivery Status Notification (Failure)\n"
#define GROUP                                                                          \
  FAILED "X-Failed-Recipients: reading-room@example.net\n\nHello me@example.com,\n\n"  \
         "the group (reading-room) may not exist.\n\n * a\n * b\n\nHelp: "             \
         "https://groups.google.com/support/.\n\nThanks,\n\nGoogle Groups\n"
#define VTEXT                                                                          \
  "\n\nError: Invalid user address\n\nError message below:\n550 no such user\n\n"      \
  "Message details:\n  MAIL FROM: me@example.com\n  RCPT TO: ann@example.net\n  "      \
  "From: "                                                                             \
  "bob@example.com\n"
#define AOL                                                                            \
  HEAD                                                                                 \
      "*** ATTENTION ***\n\nThe address which was undeliverable is listed in the "     \
      "section\nlabeled: \"----- The following addresses had permanent fatal errors "  \
      "-----\".\n\nPlease direct further questions to your administrator.\n\n--AOL "   \
      "Postmaster\n\n   ----- The following addresses had permanent fatal errors "     \
      "-----\n<ann@example.net>\n\n   ----- Transcript of session follows -----\n... " \
      "while talking to mx.example.net.:\n>>> RCPT To:<ann@example.net>\n<<< 550 "     \
      "MAILBOX NOT FOUND\n550 <ann@example.net>... User unknown\n"
#define GMX                                                                            \
  HEAD "This message was created automatically by mail delivery software.\n\nA "       \
       "message "                                                                      \
       "that you sent could not be delivered to one or more of\nits recipients. This " \
       "is a permanent error. The following address\nfailed:\n\n"
#define ICON                                                                           \
  "Content-Type: multipart/report; boundary=b; report-type=delivery-status\n\n--b\n\n" \
  "** Message not delivered **\n\nCheck the settings.\n\nThe response was:\n\nno "     \
  "AUTH "                                                                              \
  "here\n\n--b\nContent-Type: message/delivery-status\n\n\n--b\nContent-Type: "        \
  "message/rfc822\n\nTo: ann@example.net\nSubject: mine\n\n--b--\n"

static const struct RowCase cases[] = {
  { "gmail",
    FAILED "\nDelivery to the following recipient failed permanently:\n\n     "
           "ann@example.net\n\nTechnical details of permanent failure: \nGoogle tried "
           "to deliver your message, but it was rejected. The error that the other "
           "server returned was: 550 550 5.7.1 <me@example.com>... no (state 13).\n\n"
           "----- Original message -----\n\nSubject: mine\n\n",
    "gmail",
    "ann@example.net failed 5.7.1 550 - remote: 550 5.7.1 <me@example.com>... "
    "no",
    "mine", "" },
  { "gmail-delayed",
    GMAIL "Subject: Delivery Status Notification (Delay)\n\nTHIS IS A WARNING MESSAGE "
          "ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     "
          "ann@example.net\n\nMessage will be retried for 2 more day(s)\n",
    "gmail",
    "ann@example.net delayed - 0 - reporter: Message will be retried for 2 more day(s)",
    NULL, "" },
  { "gmail-icon",
    FAILED "\n** Message blocked **\n\nYour message to ann@example.net has been "
           "blocked. See technical details below.\n\nThe response from the remote "
           "server was:\n\n554 5.7.1 no\n",
    "gmail", "ann@example.net failed 5.7.1 554 - remote: 554 5.7.1 no", NULL, "" },
  { "gmail-icon-in-words-only",
    HEAD "Message blocked\n\nann@example.net\n550 5.7.1 no\n", "generic",
    "ann@example.net failed 5.7.1 550 - remote: 550 5.7.1 no", NULL, "" },
  { "empty-part", FAILED ICON, "rfc3464",
    "ann@example.net failed - 0 - reporter: no AUTH here", "mine",
    "missing-reporting-mta no-recipient-group recipient-guessed" },
  { "google-groups", GROUP, "google-groups",
    "reading-room@example.net failed - 0 - reporter: the group (reading-room) may not "
    "exist. * a * b Help: https://groups.google.com/support/. Thanks, Google Groups",
    NULL, "local-recipient" },
  { "google-groups-without-a-group",
    FAILED "\nHello,\n\nnothing in brackets.\n\nThanks,\n\nGoogle Groups\n", NULL, "",
    NULL, "" },
  { "yahoo-old",
    HEAD "Message from  hosted.example.\nUnable to deliver message to the following "
         "address(es).\n\n<ann@example.net>:\nThis user doesn't have an account [0]\n"
         "/I'm not going to try again; this message has been in the queue too long.\n\n"
         "--- Original message follows.\n\nReturn-Path: <me@example.com>\nSubject: "
         "mine\n\n",
    "yahoo",
    "ann@example.net failed - 0 - reporter: This user doesn't have an account [0]",
    "mine", "" },
  { "aol", AOL, "sendmail",
    "ann@example.net failed - 550 - remote: 550 MAILBOX NOT "
    "FOUND",
    NULL, "" },
  { "gmx",
    GMX
    "\"ann@example.net\":\nSMTP error from remote server after RCPT command:\nhost: "
    "mx.example.net\n5.1.1 no\n\n--- The header of the original message is "
    "following. ---\n\nSubject: mine\n",
    "gmx",
    "ann@example.net failed 5.1.1 0 mx.example.net reporter: SMTP error from remote "
    "server after RCPT command: host: mx.example.net 5.1.1 no",
    "mine", "" },
  { "gmx-reason",
    GMX "ann@example.net:\nFor the following reason:\n\nMail size limit exceeded.\n",
    "gmx", "ann@example.net failed - 0 - reporter: Mail size limit exceeded.", NULL,
    "" },
  { "zoho",
    HEAD "This message was created automatically by mail delivery software.\nA message "
         "that you sent could not be delivered to one or more of its recipients.\n\n"
         "ann@example.net Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 no\n\n"
         "Message-ID:<1@example.com>\nTo:<bob@example.net>\n",
    "zoho",
    "ann@example.net failed 5.1.1 550 - reporter: Invalid Address, ERROR_CODE :550, "
    "ERROR_CODE :5.1.1 no",
    NULL, "" },
  { "zoho-delayed",
    HEAD "This message was created automatically by mail delivery system.\n\nTHIS IS A "
         "WARNING MESSAGE ONLY.\n\n----- The following addresses had fatal errors "
         "-----\n[Status: Error, Address: <ann@example.net>, ResponseCode 421, , Host "
         "not reachable.]\n\nMessage will be retried for 4 more day(s)\n",
    "zoho", "ann@example.net delayed - 421 - remote: 421, , Host not reachable.", NULL,
    "" },
  { "qq",
    HEAD
    "抱歉，您的邮件被退回来了……\n原邮件信息：\n收件人：ann@example.net\n退信原因：\n"
    "不存在\nhost mx.example.net[192.0.2.1] said: 550 no\n解决方案：\n"
    "bob@example.net: 550 no\n",
    "qq", "ann@example.net failed - 550 mx.example.net remote: 550 no", NULL, "" },
  { "verizon-mms",
    HEAD "Message could not be delivered to mobile.\nError: No valid recipients for "
         "this MM\n\n\nOriginal Message:\nTo: 5550100@example.net\nSubject: mine\n",
    "verizon",
    "5550100@example.net failed - 0 - reporter: No valid recipients for this MM",
    "mine", "recipient-guessed" },
  { "verizon-sms", "From: post_master@sms.example.net\nSubject: Re:x" VTEXT, "verizon",
    "ann@example.net failed - 550 - remote: 550 no such user", NULL, "" },
  { "verizon-sms-of-a-person", "From: ann@example.net\nSubject: Re:x" VTEXT, NULL, "",
    NULL, "" },
  { "biglobe",
    HEAD "   ----- The following addresses had delivery problems -----\n"
         "ann@example.net\n\n   ----- Non-delivered information -----\nThe mailbox is "
         "full.\n",
    "biglobe", "ann@example.net failed - 0 - reporter: The mailbox is full.", NULL,
    "" },
  { "ezweb",
    HEAD "\033$B$3\033(B\nThe user(s) account is disabled.\n\n<ann@example.net>\n\n"
         "------\nReceived: from x by y\n  for <bob@example.net>\nSubject: mine\n\n",
    "ezweb", "ann@example.net failed - 0 - reporter: The user(s) account is disabled.",
    "mine", "" },
  { "ezweb-transcript",
    HEAD
    "Each of the following recipients was rejected by a remote\nmail server.\n\n   "
    " Recipient: <ann@example.net>\n    >>> RCPT TO:<ann@example.net>\n    <<< "
    "550 no\n",
    "ezweb", "ann@example.net failed - 550 - remote: 550 no", NULL, "" },
  { "au",
    HEAD "Your mail sent on: Tue, 14 Apr 2026 18:40:00 +0900\n    Could not be "
         "delivered to: <ann@example.net>\n    As their mailbox is full.\n",
    "ezweb", "ann@example.net failed - 0 - reporter: As their mailbox is full.", NULL,
    "" },
  { "technical-details",
    HEAD "=====\n   This is an automatically generated Delivery Status Notification.   "
         "\n\nDelivery to the following recipients failed permanently:\n\n   * "
         "ann@example.net\n\n\n=====\n      Technical details:      \n\nSMTP:RCPT host "
         "192.0.2.8: 553 5.3.0 no\n\n\n=====\n",
    "technical-details",
    "ann@example.net failed 5.3.0 553 192.0.2.8 remote: 553 5.3.0 "
    "no",
    NULL, "" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/row-provider", cases, test_row_case);
  return g_test_run ();
}
