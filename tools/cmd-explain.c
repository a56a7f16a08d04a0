/* cmd-explain.c: dsn explain: a code, an error line, a log or a bounce in plain
 * English. */
#include "tool-args.h"
#include "tool-input.h"
#include "tool-output.h"
#include "tool-rules.h"
#include "tool-sandbox.h"

#include "dsn-code-private.h"
#include "dsn-emit-explain.h"
#include "dsn-mbox.h"
#include "dsn-safe.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define INPUT_MAX_SIZE ((gsize) 64 << 20)

/* How much of a text is told in a message about it. */
#define NAME_MAX_LEN 60

typedef struct {
  gboolean json;
  gboolean quiet;
  gboolean verbose;
  const char *color;
  GPtrArray *files;
  GPtrArray *rules;
} Settings;

static const ToolOption options[] = {
  TOOL_OPTION_JSON (Settings, json),
  TOOL_OPTION_QUIET (Settings, quiet),
  { "verbose", 'v', NULL, NULL, "show which wordings and codes lost, too",
    offsetof (Settings, verbose), FALSE },
  { "file", 'f', "FILE", NULL, "explain what is in FILE; may be repeated",
    offsetof (Settings, files), TRUE },
  TOOL_OPTION_COLOR (Settings, color),
  TOOL_OPTION_RULES (Settings, rules),
  { NULL },
};

typedef struct {
  const Settings *settings;
  DsnParseOptions parse;
  DsnTextOptions text;
  GString *out;
  guint explained;
  gboolean trouble; /* something could not be read */
  gboolean stopped; /* nothing can be written any more */
} Run;

static void
write_found (Run *run, const GPtrArray *found)
{
  for (guint i = 0; i < found->len && !run->stopped; i++) {
    run->explained++;
    if (run->settings->quiet)
      continue;
    if (run->settings->json) {
      dsn_emit_explanation_json (g_ptr_array_index (found, i), run->out);
    } else {
      if (run->explained > 1)
        g_string_append_c (run->out, '\n');
      dsn_emit_explanation_text (g_ptr_array_index (found, i), &run->text, run->out);
    }
    run->stopped = !tool_output_write (run->out);
  }
}

/* @name is what to call the bytes in a message: a path in quotes, or a text. */
static guint
explain_bytes (Run *run, GBytes *bytes, const char *name)
{
  gboolean complete;
  g_autoptr (GPtrArray) found = dsn_explain (bytes, &run->parse, &complete);

  write_found (run, found);
  if (!complete && !run->stopped)
    tool_message ("%s is too long: what stands behind its first 50000 lines was not "
                  "looked at",
                  name);
  return found->len;
}

static void
tell_nothing_known (const Run *run, const char *name)
{
  if (!run->settings->quiet)
    tool_message ("nothing is known of %s: no code, no reply and no wording was found",
                  name);
}

/* Each message of an mbox, as far as the output is taken. */
static guint
explain_mbox (Run *run, GBytes *bytes, const char *name)
{
  DsnSpan text = dsn_span_of_bytes (bytes);
  DsnStream stream = { 0 };
  DsnMbox mbox = dsn_mbox_over (&stream, text.len, FALSE);
  DsnMboxMessage message;
  guint found = 0;

  dsn_stream_begin (&stream, dsn_source_over (text, text.len, TRUE));
  while (!run->stopped && dsn_mbox_next (&mbox, &message)) {
    g_autoptr (GBytes) piece =
        g_bytes_new_from_bytes (bytes, message.offset, message.length);

    found += explain_bytes (run, piece, name);
  }
  dsn_stream_clear (&stream);
  return found;
}

/* A file, or stdin: a paste, a log, a message, or an mbox of messages. */
static void
explain_path (Run *run, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read (path, INPUT_MAX_SIZE, &error);
  g_autofree char *name = g_strdup_printf ("'%s'", path);
  guint found;

  if (bytes == NULL) {
    run->trouble = TRUE;
    tool_message ("%s", error->message);
    return;
  }
  if (dsn_mbox_is_mbox (dsn_span_of_bytes (bytes)))
    found = explain_mbox (run, bytes, name);
  else
    found = explain_bytes (run, bytes, name);
  if (found == 0)
    tell_nothing_known (run, name);
}

