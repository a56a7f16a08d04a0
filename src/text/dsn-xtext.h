/* dsn-xtext.h: xtext (RFC 3461 §4) and the address forms of RFC 6533 §3. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_xtext_decode:
 * @out: where to add
 * @text: text that may hold `+HH`
 *
 * Adds @text with each `+HH` replaced by its byte. A `+` that two hex digits do not
 * follow stays, and so does `+00`. Lower-case hex digits are read and not well-formed.
 *
 * Returns: whether @text was well-formed xtext
 */
gboolean dsn_xtext_decode (GString *out, DsnSpan text);

/**
 * dsn_xtext_decode_unicode:
 * @out: where to add
 * @text: an address of type `utf-8` in any of its three forms
 *
 * Adds @text with each `\x{HEX}` (RFC 6533 §3, EmbeddedUnicodeChar) replaced by its
 * character in UTF-8. What is no Unicode character, no shortest form or stands for a
 * printable ASCII character that needs no escape stays as it is.
 *
 * Returns: whether every `\x{` was well-formed
 */
gboolean dsn_xtext_decode_unicode (GString *out, DsnSpan text);

/**
 * dsn_xtext_encode_unicode:
 * @out: where to add
 * @text: an address of type `utf-8`, in UTF-8; `\x{HEX}` in it is kept
 *
 * Adds @text in its form for seven bits (RFC 6533 §3, utf-8-addr-xtext).
 */
void dsn_xtext_encode_unicode (GString *out, const char *text);

G_END_DECLS
