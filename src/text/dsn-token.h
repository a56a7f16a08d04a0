/* dsn-token.h: white space, comments and quoted strings (RFC 5322 §3.2). */
#pragma once

#include "dsn-scan.h"

G_BEGIN_DECLS

/**
 * dsn_token_skip_cfws:
 *
 * Skips white space, line ends and comments. Comments nest to any depth; one that is
 * not closed is left, with all that follows it.
 */
void dsn_token_skip_cfws (DsnScan *scan);

/**
 * dsn_token_scan_comment:
 * @inner: (out): the text between the outermost parentheses
 *
 * Takes one comment. Fails unless the cursor stands at a `(` that is closed.
 */
gboolean dsn_token_scan_comment (DsnScan *scan, DsnSpan *inner);

/**
 * dsn_token_scan_quoted:
 * @inner: (out): the text between the quotes, backslashes still in it
 *
 * Takes one quoted string. Fails unless the cursor stands at a `"` that is closed.
 */
gboolean dsn_token_scan_quoted (DsnScan *scan, DsnSpan *inner);

/**
 * dsn_token_is_atom:
 * @text: some text
 *
 * Returns: whether @text is one atom (RFC 5322 §3.2.3), not empty
 */
gboolean dsn_token_is_atom (DsnSpan text);

/* For dsn_token_is_atext(). */
extern const guint8 dsn_token_atext[256];

/**
 * dsn_token_is_atext:
 *
 * Returns: whether @c may stand in an atom; 8-bit bytes may (RFC 6532 §3.2)
 */
static inline gboolean
dsn_token_is_atext (guint8 c)
{
  return dsn_token_atext[c] != 0;
}

G_END_DECLS
