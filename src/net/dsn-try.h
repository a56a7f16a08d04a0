/* dsn-try.h: one attempt to ask one server: a socket, and what came of it. */
#pragma once

#include "dsn-server.h"
#include "dsn-wire.h"

G_BEGIN_DECLS

/**
 * DsnTry:
 * @fd: the socket, connected to the server; -1 when it is closed
 * @tcp: over TCP (RFC 7766), else UDP
 * @no_edns: without EDNS
 * @id: the number of the question
 * @out: what is sent; over TCP with its length in front
 * @sent: bytes of @out that are on their way
 * @in: what came over TCP so far
 * @error: the errno that ended it, or 0
 * @foreign: messages that answered another question, and were dropped
 * @malformed: messages that could not be read, and were dropped
 */
typedef struct {
  int fd;
  gboolean tcp;
  gboolean no_edns;
  guint16 id;
  GBytes *out;
  gsize sent;
  GByteArray *in;
  int error;
  guint foreign;
  guint malformed;
} DsnTry;

/**
 * DsnTryResult:
 * @DSN_TRY_WAIT: there is more to wait for
 * @DSN_TRY_ANSWER: an answer came
 * @DSN_TRY_FAILED: it is over
 */
typedef enum {
  DSN_TRY_WAIT,
  DSN_TRY_ANSWER,
  DSN_TRY_FAILED,
} DsnTryResult;

/**
 * dsn_try_open:
 * @try: an attempt, all zero but @tcp and @no_edns
 * @server: whom to ask
 * @question: what to ask
 *
 * Sends a question with a random id from a random port, without waiting. A connected
 * socket takes nothing from any other address.
 *
 * Returns: whether it is on its way; else `error` tells why not
 */
gboolean dsn_try_open (DsnTry *try, const DsnServer *server,
                       const DsnQuestion *question);

/**
 * dsn_try_get_events:
 *
 * Returns: what to poll for
 */
gushort dsn_try_get_events (const DsnTry *try);

/**
 * dsn_try_continue:
 * @try: an open attempt
 * @question: what was asked
 * @answer: (out): set for %DSN_TRY_ANSWER only
 *
 * Reads or writes what can be without waiting. What is no answer to @question is
 * counted and dropped.
 *
 * Returns: how it stands
 */
DsnTryResult dsn_try_continue (DsnTry *try, const DsnQuestion *question,
                               DsnAnswer **answer);

/**
 * dsn_try_close:
 *
 * Closes the socket, and frees what it holds; counts and error stay.
 */
void dsn_try_close (DsnTry *try);

G_END_DECLS
