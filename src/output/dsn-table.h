/* dsn-table.h: reports as lines of a table: CSV, or a template of the user's. */
#pragma once

#include "dsn-fields.h"

G_BEGIN_DECLS

/**
 * DsnTable:
 *
 * A form of lines that are made of fields of the JSON.
 */
typedef struct _DsnTable DsnTable;

/**
 * dsn_table_new_csv:
 *
 * Returns: (transfer full): the columns of dsn-json(5) that most people want, as RFC
 *   4180 has it
 */
DsnTable *dsn_table_new_csv (void);

/**
 * dsn_table_new_template:
 * @template: text with names of fields in braces; `{{` and `}}` stand for braces, `\n`,
 *   `\t` and `\\` for a line end, a tab and a backslash
 * @unknown: (out) (nullable): set on failure: the name that is none; %NULL if it is a
 *   brace or a backslash that is wrong
 *
 * Returns: (transfer full) (nullable): the form; %NULL for a template with a fault
 */
DsnTable *dsn_table_new_template (const char *template, char **unknown);

/**
 * dsn_table_free:
 * @table: (nullable): a form
 */
void dsn_table_free (DsnTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnTable, dsn_table_free)

/**
 * dsn_table_append_head:
 *
 * Adds the line with the names of the columns, if the form has one.
 */
void dsn_table_append_head (const DsnTable *table, GString *out);

/**
 * dsn_table_append:
 * @line: an object of our JSON
 * @wanted: (nullable): for each recipient whether to write it; %NULL for all
 *
 * Adds one line for each recipient, where the form has a field of recipients; one in
 * all, where it has none. In CSV an object without recipients has one line, too. Every
 * value is printable text, everything else of it as `\xNN`.
 */
void dsn_table_append (DsnTable *table, DsnSpan line, const gboolean *wanted,
                       GString *out);

G_END_DECLS
