/* dsn-parse.c: the bytes of a message -> a finished report. */
#include "dsn-parse.h"

#include "dsn-dialect.h"
#include "dsn-generator.h"
#include "dsn-headers.h"
#include "dsn-verdict.h"

#include <string.h>

/* Formats without a Status field have the code in their text, or none: then it is the
 * one that stands for what the text says. */
static void
complete_status (const DsnReport *report, DsnRecipient *recipient)
{
  if (recipient->status.klass != 0 || strcmp (report->format, "rfc3464") == 0)
    return;
  recipient->status = recipient->diagnostic_status.klass != 0
                          ? recipient->diagnostic_status
                          : recipient->verdict.status;
}

/* The category of what is no delivery status. Whatever a receipt says, the message was
 * delivered before; but for that of a filter by which the recipient refuses it. */
static const char *
category_of (const DsnReport *report)
{
  switch (report->kind) {
  case DSN_KIND_FEEDBACK:
    return "feedback";
  case DSN_KIND_AUTO_REPLY:
    return report->is_challenge ? "challenge-response" : "auto-reply";
  case DSN_KIND_DISPOSITION:
    return report->disposition.refused ? "recipient-refused" : "delivered";
  case DSN_KIND_DELIVERY_STATUS:
  case DSN_KIND_OTHER:
    break;
  }
  g_return_val_if_reached ("unclassified");
}

/* Whether a standard's own part says what the message is, and not its words. */
static gboolean
is_labelled (const DsnReport *report)
{
  return g_strcmp0 (report->format, "rfc5965") == 0 ||
         g_strcmp0 (report->format, "rfc8098") == 0;
}

/* Nothing has bounced, and nothing is hard: not even a complaint is a failure of the
 * address. */
static void
set_verdict (const DsnReport *report, DsnVerdict *verdict)
{
  const DsnCategory *category = dsn_category_find (category_of (report));

  *verdict = (DsnVerdict){
    .category = dsn_category_get_name (category),
    .scope = dsn_category_get_scope (category),
    .advice = dsn_category_get_advice (category),
    .confidence = is_labelled (report) ? DSN_CONFIDENCE_HIGH : DSN_CONFIDENCE_MEDIUM,
  };
}

static void
read_message (DsnMessage *message, const DsnLimits *limits, const DsnRules *rules,
              DsnReport *report)
{
  DsnContext context = { .rules = rules };
  DsnSpan header = dsn_message_get_part (message, 0)->header;
  const char *generator;
  g_auto (DsnValues) values;

  if (header.len == 0)
    dsn_defects_add (report->defects, DSN_DEFECT_NOT_MAIL, 0, (DsnSpan){ NULL, 0 });
  dsn_values_init (&values, report, message, limits->value_size);
  dsn_headers_read (&values, dsn_message_get_fields (message), &report->headers);
  dsn_dialect_read (message, limits, report);
  if (report->kind == DSN_KIND_OTHER)
    return;
  generator = dsn_generator_find (dsn_message_get_fields (message), report);
  if (generator != NULL)
    report->generator = generator;
  context.vendor = report->generator;
  for (guint i = 0; i < report->recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, i);

    if (report->kind != DSN_KIND_DELIVERY_STATUS) {
      set_verdict (report, &recipient->verdict);
      continue;
    }
    dsn_verdict_decide (recipient, &context, &recipient->verdict, report->strings);
    complete_status (report, recipient);
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
