/* test-checklist-c.c: section C of the RFC checklist: what the DSN extension of SMTP
 * (RFC 3461) sends back in a report. */
#include "test-checklist.h"

#include "dsn-xtext.h"

/* xtext, decoded (RFC 3461 §4). */
static const struct XtextCase {
  const char *path;
  const char *text;
  const char *plain;
  gboolean good;
} xtext_cases[] = {
  { "/checklist/S-01/plain", "reader@books.example", "reader@books.example", TRUE },
  { "/checklist/S-01/must-be-encoded", "a+2Bb+3Dc+20d", "a+b=c d", TRUE },
  { "/checklist/S-01/may-be-encoded", "+41nn+40books.example", "Ann@books.example",
    TRUE },
  { "/checklist/S-01/lower-case", "a+2bb+3dc", "a+b=c", FALSE },
  { "/checklist/S-01/nul", "a+00b", "a+00b", FALSE },
  { "/checklist/S-01/lone-plus", "a+b", "a+b", FALSE },
  { "/checklist/S-01/plus-at-the-end", "a+", "a+", FALSE },
  { "/checklist/S-01/half-at-the-end", "a+2", "a+2", FALSE },
  { "/checklist/S-01/no-hexadecimal", "a+2Gb", "a+2Gb", FALSE },
  { "/checklist/S-01/bare-equals-sign", "a=b", "a=b", FALSE },
};

static void
test_xtext (gconstpointer data)
{
  const struct XtextCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  gsize len = strlen (c->text);
  g_autofree guint8 *exact = g_memdup2 (c->text, len);

  g_assert_cmpint (dsn_xtext_decode (out, (DsnSpan){ exact, len }), ==, c->good);
  g_assert_cmpstr (out->str, ==, c->plain);
}

/* ORCPT as Original-Recipient copies it: "addr-type;xtext", some with the encoding. */
static const struct OrcptCase {
  const char *path;
  const char *orcpt;
  const char *address;
  const char *type;
  const char *defects;
} orcpt_cases[] = {
  { "/checklist/S-01/in-orcpt", "rfc822;re+2Bader+3D1@books.example",
    "re+ader=1@books.example", "rfc822", "" },
  { "/checklist/S-01/lower-case-in-orcpt", "rfc822;re+2bader@books.example",
    "re+ader@books.example", "rfc822", "bad-xtext" },
  { "/checklist/S-01/nul-in-orcpt", "rfc822;re+00ader@books.example",
    "re+00ader@books.example", "rfc822", "" },
  { "/checklist/S-01/decoded-already", "rfc822;re+cafe@books.example",
    "re+cafe@books.example", "rfc822", "" },
  { "/checklist/S-02/rfc822", "rfc822;info@books.example", "info@books.example",
    "rfc822", "" },
  { "/checklist/S-02/odd-case", "RFC822;Info@books.example", "Info@books.example",
    "rfc822", "" },
  { "/checklist/S-02/utf-8", "utf-8;f\\x{FC}r@books.example", "für@books.example",
    "utf-8", "" },
  /* An address of another world cannot be acted on: the final one is taken. */
  { "/checklist/S-02/x400", "x400;/G=Ann/S=Reader/ADMD=EXAMPLE/",
    "reader@books.example", "rfc822", "" },
  { "/checklist/S-02/not-of-its-type", "rfc822;Front Desk", "reader@books.example",
    "rfc822", "" },
};

static void
test_orcpt (gconstpointer data)
{
  const struct OrcptCase *c = data;
  g_autofree char *fields =
      g_strconcat ("Original-Recipient: ", c->orcpt, "\n" TEST_FAILED, NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);

  g_assert_cmpstr (dsn_recipient_get_address (recipient), ==, c->address);
  g_assert_cmpstr (dsn_recipient_get_address_type (recipient), ==, c->type);
  g_assert_cmpstr (dsn_recipient_get_original_recipient (recipient), ==,
                   strchr (c->orcpt, ';') + 1);
  test_assert_defects (report, c->defects);
}

