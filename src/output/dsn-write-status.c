/* dsn-write-status.c: a report -> the fields of its delivery-status part. */
#include "dsn-write-status.h"

#include "dsn-compose.h"
#include "dsn-date.h"
#include "dsn-error.h"
#include "dsn-field-write.h"
#include "dsn-groups.h"
#include "dsn-limits.h"
#include "dsn-report-private.h"
#include "dsn-token.h"
#include "dsn-typed.h"
#include "dsn-xtext.h"

/* dsn_typed_scan() takes no longer one. */
#define TYPE_MAX_LEN 64

/* As dsn_field_write(), as long as a reader takes it. */
static void
add_field (GString *out, const char *name, const char *type, const char *text,
           gboolean utf8)
{
  dsn_field_write (out, name, type, text, utf8, dsn_limits_resolve (NULL).field_size);
}

/* RFC 3464 §2.1.2: a type is an atom. */
static const char *
good_type (const char *type, const char *otherwise)
{
  DsnSpan span = dsn_span_of_string (type);

  if (span.len > TYPE_MAX_LEN || !dsn_span_is_ascii (span) || !dsn_token_is_atom (span))
    return otherwise;
  return type;
}

static gboolean
says_something (const char *text)
{
  return text != NULL && dsn_span_trim (dsn_span_of_string (text)).len > 0;
}

/* RFC 3464 §2.1.1: text in parentheses is a comment and not part of the contents. */
static gboolean
is_with_comment (DsnSpan text, const char *clean)
{
  DsnSpan span = dsn_span_of_string (clean), comment;
  DsnScan scan;

  if (!dsn_span_starts_nocase (text, span))
    return FALSE;
  scan = dsn_scan_over (dsn_span_trim (dsn_span_slice (text, span.len, G_MAXSIZE)));
  return dsn_token_scan_comment (&scan, &comment) && dsn_scan_at_end (&scan);
}

/* What was kept of a field because it says more than @clean: a comment behind it. */
static const char *
with_comment (const GArray *extensions, const char *field, const char *clean)
{
  for (guint i = 0; extensions != NULL && i < extensions->len; i++) {
    const DsnExtension *extension = &g_array_index (extensions, DsnExtension, i);
    DsnSpan value = dsn_span_of_string (extension->value);
    DsnScan scan = dsn_scan_over (value);
    DsnTyped typed = { .value = value };

    if (g_ascii_strcasecmp (extension->name, field) != 0)
      continue;
    dsn_typed_scan (&scan, &typed);
    if (is_with_comment (typed.value, clean))
      return (const char *) typed.value.data; /* the value's end is the text's */
  }
  return clean;
}

static void
write_name (GString *out, const char *field, const DsnTypedName *name,
            const GArray *extensions, gboolean utf8)
{
  if (says_something (name->name))
    add_field (out, field, good_type (name->type, "dns"),
               with_comment (extensions, field, name->name), utf8);
}

static void
write_date (GString *out, const char *field, gint64 date)
{
  g_autofree char *text = dsn_compose_date (date);

  if (text != NULL)
    add_field (out, field, NULL, text, FALSE);
}

static void
write_text (GString *out, const char *field, const char *text, gboolean utf8)
{
  if (says_something (text))
    add_field (out, field, NULL, text, utf8);
}

/* Addresses that are not ASCII are of type utf-8, and have a form of their own where
 * they must be (RFC 6533 §3). */
static void
write_address (GString *out, const char *field, const char *type, const char *address,
               gboolean utf8)
{
  g_autoptr (GString) encoded = NULL;
  gboolean is_mail;

  if (!says_something (address))
    return;
  type = good_type (type, "rfc822");
  is_mail = g_ascii_strcasecmp (type, "rfc822") == 0 ||
            g_ascii_strcasecmp (type, "utf-8") == 0;
  if (is_mail && !g_str_is_ascii (address)) {
    type = "utf-8";
    if (!utf8) {
      encoded = g_string_new (NULL);
      dsn_xtext_encode_unicode (encoded, address);
      address = encoded->str;
    }
  }
  add_field (out, field, type, address, utf8);
}

/* A field of the standard stands there once: what else was kept of it is no extension.
 */
static void
write_extensions (GString *out, const GArray *extensions, gboolean utf8)
{
  for (guint i = 0; extensions != NULL && i < extensions->len; i++) {
    const DsnExtension *extension = &g_array_index (extensions, DsnExtension, i);
    const DsnFieldRule *rule =
        dsn_field_rule_find (dsn_span_of_string (extension->name));

    if (dsn_field_name_is_good (extension->name) &&
        (rule == NULL || rule->kind == DSN_FIELD_KIND_EXTENSION))
      add_field (out, extension->name, NULL, extension->value, utf8);
  }
}

