/* dsn-emit-address.h: what was found out about an address, as text and as JSON. */
#pragma once

#include "dsn-address-check.h"
#include "dsn-emit-text.h"

G_BEGIN_DECLS

/**
 * dsn_emit_address_json:
 * @check: what to write
 * @out: where to add
 *
 * Adds one JSON object of type `address` and a newline; dsn-json(5) has its keys.
 */
DSN_API void dsn_emit_address_json (const DsnAddressCheck *check, GString *out);

/**
 * dsn_emit_address_text:
 * @check: what to write
 * @out: where to add
 *
 * Adds lines of text for people: each name and where it leads, each list and what it
 * says.
 */
DSN_API void dsn_emit_address_text (const DsnAddressCheck *check, GString *out);

G_END_DECLS
