/* test-dsn-parse.c: the bytes of a message to a finished report. */
#include "dsn-parse-private.h"

#include "test-report.h"

#define STATUS                                                                         \
  "Subject: failure\nContent-Type: message/delivery-status\n\n"                        \
  "Reporting-MTA: dns; mx.a.example\nX-Postfix-Queue-ID: 1\n\n"                        \
  "Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n"

#define SIGNED                                                                         \
  "Subject: failure\nContent-Type: multipart/report; report-type=delivery-status; "    \
  "boundary=b\n\n--b\n"                                                                \
  "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.a.example\n\n"      \
  "Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n\n--b\n"     \
  "Content-Type: text/rfc822-headers\n\nDKIM-Signature: v=1; d=a.example; s=k; b=x\n"  \
  "Subject: hello\n\n--b--\n"

static const struct ParseCase {
  const char *name;
  DsnSpan text;
  DsnKind kind;
  const char *subject, *generator, *category, *findings;
  gsize signatures; /* of the message that bounced */
} cases[] = {
  { "report", SPAN (STATUS), DSN_KIND_DELIVERY_STATUS, "failure", "postfix",
    "user-unknown", "not-multipart-report" },
  { "no-report", SPAN ("Subject: hello\n\nhi\n"), DSN_KIND_OTHER, "hello", NULL, NULL,
    "" },
  { "empty", SPAN (""), DSN_KIND_OTHER, NULL, NULL, NULL, "empty-message" },
  { "no-mail", SPAN ("hello there\nhow are you\n"), DSN_KIND_OTHER, NULL, NULL, NULL,
    "missing-header-end not-mail" },
  { "byte", SPAN ("\377"), DSN_KIND_OTHER, NULL, NULL, NULL,
    "missing-header-end not-mail" },
  { "newline", SPAN ("\n"), DSN_KIND_OTHER, NULL, NULL, NULL, "not-mail" },
  { "bom-alone", SPAN ("\357\273\277"), DSN_KIND_OTHER, NULL, NULL, NULL,
    "byte-order-mark not-mail" },
  { "envelope", SPAN ("From a\n" STATUS), DSN_KIND_DELIVERY_STATUS, "failure",
    "postfix", "user-unknown", "envelope-line not-multipart-report" },
  { "signed", SPAN (SIGNED), DSN_KIND_DELIVERY_STATUS, "failure", NULL, "user-unknown",
    "", 1 },
};

static void
check (const DsnReport *report, const struct ParseCase *c)
{
  g_autofree char *findings = test_describe_findings (report);
  guint signatures;

  dsn_report_get_signatures (report, &signatures);
  g_assert_cmpuint (signatures, ==, c->signatures);
  g_assert_cmpint (dsn_report_get_kind (report), ==, c->kind);
  g_assert_cmpstr (dsn_report_get_headers (report)->subject, ==, c->subject);
  g_assert_cmpstr (dsn_report_get_generator (report), ==, c->generator);
  g_assert_cmpstr (findings, ==, c->findings);
  g_assert_cmpint (dsn_report_get_recipient_count (report), ==, c->category != NULL);
  if (c->category != NULL)
    g_assert_cmpstr (
        dsn_recipient_get_verdict (dsn_report_get_recipient (report, 0))->category, ==,
        c->category);
}

static void
test_row (gconstpointer data)
{
  const struct ParseCase *c = data;

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);

    for (guint i = 0; i < dsn_report_get_recipient_count (report); i++)
      g_assert_nonnull (
          dsn_recipient_get_verdict (dsn_report_get_recipient (report, i))->category);
    if (n == c->text.len)
      check (report, c);
  }
}

/* Nothing of a message is left in the next one's report. */
static void
test_one_after_the_other (void)
{
  g_autoptr (DsnParser) parser = dsn_parser_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (cases); j++) {
      dsn_parser_read (parser, cases[i].text);
      check (dsn_parser_read (parser, cases[j].text), &cases[j]);
    }
}

/* The message may go once the report is there. */
static void
test_owned (void)
{
  DsnSpan text = SPAN (STATUS);
  GBytes *bytes = test_bytes (text, text.len);
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);

  g_bytes_unref (bytes);
  g_assert_cmpstr (dsn_recipient_get_address (recipient), ==, "bob@b.example");
  g_assert_cmpstr (dsn_recipient_get_verdict (recipient)->evidence_text, ==, "5.1.1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/parse", cases, test_row);
  g_test_add_func ("/parse/one-after-the-other", test_one_after_the_other);
  g_test_add_func ("/parse/owned", test_owned);
  return g_test_run ();
}
