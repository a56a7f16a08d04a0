/* dialect-reply.c: automatic answers (RFC 3834), and challenges to the sender.
 *
 * Shape: an ordinary mail whose header, subject and first words say that a program
 * wrote it in answer to another: X-Autoreply, `Precedence: auto_reply`, "Automatic
 * reply: ...", in many languages; or that it wants the sender to prove to be a person
 * (TMDA, SpamArrest, Boxbe, ...). No sign alone is trusted that bounces have as well
 * (Auto-Submitted: auto-replied): they are weighed (rules/mail-signs.toml). Bids are
 * low, so that whatever reads it as a bounce has precedence. */
#include "dsn-dialect.h"

#include "dsn-finish.h"
#include "dsn-header.h"
#include "dsn-headers.h"
#include "dsn-locate.h"
#include "dsn-whom.h"

enum {
  BID_AUTO_REPLY = 10,
  BID_CHALLENGE = 12,
  BID_CHALLENGE_BY_FIELD = 80, /* TMDA opens with Exim's sentence */
  /* The text may add so much; what lacks more is not read. */
  TEXT_OF_AUTO_REPLY = 40,
};

static guint
bid_auto_reply (DsnHand *hand, guint others)
{
  gint machine, weight;

  if (others >= BID_AUTO_REPLY || dsn_hand_has_report (hand))
    return 0;
  if (!dsn_weigh_may_be_enough (hand, DSN_SIGN_OF_AUTO_REPLY))
    return 0;
  machine = dsn_weigh_fields (hand, DSN_SIGN_OF_AUTO_REPLY);
  weight = machine + dsn_weigh_subject (hand, DSN_SIGN_OF_AUTO_REPLY);
  /* People, too, write "Out of office: next week" and say so below it: the text counts
   * only where the header shows a program's hand. */
  if (machine >= 20 && weight < DSN_WEIGH_ENOUGH &&
      weight + TEXT_OF_AUTO_REPLY >= DSN_WEIGH_ENOUGH)
    weight += dsn_weigh_text (hand, DSN_SIGN_OF_AUTO_REPLY);
  return weight >= DSN_WEIGH_ENOUGH ? BID_AUTO_REPLY : 0;
}

static guint
bid_challenge (DsnHand *hand, guint others)
{
  gint weight;

  if (others >= BID_CHALLENGE_BY_FIELD || dsn_hand_has_report (hand))
    return 0;
  weight = dsn_weigh_fields (hand, DSN_SIGN_OF_CHALLENGE);
  if (weight >= DSN_WEIGH_ENOUGH)
    return BID_CHALLENGE_BY_FIELD;
  if (others >= BID_CHALLENGE || !dsn_weigh_may_be_enough (hand, DSN_SIGN_OF_CHALLENGE))
    return 0;
  weight += dsn_weigh_subject (hand, DSN_SIGN_OF_CHALLENGE);
  if (weight >= 10 && weight < DSN_WEIGH_ENOUGH)
    weight += dsn_weigh_text (hand, DSN_SIGN_OF_CHALLENGE);
  return weight >= DSN_WEIGH_ENOUGH ? BID_CHALLENGE : 0;
}

/* In-Reply-To names the message that it answers. */
static void
read_original (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (DsnField));
  DsnField field = { DSN_SPAN_LIT ("Message-ID"), { NULL, 0 } };
  g_auto (DsnValues) values;

  dsn_values_init (&values, report, message, limits->value_size);
  if (dsn_header_find (dsn_message_get_fields (message), "in-reply-to", &field.body))
    g_array_append_val (fields, field);
  dsn_headers_read (&values, fields, &report->original);
  report->has_original = report->original.message_id != NULL;
}

static void
read_reply (DsnMessage *message, DsnSignOf of, const DsnLimits *limits,
            DsnReport *report)
{
  report->kind = DSN_KIND_AUTO_REPLY;
  dsn_weigh_keep (message, of, limits, report);
  dsn_whom_add_sender (message, report);
  read_original (message, limits, report);
  dsn_finish_report (report, 0);
}

static void
read_auto_reply (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  read_reply (message, DSN_SIGN_OF_AUTO_REPLY, limits, report);
}

static void
read_challenge (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  read_reply (message, DSN_SIGN_OF_CHALLENGE, limits, report);
  report->is_challenge = TRUE;
}

const DsnDialect dsn_dialect_auto_reply = { "auto-reply", bid_auto_reply,
                                            read_auto_reply };
const DsnDialect dsn_dialect_challenge = { "challenge", bid_challenge, read_challenge };
