/* dialect-complaint.c: complaints without a feedback report, and mail by which a
 * recipient unsubscribes.
 *
 * Shape: a message that somebody calls spam comes back as message/rfc822 or as its
 * header, and the subject, the text or the returned header says that it is a complaint
 * (Outlook.com: "complaint about message from 192.0.2.1" around a message with an
 * X-HmXmrOriginalRecipient; AOL, SpamCop and the feedback loops of before RFC 5965). Or
 * a mail program unsubscribes its user (X-Apple-Unsubscribe; a mail to the address of
 * List-Unsubscribe with nothing but its subject): then the sender is whom it is about.
 */
#include "dsn-dialect.h"

#include "dsn-bare.h"
#include "dsn-container.h"
#include "dsn-finish.h"
#include "dsn-header.h"
#include "dsn-locate.h"
#include "dsn-value.h"
#include "dsn-whom.h"

/* Low: whatever reads it as a bounce has precedence. */
enum {
  BID_COMPLAINT = 15,
  BID_OPT_OUT = 14,
  BID_AROUND_STATUS = 95,
};

/* The message that came back: a part of the message itself, not one inside of another.
 */
static guint
find_returned (const DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->messages == 0 && dsn_locate_is_original (part))
      return i;
  }
  return DSN_PART_NONE;
}

/* Whether the returned message itself says that it was complained about. */
static gboolean
is_marked (DsnMessage *message, guint returned)
{
  g_autoptr (GArray) fields =
      dsn_field_collect (dsn_locate_original_header (message, returned));

  return dsn_weigh_returned (fields, DSN_SIGN_OF_COMPLAINT) >= DSN_WEIGH_ENOUGH;
}

static gboolean
is_complaint (DsnHand *hand)
{
  gint weight = dsn_weigh_fields (hand, DSN_SIGN_OF_COMPLAINT) +
                dsn_weigh_subject (hand, DSN_SIGN_OF_COMPLAINT);

  if (weight > 0 && weight < DSN_WEIGH_ENOUGH)
    weight += dsn_weigh_text (hand, DSN_SIGN_OF_COMPLAINT);
  return weight >= DSN_WEIGH_ENOUGH;
}

static gboolean
is_opt_out (DsnHand *hand)
{
  gint weight = dsn_weigh_fields (hand, DSN_SIGN_OF_OPT_OUT);

  return weight >= DSN_WEIGH_ENOUGH ||
         (weight > 0 &&
          weight + dsn_weigh_subject (hand, DSN_SIGN_OF_OPT_OUT) >= DSN_WEIGH_ENOUGH);
}

static guint
bid (DsnHand *hand, guint others)
{
  DsnMessage *message = hand->message;
  guint returned;

  if (dsn_hand_may_have_report (hand) && dsn_locate_has_outer_report (message))
    return 0;
  returned = find_returned (message);
  if (returned == DSN_PART_NONE)
    return others < BID_OPT_OUT && is_opt_out (hand) ? BID_OPT_OUT : 0;
  if (is_marked (message, returned))
    return BID_AROUND_STATUS;
  return others < BID_COMPLAINT && is_complaint (hand) ? BID_COMPLAINT : 0;
}

/* "complaint about message from 192.0.2.1", "Email Feedback Report for IP 192.0.2.1" */
static void
read_source_ip (DsnMessage *message, DsnSpan subject, const DsnLimits *limits,
                DsnReport *report)
{
  g_auto (DsnValues) values;
  DsnSpan text;
  gsize from;

  dsn_values_init (&values, report, message, limits->value_size);
  text = dsn_value_read (&values, subject);
  for (from = text.len; from > 0 && text.data[from - 1] != ' ';)
    from--;
  text = dsn_span_slice (text, from, G_MAXSIZE);
  if (dsn_bare_is_ip (text))
    report->feedback.source_ip = dsn_value_keep (&values, subject, text);
}

/* AOL: "X-AOL-INRLY: out.example.com [192.0.2.1] scmp". */
static void
read_relay_ip (DsnMessage *message, DsnSpan body, const DsnLimits *limits,
               DsnReport *report)
{
  g_auto (DsnValues) values;
  DsnSpan text;
  gsize open, close;

  dsn_values_init (&values, report, message, limits->value_size);
  text = dsn_value_read (&values, body);
  if (!dsn_span_find_byte (text, '[', &open))
    return;
  text = dsn_span_slice (text, open + 1, G_MAXSIZE);
  if (dsn_span_find_byte (text, ']', &close) &&
      dsn_bare_is_ip (dsn_span_slice (text, 0, close)))
    report->feedback.source_ip =
        dsn_value_keep (&values, body, dsn_span_slice (text, 0, close));
}

static void
read_complaint (DsnMessage *message, guint returned, const DsnLimits *limits,
                DsnReport *report)
{
  g_autoptr (GArray) fields =
      dsn_container_read_original (message, returned, limits, report);
  const GArray *header = dsn_message_get_fields (message);
  DsnSpan body;

  report->feedback.type = "abuse";
  if (dsn_header_find (header, "subject", &body))
    read_source_ip (message, body, limits, report);
  if (dsn_header_find (header, "x-aol-inrly", &body))
    read_relay_ip (message, body, limits, report);
  dsn_weigh_keep (message, DSN_SIGN_OF_COMPLAINT, limits, report);
  dsn_whom_add_guess (message, fields, report);
}

/* Who unsubscribes is whom the message was sent to. */
static void
read_opt_out (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  report->feedback.type = "opt-out";
  dsn_weigh_keep (message, DSN_SIGN_OF_OPT_OUT, limits, report);
  dsn_whom_add_sender (message, report);
}

static void
read (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  guint returned = find_returned (message);

  report->kind = DSN_KIND_FEEDBACK;
  dsn_defects_add (report->defects, DSN_DEFECT_FEEDBACK_WITHOUT_REPORT, 0,
                   (DsnSpan){ NULL, 0 });
  if (returned != DSN_PART_NONE)
    read_complaint (message, returned, limits, report);
  else
    read_opt_out (message, limits, report);
  dsn_finish_report (report, 0);
}

const DsnDialect dsn_dialect_complaint = { "complaint", bid, read };
