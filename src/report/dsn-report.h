/* dsn-report.h: what one message says, recipient by recipient. */
#pragma once

#include "dsn-defect.h"
#include "dsn-disposition.h"
#include "dsn-feedback.h"
#include "dsn-recipient.h"

G_BEGIN_DECLS

/**
 * DsnKind:
 * @DSN_KIND_OTHER: read, and no report
 * @DSN_KIND_DELIVERY_STATUS: a delivery status notification (RFC 3464)
 * @DSN_KIND_FEEDBACK: a complaint, or a report of a failed authentication (RFC 5965,
 *   RFC 6591)
 * @DSN_KIND_DISPOSITION: a receipt: what became of a message after delivery (RFC 8098)
 * @DSN_KIND_AUTO_REPLY: an automatic answer (RFC 3834), or a challenge to the sender
 *
 * What a message is. Only a delivery status can be a bounce.
 */
typedef enum {
  DSN_KIND_OTHER,
  DSN_KIND_DELIVERY_STATUS,
  DSN_KIND_FEEDBACK,
  DSN_KIND_DISPOSITION,
  DSN_KIND_AUTO_REPLY,
} DsnKind;

/**
 * dsn_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for
 *   %DSN_KIND_OTHER
 */
DSN_API const char *dsn_kind_to_string (DsnKind kind);

/**
 * DsnReport:
 *
 * What one message says. Immutable and counted: any thread may read it, and it holds
 * nothing of the message that it was read from.
 */
typedef struct _DsnReport DsnReport;

/**
 * DsnHeaders:
 * @message_id: (nullable): the Message-ID without its angle brackets
 * @date: seconds since 1970-01-01 UTC, or %G_MININT64
 * @from: (nullable): the From field, decoded
 * @to: (nullable): the To field, decoded
 * @subject: (nullable): the Subject, decoded
 * @list_id: (nullable): the List-Id without its angle brackets (RFC 2919)
 *
 * What a message's header tells of it. Text is one line of valid UTF-8.
 */
typedef struct {
  const char *message_id;
  gint64 date;
  const char *from;
  const char *to;
  const char *subject;
  const char *list_id;
} DsnHeaders;

/**
 * DsnSignature:
 * @domain: whose signature it is (`d=`), in lower case
 * @selector: by which of its keys (`s=`), in lower case
 *
 * What a DKIM-Signature field says (RFC 6376 §3.5); whether it is right is not looked
 * at.
 */
typedef struct {
  const char *domain;
  const char *selector;
} DsnSignature;

/**
 * dsn_report_ref:
 * @report: a report
 *
 * Returns: (transfer full): @report, counted once more
 */
DSN_API DsnReport *dsn_report_ref (DsnReport *report);

/**
 * dsn_report_unref:
 * @report: (nullable) (transfer full): a report
 *
 * Drops one count; the last frees the report and all that was borrowed from it.
 */
DSN_API void dsn_report_unref (DsnReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnReport, dsn_report_unref)

/* The getters below borrow: text is valid UTF-8 and lives as long as the report. %NULL
 * and G_MININT64 stand for what the message does not hold. */

/**
 * dsn_report_get_kind:
 * @report: a report
 *
 * Returns: what the message is
 */
DSN_API DsnKind dsn_report_get_kind (const DsnReport *report);

/**
 * dsn_report_get_format:
 * @report: a report
 *
 * Returns: (nullable): the dialect that read it, e.g. `rfc3464`; of a message that is
 * no report, what it is where that is known, e.g. `dmarc-aggregate`
 */
DSN_API const char *dsn_report_get_format (const DsnReport *report);

/**
 * dsn_report_get_generator:
 * @report: a report
 *
 * Returns: (nullable): the MTA or service that wrote it, where that shows
 */
DSN_API const char *dsn_report_get_generator (const DsnReport *report);

/**
 * dsn_report_get_reporting_mta:
 * @report: a report
 * @type: (out) (optional) (nullable) (transfer none): set to the type of the name,
 * `dns` as a rule
 *
 * Returns: (nullable): the MTA that tried to deliver, and reports (RFC 3464
 *   §2.2.2)
 */
DSN_API const char *dsn_report_get_reporting_mta (const DsnReport *report,
                                                  const char **type);

