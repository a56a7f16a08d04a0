/* test-checklist-b.c: section B of the RFC checklist, D-01 to D-16: the delivery-status
 * part and its per-message fields (RFC 3464 §2 to §2.2). */
#include "test-checklist.h"

#define BODY TEST_REPORT_TYPE "\n" TEST_TEXT TEST_STATUS TEST_GROUP TEST_FAILED TEST_END
#define SECOND                                                                         \
  "Final-Recipient: rfc822; second@books.example\nAction: delayed\nStatus: 4.2.2\n"

/* A return path that is not null is a finding and no refusal. Whether the report is
 * genuine is not judged yet. */
static const struct PathCase {
  const char *path;
  const char *field;
  const char *defects;
} path_cases[] = {
  { "/checklist/D-01/null", "Return-Path: <>\n", "" },
  { "/checklist/D-01/missing", "", "" },
  { "/checklist/D-01/not-null", "Return-Path: <MAILER-DAEMON@relay.example>\n",
    "non-null-return-path" },
};

static void
test_path (gconstpointer data)
{
  const struct PathCase *c = data;
  g_autofree char *text = g_strconcat (c->field, BODY, NULL);
  g_autoptr (DsnReport) report = test_parse (text);

  test_assert_reader (report);
  test_assert_defects (report, c->defects);
}

static void
test_twenty_recipients (void)
{
  g_autoptr (GString) body = g_string_new (TEST_GROUP);
  g_autoptr (DsnReport) report = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (body,
                            "Final-Recipient: rfc822; r%u@books.example\n"
                            "Action: failed\nStatus: 5.1.%u\n\n",
                            i, i);
  report = test_parse_status (body->str);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 20);
  for (guint i = 0; i < 20; i++) {
    g_autofree char *address = g_strdup_printf ("r%u@books.example", i);
    g_autofree char *status = g_strdup_printf ("5.1.%u", i);

    test_assert_recipient (report, i, address, DSN_ACTION_FAILED, status);
  }
  test_assert_defects (report, "");
}

/* Reports of one message say so by what may tell duplicates: the envelope id or the
 * message id, the recipient, the action and the status. */
static void
test_twenty_reports (void)
{
  for (guint i = 0; i < 20; i++) {
    g_autofree char *body = g_strdup_printf (
        "Reporting-MTA: dns; relay.example\nOriginal-Envelope-Id: Issue-7\n\n"
        "Final-Recipient: rfc822; r%u@books.example\nAction: %s\nStatus: %s\n",
        i / 2, i % 2 == 0 ? "delayed" : "failed", i % 2 == 0 ? "4.4.1" : "4.4.7");
    g_autofree char *address = g_strdup_printf ("r%u@books.example", i / 2);
    g_autoptr (DsnReport) report = test_parse_status (body);
    g_autoptr (DsnReport) again = test_parse_status (body);
    g_autofree char *json = test_json (report);
    g_autofree char *json_again = test_json (again);

    test_assert_recipient (report, 0, address,
                           i % 2 == 0 ? DSN_ACTION_DELAYED : DSN_ACTION_FAILED,
                           i % 2 == 0 ? "4.4.1" : "4.4.7");
    test_assert_original (report);
    g_assert_cmpstr (dsn_report_get_original_envelope_id (report), ==, "Issue-7");
    g_assert_cmpstr (json, ==, json_again);
  }
}

static void
test_two_reports_in_one (void)
{
  g_autoptr (DsnReport) report = test_parse_body (
      TEST_REPORT_TYPE "\n" TEST_TEXT TEST_STATUS TEST_GROUP TEST_FAILED
                       "\n" TEST_STATUS TEST_GROUP SECOND TEST_END);

  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED, "5.1.1");
  test_assert_recipient (report, 1, "second@books.example", DSN_ACTION_DELAYED,
                         "4.2.2");
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 2);
  test_assert_defects (report, "several-reports");
}

