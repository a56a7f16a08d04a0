/* dsn-emit-check.h: what was found out about a domain, as text and as JSON. */
#pragma once

#include "dsn-check.h"
#include "dsn-emit-text.h"

G_BEGIN_DECLS

/**
 * dsn_emit_check_json:
 * @check: what to write
 * @out: where to add
 *
 * Adds one JSON object of type `check` and a newline, with every answer and when it was
 * asked for; dsn-json(5) has its keys.
 */
DSN_API void dsn_emit_check_json (const DsnCheck *check, GString *out);

/**
 * dsn_emit_check_text:
 * @check: what to write
 * @options: (nullable): how to show it
 * @out: where to add
 *
 * Adds text of 80 columns for people: the conclusion and what to do first, then what
 * each server said. The layout may change; the JSON is for programs.
 */
DSN_API void dsn_emit_check_text (const DsnCheck *check, const DsnTextOptions *options,
                                  GString *out);

/**
 * dsn_emit_check_line:
 * @check: what to write
 * @out: where to add
 *
 * Adds one line: the domain, how many recipients and reports led to it, the conclusion,
 * the action, and what it makes of the reports.
 */
DSN_API void dsn_emit_check_line (const DsnCheck *check, GString *out);

G_END_DECLS
