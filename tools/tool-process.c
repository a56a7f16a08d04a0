/* tool-process.c: a worker process, as its pool sees it. */
#include "tool-process.h"

#include "dsn-error.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define RECEIVE_SIZE 65536

/* In the new process: what it must not share with its parent and the other workers. */
static void
separate (const ToolProcess *self, const ToolProcess *all, guint count, pid_t parent)
{
  static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  sigset_t none;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != parent) /* it died before we asked to be told */
    _exit (0);
  /* A terminal sends its signals to all of us; the parent decides. */
  for (gsize i = 0; i < G_N_ELEMENTS (ignored); i++)
    signal (ignored[i], SIG_IGN);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  for (guint i = 0; i < count; i++) {
    if (all[i].pid != 0)
      close (all[i].file);
    if (&all[i] != self)
      tool_area_unmap (all[i].share.area);
  }
  if (null >= 0) {
    dup2 (null, STDIN_FILENO);
    dup2 (null, STDOUT_FILENO);
  }
}

static gboolean
set_start_error (GError **error)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_READ, "cannot start a worker process: %s",
               g_strerror (errno));
  return FALSE;
}

gboolean
tool_process_start (ToolProcess *process, const ToolProcess *all, guint count,
                    const ToolLimits *limits, ToolWork work, gpointer data,
                    GError **error)
{
  int files[2];
  pid_t parent = getpid (), pid;

  if (process->share.area == NULL && !(process->share.area = tool_area_map ()))
    return set_start_error (error);
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, files) != 0)
    return set_start_error (error);
  tool_share_reset (&process->share);
  pid = fork ();
  if (pid == 0) {
    close (files[0]);
    separate (process, all, count, parent);
    _exit (tool_worker_run (files[1], process->share.area, limits, work, data));
  }
  if (pid < 0)
    set_start_error (error);
  close (files[1]);
  if (pid < 0) {
    close (files[0]);
    return FALSE;
  }
  process->pid = pid;
  process->file = files[0];
  process->sent = 0;
  process->too_long = FALSE;
  process->since_usec = g_get_monotonic_time ();
  g_byte_array_set_size (process->out, 0);
  g_byte_array_set_size (process->in, 0);
  return TRUE;
}

int
tool_process_end (ToolProcess *process, gboolean at_once)
{
  int status = 0;

  if (at_once)
    kill (process->pid, SIGKILL);
  close (process->file);
  while (waitpid (process->pid, &status, 0) < 0 && errno == EINTR)
    ;
  process->pid = 0;
  return process->too_long ? TOOL_STATUS_TOO_LONG : status;
}

void
tool_process_give (ToolProcess *process, ToolJob *job)
{
  g_queue_push_tail (&process->jobs, job);
  tool_job_pack (job, process->out);
}

void
tool_process_give_again (ToolProcess *process)
{
  for (GList *link = process->jobs.head; link != NULL; link = link->next)
    tool_job_pack (link->data, process->out);
}

void
tool_process_send (ToolProcess *process)
{
  gssize count = send (process->file, process->out->data + process->sent,
                       process->out->len - process->sent, MSG_DONTWAIT | MSG_NOSIGNAL);

  if (count > 0) /* what went wrong shows when we receive */
    process->sent += (gsize) count;
  if (process->sent == process->out->len) {
    g_byte_array_set_size (process->out, 0);
    process->sent = 0;
  }
}

gboolean
tool_process_receive (ToolProcess *process)
{
  guint8 bytes[RECEIVE_SIZE];
  gssize count = recv (process->file, bytes, sizeof bytes, MSG_DONTWAIT);
  ToolJob *job;

  if (count < 0)
    return errno == EINTR || errno == EAGAIN;
  if (count == 0)
    return FALSE;
  g_byte_array_append (process->in, bytes, (guint) count);
  while ((job = g_queue_peek_head (&process->jobs)) != NULL) {
    tool_job_receive (job, process->in, &process->share);
    if (!job->done)
      break;
    g_queue_pop_head (&process->jobs);
  }
  return TRUE;
}

void
tool_process_watch (ToolProcess *process, guint seconds)
{
  const ToolSlot *slot = &process->share.area->slot;
  gint64 now = g_get_monotonic_time ();

  if (slot->beat != process->beat || process->jobs.length == 0) {
    process->beat = slot->beat;
    process->since_usec = now;
  } else if (seconds > 0 && slot->phase != TOOL_PHASE_IDLE &&
             now - process->since_usec > (gint64) seconds * G_USEC_PER_SEC) {
    process->too_long = TRUE;
    kill (process->pid, SIGKILL);
  }
}
