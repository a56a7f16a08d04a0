/* parse-work.c: pieces of the input -> results, in a worker of dsn parse. */
#include "parse-work.h"

#include "parse-result.h"
#include "tool-output.h"

#include "dsn-emit-json.h"
#include "dsn-emit-text.h"
#include "dsn-loader.h"
#include "dsn-parse-private.h"
#include "dsn-summary.h"

#include <string.h>

struct _ParseWork {
  const ParseSettings *settings;
  DsnLimits limits;
  DsnParser *parser;
  DsnTextOptions text_options;
  DsnLoader *loader;
  GString *line; /* JSON, for a table */
  GString *text; /* of a result, as parse_result_begin() has it */
  GString *facts;
};

ParseWork *
parse_work_new (const ParseSettings *settings)
{
  ParseWork *work = g_new0 (ParseWork, 1);

  work->settings = settings;
  work->limits = dsn_limits_resolve (NULL);
  work->parser = dsn_parser_new (
      &(DsnParseOptions){ .limits = &work->limits, .rules = settings->rules });
  work->text_options.color = tool_output_wants_color (settings->color);
  work->text_options.verbose = settings->verbose;
  work->loader = dsn_loader_new (&work->limits);
  work->line = g_string_new (NULL);
  work->text = g_string_new (NULL);
  work->facts = g_string_new (NULL);
  parse_result_begin (work->text);
  return work;
}

void
parse_work_free (ParseWork *work)
{
  if (work == NULL)
    return;
  dsn_parser_free (work->parser);
  dsn_loader_free (work->loader);
  g_string_free (work->line, TRUE);
  g_string_free (work->text, TRUE);
  g_string_free (work->facts, TRUE);
  g_free (work);
}

/* The filter's recipients, for a table: a line of its own must not tell to suppress an
 * address that was not asked for. */
static void
append_table (ParseWork *work, const DsnReport *report, const DsnEmitOptions *origin)
{
  guint count = dsn_report_get_recipient_count (report);
  g_autofree gboolean *wanted = g_new (gboolean, count + 1);

  for (guint i = 0; i < count; i++)
    wanted[i] = dsn_filter_takes_recipient (work->settings->filter, report,
                                            dsn_report_get_recipient (report, i));
  g_string_truncate (work->line, 0);
  dsn_emit_json (report, origin, work->line);
  dsn_table_append (work->settings->table,
                    (DsnSpan){ (const guint8 *) work->line->str, work->line->len },
                    wanted, work->text);
}

static void
append_report (ParseWork *work, const DsnReport *report, const DsnEmitOptions *origin)
{
  const ParseSettings *settings = work->settings;

  if (settings->quiet)
    return;
  if (settings->summary) {
    if (dsn_report_get_kind (report) != DSN_KIND_OTHER)
      dsn_summary_facts (report, settings->filter, work->facts);
  } else if (settings->json) {
    dsn_emit_json (report, origin, work->text);
  } else if (settings->table != NULL) {
    append_table (work, report, origin);
  } else {
    dsn_emit_text (report, origin, &work->text_options, work->text);
  }
}

/* An error is told twice, for people and programs. */
static void
append_error (ParseWork *work, const char *message, const DsnEmitOptions *origin)
{
  const ParseSettings *settings = work->settings;

  if (settings->quiet || settings->summary)
    return;
  if (settings->json) {
    dsn_emit_json_error (message, origin, work->text);
  } else if (settings->csv) {
    g_string_truncate (work->line, 0);
    dsn_emit_json_error (message, origin, work->line);
    dsn_table_append (settings->table,
                      (DsnSpan){ (const guint8 *) work->line->str, work->line->len },
                      NULL, work->text);
  }
}

static gboolean
end_step (ParseWork *work, ToolTask *task, ParseResult *result)
{
  gboolean go_on;

  result->facts = (DsnSpan){ (const guint8 *) work->facts->str, work->facts->len };
  go_on = tool_task_end (task, parse_result_end (result, work->text));
  parse_result_begin (work->text);
  g_string_truncate (work->facts, 0);
  return go_on;
}

static gboolean
end_error (ParseWork *work, ToolTask *task, const DsnItem *item, guint64 source)
{
  DsnEmitOptions origin = { .source = item->source,
                            .in_mbox = item->offset >= 0,
                            .offset = (guint64) MAX (item->offset, 0) };
  ParseResult result = { .type = PARSE_ERROR,
                         .source = source,
                         .offset = item->offset,
                         .message = dsn_span_of_string (item->message) };

  append_error (work, item->message, &origin);
  return end_step (work, task, &result);
}

