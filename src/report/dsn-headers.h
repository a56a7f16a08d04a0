/* dsn-headers.h: header fields -> what it tells of its message. */
#pragma once

#include "dsn-value.h"

G_BEGIN_DECLS

/**
 * dsn_headers_read:
 * @values: what it takes
 * @fields: (element-type DsnField): header fields
 * @headers: (inout): what is there is set; the first field of a name counts
 *
 * Reads Message-ID, Date, From, To, Subject and List-Id (RFC 5322 §3.6, RFC 2919); of
 * the returned message DKIM-Signature, too (RFC 6376 §3.5).
 */
void dsn_headers_read (DsnValues *values, const GArray *fields, DsnHeaders *headers);

/**
 * dsn_headers_read_block:
 * @block: a header block; what follows its first empty line is not looked at
 *
 * Does the same to a header that nobody else asks.
 */
void dsn_headers_read_block (DsnValues *values, DsnSpan block, DsnHeaders *headers);

G_END_DECLS
