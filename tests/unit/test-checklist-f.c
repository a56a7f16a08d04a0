/* test-checklist-f.c: section F of the RFC checklist: receipts (RFC 8098), complaints
 * (RFC 5965, RFC 6591), tracking (RFC 3886) and automatic answers (RFC 3834), told
 * apart from bounces. */
#include "test-checklist.h"

#define MDN_TYPE                                                                       \
  "Content-Type: multipart/report; report-type=disposition-notification; "             \
  "boundary=\"B\"\n\n" TEST_TEXT "--B\nContent-Type: "                                 \
  "message/disposition-notification\n\n"
#define MDN_ID "Original-Message-ID: <issue-7@press.example>\n"
#define MDN_END "\n" TEST_END
#define ARF_TYPE                                                                       \
  "Content-Type: multipart/report; report-type=feedback-report; "                      \
  "boundary=\"B\"\n\n" TEST_TEXT "--B\nContent-Type: message/feedback-report\n\n"
#define ARF_HEAD "Feedback-Type: abuse\nUser-Agent: Loop/1\nVersion: 1\n"

static DsnReport *
parse_between (const char *head, const char *fields, const char *tail)
{
  g_autofree char *rest = g_strconcat (head, fields, tail, NULL);

  return test_parse_body (rest);
}

static void
assert_kind (const DsnReport *report, DsnKind kind, const char *address)
{
  g_assert_cmpint (dsn_report_get_kind (report), ==, kind);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, address != NULL);
  if (address == NULL)
    return;
  g_assert_cmpstr (dsn_recipient_get_address (dsn_report_get_recipient (report, 0)), ==,
                   address);
  g_assert_cmpint (dsn_recipient_get_action (dsn_report_get_recipient (report, 0)), ==,
                   DSN_ACTION_UNKNOWN);
}

/* What the verdict of the only recipient is; never a hard one, never suppress. */
static void
assert_category (const DsnReport *report, const char *category)
{
  const DsnVerdict *verdict =
      dsn_recipient_get_verdict (dsn_report_get_recipient (report, 0));

  g_assert_cmpstr (verdict->category, ==, category);
  g_assert_false (verdict->hard);
  g_assert_cmpint (verdict->advice, !=, DSN_ADVICE_SUPPRESS);
}

static const struct DispositionCase {
  const char *path;
  const char *text; /* of the Disposition field */
  DsnDispositionType type;
  const char *action_mode, *sending_mode;
  const char *modifiers; /* parted by commas */
  const char *defects;
} disposition_cases[] = {
  { "/checklist/M-03/displayed", "manual-action/MDN-sent-manually; displayed",
    DSN_DISPOSITION_DISPLAYED, "manual", "manual", "", "" },
  { "/checklist/M-03/deleted", "automatic-action/MDN-sent-automatically; deleted",
    DSN_DISPOSITION_DELETED, "automatic", "automatic", "", "" },
  { "/checklist/M-03/dispatched", "manual-action/MDN-sent-automatically; dispatched",
    DSN_DISPOSITION_DISPATCHED, "manual", "automatic", "", "" },
  { "/checklist/M-03/processed", "Automatic-Action/mdn-sent-manually; PROCESSED",
    DSN_DISPOSITION_PROCESSED, "automatic", "manual", "", "" },
  { "/checklist/M-03/modifiers",
    "automatic-action/MDN-sent-automatically; processed/error, warning, expired",
    DSN_DISPOSITION_PROCESSED, "automatic", "automatic", "error,warning,expired", "" },
  { "/checklist/M-03/no-modes", "displayed", DSN_DISPOSITION_DISPLAYED, NULL, NULL, "",
    "odd-disposition" },
  { "/checklist/M-03/modes-swapped", "MDN-sent-manually/manual-action; displayed",
    DSN_DISPOSITION_DISPLAYED, "manual", "manual", "", "odd-disposition" },
  { "/checklist/M-03/unknown-type", "manual-action/MDN-sent-manually; eaten",
    DSN_DISPOSITION_UNKNOWN, NULL, NULL, "", "bad-disposition" },
  { "/checklist/M-01/denied", "manual-action/MDN-sent-manually; denied",
    DSN_DISPOSITION_DENIED, "manual", "manual", "", "" },
  { "/checklist/M-01/failed", "automatic-action/MDN-sent-automatically; failed/error",
    DSN_DISPOSITION_FAILED, "automatic", "automatic", "error", "" },
  { "/checklist/M-01/error", "manual-action/MDN-sent-manually; displayed/error",
    DSN_DISPOSITION_DISPLAYED, "manual", "manual", "error", "" },
  { "/checklist/M-02/comments",
    "(a) manual-action (b (c)) / (d) MDN-sent-manually (e); (f) displayed (g)",
    DSN_DISPOSITION_DISPLAYED, "manual", "manual", "", "" },
};

