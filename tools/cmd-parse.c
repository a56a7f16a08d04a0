/* cmd-parse.c: dsn parse: reports in files, mboxes, folders and streams. */
#include "parse-feed.h"
#include "parse-settings.h"
#include "parse-work.h"
#include "parse-write.h"
#include "tool-args.h"
#include "tool-limits.h"
#include "tool-output.h"
#include "tool-pool.h"
#include "tool-sandbox.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const ParseSettings *settings;
  ParseFeed *feed;
  ParseWork *work;
  ParseWrite *write;
  sigset_t ordinary; /* signals, before they were made to wait */
  gboolean streams;  /* an input may keep us waiting for long */
  gboolean begun;    /* the output is, and */
  gboolean failed;   /* could not be */
  pid_t parent;      /* who takes the results */
  gboolean confined; /* to reading */
} Run;

/* Whoever waits for standard input must be able to be interrupted there. */
static gboolean
feed (GByteArray *job, gpointer data)
{
  Run *run = data;
  gboolean open = run->streams && run->settings->checkpoint != NULL;
  sigset_t waiting;
  gboolean found;

  if (open)
    sigprocmask (SIG_SETMASK, &run->ordinary, &waiting);
  found = parse_feed_next (run->feed, job);
  if (open)
    sigprocmask (SIG_SETMASK, &waiting, NULL);
  /* Nothing is written, and nothing cut off, before it is known that all fits. */
  if (!run->begun && parse_feed_fits (run->feed))
    run->failed = !parse_write_begin (run->write);
  run->begun = TRUE;
  return found && !run->failed;
}

static void
work (ToolTask *task, DsnSpan job, gpointer data)
{
  Run *run = data;

  /* Whoever reads mail does nothing else from here on: a worker, or this process where
   * there are none. Only checkpoints need more. */
  if (!run->confined && (getpid () != run->parent || run->settings->checkpoint == NULL))
    tool_sandbox_enter (TOOL_SANDBOX_READ, NULL);
  run->confined = TRUE;
  parse_work_run (task, job, run->work);
}

static gboolean
take (DsnSpan result, gpointer data)
{
  return parse_write_take (((Run *) data)->write, result);
}

static gboolean
tick (gpointer data)
{
  return parse_write_tick (((Run *) data)->write);
}

static gboolean
has_stream (const ParseSettings *settings)
{
  if (settings->files_from != NULL && strcmp (settings->files_from, "-") == 0)
    return TRUE;
  for (guint i = 0; i < settings->paths->len; i++)
    if (strcmp (g_ptr_array_index (settings->paths, i), "-") == 0)
      return TRUE;
  return FALSE;
}

/* With a checkpoint to write, what would end us waits until it is written. */
static void
hold_signals (Run *run)
{
  sigset_t held;

  sigemptyset (&held);
  if (run->settings->checkpoint != NULL) {
    sigaddset (&held, SIGINT);
    sigaddset (&held, SIGTERM);
  }
  sigprocmask (SIG_BLOCK, &held, &run->ordinary);
}

/* Nothing vanishes unseen: what is not shown is counted. */
static void
tell_totals (const ParseSettings *settings, const DsnTotals *totals)
{
  if (settings->quiet || settings->summary)
    return;
  if (!settings->all && totals->others == 1 && totals->reports + totals->errors == 0)
    tool_message ("the message is no delivery report; --all shows what it is");
  else if (!settings->all && totals->others > 0)
    tool_message ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                  " messages are no delivery reports; --all shows them",
                  totals->others, totals->others + totals->reports);
  if (totals->left_out > 0)
    tool_message ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                  " reports are left out by --since, --until or --only",
                  totals->left_out, totals->reports);
}

/* Gives whether all was read and written as it should be. */
static gboolean
run_pool (Run *run)
{
  const ParseSettings *settings = run->settings;
  ToolPoolPlan plan = { .jobs = settings->workers,
                        .contain = settings->contain,
                        .limits = TOOL_LIMITS_OF_MAIL,
                        .feed = feed,
                        .work = work,
                        .take = take,
                        .tick = tick,
                        .data = run };
  g_autoptr (GError) error = NULL;
  gboolean good = tool_pool_run (&plan, &error);

  if (!good)
    tool_message ("%s", error->message);
  if (run->failed)
    return FALSE;
  if (parse_feed_fits (run->feed))
    return parse_write_end (run->write) && good;
  tool_message ("'%s' does not fit the inputs: those up to where it ends are no longer "
                "the same; nothing was read",
                settings->checkpoint);
  return FALSE;
}

