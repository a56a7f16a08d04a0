/* tool-args.c: command line words -> settings, by a table of options. */
#include "tool-args.h"

#include "tool-output.h"

#include <string.h>

#define MAX_NAMES 64
#define HELP_COLUMN 26

/* How many letters have to change; words that are long enough to matter are few. */
static guint
distance (const char *a, const char *b)
{
  guint row[48];
  gsize a_len = strlen (a), b_len = strlen (b);

  if (a_len >= G_N_ELEMENTS (row) || b_len >= G_N_ELEMENTS (row))
    return G_MAXUINT;
  for (guint j = 0; j <= b_len; j++)
    row[j] = j;
  for (guint i = 1; i <= a_len; i++) {
    guint diagonal = row[0];

    row[0] = i;
    for (guint j = 1; j <= b_len; j++) {
      guint above = row[j];
      guint change = diagonal + (a[i - 1] != b[j - 1]);

      row[j] = MIN (change, MIN (above, row[j - 1]) + 1);
      diagonal = above;
    }
  }
  return row[b_len];
}

const char *
tool_args_nearest (const char *word, const char *const *names)
{
  const char *best = NULL;
  guint least = 3; /* more than two changes are another word */

  for (; *names != NULL; names++) {
    guint d = distance (word, *names);

    if (d < least && d < strlen (*names)) {
      least = d;
      best = *names;
    }
  }
  return best;
}

static gboolean
usage_error (const ToolCommand *command, const char *what, const char *word,
             const char *nearest)
{
  if (nearest != NULL)
    tool_message ("%s '%s': did you mean '%s'?", what, word, nearest);
  else
    tool_message ("%s '%s'", what, word);
  tool_hint ("see 'dsn %s --help'", command->name);
  return FALSE;
}

static const ToolOption *
find_long (const ToolCommand *command, const char *name, gsize len)
{
  for (const ToolOption *option = command->options; option->name != NULL; option++)
    if (strlen (option->name) == len && memcmp (option->name, name, len) == 0)
      return option;
  return NULL;
}

static const ToolOption *
find_short (const ToolCommand *command, char letter)
{
  for (const ToolOption *option = command->options; option->name != NULL; option++)
    if (option->letter == letter)
      return option;
  return NULL;
}

static gboolean
is_choice (const ToolOption *option, const char *value)
{
  g_auto (GStrv) choices = NULL;

  if (option->choices == NULL)
    return TRUE;
  choices = g_strsplit (option->choices, "|", -1);
  return g_strv_contains ((const char *const *) choices, value);
}

static gboolean
set_value (const ToolCommand *command, const ToolOption *option, const char *value,
           gpointer settings)
{
  if (!is_choice (option, value)) {
    tool_message ("--%s takes %s, not '%s'", option->name, option->choices, value);
    tool_hint ("see 'dsn %s --help'", command->name);
    return FALSE;
  }
  if (option->repeated)
    g_ptr_array_add (G_STRUCT_MEMBER (GPtrArray *, settings, option->offset),
                     (gpointer) value);
  else
    G_STRUCT_MEMBER (const char *, settings, option->offset) = value;
  return TRUE;
}

static gboolean
unknown_long (const ToolCommand *command, const char *word, gsize len)
{
  g_autofree char *name = g_strndup (word + 2, len), *meant = NULL;
  const char *names[MAX_NAMES] = { NULL }, *nearest;
  guint count = 0;

  for (const ToolOption *option = command->options;
       option->name != NULL && count + 1 < MAX_NAMES; option++)
    names[count++] = option->name;
  nearest = tool_args_nearest (name, names);
  if (nearest != NULL)
    meant = g_strconcat ("--", nearest, NULL);
  return usage_error (command, "unknown option", word, meant);
}

