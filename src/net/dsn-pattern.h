/* dsn-pattern.h: what failures and connections show, and how long it lasts. */
#pragma once

#include "dsn-check.h"

#include "dsn-pattern-table.h"

G_BEGIN_DECLS

/**
 * DsnPatternRow:
 * @id: `B-01`
 * @title: a few words
 * @meaning: a sentence
 * @advice: a sentence
 * @action: what to do with the addresses
 * @category: (nullable): reports with it may show the pattern
 * @status: (nullable): the enhanced code that they must have
 * @words: (nullable) (array zero-terminated=1): one of them must be in their diagnostic
 *
 * A row of rules/dns-patterns.toml.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *meaning;
  const char *advice;
  DsnCheckAction action;
  const char *category;
  const char *status;
  const char *const *words;
} DsnPatternRow;

/**
 * dsn_pattern_get:
 *
 * Returns: (transfer none): what is known of a pattern
 */
const DsnPatternRow *dsn_pattern_get (DsnPattern pattern);

/**
 * dsn_pattern_match:
 * @category: the cause that a report tells
 * @status: (nullable): the enhanced code that stands in it, `5.4.1`
 * @text: (nullable): its diagnostic
 *
 * Returns: the patterns that the report shows, a bit for each #DsnPattern
 */
guint64 dsn_pattern_match (const char *category, const char *status, const char *text);

/**
 * DsnWindow:
 * @id: its name
 * @title: a few words
 * @advice: a sentence
 * @minutes: from when on
 * @escalate: who has to act must be told
 *
 * A row of rules/dns-windows.toml.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *advice;
  guint minutes;
  gboolean escalate;
} DsnWindow;

/**
 * dsn_window_of_minutes:
 *
 * Returns: (transfer none): the row for what has lasted so long
 */
const DsnWindow *dsn_window_of_minutes (gint64 minutes);

G_END_DECLS
