/* dsn-safe.h: bytes to text that is safe to show: printable, bounded, valid UTF-8. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_safe_append:
 * @out: where to add
 * @text: any bytes
 *
 * Adds @text as one line for a terminal: valid printable UTF-8 as it is, every other
 * byte (controls, line ends, direction marks, invalid UTF-8) as `\xNN`.
 */
void dsn_safe_append (GString *out, DsnSpan text);

/**
 * dsn_safe_append_bounded:
 * @out: where to add
 * @text: any bytes
 * @max_len: bytes of @text to show
 *
 * As dsn_safe_append(); a longer @text is cut between two characters and ends in `...`.
 */
void dsn_safe_append_bounded (GString *out, DsnSpan text, gsize max_len);

/**
 * dsn_safe_append_utf8:
 * @out: where to add
 * @text: any bytes
 *
 * Adds @text as valid UTF-8 without NUL: each byte that is none of a valid character
 * becomes U+FFFD. Controls stay.
 *
 * Returns: whether @text was valid as it was
 */
gboolean dsn_safe_append_utf8 (GString *out, DsnSpan text);

G_END_DECLS
