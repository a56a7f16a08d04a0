/* tool-worker.h: one worker process: jobs come through a socket, results go back. */
#pragma once

#include "tool-area.h"

G_BEGIN_DECLS

/**
 * ToolStep:
 * @TOOL_STEP_DO: to be done
 * @TOOL_STEP_SKIP: done by an earlier worker, whose result is there: pass over it
 * @TOOL_STEP_LOST: a worker died of it; its result is that it is lost
 * @TOOL_STEP_LOST_ALL: workers died of finding it; its result is that it is lost, with
 *   what would be found behind it
 *
 * What to do with a step of a job.
 */
typedef enum {
  TOOL_STEP_DO,
  TOOL_STEP_SKIP,
  TOOL_STEP_LOST,
  TOOL_STEP_LOST_ALL,
} ToolStep;

/**
 * ToolTask:
 *
 * A job as the one sees it who does it. A job is a row of steps with one result each.
 */
typedef struct _ToolTask ToolTask;

/**
 * ToolLimits:
 * @memory: bytes of memory beyond those that a worker begins with
 * @cpu_seconds: seconds of processor for a step
 * @wall_seconds: seconds that may pass in a step
 *
 * What a worker dies of. 0 stands for none.
 */
typedef struct {
  gsize memory;
  guint cpu_seconds;
  guint wall_seconds;
} ToolLimits;

/**
 * ToolWork:
 * @job: aligned as g_malloc() aligns
 *
 * Does a job: the same @job gives the same steps, however often it is done.
 */
typedef void (*ToolWork) (ToolTask *task, DsnSpan job, gpointer data);

/**
 * ToolTake:
 *
 * Takes a result. Returns: whether to go on
 */
typedef gboolean (*ToolTake) (DsnSpan result, gpointer data);

/**
 * tool_task_begin:
 *
 * Called before each step is looked for. May be called again without a step in between.
 *
 * Returns: what to do with it, if there is one
 */
ToolStep tool_task_begin (ToolTask *task);

/**
 * tool_task_is_again:
 *
 * Returns: whether a worker died of this job before: then do nothing before its step
 *   has begun, or nobody learns of what
 */
gboolean tool_task_is_again (const ToolTask *task);

/**
 * tool_task_found:
 * @len: bytes to work on
 *
 * Called when a step is found, before it is done.
 */
void tool_task_found (ToolTask *task, gsize len);

/**
 * tool_task_end:
 * @result: what to give back; of a step to skip nothing
 *
 * Ends a step.
 *
 * Returns: whether to go on with the job
 */
gboolean tool_task_end (ToolTask *task, DsnSpan result);

/**
 * tool_task_describe_loss:
 *
 * Returns: (transfer full): of a step that is lost: why, without a full stop
 */
char *tool_task_describe_loss (const ToolTask *task);

/* What follows is between the pool and its workers. */

/**
 * ToolHole:
 * @step: a step that is lost
 * @all: with what would be found behind it
 * @status: how the worker ended, from waitpid(), or %TOOL_STATUS_TOO_LONG
 */
typedef struct {
  guint step;
  guint all;
  int status;
} ToolHole;

#define TOOL_STATUS_TOO_LONG (-1)

/**
 * ToolJobHead:
 * @len: bytes of the job, which follow its holes
 * @job: its number
 * @skip: steps whose results are there
 * @again: whether a worker died of the job before
 * @holes: how many #ToolHole follow
 *
 * What is sent to a worker.
 */
typedef struct {
  guint len;
  guint job;
  guint skip;
  guint again;
  guint holes;
} ToolJobHead;

/* A worker answers each step with the length of its result and the result, and a job
 * with this length alone. */
#define TOOL_JOB_DONE G_MAXUINT

/* In place of a length: a #ToolFilled follows. */
#define TOOL_CHUNK_FILLED (G_MAXUINT - 1)

/**
 * ToolFilled:
 * @chunk: which chunk of the area
 * @len: how many bytes of results there are
 * @count: how many results
 *
 * What a worker says in place of results that it has written into its area.
 */
typedef struct {
  guint chunk;
  guint len;
  guint count;
} ToolFilled;

/**
 * tool_worker_run:
 * @file: the socket
 * @area: what it shares with its pool
 * @limits: what to die of
 *
 * Does jobs until there are no more. Called in a process of its own.
 *
 * Returns: the exit status
 */
int tool_worker_run (int file, ToolArea *area, const ToolLimits *limits, ToolWork work,
                     gpointer data);

/**
 * tool_worker_run_here:
 * @take: gets the results, each as soon as it is there
 *
 * Does one job in this process.
 *
 * Returns: whether @take wants to go on
 */
gboolean tool_worker_run_here (DsnSpan job, ToolWork work, ToolTake take,
                               gpointer data);

G_END_DECLS