static gboolean
end_lost (ParseWork *work, ToolTask *task, const DsnItem *item, const char *behind,
          guint64 source)
{
  g_autofree char *why = tool_task_describe_loss (task);
  g_autofree char *message =
      item->offset >= 0
          ? g_strdup_printf ("cannot read the message at offset %" G_GINT64_FORMAT
                             "%s of '%s': %s",
                             item->offset, behind, item->source, why)
          : g_strdup_printf ("cannot read '%s': %s", item->source, why);
  DsnItem lost = {
    .source = item->source,
    .offset = item->offset,
    /* Where memory is missing there is none, and the line is not lost. */
    .message = message != NULL ? message : "cannot be read"
  };

  return end_error (work, task, &lost, source);
}

static gboolean
end_message (ParseWork *work, ToolTask *task, const DsnItem *item, guint64 source)
{
  DsnEmitOptions origin = { .source = item->source,
                            .in_mbox = item->offset >= 0,
                            .offset = (guint64) MAX (item->offset, 0) };
  const DsnReport *report = dsn_parser_read (work->parser, item->bytes);
  gboolean is_report = dsn_report_get_kind (report) != DSN_KIND_OTHER;
  gboolean wanted = dsn_filter_takes (work->settings->filter, report);
  ParseResult result = { .type = is_report ? PARSE_REPORT : PARSE_OTHER,
                         .left_out = is_report && !wanted,
                         .source = source,
                         .offset = item->offset,
                         .size = item->bytes.len };

  if (wanted && (is_report || work->settings->all))
    append_report (work, report, &origin);
  return end_step (work, task, &result);
}

/* Whether an earlier run has seen to it. */
static gboolean
is_done (ParseMark *mark, const DsnItem *item)
{
  if (item->offset >= 0)
    return item->offset <= mark->offset;
  if (mark->bare == 0)
    return FALSE;
  mark->bare--;
  return TRUE;
}

/* Gives whether to go on with the job. */
static gboolean
run_piece (ParseWork *work, ToolTask *task, const DsnPiece *piece, ParseMark *mark)
{
  DsnItem item = { .source = piece->source,
                   .offset = piece->in_mbox ? (gint64) piece->offset : -1 };
  guint64 source = mark->source;
  gboolean go_on = TRUE;

  dsn_loader_open (work->loader, piece);
  while (go_on) {
    ToolStep step = tool_task_begin (task);

    if (step == TOOL_STEP_LOST_ALL)
      return end_lost (work, task, &item, " and what follows it", source);
    if (!dsn_loader_next (work->loader, &item))
      return TRUE;
    if (is_done (mark, &item))
      continue;
    tool_task_found (task, item.bytes.len);
    if (step == TOOL_STEP_SKIP)
      go_on = tool_task_end (task, (DsnSpan){ NULL, 0 });
    else if (step == TOOL_STEP_LOST)
      go_on = end_lost (work, task, &item, "", source);
    else if (item.message != NULL)
      go_on = end_error (work, task, &item, source);
    else
      go_on = end_message (work, task, &item, source);
  }
  return FALSE;
}

static gboolean
next_piece (DsnSpan *job, ParsePieceHead *head, DsnPiece *piece)
{
  if (job->len < sizeof *head)
    return FALSE;
  memcpy (head, job->data, sizeof *head);
  *job = dsn_span_slice (*job, sizeof *head, job->len);
  if (!dsn_piece_unpack (job, piece))
    g_assert_not_reached ();
  return TRUE;
}

/* The files that come next. Whoever dies or waits for ever here was looking for the
 * first message of them. */
static void
read_ahead (ParseWork *work, ToolTask *task, DsnSpan job)
{
  ParsePieceHead head;
  DsnPiece piece;

  dsn_loader_forget (work->loader);
  if (tool_task_is_again (task))
    return;
  for (guint i = 0; i < DSN_AHEAD_FILES && next_piece (&job, &head, &piece); i++) {
    tool_task_begin (task);
    dsn_loader_read_ahead (work->loader, &piece);
  }
}

void
parse_work_run (ToolTask *task, DsnSpan job, ParseWork *work)
{
  ParsePieceHead head;
  DsnPiece piece;

  for (guint i = 0;; i++) {
    if (i % DSN_AHEAD_FILES == 0)
      read_ahead (work, task, job);
    if (!next_piece (&job, &head, &piece) ||
        !run_piece (work, task, &piece, &head.mark))
      return;
  }
}