/* RFC 3464 §2.2 */
static void
write_message_group (GString *out, const DsnReport *report, const char *reporting_mta,
                     gboolean utf8)
{
  DsnTypedName mta = report->reporting_mta;

  if (!says_something (mta.name))
    mta = (DsnTypedName){ "dns", reporting_mta };
  write_text (out, "Original-Envelope-Id", report->original_envelope_id, utf8);
  write_name (out, "Reporting-MTA", &mta, report->extensions, utf8);
  write_name (out, "DSN-Gateway", &report->dsn_gateway, report->extensions, utf8);
  write_name (out, "Received-From-MTA", &report->received_from_mta, report->extensions,
              utf8);
  write_date (out, "Arrival-Date", report->arrival_date);
  write_extensions (out, report->extensions, utf8);
}

/* The code that says no more than the action does, where the report has none. */
static DsnCode
status_of (const DsnRecipient *recipient, DsnAction action)
{
  DsnCode code = { 2, 0, 0 };

  if (recipient->status.klass != 0)
    return recipient->status;
  if (action == DSN_ACTION_FAILED)
    code.klass = 5;
  else if (action == DSN_ACTION_DELAYED)
    code.klass = 4;
  return code;
}

const char *
dsn_write_address_of (const DsnRecipient *recipient)
{
  if (says_something (recipient->final_recipient))
    return recipient->final_recipient;
  if (says_something (recipient->original_recipient))
    return recipient->original_recipient;
  return says_something (recipient->address) ? recipient->address : NULL;
}

static void
write_diagnostic (GString *out, const DsnRecipient *recipient, gboolean utf8)
{
  gboolean is_smtp = recipient->reply_code != 0 ||
                     recipient->diagnostic_by == DSN_DIAGNOSTIC_BY_REMOTE;
  const char *type =
      good_type (recipient->diagnostic_type, is_smtp ? "smtp" : "x-text");

  if (says_something (recipient->diagnostic_text))
    add_field (out, "Diagnostic-Code", type, recipient->diagnostic_text, utf8);
}

/* RFC 3464 §2.3 */
static gboolean
write_recipient_group (GString *out, const DsnRecipient *recipient, gboolean utf8)
{
  const char *address = dsn_write_address_of (recipient), *type = recipient->final_type;
  DsnAction action = recipient->action;
  char code[DSN_CODE_TEXT_SIZE];

  if (address == NULL || action == DSN_ACTION_UNKNOWN)
    return FALSE;
  if (address == recipient->original_recipient)
    type = recipient->original_type;
  g_string_append_c (out, '\n');
  write_address (out, "Original-Recipient", recipient->original_type,
                 recipient->original_recipient, utf8);
  write_address (out, "Final-Recipient", type, address, utf8);
  write_text (
      out, "Action",
      with_comment (recipient->extensions, "Action", dsn_action_to_string (action)),
      utf8);
  dsn_code_to_text (status_of (recipient, action), code);
  write_text (out, "Status", with_comment (recipient->extensions, "Status", code),
              utf8);
  write_name (out, "Remote-MTA", &recipient->remote_mta, recipient->extensions, utf8);
  write_diagnostic (out, recipient, utf8);
  write_date (out, "Last-Attempt-Date", recipient->last_attempt_date);
  write_text (out, "Final-Log-ID", recipient->final_log_id, utf8);
  if (action == DSN_ACTION_DELAYED) /* RFC 3464 §2.3.9: for no other */
    write_date (out, "Will-Retry-Until", recipient->will_retry_until);
  write_extensions (out, recipient->extensions, utf8);
  return TRUE;
}

gboolean
dsn_write_status (GString *out, const DsnReport *report, const char *reporting_mta,
                  gboolean utf8, GError **error)
{
  write_message_group (out, report, reporting_mta, utf8);
  for (guint i = 0; i < report->recipients->len; i++) {
    if (!write_recipient_group (
            out, &g_array_index (report->recipients, DsnRecipient, i), utf8)) {
      g_set_error (error, DSN_ERROR, DSN_ERROR_INCOMPLETE,
                   "recipient %u of the report has no address, or neither action nor "
                   "status",
                   i + 1);
      return FALSE;
    }
  }
  return TRUE;
}
