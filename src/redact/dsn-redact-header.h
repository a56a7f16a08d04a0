/* dsn-redact-header.h: a header block, field by field. */
#pragma once

#include "dsn-redact-text.h"

G_BEGIN_DECLS

/**
 * dsn_redact_header:
 * @out: where to add
 * @block: a header block
 * @returned: it is that of a returned message: no words of its subject and its other
 *   texts stay
 *
 * Adds the block with its fields in their order. Names of fields that rules and
 * standards do not know become others; types, dates and transfer encodings stay.
 */
void dsn_redact_header (GString *out, DsnRedactor *redactor, DsnSpan block,
                        gboolean returned);

G_END_DECLS
