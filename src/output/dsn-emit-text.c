/* dsn-emit-text.c: a report for people: who, why, what to do, on what evidence. */
#include "dsn-emit-text.h"

#include "dsn-date.h"
#include "dsn-emit-verdict.h"
#include "dsn-reply.h"
#include "dsn-safe.h"
#include "dsn-status.h"
#include "dsn-wrap.h"

#include <string.h>

#define LABEL_COLUMN 4
#define TEXT_COLUMN 14

/* A diagnostic is shown to here; --json has all of it. */
#define SHOWN_MAX_LEN 2000

/* Colours repeat what words already say. */
#define COLOR_BAD "\033[1;31m"
#define COLOR_SLOW "\033[1;33m"
#define COLOR_GOOD "\033[1;32m"
#define COLOR_NAME "\033[1m"
#define COLOR_DIM "\033[2m"
#define COLOR_END "\033[0m"

typedef struct {
  GString *out;
  const DsnTextOptions *options;
} Emit;

static void
color (const Emit *emit, const char *escape)
{
  if (emit->options->color)
    g_string_append (emit->out, escape);
}

/* "    label     text", the text in lines of its own column. */
static void
line (const Emit *emit, const char *label, const char *text)
{
  gsize before;

  g_string_append_printf (emit->out, "%*s", LABEL_COLUMN, "");
  color (emit, COLOR_DIM);
  before = emit->out->len;
  g_string_append (emit->out, label);
  while (emit->out->len - before < TEXT_COLUMN - LABEL_COLUMN)
    g_string_append_c (emit->out, ' ');
  color (emit, COLOR_END);
  dsn_wrap_append (emit->out, text, TEXT_COLUMN);
  g_string_append_c (emit->out, '\n');
}

static void
append_safe (GString *out, const char *text)
{
  dsn_safe_append_bounded (out, dsn_span_of_string (text), SHOWN_MAX_LEN);
}

static void
safe_line (const Emit *emit, const char *label, const char *text)
{
  g_autoptr (GString) safe = g_string_new (NULL);

  if (text == NULL)
    return;
  append_safe (safe, text);
  line (emit, label, safe->str);
}

static void
date_line (const Emit *emit, const char *label, gint64 date)
{
  char text[DSN_DATE_TEXT_SIZE];

  if (date != DSN_DATE_NONE && dsn_date_to_text (date, text) != NULL)
    line (emit, label, text);
}

static const char *
describe_action (DsnAction action)
{
  switch (action) {
  case DSN_ACTION_FAILED:
    return "not delivered";
  case DSN_ACTION_DELAYED:
    return "delayed, still being tried";
  case DSN_ACTION_DELIVERED:
    return "delivered";
  case DSN_ACTION_RELAYED:
    return "relayed to a system that sends no success reports";
  case DSN_ACTION_EXPANDED:
    return "delivered to an alias or list, and sent on from there";
  case DSN_ACTION_UNKNOWN:
    return "outcome unknown";
  }
  g_return_val_if_reached ("");
}

static const char *
color_of (DsnAction action)
{
  switch (action) {
  case DSN_ACTION_FAILED:
  case DSN_ACTION_UNKNOWN:
    return COLOR_BAD;
  case DSN_ACTION_DELAYED:
    return COLOR_SLOW;
  case DSN_ACTION_DELIVERED:
  case DSN_ACTION_RELAYED:
  case DSN_ACTION_EXPANDED:
    return COLOR_GOOD;
  }
  g_return_val_if_reached ("");
}

static void
emit_who (const Emit *emit, const DsnRecipient *recipient)
{
  const char *address = dsn_recipient_get_address (recipient);
  const char *ascii = dsn_recipient_get_address_ascii (recipient);
  DsnAction action = dsn_recipient_get_action (recipient);
  const char *outcome = describe_action (action);
  g_autoptr (GString) name = g_string_new (NULL), also = g_string_new (NULL);
  glong width;

  append_safe (name, address != NULL ? address : "(the report does not say who)");
  if (ascii != NULL) {
    g_string_append (also, " (");
    append_safe (also, ascii);
    g_string_append_c (also, ')');
  }
  width = g_utf8_strlen (name->str, -1) + g_utf8_strlen (also->str, -1);
  g_string_append (emit->out, "  ");
  color (emit, COLOR_NAME);
  g_string_append_len (emit->out, name->str, (gssize) name->len);
  color (emit, COLOR_END);
  g_string_append_printf (emit->out, "%s:", also->str);
  if (width + 4 + (glong) strlen (outcome) > DSN_WRAP_WIDTH)
    g_string_append (emit->out, "\n   ");
  g_string_append_c (emit->out, ' ');
  color (emit, color_of (action));
  g_string_append (emit->out, outcome);
  color (emit, COLOR_END);
  g_string_append_c (emit->out, '\n');
}

