/* dsn-locate.h: which parts of a message are the report, and the message that bounced.
 */
#pragma once

#include "dsn-message.h"

G_BEGIN_DECLS

/**
 * DsnLocation:
 * @reports: (element-type guint): the delivery-status parts, in order; empty if none
 * @explanation: the text for people beside the first of them, or %DSN_PART_NONE
 * @original: the part that holds the returned message or its header, or %DSN_PART_NONE
 *
 * What RFC 6522 §3 calls the second, the first and the third part.
 */
typedef struct {
  GArray *reports;
  guint explanation;
  guint original;
} DsnLocation;

/**
 * dsn_locate_report:
 * @message: a message; encoded messages in it may be expanded
 * @is_first_field: whether a name is one that a delivery-status part may begin with
 * @location: (out caller-allocates): end with dsn_location_clear()
 *
 * Finds the report by the types of the parts, wherever they stand: the outermost one
 * counts, so that a bounce that was returned in a bounce does not.
 */
void dsn_locate_report (DsnMessage *message, gboolean (*is_first_field) (DsnSpan name),
                        DsnLocation *location);

/**
 * dsn_locate_may_have_report:
 *
 * Nothing is decoded to find out.
 *
 * Returns: %FALSE where no part is a report, labelled or not, nor holds a message that
 *   may have one
 */
gboolean dsn_locate_may_have_report (const DsnMessage *message);

/**
 * dsn_locate_has_report:
 *
 * Returns: whether a part is labelled as a delivery-status part; nothing is decoded or
 *   expanded to find out
 */
gboolean dsn_locate_has_report (const DsnMessage *message);

/**
 * dsn_locate_has_outer_report:
 *
 * Returns: whether such a part is of the message itself, not of one inside of it
 */
gboolean dsn_locate_has_outer_report (const DsnMessage *message);

/**
 * dsn_location_clear:
 *
 * Frees what dsn_locate_report() has set.
 */
void dsn_location_clear (DsnLocation *location);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnLocation, dsn_location_clear)

/**
 * dsn_locate_is_report:
 *
 * Returns: whether @part is labelled as a delivery-status part (RFC 3464 §2, RFC 6533
 *   §4.1, RFC 3886 §3)
 */
gboolean dsn_locate_is_report (const DsnPart *part);

/**
 * dsn_locate_read_report_type:
 * @part: a `multipart/report`
 * @max_len: a field that is longer is not decoded
 * @decoded: (inout): owns the report-type where it had to be decoded
 *
 * Reads the report-type in any form that a parameter may have (RFC 6522 §3).
 *
 * Returns: it; without data if there is none
 */
DsnSpan dsn_locate_read_report_type (const DsnPart *part, gsize max_len,
                                     char **decoded);

/**
 * dsn_locate_is_other_report:
 *
 * Returns: whether @part is labelled as a report of another kind: a disposition
 *   notification or a feedback report (RFC 8098 §3, RFC 6533 §5, RFC 5965 §2)
 */
gboolean dsn_locate_is_other_report (const DsnPart *part);

/**
 * dsn_locate_is_original:
 *
 * Returns: whether @part is labelled as a returned message or its header (RFC 6522 §3)
 */
gboolean dsn_locate_is_original (const DsnPart *part);

/**
 * dsn_locate_find_original:
 * @report: a part that holds a report
 *
 * Finds the returned message among the parts beside a report; what follows the report
 * comes first.
 *
 * Returns: that part, or %DSN_PART_NONE
 */
guint dsn_locate_find_original (DsnMessage *message, guint report);

/**
 * dsn_locate_original_header:
 * @original: a part as found by dsn_locate_report()
 *
 * Returns: the header block of the message that bounced
 */
DsnSpan dsn_locate_original_header (DsnMessage *message, guint original);

G_END_DECLS
