/* dsn-signature.h: a DKIM-Signature field -> who signed, and by which key. */
#pragma once

#include "dsn-value.h"

G_BEGIN_DECLS

/**
 * dsn_signature_keep:
 * @values: what it takes
 * @body: the body of a DKIM-Signature field (RFC 6376 §3.5)
 *
 * Adds its domain and its selector to the signatures of the returned message. A field
 * without both is left out.
 */
void dsn_signature_keep (DsnValues *values, DsnSpan body);

G_END_DECLS
