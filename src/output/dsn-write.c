/* dsn-write.c: a report -> the message that tells it (RFC 3464, RFC 6522, RFC 6533). */
#include "dsn-write.h"

#include "dsn-compose.h"
#include "dsn-date.h"
#include "dsn-error.h"
#include "dsn-field-write.h"
#include "dsn-limits.h"
#include "dsn-report-private.h"
#include "dsn-write-status.h"
#include "dsn-write-text.h"

#include <string.h>

#define LINE_MAX_LEN 998 /* RFC 5322 §2.1.1 */

/* The fields of the header, chosen from the options and the report. */
typedef struct {
  char *from, *to;
  char *reporting_mta; /* for a report that names none */
  const char *subject, *message_id;
  gint64 date;
  gboolean utf8;
} Head;

static void
clear_head (Head *head)
{
  g_free (head->from);
  g_free (head->to);
  g_free (head->reporting_mta);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, clear_head)

static gboolean
is_ascii_or_null (const char *text)
{
  return text == NULL || g_str_is_ascii (text);
}

/* Whether a recipient's address is held as UTF-8, so that its report was, or has to be,
 * one of RFC 6533. */
static gboolean
names_in_utf8 (const DsnReport *report)
{
  for (guint i = 0; i < report->recipients->len; i++) {
    const DsnRecipient *recipient =
        &g_array_index (report->recipients, DsnRecipient, i);

    if (!is_ascii_or_null (recipient->final_recipient) ||
        !is_ascii_or_null (recipient->original_recipient))
      return TRUE;
  }
  return FALSE;
}

/* The first of the texts that names an address that can be written to. An address that
 * is not ASCII needs UTF-8, and takes it where it may. */
static char *
choose_addresses (const char *const *texts, gsize count, gboolean may_utf8,
                  gboolean *utf8)
{
  for (gsize i = 0; i < count; i++) {
    char *chosen = NULL;

    if (texts[i] == NULL)
      continue;
    chosen = dsn_compose_addresses (texts[i], *utf8);
    if (chosen == NULL && may_utf8) {
      chosen = dsn_compose_addresses (texts[i], TRUE);
      *utf8 |= chosen != NULL;
    }
    if (chosen != NULL || i == 0) /* the caller's own word is not passed over */
      return chosen;
  }
  return NULL;
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_INCOMPLETE, "cannot write a message: %s",
               what);
  return FALSE;
}

/* RFC 3464 §2: the address of a human who looks after the reporting MTA. */
static char *
postmaster_of (const DsnReport *report, const DsnWriteOptions *options)
{
  const char *mta = report->reporting_mta.name;
  DsnSpan span;

  if (mta == NULL)
    mta = options->reporting_mta;
  span = dsn_span_of_string (mta);
  if (span.len == 0 || !g_str_is_ascii (mta) ||
      strpbrk (mta, " \t<>()@,;:\"\\") != NULL)
    return NULL;
  return g_strdup_printf ("Mail Delivery System <postmaster@%s>", mta);
}

/* The domain of the From field. */
static char *
domain_of (const char *from)
{
  g_autofree char *address = dsn_compose_addr_spec (from);
  const char *at = address != NULL ? strrchr (address, '@') : NULL;

  return at != NULL && at[1] != '\0' ? g_strdup (at + 1) : NULL;
}

static gboolean
choose_head (const DsnReport *report, const DsnWriteOptions *options, Head *head,
             GError **error)
{
  gboolean may_utf8 = options->utf8 != DSN_UTF8_NEVER;
  g_autofree char *postmaster = postmaster_of (report, options);
  const char *from[] = { options->from, report->headers.from, postmaster };
  const char *to[] = { options->to, report->headers.to, report->original.from };

  head->from = choose_addresses (from, G_N_ELEMENTS (from), may_utf8, &head->utf8);
  if (head->from == NULL)
    return fail (error, "there is no address for its From field");
  head->to = choose_addresses (to, G_N_ELEMENTS (to), may_utf8, &head->utf8);
  if (head->to == NULL)
    return fail (error, "there is no address for its To field");
  head->subject = options->subject != NULL ? options->subject : report->headers.subject;
  if (head->subject == NULL)
    head->subject = dsn_write_subject (report);
  head->message_id =
      options->message_id != NULL ? options->message_id : report->headers.message_id;
  head->date = options->date != 0 ? options->date : report->headers.date;
  head->reporting_mta = options->reporting_mta != NULL
                            ? g_strdup (options->reporting_mta)
                            : domain_of (head->from);
  if (report->reporting_mta.name == NULL && head->reporting_mta == NULL)
    return fail (error, "there is no name of the reporting MTA");
  return TRUE;
}

