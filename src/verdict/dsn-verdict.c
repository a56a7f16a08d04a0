/* dsn-verdict.c: what a report says of a recipient -> what to conclude. */
#include "dsn-verdict.h"

#include "dsn-blocklist.h"
#include "dsn-normalise.h"
#include "dsn-recipient-private.h"

G_STATIC_ASSERT (DSN_VERDICT_OVER_MAX == DSN_WORDING_OVER_MAX);

/* What the row that decided says, else its category. */
static gboolean
is_hard (const DsnNormalised *found)
{
  if (found->wording != NULL && found->wording->hard >= 0)
    return found->wording->hard == 1;
  return dsn_category_is_hard (found->category);
}

/* Class 5; or a domain's own word that it takes no mail, when the reporter has given
 * up, whatever class he wrote. */
static gboolean
is_permanent (const DsnRecipient *recipient, const DsnNormalised *found)
{
  return found->status.klass == 5 ||
         (found->by == DSN_EVIDENCE_WORDING &&
          dsn_recipient_get_action (recipient) == DSN_ACTION_FAILED &&
          g_str_equal (dsn_category_get_name (found->category), "no-mail-service"));
}

static DsnScope
find_scope (const DsnNormalised *found)
{
  if (found->wording != NULL && found->wording->scope != DSN_SCOPE_NONE)
    return found->wording->scope;
  return dsn_category_get_scope (found->category);
}

/* What to do about it. Only a hard failure leads to giving an address up; what is less
 * than that is tried again, or looked into where it is about a whole domain. */
static DsnAdvice
decide_advice (const DsnNormalised *found, gboolean hard)
{
  DsnAdvice advice = dsn_category_get_advice (found->category);

  if (found->wording != NULL && found->wording->advice != DSN_ADVICE_NONE)
    advice = found->wording->advice;

  if (advice != DSN_ADVICE_SUPPRESS || hard)
    return advice;
  if (found->status.klass == 5 && find_scope (found) == DSN_SCOPE_DOMAIN)
    return DSN_ADVICE_HOLD;
  return DSN_ADVICE_RETRY;
}

/* What failed is another address than the one to act on: an alias's target, a member of
 * a list. That is no proof against the alias or the list; and a guess is none at all,
 * nor are sentences, which may tell what else it could have been.
 */
static DsnAdvice
spare_others (const DsnRecipient *recipient, const DsnNormalised *found,
              DsnAdvice advice)
{
  return (recipient->by_alias || recipient->guessed || found->in_prose) &&
                 advice == DSN_ADVICE_SUPPRESS
             ? DSN_ADVICE_HOLD
             : advice;
}

static DsnConfidence
decide_confidence (const DsnNormalised *found)
{
  if (!found->specific)
    return DSN_CONFIDENCE_LOW;
  if (found->agreement == DSN_AGREEMENT_SAME && !found->doubted)
    return DSN_CONFIDENCE_HIGH;
  return DSN_CONFIDENCE_MEDIUM;
}

/* The words of the message that decided. */
static const char *
evidence_text (const DsnRecipient *recipient, const DsnNormalised *found,
               DsnStrings *strings)
{
  char text[DSN_CODE_TEXT_SIZE];

  switch (found->by) {
  case DSN_EVIDENCE_NOTHING:
    return NULL;
  case DSN_EVIDENCE_WORDING:
    return dsn_strings_add_len (strings, (const char *) found->words.data,
                                found->words.len);
  case DSN_EVIDENCE_DIAGNOSTIC_STATUS:
  case DSN_EVIDENCE_REPLY_CODE:
    return dsn_recipient_get_diagnostic_code (recipient, NULL, NULL);
  case DSN_EVIDENCE_STATUS:
    dsn_code_to_text (dsn_recipient_get_status (recipient), text);
    return dsn_strings_add (strings, text);
  case DSN_EVIDENCE_ACTION:
    return dsn_action_to_string (dsn_recipient_get_action (recipient));
  }
  g_return_val_if_reached (NULL);
}

/* Our own rows live for ever; those of a user end with his rules. */
static const char *
keep_id (const DsnWording *row, DsnStrings *strings)
{
  const DsnWordingSet *ours = dsn_wording_builtin ();

  if (row >= ours->rows && row < ours->rows + ours->row_count)
    return row->id;
  return dsn_strings_add (strings, row->id);
}

