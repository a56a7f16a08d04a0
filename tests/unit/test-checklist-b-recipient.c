/* test-checklist-b-recipient.c: section B of the RFC checklist, D-17 to D-38: the
 * fields of a recipient, and what follows from them (RFC 3464 §2.3 to §4). */
#include "test-checklist.h"

#include "dsn-emit-text.h"

/* Which address to act on. */
static const struct AddressCase {
  const char *path;
  const char *fields; /* those that tell the recipient */
  const char *address;
  const char *original;
  const char *final;
  const char *defects;
} address_cases[] = {
  { "/checklist/D-17/original-before-final",
    "Original-Recipient: rfc822; Info@books.example\n"
    "Final-Recipient: rfc822; reader@host7.books.example\n",
    "Info@books.example", "Info@books.example", "reader@host7.books.example", "" },
  { "/checklist/D-17/any-order",
    TEST_FINAL "Original-Recipient: rfc822; info@books.example\n", "info@books.example",
    "info@books.example", "reader@books.example", "" },
  { "/checklist/D-17/xtext-undone",
    TEST_FINAL "Original-Recipient: rfc822;in+2Bfo+3D1@books.example\n",
    "in+fo=1@books.example", "in+2Bfo+3D1@books.example", "reader@books.example", "" },
  { "/checklist/D-17/xtext-of-the-at-sign",
    TEST_FINAL "Original-Recipient: rfc822;info+40books.example\n",
    "info@books.example", "info+40books.example", "reader@books.example", "" },
  { "/checklist/D-17/no-mail-address",
    TEST_FINAL "Original-Recipient: unknown; front desk\n", "reader@books.example",
    "front desk", "reader@books.example", "" },
  { "/checklist/D-18/case-kept", "Final-Recipient: rfc822; Read.ER@books.example\n",
    "Read.ER@books.example", NULL, "Read.ER@books.example", "" },
  { "/checklist/D-18/missing-original-stands-in",
    "Original-Recipient: rfc822; info@books.example\n", "info@books.example",
    "info@books.example", NULL, "missing-final-recipient" },
  { "/checklist/D-18/missing-actual-stands-in",
    "X-Actual-Recipient: rfc822; reader@books.example\n", "reader@books.example", NULL,
    "reader@books.example", "missing-recipient" },
  { "/checklist/D-18/missing-original-message-stands-in", "X-Nobody: here\n",
    "reader@books.example", NULL, "reader@books.example",
    "missing-recipient recipient-guessed" },
  { "/checklist/D-19/source-route",
    "Final-Recipient: rfc822; @relay.example,@b.example:Reader@Books.EXAMPLE\n",
    "Reader@books.example", NULL, "@relay.example,@b.example:Reader@Books.EXAMPLE",
    "odd-address" },
  { "/checklist/D-19/encapsulated",
    "Final-Recipient: rfc822; IMCEAEX-_O=PRESS_OU=A_CN=READER+20ONE@books.example\n",
    "IMCEAEX-_O=PRESS_OU=A_CN=READER+20ONE@books.example", NULL,
    "IMCEAEX-_O=PRESS_OU=A_CN=READER+20ONE@books.example", "" },
  { "/checklist/D-19/local-name", "Final-Recipient: rfc822; postfach\n", "postfach",
    NULL, "postfach", "bad-address" },
  { "/checklist/D-19/blanks-in-it", "Final-Recipient: rfc822; the front desk@x\n",
    "the front desk@x", NULL, "the front desk@x", "" },
  { "/checklist/D-19/x400", "Final-Recipient: x400; /G=Ann/S=Reader/ADMD=EXAMPLE/\n",
    "/G=Ann/S=Reader/ADMD=EXAMPLE/", NULL, "/G=Ann/S=Reader/ADMD=EXAMPLE/", "" },
};

static void
test_address (gconstpointer data)
{
  const struct AddressCase *c = data;
  g_autofree char *fields =
      g_strconcat (c->fields, "Action: failed\nStatus: 5.1.1\n", NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);

  test_assert_recipient (report, 0, c->address, DSN_ACTION_FAILED, "5.1.1");
  g_assert_cmpstr (dsn_recipient_get_original_recipient (recipient), ==, c->original);
  g_assert_cmpstr (dsn_recipient_get_final_recipient (recipient), ==, c->final);
  test_assert_defects (report, c->defects);
}

