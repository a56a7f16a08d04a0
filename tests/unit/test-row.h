/* test-row.h: what tests of notices share: a notice, and what is read of it. */
#pragma once

#include "dsn-dialect.h"

#include "test-report.h"

/* A recipient is "address action status reply host by: words", `-` for what is not
 * there; several are parted by a bar. */
struct RowCase {
  const char *name;
  const char *text;
  const char *format; /* NULL: it is no notice */
  const char *recipients;
  const char *original; /* the returned Subject */
  const char *findings;
};

static inline DsnReport *
test_read_row (const char *text, gsize len)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnReport) report = dsn_report_new (limits.defects);
  g_autoptr (GBytes) bytes = test_bytes (dsn_span_of_string (text), len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);

  dsn_dialect_read (message, &limits, report);
  return g_steal_pointer (&report);
}

static inline char *
test_describe_row (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->recipients->len; i++) {
    const DsnRecipient *r = &g_array_index (report->recipients, DsnRecipient, i);
    char code[DSN_CODE_TEXT_SIZE];

    g_string_append_printf (
        out, "%s%s %s %s %u %s %s: %s", i > 0 ? "|" : "", r->address,
        r->action != DSN_ACTION_UNKNOWN ? dsn_action_to_string (r->action) : "-",
        r->diagnostic_status.klass != 0 ? dsn_code_to_text (r->diagnostic_status, code)
                                        : "-",
        r->reply_code, r->remote_mta.name != NULL ? r->remote_mta.name : "-",
        r->diagnostic_by == DSN_DIAGNOSTIC_BY_REMOTE ? "remote" : "reporter",
        r->diagnostic_text != NULL ? r->diagnostic_text : "-");
  }
  return g_string_free (out, FALSE);
}

static inline void
test_row_case (gconstpointer data)
{
  const struct RowCase *c = data;
  g_autoptr (DsnReport) report = test_read_row (c->text, strlen (c->text));
  g_autofree char *recipients = test_describe_row (report);
  g_autofree char *findings = test_describe_findings (report);

  g_assert_cmpstr (report->format, ==, c->format);
  g_assert_cmpstr (recipients, ==, c->recipients);
  g_assert_cmpstr (report->original.subject, ==, c->original);
  g_assert_cmpstr (findings, ==, c->findings);
  for (gsize n = 1; n < strlen (c->text); n++)
    dsn_report_unref (test_read_row (c->text, n));
}
