/* dsn-ask.c: many questions to many servers at the same time, in bounded time. */
#include "dsn-ask.h"

#include "dsn-turns.h"

/* Questions that are under way; each may have three sockets. */
#define MAX_OPEN 200

/* How often progress is told at the least. */
#define PROGRESS_USEC ((gint64) 250 * 1000)

/* What is called when its time has come. */
typedef struct {
  gint64 due; /* monotonic */
  DsnAskLater func;
  gpointer user_data;
} Later;

struct _DsnAsker {
  DsnAskOptions options;
  gint64 deadline;
  GPtrArray *queries; /* all, in the order in which they were added */
  DsnTurns *turns;    /* those that have not begun */
  GPtrArray *open;    /* those under way */
  GArray *later;      /* Later */
  guint finished;
};

DsnAsker *
dsn_asker_new (const DsnAskOptions *options)
{
  DsnAsker *asker = g_new0 (DsnAsker, 1);

  asker->options = *options;
  asker->queries = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_query_free);
  asker->turns = dsn_turns_new ();
  asker->open = g_ptr_array_new ();
  asker->later = g_array_new (FALSE, FALSE, sizeof (Later));
  return asker;
}

void
dsn_asker_free (DsnAsker *asker)
{
  if (asker == NULL)
    return;
  g_array_unref (asker->later);
  g_ptr_array_unref (asker->open);
  dsn_turns_free (asker->turns);
  g_ptr_array_unref (asker->queries);
  g_free (asker);
}

const DsnReply *
dsn_asker_add (DsnAsker *asker, const DsnServer *server, const DsnQuestion *question,
               DsnReplyFunc func, gpointer user_data)
{
  DsnQuery *query = dsn_query_new (server, question);

  query->func = func;
  query->user_data = user_data;
  g_ptr_array_add (asker->queries, query);
  dsn_turns_add (asker->turns, query);
  return &query->reply;
}

/* Ends a question, and says so to nobody. */
static void
settle (DsnAsker *asker, DsnQuery *query)
{
  dsn_query_settle (query, &asker->options);
  asker->finished++;
}

void
dsn_asker_drop (DsnAsker *asker, const DsnReply *reply)
{
  DsnQuery *query = (DsnQuery *) (gpointer) reply; /* its first member */

  if (!query->done)
    settle (asker, query);
}

void
dsn_asker_call_later (DsnAsker *asker, guint msec, DsnAskLater func, gpointer user_data)
{
  Later later = { g_get_monotonic_time () + (gint64) msec * 1000, func, user_data };

  g_array_append_val (asker->later, later);
}

/* Calls what is due; that may add more. */
static void
call_due (DsnAsker *asker, gint64 now)
{
  for (guint i = asker->later->len; i > 0; i--) {
    Later later = g_array_index (asker->later, Later, i - 1);

    if (later.due > now)
      continue;
    g_array_remove_index_fast (asker->later, i - 1);
    later.func (asker, later.user_data);
  }
}

static void
finish (DsnAsker *asker, DsnQuery *query)
{
  settle (asker, query);
  if (query->func != NULL)
    query->func (asker, &query->reply, query->user_data);
}

/* What comes too late is through without being asked. */
static void
begin_more (DsnAsker *asker)
{
  for (;;) {
    gboolean late = g_get_monotonic_time () >= asker->deadline;
    DsnQuery *query = late || asker->open->len < MAX_OPEN
                          ? dsn_turns_next (asker->turns, late)
                          : NULL;

    if (query == NULL)
      return;
    if (!late && !query->done)
      dsn_query_begin (query, &asker->options);
    if (dsn_query_is_any_open (query)) {
      g_ptr_array_add (asker->open, query);
      continue;
    }
    dsn_turns_end (asker->turns, query);
    if (!query->done)
      finish (asker, query);
  }
}

/* What each entry of the list of sockets belongs to. */
typedef struct {
  DsnQuery *query;
  guint number;
} Slot;

static void
collect_sockets (const DsnAsker *asker, GArray *fds, GArray *slots)
{
  for (guint i = 0; i < asker->open->len; i++) {
    DsnQuery *query = g_ptr_array_index (asker->open, i);

    for (guint number = 0; number < DSN_QUERY_TRIES; number++) {
      GPollFD entry = { query->tries[number].fd, 0, 0 };
      Slot slot = { query, number };

      if (!dsn_query_is_open (query, number))
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
  if (slot->query->done || !dsn_query_is_open (slot->query, slot->number))
    return;
  if (dsn_query_continue (slot->query, &asker->options, slot->number))
    finish (asker, slot->query);
}

/* Ends what is through or too late, and forgets it. */
static void
sweep (DsnAsker *asker, gint64 now)
{
  for (guint i = asker->open->len; i > 0; i--) {
    DsnQuery *query = g_ptr_array_index (asker->open, i - 1);

    if (!query->done &&
        (now >= asker->deadline || dsn_query_is_due (query, &asker->options, now)))
      finish (asker, query);
    if (query->done) {
      g_ptr_array_remove_index_fast (asker->open, i - 1);
      dsn_turns_end (asker->turns, query);
    }
  }
}

/* Milliseconds to wait at the most, rounded up. */
static int
patience (const DsnAsker *asker, gboolean progress)
{
  gint64 due = asker->deadline, left;

  for (guint i = 0; i < asker->open->len; i++) {
    const DsnQuery *query = g_ptr_array_index (asker->open, i);

    if (query->done) /* dropped meanwhile */
      return 0;
    due = MIN (due, dsn_query_next_due (query, &asker->options));
  }
  for (guint i = 0; i < asker->later->len; i++)
    due = MIN (due, g_array_index (asker->later, Later, i).due);
  left = due - g_get_monotonic_time ();
  left = ((progress ? MIN (left, PROGRESS_USEC) : left) + 999) / 1000;
  return (int) CLAMP (left, 0, G_MAXINT);
}

guint
dsn_asker_count (const DsnAsker *asker)
{
  return asker->queries->len;
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
    call_due (asker, g_get_monotonic_time ());
    sweep (asker, g_get_monotonic_time ());
    begin_more (asker); /* behind what makes room */
    if (asker->open->len == 0 && dsn_turns_is_empty (asker->turns))
      break;
    wait_and_serve (asker, &cancel, progress != NULL, fds, slots);
    if (progress != NULL)
      progress (asker->finished, asker->queries->len, user_data);
  }
  if (pollable)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
