/* dsn-builder.h: a report made of its facts, without a message to read them from. */
#pragma once

#include "dsn-parse.h"

G_BEGIN_DECLS

/**
 * DsnReportFields:
 * @reporting_mta: (nullable): Reporting-MTA (RFC 3464 §2.2.2)
 * @reporting_mta_type: (nullable): its type; %NULL for `dns`
 * @received_from_mta: (nullable): Received-From-MTA (§2.2.4)
 * @received_from_mta_type: (nullable): its type; %NULL for `dns`
 * @dsn_gateway: (nullable): DSN-Gateway (§2.2.3)
 * @dsn_gateway_type: (nullable): its type; %NULL for `dns`
 * @original_envelope_id: (nullable): Original-Envelope-Id (§2.2.1)
 * @arrival_date: Arrival-Date (§2.2.5), seconds since 1970-01-01 UTC
 * @generator: (nullable): who wrote the report, as dsn_report_get_generator() tells it
 * @report: (nullable): the header of the report itself
 * @original: (nullable): the header of the message that it is about
 *
 * What a report says of the whole message. All zero is a report that says nothing; 0
 * and %G_MININT64 stand for no date.
 */
typedef struct {
  const char *reporting_mta;
  const char *reporting_mta_type;
  const char *received_from_mta;
  const char *received_from_mta_type;
  const char *dsn_gateway;
  const char *dsn_gateway_type;
  const char *original_envelope_id;
  gint64 arrival_date;
  const char *generator;
  const DsnHeaders *report;
  const DsnHeaders *original;
} DsnReportFields;

/**
 * DsnRecipientFields:
 * @final_recipient: (nullable): Final-Recipient (RFC 3464 §2.3.2)
 * @final_recipient_type: (nullable): its type; %NULL for `rfc822`, or for `utf-8` where
 *   the address is not ASCII
 * @original_recipient: (nullable): Original-Recipient (§2.3.1), xtext taken off
 * @original_recipient_type: (nullable): its type, as above
 * @action: Action (§2.3.3); %DSN_ACTION_UNKNOWN where the status is to tell
 * @status: Status (§2.3.4); class 0 for none
 * @remote_mta: (nullable): Remote-MTA (§2.3.5)
 * @remote_mta_type: (nullable): its type; %NULL for `dns`
 * @diagnostic_text: (nullable): Diagnostic-Code (§2.3.6), one line
 * @diagnostic_type: (nullable): its type, e.g. `smtp`
 * @last_attempt_date: Last-Attempt-Date (§2.3.7), seconds since 1970-01-01 UTC
 * @final_log_id: (nullable): Final-Log-ID (§2.3.8)
 * @will_retry_until: Will-Retry-Until (§2.3.9), seconds since 1970-01-01 UTC
 *
 * What a report says of one recipient. All zero says nothing; 0 and %G_MININT64 stand
 * for no date.
 */
typedef struct {
  const char *final_recipient;
  const char *final_recipient_type;
  const char *original_recipient;
  const char *original_recipient_type;
  DsnAction action;
  DsnCode status;
  const char *remote_mta;
  const char *remote_mta_type;
  const char *diagnostic_text;
  const char *diagnostic_type;
  gint64 last_attempt_date;
  const char *final_log_id;
  gint64 will_retry_until;
} DsnRecipientFields;

/**
 * DsnReportBuilder:
 *
 * A report while it is made. Text that it is given is copied, made valid UTF-8 of one
 * line, and cut at the `field_size` of #DsnLimits.
 */
typedef struct _DsnReportBuilder DsnReportBuilder;

/**
 * dsn_report_builder_new: (skip)
 * @fields: what the report says of the whole message
 * @options: (nullable): ceilings and rules; %NULL for the defaults; it has to live as
 *   long as the builder
 *
 * Returns: (transfer full): a report without recipients
 */
DSN_API DsnReportBuilder *dsn_report_builder_new (const DsnReportFields *fields,
                                                  const DsnParseOptions *options);

/**
 * dsn_report_builder_free:
 * @builder: (nullable) (transfer full): a builder
 *
 * Drops a report that was not ended.
 */
DSN_API void dsn_report_builder_free (DsnReportBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnReportBuilder, dsn_report_builder_free)

/**
 * dsn_report_builder_add_recipient:
 * @builder: a builder
 * @fields: what the report says of it
 *
 * Adds a recipient, as the last.
 *
 * Returns: whether it was added: not over the limit of recipients, which becomes a
 *   defect of the report
 */
DSN_API gboolean dsn_report_builder_add_recipient (DsnReportBuilder *builder,
                                                   const DsnRecipientFields *fields);

/**
 * dsn_report_builder_add_field:
 * @builder: a builder
 * @name: the name of an extension field (RFC 3464 §2.4)
 * @value: its text
 *
 * Adds a field to the recipient that was added last, or to the whole report before
 * there is one.
 *
 * Returns: whether it was added: not over the limit of fields, which becomes a defect
 */
DSN_API gboolean dsn_report_builder_add_field (DsnReportBuilder *builder,
                                               const char *name, const char *value);

/**
 * dsn_report_builder_end:
 * @builder: (transfer full): a builder
 *
 * Concludes, as dsn_parse_bytes() does with the same facts.
 *
 * Returns: (transfer full): the report, of kind %DSN_KIND_DELIVERY_STATUS
 */
DSN_API DsnReport *dsn_report_builder_end (DsnReportBuilder *builder);

G_END_DECLS
