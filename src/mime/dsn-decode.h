/* dsn-decode.h: one bounded value -> GMime -> text. Nothing here sees a whole message.
 */
#pragma once

#include "dsn-content.h"
#include "dsn-converters.h"

G_BEGIN_DECLS

/**
 * dsn_decode_text:
 * @out: where to add
 * @text: the body of a header field, unfolded; the caller bounds its length
 *
 * Adds @text with its encoded words (RFC 2047) decoded. What is 8-bit and no UTF-8
 * stays as it is.
 */
void dsn_decode_text (GString *out, DsnSpan text);

/**
 * dsn_decode_charset:
 * @out: where to add
 * @text: any bytes; the caller bounds their number
 * @charset: the name of their charset; may be empty
 * @converters: (nullable): keeps what converts it
 *
 * Adds @text as UTF-8, if it can be converted: from @charset, or from ISO-2022-JP where
 * its escapes show it.
 *
 * Returns: whether it was converted; nothing is added otherwise
 */
gboolean dsn_decode_charset (GString *out, DsnSpan text, DsnSpan charset,
                             DsnConverters *converters);

/**
 * dsn_decode_field:
 * @out: where to add
 * @body: the body of a header field, folds and all; the caller bounds its length
 * @charset: the charset of what is 8-bit; may be empty
 * @converters: (nullable): keeps what converts it, and those of its words
 *
 * Adds @body as one line, with its encoded words and its charset decoded where they can
 * be. What cannot be stays as it is.
 */
void dsn_decode_field (GString *out, DsnSpan body, DsnSpan charset,
                       DsnConverters *converters);

/**
 * dsn_decode_date:
 * @text: a date as RFC 5322 §3.3 wants it, or as old and wrong programs write it
 * @seconds: (out): seconds since 1970-01-01 UTC; set on success only
 *
 * Returns: whether it could be read
 */
gboolean dsn_decode_date (DsnSpan text, gint64 *seconds);

/**
 * dsn_decode_param:
 * @body: the body of a Content-Type field; the caller bounds its length
 * @name: the parameter's name
 *
 * Reads a parameter in any way that it may be written, RFC 2231's included. A body that
 * names a charset which nobody knows is not read.
 *
 * Returns: (transfer full) (nullable): its value, in UTF-8 where it names its charset
 */
char *dsn_decode_param (DsnSpan body, const char *name);

/**
 * dsn_decode_body:
 * @body: bytes in a transfer encoding
 * @encoding: that encoding
 * @max_size: how many bytes to give
 * @cut: (out): whether there was more
 *
 * Returns: (transfer full): the bytes themselves
 */
GBytes *dsn_decode_body (DsnSpan body, DsnEncoding encoding, gsize max_size,
                         gboolean *cut);

G_END_DECLS
