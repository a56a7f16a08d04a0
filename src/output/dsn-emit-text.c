/* dsn-emit-text.c: a report for people: who, why, what to do, on what evidence. */
#include "dsn-emit-text.h"

#include "dsn-emit-frame.h"
#include "dsn-emit-line.h"
#include "dsn-emit-mail.h"
#include "dsn-emit-verdict.h"
#include "dsn-reply.h"
#include "dsn-status.h"

/* Below the line that names a recipient. */
#define LABEL_COLUMN 4
#define TEXT_COLUMN 14

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
    return DSN_COLOR_BAD;
  case DSN_ACTION_DELAYED:
    return DSN_COLOR_SLOW;
  case DSN_ACTION_DELIVERED:
  case DSN_ACTION_RELAYED:
  case DSN_ACTION_EXPANDED:
    return DSN_COLOR_GOOD;
  }
  g_return_val_if_reached ("");
}

static void
emit_why (const DsnEmit *emit, const DsnVerdict *verdict)
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
  dsn_emit_line (emit, "why", text->str);
}

static void
emit_what_to_do (const DsnEmit *emit, const DsnVerdict *verdict)
{
  g_autofree char *text = NULL;

  if (verdict->advice == DSN_ADVICE_NONE)
    return;
  text = g_strdup_printf ("%s: %s", dsn_advice_to_string (verdict->advice),
                          dsn_emit_describe_advice (verdict));
  dsn_emit_line (emit, "do", text);
}

/* Whose words, then the words, a multi-line reply as one. */
static void
emit_said (const DsnEmit *emit, const DsnReport *report, const DsnRecipient *recipient)
{
  const char *remote = dsn_recipient_get_remote_mta (recipient, NULL), *text;
  const char *reporter = dsn_report_get_reporting_mta (report, NULL);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new (NULL);
  DsnDiagnosticBy by;

  text = dsn_recipient_get_diagnostic_code (recipient, NULL, &by);
  if (text == NULL) {
    dsn_emit_safe_line (emit, "remote", remote);
    return;
  }
  dsn_reply_append_joined (joined, dsn_span_of_string (text));
  if (by == DSN_DIAGNOSTIC_BY_REMOTE)
    dsn_emit_append_safe (said, remote != NULL ? remote : "the remote system");
  else
    dsn_emit_append_safe (said, reporter != NULL ? reporter : "the reporting system");
  g_string_append (said, " said:");
  dsn_emit_line (emit, "evidence", said->str);
  dsn_emit_safe_line (emit, "", joined->str);
}

static void
emit_evidence (const DsnEmit *emit, const DsnVerdict *verdict)
{
  g_autoptr (GString) text = NULL;

  if (verdict->evidence_by == DSN_EVIDENCE_NOTHING)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s confidence, by the %s",
                          dsn_confidence_to_string (verdict->confidence),
                          dsn_emit_describe_evidence (verdict->evidence_by));
  dsn_emit_line (emit, "sure?", text->str);
}

static void
emit_blocklist (const DsnEmit *emit, const DsnVerdict *verdict)
{
  g_autofree char *text = dsn_emit_describe_blocklist (verdict);

  dsn_emit_safe_line (emit, "list", text);
}

/* The trail: the wording that won, and what it won over. */
static void
emit_trail_line (const char *label, const char *text, gpointer data)
{
  dsn_emit_safe_line (data, label, text);
}

static void
emit_trail (const DsnEmit *emit, const DsnVerdict *verdict)
{
  dsn_emit_safe_line (emit, "wording", verdict->evidence_wording);
  dsn_emit_foreach_beaten (verdict, emit_trail_line, (gpointer) emit);
}

/* What the other lines do not show. */
static void
emit_fields (const DsnEmit *emit, const DsnExtension *extensions, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_autofree char *text =
        g_strconcat (extensions[i].name, ": ", extensions[i].value, NULL);

    dsn_emit_safe_line (emit, "field", text);
  }
}

static void
emit_details (const DsnEmit *emit, const DsnRecipient *recipient)
{
  const DsnExtension *extensions;
  char code[DSN_CODE_TEXT_SIZE];
  guint count;

  if (dsn_recipient_get_status (recipient).klass != 0)
    dsn_emit_line (emit, "status",
                   dsn_code_to_text (dsn_recipient_get_status (recipient), code));
  dsn_emit_safe_line (emit, "final", dsn_recipient_get_final_recipient (recipient));
  dsn_emit_safe_line (emit, "original",
                      dsn_recipient_get_original_recipient (recipient));
  dsn_emit_date_line (emit, "last try",
                      dsn_recipient_get_last_attempt_date (recipient));
  dsn_emit_safe_line (emit, "log id", dsn_recipient_get_final_log_id (recipient));
  extensions = dsn_recipient_get_extensions (recipient, &count);
  emit_fields (emit, extensions, count);
}

static void
emit_recipient (const DsnEmit *emit, const DsnReport *report,
                const DsnRecipient *recipient)
{
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);

  DsnAction action = dsn_recipient_get_action (recipient);

  dsn_emit_who (emit, recipient, describe_action (action), color_of (action));
  emit_why (emit, verdict);
  emit_what_to_do (emit, verdict);
  emit_blocklist (emit, verdict);
  emit_said (emit, report, recipient);
  emit_evidence (emit, verdict);
  if (dsn_emit_is_verbose (emit))
    emit_trail (emit, verdict);
  dsn_emit_date_line (emit, "until", dsn_recipient_get_will_retry_until (recipient));
  if (dsn_emit_is_verbose (emit))
    emit_details (emit, recipient);
}

