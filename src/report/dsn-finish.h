/* dsn-finish.h: what follows from a recipient's fields once all of them are read. */
#pragma once

#include "dsn-reply.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * dsn_finish_recipient:
 * @recipient: a recipient of @report with all its fields
 *
 * Takes the codes out of the diagnostic, tells whose words it holds, and checks the
 * fields against each other.
 */
void dsn_finish_recipient (DsnReport *report, DsnRecipient *recipient);

/**
 * dsn_finish_find_reply:
 *
 * Returns: the codes in the fields of @recipient, its diagnostic above all
 */
DsnReply dsn_finish_find_reply (const DsnRecipient *recipient);

/**
 * dsn_finish_report:
 * @first: the first recipient that has not been looked at
 *
 * Chooses for each recipient the address to act on, final or original, once all of them
 * are known.
 */
void dsn_finish_report (DsnReport *report, guint first);

G_END_DECLS
