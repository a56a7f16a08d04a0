/* dsn-server.c: the address of a name server. */
#include "dsn-server.h"

#include <netdb.h>

static gboolean
read_port (const char *text, guint16 *port)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;
  *port = (guint16) number;
  return TRUE;
}

DsnServer *
dsn_server_new (const char *text, guint16 port)
{
  const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                                  .ai_socktype = SOCK_DGRAM };
  const char *hash = strchr (text, '#');
  gsize len = hash != NULL ? (gsize) (hash - text) : strlen (text);
  g_autofree char *host = g_strndup (text, len), *service = NULL;
  struct addrinfo *found = NULL;
  DsnServer *server;

  /* getaddrinfo() takes "1" and "0x7f.1" for addresses, too. */
  if (strchr (host, ':') == NULL && !g_hostname_is_ip_address (host))
    return NULL;
  if (hash != NULL && !read_port (hash + 1, &port))
    return NULL;
  service = g_strdup_printf ("%u", port);
  if (getaddrinfo (host, service, &hints, &found) != 0)
    return NULL;
  server = g_new0 (DsnServer, 1);
  server->name =
      port == DSN_SERVER_PORT ? g_strdup (host) : g_strdup_printf ("%s#%u", host, port);
  server->len = found->ai_addrlen;
  memcpy (&server->address, found->ai_addr, found->ai_addrlen);
  freeaddrinfo (found);
  return server;
}

void
dsn_server_free (DsnServer *server)
{
  if (server == NULL)
    return;
  g_free (server->name);
  g_free (server);
}
