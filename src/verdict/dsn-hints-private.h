/* dsn-hints-private.h: hints whose codes are known already -> a verdict. */
#pragma once

#include "dsn-hints.h"
#include "dsn-reply.h"
#include "dsn-strings.h"

G_BEGIN_DECLS

/**
 * dsn_hints_conclude:
 * @hints: what is known; its text is valid UTF-8 and lives as long as @strings
 * @reply: the codes in its text
 * @rules: (nullable): a user's rules
 * @verdict: (out caller-allocates): every member is set
 * @strings: where text is kept that the hints do not hold
 */
void dsn_hints_conclude (const DsnHints *hints, const DsnReply *reply,
                         const DsnRules *rules, DsnVerdict *verdict,
                         DsnStrings *strings);

G_END_DECLS
