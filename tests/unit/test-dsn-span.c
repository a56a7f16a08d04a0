/* test-dsn-span.c: borrowed bytes: compare, trim, split. */
#include "test-util.h"

static const struct TrimCase {
  const char *name;
  DsnSpan text;
  DsnSpan trimmed;
} trim_cases[] = {
  { "nothing", SPAN (""), SPAN ("") },
  { "only-blanks", SPAN (" \t\r\n "), SPAN ("") },
  { "no-blanks", SPAN ("ann"), SPAN ("ann") },
  { "both-sides", SPAN (" \tann\r\n"), SPAN ("ann") },
  { "inner-kept", SPAN (" a \r\n b "), SPAN ("a \r\n b") },
  { "nul-kept", SPAN (" \0 a \0 "), SPAN ("\0 a \0") },
  { "vertical-tab-kept", SPAN ("\v a\f"), SPAN ("\v a\f") },
  { "no-break-space-kept", SPAN ("\xc2\xa0 a"), SPAN ("\xc2\xa0 a") },
  { "latin-1-no-break-space-kept", SPAN ("\xa0 a \x85"), SPAN ("\xa0 a \x85") },
};

static gboolean
is_blank (guint8 c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
check_trim (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct TrimCase *c = row;
  DsnSpan got = dsn_span_trim (text);

  test_assert_inside (got, text);
  if (got.len > 0) {
    g_assert_false (is_blank (got.data[0]));
    g_assert_false (is_blank (got.data[got.len - 1]));
  }
  if (whole)
    test_assert_span (got, c->trimmed);
}

static void
test_trim (gconstpointer row)
{
  test_cut_everywhere (((const struct TrimCase *) row)->text, check_trim, row);
}

static const struct CompareCase {
  const char *name;
  DsnSpan a;
  DsnSpan b;
  gboolean equal;
  gboolean equal_nocase;
  gboolean starts; /* a begins with b */
} compare_cases[] = {
  { "both-empty", SPAN (""), SPAN (""), TRUE, TRUE, TRUE },
  { "one-empty", SPAN ("a"), SPAN (""), FALSE, FALSE, TRUE },
  { "other-empty", SPAN (""), SPAN ("a"), FALSE, FALSE, FALSE },
  { "same", SPAN ("Status"), SPAN ("Status"), TRUE, TRUE, TRUE },
  { "case", SPAN ("STATUS"), SPAN ("status"), FALSE, TRUE, TRUE },
  { "longer", SPAN ("Status-Note"), SPAN ("status"), FALSE, FALSE, TRUE },
  { "shorter", SPAN ("Stat"), SPAN ("Status"), FALSE, FALSE, FALSE },
  { "last-differs", SPAN ("Statuz"), SPAN ("Status"), FALSE, FALSE, FALSE },
  { "after-nul-differs", SPAN ("a\0b"), SPAN ("a\0c"), FALSE, FALSE, FALSE },
  { "nul-same", SPAN ("a\0B"), SPAN ("a\0b"), FALSE, TRUE, TRUE },
  { "nul-is-longer", SPAN ("a\0"), SPAN ("a"), FALSE, FALSE, TRUE },
  { "at-and-backquote", SPAN ("@"), SPAN ("`"), FALSE, FALSE, FALSE },
  { "bracket-and-brace", SPAN ("["), SPAN ("{"), FALSE, FALSE, FALSE },
  { "dotless-i", SPAN ("I"), SPAN ("\xc4\xb1"), FALSE, FALSE, FALSE },
  { "i", SPAN ("FINAL-RECIPIENT"), SPAN ("final-recipient"), FALSE, TRUE, TRUE },
  { "latin-1-case", SPAN ("\xc9"), SPAN ("\xe9"), FALSE, FALSE, FALSE },
};

static void
test_compare (gconstpointer row)
{
  const struct CompareCase *c = row;
  g_autofree guint8 *a_copy = g_memdup2 (c->a.data, c->a.len);
  g_autofree guint8 *b_copy = g_memdup2 (c->b.data, c->b.len);
  DsnSpan a = { a_copy, c->a.len }, b = { b_copy, c->b.len };

  g_assert_cmpint (dsn_span_equal (a, b), ==, c->equal);
  g_assert_cmpint (dsn_span_equal (b, a), ==, c->equal);
  g_assert_cmpint (dsn_span_equal_nocase (a, b), ==, c->equal_nocase);
  g_assert_cmpint (dsn_span_equal_nocase (b, a), ==, c->equal_nocase);
  g_assert_cmpint (dsn_span_starts_nocase (a, b), ==, c->starts);
}

/* Any two bytes, wherever they stand in texts of all lengths that are compared at
 * once, among bytes that differ in case and bytes that do not. */
static void
test_any_bytes (void)
{
  static const char *const around[][2] = {
    { "Received-By: @[`{zZ\xe9", "rECEIVED-bY: @[`{Zz\xe9" },
    { "-----------------------", "-----------------------" },
  };

  for (gsize len = 1; len <= 18; len++)
    for (guint x = 0; x < 256; x++)
      for (guint y = 0; y < 256; y++) {
        gsize at = (x * 7 + y) % len, row = (x ^ y) % 2;
        guint8 a[18], b[18];

        memcpy (a, around[row][0], len);
        memcpy (b, around[row][1], len);
        a[at] = (guint8) x;
        b[at] = (guint8) y;
        g_assert_cmpint (
            dsn_span_equal_nocase ((DsnSpan){ a, len }, (DsnSpan){ b, len }), ==,
            g_ascii_tolower ((char) x) == g_ascii_tolower ((char) y));
      }
}

#define NONE G_MAXSIZE

static const struct FindCase {
  const char *name;
  DsnSpan text;
  DsnSpan needle;
  gsize at;      /* NONE: not there */
  gsize byte_at; /* of the needle's first byte, in its case */
} find_cases[] = {
  { "empty-text", SPAN (""), SPAN ("a"), NONE, NONE },
  { "first", SPAN ("said: x"), SPAN ("SAID"), 0, NONE },
  { "last", SPAN ("host said"), SPAN ("said"), 5, 2 },
  { "first-of-two", SPAN ("550 a 550 b"), SPAN ("550"), 0, 0 },
  { "after-false-start", SPAN ("ssaid"), SPAN ("said"), 1, 0 },
  { "overlapping-start", SPAN ("aaab"), SPAN ("aab"), 1, 0 },
  { "cut-at-the-end", SPAN ("host sai"), SPAN ("said"), NONE, 2 },
  { "longer-than-text", SPAN ("ab"), SPAN ("abc"), NONE, 0 },
  { "behind-a-nul", SPAN ("a\0said"), SPAN ("said"), 2, 2 },
  { "nul-itself", SPAN ("ab\0c"), SPAN ("\0"), 2, 2 },
  { "eight-bit", SPAN ("a\xff\xfe"), SPAN ("\xff\xfe"), 1, 1 },
  { "eight-bit-has-no-case", SPAN ("\xc9"), SPAN ("\xe9"), NONE, NONE },
};

static void
check_find (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct FindCase *c = row;
  gsize at = NONE, byte_at = NONE;
  gboolean found = dsn_span_find_nocase (text, c->needle, &at);
  gboolean byte_found = dsn_span_find_byte (text, c->needle.data[0], &byte_at);

  g_assert_cmpint (found, ==, at != NONE);
  g_assert_cmpint (byte_found, ==, byte_at != NONE);
  g_assert_cmpint (found, ==, dsn_span_find_nocase (text, c->needle, NULL));
  g_assert_cmpint (byte_found, ==, dsn_span_find_byte (text, c->needle.data[0], NULL));
  if (found)
    g_assert_true (
        dsn_span_equal_nocase (dsn_span_slice (text, at, c->needle.len), c->needle));
  if (byte_found)
    g_assert_cmpuint (text.data[byte_at], ==, c->needle.data[0]);
  if (whole) {
    g_assert_cmpuint (at, ==, c->at);
    g_assert_cmpuint (byte_at, ==, c->byte_at);
  }
}

static void
test_find (gconstpointer row)
{
  test_cut_everywhere (((const struct FindCase *) row)->text, check_find, row);
}

static const struct SliceCase {
  const char *name;
  gsize from;
  gsize len;
  DsnSpan expected; /* of "abcdef" */
} slice_cases[] = {
  { "all", 0, 6, SPAN ("abcdef") },
  { "no-end", 2, G_MAXSIZE, SPAN ("cdef") },
  { "middle", 2, 3, SPAN ("cde") },
  { "past-the-end", 4, 5, SPAN ("ef") },
  { "nothing", 3, 0, SPAN ("") },
  { "at-the-end", 6, 1, SPAN ("") },
  { "behind-the-end", 7, 1, SPAN ("") },
  { "far-behind", G_MAXSIZE, G_MAXSIZE, SPAN ("") },
};

static void
test_slice (gconstpointer row)
{
  const struct SliceCase *c = row;
  g_autofree guint8 *exact = g_memdup2 ("abcdef", 6);
  DsnSpan text = { exact, 6 };
  DsnSpan got = dsn_span_slice (text, c->from, c->len);

  test_assert_inside (got, text);
  test_assert_span (got, c->expected);
}

static const struct AsciiCase {
  const char *name;
  DsnSpan text;
  gboolean ascii;
} ascii_cases[] = {
  { "nothing", SPAN (""), TRUE },          { "letters", SPAN ("a@example.com"), TRUE },
  { "controls", SPAN ("\x01\x7f"), TRUE }, { "nul", SPAN ("a\0b"), FALSE },
  { "utf-8", SPAN ("a\xc3\xa9"), FALSE },  { "last-byte", SPAN ("aaaa\x80"), FALSE },
};

static void
test_ascii (gconstpointer row)
{
  const struct AsciiCase *c = row;
  g_autofree guint8 *exact = g_memdup2 (c->text.data, c->text.len);

  g_assert_cmpint (dsn_span_is_ascii ((DsnSpan){ exact, c->text.len }), ==, c->ascii);
}

/* Up to twelve bytes, as they begin, go on and end characters: as GLib sees the whole.
 */
static void
test_utf8 (void)
{
  static const guint8 bytes[] = "a b\x7f\x80\x8f\x90\x9f\xa0\xbf\xc1\xc2\xc3\xa9\xe0"
                                "\xe3\x81\x82\xed\xef\xf0\x9f\x98\x80\xf4\xf5";
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint valid = 0;

  for (guint round = 0; round < 20000; round++) {
    gsize len = (gsize) g_rand_int_range (rand, 0, 13);
    g_autofree guint8 *exact = g_malloc (len);
    gboolean is_valid;

    for (gsize i = 0; i < len;) {
      gsize from = (gsize) g_rand_int_range (rand, 0, sizeof bytes);
      gsize count = (gsize) g_rand_int_range (rand, 1, 5);

      for (; count > 0 && i < len && from < sizeof bytes; count--)
        exact[i++] = bytes[from++];
    }
    is_valid = g_utf8_validate_len ((const char *) exact, len, NULL);
    g_assert_cmpint (dsn_span_is_utf8 ((DsnSpan){ exact, len }), ==, is_valid);
    valid += is_valid && !dsn_span_is_ascii ((DsnSpan){ exact, len });
  }
  g_assert_cmpuint (valid, >, 100);
}

static void
test_of (void)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) bytes = g_bytes_new ("a\0b", 3);
  const guint8 three[3] = "abc";

  g_assert_cmpuint (dsn_span_of_string (NULL).len, ==, 0);
  test_assert_span (dsn_span_of_string ("abc"), DSN_SPAN_LIT ("abc"));
  g_assert_cmpuint (dsn_span_of_bytes (empty).len, ==, 0);
  test_assert_span (dsn_span_of_bytes (bytes), DSN_SPAN_LIT ("a\0b"));
  test_assert_span (dsn_span_between (three + 1, three + 3), DSN_SPAN_LIT ("bc"));
  g_assert_cmpuint (dsn_span_between (three, three).len, ==, 0);
  g_assert_cmpuint (dsn_span_between (NULL, NULL).len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/span/trim", trim_cases, test_trim);
  TEST_ADD_ROWS ("/span/compare", compare_cases, test_compare);
  g_test_add_func ("/span/compare/any-bytes", test_any_bytes);
  TEST_ADD_ROWS ("/span/find", find_cases, test_find);
  TEST_ADD_ROWS ("/span/slice", slice_cases, test_slice);
  TEST_ADD_ROWS ("/span/ascii", ascii_cases, test_ascii);
  g_test_add_func ("/span/utf8", test_utf8);
  g_test_add_func ("/span/of", test_of);
  return g_test_run ();
}
