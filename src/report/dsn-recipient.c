/* dsn-recipient.c: what a report says of one recipient. */
#include "dsn-recipient-private.h"

#include "dsn-date.h"
#include "dsn-report.h"

void
dsn_recipient_init (DsnRecipient *recipient)
{
  *recipient = (DsnRecipient){
    .last_attempt_date = DSN_DATE_NONE,
    .will_retry_until = DSN_DATE_NONE,
  };
}

void
dsn_recipient_clear (DsnRecipient *recipient)
{
  g_clear_pointer (&recipient->extensions, g_array_unref);
}

const DsnBeatenWording *
dsn_verdict_over_at (const DsnVerdict *verdict, guint index)
{
  g_return_val_if_fail (verdict != NULL, NULL);
  return index < DSN_VERDICT_OVER_MAX && verdict->evidence_over[index].wording != NULL
             ? &verdict->evidence_over[index]
             : NULL;
}

const DsnBeatenCode *
dsn_verdict_against_at (const DsnVerdict *verdict, guint index)
{
  g_return_val_if_fail (verdict != NULL, NULL);
  return index < DSN_VERDICT_AGAINST_MAX &&
                 verdict->evidence_against[index].code.klass != 0
             ? &verdict->evidence_against[index]
             : NULL;
}

DsnRecipient *
dsn_recipient_ref (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL && recipient->report != NULL, NULL);
  dsn_report_ref (recipient->report);
  return (DsnRecipient *) recipient;
}

void
dsn_recipient_unref (DsnRecipient *recipient)
{
  if (recipient != NULL)
    dsn_report_unref (recipient->report);
}

const char *
dsn_action_to_string (DsnAction action)
{
  switch (action) {
  case DSN_ACTION_UNKNOWN:
    return NULL;
  case DSN_ACTION_FAILED:
    return "failed";
  case DSN_ACTION_DELAYED:
    return "delayed";
  case DSN_ACTION_DELIVERED:
    return "delivered";
  case DSN_ACTION_RELAYED:
    return "relayed";
  case DSN_ACTION_EXPANDED:
    return "expanded";
  }
  g_return_val_if_reached (NULL);
}

const char *
dsn_scope_to_string (DsnScope scope)
{
  switch (scope) {
  case DSN_SCOPE_NONE:
    return NULL;
  case DSN_SCOPE_ADDRESS:
    return "address";
  case DSN_SCOPE_DOMAIN:
    return "domain";
  case DSN_SCOPE_RECEIVER:
    return "receiver";
  case DSN_SCOPE_SENDER:
    return "sender";
  case DSN_SCOPE_MESSAGE:
    return "message";
  case DSN_SCOPE_NETWORK:
    return "network";
  }
  g_return_val_if_reached (NULL);
}

const char *
dsn_advice_to_string (DsnAdvice advice)
{
  switch (advice) {
  case DSN_ADVICE_NONE:
    return "none";
  case DSN_ADVICE_SUPPRESS:
    return "suppress";
  case DSN_ADVICE_RETRY:
    return "retry";
  case DSN_ADVICE_HOLD:
    return "hold";
  case DSN_ADVICE_FIX:
    return "fix";
  }
  g_return_val_if_reached (NULL);
}

DsnScope
dsn_scope_from_string (const char *word)
{
  for (DsnScope scope = DSN_SCOPE_ADDRESS; scope <= DSN_SCOPE_NETWORK; scope++)
    if (g_strcmp0 (word, dsn_scope_to_string (scope)) == 0)
      return scope;
  return DSN_SCOPE_NONE;
}

DsnAdvice
dsn_advice_from_string (const char *word)
{
  for (DsnAdvice advice = DSN_ADVICE_SUPPRESS; advice <= DSN_ADVICE_FIX; advice++)
    if (g_strcmp0 (word, dsn_advice_to_string (advice)) == 0)
      return advice;
  return DSN_ADVICE_NONE;
}

const char *
dsn_confidence_to_string (DsnConfidence confidence)
{
  switch (confidence) {
  case DSN_CONFIDENCE_LOW:
    return "low";
  case DSN_CONFIDENCE_MEDIUM:
    return "medium";
  case DSN_CONFIDENCE_HIGH:
    return "high";
  }
  g_return_val_if_reached (NULL);
}

const char *
dsn_evidence_by_to_string (DsnEvidenceBy by)
{
  switch (by) {
  case DSN_EVIDENCE_NOTHING:
    return NULL;
  case DSN_EVIDENCE_WORDING:
    return "wording";
  case DSN_EVIDENCE_DIAGNOSTIC_STATUS:
    return "diagnostic-status";
  case DSN_EVIDENCE_STATUS:
    return "status";
  case DSN_EVIDENCE_REPLY_CODE:
    return "reply-code";
  case DSN_EVIDENCE_ACTION:
    return "action";
  }
  g_return_val_if_reached (NULL);
}

const char *
dsn_recipient_get_address (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->address;
}

const char *
dsn_recipient_get_address_ascii (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->address_ascii;
}

const char *
dsn_recipient_get_address_type (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->address_type;
}

const char *
dsn_recipient_get_final_recipient (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->final_recipient;
}

const char *
dsn_recipient_get_original_recipient (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->original_recipient;
}

DsnAction
dsn_recipient_get_action (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, DSN_ACTION_UNKNOWN);
  return recipient->action;
}

DsnCode
dsn_recipient_get_status (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, (DsnCode){ 0 });
  return recipient->status;
}

DsnCode
dsn_recipient_get_diagnostic_status (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, (DsnCode){ 0 });
  return recipient->diagnostic_status;
}

guint
dsn_recipient_get_reply_code (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, 0);
  return recipient->reply_code;
}

const char *
dsn_recipient_get_remote_mta (const DsnRecipient *recipient, const char **type)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  if (type != NULL)
    *type = recipient->remote_mta.type;
  return recipient->remote_mta.name;
}

const char *
dsn_recipient_get_diagnostic_code (const DsnRecipient *recipient, const char **type,
                                   DsnDiagnosticBy *by)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  if (type != NULL)
    *type = recipient->diagnostic_type;
  if (by != NULL)
    *by = recipient->diagnostic_by;
  return recipient->diagnostic_text;
}

gint64
dsn_recipient_get_last_attempt_date (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, DSN_DATE_NONE);
  return recipient->last_attempt_date;
}

gint64
dsn_recipient_get_will_retry_until (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, DSN_DATE_NONE);
  return recipient->will_retry_until;
}

const char *
dsn_recipient_get_final_log_id (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->final_log_id;
}

const DsnExtension *
dsn_recipient_get_extensions (const DsnRecipient *recipient, guint *count)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  *count = recipient->extensions != NULL ? recipient->extensions->len : 0;
  return *count > 0 ? &g_array_index (recipient->extensions, DsnExtension, 0) : NULL;
}

const DsnExtension *
dsn_recipient_extension_at (const DsnRecipient *recipient, guint index)
{
  guint count;
  const DsnExtension *extensions = dsn_recipient_get_extensions (recipient, &count);

  return extensions != NULL && index < count ? &extensions[index] : NULL;
}

const DsnVerdict *
dsn_recipient_get_verdict (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return &recipient->verdict;
}
