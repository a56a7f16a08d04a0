/* dsn-emit-mail.c: text for people about mail that is no delivery status: complaints,
 * receipts, automatic answers. */
#include "dsn-emit-mail.h"

#include "dsn-status.h"

/* Formats of messages that are no reports. */
static const char *
describe_other (const char *format)
{
  if (g_strcmp0 (format, "dmarc-aggregate") == 0)
    return "no delivery report, but a DMARC aggregate report";
  if (g_strcmp0 (format, "tls-rpt") == 0)
    return "no delivery report, but an SMTP TLS report";
  return "no delivery report";
}

static const char *
describe_feedback (const DsnFeedback *feedback)
{
  if (g_strcmp0 (feedback->type, "auth-failure") == 0)
    return "report of a failed authentication";
  if (g_strcmp0 (feedback->type, "not-spam") == 0)
    return "report that a message is no spam";
  if (g_strcmp0 (feedback->type, "opt-out") == 0)
    return "request to unsubscribe";
  return "complaint about a message";
}

static gboolean
is_challenge (const DsnReport *report)
{
  return g_strcmp0 (dsn_report_get_format (report), "challenge") == 0;
}

const char *
dsn_emit_mail_title (const DsnReport *report)
{
  switch (dsn_report_get_kind (report)) {
  case DSN_KIND_OTHER:
    return describe_other (dsn_report_get_format (report));
  case DSN_KIND_DELIVERY_STATUS:
    return "delivery report";
  case DSN_KIND_FEEDBACK:
    return describe_feedback (dsn_report_get_feedback (report));
  case DSN_KIND_DISPOSITION:
    return "receipt, no bounce";
  case DSN_KIND_AUTO_REPLY:
    return is_challenge (report) ? "challenge to the sender, no bounce"
                                 : "automatic answer, no bounce";
  }
  g_return_val_if_reached ("");
}

