/* dsn-emit-check-text.c: what was found out about a domain, as text for people. */
#include "dsn-check-private.h"
#include "dsn-describe.h"
#include "dsn-emit-auth.h"
#include "dsn-emit-check.h"
#include "dsn-emit-line.h"
#include "dsn-safe.h"

#define LABEL_COLUMN 2
#define TEXT_COLUMN 14

static void
add_addresses (GString *text, const DsnReply *reply)
{
  const char *address;
  guint position = 0;

  while ((address = dsn_reply_next_address (reply, &position)) != NULL)
    g_string_append_printf (text, " %s", address);
}

static void
host_lines (const DsnEmit *emit, const DsnView *view)
{
  for (guint i = 0; i < view->hosts->len; i++) {
    const DsnHost *host = g_ptr_array_index (view->hosts, i);
    g_autoptr (GString) text = g_string_new (NULL);

    g_string_printf (text, "MX %u %s", host->preference, host->name);
    add_addresses (text, host->a);
    add_addresses (text, host->aaaa);
    dsn_emit_safe_line (emit, "", text->str);
  }
  if (dsn_view_has (view, DSN_OBSERVATION_IMPLICIT_MX)) {
    g_autoptr (GString) text = g_string_new ("address");

    add_addresses (text, view->a);
    add_addresses (text, view->aaaa);
    dsn_emit_safe_line (emit, "", text->str);
  }
}

static void
add_how (GString *text, const DsnReply *reply)
{
  char code[DSN_RCODE_TEXT_SIZE];

  if (reply->answer == NULL)
    return;
  g_string_append_printf (text, " (%s, %s, %" G_GINT64_FORMAT " ms",
                          dsn_rcode_to_text (reply->answer->rcode, code),
                          reply->tcp ? "TCP" : "UDP", reply->rtt_usec / 1000);
  for (guint i = 0; i < reply->answer->errors->len; i++) {
    guint16 error = g_array_index (reply->answer->errors, guint16, i);

    g_string_append_printf (text, ", error %u %s", error, dsn_error_name (error));
  }
  if (reply->answer->error_text != NULL)
    g_string_append_printf (text, " \"%s\"", reply->answer->error_text);
  if (reply->answer->authentic)
    g_string_append (text, ", DNSSEC checked");
  g_string_append_c (text, ')');
}

static void
view_lines (const DsnEmit *emit, const DsnView *view)
{
  const DsnObservationRow *row = dsn_observation_get (view->main);
  g_autoptr (GString) text = g_string_new (view->server->name);
  guint32 ttl;

  if (view->host != NULL)
    g_string_append_printf (text, " %s", view->host);
  g_string_append_printf (text, ": %s %s", row->id, row->title);
  add_how (text, view->mx);
  if (dsn_view_find_ttl (view, &ttl) || dsn_view_find_negative_ttl (view, &ttl))
    g_string_append_printf (text, ", cached for %u s at the most", ttl);
  dsn_emit_safe_line (emit, dsn_role_to_string (view->role), text->str);
  host_lines (emit, view);
}

static void
connection_lines (const DsnEmit *emit, const DsnCheck *check)
{
  for (guint i = 0; i < check->connections->len; i++) {
    const DsnConnection *connection = g_ptr_array_index (check->connections, i);
    g_autoptr (GString) text = g_string_new (connection->host);

    g_string_append_printf (text, " %s#%u: %s, %" G_GINT64_FORMAT " ms",
                            connection->address, connection->port,
                            dsn_contact_to_string (connection->contact),
                            connection->took_usec / 1000);
    if (connection->banner != NULL)
      g_string_append_printf (text, ", \"%s\"", connection->banner);
    dsn_emit_safe_line (emit, "connect", text->str);
  }
}

static void
signer_line (const DsnEmit *emit, const DsnCheck *check)
{
  g_autofree char *text = NULL;

  if (check->signer == NULL)
    return;
  text = g_strdup_printf ("%u messages that bounced", check->signer->signatures);
  dsn_emit_safe_line (emit, "signed", text);
}

