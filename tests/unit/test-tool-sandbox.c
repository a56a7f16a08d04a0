/* test-tool-sandbox.c: what is left to a process that reads mail, and what is not. */
#include "tool-landlock.h"
#include "tool-sandbox.h"

#include "dsn-version.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define REFUSED 77

static gboolean
is_refused (long result)
{
  return result < 0 && (errno == EPERM || errno == EACCES);
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
ask_for_parent (const char *path G_GNUC_UNUSED)
{
  return kill (getppid (), 0);
}

static int
interrupt_group (const char *path G_GNUC_UNUSED)
{
  signal (SIGINT, SIG_IGN);
  return kill (0, SIGINT); /* of it alone, see run() */
}

/* As tool_process_start() does, and what ends a worker. */
static int
employ_worker (const char *path G_GNUC_UNUSED)
{
  int files[2], status, pair = socketpair (AF_UNIX, SOCK_STREAM, 0, files);
  pid_t child;

  if (pair != 0)
    return pair;
  child = fork ();
  if (child == 0) {
    prctl (PR_SET_PDEATHSIG, SIGKILL);
    tool_sandbox_enter (TOOL_SANDBOX_READ, NULL);
    _exit (fork () < 0 && write (files[1], "x", 1) == 1 ? 7 : 8);
  }
  if (child < 0)
    return child;
  if (read (files[0], &status, 1) != 1 || waitpid (child, &status, 0) != child ||
      WEXITSTATUS (status) != 7)
    return 1;
  child = fork ();
  if (child == 0)
    for (;;)
      pause ();
  return kill (child, SIGKILL) == 0 && waitpid (child, &status, 0) == child ? 0 : 2;
}

/* As a checkpoint is written. */
static int
replace_file (const char *path)
{
  return g_file_set_contents_full (
             path, "mail", 4,
             G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, NULL)
             ? 0
             : -1;
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

#define ELSEWHERE (1 << 8) /* the folder of TOOL_SANDBOX_FOLDER is another one */

static const struct SandboxCase {
  const char *name;
  int (*act) (const char *path);
  guint needs;
  gboolean refused;
} cases[] = {
  { "start-program", start_program, TOOL_SANDBOX_READ, TRUE },
  { "start-process", start_process, TOOL_SANDBOX_READ, TRUE },
  { "open-socket", open_socket, TOOL_SANDBOX_READ, TRUE },
  { "open-local-socket", open_local_socket, TOOL_SANDBOX_READ, TRUE },
  { "write-file", write_file, TOOL_SANDBOX_READ, TRUE },
  { "make-file", make_file, TOOL_SANDBOX_READ, TRUE },
  { "cut-file", cut_file, TOOL_SANDBOX_READ, TRUE },
  { "remove-file", remove_file, TOOL_SANDBOX_READ, TRUE },
  { "rename-file", rename_file, TOOL_SANDBOX_READ, TRUE },
  { "replace-file", replace_file, TOOL_SANDBOX_READ, TRUE },
  { "change-mode", change_mode, TOOL_SANDBOX_READ, TRUE },
  { "ask-for-parent", ask_for_parent, TOOL_SANDBOX_READ, TRUE },
  { "employ-worker", employ_worker, TOOL_SANDBOX_READ, TRUE },
  { "read-mail", read_mail, TOOL_SANDBOX_READ, FALSE },

  { "workers/start-program", start_program, TOOL_SANDBOX_WORKERS, TRUE },
  { "workers/open-socket", open_socket, TOOL_SANDBOX_WORKERS, TRUE },
  { "workers/open-local-socket", open_local_socket, TOOL_SANDBOX_WORKERS, TRUE },
  { "workers/write-file", write_file, TOOL_SANDBOX_WORKERS, TRUE },
  { "workers/replace-file", replace_file, TOOL_SANDBOX_WORKERS, TRUE },
  { "workers/ask-for-parent", ask_for_parent, TOOL_SANDBOX_WORKERS, TRUE },
  { "workers/interrupt-group", interrupt_group, TOOL_SANDBOX_WORKERS, TRUE },
  { "workers/employ-worker", employ_worker, TOOL_SANDBOX_WORKERS, FALSE },
  { "workers/read-mail", read_mail, TOOL_SANDBOX_WORKERS, FALSE },

  { "folder/start-program", start_program, TOOL_SANDBOX_FOLDER, TRUE },
  { "folder/start-process", start_process, TOOL_SANDBOX_FOLDER, TRUE },
  { "folder/open-socket", open_socket, TOOL_SANDBOX_FOLDER, TRUE },
  { "folder/change-mode", change_mode, TOOL_SANDBOX_FOLDER, TRUE },
  { "folder/replace-file", replace_file, TOOL_SANDBOX_FOLDER, FALSE },
  { "folder/read-mail", read_mail, TOOL_SANDBOX_FOLDER, FALSE },

  { "elsewhere/write-file", write_file, TOOL_SANDBOX_FOLDER | ELSEWHERE, TRUE },
  { "elsewhere/make-file", make_file, TOOL_SANDBOX_FOLDER | ELSEWHERE, TRUE },
  { "elsewhere/remove-file", remove_file, TOOL_SANDBOX_FOLDER | ELSEWHERE, TRUE },
  { "elsewhere/rename-file", rename_file, TOOL_SANDBOX_FOLDER | ELSEWHERE, TRUE },
  { "elsewhere/replace-file", replace_file, TOOL_SANDBOX_FOLDER | ELSEWHERE, TRUE },
  { "elsewhere/read-mail", read_mail, TOOL_SANDBOX_FOLDER | ELSEWHERE, FALSE },

  { "both/replace-file", replace_file, TOOL_SANDBOX_FOLDER | TOOL_SANDBOX_WORKERS,
    FALSE },
  { "both/employ-worker", employ_worker, TOOL_SANDBOX_FOLDER | TOOL_SANDBOX_WORKERS,
    FALSE },
};

/* Acts in a child of its own, inside if there is a folder; gives how it ended. */
static int
run (int (*act) (const char *path), const char *path, guint needs, const char *folder)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    int result;

    setpgid (0, 0);
    if (folder != NULL &&
        !tool_sandbox_enter ((ToolSandboxNeeds) (needs & ~ELSEWHERE), folder))
      _exit (99);
    result = act (path);
    _exit (is_refused (result) ? REFUSED : MIN (MAX (result, 0), 50));
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

static int
enter_landlock (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && tool_landlock_enter (folder)
             ? 0
             : 1;
}

static void
test_case (gconstpointer data)
{
  const struct SandboxCase *c = data;
  g_autofree char *folder = g_dir_make_tmp ("dsn-test-XXXXXX", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autofree char *path = g_build_filename (folder, "mail", NULL);
  g_autofree char *made = g_strconcat (path, ".new", NULL);
  gboolean elsewhere = (c->needs & ELSEWHERE) != 0;
  int status;

  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "mail", 4, NULL));
  if (elsewhere && run (enter_landlock, path, 0, NULL) != 0) {
    g_test_skip ("the system has no Landlock");
  } else {
    status = run (c->act, path, c->needs, elsewhere ? other : folder);
    g_assert_true (WIFEXITED (status));
    g_assert_cmpint (WEXITSTATUS (status), ==, c->refused ? REFUSED : 0);
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    status = run (c->act, path, 0, NULL); /* nothing of it is forbidden as such */
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) != REFUSED);
  }
  unlink (path);
  unlink (made);
  rmdir (other);
  g_assert_cmpint (rmdir (folder), ==, 0);
}

static void
test_abort (void)
{
  int status = run (abort_it, NULL, TOOL_SANDBOX_READ, "");

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
