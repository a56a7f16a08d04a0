/* dsn-emit-frame.h: what all that is written about a message has: where it came from,
 * and what was odd in it. */
#pragma once

#include "dsn-emit-json.h"
#include "dsn-emit-line.h"
#include "dsn-json.h"

G_BEGIN_DECLS

/**
 * dsn_emit_begin_json:
 * @type: the type of the object
 * @options: where the message came from
 *
 * Opens an object about a message, up to its `offset`.
 */
void dsn_emit_begin_json (DsnJson *json, const char *type,
                          const DsnEmitOptions *options);

/**
 * dsn_emit_end_json:
 *
 * Closes the object, and its line.
 */
void dsn_emit_end_json (DsnJson *json);

/**
 * dsn_emit_defect_json:
 *
 * Adds a finding to an array of them.
 */
void dsn_emit_defect_json (DsnJson *json, const DsnDefect *defect);

/**
 * dsn_emit_source:
 * @origin: where the message came from
 *
 * Adds the name of the input, and the offset in an mbox.
 */
void dsn_emit_source (const DsnEmit *emit, const DsnEmitOptions *origin);

/**
 * dsn_emit_defect_line:
 *
 * Adds the line of a finding.
 */
void dsn_emit_defect_line (const DsnEmit *emit, const DsnDefect *defect);

G_END_DECLS
