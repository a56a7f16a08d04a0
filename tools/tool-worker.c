/* tool-worker.c: one worker process: jobs come through a socket, results go back. */
#include "tool-worker.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Results are sent when there are so many bytes of them. */
#define SEND_SIZE 65536

/* Steps of so many bytes get the whole time anew; many small ones share it. */
#define LARGE_STEP 32768

struct _ToolTask {
  const ToolLimits *limits;
  ToolArea *area;    /* NULL in the process that takes the results */
  ToolFilled filled; /* the chunk that is being filled */
  int file;
  GByteArray *out;
  GArray *holes; /* ToolHole */
  guint skip;
  gboolean again;
  guint step;
  const ToolHole *hole; /* the step is lost */
  ToolTake take;
  gpointer data;
  gboolean stopped;
};

static void
set_phase (ToolTask *task, guint phase)
{
  task->area->slot.phase = phase;
  task->area->slot.beat++;
}

/* The time that a worker has used up, and the time for one step more. */
static void
allow_time (const ToolTask *task)
{
  struct rusage usage;
  struct rlimit limit;

  if (task->limits->cpu_seconds == 0 || getrusage (RUSAGE_SELF, &usage) != 0 ||
      getrlimit (RLIMIT_CPU, &limit) != 0)
    return;
  limit.rlim_cur = (rlim_t) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 1 +
                   task->limits->cpu_seconds;
  setrlimit (RLIMIT_CPU, &limit);
}

static void
allow_memory (gsize more)
{
  char text[32] = "";
  int file = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  gssize got = file >= 0 ? read (file, text, sizeof text - 1) : -1;
  guint64 pages = got > 0 ? g_ascii_strtoull (text, NULL, 10) : 0;
  struct rlimit limit;

  if (file >= 0)
    close (file);
  if (more == 0 || pages == 0 || getrlimit (RLIMIT_AS, &limit) != 0)
    return;
  limit.rlim_cur = MIN (limit.rlim_max, pages * (guint64) getpagesize () + more);
  setrlimit (RLIMIT_AS, &limit);
}

static gboolean
send_all (int file, const guint8 *bytes, gsize len)
{
  while (len > 0) {
    gssize count = send (file, bytes, len, MSG_NOSIGNAL);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return FALSE;
    bytes += count;
    len -= (gsize) count;
  }
  return TRUE;
}

static gboolean
receive_all (int file, gpointer to, gsize len)
{
  guint8 *at = to;

  while (len > 0) {
    gssize count = recv (file, at, len, 0);

    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return FALSE;
    at += count;
    len -= (gsize) count;
  }
  return TRUE;
}

static void
send_results (ToolTask *task)
{
  /* The pool is gone: nobody waits for what we do. */
  if (!send_all (task->file, task->out->data, task->out->len))
    _exit (0);
  g_byte_array_set_size (task->out, 0);
}

/* Ends the chunk at hand. */
static void
tell_filled (ToolTask *task)
{
  const guint mark = TOOL_CHUNK_FILLED;

  if (task->filled.len > 0) {
    g_byte_array_append (task->out, (const guint8 *) &mark, sizeof mark);
    g_byte_array_append (task->out, (const guint8 *) &task->filled,
                         sizeof task->filled);
    task->filled = (ToolFilled){ .chunk = TOOL_CHUNK_NONE };
  }
}

/* Where @size bytes of results go; NULL where they do not fit. */
static guint8 *
find_room (ToolTask *task, gsize size)
{
  ToolFilled *filled = &task->filled;

  if (filled->len + size > TOOL_CHUNK_SIZE && filled->len > 0) {
    tell_filled (task);
    send_results (task);
  }
  if (size > TOOL_CHUNK_SIZE)
    return NULL;
  if (filled->chunk == TOOL_CHUNK_NONE)
    filled->chunk = tool_area_claim (task->area);
  return filled->chunk != TOOL_CHUNK_NONE
             ? task->area->chunks[filled->chunk] + filled->len
             : NULL;
}

static void
add_result (ToolTask *task, DsnSpan result)
{
  guint len = (guint) result.len;
  guint8 *room = find_room (task, sizeof len + result.len);

  if (room != NULL) {
    memcpy (room, &len, sizeof len);
    if (len > 0)
      memcpy (room + sizeof len, result.data, len);
    task->filled.len += (guint) sizeof len + len;
    task->filled.count++;
    return;
  }
  g_byte_array_append (task->out, (const guint8 *) &len, sizeof len);
  g_byte_array_append (task->out, result.data, len);
  if (task->out->len >= SEND_SIZE)
    send_results (task);
}