static void
test_disposition (gconstpointer data)
{
  const struct DispositionCase *c = data;
  g_autofree char *fields = g_strconcat (
      "Final-Recipient: rfc822; reader@books.example\n" MDN_ID "Disposition: ", c->text,
      "\n", NULL);
  g_autoptr (DsnReport) report = parse_between (MDN_TYPE, fields, MDN_END);
  const DsnDisposition *disposition = dsn_report_get_disposition (report);
  g_autofree char *modifiers = NULL;

  assert_kind (report, DSN_KIND_DISPOSITION, "reader@books.example");
  assert_category (report, "delivered");
  g_assert_cmpint (disposition->type, ==, c->type);
  g_assert_cmpstr (disposition->action_mode, ==, c->action_mode);
  g_assert_cmpstr (disposition->sending_mode, ==, c->sending_mode);
  modifiers = disposition->modifiers != NULL
                  ? g_strjoinv (",", (char **) disposition->modifiers)
                  : g_strdup ("");
  g_assert_cmpstr (modifiers, ==, c->modifiers);
  test_assert_defects (report, c->defects);
}

/* §2.4: comments may end every field. */
static void
test_trailing_comments (void)
{
  g_autoptr (DsnReport) report = parse_between (
      MDN_TYPE,
      "Reporting-UA: desk.example; Reader (2 (beta))\n"
      "Final-Recipient: rfc822; reader@books.example (the\n reader)\n"
      "Original-Message-ID: <issue-7@press.example> (seven)\n"
      "Disposition: manual-action/MDN-sent-manually; displayed (at last)\n",
      MDN_END);
  const DsnDisposition *disposition = dsn_report_get_disposition (report);

  assert_kind (report, DSN_KIND_DISPOSITION, "reader@books.example");
  g_assert_cmpstr (disposition->reporting_ua, ==, "desk.example");
  g_assert_cmpstr (disposition->product, ==, "Reader");
  g_assert_cmpstr (disposition->original_message_id, ==, "issue-7@press.example");
  g_assert_cmpint (disposition->type, ==, DSN_DISPOSITION_DISPLAYED);
  g_assert_cmpstr (test_find_message_field (report, "Reporting-UA"), ==,
                   "desk.example; Reader (2 (beta))");
  test_assert_defects (report, "");
}

static void
test_correlation (void)
{
  g_autoptr (DsnReport) report =
      parse_between (MDN_TYPE,
                     "Original-Recipient: rfc822; books@press.example\n"
                     "Final-Recipient: rfc822; reader@books.example\n" MDN_ID
                     "Disposition: manual-action/MDN-sent-manually; displayed\n",
                     MDN_END);
  g_autoptr (DsnReport) without = parse_between (
      MDN_TYPE, "Disposition: manual-action/MDN-sent-manually; displayed\n", MDN_END);

  assert_kind (report, DSN_KIND_DISPOSITION, "books@press.example");
  g_assert_cmpstr (dsn_report_get_original (report)->message_id, ==,
                   "issue-7@press.example");
  assert_kind (without, DSN_KIND_DISPOSITION, NULL);
  test_assert_defects (without, "missing-recipient");
}

static const struct AgentCase {
  const char *path;
  const char *text;
  const char *name, *product;
} agent_cases[] = {
  { "/checklist/M-05/both", "desk.example; Reader 4.1", "desk.example", "Reader 4.1" },
  { "/checklist/M-05/name-alone", "Reader", "Reader", NULL },
  { "/checklist/M-05/product-with-semicolon", "d.example; a; b", "d.example", "a; b" },
  { "/checklist/M-05/no-name", "; Reader", NULL, "Reader" },
};