/* As dsn_field_write(), as long as a reader takes it. */
static void
add_field (GString *out, const char *name, const char *text, gboolean utf8)
{
  dsn_field_write (out, name, NULL, text, utf8, dsn_limits_resolve (NULL).value_size);
}

static void
add_ready (GString *out, const char *name, const char *text)
{
  dsn_field_write_ready (out, name, text, dsn_limits_resolve (NULL).value_size);
}

/* RFC 5322 §3.6.4: a Message-ID is one word in angle brackets; what is longer than a
 * line is none, and a piece of it would be that of another message. */
static void
write_message_id (GString *out, const char *name, const char *id, gboolean utf8)
{
  g_autofree char *text = NULL;

  if (id == NULL || *id == '\0' || strlen (id) > LINE_MAX_LEN)
    return;
  text = strchr (id, '>') != NULL ? g_strdup (id) : g_strdup_printf ("<%s>", id);
  add_field (out, name, text, utf8);
}

static void
write_subject (GString *out, const char *subject, gboolean utf8)
{
  if (subject != NULL)
    add_field (out, "Subject", subject, utf8);
}

/* RFC 3464 §2, RFC 3834 §5 */
static gboolean
write_head (GString *out, const Head *head, GError **error)
{
  g_autofree char *date = dsn_compose_date (head->date);

  if (date == NULL)
    return fail (error, "there is no date for it");
  add_ready (out, "From", head->from);
  add_ready (out, "To", head->to);
  write_subject (out, head->subject, head->utf8);
  add_field (out, "Date", date, FALSE);
  write_message_id (out, "Message-ID", head->message_id, head->utf8);
  add_field (out, "Auto-Submitted", "auto-replied", FALSE);
  add_field (out, "MIME-Version", "1.0", FALSE);
  return TRUE;
}

/* What comes back of the original message. */
typedef struct {
  GString *text; /* lines ended by LF */
  gboolean headers_only;
  gboolean utf8; /* its header is in UTF-8 (RFC 6532) */
} Returned;

static void
clear_returned (Returned *returned)
{
  if (returned->text != NULL)
    g_string_free (returned->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Returned, clear_returned)

static gboolean
has_failed (const DsnReport *report)
{
  for (guint i = 0; i < report->recipients->len; i++)
    if (g_array_index (report->recipients, DsnRecipient, i).action == DSN_ACTION_FAILED)
      return TRUE;
  return FALSE;
}

/* Bytes of the header of @text, lines ended by LF. */
static gsize
header_len_of (const GString *text)
{
  const char *empty = text->len > 0 && text->str[0] == '\n'
                          ? text->str
                          : g_strstr_len (text->str, (gssize) text->len, "\n\n");

  if (empty == NULL)
    return text->len;
  return (gsize) (empty - text->str) + (empty == text->str ? 0 : 1);
}

/* The original as it came: CR LF is made LF, and an envelope line of an mbox is none of
 * it. */
static void
take_original (DsnSpan text, Returned *returned)
{
  gsize from = 0, header_len;

  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("From ")) &&
      dsn_span_find_byte (text, '\n', &from))
    from++;
  returned->text = g_string_sized_new (text.len);
  for (gsize i = from; i < text.len; i++)
    if (text.data[i] != '\r' || i + 1 == text.len || text.data[i + 1] != '\n')
      g_string_append_c (returned->text, (char) text.data[i]);
  header_len = header_len_of (returned->text);
  if (returned->headers_only)
    g_string_truncate (returned->text, header_len);
  returned->utf8 = g_utf8_validate (returned->text->str, (gssize) header_len, NULL) &&
                   !dsn_span_is_ascii (
                       (DsnSpan){ (const guint8 *) returned->text->str, header_len });
}

/* Addresses of the original message; as text where they are none. */
static void
write_addresses (GString *out, const char *name, const char *text, gboolean utf8)
{
  g_autofree char *ready = text != NULL ? dsn_compose_addresses (text, utf8) : NULL;

  if (ready != NULL)
    add_ready (out, name, ready);
  else if (text != NULL)
    add_field (out, name, text, utf8);
}

