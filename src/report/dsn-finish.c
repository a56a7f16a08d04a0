/* dsn-finish.c: what follows from a recipient's fields once all of them are read. */
#include "dsn-finish.h"

#include "dsn-addr.h"
#include "dsn-named.h"
#include "dsn-reply.h"
#include "dsn-typed.h"
#include "dsn-xtext.h"

#include <string.h>

static void
add_defect (DsnReport *report, const DsnRecipient *recipient, DsnDefectId id,
            const char *detail)
{
  dsn_defects_add (report->defects, id, recipient->offset, dsn_span_of_string (detail));
}

/* Takes xtext off an address that was copied from ORCPT without decoding it (Exim
 * does). A plus sign is common in addresses and seldom xtext's: only `+2B` and `+3D`
 * are taken for it, the two printable characters that xtext must encode (RFC 3461 §4),
 * and `+40` where nothing else is an at sign.
 * TOLERATED: xtext in an address (corpus/rfc3464/envid-orcpt.eml). */
static gboolean
looks_like_xtext (DsnSpan text)
{
  gboolean has_at = dsn_span_find_byte (text, '@', NULL), found = FALSE;

  for (gsize i = 0; i < text.len; i++) {
    DsnSpan rest = dsn_span_slice (text, i, 3);

    if (text.data[i] != '+')
      continue;
    if (!dsn_span_equal_nocase (rest, DSN_SPAN_LIT ("+2B")) &&
        !dsn_span_equal_nocase (rest, DSN_SPAN_LIT ("+3D")) &&
        (has_at || !dsn_span_equal (rest, DSN_SPAN_LIT ("+40"))))
      return FALSE;
    found = TRUE;
  }
  return found;
}

/* One of a recipient's addresses, its encodings taken off. */
static gboolean
read_address (DsnReport *report, const DsnRecipient *recipient, const char *text,
              const char *type, DsnAddr *addr)
{
  g_autoptr (GString) plain = NULL;
  DsnSpan span = dsn_span_of_string (text);

  if (text == NULL)
    return FALSE;
  if (strpbrk (text, "\\+") == NULL && g_strcmp0 (type, "utf-8") != 0)
    return dsn_addr_read (span, addr);
  plain = g_string_new (NULL);
  if (strstr (text, "\\x{") != NULL || g_strcmp0 (type, "utf-8") == 0) {
    if (!dsn_xtext_decode_unicode (plain, span))
      add_defect (report, recipient, DSN_DEFECT_BAD_XTEXT, text);
    span = (DsnSpan){ (const guint8 *) plain->str, plain->len };
  } else if (looks_like_xtext (span)) {
    if (!dsn_xtext_decode (plain, span))
      add_defect (report, recipient, DSN_DEFECT_BAD_XTEXT, text);
    span = (DsnSpan){ (const guint8 *) plain->str, plain->len };
  }
  return dsn_addr_read (span, addr);
}

/* Types that name mail addresses of the Internet; where none stands it is one of them.
 */
static gboolean
is_mail_type (const char *type)
{
  return type == NULL || strcmp (type, "rfc822") == 0 || strcmp (type, "utf-8") == 0 ||
         strcmp (type, "smtp") == 0;
}

/* X-Actual-Recipient is what the recipient became: better than nothing. */
static void
use_actual_recipient (DsnReport *report, DsnRecipient *recipient)
{
  for (guint i = 0; recipient->extensions != NULL && i < recipient->extensions->len;
       i++) {
    const DsnExtension *extension =
        &g_array_index (recipient->extensions, DsnExtension, i);
    DsnSpan value = dsn_span_of_string (extension->value);
    DsnScan scan = dsn_scan_over (value);
    DsnTyped typed = { .value = value };

    if (g_ascii_strcasecmp (extension->name, "X-Actual-Recipient") != 0)
      continue;
    if (dsn_typed_scan (&scan, &typed) && typed.type.len > 0)
      recipient->final_type =
          dsn_report_add_text (report, typed.type, recipient->offset);
    recipient->final_recipient =
        dsn_report_add_text (report, typed.value, recipient->offset);
    return;
  }
}

