/* dsn-weigh.h: what tells automatic mail that is no delivery report: signs, weighed. */
#pragma once

#include "dsn-grams.h"
#include "dsn-limits.h"
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
  DSN_SIGN_OF_COUNT,
} DsnSignOf;

/* Signs of this weight together are enough. */
#define DSN_WEIGH_ENOUGH 100

/**
 * DsnHand:
 * @message: (nullable): the message; needed for its text only
 * @fields: (element-type DsnField): its header
 * @header: what each kind finds in the header, once one has asked
 * @subject: (nullable): the folded subject, once one has asked
 * @text: (nullable): the folded opening of the text, once one has asked
 *
 * Whose hand wrote a message: a program's, and what for. Made for all kinds at once
 * when the first asks, for each of them asks of nearly every mail; set up by
 * dsn_hand_init().
 */
typedef struct {
  DsnMessage *message;
  const GArray *fields;
  gboolean header_weighed;
  gint header[DSN_SIGN_OF_COUNT];
  GString *subject;
  GString *text;
  DsnGrams subject_grams;
  DsnGrams text_grams;
} DsnHand;

/**
 * dsn_hand_init:
 * @hand: (out caller-allocates): cleared with dsn_hand_clear()
 * @message: (nullable): borrowed
 * @fields: (element-type DsnField): borrowed
 */
void dsn_hand_init (DsnHand *hand, DsnMessage *message, const GArray *fields);

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
 * Returns: the same of the first words of the message's text, without what is quoted in
 *   them
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
