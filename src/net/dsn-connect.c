/* dsn-connect.c: whether mail hosts take connections, and how they greet. */
#include "dsn-connect.h"

#include "dsn-safe.h"
#include "dsn-server.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* Connections that are open at the same time. */
#define MAX_OPEN 100

typedef struct {
  DsnConnection *connection;
  int fd;
  gboolean connected;
  GByteArray *in;
  gint64 since;
} Attempt;

DsnConnection *
dsn_connection_new (const char *host, guint preference, const char *address,
                    guint16 port)
{
  DsnConnection *connection = g_new0 (DsnConnection, 1);

  connection->host = g_strdup (host);
  connection->preference = preference;
  connection->address = g_strdup (address);
  connection->port = port;
  connection->contact = DSN_CONTACT_SILENT;
  return connection;
}

void
dsn_connection_free (DsnConnection *connection)
{
  if (connection == NULL)
    return;
  g_free (connection->host);
  g_free (connection->address);
  g_free (connection->banner);
  g_free (connection);
}

const char *
dsn_contact_to_string (DsnContact contact)
{
  static const char *const names[] = { "greeted", "refusing",    "mute",
                                       "refused", "unreachable", "silent" };

  g_return_val_if_fail (contact < G_N_ELEMENTS (names), NULL);
  return names[contact];
}

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  if (attempt->fd >= 0)
    close (attempt->fd);
  g_byte_array_unref (attempt->in);
  g_free (attempt);
}

static void
end (Attempt *attempt, DsnContact contact)
{
  attempt->connection->contact = contact;
  attempt->connection->took_usec = g_get_monotonic_time () - attempt->since;
  if (attempt->fd >= 0)
    close (attempt->fd);
  attempt->fd = -1;
}

static DsnContact
contact_of_error (int error)
{
  switch (error) {
  case ECONNREFUSED:
  case ECONNRESET:
    return DSN_CONTACT_REFUSED;
  case ETIMEDOUT:
    return DSN_CONTACT_SILENT;
  default:
    return DSN_CONTACT_UNREACHABLE;
  }
}

static Attempt *
attempt_new (DsnConnection *connection)
{
  g_autoptr (DsnServer) server = dsn_server_new (connection->address, connection->port);
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->connection = connection;
  attempt->fd = -1;
  attempt->in = g_byte_array_new ();
  attempt->since = g_get_monotonic_time ();
  if (server != NULL)
    attempt->fd = socket (server->address.ss_family,
                          SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (attempt->fd < 0)
    end (attempt, DSN_CONTACT_UNREACHABLE);
  else if (connect (attempt->fd, (const struct sockaddr *) &server->address,
                    server->len) != 0 &&
           errno != EINPROGRESS)
    end (attempt, contact_of_error (errno));
  return attempt;
}

/* Greeting = ( "220 " (Domain / address-literal) [ SP textstring ] CRLF ) / and longer
 * ones (RFC 5321 §4.2): the first line tells. */
static void
take_banner (Attempt *attempt)
{
  const guint8 *data = attempt->in->data;
  const guint8 *newline = memchr (data, '\n', attempt->in->len);
  g_autoptr (GString) text = NULL;
  gsize len;

  if (newline == NULL && attempt->in->len < DSN_CONNECT_MAX_BANNER)
    return;
  len = newline != NULL ? (gsize) (newline - data) : attempt->in->len;
  text = g_string_new (NULL);
  dsn_safe_append_utf8 (text, dsn_span_trim ((DsnSpan){ data, len }));
  attempt->connection->banner = g_string_free (g_steal_pointer (&text), FALSE);
  /* Best effort: the other side may be gone. */
  if (send (attempt->fd, "QUIT\r\n", 6, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
    attempt->connected = FALSE;
  end (attempt, g_str_has_prefix (attempt->connection->banner, "220")
                    ? DSN_CONTACT_GREETED
                    : DSN_CONTACT_REFUSING);
}

static void
serve (Attempt *attempt)
{
  guint8 buffer[DSN_CONNECT_MAX_BANNER];
  socklen_t size = sizeof (int);
  gssize count;
  int error = 0;

  if (!attempt->connected) {
    if (getsockopt (attempt->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 ||
        error != 0) {
      end (attempt, contact_of_error (error));
      return;
    }
    attempt->connected = TRUE;
    return;
  }
  count = recv (attempt->fd, buffer, sizeof buffer - attempt->in->len, 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (count <= 0) {
    end (attempt, DSN_CONTACT_MUTE);
    return;
  }
  g_byte_array_append (attempt->in, buffer, (guint) count);
  take_banner (attempt);
}

/* Begins as many as may be open, and forgets those that are through. */
static void
refill (GPtrArray *open, const GPtrArray *connections, guint *next)
{
  for (guint i = open->len; i > 0; i--)
    if (((const Attempt *) g_ptr_array_index (open, i - 1))->fd < 0)
      g_ptr_array_remove_index_fast (open, i - 1);
  while (open->len < MAX_OPEN && *next < connections->len) {
    Attempt *attempt = attempt_new (g_ptr_array_index (connections, (*next)++));

    if (attempt->fd >= 0)
      g_ptr_array_add (open, attempt);
    else
      attempt_free (attempt);
  }
}

static void
wait_and_serve (const GPtrArray *open, GPollFD *cancel, gint64 deadline)
{
  g_autofree GPollFD *fds = g_new0 (GPollFD, open->len + 1);
  gint64 left = (deadline - g_get_monotonic_time () + 999) / 1000;

  for (guint i = 0; i < open->len; i++) {
    const Attempt *attempt = g_ptr_array_index (open, i);

    fds[i] =
        (GPollFD){ .fd = attempt->fd, .events = attempt->connected ? POLLIN : POLLOUT };
  }
  fds[open->len] = *cancel;
  g_poll (fds, open->len + (cancel->fd >= 0), (int) CLAMP (left, 0, G_MAXINT));
  for (guint i = 0; i < open->len; i++)
    if (fds[i].revents != 0)
      serve (g_ptr_array_index (open, i));
}

gboolean
dsn_connect (const GPtrArray *connections, guint timeout_msec,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (attempt_free);
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout_msec * 1000;
  GPollFD cancel = { .fd = -1 };
  gboolean pollable = g_cancellable_make_pollfd (cancellable, &cancel);
  guint next = 0;

  while (!g_cancellable_is_cancelled (cancellable) &&
         g_get_monotonic_time () < deadline) {
    refill (open, connections, &next);
    if (open->len == 0)
      break;
    wait_and_serve (open, &cancel, deadline);
  }
  for (guint i = 0; i < open->len; i++) {
    Attempt *attempt = g_ptr_array_index (open, i);

    if (attempt->fd >= 0)
      end (attempt, attempt->connected ? DSN_CONTACT_MUTE : DSN_CONTACT_SILENT);
  }
  if (pollable)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
