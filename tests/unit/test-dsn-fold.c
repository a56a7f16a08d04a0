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
  { "reply-before-what-is-decoded", SPAN ("550-&lt;a&gt;"), "550-<a>" },
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
    gsize origin = dsn_folded_get_origin (&folded, i);

    g_assert_cmpuint (origin, <, text.len);
    g_assert_true (i == 0 || origin >= dsn_folded_get_origin (&folded, i - 1));
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
    g_assert_cmpint (dsn_folded_is_in_name (&folded, i, i + 1), ==, c->marks[i] == 'n');
}

/* Where words begin: `w` below it. */
static const struct StartCase {
  const char *name;
  const char *text, *marks;
} start_cases[] = {
  { "words", "User  unknown", "w    w      " },
  { "marks", "a-b (c.d)", "www wwwww" },
  { "decoded", "a&lt;b=20c", "www w" },
  { "behind-what-is-decoded", "Aa&amp;Bb", "w ww " },
  { "other-scripts", "a\303\244b\347\224\250", "ww ww  " },
  { "name", "Mx1.example.com", "w  ww      ww  " },
};

static void
test_starts (gconstpointer data)
{
  const struct StartCase *c = data;
  g_auto (DsnFolded) folded = { 0 };
  g_autofree char *marks = NULL;

  dsn_fold (&folded, dsn_span_of_string (c->text));
  marks = g_strnfill (folded.len, ' ');
  for (guint i = 0; i < folded.start_count; i++)
    marks[folded.starts[i]] = 'w';
  g_assert_cmpstr (marks, ==, c->marks);
}

/* Small letters do not depend on how long a word is, nor on what follows it. */
static void
test_small (void)
{
  for (gsize len = 1; len < 30; len++) {
    g_autofree char *word = g_strnfill (len, 'Z'), *small = g_strnfill (len, 'z');
    g_autofree char *more = g_strdup_printf ("%s@A[%s\303\244\377", word, word);
    g_autofree char *folded_more = g_strdup_printf ("%s@a[%s\303\244", small, small);
    g_auto (DsnFolded) folded = { 0 }, longer = { 0 };

    dsn_fold (&folded, dsn_span_of_string (word));
    g_assert_cmpstr (folded.text, ==, small);
    dsn_fold (&longer, dsn_span_of_string (more));
    g_assert_true (g_str_has_prefix (longer.text, folded_more));
  }
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
  TEST_ADD_ROWS ("/fold/starts", start_cases, test_starts);
  g_test_add_func ("/fold/small", test_small);
  g_test_add_func ("/fold/growth", test_growth);
  return g_test_run ();
}
