/* dsn-parse.h: the bytes of a message -> a finished report. */
#pragma once

#include "dsn-limits.h"
#include "dsn-report.h"
#include "dsn-rule-file.h"

G_BEGIN_DECLS

/**
 * DsnParseOptions:
 * @limits: (nullable): ceilings; %NULL for the defaults
 * @rules: (nullable): wordings of the caller's own, which stand before ours
 *
 * How a message is read. All zero is the default.
 */
typedef struct {
  const DsnLimits *limits;
  const DsnRules *rules;
} DsnParseOptions;

/**
 * dsn_parse_bytes:
 * @bytes: one message, as it came; an envelope `From ` line before it is skipped
 * @options: (nullable): how to read it; %NULL for the defaults
 *
 * Reads a message and concludes. What it gives depends on its arguments alone: no
 * clock, no environment, no network. Nothing that a message holds is an error: odd mail
 * has defects, and what is no report is of kind %DSN_KIND_OTHER. Any number of threads
 * may call it at the same time.
 *
 * Returns: (transfer full): the report; unref it with dsn_report_unref()
 */
DSN_API DsnReport *dsn_parse_bytes (GBytes *bytes, const DsnParseOptions *options);

G_END_DECLS
