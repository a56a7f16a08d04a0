/* dsn-status-private.h: what the normaliser asks of the registry. */
#pragma once

#include "dsn-status.h"

G_BEGIN_DECLS

/**
 * dsn_status_rule_get_depth:
 *
 * Returns: how much the code tells: 0 its class (X.0.0), 1 its subject (X.Y.0), 2 all
 */
guint dsn_status_rule_get_depth (const DsnStatusRule *rule);

/**
 * dsn_status_rule_goes_with:
 * @reply: a reply code
 *
 * Returns: whether the code stands with this reply by the registry or in the field
 */
gboolean dsn_status_rule_goes_with (const DsnStatusRule *rule, guint reply);

/**
 * dsn_reply_rule_guesses:
 * @status: the row of a Status field
 *
 * Returns: whether reporters are seen to write this Status for a reply that came
 *   without a code, so that it says no more than the reply
 */
gboolean dsn_reply_rule_guesses (const DsnReplyRule *rule, const DsnStatusRule *status);

G_END_DECLS
