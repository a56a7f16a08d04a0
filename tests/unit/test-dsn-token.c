/* test-dsn-token.c: white space, comments and quoted strings (RFC 5322 §3.2). */
#include "dsn-token.h"

#include "test-util.h"

static const struct CfwsCase {
  const char *name;
  DsnSpan text;
  gsize taken;
} cfws_cases[] = {
  { "nothing", SPAN (""), 0 },
  { "no-white-space", SPAN ("a "), 0 },
  { "blanks", SPAN (" \t a"), 3 },
  { "fold", SPAN ("\r\n a"), 3 },
  { "comment", SPAN ("(c)a"), 3 },
  { "blank-comment-blank", SPAN (" (c) a"), 5 },
  { "comments", SPAN ("(a)(b) (c)x"), 10 },
  { "nested", SPAN ("(a(b)c)x"), 7 },
  { "escaped", SPAN ("(a\\)b)x"), 6 },
  { "nul-is-no-blank", SPAN (" \0 a"), 1 },
  { "nul-inside", SPAN ("(\0)x"), 3 },
  { "all-of-it", SPAN (" (c) "), 5 },
  { "unclosed-is-left", SPAN (" (a x"), 1 },
  { "unclosed-after-closed", SPAN ("(a) (b"), 4 },
  { "closing-alone", SPAN (")a"), 0 },
  { "eight-bit-is-no-blank", SPAN ("\xa0 a"), 0 },
  { "vertical-tab-is-no-blank", SPAN ("\va"), 0 },
};

static void
check_cfws (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct CfwsCase *c = row;
  DsnScan s = dsn_scan_over (text);
  DsnSpan rest;

  dsn_token_skip_cfws (&s);
  rest = dsn_scan_rest (&s);
  test_assert_inside (rest, text);
  g_assert_true (s.end == (text.len > 0 ? text.data + text.len : text.data));
  if (rest.len > 0)
    g_assert_null (memchr (" \t\r\n", rest.data[0], 4));
  if (whole)
    g_assert_cmpuint (text.len - rest.len, ==, c->taken);
}

static void
test_cfws (gconstpointer row)
{
  test_cut_everywhere (((const struct CfwsCase *) row)->text, check_cfws, row);
}

typedef gboolean (*TokenScan) (DsnScan *scan, DsnSpan *inner);

static const struct TokenCase {
  const char *name;
  TokenScan scan;
  DsnSpan text;
  gsize taken; /* 0: a failure */
  DsnSpan inner;
} token_cases[] = {
  { "comment", dsn_token_scan_comment, SPAN ("(ann) x"), 5, SPAN ("ann") },
  { "comment-empty", dsn_token_scan_comment, SPAN ("()"), 2, SPAN ("") },
  { "comment-nested", dsn_token_scan_comment, SPAN ("(a(b(c))d)e)"), 10,
    SPAN ("a(b(c))d") },
  { "comment-escapes", dsn_token_scan_comment, SPAN ("(a\\(b\\\\)c"), 8,
    SPAN ("a\\(b\\\\") },
  { "comment-quote-is-text", dsn_token_scan_comment, SPAN ("(a\")\"b"), 4,
    SPAN ("a\"") },
  { "comment-nul", dsn_token_scan_comment, SPAN ("(a\0b)"), 5, SPAN ("a\0b") },
  { "comment-line-end", dsn_token_scan_comment, SPAN ("(a\r\n b)"), 7,
    SPAN ("a\r\n b") },
  { "comment-unclosed", dsn_token_scan_comment, SPAN ("(a"), 0, SPAN ("") },
  { "comment-inner-unclosed", dsn_token_scan_comment, SPAN ("(a(b)"), 0, SPAN ("") },
  { "comment-closed-by-escape", dsn_token_scan_comment, SPAN ("(a\\)"), 0, SPAN ("") },
  { "comment-backslash-last", dsn_token_scan_comment, SPAN ("(a\\"), 0, SPAN ("") },
  { "comment-not-at-cursor", dsn_token_scan_comment, SPAN (" (a)"), 0, SPAN ("") },
  { "comment-nothing", dsn_token_scan_comment, SPAN (""), 0, SPAN ("") },
  { "quoted", dsn_token_scan_quoted, SPAN ("\"a b\"@c"), 5, SPAN ("a b") },
  { "quoted-empty", dsn_token_scan_quoted, SPAN ("\"\""), 2, SPAN ("") },
  { "quoted-escapes", dsn_token_scan_quoted, SPAN ("\"a\\\"b\\\\\"c"), 8,
    SPAN ("a\\\"b\\\\") },
  { "quoted-nul", dsn_token_scan_quoted, SPAN ("\"\0\""), 3, SPAN ("\0") },
  { "quoted-parentheses", dsn_token_scan_quoted, SPAN ("\"(\""), 3, SPAN ("(") },
  { "quoted-eight-bit", dsn_token_scan_quoted, SPAN ("\"\xff\""), 3, SPAN ("\xff") },
  { "quoted-unclosed", dsn_token_scan_quoted, SPAN ("\"ab"), 0, SPAN ("") },
  { "quoted-closed-by-escape", dsn_token_scan_quoted, SPAN ("\"ab\\\""), 0, SPAN ("") },
  { "quoted-backslash-last", dsn_token_scan_quoted, SPAN ("\"ab\\"), 0, SPAN ("") },
  { "quoted-not-at-cursor", dsn_token_scan_quoted, SPAN ("a\"b\""), 0, SPAN ("") },
  { "quoted-nothing", dsn_token_scan_quoted, SPAN (""), 0, SPAN ("") },
};

