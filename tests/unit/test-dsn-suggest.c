/* test-dsn-suggest.c: how far names are apart, and which domain was probably meant. */
#include "dsn-suggest.h"

#include "dsn-family.h"
#include "test-util.h"

static const struct DistanceCase {
  const char *name;
  const char *a;
  const char *b;
  guint distance;
} distance_cases[] = {
  { "same", "mail", "mail", 0 },
  { "empty", "", "", 0 },
  { "added", "mail", "maail", 2 },
  { "missing", "mail", "mal", 2 },
  { "replaced", "mail", "mqil", 1 },
  { "replaced-far", "mail", "mpil", 2 },
  { "exchanged", "mail", "mial", 2 },
  { "neighbour-above", "gmail", "gmaul", 1 },
  { "neighbour-below", "hot", "hlt", 1 },
  { "two", "mail", "nakl", 2 },
  { "all", "abc", "pqm", 6 },
  { "digit", "a1", "aq", 1 },
  { "not-neighbours", "a", "l", 2 },
  { "prefix", "mail", "mailbox", 6 },
};

static void
test_distance (gconstpointer data)
{
  const struct DistanceCase *c = data;

  g_assert_cmpuint (dsn_suggest_distance (c->a, c->b), ==, c->distance);
  g_assert_cmpuint (dsn_suggest_distance (c->b, c->a), ==, c->distance);
}

static void
test_long_names (void)
{
  g_autofree char *longest = g_strnfill (63, 'a'), *longer = g_strnfill (64, 'a');

  g_assert_cmpuint (dsn_suggest_distance (longest, longest), ==, 0);
  g_assert_cmpuint (dsn_suggest_distance (longer, longer), ==, G_MAXUINT);
}

/* No domain of a provider is taken for a slip of another, unless the list says so. */
static void
check_domain (gpointer data, gpointer user_data)
{
  DsnSuggestion found = dsn_suggest (data);
  guint *count = user_data;

  g_assert_true (found.count == 0 || found.known);
  dsn_suggestion_clear (&found);
  (*count)++;
}

static void
test_providers (void)
{
  guint count = 0;

  dsn_family_foreach_domain (check_domain, &count);
  g_assert_cmpuint (count, >, 200);
}

/* Text of any kind is no reason to fail. */
static void
test_odd_names (void)
{
  static const char *const names[] = { "",     ".",         "...",
                                       "a",    "*",         "con",
                                       ".con", "x.con.con", "xn--bcher-kva.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    DsnSuggestion found = dsn_suggest (names[i]);

    for (guint j = 0; j < found.count; j++)
      g_assert_cmpstr (found.domains[j], !=, names[i]);
    dsn_suggestion_clear (&found);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/suggest/distance", distance_cases, test_distance);
  g_test_add_func ("/suggest/long-names", test_long_names);
  g_test_add_func ("/suggest/providers", test_providers);
  g_test_add_func ("/suggest/odd-names", test_odd_names);
  return g_test_run ();
}
