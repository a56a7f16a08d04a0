/* tool-values.h: numbers and moments on the command line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tool_read_seconds:
 * @text: seconds, with a fraction or not
 * @msec: (out): milliseconds; set on success only
 *
 * Returns: whether it is a number from 0.001 to 600
 */
gboolean tool_read_seconds (const char *text, guint *msec);

/**
 * tool_read_since:
 * @text: a moment as in RFC 3339, or how long ago it was: `90m`, `2h`, `1d`
 * @since: (out): seconds of the calendar; set on success only
 *
 * Returns: whether it is one
 */
gboolean tool_read_since (const char *text, gint64 *since);

/**
 * tool_read_port:
 * @text: a number
 * @port: (out): set on success only
 *
 * Returns: whether it is a port
 */
gboolean tool_read_port (const char *text, guint16 *port);

G_END_DECLS
