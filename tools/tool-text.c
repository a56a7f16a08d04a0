/* tool-text.c: small files of text, and the resolvers that they or we name. */
#include "tool-text.h"

#include "tool-input.h"
#include "tool-output.h"

#include "dsn-check.h"

#define RESOLV_CONF "/etc/resolv.conf"
#define TEXT_MAX_SIZE ((gsize) 1 << 20)

char *
tool_read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read (path, TEXT_MAX_SIZE, &error);
  gsize size;
  const char *data;

  if (bytes == NULL) {
    tool_message ("%s", error->message);
    return NULL;
  }
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data != NULL ? data : "", size);
}

gboolean
tool_read_resolv_conf (char ***local)
{
  g_autofree char *text = tool_read_text (RESOLV_CONF);

  if (text == NULL)
    return FALSE;
  *local = dsn_check_read_resolv_conf (text);
  if ((*local)[0] != NULL)
    return TRUE;
  tool_message ("'%s' names no resolver: name one with --local", RESOLV_CONF);
  return FALSE;
}

void
tool_add_public_resolvers (GPtrArray *resolvers)
{
  const char *const *all = dsn_check_get_public_resolvers ();

  for (guint i = 0; all[i] != NULL; i++)
    g_ptr_array_add (resolvers, (gpointer) all[i]);
}
