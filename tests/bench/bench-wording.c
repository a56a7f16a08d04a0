/* bench-wording.c: normalising a diagnostic against parsing the message that holds it,
 * with our wordings and with ten times as many. */
#include "bench-rows.h"
#include "bench-sources.h"
#include "dsn-normalise.h"
#include "dsn-parse.h"

#include <stdio.h>
#include <time.h>

#define ROUNDS 9
/* So many texts a turn, the same again if need be: a few are over too soon. */
#define TEXTS_WANTED 2000
#define COPIES 10
#define RATIO_LIMIT 0.2
/* Ten times the rows are ten times the tables, which no cache holds: a text may take
 * somewhat longer, but not as much as the rows are more. */
#define GROWTH_LIMIT 2.5

typedef struct {
  GPtrArray *messages; /* GBytes: those that hold a diagnostic */
  GPtrArray *reports;  /* DsnReport: read from them */
  guint diagnostics;
  DsnWordingSet many;
} Bench;

typedef enum { TASK_PARSE, TASK_NORMALISE, TASK_FIND, TASK_FIND_MANY, TASKS } Task;

static void
load (Bench *bench)
{
  g_autoptr (GPtrArray) sources = bench_sources_find ();

  for (guint i = 0; i < sources->len; i++) {
    g_autoptr (DsnReport) report = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;
    char *text;
    gsize len;
    guint found = 0;

    if (!g_file_get_contents (sources->pdata[i], &text, &len, &error))
      bench_fail (sources->pdata[i], error->message);
    bytes = g_bytes_new_take (text, len);
    report = dsn_parse_bytes (bytes, NULL);
    for (guint j = 0; j < dsn_report_get_recipient_count (report); j++)
      found += dsn_recipient_get_diagnostic_code (dsn_report_get_recipient (report, j),
                                                  NULL, NULL) != NULL;
    if (found == 0)
      continue;
    bench->diagnostics += found;
    g_ptr_array_add (bench->messages, g_steal_pointer (&bytes));
    g_ptr_array_add (bench->reports, g_steal_pointer (&report));
  }
  if (bench->diagnostics == 0)
    bench_fail ("corpus", "no diagnostics");
}

static void
parse_all (const Bench *bench)
{
  for (guint i = 0; i < bench->messages->len; i++)
    dsn_report_unref (dsn_parse_bytes (bench->messages->pdata[i], NULL));
}

static void
normalise (const DsnReport *report, const DsnRecipient *recipient)
{
  DsnContext context = { .vendor = dsn_report_get_generator (report) };
  DsnNormalised normalised;

  dsn_normalise (recipient, &context, &normalised);
}

static void
find (const DsnReport *report, const DsnRecipient *recipient, const DsnWordingSet *set)
{
  const char *text = dsn_recipient_get_diagnostic_code (recipient, NULL, NULL);
  DsnWordingQuery query = { .text = dsn_span_of_string (text),
                            .reply = dsn_recipient_get_reply_code (recipient),
                            .status = dsn_recipient_get_diagnostic_status (recipient),
                            .vendor = dsn_report_get_generator (report) };
  DsnWordingMatch match;

  dsn_wording_find (set, &query, &match, NULL);
}

static void
run (const Bench *bench, Task task)
{
  if (task == TASK_PARSE) {
    parse_all (bench);
    return;
  }
  for (guint i = 0; i < bench->reports->len; i++) {
    const DsnReport *report = bench->reports->pdata[i];

    for (guint j = 0; j < dsn_report_get_recipient_count (report); j++) {
      const DsnRecipient *recipient = dsn_report_get_recipient (report, j);

      if (dsn_recipient_get_diagnostic_code (recipient, NULL, NULL) == NULL)
        continue;
      if (task == TASK_NORMALISE)
        normalise (report, recipient);
      else
        find (report, recipient,
              task == TASK_FIND ? dsn_wording_builtin () : &bench->many);
    }
  }
}

/* Microseconds of processor that each task takes at best. The machine is shared: what
 * comes on top is not ours. By turns, so that it falls on all alike. */
static void
measure (const Bench *bench, double *best)
{
  guint repeats = 1 + TEXTS_WANTED / bench->diagnostics;

  for (Task task = 0; task < TASKS; task++)
    best[task] = G_MAXDOUBLE;
  for (int round = 0; round < ROUNDS; round++)
    for (Task task = 0; task < TASKS; task++) {
      clock_t start = clock ();
      double taken;

      for (guint i = 0; i < repeats; i++)
        run (bench, task);
      taken = (double) (clock () - start) * 1e6 / CLOCKS_PER_SEC / repeats;
      best[task] = MIN (best[task], taken);
    }
}

static gboolean
judge (const Bench *bench, const double *best)
{
  double count = bench->diagnostics, normalised = best[TASK_NORMALISE] / count;
  double find_one = best[TASK_FIND] / count, find_many = best[TASK_FIND_MANY] / count;
  double parse = best[TASK_PARSE] / bench->messages->len;
  double rows = dsn_wording_builtin ()->row_count;
  double once = normalised / parse;
  double tenfold = (normalised - find_one + find_many) / parse;
  double growth = find_many / find_one;
  gboolean good = once <= RATIO_LIMIT && tenfold <= RATIO_LIMIT;

  printf ("%u messages, %u diagnostics; parsing one takes %.1f us\n",
          bench->messages->len, bench->diagnostics, parse);
  printf ("%8.0f rows: finding %.2f us a text, normalising %.2f us, %.3f of parsing\n",
          rows, find_one, normalised, once);
  printf ("%8.0f rows: finding %.2f us a text, normalising %.2f us, %.3f of parsing\n",
          rows * COPIES, find_many, normalised - find_one + find_many, tenfold);
  printf ("limit %.2f%s\n", RATIO_LIMIT, good ? "" : ": TOO SLOW");
  printf ("%u times the rows, %.2f times the time (limit %.2f)%s\n", COPIES, growth,
          GROWTH_LIMIT, growth <= GROWTH_LIMIT ? "" : ": IT GROWS WITH THE ROWS");
  return good && growth <= GROWTH_LIMIT;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  Bench bench = { 0 };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (DsnWordingTables) tables = NULL;
  double best[TASKS];
  gboolean good;

  g_set_prgname (argv[0]);
  bench.messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  bench.reports = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_report_unref);
  load (&bench);
  tables = bench_rows_build (COPIES, &rows);
  bench.many = dsn_wording_tables_get (
      tables, (const DsnWording *) (gpointer) rows->data, rows->len);
  measure (&bench, best);
  good = judge (&bench, best);
  g_ptr_array_unref (bench.messages);
  g_ptr_array_unref (bench.reports);
  return good ? 0 : 1;
}
