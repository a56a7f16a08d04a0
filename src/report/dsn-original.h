/* dsn-original.h: the returned message -> what the report tells of it. */
#pragma once

#include "dsn-limits.h"
#include "dsn-message.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * dsn_original_read:
 * @header: the header of the returned message, where it ends at an empty line
 *
 * Sets the `original` of a report.
 */
void dsn_original_read (const DsnMessage *message, DsnSpan header,
                        const DsnLimits *limits, DsnReport *report);

G_END_DECLS
