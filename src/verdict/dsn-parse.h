/* dsn-parse.h: the bytes of a message -> a finished report. */
#pragma once

#include "dsn-limits.h"
#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * dsn_parse_bytes:
 * @bytes: one message, as it came; an envelope `From ` line before it is skipped
 * @limits: (nullable): ceilings; %NULL for the defaults
 *
 * Reads a message and concludes. What it gives depends on @bytes and @limits alone: no
 * clock, no environment, no network. Nothing that a message holds is an error: odd mail
 * has defects, and what is no report is of kind %DSN_KIND_OTHER. Any number of threads
 * may call it at the same time.
 *
 * Returns: (transfer full): the report; unref it with dsn_report_unref()
 */
DSN_API DsnReport *dsn_parse_bytes (GBytes *bytes, const DsnLimits *limits);

G_END_DECLS
