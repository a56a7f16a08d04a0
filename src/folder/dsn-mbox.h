/* dsn-mbox.h: an mbox -> its messages (RFC 4155 and older dialects). */
#pragma once

#include "dsn-stream.h"

G_BEGIN_DECLS

/**
 * DsnMbox:
 *
 * A cursor over the messages of an mbox; the members are private.
 */
typedef struct {
  DsnStream *stream;
  guint64 start;
  gsize max_size;
  gboolean keep;
} DsnMbox;

/**
 * DsnMboxMessage:
 * @offset: where its `From ` line begins
 * @length: bytes of it, that line and the empty one behind the message among them
 *
 * Where a message stands.
 */
typedef struct {
  guint64 offset;
  guint64 length;
} DsnMboxMessage;

/**
 * dsn_mbox_is_mbox:
 * @text: the beginning of a file
 *
 * Returns: whether it begins with a `From ` line
 */
gboolean dsn_mbox_is_mbox (DsnSpan text);

/**
 * dsn_mbox_over:
 * @stream: the mbox, from its first byte on; outlives the cursor
 * @max_size: bytes of a message; see dsn_mbox_next()
 * @keep: whether the bytes of a message are wanted, not only its place
 *
 * Returns: a cursor before the first message
 */
DsnMbox dsn_mbox_over (DsnStream *stream, gsize max_size, gboolean keep);

/**
 * dsn_mbox_next:
 * @message: (out): set on success only
 *
 * Takes one message. A `From ` line parts two messages where an empty line stands
 * before it, it holds a time of day, and a header field follows: other lines that begin
 * so are text. A `Content-Length` (mboxcl, mboxcl2) is believed where such a line or
 * the end of the mbox stands where it leads to, no more than two line ends before it,
 * and the message is not over @max_size; a wrong one is as good as none. Every byte
 * belongs to one message, and what the messages are does not depend on how the stream
 * cuts its reading.
 *
 * With @keep, dsn_stream_get() has the message until the next call, if it is not over
 * @max_size.
 *
 * Returns: whether there was one
 */
gboolean dsn_mbox_next (DsnMbox *mbox, DsnMboxMessage *message);

/**
 * dsn_mbox_is_cut_off:
 * @message: what dsn_mbox_next() has taken last
 *
 * Returns: whether @message ends where the mbox could not be read any further
 */
gboolean dsn_mbox_is_cut_off (const DsnMbox *mbox, const DsnMboxMessage *message);

G_END_DECLS
