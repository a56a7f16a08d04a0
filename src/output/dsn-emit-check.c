/* dsn-emit-check.c: what was found out about a domain, as JSON. */
#include "dsn-emit-check.h"

#include "dsn-check-private.h"
#include "dsn-date.h"
#include "dsn-describe.h"
#include "dsn-emit-auth.h"
#include "dsn-emit-json.h"
#include "dsn-json.h"

static void
emit_time (DsnJson *json, const char *key, gint64 usec)
{
  char text[DSN_DATE_TEXT_SIZE];

  dsn_date_to_text (usec / G_USEC_PER_SEC, text);
  dsn_json_string (json, key, text);
}

static void
emit_addresses (DsnJson *json, const DsnReply *a, const DsnReply *aaaa)
{
  const DsnReply *replies[] = { a, aaaa };

  dsn_json_open (json, "addresses", '[');
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++) {
    const char *address;
    guint position = 0;

    while ((address = dsn_reply_next_address (replies[i], &position)) != NULL)
      dsn_json_string (json, NULL, address);
  }
  dsn_json_close (json, ']');
}

static void
emit_hosts (DsnJson *json, const DsnView *view)
{
  if (view->hosts->len == 0 && !view->null_mx)
    return;
  dsn_json_open (json, "mx", '[');
  for (guint i = 0; i < view->hosts->len; i++) {
    const DsnHost *host = g_ptr_array_index (view->hosts, i);

    dsn_json_open (json, NULL, '{');
    dsn_json_int (json, "preference", host->preference);
    dsn_json_string (json, "host", host->name);
    emit_addresses (json, host->a, host->aaaa);
    dsn_json_close (json, '}');
  }
  if (view->null_mx) {
    dsn_json_open (json, NULL, '{');
    dsn_json_int (json, "preference", 0);
    dsn_json_string (json, "host", ".");
    emit_addresses (json, NULL, NULL);
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

static void
emit_flags (DsnJson *json, const DsnReply *reply)
{
  const DsnAnswer *answer = reply->answer;

  dsn_json_open (json, "flags", '[');
  if (answer->authoritative)
    dsn_json_string (json, NULL, "aa");
  if (answer->truncated || reply->truncated)
    dsn_json_string (json, NULL, "tc");
  if (answer->recursion)
    dsn_json_string (json, NULL, "ra");
  if (answer->authentic)
    dsn_json_string (json, NULL, "ad");
  dsn_json_close (json, ']');
}

static void
emit_errors (DsnJson *json, const DsnAnswer *answer)
{
  if (answer->errors->len == 0)
    return;
  dsn_json_open (json, "ede", '[');
  for (guint i = 0; i < answer->errors->len; i++)
    dsn_json_int (json, NULL, g_array_index (answer->errors, guint16, i));
  dsn_json_close (json, ']');
  dsn_json_string (json, "ede_text", answer->error_text);
}

static void
emit_observations (DsnJson *json, const DsnView *view)
{
  dsn_json_string (json, "observation", dsn_observation_get (view->main)->id);
  dsn_json_open (json, "observations", '[');
  for (guint i = 0; i < DSN_OBSERVATION_COUNT; i++)
    if (dsn_view_has (view, (DsnObservation) i))
      dsn_json_string (json, NULL, dsn_observation_get ((DsnObservation) i)->id);
  dsn_json_close (json, ']');
}

/* How the answer came, and its codes. */
static void
emit_reply (DsnJson *json, const DsnReply *reply)
{
  char text[DSN_RCODE_TEXT_SIZE];

  if (reply->started != 0)
    emit_time (json, "asked", reply->started);
  if (reply->answer == NULL)
    return;
  dsn_json_string (json, "transport", reply->tcp ? "tcp" : "udp");
  dsn_json_string (json, "rcode", dsn_rcode_to_text (reply->answer->rcode, text));
  emit_flags (json, reply);
}

static void
emit_answer (DsnJson *json, const DsnView *view)
{
  const DsnReply *reply = view->mx;
  guint32 ttl;

  dsn_json_open (json, NULL, '{');
  dsn_json_string (json, "server", view->server->name);
  dsn_json_string (json, "name", view->host);
  dsn_json_string (json, "role", dsn_role_to_string (view->role));
  emit_reply (json, reply);
  emit_observations (json, view);
  emit_hosts (json, view);
  if (dsn_view_has (view, DSN_OBSERVATION_IMPLICIT_MX))
    emit_addresses (json, view->a, view->aaaa);
  if (dsn_view_find_ttl (view, &ttl))
    dsn_json_int (json, "ttl", ttl);
  if (dsn_view_find_negative_ttl (view, &ttl))
    dsn_json_int (json, "negative_ttl", ttl);
  if (reply->answer != NULL) {
    emit_errors (json, reply->answer);
    dsn_json_int (json, "rtt_ms", reply->rtt_usec / 1000);
  }
  if (reply->foreign + reply->malformed > 0)
    dsn_json_int (json, "dropped", reply->foreign + reply->malformed);
  dsn_json_close (json, '}');
}

static void
emit_connections (DsnJson *json, const DsnCheck *check)
{
  if (check->connections->len == 0)
    return;
  dsn_json_open (json, "connections", '[');
  for (guint i = 0; i < check->connections->len; i++) {
    const DsnConnection *connection = g_ptr_array_index (check->connections, i);

    dsn_json_open (json, NULL, '{');
    dsn_json_string (json, "host", connection->host);
    dsn_json_string (json, "address", connection->address);
    dsn_json_int (json, "port", connection->port);
    dsn_json_string (json, "contact", dsn_contact_to_string (connection->contact));
    dsn_json_string (json, "banner", connection->banner);
    dsn_json_int (json, "took_ms", connection->took_usec / 1000);
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

static void
emit_possible (DsnJson *json, const DsnComparison *comparison)
{
  if (comparison->row != NULL || comparison->possible_count == 0)
    return;
  dsn_json_open (json, "possible", '[');
  for (guint i = 0; i < comparison->possible_count; i++)
    dsn_json_string (json, NULL, comparison->possible[i]->id);
  dsn_json_close (json, ']');
}

/* The provider, and how its other domains fare. */
static void
emit_family (DsnJson *json, const DsnCheck *check)
{
  if (check->family == NULL)
    return;
  dsn_json_string (json, "family", check->family->id);
  if (check->siblings->len == 0)
    return;
  dsn_json_open (json, "siblings", '[');
  for (guint i = 0; i < check->siblings->len; i++) {
    const DsnCheck *sibling = g_ptr_array_index (check->siblings, i);

    dsn_json_open (json, NULL, '{');
    dsn_json_string (json, "domain", sibling->domain);
    dsn_json_bool (json, "route", dsn_check_has_route (sibling));
    dsn_json_string (json, "conclusion", dsn_check_get_conclusion (sibling));
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

static void
emit_patterns (DsnJson *json, const DsnCheck *check)
{
  if (check->patterns == 0)
    return;
  dsn_json_open (json, "patterns", '[');
  for (guint i = 0; i < DSN_PATTERN_COUNT; i++)
    if ((check->patterns >> i & 1) != 0)
      dsn_json_string (json, NULL, dsn_pattern_get ((DsnPattern) i)->id);
  dsn_json_close (json, ']');
}

/* The reports that led to this check, and what it makes of them. */
static void
emit_affected (DsnJson *json, const DsnCheck *check)
{
  const DsnAffected *affected = check->affected;

  if (affected == NULL)
    return;
  dsn_json_open (json, "reports", '{');
  dsn_json_int (json, "count", affected->reports);
  if (affected->first != 0) {
    emit_time (json, "first", affected->first * G_USEC_PER_SEC);
    emit_time (json, "last", affected->last * G_USEC_PER_SEC);
  }
  dsn_json_open (json, "recipients", '[');
  for (guint i = 0; i < affected->recipients->len; i++) {
    const DsnRecipientFailures *failed = g_ptr_array_index (affected->recipients, i);

    dsn_json_open (json, NULL, '{');
    dsn_json_string (json, "address", failed->address);
    dsn_json_string (json, "category", failed->category);
    dsn_json_int (json, "count", failed->count);
    dsn_json_string (json, "evidence",
                     dsn_joint_to_string (dsn_check_join (check, failed->category)));
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
  dsn_json_close (json, '}');
}

static void
emit_signer (DsnJson *json, const DsnCheck *check)
{
  if (check->signer != NULL)
    dsn_json_int (json, "signatures", check->signer->signatures);
}

void
dsn_emit_check_json (const DsnCheck *check, GString *out)
{
  DsnJson json = { .out = out };

  g_return_if_fail (check != NULL && out != NULL);
  dsn_json_open (&json, NULL, '{');
  dsn_json_string (&json, "type", "check");
  dsn_json_int (&json, "schema", DSN_JSON_SCHEMA);
  dsn_json_string (&json, "domain", check->domain);
  if (g_strcmp0 (check->domain, check->ascii) != 0)
    dsn_json_string (&json, "domain_ascii", check->ascii);
  emit_time (&json, "started", check->started);
  if (check->special >= 0)
    dsn_json_string (&json, "observation",
                     dsn_observation_get ((DsnObservation) check->special)->id);
  dsn_json_open (&json, "answers", '[');
  for (guint i = 0; i < check->views->len; i++)
    emit_answer (&json, g_ptr_array_index (check->views, i));
  dsn_json_close (&json, ']');
  emit_connections (&json, check);
  dsn_emit_auth (&json, check->auth);
  dsn_json_string (&json, "conclusion", dsn_check_get_conclusion (check));
  emit_possible (&json, &check->comparison);
  dsn_json_bool (&json, "confirmed", check->comparison.confirmed);
  dsn_json_string (&json, "title", dsn_check_get_title (check));
  dsn_json_string (&json, "meaning", dsn_check_get_meaning (check));
  if (check->comparison.row != NULL)
    dsn_json_string (&json, "who", check->comparison.row->who);
  dsn_json_string (&json, "action", dsn_check_action_to_string (check->action));
  dsn_json_string (&json, "advice", dsn_check_get_advice (check));
  dsn_json_string (&json, "suggestion", dsn_check_get_suggestion (check));
  if (check->window != NULL)
    dsn_json_string (&json, "window", check->window->id);
  emit_family (&json, check);
  emit_patterns (&json, check);
  emit_affected (&json, check);
  emit_signer (&json, check);
  dsn_json_close (&json, '}');
  g_string_append_c (out, '\n');
}
