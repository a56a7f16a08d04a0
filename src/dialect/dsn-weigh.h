/* dsn-weigh.h: what tells automatic mail that is no delivery report: signs, weighed. */
#pragma once

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
} DsnSignOf;

/* Signs of this weight together are enough. */
#define DSN_WEIGH_ENOUGH 100

/**
 * dsn_weigh_fields:
 * @fields: (element-type DsnField): a header
 * @of: what for
 *
 * Weighs a header by the rows of rules/mail-signs.toml; nothing is decoded. This is
 * what ordinary mail costs.
 *
 * Returns: the weight of all fields but the subject
 */
gint dsn_weigh_fields (const GArray *fields, DsnSignOf of);

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
gint dsn_weigh_subject (const GArray *fields, DsnSignOf of);

/**
 * dsn_weigh_text:
 *
 * Returns: the same of the first words of the message's text, without what is quoted in
 *   them
 */
gint dsn_weigh_text (DsnMessage *message, DsnSignOf of);

/**
 * dsn_weigh_keep:
 * @report: gets the fields
 *
 * Keeps the fields of a header that speak for it, so that one can see why.
 */
void dsn_weigh_keep (DsnMessage *message, DsnSignOf of, const DsnLimits *limits,
                     DsnReport *report);

G_END_DECLS