static void
emit_why (const Emit *emit, const DsnVerdict *verdict)
{
  const DsnCategory *category = dsn_category_find (verdict->category);
  g_autoptr (GString) text = g_string_new (NULL);
  char code[DSN_CODE_TEXT_SIZE];

  if (category == NULL)
    return;
  g_string_append_printf (text, "%s (%s", dsn_category_get_title (category),
                          verdict->category);
  if (verdict->status.klass != 0)
    g_string_append_printf (text, ", %s", dsn_code_to_text (verdict->status, code));
  if (verdict->advice != DSN_ADVICE_NONE)
    g_string_append (text, verdict->hard ? ", hard" : ", soft");
  g_string_append_c (text, ')');
  line (emit, "why", text->str);
}

static void
emit_what_to_do (const Emit *emit, const DsnVerdict *verdict)
{
  g_autofree char *text = NULL;

  if (verdict->advice == DSN_ADVICE_NONE)
    return;
  text = g_strdup_printf ("%s: %s", dsn_advice_to_string (verdict->advice),
                          dsn_emit_describe_advice (verdict));
  line (emit, "do", text);
}

/* Whose words, then the words, a multi-line reply as one. */
static void
emit_said (const Emit *emit, const DsnReport *report, const DsnRecipient *recipient)
{
  const char *remote = dsn_recipient_get_remote_mta (recipient, NULL), *text;
  const char *reporter = dsn_report_get_reporting_mta (report, NULL);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new (NULL);
  DsnDiagnosticBy by;

  text = dsn_recipient_get_diagnostic_code (recipient, NULL, &by);
  if (text == NULL) {
    safe_line (emit, "remote", remote);
    return;
  }
  dsn_reply_append_joined (joined, dsn_span_of_string (text));
  if (by == DSN_DIAGNOSTIC_BY_REMOTE)
    append_safe (said, remote != NULL ? remote : "the remote system");
  else
    append_safe (said, reporter != NULL ? reporter : "the reporting system");
  g_string_append (said, " said:");
  line (emit, "evidence", said->str);
  safe_line (emit, "", joined->str);
}

static void
emit_evidence (const Emit *emit, const DsnVerdict *verdict)
{
  g_autoptr (GString) text = NULL;

  if (verdict->evidence_by == DSN_EVIDENCE_NOTHING)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s confidence, by the %s",
                          dsn_confidence_to_string (verdict->confidence),
                          dsn_emit_describe_evidence (verdict->evidence_by));
  line (emit, "sure?", text->str);
}

static void
emit_blocklist (const Emit *emit, const DsnVerdict *verdict)
{
  g_autofree char *text = dsn_emit_describe_blocklist (verdict);

  safe_line (emit, "list", text);
}

/* The trail: the wording that won, and what it won over. */
static void
emit_trail_line (const char *label, const char *text, gpointer data)
{
  safe_line (data, label, text);
}

static void
emit_trail (const Emit *emit, const DsnVerdict *verdict)
{
  safe_line (emit, "wording", verdict->evidence_wording);
  dsn_emit_foreach_beaten (verdict, emit_trail_line, (gpointer) emit);
}

/* What the other lines do not show. */
static void
emit_fields (const Emit *emit, const DsnExtension *extensions, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_autofree char *text =
        g_strconcat (extensions[i].name, ": ", extensions[i].value, NULL);

    safe_line (emit, "field", text);
  }
}

static void
emit_details (const Emit *emit, const DsnRecipient *recipient)
{
  const DsnExtension *extensions;
  char code[DSN_CODE_TEXT_SIZE];
  guint count;

  if (dsn_recipient_get_status (recipient).klass != 0)
    line (emit, "status",
          dsn_code_to_text (dsn_recipient_get_status (recipient), code));
  safe_line (emit, "final", dsn_recipient_get_final_recipient (recipient));
  safe_line (emit, "original", dsn_recipient_get_original_recipient (recipient));
  date_line (emit, "last try", dsn_recipient_get_last_attempt_date (recipient));
  safe_line (emit, "log id", dsn_recipient_get_final_log_id (recipient));
  extensions = dsn_recipient_get_extensions (recipient, &count);
  emit_fields (emit, extensions, count);
}

