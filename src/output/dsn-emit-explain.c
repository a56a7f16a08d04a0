/* dsn-emit-explain.c: what something means, in plain English and as JSON. */
#include "dsn-emit-explain.h"

#include "dsn-basis.h"
#include "dsn-emit-line.h"
#include "dsn-emit-verdict.h"
#include "dsn-json.h"
#include "dsn-safe.h"

#include <string.h>

#define LABEL_COLUMN 2
#define TEXT_COLUMN 14
#define SHOWN_MAX_LEN 600

static const char *
severity_of (const DsnBasis *basis)
{
  return dsn_severity_to_string (
      basis->rule != NULL
          ? dsn_status_rule_get_severity (basis->rule, basis->verdict->status.klass)
          : dsn_category_get_severity (basis->category));
}

static void
emit_texts (DsnJson *json, const char *key, const DsnTexts *texts)
{
  dsn_json_open (json, key, '[');
  for (guint i = 0; i < dsn_texts_get_count (texts); i++)
    dsn_json_string (json, NULL, dsn_texts_at (texts, i));
  dsn_json_close (json, ']');
}

static void
emit_related (DsnJson *json, const DsnBasis *basis)
{
  const DsnStatusRule *rule = basis->rule;
  guint klass = basis->verdict->status.klass;
  char text[DSN_CODE_TEXT_SIZE];

  if (rule == NULL || dsn_status_rule_get_related_count (rule) == 0)
    return;
  dsn_json_open (json, "related", '[');
  for (guint i = 0; i < dsn_status_rule_get_related_count (rule); i++)
    dsn_json_string (
        json, NULL,
        dsn_code_to_text (dsn_status_rule_related_at (rule, klass, i), text));
  dsn_json_close (json, ']');
}

void
dsn_emit_explanation_json (const DsnExplanation *explanation, GString *out)
{
  DsnJson json = { .out = out };
  DsnBasis basis;

  g_return_if_fail (explanation != NULL && out != NULL);
  basis = dsn_basis_of (dsn_explanation_get_verdict (explanation));
  dsn_json_open (&json, NULL, '{');
  dsn_json_string (&json, "type", "explanation");
  dsn_json_int (&json, "schema", DSN_JSON_SCHEMA);
  dsn_json_string (&json, "input", dsn_explanation_get_input (explanation));
  dsn_json_string (&json, "kind", dsn_explanation_get_kind (explanation));
  dsn_json_string (&json, "recipient", dsn_explanation_get_recipient (explanation));
  dsn_json_string (&json, "domain", dsn_explanation_get_domain (explanation));
  dsn_emit_verdict (&json, basis.verdict);
  dsn_json_string (&json, "title", dsn_basis_title (&basis));
  dsn_json_string (&json, "meaning", dsn_basis_meaning (&basis));
  emit_texts (&json, "causes", dsn_basis_texts (&basis, DSN_TEXT_CAUSES));
  dsn_json_open (&json, "fixes", '{');
  emit_texts (&json, "sender", dsn_basis_texts (&basis, DSN_TEXT_SENDER_FIXES));
  emit_texts (&json, "receiver", dsn_basis_texts (&basis, DSN_TEXT_RECEIVER_FIXES));
  dsn_json_close (&json, '}');
  dsn_json_string (&json, "severity", severity_of (&basis));
  emit_related (&json, &basis);
  if (basis.rule != NULL)
    dsn_json_string (&json, "reference", dsn_status_rule_get_source (basis.rule));
  dsn_json_close (&json, '}');
  g_string_append_c (out, '\n');
}

static void
text_lines (const DsnEmit *emit, const char *label, const DsnTexts *texts)
{
  for (guint i = 0; i < dsn_texts_get_count (texts); i++)
    dsn_emit_item (emit, i == 0 ? label : "", dsn_texts_at (texts, i));
}

static const char *
describe_class (guint klass)
{
  switch (klass) {
  case 2:
    return "success";
  case 4:
    return "a temporary failure: the same mail may get through later";
  default:
    return "a permanent failure: this attempt is over; the address may still be good";
  }
}

