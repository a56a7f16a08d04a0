/* tool-reports.h: what dsn parse --json has written -> failures to check. */
#pragma once

#include "dsn-failures.h"

G_BEGIN_DECLS

/**
 * tool_reports_read:
 * @path: a file of JSON Lines, or `-`
 * @failures: where to add what became of each recipient
 *
 * Reads the lines of `dsn parse --json`, and says what is wrong with those that are
 * none; the others count all the same. Lines about anything else are left out.
 *
 * Returns: whether all could be read
 */
gboolean tool_reports_read (const char *path, DsnFailures *failures);

G_END_DECLS
