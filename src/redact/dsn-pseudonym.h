/* dsn-pseudonym.h: words, numbers and addresses -> others, by a key. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_pseudonym_dup_lower:
 * @text: valid UTF-8
 * @len: its length in bytes, or -1 if a NUL ends it
 *
 * Returns: (transfer full): it in lower case, in every locale the same (in a Turkish
 *   one, g_utf8_strdown() makes a dotless letter of `I`)
 */
char *dsn_pseudonym_dup_lower (const char *text, gssize len);

/**
 * dsn_pseudonym_word:
 * @out: where to add
 * @key: what the pseudonyms follow from
 * @word: letters and digits in valid UTF-8, of one word
 * @context: what else it follows from: that which tells two words apart that are
 *   written alike; empty for most
 * @is_taken: whether a word in lower case may not stand for another
 *
 * Adds another word: of as many letters, capitals where @word has them, digits where it
 * has digits, letters of another script in their place. The same word, in capitals or
 * not, always has the same in the same context.
 */
void dsn_pseudonym_word (GString *out, DsnSpan key, DsnSpan word, DsnSpan context,
                         gboolean (*is_taken) (const char *word, gsize len));

/**
 * dsn_pseudonym_ip:
 * @out: where to add
 * @key: what the pseudonyms follow from
 * @text: an address in its usual form
 *
 * Adds an address for documentation (RFC 5737, RFC 3849) instead of one of the Internet
 * protocol, version 4 or 6.
 *
 * Returns: whether @text is one
 */
gboolean dsn_pseudonym_ip (GString *out, DsnSpan key, DsnSpan text);

G_END_DECLS
