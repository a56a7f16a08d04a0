/* tool-output.c: what goes to stdout and stderr, and whether it got there. */
#include "tool-output.h"

#include "dsn-safe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void say (const char *prefix, const char *format, va_list arguments)
    G_GNUC_PRINTF (2, 0);

static void
say (const char *prefix, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autoptr (GString) line = g_string_new (prefix);

  dsn_safe_append (line, dsn_span_of_string (text));
  g_string_append_c (line, '\n');
  fputs (line->str, stderr);
}

void
tool_message (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say ("dsn: ", format, arguments);
  va_end (arguments);
}

void
tool_hint (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say ("", format, arguments);
  va_end (arguments);
}

/* What GLib says, in the end that there is no memory. Its own way to say that waits for
 * itself for ever where memory is missing to it while it makes something once. */
static void
tell_log (const char *domain, GLogLevelFlags level, const char *message,
          G_GNUC_UNUSED gpointer data)
{
  if ((level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) == 0)
    fprintf (stderr, "dsn: %s: %s\n", domain != NULL ? domain : "GLib", message);
}

/* A standard descriptor that is closed would be given to the first file that is opened.
 * Reading and writing fail in its place as they would without. */
static void
fill_closed (void)
{
  for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
    if (fcntl (file, F_GETFD) < 0 && errno == EBADF)
      open ("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void
tool_output_open (void)
{
  fill_closed ();
  g_log_set_default_handler (tell_log, NULL);
  if (!isatty (STDOUT_FILENO))
    setvbuf (stdout, NULL, _IOFBF, 65536);
}

gboolean
tool_output_write (GString *text)
{
  gboolean good = fwrite (text->str, 1, text->len, stdout) == text->len;

  g_string_truncate (text, 0);
  if (!good)
    tool_message ("cannot write the output: %s", g_strerror (errno));
  return good;
}

gboolean
tool_output_close (void)
{
  gboolean failed = ferror (stdout) != 0;

  if (fflush (stdout) != 0 || close (STDOUT_FILENO) != 0) {
    if (!failed)
      tool_message ("cannot write the output: %s", g_strerror (errno));
    failed = TRUE;
  }
  return !failed;
}

gboolean
tool_output_wants_color (const char *when)
{
  const char *no_color = g_getenv ("NO_COLOR"), *term = g_getenv ("TERM");

  if (strcmp (when, "auto") != 0)
    return strcmp (when, "always") == 0;
  return isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') &&
         term != NULL && *term != '\0' && strcmp (term, "dumb") != 0;
}
