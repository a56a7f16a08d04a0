/* dsn-places.c: where name servers are: what resolv.conf and root hints tell. */
#include "dsn-check.h"
#include "dsn-trace.h"

/* As many as the C library uses. */
#define MAX_RESOLVERS 3

#define MAX_ROOTS 16

char **
dsn_trace_read_hints (const char *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && found->len < MAX_ROOTS; i++) {
    char *end = strrchr (g_strchomp (g_strdelimit (lines[i], "\t\r", ' ')), ' ');

    if (lines[i][0] != ';' && end != NULL && g_hostname_is_ip_address (end + 1))
      g_ptr_array_add (found, g_strdup (end + 1));
  }
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

char **
dsn_check_read_resolv_conf (const char *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && found->len < MAX_RESOLVERS; i++) {
    g_auto (GStrv) words = NULL;

    g_strdelimit (g_strstrip (lines[i]), "\t\r", ' ');
    if (!g_str_has_prefix (lines[i], "nameserver "))
      continue;
    words = g_strsplit (g_strchug (lines[i] + strlen ("nameserver ")), " ", 2);
    if (words[0] != NULL && words[0][0] != '\0')
      g_ptr_array_add (found, g_strdup (words[0]));
  }
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