static const struct EncodingCase {
  const char *path;
  const char *encoding;
  const char *body;
  const char *defects;
} encoding_cases[] = {
  { "/checklist/D-03/7bit", "7bit", TEST_GROUP TEST_FAILED, "" },
  { "/checklist/D-03/8bit", "8bit", TEST_GROUP TEST_FAILED "X-Place: K\xc3\xb6ln\n",
    "" },
  { "/checklist/D-03/unknown", "x-none", TEST_GROUP TEST_FAILED, "" },
  { "/checklist/D-03/quoted-printable", "quoted-printable",
    "Reporting-MTA: dns; relay.exa=\nmple\n=20\nFinal-Recipient: "
    "rfc822;=20reader=40books.example\nAction: failed\nStatus: 5.=\n1.1\n",
    "encoded-report" },
  { "/checklist/D-03/base64", "base64",
    "UmVwb3J0aW5nLU1UQTogZG5zOyByZWxheS5leGFtcGxlDQoNCkZpbmFsLVJlY2lwaWVudDogcmZj\n"
    "ODIyOyByZWFkZXJAYm9va3MuZXhhbXBsZQ0KQWN0aW9uOiBmYWlsZWQNClN0YXR1czogNS4xLjEN\n"
    "Cg==\n",
    "encoded-report" },
};

static void
test_encoding (gconstpointer data)
{
  const struct EncodingCase *c = data;
  g_autofree char *body = g_strconcat (
      TEST_REPORT_TYPE "\n" TEST_TEXT "--B\nContent-Type: message/delivery-status\n"
                       "Content-Transfer-Encoding: ",
      c->encoding, "\n\n", c->body, TEST_ORIGINAL TEST_END, NULL);
  g_autoptr (DsnReport) report = test_parse_body (body);

  test_assert_reader (report);
  g_assert_cmpstr (dsn_report_get_reporting_mta (report, NULL), ==, "relay.example");
  test_assert_defects (report, c->defects);
}

/* Every row tells of reader@ and, unless it has one recipient only, of second@, however
 * the groups are parted. */
static const struct GroupCase {
  const char *path;
  const char *body;
  guint recipients;
  const char *defects;
} group_cases[] = {
  { "/checklist/D-04/as-the-rfc-has-it", TEST_GROUP TEST_FAILED "\n" SECOND, 2, "" },
  { "/checklist/D-04/blank-lines",
    "Reporting-MTA: dns; relay.example\n\n\n\n" TEST_FAILED "\n\n\n" SECOND "\n\n", 2,
    "" },
  { "/checklist/D-04/leading-blank-lines", "\n\n" TEST_GROUP TEST_FAILED "\n" SECOND, 2,
    "" },
  { "/checklist/D-04/lines-of-white-space",
    "Reporting-MTA: dns; relay.example\n \t\n" TEST_FAILED "  \n" SECOND " \n", 2, "" },
  { "/checklist/D-04/no-blank-line-between-recipients", TEST_GROUP TEST_FAILED SECOND,
    2, "groups-run-together" },
  { "/checklist/D-04/no-blank-line-original-first",
    TEST_GROUP "Original-Recipient: rfc822; reader@books.example\n" TEST_FAILED
               "Original-Recipient: rfc822; second@books.example\n" SECOND,
    2, "groups-run-together" },
  { "/checklist/D-04/one-group", "Reporting-MTA: dns; relay.example\n" TEST_FAILED, 1,
    "groups-run-together" },
  { "/checklist/D-04/one-group-of-two",
    "Reporting-MTA: dns; relay.example\n" TEST_FAILED SECOND, 2,
    "groups-run-together" },
  { "/checklist/D-04/recipients-first",
    TEST_FAILED "\nReporting-MTA: dns; relay.example\n", 1,
    "misplaced-field no-message-group" },
  { "/checklist/D-04/no-message-group", TEST_FAILED "\n" SECOND, 2,
    "missing-reporting-mta no-message-group" },
  { "/checklist/D-04/recipient-cut-in-two",
    TEST_GROUP TEST_FINAL "\nAction: failed\n\nStatus: 5.1.1\n", 1, "" },
  { "/checklist/D-04/dashes-at-the-end", TEST_GROUP TEST_FAILED "\n-- \n--\n", 1,
    "fields-before-group" },
  { "/checklist/D-04/dashes-after-the-group", TEST_GROUP TEST_FAILED "--\n", 1,
    "junk-in-group" },
};