/* Up to 500 characters of ORCPT (§4.2) and 100 of ENVID (§4.4); more is read as well.
 */
static void
test_lengths (void)
{
  for (gsize len = 100; len <= 5000; len += 700) {
    g_autofree char *id = g_strnfill (len, 'i');
    g_autofree char *body = g_strconcat ("Original-Envelope-Id: ", id,
                                         "\n" TEST_GROUP "Original-Recipient: rfc822;",
                                         id, "@books.example\n" TEST_FAILED, NULL);
    g_autofree char *address = g_strconcat (id, "@books.example", NULL);
    g_autoptr (DsnReport) report = test_parse_status (body);

    g_assert_cmpstr (dsn_report_get_original_envelope_id (report), ==, id);
    test_assert_recipient (report, 0, address, DSN_ACTION_FAILED, "5.1.1");
  }
}

/* A key to the transaction, so it stays as it is; not the Message-ID of either message.
 */
static void
test_correlation (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      "Original-Envelope-Id: <run+3D7@press.example>\n" TEST_GROUP TEST_FAILED);
  g_autofree char *json = test_json (report);

  test_assert_holds (json, "\"original_envelope_id\":\"<run+3D7@press.example>\"");
  test_assert_holds (json, "\"report\":{\"message_id\":\"bounce-1@relay.example\"");
  test_assert_holds (json, "\"original\":{\"message_id\":\"issue-7@press.example\"");
}

/* RET=FULL and RET=HDRS differ in what came back, not in what is told of it. */
static void
test_returned_content (void)
{
  g_autofree char *full =
      g_strconcat (TEST_REPORT_TYPE "\n" TEST_TEXT TEST_STATUS TEST_GROUP TEST_FAILED
                                    "\n--B\nContent-Type: message/rfc822\n\n",
                   TEST_ORIGINAL_FIELDS "\nSubject: in the body\n" TEST_END, NULL);
  g_autoptr (DsnReport) with_body = test_parse_body (full);
  g_autoptr (DsnReport) headers = test_parse_group (TEST_FAILED);
  g_autofree char *json = test_json (with_body);
  g_autofree char *json_headers = test_json (headers);

  test_assert_original (with_body);
  test_assert_original (headers);
  g_assert_cmpstr (json, ==, json_headers);
}

/* What NOTIFY asked for: reports of success are shown and are no bounces. */
static const struct NotifyCase {
  const char *path;
  const char *action;
  const char *status;
  gboolean bounce;
} notify_cases[] = {
  { "/checklist/S-05/success-delivered", "delivered", "2.1.5", FALSE },
  { "/checklist/S-05/success-relayed", "relayed", "2.6.0", FALSE },
  { "/checklist/S-05/success-expanded", "expanded", "2.0.0", FALSE },
  { "/checklist/S-05/delay", "delayed", "4.4.1", TRUE },
  { "/checklist/S-05/failure", "failed", "5.1.1", TRUE },
};

static void
test_notify (gconstpointer data)
{
  const struct NotifyCase *c = data;
  g_autofree char *fields = g_strconcat (TEST_FINAL "Action: ", c->action,
                                         "\nStatus: ", c->status, "\n", NULL);
  g_autofree char *wanted = g_strdup_printf ("\"action\":\"%s\"", c->action);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnVerdict *verdict = dsn_recipient_get_verdict (test_only_recipient (report));
  g_autofree char *json = test_json (report);

  test_assert_holds (json, wanted);
  test_assert_code (verdict->status, c->status);
  g_assert_cmpint (strcmp (verdict->category, "delivered") != 0, ==, c->bounce);
  g_assert_cmpint (verdict->advice != DSN_ADVICE_NONE, ==, c->bounce);
  test_assert_defects (report, "");
}