/* Which message it was. */
static void
emit_message (const DsnEmit *emit, const DsnHeaders *headers)
{
  if (headers == NULL)
    return;
  g_string_append (emit->out, "  the message\n");
  dsn_emit_safe_line (emit, "subject", headers->subject);
  dsn_emit_safe_line (emit, "from", headers->from);
  dsn_emit_safe_line (emit, "to", headers->to);
  dsn_emit_date_line (emit, "date", headers->date);
  dsn_emit_safe_line (emit, "id", headers->message_id);
  dsn_emit_safe_line (emit, "list", headers->list_id);
}

/* Whom mail that is no delivery status is about: nothing has failed, as a rule. */
static void
emit_party (const DsnEmit *emit, const DsnReport *report, const DsnRecipient *recipient)
{
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
  const char *advice = dsn_emit_mail_advice (report);
  g_autofree char *why =
      g_strdup_printf ("%s (%s)", dsn_emit_mail_reason (report), verdict->category);

  dsn_emit_who (emit, recipient, dsn_emit_mail_outcome (report), DSN_COLOR_NAME);
  dsn_emit_line (emit, "why", why);
  if (verdict->advice != DSN_ADVICE_NONE)
    emit_what_to_do (emit, verdict);
  else if (advice != NULL)
    dsn_emit_line (emit, "do", advice);
  if (dsn_emit_is_verbose (emit))
    emit_details (emit, recipient);
}

/* Who wrote it: the MTA that it names, or whoever sent the mail. */
static void
append_reporter (GString *name, const DsnReport *report)
{
  const char *mta = dsn_report_get_reporting_mta (report, NULL);
  const char *generator = dsn_report_get_generator (report);

  if (mta == NULL && dsn_report_get_kind (report) != DSN_KIND_DELIVERY_STATUS)
    mta = dsn_report_get_headers (report)->from;
  dsn_emit_append_safe (name,
                        mta != NULL ? mta : "a system that does not tell its name");
  if (generator != NULL)
    g_string_append_printf (name, " (%s)", generator);
}

static void
emit_reporter (const DsnEmit *emit, const DsnReport *report)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const DsnExtension *extensions;
  guint count;

  g_string_append (emit->out, "  the report\n");
  append_reporter (name, report);
  dsn_emit_line (emit, "by", name->str);
  if (dsn_report_get_kind (report) != DSN_KIND_DELIVERY_STATUS)
    dsn_emit_safe_line (emit, "subject", dsn_report_get_headers (report)->subject);
  dsn_emit_date_line (emit, "date", dsn_report_get_headers (report)->date);
  if (!dsn_emit_is_verbose (emit))
    return;
  dsn_emit_safe_line (emit, "gateway", dsn_report_get_dsn_gateway (report, NULL));
  dsn_emit_safe_line (emit, "came from",
                      dsn_report_get_received_from_mta (report, NULL));
  dsn_emit_date_line (emit, "arrival", dsn_report_get_arrival_date (report));
  dsn_emit_safe_line (emit, "envid", dsn_report_get_original_envelope_id (report));
  extensions = dsn_report_get_extensions (report, &count);
  emit_fields (emit, extensions, count);
}

static void
emit_defects (const DsnEmit *emit, const DsnReport *report)
{
  guint count = dsn_report_get_defect_count (report);

  if (count == 0)
    return;
  g_string_append_printf (emit->out, "  %u thing%s odd in the message%s\n", count,
                          count == 1 ? " is" : "s are",
                          dsn_emit_is_verbose (emit) ? "" : " (--verbose tells)");
  for (guint i = 0; dsn_emit_is_verbose (emit) && i < count; i++)
    dsn_emit_defect_line (emit, dsn_report_get_defect (report, i));
}

/* What was read, and is no report. */
static void
emit_other (const DsnEmit *emit, const DsnReport *report)
{
  dsn_emit_safe_line (emit, "subject", dsn_report_get_headers (report)->subject);
  dsn_emit_safe_line (emit, "from", dsn_report_get_headers (report)->from);
}

static void
emit_recipients (const DsnEmit *emit, const DsnReport *report)
{
  gboolean is_status = dsn_report_get_kind (report) == DSN_KIND_DELIVERY_STATUS;

  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    if (is_status)
      emit_recipient (emit, report, recipient);
    else
      emit_party (emit, report, recipient);
  }
}

void
dsn_emit_text (const DsnReport *report, const DsnEmitOptions *origin,
               const DsnTextOptions *options, GString *out)
{
  DsnEmit emit = { out, options, LABEL_COLUMN, TEXT_COLUMN };
  guint count;

  g_return_if_fail (report != NULL && origin != NULL && out != NULL);
  count = dsn_report_get_recipient_count (report);
  dsn_emit_source (&emit, origin);
  g_string_append_printf (out, ": %s", dsn_emit_mail_title (report));
  if (dsn_report_get_kind (report) == DSN_KIND_DELIVERY_STATUS)
    g_string_append_printf (out, " for %u recipient%s", count, count == 1 ? "" : "s");
  g_string_append_c (out, '\n');
  if (dsn_report_get_kind (report) == DSN_KIND_OTHER) {
    emit_other (&emit, report);
  } else {
    emit_recipients (&emit, report);
    dsn_emit_mail_details (&emit, report);
    emit_message (&emit, dsn_report_get_original (report));
    emit_reporter (&emit, report);
  }
  emit_defects (&emit, report);
  g_string_append_c (out, '\n');
}
