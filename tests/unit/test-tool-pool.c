/* test-tool-pool.c: jobs in worker processes: order, deaths, bounds, and the end. */
#include "tool-pool.h"

#include "dsn-error.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* The sanitizer keeps what was freed. */
#ifdef __has_feature
#define SANITIZED __has_feature (address_sanitizer)
#elif defined __SANITIZE_ADDRESS__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

#define JOBS 60
#define STEPS_MAX 5

/* What a worker does at one step of one job, instead of what it should. */
typedef enum {
  FATE_WELL,
  FATE_ABORT,
  FATE_EXIT,
  FATE_KILLED,
  FATE_SPIN,
  FATE_SLEEP,
  FATE_EAT_MEMORY,
  FATE_DIE_AHEAD,
  FATE_DIE_FINDING,
  FATE_DIE_FINDING_ONCE,
} Fate;

typedef struct {
  Fate fate;
  guint job, step; /* where */
  guint fed;
  guint jobs;
  guint wanted; /* results after which it is enough; 0 for all */
  guint taken;
  gsize result_size;
  gboolean mixed;  /* results of all sizes, see size_of() */
  guint slow_msec; /* how long the first job takes */
  int once[2];     /* a pipe that holds one byte: who gets it dies */
  GString *out;
} Test;

static guint
steps_of (guint job)
{
  return job % STEPS_MAX;
}

/* What fits into a chunk with its length, what does not, and what fills several. */
static gsize
size_of (const Test *test, guint job, guint step)
{
  static const gsize sizes[] = {
    0,
    TOOL_CHUNK_SIZE / 2,
    TOOL_CHUNK_SIZE - sizeof (guint) - 1,
    TOOL_CHUNK_SIZE - sizeof (guint),
    TOOL_CHUNK_SIZE - sizeof (guint) + 1,
    TOOL_CHUNK_SIZE,
    TOOL_CHUNK_SIZE * 3,
    1000,
    TOOL_CHUNK_SIZE / 3,
  };

  return test->mixed ? sizes[(job * STEPS_MAX + step) % G_N_ELEMENTS (sizes)]
                     : test->result_size;
}

static gboolean
feed (GByteArray *job, gpointer data)
{
  Test *test = data;
  guint number = ++test->fed;

  if (number > test->jobs)
    return FALSE;
  g_byte_array_append (job, (const guint8 *) &number, sizeof number);
  return TRUE;
}

static void
meet_fate (const Test *test)
{
  switch (test->fate) {
  case FATE_ABORT:
    abort ();
  case FATE_EXIT:
    _exit (3);
  case FATE_KILLED:
    kill (getpid (), SIGKILL);
    break;
  case FATE_SPIN:
    for (volatile guint i = 0;; i++)
      ;
  case FATE_SLEEP:
    g_usleep (60 * G_USEC_PER_SEC);
    break;
  case FATE_EAT_MEMORY:
    for (;;)
      memset (g_malloc (1 << 20), 1, 1 << 20);
  case FATE_WELL:
  case FATE_DIE_AHEAD:
  case FATE_DIE_FINDING:
  case FATE_DIE_FINDING_ONCE:
    break;
  }
}

static void
find_step (const Test *test)
{
  char byte;

  if (test->fate == FATE_DIE_FINDING ||
      (test->fate == FATE_DIE_FINDING_ONCE && read (test->once[0], &byte, 1) == 1))
    kill (getpid (), SIGKILL);
}

static gboolean
end_with (ToolTask *task, const char *text, gsize size)
{
  g_autoptr (GString) result = g_string_new (text);

  while (result->len < size)
    g_string_append_c (result, '.');
  return tool_task_end (task, (DsnSpan){ (guint8 *) result->str, result->len });
}

static void
work (ToolTask *task, DsnSpan job, gpointer data)
{
  const Test *test = data;
  guint number;

  memcpy (&number, job.data, sizeof number);
  g_assert_cmpuint (job.len, ==, sizeof number);
  if (number == 1 && test->slow_msec > 0)
    g_usleep (test->slow_msec * 1000);
  if (test->fate == FATE_DIE_AHEAD && number == test->job &&
      !tool_task_is_again (task)) {
    tool_task_begin (task);
    kill (getpid (), SIGKILL);
  }
  for (guint i = 0;; i++) {
    ToolStep step = tool_task_begin (task);
    gboolean here = number == test->job && i == test->step;
    g_autofree char *why = NULL, *text = NULL;

    if (step == TOOL_STEP_LOST_ALL) {
      end_with (task, "lost with the rest\n", 0);
      return;
    }
    if (here)
      find_step (test);
    if (i == steps_of (number))
      return;
    tool_task_found (task, 1);
    if (step == TOOL_STEP_LOST) {
      why = tool_task_describe_loss (task);
      text = g_strdup_printf ("lost: %s\n", why);
    } else {
      if (here && step == TOOL_STEP_DO)
        meet_fate (test);
      text = g_strdup_printf ("%u.%u\n", number, i);
    }
    if (!end_with (task, text, size_of (test, number, i)))
      return;
  }
}

