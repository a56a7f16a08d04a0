/* dsn-redact-scan.h: where words, names of hosts and addresses end in a text. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/* All texts here are valid UTF-8 between two pointers, with a terminator somewhere
 * behind. What ends where it begins is not there. */

/**
 * dsn_redact_is_word_char:
 *
 * Returns: whether @c is a letter or a digit
 */
gboolean dsn_redact_is_word_char (gunichar c);

/**
 * dsn_redact_end_of_word:
 *
 * Returns: the end of the letters and digits that @at begins
 */
const char *dsn_redact_end_of_word (const char *at, const char *end);

/**
 * dsn_redact_is_number:
 *
 * Returns: whether all of a word are digits
 */
gboolean dsn_redact_is_number (const char *word, const char *end);

/**
 * dsn_redact_end_of_host:
 *
 * Returns: (nullable): the end of the labels that @at begins: letters, digits and
 *   hyphens, with dots between them, and a letter in the last one; %NULL for fewer than
 *   two
 */
const char *dsn_redact_end_of_host (const char *at, const char *end);

/**
 * dsn_redact_end_of_ip:
 * @v6: whether it may be of version 6
 *
 * Returns: the end of what may be an address of the Internet protocol
 */
const char *dsn_redact_end_of_ip (const char *at, const char *end, gboolean v6);

/**
 * dsn_redact_is_escape:
 *
 * Returns: whether three bytes at @at stand for one by which two names are parted:
 *   `+40`, `=40` or `%40`, an at sign, and its like
 */
gboolean dsn_redact_is_escape (const char *at, const char *end);

/**
 * dsn_redact_make_valid:
 * @text: any bytes
 *
 * Returns: (transfer full): @text as valid UTF-8, each NUL and each byte that is none
 *   of a valid character a question mark
 */
char *dsn_redact_make_valid (DsnSpan text);

/**
 * dsn_redact_foreach_word:
 * @text: (nullable): text
 * @each: called with each word in lower case
 *
 * Tells the words of a text as dsn_redact_text() sees them.
 */
void dsn_redact_foreach_word (const char *text,
                              void (*each) (const char *word, gpointer data),
                              gpointer data);

G_END_DECLS