static void
test_agent (gconstpointer data)
{
  const struct AgentCase *c = data;
  g_autofree char *fields = g_strconcat (
      "Reporting-UA: ", c->text, "\nFinal-Recipient: rfc822; reader@books.example\n",
      "Disposition: manual-action/MDN-sent-manually; displayed\n", NULL);
  g_autoptr (DsnReport) report = parse_between (MDN_TYPE, fields, MDN_END);

  g_assert_cmpstr (dsn_report_get_disposition (report)->reporting_ua, ==, c->name);
  g_assert_cmpstr (dsn_report_get_disposition (report)->product, ==, c->product);
}

/* A bounce inside of a receipt is the message that was read; beside it, it is a bounce.
 */
static void
test_receipt_and_bounce (void)
{
#define STATUS_PART                                                                    \
  "--B\nContent-Type: message/delivery-status\n\n" TEST_GROUP TEST_FAILED
  g_autoptr (DsnReport) inside = parse_between (
      MDN_TYPE, TEST_FINAL "Disposition: manual-action/MDN-sent-manually; displayed\n",
      "\n--B\nContent-Type: message/rfc822\n\n"
      "Content-Type: multipart/report; boundary=\"C\"\n\n--C\n"
      "Content-Type: message/delivery-status\n\n" TEST_GROUP TEST_FAILED
      "\n--C--\n" TEST_END);
  g_autoptr (DsnReport) beside = parse_between (
      MDN_TYPE, TEST_FINAL "Disposition: manual-action/MDN-sent-manually; displayed\n",
      "\n" STATUS_PART MDN_END);

  assert_kind (inside, DSN_KIND_DISPOSITION, "reader@books.example");
  g_assert_cmpint (dsn_report_get_kind (beside), ==, DSN_KIND_DELIVERY_STATUS);
  test_assert_reader (beside);
}

static void
test_arf (void)
{
  g_autoptr (DsnReport) report =
      parse_between (ARF_TYPE, ARF_HEAD "Original-Rcpt-To: reader@books.example\n",
                     TEST_ORIGINAL TEST_END);

  assert_kind (report, DSN_KIND_FEEDBACK, "reader@books.example");
  assert_category (report, "feedback");
  g_assert_cmpstr (dsn_report_get_format (report), ==, "rfc5965");
  test_assert_original (report);
  test_assert_defects (report, "");
}

static const struct RequiredCase {
  const char *path;
  const char *fields;
  const char *type;
  const char *defects;
} required_cases[] = {
  { "/checklist/A-02/no-version", "Feedback-Type: abuse\nUser-Agent: Loop/1\n", "abuse",
    "missing-feedback-field" },
  { "/checklist/A-02/no-type", "User-Agent: Loop/1\nVersion: 1\n", NULL,
    "missing-feedback-field" },
  { "/checklist/A-02/twice", ARF_HEAD "Feedback-Type: fraud\n", "abuse",
    "duplicate-field" },
  { "/checklist/A-02/upper-case", "FEEDBACK-TYPE: Fraud\nUser-Agent: x\nVersion: 0.1\n",
    "fraud", "" },
  { "/checklist/A-02/own-type", "Feedback-Type: x-tired\nUser-Agent: x\nVersion: 1\n",
    "x-tired", "" },
};

static void
test_required (gconstpointer data)
{
  const struct RequiredCase *c = data;
  g_autoptr (DsnReport) report = parse_between (ARF_TYPE, c->fields, MDN_END);

  assert_kind (report, DSN_KIND_FEEDBACK, NULL);
  g_assert_cmpstr (dsn_report_get_feedback (report)->type, ==, c->type);
  test_assert_defects (report, c->defects);
}

static void
test_once (void)
{
  g_autoptr (DsnReport) report = parse_between (
      ARF_TYPE,
      ARF_HEAD "Original-Envelope-Id: Q7\nOriginal-Mail-From: <editor@press.example>\n"
               "Arrival-Date: Sat, 01 Mar 2025 12:00:00 +0000\nSource-IP: 192.0.2.7\n"
               "Reporting-MTA: dns; mx.books.example\nIncidents: 12\n"
               "Source-IP: 192.0.2.8\nX-Mood: bad\n",
      MDN_END);
  const DsnFeedback *feedback = dsn_report_get_feedback (report);

  g_assert_cmpstr (dsn_report_get_original_envelope_id (report), ==, "Q7");
  g_assert_cmpint (dsn_report_get_arrival_date (report), ==, 1740830400);
  g_assert_cmpstr (dsn_report_get_reporting_mta (report, NULL), ==, "mx.books.example");
  g_assert_cmpstr (feedback->mail_from, ==, "editor@press.example");
  g_assert_cmpstr (feedback->source_ip, ==, "192.0.2.7");
  g_assert_cmpuint (feedback->incidents, ==, 12);
  g_assert_cmpstr (feedback->user_agent, ==, "Loop/1");
  g_assert_cmpstr (feedback->version, ==, "1");
  g_assert_cmpstr (test_find_message_field (report, "Source-IP"), ==, "192.0.2.8");
  g_assert_cmpstr (test_find_message_field (report, "X-Mood"), ==, "bad");
  test_assert_defects (report, "duplicate-field");
}

