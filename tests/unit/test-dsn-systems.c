/* test-dsn-systems.c: notices of Exchange, Domino, servers on Windows, gateways and
 * list managers: who failed, and what is taken for none of it. */
#include "dsn-tnef.h"

#include "test-row.h"

#define FROM "From: Postmaster <postmaster@mx.example.com>\nTo: me@example.com\n"
#define HEAD FROM "Subject: Undeliverable: hi\n\n"
#define PLAIN                                                                          \
  "From: Ann <ann@example.net>\nTo: me@example.com\nSubject: Undeliverable\n"
#define ADMIN(why)                                                                     \
  HEAD "Delivery has failed to these recipients or groups:\n\n"                        \
       "ann@example.net<mailto:ann@example.net>\nNo.\n\nDiagnostic information for "   \
       "administrators:\n\nGenerating server: mx.example.com\n\nann@example.net\n" why \
       "\n\nOriginal message headers:\n\nReceived: from a\n\tby b\nSubject: mine\n"
#define UNREACHED(more)                                                                \
  HEAD "Your message did not reach some or all of the intended recipients.\n\n"        \
       "   Subject: hi\n\nThe following recipient(s) could not be reached:\n\n" more
#define PMDF                                                                           \
  HEAD "This report relates to a message you sent with the following header fields:\n" \
       "\n  From: me@example.com\n  To: list@example.net\n\n"
#define TNEF_HEAD                                                                      \
  FROM "Subject: hi\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"             \
       "ann@example.net\n--b\nContent-Type: application/ms-tnef\n"                     \
       "Content-Transfer-Encoding: base64\n\n"
#define TNEF_NDR "eJ8+IgEAAQiABwAUAAAAUkVQT1JULklQTS5Ob3RlLk5EUgAAAA=="
#define TNEF_NOTE "eJ8+IgEAAQiABwAJAAAASVBNLk5vdGUAAAA="

/* A recipient is "address action status reply host: words", `-` for what is not there;
 * several are parted by a bar. */
