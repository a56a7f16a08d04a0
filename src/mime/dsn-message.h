/* dsn-message.h: a message: its bytes, and the tree of parts over them. */
#pragma once

#include "dsn-converters.h"
#include "dsn-defect-private.h"
#include "dsn-limits.h"
#include "dsn-lines.h"
#include "dsn-part.h"

G_BEGIN_DECLS

/**
 * DsnMessage:
 *
 * Owns its input as a rule, what had to be decoded of it, and the tree. Spans of its
 * parts live as long.
 */
typedef struct _DsnMessage DsnMessage;

/**
 * dsn_message_new:
 * @bytes: the message; counted, not copied
 * @limits: resolved limits
 * @defects: takes the findings; outlives the message
 *
 * Scans a message into its tree. There is always a root, whatever the input.
 *
 * Returns: (transfer full): the message
 */
DsnMessage *dsn_message_new (GBytes *bytes, const DsnLimits *limits,
                             DsnDefects *defects);

/**
 * dsn_message_new_empty:
 *
 * Returns: (transfer full): a message to be read with dsn_message_read()
 */
DsnMessage *dsn_message_new_empty (void);

/**
 * dsn_message_read:
 * @message: a message of dsn_message_new_empty(); what it was before is gone
 * @text: the message; outlives it, or the next call
 *
 * As dsn_message_new(), in the space that the last message took.
 */
void dsn_message_read (DsnMessage *message, DsnSpan text, const DsnLimits *limits,
                       DsnDefects *defects);

/**
 * dsn_message_free:
 * @message: (nullable) (transfer full): a message
 */
void dsn_message_free (DsnMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMessage, dsn_message_free)

/**
 * dsn_message_get_converters:
 *
 * Returns: (transfer none): what converts its charsets, and those of messages that were
 *   read before it
 */
DsnConverters *dsn_message_get_converters (const DsnMessage *message);

/**
 * dsn_message_get_part_count:
 *
 * Returns: how many parts there are; the root is part 0
 */
guint dsn_message_get_part_count (const DsnMessage *message);

/**
 * dsn_message_get_part:
 * @index: below dsn_message_get_part_count()
 *
 * Returns: (transfer none): a part; valid until dsn_message_expand() is called
 */
const DsnPart *dsn_message_get_part (const DsnMessage *message, guint index);

/**
 * dsn_message_get_fields:
 *
 * Returns: (transfer none) (element-type DsnField): the fields of the message's own
 *   header, in their order
 */
const GArray *dsn_message_get_fields (const DsnMessage *message);

/**
 * dsn_message_get_offset:
 * @at: a byte of the input or of a decoded part
 *
 * Returns: its offset from the start of the message; of a byte that was decoded, that
 * of the encoded body
 */
gsize dsn_message_get_offset (const DsnMessage *message, const guint8 *at);

/**
 * dsn_message_cut_lines:
 * @text: a piece of the message, decoded or not
 *
 * Returns: a cursor over the lines of @text, as dsn_lines_over() makes one; what is
 *   known of the whole message makes it faster
 */
DsnLines dsn_message_cut_lines (const DsnMessage *message, DsnSpan text);

/**
 * dsn_message_get_body:
 * @index: a part
 *
 * Takes the transfer encoding off a part's body. Bodies without one are not copied.
 *
 * Returns: the body; lives as long as @message
 */
DsnSpan dsn_message_get_body (DsnMessage *message, guint index);

/**
 * dsn_message_keep_text:
 * @index: the part that @text was made from
 * @text: (transfer full): text, e.g. a body in another charset
 *
 * Keeps a text that was made from a part. A byte of it has the offset of the part's
 * body.
 *
 * Returns: the text; lives as long as @message
 */
DsnSpan dsn_message_keep_text (DsnMessage *message, guint index, GString *text);

/**
 * dsn_message_expand:
 * @index: a leaf
 *
 * Reads a leaf that is an encoded message, which RFC 2046 §5.2.1 forbids and people
 * send, and adds what is inside to the tree. Other parts are left alone.
 */
void dsn_message_expand (DsnMessage *message, guint index);

G_END_DECLS
