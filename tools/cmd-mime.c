/* cmd-mime.c: dsn mime: look inside any message. */
#include "mime-settings.h"
#include "tool-args.h"
#include "tool-output.h"
#include "tool-sandbox.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

static const ToolOption options[] = {
  { "json", 'j', NULL, NULL, "one JSON object, see dsn-json(5)",
    offsetof (MimeSettings, json), FALSE },
  { "quiet", 'q', NULL, NULL, "print nothing but errors; the exit status tells",
    offsetof (MimeSettings, quiet), FALSE },
  { "offset", 0, "BYTES", NULL, "which message of an mbox, by where it begins",
    offsetof (MimeSettings, offset), FALSE },
  { "part", 'p', "PART", NULL,
    "headers, parts: of that part; for parts again and again",
    offsetof (MimeSettings, parts), TRUE },
  { "field", 'f', "NAME", NULL, "headers: only fields of that name; may be repeated",
    offsetof (MimeSettings, fields), TRUE },
  { "raw", 0, NULL, NULL, "headers, cat: as it stands in the message",
    offsetof (MimeSettings, raw), FALSE },
  { "keep-charset", 0, NULL, NULL, "cat: text in its own charset, not in UTF-8",
    offsetof (MimeSettings, keep_charset), FALSE },
  { "to", 0, "FOLDER", NULL, "parts: where files go, made if need be; here (default)",
    offsetof (MimeSettings, to), FALSE },
  { "color", 0, "WHEN", "auto|always|never", "auto (default), always or never",
    offsetof (MimeSettings, color), FALSE },
  { NULL },
};

/* What can be done; @takes are the options that not all of them have. */
static const struct Verb {
  const char *name;
  int (*run) (const MimeSettings *settings, const MimePick *pick);
  gboolean needs_part;
  gboolean writes_files;
  const char *takes;
} verbs[] = {
  { "tree", mime_show_tree, FALSE, FALSE, "" },
  { "headers", mime_show_headers, FALSE, FALSE, "part field raw" },
  { "cat", mime_show_part, TRUE, FALSE, "raw keep-charset" },
  { "parts", mime_extract, FALSE, TRUE, "part to" },
};

static gboolean
usage (const char *what)
{
  tool_message ("%s", what);
  tool_hint ("see 'dsn mime --help'");
  return FALSE;
}

static const struct Verb *
find_verb (const char *word)
{
  const char *names[G_N_ELEMENTS (verbs) + 1] = { NULL }, *nearest;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    names[i] = verbs[i].name;
    if (strcmp (verbs[i].name, word) == 0)
      return &verbs[i];
  }
  nearest = tool_args_nearest (word, names);
  tool_message (nearest != NULL ? "unknown word '%s': did you mean '%s'?"
                                : "unknown word '%s'",
                word, nearest);
  tool_hint ("see 'dsn mime --help'");
  return NULL;
}

/* An option that says nothing here was meant for something else. */
static gboolean
check_options (const MimeSettings *settings, const struct Verb *verb)
{
  const struct {
    const char *name;
    gboolean given;
  } own[] = { { "part", settings->parts->len > 0 },
              { "field", settings->fields->len > 0 },
              { "raw", settings->raw },
              { "keep-charset", settings->keep_charset },
              { "to", settings->to != NULL } };
  g_auto (GStrv) takes = g_strsplit (verb->takes, " ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (own[i].given && !g_strv_contains ((const char *const *) takes, own[i].name)) {
      g_autofree char *what = g_strdup_printf ("--%s does not go with 'dsn mime %s'",
                                               own[i].name, verb->name);

      return usage (what);
    }
  if (settings->raw && settings->keep_charset)
    return usage ("--raw and --keep-charset do not go together");
  if (verb->run == mime_show_headers && settings->parts->len > 1)
    return usage ("'dsn mime headers' takes one --part");
  return TRUE;
}

/* @words are what follows the verb. */
static gboolean
take_operands (MimeSettings *settings, const struct Verb *verb, const GPtrArray *words,
               const char **path)
{
  guint at = 1;

  if (verb->needs_part && words->len < 2)
    return usage ("say which part: a path such as 2.1, or a type such as text/html");
  if (verb->needs_part)
    settings->part = g_ptr_array_index (words, at++);
  if (words->len > at + 1)
    return usage ("only one message at a time can be looked into");
  *path = words->len > at ? g_ptr_array_index (words, at) : "-";
  if (words->len <= at && isatty (STDIN_FILENO))
    return usage ("nothing to read: name a file, or - for standard input");
  return TRUE;
}

