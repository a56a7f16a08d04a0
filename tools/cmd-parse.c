/* cmd-parse.c: dsn parse: reports in files and mbox files, as text or JSON Lines. */
#include "tool-args.h"
#include "tool-input.h"
#include "tool-output.h"
#include "tool-rules.h"

#include "dsn-emit-json.h"
#include "dsn-emit-text.h"
#include "dsn-mbox.h"
#include "dsn-parse.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

/* A single message has its limit in DsnLimits; this is for an mbox, which is read
 * whole. */
#define INPUT_MAX_SIZE ((gsize) 1 << 30)

typedef struct {
  gboolean json;
  gboolean all;
  gboolean quiet;
  gboolean verbose;
  const char *color;
  GPtrArray *rules;
} Settings;

typedef struct {
  const Settings *settings;
  DsnLimits limits;
  DsnParseOptions parse;
  DsnTextOptions text;
  GString *out;
  guint64 reports;
  guint64 others;
  guint64 errors;
  gboolean stopped; /* stdout takes nothing any more */
} Run;

static const ToolOption options[] = {
  { "json", 'j', NULL, NULL, "one JSON object a line, see dsn-json(5)",
    offsetof (Settings, json) },
  { "all", 'a', NULL, NULL, "show messages that are no reports, too",
    offsetof (Settings, all) },
  { "quiet", 'q', NULL, NULL, "print nothing but errors; the exit status tells",
    offsetof (Settings, quiet) },
  { "verbose", 'v', NULL, NULL, "show all that a report holds, and all defects",
    offsetof (Settings, verbose) },
  { "color", 0, "WHEN", "auto|always|never", "auto (default), always or never",
    offsetof (Settings, color), FALSE },
  { "rules", 'r', "FILE", NULL, "wordings of your own, ahead of ours; may be repeated",
    offsetof (Settings, rules), TRUE },
  { NULL },
};

static void
write_out (Run *run)
{
  if (run->out->len > 0 && !run->stopped)
    run->stopped = !tool_output_write (run->out);
}

/* An input or a message that could not be read: told twice, for people and programs. */
static void
report_error (Run *run, const char *message, const DsnEmitOptions *origin)
{
  run->errors++;
  tool_message ("%s", message);
  if (run->settings->json && !run->settings->quiet)
    dsn_emit_json_error (message, origin, run->out);
  write_out (run);
}

static void
run_message (Run *run, GBytes *bytes, const DsnEmitOptions *origin)
{
  g_autoptr (DsnReport) report = NULL;
  gboolean is_report;

  if (g_bytes_get_size (bytes) > run->limits.message_size) {
    g_autofree char *message =
        origin->in_mbox
            ? g_strdup_printf ("cannot read the message at offset %" G_GUINT64_FORMAT
                               " of '%s': it is larger "
                               "than %" G_GSIZE_FORMAT " bytes",
                               origin->offset, origin->source, run->limits.message_size)
            : g_strdup_printf ("cannot read '%s': it is larger than %" G_GSIZE_FORMAT
                               " bytes",
                               origin->source, run->limits.message_size);
    report_error (run, message, origin);
    return;
  }
  report = dsn_parse_bytes (bytes, &run->parse);
  is_report = dsn_report_get_kind (report) != DSN_KIND_OTHER;
  run->reports += is_report;
  run->others += !is_report;
  if (run->settings->quiet || (!is_report && !run->settings->all))
    return;
  if (run->settings->json)
    dsn_emit_json (report, origin, run->out);
  else
    dsn_emit_text (report, origin, &run->text, run->out);
  write_out (run);
}

static void
run_mbox (Run *run, GBytes *bytes, const char *path)
{
  DsnSpan text = dsn_span_of_bytes (bytes), message;
  DsnMbox mbox = dsn_mbox_over (text);
  DsnEmitOptions origin = { .source = path };
  gsize offset;

  while (!run->stopped && dsn_mbox_next (&mbox, &message, &offset)) {
    g_autoptr (GBytes) piece = g_bytes_new_from_bytes (bytes, offset, message.len);

    origin.in_mbox = TRUE;
    origin.offset = offset;
    run_message (run, piece, &origin);
  }
}

static void
run_path (Run *run, const char *path)
{
  DsnEmitOptions origin = { .source = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read (path, INPUT_MAX_SIZE, &error);

  if (bytes == NULL)
    report_error (run, error->message, &origin);
  else if (dsn_mbox_is_mbox (dsn_span_of_bytes (bytes)))
    run_mbox (run, bytes, path);
  else
    run_message (run, bytes, &origin);
}

/* Nothing vanishes unseen: what is not shown is counted. */
static void
tell_others (const Run *run)
{
  if (run->settings->all || run->settings->quiet || run->others == 0)
    return;
  if (run->others == 1 && run->reports + run->errors == 0)
    tool_message ("the message is no delivery report; --all shows what it is");
  else
    tool_message ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                  " messages are no delivery reports; --all shows them",
                  run->others, run->others + run->reports);
}

static int
run (const ToolCommand *command, int count, char **words)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (DsnRules) rules = NULL;
  Settings settings = { .color = "auto", .rules = files };
  g_autoptr (GString) out = g_string_new (NULL);
  Run state = { .settings = &settings, .out = out };
  int status;

  if (!tool_args_read (command, count, words, &settings, paths, &status))
    return status;
  if (paths->len == 0 && isatty (STDIN_FILENO)) {
    tool_message ("nothing to read: name a file, or - for standard input");
    tool_hint ("see 'dsn parse --help'");
    return TOOL_STATUS_TROUBLE;
  }
  if (!tool_rules_read (files, &rules))
    return TOOL_STATUS_TROUBLE;
  if (paths->len == 0)
    g_ptr_array_add (paths, (gpointer) "-");
  state.parse.rules = rules;
  state.limits = dsn_limits_resolve (NULL);
  state.parse.limits = &state.limits;
  state.text.color = tool_output_wants_color (settings.color);
  state.text.verbose = settings.verbose;
  for (guint i = 0; i < paths->len && !state.stopped; i++)
    run_path (&state, g_ptr_array_index (paths, i));
  if (!tool_output_close () || state.stopped)
    return TOOL_STATUS_TROUBLE;
  tell_others (&state);
  if (state.errors > 0)
    return TOOL_STATUS_TROUBLE;
  return state.reports > 0 ? TOOL_STATUS_YES : TOOL_STATUS_NO;
}

const ToolCommand tool_command_parse = {
  .name = "parse",
  .synopsis = "[OPTION...] [FILE...]",
  .help = "read delivery reports: who failed, why, what to do, on what evidence",
  .details =
      "FILE is a message, or an mbox (it begins with a 'From ' line); '-', or nothing\n"
      "with stdin not a terminal, is standard input. Files are read in the order\n"
      "given.\n\n"
      "exit status: 0 all inputs were read, and at least one report was found; 1 all\n"
      "inputs were read, none was a report; 2 wrong usage, or something could not be\n"
      "read or written.\n\n"
      "examples:\n"
      "  dsn parse bounce.eml\n"
      "  dsn parse --json bounces.mbox |\n"
      "    jq -r '.recipients[]? | select (.verdict.action == \"suppress\") | "
      ".address'\n",
  .options = options,
  .run = run,
};
