/* tool-job.h: a job on its way through a pool, with the results that are there. */
#pragma once

#include "tool-worker.h"

G_BEGIN_DECLS

/**
 * ToolResults:
 * @bytes: results, each behind its length
 * @own: (nullable): what holds them, or
 * @share: the area with the chunk that does:
 * @chunk: its number
 *
 * Results of some steps in a row.
 */
typedef struct {
  DsnSpan bytes;
  GByteArray *own;
  ToolShare *share;
  guint chunk;
} ToolResults;

/**
 * ToolJob:
 * @number: counts the jobs, from 1
 * @payload: what is to be done
 * @results: (element-type ToolResults): those that nobody has taken
 * @bytes: how many bytes these are
 * @received: steps whose results have come
 * @holes: (element-type ToolHole): steps that are lost
 * @retry_step: the step that a worker died of finding, and
 * @retries: how often that was
 * @deaths: how many workers died that had it at hand
 * @stillborn: how many workers died before they began with it
 * @done: all results have come
 */
typedef struct {
  guint number;
  GByteArray *payload;
  GQueue results;
  gsize bytes;
  guint received;
  GArray *holes;
  guint retry_step;
  guint retries;
  guint deaths;
  guint stillborn;
  gboolean done;
} ToolJob;

/**
 * tool_job_new:
 * @payload: (transfer full): what is to be done
 */
ToolJob *tool_job_new (guint number, GByteArray *payload);

/**
 * tool_job_free:
 */
void tool_job_free (ToolJob *job);

/**
 * tool_job_pack:
 * @out: where to add
 *
 * Adds the job as a worker wants it, without the steps whose results are there.
 */
void tool_job_pack (const ToolJob *job, GByteArray *out);

/**
 * tool_job_receive:
 * @in: what a worker sent; what was taken is cut off
 * @share: what it shares with us; outlives the job
 *
 * Moves whole results to the job, and notes its end.
 */
void tool_job_receive (ToolJob *job, GByteArray *in, ToolShare *share);

/**
 * tool_job_take:
 * @take: gets the results that are there
 *
 * Returns: %FALSE if @take wants no more
 */
gboolean tool_job_take (ToolJob *job, ToolTake take, gpointer data);

/**
 * tool_job_bury:
 * @slot: what its worker was at when it died
 * @status: how it ended, from waitpid(), or %TOOL_STATUS_TOO_LONG
 *
 * Learns from a worker's death what will not be done again.
 *
 * Returns: %FALSE if workers die whatever they are given
 */
gboolean tool_job_bury (ToolJob *job, const ToolSlot *slot, int status);

G_END_DECLS
