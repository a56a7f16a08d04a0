/* dsn-fold.h: diagnostic text -> the one form in which wordings are compared. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnFoldedRun:
 * @at: where in the folded text it begins; it goes up to the next
 * @origin: the byte of the original that its first byte came from
 *
 * Folded text of which each byte came from the byte behind that of the one before.
 */
typedef struct {
  guint32 at;
  guint32 origin;
} DsnFoldedRun;

/**
 * DsnFoldedName:
 * @from: where in the folded text it begins
 * @end: one past its last byte
 *
 * A host name, an address or a URL.
 */
typedef struct {
  guint32 from;
  guint32 end;
} DsnFoldedName;

/**
 * DsnFolded:
 * @text: the folded text, ended by a NUL
 * @len: its length in bytes
 * @runs: where it came from
 * @run_count: how many there are
 * @names: the names in it
 * @name_count: how many there are
 * @starts: where words begin: letters and digits, and each other character but blanks
 * @start_count: how many there are
 * @block: (nullable): what was allocated for all of them
 *
 * Text without what does not matter.
 */
typedef struct {
  char *text;
  gsize len;
  DsnFoldedRun *runs;
  guint run_count;
  DsnFoldedName *names;
  guint name_count;
  guint32 *starts;
  guint start_count;
  gpointer block;
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

/**
 * dsn_fold_within:
 * @room: memory for numbers, which lives as long as @folded
 * @size: how much there is
 *
 * As dsn_fold(), without an allocation where @room suffices.
 */
void dsn_fold_within (DsnFolded *folded, DsnSpan text, guint32 *room, gsize size);

/**
 * dsn_folded_get_origin:
 * @at: a byte of the folded text
 *
 * Returns: the byte of the original that it came from
 */
gsize dsn_folded_get_origin (const DsnFolded *folded, gsize at);

/**
 * dsn_folded_is_in_name:
 * @from: where some folded text begins
 * @to: one past its last byte
 *
 * Returns: whether all of it stands in a name
 */
gboolean dsn_folded_is_in_name (const DsnFolded *folded, gsize from, gsize to);

G_END_DECLS
