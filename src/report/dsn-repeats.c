/* dsn-repeats.c: fields that may stand several times -> lists of the record. */
#include "dsn-repeats.h"

typedef struct {
  const char *const **place;
  GPtrArray *texts;
} List;

void
dsn_repeats_init (DsnRepeats *repeats, DsnReport *report, guint max)
{
  *repeats = (DsnRepeats){ .report = report,
                           .max = max,
                           .lists = g_array_new (FALSE, FALSE, sizeof (List)) };
}

/* There are as many lists as kinds of fields: a few. */
static List *
find_list (DsnRepeats *repeats, const char *const **place)
{
  List new = { place, NULL }, *list;

  for (guint i = 0; i < repeats->lists->len; i++)
    if (g_array_index (repeats->lists, List, i).place == place)
      return &g_array_index (repeats->lists, List, i);
  g_array_append_val (repeats->lists, new);
  list = &g_array_index (repeats->lists, List, repeats->lists->len - 1);
  list->texts = g_ptr_array_new ();
  return list;
}

void
dsn_repeats_add (DsnRepeats *repeats, const char *const **place, const char *text)
{
  List *list = find_list (repeats, place);

  if (list->texts->len >= repeats->max) {
    dsn_defects_add_once (repeats->report->defects, DSN_DEFECT_TOO_MANY_FIELDS, 0,
                          dsn_span_of_string (text));
    return;
  }
  g_ptr_array_add (list->texts, (gpointer) text);
}

void
dsn_repeats_close (DsnRepeats *repeats)
{
  for (guint i = 0; i < repeats->lists->len; i++) {
    List *list = &g_array_index (repeats->lists, List, i);

    *list->place = dsn_report_take_strings (repeats->report, list->texts);
  }
  g_clear_pointer (&repeats->lists, g_array_unref);
}
