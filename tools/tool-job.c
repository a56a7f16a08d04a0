/* tool-job.c: a job on its way through a pool, with the results that are there. */
#include "tool-job.h"

#include <string.h>

/* Who dies before there is anything to die of: so many of one job are enough. */
#define STILLBORN_MAX 5

ToolJob *
tool_job_new (guint number, GByteArray *payload)
{
  ToolJob *job = g_new0 (ToolJob, 1);

  job->number = number;
  job->payload = payload;
  job->results = g_byte_array_new ();
  job->holes = g_array_new (FALSE, FALSE, sizeof (ToolHole));
  return job;
}

void
tool_job_free (ToolJob *job)
{
  g_byte_array_unref (job->payload);
  g_byte_array_unref (job->results);
  g_array_unref (job->holes);
  g_free (job);
}

void
tool_job_pack (const ToolJob *job, GByteArray *out)
{
  ToolJobHead head = { .len = job->payload->len,
                       .job = job->number,
                       .skip = job->received,
                       .again = job->deaths > 0,
                       .holes = job->holes->len };

  g_byte_array_append (out, (const guint8 *) &head, sizeof head);
  g_byte_array_append (out, (const guint8 *) job->holes->data,
                       (guint) (job->holes->len * sizeof (ToolHole)));
  g_byte_array_append (out, job->payload->data, job->payload->len);
}

void
tool_job_receive (ToolJob *job, GByteArray *in)
{
  guint at = 0, len;

  while (!job->done && in->len - at >= sizeof len) {
    memcpy (&len, in->data + at, sizeof len);
    if (len == TOOL_JOB_DONE) {
      job->done = TRUE;
      at += (guint) sizeof len;
      break;
    }
    if (in->len - at - sizeof len < len)
      break;
    at += (guint) sizeof len + len;
    job->received++;
  }
  if (at == 0)
    return;
  g_byte_array_append (job->results, in->data,
                       at - (job->done ? (guint) sizeof len : 0));
  g_byte_array_remove_range (in, 0, at);
}

gboolean
tool_job_bury (ToolJob *job, const ToolSlot *slot, int status)
{
  ToolHole hole = { .step = slot->step, .status = status };

  job->deaths++;
  /* Before it began, or when it passed over what had been done: nothing to learn. */
  if (slot->job != job->number || slot->phase == TOOL_PHASE_IDLE ||
      (slot->phase == TOOL_PHASE_FINDING && slot->step < job->received))
    return ++job->stillborn < STILLBORN_MAX;
  if (slot->phase == TOOL_PHASE_DOING) {
    /* Its result may have come before the worker died. */
    if (slot->step >= job->received)
      g_array_append_val (job->holes, hole);
    return TRUE;
  }
  /* It died before it knew what to do: of a kill from outside, or of the search. */
  if (job->retries == 0 || job->retry_step != slot->step) {
    job->retry_step = slot->step;
    job->retries = 1;
    return TRUE;
  }
  hole.all = TRUE;
  g_array_append_val (job->holes, hole);
  job->retries = 0;
  return TRUE;
}
