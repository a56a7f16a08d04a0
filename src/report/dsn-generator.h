/* dsn-generator.h: which MTA or service wrote a report. */
#pragma once

#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * dsn_generator_find:
 * @fields: (element-type DsnField): the header of the report's message
 * @report: the report, its fields read
 *
 * Looks for what only one system writes, by the rows of rules/generators.toml: the
 * first row that fits counts.
 *
 * Returns: (transfer none) (nullable): its name, e.g. `postfix`
 */
const char *dsn_generator_find (const GArray *fields, const DsnReport *report);

G_END_DECLS
