/* dsn-builder.c: a report made of its facts, without a message to read them from. */
#include "dsn-builder.h"

#include "dsn-conclude.h"
#include "dsn-date.h"
#include "dsn-finish.h"
#include "dsn-generator.h"
#include "dsn-safe.h"

struct _DsnReportBuilder {
  DsnReport *report;
  DsnLimits limits;
  const DsnRules *rules;
  guint closed; /* recipients that get no more fields */
};

/* One line of valid UTF-8, as reading a field gives it. */
static const char *
keep (DsnReportBuilder *builder, const char *text)
{
  DsnSpan span = dsn_span_of_string (text);
  g_autoptr (GString) line = NULL;

  if (text == NULL)
    return NULL;
  line = g_string_sized_new (span.len);
  if (span.len > builder->limits.field_size) {
    dsn_defects_add_once (builder->report->defects, DSN_DEFECT_FIELD_TOO_LONG, 0,
                          (DsnSpan){ NULL, 0 });
    span.len = builder->limits.field_size;
    while (span.len > 0 && (span.data[span.len] & 0xc0) == 0x80)
      span.len--;
  }
  if (!dsn_safe_append_utf8 (line, dsn_span_trim (span)))
    dsn_defects_add_once (builder->report->defects, DSN_DEFECT_INVALID_UTF8, 0, span);
  g_strdelimit (line->str, "\r\n", ' ');
  return dsn_report_add_string (builder->report, line->str, line->len);
}

static const char *
keep_lower (DsnReportBuilder *builder, const char *text)
{
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  return keep (builder, lower);
}

static gint64
date_of (gint64 date)
{
  return date != 0 ? date : DSN_DATE_NONE;
}

static DsnTypedName
name_of (DsnReportBuilder *builder, const char *name, const char *type)
{
  DsnTypedName typed = { NULL, keep (builder, name) };

  if (name != NULL)
    typed.type = type != NULL ? keep_lower (builder, type) : "dns";
  return typed;
}

static DsnHeaders
headers_of (DsnReportBuilder *builder, const DsnHeaders *headers)
{
  return (DsnHeaders){
    .message_id = keep (builder, headers->message_id),
    .date = date_of (headers->date),
    .from = keep (builder, headers->from),
    .to = keep (builder, headers->to),
    .subject = keep (builder, headers->subject),
    .list_id = keep (builder, headers->list_id),
  };
}

DsnReportBuilder *
dsn_report_builder_new (const DsnReportFields *fields, const DsnParseOptions *options)
{
  DsnReportBuilder *builder;
  DsnReport *report;

  g_return_val_if_fail (fields != NULL, NULL);
  builder = g_new0 (DsnReportBuilder, 1);
  builder->limits = dsn_limits_resolve (options != NULL ? options->limits : NULL);
  builder->rules = options != NULL ? options->rules : NULL;
  builder->report = report = dsn_report_new (builder->limits.defects);
  report->kind = DSN_KIND_DELIVERY_STATUS;
  report->format = "rfc3464";
  report->generator = keep (builder, fields->generator);
  report->reporting_mta =
      name_of (builder, fields->reporting_mta, fields->reporting_mta_type);
  report->received_from_mta =
      name_of (builder, fields->received_from_mta, fields->received_from_mta_type);
  report->dsn_gateway =
      name_of (builder, fields->dsn_gateway, fields->dsn_gateway_type);
  report->arrival_date = date_of (fields->arrival_date);
  report->original_envelope_id = keep (builder, fields->original_envelope_id);
  if (fields->report != NULL)
    report->headers = headers_of (builder, fields->report);
  report->has_original = fields->original != NULL;
  if (fields->original != NULL)
    report->original = headers_of (builder, fields->original);
  return builder;
}

void
dsn_report_builder_free (DsnReportBuilder *builder)
{
  if (builder == NULL)
    return;
  dsn_report_unref (builder->report);
  g_free (builder);
}

/* What follows from a recipient's fields, once it has all of them. */
static void
close_recipient (DsnReportBuilder *builder)
{
  GArray *recipients = builder->report->recipients;

  if (builder->closed == recipients->len)
    return;
  dsn_finish_recipient (builder->report,
                        &g_array_index (recipients, DsnRecipient, builder->closed));
  builder->closed = recipients->len;
}

static const char *
address_type (DsnReportBuilder *builder, const char *address, const char *type)
{
  if (address == NULL)
    return NULL;
  if (type != NULL)
    return keep_lower (builder, type);
  return g_str_is_ascii (address) ? "rfc822" : "utf-8";
}

gboolean
dsn_report_builder_add_recipient (DsnReportBuilder *builder,
                                  const DsnRecipientFields *fields)
{
  DsnRecipient *recipient;

  g_return_val_if_fail (builder != NULL && fields != NULL, FALSE);
  close_recipient (builder);
  if (builder->report->recipients->len >= builder->limits.recipients) {
    dsn_defects_add_once (builder->report->defects, DSN_DEFECT_TOO_MANY_RECIPIENTS, 0,
                          (DsnSpan){ NULL, 0 });
    return FALSE;
  }
  recipient = dsn_report_add_recipient (builder->report);
  recipient->final_recipient = keep (builder, fields->final_recipient);
  recipient->final_type =
      address_type (builder, fields->final_recipient, fields->final_recipient_type);
  recipient->original_recipient = keep (builder, fields->original_recipient);
  recipient->original_type = address_type (builder, fields->original_recipient,
                                           fields->original_recipient_type);
  recipient->action = fields->action;
  recipient->status = fields->status;
  recipient->remote_mta =
      name_of (builder, fields->remote_mta, fields->remote_mta_type);
  recipient->diagnostic_text = keep (builder, fields->diagnostic_text);
  recipient->diagnostic_type = keep_lower (builder, fields->diagnostic_type);
  recipient->last_attempt_date = date_of (fields->last_attempt_date);
  recipient->final_log_id = keep (builder, fields->final_log_id);
  recipient->will_retry_until = date_of (fields->will_retry_until);
  return TRUE;
}

gboolean
dsn_report_builder_add_field (DsnReportBuilder *builder, const char *name,
                              const char *value)
{
  GArray *recipients, **list;

  g_return_val_if_fail (builder != NULL && name != NULL && value != NULL, FALSE);
  recipients = builder->report->recipients;
  list = recipients->len > 0
             ? &g_array_index (recipients, DsnRecipient, recipients->len - 1).extensions
             : &builder->report->extensions;
  if (*list != NULL && (*list)->len >= builder->limits.fields) {
    dsn_defects_add_once (builder->report->defects, DSN_DEFECT_TOO_MANY_FIELDS, 0,
                          dsn_span_of_string (name));
    return FALSE;
  }
  dsn_report_add_extension (builder->report, list,
                            dsn_span_of_string (keep (builder, name)),
                            dsn_span_of_string (keep (builder, value)), 0);
  return TRUE;
}

DsnReport *
dsn_report_builder_end (DsnReportBuilder *builder)
{
  DsnReport *report;

  g_return_val_if_fail (builder != NULL, NULL);
  report = builder->report;
  close_recipient (builder);
  dsn_finish_report (report, 0);
  if (report->generator == NULL) {
    g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gpointer));

    report->generator = dsn_generator_find (none, report);
  }
  dsn_conclude (report, builder->rules);
  g_free (builder);
  return report;
}
