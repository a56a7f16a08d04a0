/* dsn-emit-rules.h: wordings and what wins, as text and as JSON. */
#pragma once

#include "dsn-wording.h"

G_BEGIN_DECLS

/**
 * dsn_emit_rule_json:
 * @row: a wording
 * @out: where to add
 *
 * Adds one JSON object of type `wording` and a newline.
 */
void dsn_emit_rule_json (const DsnWording *row, GString *out);

/**
 * dsn_emit_rule_text:
 *
 * Adds all that is known of a wording, for people.
 */
void dsn_emit_rule_text (const DsnWording *row, GString *out);

/**
 * dsn_emit_rule_line:
 *
 * Adds a wording as one line: category, code, id, text.
 */
void dsn_emit_rule_line (const DsnWording *row, GString *out);

/**
 * dsn_emit_rule_match:
 * @match: the winner
 * @losers: (element-type DsnWordingMatch): who else fits, by rank
 * @text: the text that they were looked for in
 * @json: as JSON, the winner first
 *
 * Adds who won on a text, on which of its words, over whom, and why.
 */
void dsn_emit_rule_match (const DsnWordingMatch *match, const GArray *losers,
                          DsnSpan text, gboolean json, GString *out);

G_END_DECLS