static void
set_address (DsnReport *report, DsnRecipient *recipient, const DsnAddr *addr,
             const char *raw, const char *type)
{
  recipient->address =
      dsn_report_add_string (report, addr->address, strlen (addr->address));
  if (addr->ascii != NULL)
    recipient->address_ascii =
        dsn_report_add_string (report, addr->ascii, strlen (addr->ascii));
  recipient->address_type = type;
  if (addr->odd)
    add_defect (report, recipient, DSN_DEFECT_ODD_ADDRESS, raw);
  if (addr->bad_idn)
    add_defect (report, recipient, DSN_DEFECT_BAD_IDN, raw);
  if (!addr->has_domain && is_mail_type (type))
    add_defect (report, recipient, DSN_DEFECT_BAD_ADDRESS, raw);
}

static void
use_missing_final (DsnReport *report, DsnRecipient *recipient)
{
  if (recipient->final_recipient != NULL)
    return;
  if (recipient->original_recipient != NULL) {
    add_defect (report, recipient, DSN_DEFECT_MISSING_FINAL_RECIPIENT, NULL);
    return;
  }
  use_actual_recipient (report, recipient);
  add_defect (report, recipient, DSN_DEFECT_MISSING_RECIPIENT,
              recipient->final_recipient);
}

/* RFC 3464 §2.3.1: the Original-Recipient is what the sender wrote, so it is what the
 * sender can act on; the Final-Recipient may be what an alias made of it. A gateway's
 * or a broken Original-Recipient is worse than the other, and so is that of a list: one
 * of its members failed, not the list. */
static void
choose_address (DsnReport *report, DsnRecipient *recipient, gboolean was_expanded)
{
  g_auto (DsnAddr) original = { 0 };
  g_auto (DsnAddr) final = { 0 };
  gboolean has_original, has_final;

  has_original =
      g_strcmp0 (recipient->original_recipient, recipient->final_recipient) != 0 &&
      read_address (report, recipient, recipient->original_recipient,
                    recipient->original_type, &original);
  has_final = read_address (report, recipient, recipient->final_recipient,
                            recipient->final_type, &final);
  if (has_original && (!has_final || (!was_expanded && original.has_domain &&
                                      is_mail_type (recipient->original_type)))) {
    set_address (report, recipient, &original, recipient->original_recipient,
                 recipient->original_type);
    recipient->by_alias =
        has_final && g_ascii_strcasecmp (original.address, final.address) != 0;
  } else if (has_final) {
    set_address (report, recipient, &final, recipient->final_recipient,
                 recipient->final_type);
  }
  if (dsn_named_another (recipient))
    recipient->by_alias = TRUE;
}

/* How often each Original-Recipient stands there, and G_MAXINT if it was expanded. A
 * tree, for the sender may choose words that hash alike. */
static GTree *
count_originals (const GArray *recipients, guint first)
{
  GTree *counts = g_tree_new ((GCompareFunc) g_strcmp0);

  for (guint i = first; i < recipients->len; i++) {
    const DsnRecipient *recipient = &g_array_index (recipients, DsnRecipient, i);
    gpointer key = (gpointer) recipient->original_recipient;
    gint count;

    if (key == NULL)
      continue;
    count = GPOINTER_TO_INT (g_tree_lookup (counts, key));
    if (recipient->action == DSN_ACTION_EXPANDED)
      count = G_MAXINT;
    g_tree_insert (counts, key, GINT_TO_POINTER (count < G_MAXINT ? count + 1 : count));
  }
  return counts;
}

void
dsn_finish_report (DsnReport *report, guint first)
{
  g_autoptr (GTree) counts = NULL;

  if (report->recipients->len == first + 1) { /* nothing to count */
    choose_address (report, &g_array_index (report->recipients, DsnRecipient, first),
                    FALSE);
    return;
  }
  counts = count_originals (report->recipients, first);
  for (guint i = first; i < report->recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, i);
    const char *original = recipient->original_recipient;
    gint count =
        original != NULL ? GPOINTER_TO_INT (g_tree_lookup (counts, original)) : 0;

    choose_address (report, recipient,
                    count > 1 && recipient->action != DSN_ACTION_EXPANDED);
  }
}