static const char *
feedback_outcome (const DsnFeedback *feedback)
{
  static const char *const outcomes[][2] = {
    { "abuse", "reported the message as unwanted" },
    { "fraud", "reported the message as fraud" },
    { "virus", "reported the message for a virus" },
    { "not-spam", "says that the message is no spam" },
    { "auth-failure", "got a message that failed authentication" },
    { "opt-out", "wants no more of this mail" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (feedback->type, outcomes[i][0]) == 0)
      return outcomes[i][1];
  return "complained about the message";
}

static const char *
disposition_outcome (const DsnDisposition *disposition)
{
  if (disposition->unread)
    return "deleted without being read";
  if (disposition->refused)
    return "refused by a filter of the recipient";
  switch (disposition->type) {
  case DSN_DISPOSITION_UNKNOWN:
    return "the receipt does not say what became of it";
  case DSN_DISPOSITION_DISPLAYED:
    return "displayed";
  case DSN_DISPOSITION_DELETED:
    return "deleted; whether it was read is not known";
  case DSN_DISPOSITION_DISPATCHED:
    return "printed, faxed or sent on";
  case DSN_DISPOSITION_PROCESSED:
    return "processed by a program, and shown to nobody";
  case DSN_DISPOSITION_DENIED:
    return "the recipient sends no receipt";
  case DSN_DISPOSITION_FAILED:
    return "the receipt could not be made";
  }
  g_return_val_if_reached ("");
}

const char *
dsn_emit_mail_outcome (const DsnReport *report)
{
  if (dsn_report_get_kind (report) == DSN_KIND_FEEDBACK)
    return feedback_outcome (dsn_report_get_feedback (report));
  if (dsn_report_get_kind (report) == DSN_KIND_DISPOSITION)
    return disposition_outcome (dsn_report_get_disposition (report));
  return is_challenge (report) ? "wants the sender to prove to be a person"
                               : "answered automatically";
}

const char *
dsn_emit_mail_reason (const DsnReport *report)
{
  const DsnDisposition *disposition = dsn_report_get_disposition (report);

  if (dsn_report_get_feedback (report) != NULL)
    return describe_feedback (dsn_report_get_feedback (report));
  if (disposition == NULL)
    return is_challenge (report) ? "challenge to the sender" : "automatic answer";
  return disposition->refused ? "refused for this recipient" : "delivered";
}

const char *
dsn_emit_mail_advice (const DsnReport *report)
{
  const DsnFeedback *feedback = dsn_report_get_feedback (report);
  const char *name = is_challenge (report) ? "challenge-response" : "auto-reply";

  if (dsn_report_get_kind (report) == DSN_KIND_DISPOSITION)
    return NULL;
  if (feedback != NULL) {
    /* A failed check is nobody's complaint, and nor is its contrary. */
    if (g_strcmp0 (feedback->type, "auth-failure") == 0 ||
        g_strcmp0 (feedback->type, "not-spam") == 0)
      return NULL;
    name = "feedback";
  }
  return dsn_category_get_advice_text (dsn_category_find (name));
}

static void
strings_lines (const DsnEmit *emit, const char *label, const char *const *strings)
{
  for (; strings != NULL && *strings != NULL; strings++)
    dsn_emit_safe_line (emit, label, *strings);
}

static void
number_line (const DsnEmit *emit, const char *label, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  if (number != 0)
    dsn_emit_line (emit, label, text);
}

static void
feedback_lines (const DsnEmit *emit, const DsnFeedback *feedback)
{
  dsn_emit_safe_line (emit, "type", feedback->type);
  dsn_emit_safe_line (emit, "failed", feedback->auth_failure);
  dsn_emit_safe_line (emit, "result", feedback->delivery_result);
  dsn_emit_safe_line (emit, "came from", feedback->source_ip);
  dsn_emit_safe_line (emit, "sender",
                      g_strcmp0 (feedback->mail_from, "") == 0 ? "<>"
                                                               : feedback->mail_from);
  number_line (emit, "incidents", feedback->incidents);
  strings_lines (emit, "domain", feedback->reported_domains);
  strings_lines (emit, "uri", feedback->reported_uris);
  if (!dsn_emit_is_verbose (emit))
    return;
  dsn_emit_safe_line (emit, "program", feedback->user_agent);
  strings_lines (emit, "checks", feedback->authentication_results);
  dsn_emit_safe_line (emit, "alignment", feedback->identity_alignment);
  dsn_emit_safe_line (emit, "dkim d=", feedback->dkim_domain);
  dsn_emit_safe_line (emit, "dkim i=", feedback->dkim_identity);
  dsn_emit_safe_line (emit, "dkim s=", feedback->dkim_selector);
  strings_lines (emit, "spf", feedback->spf_dns);
}

static void
disposition_lines (const DsnEmit *emit, const DsnDisposition *disposition)
{
  g_autofree char *mode = NULL;

  dsn_emit_safe_line (emit, "type", dsn_disposition_type_to_string (disposition->type));
  strings_lines (emit, "with", disposition->modifiers);
  strings_lines (emit, "error", disposition->errors);
  strings_lines (emit, "warning", disposition->warnings);
  strings_lines (emit, "failure", disposition->failures);
  if (!dsn_emit_is_verbose (emit))
    return;
  mode = g_strdup_printf (
      "action %s, sent %s",
      disposition->action_mode != NULL ? disposition->action_mode : "unknown",
      disposition->sending_mode != NULL ? disposition->sending_mode : "unknown");
  dsn_emit_line (emit, "mode", mode);
  dsn_emit_safe_line (emit, "program", disposition->product);
  dsn_emit_safe_line (emit, "host", disposition->reporting_ua);
  dsn_emit_safe_line (emit, "gateway", disposition->gateway);
}

void
dsn_emit_mail_details (const DsnEmit *emit, const DsnReport *report)
{
  const DsnFeedback *feedback = dsn_report_get_feedback (report);
  const DsnDisposition *disposition = dsn_report_get_disposition (report);

  if (feedback != NULL) {
    g_string_append (emit->out, "  the feedback\n");
    feedback_lines (emit, feedback);
  } else if (disposition != NULL) {
    g_string_append (emit->out, "  the receipt\n");
    disposition_lines (emit, disposition);
  }
}