ToolStep
tool_task_begin (ToolTask *task)
{
  if (task->area == NULL)
    return TOOL_STEP_DO;
  /* In this order: whoever reads it in between must not take the step for begun. */
  set_phase (task, TOOL_PHASE_FINDING);
  task->area->slot.step = task->step;
  task->hole = NULL;
  for (guint i = 0; i < task->holes->len; i++)
    if (g_array_index (task->holes, ToolHole, i).step == task->step)
      task->hole = &g_array_index (task->holes, ToolHole, i);
  if (task->hole != NULL && task->hole->all)
    return TOOL_STEP_LOST_ALL;
  if (task->step < task->skip)
    return TOOL_STEP_SKIP;
  return task->hole != NULL ? TOOL_STEP_LOST : TOOL_STEP_DO;
}

gboolean
tool_task_is_again (const ToolTask *task)
{
  return task->again;
}

void
tool_task_found (ToolTask *task, gsize len)
{
  if (task->area == NULL)
    return;
  if (len >= LARGE_STEP)
    allow_time (task);
  set_phase (task, TOOL_PHASE_DOING);
}

gboolean
tool_task_end (ToolTask *task, DsnSpan result)
{
  if (task->area == NULL) {
    task->stopped = !task->take (result, task->data);
    return !task->stopped;
  }
  if (task->step++ >= task->skip)
    add_result (task, result);
  return TRUE;
}

char *
tool_task_describe_loss (const ToolTask *task)
{
  int status = task->hole != NULL ? task->hole->status : 0;

  if (status == TOOL_STATUS_TOO_LONG)
    return g_strdup_printf ("it took more than %u seconds", task->limits->wall_seconds);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    return g_strdup_printf ("it took more than %u seconds of processor time",
                            task->limits->cpu_seconds);
  if (WIFSIGNALED (status) &&
      (WTERMSIG (status) == SIGTRAP || WTERMSIG (status) == SIGABRT))
    return g_strdup_printf ("it took more memory than there is, or met a fault "
                            "(signal %d, %s)",
                            WTERMSIG (status), g_strsignal (WTERMSIG (status)));
  if (WIFSIGNALED (status))
    return g_strdup_printf ("its worker process was ended by signal %d (%s)",
                            WTERMSIG (status), g_strsignal (WTERMSIG (status)));
  return g_strdup_printf ("its worker process ended with status %d",
                          WEXITSTATUS (status));
}

int
tool_worker_run (int file, ToolArea *area, const ToolLimits *limits, ToolWork work,
                 gpointer data)
{
  g_autoptr (GArray) holes = g_array_new (FALSE, FALSE, sizeof (ToolHole));
  g_autoptr (GByteArray) out = g_byte_array_sized_new (SEND_SIZE * 2);
  g_autoptr (GByteArray) job = g_byte_array_new ();
  ToolTask task = { .limits = limits,
                    .area = area,
                    .filled = { .chunk = TOOL_CHUNK_NONE },
                    .file = file,
                    .out = out,
                    .holes = holes };
  const guint done = TOOL_JOB_DONE;
  ToolJobHead head;

  allow_memory (limits->memory);
  while (receive_all (file, &head, sizeof head)) {
    g_array_set_size (holes, head.holes);
    g_byte_array_set_size (job, head.len);
    if (!receive_all (file, holes->data, head.holes * sizeof (ToolHole)) ||
        !receive_all (file, job->data, head.len))
      break;
    allow_time (&task);
    area->slot.step = 0;
    area->slot.job = head.job;
    task.skip = head.skip;
    task.again = head.again != 0;
    task.step = 0;
    work (&task, (DsnSpan){ job->data, job->len }, data);
    set_phase (&task, TOOL_PHASE_IDLE);
    tell_filled (&task);
    g_byte_array_append (out, (const guint8 *) &done, sizeof done);
    send_results (&task);
  }
  return 0;
}

gboolean
tool_worker_run_here (DsnSpan job, ToolWork work, ToolTake take, gpointer data)
{
  static const ToolLimits none = { 0 };
  ToolTask task = { .limits = &none, .take = take, .data = data };

  work (&task, job, data);
  return !task.stopped;
}
