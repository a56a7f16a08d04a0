/* test-dsn-row-filter.c: notices of filters and of services that send in bulk. */
#include "test-row.h"

#define FROM "From: MAILER-DAEMON@mx.example.com\nTo: me@example.com\n"
#define HEAD FROM "Subject: Undeliverable mail\n\n"
#define MIMECAST                                                                       \
  HEAD "This is a delivery failure notification message indicating that\nan email "    \
       "you addressed to email address :\n-- ann@example.net\n\ncould not be "         \
       "delivered. The problem appears to be :\n"
#define POWERMTA                                                                       \
  HEAD "Hello, this is the mail server on mx9.example.com.\n\nI am sending you this "  \
       "message to inform you on the delivery status of a\nmessage you previously "    \
       "sent.\n\n"
#define AXIGEN                                                                         \
  "From: mailer-daemon\nSubject: There was an error sending your mail\n"               \
  "Return-Path: <>\n\nWe had trouble delivering your message. Full details "           \
  "follow:\n\n"
#define MARSHAL                                                                        \
  FROM "Subject: Undeliverable Mail: \"x\"\n\nYour message:\n   From:    "             \
       "me@example.com\n\nCould not be delivered because of\n\n550 5.1.1 User "        \
       "unknown\n\nThe following recipients were affected: \n    ann@example.net\n"    \
       "    bob@example.net\n\nAdditional Information\n======\nOriginal Sender: "      \
       "<me@example.com>\nsupport@example.org\n"

