/* dsn-typed.h: "type; value" pairs of delivery-status fields (RFC 3464 §2.1.2). */
#pragma once

#include "dsn-scan.h"

G_BEGIN_DECLS

/**
 * DsnTyped:
 * @type: the type's name as written, e.g. `rfc822`; compare without case
 * @value: what follows the semicolon, trimmed; may be empty
 *
 * Both borrow from the text.
 */
typedef struct {
  DsnSpan type;
  DsnSpan value;
} DsnTyped;

/**
 * dsn_typed_scan:
 * @scan: cursor; moved to the end of the text on success, else untouched
 * @typed: (out): set on success only
 *
 * Takes one pair. Comments before and after the type are skipped. What stands before
 * the semicolon has to be an atom: in `550 no such user; bye` nothing is a type.
 *
 * Returns: whether a pair was there
 */
gboolean dsn_typed_scan (DsnScan *scan, DsnTyped *typed);

G_END_DECLS
