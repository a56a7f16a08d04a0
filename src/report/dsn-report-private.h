/* dsn-report-private.h: the record of one message, while it is filled. */
#pragma once

#include "dsn-defect-private.h"
#include "dsn-recipient-private.h"
#include "dsn-report.h"
#include "dsn-strings.h"

G_BEGIN_DECLS

struct _DsnReport {
  gint refs; /* atomic */
  DsnStrings *strings;
  DsnKind kind;
  const char *format;
  const char *generator;
  DsnTypedName reporting_mta;
  DsnTypedName received_from_mta;
  DsnTypedName dsn_gateway;
  gint64 arrival_date;
  const char *original_envelope_id;
  DsnHeaders headers;
  DsnHeaders original;
  gboolean has_original;
  GArray *signatures; /* DsnSignature, of the original; NULL while there are none */
  DsnFeedback feedback;
  DsnDisposition disposition;
  gboolean is_challenge; /* an automatic answer that wants the sender to act */
  GArray *extensions;    /* DsnExtension; NULL while there is none */
  GArray *recipients;    /* DsnRecipient */
  GPtrArray *arrays;     /* owns the arrays of strings; NULL while there are none */
  DsnDefects *defects;
};

/**
 * dsn_report_new:
 * @max_defects: how many findings it keeps
 *
 * Returns: (transfer full): an empty record of kind %DSN_KIND_OTHER
 */
DsnReport *dsn_report_new (guint max_defects);

/**
 * dsn_report_reset:
 * @report: a record that nobody else holds
 *
 * Makes it as dsn_report_new() gives it, for the next message.
 */
void dsn_report_reset (DsnReport *report);

/**
 * dsn_report_add_string:
 * @text: valid UTF-8 without NUL; need not be terminated
 *
 * Returns: (transfer none): a copy that lives as long as @report
 */
const char *dsn_report_add_string (DsnReport *report, const char *text, gsize len);

/**
 * dsn_report_add_text:
 * @text: bytes of a message
 * @offset: where they stand, for the finding
 *
 * Keeps @text as valid UTF-8; what was none is a finding.
 *
 * Returns: (transfer none): a copy that lives as long as @report
 */
const char *dsn_report_add_text (DsnReport *report, DsnSpan text, gsize offset);

/**
 * dsn_report_take_strings:
 * @items: (transfer full) (element-type utf8): strings that live as long as @report
 *
 * Returns: (transfer none) (array zero-terminated=1): an array of them that lives as
 * long
 */
const char *const *dsn_report_take_strings (DsnReport *report, GPtrArray *items);

/**
 * dsn_report_add_signature:
 * @signature: whose strings live as long as @report; copied
 *
 * Adds a signature of the message that bounced.
 */
void dsn_report_add_signature (DsnReport *report, const DsnSignature *signature);

/**
 * dsn_report_add_recipient:
 *
 * Returns: (transfer none): a new last recipient; valid until the next one is added
 */
DsnRecipient *dsn_report_add_recipient (DsnReport *report);

/**
 * dsn_report_add_extension:
 * @list: (inout): the list to add to, made when it is %NULL
 * @name: a field's name
 * @value: its text, unfolded
 * @offset: where it stands
 *
 * Keeps a field that RFC 3464 does not define.
 */
void dsn_report_add_extension (DsnReport *report, GArray **list, DsnSpan name,
                               DsnSpan value, gsize offset);

G_END_DECLS
