/* bench-parse.c: dsn parse against a bare GMime parse, and against reading alone: of
 * many messages, and of one. */
#include "bench-sources.h"
#include "bench-work.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define FILES_WANTED 4000
#define ROUNDS 7
/* One message is soon over: as many runs of each make a round. */
#define RUNS_OF_ONE 25
/* Well below what Linux takes, which is two megabytes with the environment. */
#define BATCH_BYTES ((gsize) 1 << 20)
/* docs/performance.md has what was measured. */
#define RATIO_LIMIT 0.75
#define START_LIMIT 3.0

typedef enum { CONTESTANT_READ, CONTESTANT_GMIME, CONTESTANT_DSN, CONTESTANTS } Id;

static const char *const names[CONTESTANTS] = {
  "reading only",
  "bare GMime parse",
  "dsn parse --json --all",
};

typedef struct {
  const char *self;
  const char *tool;
  char *folder;
  char *list;       /* a file with the names, one a line */
  GPtrArray *paths; /* the same names */
  gsize bytes;
  guint runs;                       /* so many of each make a round */
  double cpu[CONTESTANTS][ROUNDS];  /* seconds of processor, kernel included */
  double wall[CONTESTANTS][ROUNDS]; /* seconds that passed */
} Bench;

/* A few thousand files, each source about as often as any other. */
static void
make_data (Bench *bench)
{
  g_autoptr (GPtrArray) sources = bench_sources_find ();
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint rounds = (FILES_WANTED + sources->len - 1) / sources->len;

  bench->folder = g_dir_make_tmp ("dsn-bench-XXXXXX", &error);
  if (bench->folder == NULL)
    bench_fail ("temporary folder", error->message);
  bench->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rounds * sources->len; i++) {
    const char *source = g_ptr_array_index (sources, i % sources->len);
    char *path = g_strdup_printf ("%s/%06u.eml", bench->folder, i);
    g_autofree char *text = NULL;
    gsize len;

    if (!g_file_get_contents (source, &text, &len, &error) ||
        !g_file_set_contents_full (path, text, (gssize) len, G_FILE_SET_CONTENTS_NONE,
                                   0600, &error))
      bench_fail (path, error->message);
    bench->bytes += len;
    g_ptr_array_add (bench->paths, path);
    g_string_append_printf (list, "%s\n", path);
  }
  bench->list = g_build_filename (bench->folder, "list", NULL);
  if (!g_file_set_contents (bench->list, list->str, (gssize) list->len, &error))
    bench_fail (bench->list, error->message);
  printf ("%u files from %u messages, %.1f KiB each\n", bench->paths->len, sources->len,
          (double) bench->bytes / bench->paths->len / 1024);
}

static void
remove_data (Bench *bench)
{
  for (guint i = 0; i < bench->paths->len; i++)
    g_unlink (g_ptr_array_index (bench->paths, i));
  g_unlink (bench->list);
  g_rmdir (bench->folder);
  g_ptr_array_unref (bench->paths);
  g_free (bench->list);
  g_free (bench->folder);
}

/* Runs a program to its end; its output goes to /dev/null. Statuses above @worst are
 * trouble. */
static void
run (char **words, int worst)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, words, NULL,
                     G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                     NULL, NULL, NULL, &status, &error))
    bench_fail (words[0], error->message);
  if (!WIFEXITED (status) || WEXITSTATUS (status) > worst)
    bench_fail (words[0], "it did not end well");
}

/* As xargs does: as many names as go onto a command line. A batch may hold no report,
 * which is status 1. */
static void
run_dsn (const Bench *bench)
{
  guint next = 0;

  while (next < bench->paths->len) {
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    gsize bytes = 0;

    g_ptr_array_add (words, (gpointer) bench->tool);
    g_ptr_array_add (words, (gpointer) "parse");
    g_ptr_array_add (words, (gpointer) "--jobs=1");
    g_ptr_array_add (words, (gpointer) "--json");
    g_ptr_array_add (words, (gpointer) "--all");
    while (next < bench->paths->len && bytes < BATCH_BYTES) {
      char *path = g_ptr_array_index (bench->paths, next++);

      bytes += strlen (path) + 1 + sizeof (char *);
      g_ptr_array_add (words, path);
    }
    g_ptr_array_add (words, NULL);
    run ((char **) words->pdata, 1);
  }
}

