/* dialect-disposition.c: receipts: disposition notifications (RFC 8098), and what mail
 * programs send in their place.
 *
 * Shape: a part of type message/disposition-notification (or its global form, RFC 6533
 * §5), as a rule the second of a multipart/report with
 * report-type=disposition-notification. Or a mail with nothing of the kind, whose
 * subject
 * ("Read: ...") and first words say when a message was read (Outlook, Notes). A receipt
 * is never a bounce, be it that of a filter that refuses a message in this way: that is
 * told. */
#include "dsn-dialect.h"

#include "dsn-container.h"
#include "dsn-finish.h"
#include "dsn-header.h"
#include "dsn-locate.h"
#include "dsn-member.h"
#include "dsn-whom.h"

static const char *const subtypes[] = { "disposition-notification",
                                        "global-disposition-notification", NULL };
static const char *const report_types[] = { "disposition-notification",
                                            "global-disposition-notification", NULL };
static const DsnContainerType type = { subtypes, report_types };

enum {
  BID_UNLABELLED = 91, /* its Final-Recipient looks like that of a delivery status */
  BID_WORDS = 11,
};

/* The part, and whether it is one by its label. */
static guint
find_part (DsnMessage *message, gboolean *labelled)
{
  guint part = dsn_container_find (message, &type);

  *labelled = part != DSN_PART_NONE;
  return *labelled ? part
                   : dsn_container_find_unlabelled (message, &type,
                                                    dsn_member_is_disposition);
}

/* Whether the part says what became of the message: that no delivery status does. */
static gboolean
has_disposition (DsnMessage *message, guint part)
{
  g_autoptr (GArray) fields = dsn_field_collect (dsn_message_get_body (message, part));
  DsnSpan body;

  return dsn_header_find (fields, "disposition", &body) &&
         !dsn_header_find (fields, "action", &body);
}

static guint
bid (DsnHand *hand, guint others G_GNUC_UNUSED)
{
  DsnMessage *message = hand->message;
  gboolean labelled;
  guint part, sure;

  if (!dsn_hand_may_have_report (hand))
    return 0;
  part = find_part (message, &labelled);
  sure = dsn_container_bid (message, part);
  if (sure > 0 && !labelled)
    sure = has_disposition (message, part) ? BID_UNLABELLED : 0;
  return sure;
}

static guint
bid_words (DsnHand *hand, guint others)
{
  gint weight;

  if (others >= BID_WORDS || dsn_hand_has_report (hand) ||
      !dsn_weigh_may_be_enough (hand, DSN_SIGN_OF_RECEIPT))
    return 0;
  weight = dsn_weigh_subject (hand, DSN_SIGN_OF_RECEIPT);
  if (weight > 0)
    weight += dsn_weigh_fields (hand, DSN_SIGN_OF_RECEIPT) +
              dsn_weigh_text (hand, DSN_SIGN_OF_RECEIPT);
  return weight >= DSN_WEIGH_ENOUGH ? BID_WORDS : 0;
}

/* What only the words for people say. */
static void
read_words (DsnMessage *message, DsnDisposition *disposition)
{
  g_auto (DsnHand) hand;

  dsn_hand_init (&hand, message, dsn_message_get_fields (message));
  disposition->unread = (disposition->type == DSN_DISPOSITION_DELETED ||
                         disposition->type == DSN_DISPOSITION_UNKNOWN) &&
                        (dsn_weigh_subject (&hand, DSN_SIGN_OF_UNREAD) > 0 ||
                         dsn_weigh_text (&hand, DSN_SIGN_OF_UNREAD) > 0);
  disposition->refused = disposition->type == DSN_DISPOSITION_DELETED &&
                         !disposition->unread &&
                         (dsn_weigh_fields (&hand, DSN_SIGN_OF_REFUSED) > 0 ||
                          dsn_weigh_text (&hand, DSN_SIGN_OF_REFUSED) > 0);
}

/* RFC 8098 §3.1: what has to be there. */
static void
check_required (DsnMessage *message, guint part, DsnReport *report)
{
  gsize offset =
      dsn_message_get_offset (message, dsn_message_get_part (message, part)->body.data);
  DsnRecipient *recipient = report->recipients->len > 0
                                ? &g_array_index (report->recipients, DsnRecipient, 0)
                                : NULL;

  if (recipient == NULL)
    dsn_defects_add (report->defects, DSN_DEFECT_MISSING_RECIPIENT, offset,
                     (DsnSpan){ NULL, 0 });
  else if (recipient->final_recipient == NULL)
    dsn_defects_add (report->defects, DSN_DEFECT_MISSING_FINAL_RECIPIENT, offset,
                     (DsnSpan){ NULL, 0 });
  if (report->disposition.type == DSN_DISPOSITION_UNKNOWN)
    dsn_defects_add_once (report->defects, DSN_DEFECT_BAD_DISPOSITION, offset,
                          (DsnSpan){ NULL, 0 });
}

/* A receipt that returns nothing may still name the message. */
static void
name_original (DsnReport *report)
{
  if (report->has_original || report->disposition.original_message_id == NULL)
    return;
  report->has_original = TRUE;
  report->original.message_id = report->disposition.original_message_id;
}

static void
read (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  g_autoptr (GArray) fields G_GNUC_UNUSED = NULL; /* only to be freed */
  gboolean labelled;
  guint part = find_part (message, &labelled);

  report->kind = DSN_KIND_DISPOSITION;
  dsn_container_check (message, part, &type, report);
  dsn_member_read_part (message, part, DSN_MEMBER_OF_DISPOSITION, limits, report);
  check_required (message, part, report);
  read_words (message, &report->disposition);
  fields = dsn_container_read_original (
      message, dsn_locate_find_original (message, part), limits, report);
  name_original (report);
  dsn_finish_report (report, 0);
}

/* Who sent the receipt has read the message, or deleted it. */
static void
read_mail (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  (void) limits;
  report->kind = DSN_KIND_DISPOSITION;
  dsn_whom_add_sender (message, report);
  read_words (message, &report->disposition);
  report->disposition.type =
      report->disposition.unread ? DSN_DISPOSITION_DELETED : DSN_DISPOSITION_DISPLAYED;
  dsn_finish_report (report, 0);
}

const DsnDialect dsn_dialect_disposition = { "rfc8098", bid, read };
const DsnDialect dsn_dialect_receipt = { "read-receipt", bid_words, read_mail };