/* Action and Status as written, and as read. */
static const struct CodeCase {
  const char *path;
  const char *fields;
  DsnAction action;
  const char *status;
  const char *defects;
} code_cases[] = {
  { "/checklist/D-20/missing-class-5", "Status: 5.1.1\n", DSN_ACTION_FAILED, "5.1.1",
    "missing-action" },
  { "/checklist/D-20/missing-class-4", "Status: 4.4.1\n", DSN_ACTION_DELAYED, "4.4.1",
    "missing-action" },
  { "/checklist/D-20/missing-class-2", "Status: 2.1.5\n", DSN_ACTION_DELIVERED, "2.1.5",
    "missing-action" },
  { "/checklist/D-20/missing-and-no-status", "X-Odd: 1\n", DSN_ACTION_UNKNOWN, "",
    "missing-action missing-status" },
  { "/checklist/D-21/capitals", "Action: FAILED\nStatus: 5.1.1\n", DSN_ACTION_FAILED,
    "5.1.1", "" },
  { "/checklist/D-21/no-blank", "Action:delayed\nStatus:4.4.1\n", DSN_ACTION_DELAYED,
    "4.4.1", "" },
  { "/checklist/D-21/relayed", "Action: relayed\nStatus: 2.0.0\n", DSN_ACTION_RELAYED,
    "2.0.0", "" },
  { "/checklist/D-21/expanded", "Action: expanded\nStatus: 2.0.0\n",
    DSN_ACTION_EXPANDED, "2.0.0", "" },
  { "/checklist/D-21/final", "Action: Failed (final)\nStatus: 5.1.1\n",
    DSN_ACTION_FAILED, "5.1.1", "" },
  { "/checklist/D-21/failure", "Action: failure\nStatus: 5.1.1\n", DSN_ACTION_FAILED,
    "5.1.1", "odd-action" },
  { "/checklist/D-21/expired", "Action: expired\nStatus: 5.4.7\n", DSN_ACTION_FAILED,
    "5.4.7", "odd-action" },
  { "/checklist/D-21/deliverable", "Action: deliverable\nStatus: 2.1.5\n",
    DSN_ACTION_DELIVERED, "2.1.5", "odd-action" },
  { "/checklist/D-21/localized", "Action: fehlgeschlagen\nStatus: 5.1.1\n",
    DSN_ACTION_FAILED, "5.1.1", "missing-action unknown-action" },
  /* The notes of RFC 3464 §2.3.3 and §2.3.9 use words that its grammar does not have.
   * The list of errata is not at hand, so this stands for the line on them. */
  { "/checklist/D-38/failure-in-a-note", "Action: failure\nStatus: 5.0.0\n",
    DSN_ACTION_FAILED, "5.0.0", "odd-action" },
  { "/checklist/D-38/delay-in-a-note", "Action: delay\nStatus: 4.0.0\n",
    DSN_ACTION_DELAYED, "4.0.0", "odd-action" },
  { "/checklist/D-24/strict", "Action: failed\nStatus: 5.100.999\n", DSN_ACTION_FAILED,
    "5.100.999", "" },
  { "/checklist/D-24/comment", "Action: failed\nStatus: 5.1.1 (bad (really))\n",
    DSN_ACTION_FAILED, "5.1.1", "" },
  { "/checklist/D-24/empty", "Action: failed\nStatus:\n", DSN_ACTION_FAILED, "",
    "empty-field missing-status" },
  { "/checklist/D-24/two-numbers", "Action: failed\nStatus: 5.1\n", DSN_ACTION_FAILED,
    "5.1.0", "odd-status" },
  { "/checklist/D-24/four-numbers", "Action: failed\nStatus: 5.1.1.0\n",
    DSN_ACTION_FAILED, "5.1.1", "odd-status" },
  { "/checklist/D-24/full-stop", "Action: failed\nStatus: 5.1.1.\n", DSN_ACTION_FAILED,
    "5.1.1", "odd-status" },
  { "/checklist/D-24/leading-zeros", "Action: failed\nStatus: 5.01.001\n",
    DSN_ACTION_FAILED, "5.1.1", "odd-status" },
  { "/checklist/D-24/words-after", "Action: failed\nStatus: 5.1.1 no such user\n",
    DSN_ACTION_FAILED, "5.1.1", "odd-status" },
  { "/checklist/D-24/four-digits", "Action: failed\nStatus: 5.1.1000\n",
    DSN_ACTION_FAILED, "", "bad-status missing-status" },
  { "/checklist/D-24/other-class", "Action: failed\nStatus: 3.1.1\n", DSN_ACTION_FAILED,
    "", "bad-status missing-status" },
  { "/checklist/D-24/blanks-within", "Action: failed\nStatus: 5. 1. 1\n",
    DSN_ACTION_FAILED, "5.1.1", "odd-status" },
  { "/checklist/D-32/only-with-delayed",
    "Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sat, 1 Mar 2025 11:00:00 "
    "+0000\n",
    DSN_ACTION_DELAYED, "4.4.1", "" },
  { "/checklist/D-32/with-failed",
    "Action: failed\nStatus: 5.1.1\nWill-Retry-Until: Sat, 1 Mar 2025 11:00:00 +0000\n",
    DSN_ACTION_FAILED, "5.1.1", "retry-not-delayed" },
  { "/checklist/D-32/with-delivered",
    "Action: delivered\nStatus: 2.1.5\n"
    "Will-Retry-Until: Sat, 1 Mar 2025 11:00:00 +0000\n",
    DSN_ACTION_DELIVERED, "2.1.5", "retry-not-delayed" },
};

