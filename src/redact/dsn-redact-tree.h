/* dsn-redact-tree.h: a message -> the same message about other people and hosts. */
#pragma once

#include "dsn-redact-text.h"

#include "dsn-limits.h"

G_BEGIN_DECLS

/**
 * dsn_redact_tree:
 * @bytes: a message
 * @limits: resolved limits
 *
 * Goes through a message part by part: headers field by field, texts in their charset
 * and transfer encoding, returned messages word by word; what is no text becomes filler
 * of the same size.
 *
 * Returns: (transfer full): the message
 */
GBytes *dsn_redact_tree (DsnRedactor *redactor, GBytes *bytes, const DsnLimits *limits);

G_END_DECLS
