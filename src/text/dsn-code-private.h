/* dsn-code-private.h: enhanced status codes in text. */
#pragma once

#include "dsn-code.h"
#include "dsn-scan.h"

G_BEGIN_DECLS

/**
 * dsn_code_scan:
 * @scan: cursor; moved past the code on success
 * @code: (out): set on success only
 *
 * Takes a code that is written as RFC 3463 §2 wants, and that neither a dot nor a
 * further digit follows.
 */
gboolean dsn_code_scan (DsnScan *scan, DsnCode *code);

/**
 * dsn_code_read:
 * @text: the body of a Status field, unfolded
 * @code: (out): set on success only
 * @odd: (out): set on success only: whether it is not written as the RFC wants
 *
 * Reads a code however it is written: comments, `#` before it, leading zeros, two or
 * four numbers, text after it.
 *
 * Returns: whether there is a code
 */
gboolean dsn_code_read (DsnSpan text, DsnCode *code, gboolean *odd);

/**
 * dsn_code_find:
 * @text: running text
 * @code: (out): set on success only
 * @where: (out) (optional): the code's bytes in @text; set on success only
 *
 * Finds the first code of class 2, 4 or 5 that stands as a word of its own: not inside
 * an address, a version, a host name or an IP address.
 */
gboolean dsn_code_find (DsnSpan text, DsnCode *code, DsnSpan *where);

G_END_DECLS
