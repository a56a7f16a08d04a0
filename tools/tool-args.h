/* tool-args.h: command line words -> settings, by a table of options. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * ToolOption:
 * @name: the long name, without `--`; %NULL ends a table
 * @letter: the short name, or 0
 * @argument: (nullable): what the value is called; %NULL for a switch, which has a
 *   `--no-` form
 * @choices: (nullable): the values that it takes, parted by `|`
 * @help: one sentence
 * @offset: where in the settings it is kept: a gboolean, a const char * for a value, or
 *   a GPtrArray * for one that may be repeated
 * @repeated: each value is kept, in the order given
 * @words: (nullable): gives the words of a closed list that is too long for @choices,
 *   ended by %NULL; the array is the caller's, the words are not. Completions offer
 *   them; the command says what is none of them
 *
 * One row of a command's option table. Help and completions are made of it, and the
 * man page is checked against it.
 */
typedef struct {
  const char *name;
  char letter;
  const char *argument;
  const char *choices;
  const char *help;
  gsize offset;
  gboolean repeated;
  const char **(*words) (void);
} ToolOption;

/* Rows that several commands have, each with the member that keeps its value. */
#define TOOL_OPTION_JSON(Settings, member)                                             \
  {                                                                                    \
    "json", 'j', NULL, NULL, "one JSON object a line, see dsn-json(5)",                \
        offsetof (Settings, member), FALSE                                             \
  }
#define TOOL_OPTION_QUIET(Settings, member)                                            \
  {                                                                                    \
    "quiet", 'q', NULL, NULL, "print nothing but errors; the exit status tells",       \
        offsetof (Settings, member), FALSE                                             \
  }
#define TOOL_OPTION_COLOR(Settings, member)                                            \
  {                                                                                    \
    "color", 0, "WHEN", "auto|always|never", "auto (default), always or never",        \
        offsetof (Settings, member), FALSE                                             \
  }
#define TOOL_OPTION_RULES(Settings, member)                                            \
  {                                                                                    \
    "rules", 'r', "FILE", NULL,                                                        \
        "wordings of your own, ahead of ours; may be repeated",                        \
        offsetof (Settings, member), TRUE                                              \
  }

/**
 * ToolCommand:
 * @name: the word that calls it
 * @synopsis: what follows its name. What is typed as it stands is in lower case, and
 *   what stands for something else in upper case; FILE, PATH and their like are names
 *   of files. Completions are made of that
 * @help: one line
 * @details: (nullable): further lines for `--help`
 * @options: its options, ended by a row without a name
 * @run: does it; @words are what follows the command's name; gives the exit status
 */
typedef struct _ToolCommand ToolCommand;
struct _ToolCommand {
  const char *name;
  const char *synopsis;
  const char *help;
  const char *details;
  const ToolOption *options;
  int (*run) (const ToolCommand *command, int count, char **words);
};

/* The exit statuses of every command. */
enum {
  TOOL_STATUS_YES = 0,
  TOOL_STATUS_NO = 1,
  TOOL_STATUS_TROUBLE = 2,
};

/**
 * tool_args_read:
 * @command: whose options these are
 * @count: how many words
 * @words: the words after the command's name
 * @settings: where options are kept
 * @operands: (element-type utf8): takes the words that are no options
 * @status: (out): the exit status, where it is all said already
 *
 * Reads the words: options and operands in any order, `--` ends options, the last of
 * two options wins. `--help`, `-h` and wrong usage are answered here.
 *
 * Returns: whether to go on
 */
gboolean tool_args_read (const ToolCommand *command, int count, char **words,
                         gpointer settings, GPtrArray *operands, int *status);

/**
 * tool_args_help:
 *
 * Returns: (transfer none): the option that every command has and no table
 */
const ToolOption *tool_args_help (void);

/**
 * tool_args_print_options:
 * @options: a table
 * @out: where to
 *
 * Prints the rows for a help text, and with them that of tool_args_help().
 */
void tool_args_print_options (const ToolOption *options, FILE *out);

/**
 * tool_args_nearest:
 * @word: what was typed
 * @names: (array zero-terminated=1): what there is
 *
 * Returns: (nullable): the one that was probably meant
 */
const char *tool_args_nearest (const char *word, const char *const *names);

G_END_DECLS
