/* test-dsn-finish.c: what follows from a recipient's fields: address, codes, checks. */
#include "dsn-finish.h"

#include "test-report.h"

#define FAILED DSN_ACTION_FAILED
#define DELAYED DSN_ACTION_DELAYED
#define DELIVERED DSN_ACTION_DELIVERED
#define UNKNOWN DSN_ACTION_UNKNOWN

/* The address to act on. */
static const struct AddressCase {
  const char *name;
  const char *final, *final_type, *original, *original_type;
  const char *address, *ascii, *type;
  gboolean by_alias;
  const char *findings;
} address_cases[] = {
  { "final", "a@b.example", "rfc822", NULL, NULL, "a@b.example", NULL, "rfc822", FALSE,
    "" },
  { "original", "x@y.example", "rfc822", "a@b.example", "rfc822", "a@b.example", NULL,
    "rfc822", TRUE, "" },
  { "same", "a@b.example", "rfc822", "a@B.example", "rfc822", "a@b.example", NULL,
    "rfc822", FALSE, "" },
  { "gateway-original", "a@b.example", "rfc822", "/C=x/S=a/", "x400", "a@b.example",
    NULL, "rfc822", FALSE, "" },
  { "local-original", "a@b.example", "rfc822", "root", "rfc822", "a@b.example", NULL,
    "rfc822", FALSE, "" },
  { "original-alone", NULL, NULL, "a@b.example", "rfc822", "a@b.example", NULL,
    "rfc822", FALSE, "missing-final-recipient" },
  { "local-name", "root", "rfc822", NULL, NULL, "root", NULL, "rfc822", FALSE,
    "bad-address" },
  { "other-type", "/C=x/S=a/", "x400", NULL, NULL, "/C=x/S=a/", NULL, "x400", FALSE,
    "" },
  { "untyped", "a@b.example", NULL, NULL, NULL, "a@b.example", NULL, NULL, FALSE, "" },
  { "nobody", NULL, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, "missing-recipient" },
  { "xtext", "a+2Bb@c.example", "rfc822", NULL, NULL, "a+b@c.example", NULL, "rfc822",
    FALSE, "" },
  { "xtext-equals", "a+3Db@c.example", "rfc822", NULL, NULL, "a=b@c.example", NULL,
    "rfc822", FALSE, "" },
  { "xtext-at", "a+40c.example", "rfc822", NULL, NULL, "a@c.example", NULL, "rfc822",
    FALSE, "" },
  { "tag-is-no-xtext", "a+40@c.example", "rfc822", NULL, NULL, "a+40@c.example", NULL,
    "rfc822", FALSE, "" },
  { "plus-is-no-xtext", "a+cafe@c.example", "rfc822", NULL, NULL, "a+cafe@c.example",
    NULL, "rfc822", FALSE, "" },
  { "utf-8", "j\303\266rg@c.example", "utf-8", NULL, NULL, "j\303\266rg@c.example",
    NULL, "utf-8", FALSE, "" },
  { "utf-8-xtext", "j\\x{F6}rg@c.example", "utf-8", NULL, NULL, "j\303\266rg@c.example",
    NULL, "utf-8", FALSE, "" },
  { "utf-8-broken", "j\\x{D800}rg@c.example", "utf-8", NULL, NULL,
    "j\\x{D800}rg@c.example", NULL, "utf-8", FALSE, "bad-xtext" },
  { "idn", "a@xn--bcher-kva.example", "rfc822", NULL, NULL, "a@b\303\274cher.example",
    "a@xn--bcher-kva.example", "rfc822", FALSE, "" },
  { "bad-idn", "a@xn--a.example", "rfc822", NULL, NULL, "a@xn--a.example", NULL,
    "rfc822", FALSE, "bad-idn" },
  { "brackets", "<a@b.example>", "rfc822", NULL, NULL, "a@b.example", NULL, "rfc822",
    FALSE, "odd-address" },
};

static void
test_address (gconstpointer data)
{
  const struct AddressCase *c = data;
  g_autoptr (DsnReport) report = dsn_report_new (100);
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  g_autofree char *findings = NULL;

  recipient->final_recipient = c->final;
  recipient->final_type = c->final_type;
  recipient->original_recipient = c->original;
  recipient->original_type = c->original_type;
  recipient->action = FAILED;
  recipient->status = (DsnCode){ 5, 1, 1 };
  dsn_finish_recipient (report, recipient);
  dsn_finish_report (report, 0);
  g_assert_cmpstr (recipient->address, ==, c->address);
  g_assert_cmpstr (recipient->address_ascii, ==, c->ascii);
  g_assert_cmpstr (recipient->address_type, ==, c->type);
  g_assert_cmpint (recipient->by_alias, ==, c->by_alias);
  findings = test_describe_findings (report);
  g_assert_cmpstr (findings, ==, c->findings);
}

/* Several recipients that one list or alias led to: the member counts, not the list. */
static void
test_expanded (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (100);
  static const char *const finals[] = { "list@a.example", "x@b.example", "y@b.example",
                                        "z@b.example" };
  static const char *const expected[] = { "list@a.example", "x@b.example",
                                          "y@b.example", "other@a.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (finals); i++) {
    DsnRecipient *recipient = dsn_report_add_recipient (report);

    recipient->final_recipient = finals[i];
    recipient->original_recipient = i < 3 ? "list@a.example" : "other@a.example";
    recipient->action = i == 0 ? DSN_ACTION_EXPANDED : FAILED;
  }
  dsn_finish_report (report, 0);
  for (guint i = 0; i < report->recipients->len; i++)
    g_assert_cmpstr (g_array_index (report->recipients, DsnRecipient, i).address, ==,
                     expected[i]);
}