static void
check_token (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct TokenCase *c = row;
  DsnScan s = dsn_scan_over (text);
  DsnSpan inner;
  gboolean ok;

  TEST_POISON (inner);
  ok = c->scan (&s, &inner);
  if (ok) {
    test_assert_inside (inner, text);
    g_assert_true (inner.data == text.data + 1);
    g_assert_true (s.at == inner.data + inner.len + 1);
  } else {
    g_assert_true (s.at == text.data);
    TEST_ASSERT_POISON (inner);
  }
  if (!whole)
    return;
  g_assert_cmpuint (text.len - dsn_scan_left (&s), ==, c->taken);
  if (ok)
    test_assert_span (inner, c->inner);
}

static void
test_token (gconstpointer row)
{
  test_cut_everywhere (((const struct TokenCase *) row)->text, check_token, row);
}

static const struct AtomCase {
  const char *name;
  DsnSpan text;
  gboolean atom;
} atom_cases[] = {
  { "nothing", SPAN (""), FALSE },
  { "word", SPAN ("rfc822"), TRUE },
  { "hyphen", SPAN ("x-unix"), TRUE },
  { "dot", SPAN ("a.b"), FALSE },
  { "blank", SPAN ("a b"), FALSE },
  { "blank-behind", SPAN ("a "), FALSE },
  { "quoted", SPAN ("\"a\""), FALSE },
  { "nul", SPAN ("a\0"), FALSE },
  { "utf-8", SPAN ("\xc3\xbc"), TRUE },
  { "at", SPAN ("a@b"), FALSE },
  { "comment", SPAN ("a(b)"), FALSE },
  { "specials", SPAN ("!#$%&'*+-/=?"), TRUE },
  { "more-specials", SPAN ("^_`{|}~"), TRUE },
};

static void
test_atom (gconstpointer row)
{
  const struct AtomCase *c = row;
  g_autofree guint8 *exact = g_memdup2 (c->text.data, c->text.len);

  g_assert_cmpint (dsn_token_is_atom ((DsnSpan){ exact, c->text.len }), ==, c->atom);
}

/* RFC 5322 §3.2.3 names the printable characters that are no atext; all 256 tried. */
static void
test_atext (void)
{
  for (guint c = 0; c < 256; c++) {
    gboolean special = memchr ("()<>[]:;@\\,.\"", (int) c, 13) != NULL;
    gboolean expected = c >= 0x80 || (c > ' ' && c < 0x7f && !special);

    g_assert_cmpint (dsn_token_is_atext ((guint8) c), ==, expected);
  }
}

/* Depth costs no stack: parentheses are counted. */
static void
test_deep (void)
{
  const gsize depth = 1 << 20;
  g_autofree guint8 *text = g_malloc (2 * depth);
  DsnScan s = dsn_scan_over ((DsnSpan){ text, 2 * depth });
  DsnSpan inner;

  memset (text, '(', depth);
  memset (text + depth, ')', depth);
  g_assert_true (dsn_token_scan_comment (&s, &inner));
  g_assert_cmpuint (inner.len, ==, 2 * depth - 2);
  g_assert_true (dsn_scan_at_end (&s));

  s = dsn_scan_over ((DsnSpan){ text, 2 * depth - 1 });
  dsn_token_skip_cfws (&s);
  g_assert_true (s.at == text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/token/cfws", cfws_cases, test_cfws);
  TEST_ADD_ROWS ("/token/scan", token_cases, test_token);
  TEST_ADD_ROWS ("/token/atom", atom_cases, test_atom);
  g_test_add_func ("/token/atext", test_atext);
  g_test_add_func ("/token/deep", test_deep);
  return g_test_run ();
}
