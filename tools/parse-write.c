/* parse-write.c: results in input order -> output, messages, counts, checkpoint. */
#include "parse-write.h"

#include "parse-result.h"
#include "tool-output.h"
#include "tool-progress.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define CHECKPOINT_USEC G_USEC_PER_SEC

struct _ParseWrite {
  const ParseSettings *settings;
  ParseCheckpoint *state;
  ParseFeed *feed;
  ToolWriter *out;
  ToolProgress *progress;
  gint64 saved_usec;
  gboolean failed;
  gboolean interrupted;
  gboolean stopped_fast; /* by --fail-fast */
};

ParseWrite *
parse_write_new (const ParseSettings *settings, ParseCheckpoint *state, ParseFeed *feed)
{
  ParseWrite *write = g_new0 (ParseWrite, 1);

  write->settings = settings;
  write->state = state;
  write->feed = feed;
  write->out = tool_writer_new (STDOUT_FILENO);
  if (settings->progress)
    write->progress = tool_progress_new ();
  return write;
}

void
parse_write_free (ParseWrite *write)
{
  if (write == NULL)
    return;
  tool_writer_free (write->out);
  tool_progress_free (write->progress);
  g_free (write);
}

static gboolean
add (ParseWrite *write, const char *text, gsize len)
{
  write->failed = write->failed || !tool_writer_add (write->out, text, len);
  return !write->failed;
}

/* First the output, then the file that says that it is there. */
static gboolean
save (ParseWrite *write)
{
  ParseCheckpoint *state = write->state;

  if (write->failed || write->settings->checkpoint == NULL)
    return !write->failed;
  g_clear_pointer (&state->inputs, g_free);
  g_clear_pointer (&state->name, g_free);
  parse_feed_digest (write->feed, state->mark.source, &state->inputs, &state->name);
  write->failed = !tool_writer_sync (write->out, &state->place) ||
                  !parse_checkpoint_save (state, write->settings->checkpoint);
  write->saved_usec = g_get_monotonic_time ();
  return !write->failed;
}

gboolean
parse_write_begin (ParseWrite *write)
{
  g_autoptr (GString) head = g_string_new (NULL);
  gboolean goes_on = write->state->inputs != NULL;

  if (goes_on && !tool_writer_return_to (write->out, &write->state->place)) {
    tool_message ("cannot go on: the output is shorter than it was at the checkpoint; "
                  "add to it with >>, or remove '%s'",
                  write->settings->checkpoint);
    return FALSE;
  }
  if (!goes_on && !save (write))
    return FALSE;
  write->saved_usec = g_get_monotonic_time ();
  if (write->settings->table == NULL || write->settings->quiet || write->state->headed)
    return TRUE;
  write->state->headed = TRUE;
  dsn_table_append_head (write->settings->table, head);
  return add (write, head->str, head->len);
}

/* Signals wait while there is a checkpoint to write, see parse_run(). */
static gboolean
is_interrupted (void)
{
  sigset_t pending;

  return sigpending (&pending) == 0 &&
         (sigismember (&pending, SIGINT) == 1 || sigismember (&pending, SIGTERM) == 1);
}

static gboolean
may_go_on (ParseWrite *write)
{
  if (write->settings->checkpoint == NULL)
    return !write->failed;
  write->interrupted = write->interrupted || is_interrupted ();
  if (!write->interrupted &&
      g_get_monotonic_time () - write->saved_usec > CHECKPOINT_USEC)
    save (write);
  return !write->failed && !write->interrupted;
}

static void
count (ParseWrite *write, const ParseResult *result)
{
  DsnTotals *totals = &write->state->totals;
  ParseMark *mark = &write->state->mark;

  totals->reports += result->type == PARSE_REPORT;
  totals->others += result->type == PARSE_OTHER;
  totals->errors += result->type == PARSE_ERROR;
  totals->left_out += result->left_out;
  totals->bytes += result->size;
  dsn_summary_count (write->state->summary, result->facts);
  if (mark->source != result->source)
    *mark = (ParseMark){ .source = result->source, .offset = -1 };
  if (result->offset >= 0)
    mark->offset = result->offset;
  else
    mark->bare++;
}

static void
show_progress (ParseWrite *write)
{
  const DsnTotals *totals = &write->state->totals;

  tool_progress_update (write->progress,
                        totals->reports + totals->others + totals->errors,
                        totals->bytes, parse_feed_get_share (write->feed));
}

gboolean
parse_write_take (ParseWrite *write, DsnSpan packed)
{
  ParseResult result = parse_result_unpack (packed);

  if (result.message.len > 0) {
    g_autofree char *message =
        g_strndup ((const char *) result.message.data, result.message.len);

    tool_progress_erase (write->progress);
    tool_message ("%s", message);
  }
  count (write, &result);
  if (result.text.len > 0 &&
      !add (write, (const char *) result.text.data, result.text.len))
    return FALSE;
  if (write->progress != NULL)
    show_progress (write);
  write->stopped_fast = write->settings->fail_fast && result.type == PARSE_ERROR;
  return !write->stopped_fast && may_go_on (write);
}

gboolean
parse_write_tick (ParseWrite *write)
{
  if (write->progress != NULL)
    show_progress (write);
  return may_go_on (write);
}

static void
add_summary (ParseWrite *write)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ParseCheckpoint *state = write->state;

  state->totals.skipped = parse_feed_get_skipped (write->feed);
  if (write->settings->json)
    dsn_summary_append_json (state->summary, &state->totals, text);
  else
    dsn_summary_append_text (state->summary, &state->totals, text);
  add (write, text->str, text->len);
}

/* The summary stands behind the checkpoint: whoever goes on gets another one. */
gboolean
parse_write_end (ParseWrite *write)
{
  tool_progress_erase (write->progress);
  save (write);
  if (write->settings->summary && !write->settings->quiet && !write->interrupted &&
      !write->failed)
    add_summary (write);
  write->failed = write->failed || !tool_writer_flush (write->out);
  return !write->failed;
}

gboolean
parse_write_was_interrupted (const ParseWrite *write)
{
  return write->interrupted;
}
