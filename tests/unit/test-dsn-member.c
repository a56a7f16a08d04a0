/* test-dsn-member.c: fields of feedback and disposition reports, in their places. */
#include "dsn-member.h"

#include "test-report.h"

static DsnReport *
read_fields (DsnSpan fields, DsnMemberOf of, const DsnLimits *wanted)
{
  DsnLimits limits = dsn_limits_resolve (wanted);
  DsnReport *report = dsn_report_new (limits.defects);
  g_autoptr (GString) text = g_string_new ("Content-Type: message/feedback-report\n\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DsnMessage) message = NULL;

  g_string_append_len (text, (const char *) fields.data, (gssize) fields.len);
  bytes = test_bytes (test_span (text), text->len);
  message = dsn_message_new (bytes, &limits, report->defects);
  dsn_member_read_part (message, 0, of, &limits, report);
  return report;
}

static void
append (GString *out, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (out, "%s=%s ", name, value);
}

/* All that stands in a member, as "name=value "; lists joined by a bar. */
static char *
describe (const DsnReport *report)
{
  GString *out = g_string_new (NULL);
  const DsnFeedback *f = &report->feedback;
  const DsnDisposition *d = &report->disposition;
  g_autofree char *uris =
      f->reported_uris != NULL ? g_strjoinv ("|", (char **) f->reported_uris) : NULL;
  g_autofree char *errors =
      d->errors != NULL ? g_strjoinv ("|", (char **) d->errors) : NULL;

  append (out, "type", f->type);
  append (out, "agent", f->user_agent);
  append (out, "ip", f->source_ip);
  append (out, "from", f->mail_from);
  append (out, "uris", uris);
  append (out, "mta", report->reporting_mta.name);
  append (out, "mta-type", report->reporting_mta.type);
  append (out, "ua", d->reporting_ua);
  append (out, "product", d->product);
  append (out, "gateway", d->gateway);
  append (out, "id", d->original_message_id);
  append (out, "disposition", dsn_disposition_type_to_string (d->type));
  append (out, "errors", errors);
  if (f->incidents != 0)
    g_string_append_printf (out, "incidents=%u ", f->incidents);
  for (guint i = 0; i < report->recipients->len; i++) {
    const DsnRecipient *r = &g_array_index (report->recipients, DsnRecipient, i);

    append (out, "original", r->original_recipient);
    append (out, "final", r->final_recipient);
  }
  return g_string_free (out, FALSE);
}

#define FEEDBACK DSN_MEMBER_OF_FEEDBACK
#define RECEIPT DSN_MEMBER_OF_DISPOSITION

static const struct MemberCase {
  const char *name;
  DsnMemberOf of;
  DsnSpan fields;
  const char *members, *kept, *findings;
} cases[] = {
  { "word", FEEDBACK, SPAN ("Feedback-Type: ABUSE\n"), "type=abuse ", "", "" },
  { "folded", FEEDBACK, SPAN ("User-Agent: a\n b\n\tc\n"), "agent=a b c ", "", "" },
  { "encoded-word", FEEDBACK, SPAN ("User-Agent: =?utf-8?q?=C3=A9?=\n"),
    "agent=\303\251 ", "", "" },
  { "twice", FEEDBACK, SPAN ("User-Agent: a\nuser-agent: b\n"), "agent=a ",
    "user-agent=b", "duplicate-field" },
  { "empty", FEEDBACK, SPAN ("User-Agent:\nUser-Agent: b\n"), "agent=b ", "",
    "empty-field" },
  { "unknown", FEEDBACK, SPAN ("X-A: b\n"), "", "X-A=b", "" },
  { "of-the-other-report", FEEDBACK, SPAN ("Disposition: displayed\n"), "",
    "Disposition=displayed", "" },
  { "path", FEEDBACK, SPAN ("Original-Mail-From: <a@b>\n"), "from=a@b ", "", "" },
  { "null-path", FEEDBACK, SPAN ("Original-Mail-From: <>\n"), "from= ", "", "" },
  { "ip-4", FEEDBACK, SPAN ("Source-IP: [192.0.2.1]\n"), "ip=192.0.2.1 ", "", "" },
  { "ip-6", FEEDBACK, SPAN ("Source-IP: IPv6:2001:db8::1\n"), "ip=2001:db8::1 ", "",
    "" },
  { "no-ip", FEEDBACK, SPAN ("Source-IP: home\n"), "", "Source-IP=home", "bad-value" },
  { "number", FEEDBACK, SPAN ("Incidents: 7\n"), "incidents=7 ", "", "" },
  { "no-number", FEEDBACK, SPAN ("Incidents: -7\n"), "", "Incidents=-7", "bad-value" },
  { "big-number", FEEDBACK, SPAN ("Incidents: 12345678901\n"), "",
    "Incidents=12345678901", "bad-value" },
  { "date", FEEDBACK, SPAN ("Arrival-Date: soon\n"), "", "Arrival-Date=soon",
    "bad-date" },
  { "list", FEEDBACK, SPAN ("Reported-URI: a\nReported-URL: b\nReported-URI: c\n"),
    "uris=a|b|c ", "", "" },
  { "mta", FEEDBACK, SPAN ("Reporting-MTA: DNS; mx.a\n"), "mta=mx.a mta-type=dns ", "",
    "" },
  { "untyped-mta", FEEDBACK, SPAN ("Reporting-MTA: mx.a\n"), "mta=mx.a ", "",
    "untyped-value" },
  { "recipients", FEEDBACK,
    SPAN ("Original-Rcpt-To: a@b\nRedacted-Address: c@D\nOriginal-Rcpt-To: <a@b>\n"),
    "original=a@b original=c@d ", "", "" },
  { "typed-recipient", FEEDBACK, SPAN ("Original-Rcpt-To: rfc822; a@b\n"),
    "original=a@b ", "", "" },
  { "redacted", FEEDBACK, SPAN ("Original-Rcpt-To: redacted@b\n"), "",
    "Original-Rcpt-To=redacted@b", "redacted-recipient" },
  { "blank-line", FEEDBACK, SPAN ("Feedback-Type: x\n\nUser-Agent: a\n"),
    "type=x agent=a ", "", "" },
  { "junk", FEEDBACK, SPAN ("User-Agent: a\nwhat is this\n"), "agent=a what is this ",
    "", "junk-in-group" },
  { "nul", FEEDBACK, SPAN ("User-Agent: a\0b\n"), "agent=a\357\277\275b ", "",
    "nul-byte" },
  { "agent", RECEIPT, SPAN ("Reporting-UA: a; b\n"), "ua=a product=b ", "", "" },
  { "comment", RECEIPT, SPAN ("Reporting-UA: a; b (c (d))\n"), "ua=a product=b ",
    "Reporting-UA=a; b (c (d))", "" },
  { "comment-escaped", RECEIPT, SPAN ("Reporting-UA: a (\\))\n"), "ua=a ",
    "Reporting-UA=a (\\))", "" },
  { "comment-not-opened", RECEIPT, SPAN ("Reporting-UA: a)\n"), "ua=a) ", "", "" },
  { "all-comment", RECEIPT, SPAN ("Reporting-UA: (a)\n"), "ua=(a) ", "", "" },
  { "gateway", RECEIPT, SPAN ("MDN-Gateway: dns; g.a\n"), "gateway=g.a ", "", "" },
  { "id", RECEIPT, SPAN ("Original-Message-ID: <1@a>\n"), "id=1@a ", "", "" },
  { "both-recipients", RECEIPT,
    SPAN ("Original-Recipient: rfc822;a@b\nFinal-Recipient: rfc822;c@d\n"),
    "original=a@b final=c@d ", "", "" },
  { "disposition", RECEIPT,
    SPAN ("Disposition: manual-action/MDN-sent-manually;deleted\n"),
    "disposition=deleted ", "", "" },
  { "bad-disposition", RECEIPT, SPAN ("Disposition: gone\n"), "", "Disposition=gone",
    "bad-disposition" },
  { "odd-disposition", RECEIPT, SPAN ("Disposition: deleted\n"), "disposition=deleted ",
    "Disposition=deleted", "odd-disposition" },
  { "errors", RECEIPT, SPAN ("Error: a (b)\nError: c\n"), "errors=a (b)|c ", "", "" },
};

static void
check (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct MemberCase *c = row;
  g_autoptr (DsnReport) report = read_fields (text, c->of, NULL);
  g_autofree char *members = describe (report);
  g_autofree char *kept = test_describe_extensions (report->extensions);
  g_autofree char *findings = test_describe_findings (report);

  if (!whole)
    return;
  g_assert_cmpstr (members, ==, c->members);
  g_assert_cmpstr (kept, ==, c->kept);
  g_assert_cmpstr (findings, ==, c->findings);
}

static void
test_row (gconstpointer data)
{
  const struct MemberCase *c = data;

  test_cut_everywhere (c->fields, check, c);
}

/* Recipients, lists and unknown fields have their ceilings. */
static void
test_limits (void)
{
  DsnLimits limits = { .recipients = 3, .fields = 5 };
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autoptr (DsnReport) report = NULL;
  guint uris = 0;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (
        fields, "Original-Rcpt-To: a%u@b\nReported-URI: %u\nX: y\n\n", i, i);
  report = read_fields (test_span (fields), FEEDBACK, &limits);
  while (report->feedback.reported_uris[uris] != NULL)
    uris++;
  g_assert_cmpuint (report->recipients->len, ==, 3);
  g_assert_cmpuint (uris, ==, 5);
  g_assert_cmpuint (report->extensions->len, ==, 5);
  g_assert_true (test_has_defect (report, DSN_DEFECT_TOO_MANY_RECIPIENTS));
  g_assert_true (test_has_defect (report, DSN_DEFECT_TOO_MANY_FIELDS));
}

/* Comments that nest deeply, and many recipients, cost time in their length. */
static void
test_cost (void)
{
  g_autoptr (GString) fields = g_string_new ("Reporting-UA: ");
  g_autoptr (DsnReport) report = NULL;
  gint64 start;

  for (guint i = 0; i < 60000; i++)
    g_string_append_c (fields, '(');
  g_string_append (fields, ")\n");
  for (guint i = 0; i < 900; i++)
    g_string_append_printf (fields, "Original-Rcpt-To: a%u@b\n", i);
  start = g_get_monotonic_time ();
  report = read_fields (test_span (fields), RECEIPT, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <,
                   (gint64) test_slowness () * 200000);
  g_assert_nonnull (report->disposition.reporting_ua);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/member", cases, test_row);
  g_test_add_func ("/member/limits", test_limits);
  g_test_add_func ("/member/cost", test_cost);
  return g_test_run ();
}
