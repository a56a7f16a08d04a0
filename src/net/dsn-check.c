/* dsn-check.c: domains and servers -> checks: all asked at once, then concluded. */
#include "dsn-check-private.h"

#include "dsn-error.h"
#include "dsn-trace.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <unistd.h>

/* Domains that are asked for at the same time. */
#define BATCH 32

/* Servers of one side; more are a mistake. */
#define MAX_SERVERS 32

/* Whether there is a way to the internet over IPv6. Nothing is sent: connect() only
 * looks for a route. */
static gboolean
has_ipv6 (void)
{
  struct sockaddr_in6 outside = { .sin6_family = AF_INET6, .sin6_port = htons (53) };
  int fd = socket (AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean has;

  if (fd < 0)
    return FALSE;
  inet_pton (AF_INET6, "2001:db8::1", &outside.sin6_addr);
  has = connect (fd, (struct sockaddr *) &outside, sizeof outside) == 0;
  close (fd);
  return has;
}

/* The addresses of this machine. */
static char **
own_addresses (void)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  struct ifaddrs *all = NULL;
  char text[INET6_ADDRSTRLEN];

  if (getifaddrs (&all) != 0)
    all = NULL;
  for (const struct ifaddrs *one = all; one != NULL; one = one->ifa_next) {
    const void *address = NULL;

    if (one->ifa_addr == NULL)
      continue;
    if (one->ifa_addr->sa_family == AF_INET)
      address = &((const struct sockaddr_in *) (gconstpointer) one->ifa_addr)->sin_addr;
    else if (one->ifa_addr->sa_family == AF_INET6)
      address =
          &((const struct sockaddr_in6 *) (gconstpointer) one->ifa_addr)->sin6_addr;
    if (address != NULL &&
        inet_ntop (one->ifa_addr->sa_family, address, text, sizeof text) != NULL)
      g_ptr_array_add (found, g_strdup (text));
  }
  if (all != NULL)
    freeifaddrs (all);
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

static void
run_free (DsnCheckRun *run)
{
  dsn_asker_free (run->asker);
  g_ptr_array_unref (run->root);
  g_ptr_array_unref (run->local);
  g_ptr_array_unref (run->independent);
  g_ptr_array_unref (run->servers);
  g_strfreev (run->own_addresses);
  g_strfreev (run->roots);
  g_free (run);
}

void
dsn_check_run_unref (DsnCheckRun *run)
{
  if (run != NULL && g_atomic_int_dec_and_test (&run->ref_count))
    run_free (run);
}

/* The servers of one side, each once. */
static gboolean
take_servers (DsnCheckRun *run, const char *const *texts, GPtrArray *side,
              GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL && side->len < MAX_SERVERS; i++) {
    DsnServer *server = dsn_server_new (texts[i], run->port);
    gboolean known = FALSE;

    if (server == NULL) {
      g_set_error (error, DSN_ERROR, DSN_ERROR_READ,
                   "'%s' is no address of a name server: give ADDRESS or ADDRESS#PORT",
                   texts[i]);
      return FALSE;
    }
    g_ptr_array_add (run->servers, server);
    for (guint j = 0; j < side->len; j++)
      known |=
          strcmp (((DsnServer *) g_ptr_array_index (side, j))->name, server->name) == 0;
    if (!known)
      g_ptr_array_add (side, server);
  }
  return TRUE;
}

/* Takes the servers that the options name. */
static gboolean
run_fill (DsnCheckRun *run, GError **error)
{
  const DsnCheckOptions *options = &run->options;

  if (options->root_hints != NULL)
    run->roots = dsn_trace_read_hints (options->root_hints);
  if (run->roots != NULL && run->roots[0] == NULL) {
    g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ,
                         "the root hints name no server");
    return FALSE;
  }
  return take_servers (run, options->local, run->local, error) &&
         take_servers (run, options->independent, run->independent, error);
}

static DsnCheckRun *
run_new (const DsnCheckOptions *options, GError **error)
{
  DsnCheckRun *run = g_new0 (DsnCheckRun, 1);
  DsnAskOptions ask;

  run->ref_count = 1;
  run->options = *options;
  if (run->options.timeout_msec == 0)
    run->options.timeout_msec = DSN_CHECK_TIMEOUT_MSEC;
  ask = (DsnAskOptions){ run->options.timeout_msec, options->tcp, options->no_edns };
  run->asker = dsn_asker_new (&ask);
  run->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_server_free);
  run->local = g_ptr_array_new ();
  run->independent = g_ptr_array_new ();
  run->root = g_ptr_array_new ();
  run->port = options->port != 0 ? options->port : DSN_SERVER_PORT;
  run->own_addresses = own_addresses ();
  run->here =
      (DsnHere){ (const char *const *) run->own_addresses, .no_ipv6 = !has_ipv6 () };
  if (run_fill (run, error))
    return run;
  run_free (run);
  return NULL;
}

