/* dsn-check-conclude.c: the replies of a check -> observations -> a conclusion. */
#include "dsn-trace.h"

#include "dsn-public-resolver-table.h"

/* Whether nobody who was asked has said anything, not even about the root. */
static gboolean
is_silent (const DsnCheck *check)
{
  for (guint i = 0; i < check->run->root->len; i++) {
    const DsnReply *reply = g_ptr_array_index (check->run->root, i);

    if (reply->answer != NULL)
      return FALSE;
  }
  for (guint i = 0; i < check->views->len; i++) {
    const DsnView *view = g_ptr_array_index (check->views, i);

    if (view->mx != NULL && view->mx->answer != NULL)
      return FALSE;
  }
  return check->views->len > 0;
}

void
dsn_check_compare (DsnCheck *check)
{
  guint met = 0;

  for (guint i = 0; i < check->views->len; i++)
    dsn_observe (g_ptr_array_index (check->views, i), &check->run->here);
  dsn_observe_together (check->views);
  if (is_silent (check))
    met |= DSN_NEED_SILENCE;
  if (dsn_check_is_unconnected (check))
    met |= DSN_NEED_NO_CONNECTION;
  if (check->views->len > 0)
    check->comparison = dsn_compare (check->views, met);
}

void
dsn_check_conclude (DsnCheck *check)
{
  dsn_check_compare (check);
  for (guint i = 0; i < check->siblings->len; i++)
    dsn_check_compare (g_ptr_array_index (check->siblings, i));
  dsn_check_judge (check);
}

DsnCheck *
dsn_check_ref (DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  g_atomic_int_inc (&check->ref_count);
  return check;
}

void
dsn_check_unref (DsnCheck *check)
{
  if (check == NULL || !g_atomic_int_dec_and_test (&check->ref_count))
    return;
  dsn_suggestion_clear (&check->suggestion);
  dsn_affected_unref (check->affected);
  dsn_signer_unref (check->signer);
  dsn_auth_free (check->auth);
  g_ptr_array_unref (check->connections);
  g_ptr_array_unref (check->siblings);
  dsn_trace_free (check->trace);
  g_ptr_array_unref (check->views);
  g_free (check->domain);
  g_free (check->ascii);
  dsn_check_run_unref (check->run);
  g_free (check);
}

const char *
dsn_check_get_domain (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  return check->domain;
}

const char *
dsn_check_get_domain_ascii (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  return check->ascii;
}

const char *
dsn_check_get_conclusion (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  return check->comparison.row != NULL ? check->comparison.row->id : NULL;
}

/* Whether the name itself says all there is to say. */
static gboolean
is_unasked (const DsnCheck *check)
{
  return check->special >= 0 && check->views->len == 0;
}

const char *
dsn_check_get_title (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  if (check->comparison.row != NULL)
    return check->comparison.row->title;
  if (is_unasked (check))
    return dsn_observation_get ((DsnObservation) check->special)->title;
  return check->comparison.possible_count > 0 ? "not told apart yet" : "no conclusion";
}

const char *
dsn_check_get_meaning (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  if (check->comparison.row != NULL)
    return check->comparison.row->meaning;
  if (is_unasked (check))
    return dsn_observation_get ((DsnObservation) check->special)->meaning;
  if (check->views->len == 0)
    return "Nobody was asked.";
  return check->comparison.possible_count > 0
             ? "The servers that were asked cannot tell which of several causes it is."
             : "The answers do not fit together in any known way.";
}

/* Whether the row would have addresses given up, and something speaks against it. */
static gboolean
is_held_back (const DsnCheck *check)
{
  return check->comparison.row != NULL &&
         check->comparison.row->action == DSN_CHECK_SUPPRESS &&
         check->action != DSN_CHECK_SUPPRESS;
}

/* An IP address, in brackets or not (RFC 5321 §4.1.3). */
static gboolean
is_address (const char *text)
{
  g_autofree char *bare = g_strdup (text + (text[0] == '['));
  gsize len = strlen (bare);

  if (text[0] == '[' && len > 0 && bare[len - 1] == ']')
    bare[len - 1] = '\0';
  return g_hostname_is_ip_address (bare) ||
         (g_ascii_strncasecmp (bare, "IPv6:", 5) == 0 &&
          g_hostname_is_ip_address (bare + 5));
}

const char *
dsn_check_get_advice (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  if (dsn_check_find_other_cause (check) != NULL)
    return dsn_check_find_other_cause (check)->advice;
  if (is_held_back (check) && check->family != NULL && check->family->large)
    return "Hold its mail and raise an alarm. Addresses of a large provider are not "
           "given up on DNS evidence.";
  if (is_held_back (check))
    return "Hold its mail. Before its addresses are given up, ask independent "
           "resolvers "
           "and the domain's own servers, too.";
  if (check->comparison.row != NULL)
    return check->comparison.row->advice;
  if (is_unasked (check) && is_address (check->domain))
    return "It is an address: look it up with --ptr and --rbl.";
  if (is_unasked (check))
    return dsn_observation_get ((DsnObservation) check->special)->advice;
  if (check->views->len == 0)
    return "Name a resolver to ask.";
  return check->comparison.possible_count > 0
             ? "Keep the addresses, and ask independent resolvers and the domain's own "
               "servers, too."
             : "Keep the addresses, and look at the answers.";
}

DsnCheckAction
dsn_check_get_action (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, DSN_CHECK_NONE);
  return check->action;
}

const char *
dsn_check_get_suggestion (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  return check->suggestion.count > 0 ? check->suggestion.domains[0] : NULL;
}

gboolean
dsn_check_has_route (const DsnCheck *check)
{
  gboolean usable = FALSE;

  g_return_val_if_fail (check != NULL, FALSE);
  for (guint i = 0; i < check->views->len; i++) {
    const DsnView *view = g_ptr_array_index (check->views, i);

    if (view->state == DSN_STATE_USABLE)
      usable = TRUE;
    else if (view->role != DSN_ROLE_AUTHORITY || view->state != DSN_STATE_TIMEOUT)
      return FALSE;
  }
  return usable;
}

/* Whether a key is gone that messages were signed with. */
static gboolean
is_key_missing (const DsnCheck *check)
{
  for (guint i = 0; check->auth != NULL && i < check->auth->records->len; i++) {
    const DsnAuthRecord *record = g_ptr_array_index (check->auth->records, i);
    const char *key = record->from == DSN_SELECTOR_OF_REPORT
                          ? dsn_auth_find_key (record->reply, NULL)
                          : "";

    if (key == NULL || dsn_auth_is_revoked (key))
      return TRUE;
  }
  return FALSE;
}

gboolean
dsn_check_has_fault (const DsnCheck *check)
{
  g_return_val_if_fail (check != NULL, FALSE);
  /* A domain may sign without taking mail. */
  if (check->signer != NULL && check->affected == NULL)
    return is_key_missing (check);
  return !dsn_check_has_route (check);
}

const char *
dsn_check_action_to_string (DsnCheckAction action)
{
  static const char *const names[] = { "none", "retry", "hold", "suppress",
                                       "escalate" };

  g_return_val_if_fail (action < G_N_ELEMENTS (names), NULL);
  return names[action];
}

const char *const *
dsn_check_get_public_resolvers (void)
{
  return dsn_public_resolvers;
}
