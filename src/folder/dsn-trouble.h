/* dsn-trouble.h: what could not be read and why, in one line. */
#pragma once

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * dsn_trouble_set:
 * @error: (nullable): where to put it
 * @number: an errno
 *
 * Sets why something could not be read: the system's words for @number, without a name.
 */
void dsn_trouble_set (GError **error, int number);

/**
 * dsn_trouble_kind:
 * @error: (nullable): where to put it
 *
 * Sets that something is a pipe, a device or a socket.
 */
void dsn_trouble_kind (GError **error);

/**
 * dsn_trouble_too_big:
 * @error: (nullable): where to put it
 * @max: the limit, in bytes
 *
 * Sets that a message is over its limit.
 */
void dsn_trouble_too_big (GError **error, gsize max);

/**
 * dsn_trouble_tell:
 * @source: what could not be read
 * @offset: where the message that it is about begins in its mbox; -1 for all of @source
 * @error: why
 *
 * Returns: (transfer full): one line that says all of that
 */
char *dsn_trouble_tell (const char *source, gint64 offset, const GError *error);

G_END_DECLS
