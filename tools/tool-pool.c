/* tool-pool.c: worker processes that do jobs, and their results in the jobs' order. */
#include "tool-pool.h"

#include "tool-process.h"

#include "dsn-error.h"

#include <poll.h>
#include <signal.h>
#include <string.h>

#define JOBS_MAX 256

/* A worker has a job at hand besides the one that it does, so that it never waits. */
#define JOBS_PER_WORKER 2

/* Bytes of jobs that are out, and of results that nobody can take yet, from which on
 * the pool waits for the oldest job. */
#define PAYLOAD_MAX ((gsize) 8 << 20)
#define RESULTS_MAX ((gsize) 8 << 20)

#define TICK_MSEC 250

typedef struct {
  const ToolPoolPlan *plan;
  ToolProcess *workers;
  guint count;
  GQueue jobs; /* ToolJob: all whose results are not taken yet, in order */
  guint numbers;
  gsize payload;
  gboolean fed; /* there are no more jobs */
  gboolean stopped;
} Pool;

static gsize
untaken_bytes (const Pool *pool)
{
  gsize bytes = 0;

  for (const GList *link = pool->jobs.head; link != NULL; link = link->next)
    bytes += ((const ToolJob *) link->data)->bytes;
  return bytes;
}

static gboolean
begin (const Pool *pool, ToolProcess *worker, GError **error)
{
  const ToolPoolPlan *plan = pool->plan;

  return tool_process_start (worker, pool->workers, pool->count, &plan->limits,
                             plan->work, plan->data, error);
}

/* Another one takes the place of a worker that died, and its jobs. */
static gboolean
replace_worker (Pool *pool, ToolProcess *worker, GError **error)
{
  ToolJob *job = g_queue_peek_head (&worker->jobs);
  int status = tool_process_end (worker, FALSE);

  if (job == NULL)
    return TRUE; /* started again when there is work */
  if (!tool_job_bury (job, &worker->share.area->slot, status)) {
    g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ,
                         "cannot go on: worker processes die as soon as they begin");
    return FALSE;
  }
  if (!begin (pool, worker, error))
    return FALSE;
  tool_process_give_again (worker);
  return TRUE;
}

static ToolJob *
feed_job (Pool *pool)
{
  GByteArray *payload;
  ToolJob *job;

  if (pool->fed)
    return NULL;
  payload = g_byte_array_new ();
  if (!pool->plan->feed (payload, pool->plan->data)) {
    pool->fed = TRUE;
    g_byte_array_unref (payload);
    return NULL;
  }
  job = tool_job_new (++pool->numbers, payload);
  pool->payload += payload->len;
  g_queue_push_tail (&pool->jobs, job);
  return job;
}

/* The worker with the least to do that may have more, or one that is still to begin. */
static ToolProcess *
find_free (Pool *pool)
{
  ToolProcess *best = NULL;

  for (guint i = 0; i < pool->count; i++) {
    ToolProcess *worker = &pool->workers[i];

    if (worker->jobs.length < (best != NULL ? best->jobs.length : JOBS_PER_WORKER))
      best = worker;
  }
  return best;
}

