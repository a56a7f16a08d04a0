/* dsn-said.c: what the failing system said, and which wording it is. */
#include "dsn-said.h"

#include "dsn-recipient-private.h"
#include "dsn-reply.h"
#include "dsn-scan.h"

/* Fields beside the Diagnostic-Code that hold the failing system's words. */
static gboolean
is_evidence (const char *name)
{
  static const char *const names[] = { "X-Supplementary-Info", "Localized-Diagnostic",
                                       "Status", "Action" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What a remote system said inside the words of who reports it: `5.1.0 - Unknown
 * address error 550-'5.7.1 Access denied'`. Empty where nothing stands before the
 * reply. */
static DsnSpan
find_quoted_reply (DsnSpan text, guint code)
{
  DsnScan scan = dsn_scan_over (text);
  DsnReply reply = { 0 };
  guint first;

  if (code != 0 && !(dsn_scan_uint (&scan, 3, &first) && first == code))
    reply = dsn_reply_find (text);
  return reply.at > 0 ? dsn_span_slice (text, reply.at, G_MAXSIZE) : (DsnSpan){ 0 };
}

gboolean
dsn_said_find (const DsnRecipient *recipient, const DsnContext *context,
               DsnWordingMatch *match, DsnSpan *text)
{
  DsnCode inner = dsn_recipient_get_diagnostic_status (recipient);
  DsnWordingQuery query = {
    .text =
        dsn_span_of_string (dsn_recipient_get_diagnostic_code (recipient, NULL, NULL)),
    .reply = dsn_recipient_get_reply_code (recipient),
    .status = inner.klass != 0 ? inner : dsn_recipient_get_status (recipient),
    .vendor = context->vendor,
  };
  const DsnExtension *extensions;
  DsnSpan whole;
  guint count;

  whole = query.text;
  *text = query.text = find_quoted_reply (whole, query.reply);
  if (query.text.len > 0 && dsn_rules_find (context->rules, &query, match, NULL) &&
      !dsn_wording_names_no_cause (match->row))
    return TRUE;
  *text = query.text = whole;
  if (dsn_rules_find (context->rules, &query, match, NULL))
    return TRUE;
  extensions = dsn_recipient_get_extensions (recipient, &count);
  for (guint i = 0; i < count; i++) {
    if (!is_evidence (extensions[i].name))
      continue;
    *text = query.text = dsn_span_of_string (extensions[i].value);
    if (dsn_rules_find (context->rules, &query, match, NULL))
      return TRUE;
  }
  *text =
      dsn_span_of_string (dsn_recipient_get_diagnostic_code (recipient, NULL, NULL));
  return FALSE;
}

gboolean
dsn_said_find_in_prose (const DsnRecipient *recipient, const DsnContext *context,
                        DsnWordingMatch *match, DsnSpan *text)
{
  DsnWordingQuery query = {
    .text = dsn_span_of_string (recipient->prose),
    .reply = dsn_recipient_get_reply_code (recipient),
    .status = dsn_recipient_get_status (recipient),
    .vendor = context->vendor,
  };

  if (query.text.len == 0 || !dsn_rules_find (context->rules, &query, match, NULL) ||
      dsn_wording_names_no_cause (match->row))
    return FALSE;
  *text = query.text;
  return TRUE;
}