static void
auth_line (const char *text, gpointer user_data)
{
  dsn_emit_safe_line (user_data, "publishes", text);
}

/* What was seen, each once, with what to do about it, and by whose word. */
static void
finding_lines (const DsnEmit *emit, const DsnCheck *check)
{
  for (guint i = 0; i < DSN_OBSERVATION_COUNT; i++) {
    const DsnObservationRow *row = dsn_observation_get ((DsnObservation) i);
    g_autoptr (GString) text = g_string_new (NULL);
    guint seen = 0;

    g_string_printf (text, "%s %s", row->id, row->meaning);
    if (row->advice != NULL)
      g_string_append_printf (text, " %s", row->advice);
    g_string_append (text, " Seen by");
    for (guint j = 0; j < check->views->len; j++) {
      const DsnView *view = g_ptr_array_index (check->views, j);

      if (dsn_view_has (view, (DsnObservation) i))
        g_string_append_printf (text, "%s %s", seen++ > 0 ? "," : "",
                                view->server->name);
    }
    if (seen > 0 && row->side != DSN_SIDE_GOOD)
      dsn_emit_safe_line (emit, "found", text->str);
  }
}

/* What there is to say about the name itself, beside the heading. */
static void
name_line (const DsnEmit *emit, const DsnCheck *check)
{
  const DsnObservationRow *row;
  g_autofree char *text = NULL;

  if (check->special != DSN_OBSERVATION_SPECIAL_USE)
    return;
  if (check->views->len == 0) {
    dsn_emit_safe_line (emit, "asked",
                        "Nobody. Only servers that were named are asked for such a "
                        "name, and no public ones.");
    return;
  }
  row = dsn_observation_get (DSN_OBSERVATION_SPECIAL_USE);
  text = g_strdup_printf ("%s %s It was asked of the servers that were named.", row->id,
                          row->meaning);
  dsn_emit_safe_line (emit, "found", text);
}

static void
heading (const DsnEmit *emit, const DsnCheck *check)
{
  const char *id = dsn_check_get_conclusion (check);

  if (id == NULL && check->special >= 0 && check->views->len == 0)
    id = dsn_observation_get ((DsnObservation) check->special)->id;
  dsn_emit_color (emit, DSN_COLOR_NAME);
  dsn_safe_append (emit->out, dsn_span_of_string (check->domain));
  if (check->ascii != NULL && strcmp (check->ascii, check->domain) != 0)
    g_string_append_printf (emit->out, " (%s)", check->ascii);
  dsn_emit_color (emit, DSN_COLOR_END);
  g_string_append_printf (emit->out, ": %s%s%s\n", id != NULL ? id : "",
                          id != NULL ? " " : "", dsn_check_get_title (check));
}

/* What was probably meant. */
static void
meant_line (const DsnEmit *emit, const DsnCheck *check)
{
  const DsnSuggestion *suggestion = &check->suggestion;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < suggestion->count; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " or " : "", suggestion->domains[i]);
  if (suggestion->known && dsn_check_has_route (check))
    g_string_append (text, ". This domain takes mail: it would go to a stranger.");
  if (suggestion->count > 0)
    dsn_emit_safe_line (emit, "meant?", text->str);
}

/* How the family fares, and what connections and several failures show. */
static void
pattern_lines (const DsnEmit *emit, const DsnCheck *check)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (check->family != NULL)
    g_string_append (text, check->family->id);
  for (guint i = 0; i < check->siblings->len; i++) {
    const DsnCheck *sibling = g_ptr_array_index (check->siblings, i);

    g_string_append_printf (text, ", %s %s", sibling->domain,
                            dsn_check_has_route (sibling) ? "has a route" : "fails");
  }
  if (text->len > 0)
    dsn_emit_safe_line (emit, "family", text->str);
  for (guint i = 0; i < DSN_PATTERN_COUNT; i++) {
    const DsnPatternRow *row = dsn_pattern_get ((DsnPattern) i);
    g_autofree char *found =
        g_strdup_printf ("%s %s %s", row->id, row->meaning, row->advice);

    if ((check->patterns >> i & 1) != 0)
      dsn_emit_safe_line (emit, "pattern", found);
  }
}

