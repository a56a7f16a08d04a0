/* parse-settings.c: the options of dsn parse, as given and as checked. */
#include "parse-settings.h"

#include "tool-output.h"
#include "tool-rules.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define JOBS_MAX 256

const ToolOption parse_options[] = {
  TOOL_OPTION_JSON (ParseSettings, json),
  { "csv", 0, NULL, NULL, "a table with one line a recipient",
    offsetof (ParseSettings, csv), FALSE },
  { "format", 0, "TEMPLATE", NULL, "lines of your own, e.g. '{recipients.address}'",
    offsetof (ParseSettings, format), FALSE },
  { "summary", 0, NULL, NULL, "counts instead of reports",
    offsetof (ParseSettings, summary), FALSE },
  { "all", 'a', NULL, NULL, "show messages that are no reports, too",
    offsetof (ParseSettings, all), FALSE },
  TOOL_OPTION_QUIET (ParseSettings, quiet),
  { "verbose", 'v', NULL, NULL, "show all that a report holds, and all defects",
    offsetof (ParseSettings, verbose), FALSE },
  TOOL_OPTION_COLOR (ParseSettings, color),
  TOOL_OPTION_RULES (ParseSettings, rule_files),
  { "since", 0, "TIME", NULL, "reports from then on: 2025-03-04, RFC 3339, or 7d",
    offsetof (ParseSettings, since), FALSE },
  { "until", 0, "TIME", NULL, "reports up to then", offsetof (ParseSettings, until),
    FALSE },
  { "only", 0, "WORD", NULL, "a category, action or kind; may be repeated",
    offsetof (ParseSettings, only), TRUE, dsn_filter_words },
  { "files-from", 0, "LIST", NULL, "read what LIST names, one a line",
    offsetof (ParseSettings, files_from), FALSE },
  { "null", '0', NULL, NULL, "names in LIST end with NUL",
    offsetof (ParseSettings, null), FALSE },
  { "recursive", 0, NULL, NULL, "go into folders below a folder (default)",
    offsetof (ParseSettings, recursive), FALSE },
  { "jobs", 0, "N", NULL, "worker processes; as many as there are processors",
    offsetof (ParseSettings, jobs), FALSE },
  { "contain", 0, NULL, NULL, "a worker process even if one job is enough",
    offsetof (ParseSettings, contain), FALSE },
  { "fail-fast", 0, NULL, NULL, "stop at the first error",
    offsetof (ParseSettings, fail_fast), FALSE },
  { "checkpoint", 0, "FILE", NULL, "keep in FILE how far it came, and go on there",
    offsetof (ParseSettings, checkpoint), FALSE },
  { "progress", 0, NULL, NULL, "show on a terminal how far it is (default)",
    offsetof (ParseSettings, progress), FALSE },
  { NULL },
};

void
parse_settings_init (ParseSettings *settings)
{
  *settings = (ParseSettings){ .color = "auto", .recursive = TRUE, .progress = TRUE };
  settings->rule_files = g_ptr_array_new ();
  settings->only = g_ptr_array_new ();
  settings->paths = g_ptr_array_new ();
}

void
parse_settings_clear (ParseSettings *settings)
{
  g_ptr_array_unref (settings->rule_files);
  g_ptr_array_unref (settings->only);
  g_ptr_array_unref (settings->paths);
  dsn_filter_free (settings->filter);
  dsn_table_free (settings->table);
  dsn_rules_unref (settings->rules);
}

static gboolean
usage (const char *what)
{
  tool_message ("%s", what);
  tool_hint ("see 'dsn parse --help'");
  return FALSE;
}

static gboolean
usage_nearest (const char *what, const char *word, const char *const *names)
{
  const char *nearest = tool_args_nearest (word, names);

  if (nearest != NULL)
    tool_message ("%s '%s': did you mean '%s'?", what, word, nearest);
  else
    tool_message ("%s '%s'", what, word);
  tool_hint ("see 'dsn parse --help'");
  return FALSE;
}

static gboolean
check_forms (const ParseSettings *settings)
{
  const char *forms[] = { settings->json ? "--json" : NULL,
                          settings->csv ? "--csv" : NULL,
                          settings->format != NULL ? "--format" : NULL,
                          settings->summary ? "--summary" : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (forms); j++)
      if (forms[i] != NULL && forms[j] != NULL && (i != 0 || j != 3)) {
        g_autofree char *what =
            g_strdup_printf ("%s and %s do not go together", forms[i], forms[j]);

        return usage (what);
      }
  return TRUE;
}

