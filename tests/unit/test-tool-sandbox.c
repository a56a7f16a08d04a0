/* test-tool-sandbox.c: what is left to a process that reads mail, and what is not. */
#include "tool-sandbox.h"

#include "dsn-version.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define REFUSED 77

static gboolean
is_refused (long result)
{
  return result < 0 && errno == EPERM;
}

static int
start_program (const char *path G_GNUC_UNUSED)
{
  return execl ("/bin/true", "true", NULL);
}

static int
start_process (const char *path G_GNUC_UNUSED)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  return child;
}

static int
open_socket (const char *path G_GNUC_UNUSED)
{
  return socket (AF_INET, SOCK_STREAM, 0);
}

static int
open_local_socket (const char *path G_GNUC_UNUSED)
{
  return socket (AF_UNIX, SOCK_DGRAM, 0);
}

static int
write_file (const char *path)
{
  return open (path, O_WRONLY);
}

static int
make_file (const char *path)
{
  g_autofree char *other = g_strconcat (path, ".new", NULL);

  return open (other, O_RDWR | O_CREAT, 0600);
}

static int
cut_file (const char *path)
{
  return truncate (path, 0);
}

static int
remove_file (const char *path)
{
  return unlink (path);
}

static int
rename_file (const char *path)
{
  g_autofree char *other = g_strconcat (path, ".new", NULL);

  return rename (path, other);
}

static int
change_mode (const char *path)
{
  return chmod (path, 0777);
}

static int
kill_parent (const char *path G_GNUC_UNUSED)
{
  return kill (getppid (), 0);
}

/* What must go on: files, memory, and charsets that iconv loads tables for. */
static int
read_mail (const char *path)
{
  g_autofree char *text = NULL, *utf8 = NULL;
  g_autofree char *more = g_malloc0 (32 * 1024 * 1024);
  gsize len;

  if (!g_file_get_contents (path, &text, &len, NULL) || len != 4 || more[4711] != 0)
    return 1;
  utf8 = g_convert ("\x82\xa0", 2, "UTF-8", "SHIFT_JIS", NULL, NULL, NULL);
  if (g_strcmp0 (utf8, "\xe3\x81\x82") != 0 || isatty (STDOUT_FILENO) < 0)
    return 2;
  return write (STDOUT_FILENO, "#\n", 2) == 2 ? 0 : 3;
}

static int
abort_it (const char *path G_GNUC_UNUSED)
{
  abort ();
}

static const struct SandboxCase {
  const char *name;
  int (*act) (const char *path);
  gboolean refused;
} cases[] = {
  { "start-program", start_program, TRUE },
  { "start-process", start_process, TRUE },
  { "open-socket", open_socket, TRUE },
  { "open-local-socket", open_local_socket, TRUE },
  { "write-file", write_file, TRUE },
  { "make-file", make_file, TRUE },
  { "cut-file", cut_file, TRUE },
  { "remove-file", remove_file, TRUE },
  { "rename-file", rename_file, TRUE },
  { "change-mode", change_mode, TRUE },
  { "kill-parent", kill_parent, TRUE },
  { "read-mail", read_mail, FALSE },
};

/* Acts in a child of its own, inside or outside; gives how it ended. */
static int
run (int (*act) (const char *path), const char *path, gboolean inside)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    int result;

    if (inside && !tool_sandbox_enter ())
      _exit (99);
    result = act (path);
    _exit (is_refused (result) ? REFUSED : MIN (MAX (result, 0), 50));
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

static void
test_case (gconstpointer data)
{
  const struct SandboxCase *c = data;
  g_autofree char *path = NULL, *other = NULL;
  int file = g_file_open_tmp ("dsn-test-XXXXXX", &path, NULL), status;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, "mail", 4), ==, 4);
  close (file);
  status = run (c->act, path, TRUE);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, c->refused ? REFUSED : 0);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  status = run (c->act, path, FALSE); /* nothing of it is forbidden as such */
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) != REFUSED);
  unlink (path);
  other = g_strconcat (path, ".new", NULL);
  unlink (other);
}

static void
test_abort (void)
{
  int status = run (abort_it, NULL, TRUE);

  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#ifdef DSN_SANDBOX
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/sandbox/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/sandbox/abort", test_abort);
#else
  (void) cases;
  (void) test_case;
  (void) test_abort;
  g_test_skip ("built without");
#endif
  return g_test_run ();
}
