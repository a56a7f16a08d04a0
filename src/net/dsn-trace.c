/* dsn-trace.c: from the root down to the servers that a domain has of its own
 * (RFC 1034 §5.3.3). */
#include "dsn-trace.h"

#include "dsn-referral.h"

#include "dsn-root-server-table.h"

#define MAX_LEVELS 16
#define MAX_SERVERS 16
#define MAX_LOOKUPS 8

/* Servers of one level that are asked at the same time; as many more when these fail,
 * or say nothing for a while; and at the last level all, for comparing. */
#define AT_ONCE 3
#define STAGGER_MSEC 300

/* Resolvers that are asked for the address of a server. */
#define MAX_RESOLVERS 3

/* A server of the level, and what it was asked. */
typedef struct {
  DsnTrace *trace;
  guint level;
  const DsnServer *server;
  char *host;
  const DsnReply *reply;
  gboolean replied;
  DsnView *view; /* once it is known that the level is the last */
} Step;

struct _DsnTrace {
  DsnCheck *check;
  DsnReplyFunc take;
  char *zone;           /* whose servers are asked */
  guint level;          /* how many referrals were followed */
  GPtrArray *steps;     /* all, of all levels */
  GPtrArray *levels;    /* Level */
  GPtrArray *looked_up; /* all look-ups */
  guint first;          /* the first step of this level */
  guint room;           /* how many of this level may be under way */
  guint names;          /* of servers of this level that are looked up */
  guint lookups;        /* of these, what is not through, by each resolver */
  gboolean done;
};

/* A level whose servers are asked in steps. */
typedef struct {
  DsnTrace *trace;
  guint number;
} Level;

/* What the reply to a look-up of a server's name is for. */
typedef struct {
  DsnTrace *trace;
  guint level;
  char *host;
  const DsnReply *reply;
  gboolean through;
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_free (lookup->host);
  g_free (lookup);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->host);
  g_free (step);
}

void
dsn_trace_free (DsnTrace *trace)
{
  if (trace == NULL)
    return;
  g_ptr_array_unref (trace->steps);
  g_ptr_array_unref (trace->levels);
  g_ptr_array_unref (trace->looked_up);
  g_free (trace->zone);
  g_free (trace);
}