static void
test_group (gconstpointer data)
{
  const struct GroupCase *c = data;
  g_autoptr (DsnReport) report = test_parse_status (c->body);

  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, c->recipients);
  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED, "5.1.1");
  if (c->recipients == 2)
    test_assert_recipient (report, 1, "second@books.example", DSN_ACTION_DELAYED,
                           "4.2.2");
  if (strstr (c->body, "Reporting-MTA") != NULL)
    g_assert_cmpstr (dsn_report_get_reporting_mta (report, NULL), ==, "relay.example");
  test_assert_defects (report, c->defects);
}

/* One field of a recipient, and what it reads as: its diagnostic or a kept field. */
static const struct FieldCase {
  const char *path;
  const char *fields;
  const char *name; /* of the kept field; NULL: the diagnostic */
  const char *value;
  const char *defects;
} field_cases[] = {
  { "/checklist/D-05/folded",
    TEST_FAILED "Diagnostic-Code: smtp;\n\t550 5.1.1\n   no\n", NULL, "550 5.1.1 no",
    "" },
  { "/checklist/D-05/folded-crlf",
    TEST_FAILED "Diagnostic-Code: smtp;\r\n\t550 5.1.1\r\n no\r\n", NULL,
    "550 5.1.1 no", "mixed-line-ends" },
  { "/checklist/D-05/at-column-0",
    TEST_FAILED "Diagnostic-Code: smtp; 550 5.1.1\nno such reader here\n", NULL,
    "550 5.1.1 no such reader here", "junk-in-group" },
  { "/checklist/D-05/fold-of-white-space-is-a-blank-line",
    TEST_FAILED "Diagnostic-Code: smtp; 550 5.1.1 no\n \n", NULL, "550 5.1.1 no", "" },
  { "/checklist/D-06/comment-of-status",
    TEST_FINAL "Action: failed\nStatus: 5.1.1 (permanent failure)\n", "Status",
    "5.1.1 (permanent failure)", "" },
  { "/checklist/D-06/comment-of-action",
    TEST_FINAL "Action: failed (for \\) good (really))\nStatus: 5.1.1\n", "Action",
    "failed (for \\) good (really))", "" },
  { "/checklist/D-06/comment-before",
    "Final-Recipient: (a) rfc822 (b) ; reader@books.example\nAction: (c) failed\n"
    "Status: (d) 5.1.1\n",
    "Status", "(d) 5.1.1", "" },
  { "/checklist/D-06/encoded-word",
    TEST_FINAL
    "Action: failed\nStatus: 5.1.1 (=?utf-8?Q?gibt_es_nicht_f=C3=BCr?= uns)\n",
    "Status", "5.1.1 (gibt es nicht für uns)", "" },
  { "/checklist/D-06/parentheses-of-the-diagnostic",
    TEST_FAILED "Diagnostic-Code: smtp; 550 5.1.1 (no such) reader (#5.1.1\n", NULL,
    "550 5.1.1 (no such) reader (#5.1.1", "" },
  { "/checklist/D-07/odd-case-and-blanks",
    "FINAL-recipient :rfc822;reader@books.example\naction\t:failed\nSTATUS:5.1.1\n"
    "dIAGNOSTIC-cODE : smtp; 550 5.1.1 no\n",
    NULL, "550 5.1.1 no", "" },
};

static void
test_field (gconstpointer data)
{
  const struct FieldCase *c = data;
  g_autoptr (DsnReport) report = test_parse_group (c->fields);
  const DsnRecipient *recipient = test_only_recipient (report);
  const char *value = c->name != NULL
                          ? test_find_field (recipient, c->name)
                          : dsn_recipient_get_diagnostic_code (recipient, NULL, NULL);

  test_assert_reader (report);
  g_assert_cmpstr (value, ==, c->value);
  test_assert_defects (report, c->defects);
}

