/* test-dsn-row.c: notices without fields for machines, family by family; and mail that
 * is none. */
#include "test-row.h"

#define FROM "From: MAILER-DAEMON@mx.example.com\nTo: me@example.com\n"
#define HEAD FROM "Subject: failure notice\n\n"
#define EXIM                                                                           \
  "From: Mail Delivery System <Mailer-Daemon@mx.example.com>\nSubject: Mail delivery " \
  "failed: returning message to sender\nTo: me@example.com\n"
#define EXIM_OPENING                                                                   \
  "This message was created automatically by mail delivery software.\n\nA message "    \
  "that you sent could not be delivered to one or more of its\nrecipients. This is a " \
  "permanent error. The following address(es) failed:\n\n"
#define EXIM_COPY                                                                      \
  "\n------ This is a copy of the message, including all the headers. ------\n\n"      \
  "Return-path: <me@example.com>\nTo: ann@example.net\nSubject: mine\n\nbody\n"
#define QMAIL                                                                          \
  "Hi. This is the qmail-send program at mx.example.com.\nI'm afraid I wasn't able "   \
  "to deliver your message to the following addresses.\nThis is a permanent error; "   \
  "I've given up. Sorry it didn't work out.\n\n"
#define QMAIL_COPY                                                                     \
  "\n--- Below this line is a copy of the message.\n\nReturn-Path: <me@example.com>\n" \
  "Subject: mine\n\n<not@example.org>:\nno recipient\n"
#define SENDMAIL FROM "Subject: Returned mail: see transcript for details\n\n"
#define FATAL "   ----- The following addresses had permanent fatal errors -----\n"
#define TRANSIENT                                                                      \
  "   ----- The following addresses had transient non-fatal errors -----\n"
#define TRANSCRIPT "   ----- Transcript of session follows -----\n"
#define POSTFIX                                                                        \
  "This is the mail system at host mx.example.com.\n\nI'm sorry to have to inform "    \
  "you that your message could not\nbe delivered to one or more recipients.\n\n"       \
  "                   The mail system\n\n"