static const struct SystemCase {
  const char *name;
  const char *text;
  const char *format; /* NULL: it is no notice */
  const char *recipients;
} cases[] = {
  { "exchange-2007", ADMIN ("#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##"),
    "exchange",
    "ann@example.net failed 5.1.1 550 -: 550 5.1.1 RESOLVER.ADR.RecipNotFound; not "
    "found" },
  { "exchange-remote-host", ADMIN ("mx.example.org #550 5.7.1 no ##rfc822;a@b.example"),
    "exchange", "ann@example.net failed 5.7.1 550 mx.example.org: 550 5.7.1 no" },
  { "exchange-nested",
    ADMIN ("mx.example.org #<mx.example.org #5.1.1 smtp;550 5.1.1 no> #SMTP#"),
    "exchange", "ann@example.net failed 5.1.1 550 mx.example.org: 550 5.1.1 no" },
  { "exchange-2013", ADMIN ("Remote Server returned '550 5.1.1 not found'"), "exchange",
    "ann@example.net failed 5.1.1 550 -: 550 5.1.1 not found" },
  { "exchange-other-language",
    HEAD "Nid oedd modd:\n\nann@example.net\n#550 5.1.1 not found ##\n", "exchange",
    "ann@example.net failed 5.1.1 550 -: 550 5.1.1 not found" },
  { "exchange-2003",
    UNREACHED ("      ann@example.net on 3/4/2024 9:30 AM\n            Gone.\n"
               "            <mx.example.com #5.1.1>\n"),
    "exchange", "ann@example.net failed 5.1.1 0 -: Gone. <mx.example.com #5.1.1>" },
  { "exchange-2003-other-language",
    HEAD "Nid oedd modd:\n\n   ann@example.net 4.3.2024 9:30\n      Na.\n"
         "      <mx.example.com #5.1.1>\n",
    "exchange", "ann@example.net failed 5.1.1 0 -: Na. <mx.example.com #5.1.1>" },
  { "exchange-5.5",
    HEAD "Your message\n\n  To: ann@example.net\n\ndid not reach the following "
         "recipient(s):\n\nann@example.net on Mon, 4 Mar 2024 09:30:09 +0000\n    No.\n"
         "\tThe MTS-ID of the original message is: c=us;a= ;p=ex\nample;l=MX0102\n"
         "    MSEXCH:IMS:a:b:c 0 (000C05A6) 550 5.1.1 no\n",
    "exchange",
    "ann@example.net failed 5.1.1 550 -: No. MSEXCH:IMS:a:b:c 0 (000C05A6) 550 5.1.1 "
    "no" },
  { "exchange-delayed-german",
    HEAD "Die Zustellung an folgende Empfänger wurde verzögert:\n\nann@example.net\n"
         "Später.\n\nDiagnoseinformationen für Administratoren:\n\nann@example.net\n",
    "exchange", "ann@example.net delayed - 0 -: Später." },
  { "exchange-quoted",
    PLAIN "\nI got this:\n\nann@example.net\n#550 5.1.1 not found ##\n", NULL, "" },
  { "tnef-ndr", TNEF_HEAD TNEF_NDR "\n--b--\n", "tnef",
    "ann@example.net failed - 0 -: -" },
  { "tnef-note", TNEF_HEAD TNEF_NOTE "\n--b--\n", NULL, "" },
  { "smtpsvc-relayed",
    HEAD "This is an automatically generated Delivery Status Notification.\n\nYour "
         "message has been successfully relayed to the following recipients, but\n\n"
         "       ann@example.net\n",
    "smtpsvc", "ann@example.net relayed - 0 -: -" },
  { "domino",
    HEAD "Your message\n\n  Subject: hi\n\nwas not delivered to:\n\n  ann@example.net\n"
         "\nbecause:\n\n  User ann (ann@example.net) not listed\n",
    "domino", "ann@example.net failed - 0 -: User ann (ann@example.net) not listed" },
  { "notes",
    HEAD "------- Failure Reasons  --------\n\nNo such user\nann@example.net\n\nFull\n"
         "bob@example.net\ncat@example.net\n\n------- Returned Message --------\n\n",
    "notes",
    "ann@example.net failed - 0 -: No such user|bob@example.net failed - 0 -: Full|"
    "cat@example.net failed - 0 -: Full" },
  { "imail",
    FROM "Subject: Undeliverable Mail\nX-Mailer: <SMTP32 v8>\n\nundeliverable to "
         "ann@example.net\nBody of message generated response:\n552 5.3.4 too big\n"
         "Unknown user: bob@example.net\n",
    "imail",
    "ann@example.net failed 5.3.4 552 -: 552 5.3.4 too big|bob@example.net failed - 0 "
    "-: Unknown user: bob@example.net" },
  { "mdaemon",
    HEAD "The attached message had PERMANENT fatal delivery errors!\n\nThe following "
         "addresses did NOT receive a copy of your message:\n\n> ann@example.net\n"
         "> bob@example.net - 550 5.2.1 off\n\n--- Session Transcript ---\n"
         "not@example.org\n--- End Transcript ---\n",
    "mdaemon",
    "ann@example.net failed - 0 -: -|bob@example.net failed 5.2.1 550 -: 550 5.2.1 "
    "off" },
  { "mailenable",
    HEAD "MailEnable: Message could not be delivered to some recipients.\n\n"
         "\tRecipient: [SMTP:ann@example.net]\n\tReason: Remote SMTP Server Returned: "
         "550 5.1.1 no\n\n\tRecipient: [SMTP:bob@example.net]\n\tReason: gone\n",
    "mailenable",
    "ann@example.net failed 5.1.1 550 -: 550 5.1.1 no|bob@example.net failed - 0 -: "
    "gone" },
  { "smartermail",
    HEAD
    "Could not deliver message to the following recipient(s):\n\nFailed Recipient: "
    "ann@example.net\nReason: Remote host said: 550 5.1.1 no\n",
    "smartermail", "ann@example.net failed 5.1.1 550 -: 550 5.1.1 no" },
  { "hmailserver",
    UNREACHED ("ann@example.net\n   Error Type: SMTP\n   Remote server (192.0.2.1) "
               "issued an error.\n   hMailServer sent: RCPT TO:<ann@example.net>\n   "
               "Remote server replied: 550 5.1.1 no\n\nhMailServer\n"),
    "hmailserver", "ann@example.net failed 5.1.1 550 192.0.2.1: 550 5.1.1 no" },
  { "mercury",
    HEAD "The local mail transport system has reported the following problems\n\n"
         "-------\n*** ann@example.net\n[550] '550 5.1.1 no'\n-------\n\nIf you need "
         "more information on this error, please contact\nhelp@example.com\n",
    "mercury", "ann@example.net failed 5.1.1 550 -: [550] '550 5.1.1 no'" },
  { "groupwise",
    HEAD "The message that you sent was undeliverable to the following:\n\t"
         "ann@example.net (user not found)\n\nPossibly truncated original message "
         "follows:\nbob@example.net (x)\n",
    "groupwise", "ann@example.net failed - 0 -: user not found" },
  { "communigate",
    HEAD "Failed to deliver to 'ann@example.net'\nSMTP module(domain example.net) "
         "reports:\n account bob@example.net is unknown\n",
    "communigate",
    "ann@example.net failed - 0 -: SMTP module(domain example.net) reports: account "
    "bob@example.net is unknown" },
  { "pmdf",
    PMDF "Your message cannot be delivered to the following recipients:\n\n  Recipient "
         "address: @a.example:ann@ims-ms\n  Original address: ann@example.net\n  "
         "Reason: no\n  Diagnostic code: smtp;550 5.1.1 no\n  Recipient address: "
         "bob@example.net\n  Reason: gone\n",
    "pmdf",
    "ann@example.net failed 5.1.1 550 -: no smtp;550 5.1.1 no|bob@example.net failed - "
    "0 -: gone" },
  { "pmdf-delayed",
    PMDF "Your message has been enqueued and undeliverable for 1 day\nto the following "
         "recipients:\n\n  Recipient address: ann@example.net\n  Reason: slow\n",
    "pmdf", "ann@example.net delayed - 0 -: slow" },
  { "pmdf-relayed",
    PMDF "Your message has been successfully relayed to the following recipients:\n\n"
         "  Recipient address: ann@example.net\n",
    "pmdf", "ann@example.net relayed - 0 -: -" },
  { "pp",
    HEAD "This report relates to your message: Subject: hi\n\nYour message was not "
         "delivered to:\n\tann@example.net\nfor the following reason:\n\tUnknown "
         "Address\n\n***** The following information is directed towards the local "
         "administrator\n* bob@example.net\n",
    "pp", "ann@example.net failed - 0 -: Unknown Address" },
  { "mmdf",
    "From: Memo Service (MMDF 2.43) <mmdf@mx.example.com>\nTo: me@example.com\n"
    "Subject: Failed mail  (msg.a1)\n\n    Your message could not be delivered to\n"
    "'ann@example.net (host: example.net)' for the following\nreason:  ' Unknown "
    "user'\n"
    "\n    Your message begins as follows:\n\nbob@example.net\n",
    "mmdf", "ann@example.net failed - 0 -: Unknown user" },
  { "smail",
    HEAD
    "|------------ Message log follows: ------------|\n no valid recipients\n"
    "|------------ Failed addresses follow: --------|\n <ann@example.net> ... "
    "unknown user\n|------------ Message text follows: -----------|\nTo: x@y.example"
    "\n",
    "smail", "ann@example.net failed - 0 -: unknown user" },
  { "james",
    FROM "Subject: Re: hi\n\nHi. This is the James mail server at mx.example.com.\nI'm "
         "afraid I wasn't able to deliver your message to the following addresses.\n\n"
         "Failed recipient(s):\nann@example.net\n\nError message:\n550 5.1.1 no\n",
    "james", "ann@example.net failed 5.1.1 550 -: 550 5.1.1 no" },
  { "haraka",
    HEAD
    "Hi. This is the Haraka Mailer program at mx.example.com.\nI'm afraid I wasn't "
    "able to deliver your message\n\nIntended Recipients: <ann@example.net>, "
    "<bob@example.net>\nFailure Reason: Some recipients failed\n\n"
    "<ann@example.net>: 550 5.1.1 no\n",
    "haraka",
    "ann@example.net failed 5.1.1 550 -: 550 5.1.1 no|bob@example.net failed - 0 -: "
    "Some recipients failed" },
  { "fml",
    "From: club-admin@example.net\nTo: me@example.com\nSubject: hi\nX-MLServer: fml "
    "[fml "
    "4]\n\nYou are not a member of this mailing list <club@example.net>.\n\nSee "
    "club-ctl@example.net\n",
    "fml",
    "club@example.net failed - 0 -: You are not a member of this mailing list "
    "<club@example.net>." },
  { "fml-plain", PLAIN "\nYou are not a member of this mailing list <c@example.net>.\n",
    NULL, "" },
  { "mailman",
    "From: club-owner@example.net\nTo: me@example.com\nSubject: "
    "hi\nX-List-Administrivia: yes\nX-BeenThere: "
    "club@example.net\n\nYou are not allowed to post to this mailing list,\nand so "
    "on.\n",
    "mailman",
    "club@example.net failed - 0 -: You are not allowed to post to this mailing list, "
    "and so on." },
  { "fml-post",
    "From: Ann <ann@example.net>\nTo: club@example.net\nX-MLServer: fml [fml 4]\n"
    "X-Mail-Count: 12\n\nYou are not a member of this mailing list, it says.\n",
    NULL, "" },
  { "mailman-post",
    "From: Ann <ann@example.net>\nTo: club@example.net\nX-BeenThere: "
    "club@example.net\n\nYou are not allowed to post to this mailing list,\nit says.\n",
    NULL, "" },
  { "mailman-held",
    "From: club-owner@example.net\nTo: me@example.com\nSubject: "
    "hi\nX-List-Administrivia: yes\nX-BeenThere: "
    "club@example.net\n\nYour mail to 'Club' is being held until the moderator "
    "looks.\n",
    NULL, "" },
};

