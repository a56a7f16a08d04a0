/* dsn-charset.h: names of charsets, and bytes in them -> UTF-8. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_charset_resolve:
 * @name: the name of a charset, any case
 *
 * Returns: what iconv calls it, where mail programs write another name; else @name
 */
DsnSpan dsn_charset_resolve (DsnSpan name);

/**
 * dsn_charset_is_known:
 * @name: the name of a charset, any case
 *
 * GMime keeps each charset's name that it ever saw: it gets those that iconv knows, and
 * the one that it knows itself.
 *
 * Returns: whether text in it can be converted
 */
gboolean dsn_charset_is_known (DsnSpan name);

/* GMime takes a charset's name onto its stack: longer ones are not known. */
#define DSN_CHARSET_NAME_MAX_LEN 40

/**
 * dsn_charset_open:
 * @name: the name of a charset, any case, also one that dsn_charset_resolve() knows
 * @cd: (out): set on success only: converts from it to UTF-8; end it with
 *   g_iconv_close()
 *
 * Returns: whether the charset is known
 */
gboolean dsn_charset_open (DsnSpan name, GIConv *cd);

/**
 * dsn_charset_convert:
 * @out: where to add
 * @text: any bytes, NULs among them
 * @charset: the name of their charset
 * @bad: (out): set on success only: how many places were none of that charset
 *
 * Adds @text as UTF-8. Each place that is none of its charset becomes U+FFFD. GMime's
 * way to convert ends at a NUL and at the first of these.
 *
 * Returns: whether the charset is known; nothing is added otherwise
 */
gboolean dsn_charset_convert (GString *out, DsnSpan text, DsnSpan charset, gsize *bad);

G_END_DECLS
