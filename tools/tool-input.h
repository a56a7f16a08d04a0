/* tool-input.h: a path or stdin -> bytes, bounded. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tool_input_read:
 * @path: a file's name as given, `-` for stdin
 * @max_size: bytes to read at the most
 * @error: (nullable): where to put what went wrong
 *
 * Reads all of a file.
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL on error
 */
GBytes *tool_input_read (const char *path, gsize max_size, GError **error);

G_END_DECLS
