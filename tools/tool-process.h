/* tool-process.h: a worker process, as its pool sees it. */
#pragma once

#include "tool-job.h"

#include <sys/types.h>

G_BEGIN_DECLS

/**
 * ToolProcess:
 * @pid: 0 for none
 * @file: our end of its socket
 * @share: what it tells us of itself, and results
 * @jobs: (element-type ToolJob): what it is to do, what it does first
 * @out: bytes for it, of which
 * @sent: are sent
 * @in: bytes from it that are no whole result yet
 * @beat: of its slot, when it was looked at last
 * @since_usec: when that had changed
 * @too_long: it is killed, since it does not change
 *
 * Begins with @out and @in, and all else 0.
 */
typedef struct {
  pid_t pid;
  int file;
  ToolShare share;
  GQueue jobs;
  GByteArray *out;
  gsize sent;
  GByteArray *in;
  guint beat;
  gint64 since_usec;
  gboolean too_long;
} ToolProcess;

/**
 * tool_process_start:
 * @all: (array length=count): this one and the others, whose sockets are not its own
 * @work: what it does, with
 * @data: as it is now
 * @error: (nullable): where to put why it did not begin
 *
 * Returns: whether there is a process now
 */
gboolean tool_process_start (ToolProcess *process, const ToolProcess *all, guint count,
                             const ToolLimits *limits, ToolWork work, gpointer data,
                             GError **error);

/**
 * tool_process_end:
 * @at_once: do not let it finish
 *
 * Ends a process and waits for it.
 *
 * Returns: how it ended, as waitpid() has it, or %TOOL_STATUS_TOO_LONG
 */
int tool_process_end (ToolProcess *process, gboolean at_once);

/**
 * tool_process_give:
 * @job: what it is to do next
 */
void tool_process_give (ToolProcess *process, ToolJob *job);

/**
 * tool_process_give_again:
 *
 * Gives all its jobs to a process that took another one's place.
 */
void tool_process_give_again (ToolProcess *process);

/**
 * tool_process_send:
 *
 * Sends what it takes without waiting.
 */
void tool_process_send (ToolProcess *process);

/**
 * tool_process_receive:
 *
 * Takes what there is, for its jobs; those that are done are no longer its own.
 *
 * Returns: whether it lives
 */
gboolean tool_process_receive (ToolProcess *process);

/**
 * tool_process_watch:
 * @seconds: 0 for no limit
 *
 * Kills it if it has been at one step for too long.
 */
void tool_process_watch (ToolProcess *process, guint seconds);

G_END_DECLS
