/* tool-progress.c: how far a long run has come, on a terminal. */
#include "tool-progress.h"

#include <stdio.h>
#include <unistd.h>

#define INTERVAL_USEC (G_USEC_PER_SEC / 5)

/* A share below this tells nothing of the time that is left. */
#define SHARE_MIN 0.01

struct _ToolProgress {
  gint64 start_usec;
  gint64 next_usec;
  guint64 first; /* messages that were read when we began */
  gboolean begun;
  gboolean shown;
};

ToolProgress *
tool_progress_new (void)
{
  ToolProgress *progress;

  if (!isatty (STDERR_FILENO))
    return NULL;
  progress = g_new0 (ToolProgress, 1);
  progress->start_usec = g_get_monotonic_time ();
  progress->next_usec = progress->start_usec + G_USEC_PER_SEC;
  return progress;
}

static void
append_size (GString *line, guint64 bytes)
{
  static const char *const units[] = { "kB", "MB", "GB", "TB" };
  double size = (double) bytes / 1000;
  guint unit = 0;

  while (size >= 1000 && unit + 1 < G_N_ELEMENTS (units)) {
    size /= 1000;
    unit++;
  }
  g_string_append_printf (line, ", %.1f %s", size, units[unit]);
}

static void
append_left (GString *line, double seconds)
{
  guint64 left = (guint64) MIN (seconds, 359999);

  if (left >= 3600)
    g_string_append_printf (line, ", %u:%02u:%02u left", (guint) (left / 3600),
                            (guint) (left / 60 % 60), (guint) (left % 60));
  else
    g_string_append_printf (line, ", %u:%02u left", (guint) (left / 60),
                            (guint) (left % 60));
}

void
tool_progress_update (ToolProgress *progress, guint64 messages, guint64 bytes,
                      double share)
{
  g_autoptr (GString) line = NULL;
  gint64 now;
  double seconds;

  if (progress == NULL)
    return;
  if (!progress->begun) {
    progress->first = messages;
    progress->begun = TRUE;
  }
  now = g_get_monotonic_time ();
  if (now < progress->next_usec || messages < 2)
    return;
  progress->next_usec = now + INTERVAL_USEC;
  seconds = (double) (now - progress->start_usec) / G_USEC_PER_SEC;
  line = g_string_new (NULL);
  g_string_append_printf (line, "%" G_GUINT64_FORMAT " messages", messages);
  append_size (line, bytes);
  g_string_append_printf (line, ", %.0f/s",
                          (double) (messages - progress->first) / seconds);
  if (share >= SHARE_MIN && share <= 1)
    append_left (line, seconds * (1 - share) / share);
  fprintf (stderr, "\r%s\033[K", line->str);
  fflush (stderr);
  progress->shown = TRUE;
}

void
tool_progress_erase (ToolProgress *progress)
{
  if (progress == NULL || !progress->shown)
    return;
  fputs ("\r\033[K", stderr);
  fflush (stderr);
  progress->shown = FALSE;
}

void
tool_progress_free (ToolProgress *progress)
{
  tool_progress_erase (progress);
  g_free (progress);
}
