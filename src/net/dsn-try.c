/* dsn-try.c: one attempt to ask one server: a socket, and what came of it. */
#include "dsn-try.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/random.h>
#include <unistd.h>

#define TCP_PREFIX 2
/* Messages that are read before others get their turn: a flood of forged ones must not
 * keep the loop. */
#define READS_AT_ONCE 8

static gboolean
is_not_yet (int error)
{
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR ||
         error == EINPROGRESS;
}

static gboolean
fail (DsnTry *try)
{
  int error = errno;

  dsn_try_close (try);
  try->error = error;
  return FALSE;
}

/* The message as it goes over the socket. */
static GBytes *
message_of (const DsnTry *try, const DsnQuestion *question)
{
  DsnQuestion asked = *question;
  g_autoptr (GBytes) message = NULL;
  GByteArray *framed;
  gsize len;
  const guint8 *data;

  asked.no_edns |= try->no_edns;
  message = dsn_wire_write (&asked, try->id);
  if (message == NULL || !try->tcp)
    return g_steal_pointer (&message);
  data = g_bytes_get_data (message, &len);
  framed = g_byte_array_new ();
  g_byte_array_append (framed, (guint8[]){ (guint8) (len >> 8), (guint8) len }, 2);
  g_byte_array_append (framed, data, (guint) len);
  return g_byte_array_free_to_bytes (framed);
}

/* Sends what is left; not being able to yet is no failure. */
static gboolean
send_rest (DsnTry *try)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (try->out, &len);
  gssize count;

  if (try->sent == len)
    return TRUE;
  count = send (try->fd, data + try->sent, len - try->sent, MSG_NOSIGNAL);
  if (count >= 0)
    try->sent += (gsize) count;
  return count >= 0 || is_not_yet (errno) || (try->tcp && errno == ENOTCONN);
}

gboolean
dsn_try_open (DsnTry *try, const DsnServer *server, const DsnQuestion *question)
{
  int type = (try->tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;

  try->fd = -1;
  if (getrandom (&try->id, sizeof try->id, 0) != (gssize) sizeof try->id)
    return fail (try);
  try->out = message_of (try, question);
  if (try->out == NULL) {
    errno = EINVAL; /* no name */
    return fail (try);
  }
  try->fd = socket (server->address.ss_family, type, 0);
  if (try->fd < 0)
    return fail (try);
  if (connect (try->fd, (const struct sockaddr *) &server->address, server->len) != 0 &&
      !is_not_yet (errno))
    return fail (try);
  if (!send_rest (try))
    return fail (try);
  if (try->tcp)
    try->in = g_byte_array_new ();
  return TRUE;
}

gushort
dsn_try_get_events (const DsnTry *try)
{
  return try->sent < g_bytes_get_size (try->out) ? POLLIN | POLLOUT : POLLIN;
}

static gboolean
take_message (DsnTry *try, const DsnQuestion *question, DsnSpan message,
              DsnAnswer **answer)
{
  switch (dsn_wire_read (message, question, try->id, answer)) {
  case DSN_WIRE_ANSWER:
    return TRUE;
  case DSN_WIRE_FOREIGN:
    try->foreign++;
    return FALSE;
  case DSN_WIRE_MALFORMED:
    try->malformed++;
    return FALSE;
  }
  g_return_val_if_reached (FALSE);
}

static DsnTryResult
continue_udp (DsnTry *try, const DsnQuestion *question, DsnAnswer **answer)
{
  guint8 buffer[DSN_WIRE_MAX_SIZE];

  for (guint i = 0; i < READS_AT_ONCE; i++) {
    gssize count = recv (try->fd, buffer, sizeof buffer, 0);

    if (count < 0 && is_not_yet (errno))
      return DSN_TRY_WAIT;
    if (count < 0) {
      fail (try);
      return DSN_TRY_FAILED;
    }
    if (take_message (try, question, (DsnSpan){ buffer, (gsize) count }, answer))
      return DSN_TRY_ANSWER;
  }
  return DSN_TRY_WAIT;
}

/* A message is complete once its length and as many bytes are there. */
static gboolean
tcp_message (const DsnTry *try, DsnSpan *message)
{
  gsize len;

  if (try->in->len < TCP_PREFIX)
    return FALSE;
  len = (gsize) try->in->data[0] << 8 | try->in->data[1];
  if (try->in->len - TCP_PREFIX < len)
    return FALSE;
  *message = (DsnSpan){ try->in->data + TCP_PREFIX, len };
  return TRUE;
}

static DsnTryResult
continue_tcp (DsnTry *try, const DsnQuestion *question, DsnAnswer **answer)
{
  guint8 buffer[DSN_WIRE_MAX_SIZE + TCP_PREFIX];
  DsnSpan message;
  gssize count;

  if (!send_rest (try)) {
    fail (try);
    return DSN_TRY_FAILED;
  }
  count = recv (try->fd, buffer, sizeof buffer - try->in->len, 0);
  if (count < 0 && (is_not_yet (errno) || errno == ENOTCONN))
    return DSN_TRY_WAIT;
  if (count <= 0) {
    errno = count == 0 ? ECONNRESET : errno;
    fail (try);
    return DSN_TRY_FAILED;
  }
  g_byte_array_append (try->in, buffer, (guint) count);
  if (!tcp_message (try, &message))
    return DSN_TRY_WAIT;
  if (take_message (try, question, message, answer))
    return DSN_TRY_ANSWER;
  errno = EBADMSG; /* nobody else can write into this stream: no use to wait */
  fail (try);
  return DSN_TRY_FAILED;
}

DsnTryResult
dsn_try_continue (DsnTry *try, const DsnQuestion *question, DsnAnswer **answer)
{
  return (try->tcp ? continue_tcp : continue_udp) (try, question, answer);
}

void
dsn_try_close (DsnTry *try)
{
  if (try->fd >= 0)
    close (try->fd);
  try->fd = -1;
  g_clear_pointer (&try->out, g_bytes_unref);
  g_clear_pointer (&try->in, g_byte_array_unref);
}
