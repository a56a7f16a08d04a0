/* dsn-member.h: the fields of a feedback or disposition report -> members of the
 * record.
 */
#pragma once

#include "dsn-limits.h"
#include "dsn-message.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/* Which report a field belongs to. */
typedef enum {
  DSN_MEMBER_OF_FEEDBACK,
  DSN_MEMBER_OF_DISPOSITION,
} DsnMemberOf;

/**
 * dsn_member_read_part:
 * @message: the message
 * @part: its feedback-report or disposition-notification part
 * @of: which of the two
 * @limits: resolved limits
 * @report: what is filled
 *
 * Reads the fields of a part by the rows of rules/report-fields.toml: what has a place
 * of its own goes there, everything else is kept among the extension fields. Recipients
 * are added to those that the report has, each address once; one that is blotted out is
 * a finding and no recipient.
 */
void dsn_member_read_part (DsnMessage *message, guint part, DsnMemberOf of,
                           const DsnLimits *limits, DsnReport *report);

/**
 * dsn_member_is_feedback:
 *
 * Returns: whether @name is a field of a feedback report that a part may begin with
 */
gboolean dsn_member_is_feedback (DsnSpan name);

/**
 * dsn_member_is_disposition:
 *
 * Returns: whether @name is a field of a disposition notification
 */
gboolean dsn_member_is_disposition (DsnSpan name);

G_END_DECLS