static void
assert_strings (const char *const *found, const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", (char **) found);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_many (void)
{
  g_autoptr (DsnReport) report = parse_between (
      ARF_TYPE,
      ARF_HEAD
      "Authentication-Results: a; spf=pass\nAuthentication-Results: b; dkim=fail\n"
      "Original-Rcpt-To: reader@books.example\nOriginal-Rcpt-To: <ann@books.example>\n"
      "Original-Rcpt-To: reader@books.example\nReported-Domain: press.example\n"
      "Reported-Domain: print.example\nReported-URI: https://press.example/7\n"
      "Reported-URI: mailto:a@press.example\n",
      MDN_END);
  const DsnFeedback *feedback = dsn_report_get_feedback (report);

  assert_strings (feedback->authentication_results, "a; spf=pass|b; dkim=fail");
  assert_strings (feedback->reported_domains, "press.example|print.example");
  assert_strings (feedback->reported_uris,
                  "https://press.example/7|mailto:a@press.example");
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 2);
  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_UNKNOWN, "");
  test_assert_recipient (report, 1, "ann@books.example", DSN_ACTION_UNKNOWN, "");
  test_assert_defects (report, "");
}

/* Where the address is blotted out: what else tells it, and that it was guessed. */
static const struct RedactedCase {
  const char *path;
  const char *fields;
  const char *header; /* of the returned message */
  const char *address;
  const char *defects;
} redacted_cases[] = {
  { "/checklist/A-04/verp",
    "Original-Mail-From: <bounce+ann=books.example@press.example>\n",
    "To: redacted@books.example\n", "ann@books.example", "recipient-guessed" },
  { "/checklist/A-04/verp-of-return-path", "Original-Rcpt-To: redacted@books.example\n",
    "Return-Path: <list-return-7-ann=books.example@press.example>\n",
    "ann@books.example", "recipient-guessed redacted-recipient" },
  { "/checklist/A-04/to", "",
    "From: editor@press.example\nTo: Ann <ann@books.example>\n", "ann@books.example",
    "recipient-guessed" },
  { "/checklist/A-04/to-of-a-list", "",
    "To: list@press.example\nList-Post: <mailto:list@press.example>\n"
    "Delivered-To: ann@books.example\n",
    "ann@books.example", "recipient-guessed" },
  { "/checklist/A-04/delivered-to", "",
    "From: editor@press.example\nTo: editor@press.example\n"
    "X-Original-To: ann@books.example\n",
    "ann@books.example", "recipient-guessed" },
  { "/checklist/A-04/two-in-to", "", "To: ann@books.example, bee@books.example\n", NULL,
    "" },
  { "/checklist/A-04/hidden", "Original-Rcpt-To: xxxxx@books.example\n",
    "To: undisclosed-recipients:;\n", NULL, "redacted-recipient" },
  { "/checklist/A-04/srs-is-no-verp",
    "Original-Mail-From: <SRS0=ab=cd=books.example=ann@press.example>\n",
    "Subject: x\n", NULL, "" },
  { "/checklist/A-04/batv-is-no-verp",
    "Original-Mail-From: <prvs=0123-ab=editor.example@press.example>\n", "Subject: x\n",
    NULL, "" },
};

static void
test_redacted (gconstpointer data)
{
  const struct RedactedCase *c = data;
  g_autofree char *fields = g_strconcat (ARF_HEAD, c->fields, NULL);
  g_autofree char *tail = g_strconcat ("\n--B\nContent-Type: text/rfc822-headers\n\n",
                                       c->header, "\n" TEST_END, NULL);
  g_autoptr (DsnReport) report = parse_between (ARF_TYPE, fields, tail);

  assert_kind (report, DSN_KIND_FEEDBACK, c->address);
  test_assert_defects (report, c->defects);
}