static const struct RowCase row_cases[] = {
  { "qmail",
    HEAD QMAIL "<ann@example.net>:\n192.0.2.1 does not like recipient.\n"
               "Remote host said: 550 5.1.1 no such user\nGiving up on "
               "192.0.2.1.\n" QMAIL_COPY,
    "qmail",
    "ann@example.net failed 5.1.1 550 192.0.2.1 remote: 550 5.1.1 no such user", "mine",
    "" },
  { "qmail-own-words",
    HEAD QMAIL "<ann@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n"
               "\n<bob@example.net>:\nThis message is looping. (#5.4.6)\n" QMAIL_COPY,
    "qmail",
    "ann@example.net failed 5.1.1 0 - reporter: Sorry, no mailbox here by that name. "
    "(#5.1.1)|bob@example.net failed 5.4.6 0 - reporter: This message is looping. "
    "(#5.4.6)",
    "mine", "" },
  { "qmail-expired",
    HEAD QMAIL "<ann@example.net>:\n192.0.2.1 does not like recipient.\nRemote host "
               "said: 450 4.2.2 full\nGiving up on 192.0.2.1.\nI'm not going to try "
               "again; this message has been in the queue too long.\n" QMAIL_COPY,
    "qmail", "ann@example.net failed 4.2.2 450 192.0.2.1 remote: 450 4.2.2 full",
    "mine", "" },
  { "qmail-local", HEAD QMAIL "<ann>:\nno such user (#5.1.1)\n", "qmail",
    "ann failed 5.1.1 0 - reporter: no such user (#5.1.1)", NULL, "bad-address" },
  { "yahoo",
    HEAD "Sorry, we were unable to deliver your message to the following address.\n\n"
         "<ann@example.net>:\nRemote host said: 554 no such user [RCPT_TO]\n\n"
         "--- Below this line is a copy of the message.\n\nSubject: mine\n\n",
    "yahoo", "ann@example.net failed - 554 - remote: 554 no such user", "mine", "" },
  { "exim",
    EXIM "X-Failed-Recipients: ann@example.net,\n  bob@example.net\n\n" EXIM_OPENING
         "  ann@example.net\n    SMTP error from remote mail server after RCPT "
         "TO:<ann@example.net>:\n    host mx.example.net [192.0.2.1]: 550 5.1.1 "
         "<ann@example.net>:\n    no such user\n  bob@example.net\n    retry timeout "
         "exceeded\n" EXIM_COPY,
    "exim",
    "ann@example.net failed 5.1.1 550 mx.example.net remote: 550 5.1.1 "
    "<ann@example.net>: no such user|bob@example.net failed - 0 - reporter: retry "
    "timeout exceeded",
    "mine", "" },
  { "exim-parent",
    EXIM "\n" EXIM_OPENING "  ann@example.net\n    (generated from bob@example.org)\n"
         "    host mx.example.net [192.0.2.1]: 550 no\n" EXIM_COPY,
    "exim", "bob@example.org failed - 550 mx.example.net remote: 550 no", "mine", "" },
  { "exim-hidden",
    EXIM "\n" EXIM_OPENING "  an undisclosed address\n    (generated from "
         "bob@example.org)\n    no\n" EXIM_COPY,
    "exim", "bob@example.org failed - 0 - reporter: no", "mine", "" },
  { "exim-pipe",
    EXIM
    "\n" EXIM_OPENING
    "  pipe to |/bin/x\n    generated by bob@example.org\n\nThe following text was "
    "generated during the delivery attempt:\n\n------ pipe to |/bin/x\n       "
    "generated by bob@example.org ------\n\nx: not found\n" EXIM_COPY,
    "exim", "bob@example.org failed - 0 - reporter: x: not found", "mine", "" },
  { "exim-local",
    EXIM "X-Failed-Recipients: ann@example.net\n\n" EXIM_OPENING
         "  ann\n    no such mailbox\n" EXIM_COPY,
    "exim", "ann@example.net failed - 0 - reporter: no such mailbox", "mine",
    "local-recipient" },
  { "exim-octal", EXIM "\n" EXIM_OPENING "  \\320\\277@example.net\n    no\n", "exim",
    "\320\277@example.net failed - 0 - reporter: no", NULL, "" },
  { "exim-delayed",
    EXIM "\nThis message was created automatically by mail delivery software.\nA "
         "message that you sent has not yet been delivered to one or more of its\n"
         "recipients after more than 24 hours on the queue on mx.example.com.\n\nThe "
         "address to which the message has not yet been delivered is:\n\n  "
         "ann@example.net\n    host mx.example.net [192.0.2.1]\n    Delay reason: 451 "
         "later\n\nNo action is required on your part. Delivery attempts will "
         "continue.\n",
    "exim", "ann@example.net delayed - 451 mx.example.net remote: 451 later", NULL,
    "" },
  { "exim-nobody", EXIM "\n" EXIM_OPENING EXIM_COPY, "exim",
    "ann@example.net failed - 0 - reporter: -", "mine", "recipient-guessed" },
  { "exim-failed-recipients-only",
    EXIM "X-Failed-Recipients: ann@example.net\n\n\320\237\320\270\321\201\321\214\n",
    "generic", "ann@example.net failed - 0 - reporter: -", NULL, "recipient-guessed" },
  { "sendmail",
    SENDMAIL FATAL
    "<ann@example.net>\n    (reason: 550 5.1.1 no such user)\n    "
    "(expanded from: <bob@example.org>)\n\n" TRANSCRIPT
    "... while talking to mx.example.net.:\n>>> RCPT To:<ann@example.net>"
    "\n<<< 550 5.1.1 no such user\n",
    "sendmail",
    "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no such user) (expanded "
    "from: "
    "<bob@example.org>)",
    NULL, "" },
  { "sendmail-transcript-only-has-the-reply",
    SENDMAIL FATAL
    "<ann@example.net>\n\n" TRANSCRIPT
    "... while talking to mx.example.net.:\n>>> RCPT To:<ann@example.net>"
    "\n<<< 550 5.1.1 no such user\n550 5.1.1 <ann@example.net>... User "
    "unknown\n",
    "sendmail", "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no such user",
    NULL, "" },
  { "sendmail-two-sections",
    SENDMAIL FATAL "<ann@example.net>\n    (reason: 550 no)\n\n" TRANSIENT
                   "<bob@example.net>\n    (reason: 451 later)\n",
    "sendmail",
    "ann@example.net failed - 550 - remote: 550 no)|bob@example.net delayed - 451 - "
    "remote: 451 later)",
    NULL, "" },
  { "sendmail-5",
    SENDMAIL TRANSCRIPT "While talking to mx.example.net:\n>>> RCPT "
                        "To:<ann@example.net>\n<<< 550 no such user here\n550 "
                        "<ann@example.net>... User unknown\n554 <bob@example.org>... "
                        "550 Host unknown\n250 example.com (smtp)... 250 ok\n",
    "sendmail",
    "ann@example.net failed - 550 mx.example.net remote: 550 no such user here|"
    "bob@example.org failed - 550 - remote: 550 Host unknown",
    NULL, "" },
  { "sendmail-5-domain",
    SENDMAIL TRANSCRIPT "421 example.net (smtp)... Deferred: Connection timed out\n\n"
                        "   ----- Unsent message follows -----\nTo: ann@example.net, "
                        "bob@example.org\nSubject: mine\n\n",
    "sendmail",
    "ann@example.net failed - 421 - remote: 421 example.net (smtp)... Deferred: "
    "Connection timed out",
    "mine", "" },
  { "postfix",
    HEAD POSTFIX
    "<ann@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1\n    "
    "<ann@example.net>: no such user (in reply to RCPT TO command)\n\n"
    "<bob@example.org>: unknown user: \"bob\"\n",
    "postfix",
    "ann@example.net failed 5.1.1 550 mx.example.net remote: 550 5.1.1 "
    "<ann@example.net>: no such user|bob@example.org failed - 0 - reporter: unknown "
    "user: \"bob\"",
    NULL, "" },
  { "postfix-success",
    FROM "Subject: Successful Mail Delivery Report\n\nThis is the mail system at host "
         "mx.example.com.\n\nYour message was successfully delivered to the "
         "destination(s)\nlisted below.\n\n<ann@example.net>: delivery via "
         "mx.example.net[192.0.2.1]:25: 250 2.0.0 Ok\n",
    "postfix",
    "ann@example.net delivered - 0 - reporter: delivery via "
    "mx.example.net[192.0.2.1]:25: 250 2.0.0 Ok",
    NULL, "" },
  { "opensmtpd",
    FROM
    "Subject: Delivery status notification: error\n\n    Hi!\n\n    This is the "
    "MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n    An error has "
    "occurred while attempting to deliver a message for\n    the following list of "
    "recipients:\n\nann@example.net: 550 5.1.1 no such user\n\n    Below is a copy "
    "of the original message:\n\nSubject: mine\n\n",
    "opensmtpd", "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no such user",
    "mine", "" },
  { "courier",
    FROM "Subject: NOTICE: mail delivery status.\n\nThis is a delivery status "
         "notification from mx.example.com,\nrunning the Courier mail server, version "
         "1.0.\n\n               UNDELIVERABLE MAIL\n\nYour message to the following "
         "recipients cannot be delivered:\n\n<ann@example.net>:\n    mx.example.net "
         "[192.0.2.1]:\n    >>> RCPT TO:<ann@example.net>\n    <<< 550 5.1.1 no such "
         "user\n",
    "courier",
    "ann@example.net failed 5.1.1 550 mx.example.net remote: 550 5.1.1 no such user",
    NULL, "" },
  { "dma",
    "From: MAILER-DAEMON <>\nTo: me@example.com\nSubject: Mail delivery failed\n\nThis "
    "is the DragonFly Mail Agent v0.13 at mx.example.com.\n\nThere was an error "
    "delivering your mail to <ann@example.net>.\n\nmx.example.net [192.0.2.1] did not "
    "like our RCPT TO:\n550 5.1.1 no such user\n\nMessage headers follow.\n\nSubject: "
    "mine\n\n",
    "dma",
    "ann@example.net failed 5.1.1 550 mx.example.net remote: 550 5.1.1 no such "
    "user",
    "mine", "" },
  { "generic-template",
    FROM
    "Auto-Submitted: auto-replied\nSubject: Nachricht nicht zustellbar\n\nDies ist "
    "das Mailsystem.\n\n<ann@example.net>: host mx.example.net[192.0.2.1] said: 550 "
    "5.1.1 no\n",
    "generic", "ann@example.net failed 5.1.1 550 mx.example.net remote: 550 5.1.1 no",
    NULL, "" },
  { "generic-phrase",
    FROM "Subject: Undeliverable mail\n\nYour message could not be delivered to:\n\n"
         "  ann@example.net\n\nReason: mailbox full\n\nQuestions? "
         "postmaster@example.com\n\npostmaster@example.com\n",
    "generic", "ann@example.net failed - 0 - reporter: mailbox full", NULL, "" },
  { "subject",
    FROM "Return-Path: <>\nSubject: Mail to ann@example.net could not be "
         "delivered\n\nYour message could not be delivered: no such user.\n",
    "generic", "ann@example.net failed - 0 - reporter: -", NULL, "recipient-guessed" },
  { "subject-of-two",
    FROM "Return-Path: <>\nSubject: Mail of bob@example.org to ann@example.net could "
         "not be delivered\n\nYour message could not be delivered: no such user.\n",
    NULL, "", NULL, "" },
  { "verp",
    "From: MAILER-DAEMON@mx.example.com\nTo: list-bounces+ann=example.net@example.com\n"
    "Subject: failure notice\n\n" QMAIL "something went wrong\n",
    "qmail", "ann@example.net failed - 0 - reporter: -", NULL, "recipient-guessed" },
  { "nobody-of-a-bounced-bounce",
    HEAD QMAIL "\n--- Below this line is a copy of the message.\n\nFrom: "
               "MAILER-DAEMON@example.org\nTo: ann@example.net\nSubject: mine\n\n",
    "qmail", "", "mine", "" },
  { "nobody-of-list-mail",
    HEAD QMAIL "\n--- Below this line is a copy of the message.\n\nTo: "
               "list@example.org\nList-Id: <list.example.org>\nSubject: mine\n\n",
    "qmail", "", "mine", "" },
  { "named-in-prose",
    HEAD QMAIL "We are sorry, but bob@example.net is none of us (550 5.1.1).\n\n"
               "--- Below this line is a copy of the message.\n\nTo: "
               "ann@example.net, bob@example.net\nSubject: mine\n\n",
    "qmail",
    "bob@example.net failed 5.1.1 550 - reporter: We are sorry, but bob@example.net is "
    "none of us (550 5.1.1).",
    "mine", "recipient-guessed" },
  { "nobody-of-several",
    HEAD QMAIL "\n--- Below this line is a copy of the message.\n\nTo: "
               "ann@example.net, bob@example.net\nSubject: mine\n\n",
    "qmail", "", "mine", "" },
  { "in-html",
    FROM "Subject: Undeliverable\nContent-Type: text/html\n\n<p>Delivery to these "
         "recipients failed:</p><p>ann@example.net</p><p>550 5.1.1 no such user</p>",
    "generic", "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no such user",
    NULL, "" },
  { "quoted",
    HEAD "What is this?\n\n> Hi. This is the qmail-send program at x.\n> "
         "<ann@example.net>:\n> no\n",
    NULL, "", NULL, "" },
  { "reply",
    "From: Ann <ann@example.net>\nSubject: Re: failure notice\n\n" QMAIL
    "<ann@example.net>:\nno\n",
    NULL, "", NULL, "" },
  { "forwarded",
    "From: Ann <ann@example.net>\nSubject: Fwd: failure notice\n\n" QMAIL
    "<ann@example.net>:\nno\n",
    NULL, "", NULL, "" },
  { "pasted-by-a-person",
    "From: Ann <ann@example.net>\nSubject: failure notice\n\n" QMAIL
    "<ann@example.net>:\nno\n",
    NULL, "", NULL, "" },
  { "ticket",
    "From: Help <help@example.org>\nAuto-Submitted: auto-generated\nSubject: [#47] "
    "Mail "
    "delivery failed: returning message to sender\n\n" EXIM_OPENING
    "  ann@example.net\n    550 no\n",
    NULL, "", NULL, "" },
  { "absence",
    "From: Ann <ann@example.net>\nReturn-Path: <>\nAuto-Submitted: auto-replied\n"
    "Subject: Automatic reply: Undeliverable: x\n\n" POSTFIX "<a@b.example>: 550 no\n",
    "auto-reply", "ann@example.net - - 0 - reporter: -", NULL, "" },
  { "list-mail",
    "From: Ann <ann@example.net>\nSubject: [users] Undeliverable mail\nList-Post: "
    "<mailto:users@example.org>\n\n" QMAIL "<ann@example.net>:\nno\n",
    NULL, "", NULL, "" },
  { "postmaster-writes",
    "From: postmaster@example.com\nSubject: Maintenance\n\nMail will not be delivered "
    "on "
    "Sunday.\n\nann@example.net\n",
    NULL, "", NULL, "" },
  { "newsletter",
    "From: Weekly <news@example.org>\nSubject: Undeliverable mail costs you money\n"
    "Return-Path: <bounce-1@news.example.org>\n\nYour mail could not be delivered?\n\n"
    "sales@example.org\n",
    NULL, "", NULL, "" },
  { "disposition",
    FROM "Subject: failure notice\nContent-Type: multipart/report; "
         "boundary=b\n\n--b\n\n" QMAIL "<ann@example.net>:\nno\n--b\nContent-Type: "
         "message/disposition-notification\n\nDisposition: x\n--b--\n",
    "rfc8098", "", NULL, "report-type-missing bad-disposition missing-recipient" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/row", row_cases, test_row_case);
  return g_test_run ();
}
