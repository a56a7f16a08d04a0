/* dsn-parse.c: the bytes of a message -> a finished report. */
#include "dsn-parse.h"

#include "dsn-dialect.h"
#include "dsn-generator.h"
#include "dsn-headers.h"
#include "dsn-verdict.h"

static void
read_message (DsnMessage *message, const DsnLimits *limits, const DsnRules *rules,
              DsnReport *report)
{
  DsnContext context = { .rules = rules };
  DsnSpan header = dsn_message_get_part (message, 0)->header;
  g_auto (DsnValues) values;

  if (header.len == 0)
    dsn_defects_add (report->defects, DSN_DEFECT_NOT_MAIL, 0, (DsnSpan){ NULL, 0 });
  dsn_values_init (&values, report, message, limits->value_size);
  dsn_headers_read (&values, dsn_message_get_fields (message), &report->headers);
  dsn_dialect_read (message, limits, report);
  if (report->kind == DSN_KIND_OTHER)
    return;
  report->generator = dsn_generator_find (dsn_message_get_fields (message), report);
  context.vendor = report->generator;
  for (guint i = 0; i < report->recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, i);

    dsn_verdict_decide (recipient, &context, &recipient->verdict, report->strings);
  }
}

DsnReport *
dsn_parse_bytes (GBytes *bytes, const DsnParseOptions *options)
{
  static const DsnParseOptions defaults = { NULL, NULL };
  const DsnParseOptions *wanted = options != NULL ? options : &defaults;
  DsnLimits resolved = dsn_limits_resolve (wanted->limits);
  g_autoptr (DsnMessage) message = NULL;
  g_autoptr (DsnReport) report = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  report = dsn_report_new (resolved.defects);
  if (g_bytes_get_size (bytes) == 0) {
    dsn_defects_add (report->defects, DSN_DEFECT_EMPTY_MESSAGE, 0,
                     (DsnSpan){ NULL, 0 });
  } else if (g_bytes_get_size (bytes) > resolved.message_size) {
    dsn_defects_add (report->defects, DSN_DEFECT_MESSAGE_TOO_BIG, 0,
                     (DsnSpan){ NULL, 0 });
  } else {
    message = dsn_message_new (bytes, &resolved, report->defects);
    read_message (message, &resolved, wanted->rules, report);
  }
  return g_steal_pointer (&report);
}
