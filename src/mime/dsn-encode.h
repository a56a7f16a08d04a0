/* dsn-encode.h: text -> bytes in a charset and a transfer encoding, through GMime. */
#pragma once

#include "dsn-content.h"

G_BEGIN_DECLS

/**
 * dsn_encode_body:
 * @body: bytes
 * @encoding: a transfer encoding
 *
 * Returns: (transfer full): @body in that encoding, lines ended by LF; a copy for
 *   %DSN_ENCODING_IDENTITY
 */
GString *dsn_encode_body (DsnSpan body, DsnEncoding encoding);

/**
 * dsn_encode_charset:
 * @text: valid UTF-8
 * @charset: the name of a charset
 *
 * Returns: (transfer full) (nullable): @text in @charset; %NULL if that is not known,
 *   or has not all of its characters
 */
GString *dsn_encode_charset (DsnSpan text, DsnSpan charset);

G_END_DECLS
