/* tool-domains.h: what is given as domains -> domains, those of stdin among them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tool_domains_read:
 * @words: (element-type utf8): what was given; `-` stands for stdin
 * @use_stdin: read stdin though nothing stands for it
 * @domains: (element-type utf8): where to add copies, which it must free
 *
 * Takes the domains. On stdin there is one a line; blank lines and such that begin with
 * `#` are left out. Of an address with a name, `Ann <ann@example.com>`, the address is
 * taken.
 *
 * Returns: whether stdin could be read, where it was to be
 */
gboolean tool_domains_read (const GPtrArray *words, gboolean use_stdin,
                            GPtrArray *domains);

G_END_DECLS