/**
 * dsn_report_get_received_from_mta:
 * @report: a report
 * @type: (out) (optional) (nullable) (transfer none): set to the type of the name,
 * `dns` as a rule
 *
 * Returns: (nullable): the MTA that the message came from (RFC 3464
 *   §2.2.4)
 */
DSN_API const char *dsn_report_get_received_from_mta (const DsnReport *report,
                                                      const char **type);

/**
 * dsn_report_get_dsn_gateway:
 * @report: a report
 * @type: (out) (optional) (nullable) (transfer none): set to the type of the name,
 * `dns` as a rule
 *
 * Returns: (nullable): the gateway that translated a foreign report (RFC 3464
 *   §2.2.3)
 */
DSN_API const char *dsn_report_get_dsn_gateway (const DsnReport *report,
                                                const char **type);

/**
 * dsn_report_get_arrival_date:
 * @report: a report
 *
 * Returns: when the message that bounced arrived, seconds since 1970-01-01 UTC (§2.2.5)
 */
DSN_API gint64 dsn_report_get_arrival_date (const DsnReport *report);

/**
 * dsn_report_get_original_envelope_id:
 * @report: a report
 *
 * Returns: (nullable): the ENVID as written (§2.2.1)
 */
DSN_API const char *dsn_report_get_original_envelope_id (const DsnReport *report);

/**
 * dsn_report_get_headers:
 * @report: a report
 *
 * Returns: (transfer none): what the header of the bounce itself says
 */
DSN_API const DsnHeaders *dsn_report_get_headers (const DsnReport *report);

/**
 * dsn_report_get_original:
 * @report: a report
 *
 * Returns: (transfer none) (nullable): what the header of the message that bounced says
 */
DSN_API const DsnHeaders *dsn_report_get_original (const DsnReport *report);

/**
 * dsn_report_get_signatures: (skip)
 * @report: a report
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (nullable) (array length=count): the signatures that the
 * header of the message that bounced bears, in their order
 */
DSN_API const DsnSignature *dsn_report_get_signatures (const DsnReport *report,
                                                       guint *count);

/**
 * dsn_report_get_feedback:
 * @report: a report
 *
 * Returns: (transfer none) (nullable): the fields of a complaint; %NULL unless the kind
 * is %DSN_KIND_FEEDBACK
 */
DSN_API const DsnFeedback *dsn_report_get_feedback (const DsnReport *report);

/**
 * dsn_report_get_disposition:
 * @report: a report
 *
 * Returns: (transfer none) (nullable): the fields of a receipt; %NULL unless the kind
 * is %DSN_KIND_DISPOSITION
 */
DSN_API const DsnDisposition *dsn_report_get_disposition (const DsnReport *report);

/**
 * dsn_report_get_extensions: (skip)
 * @report: a report
 * @count: (out): set to how many there are; not %NULL
 *
 * Returns: (array length=count): per-message fields without a getter of their own
 * (§2.4)
 */
DSN_API const DsnExtension *dsn_report_get_extensions (const DsnReport *report,
                                                       guint *count);

/**
 * dsn_report_extension_at:
 * @report: a report
 * @index: 0 for the first, in the order of the message
 *
 * Returns: (transfer none) (nullable): a per-message field without a getter of its own;
 *   %NULL behind the last
 */
DSN_API const DsnExtension *dsn_report_extension_at (const DsnReport *report,
                                                     guint index);

/**
 * dsn_report_get_recipient_count:
 * @report: a report
 *
 * Returns: how many recipients the report tells of
 */
DSN_API guint dsn_report_get_recipient_count (const DsnReport *report);

/**
 * dsn_report_get_recipient:
 * @report: a report
 * @index: below dsn_report_get_recipient_count()
 *
 * Returns: (transfer none): one recipient, in the order of the message
 */
DSN_API const DsnRecipient *dsn_report_get_recipient (const DsnReport *report,
                                                      guint index);

/**
 * dsn_report_get_defect_count:
 * @report: a report
 *
 * Returns: how many findings there are
 */
DSN_API guint dsn_report_get_defect_count (const DsnReport *report);

/**
 * dsn_report_get_defect:
 * @report: a report
 * @index: below dsn_report_get_defect_count()
 *
 * Returns: (transfer none): one finding
 */
DSN_API const DsnDefect *dsn_report_get_defect (const DsnReport *report, guint index);

G_END_DECLS
