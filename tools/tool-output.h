/* tool-output.h: what goes to stdout and stderr, and whether it got there. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tool_message:
 * @format: what could not be done, without a full stop
 *
 * Writes `dsn: ...` and a newline to stderr, as one printable line whatever a name in
 * it holds.
 */
void tool_message (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * tool_hint:
 *
 * As tool_message(), for a line that says where to read on.
 */
void tool_hint (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * tool_output_open:
 *
 * Makes many small results few large writes, unless stdout is a terminal, and has what
 * GLib says of itself on stderr. Called first.
 */
void tool_output_open (void);

/**
 * tool_output_write:
 * @text: what to write to stdout; emptied
 *
 * Returns: whether it could be written; FALSE once, with a message, when it could not
 */
gboolean tool_output_write (GString *text);

/**
 * tool_output_close:
 *
 * Flushes stdout and finds out whether all of it was written; says so where not.
 *
 * Returns: whether it was
 */
gboolean tool_output_close (void);

/**
 * tool_output_wants_color:
 * @when: `auto`, `always` or `never`
 *
 * Returns: whether stdout gets colour: for `auto`, if it is a terminal, NO_COLOR is
 * unset or empty, and TERM is set and not `dumb`
 */
gboolean tool_output_wants_color (const char *when);

G_END_DECLS
