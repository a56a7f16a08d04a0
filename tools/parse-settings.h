/* parse-settings.h: the options of dsn parse, as given and as checked. */
#pragma once

#include "tool-args.h"

#include "dsn-filter.h"
#include "dsn-rule-file.h"
#include "dsn-table.h"

G_BEGIN_DECLS

/**
 * ParseSettings:
 *
 * The options as they were given; then, from @filter on, what they mean.
 */
typedef struct {
  gboolean json, all, quiet, verbose, csv, summary;
  gboolean recursive, null, fail_fast, contain, progress;
  const char *color, *format, *since, *until;
  const char *jobs, *checkpoint, *files_from;
  GPtrArray *rule_files, *only, *paths;

  DsnFilter *filter;
  DsnTable *table; /* NULL: JSON or text */
  DsnRules *rules;
  guint workers; /* 0: this process does it all */
} ParseSettings;

/* The table of options. */
extern const ToolOption parse_options[];

/**
 * parse_settings_init:
 *
 * Sets the defaults.
 */
void parse_settings_init (ParseSettings *settings);

/**
 * parse_settings_clear:
 */
void parse_settings_clear (ParseSettings *settings);

/**
 * parse_settings_check:
 * @now: what `7d` is counted from, seconds since 1970-01-01 UTC
 *
 * Finds out what the options mean, once all of them were seen; says what is wrong.
 *
 * Returns: whether all is right
 */
gboolean parse_settings_check (ParseSettings *settings, gint64 now);

/**
 * parse_settings_digest:
 *
 * Returns: (transfer full): a number for all options that change what is written
 */
char *parse_settings_digest (const ParseSettings *settings);

G_END_DECLS
