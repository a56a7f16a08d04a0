/* tool-progress.h: how far a long run has come, on a terminal. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ToolProgress:
 *
 * A line on stderr that is written over again and again.
 */
typedef struct _ToolProgress ToolProgress;

/**
 * tool_progress_new:
 *
 * Returns: (transfer full) (nullable): %NULL if stderr is no terminal; the functions
 *   below take that, and do nothing
 */
ToolProgress *tool_progress_new (void);

/**
 * tool_progress_update:
 * @messages: messages that were read
 * @bytes: their bytes
 * @share: how much of the input that is, 0 to 1; below 0 if nobody knows
 *
 * Shows a line, after the first second, for more than one message, and not too often.
 */
void tool_progress_update (ToolProgress *progress, guint64 messages, guint64 bytes,
                           double share);

/**
 * tool_progress_erase:
 *
 * Takes the line away: before a message, and at the end.
 */
void tool_progress_erase (ToolProgress *progress);

/**
 * tool_progress_free:
 * @progress: (nullable): erased first
 */
void tool_progress_free (ToolProgress *progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolProgress, tool_progress_free)

G_END_DECLS
