/* dsn-defect-private.h: how the list of findings is filled. */
#pragma once

#include "dsn-defect.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnDefects:
 * @list: (element-type DsnDefect): the findings, in the order in which they were made
 * @max: how many are kept
 * @strings: owns the details
 *
 * Past @max one finding says that there were more, and the rest is dropped; but each
 * ceiling that was reached is told once, for it says that something was left out.
 */
typedef struct {
  GArray *list;
  guint max;
  GStringChunk *strings;
} DsnDefects;

/* So many are more than @max at most: the finding that there were more, and one of each
 * ceiling. */
#define DSN_DEFECTS_MORE_MAX 16

/**
 * dsn_defects_new:
 * @max: how many findings are kept; at least 1
 *
 * Returns: (transfer full): an empty list
 */
DsnDefects *dsn_defects_new (guint max);

/**
 * dsn_defects_clear:
 *
 * Drops all findings.
 */
void dsn_defects_clear (DsnDefects *defects);

/**
 * dsn_defects_free:
 * @defects: (nullable) (transfer full): a list
 */
void dsn_defects_free (DsnDefects *defects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnDefects, dsn_defects_free)

/**
 * dsn_defects_add:
 * @defects: a list
 * @id: the finding
 * @offset: where, in bytes from the start of the message
 * @detail: text from the message, kept as one bounded printable line; may be empty
 */
void dsn_defects_add (DsnDefects *defects, DsnDefectId id, gsize offset,
                      DsnSpan detail);

/**
 * dsn_defects_add_once:
 *
 * As dsn_defects_add(), unless the list has a finding of this @id already.
 */
void dsn_defects_add_once (DsnDefects *defects, DsnDefectId id, gsize offset,
                           DsnSpan detail);

/**
 * dsn_defects_has:
 *
 * Returns: whether there is a finding of this @id
 */
gboolean dsn_defects_has (const DsnDefects *defects, DsnDefectId id);

G_END_DECLS
