/* dsn-emit-rules.c: wordings and what wins, as text and as JSON. */
#include "dsn-emit-rules.h"

#include "dsn-emit-json.h"
#include "dsn-emit-line.h"
#include "dsn-json.h"
#include "dsn-safe.h"

#define LABEL_COLUMN 2
#define TEXT_COLUMN 12

static void
emit_conditions (DsnJson *json, const DsnWording *row)
{
  char code[DSN_CODE_TEXT_SIZE];

  if (row->replies != NULL) {
    dsn_json_open (json, "reply", '[');
    for (const guint16 *reply = row->replies; *reply != 0; reply++)
      dsn_json_int (json, NULL, *reply);
    dsn_json_close (json, ']');
  }
  if (row->sent != NULL) {
    dsn_json_open (json, "sent", '[');
    for (const DsnCode *sent = row->sent; sent->klass != 0; sent++)
      dsn_json_string (json, NULL, dsn_code_to_text (*sent, code));
    dsn_json_close (json, ']');
  }
  if (row->in_name)
    dsn_json_bool (json, "name", TRUE);
  if (row->spares)
    dsn_json_bool (json, "spares", TRUE);
}

static void
emit_members (DsnJson *json, const DsnWording *row)
{
  char code[DSN_CODE_TEXT_SIZE];

  dsn_json_string (json, "type", "wording");
  dsn_json_int (json, "schema", DSN_JSON_SCHEMA);
  dsn_json_string (json, "id", row->id);
  dsn_json_string (json, "vendor", row->vendor);
  dsn_json_string (json, "text", row->text);
  dsn_json_string (json, "code", dsn_code_to_text (row->code, code));
  dsn_json_string (json, "category", row->category);
  emit_conditions (json, row);
  if (row->hard >= 0)
    dsn_json_bool (json, "hard", row->hard == 1);
  dsn_json_string (json, "scope", dsn_scope_to_string (row->scope));
  if (row->advice != DSN_ADVICE_NONE)
    dsn_json_string (json, "action", dsn_advice_to_string (row->advice));
  dsn_json_string (json, "source", row->source);
  dsn_json_string (json, "witness", row->witness);
}

void
dsn_emit_rule_json (const DsnWording *row, GString *out)
{
  DsnJson json = { .out = out };

  dsn_json_open (&json, NULL, '{');
  emit_members (&json, row);
  dsn_json_close (&json, '}');
  g_string_append_c (out, '\n');
}

static void
line (GString *out, const char *label, const char *text)
{
  DsnEmit emit = { out, NULL, LABEL_COLUMN, TEXT_COLUMN };

  if (text != NULL && text[0] != '\0')
    dsn_emit_safe_line (&emit, label, text);
}

/* "reply 550, reply 4xx, code 5.7.1" */
static void
append_conditions (GString *out, const DsnWording *row)
{
  char code[DSN_CODE_TEXT_SIZE];

  for (const guint16 *reply = row->replies; reply != NULL && *reply != 0; reply++)
    g_string_append_printf (out, "%sreply %u%s", out->len > 0 ? ", " : "", *reply,
                            *reply < 10 ? "xx" : "");
  for (const DsnCode *sent = row->sent; sent != NULL && sent->klass != 0; sent++)
    g_string_append_printf (out, "%scode %s", out->len > 0 ? ", " : "",
                            dsn_code_to_text (*sent, code));
}

