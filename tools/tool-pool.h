/* tool-pool.h: worker processes that do jobs, and their results in the jobs' order. */
#pragma once

#include "tool-worker.h"

G_BEGIN_DECLS

/**
 * ToolPoolPlan:
 * @jobs: worker processes at the most; 0 does everything in this process
 * @contain: a worker even for a single job, which this process does itself otherwise
 * @limits: what a worker dies of
 * @feed: called for the next job, which it adds to an empty array; %FALSE at the end
 * @work: does a job, in a worker
 * @take: gets all results, in the order of jobs and steps
 * @tick: called at least each second while results are waited for; %FALSE to stop
 * @data: for all of them; a worker has its own copy, as of when it began
 *
 * What a pool has to do. No more is held than the jobs that workers have, a bounded
 * number of bytes of results, and one large result of each worker.
 */
typedef struct {
  guint jobs;
  gboolean contain;
  ToolLimits limits;
  gboolean (*feed) (GByteArray *job, gpointer data);
  ToolWork work;
  ToolTake take;
  gboolean (*tick) (gpointer data);
  gpointer data;
} ToolPoolPlan;

/**
 * tool_pool_run:
 * @plan: what to do
 * @error: (nullable): where to put why there are no workers
 *
 * Does all jobs, until there are no more or @take or @tick want no more. A worker that
 * dies takes one step with it, which is done again as lost; another worker goes on. No
 * worker outlives the call, or this process.
 *
 * Returns: %FALSE if there could be no workers; what was taken until then was taken
 */
gboolean tool_pool_run (const ToolPoolPlan *plan, GError **error);

G_END_DECLS
