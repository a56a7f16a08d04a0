/* tool-message.h: messages that were made -> stdout, an mbox, or files. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ToolMessages:
 *
 * Where messages go.
 */
typedef struct _ToolMessages ToolMessages;

/**
 * tool_messages_new:
 * @folder: (nullable): where to make files; %NULL for stdout: one message as it is,
 *   several as an mbox (mboxrd)
 *
 * Returns: (transfer full): somewhere for messages to go
 */
ToolMessages *tool_messages_new (const char *folder);

/**
 * tool_messages_free:
 * @messages: (nullable) (transfer full)
 */
void tool_messages_free (ToolMessages *messages);

/**
 * tool_messages_add:
 * @message: one message
 *
 * Writes a message. No file that is there is written over. Says what went wrong.
 *
 * Returns: whether more can be written
 */
gboolean tool_messages_add (ToolMessages *messages, GBytes *message);

/**
 * tool_messages_get_count:
 *
 * Returns: how many messages were added
 */
guint tool_messages_get_count (const ToolMessages *messages);

/**
 * tool_messages_end:
 *
 * Writes what was held back. Says what went wrong.
 *
 * Returns: whether it could be written
 */
gboolean tool_messages_end (ToolMessages *messages);

G_END_DECLS
