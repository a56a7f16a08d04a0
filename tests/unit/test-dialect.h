/* test-dialect.h: a message -> what the best dialect reads of it. */
#pragma once

#include "dsn-dialect.h"

#include "test-report.h"

/* The first @len bytes of @text, read by the dialect that bids the most. */
static inline DsnReport *
test_read_message (DsnSpan text, gsize len)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  DsnReport *report = dsn_report_new (limits.defects);
  g_autoptr (GBytes) bytes = test_bytes (text, len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);

  dsn_dialect_read (message, &limits, report);
  return report;
}

/* What a row of these tests says of a message. */
struct DialectRow {
  const char *name;
  DsnSpan text;
  const char *format;
  DsnKind kind;
  const char *recipients, *fields, *findings;
};

/* Compares a message with its row, and reads every beginning of it. */
static inline void
test_dialect_row (gconstpointer data)
{
  const struct DialectRow *c = data;
  g_autoptr (DsnReport) report = test_read_message (c->text, c->text.len);
  g_autoptr (GString) recipients = g_string_new (NULL);
  g_autofree char *fields = test_describe_extensions (report->extensions);
  g_autofree char *findings = test_describe_findings (report);

  for (guint i = 0; i < report->recipients->len; i++) {
    const char *address = g_array_index (report->recipients, DsnRecipient, i).address;

    g_string_append_printf (recipients, "%s%s", i > 0 ? " " : "",
                            address != NULL ? address : "-");
  }
  g_assert_cmpstr (report->format, ==, c->format);
  g_assert_cmpint (report->kind, ==, c->kind);
  g_assert_cmpstr (recipients->str, ==, c->recipients);
  g_assert_cmpstr (fields, ==, c->fields);
  g_assert_cmpstr (findings, ==, c->findings);
  for (gsize n = 0; n < c->text.len; n++)
    dsn_report_unref (test_read_message (c->text, n));
}
