/* tool-listing.c: a table of options as JSON, of which completions are made. */
#include "tool-listing.h"

#include "dsn-json.h"

static void
append_words (DsnJson *json, const char *const *words)
{
  dsn_json_open (json, "words", '[');
  for (; *words != NULL; words++)
    dsn_json_string (json, NULL, *words);
  dsn_json_close (json, ']');
}

static void
append_option (DsnJson *json, const ToolOption *option, gboolean negatable)
{
  char letter[] = { option->letter, '\0' };

  dsn_json_open (json, NULL, '{');
  dsn_json_string (json, "name", option->name);
  dsn_json_string (json, "letter", option->letter != 0 ? letter : NULL);
  dsn_json_string (json, "argument", option->argument);
  if (option->choices != NULL) {
    g_auto (GStrv) choices = g_strsplit (option->choices, "|", -1);

    append_words (json, (const char *const *) choices);
  } else if (option->words != NULL) {
    g_autofree const char **words = option->words ();

    append_words (json, words);
  }
  if (negatable && option->argument == NULL)
    dsn_json_bool (json, "negatable", TRUE);
  if (option->repeated)
    dsn_json_bool (json, "repeated", TRUE);
  dsn_json_string (json, "help", option->help);
  dsn_json_close (json, '}');
}

void
tool_listing_append (const ToolCommand *command, GString *out)
{
  DsnJson json = { .out = out };

  dsn_json_open (&json, NULL, '{');
  dsn_json_string (&json, "command", command->name);
  dsn_json_string (&json, "synopsis", command->synopsis);
  dsn_json_string (&json, "help", command->help);
  dsn_json_open (&json, "options", '[');
  for (const ToolOption *option = command->options; option->name != NULL; option++)
    append_option (&json, option, command->run != NULL);
  append_option (&json, tool_args_help (), FALSE);
  dsn_json_close (&json, ']');
  dsn_json_close (&json, '}');
  g_string_append_c (out, '\n');
}
