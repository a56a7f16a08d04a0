/* dsn-write-text.h: a report -> the text for people of its message. */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * dsn_write_text:
 * @out: where to add
 * @report: a report
 * @returned: what of the original message comes with it: 0 nothing, 1 its header, 2 all
 *
 * Adds plain English: what was done for whom, why, and what helps, as dsn_explain()
 * knows it. Text of the report is printable, everything else of it is `\xNN`.
 */
void dsn_write_text (GString *out, const DsnReport *report, guint returned);

/**
 * dsn_write_subject:
 *
 * Returns: (transfer none): a line that tells what @report is about
 */
const char *dsn_write_subject (const DsnReport *report);

G_END_DECLS
