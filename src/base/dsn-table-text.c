/* dsn-table-text.c: numbers as tables in C, for the programs that the build runs. */
#include "dsn-table-text.h"

static guint
number_at (gconstpointer numbers, gsize size, gsize i)
{
  if (size == sizeof (guint8))
    return ((const guint8 *) numbers)[i];
  return size == sizeof (guint16) ? ((const guint16 *) numbers)[i]
                                  : ((const guint32 *) numbers)[i];
}

void
dsn_table_text_add (GString *out, const char *type, const char *name,
                    gconstpointer numbers, gsize size, gsize count)
{
  g_string_append_printf (out, "static const %s %s[] = {", type, name);
  for (gsize i = 0; i < count; i++)
    g_string_append_printf (out, "%s%u,", i % 12 == 0 ? "\n  " : " ",
                            number_at (numbers, size, i));
  g_string_append (out, "\n};\n\n");
}