/* §5.2.7.3: an alias of several members is expanded, and further reports name its
 * members: each of them failed, and the alias did not. */
static void
test_alias (void)
{
  g_autoptr (DsnReport) report = test_parse_status (
      TEST_GROUP "Original-Recipient: rfc822;all@books.example\nFinal-Recipient: "
                 "rfc822;one@home.example\nAction: failed\nStatus: 5.1.1\n\n"
                 "Original-Recipient: rfc822;all@books.example\nFinal-Recipient: "
                 "rfc822;two@home.example\nAction: failed\nStatus: 5.2.1\n");

  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 2);
  test_assert_recipient (report, 0, "one@home.example", DSN_ACTION_FAILED, "5.1.1");
  test_assert_recipient (report, 1, "two@home.example", DSN_ACTION_FAILED, "5.2.1");
}

/* §5.2.7.1: delivered to a mailing list is delivered; §5.2.7.2: an alias of one member
 * keeps the ORCPT, and the sender acts on that. */
static void
test_list_and_forward (void)
{
  g_autoptr (DsnReport) list = test_parse_group (
      "Original-Recipient: rfc822;list@books.example\nFinal-Recipient: "
      "rfc822;list@books.example\nAction: delivered\nStatus: 2.1.5\n");
  g_autoptr (DsnReport) forward = test_parse_group (
      "Original-Recipient: rfc822;reader@books.example\nFinal-Recipient: "
      "rfc822;ann@home.example\nAction: failed\nStatus: 5.1.1\n");

  test_assert_recipient (list, 0, "list@books.example", DSN_ACTION_DELIVERED, "2.1.5");
  test_assert_reader (forward);
}

/* §6.1 wants the null path, §6.2 multipart/report: neither is a reason to refuse. */
static const struct EnvelopeCase {
  const char *path;
  const char *text;
  const char *defects;
} envelope_cases[] = {
  { "/checklist/S-07/as-it-should-be",
    TEST_HEADER TEST_REPORT_TYPE "\n" TEST_TEXT TEST_STATUS TEST_GROUP TEST_FAILED
                                 "\n" TEST_END,
    "" },
  { "/checklist/S-07/no-null-path",
    "Return-Path: <postmaster@relay.example>\n" TEST_REPORT_TYPE
    "\n" TEST_TEXT TEST_STATUS TEST_GROUP TEST_FAILED "\n" TEST_END,
    "non-null-return-path" },
  { "/checklist/S-07/no-multipart-report",
    TEST_HEADER "Content-Type: multipart/mixed; boundary=B\n\n" TEST_TEXT TEST_STATUS
        TEST_GROUP TEST_FAILED "\n" TEST_END,
    "not-multipart-report" },
  { "/checklist/S-07/no-multipart",
    TEST_HEADER "Content-Type: message/delivery-status\n\n" TEST_GROUP TEST_FAILED,
    "not-multipart-report" },
};

static void
test_envelope (gconstpointer data)
{
  const struct EnvelopeCase *c = data;
  g_autoptr (DsnReport) report = test_parse (c->text);

  test_assert_reader (report);
  test_assert_defects (report, c->defects);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (xtext_cases, test_xtext);
  TEST_ADD_PATHS (orcpt_cases, test_orcpt);
  g_test_add_func ("/checklist/S-02/lengths", test_lengths);
  g_test_add_func ("/checklist/S-03/lengths", test_lengths);
  g_test_add_func ("/checklist/S-03/correlation", test_correlation);
  g_test_add_func ("/checklist/S-04/full-and-headers", test_returned_content);
  TEST_ADD_PATHS (notify_cases, test_notify);
  g_test_add_func ("/checklist/S-06/members-of-an-alias", test_alias);
  g_test_add_func ("/checklist/S-06/list-and-forward", test_list_and_forward);
  TEST_ADD_PATHS (envelope_cases, test_envelope);
  return g_test_run ();
}
