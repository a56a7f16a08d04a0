/* dsn-action.h: the words of Action fields (RFC 3464 §2.3.3). */
#pragma once

#include "dsn-recipient.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_action_read:
 * @text: the body of an Action field, unfolded
 * @action: (out): set on success only
 * @odd: (out): set on success only: whether the word is not the standard's
 * @more: (out): set on success only: whether other text stands beside the word
 *
 * Returns: whether the word is known
 */
gboolean dsn_action_read (DsnSpan text, DsnAction *action, gboolean *odd,
                          gboolean *more);

G_END_DECLS
