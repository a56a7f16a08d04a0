/* dsn-outcome.h: what a text says was done: failed, delayed, delivered. */
#pragma once

#include "dsn-dialect.h"

G_BEGIN_DECLS

/**
 * dsn_outcome_find:
 *
 * Returns: what @row says was done; if it leaves that to the text: delayed, if the
 *   Subject or an early line says so; else what the first line says that tells of a
 *   success or a failure; failed, if none does
 */
DsnAction dsn_outcome_find (DsnCandidate *candidate, const DsnRow *row);

/**
 * dsn_outcome_of_words:
 * @words: what is said of @recipient
 *
 * Returns: that it was delivered or relayed where the words begin so and hold no
 *   refusal, else the action that it has
 */
DsnAction dsn_outcome_of_words (const DsnRecipient *recipient, DsnSpan words);

G_END_DECLS
