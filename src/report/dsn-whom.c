/* dsn-whom.c: whom a report is about that is no delivery status. */
#include "dsn-whom.h"

#include "dsn-addr.h"
#include "dsn-clue.h"
#include "dsn-header.h"

#include <string.h>

/* A longer From is no address. */
#define SENDER_MAX_LEN 4096

gboolean
dsn_whom_add (DsnReport *report, DsnSpan address, gsize offset)
{
  g_auto (DsnAddr) addr = { 0 };
  DsnRecipient *recipient;

  if (!dsn_addr_read (address, &addr) || !addr.has_domain ||
      dsn_clue_is_redacted (dsn_span_of_string (addr.address))) {
    dsn_defects_add (report->defects, DSN_DEFECT_REDACTED_RECIPIENT, offset, address);
    return FALSE;
  }
  recipient = dsn_report_add_recipient (report);
  recipient->original_recipient =
      dsn_report_add_text (report, dsn_span_of_string (addr.address), offset);
  recipient->original_type = "rfc822";
  recipient->offset = offset;
  return TRUE;
}

/* Addresses that programs write from and that nobody answers at. */
static gboolean
takes_no_mail (const char *address)
{
  static const char *const words[] = { "noreply",    "no-reply",     "no_reply",
                                       "donotreply", "do-not-reply", "autoreply",
                                       "auto-reply", "autoresponder" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (address, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_sender (DsnMessage *message, const char *name, gsize *offset, DsnAddr *addr)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DsnSpan body;

  if (!dsn_header_find (dsn_message_get_fields (message), name, &body) ||
      body.len > SENDER_MAX_LEN)
    return FALSE;
  *offset = dsn_message_get_offset (message, body.data);
  dsn_field_unfold (text, body);
  return dsn_addr_read ((DsnSpan){ (const guint8 *) text->str, text->len }, addr);
}

void
dsn_whom_add_sender (DsnMessage *message, DsnReport *report)
{
  g_auto (DsnAddr) from = { 0 };
  g_auto (DsnAddr) reply_to = { 0 };
  DsnRecipient *recipient;
  const DsnAddr *addr = &from;
  gsize offset = 0, other;

  if (!read_sender (message, "from", &offset, &from) || !from.has_domain)
    return;
  if (takes_no_mail (from.address) &&
      read_sender (message, "reply-to", &other, &reply_to) && reply_to.has_domain &&
      !takes_no_mail (reply_to.address)) {
    addr = &reply_to;
    offset = other;
  }
  recipient = dsn_report_add_recipient (report);
  recipient->final_recipient =
      dsn_report_add_text (report, dsn_span_of_string (addr->address), offset);
  recipient->final_type = "rfc822";
  recipient->offset = offset;
}

void
dsn_whom_add_guess (DsnMessage *message, const GArray *fields, DsnReport *report)
{
  g_auto (DsnClue) clue = { 0 };
  gsize offset;

  if (!dsn_clue_find (fields, report->feedback.mail_from, &clue))
    return;
  offset = clue.at != NULL ? dsn_message_get_offset (message, clue.at) : 0;
  if (dsn_whom_add (report, dsn_span_of_string (clue.address), offset) && !clue.sure)
    dsn_defects_add (report->defects, DSN_DEFECT_RECIPIENT_GUESSED, offset,
                     dsn_span_of_string (clue.source));
}