/* What is not a word of the standard is kept beside what it was read as. */
static void
assert_kept (const DsnReport *report, const DsnRecipient *recipient, const char *defect,
             const char *field)
{
  if (test_find_defect (report, defect) != NULL)
    g_assert_nonnull (test_find_field (recipient, field));
}

static void
test_code (gconstpointer data)
{
  const struct CodeCase *c = data;
  g_autofree char *fields = g_strconcat (TEST_FINAL, c->fields, NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);

  test_assert_recipient (report, 0, "reader@books.example", c->action, c->status);
  test_assert_defects (report, c->defects);
  assert_kept (report, recipient, "odd-action", "Action");
  assert_kept (report, recipient, "unknown-action", "Action");
  assert_kept (report, recipient, "odd-status", "Status");
  assert_kept (report, recipient, "bad-status", "Status");
  if (strstr (c->fields, "Will-Retry-Until") != NULL)
    g_assert_cmpint (dsn_recipient_get_will_retry_until (recipient), ==, 1740826800);
}

/* A soft line break inside the code. */
static void
test_split_status (void)
{
  g_autoptr (DsnReport) report = test_parse_body (
      TEST_REPORT_TYPE
      "\n--B\nContent-Type: message/delivery-status\n"
      "Content-Transfer-Encoding: quoted-printable\n\n" TEST_GROUP TEST_FINAL
      "Action: failed\nStatus: 5.=\n1.1\n" TEST_END);

  test_assert_reader (report);
  test_assert_defects (report, "encoded-report");
}

/* The outcome is the Action's, the cause the Status'. */
static void
test_given_up (void)
{
  g_autoptr (DsnReport) report =
      test_parse_group (TEST_FINAL "Action: failed\nStatus: 4.4.7\n");
  const DsnVerdict *verdict = dsn_recipient_get_verdict (test_only_recipient (report));

  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED, "4.4.7");
  test_assert_defects (report, "");
  g_assert_false (verdict->hard);
  g_assert_cmpint (verdict->advice, !=, DSN_ADVICE_SUPPRESS);
  test_assert_code (verdict->status, "4.4.7");
}

