/* test-dsn-xtext.c: xtext (RFC 3461 §4) and the address forms of RFC 6533 §3. */
#include "dsn-xtext.h"

#include "test-util.h"

typedef gboolean (*Decode) (GString *out, DsnSpan text);

static const struct DecodeCase {
  const char *name;
  DsnSpan text;
  DsnSpan decoded;
  gboolean good;
} xtext_cases[] = {
  { "nothing", SPAN (""), SPAN (""), TRUE },
  { "plain", SPAN ("a@example.com"), SPAN ("a@example.com"), TRUE },
  { "plus", SPAN ("a+2Bb@example.com"), SPAN ("a+b@example.com"), TRUE },
  { "equals", SPAN ("a+3Db"), SPAN ("a=b"), TRUE },
  { "blank", SPAN ("+22a+20b+22@c"), SPAN ("\"a b\"@c"), TRUE },
  { "digits-after", SPAN ("+2B41"), SPAN ("+41"), TRUE },
  { "not-twice", SPAN ("+2B2B"), SPAN ("+2B"), TRUE },
  { "last", SPAN ("+41"), SPAN ("A"), TRUE },
  { "eight-bit-decoded", SPAN ("+C3+BC"), SPAN ("\xc3\xbc"), TRUE },
  { "control-decoded", SPAN ("a+0D+0Ab"), SPAN ("a\r\nb"), TRUE },
  { "lower-case", SPAN ("a+2bb"), SPAN ("a+b"), FALSE },
  { "lower-case-first", SPAN ("+c3"), SPAN ("\xc3"), FALSE },
  { "mixed-case", SPAN ("+c3+Bc"), SPAN ("\xc3\xbc"), FALSE },
  { "nul-stays", SPAN ("a+00b"), SPAN ("a+00b"), FALSE },
  { "bare-plus", SPAN ("ann+tag@example.com"), SPAN ("ann+tag@example.com"), FALSE },
  { "one-digit", SPAN ("a+4"), SPAN ("a+4"), FALSE },
  { "one-digit-then-text", SPAN ("a+4g"), SPAN ("a+4g"), FALSE },
  { "plus-last", SPAN ("a+"), SPAN ("a+"), FALSE },
  { "plus-plus", SPAN ("++41"), SPAN ("+A"), FALSE },
  { "raw-equals", SPAN ("a=b"), SPAN ("a=b"), FALSE },
  { "raw-blank", SPAN ("a b"), SPAN ("a b"), FALSE },
  { "raw-eight-bit", SPAN ("\xc3\xbc@c"), SPAN ("\xc3\xbc@c"), FALSE },
  { "raw-delete", SPAN ("a\x7f"), SPAN ("a\x7f"), FALSE },
  { "raw-nul", SPAN ("a\0+41"), SPAN ("a\0A"), FALSE },
  { "nul-digit", SPAN ("+4\0"), SPAN ("+4\0"), FALSE },
  { "fullwidth-digits", SPAN ("+\xef\xbc\x94"), SPAN ("+\xef\xbc\x94"), FALSE },
};

static const struct DecodeCase unicode_cases[] = {
  { "nothing", SPAN (""), SPAN (""), TRUE },
  { "plain", SPAN ("a@example.com"), SPAN ("a@example.com"), TRUE },
  { "utf-8-stays", SPAN ("\xc3\xbc@c"), SPAN ("\xc3\xbc@c"), TRUE },
  { "two-digits", SPAN ("\\x{FC}@c"), SPAN ("\xc3\xbc@c"), TRUE },
  { "three-digits", SPAN ("a\\x{17E}b"),
    SPAN ("a\xc5\xbe"
          "b"),
    TRUE },
  { "four-digits", SPAN ("\\x{7528}\\x{6237}@c"), SPAN ("\xe7\x94\xa8\xe6\x88\xb7@c"),
    TRUE },
  { "five-digits", SPAN ("\\x{1F4EB}"), SPAN ("\xf0\x9f\x93\xab"), TRUE },
  { "six-digits", SPAN ("\\x{10FFFD}"), SPAN ("\xf4\x8f\xbf\xbd"), TRUE },
  { "lower-case", SPAN ("\\x{fc}"), SPAN ("\xc3\xbc"), TRUE },
  { "backslash", SPAN ("a\\x{5C}b"), SPAN ("a\\b"), TRUE },
  { "plus-equals-blank", SPAN ("\\x{2B}\\x{3D}\\x{20}"), SPAN ("+= "), TRUE },
  { "not-twice", SPAN ("\\x{5C}x{FC}"), SPAN ("\\x{FC}"), TRUE },
  { "other-backslash", SPAN ("\"a\\\"b\"@c\\"), SPAN ("\"a\\\"b\"@c\\"), TRUE },
  { "needless", SPAN ("\\x{41}"), SPAN ("\\x{41}"), FALSE },
  { "nul", SPAN ("\\x{00}"), SPAN ("\\x{00}"), FALSE },
  { "long-form", SPAN ("\\x{00FC}"), SPAN ("\\x{00FC}"), FALSE },
  { "long-form-three", SPAN ("\\x{0FC}"), SPAN ("\\x{0FC}"), FALSE },
  { "seven-digits", SPAN ("\\x{010FFFD}"), SPAN ("\\x{010FFFD}"), FALSE },
  { "one-digit", SPAN ("\\x{9}"), SPAN ("\\x{9}"), FALSE },
  { "no-digits", SPAN ("\\x{}"), SPAN ("\\x{}"), FALSE },
  { "surrogate", SPAN ("\\x{D800}"), SPAN ("\\x{D800}"), FALSE },
  { "last-surrogate", SPAN ("\\x{DFFF}"), SPAN ("\\x{DFFF}"), FALSE },
  { "too-large", SPAN ("\\x{110000}"), SPAN ("\\x{110000}"), FALSE },
  { "wraps", SPAN ("\\x{1000000FC}"), SPAN ("\\x{1000000FC}"), FALSE },
  { "unclosed", SPAN ("a\\x{FC"), SPAN ("a\\x{FC"), FALSE },
  { "no-hex", SPAN ("\\x{FG}"), SPAN ("\\x{FG}"), FALSE },
  { "sign", SPAN ("\\x{+FC}"), SPAN ("\\x{+FC}"), FALSE },
  { "blank", SPAN ("\\x{FC }"), SPAN ("\\x{FC }"), FALSE },
  { "bad-then-good", SPAN ("\\x{9}\\x{FC}"), SPAN ("\\x{9}\xc3\xbc"), FALSE },
  { "nested", SPAN ("\\x{\\x{FC}}"), SPAN ("\\x{\xc3\xbc}"), FALSE },
  { "nul-byte", SPAN ("\0\\x{FC}"), SPAN ("\0\xc3\xbc"), TRUE },
};