/* "--name", "--name=value", "--name value", "--no-name". */
static gboolean
take_long (const ToolCommand *command, const char *word, char **next,
           gboolean *took_next, gpointer settings)
{
  const char *name = word + 2, *equals = strchr (name, '=');
  gsize len = equals != NULL ? (gsize) (equals - name) : strlen (name);
  const ToolOption *option = find_long (command, name, len);
  gboolean on = TRUE;

  if (option == NULL && g_str_has_prefix (name, "no-")) {
    option = find_long (command, name + 3, len - 3);
    on = FALSE;
    if (option != NULL && option->argument != NULL)
      option = NULL;
  }
  if (option == NULL)
    return unknown_long (command, word, len);
  if (option->argument == NULL) {
    if (equals != NULL)
      return usage_error (command, "no value belongs to", word, NULL);
    G_STRUCT_MEMBER (gboolean, settings, option->offset) = on;
    return TRUE;
  }
  if (equals == NULL && *next == NULL)
    return usage_error (command, "a value is missing after", word, NULL);
  *took_next = equals == NULL;
  return set_value (command, option, equals != NULL ? equals + 1 : *next, settings);
}

/* "-q", "-qa", "-cVALUE", "-c VALUE". */
static gboolean
take_short (const ToolCommand *command, const char *word, char **next,
            gboolean *took_next, gpointer settings)
{
  for (const char *letter = word + 1; *letter != '\0'; letter++) {
    const ToolOption *option = find_short (command, *letter);

    if (option == NULL)
      return usage_error (command, "unknown option", (char[]){ '-', *letter, '\0' },
                          NULL);
    if (option->argument == NULL) {
      G_STRUCT_MEMBER (gboolean, settings, option->offset) = TRUE;
      continue;
    }
    if (letter[1] == '\0' && *next == NULL)
      return usage_error (command, "a value is missing after", word, NULL);
    *took_next = letter[1] == '\0';
    return set_value (command, option, *took_next ? *next : letter + 1, settings);
  }
  return TRUE;
}

static void
print_option (const ToolOption *option, FILE *out)
{
  g_autoptr (GString) line = g_string_new ("  ");

  if (option->letter != 0)
    g_string_append_printf (line, "-%c, ", option->letter);
  else
    g_string_append (line, "    ");
  g_string_append_printf (line, "--%s", option->name);
  if (option->argument != NULL)
    g_string_append_printf (line, "=%s", option->argument);
  if (line->len + 2 > HELP_COLUMN)
    g_string_append_printf (line, "\n%*s", HELP_COLUMN, "");
  else
    while (line->len < HELP_COLUMN)
      g_string_append_c (line, ' ');
  fprintf (out, "%s%s\n", line->str, option->help);
}

const ToolOption *
tool_args_help (void)
{
  static const ToolOption help = { .name = "help",
                                   .letter = 'h',
                                   .help = "this help; --help is the long one" };

  return &help;
}

void
tool_args_print_options (const ToolOption *options, FILE *out)
{
  fprintf (out, "options:\n");
  for (; options->name != NULL; options++)
    print_option (options, out);
  print_option (tool_args_help (), out);
}

static void
print_help (const ToolCommand *command, gboolean complete)
{
  printf ("usage: dsn %s %s\n%s\n", command->name, command->synopsis, command->help);
  tool_args_print_options (command->options, stdout);
  if (complete && command->details != NULL)
    printf ("\n%s", command->details);
}

gboolean
tool_args_read (const ToolCommand *command, int count, char **words, gpointer settings,
                GPtrArray *operands, int *status)
{
  gboolean options = TRUE;

  for (int i = 0; i < count; i++) {
    const char *word = words[i];
    gboolean took_next = FALSE, good = TRUE;

    if (options && (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0)) {
      print_help (command, word[1] == '-');
      *status = tool_output_close () ? TOOL_STATUS_YES : TOOL_STATUS_TROUBLE;
      return FALSE;
    }
    if (!options || word[0] != '-' || word[1] == '\0')
      g_ptr_array_add (operands, words[i]);
    else if (strcmp (word, "--") == 0)
      options = FALSE;
    else if (word[1] == '-')
      good = take_long (command, word, words + i + 1, &took_next, settings);
    else
      good = take_short (command, word, words + i + 1, &took_next, settings);
    if (!good) {
      *status = TOOL_STATUS_TROUBLE;
      return FALSE;
    }
    i += took_next;
  }
  return TRUE;
}
