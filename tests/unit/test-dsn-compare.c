/* test-dsn-compare.c: states of all sides -> a row of the table; what may never come
 * out of it. */
#include "dsn-compare.h"

#include "test-util.h"

#define STATES (DSN_STATE_LAME + 1)

static DsnView *
view_of (DsnRole role, DsnState state)
{
  DsnView *view = dsn_view_new (role, NULL, NULL);

  view->state = state;
  return view;
}

static DsnComparison
compare (const DsnState *states, guint met)
{
  g_autoptr (GPtrArray) views =
      g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_view_free);

  for (guint role = 0; role < DSN_ROLES; role++)
    if (states[role] != DSN_STATE_NONE)
      g_ptr_array_add (views, view_of ((DsnRole) role, states[role]));
  return dsn_compare (views, met);
}

/* What a domain says of itself for which its addresses may be given up. */
static gboolean
is_final (DsnState state)
{
  return state == DSN_STATE_NXDOMAIN || state == DSN_STATE_NULL_MX ||
         state == DSN_STATE_HIJACK;
}

/* Every combination of one server a side: a row that is confirmed and leads to suppress
 * needs all three sides, each with a final word; one usable answer forbids it. */
static void
test_suppress (void)
{
  guint suppressed = 0;

  for (guint l = 0; l < STATES; l++)
    for (guint i = 0; i < STATES; i++)
      for (guint a = 0; a < STATES; a++) {
        DsnState states[DSN_ROLES] = { (DsnState) l, (DsnState) i, (DsnState) a };
        DsnComparison found = compare (states, 0);

        if (found.row == NULL || !found.confirmed ||
            found.row->action != DSN_CHECK_SUPPRESS)
          continue;
        suppressed++;
        for (guint role = 0; role < DSN_ROLES; role++)
          g_assert_true (is_final (states[role]));
      }
  g_assert_cmpuint (suppressed, ==, 5); /* null MX; NXDOMAIN or hijacked, twice */
}

/* With all sides asked there is one row or none; with a side open none is confirmed but
 * those that do not speak of it. */
static void
test_open (void)
{
  for (guint l = 0; l < STATES; l++)
    for (guint i = 0; i < STATES; i++)
      for (guint a = 0; a < STATES; a++) {
        DsnState states[DSN_ROLES] = { (DsnState) l, (DsnState) i, (DsnState) a };
        DsnComparison found = compare (states, 0);

        g_assert_cmpuint (found.possible_count, <=, DSN_COMPARE_MAX_POSSIBLE);
        g_assert_true ((found.row != NULL) == (found.possible_count == 1));
        for (guint role = 0; found.confirmed && role < DSN_ROLES; role++)
          g_assert_true (states[role] != DSN_STATE_NONE ||
                         found.row->columns[role] == DSN_COLUMN_ANY);
      }
}

static const struct CompareCase {
  const char *name;
  DsnState states[DSN_ROLES];
  guint met;
  const char *ids;
} compare_cases[] = {
  { "usable", { DSN_STATE_USABLE, DSN_STATE_USABLE, DSN_STATE_USABLE }, 0, "C-01" },
  { "usable-unconnected",
    { DSN_STATE_USABLE, DSN_STATE_USABLE, DSN_STATE_USABLE },
    DSN_NEED_NO_CONNECTION,
    "C-15" },
  { "silence", { DSN_STATE_TIMEOUT, 0, 0 }, DSN_NEED_SILENCE, "C-16" },
  { "timeout", { DSN_STATE_TIMEOUT, 0, 0 }, 0, "C-03 C-11" },
  { "gone-without-authority",
    { DSN_STATE_NXDOMAIN, DSN_STATE_NXDOMAIN, 0 },
    0,
    "C-09" },
  { "gone-but-for-authority",
    { DSN_STATE_NXDOMAIN, DSN_STATE_NXDOMAIN, DSN_STATE_USABLE },
    0,
    "" },
  { "null-mx-only-here",
    { DSN_STATE_NULL_MX, DSN_STATE_USABLE, DSN_STATE_USABLE },
    0,
    "" },
  { "authority-out-of-reach",
    { DSN_STATE_USABLE, DSN_STATE_USABLE, DSN_STATE_TIMEOUT },
    0,
    "C-01" },
};

static void
test_compare (gconstpointer data)
{
  const struct CompareCase *c = data;
  DsnComparison found = compare (c->states, c->met);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found.possible_count; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", found.possible[i]->id);
  g_assert_cmpstr (ids->str, ==, c->ids);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/suppress", test_suppress);
  g_test_add_func ("/compare/open", test_open);
  TEST_ADD_ROWS ("/compare/rows", compare_cases, test_compare);
  return g_test_run ();
}
