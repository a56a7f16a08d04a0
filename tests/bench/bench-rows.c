/* bench-rows.c: a set of many more wordings than ours, which are like ours. */
#include "bench-rows.h"

#include "bench-sources.h"

#include <string.h>

static gboolean
is_word (const char *word)
{
  return strchr (word, '*') == NULL && strpbrk (word, "abcdefghijklmnopqrstuvwxyz");
}

/* Each letter becomes the one @by places on: no word of any language, but of its size
 * and place. */
static void
shift_letters (char *word, guint by)
{
  for (char *p = word; *p != '\0'; p++)
    if (g_ascii_islower (*p))
      *p = (char) ('a' + (guint) (*p - 'a' + (int) by) % 26);
}

/* @text with one word changed; which and how depends on @copy, from 1. */
static char *
vary (const char *text, guint copy)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_auto (GStrv) words = g_strsplit (lower, " ", -1);
  guint count = 0, wanted;

  for (char **word = words; *word != NULL; word++)
    count += is_word (*word);
  if (count == 0)
    return g_strdup_printf ("%s copy%u", text, copy);
  wanted = copy % count;
  for (char **word = words; *word != NULL; word++)
    if (is_word (*word) && wanted-- == 0)
      shift_letters (*word, copy);
  return g_strjoinv (" ", words);
}

DsnWordingTables *
bench_rows_build (guint copies, GArray **rows)
{
  const DsnWordingSet *ours = dsn_wording_builtin ();
  DsnWordingTables *tables;
  g_autofree char *fault = NULL;
  guint32 wrong = 0;

  *rows = g_array_new (FALSE, FALSE, sizeof (DsnWording));
  for (guint copy = 0; copy < copies; copy++)
    for (guint32 i = 0; i < ours->row_count; i++) {
      DsnWording row = ours->rows[i];

      if (copy > 0)
        row.text = vary (row.text, copy);
      g_array_append_val (*rows, row);
    }
  tables = dsn_wording_build ((const DsnWording *) (gpointer) (*rows)->data,
                              (*rows)->len, &fault, &wrong);
  if (tables == NULL)
    bench_fail (g_array_index (*rows, DsnWording, wrong).text, fault);
  return tables;
}