static gboolean
read_offset (const char *text, gint64 *offset)
{
  guint64 number;

  *offset = -1;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL)) {
    tool_message ("--offset takes a number of bytes, not '%s'", text);
    tool_hint ("see 'dsn mime --help'");
    return FALSE;
  }
  *offset = (gint64) number;
  return TRUE;
}

/* There is no message to look into. */
static int
tell_nothing (const MimeSettings *settings, const MimePick *pick, gint64 offset)
{
  DsnEmitOptions origin = mime_origin (pick);
  g_autoptr (GString) out = g_string_new (NULL);

  if (pick->why != NULL) {
    tool_message ("%s", pick->why);
    if (settings->json && !settings->quiet) {
      dsn_emit_json_error (pick->why, &origin, out);
      tool_output_write (out);
    }
    return TOOL_STATUS_TROUBLE;
  }
  if (!settings->quiet)
    tool_message ("no message of an mbox begins at byte %" G_GINT64_FORMAT " of '%s'",
                  offset, pick->source);
  return TOOL_STATUS_NO;
}

static int
run_verb (const MimeSettings *settings, const struct Verb *verb, const char *path,
          gint64 offset)
{
  g_auto (MimePick) pick = { 0 };
  int status;

  if (!verb->writes_files)
    tool_sandbox_enter (TOOL_SANDBOX_READ, NULL);
  else if (!mime_extract_prepare (settings))
    return TOOL_STATUS_TROUBLE;
  mime_pick (path, offset, &pick);
  if (pick.more && !settings->quiet)
    tool_message ("'%s' is an mbox: this is its first message; --offset chooses "
                  "another, 'dsn parse --all --json' tells where they begin",
                  path);
  status = pick.bytes != NULL ? verb->run (settings, &pick)
                              : tell_nothing (settings, &pick, offset);
  return tool_output_close () ? status : TOOL_STATUS_TROUBLE;
}

static int
run (const ToolCommand *command, int count, char **words)
{
  g_autoptr (GPtrArray) operands = g_ptr_array_new (), parts = g_ptr_array_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  MimeSettings settings = { .color = "auto", .parts = parts, .fields = fields };
  const struct Verb *verb;
  const char *path;
  gint64 offset;
  int status;

  if (!tool_args_read (command, count, words, &settings, operands, &status))
    return status;
  if (operands->len == 0) {
    usage ("say what to do: tree, headers, cat or parts");
    return TOOL_STATUS_TROUBLE;
  }
  verb = find_verb (g_ptr_array_index (operands, 0));
  if (verb == NULL || !check_options (&settings, verb) ||
      !read_offset (settings.offset, &offset) ||
      !take_operands (&settings, verb, operands, &path))
    return TOOL_STATUS_TROUBLE;
  if (settings.to == NULL)
    settings.to = ".";
  return run_verb (&settings, verb, path, offset);
}

const ToolCommand tool_command_mime = {
  .name = "mime",
  .synopsis = "[OPTION...] tree|headers|cat PART|parts [FILE]",
  .help = "look inside any message: its parts, headers, texts and attachments",
  .details =
      "tree shows the parts, where they stand and what is odd; headers the fields of\n"
      "the message or a part, decoded; cat writes one part to standard output, text "
      "as\n"
      "UTF-8; parts writes parts to files. PART is where a part stands (2.1), 0 for "
      "the\n"
      "message itself, or a type (text/html, 'text/*'), which means the first of it.\n"
      "FILE is a message or an mbox, compressed or not; '-', or nothing with stdin not "
      "a\n"
      "terminal, is standard input. Of an mbox it is the first message, or the one at\n"
      "--offset.\n\n"
      "exit status: 0 the message was read; 1 there is no such message, part or field; "
      "2\n"
      "wrong usage, or something could not be read or written.\n\n"
      "examples:\n"
      "  dsn mime tree bounce.eml\n"
      "  dsn mime headers --field=Subject bounce.eml\n"
      "  dsn mime cat text/html letter.eml | w3m -T text/html\n"
      "  dsn mime parts --to=attachments letter.eml\n",
  .options = options,
  .run = run,
};
