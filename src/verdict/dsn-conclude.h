/* dsn-conclude.h: a report whose facts are all there -> its verdicts. */
#pragma once

#include "dsn-report-private.h"
#include "dsn-rule-file.h"

G_BEGIN_DECLS

/**
 * dsn_conclude:
 * @report: a report with its generator and its recipients
 * @rules: (nullable): a user's rules, which stand before ours
 *
 * Sets the verdict of each recipient, and the status of one whose format has none.
 */
void dsn_conclude (DsnReport *report, const DsnRules *rules);

G_END_DECLS