static char *
describe (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->recipients->len; i++) {
    const DsnRecipient *r = &g_array_index (report->recipients, DsnRecipient, i);
    char code[DSN_CODE_TEXT_SIZE] = "-";

    if (r->diagnostic_status.klass != 0)
      dsn_code_to_text (r->diagnostic_status, code);
    g_string_append_printf (out, "%s%s %s %s %u %s: %s", i > 0 ? "|" : "", r->address,
                            dsn_action_to_string (r->action), code, r->reply_code,
                            r->remote_mta.name != NULL ? r->remote_mta.name : "-",
                            r->diagnostic_text != NULL ? r->diagnostic_text : "-");
  }
  return g_string_free (out, FALSE);
}

static void
test_system (gconstpointer data)
{
  const struct SystemCase *c = data;
  g_autoptr (DsnReport) report = test_read_row (c->text, strlen (c->text));
  g_autofree char *recipients = describe (report);

  g_assert_cmpstr (report->format, ==, c->format);
  g_assert_cmpstr (recipients, ==, c->recipients);
  for (gsize n = 0; n < strlen (c->text); n++)
    dsn_report_unref (test_read_row (c->text, n));
}

#define SIGNATURE "\x78\x9f\x3e\x22\x01\x00"
#define VERSION "\x01\x06\x90\x08\x00\x04\x00\x00\x00\x00\x00\x01\x00\x01\x00"
#define CLASS                                                                          \
  "\x01\x08\x80\x07\x00\x03\x00\x00\x00"                                               \
  "A.B\x00\x00"

