/* dsn-defect.c: what was odd in a message, as a numbered list of findings. */
#include "dsn-defect-private.h"

#include "dsn-safe.h"

#include "dsn-defect-rows.h"

#include <stdlib.h>

/* A detail shows what was found; it is no place to keep a whole field. */
#define DETAIL_MAX 120

static int
compare_rows (gconstpointer key, gconstpointer row)
{
  const DsnDefectId *id = key;
  const struct DsnDefectRow *r = row;

  return (*id > r->id) - (*id < r->id);
}

static const struct DsnDefectRow *
find_row (DsnDefectId id)
{
  return bsearch (&id, dsn_defect_rows, G_N_ELEMENTS (dsn_defect_rows),
                  sizeof dsn_defect_rows[0], compare_rows);
}

const char *
dsn_defect_id_to_string (DsnDefectId id)
{
  const struct DsnDefectRow *row = find_row (id);

  g_return_val_if_fail (row != NULL, "unknown");
  return row->name;
}

const char *
dsn_defect_id_get_meaning (DsnDefectId id)
{
  const struct DsnDefectRow *row = find_row (id);

  g_return_val_if_fail (row != NULL, "");
  return row->meaning;
}

DsnDefects *
dsn_defects_new (guint max)
{
  DsnDefects *defects = g_new0 (DsnDefects, 1);

  g_assert (max > 0);
  defects->list = g_array_new (FALSE, FALSE, sizeof (DsnDefect));
  defects->max = max;
  return defects;
}

void
dsn_defects_clear (DsnDefects *defects)
{
  g_array_set_size (defects->list, 0);
  if (defects->strings != NULL)
    g_string_chunk_clear (defects->strings);
}

void
dsn_defects_free (DsnDefects *defects)
{
  if (defects == NULL)
    return;
  g_array_unref (defects->list);
  if (defects->strings != NULL)
    g_string_chunk_free (defects->strings);
  g_free (defects);
}

static gboolean
is_ceiling (DsnDefectId id)
{
  const struct DsnDefectRow *row = find_row (id);

  return row != NULL && row->ceiling;
}

void
dsn_defects_add (DsnDefects *defects, DsnDefectId id, gsize offset, DsnSpan detail)
{
  DsnDefect defect = { DSN_DEFECT_TOO_MANY_DEFECTS, offset, NULL };

  if (defects->list->len == defects->max)
    g_array_append_val (defects->list, defect);
  if (defects->list->len > defects->max &&
      (!is_ceiling (id) || dsn_defects_has (defects, id)))
    return;
  defect.id = id;
  if (detail.len > 0) {
    g_autoptr (GString) text = g_string_new (NULL);

    if (defects->strings == NULL) /* most messages are as they should be */
      defects->strings = g_string_chunk_new (256);
    dsn_safe_append_bounded (text, detail, DETAIL_MAX);
    defect.detail = g_string_chunk_insert_len (defects->strings, text->str, text->len);
  }
  g_array_append_val (defects->list, defect);
}

gboolean
dsn_defects_has (const DsnDefects *defects, DsnDefectId id)
{
  for (guint i = 0; i < defects->list->len; i++)
    if (g_array_index (defects->list, DsnDefect, i).id == id)
      return TRUE;
  return FALSE;
}

void
dsn_defects_add_once (DsnDefects *defects, DsnDefectId id, gsize offset, DsnSpan detail)
{
  if (!dsn_defects_has (defects, id))
    dsn_defects_add (defects, id, offset, detail);
}