/* Without a worker that could be started, those that there are have to do. */
static gboolean
assign (Pool *pool, ToolJob *job, GError **error)
{
  g_autoptr (GError) why = NULL;
  ToolProcess *worker = find_free (pool);

  if (worker->pid == 0 && !begin (pool, worker, &why)) {
    for (guint i = 0; i < pool->count; i++)
      if (pool->workers[i].pid != 0) {
        worker = &pool->workers[i];
        break;
      }
    if (worker->pid == 0) {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  }
  tool_process_give (worker, job);
  return TRUE;
}

static gboolean
give_jobs (Pool *pool, GError **error)
{
  while (find_free (pool) != NULL &&
         (pool->jobs.length == 0 ||
          (pool->payload < PAYLOAD_MAX && untaken_bytes (pool) < RESULTS_MAX))) {
    ToolJob *job = feed_job (pool);

    if (job == NULL)
      return TRUE;
    if (!assign (pool, job, error))
      return FALSE;
  }
  return TRUE;
}

/* Results of the oldest job go out at once; those of the next wait for its end. */
static void
take_results (Pool *pool)
{
  while (!pool->stopped && pool->jobs.length > 0) {
    ToolJob *job = g_queue_peek_head (&pool->jobs);

    pool->stopped = !tool_job_take (job, pool->plan->take, pool->plan->data);
    if (!job->done)
      return;
    pool->payload -= job->payload->len;
    tool_job_free (g_queue_pop_head (&pool->jobs));
  }
}

/* A worker that is ahead waits while there is too much that nobody can take; never the
 * one that does the oldest job. */
static gboolean
serve_workers (Pool *pool, GError **error)
{
  struct pollfd files[JOBS_MAX];
  gboolean full = untaken_bytes (pool) >= RESULTS_MAX;
  const ToolJob *oldest = g_queue_peek_head (&pool->jobs);

  for (guint i = 0; i < pool->count; i++) {
    const ToolProcess *worker = &pool->workers[i];
    gboolean wanted = !full || g_queue_peek_head ((GQueue *) &worker->jobs) == oldest;

    files[i] = (struct pollfd){
      .fd = worker->pid != 0 ? worker->file : -1,
      .events = (short) ((wanted ? POLLIN : 0) | (worker->out->len > 0 ? POLLOUT : 0))
    };
  }
  if (poll (files, pool->count, TICK_MSEC) < 0)
    return TRUE; /* interrupted */
  for (guint i = 0; i < pool->count; i++) {
    ToolProcess *worker = &pool->workers[i];

    if (worker->pid == 0)
      continue;
    if ((files[i].revents & POLLOUT) != 0)
      tool_process_send (worker);
    if ((files[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0 &&
        !tool_process_receive (worker) && !replace_worker (pool, worker, error))
      return FALSE;
    if (worker->pid != 0)
      tool_process_watch (worker, pool->plan->limits.wall_seconds);
  }
  return TRUE;
}

static gboolean
run_workers (Pool *pool, GError **error)
{
  while (!pool->stopped) {
    if (!give_jobs (pool, error))
      return FALSE;
    if (pool->jobs.length == 0)
      return TRUE;
    if (!serve_workers (pool, error))
      return FALSE;
    take_results (pool);
    pool->stopped = pool->stopped || !pool->plan->tick (pool->plan->data);
  }
  return TRUE;
}

static void
run_here (Pool *pool)
{
  const ToolPoolPlan *plan = pool->plan;

  for (;;) {
    ToolJob *job = g_queue_peek_head (&pool->jobs);

    if (job == NULL)
      job = feed_job (pool);
    if (job == NULL ||
        !tool_worker_run_here ((DsnSpan){ job->payload->data, job->payload->len },
                               plan->work, plan->take, plan->data) ||
        !plan->tick (plan->data))
      return;
    tool_job_free (g_queue_pop_head (&pool->jobs));
  }
}

/* Makes room for the workers, but none of them: they begin with their first job. */
static void
prepare (Pool *pool)
{
  /* Who called us may have it ignored, and then nobody learns how a worker ended. */
  signal (SIGCHLD, SIG_DFL);
  pool->count = MIN (pool->plan->jobs, JOBS_MAX);
  pool->workers = g_new0 (ToolProcess, pool->count);
  for (guint i = 0; i < pool->count; i++) {
    pool->workers[i].out = g_byte_array_new ();
    pool->workers[i].in = g_byte_array_new ();
  }
}

static void
dismiss (Pool *pool)
{
  /* Stopped in the middle, what they do is for nobody. */
  for (guint i = 0; i < pool->count; i++)
    if (pool->workers[i].pid != 0)
      tool_process_end (&pool->workers[i], pool->jobs.length > 0);
  /* Their results may be in what the workers share with us. */
  g_queue_clear_full (&pool->jobs, (GDestroyNotify) tool_job_free);
  for (guint i = 0; i < pool->count; i++) {
    ToolProcess *worker = &pool->workers[i];

    g_queue_clear (&worker->jobs);
    g_byte_array_unref (worker->out);
    g_byte_array_unref (worker->in);
    tool_area_unmap (worker->share.area);
  }
  g_free (pool->workers);
}

gboolean
tool_pool_run (const ToolPoolPlan *plan, GError **error)
{
  Pool pool = { .plan = plan };
  gboolean good = TRUE;
  ToolJob *first = feed_job (&pool);

  /* A process for one job alone would contain nothing but the end of all. */
  if (plan->jobs == 0 ||
      (!plan->contain && (first == NULL || feed_job (&pool) == NULL))) {
    run_here (&pool);
  } else if (first != NULL) {
    prepare (&pool);
    for (GList *link = pool.jobs.head; good && link != NULL; link = link->next)
      good = assign (&pool, link->data, error);
    good = good && run_workers (&pool, error);
  }
  dismiss (&pool);
  return good;
}
