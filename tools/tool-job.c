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
  job->holes = g_array_new (FALSE, FALSE, sizeof (ToolHole));
  return job;
}

static void
free_results (gpointer data)
{
  ToolResults *results = data;

  if (results->own != NULL)
    g_byte_array_unref (results->own);
  else
    tool_share_release (results->share, results->chunk);
  g_free (results);
}

void
tool_job_free (ToolJob *job)
{
  g_byte_array_unref (job->payload);
  g_queue_clear_full (&job->results, free_results);
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

/* Adds to results that came through the socket, too. */
static void
add_own (ToolJob *job, const guint8 *bytes, guint len)
{
  ToolResults *last = g_queue_peek_tail (&job->results);

  if (last == NULL || last->own == NULL) {
    last = g_new0 (ToolResults, 1);
    last->own = g_byte_array_new ();
    g_queue_push_tail (&job->results, last);
  }
  g_byte_array_append (last->own, bytes, len);
  last->bytes = (DsnSpan){ last->own->data, last->own->len };
  job->bytes += len;
}

static void
add_chunk (ToolJob *job, const ToolFilled *filled, ToolShare *share)
{
  ToolResults *results = g_new0 (ToolResults, 1);

  results->bytes = tool_share_hold (share, filled->chunk, filled->len);
  results->share = share;
  results->chunk = filled->chunk;
  g_queue_push_tail (&job->results, results);
  job->bytes += filled->len;
  job->received += filled->count;
}

/* What @in has at @at, if that is whole: where the next begins; otherwise @at. */
static guint
receive_next (ToolJob *job, const GByteArray *in, guint at, ToolShare *share)
{
  guint left = in->len - at, head = (guint) sizeof (guint), mark;
  ToolFilled filled;

  if (left < head)
    return at;
  memcpy (&mark, in->data + at, head);
  if (mark == TOOL_JOB_DONE) {
    job->done = TRUE;
    return at + head;
  }
  if (mark == TOOL_CHUNK_FILLED) {
    if (left - head < sizeof filled)
      return at;
    memcpy (&filled, in->data + at + head, sizeof filled);
    add_chunk (job, &filled, share);
    return at + head + (guint) sizeof filled;
  }
  if (left - head < mark)
    return at;
  add_own (job, in->data + at, head + mark);
  job->received++;
  return at + head + mark;
}

void
tool_job_receive (ToolJob *job, GByteArray *in, ToolShare *share)
{
  guint at = 0, next;

  while (!job->done && (next = receive_next (job, in, at, share)) > at)
    at = next;
  if (at > 0)
    g_byte_array_remove_range (in, 0, at);
}

static gboolean
take_each (DsnSpan left, ToolTake take, gpointer data)
{
  guint len;

  while (left.len > 0) {
    g_assert (left.len >= sizeof len);
    memcpy (&len, left.data, sizeof len);
    left = dsn_span_slice (left, sizeof len, G_MAXSIZE);
    g_assert (len <= left.len);
    if (!take ((DsnSpan){ left.data, len }, data))
      return FALSE;
    left = dsn_span_slice (left, len, G_MAXSIZE);
  }
  return TRUE;
}

gboolean
tool_job_take (ToolJob *job, ToolTake take, gpointer data)
{
  ToolResults *results;

  while ((results = g_queue_peek_head (&job->results)) != NULL) {
    if (!take_each (results->bytes, take, data))
      return FALSE;
    job->bytes -= results->bytes.len;
    free_results (g_queue_pop_head (&job->results));
  }
  return TRUE;
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