static gboolean
take (DsnSpan result, gpointer data)
{
  Test *test = data;

  gsize len = result.len;

  while (len > 0 && result.data[len - 1] == '.')
    len--;
  g_string_append_len (test->out, (const char *) result.data, (gssize) len);
  if (test->mixed)
    g_string_append_printf (test->out, "%" G_GSIZE_FORMAT "\n", result.len);
  return ++test->taken != test->wanted;
}

static gboolean
tick (gpointer data)
{
  return ((Test *) data)->fed > 0;
}

static void
run (Test *test, guint workers)
{
  ToolPoolPlan plan = { .jobs = workers,
                        .contain = workers == 1,
                        .limits = { (gsize) (test->fate == FATE_EAT_MEMORY ? 64 : 4096)
                                        << 20,
                                    1, test->fate == FATE_SLEEP ? 2 : 60 },
                        .feed = feed,
                        .work = work,
                        .take = take,
                        .tick = tick,
                        .data = test };
  GError *error = NULL;

  if (test->jobs == 0)
    test->jobs = JOBS;
  test->out = g_string_new (NULL);
  tool_pool_run (&plan, &error);
  g_assert_no_error (error);
  /* No worker is left, alive or dead. */
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
}

static void
expect_step (const Test *test, const char *text, guint job, guint step, GString *out)
{
  g_string_append (out, text);
  if (test->mixed)
    g_string_append_printf (out, "%" G_GSIZE_FORMAT "\n",
                            MAX (size_of (test, job, step), strlen (text)));
}

/* What comes out if all goes well, but at one step. */
static char *
expect (const Test *test, const char *instead, gboolean with_rest)
{
  GString *text = g_string_new (NULL);

  for (guint job = 1; job <= test->jobs; job++)
    for (guint i = 0; i < steps_of (job); i++) {
      gboolean here = instead != NULL && job == test->job && i == test->step;
      g_autofree char *well = g_strdup_printf ("%u.%u\n", job, i);

      expect_step (test, here ? instead : well, job, i, text);
      if (here && with_rest)
        break;
    }
  return g_string_free (text, FALSE);
}

static void
test_order (gconstpointer data)
{
  Test test = { .fate = FATE_WELL };
  g_autofree char *expected = NULL;

  run (&test, GPOINTER_TO_UINT (data));
  expected = expect (&test, NULL, FALSE);
  g_assert_cmpstr (test.out->str, ==, expected);
  g_string_free (test.out, TRUE);
}

static const struct FateCase {
  const char *name;
  Fate fate;
  const char *instead;
  gboolean with_rest;
} fates[] = {
  { "abort", FATE_ABORT,
    "lost: it took more memory than there is, or met a fault (signal 6, Aborted)\n",
    FALSE },
  { "exit", FATE_EXIT, "lost: its worker process ended with status 3\n", FALSE },
  { "killed", FATE_KILLED, "lost: its worker process was ended by signal 9 (Killed)\n",
    FALSE },
  { "spin", FATE_SPIN, "lost: it took more than 1 seconds of processor time\n", FALSE },
  { "sleep", FATE_SLEEP, "lost: it took more than 2 seconds\n", FALSE },
  { "memory", FATE_EAT_MEMORY, NULL, FALSE },
  { "ahead", FATE_DIE_AHEAD, "13.1\n", FALSE },
  { "finding", FATE_DIE_FINDING, "lost with the rest\n", TRUE },
  { "finding-once", FATE_DIE_FINDING_ONCE, "13.1\n", FALSE },
};

static void
test_fate_of (const struct FateCase *c, guint workers)
{
  Test test = { .fate = c->fate, .job = 13, .step = 1 };
  g_autofree char *expected = NULL;

  g_assert_cmpint (pipe (test.once), ==, 0);
  g_assert_cmpint (write (test.once[1], "x", 1), ==, 1);
  close (test.once[1]);
  run (&test, workers);
  if (c->instead != NULL) {
    expected = expect (&test, c->instead, c->with_rest);
    g_assert_cmpstr (test.out->str, ==, expected);
  } else { /* which signal it is depends on who asked for the memory */
    g_assert_nonnull (strstr (test.out->str, "13.0\nlost: "));
    g_assert_nonnull (strstr (test.out->str, "\n13.2\n"));
    g_assert_nonnull (strstr (test.out->str, "\n59.3\n"));
  }
  g_string_free (test.out, TRUE);
  close (test.once[0]);
}