/* How all batches are asked. */
typedef struct {
  const DsnCheckOptions *options;
  const DsnSigners *signers;
  GCancellable *cancellable;
  guint passed; /* questions of the batches before */
} Job;

/* Progress counts on from batch to batch. */
static void
tell_progress (guint done, guint all, gpointer data)
{
  const Job *job = data;

  job->options->progress (job->passed + done, job->passed + all,
                          job->options->progress_data);
}

/* Whether servers of a role are asked about the domain, in this run. */
static gboolean
is_asked (const DsnCheck *check, const DsnCheckRun *run, DsnRole role)
{
  for (guint i = 0; check->run == run && i < check->views->len; i++)
    if (((const DsnView *) g_ptr_array_index (check->views, i))->role == role)
      return TRUE;
  return FALSE;
}

/* Whether a resolver is there at all shows best when it is asked for what all know.
 * Nobody is asked for that who is asked for nothing else. */
static void
ask_root (DsnCheckRun *run, const GPtrArray *side, DsnRole role,
          const GPtrArray *checks)
{
  DsnQuestion question = { .name = ".", .type = DSN_TYPE_NS };
  gboolean asked = FALSE;

  for (guint i = 0; i < checks->len; i++)
    asked |= is_asked (g_ptr_array_index (checks, i), run, role);
  if (!asked)
    return;
  for (guint i = 0; i < side->len; i++)
    g_ptr_array_add (run->root,
                     (gpointer) dsn_asker_add (run->asker, g_ptr_array_index (side, i),
                                               &question, NULL, NULL));
}

static gboolean
run_batch (const char *const *domains, guint count, Job *job, GPtrArray *checks,
           GError **error)
{
  const DsnCheckOptions *options = job->options;
  g_autoptr (DsnCheckRun) run = run_new (options, error);
  guint first = checks->len;

  if (run == NULL)
    return FALSE;
  run->signers = job->signers;
  for (guint i = 0; i < count; i++) {
    DsnCheck *check = dsn_check_new (run, domains[i]);

    g_ptr_array_add (checks, check);
    dsn_check_ask (check);
    if (options->family)
      dsn_check_add_siblings (check);
  }
  ask_root (run, run->local, DSN_ROLE_LOCAL, checks);
  ask_root (run, run->independent, DSN_ROLE_INDEPENDENT, checks);
  if (!dsn_asker_run (run->asker, job->cancellable,
                      options->progress != NULL ? tell_progress : NULL, job, error))
    return FALSE;
  job->passed += dsn_asker_count (run->asker);
  for (guint i = first; i < checks->len; i++) {
    DsnCheck *check = g_ptr_array_index (checks, i);

    dsn_trace_finish (check->trace);
    for (guint j = 0; j < check->siblings->len; j++)
      dsn_trace_finish (((DsnCheck *) g_ptr_array_index (check->siblings, j))->trace);
    dsn_check_compare (check);
  }
  if (options->connect &&
      !dsn_check_connect_all (checks, first, job->cancellable, error))
    return FALSE;
  for (guint i = first; i < checks->len; i++)
    dsn_check_conclude (g_ptr_array_index (checks, i));
  return TRUE;
}

GPtrArray *
dsn_check_domains (const char *const *domains, const DsnCheckOptions *options,
                   GCancellable *cancellable, GError **error)
{
  return dsn_check_domains_of_reports (domains, options, NULL, cancellable, error);
}

GPtrArray *
dsn_check_domains_of_reports (const char *const *domains,
                              const DsnCheckOptions *options, const DsnSigners *signers,
                              GCancellable *cancellable, GError **error)
{
  Job job = { options, signers, cancellable, 0 };
  g_autoptr (GPtrArray) checks =
      g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_check_unref);
  guint count;

  g_return_val_if_fail (domains != NULL && options != NULL, NULL);
  count = g_strv_length ((char **) domains);
  for (guint i = 0; i < count; i += BATCH)
    if (!run_batch (domains + i, MIN (BATCH, count - i), &job, checks, error))
      return NULL;
  for (guint i = 0; i < checks->len; i++)
    dsn_check_explain_connections (g_ptr_array_index (checks, i), checks);
  return g_steal_pointer (&checks);
}