/* Before the first input is opened: what finding the messages, their workers and a
 * checkpoint need. */
static void
confine (Run *run)
{
  const char *checkpoint = run->settings->checkpoint;
  g_autofree char *folder = checkpoint != NULL ? g_path_get_dirname (checkpoint) : NULL;
  ToolSandboxNeeds needs =
      (run->settings->workers > 0 ? TOOL_SANDBOX_WORKERS : TOOL_SANDBOX_READ) |
      (checkpoint != NULL ? TOOL_SANDBOX_FOLDER : TOOL_SANDBOX_READ);

  tool_sandbox_enter (needs, folder);
  run->confined = needs == TOOL_SANDBOX_READ;
}

static int
parse_run (const ParseSettings *settings, ParseCheckpoint *state)
{
  g_autoptr (ParseFeed) pieces =
      parse_feed_new (settings, settings->checkpoint != NULL ? state : NULL);
  g_autoptr (ParseWork) worker = parse_work_new (settings);
  g_autoptr (ParseWrite) write = parse_write_new (settings, state, pieces);
  Run run = { .settings = settings, .feed = pieces, .work = worker, .write = write };
  const DsnTotals *totals = &state->totals;
  gboolean good;

  run.parent = getpid ();
  run.streams = has_stream (settings);
  hold_signals (&run);
  confine (&run);
  good = run_pool (&run);
  good = tool_output_close () && good;
  if (parse_write_was_interrupted (write))
    tool_message ("interrupted; the same command goes on from '%s'",
                  settings->checkpoint);
  /* What has waited ends us here, and the shell learns of what. */
  sigprocmask (SIG_SETMASK, &run.ordinary, NULL);
  if (good)
    tell_totals (settings, totals);
  if (!good || totals->errors > 0)
    return TOOL_STATUS_TROUBLE;
  return totals->reports > 0 ? TOOL_STATUS_YES : TOOL_STATUS_NO;
}

/* Finds out where to begin. */
static gboolean
prepare (ParseSettings *settings, ParseCheckpoint *state)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *options = parse_settings_digest (settings);

  if (settings->checkpoint != NULL &&
      !parse_checkpoint_load (state, settings->checkpoint))
    return FALSE;
  if (state->options != NULL && strcmp (state->options, options) != 0) {
    tool_message ("'%s' was written with other options: nothing was read",
                  settings->checkpoint);
    return FALSE;
  }
  if (state->options == NULL) {
    state->options = g_steal_pointer (&options);
    state->started = now;
  }
  return parse_settings_check (settings, state->started);
}

static int
run (const ToolCommand *command, int count, char **words)
{
  ParseSettings settings;
  ParseCheckpoint state;
  int status = TOOL_STATUS_TROUBLE;

  parse_settings_init (&settings);
  parse_checkpoint_init (&state);
  if (tool_args_read (command, count, words, &settings, settings.paths, &status) &&
      prepare (&settings, &state))
    status = parse_run (&settings, &state);
  parse_checkpoint_clear (&state);
  parse_settings_clear (&settings);
  return status;
}

const ToolCommand tool_command_parse = {
  .name = "parse",
  .synopsis = "[OPTION...] [PATH...]",
  .help = "read delivery reports: who failed, why, what to do, on what evidence",
  .details =
      "PATH is a message, an mbox (it begins with a 'From ' line), a Maildir or a\n"
      "folder; '-', or nothing with stdin not a terminal, is standard input. All may\n"
      "be compressed. Results come in the order of the inputs, whatever --jobs is.\n\n"
      "exit status: 0 all inputs were read, and at least one report was found; 1 all\n"
      "inputs were read, none was a report; 2 wrong usage, or something could not be\n"
      "read or written.\n\n"
      "examples:\n"
      "  dsn parse bounce.eml\n"
      "  dsn parse --summary ~/Maildir\n"
      "  dsn parse --only=suppress --format='{recipients.address}' bounces.mbox\n",
  .options = parse_options,
  .run = run,
};
