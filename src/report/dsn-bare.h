/* dsn-bare.h: a text -> the value in it, without brackets and comments. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_bare_drop_comment:
 *
 * Where a field may end in blanks it may end in comments (RFC 8098 §2.4).
 *
 * Returns: @text without the comment at its end; all of it if there is none
 */
DsnSpan dsn_bare_drop_comment (DsnSpan text);

/**
 * dsn_bare_drop_brackets:
 *
 * Returns: what stands in angle brackets; all of @text if nothing does
 */
DsnSpan dsn_bare_drop_brackets (DsnSpan text);

/**
 * dsn_bare_ip:
 *
 * Returns: the IP address that @text is, as such or as an address literal (RFC 5321
 *   §4.1.3); empty if it is none
 */
DsnSpan dsn_bare_ip (DsnSpan text);

/**
 * dsn_bare_is_ip:
 *
 * Returns: whether @text looks like an IP address and not like a number
 */
gboolean dsn_bare_is_ip (DsnSpan text);

G_END_DECLS
