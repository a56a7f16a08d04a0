/* dsn-emit-json.c: a report as one line of JSON. */
#include "dsn-emit-json.h"

#include "dsn-date.h"
#include "dsn-emit-frame.h"
#include "dsn-emit-verdict.h"

static void
emit_date (DsnJson *json, const char *key, gint64 date)
{
  char text[DSN_DATE_TEXT_SIZE];

  if (date != DSN_DATE_NONE)
    dsn_json_word (json, key, dsn_date_to_text (date, text));
}

static void
emit_code (DsnJson *json, const char *key, DsnCode code)
{
  char text[DSN_CODE_TEXT_SIZE];

  if (code.klass != 0)
    dsn_json_word (json, key, dsn_code_to_text (code, text));
}

/* A name, and its type where that is not the usual one. */
static void
emit_name (DsnJson *json, const char *key, const char *type_key, const char *name,
           const char *type)
{
  dsn_json_string (json, key, name);
  if (name != NULL && g_strcmp0 (type, "dns") != 0)
    dsn_json_string (json, type_key, type);
}

static void
emit_signatures (DsnJson *json, const DsnReport *report)
{
  guint count;
  const DsnSignature *signatures = dsn_report_get_signatures (report, &count);

  if (count == 0)
    return;
  dsn_json_open (json, "dkim", '[');
  for (guint i = 0; i < count; i++) {
    dsn_json_open (json, NULL, '{');
    dsn_json_string (json, "domain", signatures[i].domain);
    dsn_json_string (json, "selector", signatures[i].selector);
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

static void
emit_header_fields (DsnJson *json, const DsnHeaders *headers)
{
  dsn_json_string (json, "message_id", headers->message_id);
  emit_date (json, "date", headers->date);
  dsn_json_string (json, "from", headers->from);
  dsn_json_string (json, "to", headers->to);
  dsn_json_string (json, "subject", headers->subject);
}

/* The bounce itself. */
static void
emit_report_headers (DsnJson *json, const DsnReport *report)
{
  dsn_json_open (json, "report", '{');
  emit_header_fields (json, dsn_report_get_headers (report));
  dsn_json_close (json, '}');
}

/* The message that bounced. */
static void
emit_original (DsnJson *json, const DsnReport *report)
{
  const DsnHeaders *original = dsn_report_get_original (report);

  if (original == NULL)
    return;
  dsn_json_open (json, "original", '{');
  emit_header_fields (json, original);
  dsn_json_string (json, "list_id", original->list_id);
  emit_signatures (json, report);
  dsn_json_close (json, '}');
}

static void
emit_extensions (DsnJson *json, const DsnExtension *extensions, guint count)
{
  if (count == 0)
    return;
  dsn_json_open (json, "fields", '[');
  for (guint i = 0; i < count; i++) {
    dsn_json_open (json, NULL, '{');
    dsn_json_string (json, "name", extensions[i].name);
    dsn_json_string (json, "value", extensions[i].value);
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

static void
emit_diagnostic (DsnJson *json, const DsnRecipient *recipient)
{
  const char *type, *text;
  DsnDiagnosticBy by;

  text = dsn_recipient_get_diagnostic_code (recipient, &type, &by);
  if (text == NULL && type == NULL)
    return;
  dsn_json_open (json, "diagnostic_code", '{');
  dsn_json_string (json, "type", type);
  dsn_json_string (json, "text", text);
  dsn_json_word (json, "by", by == DSN_DIAGNOSTIC_BY_REMOTE ? "remote" : "reporter");
  dsn_json_close (json, '}');
}

static void
emit_recipient (DsnJson *json, const DsnRecipient *recipient)
{
  const DsnExtension *extensions;
  const char *type, *name;
  guint count, reply = dsn_recipient_get_reply_code (recipient);

  dsn_json_open (json, NULL, '{');
  dsn_json_string (json, "address", dsn_recipient_get_address (recipient));
  dsn_json_string (json, "address_ascii", dsn_recipient_get_address_ascii (recipient));
  dsn_json_string (json, "final_recipient",
                   dsn_recipient_get_final_recipient (recipient));
  dsn_json_string (json, "original_recipient",
                   dsn_recipient_get_original_recipient (recipient));
  dsn_json_string (json, "address_type", dsn_recipient_get_address_type (recipient));
  dsn_json_word (json, "action",
                 dsn_action_to_string (dsn_recipient_get_action (recipient)));
  emit_code (json, "status", dsn_recipient_get_status (recipient));
  emit_code (json, "diagnostic_status",
             dsn_recipient_get_diagnostic_status (recipient));
  if (reply != 0)
    dsn_json_int (json, "reply_code", reply);
  name = dsn_recipient_get_remote_mta (recipient, &type);
  emit_name (json, "remote_mta", "remote_mta_type", name, type);
  emit_date (json, "last_attempt_date",
             dsn_recipient_get_last_attempt_date (recipient));
  dsn_json_string (json, "final_log_id", dsn_recipient_get_final_log_id (recipient));
  emit_date (json, "will_retry_until", dsn_recipient_get_will_retry_until (recipient));
  emit_diagnostic (json, recipient);
  extensions = dsn_recipient_get_extensions (recipient, &count);
  emit_extensions (json, extensions, count);
  dsn_emit_verdict (json, dsn_recipient_get_verdict (recipient));
  dsn_json_close (json, '}');
}

static void
emit_strings (DsnJson *json, const char *key, const char *const *strings)
{
  if (strings == NULL)
    return;
  dsn_json_open (json, key, '[');
  for (; *strings != NULL; strings++)
    dsn_json_string (json, NULL, *strings);
  dsn_json_close (json, ']');
}

static void
emit_number (DsnJson *json, const char *key, guint number)
{
  if (number != 0)
    dsn_json_int (json, key, number);
}

static void
emit_feedback (DsnJson *json, const DsnFeedback *feedback)
{
  if (feedback == NULL)
    return;
  dsn_json_open (json, "feedback", '{');
  dsn_json_string (json, "type", feedback->type);
  dsn_json_string (json, "user_agent", feedback->user_agent);
  dsn_json_string (json, "version", feedback->version);
  dsn_json_string (json, "source_ip", feedback->source_ip);
  emit_number (json, "source_port", feedback->source_port);
  dsn_json_string (json, "original_mail_from", feedback->mail_from);
  emit_number (json, "incidents", feedback->incidents);
  emit_strings (json, "reported_domains", feedback->reported_domains);
  emit_strings (json, "reported_uris", feedback->reported_uris);
  emit_strings (json, "authentication_results", feedback->authentication_results);
  dsn_json_string (json, "auth_failure", feedback->auth_failure);
  dsn_json_string (json, "delivery_result", feedback->delivery_result);
  dsn_json_string (json, "identity_alignment", feedback->identity_alignment);
  dsn_json_string (json, "dkim_domain", feedback->dkim_domain);
  dsn_json_string (json, "dkim_identity", feedback->dkim_identity);
  dsn_json_string (json, "dkim_selector", feedback->dkim_selector);
  emit_strings (json, "spf_dns", feedback->spf_dns);
  dsn_json_close (json, '}');
}

/* Only what is so stands there. */
static void
emit_flag (DsnJson *json, const char *key, gboolean flag)
{
  if (flag)
    dsn_json_bool (json, key, TRUE);
}

static void
emit_disposition (DsnJson *json, const DsnDisposition *disposition)
{
  if (disposition == NULL)
    return;
  dsn_json_open (json, "disposition", '{');
  dsn_json_word (json, "type", dsn_disposition_type_to_string (disposition->type));
  dsn_json_string (json, "action_mode", disposition->action_mode);
  dsn_json_string (json, "sending_mode", disposition->sending_mode);
  emit_strings (json, "modifiers", disposition->modifiers);
  emit_flag (json, "unread", disposition->unread);
  emit_flag (json, "refused", disposition->refused);
  dsn_json_string (json, "reporting_ua", disposition->reporting_ua);
  dsn_json_string (json, "product", disposition->product);
  dsn_json_string (json, "gateway", disposition->gateway);
  dsn_json_string (json, "original_message_id", disposition->original_message_id);
  emit_strings (json, "failures", disposition->failures);
  emit_strings (json, "errors", disposition->errors);
  emit_strings (json, "warnings", disposition->warnings);
  dsn_json_close (json, '}');
}

static void
emit_recipients (DsnJson *json, const DsnReport *report)
{
  dsn_json_open (json, "recipients", '[');
  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++)
    emit_recipient (json, dsn_report_get_recipient (report, i));
  dsn_json_close (json, ']');
}

static void
emit_defects (DsnJson *json, const DsnReport *report)
{
  guint count = dsn_report_get_defect_count (report);

  if (count == 0)
    return;
  dsn_json_open (json, "defects", '[');
  for (guint i = 0; i < count; i++)
    dsn_emit_defect_json (json, dsn_report_get_defect (report, i));
  dsn_json_close (json, ']');
}

void
dsn_emit_json (const DsnReport *report, const DsnEmitOptions *options, GString *out)
{
  gboolean is_report;
  const char *type, *name;
  const DsnExtension *extensions;
  DsnJson json = { .out = out };
  guint count;

  g_return_if_fail (report != NULL && options != NULL && out != NULL);
  is_report = dsn_report_get_kind (report) != DSN_KIND_OTHER;
  dsn_emit_begin_json (&json, is_report ? "report" : "other", options);
  dsn_json_word (&json, "kind", dsn_kind_to_string (dsn_report_get_kind (report)));
  dsn_json_word (&json, "format", dsn_report_get_format (report));
  dsn_json_string (&json, "generator", dsn_report_get_generator (report));
  name = dsn_report_get_reporting_mta (report, &type);
  emit_name (&json, "reporting_mta", "reporting_mta_type", name, type);
  name = dsn_report_get_received_from_mta (report, &type);
  emit_name (&json, "received_from_mta", "received_from_mta_type", name, type);
  name = dsn_report_get_dsn_gateway (report, &type);
  emit_name (&json, "dsn_gateway", "dsn_gateway_type", name, type);
  emit_date (&json, "arrival_date", dsn_report_get_arrival_date (report));
  dsn_json_string (&json, "original_envelope_id",
                   dsn_report_get_original_envelope_id (report));
  emit_report_headers (&json, report);
  emit_original (&json, report);
  emit_feedback (&json, dsn_report_get_feedback (report));
  emit_disposition (&json, dsn_report_get_disposition (report));
  extensions = dsn_report_get_extensions (report, &count);
  emit_extensions (&json, extensions, count);
  if (is_report)
    emit_recipients (&json, report);
  emit_defects (&json, report);
  dsn_emit_end_json (&json);
}

void
dsn_emit_json_error (const char *message, const DsnEmitOptions *options, GString *out)
{
  DsnJson json = { .out = out };

  g_return_if_fail (message != NULL && options != NULL && out != NULL);
  dsn_emit_begin_json (&json, "error", options);
  dsn_json_string (&json, "message", message);
  dsn_emit_end_json (&json);
}
