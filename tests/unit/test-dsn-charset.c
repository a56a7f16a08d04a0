/* test-dsn-charset.c: names of charsets, and bytes in them -> UTF-8. */
#include "dsn-charset.h"

#include "test-message.h"

static const struct KnownCase {
  const char *name;
  DsnSpan charset;
  gboolean known;
} known_cases[] = {
  { "utf-8", SPAN ("utf-8"), TRUE },
  { "upper", SPAN ("ISO-8859-1"), TRUE },
  { "alias-of-gmime", SPAN ("ks_c_5601-1987"), TRUE },
  { "nobodys", SPAN ("x-nosuch"), FALSE },
  { "empty", SPAN (""), FALSE },
  { "flags-of-iconv", SPAN ("utf-8//IGNORE"), FALSE },
  { "nul", SPAN ("utf-8\0"), FALSE },
  { "long", SPAN ("utf-8-utf-8-utf-8-utf-8-utf-8-utf-8-utf-8"), FALSE },
};

static void
test_known (gconstpointer data)
{
  const struct KnownCase *c = data;
  g_autoptr (GBytes) exact = test_bytes (c->charset, c->charset.len);

  g_assert_cmpint (dsn_charset_is_known (dsn_span_of_bytes (exact)), ==, c->known);
}

static const struct ConvertCase {
  const char *name;
  DsnSpan text;
  DsnSpan charset;
  DsnSpan result; /* no data: the charset is not known */
  gsize bad;
} convert_cases[] = {
  { "latin-1", SPAN ("Gr\xfc\xdf"), SPAN ("iso-8859-1"), SPAN ("Grüß"), 0 },
  { "alias", SPAN ("\x82\xa0"), SPAN ("x-sjis"), SPAN ("あ"), 0 },
  { "ascii", SPAN ("abc"), SPAN ("us-ascii"), SPAN ("abc"), 0 },
  { "not-ascii",
    SPAN ("a\xfc"
          "b"),
    SPAN ("us-ascii"),
    SPAN ("a\xef\xbf\xbd"
          "b"),
    1 },
  { "utf-8-twice-bad",
    SPAN ("\xff"
          "a\xc3"),
    SPAN ("utf-8"),
    SPAN ("\xef\xbf\xbd"
          "a\xef\xbf\xbd"),
    2 },
  { "nul", SPAN ("a\0b"), SPAN ("utf-8"), SPAN ("a\0b"), 0 },
  { "utf-16", SPAN ("a\0b\0"), SPAN ("utf-16le"), SPAN ("ab"), 0 },
  /* What follows a half of a pair is not read out of step. */
  { "utf-16-bad",
    SPAN ("a\0\0\xdc"
          "b\0"),
    SPAN ("UTF-16LE"),
    SPAN ("a\xef\xbf\xbd"
          "b"),
    1 },
  { "utf-32-bad",
    SPAN ("\xff\xff\xff\xff"
          "b\0\0\0"),
    SPAN ("utf-32le"),
    SPAN ("\xef\xbf\xbd"
          "b"),
    1 },
  { "stateful", SPAN ("\033$B$\"\033(B!"), SPAN ("iso-2022-jp"), SPAN ("あ!"), 0 },
  { "empty", SPAN (""), SPAN ("utf-8"), SPAN (""), 0 },
  { "nobodys", SPAN ("abc"), SPAN ("x-nosuch"), { NULL, 0 }, 0 },
};

static void
test_convert (gconstpointer data)
{
  const struct ConvertCase *c = data;
  g_autoptr (GBytes) exact = test_bytes (c->text, c->text.len);
  g_autoptr (GString) out = g_string_new ("<");
  gsize bad = 99;
  gboolean done =
      dsn_charset_convert (out, dsn_span_of_bytes (exact), c->charset, &bad);

  g_assert_cmpint (done, ==, c->result.data != NULL);
  g_assert_cmpuint (bad, ==, done ? c->bad : 99);
  test_assert_span (dsn_span_slice (test_span (out), 1, out->len), c->result);
}

/* Cut at every byte: whatever is left over, it is UTF-8 that comes out. */
static void
test_cut (gconstpointer data)
{
  const struct ConvertCase *c = data;

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (GBytes) exact = test_bytes (c->text, n);
    g_autoptr (GString) out = g_string_new (NULL);
    gsize bad;

    if (dsn_charset_convert (out, dsn_span_of_bytes (exact), c->charset, &bad))
      for (gsize at = 0; at < out->len; at += strlen (out->str + at) + 1)
        g_assert_true (g_utf8_validate (out->str + at, -1, NULL));
  }
}

/* More than one room full, and nothing of it is right. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL);
  gsize bad;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '\xff');
  g_assert_true (
      dsn_charset_convert (out, test_span (text), DSN_SPAN_LIT ("utf-8"), &bad));
  g_assert_cmpuint (bad, ==, 100000);
  g_assert_cmpuint (out->len, ==, 300000);
}

/* Many charsets, each more than once. */
static void
test_many (void)
{
  for (guint i = 0; i < 60; i++) {
    g_autofree char *name =
        g_strdup_printf ("%s%u", i % 3 != 0 ? "cp" : "CP", 1250 + i % 9);
    g_autoptr (GString) out = g_string_new (NULL);
    gsize bad;

    g_assert_true (dsn_charset_is_known (dsn_span_of_string (name)));
    g_assert_true (dsn_charset_convert (out, DSN_SPAN_LIT ("a\x80"),
                                        dsn_span_of_string (name), &bad));
    g_assert_cmpuint (bad, ==, 0);
    g_free (name);
    name = g_strdup_printf ("iso-8859-%u", i % 11 + 1);
    g_assert_true (dsn_charset_is_known (dsn_span_of_string (name)));
    g_assert_false (dsn_charset_is_known (DSN_SPAN_LIT ("x-nosuch")));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/charset/known", known_cases, test_known);
  TEST_ADD_ROWS ("/charset/convert", convert_cases, test_convert);
  TEST_ADD_ROWS ("/charset/cut", convert_cases, test_cut);
  g_test_add_func ("/charset/long", test_long);
  g_test_add_func ("/charset/many", test_many);
  return g_test_run ();
}