/* "type; value", and what else stands in its place. */
static const struct TypeCase {
  const char *path;
  const char *mta; /* Reporting-MTA */
  const char *mta_type;
  const char *mta_name;
  const char *address; /* Final-Recipient */
  const char *address_type;
  const char *defects;
} type_cases[] = {
  { "/checklist/D-08/odd-case", "DNS; relay.example", "dns", "relay.example",
    "RFC822; reader@books.example", "rfc822", "" },
  { "/checklist/D-08/no-blanks", "dns;relay.example", "dns", "relay.example",
    "rfc822;reader@books.example", "rfc822", "" },
  { "/checklist/D-08/blanks", "dns ;  relay.example ", "dns", "relay.example",
    " rfc822\t; reader@books.example", "rfc822", "" },
  { "/checklist/D-08/dsn-type", "dsn;relay.example", "dsn", "relay.example",
    "RFC-822; reader@books.example", "rfc-822", "" },
  { "/checklist/D-08/unix", "X-Unix; relay", "x-unix", "relay",
    "X-Unix; reader@books.example", "x-unix", "" },
  { "/checklist/D-08/bare-host", "relay.example", NULL, "relay.example",
    "reader@books.example", NULL, "untyped-value" },
  { "/checklist/D-08/bare-address", "192.0.2.25", NULL, "192.0.2.25",
    "<reader@books.example>", NULL, "odd-address untyped-value" },
  { "/checklist/D-08/bare-literal", "[192.0.2.25]", NULL, "[192.0.2.25]",
    "Reader <reader@books.example>", NULL, "odd-address untyped-value" },
  { "/checklist/D-08/missing-type", "; relay.example", NULL, "relay.example",
    ";reader@books.example", NULL, "untyped-value" },
  { "/checklist/D-08/brackets", "dns; <relay.example>", "dns", "<relay.example>",
    "rfc822; <reader@books.example>", "rfc822", "odd-address" },
  { "/checklist/D-09/experimental", "X-Foo-MTA; A/B c", "x-foo-mta", "A/B c",
    "X-Foo; reader@books.example", "x-foo", "" },
  { "/checklist/D-09/unregistered", "netbios; RELAY1", "netbios", "RELAY1",
    "notes; reader@books.example", "notes", "" },
};

static void
test_type (gconstpointer data)
{
  const struct TypeCase *c = data;
  g_autofree char *body =
      g_strconcat ("Reporting-MTA: ", c->mta, "\n\nFinal-Recipient: ", c->address,
                   "\nAction: failed\nStatus: 5.1.1\n", NULL);
  g_autoptr (DsnReport) report = test_parse_status (body);
  const char *type;

  test_assert_reader (report);
  g_assert_cmpstr (dsn_report_get_reporting_mta (report, &type), ==, c->mta_name);
  g_assert_cmpstr (type, ==, c->mta_type);
  g_assert_cmpstr (dsn_recipient_get_address_type (test_only_recipient (report)), ==,
                   c->address_type);
  test_assert_defects (report, c->defects);
}

/* Types have no case (RFC 3464 §2.1.2), so they are told in one. */
static void
test_diagnostic_types (void)
{
  static const char *const types[] = { "X-Postfix", "X-Notes", "x-unix", "X400",
                                       "SMTP" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *fields =
        g_strconcat (TEST_FAILED "Diagnostic-Code: ", types[i], "; No Reader\n", NULL);
    g_autoptr (DsnReport) report = test_parse_group (fields);
    const char *type = NULL;
    const char *text =
        dsn_recipient_get_diagnostic_code (test_only_recipient (report), &type, NULL);

    g_assert_cmpstr (text, ==, "No Reader");
    g_assert_cmpint (g_ascii_strcasecmp (type, types[i]), ==, 0);
    test_assert_defects (report, "");
  }
}

static void
test_empty_values (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      "Reporting-MTA: dns;\n\nFinal-Recipient: rfc822;\n"
      "Original-Recipient: rfc822; reader@books.example\nAction: failed\n"
      "Status: 5.1.1\nRemote-MTA:\nDiagnostic-Code:\n");

  test_assert_reader (report);
  g_assert_null (dsn_report_get_reporting_mta (report, NULL));
  g_assert_null (dsn_recipient_get_remote_mta (test_only_recipient (report), NULL));
  test_assert_defects (report, "empty-field missing-final-recipient");
}

