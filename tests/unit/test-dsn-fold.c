/* test-dsn-fold.c: what does not matter in a diagnostic is gone, and nothing else. */
#include "dsn-fold.h"

#include "test-util.h"

static const struct FoldCase {
  const char *name;
  DsnSpan text;
  const char *folded;
} cases[] = {
  { "nothing", SPAN (""), "" },
  { "case", SPAN ("User UNKNOWN"), "user unknown" },
  { "case-of-other-scripts", SPAN ("\303\204\320\237"), "\303\244\320\277" },
  { "white-space", SPAN ("a \t\r\n  b"), "a b" },
  { "white-space-first", SPAN ("  a"), "a" },
  { "no-break-space", SPAN ("a\302\240b"), "a b" },
  { "quotes", SPAN ("\342\200\230a\342\200\231 \342\200\234b\342\200\235"),
    "'a' \"b\"" },
  { "dashes", SPAN ("a\342\200\223b\342\200\224c"), "a-b-c" },
  { "entities", SPAN ("&lt;a&gt; &amp; &quot;b&quot; c&#39;d&nbsp;e"),
    "<a> & \"b\" c'd e" },
  { "no-entity", SPAN ("a & b; &; &#; &bogus;"), "a & b; &; &#; &bogus;" },
  { "quoted-printable", SPAN ("a=20b=3Dc=2E"), "a b=c." },
  { "no-quoted-printable", SPAN ("a=b =2"), "a=b =2" },
  { "reply-repeated", SPAN ("550-5.1.1 no such\n550-5.1.1 user\n550 5.1.1 here"),
    "550-5.1.1 no such user here" },
  { "reply-repeated-without-codes", SPAN ("550-no\r\n550 user"), "550-no user" },
  { "other-reply-stays", SPAN ("550-no\n551 user"), "550-no 551 user" },
  { "reply-once", SPAN ("550 5.1.1 no 550"), "550 5.1.1 no 550" },
  { "not-utf-8", SPAN ("a\xff\xfe b"), "a b" },
  { "nul", SPAN ("a\0b"), "a b" },
};

/* What holds of any text. */
static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct FoldCase *c = row;
  g_auto (DsnFolded) folded = { 0 };

  dsn_fold (&folded, text);
  g_assert_cmpuint (strlen (folded.text), ==, folded.len);
  g_assert_true (g_utf8_validate (folded.text, -1, NULL));
  for (gsize i = 0; i < folded.len; i++) {
    g_assert_cmpuint (folded.origin[i], <, text.len);
    g_assert_true (i == 0 || folded.origin[i] >= folded.origin[i - 1]);
    g_assert_false (g_ascii_isupper (folded.text[i]));
    g_assert_false (i > 0 && folded.text[i] == ' ' && folded.text[i - 1] == ' ');
  }
  if (whole)
    g_assert_cmpstr (folded.text, ==, c->folded);
}

static void
test_row (gconstpointer data)
{
  const struct FoldCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

/* Where a name stands: `n` below it. */
static const struct NameCase {
  const char *name;
  const char *text, *marks;
} name_cases[] = {
  { "words", "user unknown", "            " },
  { "host", "at mx.example.com now", "   nnnnnnnnnnnnnn    " },
  { "address", "<a@b> no", " nnn    " },
  { "url", "see http://x/spam no", "    nnnnnnnnnnnnn   " },
  { "sentence", "no. such", "        " },
  { "number", "1.5 mb", "      " },
};

static void
test_names (gconstpointer data)
{
  const struct NameCase *c = data;
  g_auto (DsnFolded) folded = { 0 };

  dsn_fold (&folded, dsn_span_of_string (c->text));
  g_assert_cmpuint (folded.len, ==, strlen (c->marks));
  for (gsize i = 0; i < folded.len; i++)
    g_assert_cmpint (folded.in_name[i] != 0, ==, c->marks[i] == 'n');
}

/* Whatever grows most: the result has room, and the time is that of its length. */
static void
test_growth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (DsnFolded) folded = { 0 };

  /* Capital letters whose small ones take three bytes instead of two. */
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "\310\272");
  dsn_fold (&folded, dsn_span_of_string (text->str));
  g_assert_cmpuint (folded.len, ==, 30000);
  g_assert_true (g_utf8_validate (folded.text, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/fold", cases, test_row);
  TEST_ADD_ROWS ("/fold/names", name_cases, test_names);
  g_test_add_func ("/fold/growth", test_growth);
  return g_test_run ();
}