/* RFC 3464 §2 (d): simulated fields, where the message itself is not there. */
static void
simulate_original (const DsnHeaders *headers, gboolean utf8, Returned *returned)
{
  GString *text = returned->text = g_string_new (NULL);
  g_autofree char *date = dsn_compose_date (headers->date);

  returned->headers_only = TRUE;
  write_addresses (text, "From", headers->from, utf8);
  write_addresses (text, "To", headers->to, utf8);
  write_subject (text, headers->subject, utf8);
  if (date != NULL)
    add_field (text, "Date", date, FALSE);
  write_message_id (text, "Message-ID", headers->message_id, utf8);
  write_message_id (text, "List-Id", headers->list_id, utf8);
  returned->utf8 = !g_str_is_ascii (text->str);
}

static void
choose_returned (const DsnReport *report, const DsnWriteOptions *options,
                 GBytes *original, gboolean utf8, Returned *returned)
{
  returned->headers_only =
      options->returned == DSN_RETURN_HEADERS || !has_failed (report);
  if (original != NULL && g_bytes_get_size (original) > 0)
    take_original (dsn_span_of_bytes (original), returned);
  else if (report->has_original)
    simulate_original (&report->original, utf8, returned);
  if (returned->text != NULL && returned->text->len == 0)
    g_string_free (g_steal_pointer (&returned->text), TRUE);
}

/* The types of RFC 6533 §5 and §6 are for headers in UTF-8. */
static DsnComposedPart
part_of_returned (const Returned *returned, gboolean utf8)
{
  DsnComposedPart part = {
    .type = "message",
    .subtype = "rfc822",
    .seven_bit = !utf8,
    .body = { (const guint8 *) returned->text->str, returned->text->len },
  };

  if (returned->headers_only) {
    part.type = returned->utf8 ? "message" : "text";
    part.subtype = returned->utf8 ? "global-headers" : "rfc822-headers";
  } else if (returned->utf8) {
    part.subtype = "global";
  }
  return part;
}

static gboolean
write_body (GString *out, const DsnReport *report, const Head *head,
            const Returned *returned, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) status = g_string_new (NULL);
  DsnComposedPart parts[3] = { { .type = "text", .subtype = "plain", .language = "en" },
                               { .type = "message" } };
  guint count = 2;

  if (!dsn_write_status (status, report, head->reporting_mta, head->utf8, error))
    return FALSE;
  dsn_write_text (text, report,
                  returned->text == NULL ? 0 : (returned->headers_only ? 1 : 2));
  parts[0].charset = g_str_is_ascii (text->str) ? "us-ascii" : "utf-8";
  parts[0].seven_bit = !head->utf8;
  parts[0].body = (DsnSpan){ (const guint8 *) text->str, text->len };
  parts[1].subtype = head->utf8 ? "global-delivery-status" : "delivery-status";
  parts[1].body = (DsnSpan){ (const guint8 *) status->str, status->len };
  if (returned->text != NULL)
    parts[count++] = part_of_returned (returned, head->utf8);
  /* RFC 6533 §4: the parameter is that of RFC 3464 all the same. */
  dsn_compose_report (out, "delivery-status", parts, count);
  return TRUE;
}

static GBytes *
with_line_ends (GString *text, gboolean crlf)
{
  GString *out;

  if (!crlf)
    return g_bytes_new (text->str, text->len);
  out = g_string_sized_new (text->len + text->len / 32);
  for (gsize i = 0; i < text->len; i++) {
    if (text->str[i] == '\n')
      g_string_append_c (out, '\r');
    g_string_append_c (out, text->str[i]);
  }
  return g_string_free_to_bytes (out);
}

GBytes *
dsn_report_to_message (const DsnReport *report, const DsnWriteOptions *options,
                       GBytes *original, GError **error)
{
  static const DsnWriteOptions defaults = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (Head) head = { 0 };
  g_auto (Returned) returned = { 0 };

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (report->kind == DSN_KIND_DELIVERY_STATUS, NULL);
  if (options == NULL)
    options = &defaults;
  if (report->recipients->len == 0) {
    fail (error, "the report tells of no recipient");
    return NULL;
  }
  head.utf8 = options->utf8 == DSN_UTF8_ALWAYS ||
              (options->utf8 == DSN_UTF8_AUTO && names_in_utf8 (report));
  if (!choose_head (report, options, &head, error))
    return NULL;
  choose_returned (report, options, original, head.utf8, &returned);
  head.utf8 |= returned.utf8 && options->utf8 == DSN_UTF8_AUTO;
  if (!write_head (out, &head, error) ||
      !write_body (out, report, &head, &returned, error))
    return NULL;
  return with_line_ends (out, options->crlf);
}
