/* dsn.c: the table of commands. */
#include "tool-args.h"
#include "tool-listing.h"
#include "tool-output.h"

#include "dsn-rules-digest.h"
#include "dsn-version.h"

#include <gmime/gmime-version.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

extern const ToolCommand tool_command_check, tool_command_explain, tool_command_make,
    tool_command_mime, tool_command_parse, tool_command_redact, tool_command_rules;

static const ToolCommand *const commands[] = {
  &tool_command_parse,  &tool_command_explain,
#if DSN_WITH_DNS
  &tool_command_check,
#endif
  &tool_command_mime,   &tool_command_rules,
#if DSN_WITH_JSON
  &tool_command_make,
#endif
  &tool_command_redact,
};

/* What the program takes in place of a command. */
static const ToolOption own_options[] = {
  { .name = "version", .help = "versions of libdsn and GMime, digest of the rules" },
  { .name = "list-options", .help = "all commands and options as JSON Lines" },
  { NULL },
};

static const ToolCommand own = {
  .name = "",
  .synopsis = "COMMAND [OPTION...] [ARGUMENT...]",
  .help = "reads returned mail: who failed, why, and what to do about it",
  .options = own_options,
};

static void
print_help (FILE *out)
{
  fprintf (out, "usage: dsn %s\n\n%s\n\ncommands:\n", own.synopsis, own.help);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (out, "  %-8s %s\n", commands[i]->name, commands[i]->help);
  fprintf (out, "\n");
  tool_args_print_options (own_options, out);
  fprintf (out, "\n'dsn COMMAND --help' is the help of a command.\n");
}

static void
print_version (void)
{
  printf ("dsn %s\nGMime %d.%d.%d\nrules %s\n", DSN_VERSION, GMIME_MAJOR_VERSION,
          GMIME_MINOR_VERSION, GMIME_MICRO_VERSION, DSN_RULES_DIGEST);
}

static gboolean
list_options (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  tool_listing_append (&own, out);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    tool_listing_append (commands[i], out);
  return tool_output_write (out);
}

static int
unknown_word (const char *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gboolean is_option = word[0] == '-';
  const char *what = is_option ? "option" : "command", *nearest;

  if (is_option) {
    g_ptr_array_add (names, (gpointer) tool_args_help ()->name);
    for (const ToolOption *option = own_options; option->name != NULL; option++)
      g_ptr_array_add (names, (gpointer) option->name);
  } else {
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
      g_ptr_array_add (names, (gpointer) commands[i]->name);
  }
  g_ptr_array_add (names, NULL);
  nearest = tool_args_nearest (word + strspn (word, "-"),
                               (const char *const *) (gpointer) names->pdata);
  if (nearest != NULL)
    tool_message ("unknown %s '%s': did you mean '%s%s'?", what, word,
                  is_option ? "--" : "", nearest);
  else
    tool_message ("unknown %s '%s'", what, word);
  tool_hint ("see 'dsn --help'");
  return TOOL_STATUS_TROUBLE;
}

int
main (int argc, char **argv)
{
  gboolean good = TRUE;

  setlocale (LC_CTYPE, "");
  tool_output_open ();
  if (argc < 2) {
    print_help (stderr);
    return TOOL_STATUS_TROUBLE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i]->name) == 0)
      return commands[i]->run (commands[i], argc - 2, argv + 2);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    print_help (stdout);
  else if (strcmp (argv[1], "--version") == 0)
    print_version ();
  else if (strcmp (argv[1], "--list-options") == 0)
    good = list_options ();
  else
    return unknown_word (argv[1]);
  return tool_output_close () && good ? TOOL_STATUS_YES : TOOL_STATUS_TROUBLE;
}
