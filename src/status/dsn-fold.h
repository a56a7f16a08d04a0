/* dsn-fold.h: diagnostic text -> the one form in which wordings are compared. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnFolded:
 * @text: the folded text, ended by a NUL
 * @len: its length in bytes
 * @origin: for each byte of @text, the byte of the original that it came from
 * @in_name: for each byte of @text, whether it stands in a host name, an address or a
 *   URL
 *
 * Text without what does not matter.
 */
typedef struct {
  char *text;
  gsize len;
  guint32 *origin;
  guint8 *in_name;
} DsnFolded;

/**
 * dsn_folded_clear:
 *
 * Frees what dsn_fold() has made.
 */
void dsn_folded_clear (DsnFolded *folded);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnFolded, dsn_folded_clear)

/**
 * dsn_fold:
 * @folded: (out caller-allocates): set; end with dsn_folded_clear()
 * @text: diagnostic text; valid UTF-8 as a rule
 *
 * Folds @text: lower case, one blank for any white space, plain quotes for typographic
 * ones, HTML entities and quoted-printable leftovers decoded, and the codes that a
 * multi-line reply repeats on each line left out. Time and size are linear in the text.
 */
void dsn_fold (DsnFolded *folded, DsnSpan text);

G_END_DECLS
