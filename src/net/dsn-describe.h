/* dsn-describe.h: words and numbers of answers, for those who write them. */
#pragma once

#include "dsn-view.h"

G_BEGIN_DECLS

/* Room for the text of dsn_rcode_to_text(). */
#define DSN_RCODE_TEXT_SIZE 12

/**
 * dsn_rcode_to_text:
 * @rcode: the code of an answer
 * @text: (out caller-allocates): room for a number
 *
 * Returns: its name, `NXDOMAIN`, or `RCODE17` in @text
 */
const char *dsn_rcode_to_text (guint rcode, char text[DSN_RCODE_TEXT_SIZE]);

/**
 * dsn_role_to_string:
 *
 * Returns: `local`, `independent` or `authority`
 */
const char *dsn_role_to_string (DsnRole role);

/**
 * dsn_view_find_ttl:
 * @view: a view
 * @ttl: (out): set on success only: seconds that its mail hosts may be cached; the
 *   shortest
 *
 * Returns: whether there are any
 */
gboolean dsn_view_find_ttl (const DsnView *view, guint32 *ttl);

/**
 * dsn_view_find_negative_ttl:
 * @view: a view
 * @ttl: (out): set on success only: seconds that its negative answer may be cached
 *   (RFC 2308 §5)
 *
 * Returns: whether it is one that may
 */
gboolean dsn_view_find_negative_ttl (const DsnView *view, guint32 *ttl);

/**
 * dsn_error_name:
 * @code: the number of an extended error
 *
 * Returns: its name in the registry of RFC 8914 §5.2, or `unregistered`
 */
const char *dsn_error_name (guint16 code);

G_END_DECLS
