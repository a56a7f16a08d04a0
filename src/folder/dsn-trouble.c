/* dsn-trouble.c: what could not be read and why, in one line. */
#include "dsn-trouble.h"

void
dsn_trouble_set (GError **error, int number)
{
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ, g_strerror (number));
}

void
dsn_trouble_kind (GError **error)
{
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ,
                       "it is neither a file nor a folder");
}

void
dsn_trouble_too_big (GError **error, gsize max)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_TOO_BIG,
               "it is larger than %" G_GSIZE_FORMAT " bytes", max);
}

char *
dsn_trouble_tell (const char *source, gint64 offset, const GError *error)
{
  if (offset < 0)
    return g_strdup_printf ("cannot read '%s': %s", source, error->message);
  return g_strdup_printf ("cannot read the message at offset %" G_GINT64_FORMAT
                          " of '%s': %s",
                          offset, source, error->message);
}
