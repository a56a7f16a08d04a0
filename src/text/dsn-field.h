/* dsn-field.h: a block of header fields, one after the other (RFC 5322 §2.2). */
#pragma once

#include "dsn-lines.h"

G_BEGIN_DECLS

/**
 * DsnField:
 * @name: the name without the colon and blanks before it
 * @body: what follows the colon, folds still in it; of a junk line the whole line
 *
 * Both borrow from the text.
 */
typedef struct {
  DsnSpan name;
  DsnSpan body;
} DsnField;

/**
 * DsnFieldStep:
 * @DSN_FIELD_STEP_END: the text is at its end
 * @DSN_FIELD_STEP_FIELD: a field, with the lines that continue it
 * @DSN_FIELD_STEP_BLANK: an empty line
 * @DSN_FIELD_STEP_JUNK: a line that is none of these
 *
 * What dsn_field_next() took.
 */
typedef enum {
  DSN_FIELD_STEP_END,
  DSN_FIELD_STEP_FIELD,
  DSN_FIELD_STEP_BLANK,
  DSN_FIELD_STEP_JUNK,
} DsnFieldStep;

/**
 * DsnFieldMode:
 * @DSN_FIELD_MODE_HEADER: a line of blanks continues the field above it
 * @DSN_FIELD_MODE_GROUP: a line of blanks is an empty line: groups of delivery-status
 *   fields are parted by what their writers took for one
 */
typedef enum {
  DSN_FIELD_MODE_HEADER,
  DSN_FIELD_MODE_GROUP,
} DsnFieldMode;

/**
 * dsn_field_next:
 * @lines: cursor over the block; moved past what was taken
 * @mode: what the block is
 * @field: (out): set for a field and for a junk line
 *
 * Takes the next field, empty line or junk line.
 */
DsnFieldStep dsn_field_next (DsnLines *lines, DsnFieldMode mode, DsnField *field);

/**
 * dsn_field_collect:
 * @block: a header block; what follows its first empty line is not looked at
 *
 * Returns: (transfer full) (element-type DsnField): its fields, in their order
 */
GArray *dsn_field_collect (DsnSpan block);

#define DSN_FIELD_NAME_SLOTS 64

/**
 * dsn_field_name_slot:
 * @name: the name of a field, not empty
 *
 * For tables of names in the order of their slots, which rules/compile.py makes.
 *
 * Returns: below %DSN_FIELD_NAME_SLOTS; names which differ in ASCII case only have it
 * in common
 */
static inline guint
dsn_field_name_slot (DsnSpan name)
{
  return (name.len + (gsize) 5 * (name.data[0] & 0x1f)) % DSN_FIELD_NAME_SLOTS;
}

/**
 * dsn_field_name_place:
 * @kind: which kind of field, from 0 on
 * @name: as for dsn_field_name_slot()
 *
 * For lists of where the names of a slot begin: each kind has one for each slot and one
 * for the end, and those of all kinds stand behind each other.
 *
 * Returns: where in such a list that of @name is; the next one tells where they end
 */
static inline gsize
dsn_field_name_place (guint kind, DsnSpan name)
{
  return (gsize) kind * (DSN_FIELD_NAME_SLOTS + 1) + dsn_field_name_slot (name);
}

/**
 * dsn_field_line_is_field:
 * @line: one line
 *
 * Returns: whether @line begins with a field name and a colon
 */
gboolean dsn_field_line_is_field (DsnSpan line);

/**
 * dsn_field_unfold:
 * @out: where to add
 * @body: the body of a field
 *
 * Adds @body as one line: each fold becomes one blank, blanks at both ends go.
 */
void dsn_field_unfold (GString *out, DsnSpan body);

G_END_DECLS
