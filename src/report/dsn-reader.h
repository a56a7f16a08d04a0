/* dsn-reader.h: delivery-status fields -> the records of a report (RFC 3464 §2). */
#pragma once

#include "dsn-limits.h"
#include "dsn-locate.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * dsn_reader_read:
 * @message: the message
 * @part: its delivery-status part
 * @limits: resolved limits
 * @report: what is filled; recipients are added to those that it has
 *
 * Reads one delivery-status part into a report. Whatever it holds, nothing is an error:
 * what is odd becomes a finding, and text that found no place of its own is kept among
 * the extension fields.
 */
void dsn_reader_read (DsnMessage *message, guint part, const DsnLimits *limits,
                      DsnReport *report);

G_END_DECLS
