/* dsn-verdict.c: what a report says of a recipient -> what to conclude. */
#include "dsn-verdict.h"

#include "dsn-normalise.h"
#include "dsn-recipient-private.h"

/* What to do about it. Only a hard failure leads to giving an address up; what is less
 * than that is tried again, or looked into where it is about a whole domain. */
static DsnAdvice
decide_advice (const DsnNormalised *found, gboolean hard)
{
  DsnAdvice advice = dsn_category_get_advice (found->category);

  if (advice != DSN_ADVICE_SUPPRESS || hard)
    return advice;
  if (found->status.klass == 5 &&
      dsn_category_get_scope (found->category) == DSN_SCOPE_DOMAIN)
    return DSN_ADVICE_HOLD;
  return DSN_ADVICE_RETRY;
}

/* What failed is another address than the one to act on: an alias's target, a member of
 * a list. That is no proof against the alias or the list. */
static DsnAdvice
spare_alias (const DsnRecipient *recipient, DsnAdvice advice)
{
  return recipient->by_alias && advice == DSN_ADVICE_SUPPRESS ? DSN_ADVICE_HOLD
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
evidence_text (const DsnRecipient *recipient, DsnEvidenceBy by, GStringChunk *strings)
{
  char text[DSN_CODE_TEXT_SIZE];

  switch (by) {
  case DSN_EVIDENCE_NOTHING:
    return NULL;
  case DSN_EVIDENCE_WORDING:
  case DSN_EVIDENCE_DIAGNOSTIC_STATUS:
  case DSN_EVIDENCE_REPLY_CODE:
    return dsn_recipient_get_diagnostic_code (recipient, NULL, NULL);
  case DSN_EVIDENCE_STATUS:
    dsn_code_to_text (dsn_recipient_get_status (recipient), text);
    return g_string_chunk_insert (strings, text);
  case DSN_EVIDENCE_ACTION:
    return dsn_action_to_string (dsn_recipient_get_action (recipient));
  }
  g_return_val_if_reached (NULL);
}

void
dsn_verdict_decide (const DsnRecipient *recipient, DsnVerdict *verdict,
                    GStringChunk *strings)
{
  DsnNormalised found;
  gboolean is_final, hard;

  g_assert (recipient != NULL && verdict != NULL && strings != NULL);
  dsn_normalise (recipient, &found);
  is_final = dsn_recipient_get_action (recipient) != DSN_ACTION_DELAYED;
  hard = is_final && found.status.klass == 5 && found.specific && !found.doubted &&
         dsn_category_is_hard (found.category);
  *verdict = (DsnVerdict){
    .status = found.status,
    .category = dsn_category_get_name (found.category),
    .hard = hard,
    .scope = dsn_category_get_scope (found.category),
    .advice = spare_alias (recipient, decide_advice (&found, hard)),
    .confidence = decide_confidence (&found),
    .evidence_by = found.by,
    .evidence_text = evidence_text (recipient, found.by, strings),
  };
}
