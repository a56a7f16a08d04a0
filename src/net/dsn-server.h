/* dsn-server.h: the address of a name server: `192.0.2.1`, `2001:db8::1#5353`. */
#pragma once

#include "dsn-span.h"

#include <sys/socket.h>

G_BEGIN_DECLS

/**
 * DSN_SERVER_PORT:
 *
 * Where name servers listen (RFC 1035 §4.2).
 */
#define DSN_SERVER_PORT 53

/**
 * DsnServer:
 * @name: the address, and `#` and the port where it is not 53
 * @address: the same for the socket calls
 * @len: bytes of @address
 *
 * Immutable.
 */
typedef struct {
  char *name;
  struct sockaddr_storage address;
  socklen_t len;
} DsnServer;

/**
 * dsn_server_new:
 * @text: an IPv4 or IPv6 address, with `#PORT` behind it or not; an IPv6 address may
 *   have a zone (`fe80::1%eth0`)
 * @port: the port where @text has none
 *
 * Names are never looked up.
 *
 * Returns: (transfer full) (nullable): the server; %NULL if @text is no address
 */
DsnServer *dsn_server_new (const char *text, guint16 port);

/**
 * dsn_server_free:
 *
 * Frees a server.
 */
void dsn_server_free (DsnServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnServer, dsn_server_free)

G_END_DECLS
