/* dsn-ask.c: many questions to many servers at the same time, in bounded time. */
#include "dsn-ask.h"

#include "dsn-try.h"

#include <errno.h>
#include <poll.h>

/* Questions that are under way; each may have three sockets. */
#define MAX_OPEN 200

/* When a question without an answer is tried again, in parts of the time there is. */
#define SECOND_UDP 30
#define FIRST_TCP 55
#define PARTS 100

/* How long UDP may be behind TCP before it counts as lost. */
#define GRACE_USEC ((gint64) 200 * 1000)

/* The attempts of one question: a socket each, all open until one is answered. */
enum { UDP, UDP_AGAIN, TCP, TRIES };

typedef struct {
  DsnReply reply;
  char *name;
  DsnReplyFunc func;
  gpointer user_data;
  DsnTry tries[TRIES];
  gint64 begun[TRIES]; /* monotonic; 0: not yet */
  gint64 first;        /* when the first of them began */
  gint64 grace;        /* an answer is there; UDP is waited for until then */
  gboolean done;
} Query;

struct _DsnAsker {
  DsnAskOptions options;
  gint64 deadline;
  GPtrArray *queries; /* all, in the order in which they were added */
  GPtrArray *open;    /* those under way */
  guint next;         /* the first that has not begun */
  guint finished;
};

static void
query_free (gpointer data)
{
  Query *query = data;

  for (guint i = 0; i < TRIES; i++)
    if (query->begun[i] != 0)
      dsn_try_close (&query->tries[i]);
  dsn_answer_free (query->reply.answer);
  g_free (query->name);
  g_free (query);
}

DsnAsker *
dsn_asker_new (const DsnAskOptions *options)
{
  DsnAsker *asker = g_new0 (DsnAsker, 1);

  asker->options = *options;
  asker->queries = g_ptr_array_new_with_free_func (query_free);
  asker->open = g_ptr_array_new ();
  return asker;
}

void
dsn_asker_free (DsnAsker *asker)
{
  if (asker == NULL)
    return;
  g_ptr_array_unref (asker->open);
  g_ptr_array_unref (asker->queries);
  g_free (asker);
}

const DsnReply *
dsn_asker_add (DsnAsker *asker, const DsnServer *server, const DsnQuestion *question,
               DsnReplyFunc func, gpointer user_data)
{
  Query *query = g_new0 (Query, 1);

  query->name = g_strdup (question->name);
  query->reply.server = server;
  query->reply.question = *question;
  query->reply.question.name = query->name;
  query->func = func;
  query->user_data = user_data;
  g_ptr_array_add (asker->queries, query);
  return &query->reply;
}

static gboolean
is_open (const Query *query, guint number)
{
  return query->begun[number] != 0 && query->tries[number].fd >= 0;
}

static gboolean
is_any_open (const Query *query)
{
  return is_open (query, UDP) || is_open (query, UDP_AGAIN) || is_open (query, TCP);
}

static void
begin_try (const DsnAsker *asker, Query *query, guint number)
{
  DsnTry *try = &query->tries[number];

  if (query->begun[number] != 0)
    return;
  query->begun[number] = g_get_monotonic_time ();
  try->tcp = number == TCP;
  /* The one attempt over TCP has EDNS unless it was refused. */
  try->no_edns = asker->options.no_edns || number == UDP_AGAIN ||
                 (number == TCP && query->reply.edns_refused);
  if (!dsn_try_open (try, query->reply.server, &query->reply.question))
    query->reply.error = try->error;
}

static void
begin_query (const DsnAsker *asker, Query *query)
{
  query->reply.started = g_get_real_time ();
  query->first = g_get_monotonic_time ();
  begin_try (asker, query, asker->options.tcp ? TCP : UDP);
}