/* A second value is told, kept, and changes nothing. */
static void
test_duplicates (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      "Reporting-MTA: dns; relay.example\nReporting-MTA: dns; other.example\n"
      "Arrival-Date: Sat, 01 Mar 2025 11:00:00 +0000\n"
      "Arrival-Date: Sun, 02 Mar 2025 11:00:00 +0000\n\n" TEST_FAILED
      "Status: 5.7.1\nAction: delivered\n");

  test_assert_reader (report);
  g_assert_cmpstr (dsn_report_get_reporting_mta (report, NULL), ==, "relay.example");
  g_assert_cmpint (dsn_report_get_arrival_date (report), ==, 1740826800);
  g_assert_cmpstr (test_find_message_field (report, "Reporting-MTA"), ==,
                   "dns; other.example");
  g_assert_cmpstr (test_find_field (test_only_recipient (report), "Status"), ==,
                   "5.7.1");
  test_assert_defects (report, "duplicate-field");
}

/* xtext is not undone: what the sender gave may look like it (RFC 3464 §2.2.1). */
static void
test_envelope_id (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      "Original-Envelope-Id: QQ314159+2Bb=aB+3d (Run 7)\n" TEST_GROUP TEST_FAILED);
  g_autofree char *json = test_json (report);

  g_assert_cmpstr (dsn_report_get_original_envelope_id (report), ==,
                   "QQ314159+2Bb=aB+3d (Run 7)");
  test_assert_holds (json, "\"original_envelope_id\":\"QQ314159+2Bb=aB+3d (Run 7)\"");
  test_assert_defects (report, "");
}

/* Nothing stands in for the name yet; From, which could, is told. */
static void
test_no_reporting_mta (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      "Arrival-Date: Sat, 01 Mar 2025 11:00:00 +0000\n\n" TEST_FAILED);

  test_assert_reader (report);
  g_assert_null (dsn_report_get_reporting_mta (report, NULL));
  g_assert_cmpstr (dsn_report_get_headers (report)->from, ==,
                   "Mail Delivery System <MAILER-DAEMON@relay.example>");
  test_assert_defects (report, "missing-reporting-mta");
}

static void
test_spelling (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      "Reporting-MTA: dns; Relay.EXAMPLE\n\n" TEST_FAILED
      "Remote-MTA: dns; RELAY.example\nDiagnostic-Code: smtp; 550 5.1.1 no\n");
  const DsnRecipient *recipient = test_only_recipient (report);
  DsnDiagnosticBy by;

  g_assert_cmpstr (dsn_report_get_reporting_mta (report, NULL), ==, "Relay.EXAMPLE");
  g_assert_cmpstr (dsn_recipient_get_remote_mta (recipient, NULL), ==, "RELAY.example");
  dsn_recipient_get_diagnostic_code (recipient, NULL, &by);
  g_assert_cmpint (by, ==, DSN_DIAGNOSTIC_BY_REPORTER);
}

static void
test_gateway (void)
{
  g_autoptr (DsnReport) report =
      test_parse_status ("Reporting-MTA: X400; /PRMD=PRESS/ADMD=EXAMPLE/\n"
                         "DSN-Gateway: dns; gate.example\n\n" TEST_FAILED);
  g_autofree char *json = test_json (report);
  const char *type;

  g_assert_cmpstr (dsn_report_get_dsn_gateway (report, &type), ==, "gate.example");
  g_assert_cmpstr (type, ==, "dns");
  test_assert_holds (json, "\"dsn_gateway\":\"gate.example\"");
  test_assert_defects (report, "");
}

static void
test_received_from (void)
{
  g_autoptr (DsnReport) report =
      test_parse_status ("Received-From-MTA: dns; Desk.press.example ([192.0.2.7] (may "
                         "be forged))\n" TEST_GROUP TEST_FAILED);
  const char *type;

  g_assert_cmpstr (dsn_report_get_received_from_mta (report, &type), ==,
                   "Desk.press.example");
  g_assert_cmpstr (type, ==, "dns");
  g_assert_cmpstr (test_find_message_field (report, "Received-From-MTA"), ==,
                   "dns; Desk.press.example ([192.0.2.7] (may be forged))");
  test_assert_defects (report, "");
}

