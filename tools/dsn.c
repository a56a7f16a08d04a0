/* dsn.c: the table of commands. */
#include "tool-args.h"
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

static void
print_help (FILE *out)
{
  fprintf (
      out,
      "usage: dsn COMMAND [OPTION...] [ARGUMENT...]\n\n"
      "Reads returned mail: who failed, why, and what to do about it.\n\ncommands:\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (out, "  %-8s %s\n", commands[i]->name, commands[i]->help);
  fprintf (out,
           "\noptions:\n"
           "  -h, --help     this help; 'dsn COMMAND --help' is that of a command\n"
           "  --version      the versions of libdsn and GMime, and the digest of the "
           "rules\n");
}

static void
print_version (void)
{
  printf ("dsn %s\nGMime %d.%d.%d\nrules %s\n", DSN_VERSION, GMIME_MAJOR_VERSION,
          GMIME_MINOR_VERSION, GMIME_MICRO_VERSION, DSN_RULES_DIGEST);
}

static int
unknown_word (const char *word)
{
  const char *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  const char *options[] = { "--help", "--version", NULL };
  gboolean is_option = word[0] == '-';
  const char *what = is_option ? "option" : "command", *nearest;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i]->name;
  nearest = tool_args_nearest (word, is_option ? options : names);
  if (nearest != NULL)
    tool_message ("unknown %s '%s': did you mean '%s'?", what, word, nearest);
  else
    tool_message ("unknown %s '%s'", what, word);
  tool_hint ("see 'dsn --help'");
  return TOOL_STATUS_TROUBLE;
}

int
main (int argc, char **argv)
{
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
  else
    return unknown_word (argv[1]);
  return tool_output_close () ? TOOL_STATUS_YES : TOOL_STATUS_TROUBLE;
}
