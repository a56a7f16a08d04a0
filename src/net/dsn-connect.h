/* dsn-connect.h: whether mail hosts take connections, and how they greet. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DSN_CONNECT_MAX_BANNER:
 *
 * Bytes of a greeting that are read (RFC 5321 §4.5.3.1.5 allows 512 in a line).
 */
#define DSN_CONNECT_MAX_BANNER 512

/**
 * DsnContact:
 * @DSN_CONTACT_GREETED: the server greets with 220
 * @DSN_CONTACT_REFUSING: it greets with any other reply
 * @DSN_CONTACT_MUTE: the connection stood, and no whole greeting came
 * @DSN_CONTACT_REFUSED: the connection was refused
 * @DSN_CONTACT_UNREACHABLE: there is no way there
 * @DSN_CONTACT_SILENT: nothing came back
 */
typedef enum {
  DSN_CONTACT_GREETED,
  DSN_CONTACT_REFUSING,
  DSN_CONTACT_MUTE,
  DSN_CONTACT_REFUSED,
  DSN_CONTACT_UNREACHABLE,
  DSN_CONTACT_SILENT,
} DsnContact;

/**
 * DsnConnection:
 * @host: the name of the mail host
 * @preference: of its MX
 * @address: where the connection goes
 * @port: the port
 * @contact: what came of it
 * @banner: the first line of the greeting, any bytes made UTF-8; %NULL where none came
 * @took_usec: how long until the greeting, or the failure
 */
typedef struct {
  char *host;
  guint preference;
  char *address;
  guint16 port;
  DsnContact contact;
  char *banner;
  gint64 took_usec;
} DsnConnection;

/**
 * dsn_connection_new:
 *
 * Returns: (transfer full): one that was not tried yet
 */
DsnConnection *dsn_connection_new (const char *host, guint preference,
                                   const char *address, guint16 port);

/**
 * dsn_connection_free:
 *
 * Frees a connection.
 */
void dsn_connection_free (DsnConnection *connection);

/**
 * dsn_connect:
 * @connections: (element-type DsnConnection): what to try; each gets its result
 * @timeout_msec: how long all of it may take
 * @cancellable: (nullable): ends it early
 * @error: (nullable): %G_IO_ERROR_CANCELLED
 *
 * Connects to all at the same time, waits for the greetings, and says QUIT. Nothing
 * else is sent.
 *
 * Returns: whether it was not cancelled
 */
gboolean dsn_connect (const GPtrArray *connections, guint timeout_msec,
                      GCancellable *cancellable, GError **error);

/**
 * dsn_contact_to_string:
 *
 * Returns: `greeted`, `refusing`, `mute`, `refused`, `unreachable` or `silent`
 */
const char *dsn_contact_to_string (DsnContact contact);

G_END_DECLS