/* Whether the level has the server already. */
static gboolean
is_known (const DsnTrace *trace, const DsnServer *server)
{
  for (guint i = trace->first; i < trace->steps->len; i++) {
    const Step *step = g_ptr_array_index (trace->steps, i);

    if (strcmp (step->server->name, server->name) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
add_step (DsnTrace *trace, const char *address, const char *host)
{
  DsnCheckRun *run = trace->check->run;
  DsnServer *server;
  Step *step;

  if (run->here.no_ipv6 && strchr (address, ':') != NULL)
    return;
  if (trace->steps->len - trace->first >= MAX_SERVERS)
    return;
  server = dsn_server_new (address, run->port);
  if (server == NULL)
    return;
  if (is_known (trace, server)) {
    dsn_server_free (server);
    return;
  }
  g_ptr_array_add (run->servers, server);
  step = g_new0 (Step, 1);
  step->trace = trace;
  step->level = trace->level;
  step->server = server;
  step->host = g_strdup (host);
  g_ptr_array_add (trace->steps, step);
}

static void take_step (DsnAsker *asker, const DsnReply *reply, gpointer user_data);

static void
ask_step (DsnAsker *asker, Step *step)
{
  DsnQuestion question = { .name = step->trace->check->ascii,
                           .type = DSN_TYPE_MX,
                           .no_recursion = TRUE };

  step->reply = dsn_asker_add (asker, step->server, &question, take_step, step);
}

/* Every server of this level speaks for the domain: each is a view. */
static void
make_views (DsnAsker *asker, DsnTrace *trace)
{
  trace->done = TRUE;
  for (guint i = trace->first; i < trace->steps->len; i++) {
    Step *step = g_ptr_array_index (trace->steps, i);

    step->view = dsn_view_new (DSN_ROLE_AUTHORITY, step->server, step->host);
    step->view->zone = g_strdup (trace->zone);
    g_ptr_array_add (trace->check->views, step->view);
    if (step->replied)
      trace->take (asker, step->reply, step->view);
    else if (step->reply == NULL)
      ask_step (asker, step);
    step->view->mx = step->reply;
  }
}

/* Keeps as many servers of the level asked as there is room for. Where none is left,
 * the delegation leads nowhere, and its servers are the authorities all the same. */
static void
ask_more (DsnAsker *asker, DsnTrace *trace)
{
  guint waiting = 0;

  for (guint i = trace->first; i < trace->steps->len; i++) {
    Step *step = g_ptr_array_index (trace->steps, i);

    if (step->reply == NULL && waiting < trace->room)
      ask_step (asker, step);
    waiting += step->reply != NULL && !step->replied;
  }
  if (waiting == 0 && trace->lookups == 0 && trace->level > 0)
    make_views (asker, trace);
}

/* Those that were asked are silent: others are asked beside them. */
static void
ask_beside (DsnAsker *asker, gpointer user_data)
{
  const Level *level = user_data;
  DsnTrace *trace = level->trace;

  if (trace->done || trace->level != level->number)
    return;
  trace->room += AT_ONCE;
  ask_more (asker, trace);
  if (trace->room < MAX_SERVERS)
    dsn_asker_call_later (asker, STAGGER_MSEC, ask_beside, user_data);
}

static void
begin_level (DsnAsker *asker, DsnTrace *trace)
{
  Level *level = g_new (Level, 1);

  *level = (Level){ trace, trace->level };
  g_ptr_array_add (trace->levels, level);
  trace->room = AT_ONCE;
  dsn_asker_call_later (asker, STAGGER_MSEC, ask_beside, level);
  ask_more (asker, trace);
}

/* The first resolver that knows the address has told it: the others need not. */
static void
drop_lookups (DsnAsker *asker, DsnTrace *trace, const char *host)
{
  for (guint i = 0; i < trace->looked_up->len; i++) {
    Lookup *lookup = g_ptr_array_index (trace->looked_up, i);

    if (lookup->level != trace->level || lookup->through ||
        strcmp (lookup->host, host) != 0)
      continue;
    dsn_asker_drop (asker, lookup->reply);
    lookup->through = TRUE;
    trace->lookups--;
  }
}

static void
take_lookup (DsnAsker *asker, const DsnReply *reply, gpointer user_data)
{
  Lookup *lookup = user_data;
  DsnTrace *trace = lookup->trace;
  const char *address;
  guint position = 0;
  gboolean found = FALSE;

  lookup->through = TRUE;
  if (trace->done || trace->level != lookup->level)
    return;
  trace->lookups--;
  while ((address = dsn_reply_next_address (reply, &position)) != NULL) {
    add_step (trace, address, lookup->host);
    found = TRUE;
  }
  if (found)
    drop_lookups (asker, trace, lookup->host);
  ask_more (asker, trace);
}

/* The name of a server without an address beside it; whoever is quickest tells. */
static void
look_up (DsnAsker *asker, DsnTrace *trace, const char *host)
{
  const DsnCheckRun *run = trace->check->run;
  const GPtrArray *resolvers = run->local->len > 0 ? run->local : run->independent;
  DsnQuestion question = { .name = host, .type = DSN_TYPE_A };

  if (trace->names++ >= MAX_LOOKUPS)
    return;
  for (guint i = 0; i < MIN (resolvers->len, MAX_RESOLVERS); i++) {
    Lookup *lookup = g_new0 (Lookup, 1);

    lookup->trace = trace;
    lookup->level = trace->level;
    lookup->host = g_strdup (host);
    g_ptr_array_add (trace->looked_up, lookup);
    trace->lookups++;
    lookup->reply = dsn_asker_add (asker, g_ptr_array_index (resolvers, i), &question,
                                   take_lookup, lookup);
  }
}

/* The addresses that a referral gives with the name of a server. */
static gboolean
add_glue (DsnTrace *trace, const DsnAnswer *answer, const char *host)
{
  static const guint16 types[] = { DSN_TYPE_A, DSN_TYPE_AAAA };
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    const DsnRecord *record;
    guint at = 0;

    for (; (record = dsn_answer_find (answer, DSN_SECTION_ADDITIONAL, types[i], at,
                                      &at)) != NULL;
         at++)
      if (strcmp (record->owner, host) == 0) {
        add_step (trace, record->text, host);
        found = TRUE;
      }
  }
  return found;
}

/* What the level was asked and has not said yet does not matter any more. */
static void
leave_level (DsnAsker *asker, const DsnTrace *trace)
{
  for (guint i = trace->first; i < trace->steps->len; i++) {
    const Step *step = g_ptr_array_index (trace->steps, i);

    if (step->reply != NULL)
      dsn_asker_drop (asker, step->reply);
  }
  for (guint i = 0; i < trace->looked_up->len; i++)
    dsn_asker_drop (asker,
                    ((const Lookup *) g_ptr_array_index (trace->looked_up, i))->reply);
}

static void
follow (DsnAsker *asker, DsnTrace *trace, const DsnReply *reply, const char *zone)
{
  const DsnRecord *ns;

  leave_level (asker, trace);
  g_free (trace->zone);
  trace->zone = g_strdup (zone);
  trace->level++;
  trace->first = trace->steps->len;
  trace->names = 0;
  trace->lookups = 0;
  for (guint at = 0; (ns = dsn_answer_find (reply->answer, DSN_SECTION_AUTHORITY,
                                            DSN_TYPE_NS, at, &at)) != NULL;
       at++)
    if (strcmp (ns->owner, zone) == 0 && !add_glue (trace, reply->answer, ns->text))
      look_up (asker, trace, ns->text);
  begin_level (asker, trace);
}

static void
take_step (DsnAsker *asker, const DsnReply *reply, gpointer user_data)
{
  Step *step = user_data;
  DsnTrace *trace = step->trace;
  const char *zone;

  step->replied = TRUE;
  if (step->view != NULL) {
    trace->take (asker, reply, step->view);
    return;
  }
  if (trace->done || step->level != trace->level)
    return;
  zone = reply->answer != NULL
             ? dsn_referral_find_zone (reply, trace->check->ascii, trace->zone)
             : NULL;
  if (zone != NULL && trace->level < MAX_LEVELS)
    follow (asker, trace, reply, zone);
  else if (reply->answer != NULL && dsn_referral_is_own_word (reply))
    make_views (asker, trace);
  else
    ask_more (asker, trace);
}

void
dsn_trace_finish (DsnTrace *trace)
{
  if (trace == NULL || trace->done || trace->level == 0)
    return;
  for (guint i = trace->first; i < trace->steps->len; i++) {
    Step *step = g_ptr_array_index (trace->steps, i);

    if (step->reply == NULL)
      continue;
    step->view = dsn_view_new (DSN_ROLE_AUTHORITY, step->server, step->host);
    step->view->mx = step->reply;
    g_ptr_array_add (trace->check->views, step->view);
  }
}

DsnTrace *
dsn_trace_start (DsnCheck *check, DsnReplyFunc take)
{
  const DsnCheckRun *run = check->run;
  DsnTrace *trace = g_new0 (DsnTrace, 1);
  const char *const *roots =
      run->roots != NULL ? (const char *const *) run->roots : dsn_root_servers;

  trace->check = check;
  trace->take = take;
  trace->zone = g_strdup (".");
  trace->steps = g_ptr_array_new_with_free_func (step_free);
  trace->levels = g_ptr_array_new_with_free_func (g_free);
  trace->looked_up = g_ptr_array_new_with_free_func (lookup_free);
  for (guint i = 0; roots[i] != NULL; i++)
    add_step (trace, roots[i], NULL);
  begin_level (run->asker, trace);
  return trace;
}
