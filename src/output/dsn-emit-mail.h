/* dsn-emit-mail.h: text for people about mail that is no delivery status: complaints,
 * receipts, automatic answers. */
#pragma once

#include "dsn-emit-line.h"

G_BEGIN_DECLS

/**
 * dsn_emit_mail_title:
 * @report: a report of any kind
 *
 * Returns: (transfer none): what it is, e.g. `complaint about a message`
 */
const char *dsn_emit_mail_title (const DsnReport *report);

/**
 * dsn_emit_mail_outcome:
 * @report: a report that is no delivery status
 *
 * Returns: (transfer none): what it says of its recipients, in a few words
 */
const char *dsn_emit_mail_outcome (const DsnReport *report);

/**
 * dsn_emit_mail_reason:
 * @report: a report that is no delivery status
 *
 * Returns: (transfer none): why it was sent, in a few words
 */
const char *dsn_emit_mail_reason (const DsnReport *report);

/**
 * dsn_emit_mail_advice:
 * @report: a report that is no delivery status
 *
 * Returns: (transfer none) (nullable): what to do about it; %NULL for nothing
 */
const char *dsn_emit_mail_advice (const DsnReport *report);

/**
 * dsn_emit_mail_details:
 *
 * Adds what a complaint or a receipt says of itself.
 */
void dsn_emit_mail_details (const DsnEmit *emit, const DsnReport *report);

G_END_DECLS
