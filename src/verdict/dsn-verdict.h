/* dsn-verdict.h: what a report says of a recipient -> what to conclude. */
#pragma once

#include "dsn-normalise.h"
#include "dsn-strings.h"

G_BEGIN_DECLS

/**
 * dsn_verdict_decide:
 * @recipient: a record; its own verdict is not looked at
 * @context: what is known beside the record
 * @verdict: (out caller-allocates): every member is set
 * @strings: where text is kept that the record does not hold; it must live as long as
 *   @verdict, as the record must
 *
 * Concludes the cause, how hard it is, what it is evidence about and what to do, from
 * what the record says and from nothing else: the same record always gives the same
 * verdict. In doubt the address is kept: only a permanent failure, named by a code that
 * is specific and that no other hint speaks against, is hard or leads to
 * %DSN_ADVICE_SUPPRESS.
 */
void dsn_verdict_decide (const DsnRecipient *recipient, const DsnContext *context,
                         DsnVerdict *verdict, DsnStrings *strings);

/**
 * dsn_verdict_copy:
 * @verdict: a verdict
 * @strings: where its text is kept
 *
 * Returns: the same, that lives as long as @strings
 */
DsnVerdict dsn_verdict_copy (const DsnVerdict *verdict, DsnStrings *strings);

G_END_DECLS
