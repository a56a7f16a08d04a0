/* dsn-said.h: what the failing system said, and which wording it is. */
#pragma once

#include "dsn-normalise.h"

G_BEGIN_DECLS

/**
 * dsn_said_find:
 * @recipient: a record
 * @context: the vendor and a user's rules
 * @match: (out caller-allocates): set on success only
 * @text: (out): what was said; borrows from @recipient
 *
 * Looks for a wording in the reply, in the diagnostic around it, and in the fields
 * where Exchange keeps what was said elsewhere. @text is that which has it, else the
 * diagnostic.
 *
 * Returns: whether there is one.
 */
gboolean dsn_said_find (const DsnRecipient *recipient, const DsnContext *context,
                        DsnWordingMatch *match, DsnSpan *text);

/**
 * dsn_said_find_in_prose:
 *
 * As dsn_said_find(), in the sentences around the address in the text for people: they
 * may tell what else it could have been, so nothing else may be known, and a wording
 * there gives up no address.
 */
gboolean dsn_said_find_in_prose (const DsnRecipient *recipient,
                                 const DsnContext *context, DsnWordingMatch *match,
                                 DsnSpan *text);

G_END_DECLS
