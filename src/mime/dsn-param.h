/* dsn-param.h: a parameter of a header field, in any way that it may be written. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_param_read:
 * @params: what follows the value of a Content-Type or Content-Disposition field; any
 *   length
 * @name: the parameter's name, in lower case
 *
 * Reads a parameter that is text for people: plain, in quotes, as encoded words (which
 * RFC 2047 §5 forbids and people send), in pieces, or in a charset of its own
 * (RFC 2231 §3, §4). The one with a charset beats a plain one beside it. What is too
 * long to be decoded, or is in a charset that nobody knows, is given as it stands.
 *
 * Returns: (transfer full) (nullable): its value, maybe no UTF-8; %NULL if there is
 *   none
 */
char *dsn_param_read (DsnSpan params, const char *name);

G_END_DECLS
