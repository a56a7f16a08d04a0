/* dsn-query.h: one question to one server: its attempts, and what comes of them. */
#pragma once

#include "dsn-ask.h"
#include "dsn-try.h"

G_BEGIN_DECLS

/* The attempts of one question: a socket each, all open until one is answered. */
enum { DSN_QUERY_UDP, DSN_QUERY_UDP_AGAIN, DSN_QUERY_TCP, DSN_QUERY_TRIES };

/**
 * DsnQuery:
 * @reply: what came of it
 * @name: what @reply borrows
 * @func: (nullable): called when it is through
 * @tries: its attempts
 * @begun: when each of them began, monotonic; 0: not yet
 * @first: when the first of them began
 * @grace: an answer is there; UDP is waited for until then
 * @done: it is through
 */
typedef struct {
  DsnReply reply;
  char *name;
  DsnReplyFunc func;
  gpointer user_data;
  DsnTry tries[DSN_QUERY_TRIES];
  gint64 begun[DSN_QUERY_TRIES];
  gint64 first;
  gint64 grace;
  gboolean done;
} DsnQuery;

/**
 * dsn_query_new:
 * @server: whom to ask; must outlive the query
 * @question: what to ask; copied
 *
 * Returns: (transfer full): one that has not begun
 */
DsnQuery *dsn_query_new (const DsnServer *server, const DsnQuestion *question);

/**
 * dsn_query_free:
 *
 * Frees it with its sockets and its reply.
 */
void dsn_query_free (DsnQuery *query);

/**
 * dsn_query_begin:
 * @options: how to ask
 *
 * Begins the first attempt.
 */
void dsn_query_begin (DsnQuery *query, const DsnAskOptions *options);

/**
 * dsn_query_is_open:
 * @number: one of the attempts
 *
 * Returns: whether it has a socket on which something may come
 */
gboolean dsn_query_is_open (const DsnQuery *query, guint number);

/**
 * dsn_query_is_any_open:
 *
 * Returns: whether any of the attempts has
 */
gboolean dsn_query_is_any_open (const DsnQuery *query);

/**
 * dsn_query_continue:
 * @number: an attempt on whose socket something happened
 *
 * Takes what came, and begins another attempt where that is called for.
 *
 * Returns: whether there is nothing to wait for any more
 */
gboolean dsn_query_continue (DsnQuery *query, const DsnAskOptions *options,
                             guint number);

/**
 * dsn_query_is_due:
 * @now: monotonic
 *
 * Begins the attempts whose time has come.
 *
 * Returns: whether there is nothing to wait for any more
 */
gboolean dsn_query_is_due (DsnQuery *query, const DsnAskOptions *options, gint64 now);

/**
 * dsn_query_next_due:
 *
 * Returns: when something is due if nothing comes, monotonic; %G_MAXINT64: never
 */
gint64 dsn_query_next_due (const DsnQuery *query, const DsnAskOptions *options);

/**
 * dsn_query_settle:
 *
 * Closes all that is open, and sums up the reply.
 */
void dsn_query_settle (DsnQuery *query, const DsnAskOptions *options);

G_END_DECLS
