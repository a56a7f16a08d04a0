/* dsn-redact.h: a bounce -> the same bounce about other people and hosts. */
#pragma once

#include "dsn-parse.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnRedacted:
 * @message: (transfer full): the message
 * @same: whether it is read as the original is: kind, format, generator, and of each
 *   recipient action, status and category
 * @kept: (transfer full) (element-type utf8): words and names of hosts that stayed,
 *   although this message uses them for somebody, since the verdict needs them
 *
 * What became of a message. End with dsn_redacted_clear().
 */
typedef struct {
  GBytes *message;
  gboolean same;
  GPtrArray *kept;
} DsnRedacted;

/**
 * dsn_redact:
 * @bytes: a message
 * @key: what pseudonyms follow from: with the same key the same name becomes the same
 * @redacted: (out caller-allocates): what became of it
 *
 * Replaces addresses, hosts, ids, IP addresses and words, and keeps the structure:
 * parts, encodings, line ends. Words that rules or standards know stay in what a mail
 * system has written; in a returned message none does. A pure function of its
 * arguments.
 */
void dsn_redact (GBytes *bytes, DsnSpan key, DsnRedacted *redacted);

/**
 * dsn_redacted_clear:
 *
 * Frees what dsn_redact() has set.
 */
void dsn_redacted_clear (DsnRedacted *redacted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnRedacted, dsn_redacted_clear)

G_END_DECLS
