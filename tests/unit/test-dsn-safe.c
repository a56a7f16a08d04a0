/* test-dsn-safe.c: bytes to text that is safe to show. */
#include "test-util.h"

#define FFFD "\xef\xbf\xbd"

static const struct SafeCase {
  const char *name;
  DsnSpan text;
  const char *shown; /* as one line for a terminal */
  const char *utf8;  /* NULL: valid as it is */
} safe_cases[] = {
  { "nothing", SPAN (""), "", NULL },
  { "ascii", SPAN ("550 no such user ~"), "550 no such user ~", NULL },
  { "backslash", SPAN ("a\\b"), "a\\b", NULL },
  { "line-ends", SPAN ("a\r\nb\tc"), "a\\x0d\\x0ab\\x09c", NULL },
  { "escape", SPAN ("\x1b[2J\x1b]0;x\x07"), "\\x1b[2J\\x1b]0;x\\x07", NULL },
  { "backspace-delete", SPAN ("a\b\x7f"), "a\\x08\\x7f", NULL },
  { "nul", SPAN ("a\0b"), "a\\x00b", "a" FFFD "b" },
  { "nuls", SPAN ("\0\0"), "\\x00\\x00", FFFD FFFD },
  { "latin",
    SPAN ("b\xc3\xbc"
          "cher"),
    "b\xc3\xbc"
    "cher",
    NULL },
  { "chinese", SPAN ("\xe7\x94\xa8\xe6\x88\xb7"), "\xe7\x94\xa8\xe6\x88\xb7", NULL },
  { "emoji", SPAN ("\xf0\x9f\x93\xab"), "\xf0\x9f\x93\xab", NULL },
  { "no-break-space",
    SPAN ("a\xc2\xa0"
          "b"),
    "a\xc2\xa0"
    "b",
    NULL },
  { "combining", SPAN ("e\xcc\x81"), "e\xcc\x81", NULL },
  { "c1-next-line",
    SPAN ("a\xc2\x85"
          "b"),
    "a\\xc2\\x85b", NULL },
  { "c1-csi",
    SPAN ("\xc2\x9b"
          "2J"),
    "\\xc2\\x9b2J", NULL },
  { "c1-first-last", SPAN ("\xc2\x80\xc2\x9f"), "\\xc2\\x80\\xc2\\x9f", NULL },
  { "raw-c1",
    SPAN ("\x9b"
          "2J"),
    "\\x9b2J", FFFD "2J" },
  { "bidi-override",
    SPAN ("\xe2\x80\xae"
          "a"),
    "\\xe2\\x80\\xaea", NULL },
  { "bidi-isolate",
    SPAN ("\xe2\x81\xa6"
          "a"),
    "\\xe2\\x81\\xa6a", NULL },
  { "bidi-mark", SPAN ("a\xe2\x80\x8f"), "a\\xe2\\x80\\x8f", NULL },
  { "arabic-letter-mark", SPAN ("\xd8\x9c"), "\\xd8\\x9c", NULL },
  { "zero-width-space",
    SPAN ("a\xe2\x80\x8b"
          "b"),
    "a\\xe2\\x80\\x8bb", NULL },
  { "soft-hyphen",
    SPAN ("a\xc2\xad"
          "b"),
    "a\\xc2\\xadb", NULL },
  { "line-separator",
    SPAN ("a\xe2\x80\xa8"
          "b"),
    "a\\xe2\\x80\\xa8b", NULL },
  { "paragraph-separator", SPAN ("a\xe2\x80\xa9"), "a\\xe2\\x80\\xa9", NULL },
  { "byte-order-mark",
    SPAN ("\xef\xbb\xbf"
          "a"),
    "\\xef\\xbb\\xbfa", NULL },
  { "tag", SPAN ("\xf3\xa0\x81\x81"), "\\xf3\\xa0\\x81\\x81", NULL },
  { "unassigned", SPAN ("\xf3\xaf\xbf\xbd"), "\\xf3\\xaf\\xbf\\xbd", NULL },
  { "replacement", SPAN (FFFD), FFFD, NULL },
  { "high-surrogate",
    SPAN ("\xed\xa0\x80"
          "a"),
    "\\xed\\xa0\\x80"
    "a",
    FFFD FFFD FFFD "a" },
  { "low-surrogate", SPAN ("\xed\xb0\x80"), "\\xed\\xb0\\x80", FFFD FFFD FFFD },
  { "surrogate-pair", SPAN ("\xed\xa0\xbd\xed\xb3\xab"),
    "\\xed\\xa0\\xbd\\xed\\xb3\\xab", FFFD FFFD FFFD FFFD FFFD FFFD },
  { "overlong-nul", SPAN ("\xc0\x80"), "\\xc0\\x80", FFFD FFFD },
  { "overlong-slash", SPAN ("\xc0\xaf"), "\\xc0\\xaf", FFFD FFFD },
  { "overlong-three", SPAN ("\xe0\x80\x9b"), "\\xe0\\x80\\x9b", FFFD FFFD FFFD },
  { "overlong-four", SPAN ("\xf0\x80\x80\x8a"), "\\xf0\\x80\\x80\\x8a",
    FFFD FFFD FFFD FFFD },
  { "too-large", SPAN ("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80",
    FFFD FFFD FFFD FFFD },
  { "five-bytes", SPAN ("\xf8\x88\x80\x80\x80"), "\\xf8\\x88\\x80\\x80\\x80",
    FFFD FFFD FFFD FFFD FFFD },
  { "fe-ff", SPAN ("\xfe\xff"), "\\xfe\\xff", FFFD FFFD },
  { "cut-two", SPAN ("a\xc3"), "a\\xc3", "a" FFFD },
  { "cut-three", SPAN ("a\xe2\x82"), "a\\xe2\\x82", "a" FFFD FFFD },
  { "cut-four", SPAN ("a\xf0\x9f\x93"), "a\\xf0\\x9f\\x93", "a" FFFD FFFD FFFD },
  { "cut-then-letter", SPAN ("\xe2\x82z"), "\\xe2\\x82z", FFFD FFFD "z" },
  { "lone-continuation",
    SPAN ("a\x80"
          "b"),
    "a\\x80"
    "b",
    "a" FFFD "b" },
  { "latin-1", SPAN ("caf\xe9 ol\xe9"), "caf\\xe9 ol\\xe9", "caf" FFFD " ol" FFFD },
};

static void
assert_one_line (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    GUnicodeType type = g_unichar_type (c);

    g_assert_true (c >= ' ');
    g_assert_true (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT);
    g_assert_true (type != G_UNICODE_LINE_SEPARATOR);
    g_assert_true (type != G_UNICODE_PARAGRAPH_SEPARATOR);
    g_assert_true (type != G_UNICODE_UNASSIGNED && type != G_UNICODE_SURROGATE);
  }
}