static void
conclusion_lines (const DsnEmit *emit, const DsnCheck *check)
{
  const DsnComparison *comparison = &check->comparison;
  g_autofree char *advice =
      g_strdup_printf ("%s: %s", dsn_check_action_to_string (check->action),
                       dsn_check_get_advice (check));

  dsn_emit_safe_line (emit, "means", dsn_check_get_meaning (check));
  for (guint i = 0; comparison->row == NULL && i < comparison->possible_count; i++) {
    const DsnConclusion *row = comparison->possible[i];
    g_autofree char *text = g_strdup_printf ("%s %s", row->id, row->meaning);

    dsn_emit_safe_line (emit, "possible", text);
  }
  dsn_emit_safe_line (emit, "do", advice);
  if (comparison->row != NULL)
    dsn_emit_safe_line (emit, "who", comparison->row->who);
  if (check->window != NULL) {
    g_autofree char *text =
        g_strdup_printf ("%s: %s", check->window->title, check->window->advice);

    dsn_emit_safe_line (emit, "lasts", text);
  }
  meant_line (emit, check);
  pattern_lines (emit, check);
}

void
dsn_emit_check_text (const DsnCheck *check, const DsnTextOptions *options, GString *out)
{
  DsnEmit emit = { out, options, LABEL_COLUMN, TEXT_COLUMN };

  g_return_if_fail (check != NULL && out != NULL);
  heading (&emit, check);
  conclusion_lines (&emit, check);
  for (guint i = 0; i < check->views->len; i++)
    view_lines (&emit, g_ptr_array_index (check->views, i));
  connection_lines (&emit, check);
  signer_line (&emit, check);
  dsn_emit_auth_lines (check->auth, auth_line, &emit);
  name_line (&emit, check);
  finding_lines (&emit, check);
}

void
dsn_emit_check_line (const DsnCheck *check, GString *out)
{
  const DsnAffected *affected;
  const char *id;
  guint joint[DSN_JOINT_CONFIRMED + 1] = { 0 };

  g_return_if_fail (check != NULL && out != NULL);
  id = dsn_check_get_conclusion (check);
  affected = check->affected;
  dsn_safe_append (out, dsn_span_of_string (check->domain));
  if (affected != NULL)
    g_string_append_printf (out, ": %u recipients, %u reports",
                            affected->recipients->len, affected->reports);
  else if (check->signer != NULL)
    g_string_append_printf (out, ": signed %u messages", check->signer->signatures);
  g_string_append_printf (out, ": %s%s%s: %s", id != NULL ? id : "",
                          id != NULL ? " " : "", dsn_check_get_title (check),
                          dsn_check_action_to_string (check->action));
  for (guint i = 0; affected != NULL && i < affected->recipients->len; i++) {
    const DsnRecipientFailures *failed = g_ptr_array_index (affected->recipients, i);

    joint[dsn_check_join (check, failed->category)]++;
  }
  for (guint i = DSN_JOINT_CONTRADICTED; i < G_N_ELEMENTS (joint); i++)
    if (joint[i] > 0)
      g_string_append_printf (out, ", %u %s", joint[i],
                              dsn_joint_to_string ((DsnJoint) i));
  dsn_emit_keys (check->auth, out);
  for (guint i = 0; i < DSN_PATTERN_COUNT; i++)
    if ((check->patterns >> i & 1) != 0)
      g_string_append_printf (out, ", %s %s", dsn_pattern_get ((DsnPattern) i)->id,
                              dsn_pattern_get ((DsnPattern) i)->title);
  g_string_append_c (out, '\n');
}