static void
emit_recipient (const Emit *emit, const DsnReport *report,
                const DsnRecipient *recipient)
{
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);

  emit_who (emit, recipient);
  emit_why (emit, verdict);
  emit_what_to_do (emit, verdict);
  emit_blocklist (emit, verdict);
  emit_said (emit, report, recipient);
  emit_evidence (emit, verdict);
  if (emit->options->verbose)
    emit_trail (emit, verdict);
  date_line (emit, "until", dsn_recipient_get_will_retry_until (recipient));
  if (emit->options->verbose)
    emit_details (emit, recipient);
}

/* Which message it was. */
static void
emit_message (const Emit *emit, const DsnHeaders *headers)
{
  if (headers == NULL)
    return;
  g_string_append (emit->out, "  the message\n");
  safe_line (emit, "subject", headers->subject);
  safe_line (emit, "from", headers->from);
  safe_line (emit, "to", headers->to);
  date_line (emit, "date", headers->date);
  safe_line (emit, "id", headers->message_id);
  safe_line (emit, "list", headers->list_id);
}

static void
emit_reporter (const Emit *emit, const DsnReport *report)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *mta = dsn_report_get_reporting_mta (report, NULL);
  const char *generator = dsn_report_get_generator (report);
  const DsnExtension *extensions;
  guint count;

  g_string_append (emit->out, "  the report\n");
  append_safe (name, mta != NULL ? mta : "a system that does not tell its name");
  if (generator != NULL)
    g_string_append_printf (name, " (%s)", generator);
  line (emit, "by", name->str);
  date_line (emit, "date", dsn_report_get_headers (report)->date);
  if (!emit->options->verbose)
    return;
  safe_line (emit, "gateway", dsn_report_get_dsn_gateway (report, NULL));
  safe_line (emit, "came from", dsn_report_get_received_from_mta (report, NULL));
  date_line (emit, "arrival", dsn_report_get_arrival_date (report));
  safe_line (emit, "envid", dsn_report_get_original_envelope_id (report));
  extensions = dsn_report_get_extensions (report, &count);
  emit_fields (emit, extensions, count);
}

static void
emit_defects (const Emit *emit, const DsnReport *report)
{
  guint count = dsn_report_get_defect_count (report);

  if (count == 0)
    return;
  g_string_append_printf (emit->out, "  %u thing%s odd in the message%s\n", count,
                          count == 1 ? " is" : "s are",
                          emit->options->verbose ? "" : " (--verbose tells)");
  for (guint i = 0; emit->options->verbose && i < count; i++) {
    const DsnDefect *defect = dsn_report_get_defect (report, i);
    g_autofree char *at = g_strdup_printf ("+%" G_GSIZE_FORMAT, defect->offset);
    g_autoptr (GString) text = g_string_new (NULL);

    g_string_append_printf (text, "%s: %s", dsn_defect_id_to_string (defect->id),
                            dsn_defect_id_get_meaning (defect->id));
    if (defect->detail != NULL)
      g_string_append_printf (text, " [%s]", defect->detail);
    line (emit, at, text->str);
  }
}

static void
emit_source (const Emit *emit, const DsnEmitOptions *origin)
{
  append_safe (emit->out, origin->source != NULL ? origin->source : "-");
  if (origin->in_mbox)
    g_string_append_printf (emit->out, ":+%" G_GUINT64_FORMAT, origin->offset);
}

void
dsn_emit_text (const DsnReport *report, const DsnEmitOptions *origin,
               const DsnTextOptions *options, GString *out)
{
  static const DsnTextOptions plain = { FALSE, FALSE };
  Emit emit = { out, options != NULL ? options : &plain };
  guint count;

  g_return_if_fail (report != NULL && origin != NULL && out != NULL);
  count = dsn_report_get_recipient_count (report);
  emit_source (&emit, origin);
  if (dsn_report_get_kind (report) == DSN_KIND_OTHER) {
    g_string_append (out, ": no delivery report\n");
    safe_line (&emit, "subject", dsn_report_get_headers (report)->subject);
    safe_line (&emit, "from", dsn_report_get_headers (report)->from);
    emit_defects (&emit, report);
    g_string_append_c (out, '\n');
    return;
  }
  g_string_append_printf (out, ": delivery report for %u recipient%s\n", count,
                          count == 1 ? "" : "s");
  for (guint i = 0; i < count; i++)
    emit_recipient (&emit, report, dsn_report_get_recipient (report, i));
  emit_message (&emit, dsn_report_get_original (report));
  emit_reporter (&emit, report);
  emit_defects (&emit, report);
  g_string_append_c (out, '\n');
}
