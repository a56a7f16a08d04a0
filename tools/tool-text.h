/* tool-text.h: small files of text, and the resolvers that they or we name. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tool_read_text:
 * @path: a file's name, `-` for stdin
 *
 * Reads a small file, and says why it cannot.
 *
 * Returns: (transfer full) (nullable): its text, up to the first NUL
 */
char *tool_read_text (const char *path);

/**
 * tool_read_resolv_conf:
 * @local: (out) (transfer full) (array zero-terminated=1): the resolvers of this
 *   machine; set on success only
 *
 * Reads resolv.conf(5), and says what is wrong.
 *
 * Returns: whether it names a resolver
 */
gboolean tool_read_resolv_conf (char ***local);

/**
 * tool_add_public_resolvers:
 * @resolvers: (element-type utf8): where to add; borrowed
 *
 * Adds the resolvers that anybody may ask.
 */
void tool_add_public_resolvers (GPtrArray *resolvers);

G_END_DECLS
