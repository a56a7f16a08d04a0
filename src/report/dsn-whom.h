/* dsn-whom.h: whom a report is about that is no delivery status. */
#pragma once

#include "dsn-message.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * dsn_whom_add:
 * @report: the report
 * @address: an address as it was written, brackets and comments allowed
 * @offset: where it stands
 *
 * Adds a recipient that a feedback report, or something else than a field, names.
 *
 * Returns: whether it was an address, and none that is blotted out
 */
gboolean dsn_whom_add (DsnReport *report, DsnSpan address, gsize offset);

/**
 * dsn_whom_add_sender:
 * @message: a message that its sender's mailbox has answered with
 *
 * Adds who sent the message as whom it is about: From, or Reply-To where From is an
 * address that takes no mail.
 */
void dsn_whom_add_sender (DsnMessage *message, DsnReport *report);

/**
 * dsn_whom_add_guess:
 * @fields: (element-type DsnField): the header of the returned message
 *
 * Adds the recipient that the returned message tells (dsn_clue_find()), if there is
 * one; that it was guessed is a finding.
 */
void dsn_whom_add_guess (DsnMessage *message, const GArray *fields, DsnReport *report);

G_END_DECLS