static gboolean
check_table (ParseSettings *settings)
{
  g_autofree char *unknown = NULL;

  if (settings->csv)
    settings->table = dsn_table_new_csv ();
  if (settings->format == NULL)
    return TRUE;
  settings->table = dsn_table_new_template (settings->format, &unknown);
  if (settings->table != NULL)
    return TRUE;
  if (unknown != NULL)
    return usage_nearest ("--format knows no field", unknown, dsn_fields_names ());
  tool_message ("--format has a brace or a backslash that is wrong: '%s'",
                settings->format);
  tool_hint ("a brace of its own is '{{' or '}}'; a backslash begins '\\n', '\\t' or "
             "'\\\\'");
  return FALSE;
}

static gboolean
bad_time (const char *option, const char *text)
{
  tool_message ("%s takes a day (2025-03-04), a time by RFC 3339, or how long ago "
                "(90s, 15m, 12h, 7d, 2w), not '%s'",
                option, text);
  tool_hint ("see 'dsn parse --help'");
  return FALSE;
}

static gboolean
check_filter (ParseSettings *settings, gint64 now)
{
  DsnFilter *filter = settings->filter = dsn_filter_new ();
  g_autofree const char **words = dsn_filter_words ();

  if (settings->since != NULL && !dsn_filter_set_since (filter, settings->since, now))
    return bad_time ("--since", settings->since);
  if (settings->until != NULL && !dsn_filter_set_until (filter, settings->until, now))
    return bad_time ("--until", settings->until);
  if (dsn_filter_is_empty_span (filter))
    return usage ("--since is after --until");
  for (guint i = 0; i < settings->only->len; i++) {
    g_auto (GStrv) list = g_strsplit (g_ptr_array_index (settings->only, i), ",", -1);

    for (char **word = list; *word != NULL; word++)
      if (!dsn_filter_add (filter, *word))
        return usage_nearest ("--only knows no category, action or kind", *word, words);
    if (list[0] == NULL)
      return usage ("--only needs a category, an action or a kind");
  }
  return TRUE;
}

static gboolean
check_jobs (ParseSettings *settings)
{
  const char *text = settings->jobs;
  guint64 jobs = g_get_num_processors ();

  if (text != NULL &&
      (*text == '\0' || text[strspn (text, "0123456789")] != '\0' ||
       !g_ascii_string_to_unsigned (text, 10, 1, JOBS_MAX, &jobs, NULL))) {
    tool_message ("--jobs takes a number from 1 to %d, not '%s'", JOBS_MAX, text);
    tool_hint ("see 'dsn parse --help'");
    return FALSE;
  }
  settings->workers =
      jobs == 1 && !settings->contain ? 0 : (guint) MIN (jobs, JOBS_MAX);
  return TRUE;
}

static gboolean
check_inputs (ParseSettings *settings)
{
  gboolean list = settings->files_from != NULL;
  guint streams = list && strcmp (settings->files_from, "-") == 0;

  for (guint i = 0; i < settings->paths->len; i++)
    streams += strcmp (g_ptr_array_index (settings->paths, i), "-") == 0;
  if (settings->null && !list)
    return usage ("-0 goes with --files-from");
  if (streams > 1 && list && strcmp (settings->files_from, "-") == 0)
    return usage ("standard input cannot be both the list and an input");
  if (settings->paths->len > 0 || list)
    return TRUE;
  if (isatty (STDIN_FILENO))
    return usage ("nothing to read: name a file, or - for standard input");
  g_ptr_array_add (settings->paths, (gpointer) "-");
  return TRUE;
}

gboolean
parse_settings_check (ParseSettings *settings, gint64 now)
{
  return check_forms (settings) && check_table (settings) &&
         check_filter (settings, now) && check_jobs (settings) &&
         check_inputs (settings) &&
         tool_rules_read (settings->rule_files, &settings->rules);
}

char *
parse_settings_digest (const ParseSettings *settings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%d%d%d%d%d%d%d\n", settings->json, settings->all,
                          settings->quiet, settings->verbose, settings->csv,
                          settings->summary, settings->recursive);
  g_string_append_printf (text, "%s\n%s\n%s\n", settings->color,
                          settings->since != NULL ? settings->since : "",
                          settings->until != NULL ? settings->until : "");
  g_string_append (text, settings->format != NULL ? settings->format : "");
  for (guint i = 0; i < settings->only->len; i++)
    g_string_append_printf (text, "\nonly %s",
                            (const char *) g_ptr_array_index (settings->only, i));
  for (guint i = 0; i < settings->rule_files->len; i++)
    g_string_append_printf (text, "\nrules %s",
                            (const char *) g_ptr_array_index (settings->rule_files, i));
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}
