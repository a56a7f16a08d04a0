/* dsn-opening.h: the first words of a message's text, folded so that they compare. */
#pragma once

#include "dsn-message.h"

G_BEGIN_DECLS

/**
 * dsn_opening_find:
 * @message: a message
 *
 * Returns: what dsn_opening_read() reads, as it stands in the message; empty if there
 *   is no such text
 */
DsnSpan dsn_opening_find (DsnMessage *message);

/**
 * dsn_opening_read:
 * @message: a message
 * @out: where to add
 *
 * Adds the beginning of the first text of a message, not of messages inside of it, in
 * UTF-8 and folded. Lines that are quoted (`> `) are left out.
 */
void dsn_opening_read (DsnMessage *message, GString *out);

/**
 * dsn_opening_fold:
 * @out: where to add
 * @text: text in UTF-8, or any bytes
 *
 * Adds @text without its differences of case, every run of blanks and line ends as one
 * blank, none at the ends.
 */
void dsn_opening_fold (GString *out, DsnSpan text);

G_END_DECLS