static void
test_auth_failure (void)
{
  g_autoptr (DsnReport) report = parse_between (
      ARF_TYPE,
      "Feedback-Type: auth-failure\nUser-Agent: f/1\nVersion: 1\nAuth-Failure: DMARC\n"
      "Delivery-Result: reject\nIdentity-Alignment: spf\nDKIM-Domain: press.example\n"
      "DKIM-Identity: @press.example\nDKIM-Selector: s1\nSource-Port: 2525\n"
      "SPF-DNS: txt : press.example : \"v=spf1 -all\"\n",
      MDN_END);
  const DsnFeedback *feedback = dsn_report_get_feedback (report);
  g_autofree char *json = test_json (report);

  assert_kind (report, DSN_KIND_FEEDBACK, NULL);
  g_assert_cmpstr (feedback->type, ==, "auth-failure");
  g_assert_cmpstr (feedback->auth_failure, ==, "dmarc");
  g_assert_cmpstr (feedback->delivery_result, ==, "reject");
  g_assert_cmpstr (feedback->identity_alignment, ==, "spf");
  g_assert_cmpstr (feedback->dkim_domain, ==, "press.example");
  g_assert_cmpstr (feedback->dkim_identity, ==, "@press.example");
  g_assert_cmpstr (feedback->dkim_selector, ==, "s1");
  g_assert_cmpuint (feedback->source_port, ==, 2525);
  assert_strings (feedback->spf_dns, "txt : press.example : \"v=spf1 -all\"");
  test_assert_holds (json, "\"feedback\":{\"type\":\"auth-failure\"");
  test_assert_defects (report, "");
}

#define RETURNED(header)                                                               \
  "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"B\"\n\n"               \
  "--B\nContent-Type: message/rfc822\n\n" header "\n\nhello\n--B--\n"

