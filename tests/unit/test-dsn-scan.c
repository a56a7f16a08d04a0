/* test-dsn-scan.c: a cursor over a span: peek, take, mark. */
#include "dsn-scan.h"

#include "test-util.h"

static const struct UintCase {
  const char *name;
  DsnSpan text;
  guint max_digits;
  gsize taken; /* 0: no number */
  guint value;
} uint_cases[] = {
  { "zero", SPAN ("0"), 1, 1, 0 },
  { "three", SPAN ("550 no"), 3, 3, 550 },
  { "leading-zeros", SPAN ("007"), 3, 3, 7 },
  { "then-letter", SPAN ("12a"), 3, 2, 12 },
  { "then-nul", SPAN ("12\0003"), 3, 2, 12 },
  { "then-dot", SPAN ("5.1"), 1, 1, 5 },
  { "one-too-many", SPAN ("5501"), 3, 0, 0 },
  { "two-for-one", SPAN ("55"), 1, 0, 0 },
  { "zeros-count-as-digits", SPAN ("0001"), 3, 0, 0 },
  { "largest", SPAN ("999999999"), 9, 9, 999999999 },
  { "larger", SPAN ("1000000000"), 9, 0, 0 },
  { "nothing", SPAN (""), 3, 0, 0 },
  { "letter", SPAN ("a1"), 3, 0, 0 },
  { "minus", SPAN ("-1"), 3, 0, 0 },
  { "plus", SPAN ("+1"), 3, 0, 0 },
  { "blank", SPAN (" 1"), 3, 0, 0 },
  { "nul", SPAN ("\0001"), 3, 0, 0 },
  { "fullwidth", SPAN ("\xef\xbc\x91"), 3, 0, 0 },
  { "superscript", SPAN ("\xb2"), 3, 0, 0 },
};

static void
check_uint (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct UintCase *c = row;
  DsnScan s = dsn_scan_over (text);
  gsize digits = 0;
  guint value;
  gboolean ok;

  while (digits < text.len && g_ascii_isdigit (text.data[digits]))
    digits++;
  TEST_POISON (value);
  ok = dsn_scan_uint (&s, c->max_digits, &value);
  g_assert_cmpint (ok, ==, digits > 0 && digits <= c->max_digits);
  g_assert_cmpuint (text.len - dsn_scan_left (&s), ==, ok ? digits : 0);
  if (!ok)
    TEST_ASSERT_POISON (value);
  if (!whole)
    return;
  g_assert_cmpuint (text.len - dsn_scan_left (&s), ==, c->taken);
  if (ok)
    g_assert_cmpuint (value, ==, c->value);
}

static void
test_uint (gconstpointer row)
{
  test_cut_everywhere (((const struct UintCase *) row)->text, check_uint, row);
}

static const struct UntilCase {
  const char *name;
  DsnSpan text;
  guint8 byte;
  gboolean found;
  DsnSpan before;
} until_cases[] = {
  { "first", SPAN (";x"), ';', TRUE, SPAN ("") },
  { "middle", SPAN ("smtp; a; b"), ';', TRUE, SPAN ("smtp") },
  { "last", SPAN ("smtp;"), ';', TRUE, SPAN ("smtp") },
  { "behind-nul", SPAN ("a\0b;"), ';', TRUE, SPAN ("a\0b") },
  { "nul", SPAN ("ab\0c"), 0, TRUE, SPAN ("ab") },
  { "eight-bit", SPAN ("a\xff"), 0xff, TRUE, SPAN ("a") },
  { "none", SPAN ("smtp 550"), ';', FALSE, SPAN ("") },
  { "nothing", SPAN (""), ';', FALSE, SPAN ("") },
  { "no-nul-behind-the-end", SPAN ("abc"), 0, FALSE, SPAN ("") },
};

static void
check_until (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct UntilCase *c = row;
  DsnScan s = dsn_scan_over (text);
  DsnSpan before;
  gboolean found;

  TEST_POISON (before);
  found = dsn_scan_until (&s, c->byte, &before);
  if (found) {
    test_assert_inside (before, text);
    g_assert_cmpuint (before.len, ==, text.len - dsn_scan_left (&s));
    g_assert_true (dsn_scan_byte (&s, c->byte));
  } else {
    TEST_ASSERT_POISON (before);
    g_assert_true (s.at == text.data);
  }
  if (!whole)
    return;
  g_assert_cmpint (found, ==, c->found);
  if (found)
    test_assert_span (before, c->before);
}

static void
test_until (gconstpointer row)
{
  test_cut_everywhere (((const struct UntilCase *) row)->text, check_until, row);
}

static const struct ByteCase {
  const char *name;
  DsnSpan text;
  guint8 byte;
  gboolean taken;
} byte_cases[] = {
  { "same", SPAN ("ab"), 'a', TRUE },
  { "other", SPAN ("ab"), 'b', FALSE },
  { "case", SPAN ("a"), 'A', FALSE },
  { "nothing", SPAN (""), 'a', FALSE },
  { "nul", SPAN ("\0"), 0, TRUE },
  { "no-nul-at-the-end", SPAN (""), 0, FALSE },
  { "eight-bit", SPAN ("\xff"), 0xff, TRUE },
};

static void
test_byte (gconstpointer row)
{
  const struct ByteCase *c = row;
  g_autofree guint8 *exact = g_memdup2 (c->text.data, c->text.len);
  DsnSpan text = { exact, c->text.len };
  DsnScan s = dsn_scan_over (text);

  g_assert_cmpuint (dsn_scan_peek (&s), ==, text.len > 0 ? text.data[0] : 0);
  g_assert_cmpint (dsn_scan_at_end (&s), ==, text.len == 0);
  test_assert_span (dsn_scan_rest (&s), text);
  g_assert_cmpint (dsn_scan_byte (&s, c->byte), ==, c->taken);
  g_assert_cmpuint (dsn_scan_left (&s), ==, text.len - (c->taken ? 1 : 0));
}

static void
test_empty (void)
{
  DsnScan s = dsn_scan_over ((DsnSpan){ NULL, 0 });

  g_assert_true (dsn_scan_at_end (&s));
  g_assert_cmpuint (dsn_scan_left (&s), ==, 0);
  g_assert_cmpuint (dsn_scan_rest (&s).len, ==, 0);
  g_assert_cmpuint (dsn_scan_peek (&s), ==, 0);
  g_assert_false (dsn_scan_byte (&s, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/scan/uint", uint_cases, test_uint);
  TEST_ADD_ROWS ("/scan/until", until_cases, test_until);
  TEST_ADD_ROWS ("/scan/byte", byte_cases, test_byte);
  g_test_add_func ("/scan/empty", test_empty);
  return g_test_run ();
}
