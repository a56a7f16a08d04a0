/* cmd-make.c: dsn make: lines of dsn parse --json -> delivery status notifications. */
#include "make-report.h"
#include "tool-args.h"
#include "tool-input.h"
#include "tool-message.h"
#include "tool-output.h"
#include "tool-sandbox.h"

#include "dsn-date.h"
#include "dsn-decode.h"
#include "dsn-write.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define ORIGINAL_MAX_SIZE ((gsize) 64 << 20)

/* Lines that are told of when no message can be made of them. */
#define MAX_TOLD 20

typedef struct {
  const char *original;
  const char *ret;
  const char *from;
  const char *to;
  const char *subject;
  const char *date;
  const char *message_id;
  const char *reporting_mta;
  const char *utf8;
  const char *output;
  gboolean crlf;
} Settings;

static const ToolOption options[] = {
  { "original", 0, "FILE", NULL, "the message that the reports are about",
    offsetof (Settings, original), FALSE },
  { "ret", 0, "WHAT", "full|hdrs", "return all of it (default), or its header",
    offsetof (Settings, ret), FALSE },
  { "from", 0, "ADDRESS", NULL, "the From field", offsetof (Settings, from), FALSE },
  { "to", 0, "ADDRESS", NULL, "the To field", offsetof (Settings, to), FALSE },
  { "subject", 0, "TEXT", NULL, "the Subject", offsetof (Settings, subject), FALSE },
  { "date", 0, "TIME", NULL, "the Date, in RFC 3339 or as in mail",
    offsetof (Settings, date), FALSE },
  { "message-id", 0, "ID", NULL, "the Message-ID; for one report only",
    offsetof (Settings, message_id), FALSE },
  { "reporting-mta", 0, "DOMAIN", NULL, "the Reporting-MTA of a report without one",
    offsetof (Settings, reporting_mta), FALSE },
  { "utf8", 0, "WHEN", "auto|always|never",
    "use message/global-delivery-status: auto (default), always or never",
    offsetof (Settings, utf8), FALSE },
  { "crlf", 0, NULL, NULL, "end lines in CR LF; not in an mbox",
    offsetof (Settings, crlf), FALSE },
  { "output", 'o', "FOLDER", NULL, "write files 000001.eml, ... into FOLDER",
    offsetof (Settings, output), FALSE },
  { NULL },
};

typedef struct {
  const Settings *settings;
  DsnWriteOptions write;
  GBytes *original;
  ToolMessages *messages;
  const char *path;
  guint told;
  gboolean trouble;
  gboolean stopped; /* nothing can be written any more */
} Run;

static void
tell (Run *run, guint number, const char *what)
{
  run->trouble = TRUE;
  if (++run->told <= MAX_TOLD)
    tool_message ("'%s', line %u: %s", run->path, number, what);
}

/* What the report does not say and the caller did not: the clock and chance do. */
static char *
make_message_id (const DsnReport *report)
{
  const char *mta = dsn_report_get_reporting_mta (report, NULL);
  g_autofree char *id = g_uuid_string_random ();

  if (mta == NULL || strpbrk (mta, " \t<>()@,;:\"\\") != NULL || !g_str_is_ascii (mta))
    mta = "dsn.invalid";
  return g_strdup_printf ("%s@%s", id, mta);
}

static void
write_report (Run *run, guint number, const DsnReport *report)
{
  const DsnHeaders *headers = dsn_report_get_headers (report);
  DsnWriteOptions wanted = run->write;
  g_autofree char *id = NULL;
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GError) error = NULL;

  if (wanted.date == 0 && headers->date == DSN_DATE_NONE)
    wanted.date = g_get_real_time () / G_USEC_PER_SEC;
  if (wanted.message_id == NULL && headers->message_id == NULL) {
    id = make_message_id (report);
    wanted.message_id = id;
  }
  message = dsn_report_to_message (report, &wanted, run->original, &error);
  if (message == NULL) {
    tell (run, number, error->message);
    return;
  }
  if (run->settings->message_id != NULL &&
      tool_messages_get_count (run->messages) > 0) {
    tell (run, number, "--message-id is for one report only");
    return;
  }
  run->stopped = !tool_messages_add (run->messages, message);
}

