/* dsn-prose.h: a notice in sentences -> the words around an address, the one address.
 */
#pragma once

#include "dsn-dialect.h"

G_BEGIN_DECLS

/**
 * dsn_prose_dup_around:
 * @notice: a notice
 * @address: an address
 * @anywhere: whether the beginning of the text will do where @address is not in it
 *
 * Takes the paragraph that names @address first with its neighbours: one before it, two
 * behind it. What quotes the Subject of the returned message is its sender's text and
 * left out. At most 1,024 bytes.
 *
 * Returns: (transfer full): the words in one line; may be empty
 */
GString *dsn_prose_dup_around (const DsnNotice *notice, DsnSpan address,
                               gboolean anywhere);

/**
 * dsn_prose_find_lone:
 * @candidate: a message
 * @address: (out): set on success only
 * @offset: (out) (optional): set on success only: where it stands
 *
 * Looks for the one address in the text that is neither the reporter's, nor the
 * sender's, nor a help desk's. Where there are two, neither is sure to be the
 * recipient.
 *
 * Returns: whether there is one, and no other
 */
gboolean dsn_prose_find_lone (DsnCandidate *candidate, DsnSpan *address, gsize *offset);

G_END_DECLS