static void
test_no_bounce (gconstpointer data)
{
  const char *action = data;
  g_autofree char *fields =
      g_strconcat (TEST_FINAL "Status: 2.0.0\nAction: ", action, "\n", NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
  g_autofree char *json = test_json (report);

  g_assert_cmpstr (dsn_action_to_string (dsn_recipient_get_action (recipient)), ==,
                   action);
  g_assert_false (verdict->hard);
  g_assert_cmpint (verdict->advice, ==, DSN_ADVICE_NONE);
  g_assert_cmpint (verdict->scope, ==, DSN_SCOPE_NONE);
  test_assert_holds (json, "\"type\":\"report\"");
}

/* RFC 3463 §2: what is not registered reads as X.Y.0, then as X.0.0. */
static void
test_unregistered (void)
{
  static const char *const codes[][2] = {
    { "5.7.999", "5.7.0" }, { "5.2.99", "5.2.0" }, { "4.4.123", "4.4.0" },
    { "5.99.1", "5.0.0" },  { "4.9.9", "4.0.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *fields =
        g_strconcat (TEST_FINAL "Action: failed\nStatus: ", codes[i][0], "\n", NULL);
    g_autofree char *known =
        g_strconcat (TEST_FINAL "Action: failed\nStatus: ", codes[i][1], "\n", NULL);
    g_autoptr (DsnReport) report = test_parse_group (fields);
    g_autoptr (DsnReport) general = test_parse_group (known);
    const DsnRecipient *recipient = test_only_recipient (report);
    const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);

    test_assert_code (dsn_recipient_get_status (recipient), codes[i][0]);
    test_assert_code (verdict->status, codes[i][1]);
    g_assert_cmpstr (
        verdict->category, ==,
        dsn_recipient_get_verdict (test_only_recipient (general))->category);
  }
}

/* Whose words the diagnostic is, which is whose problem. */
static const struct IssuerCase {
  const char *path;
  const char *fields;
  const char *remote;
  DsnDiagnosticBy by;
} issuer_cases[] = {
  { "/checklist/D-26/no-remote-took-part",
    "Diagnostic-Code: X-Local; disk full\nStatus: 4.3.1\n", NULL,
    DSN_DIAGNOSTIC_BY_REPORTER },
  { "/checklist/D-26/remote-is-the-reporter",
    "Remote-MTA: dns; RELAY.example\nDiagnostic-Code: smtp; 550 5.1.1 no\n"
    "Status: 5.1.1\n",
    "RELAY.example", DSN_DIAGNOSTIC_BY_REPORTER },
  { "/checklist/D-27/remote",
    "Remote-MTA: dns; mx.books.example\nDiagnostic-Code: smtp; 550 5.1.1 no\n"
    "Status: 5.1.1\n",
    "mx.books.example", DSN_DIAGNOSTIC_BY_REMOTE },
  { "/checklist/D-27/no-remote", "Diagnostic-Code: smtp; 550 5.1.1 no\nStatus: 5.1.1\n",
    NULL, DSN_DIAGNOSTIC_BY_REPORTER },
  { "/checklist/D-27/words-of-the-reporter",
    "Remote-MTA: dns; mx.books.example\nDiagnostic-Code: X-Postfix; lost connection\n"
    "Status: 4.4.2\n",
    "mx.books.example", DSN_DIAGNOSTIC_BY_REPORTER },
};

static void
test_issuer (gconstpointer data)
{
  const struct IssuerCase *c = data;
  g_autofree char *fields =
      g_strconcat (TEST_FINAL "Action: failed\n", c->fields, NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);
  g_autofree char *json = test_json (report);
  DsnDiagnosticBy by;

  dsn_recipient_get_diagnostic_code (recipient, NULL, &by);
  g_assert_cmpint (by, ==, c->by);
  g_assert_cmpstr (dsn_recipient_get_remote_mta (recipient, NULL), ==, c->remote);
  test_assert_holds (json, by == DSN_DIAGNOSTIC_BY_REMOTE ? "\"by\":\"remote\""
                                                          : "\"by\":\"reporter\"");
  test_assert_defects (report, "");
}

/* Lines of one reply, folded into one field: kept as they are in the report, joined
 * without the codes that repeat for people. */
static void
test_multi_line (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FAILED "Remote-MTA: dns; mx.books.example\n"
                  "Diagnostic-Code: smtp; 550-5.1.1 The mail account does not exist.\n"
                  " 550-5.1.1 Please look for typing errors\n"
                  " 550 5.1.1 and 450 spaces. x1si - gsmtp\n");
  const DsnRecipient *recipient = test_only_recipient (report);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpstr (dsn_recipient_get_diagnostic_code (recipient, NULL, NULL), ==,
                   "550-5.1.1 The mail account does not exist. 550-5.1.1 Please look "
                   "for typing errors 550 5.1.1 and 450 spaces. x1si - gsmtp");
  g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, 550);
  test_assert_code (dsn_recipient_get_diagnostic_status (recipient), "5.1.1");
  dsn_emit_text (report, &(DsnEmitOptions){ .source = "-" }, NULL, text);
  for (char *p = text->str; (p = strstr (p, "\n")) != NULL; p++)
    *p = ' ';
  g_assert_null (strstr (text->str, "550-5.1.1"));
  g_assert_nonnull (strstr (text->str, "550 "));
}

