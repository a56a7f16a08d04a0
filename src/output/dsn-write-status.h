/* dsn-write-status.h: a report -> the fields of its delivery-status part. */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * dsn_write_status:
 * @out: where to add
 * @report: a report
 * @reporting_mta: (nullable): its Reporting-MTA where it names none
 * @utf8: whether UTF-8 may stand there: message/global-delivery-status
 * @error: (nullable): where to put what is missing
 *
 * Adds the groups of fields of RFC 3464 §2.1, in lines that LF ends.
 *
 * Returns: whether all is there that the standard requires
 */
gboolean dsn_write_status (GString *out, const DsnReport *report,
                           const char *reporting_mta, gboolean utf8, GError **error);

/**
 * dsn_write_address_of:
 *
 * Returns: (nullable): the Final-Recipient, or what comes nearest
 */
const char *dsn_write_address_of (const DsnRecipient *recipient);

G_END_DECLS
