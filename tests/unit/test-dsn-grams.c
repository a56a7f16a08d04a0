/* test-dsn-grams.c: which three bytes stand somewhere in a text. */
#include "dsn-grams.h"

#include "test-util.h"

static const struct GramsCase {
  const char *name;
  DsnSpan text;
  DsnSpan phrase;
  gboolean may_hold;
} grams_cases[] = {
  { "same", SPAN ("failure notice"), SPAN ("failure notice"), TRUE },
  { "inside", SPAN ("a failure notice!"), SPAN ("failure"), TRUE },
  { "text-in-capitals", SPAN ("FAILURE"), SPAN ("failure"), TRUE },
  { "phrase-in-capitals", SPAN ("failure"), SPAN ("FAILURE"), TRUE },
  { "eight-bit", SPAN ("na\xc3\xafve"), SPAN ("a\xc3\xafv"), TRUE },
  { "nul", SPAN ("a\0b"), SPAN ("a\0b"), TRUE },
  { "two-bytes-of-none", SPAN (""), SPAN ("ab"), TRUE },
  { "nothing-of-none", SPAN (""), SPAN (""), TRUE },
  { "three-bytes-of-none", SPAN (""), SPAN ("abc"), FALSE },
  { "three-bytes-of-two", SPAN ("ab"), SPAN ("abc"), FALSE },
  { "other", SPAN ("a failure notice"), SPAN ("delivery"), FALSE },
  { "last-byte-differs", SPAN ("failure"), SPAN ("failurf"), FALSE },
  { "order", SPAN ("abc"), SPAN ("acb"), FALSE },
  { "begins-before", SPAN ("bcd"), SPAN ("xabcd"), FALSE },
};

static void
test_grams (gconstpointer row)
{
  const struct GramsCase *c = row;
  g_autofree guint8 *exact = g_memdup2 (c->text.data, c->text.len);
  DsnGrams grams = { { 0 } };

  dsn_grams_add (&grams, (DsnSpan){ exact, c->text.len });
  g_assert_cmpint (dsn_grams_may_hold (&grams, c->phrase), ==, c->may_hold);
}

/* Whatever stands in a text is found, wherever it begins and ends. */
static void
test_all_pieces (void)
{
  static const DsnSpan text = SPAN ("The Message \xe9 could\0not be DELIVERED: 550");
  DsnGrams grams = { { 0 } };

  dsn_grams_add (&grams, text);
  for (gsize from = 0; from < text.len; from++)
    for (gsize len = 0; len <= text.len - from; len++)
      g_assert_true (dsn_grams_may_hold (&grams, dsn_span_slice (text, from, len)));
}

/* A further text adds to what was noted, and its border is none. */
static void
test_further (void)
{
  DsnGrams grams = { { 0 } };

  dsn_grams_add (&grams, DSN_SPAN_LIT ("one"));
  dsn_grams_add (&grams, DSN_SPAN_LIT ("two"));
  g_assert_true (dsn_grams_may_hold (&grams, DSN_SPAN_LIT ("one")));
  g_assert_true (dsn_grams_may_hold (&grams, DSN_SPAN_LIT ("two")));
  g_assert_false (dsn_grams_may_hold (&grams, DSN_SPAN_LIT ("net")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/grams", grams_cases, test_grams);
  g_test_add_func ("/grams/all-pieces", test_all_pieces);
  g_test_add_func ("/grams/further", test_further);
  return g_test_run ();
}
