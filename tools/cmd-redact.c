/* cmd-redact.c: dsn redact: bounces about other people and hosts. */
#include "tool-args.h"
#include "tool-input.h"
#include "tool-message.h"
#include "tool-output.h"
#include "tool-sandbox.h"

#include "dsn-mbox.h"
#include "dsn-redact.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define INPUT_MAX_SIZE ((gsize) 64 << 20)

/* How many words are told in a message. */
#define MAX_TOLD 40

typedef struct {
  const char *key;
  const char *output;
  gboolean quiet;
} Settings;

static const ToolOption options[] = {
  { "key", 'k', "TEXT", NULL, "the same names become the same by the same key",
    offsetof (Settings, key), FALSE },
  { "output", 'o', "FOLDER", NULL, "write files 000001.eml, ... into FOLDER",
    offsetof (Settings, output), FALSE },
  { "quiet", 'q', NULL, NULL, "do not tell what was kept", offsetof (Settings, quiet),
    FALSE },
  { NULL },
};

typedef struct {
  const Settings *settings;
  DsnSpan key;
  ToolMessages *messages; /* NULL: what comes goes to stdout as it stands */
  guint count;
  gboolean different; /* a message is read otherwise than before */
  gboolean trouble;
  gboolean stopped;
} Run;

static void
tell (const Run *run, const char *path, const DsnRedacted *redacted)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint count = redacted->kept->len;

  if (!redacted->same)
    tool_message ("'%s', message %u: it is read otherwise than before", path,
                  run->count);
  if (run->settings->quiet || count == 0)
    return;
  for (guint i = 0; i < MIN (count, MAX_TOLD); i++)
    g_string_append_printf (words, "%s'%s'", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (redacted->kept, i));
  if (count > MAX_TOLD)
    g_string_append_printf (words, " and %u more", count - MAX_TOLD);
  tool_message ("'%s', message %u: kept, since its verdict rests on it: %s", path,
                run->count, words->str);
}

/* A message without what an mbox has around it. */
static GBytes *
unwrap (GBytes *message)
{
  DsnSpan text = dsn_span_of_bytes (message);
  gsize newline, from = 0, len = text.len;

  if (dsn_mbox_is_mbox (text) && dsn_span_find_byte (text, '\n', &newline)) {
    from = newline + 1;
    if (len > from + 1 && text.data[len - 1] == '\n' && text.data[len - 2] == '\n')
      len--;
  }
  return g_bytes_new_from_bytes (message, from, len - from);
}

static void
redact_message (Run *run, GBytes *bytes, const char *path)
{
  g_auto (DsnRedacted) redacted = { 0 };

  run->count++;
  dsn_redact (bytes, run->key, &redacted);
  run->different |= !redacted.same;
  tell (run, path, &redacted);
  if (run->messages != NULL) {
    g_autoptr (GBytes) message = unwrap (redacted.message);

    run->stopped = !tool_messages_add (run->messages, message);
  } else {
    gsize size;
    const char *data = g_bytes_get_data (redacted.message, &size);
    g_autoptr (GString) out = g_string_new_len (data, (gssize) size);

    run->stopped = !tool_output_write (out);
  }
}

static void
redact_mbox (Run *run, GBytes *bytes, const char *path)
{
  DsnSpan text = dsn_span_of_bytes (bytes);
  DsnStream stream = { 0 };
  DsnMbox mbox = dsn_mbox_over (&stream, text.len, FALSE);
  DsnMboxMessage message;

  dsn_stream_begin (&stream, dsn_source_over (text, text.len, TRUE));
  while (!run->stopped && dsn_mbox_next (&mbox, &message)) {
    g_autoptr (GBytes) piece =
        g_bytes_new_from_bytes (bytes, message.offset, message.length);

    redact_message (run, piece, path);
  }
  dsn_stream_clear (&stream);
}

static void
redact_path (Run *run, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read (path, INPUT_MAX_SIZE, &error);

  if (bytes == NULL) {
    run->trouble = TRUE;
    tool_message ("%s", error->message);
  } else if (dsn_mbox_is_mbox (dsn_span_of_bytes (bytes))) {
    redact_mbox (run, bytes, path);
  } else {
    redact_message (run, bytes, path);
  }
}

static int
redact (Run *run, const GPtrArray *paths)
{
  for (guint i = 0; i < paths->len && !run->stopped; i++)
    redact_path (run, g_ptr_array_index (paths, i));
  if (!run->stopped && run->messages != NULL)
    run->stopped = !tool_messages_end (run->messages);
  if (!tool_output_close () || run->stopped || run->trouble)
    return TOOL_STATUS_TROUBLE;
  return run->different ? TOOL_STATUS_NO : TOOL_STATUS_YES;
}

static int
run (const ToolCommand *command, int count, char **words)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autofree char *chance = g_uuid_string_random ();
  Settings settings = { .key = chance };
  Run state = { .settings = &settings };
  int status;

  if (!tool_args_read (command, count, words, &settings, paths, &status))
    return status;
  if (paths->len == 0 && isatty (STDIN_FILENO)) {
    tool_message ("nothing to redact: give a message or an mbox");
    tool_hint ("see 'dsn redact --help'");
    return TOOL_STATUS_TROUBLE;
  }
  if (paths->len == 0)
    g_ptr_array_add (paths, (gpointer) "-");
  state.key = dsn_span_of_string (settings.key);
  if (paths->len > 1 || settings.output != NULL)
    state.messages = tool_messages_new (settings.output);
  tool_sandbox_enter (settings.output != NULL ? TOOL_SANDBOX_FOLDER : TOOL_SANDBOX_READ,
                      settings.output);
  status = redact (&state, paths);
  tool_messages_free (state.messages);
  return status;
}

const ToolCommand tool_command_redact = {
  .name = "redact",
  .synopsis = "[OPTION...] [FILE...]",
  .help = "the same bounces about other people and hosts, to show to somebody",
  .details =
      "FILE is a message or an mbox; '-', or nothing with stdin not a terminal, is "
      "standard\n"
      "input. Addresses, hosts, ids and words become others, the same ones the same "
      "way;\n"
      "parts, encodings and the verdict stay. What has to stay for that is told on "
      "stderr.\n\n"
      "exit status: 0 every message is read as before; 1 one is not; 2 wrong usage, "
      "or\n"
      "something could not be read or written.\n\n"
      "examples:\n"
      "  dsn redact bounce.eml > sample.eml\n"
      "  dsn redact --key=secret --output=samples bounces.mbox\n",
  .options = options,
  .run = run,
};