/* Exchange puts the remote reply there when its own Diagnostic-Code says less. */
static const char *
find_supplementary_info (const DsnRecipient *recipient)
{
  for (guint i = 0; recipient->extensions != NULL && i < recipient->extensions->len;
       i++) {
    const DsnExtension *extension =
        &g_array_index (recipient->extensions, DsnExtension, i);

    if (g_ascii_strcasecmp (extension->name, "X-Supplementary-Info") == 0)
      return extension->value;
  }
  return NULL;
}

DsnReply
dsn_finish_find_reply (const DsnRecipient *recipient)
{
  DsnReply reply = dsn_reply_find (dsn_span_of_string (recipient->diagnostic_text));

  if (reply.code == 0) {
    DsnReply more =
        dsn_reply_find (dsn_span_of_string (find_supplementary_info (recipient)));

    reply.code = more.code;
    if (!dsn_code_is_specific (reply.status) && more.status.klass != 0)
      reply.status = more.status;
  }
  return reply;
}

static void
read_diagnostic (DsnRecipient *recipient)
{
  DsnReply reply = dsn_finish_find_reply (recipient);

  recipient->reply_code = reply.code;
  recipient->diagnostic_status = reply.status;
}

/* RFC 3464 §2.3.6: with a Remote-MTA the diagnostic is the remote's; without, or where
 * the remote is the reporter itself, it is the reporter's own finding. */
static DsnDiagnosticBy
find_issuer (const DsnReport *report, const DsnRecipient *recipient)
{
  const char *type = recipient->diagnostic_type;

  if (recipient->remote_mta.name == NULL ||
      (type != NULL && g_str_has_prefix (type, "x-")) ||
      (report->reporting_mta.name != NULL &&
       g_ascii_strcasecmp (report->reporting_mta.name, recipient->remote_mta.name) ==
           0))
    return DSN_DIAGNOSTIC_BY_REPORTER;
  return DSN_DIAGNOSTIC_BY_REMOTE;
}

/* RFC 3463 §2: what an action's status has for its class. */
static DsnAction
action_of_class (guint klass)
{
  switch (klass) {
  case 2:
    return DSN_ACTION_DELIVERED;
  case 4:
    return DSN_ACTION_DELAYED;
  case 5:
    return DSN_ACTION_FAILED;
  default:
    return DSN_ACTION_UNKNOWN;
  }
}

/* Fields that do not fit each other are told, and stay as they were written. `failed`
 * with class 4 is legal: given up after temporary errors (RFC 3464 §2.3.3). */
static void
check_classes (DsnReport *report, const DsnRecipient *recipient)
{
  guint klass = recipient->status.klass;
  gboolean good =
      recipient->action != DSN_ACTION_FAILED && recipient->action != DSN_ACTION_DELAYED;
  char code[DSN_CODE_TEXT_SIZE];

  if (klass == 0 || recipient->action == DSN_ACTION_UNKNOWN)
    return;
  dsn_code_to_text (recipient->status, code);
  if (good != (klass == 2) || (recipient->action == DSN_ACTION_DELAYED && klass == 5))
    add_defect (report, recipient, DSN_DEFECT_STATUS_CLASS, code);
  if (recipient->reply_code != 0 && recipient->reply_code / 100 != klass)
    add_defect (report, recipient, DSN_DEFECT_REPLY_CLASS, code);
}

void
dsn_finish_recipient (DsnReport *report, DsnRecipient *recipient)
{
  use_missing_final (report, recipient);
  read_diagnostic (recipient);
  recipient->diagnostic_by = find_issuer (report, recipient);
  if (recipient->status.klass == 0)
    add_defect (report, recipient, DSN_DEFECT_MISSING_STATUS, NULL);
  if (recipient->action == DSN_ACTION_UNKNOWN) {
    add_defect (report, recipient, DSN_DEFECT_MISSING_ACTION, NULL);
    recipient->action = action_of_class (recipient->status.klass);
  }
  if (recipient->will_retry_until != G_MININT64 &&
      recipient->action != DSN_ACTION_DELAYED)
    add_defect (report, recipient, DSN_DEFECT_RETRY_NOT_DELAYED, NULL);
  check_classes (report, recipient);
}