void
dsn_emit_rule_text (const DsnWording *row, GString *out)
{
  g_autoptr (GString) conditions = g_string_new (NULL);
  char code[DSN_CODE_TEXT_SIZE];

  dsn_safe_append (out, dsn_span_of_string (row->id));
  g_string_append_c (out, '\n');
  line (out, "text", row->text);
  line (out, "vendor", row->vendor);
  line (out, "code", dsn_code_to_text (row->code, code));
  line (out, "category", row->category);
  append_conditions (conditions, row);
  if (conditions->len > 0)
    line (out, "only with", conditions->str);
  if (row->in_name)
    line (out, "also in", "host names and URLs");
  if (row->hard >= 0)
    line (out, "hard", row->hard == 1 ? "yes" : "no");
  if (row->spares)
    line (out, "spares", "the address, whatever other rows say");
  line (out, "scope", dsn_scope_to_string (row->scope));
  if (row->advice != DSN_ADVICE_NONE)
    line (out, "action", dsn_advice_to_string (row->advice));
  line (out, "source", row->source);
  line (out, "witness", row->witness);
}

void
dsn_emit_rule_line (const DsnWording *row, GString *out)
{
  char code[DSN_CODE_TEXT_SIZE];

  g_string_append_printf (out, "%-22s %-7s ", row->category,
                          dsn_code_to_text (row->code, code));
  dsn_safe_append (out, dsn_span_of_string (row->id));
  g_string_append (out, "  ");
  dsn_safe_append (out, dsn_span_of_string (row->text));
  g_string_append_c (out, '\n');
}

static void
emit_match_json (const DsnWordingMatch *match, DsnSpan text, GString *out)
{
  DsnJson json = { .out = out };

  dsn_json_open (&json, NULL, '{');
  emit_members (&json, match->row);
  dsn_json_bool (&json, "won", match->lost == DSN_WORDING_WON);
  dsn_json_int (&json, "weight", match->weight);
  dsn_json_string (&json, "lost_by", dsn_wording_lost_to_string (match->lost));
  dsn_json_span (&json, "words",
                 dsn_span_slice (text, match->from, match->to - match->from));
  dsn_json_close (&json, '}');
  g_string_append_c (out, '\n');
}

static const char *
describe_lost (DsnWordingLost lost)
{
  switch (lost) {
  case DSN_WORDING_WON:
    return "the winner";
  case DSN_WORDING_LOST_SYMPTOM:
    return "it tells what came of it, not why";
  case DSN_WORDING_LOST_LENGTH:
    return "its words say less";
  case DSN_WORDING_LOST_CONDITION:
    return "its conditions say less";
  case DSN_WORDING_LOST_VENDOR:
    return "as specific, but of another vendor";
  case DSN_WORDING_LOST_ORDER:
    return "as specific, but stands behind";
  case DSN_WORDING_LOST_RULES:
    return "your own rules stand ahead of it";
  case DSN_WORDING_LOST_SPARED:
    return "it would give the address up, which another row forbids";
  }
  g_return_val_if_reached (NULL);
}

/* Who lost, on which words, and why. */
static void
emit_loser (const DsnWordingMatch *match, DsnSpan text, GString *out)
{
  g_autofree char *words =
      g_strndup ((const char *) text.data + match->from, match->to - match->from);
  g_autofree char *label = g_strdup_printf (
      "%s (%s, weight %u: %s): %s", match->row->id, match->row->category, match->weight,
      describe_lost (match->lost), words);

  line (out, "over", label);
}

static void
emit_winner (const DsnWordingMatch *match, DsnSpan text, GString *out)
{
  g_autofree char *words =
      g_strndup ((const char *) text.data + match->from, match->to - match->from);
  g_autofree char *weight = g_strdup_printf ("%u", match->weight);

  dsn_emit_rule_text (match->row, out);
  line (out, "won on", words);
  line (out, "weight", weight);
}

void
dsn_emit_rule_match (const DsnWordingMatch *match, const GArray *losers, DsnSpan text,
                     gboolean json, GString *out)
{
  if (json)
    emit_match_json (match, text, out);
  else
    emit_winner (match, text, out);
  for (guint i = 0; i < losers->len; i++) {
    const DsnWordingMatch *loser = &g_array_index (losers, DsnWordingMatch, i);

    if (json)
      emit_match_json (loser, text, out);
    else
      emit_loser (loser, text, out);
  }
}