static const struct TnefCase {
  const char *name;
  DsnSpan data;
  const char *found; /* NULL: none */
} tnef_cases[] = {
  { "first", SPAN (SIGNATURE CLASS), "A.B" },
  { "second", SPAN (SIGNATURE VERSION CLASS), "A.B" },
  { "no-signature", SPAN ("\x78\x9f\x3e\x23\x01\x00" CLASS), NULL },
  { "no-class", SPAN (SIGNATURE VERSION), NULL },
  { "empty-class", SPAN (SIGNATURE "\x01\x08\x80\x07\x00\x01\x00\x00\x00\x00"), NULL },
  { "too-long",
    SPAN (SIGNATURE "\x01\x08\x80\x07\x00\xff\xff\xff\xff"
                    "A"),
    NULL },
  { "of-an-attachment",
    SPAN (SIGNATURE "\x02\x08\x80\x07\x00\x01\x00\x00\x00"
                    "A"),
    NULL },
  { "empty", SPAN (""), NULL },
};

static void
test_tnef (gconstpointer data)
{
  const struct TnefCase *c = data;
  DsnSpan found = { NULL, 0 };

  g_assert_cmpint (dsn_tnef_find_class (c->data, &found), ==, c->found != NULL);
  if (c->found != NULL)
    test_assert_text (found, c->found);
  for (gsize n = 0; n < c->data.len; n++) {
    g_autofree guint8 *copy = g_memdup2 (c->data.data, n);

    dsn_tnef_find_class ((DsnSpan){ copy, n }, &found);
  }
}

/* The class is looked for among the first attributes only. */
static void
test_tnef_ceiling (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  DsnSpan found;

  g_byte_array_append (data, (const guint8 *) SIGNATURE, 6);
  for (guint i = 0; i < 31; i++)
    g_byte_array_append (data, (const guint8 *) VERSION, 15);
  g_byte_array_append (data, (const guint8 *) CLASS, 14);
  g_assert_true (dsn_tnef_find_class ((DsnSpan){ data->data, data->len }, &found));
  g_byte_array_set_size (data, data->len - 14);
  g_byte_array_append (data, (const guint8 *) VERSION, 15);
  g_byte_array_append (data, (const guint8 *) CLASS, 14);
  g_assert_false (dsn_tnef_find_class ((DsnSpan){ data->data, data->len }, &found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/system", cases, test_system);
  TEST_ADD_ROWS ("/tnef", tnef_cases, test_tnef);
  g_test_add_func ("/tnef/ceiling", test_tnef_ceiling);
  return g_test_run ();
}
