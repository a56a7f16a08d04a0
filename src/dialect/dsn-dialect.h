/* dsn-dialect.h: asks every dialect for a bid on a message, and runs the best. */
#pragma once

#include "dsn-limits.h"
#include "dsn-message.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * DsnDialect:
 * @format: the name of the shape that it reads
 * @bid: how sure it is that it can read a message: 0 for not at all, up to 100
 * @read: reads the message into the report; called only if it bid best
 *
 * The code that reads one shape of report.
 */
typedef struct {
  const char *format;
  guint (*bid) (DsnMessage *message);
  void (*read) (DsnMessage *message, const DsnLimits *limits, DsnReport *report);
} DsnDialect;

/**
 * dsn_dialect_read:
 * @message: the message
 * @limits: resolved limits
 * @report: what is filled; its kind stays %DSN_KIND_OTHER if no dialect wants it
 *
 * Fills a report from a message by the dialect that bids the most; of equal bids the
 * first in the list wins.
 */
void dsn_dialect_read (DsnMessage *message, const DsnLimits *limits, DsnReport *report);

extern const DsnDialect dsn_dialect_rfc3464;

G_END_DECLS