static void
test_fate (gconstpointer data)
{
  const struct FateCase *c = data;

  if (SANITIZED && c->fate == FATE_EAT_MEMORY) {
    g_test_skip ("a sanitizer spends minutes on taking all memory");
    return;
  }
  test_fate_of (c, 1);
  test_fate_of (c, 3);
}

/* Results that fill what a worker shares with us, and go another way, come in order; so
 * they do when a worker dies that has told of some. */
static void
test_sizes (gconstpointer data)
{
  static const char *const lost =
      "lost: its worker process was ended by signal 9 (Killed)\n";

  for (guint step = 0; step < 4; step++) {
    Test test = { .fate = step < 3 ? FATE_KILLED : FATE_WELL,
                  .job = 13,
                  .step = step,
                  .mixed = TRUE,
                  .slow_msec = 100 };
    g_autofree char *expected = NULL;

    run (&test, GPOINTER_TO_UINT (data));
    expected = expect (&test, step < 3 ? lost : NULL, FALSE);
    g_assert_cmpstr (test.out->str, ==, expected);
    g_string_free (test.out, TRUE);
  }
}

/* Results of those that are ahead wait in their workers, not with us. */
static void
test_bounded (void)
{
  Test test = { .result_size = 1 << 20, .slow_msec = 1500, .jobs = 200 };
  struct rusage before, after;

  getrusage (RUSAGE_SELF, &before);
  run (&test, 4);
  getrusage (RUSAGE_SELF, &after);
  g_assert_cmpuint (test.taken, ==, 400);
  if (!SANITIZED)
    g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 48 << 10);
  g_string_free (test.out, TRUE);
}

static void
test_stop (void)
{
  for (guint workers = 0; workers < 4; workers++) {
    Test test = { .wanted = 7 };

    run (&test, workers);
    g_assert_cmpuint (test.taken, ==, 7);
    g_assert_true (g_str_has_prefix (test.out->str, "1.0\n2.0\n2.1\n3.0\n"));
    g_string_free (test.out, TRUE);
  }
}

/* Each worker holds the writing end of a pipe; once all are gone, it ends. */
static void
test_orphans (void)
{
  int files[2];
  pid_t parent;
  char byte;

  g_assert_cmpint (pipe (files), ==, 0);
  parent = fork ();
  if (parent == 0) {
    Test test = { .fate = FATE_SLEEP, .job = 1, .jobs = 9 };

    close (files[0]);
    g_usleep (1000);
    run (&test, 3);
    _exit (0);
  }
  close (files[1]);
  g_usleep (G_USEC_PER_SEC / 4);
  kill (parent, SIGKILL);
  g_assert_cmpint (waitpid (parent, NULL, 0), ==, parent);
  alarm (20);
  g_assert_cmpint (read (files[0], &byte, 1), ==, 0);
  alarm (0);
  close (files[0]);
}

/* A caller that ignores SIGCHLD hands that down. */
static void
test_ignored_ends (void)
{
  Test test = { .fate = FATE_KILLED, .job = 13, .step = 1 };
  g_autofree char *expected = NULL;

  signal (SIGCHLD, SIG_IGN);
  run (&test, 2);
  signal (SIGCHLD, SIG_DFL);
  expected = expect (&test, "lost: its worker process was ended by signal 9 (Killed)\n",
                     FALSE);
  g_assert_cmpstr (test.out->str, ==, expected);
  g_string_free (test.out, TRUE);
}

static void
test_nothing (void)
{
  for (guint workers = 0; workers < 3; workers++) {
    Test test = { .fed = JOBS };

    run (&test, workers);
    g_assert_cmpuint (test.taken, ==, 0);
    g_string_free (test.out, TRUE);
  }
}

int
main (int argc, char **argv)
{
  static const guint workers[] = { 0, 1, 2, 3, 7 };
  const struct rlimit no_core = { 0, 0 };

  setrlimit (RLIMIT_CORE, &no_core);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++) {
    g_autofree char *path = g_strdup_printf ("/pool/order/%u", workers[i]);

    g_test_add_data_func (path, GUINT_TO_POINTER (workers[i]), test_order);
  }
  for (gsize i = 1; i < G_N_ELEMENTS (workers); i++) {
    g_autofree char *path = g_strdup_printf ("/pool/sizes/%u", workers[i]);

    g_test_add_data_func (path, GUINT_TO_POINTER (workers[i]), test_sizes);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (fates); i++) {
    g_autofree char *path = g_strdup_printf ("/pool/fate/%s", fates[i].name);

    g_test_add_data_func (path, &fates[i], test_fate);
  }
  g_test_add_func ("/pool/bounded", test_bounded);
  g_test_add_func ("/pool/stop", test_stop);
  g_test_add_func ("/pool/orphans", test_orphans);
  g_test_add_func ("/pool/ignored-ends", test_ignored_ends);
  g_test_add_func ("/pool/nothing", test_nothing);
  return g_test_run ();
}
