/* dsn-openings-build.c: lists of phrases -> what dsn_openings_find () reads. */
#include "dsn-openings-build.h"

void
dsn_openings_build_init (DsnOpeningsBuild *build)
{
  *build = (DsnOpeningsBuild){ 0 };
  build->begins = g_array_new (FALSE, FALSE, sizeof (DsnOpening));
  build->inside = g_array_new (FALSE, FALSE, sizeof (DsnOpening));
  memset (build->none, DSN_OPENING_NONE, sizeof build->none);
}

void
dsn_openings_build_clear (DsnOpeningsBuild *build)
{
  g_array_unref (build->begins);
  g_array_unref (build->inside);
}

void
dsn_openings_build_add (DsnOpeningsBuild *build, guint row, const char *const *phrases,
                        gboolean open)
{
  g_assert (row < DSN_OPENING_ROWS_MAX);
  build->none[row] = open ? DSN_OPENING_OPEN : DSN_OPENING_NONE;
  for (; phrases != NULL && *phrases != NULL; phrases++) {
    gboolean inside = **phrases == '*';
    DsnOpening opening = { dsn_span_of_string (*phrases + inside), (guint8) row };

    g_assert (opening.text.len >= (inside ? DSN_GRAM_LEN : DSN_OPENING_KEY_LEN));
    if (inside)
      g_array_append_val (build->inside, opening);
    else
      g_array_append_val (build->begins, opening);
  }
}

/* In order of their slots, of equal ones as they came. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const DsnOpening *first = a, *second = b;
  guint one = dsn_opening_slot (first->text.data);
  guint other = dsn_opening_slot (second->text.data);

  if (one != other)
    return one < other ? -1 : 1;
  return (first->row > second->row) - (first->row < second->row);
}

void
dsn_openings_build_end (DsnOpeningsBuild *build)
{
  guint at = 0;

  g_array_sort (build->begins, compare);
  for (guint slot = 0; slot <= DSN_OPENING_SLOT_COUNT; slot++) {
    while (at < build->begins->len &&
           dsn_opening_slot (g_array_index (build->begins, DsnOpening, at).text.data) <
               slot)
      at++;
    build->starts[slot] = (guint16) at;
  }
  build->openings =
      (DsnOpenings){ .begins = (const DsnOpening *) (gpointer) build->begins->data,
                     .starts = build->starts,
                     .inside = (const DsnOpening *) (gpointer) build->inside->data,
                     .inside_count = build->inside->len,
                     .none = build->none };
}