static gboolean
read_line (const char *text, gsize len, guint number, gpointer data)
{
  Run *run = data;
  g_autoptr (JsonParser) parser = tool_json_read_line (text, len);
  g_autoptr (DsnReport) report = NULL;
  const char *what = "no line of JSON";

  if (parser != NULL)
    report = make_report_read (tool_json_root (parser), &what);
  if (report != NULL)
    write_report (run, number, report);
  else
    tell (run, number, what);
  return !run->stopped;
}

static int
usage (const char *what)
{
  tool_message ("%s", what);
  tool_hint ("see 'dsn make --help'");
  return TOOL_STATUS_TROUBLE;
}

static gboolean
read_date (const char *text, gint64 *date)
{
  DsnSpan span = dsn_span_of_string (text);

  return dsn_date_read_iso (span, date) || dsn_decode_date (span, date);
}

static gboolean
read_original (const Settings *settings, Run *run)
{
  g_autoptr (GError) error = NULL;

  if (settings->original == NULL)
    return TRUE;
  run->original = tool_input_read (settings->original, ORIGINAL_MAX_SIZE, &error);
  if (run->original == NULL)
    tool_message ("%s", error->message);
  return run->original != NULL;
}

static void
take_options (const Settings *settings, DsnWriteOptions *write)
{
  write->from = settings->from;
  write->to = settings->to;
  write->subject = settings->subject;
  write->message_id = settings->message_id;
  write->reporting_mta = settings->reporting_mta;
  write->crlf = settings->crlf;
  if (strcmp (settings->ret, "hdrs") == 0)
    write->returned = DSN_RETURN_HEADERS;
  if (strcmp (settings->utf8, "always") == 0)
    write->utf8 = DSN_UTF8_ALWAYS;
  else if (strcmp (settings->utf8, "never") == 0)
    write->utf8 = DSN_UTF8_NEVER;
}

static int
make (Run *run, GPtrArray *paths)
{
  guint made;

  for (guint i = 0; i < paths->len && !run->stopped; i++) {
    run->path = g_ptr_array_index (paths, i);
    run->trouble |= !tool_json_foreach_line (run->path, read_line, run);
  }
  if (run->told > MAX_TOLD)
    tool_message ("%u lines more were left out", run->told - MAX_TOLD);
  made = tool_messages_get_count (run->messages);
  if (!run->stopped)
    run->stopped = !tool_messages_end (run->messages);
  if (!tool_output_close () || run->stopped || run->trouble)
    return TOOL_STATUS_TROUBLE;
  return made > 0 ? TOOL_STATUS_YES : TOOL_STATUS_NO;
}

static int
run (const ToolCommand *command, int count, char **words)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  Settings settings = { .ret = "full", .utf8 = "auto" };
  Run state = { .settings = &settings };
  int status;

  if (!tool_args_read (command, count, words, &settings, paths, &status))
    return status;
  take_options (&settings, &state.write);
  if (settings.date != NULL && !read_date (settings.date, &state.write.date))
    return usage ("--date is no date: give RFC 3339, or what mail has");
  if (paths->len == 0 && isatty (STDIN_FILENO))
    return usage ("nothing to make: give a file of dsn parse --json");
  if (paths->len == 0)
    g_ptr_array_add (paths, (gpointer) "-");
  if (!read_original (&settings, &state))
    return TOOL_STATUS_TROUBLE;
  tool_sandbox_enter (settings.output != NULL ? TOOL_SANDBOX_FOLDER : TOOL_SANDBOX_READ,
                      settings.output);
  state.messages = tool_messages_new (settings.output);
  status = make (&state, paths);
  tool_messages_free (state.messages);
  g_clear_pointer (&state.original, g_bytes_unref);
  return status;
}

const ToolCommand tool_command_make = {
  .name = "make",
  .synopsis = "[OPTION...] [FILE...]",
  .help = "delivery status notifications from what 'dsn parse --json' writes",
  .details =
      "Each line of FILE that tells of a delivery becomes a message as RFC 3464 wants "
      "it;\n"
      "'-', or nothing with stdin not a terminal, is standard input. One message goes "
      "to\n"
      "standard output as it is, several as an mbox. What the line says of the "
      "report's own\n"
      "header is kept; the clock and chance fill in a date and a Message-ID.\n\n"
      "exit status: 0 all lines became messages; 1 there were none; 2 wrong usage, a "
      "line\n"
      "that no message can be made of, or something could not be read or written.\n\n"
      "examples:\n"
      "  dsn parse --json bounce.eml | dsn make --original sent.eml\n"
      "  dsn make --from postmaster@mx.example --output made reports.json\n",
  .options = options,
  .run = run,
};
