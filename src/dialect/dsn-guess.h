/* dsn-guess.h: who the recipient is when the text does not say so. */
#pragma once

#include "dsn-dialect.h"

G_BEGIN_DECLS

/**
 * dsn_guess_collect_original:
 *
 * Returns: (transfer full) (element-type DsnField): the header of the returned message;
 *   empty if there is none
 */
GArray *dsn_guess_collect_original (DsnCandidate *candidate);

/**
 * dsn_guess_domains:
 * @first: the first recipient to look at
 *
 * Gives names that stand without a domain the one of the address with that local part
 * in X-Failed-Recipients or in the header of the returned message. Each is a finding.
 */
void dsn_guess_domains (DsnCandidate *candidate, guint first);

/**
 * dsn_guess_recipients:
 * @action: what was done to them
 *
 * Adds recipients from the best evidence there is: X-Failed-Recipients of the notice;
 * addressees of the returned message that the text names; its only addressee; the
 * address inside the notice's To where that is a variable envelope return path; the one
 * in its Subject. The returned message tells nothing if it is list mail or a bounce
 * itself. Each is a finding that names its source, and the last three are never a
 * reason to suppress.
 */
void dsn_guess_recipients (DsnCandidate *candidate, DsnAction action);

/**
 * dsn_guess_dup_verp:
 * @offset: (out) (optional): set on success only: where it stands in the message
 *
 * `bounces+ann=example.com@list.example`: the recipient is in the return path that the
 * notice was sent to.
 *
 * Returns: (transfer full) (nullable): the address inside the notice's To
 */
char *dsn_guess_dup_verp (const DsnCandidate *candidate, gsize *offset);

/**
 * dsn_guess_find_in_subject:
 * @address: (out): set on success only; borrows from the message
 *
 * `Your message to ann@example.com could not be delivered`
 *
 * Returns: whether the Subject is a notice's and has one address in it, which is not
 *   the one that the notice was sent to
 */
gboolean dsn_guess_find_in_subject (const DsnCandidate *candidate, DsnSpan *address);

G_END_DECLS
