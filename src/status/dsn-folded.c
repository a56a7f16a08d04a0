/* dsn-folded.c: folded text, and where it came from. */
#include "dsn-fold.h"

void
dsn_folded_clear (DsnFolded *folded)
{
  g_free (folded->block);
  *folded = (DsnFolded){ 0 };
}

gsize
dsn_folded_get_origin (const DsnFolded *folded, gsize at)
{
  const DsnFoldedRun *runs = folded->runs;
  guint low = 0, high = folded->run_count;

  g_assert (at < folded->len);
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (runs[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return runs[low].origin + (at - runs[low].at);
}

gboolean
dsn_folded_is_in_name (const DsnFolded *folded, gsize from, gsize to)
{
  const DsnFoldedName *names = folded->names;
  guint low = 0, high = folded->name_count;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (names[middle].end < to)
      low = middle + 1;
    else
      high = middle;
  }
  return low < folded->name_count && names[low].from <= from;
}
