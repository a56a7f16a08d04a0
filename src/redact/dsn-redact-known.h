/* dsn-redact-known.h: the words and hosts that rules and standards know. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dsn_redact_is_known:
 * @word: a word in lower case, with a terminator
 * @len: its bytes
 *
 * Returns: whether rules or standards know it
 */
gboolean dsn_redact_is_known (const char *word, gsize len);

/**
 * dsn_redact_is_protocol:
 * @word: a word in lower case
 *
 * Returns: whether mail of any kind is made of it: it names nobody
 */
gboolean dsn_redact_is_protocol (const char *word);

/**
 * dsn_redact_known_host:
 * @host: a name in lower case
 *
 * Returns: (nullable): the end of @host that rules know, from a label on; %NULL if they
 *   know nothing of it
 */
const char *dsn_redact_known_host (const char *host);

G_END_DECLS