static const struct MailCase {
  const char *path;
  const char *text;
  DsnKind kind;
  const char *format;
  const char *address;
} mail_cases[] = {
  { "/checklist/A-06/hotmail",
    "From: staff@bigmail.example\nSubject: complaint about message from "
    "192.0.2.7\n" RETURNED (
        "X-HmXmrOriginalRecipient: ann@books.example\nTo: list@press.example"),
    DSN_KIND_FEEDBACK, "complaint", "ann@books.example" },
  { "/checklist/A-06/before-arf",
    "From: scomp@bigmail.example\nSubject: Client TOS Notification\nX-AOL-INRLY: "
    "x\n" RETURNED ("From: editor@press.example\nTo: ann@books.example"),
    DSN_KIND_FEEDBACK, "complaint", "ann@books.example" },
  { "/checklist/A-06/unsubscribe",
    "From: ann@books.example\nTo: unsubscribe+77@press.example\nSubject: unsubscribe\n"
    "\nunsubscribe\n",
    DSN_KIND_FEEDBACK, "complaint", "ann@books.example" },
  { "/checklist/A-06/forwarded-mail-is-none",
    "From: ann@books.example\nSubject: Fwd: issue 7\n" RETURNED (
        "From: editor@press.example\nTo: ann@books.example"),
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-01/vacation",
    "From: ann@books.example\nSubject: away\nAuto-Submitted: auto-replied (vacation)\n"
    "\nback soon\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-01/replied-to-a-message",
    "Return-Path: <>\nFrom: ann@books.example\nSubject: xyz\nIn-Reply-To: "
    "<7@press.example>\n"
    "Auto-Submitted: auto-replied\n\nxyz\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-01/generated",
    "Return-Path: <>\nFrom: cron@books.example\nSubject: report\n"
    "Auto-Submitted: auto-generated\nPrecedence: bulk\n\nall is well\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-02/replied-alone",
    "From: ann@books.example\nSubject: xyz\nAuto-Submitted: auto-replied\n\nxyz\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-02/replied-by-a-daemon",
    "Return-Path: <>\nFrom: MAILER-DAEMON@books.example\nSubject: xyz\n"
    "In-Reply-To: <7@press.example>\nAuto-Submitted: auto-replied\nPrecedence: "
    "bulk\n\nxyz\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-03/precedence",
    "From: ann@books.example\nSubject: x\nPrecedence: auto_reply\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/x-autoreply", "From: ann@books.example\nX-Autoreply: yes\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/x-autorespond",
    "From: ann@books.example\nX-Autorespond: on\n\nx\n", DSN_KIND_AUTO_REPLY,
    "auto-reply", "ann@books.example" },
  { "/checklist/V-03/rules-agent",
    "From: ann@books.example\n"
    "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/messageclass",
    "From: ann@books.example\nX-POST-MessageClass: 9; Autoresponder\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/english",
    "From: ann@books.example\nSubject: Automatic reply: x\n\nx\n", DSN_KIND_AUTO_REPLY,
    "auto-reply", "ann@books.example" },
  { "/checklist/V-03/german",
    "Return-Path: <>\nFrom: ann@books.example\nSubject: Abwesenheit: x\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/french",
    "From: ann@books.example\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique_:_x?=\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/spanish",
    "From: ann@books.example\nSubject: Respuesta automática: x\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/italian",
    "From: ann@books.example\nSubject: Risposta automatica: x\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/japanese", "From: ann@books.example\nSubject: 自動返信: x\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/chinese", "From: ann@books.example\nSubject: 自动回复: x\n\nx\n",
    DSN_KIND_AUTO_REPLY, "auto-reply", "ann@books.example" },
  { "/checklist/V-03/answer-to-an-answer",
    "From: ann@books.example\nSubject: RE: Automatic reply: x\n"
    "In-Reply-To: <7@press.example>\n\nenjoy\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-03/list",
    "From: ann@books.example\nSubject: Out of office: x\nPrecedence: bulk\n"
    "List-Id: <a.press.example>\n\nI am out of the office\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-04/suppress-alone",
    "From: ann@books.example\nSubject: x\nX-Auto-Response-Suppress: All\n\nx\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-05/confirm",
    "From: ann@books.example\nSubject: Please confirm your message\n"
    "Reply-To: ann-confirm-17.2.ab@books.example\nX-Delivery-Agent: TMDA/1.1\n\nx\n",
    DSN_KIND_AUTO_REPLY, "challenge", "ann@books.example" },
  { "/checklist/V-05/click",
    "From: ann@books.example\nSubject: Re: x\n\nJust this once, click the link below "
    "so I\n"
    "can receive your emails.\n",
    DSN_KIND_AUTO_REPLY, "challenge", "ann@books.example" },
  { "/checklist/V-05/bluebottle",
    "From: ann@books.example\nSubject: x\nX-Bluebottle-Request: 1\n\nx\n",
    DSN_KIND_AUTO_REPLY, "challenge", "ann@books.example" },
  { "/checklist/V-05/quoted-challenge",
    "From: ann@books.example\nSubject: Re: x\n\nis this yours?\n"
    "> Just this once, click the link below so I can receive your emails.\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-05/moderated-list",
    "From: list@books.example\nSubject: Re: x\nPrecedence: bulk\n\n"
    "Before your message can be delivered, you wait for the list moderator.\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-07/dmarc",
    "From: d@books.example\nSubject: Report Domain: press.example Submitter: "
    "books.example "
    "Report-ID: 1\nContent-Type: application/gzip; "
    "name=\"books.example!press.example!1740787200!1740873599.xml.gz\"\n\nx\n",
    DSN_KIND_OTHER, "dmarc-aggregate", NULL },
  { "/checklist/V-07/tls-rpt",
    "From: t@books.example\nTLS-Report-Domain: press.example\n"
    "Content-Type: multipart/report; report-type=tlsrpt; boundary=B\n\n--B\n"
    "Content-Type: application/tlsrpt+gzip\n\nx\n--B--\n",
    DSN_KIND_OTHER, "tls-rpt", NULL },
  { "/checklist/V-08/subscription",
    "From: list-request@press.example\nSubject: confirm 1a2b3c\nPrecedence: bulk\n\n"
    "Simply reply to this message to confirm your subscription.\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-08/newsletter",
    "From: news@press.example\nSubject: Why mail is not delivered\n"
    "List-Unsubscribe: <mailto:u@press.example>\nPrecedence: bulk\n\n550 5.1.1 user "
    "unknown\n",
    DSN_KIND_OTHER, NULL, NULL },
  { "/checklist/V-08/spam",
    "From: Mail Server <info@press.example>\nSubject: 5 messages were not delivered\n\n"
    "Your mailbox ann@books.example is full. Click here.\n",
    DSN_KIND_OTHER, NULL, NULL },
};

