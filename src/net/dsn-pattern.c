/* dsn-pattern.c: what failures and connections show, and how long it lasts. */
#include "dsn-pattern.h"

#include "dsn-pattern-rows.h"
#include "dsn-window-table.h"

#include <string.h>

const DsnPatternRow *
dsn_pattern_get (DsnPattern pattern)
{
  g_assert (pattern < DSN_PATTERN_COUNT);
  return &dsn_pattern_rows[pattern];
}

static gboolean
has_word (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

guint64
dsn_pattern_match (const char *category, const char *status, const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text != NULL ? text : "", -1);
  guint64 found = 0;

  for (guint i = 0; i < DSN_PATTERN_COUNT; i++) {
    const DsnPatternRow *row = &dsn_pattern_rows[i];

    if (row->category != NULL && strcmp (row->category, category) == 0 &&
        (row->status == NULL || g_strcmp0 (row->status, status) == 0) &&
        has_word (lower, row->words))
      found |= G_GUINT64_CONSTANT (1) << i;
  }
  return found;
}

const DsnWindow *
dsn_window_of_minutes (gint64 minutes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_windows); i++) /* the longest first */
    if (minutes >= (gint64) dsn_windows[i].minutes)
      return &dsn_windows[i];
  return &dsn_windows[G_N_ELEMENTS (dsn_windows) - 1];
}
