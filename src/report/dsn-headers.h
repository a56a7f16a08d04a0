/* dsn-headers.h: a header block -> what it tells of its message. */
#pragma once

#include "dsn-value.h"

G_BEGIN_DECLS

/**
 * dsn_headers_read:
 * @values: what it takes
 * @header: a header block; what follows its first empty line is not looked at
 * @headers: (inout): what is there is set; the first field of a name counts
 *
 * Reads Message-ID, Date, From, To, Subject and List-Id (RFC 5322 §3.6, RFC 2919).
 */
void dsn_headers_read (DsnValues *values, DsnSpan header, DsnHeaders *headers);

G_END_DECLS
