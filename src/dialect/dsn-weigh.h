/* dsn-weigh.h: what tells automatic mail that is no delivery report: signs, weighed. */
#pragma once

#include "dsn-grams.h"
#include "dsn-limits.h"
#include "dsn-locate.h"
#include "dsn-message.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/* What signs speak for; in the order of SIGN_KINDS in rules/compile.py. */
typedef enum {
  DSN_SIGN_OF_AUTO_REPLY,
  DSN_SIGN_OF_CHALLENGE,
  DSN_SIGN_OF_COMPLAINT,
  DSN_SIGN_OF_OPT_OUT,
  DSN_SIGN_OF_RECEIPT,
  DSN_SIGN_OF_UNREAD,
  DSN_SIGN_OF_REFUSED,
  DSN_SIGN_OF_BY_FIRST,
  DSN_SIGN_OF_BY_EXCHANGE_5 = DSN_SIGN_OF_BY_FIRST,
  DSN_SIGN_OF_BY_EXIM,
  DSN_SIGN_OF_BY_FML,
  DSN_SIGN_OF_BY_GOOGLE,
  DSN_SIGN_OF_BY_IMAIL,
  DSN_SIGN_OF_BY_INTERSCAN,
  DSN_SIGN_OF_BY_LISTSERV,
  DSN_SIGN_OF_BY_MAILMAN,
  DSN_SIGN_OF_BY_MAILMAN_3,
  DSN_SIGN_OF_BY_MLMMJ,
  DSN_SIGN_OF_BY_MMDF,
  DSN_SIGN_OF_BY_QMAIL,
  DSN_SIGN_OF_BY_SNS,
  DSN_SIGN_OF_BY_VTEXT,
  DSN_SIGN_OF_BY_ZOHO,
  DSN_SIGN_OF_COUNT,
} DsnSignOf;

/* A kind in a set of kinds. */
#define DSN_SIGN_BIT(of) ((guint32) 1 << (of))

/* What only one system writes: the kinds that rows of dialects are known by. */
#define DSN_SIGN_BY(system) DSN_SIGN_BIT (DSN_SIGN_OF_BY_##system)
#define DSN_SIGNS_BY_ANY (~(DSN_SIGN_BIT (DSN_SIGN_OF_BY_FIRST) - 1))

/* Signs of this weight together are enough. */
#define DSN_WEIGH_ENOUGH 100

/**
 * DsnHand:
 * @message: (nullable): the message; needed for its text only
 * @fields: (element-type DsnField): its header
 * @thorough: to look at everything, whatever has been ruled out: for tests that this
 *   changes nothing; %FALSE unless set behind dsn_hand_init()
 * @reports: whether a part may be, or hold, a report
 * @header: what each kind finds in the header, once one has asked
 * @found: the kinds that it speaks for, each as %DSN_SIGN_BIT
 * @subject: the same of the subject
 * @text: (nullable): the folded opening of the text, once it was needed
 *
 * Whose hand wrote a message: a program's, and what for. Made for all kinds at once
 * when the first asks, for each of them asks of nearly every mail; set up by
 * dsn_hand_init().
 */
typedef struct {
  DsnMessage *message;
  const GArray *fields;
  gboolean thorough;
  gboolean reports;
  gboolean header_weighed;
  gboolean subject_weighed;
  gint header[DSN_SIGN_OF_COUNT];
  guint32 found;
  gint subject[DSN_SIGN_OF_COUNT];
  GString *text;
  DsnGrams text_grams;
} DsnHand;

/**
 * dsn_hand_init:
 * @hand: (out caller-allocates): cleared with dsn_hand_clear()
 * @message: (nullable): borrowed
 * @fields: (element-type DsnField): borrowed
 */
void dsn_hand_init (DsnHand *hand, DsnMessage *message, const GArray *fields);

/**
 * dsn_hand_may_have_report:
 *
 * Returns: %FALSE where no part of the message is, or holds, a report of any kind, as
 * in ordinary mail
 */
static inline gboolean
dsn_hand_may_have_report (const DsnHand *hand)
{
  return hand->thorough || hand->reports;
}

/** dsn_hand_has_report: whether a part of the message is a delivery status */
static inline gboolean
dsn_hand_has_report (const DsnHand *hand)
{
  return dsn_hand_may_have_report (hand) && dsn_locate_has_report (hand->message);
}

/** dsn_hand_clear: drops what @hand owns */
void dsn_hand_clear (DsnHand *hand);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnHand, dsn_hand_clear)

/**
 * dsn_weigh_fields:
 * @of: what for
 *
 * Weighs the header by the rows of rules/mail-signs.toml; nothing is decoded. This is
 * what ordinary mail costs.
 *
 * Returns: the weight of all fields but the subject
 */
gint dsn_weigh_fields (DsnHand *hand, DsnSignOf of);

/**
 * dsn_weigh_find:
 *
 * Returns: the kinds, each as %DSN_SIGN_BIT, that fields of the header speak for
 */
guint32 dsn_weigh_find (DsnHand *hand);

/**
 * dsn_weigh_may_be_enough:
 *
 * Returns: %FALSE where header, subject and text together do not weigh
 *   %DSN_WEIGH_ENOUGH, whatever the subject and the text are
 */
gboolean dsn_weigh_may_be_enough (DsnHand *hand, DsnSignOf of);

/**
 * dsn_weigh_returned:
 * @fields: (element-type DsnField): the header of a message that came back
 *
 * Returns: the weight of its fields
 */
gint dsn_weigh_returned (const GArray *fields, DsnSignOf of);

/**
 * dsn_weigh_subject:
 *
 * Returns: the weight of the subject, decoded: that of the heaviest sign, and of the
 *   heaviest that speaks against it
 */
gint dsn_weigh_subject (DsnHand *hand, DsnSignOf of);

/**
 * dsn_weigh_text:
 *
 * The text is folded only where it may hold words that speak for @of.
 *
 * Returns: the same of the first words of the message's text, without what is quoted in
 *   them; 0 where nothing speaks for @of, whatever speaks against it
 */
gint dsn_weigh_text (DsnHand *hand, DsnSignOf of);

/**
 * dsn_weigh_keep:
 * @report: gets the fields
 *
 * Keeps the fields of a header that speak for it, so that one can see why.
 */
void dsn_weigh_keep (DsnMessage *message, DsnSignOf of, const DsnLimits *limits,
                     DsnReport *report);

G_END_DECLS
