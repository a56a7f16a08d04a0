/* make-report.h: a line of dsn parse --json -> the report that it tells of. */
#pragma once

#include "tool-json.h"

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * make_report_read:
 * @line: the object of a line
 * @what: (out) (transfer none): what is wrong with it; set on failure only
 *
 * Makes a report of what the line says of a delivery; verdicts and what else follows
 * from it are concluded anew. Members that have another type than dsn-json(5) says
 * count as missing.
 *
 * Returns: (transfer full) (nullable): the report; %NULL for what is no delivery status
 */
DsnReport *make_report_read (JsonObject *line, const char **what);

G_END_DECLS
