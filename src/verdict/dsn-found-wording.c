/* dsn-found-wording.c: a text -> the wordings that fit it, and which one decides. */
#include "dsn-found-wording.h"

#include "dsn-reply.h"
#include "dsn-rule-file-private.h"

static DsnFoundWording *
new_wording (const DsnWordingMatch *match)
{
  DsnFoundWording *found = g_new0 (DsnFoundWording, 1);
  const DsnWording *row = match->row;

  found->id = g_strdup (row->id);
  found->vendor = g_strdup (row->vendor);
  found->phrase = g_strdup (row->text);
  found->category = g_strdup (row->category);
  found->status = row->code;
  found->source = g_strdup (row->source);
  found->from = match->from;
  found->to = match->to;
  found->lost = g_strdup (dsn_wording_lost_to_string (match->lost));
  return found;
}

DsnFoundWording *
dsn_found_wording_dup (const DsnFoundWording *wording)
{
  DsnFoundWording *copy;

  g_return_val_if_fail (wording != NULL, NULL);
  copy = g_memdup2 (wording, sizeof *wording);
  copy->id = g_strdup (wording->id);
  copy->vendor = g_strdup (wording->vendor);
  copy->phrase = g_strdup (wording->phrase);
  copy->category = g_strdup (wording->category);
  copy->source = g_strdup (wording->source);
  copy->lost = g_strdup (wording->lost);
  return copy;
}

void
dsn_found_wording_free (DsnFoundWording *wording)
{
  if (wording == NULL)
    return;
  g_free (wording->id);
  g_free (wording->vendor);
  g_free (wording->phrase);
  g_free (wording->category);
  g_free (wording->source);
  g_free (wording->lost);
  g_free (wording);
}

GPtrArray *
dsn_wordings_find_all (const char *text, const char *generator,
                       const DsnParseOptions *options)
{
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  const DsnRules *rules = options != NULL ? options->rules : NULL;
  DsnWordingQuery query = { .vendor = generator };
  DsnWordingMatch match;
  GPtrArray *found;
  DsnReply reply;

  g_return_val_if_fail (text != NULL, NULL);
  query.text = dsn_span_of_string (text);
  reply = dsn_reply_find (query.text);
  query.reply = reply.code;
  query.status = reply.status;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_found_wording_free);
  if (!dsn_rules_find (rules, &query, &match, losers))
    return found;
  g_ptr_array_add (found, new_wording (&match));
  for (guint i = 0; i < losers->len; i++)
    g_ptr_array_add (found, new_wording (&g_array_index (losers, DsnWordingMatch, i)));
  return found;
}
