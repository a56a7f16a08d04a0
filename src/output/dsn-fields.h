/* dsn-fields.h: a line of our JSON -> the values of chosen fields, by their paths. */
#pragma once

#include "dsn-json.h"

G_BEGIN_DECLS

/**
 * DsnFields:
 *
 * A choice of fields, and their values in the line that was read last. A field is named
 * by the keys that lead to it, e.g. `report.date` or `recipients.verdict.category`;
 * dsn-json(5) tells what each means.
 */
typedef struct _DsnFields DsnFields;

/**
 * dsn_fields_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): all names that there are
 */
const char *const *dsn_fields_names (void);

/**
 * dsn_fields_new:
 *
 * Returns: (transfer full): a choice of nothing
 */
DsnFields *dsn_fields_new (void);

/**
 * dsn_fields_free:
 * @fields: (nullable): a choice
 */
void dsn_fields_free (DsnFields *fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnFields, dsn_fields_free)

/**
 * dsn_fields_add:
 * @name: a field's name
 * @index: (out): set on success only: what dsn_fields_get() calls it
 *
 * Chooses a field; one that is chosen already keeps its index.
 *
 * Returns: whether there is such a field
 */
gboolean dsn_fields_add (DsnFields *fields, DsnSpan name, guint *index);

/**
 * dsn_fields_has_recipients:
 *
 * Returns: whether a field of recipients is among the chosen
 */
gboolean dsn_fields_has_recipients (const DsnFields *fields);

/**
 * dsn_fields_read:
 * @line: an object as dsn_emit_json() or dsn_emit_json_error() write it
 *
 * Takes the values of the chosen fields and forgets those of the line before.
 */
void dsn_fields_read (DsnFields *fields, DsnSpan line);

/**
 * dsn_fields_get_rows:
 *
 * Returns: how many recipients the line has
 */
guint dsn_fields_get_rows (const DsnFields *fields);

/**
 * dsn_fields_get:
 * @index: from dsn_fields_add()
 * @row: which recipient, from 0; no matter for other fields
 *
 * Returns: the value as text, not yet safe to show: numbers in digits, `true` or
 *   `false`; several values with a comma between them; empty for what the line does not
 *   hold. Valid until the next dsn_fields_read()
 */
DsnSpan dsn_fields_get (const DsnFields *fields, guint index, guint row);

G_END_DECLS
