/* cmd-rules.c: dsn rules: what we believe, and a user's own additions. */
#include "tool-args.h"
#include "tool-input.h"
#include "tool-output.h"
#include "tool-rules.h"
#include "tool-sandbox.h"

#include "dsn-emit-rules.h"
#include "dsn-reply.h"
#include "dsn-rule-file-private.h"
#include "dsn-status.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MAX_SIZE ((gsize) 1 << 20)

typedef struct {
  gboolean json;
  GPtrArray *rules;
  const char *category;
  const char *vendor;
} Settings;

static const char **
category_names (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < dsn_category_get_count (); i++)
    g_ptr_array_add (names, (gpointer) dsn_category_get_name (dsn_category_at (i)));
  g_ptr_array_add (names, NULL);
  return (const char **) g_ptr_array_free (names, FALSE);
}

static const ToolOption options[] = {
  TOOL_OPTION_JSON (Settings, json),
  { "category", 'c', "NAME", NULL, "list: only wordings of this category",
    offsetof (Settings, category), FALSE, category_names },
  { "vendor", 0, "NAME", NULL, "list: only those of this vendor; test: who reports",
    offsetof (Settings, vendor), FALSE },
  TOOL_OPTION_RULES (Settings, rules),
  { NULL },
};

/* Every row, a user's first. */
static void
foreach_row (const DsnRules *rules,
             void (*visit) (const DsnWording *row, gpointer data), gpointer data)
{
  const DsnWordingSet *set;

  while (rules != NULL) {
    set = dsn_rules_get_set (rules, &rules);
    for (guint32 i = 0; i < set->row_count; i++)
      visit (&set->rows[i], data);
  }
  set = dsn_wording_builtin ();
  for (guint32 i = 0; i < set->row_count; i++)
    visit (&set->rows[i], data);
}

typedef struct {
  const Settings *settings;
  const char *id;
  GString *out;
  guint count;
} Listing;

static void
list_row (const DsnWording *row, gpointer data)
{
  Listing *listing = data;
  const Settings *settings = listing->settings;

  if ((settings->category != NULL && strcmp (settings->category, row->category) != 0) ||
      (settings->vendor != NULL && strcmp (settings->vendor, row->vendor) != 0) ||
      (listing->id != NULL && strcmp (listing->id, row->id) != 0))
    return;
  listing->count++;
  if (settings->json)
    dsn_emit_rule_json (row, listing->out);
  else if (listing->id != NULL)
    dsn_emit_rule_text (row, listing->out);
  else
    dsn_emit_rule_line (row, listing->out);
}

static int
finish (GString *out, gboolean found)
{
  gboolean good = tool_output_write (out);

  if (!tool_output_close () || !good)
    return TOOL_STATUS_TROUBLE;
  return found ? TOOL_STATUS_YES : TOOL_STATUS_NO;
}

/* A name that stands nowhere is a mistake: say which. */
static void
tell_unknown (const Settings *settings, const Listing *listing)
{
  g_autofree const char **names = NULL;
  const char *nearest;

  if (listing->id != NULL) {
    tool_message ("no wording is called '%s'", listing->id);
    return;
  }
  if (settings->category == NULL || dsn_category_find (settings->category) != NULL) {
    tool_message ("no wording is of this %s",
                  settings->vendor != NULL ? "vendor" : "category");
    return;
  }
  names = category_names ();
  nearest = tool_args_nearest (settings->category, names);
  tool_message (nearest != NULL ? "no category is called '%s': did you mean '%s'?"
                                : "no category is called '%s'",
                settings->category, nearest);
}

/* All rows if there are no @ids. */
static int
run_list (const Settings *settings, const DsnRules *rules, const char *const *ids)
{
  static const char *const all[] = { NULL };
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean found = TRUE;
  guint i = 0;

  ids = ids != NULL ? ids : all;
  do {
    Listing listing = { settings, ids[i], out, 0 };

    foreach_row (rules, list_row, &listing);
    if (listing.count == 0) {
      tell_unknown (settings, &listing);
      found = FALSE;
    }
  } while (ids[i] != NULL && ids[++i] != NULL);
  return finish (out, found);
}

static DsnWordingQuery
query_of (const char *text)
{
  DsnReply reply = dsn_reply_find (dsn_span_of_string (text));

  return (DsnWordingQuery){
    .text = dsn_span_of_string (text),
    .reply = reply.code,
    .status = reply.status,
  };
}

/* The text of a command line: all words, or standard input for `-`. */
static char *
take_text (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (strcmp (words[0], "-") != 0 || words[1] != NULL)
    return g_strjoinv (" ", (char **) words);
  bytes = tool_input_read ("-", TEXT_MAX_SIZE, &error);
  if (bytes == NULL) {
    tool_message ("%s", error->message);
    return NULL;
  }
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static int
run_test (const Settings *settings, const DsnRules *rules, const char *const *words)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  g_autofree char *text = take_text (words);
  DsnWordingQuery query;
  DsnWordingMatch match;

  if (text == NULL)
    return TOOL_STATUS_TROUBLE;
  query = query_of (g_strchomp (text));
  query.vendor = settings->vendor;
  if (!dsn_rules_find (rules, &query, &match, losers)) {
    tool_message ("no wording fits '%.200s'", text);
    return TOOL_STATUS_NO;
  }
  dsn_emit_rule_match (&match, losers, query.text, settings->json, out);
  return finish (out, TRUE);
}

