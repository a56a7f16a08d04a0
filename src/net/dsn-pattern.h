/* dsn-pattern.h: what several failures or connections show, and how long it lasts. */
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
 *
 * A row of rules/dns-patterns.toml.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *meaning;
  const char *advice;
  DsnCheckAction action;
} DsnPatternRow;

/**
 * dsn_pattern_get:
 *
 * Returns: (transfer none): what is known of a pattern
 */
const DsnPatternRow *dsn_pattern_get (DsnPattern pattern);

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
