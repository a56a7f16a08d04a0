/* dsn-pattern.c: what several failures or connections show, and how long it lasts. */
#include "dsn-pattern.h"

#include "dsn-pattern-rows.h"
#include "dsn-window-table.h"

const DsnPatternRow *
dsn_pattern_get (DsnPattern pattern)
{
  g_assert (pattern < DSN_PATTERN_COUNT);
  return &dsn_pattern_rows[pattern];
}

const DsnWindow *
dsn_window_of_minutes (gint64 minutes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_windows); i++) /* the longest first */
    if (minutes >= (gint64) dsn_windows[i].minutes)
      return &dsn_windows[i];
  return &dsn_windows[G_N_ELEMENTS (dsn_windows) - 1];
}
