/* dsn-trace.c: from the root down to the servers that a domain has of its own
 * (RFC 1034 §5.3.3). */
#include "dsn-trace.h"

#include "dsn-root-server-table.h"

#define MAX_LEVELS 16
#define MAX_SERVERS 16
#define MAX_LOOKUPS 8

/* Servers of one level that are asked at the same time; the others are for when these
 * fail, and at the last level for comparing. */
#define AT_ONCE 3

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
  GPtrArray *looked_up; /* all look-ups */
  guint first;          /* the first step of this level */
  guint lookups;        /* of names of servers that are not through */
  gboolean done;
};

/* What the reply to a look-up of a server's name is for. */
typedef struct {
  DsnTrace *trace;
  guint level;
  char *host;
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
  g_ptr_array_unref (trace->looked_up);
  g_free (trace->zone);
  g_free (trace);
}

static gboolean
is_below (const char *name, const char *zone)
{
  gsize len = strlen (name), tail = strlen (zone);

  if (strcmp (zone, ".") == 0)
    return TRUE;
  return len >= tail && g_ascii_strcasecmp (name + len - tail, zone) == 0 &&
         (len == tail || name[len - tail - 1] == '.');
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

/* Keeps AT_ONCE servers of the level asked. Where none is left, the delegation leads
 * nowhere, and its servers are the authorities all the same. */
static void
ask_more (DsnAsker *asker, DsnTrace *trace)
{
  guint waiting = 0;

  for (guint i = trace->first; i < trace->steps->len; i++) {
    Step *step = g_ptr_array_index (trace->steps, i);

    if (step->reply == NULL && waiting < AT_ONCE)
      ask_step (asker, step);
    waiting += step->reply != NULL && !step->replied;
  }
  if (waiting == 0 && trace->lookups == 0 && trace->level > 0)
    make_views (asker, trace);
}

static void
take_lookup (DsnAsker *asker, const DsnReply *reply, gpointer user_data)
{
  const Lookup *lookup = user_data;
  DsnTrace *trace = lookup->trace;
  const char *address;
  guint position = 0;

  if (trace->done || trace->level != lookup->level)
    return;
  trace->lookups--;
  while ((address = dsn_reply_next_address (reply, &position)) != NULL)
    add_step (trace, address, lookup->host);
  ask_more (asker, trace);
}

/* The name of a server without an address beside it. */
static void
look_up (DsnAsker *asker, DsnTrace *trace, const char *host)
{
  const GPtrArray *local = trace->check->run->local;
  DsnQuestion question = { .name = host, .type = DSN_TYPE_A };
  Lookup *lookup;

  if (local->len == 0 || trace->lookups >= MAX_LOOKUPS)
    return;
  lookup = g_new0 (Lookup, 1);
  lookup->trace = trace;
  lookup->level = trace->level;
  lookup->host = g_strdup (host);
  g_ptr_array_add (trace->looked_up, lookup);
  trace->lookups++;
  dsn_asker_add (asker, g_ptr_array_index (local, 0), &question, take_lookup, lookup);
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

/* The zone that a referral leads to: nearer to the domain than this one. */
static const char *
referred_zone (const DsnTrace *trace, const DsnReply *reply)
{
  const DsnRecord *ns =
      dsn_answer_find (reply->answer, DSN_SECTION_AUTHORITY, DSN_TYPE_NS, 0, NULL);

  if (reply->answer->rcode != DSN_RCODE_NOERROR || reply->answer->authoritative ||
      ns == NULL || dsn_reply_find_soa (reply) != NULL)
    return NULL;
  if (!is_below (trace->check->ascii, ns->owner) ||
      !is_below (ns->owner, trace->zone) || strcmp (ns->owner, trace->zone) == 0)
    return NULL;
  return ns->owner;
}

static void
follow (DsnAsker *asker, DsnTrace *trace, const DsnReply *reply, const char *zone)
{
  const DsnRecord *ns;

  g_free (trace->zone);
  trace->zone = g_strdup (zone);
  trace->level++;
  trace->first = trace->steps->len;
  trace->lookups = 0;
  for (guint at = 0; (ns = dsn_answer_find (reply->answer, DSN_SECTION_AUTHORITY,
                                            DSN_TYPE_NS, at, &at)) != NULL;
       at++)
    if (strcmp (ns->owner, zone) == 0 && !add_glue (trace, reply->answer, ns->text))
      look_up (asker, trace, ns->text);
  ask_more (asker, trace);
}

/* Whether a server speaks for the domain by itself. */
static gboolean
is_own_word (const DsnReply *reply)
{
  return reply->answer->authoritative && (reply->answer->rcode == DSN_RCODE_NOERROR ||
                                          reply->answer->rcode == DSN_RCODE_NXDOMAIN);
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
  zone = reply->answer != NULL ? referred_zone (trace, reply) : NULL;
  if (zone != NULL && trace->level < MAX_LEVELS)
    follow (asker, trace, reply, zone);
  else if (reply->answer != NULL && is_own_word (reply))
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
  trace->looked_up = g_ptr_array_new_with_free_func (lookup_free);
  for (guint i = 0; roots[i] != NULL; i++)
    add_step (trace, roots[i], NULL);
  ask_more (run->asker, trace);
  return trace;
}

char **
dsn_trace_read_hints (const char *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && found->len < MAX_SERVERS; i++) {
    char *end = strrchr (g_strchomp (g_strdelimit (lines[i], "\t\r", ' ')), ' ');

    if (lines[i][0] != ';' && end != NULL && g_hostname_is_ip_address (end + 1))
      g_ptr_array_add (found, g_strdup (end + 1));
  }
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