static const char *
describe_subject (guint subject)
{
  static const char *const subjects[] = {
    "other, or not told",
    "the address",
    "the mailbox",
    "the mail system",
    "the network and routing",
    "the mail protocol",
    "the message's content",
    "security and policy",
  };

  return subject < G_N_ELEMENTS (subjects) ? subjects[subject] : "not registered";
}

/* 5.4.4 into its three numbers. */
static void
code_lines (const DsnEmit *emit, const DsnBasis *basis,
            const DsnExplanation *explanation)
{
  DsnCode code = dsn_explanation_get_code (explanation);
  const DsnStatusRule *rule;
  g_autoptr (GString) text = g_string_new (NULL);
  char general[DSN_CODE_TEXT_SIZE];

  if (code.klass == 0)
    code = basis->verdict->status;
  if (code.klass == 0)
    return;
  g_string_printf (text, "class %u: %s", code.klass, describe_class (code.klass));
  dsn_emit_line (emit, "code", text->str);
  g_string_printf (text, "subject %u: %s", code.subject,
                   describe_subject (code.subject));
  dsn_emit_line (emit, "", text->str);
  g_string_printf (text, "detail %u: ", code.detail);
  rule = dsn_status_rule_find (code);
  if (rule != NULL)
    g_string_append (text, dsn_status_rule_get_title (rule));
  else
    g_string_append_printf (
        text, "not registered, so it means no more than %s",
        dsn_code_to_text (
            dsn_status_rule_get_code (dsn_status_rule_find_nearest (code), code.klass),
            general));
  dsn_emit_line (emit, "", text->str);
}

/* What to do while a failure of routing lasts: by how long it has lasted. */
static void
window_lines (const DsnEmit *emit, const DsnBasis *basis,
              const DsnExplanation *explanation)
{
  const char *domain = dsn_explanation_get_domain (explanation);
  const DsnVerdict *verdict = basis->verdict;
  g_autoptr (GString) command = g_string_new ("dsn check ");

  if (verdict->scope != DSN_SCOPE_DOMAIN && verdict->scope != DSN_SCOPE_NETWORK)
    return;
  if (verdict->advice == DSN_ADVICE_HOLD) {
    dsn_emit_item (emit, "when", "under 1 hour: retry, and watch the resolver.");
    dsn_emit_item (
        emit, "",
        "1 to 4 hours: check the local DNS cache, each resolver of the pool, and DNS "
        "over UDP and TCP.");
    dsn_emit_item (emit, "",
                   "over 4 hours: escalate, with the answers of several resolvers.");
  }
  dsn_safe_append (command, dsn_span_of_string (domain != NULL ? domain : "DOMAIN"));
  dsn_emit_line (emit, "check with", command->str);
}

static const char *
describe_evidence (DsnEvidenceBy by)
{
  switch (by) {
  case DSN_EVIDENCE_NOTHING:
    return NULL;
  case DSN_EVIDENCE_WORDING:
    return "the wording";
  case DSN_EVIDENCE_DIAGNOSTIC_STATUS:
  case DSN_EVIDENCE_STATUS:
    return "the enhanced code";
  case DSN_EVIDENCE_REPLY_CODE:
    return "the reply code";
  case DSN_EVIDENCE_ACTION:
    return "what was done";
  }
  g_return_val_if_reached (NULL);
}

/* How sure it is, and what decided. */
static void
confidence_line (const DsnEmit *emit, const DsnVerdict *verdict)
{
  const char *by = describe_evidence (verdict->evidence_by);
  g_autofree char *text = NULL;

  if (by == NULL)
    return;
  text = g_strdup_printf (
      "%s confidence, by %s%s%s", dsn_confidence_to_string (verdict->confidence), by,
      verdict->evidence_wording != NULL ? " " : "",
      verdict->evidence_wording != NULL ? verdict->evidence_wording : "");
  dsn_emit_safe_line (emit, "sure?", text);
}