static void
explain_text (Run *run, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GString) name = g_string_new ("'");

  dsn_safe_append_bounded (name, dsn_span_of_string (text), NAME_MAX_LEN);
  g_string_append (name, strlen (text) > NAME_MAX_LEN ? "...'" : "'");
  if (explain_bytes (run, bytes, name->str) == 0)
    tell_nothing_known (run, name->str);
}

static gboolean
is_path (const char *word)
{
  return strcmp (word, "-") == 0 || g_file_test (word, G_FILE_TEST_EXISTS);
}

static gboolean
is_code (const char *word)
{
  DsnScan scan = dsn_scan_over (dsn_span_of_string (word));
  DsnCode code;

  return dsn_code_scan (&scan, &code) && dsn_scan_at_end (&scan);
}

static gboolean
is_quoted (const char *word)
{
  return strpbrk (word, " \t\n") != NULL;
}

static gboolean
all_are (const GPtrArray *words, gboolean (*is) (const char *word))
{
  for (guint i = 0; i < words->len; i++)
    if (!is (g_ptr_array_index (words, i)))
      return FALSE;
  return TRUE;
}

/* Words that are all names of files, all codes, or all quoted are one thing each; any
 * others make one text together, as a line does in a shell without quotes. */
static void
explain_words (Run *run, const GPtrArray *words)
{
  gboolean paths = all_are (words, is_path);
  g_autoptr (GString) text = g_string_new (NULL);

  if (paths || all_are (words, is_code) || all_are (words, is_quoted)) {
    for (guint i = 0; i < words->len && !run->stopped; i++)
      (paths ? explain_path : explain_text) (run, g_ptr_array_index (words, i));
    return;
  }
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (words, i));
  explain_text (run, text->str);
}

static int
usage (const char *what)
{
  tool_message ("%s", what);
  tool_hint ("see 'dsn explain --help'");
  return TOOL_STATUS_TROUBLE;
}

static int
run (const ToolCommand *command, int count, char **words)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) operands = g_ptr_array_new ();
  g_autoptr (DsnRules) rules = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Settings settings = { .color = "auto", .rules = files, .files = paths };
  Run state = { .settings = &settings, .out = out };
  int status;

  if (!tool_args_read (command, count, words, &settings, operands, &status))
    return status;
  if (paths->len > 0 && operands->len > 0)
    return usage ("--file and a text do not go together");
  if (paths->len + operands->len == 0 && isatty (STDIN_FILENO))
    return usage ("nothing to explain: give a code, an error line, or a file");
  tool_sandbox_enter (TOOL_SANDBOX_READ, NULL);
  if (!tool_rules_read (files, &rules))
    return TOOL_STATUS_TROUBLE;
  if (paths->len + operands->len == 0)
    g_ptr_array_add (paths, (gpointer) "-");
  state.parse.rules = rules;
  state.text.color = tool_output_wants_color (settings.color);
  state.text.verbose = settings.verbose;
  for (guint i = 0; i < paths->len && !state.stopped; i++)
    explain_path (&state, g_ptr_array_index (paths, i));
  if (operands->len > 0)
    explain_words (&state, operands);
  if (!tool_output_close () || state.stopped || state.trouble)
    return TOOL_STATUS_TROUBLE;
  return state.explained > 0 ? TOOL_STATUS_YES : TOOL_STATUS_NO;
}

const ToolCommand tool_command_explain = {
  .name = "explain",
  .synopsis = "[OPTION...] [TEXT...]",
  .help = "a code, an SMTP error, a log line or a whole bounce in plain English",
  .details =
      "TEXT is an enhanced code or a reply code, the line that a server answered, a\n"
      "keyword such as ROUTING.NoMX, a category of dsn parse, lines of a mail log, or "
      "a\n"
      "file that holds any of these, or a whole bounce, quoted or not; '-', or "
      "nothing\n"
      "with stdin not a terminal, is standard input. Several files, codes or texts in\n"
      "quotes are explained one by one; other words make one text together.\n\n"
      "exit status: 0 something was explained; 1 nothing is known of it; 2 wrong "
      "usage,\n"
      "or something could not be read or written.\n\n"
      "examples:\n"
      "  dsn explain 5.4.4\n"
      "  dsn explain '550 5.1.1 <ann@example.com>: User unknown'\n"
      "  grep status=bounced /var/log/mail.log | dsn explain --json\n",
  .options = options,
  .run = run,
};
