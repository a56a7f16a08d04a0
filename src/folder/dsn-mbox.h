/* dsn-mbox.h: an mbox -> its messages (RFC 4155). */
#pragma once

#include "dsn-lines.h"

G_BEGIN_DECLS

/**
 * DsnMbox:
 *
 * A cursor over the messages of an mbox; the members are private.
 */
typedef struct {
  DsnSpan text;
  DsnLines lines;
  const guint8 *start;
} DsnMbox;

/**
 * dsn_mbox_is_mbox:
 * @text: the beginning of a file
 *
 * Returns: whether it begins with a `From ` line
 */
gboolean dsn_mbox_is_mbox (DsnSpan text);

/**
 * dsn_mbox_over:
 * @text: a whole mbox that outlives the cursor
 *
 * Returns: a cursor before the first message
 */
DsnMbox dsn_mbox_over (DsnSpan text);

/**
 * dsn_mbox_next:
 * @message: (out): set on success only: a message with the `From ` line before it
 * @offset: (out): set on success only: where that line begins
 *
 * Takes one message. A `From ` line parts two messages where an empty line stands
 * before it, it ends in a date, and a header field follows: other lines that begin so
 * are text. Every byte belongs to one message.
 *
 * Returns: whether there was one
 */
gboolean dsn_mbox_next (DsnMbox *mbox, DsnSpan *message, gsize *offset);

G_END_DECLS
