/* test-dsn-headers.c: what a header block tells of its message. */
#include "dsn-field.h"
#include "dsn-headers.h"

#include "dsn-date.h"
#include "test-report.h"

static const struct HeadersCase {
  const char *name;
  DsnSpan header;
  const char *found; /* message-id|date|from|to|subject|list-id */
  const char *findings;
} cases[] = {
  { "all",
    SPAN ("Message-ID: <1@a.example>\nDate: Thu, 17 Apr 2025 22:10:00 +0000\nFrom: A "
          "<a@a.example>\nTo: b@b.example\nSubject: Hello\nList-Id: The list "
          "<l.a.example>\n"),
    "1@a.example|2025-04-17T22:10:00Z|A <a@a.example>|b@b.example|Hello|l.a.example",
    "" },
  { "case", SPAN ("SUBJECT: a\nmessage-id:<b>\n"), "b|-|-|-|a|-", "" },
  { "fold", SPAN ("Subject: a\r\n b\r\n"), "-|-|-|-|a b|-", "" },
  { "words", SPAN ("Subject: =?iso-8859-1?q?caf=E9?=\n"), "-|-|-|-|caf\303\251|-", "" },
  { "first-counts", SPAN ("Subject: a\nSubject: b\n"), "-|-|-|-|a|-", "" },
  { "empty-first", SPAN ("Subject:\nSubject: b\n"), "-|-|-|-|b|-", "" },
  { "id-without-brackets", SPAN ("Message-ID: a@b\n"), "a@b|-|-|-|-|-", "" },
  { "id-not-closed", SPAN ("Message-ID: <a@b\n"), "a@b|-|-|-|-|-", "" },
  { "id-empty", SPAN ("Message-ID: <>\n"), "-|-|-|-|-|-", "" },
  { "id-comment", SPAN ("Message-ID: <a@b> (gone)\n"), "a@b|-|-|-|-|-", "" },
  { "bad-date", SPAN ("Date: soon\n"), "-|-|-|-|-|-", "bad-date" },
  { "empty-date", SPAN ("Date: \n"), "-|-|-|-|-|-", "" },
  { "8-bit", SPAN ("Subject: caf\303\251\n"), "-|-|-|-|caf\303\251|-",
    "eight-bit-header" },
  { "latin1", SPAN ("Subject: caf\351\n"), "-|-|-|-|caf\357\277\275|-",
    "eight-bit-header invalid-utf8" },
  { "nul", SPAN ("Subject: a\0b\n"), "-|-|-|-|a\357\277\275b|-", "nul-byte" },
  { "junk", SPAN ("junk\nSubject: a\n"), "-|-|-|-|a|-", "" },
  { "behind-blank", SPAN ("X: y\n\nSubject: a\n"), "-|-|-|-|-|-", "" },
  { "other-names", SPAN ("Subjects: a\nFroms: b\nTos: c\nReply-To: d\n"), "-|-|-|-|-|-",
    "" },
  { "over-limit",
    SPAN ("Subject: 45678901234567890123456789012345678901234567890123456789012345\n"),
    "-|-|-|-|456789012345678901234567890123456789012345678901234567890123|-",
    "field-too-long" },
  { "empty", SPAN (""), "-|-|-|-|-|-", "" },
};

/* Of the returned message only. */
static const struct SignatureCase {
  const char *name;
  DsnSpan header;
  const char *found; /* domain/selector */
} signature_cases[] = {
  { "one", SPAN ("DKIM-Signature: v=1; d=a.example; s=x; b=abc\n"), "a.example/x" },
  { "two",
    SPAN ("DKIM-Signature: d=a.example; s=x\nDKIM-Signature: s=y;d=b.example;\n"),
    "a.example/x b.example/y" },
  { "case", SPAN ("dkim-signature: d=A.Example; s=X\n"), "a.example/x" },
  { "folded", SPAN ("DKIM-Signature: v=1;\r\n\td\r\n = a.example\r\n ; s=x\r\n"),
    "a.example/x" },
  { "first-tag-counts", SPAN ("DKIM-Signature: d=a.example; d=b; s=x; s=y\n"),
    "a.example/x" },
  { "value-with-equals", SPAN ("DKIM-Signature: b=d=c.example; s==; d=a.example\n"),
    "a.example/=" },
  { "no-selector", SPAN ("DKIM-Signature: v=1; d=a.example\n"), "" },
  { "no-domain", SPAN ("DKIM-Signature: s=x; d=; i=@a.example\n"), "" },
  { "no-tags", SPAN ("DKIM-Signature: d s ;;; = \n"), "" },
  { "8-bit", SPAN ("DKIM-Signature: d=a\377.example; s=\303\251\n"),
    "a\357\277\275.example/\303\251" },
  { "other-name", SPAN ("X-DKIM-Signature: d=a.example; s=x\n"), "" },
  { "empty", SPAN (""), "" },
};

static void
test_signatures (gconstpointer data)
{
  const struct SignatureCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);

  for (gsize n = 0; n <= c->header.len; n++) {
    g_autoptr (DsnReport) report = dsn_report_new (100);
    g_autoptr (GBytes) bytes = test_bytes (c->header, n);
    g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);
    g_autoptr (GString) found = g_string_new (NULL);
    const DsnSignature *signatures;
    g_auto (DsnValues) values;
    guint count;

    dsn_values_init (&values, report, message, 1000);
    dsn_headers_read_block (&values, dsn_span_of_bytes (bytes), &report->headers);
    g_assert_null (dsn_report_get_signatures (report, &count));
    dsn_headers_read_block (&values, dsn_span_of_bytes (bytes), &report->original);
    signatures = dsn_report_get_signatures (report, &count);
    for (guint i = 0; i < count; i++)
      g_string_append_printf (found, "%s%s/%s", i > 0 ? " " : "", signatures[i].domain,
                              signatures[i].selector);
    g_assert_true (g_utf8_validate (found->str, -1, NULL));
    if (n == c->header.len)
      g_assert_cmpstr (found->str, ==, c->found);
  }
}

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static void
test_row (gconstpointer data)
{
  const struct HeadersCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);

  for (gsize n = 0; n <= c->header.len; n++) {
    g_autoptr (DsnReport) report = dsn_report_new (100);
    g_autoptr (GBytes) bytes = test_bytes (c->header, n);
    g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);
    DsnHeaders *headers = &report->headers;
    g_autofree char *found = NULL, *findings = NULL;
    g_autoptr (GArray) fields = NULL;
    g_auto (DsnValues) values;
    char date[DSN_DATE_TEXT_SIZE] = "-";

    g_array_set_size (report->defects->list, 0);
    dsn_values_init (&values, report, message, 61);
    fields = dsn_field_collect (dsn_span_of_bytes (bytes));
    dsn_headers_read (&values, fields, headers);
    if (headers->date != DSN_DATE_NONE)
      dsn_date_to_text (headers->date, date);
    found = g_strdup_printf ("%s|%s|%s|%s|%s|%s", or_dash (headers->message_id), date,
                             or_dash (headers->from), or_dash (headers->to),
                             or_dash (headers->subject), or_dash (headers->list_id));
    g_assert_true (g_utf8_validate (found, -1, NULL));
    if (n < c->header.len)
      continue;
    findings = test_describe_findings (report);
    g_assert_cmpstr (found, ==, c->found);
    g_assert_cmpstr (findings, ==, c->findings);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/headers", cases, test_row);
  TEST_ADD_ROWS ("/signatures", signature_cases, test_signatures);
  return g_test_run ();
}