static const struct RowCase cases[] = {
  { "surfcontrol",
    HEAD "Your message could not be sent.\nA transcript of the attempts to send the "
         "message follows.\nThe number of attempts made: 1\nAddressed To: "
         "ann@example.net\n\nFailed to send to identified host,\nann@example.net:"
         "[192.0.2.5], 550 ann@example.net... No such user\n\n--- Message "
         "non-deliverable.\nsupport@example.org: 550\n",
    "surfcontrol",
    "ann@example.net failed - 550 - reporter: [192.0.2.5], 550 ann@example.net... No "
    "such user",
    NULL, "" },
  { "interscan",
    "From: \"InterScan MSS\" <postmaster@example.com>\nSubject: x\n\nSent <<< RCPT "
    "TO:<ann@example.net>\nReceived >>> 550 5.1.1 no\n\n**** End of message ****\n",
    "interscan", "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no", NULL, "" },
  { "interscan-words-in-other-mail",
    "From: Ann <ann@example.org>\nSubject: x\n\nSent <<< RCPT TO:<ann@example.net>\n"
    "Received >>> 550 5.1.1 no\n",
    NULL, "", NULL, "" },
  { "mailmarshal", MARSHAL, "mailmarshal",
    "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 User unknown|"
    "bob@example.net failed 5.1.1 550 - remote: 550 5.1.1 User unknown",
    NULL, "" },
  { "mcafee",
    HEAD "    --- The following addresses had delivery problems ---\n\n"
         "<ann@example.net>   (550 5.1.1 <ann@example.net>... User unknown)\n",
    "mcafee",
    "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 <ann@example.net>... User "
    "unknown",
    NULL, "" },
  { "bigfoot-is-not-mcafee",
    HEAD "   ----- The following addresses had delivery problems -----\n"
         "<ann@example.net>\n\n   ----- Transcript of session follows -----\n>>> RCPT "
         "TO:<ann@example.net>\n<<< 553 Invalid recipient ann@example.net\n",
    "sendmail",
    "ann@example.net failed - 553 - remote: 553 Invalid recipient ann@example.net",
    NULL, "" },
  { "messagelabs",
    HEAD "This is the mail delivery agent at messagelabs.com.\n\nI was unable to "
         "deliver your message to the following addresses:\n\nann@example.net\n\n"
         "Reason: 550 5.1.1 no\n\nThe message subject was: x\nbob@example.org\n",
    "messagelabs", "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no", NULL,
    "" },
  { "barracuda",
    FROM "Subject: **Message you sent blocked by our bulk email filter**\n\nYour "
         "message to:\n\nann@example.net\n\nwas blocked by our Spam Firewall. It has "
         "NOT BEEN DELIVERED\n\nwrite to postmaster@example.net\n",
    "barracuda",
    "ann@example.net failed - 0 - reporter: was blocked by our Spam Firewall. It has "
    "NOT BEEN DELIVERED",
    NULL, "" },
  { "mimecast",
    MIMECAST "-- Recipient email server rejected the message\n\nAdditional information "
             "follows :\n-- 550 5.1.1 no\n\nThis condition occurred after 1 "
             "attempt(s)\n",
    "mimecast", "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no", NULL, "" },
  { "ironport",
    HEAD
    "The following message to <ann@example.net> was undeliverable.\nThe reason for "
    "the problem:\n5.1.0 - Unknown address error 550-'5.1.1 no such user'\n",
    "ironport",
    "ann@example.net failed 5.1.1 550 - reporter: 5.1.0 - Unknown address error "
    "550-'5.1.1 no such user'",
    NULL, "" },
  { "mailfoundry",
    HEAD "Unable to deliver message to: <ann@example.net>\nDelivery failed for the "
         "following reason:\nServer mx.example.net[192.0.2.1] failed with: 550 no\n\n"
         "This has been a permanent failure.\n",
    "mailfoundry", "ann@example.net failed - 550 mx.example.net remote: 550 no", NULL,
    "" },
  { "mfilter",
    HEAD "\346\254\241\nann@example.net\n\n\n-------server message\n452 4.3.1 full\n\n"
         "-------SMTP command\nDATA bob@example.net\n",
    "mfilter", "ann@example.net failed 4.3.1 452 - remote: 452 4.3.1 full", NULL, "" },
  { "workmail",
    HEAD "An error occurred while trying to deliver the mail to the following "
         "recipients:\nann@example.net\n\nTechnical report:\n\nReporting-MTA: dsn; "
         "out.example.com\n\nAction: failed\nFinal-Recipient: rfc822; "
         "ann@example.net\nDiagnostic-Code: smtp; 550 5.2.2 full\nStatus: 5.2.2\n",
    "amazon-ses", "ann@example.net failed 5.2.2 550 - remote: 550 5.2.2 full", NULL,
    "" },
  { "sendgrid",
    HEAD "This is an automatically generated message from SendGrid.\n\nann:000000:"
         "<ann@example.net> : 192.0.2.250 : mx.example.net:[192.0.2.153] : 550 5.1.1 "
         "no\n",
    "sendgrid",
    "ann@example.net failed 5.1.1 550 - reporter: 192.0.2.250 : "
    "mx.example.net:[192.0.2.153] : 550 5.1.1 no",
    NULL, "" },
  { "powermta",
    POWERMTA "  <ann@example.net>  delivery failed; will not continue trying\n",
    "powermta",
    "ann@example.net failed - 0 - reporter: delivery failed; will not continue "
    "trying",
    NULL, "" },
  { "powermta-delayed",
    POWERMTA "  <ann@example.net>  delivery delayed; will continue trying\n",
    "powermta",
    "ann@example.net delayed - 0 - reporter: delivery delayed; will continue trying",
    NULL, "" },
  { "momentum",
    HEAD "This message was created automatically by the mail system (ecelerity).\n\nA "
         "message that you sent could not be delivered to one or more of its\n"
         "recipients. The following address(es) failed:\n\n>>> ann@example.net (after "
         "RCPT TO): 550 5.1.1 no\n>>> bob@example.net (after RCPT TO): 552 full\n",
    "momentum",
    "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no|bob@example.net failed - "
    "552 - remote: 552 full",
    NULL, "" },
  { "axigen-rcpt",
    AXIGEN "1 error(s):\n\nSMTP Server <mx.example.net> rejected recipient "
           "<ann@example.net> (Error following RCPT command). It responded as follows: "
           "[550 5.1.1 no]\n\nThe attachment contains the original mail headers.\n",
    "axigen", "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no", NULL, "" },
  { "axigen-data",
    AXIGEN "1 error(s):\n\nThe following recipients returned permanent errors: "
           "ann@example.net. Reason: SMTP Server <192.0.2.223> refused to accept your "
           "message (DATA), with the following error message: [554 5.4.6 loop]\n",
    "axigen", "ann@example.net failed 5.4.6 554 192.0.2.223 remote: 554 5.4.6 loop",
    NULL, "" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/row-filter", cases, test_row_case);
  return g_test_run ();
}
