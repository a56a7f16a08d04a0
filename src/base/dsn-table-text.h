/* dsn-table-text.h: numbers as tables in C, for the programs that the build runs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dsn_table_text_add:
 * @out: where to add
 * @type: a type of C's
 * @name: the name of the table
 * @numbers: @count numbers of that type
 * @size: bytes of one: 1, 2 or 4
 *
 * Adds the definition of a table that its file alone sees.
 */
void dsn_table_text_add (GString *out, const char *type, const char *name,
                         gconstpointer numbers, gsize size, gsize count);

G_END_DECLS