/* Recipients before @first are left as they are. */
static void
test_first (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (100);

  dsn_report_add_recipient (report)->final_recipient = "a@b.example";
  dsn_report_add_recipient (report)->final_recipient = "c@b.example";
  dsn_finish_report (report, 1);
  g_assert_null (g_array_index (report->recipients, DsnRecipient, 0).address);
  g_assert_cmpstr (g_array_index (report->recipients, DsnRecipient, 1).address, ==,
                   "c@b.example");
}

/* Codes, the issuer of the words, and fields that do not fit each other. */
static const struct CodeCase {
  const char *name;
  DsnAction action;
  DsnCode status;
  const char *diagnostic, *type, *remote;
  const char *supplementary;
  guint reply;
  DsnCode found;
  DsnAction concluded;
  DsnDiagnosticBy by;
  const char *findings;
} code_cases[] = {
  { "both",
    FAILED,
    { 5, 1, 1 },
    "550 5.1.1 no",
    "smtp",
    "mx.b.example",
    NULL,
    550,
    { 5, 1, 1 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REMOTE,
    "" },
  { "no-remote",
    FAILED,
    { 5, 4, 4 },
    "no route",
    "smtp",
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "" },
  { "own-remote",
    FAILED,
    { 5, 1, 1 },
    "550 no",
    "smtp",
    "MX.a.example",
    NULL,
    550,
    { 0, 0, 0 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "" },
  { "x-type",
    FAILED,
    { 5, 1, 1 },
    "unknown user",
    "x-postfix",
    "mx.b.example",
    NULL,
    0,
    { 0, 0, 0 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "" },
  { "supplementary",
    FAILED,
    { 5, 7, 1 },
    "delivery refused",
    "smtp",
    "mx.b.example",
    "<mx.b.example #5.7.1 smtp;554 5.7.1 no>",
    554,
    { 5, 7, 1 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REMOTE,
    "" },
  { "supplementary-not-needed",
    FAILED,
    { 5, 1, 1 },
    "550 5.1.1 no",
    "smtp",
    "mx.b.example",
    "554 5.7.1 no",
    550,
    { 5, 1, 1 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REMOTE,
    "" },
  { "no-action-5",
    UNKNOWN,
    { 5, 0, 0 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "missing-action" },
  { "no-action-4",
    UNKNOWN,
    { 4, 0, 0 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    DELAYED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "missing-action" },
  { "no-action-2",
    UNKNOWN,
    { 2, 0, 0 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    DELIVERED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "missing-action" },
  { "nothing",
    UNKNOWN,
    { 0, 0, 0 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    UNKNOWN,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "missing-status missing-action" },
  { "delivered-5",
    DELIVERED,
    { 5, 1, 1 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    DELIVERED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "status-class" },
  { "failed-2",
    FAILED,
    { 2, 0, 0 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "status-class" },
  { "delayed-5",
    DELAYED,
    { 5, 0, 0 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    DELAYED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "status-class" },
  { "failed-4",
    FAILED,
    { 4, 4, 7 },
    NULL,
    NULL,
    NULL,
    NULL,
    0,
    { 0, 0, 0 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "" },
  { "reply-4-status-5",
    FAILED,
    { 5, 0, 0 },
    "450 later",
    "smtp",
    NULL,
    NULL,
    450,
    { 0, 0, 0 },
    FAILED,
    DSN_DIAGNOSTIC_BY_REPORTER,
    "reply-class" },
};

static void
test_code (gconstpointer data)
{
  const struct CodeCase *c = data;
  g_autoptr (DsnReport) report = dsn_report_new (100);
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  g_autofree char *findings = NULL;

  report->reporting_mta.name = "mx.a.example";
  recipient->final_recipient = "a@b.example";
  recipient->action = c->action;
  recipient->status = c->status;
  recipient->diagnostic_text = c->diagnostic;
  recipient->diagnostic_type = c->type;
  recipient->remote_mta.name = c->remote;
  if (c->supplementary != NULL)
    dsn_report_add_extension (report, &recipient->extensions,
                              DSN_SPAN_LIT ("X-Supplementary-Info"),
                              dsn_span_of_string (c->supplementary), 0);
  dsn_finish_recipient (report, recipient);
  g_assert_cmpuint (recipient->reply_code, ==, c->reply);
  g_assert_cmpuint (recipient->diagnostic_status.klass, ==, c->found.klass);
  g_assert_cmpuint (recipient->diagnostic_status.subject, ==, c->found.subject);
  g_assert_cmpuint (recipient->diagnostic_status.detail, ==, c->found.detail);
  g_assert_cmpint (recipient->action, ==, c->concluded);
  g_assert_cmpint (recipient->diagnostic_by, ==, c->by);
  findings = test_describe_findings (report);
  g_assert_cmpstr (findings, ==, c->findings);
}

static void
test_actual_recipient (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (100);
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_report_add_extension (report, &recipient->extensions,
                            DSN_SPAN_LIT ("X-Actual-Recipient"),
                            DSN_SPAN_LIT ("rfc822; a@b.example"), 0);
  dsn_finish_recipient (report, recipient);
  dsn_finish_report (report, 0);
  g_assert_cmpstr (recipient->address, ==, "a@b.example");
  g_assert_cmpstr (recipient->address_type, ==, "rfc822");
  g_assert_true (test_has_defect (report, DSN_DEFECT_MISSING_RECIPIENT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/finish/address", address_cases, test_address);
  TEST_ADD_ROWS ("/finish/code", code_cases, test_code);
  g_test_add_func ("/finish/expanded", test_expanded);
  g_test_add_func ("/finish/first", test_first);
  g_test_add_func ("/finish/actual-recipient", test_actual_recipient);
  return g_test_run ();
}