/* A row that does not win on its own witness does not do what it was written for. */
static gboolean
check_witness (const char *path, const DsnRules *rules, guint index)
{
  const DsnRules *next;
  const DsnWordingSet *set = dsn_rules_get_set (rules, &next);
  const DsnWording *row = &set->rows[index];
  DsnWordingQuery query = query_of (row->witness);
  DsnWordingMatch match = { 0 };

  query.vendor = row->vendor;
  if (row->witness[0] == '\0' ||
      (dsn_wording_find (set, &query, &match, NULL) && match.row == row))
    return TRUE;
  if (match.row != NULL)
    tool_hint ("%s:%u: '%s' does not win on its witness: '%s' does", path,
               dsn_rules_get_line (rules, index), row->id, match.row->id);
  else
    tool_hint ("%s:%u: '%s' does not fit its witness", path,
               dsn_rules_get_line (rules, index), row->id);
  return FALSE;
}

static gboolean
fits (const DsnWordingSet *set, const DsnWording *row, const char *text)
{
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  DsnWordingQuery query = query_of (text);
  DsnWordingMatch match;

  if (!dsn_wording_find (set, &query, &match, losers))
    return FALSE;
  g_array_append_val (losers, match);
  for (guint i = 0; i < losers->len; i++)
    if (g_array_index (losers, DsnWordingMatch, i).row == row)
      return TRUE;
  return FALSE;
}

static gboolean
check_not (const char *path, const DsnRules *rules, guint index)
{
  const DsnRules *next;
  const DsnWordingSet *set = dsn_rules_get_set (rules, &next);
  const char *const *text = dsn_rules_get_not (rules, index);

  for (; text != NULL && *text != NULL; text++)
    if (fits (set, &set->rows[index], *text)) {
      tool_hint ("%s:%u: '%s' fits a text that it should not: %s", path,
                 dsn_rules_get_line (rules, index), set->rows[index].id, *text);
      return FALSE;
    }
  return TRUE;
}

/* All files are looked at, and all rows of those that can be read. */
static int
run_check (const char *const *paths)
{
  int status = TOOL_STATUS_YES;

  for (; *paths != NULL; paths++) {
    g_autoptr (DsnRules) rules = tool_rules_read_file (*paths, NULL);
    const DsnRules *next;
    gboolean good = TRUE;

    if (rules == NULL) {
      status = TOOL_STATUS_TROUBLE;
      continue;
    }
    for (guint i = 0; i < dsn_rules_get_set (rules, &next)->row_count; i++)
      good = check_witness (*paths, rules, i) & check_not (*paths, rules, i) & good;
    if (!good && status == TOOL_STATUS_YES)
      status = TOOL_STATUS_NO;
  }
  return status;
}

static int
usage (const char *what)
{
  tool_message ("%s", what);
  tool_hint ("see 'dsn rules --help'");
  return TOOL_STATUS_TROUBLE;
}

static int
unknown_word (const char *word, const char *const *names)
{
  const char *nearest = tool_args_nearest (word, names);

  tool_message (nearest != NULL ? "unknown word '%s': did you mean '%s'?"
                                : "unknown word '%s'",
                word, nearest);
  tool_hint ("see 'dsn rules --help'");
  return TOOL_STATUS_TROUBLE;
}

/* @words end with a NULL. */
static int
dispatch (const Settings *settings, const char *const *words)
{
  static const char *const names[] = { "list", "show", "check", "test", NULL };
  g_autoptr (DsnRules) rules = NULL;

  if (words[0] == NULL)
    return usage ("say what to do: list, show, check or test");
  if (!g_strv_contains (names, words[0]))
    return unknown_word (words[0], names);
  if (strcmp (words[0], "list") == 0 && words[1] != NULL)
    return usage ("'dsn rules list' takes options only");
  if (strcmp (words[0], "list") != 0 && words[1] == NULL)
    return usage ("a name, a file or a text is missing");
  if (!tool_rules_read (settings->rules, &rules))
    return TOOL_STATUS_TROUBLE;
  if (strcmp (words[0], "list") == 0)
    return run_list (settings, rules, NULL);
  if (strcmp (words[0], "show") == 0)
    return run_list (settings, rules, words + 1);
  if (strcmp (words[0], "check") == 0)
    return run_check (words + 1);
  return run_test (settings, rules, words + 1);
}

static int
run (const ToolCommand *command, int count, char **words)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) operands = g_ptr_array_new ();
  Settings settings = { .rules = files };
  int status;

  if (!tool_args_read (command, count, words, &settings, operands, &status))
    return status;
  g_ptr_array_add (operands, NULL);
  tool_sandbox_enter (TOOL_SANDBOX_READ, NULL);
  return dispatch (&settings, (const char *const *) (gpointer) operands->pdata);
}

const ToolCommand tool_command_rules = {
  .name = "rules",
  .synopsis = "[OPTION...] list|show ID...|check FILE...|test TEXT...",
  .help = "the wordings that libdsn knows, and your own additions",
  .details =
      "list shows all wordings, show some of them with all that is known; check reads\n"
      "rule files of your own, see dsn-rules(5), and says as file:line: what is "
      "wrong;\n"
      "test tells which wording wins on a text, and over which others.\n\n"
      "exit status: 0 something was found, or the files are good; 1 nothing was "
      "found,\n"
      "or a row does not win on its witness; 2 wrong usage, or a file could not be\n"
      "read, or is no rule file.\n\n"
      "examples:\n"
      "  dsn rules list --category=no-mail-hosts\n"
      "  dsn rules test '550 5.4.4 Unable to route'\n"
      "  dsn rules check mine.toml && dsn parse --rules=mine.toml bounce.eml\n",
  .options = options,
  .run = run,
};
