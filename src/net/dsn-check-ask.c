/* dsn-check-ask.c: which questions a check asks, and what answers lead to. */
#include "dsn-check-private.h"

#include "dsn-addr.h"
#include "dsn-referral.h"
#include "dsn-trace.h"

#include "dsn-special-name-table.h"

gboolean
dsn_check_is_special (const char *ascii)
{
  gsize len = strlen (ascii);

  for (gsize i = 0; i < G_N_ELEMENTS (dsn_special_names); i++) {
    gsize tail = strlen (dsn_special_names[i]);

    if (len >= tail && strcmp (ascii + len - tail, dsn_special_names[i]) == 0 &&
        (len == tail || ascii[len - tail - 1] == '.'))
      return TRUE;
  }
  return FALSE;
}

DsnCheck *
dsn_check_new (DsnCheckRun *run, const char *text)
{
  DsnCheck *check = g_new0 (DsnCheck, 1);

  check->ref_count = 1;
  check->run = run;
  g_atomic_int_inc (&run->ref_count);
  check->started = g_get_real_time ();
  check->views = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_view_free);
  check->siblings = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_check_unref);
  check->connections =
      g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_connection_free);
  check->special = -1;
  if (dsn_domain_read (dsn_span_of_string (text), &check->domain, &check->ascii) &&
      g_hostname_is_ip_address (check->ascii))
    g_clear_pointer (&check->ascii, g_free); /* as a name it would not exist */
  if (check->ascii == NULL)
    check->special = DSN_OBSERVATION_BAD_NAME;
  else if (dsn_check_is_special (check->ascii))
    check->special = DSN_OBSERVATION_SPECIAL_USE;
  if (check->ascii != NULL && dsn_signers_find (run->signers, check->ascii) != NULL)
    check->signer = dsn_signer_ref (dsn_signers_find (run->signers, check->ascii));
  return check;
}

/* What is asked of a view's server about a name. */
static const DsnReply *
ask (DsnAsker *asker, const DsnView *view, const char *name, guint16 type)
{
  DsnQuestion question = { .name = name,
                           .type = type,
                           .no_recursion = view->role == DSN_ROLE_AUTHORITY };

  return dsn_asker_add (asker, view->server, &question, NULL, NULL);
}

/* An authority knows the addresses of its own zone only. */
static gboolean
may_know (const DsnView *view, const char *host)
{
  return view->role != DSN_ROLE_AUTHORITY || view->zone == NULL ||
         dsn_name_is_below (host, view->zone);
}

static void
ask_for_hosts (DsnAsker *asker, const DsnView *view)
{
  for (guint i = 0; i < MIN (view->hosts->len, DSN_VIEW_MAX_HOSTS); i++) {
    DsnHost *host = g_ptr_array_index (view->hosts, i);

    if (g_hostname_is_ip_address (host->name) || !may_know (view, host->name))
      continue;
    host->a = ask (asker, view, host->name, DSN_TYPE_A);
    host->aaaa = ask (asker, view, host->name, DSN_TYPE_AAAA);
  }
}

/* What the answer for the MX leads to: the addresses of its hosts, or of the domain
 * itself; after a failure, whether it is for DNSSEC that it fails. */
static void
take_mx (DsnAsker *asker, const DsnReply *reply, gpointer user_data)
{
  DsnView *view = user_data;
  DsnQuestion unchecked = reply->question;

  dsn_view_take_mx (view, reply);
  if (reply->answer == NULL)
    return;
  if (reply->answer->rcode == DSN_RCODE_SERVFAIL) {
    unchecked.no_check = TRUE;
    view->unchecked = dsn_asker_add (asker, view->server, &unchecked, NULL, NULL);
  }
  if (view->hosts->len > 0) {
    ask_for_hosts (asker, view);
  } else if (reply->answer->rcode == DSN_RCODE_NOERROR && !view->null_mx) {
    view->a = ask (asker, view, reply->question.name, DSN_TYPE_A);
    view->aaaa = ask (asker, view, reply->question.name, DSN_TYPE_AAAA);
  }
}

/* Of the first server the mail hosts' TLSA records are asked, too. */
static void
take_first_mx (DsnAsker *asker, const DsnReply *reply, gpointer user_data)
{
  DsnCheck *check = user_data;
  DsnView *view = g_ptr_array_index (check->views, 0);

  take_mx (asker, reply, view);
  if (check->auth != NULL)
    dsn_auth_ask_dane (check->auth, asker, view);
}

static void
ask_servers (DsnCheck *check, const GPtrArray *servers, DsnRole role)
{
  for (guint i = 0; i < servers->len; i++) {
    const DsnServer *server = g_ptr_array_index (servers, i);
    DsnView *view = dsn_view_new (role, server, NULL);
    DsnQuestion question = { .name = check->ascii, .type = DSN_TYPE_MX };

    g_ptr_array_add (check->views, view);
    view->mx = dsn_asker_add (check->run->asker, server, &question,
                              check->views->len == 1 ? take_first_mx : take_mx,
                              check->views->len == 1 ? (gpointer) check : view);
  }
}

void
dsn_check_ask (DsnCheck *check)
{
  const DsnCheckRun *run = check->run;

  if (check->ascii == NULL)
    return;
  if (check->special >= 0 && !run->options.special_names)
    return;
  if (check->special < 0 || !run->options.local_unnamed)
    ask_servers (check, run->local, DSN_ROLE_LOCAL);
  ask_servers (check, run->independent, DSN_ROLE_INDEPENDENT);
  if (run->options.auth && check->views->len > 0) {
    const DsnView *first = g_ptr_array_index (check->views, 0);
    DsnAuthSelectors selectors = { .given = run->options.selectors };

    if (check->signer != NULL)
      selectors.of_reports = (const char *const *) check->signer->selectors->pdata;
    check->auth = dsn_auth_start (run->asker, first->server, check->ascii, &selectors);
  }
  if (run->options.trace)
    check->trace = dsn_trace_start (check, take_mx);
}