static void
check_safe (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct SafeCase *c = row;
  g_autoptr (GString) shown = g_string_new ("> ");
  g_autoptr (GString) utf8 = g_string_new ("> ");
  gboolean is_valid =
      text.len == 0 || g_utf8_validate_len ((const char *) text.data, text.len, NULL);
  gboolean said_valid;

  dsn_safe_append (shown, text);
  g_assert_true (g_str_has_prefix (shown->str, "> "));
  g_assert_cmpuint (strlen (shown->str), ==, shown->len);
  assert_one_line (shown->str);

  said_valid = dsn_safe_append_utf8 (utf8, text);
  g_assert_cmpint (said_valid, ==, is_valid);
  g_assert_true (g_str_has_prefix (utf8->str, "> "));
  g_assert_true (g_utf8_validate_len (utf8->str, utf8->len, NULL));
  if (is_valid && text.len > 0)
    g_assert_cmpmem (utf8->str + 2, utf8->len - 2, text.data, text.len);
  if (!whole)
    return;
  g_assert_cmpstr (shown->str + 2, ==, c->shown);
  g_assert_cmpint (said_valid, ==, c->utf8 == NULL);
  if (c->utf8 != NULL)
    g_assert_cmpstr (utf8->str + 2, ==, c->utf8);
}

static void
test_safe (gconstpointer row)
{
  test_cut_everywhere (((const struct SafeCase *) row)->text, check_safe, row);
}

/* Whatever the limit: no more is shown than asked for, and what is shown is the start
 * of the whole, cut between two characters. */
static void
check_bounded_any (DsnSpan text, gboolean whole G_GNUC_UNUSED,
                   gconstpointer row G_GNUC_UNUSED)
{
  for (gsize max = 0; max <= text.len + 1; max++) {
    g_autoptr (GString) all = g_string_new (NULL);
    g_autoptr (GString) cut = g_string_new (NULL);

    dsn_safe_append (all, text);
    dsn_safe_append_bounded (cut, text, max);
    assert_one_line (cut->str);
    if (text.len <= max) {
      g_assert_cmpstr (cut->str, ==, all->str);
      continue;
    }
    g_assert_true (g_str_has_suffix (cut->str, "..."));
    g_string_truncate (cut, cut->len - 3);
    g_assert_true (g_str_has_prefix (all->str, cut->str));
    g_assert_cmpuint (cut->len, <=, 4 * max);
  }
}

static void
test_bounded_any (gconstpointer row)
{
  test_cut_everywhere (((const struct SafeCase *) row)->text, check_bounded_any, row);
}

static const struct BoundedCase {
  const char *name;
  DsnSpan text;
  gsize max_len;
  const char *shown;
} bounded_cases[] = {
  { "fits", SPAN ("abc"), 4, "abc" },
  { "fits-exactly", SPAN ("abc"), 3, "abc" },
  { "one-over", SPAN ("abcd"), 3, "abc..." },
  { "nothing-of-nothing", SPAN (""), 0, "" },
  { "nothing-of-something", SPAN ("abc"), 0, "..." },
  { "inside-two",
    SPAN ("a\xc3\xbc"
          "b"),
    2, "a..." },
  { "behind-two",
    SPAN ("a\xc3\xbc"
          "b"),
    3, "a\xc3\xbc..." },
  { "inside-three",
    SPAN ("a\xe2\x82\xac"
          "b"),
    3, "a..." },
  { "inside-four",
    SPAN ("a\xf0\x9f\x93\xab"
          "b"),
    4, "a..." },
  { "behind-four",
    SPAN ("a\xf0\x9f\x93\xab"
          "b"),
    5, "a\xf0\x9f\x93\xab..." },
  { "inside-first",
    SPAN ("\xf0\x9f\x93\xab"
          "b"),
    3, "..." },
  { "counts-bytes-read", SPAN ("\x01\x02\x03"), 2, "\\x01\\x02..." },
};

static void
test_bounded (gconstpointer row)
{
  const struct BoundedCase *c = row;
  g_autofree guint8 *exact = g_memdup2 (c->text.data, c->text.len);
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_safe_append_bounded (out, (DsnSpan){ exact, c->text.len }, c->max_len);
  g_assert_cmpstr (out->str, ==, c->shown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/safe/text", safe_cases, test_safe);
  TEST_ADD_ROWS ("/safe/bounded", bounded_cases, test_bounded);
  TEST_ADD_ROWS ("/safe/bounded-anywhere", safe_cases, test_bounded_any);
  return g_test_run ();
}