static void
run_contestant (const Bench *bench, Id id)
{
  switch (id) {
  case CONTESTANT_READ:
    run ((char *[]){ (char *) bench->self, (char *) "--read", bench->list, NULL }, 0);
    break;
  case CONTESTANT_GMIME:
    run ((char *[]){ (char *) bench->self, (char *) "--gmime", bench->list, NULL }, 0);
    break;
  case CONTESTANT_DSN:
    run_dsn (bench);
    break;
  case CONTESTANTS:
    g_assert_not_reached ();
  }
}

/* Seconds of processor that children took that have ended. */
static double
children_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* By turns, so that what else the machine does falls on all alike. The first turn only
 * warms up. */
static void
measure (Bench *bench)
{
  for (int round = -1; round < ROUNDS; round++)
    for (Id id = 0; id < CONTESTANTS; id++) {
      gint64 start = g_get_monotonic_time ();
      double cpu = children_cpu ();

      for (guint i = 0; i < bench->runs; i++)
        run_contestant (bench, id);
      if (round < 0)
        continue;
      bench->cpu[id][round] = children_cpu () - cpu;
      bench->wall[id][round] = (double) (g_get_monotonic_time () - start) / 1e6;
    }
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *seconds)
{
  qsort (seconds, ROUNDS, sizeof (double), compare_doubles);
  return seconds[ROUNDS / 2];
}

static void
print (Bench *bench, double *cpu, double *wall)
{
  printf ("%-24s %12s %12s %14s\n", "median of whole runs", "processor", "wall clock",
          "a message");
  for (Id id = 0; id < CONTESTANTS; id++) {
    cpu[id] = median (bench->cpu[id]) / bench->runs;
    wall[id] = median (bench->wall[id]) / bench->runs;
    printf ("%-24s %9.1f ms %9.1f ms %11.1f us\n", names[id], cpu[id] * 1e3,
            wall[id] * 1e3, cpu[id] * 1e6 / bench->paths->len);
  }
}

/* Prints what was measured; gives whether dsn was fast enough. Processor time decides:
 * on a busy machine the other one is mostly waiting. */
static gboolean
judge (Bench *bench)
{
  double cpu[CONTESTANTS], wall[CONTESTANTS], ratio;
  gboolean good;

  print (bench, cpu, wall);
  ratio = cpu[CONTESTANT_DSN] / cpu[CONTESTANT_GMIME];
  good = ratio <= RATIO_LIMIT;
  printf ("dsn / GMime    %.2f (limit %.2f)%s; by the wall clock %.2f\n", ratio,
          RATIO_LIMIT, good ? "" : ": TOO SLOW",
          wall[CONTESTANT_DSN] / wall[CONTESTANT_GMIME]);
  printf ("dsn / reading %5.2f; by the wall clock %.2f\n",
          cpu[CONTESTANT_DSN] / cpu[CONTESTANT_READ],
          wall[CONTESTANT_DSN] / wall[CONTESTANT_READ]);
  return good;
}

/* The same for one message, where nearly all is the start of a process: what dsn does
 * before the first message, and after it. */
static gboolean
judge_one (const Bench *many)
{
  Bench bench = { .self = many->self, .tool = many->tool, .runs = RUNS_OF_ONE };
  double cpu[CONTESTANTS], wall[CONTESTANTS], ratio;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autofree char *list = g_build_filename (many->folder, "one", NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (paths, g_ptr_array_index (many->paths, 0));
  bench.paths = paths;
  bench.list = list;
  if (!g_file_set_contents (list, g_ptr_array_index (paths, 0), -1, &error))
    bench_fail (list, error->message);
  measure (&bench);
  g_unlink (list);
  printf ("\none message, a process each\n");
  print (&bench, cpu, wall);
  ratio = cpu[CONTESTANT_DSN] / cpu[CONTESTANT_GMIME];
  printf ("dsn / GMime    %.2f (limit %.2f)%s\n", ratio, START_LIMIT,
          ratio <= START_LIMIT ? "" : ": TOO SLOW");
  return ratio <= START_LIMIT;
}

int
main (int argc, char **argv)
{
  Bench bench = { .self = argv[0], .runs = 1 };
  gboolean good;

  if (argc == 3 && strcmp (argv[1], "--read") == 0)
    return bench_work_read (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--gmime") == 0)
    return bench_work_gmime (argv[2]);
  bench.tool = argc == 2 ? argv[1] : g_getenv ("DSN_TOOL");
  if (bench.tool == NULL || argc > 2) {
    g_printerr ("usage: bench-parse DSN\n");
    return 2;
  }
  make_data (&bench);
  measure (&bench);
  good = judge (&bench);
  good &= judge_one (&bench);
  remove_data (&bench);
  return good ? 0 : 1;
}
