/* dsn-emit-explain.h: what something means, in plain English and as JSON. */
#pragma once

#include "dsn-emit-text.h"
#include "dsn-explain.h"

G_BEGIN_DECLS

/**
 * dsn_emit_explanation_json:
 * @explanation: what to write
 * @out: where to add
 *
 * Adds one JSON object of type `explanation` and a newline; dsn-json(5) has its keys.
 */
DSN_API void dsn_emit_explanation_json (const DsnExplanation *explanation,
                                        GString *out);

/**
 * dsn_emit_explanation_text:
 * @explanation: what to write
 * @options: (nullable): how to show it
 * @out: where to add
 *
 * Adds text of 80 columns for people: what it means, how bad it is, what the causes may
 * be, what to do. The layout may change; the JSON is for programs.
 */
DSN_API void dsn_emit_explanation_text (const DsnExplanation *explanation,
                                        const DsnTextOptions *options, GString *out);

G_END_DECLS
