/* dsn-named.h: whom a reply names, and whether it is the recipient that it stands with.
 */
#pragma once

#include "dsn-recipient-private.h"

G_BEGIN_DECLS

/**
 * dsn_named_another:
 * @recipient: a recipient with its addresses and its diagnostic
 *
 * Looks whether the diagnostic begins with the address of somebody else, as in
 * `550 5.1.1 <b@c.example>: User unknown`. An alias leads to such an address, and some
 * mail servers tell of all recipients what was said of the first. The same local part
 * at a host of the same domain is nobody else.
 *
 * Returns: whether what failed is another address than those of @recipient
 */
gboolean dsn_named_another (const DsnRecipient *recipient);

G_END_DECLS