static void
finish (DsnAsker *asker, Query *query)
{
  DsnReply *reply = &query->reply;

  for (guint i = 0; i < TRIES; i++) {
    if (query->begun[i] == 0)
      continue;
    reply->foreign += query->tries[i].foreign;
    reply->malformed += query->tries[i].malformed;
    dsn_try_close (&query->tries[i]);
  }
  if (reply->answer != NULL) {
    reply->error = 0;
    reply->tcp_failed = reply->answer->truncated && !reply->tcp;
    reply->udp_lost = reply->tcp && !reply->truncated && !asker->options.tcp;
  }
  query->done = TRUE;
  asker->finished++;
  if (query->func != NULL)
    query->func (asker, reply, query->user_data);
}

static void
keep_answer (Query *query, guint number, DsnAnswer *answer)
{
  dsn_answer_free (query->reply.answer);
  query->reply.answer = answer;
  query->reply.tcp = number == TCP;
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
take_answer (const DsnAsker *asker, Query *query, guint number, DsnAnswer *answer)
{
  DsnReply *reply = &query->reply;
  const DsnTry *try = &query->tries[number];

  if (is_edns_trouble (answer) && !try->no_edns) {
    reply->edns_refused = TRUE;
    keep_answer (query, number, answer);
    dsn_try_close (&query->tries[number]);
    if (number == TCP)
      return TRUE;
    begin_try (asker, query, UDP_AGAIN);
    return FALSE;
  }
  if (is_edns_trouble (answer))
    reply->edns_refused = FALSE; /* it was not that */
  keep_answer (query, number, answer);
  if (answer->truncated && number != TCP) {
    reply->truncated = TRUE;
    dsn_try_close (&query->tries[number]);
    begin_try (asker, query, TCP);
    return FALSE;
  }
  /* A slow server may answer over TCP first although UDP works. */
  if (number == TCP && !reply->truncated &&
      (is_open (query, UDP) || is_open (query, UDP_AGAIN))) {
    query->grace = g_get_monotonic_time () + GRACE_USEC;
    dsn_try_close (&query->tries[TCP]);
    return FALSE;
  }
  return TRUE;
}

/* An attempt is over without an answer: TCP may do better; where that failed too, there
 * is nothing to wait for. */
static gboolean
take_failure (const DsnAsker *asker, Query *query, guint number)
{
  query->reply.error = query->tries[number].error;
  if (number != TCP && query->grace == 0)
    begin_try (asker, query, TCP);
  return !is_any_open (query);
}

/* What is due: another attempt, or the end. Says whether it is the end. */
static gboolean
is_due (const DsnAsker *asker, Query *query, gint64 now)
{
  gint64 passed = (now - query->first) * PARTS / 1000 / asker->options.timeout_msec;

  if (query->grace != 0)
    return now >= query->grace || !is_any_open (query);
  if (query->reply.answer == NULL && !asker->options.tcp) {
    if (passed >= SECOND_UDP)
      begin_try (asker, query, UDP_AGAIN);
    if (passed >= FIRST_TCP)
      begin_try (asker, query, TCP);
  }
  return !is_any_open (query);
}

/* What comes too late is through without being asked. */
static void
begin_more (DsnAsker *asker)
{
  while (asker->open->len < MAX_OPEN && asker->next < asker->queries->len) {
    Query *query = g_ptr_array_index (asker->queries, asker->next++);

    if (g_get_monotonic_time () < asker->deadline)
      begin_query (asker, query);
    if (is_any_open (query))
      g_ptr_array_add (asker->open, query);
    else
      finish (asker, query);
  }
}

/* What each entry of the list of sockets belongs to. */
typedef struct {
  Query *query;
  guint number;
} Slot;

static void
collect_sockets (const DsnAsker *asker, GArray *fds, GArray *slots)
{
  for (guint i = 0; i < asker->open->len; i++) {
    Query *query = g_ptr_array_index (asker->open, i);

    for (guint number = 0; number < TRIES; number++) {
      GPollFD entry = { query->tries[number].fd, 0, 0 };
      Slot slot = { query, number };

      if (!is_open (query, number))
        continue;
      entry.events = dsn_try_get_events (&query->tries[number]);
      g_array_append_val (fds, entry);
      g_array_append_val (slots, slot);
    }
  }
}

static void
serve_socket (DsnAsker *asker, const Slot *slot)
{
  Query *query = slot->query;
  DsnAnswer *answer = NULL;
  gboolean over = FALSE;

  if (query->done || !is_open (query, slot->number))
    return;
  switch (
      dsn_try_continue (&query->tries[slot->number], &query->reply.question, &answer)) {
  case DSN_TRY_WAIT:
    return;
  case DSN_TRY_ANSWER:
    over = take_answer (asker, query, slot->number, answer);
    break;
  case DSN_TRY_FAILED:
    over = take_failure (asker, query, slot->number);
    break;
  }
  if (over)
    finish (asker, query);
}

/* Ends what is through or too late, and forgets it. */
static void
sweep (DsnAsker *asker, gint64 now)
{
  for (guint i = asker->open->len; i > 0; i--) {
    Query *query = g_ptr_array_index (asker->open, i - 1);

    if (!query->done && (now >= asker->deadline || is_due (asker, query, now)))
      finish (asker, query);
    if (query->done)
      g_ptr_array_remove_index_fast (asker->open, i - 1);
  }
}

/* When something is due for a question, if nothing comes. */
static gint64
next_due (const DsnAsker *asker, const Query *query)
{
  gint64 part = (gint64) asker->options.timeout_msec * 1000 / PARTS;

  if (query->grace != 0)
    return query->grace;
  if (query->reply.answer != NULL || query->begun[TCP] != 0)
    return asker->deadline;
  return query->first + part * (query->begun[UDP_AGAIN] == 0 ? SECOND_UDP : FIRST_TCP);
}

/* How often progress is told at the least. */
#define PROGRESS_USEC ((gint64) 250 * 1000)

/* Milliseconds to wait at the most, rounded up. */
static int
patience (const DsnAsker *asker, gboolean progress)
{
  gint64 due = asker->deadline, left;

  for (guint i = 0; i < asker->open->len; i++)
    due = MIN (due, next_due (asker, g_ptr_array_index (asker->open, i)));
  left = due - g_get_monotonic_time ();
  left = ((progress ? MIN (left, PROGRESS_USEC) : left) + 999) / 1000;
  return (int) CLAMP (left, 0, G_MAXINT);
}

static void
wait_and_serve (DsnAsker *asker, const GPollFD *cancel, gboolean progress, GArray *fds,
                GArray *slots)
{
  g_array_set_size (fds, 0);
  g_array_set_size (slots, 0);
  collect_sockets (asker, fds, slots);
  if (cancel->fd >= 0)
    g_array_append_val (fds, *cancel);
  g_poll ((GPollFD *) (gpointer) fds->data, fds->len, patience (asker, progress));
  for (guint i = 0; i < slots->len; i++)
    if (g_array_index (fds, GPollFD, i).revents != 0)
      serve_socket (asker, &g_array_index (slots, Slot, i));
}

gboolean
dsn_asker_run (DsnAsker *asker, GCancellable *cancellable, DsnAskProgress progress,
               gpointer user_data, GError **error)
{
  g_autoptr (GArray) fds = g_array_new (FALSE, FALSE, sizeof (GPollFD));
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  GPollFD cancel = { .fd = -1 };
  gboolean pollable = g_cancellable_make_pollfd (cancellable, &cancel);

  asker->deadline =
      g_get_monotonic_time () + (gint64) asker->options.timeout_msec * 1000;
  while (!g_cancellable_is_cancelled (cancellable)) {
    begin_more (asker);
    sweep (asker, g_get_monotonic_time ());
    if (asker->open->len == 0 && asker->next == asker->queries->len)
      break;
    wait_and_serve (asker, &cancel, progress != NULL, fds, slots);
    if (progress != NULL)
      progress (asker->finished, asker->queries->len, user_data);
  }
  if (pollable)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
