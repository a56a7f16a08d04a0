/* dsn-field-write.h: a name and its text -> a header field in folded lines. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dsn_field_name_is_good:
 * @name: the name of a field
 *
 * Returns: whether a field can be called so (RFC 5322 §2.2): printable ASCII without
 *   blanks and colons, not empty, and no longer than a line
 */
gboolean dsn_field_name_is_good (const char *name);

/**
 * dsn_field_write:
 * @out: where to add
 * @name: a name that dsn_field_name_is_good()
 * @type: (nullable): an atom to stand before the text, with a semicolon
 *   (RFC 3464 §2.1.2)
 * @text: valid UTF-8
 * @utf8: whether UTF-8 may stand there as it is (RFC 6532)
 * @max_len: bytes of text that those who read the field take, folds and CR LF included
 *
 * Adds a field in lines of at most 76 columns where its words allow that, and never of
 * more than 998 bytes (RFC 5322 §2.1.1); each ends in LF. Text that would not be read
 * again as it was (other than ASCII, controls, blanks in a row where a line has to be
 * broken, very long words, what looks like an encoded word) stands there as encoded
 * words (RFC 2047). Line ends become blanks. Blanks at both ends go, and so do words
 * over @max_len: a reader would cut one of them in two.
 */
void dsn_field_write (GString *out, const char *name, const char *type,
                      const char *text, gboolean utf8, gsize max_len);

/**
 * dsn_field_write_ready:
 * @text: text as a header holds it, encoded words among it
 *
 * As dsn_field_write(), for text that needs no more than to be folded.
 */
void dsn_field_write_ready (GString *out, const char *name, const char *text,
                            gsize max_len);

G_END_DECLS