static void
test_diagnostic_comment (void)
{
  g_autoptr (DsnReport) report =
      test_parse_group (TEST_FAILED "Diagnostic-Code: smtp; 550 5.1.1 <reader> no "
                                    "(in reply to RCPT TO command)\n");

  g_assert_cmpstr (
      dsn_recipient_get_diagnostic_code (test_only_recipient (report), NULL, NULL), ==,
      "550 5.1.1 <reader> no (in reply to RCPT TO command)");
}

static void
test_optional_fields (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FAILED "Last-Attempt-Date: Sat, 1 Mar 2025 11:00:00 +0000\n"
                  "Final-Log-ID: 4Zx7 (on mx7) a;b\n");
  g_autoptr (DsnReport) without = test_parse_group (TEST_FAILED);
  g_autofree char *json = test_json (report);
  const DsnRecipient *recipient = test_only_recipient (report);

  g_assert_cmpint (dsn_recipient_get_last_attempt_date (recipient), ==, 1740826800);
  g_assert_cmpstr (dsn_recipient_get_final_log_id (recipient), ==, "4Zx7 (on mx7) a;b");
  test_assert_holds (json, "\"last_attempt_date\":\"2025-03-01T11:00:00Z\"");
  test_assert_holds (json, "\"final_log_id\":\"4Zx7 (on mx7) a;b\"");
  recipient = test_only_recipient (without);
  g_assert_cmpint (dsn_recipient_get_last_attempt_date (recipient), ==, G_MININT64);
  g_assert_null (dsn_recipient_get_final_log_id (recipient));
  test_assert_defects (without, "");
}

/* All of them, in the order and the spelling of the message, those that come twice too.
 */
static void
test_extensions (void)
{
  static const char *const names[] = {
    "X-Postfix-Queue-ID", "X-Postfix-Sender", "X-Display-Name", "X-PowerMTA-VirtualMTA",
    "X-Mailgun-Sid",      "Foomail-Log",      "X-TWICE",        "X-TWICE"
  };
  g_autoptr (GString) fields = g_string_new (TEST_FAILED);
  g_autoptr (DsnReport) report = NULL;
  g_autofree char *json = NULL, *body = NULL;
  const DsnExtension *found;
  guint count;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (fields, "%s: value; %u (c)\n", names[i], (guint) i);
  body = g_strconcat ("X-Postfix-Queue-ID: 4ZAB\n" TEST_GROUP, fields->str, NULL);
  report = test_parse_status (body);
  found = dsn_recipient_get_extensions (test_only_recipient (report), &count);
  g_assert_cmpuint (count, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < count; i++) {
    g_autofree char *value = g_strdup_printf ("value; %u (c)", i);

    g_assert_cmpstr (found[i].name, ==, names[i]);
    g_assert_cmpstr (found[i].value, ==, value);
  }
  g_assert_cmpstr (test_find_message_field (report, "X-Postfix-Queue-ID"), ==, "4ZAB");
  json = test_json (report);
  test_assert_holds (json, "{\"name\":\"Foomail-Log\",\"value\":\"value; 5 (c)\"}");
  test_assert_defects (report, "");
}

/* The alias was expanded, one of its members failed. The member is who failed; what the
 * sender wrote stays with it. Hiding the member from others is no option yet: it has a
 * key of its own, so that a caller can leave it out. */