static void
trail_line (const char *label, const char *text, gpointer data)
{
  dsn_emit_safe_line (data, label, text);
}

static void
verdict_line (const DsnEmit *emit, const DsnBasis *basis)
{
  const DsnVerdict *verdict = basis->verdict;
  g_autoptr (GString) text = g_string_new (verdict->category);
  char code[DSN_CODE_TEXT_SIZE];

  if (verdict->status.klass != 0)
    g_string_append_printf (text, ", %s", dsn_code_to_text (verdict->status, code));
  if (verdict->advice != DSN_ADVICE_NONE)
    g_string_append_printf (text, ", %s", verdict->hard ? "hard" : "soft");
  g_string_append_printf (text, ", severity %s", severity_of (basis));
  if (dsn_scope_to_string (verdict->scope) != NULL)
    g_string_append_printf (text, ", evidence about the %s",
                            dsn_scope_to_string (verdict->scope));
  dsn_emit_line (emit, "verdict", text->str);
  if (dsn_emit_is_verbose (emit))
    dsn_emit_foreach_beaten (verdict, trail_line, (gpointer) emit);
}

static void
list_line (const DsnEmit *emit, const DsnBasis *basis)
{
  g_autofree char *text = dsn_emit_describe_blocklist (basis->verdict);

  dsn_emit_safe_line (emit, "list", text);
}

static void
related_line (const DsnEmit *emit, const DsnBasis *basis)
{
  const DsnStatusRule *rule = basis->rule;
  guint klass = basis->verdict->status.klass;
  g_autoptr (GString) text = g_string_new (NULL);
  char code[DSN_CODE_TEXT_SIZE];

  for (guint i = 0; rule != NULL && i < dsn_status_rule_get_related_count (rule); i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? ", " : "",
        dsn_code_to_text (dsn_status_rule_related_at (rule, klass, i), code));
  if (text->len > 0)
    dsn_emit_line (emit, "see also", text->str);
}

void
dsn_emit_explanation_text (const DsnExplanation *explanation,
                           const DsnTextOptions *options, GString *out)
{
  DsnEmit emit = { out, options, LABEL_COLUMN, TEXT_COLUMN };
  g_autofree char *advice = NULL;
  DsnBasis basis;

  g_return_if_fail (explanation != NULL && out != NULL);
  basis = dsn_basis_of (dsn_explanation_get_verdict (explanation));
  dsn_emit_color (&emit, DSN_COLOR_NAME);
  dsn_safe_append_bounded (
      out, dsn_span_of_string (dsn_explanation_get_input (explanation)), SHOWN_MAX_LEN);
  dsn_emit_color (&emit, DSN_COLOR_END);
  g_string_append_c (out, '\n');
  dsn_emit_safe_line (&emit, "about", dsn_explanation_get_recipient (explanation));
  dsn_emit_line (&emit, "means", dsn_basis_title (&basis));
  dsn_emit_line (&emit, "", dsn_basis_meaning (&basis));
  code_lines (&emit, &basis, explanation);
  verdict_line (&emit, &basis);
  confidence_line (&emit, basis.verdict);
  list_line (&emit, &basis);
  advice = g_strdup_printf ("%s: %s", dsn_advice_to_string (basis.verdict->advice),
                            dsn_emit_describe_advice (basis.verdict));
  if (basis.verdict->advice != DSN_ADVICE_NONE)
    dsn_emit_line (&emit, "do", advice);
  window_lines (&emit, &basis, explanation);
  text_lines (&emit, "causes", dsn_basis_texts (&basis, DSN_TEXT_CAUSES));
  text_lines (&emit, "as sender", dsn_basis_texts (&basis, DSN_TEXT_SENDER_FIXES));
  text_lines (&emit, "as receiver", dsn_basis_texts (&basis, DSN_TEXT_RECEIVER_FIXES));
  related_line (&emit, &basis);
  if (basis.rule != NULL)
    dsn_emit_line (&emit, "reference", dsn_status_rule_get_source (basis.rule));
}
