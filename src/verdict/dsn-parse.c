/* dsn-parse.c: the bytes of a message -> a finished report. */
#include "dsn-parse-private.h"

#include "dsn-conclude.h"
#include "dsn-dialect.h"
#include "dsn-generator.h"
#include "dsn-headers.h"

struct _DsnParser {
  DsnLimits limits;
  const DsnRules *rules;
  DsnReport *report;
  DsnMessage *message;
};

static void
read_message (DsnMessage *message, const DsnLimits *limits, const DsnRules *rules,
              DsnReport *report)
{
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
  dsn_conclude (report, rules);
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
  DsnParser *parser;
  DsnReport *report;

  g_return_val_if_fail (bytes != NULL, NULL);
  parser = dsn_parser_new (options);
  dsn_parser_read (parser, dsn_span_of_bytes (bytes));
  report = dsn_report_ref (parser->report);
  dsn_parser_free (parser);
  return report;
}