static void
set_over (DsnVerdict *verdict, const DsnNormalised *found, DsnStrings *strings)
{
  for (guint i = 0; i < DSN_VERDICT_OVER_MAX && found->over[i] != NULL; i++)
    verdict->evidence_over[i] = (DsnBeatenWording){
      keep_id (found->over[i], strings),
      dsn_category_get_name (dsn_category_find (found->over[i]->category)),
    };
}

/* Whether @code tells a cause of failure, and another than the verdict's. */
static gboolean
contradicts (const DsnVerdict *verdict, DsnCode code)
{
  return code.klass > 2 && code.subject != 0 && code.detail != 0 &&
         (code.subject != verdict->status.subject ||
          code.detail != verdict->status.detail);
}

static void
set_against (DsnVerdict *verdict, const DsnRecipient *recipient)
{
  const DsnBeatenCode codes[] = {
    { dsn_recipient_get_diagnostic_status (recipient), DSN_EVIDENCE_DIAGNOSTIC_STATUS },
    { dsn_recipient_get_status (recipient), DSN_EVIDENCE_STATUS },
  };
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].by != verdict->evidence_by && contradicts (verdict, codes[i].code))
      verdict->evidence_against[count++] = codes[i];
}

/* A list stands in the way of who sends or of what is sent: whatever a refusal for the
 * recipient's sake may name besides is no reason. */
static void
set_blocklist (DsnVerdict *verdict, const DsnNormalised *found, DsnStrings *strings)
{
  g_autoptr (GString) lookup = NULL;
  DsnBlocklistHit hit;

  if ((verdict->scope != DSN_SCOPE_SENDER && verdict->scope != DSN_SCOPE_MESSAGE) ||
      !dsn_blocklist_find (found->text, &hit))
    return;
  lookup = g_string_new (NULL);
  dsn_blocklist_append_lookup (&hit, lookup);
  verdict->blocklist.id = hit.id;
  verdict->blocklist.name =
      hit.title != NULL
          ? hit.title
          : dsn_strings_add_len (strings, (const char *) hit.zone.data, hit.zone.len);
  if (lookup->len > 0)
    verdict->blocklist.lookup = dsn_strings_add (strings, lookup->str);
}

void
dsn_verdict_decide (const DsnRecipient *recipient, const DsnContext *context,
                    DsnVerdict *verdict, DsnStrings *strings)
{
  DsnNormalised found;
  gboolean is_final, hard;

  g_assert (recipient != NULL && verdict != NULL && strings != NULL);
  dsn_normalise (recipient, context, &found);
  is_final = dsn_recipient_get_action (recipient) != DSN_ACTION_DELAYED;
  hard = is_final && is_permanent (recipient, &found) && found.specific &&
         !found.doubted && is_hard (&found);
  *verdict = (DsnVerdict){
    .status = found.status,
    .category = dsn_category_get_name (found.category),
    .hard = hard,
    .scope = find_scope (&found),
    .advice = spare_others (recipient, &found, decide_advice (&found, hard)),
    .confidence = decide_confidence (&found),
    .evidence_by = found.by,
    .evidence_wording = found.wording != NULL ? keep_id (found.wording, strings) : NULL,
    .evidence_text = evidence_text (recipient, &found, strings),
  };
  set_over (verdict, &found, strings);
  set_against (verdict, recipient);
  set_blocklist (verdict, &found, strings);
}

static const char *
keep (const char *text, DsnStrings *strings)
{
  return text != NULL ? dsn_strings_add (strings, text) : NULL;
}

DsnVerdict
dsn_verdict_copy (const DsnVerdict *verdict, DsnStrings *strings)
{
  DsnVerdict copy = *verdict;

  copy.evidence_wording = keep (verdict->evidence_wording, strings);
  copy.evidence_text = keep (verdict->evidence_text, strings);
  for (guint i = 0; i < DSN_VERDICT_OVER_MAX; i++)
    copy.evidence_over[i].wording = keep (verdict->evidence_over[i].wording, strings);
  copy.blocklist.name = keep (verdict->blocklist.name, strings);
  copy.blocklist.lookup = keep (verdict->blocklist.lookup, strings);
  return copy;
}
