/* dsn-emit-verdict.c: a verdict as JSON, and what to do about it in words. */
#include "dsn-emit-verdict.h"

#include "dsn-status.h"

static void
emit_over (DsnJson *json, const DsnVerdict *verdict)
{
  if (verdict->evidence_over[0].wording == NULL)
    return;
  dsn_json_open (json, "over", '[');
  for (guint i = 0; i < DSN_VERDICT_OVER_MAX; i++)
    if (verdict->evidence_over[i].wording != NULL)
      dsn_json_string (json, NULL, verdict->evidence_over[i].wording);
  dsn_json_close (json, ']');
}

static void
emit_against (DsnJson *json, const DsnVerdict *verdict)
{
  char code[DSN_CODE_TEXT_SIZE];

  if (verdict->evidence_against[0].code.klass == 0)
    return;
  dsn_json_open (json, "against", '[');
  for (guint i = 0; i < DSN_VERDICT_AGAINST_MAX; i++) {
    const DsnBeatenCode *against = &verdict->evidence_against[i];

    if (against->code.klass == 0)
      break;
    dsn_json_open (json, NULL, '{');
    dsn_json_word (json, "by", dsn_evidence_by_to_string (against->by));
    dsn_json_word (json, "code", dsn_code_to_text (against->code, code));
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

static void
emit_blocklist (DsnJson *json, const DsnBlocklist *blocklist)
{
  if (blocklist->name == NULL)
    return;
  dsn_json_open (json, "blocklist", '{');
  dsn_json_string (json, "id", blocklist->id);
  dsn_json_string (json, "name", blocklist->name);
  dsn_json_string (json, "lookup", blocklist->lookup);
  dsn_json_close (json, '}');
}

void
dsn_emit_verdict (DsnJson *json, const DsnVerdict *verdict)
{
  char code[DSN_CODE_TEXT_SIZE];

  dsn_json_open (json, "verdict", '{');
  if (verdict->status.klass != 0)
    dsn_json_word (json, "status", dsn_code_to_text (verdict->status, code));
  dsn_json_word (json, "category", verdict->category);
  dsn_json_bool (json, "hard", verdict->hard);
  dsn_json_word (json, "scope", dsn_scope_to_string (verdict->scope));
  dsn_json_word (json, "action", dsn_advice_to_string (verdict->advice));
  dsn_json_word (json, "confidence", dsn_confidence_to_string (verdict->confidence));
  if (verdict->evidence_by != DSN_EVIDENCE_NOTHING) {
    dsn_json_open (json, "evidence", '{');
    dsn_json_word (json, "by", dsn_evidence_by_to_string (verdict->evidence_by));
    dsn_json_string (json, "wording", verdict->evidence_wording);
    dsn_json_string (json, "text", verdict->evidence_text);
    emit_over (json, verdict);
    emit_against (json, verdict);
    dsn_json_close (json, '}');
  }
  emit_blocklist (json, &verdict->blocklist);
  dsn_json_close (json, '}');
}

/* For advice that is not what the category says as a rule: a full mailbox that stays
 * full, an unknown user in a temporary reply. */
static const char *
describe_advice (DsnAdvice advice)
{
  switch (advice) {
  case DSN_ADVICE_NONE:
    return "nothing to do";
  case DSN_ADVICE_SUPPRESS:
    return "send no more mail to this address";
  case DSN_ADVICE_RETRY:
    return "keep the address and try again later";
  case DSN_ADVICE_HOLD:
    return "keep the address, send nothing for now, and find out why";
  case DSN_ADVICE_FIX:
    return "keep the address; mend the cause on the sending side, then send again";
  }
  g_return_val_if_reached ("");
}

const char *
dsn_emit_describe_advice (const DsnVerdict *verdict)
{
  const DsnCategory *category = dsn_category_find (verdict->category);

  if (category != NULL && verdict->advice == dsn_category_get_advice (category))
    return dsn_category_get_advice_text (category);
  return describe_advice (verdict->advice);
}

const char *
dsn_emit_describe_evidence (DsnEvidenceBy by)
{
  switch (by) {
  case DSN_EVIDENCE_NOTHING:
    return "nothing";
  case DSN_EVIDENCE_WORDING:
    return "wording";
  case DSN_EVIDENCE_DIAGNOSTIC_STATUS:
    return "enhanced code in the reply";
  case DSN_EVIDENCE_STATUS:
    return "Status field";
  case DSN_EVIDENCE_REPLY_CODE:
    return "reply code";
  case DSN_EVIDENCE_ACTION:
    return "Action field";
  }
  g_return_val_if_reached ("");
}

void
dsn_emit_foreach_beaten (const DsnVerdict *verdict,
                         void (*emit) (const char *label, const char *text,
                                       gpointer data),
                         gpointer data)
{
  char code[DSN_CODE_TEXT_SIZE];

  for (guint i = 0; i < DSN_VERDICT_OVER_MAX; i++) {
    const DsnBeatenWording *over = &verdict->evidence_over[i];
    g_autofree char *text = NULL;

    if (over->wording == NULL)
      break;
    text = g_strdup_printf ("%s (%s)", over->wording, over->category);
    emit ("won over", text, data);
  }
  for (guint i = 0; i < DSN_VERDICT_AGAINST_MAX; i++) {
    const DsnBeatenCode *against = &verdict->evidence_against[i];
    g_autofree char *text = NULL;

    if (against->code.klass == 0)
      continue;
    text = g_strdup_printf ("%s, the %s", dsn_code_to_text (against->code, code),
                            dsn_emit_describe_evidence (against->by));
    emit ("against", text, data);
  }
}

char *
dsn_emit_describe_blocklist (const DsnVerdict *verdict)
{
  const DsnBlocklist *blocklist = &verdict->blocklist;

  if (blocklist->name == NULL)
    return NULL;
  if (blocklist->lookup == NULL)
    return g_strdup (blocklist->name);
  return g_strdup_printf ("%s, look it up: %s", blocklist->name, blocklist->lookup);
}