/* All of them, but for the last, say 2025-03-01T11:00:00Z. */
static const struct DateCase {
  const char *path;
  const char *text;
  gint64 date;
  const char *defects;
} date_cases[] = {
  { "/checklist/D-16/numeric-zone", "Sat, 1 Mar 2025 12:00:00 +0100", 1740826800, "" },
  { "/checklist/D-16/gmt", "Sat, 01 Mar 2025 11:00:00 GMT", 1740826800, "" },
  { "/checklist/D-16/ut", "Sat, 01 Mar 2025 11:00:00 UT", 1740826800, "" },
  { "/checklist/D-16/est", "Sat, 01 Mar 2025 06:00:00 EST", 1740826800, "" },
  { "/checklist/D-16/pdt", "Sat, 01 Mar 2025 04:00:00 PDT", 1740826800, "" },
  { "/checklist/D-16/two-digit-year", "Sat, 01 Mar 25 11:00:00 +0000", 1740826800, "" },
  { "/checklist/D-16/no-seconds", "Sat, 01 Mar 2025 11:00 +0000", 1740826800, "" },
  { "/checklist/D-16/no-weekday", "1 Mar 2025 11:00:00 -0000", 1740826800, "" },
  { "/checklist/D-16/comment", "Sat, 01 Mar 2025 11:00:00 +0000 (UTC (really))",
    1740826800, "" },
  { "/checklist/D-16/iso-8601", "2025-03-01T11:00:00Z", 1740826800, "odd-date" },
  { "/checklist/D-16/iso-8601-zone", "2025-03-01 12:00:00+01:00", 1740826800,
    "odd-date" },
  { "/checklist/D-16/no-date", "some time ago", G_MININT64, "bad-date" },
};

static void
test_date (gconstpointer data)
{
  const struct DateCase *c = data;
  g_autofree char *body =
      g_strconcat ("Arrival-Date: ", c->text, "\n" TEST_GROUP,
                   TEST_FAILED "Last-Attempt-Date: ", c->text, "\n", NULL);
  g_autoptr (DsnReport) report = test_parse_status (body);
  const DsnRecipient *recipient = test_only_recipient (report);

  g_assert_cmpint (dsn_report_get_arrival_date (report), ==, c->date);
  g_assert_cmpint (dsn_recipient_get_last_attempt_date (recipient), ==, c->date);
  test_assert_defects (report, c->defects);
  if (c->date == G_MININT64)
    g_assert_cmpstr (test_find_field (recipient, "Last-Attempt-Date"), ==, c->text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (path_cases, test_path);
  g_test_add_func ("/checklist/D-02/twenty-recipients", test_twenty_recipients);
  g_test_add_func ("/checklist/D-02/twenty-reports", test_twenty_reports);
  g_test_add_func ("/checklist/D-02/two-reports-in-one", test_two_reports_in_one);
  TEST_ADD_PATHS (encoding_cases, test_encoding);
  TEST_ADD_PATHS (group_cases, test_group);
  TEST_ADD_PATHS (field_cases, test_field);
  TEST_ADD_PATHS (type_cases, test_type);
  g_test_add_func ("/checklist/D-08/empty-values", test_empty_values);
  g_test_add_func ("/checklist/D-09/diagnostic-types", test_diagnostic_types);
  g_test_add_func ("/checklist/D-10/first-wins", test_duplicates);
  g_test_add_func ("/checklist/D-11/case-kept", test_envelope_id);
  g_test_add_func ("/checklist/D-12/missing", test_no_reporting_mta);
  g_test_add_func ("/checklist/D-13/spelling-kept", test_spelling);
  g_test_add_func ("/checklist/D-14/gateway", test_gateway);
  g_test_add_func ("/checklist/D-15/helo-and-address", test_received_from);
  TEST_ADD_PATHS (date_cases, test_date);
  return g_test_run ();
}
