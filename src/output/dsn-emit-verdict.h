/* dsn-emit-verdict.h: a verdict as JSON, and what to do about it in words. */
#pragma once

#include "dsn-json.h"
#include "dsn-recipient.h"

G_BEGIN_DECLS

/**
 * dsn_emit_verdict:
 *
 * Writes a member `verdict`.
 */
void dsn_emit_verdict (DsnJson *json, const DsnVerdict *verdict);

/**
 * dsn_emit_describe_advice:
 *
 * Returns: (transfer none): one sentence: what to do
 */
const char *dsn_emit_describe_advice (const DsnVerdict *verdict);

/**
 * dsn_emit_describe_evidence:
 *
 * Returns: (transfer none): what decided, for people
 */
const char *dsn_emit_describe_evidence (DsnEvidenceBy by);

/**
 * dsn_emit_foreach_beaten:
 * @emit: called with a label, `won over` or `against`, and text that is not yet safe to
 *   show: a wording's id may be a user's
 *
 * Tells which wordings and codes lost, for people who want to know why.
 */
void dsn_emit_foreach_beaten (const DsnVerdict *verdict,
                              void (*emit) (const char *label, const char *text,
                                            gpointer data),
                              gpointer data);

/**
 * dsn_emit_describe_blocklist:
 *
 * Returns: (transfer full) (nullable): the list that stands in the way, and where to
 *   look it up; printable ASCII
 */
char *dsn_emit_describe_blocklist (const DsnVerdict *verdict);

G_END_DECLS
