/* dsn-parse.c: the bytes of a message -> a finished report. */
#include "dsn-parse-private.h"

#include "dsn-dialect.h"
#include "dsn-generator.h"
#include "dsn-headers.h"
#include "dsn-verdict.h"

#include <string.h>

struct _DsnParser {
  DsnLimits limits;
  const DsnRules *rules;
  DsnReport *report;
  DsnMessage *message;
};

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

DsnParser *
dsn_parser_new (const DsnParseOptions *options)
{
  DsnParser *parser = g_new0 (DsnParser, 1);

  parser->limits = dsn_limits_resolve (options != NULL ? options->limits : NULL);
  parser->rules = options != NULL ? options->rules : NULL;
  parser->report = dsn_report_new (parser->limits.defects);
  parser->message = dsn_message_new_empty ();
  return parser;
}

void
dsn_parser_free (DsnParser *parser)
{
  if (parser == NULL)
    return;
  dsn_message_free (parser->message);
  dsn_report_unref (parser->report);
  g_free (parser);
}

const DsnReport *
dsn_parser_read (DsnParser *parser, DsnSpan text)
{
  DsnReport *report = parser->report;

  dsn_report_reset (report);
  if (text.len == 0) {
    dsn_defects_add (report->defects, DSN_DEFECT_EMPTY_MESSAGE, 0,
                     (DsnSpan){ NULL, 0 });
  } else if (text.len > parser->limits.message_size) {
    dsn_defects_add (report->defects, DSN_DEFECT_MESSAGE_TOO_BIG, 0,
                     (DsnSpan){ NULL, 0 });
  } else {
    dsn_message_read (parser->message, text, &parser->limits, report->defects);
    read_message (parser->message, &parser->limits, parser->rules, report);
  }
  return report;
}

DsnReport *
dsn_parse_bytes (GBytes *bytes, const DsnParseOptions *options)
{
  g_autoptr (DsnParser) parser = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  parser = dsn_parser_new (options);
  dsn_parser_read (parser, dsn_span_of_bytes (bytes));
  return dsn_report_ref (parser->report);
}
