/* dsn-query.c: one question to one server: its attempts, and what comes of them. */
#include "dsn-query.h"

/* When a question without an answer is tried again, in parts of the time there is. */
#define SECOND_UDP 30
#define FIRST_TCP 55
#define PARTS 100

/* How long UDP may be behind TCP before it counts as lost. */
#define GRACE_USEC ((gint64) 200 * 1000)

DsnQuery *
dsn_query_new (const DsnServer *server, const DsnQuestion *question)
{
  DsnQuery *query = g_new0 (DsnQuery, 1);

  query->name = g_strdup (question->name);
  query->reply.server = server;
  query->reply.question = *question;
  query->reply.question.name = query->name;
  return query;
}

void
dsn_query_free (DsnQuery *query)
{
  if (query == NULL)
    return;
  for (guint i = 0; i < DSN_QUERY_TRIES; i++)
    if (query->begun[i] != 0)
      dsn_try_close (&query->tries[i]);
  dsn_answer_free (query->reply.answer);
  g_free (query->name);
  g_free (query);
}

gboolean
dsn_query_is_open (const DsnQuery *query, guint number)
{
  return query->begun[number] != 0 && query->tries[number].fd >= 0;
}

gboolean
dsn_query_is_any_open (const DsnQuery *query)
{
  for (guint i = 0; i < DSN_QUERY_TRIES; i++)
    if (dsn_query_is_open (query, i))
      return TRUE;
  return FALSE;
}

static void
begin_try (DsnQuery *query, const DsnAskOptions *options, guint number)
{
  DsnTry *try = &query->tries[number];

  if (query->begun[number] != 0)
    return;
  query->begun[number] = g_get_monotonic_time ();
  try->tcp = number == DSN_QUERY_TCP;
  /* The one attempt over TCP has EDNS unless it was refused. */
  try->no_edns = options->no_edns || number == DSN_QUERY_UDP_AGAIN ||
                 (number == DSN_QUERY_TCP && query->reply.edns_refused);
  if (!dsn_try_open (try, query->reply.server, &query->reply.question))
    query->reply.error = try->error;
}

void
dsn_query_begin (DsnQuery *query, const DsnAskOptions *options)
{
  query->reply.started = g_get_real_time ();
  query->first = g_get_monotonic_time ();
  begin_try (query, options, options->tcp ? DSN_QUERY_TCP : DSN_QUERY_UDP);
}

static void
keep_answer (DsnQuery *query, guint number, DsnAnswer *answer)
{
  dsn_answer_free (query->reply.answer);
  query->reply.answer = answer;
  query->reply.tcp = number == DSN_QUERY_TCP;
  query->reply.rtt_usec = g_get_monotonic_time () - query->begun[number];
}

static gboolean
is_edns_trouble (const DsnAnswer *answer)
{
  return answer->rcode == DSN_RCODE_FORMERR || answer->rcode == DSN_RCODE_NOTIMP ||
         answer->rcode == DSN_RCODE_BADVERS;
}

/* Takes an answer; says whether it is the last word. */
static gboolean
take_answer (DsnQuery *query, const DsnAskOptions *options, guint number,
             DsnAnswer *answer)
{
  DsnReply *reply = &query->reply;
  const DsnTry *try = &query->tries[number];

  if (is_edns_trouble (answer) && !try->no_edns) {
    reply->edns_refused = TRUE;
    keep_answer (query, number, answer);
    dsn_try_close (&query->tries[number]);
    if (number == DSN_QUERY_TCP)
      return TRUE;
    begin_try (query, options, DSN_QUERY_UDP_AGAIN);
    return FALSE;
  }
  if (is_edns_trouble (answer))
    reply->edns_refused = FALSE; /* it was not that */
  keep_answer (query, number, answer);
  if (answer->truncated && number != DSN_QUERY_TCP) {
    reply->truncated = TRUE;
    dsn_try_close (&query->tries[number]);
    begin_try (query, options, DSN_QUERY_TCP);
    return FALSE;
  }
  /* A slow server may answer over TCP first although UDP works. */
  if (number == DSN_QUERY_TCP && !reply->truncated &&
      (dsn_query_is_open (query, DSN_QUERY_UDP) ||
       dsn_query_is_open (query, DSN_QUERY_UDP_AGAIN))) {
    query->grace = g_get_monotonic_time () + GRACE_USEC;
    dsn_try_close (&query->tries[DSN_QUERY_TCP]);
    return FALSE;
  }
  return TRUE;
}

/* An attempt is over without an answer: TCP may do better; where that failed too, there
 * is nothing to wait for. */
static gboolean
take_failure (DsnQuery *query, const DsnAskOptions *options, guint number)
{
  query->reply.error = query->tries[number].error;
  if (number != DSN_QUERY_TCP && query->grace == 0)
    begin_try (query, options, DSN_QUERY_TCP);
  return !dsn_query_is_any_open (query);
}

gboolean
dsn_query_continue (DsnQuery *query, const DsnAskOptions *options, guint number)
{
  DsnAnswer *answer = NULL;

  switch (dsn_try_continue (&query->tries[number], &query->reply.question, &answer)) {
  case DSN_TRY_WAIT:
    return FALSE;
  case DSN_TRY_ANSWER:
    return take_answer (query, options, number, answer);
  case DSN_TRY_FAILED:
    return take_failure (query, options, number);
  }
  g_return_val_if_reached (FALSE);
}

gboolean
dsn_query_is_due (DsnQuery *query, const DsnAskOptions *options, gint64 now)
{
  gint64 passed = (now - query->first) * PARTS / 1000 / options->timeout_msec;

  if (query->grace != 0)
    return now >= query->grace || !dsn_query_is_any_open (query);
  if (query->reply.answer == NULL && !options->tcp) {
    if (passed >= SECOND_UDP)
      begin_try (query, options, DSN_QUERY_UDP_AGAIN);
    if (passed >= FIRST_TCP)
      begin_try (query, options, DSN_QUERY_TCP);
  }
  return !dsn_query_is_any_open (query);
}

gint64
dsn_query_next_due (const DsnQuery *query, const DsnAskOptions *options)
{
  gint64 part = (gint64) options->timeout_msec * 1000 / PARTS;

  if (query->grace != 0)
    return query->grace;
  if (query->reply.answer != NULL || query->begun[DSN_QUERY_TCP] != 0)
    return G_MAXINT64;
  return query->first +
         part * (query->begun[DSN_QUERY_UDP_AGAIN] == 0 ? SECOND_UDP : FIRST_TCP);
}

void
dsn_query_settle (DsnQuery *query, const DsnAskOptions *options)
{
  DsnReply *reply = &query->reply;

  for (guint i = 0; i < DSN_QUERY_TRIES; i++) {
    if (query->begun[i] == 0)
      continue;
    reply->foreign += query->tries[i].foreign;
    reply->malformed += query->tries[i].malformed;
    dsn_try_close (&query->tries[i]);
  }
  if (reply->answer != NULL) {
    reply->error = 0;
    reply->tcp_failed = reply->answer->truncated && !reply->tcp;
    reply->udp_lost = reply->tcp && !reply->truncated && !options->tcp;
  }
  query->done = TRUE;
}