static void
test_expanded_then_failed (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      TEST_GROUP "Original-Recipient: rfc822; all@books.example\n"
                 "Final-Recipient: rfc822; all@books.example\nAction: expanded\n"
                 "Status: 2.0.0\n\nOriginal-Recipient: rfc822; all@books.example\n"
                 "Final-Recipient: rfc822; member@home.example\nAction: failed\n"
                 "Status: 5.1.1\n");

  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 2);
  test_assert_recipient (report, 0, "all@books.example", DSN_ACTION_EXPANDED, "2.0.0");
  test_assert_recipient (report, 1, "member@home.example", DSN_ACTION_FAILED, "5.1.1");
  g_assert_cmpstr (
      dsn_recipient_get_original_recipient (dsn_report_get_recipient (report, 1)), ==,
      "all@books.example");
  test_assert_defects (report, "");
}

static void
test_forwarding_address (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      "Original-Recipient: rfc822; reader@books.example\n"
      "Final-Recipient: rfc822; secret@home.example\nAction: failed\nStatus: 5.1.1\n");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *json = test_json (report);

  test_assert_reader (report);
  test_assert_holds (json, "\"address\":\"reader@books.example\","
                           "\"final_recipient\":\"secret@home.example\"");
  dsn_emit_text (report, &(DsnEmitOptions){ .source = "-" }, NULL, text);
  test_assert_holds (text->str, "reader@books.example");
}

/* A verdict on forgery is not given yet. What it will rest on is told: the id of the
 * message that came back, and whether the return path was null (D-01). */
static void
test_signals (void)
{
  g_autoptr (DsnReport) report = test_parse_group (TEST_FAILED);
  g_autofree char *json = test_json (report);

  test_assert_original (report);
  test_assert_holds (json, "\"original\":{\"message_id\":\"issue-7@press.example\"");
  g_assert_null (strstr (json, "authenti"));
}

/* RFC 3464 §4.3: not even a failure is proof, so what is said stays what was reported.
 */
static void
test_no_proof (void)
{
  g_autoptr (DsnReport) relayed =
      test_parse_group (TEST_FINAL "Action: relayed\nStatus: 2.1.5\n");
  g_autofree char *json = test_json (relayed);
  g_autoptr (GString) text = g_string_new (NULL);

  test_assert_holds (json, "\"action\":\"relayed\"");
  dsn_emit_text (relayed, &(DsnEmitOptions){ .source = "-" }, NULL, text);
  test_assert_holds (text->str, "relayed");
  g_assert_null (strstr (text->str, "proof"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (address_cases, test_address);
  TEST_ADD_PATHS (code_cases, test_code);
  g_test_add_func ("/checklist/D-22/failed-with-class-4", test_given_up);
  g_test_add_data_func ("/checklist/D-23/delivered", "delivered", test_no_bounce);
  g_test_add_data_func ("/checklist/D-23/relayed", "relayed", test_no_bounce);
  g_test_add_data_func ("/checklist/D-23/expanded", "expanded", test_no_bounce);
  g_test_add_func ("/checklist/D-24/soft-line-break", test_split_status);
  g_test_add_func ("/checklist/D-25/unregistered", test_unregistered);
  TEST_ADD_PATHS (issuer_cases, test_issuer);
  g_test_add_func ("/checklist/D-28/multi-line-reply", test_multi_line);
  g_test_add_func ("/checklist/D-29/comment-kept", test_diagnostic_comment);
  g_test_add_func ("/checklist/D-30/last-attempt-date", test_optional_fields);
  g_test_add_func ("/checklist/D-31/final-log-id", test_optional_fields);
  g_test_add_func ("/checklist/D-33/all-kept", test_extensions);
  g_test_add_func ("/checklist/D-34/expanded-then-failed", test_expanded_then_failed);
  g_test_add_func ("/checklist/D-35/signals", test_signals);
  g_test_add_func ("/checklist/D-36/forwarding-address", test_forwarding_address);
  g_test_add_func ("/checklist/D-37/no-proof", test_no_proof);
  return g_test_run ();
}
