/* test-dsn-strings.c: copies stay as they are until all of them are forgotten. */
#include "dsn-strings.h"

#include "test-util.h"

enum { BLOCK = 64, COUNT = 200 };

/* Of many lengths, below and above that of a block. */
static void
fill (DsnStrings *strings)
{
  char *copies[COUNT];

  for (gsize i = 0; i < COUNT; i++) {
    g_autofree char *text = g_strnfill (i, (char) ('a' + i % 26));

    copies[i] = dsn_strings_add (strings, text);
  }
  for (gsize i = 0; i < COUNT; i++) {
    g_autofree char *text = g_strnfill (i, (char) ('a' + i % 26));

    g_assert_cmpstr (copies[i], ==, text);
  }
}

static void
test_many (void)
{
  g_autoptr (DsnStrings) strings = dsn_strings_new (BLOCK);

  fill (strings);
}

static void
test_fits (void)
{
  g_autoptr (DsnStrings) strings = dsn_strings_new (BLOCK);
  const DsnStringsBlock *first = strings->blocks;
  g_autofree char *text = g_strnfill (BLOCK - 1, 'x');

  /* With its NUL it takes the block to its last byte. */
  g_assert_cmpstr (dsn_strings_add (strings, text), ==, text);
  g_assert_true (strings->blocks == first);
  g_assert_cmpstr (dsn_strings_add_len (strings, NULL, 0), ==, "");
  g_assert_true (strings->blocks != first);
}

static void
test_clear (void)
{
  g_autoptr (DsnStrings) strings = dsn_strings_new (BLOCK);
  const char *first = dsn_strings_add (strings, "first");

  for (guint i = 0; i < 3; i++) {
    fill (strings);
    dsn_strings_clear (strings);
    g_assert_true (dsn_strings_add_len (strings, "again\0b", 7) == first);
    g_assert_cmpmem (first, 8, "again\0b", 8);
  }
}

static void
test_none (void)
{
  dsn_strings_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strings/many", test_many);
  g_test_add_func ("/strings/fits", test_fits);
  g_test_add_func ("/strings/clear", test_clear);
  g_test_add_func ("/strings/none", test_none);
  return g_test_run ();
}