static void
test_mail (gconstpointer data)
{
  const struct MailCase *c = data;
  g_autoptr (DsnReport) report = test_parse (c->text);
  g_autofree char *json = test_json (report);

  assert_kind (report, c->kind, c->address);
  g_assert_cmpstr (dsn_report_get_format (report), ==, c->format);
  test_assert_holds (json, c->kind == DSN_KIND_OTHER ? "{\"type\":\"other\""
                                                     : "{\"type\":\"report\"");
  if (c->kind == DSN_KIND_FEEDBACK)
    assert_category (report, "feedback");
  else if (c->kind == DSN_KIND_AUTO_REPLY)
    assert_category (report, g_str_equal (c->format, "challenge") ? "challenge-response"
                                                                  : "auto-reply");
}

/* Auto-Submitted: auto-replied stands on bounces, and they stay bounces. */
static void
test_replied_bounce (void)
{
  g_autoptr (DsnReport) report = test_parse (
      "Auto-Submitted: auto-replied\nPrecedence: bulk\nIn-Reply-To: <7@press.example>\n"
      "X-Auto-Response-Suppress: All\n" TEST_HEADER TEST_REPORT_TYPE
      "\n" TEST_TEXT TEST_STATUS TEST_GROUP TEST_FAILED "\n" TEST_END);

  test_assert_reader (report);
}

/* RFC 3886 §3: the same shape, and two more actions. */
static const struct TrackingCase {
  const char *path;
  const char *action;
  DsnAction read;
} tracking_cases[] = {
  { "/checklist/T-01/transferred", "transferred", DSN_ACTION_RELAYED },
  { "/checklist/T-01/opaque", "opaque", DSN_ACTION_RELAYED },
  { "/checklist/T-01/delivered", "delivered", DSN_ACTION_DELIVERED },
};

static void
test_tracking (gconstpointer data)
{
  const struct TrackingCase *c = data;
  g_autofree char *fields = g_strconcat (
      "Original-Envelope-Id: Q7\nReporting-MTA: dns; relay.example\n\n"
      "Original-Recipient: rfc822; reader@books.example\n" TEST_FINAL "Action: ",
      c->action,
      "\nStatus: 2.1.9\nLast-Attempt-Date: Sat, 01 Mar 2025 "
      "12:00:00 +0000\n",
      NULL);
  g_autoptr (DsnReport) report =
      parse_between ("Content-Type: multipart/related; boundary=\"B\"\n\n--B\n"
                     "Content-Type: multipart/report; report-type=tracking-status; "
                     "boundary=\"C\"\n\n--C\nContent-Type: message/tracking-status\n\n",
                     fields, "\n--C--\n" TEST_END);

  test_assert_recipient (report, 0, "reader@books.example", c->read, "2.1.9");
  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_DELIVERY_STATUS);
  g_assert_cmpstr (dsn_report_get_original_envelope_id (report), ==, "Q7");
}

/* Warnings are no failures: where there is a machine part, its action says so. */
static void
test_warning (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FINAL "Action: delayed\nStatus: 4.4.7\n"
                 "Will-Retry-Until: Thu, 06 Mar 2025 12:00:00 +0000\n");
  const DsnVerdict *verdict =
      dsn_recipient_get_verdict (dsn_report_get_recipient (report, 0));

  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_DELAYED,
                         "4.4.7");
  g_assert_false (verdict->hard);
  g_assert_cmpint (verdict->advice, ==, DSN_ADVICE_RETRY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (disposition_cases, test_disposition);
  g_test_add_func ("/checklist/M-01/receipt-and-bounce", test_receipt_and_bounce);
  g_test_add_func ("/checklist/M-02/trailing-comments", test_trailing_comments);
  g_test_add_func ("/checklist/M-04/correlation", test_correlation);
  TEST_ADD_PATHS (agent_cases, test_agent);
  g_test_add_func ("/checklist/A-01/three-parts", test_arf);
  TEST_ADD_PATHS (required_cases, test_required);
  g_test_add_func ("/checklist/A-03/once", test_once);
  g_test_add_func ("/checklist/A-03/many", test_many);
  TEST_ADD_PATHS (redacted_cases, test_redacted);
  g_test_add_func ("/checklist/A-05/all-fields", test_auth_failure);
  TEST_ADD_PATHS (mail_cases, test_mail);
  g_test_add_func ("/checklist/V-02/bounce", test_replied_bounce);
  TEST_ADD_PATHS (tracking_cases, test_tracking);
  g_test_add_func ("/checklist/V-06/machine-part", test_warning);
  return g_test_run ();
}