static void
check_decode (Decode decode, DsnSpan text, gboolean whole, const struct DecodeCase *c)
{
  g_autoptr (GString) out = g_string_new ("> ");
  gboolean good = decode (out, text);

  g_assert_true (g_str_has_prefix (out->str, "> "));
  g_string_erase (out, 0, 2);
  g_assert_cmpuint (out->len, <=, text.len);
  if (!whole)
    return;
  g_assert_cmpint (good, ==, c->good);
  test_assert_string (out, c->decoded);
}

static void
check_xtext (DsnSpan text, gboolean whole, gconstpointer row)
{
  check_decode (dsn_xtext_decode, text, whole, row);
}

static void
test_xtext (gconstpointer row)
{
  test_cut_everywhere (((const struct DecodeCase *) row)->text, check_xtext, row);
}

/* Valid UTF-8 stays valid, NULs included in what is valid here. */
static void
check_unicode (DsnSpan text, gboolean whole, gconstpointer row)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  check_decode (dsn_xtext_decode_unicode, text, whole, row);
  dsn_safe_append_utf8 (before, text);
  dsn_xtext_decode_unicode (out, (DsnSpan){ (guint8 *) before->str, before->len });
  g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
}

static void
test_unicode (gconstpointer row)
{
  test_cut_everywhere (((const struct DecodeCase *) row)->text, check_unicode, row);
}

/* Every byte but NUL can be written in hex. */
static void
test_all_bytes (void)
{
  for (guint byte = 0; byte < 256; byte++) {
    g_autofree char *text = g_strdup_printf ("a+%02Xb", byte);
    g_autoptr (GString) out = g_string_new (NULL);
    gboolean good = dsn_xtext_decode (out, dsn_span_of_string (text));

    g_assert_cmpint (good, ==, byte != 0);
    g_assert_cmpuint (out->len, ==, byte != 0 ? 3 : 5);
    if (byte != 0)
      g_assert_cmpuint ((guint8) out->str[1], ==, byte);
  }
}

static const struct EncodeCase {
  const char *name;
  const char *text, *encoded;
} encode_cases[] = {
  { "nothing", "", "" },
  { "plain", "a@example.com", "a@example.com" },
  { "utf-8", "\xc3\xbc@c", "\\x{FC}@c" },
  { "wide", "\xf0\x9f\x93\xab", "\\x{1F4EB}" },
  { "what-xtext-escapes", "a+b=c \\d", "a\\x{2B}b\\x{3D}c\\x{20}\\x{5C}d" },
  { "control", "a\tb\x7f", "a\\x{09}b\\x{7F}" },
  { "not-twice", "\\x{FC}\xc3\xbc", "\\x{FC}\\x{FC}" },
};

static void
test_encode (gconstpointer data)
{
  const struct EncodeCase *c = data;
  g_autoptr (GString) out = g_string_new ("> ");

  dsn_xtext_encode_unicode (out, c->text);
  g_assert_cmpstr (out->str + 2, ==, c->encoded);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/xtext/decode", xtext_cases, test_xtext);
  TEST_ADD_ROWS ("/xtext/unicode", unicode_cases, test_unicode);
  g_test_add_func ("/xtext/all-bytes", test_all_bytes);
  TEST_ADD_ROWS ("/xtext/encode", encode_cases, test_encode);
  return g_test_run ();
}
