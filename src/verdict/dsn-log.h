/* dsn-log.h: a line of an MTA's log -> what the failing system said, and of whom. */
#pragma once

#include "dsn-input.h"

G_BEGIN_DECLS

/**
 * dsn_log_read_line:
 * @line: one line
 * @input: (out): set on success only; spans borrow from @line
 *
 * Takes a line of a log apart: Postfix, Exim, Sendmail, OpenSMTPD, qmail, Exchange's
 * message tracking.
 *
 * Returns: whether it is one
 */
gboolean dsn_log_read_line (DsnSpan line, DsnInput *input);

G_END_DECLS
