/* test-dsn-typed.c: "type; value" pairs of delivery-status fields (RFC 3464 §2.1.2). */
#include "dsn-typed.h"

#include "dsn-token.h"
#include "test-util.h"

#define TEN "abcdefghij"
#define SIXTY TEN TEN TEN TEN TEN TEN

static const struct TypedCase {
  const char *name;
  DsnSpan text;
  gboolean ok;
  DsnSpan type;
  DsnSpan value;
} typed_cases[] = {
  { "address", SPAN ("rfc822; a@example.com"), TRUE, SPAN ("rfc822"),
    SPAN ("a@example.com") },
  { "no-blank", SPAN ("rfc822;<a@example.com>"), TRUE, SPAN ("rfc822"),
    SPAN ("<a@example.com>") },
  { "upper-case", SPAN ("RFC822; \"a b\"@example.com"), TRUE, SPAN ("RFC822"),
    SPAN ("\"a b\"@example.com") },
  { "host", SPAN (" dns ; mx.example.com "), TRUE, SPAN ("dns"),
    SPAN ("mx.example.com") },
  { "diagnostic", SPAN ("smtp; 550 5.1.1 no; bye"), TRUE, SPAN ("smtp"),
    SPAN ("550 5.1.1 no; bye") },
  { "extension-type", SPAN ("X-Postfix; unknown user: \"ann\""), TRUE,
    SPAN ("X-Postfix"), SPAN ("unknown user: \"ann\"") },
  { "eai-type", SPAN ("utf-8; \xc3\xbc@example.com"), TRUE, SPAN ("utf-8"),
    SPAN ("\xc3\xbc@example.com") },
  { "comments", SPAN (" (a) rfc822 (b(c)) ; x (d)"), TRUE, SPAN ("rfc822"),
    SPAN ("x (d)") },
  { "fold-before-value", SPAN ("smtp;\r\n 550 no"), TRUE, SPAN ("smtp"),
    SPAN ("550 no") },
  { "fold-inside-value", SPAN ("smtp; 550\r\n\tno"), TRUE, SPAN ("smtp"),
    SPAN ("550\r\n\tno") },
  { "empty-value", SPAN ("rfc822;"), TRUE, SPAN ("rfc822"), SPAN ("") },
  { "blank-value", SPAN ("rfc822; \t "), TRUE, SPAN ("rfc822"), SPAN ("") },
  { "two-semicolons", SPAN ("smtp;;x"), TRUE, SPAN ("smtp"), SPAN (";x") },
  { "nul-in-value", SPAN ("smtp; a\0b"), TRUE, SPAN ("smtp"), SPAN ("a\0b") },
  { "type-of-64", SPAN (SIXTY "abcd;x"), TRUE, SPAN (SIXTY "abcd"), SPAN ("x") },
  { "type-of-65", SPAN (SIXTY "abcde;x"), FALSE },
  { "nothing", SPAN (""), FALSE },
  { "blanks", SPAN (" \t"), FALSE },
  { "only-comment", SPAN ("(rfc822; a)"), FALSE },
  { "no-semicolon", SPAN ("a@example.com"), FALSE },
  { "type-alone", SPAN ("rfc822"), FALSE },
  { "no-type", SPAN ("; a@example.com"), FALSE },
  { "comment-for-a-type", SPAN ("(rfc822); a"), FALSE },
  { "prose", SPAN ("550 no such user; bye"), FALSE },
  { "two-words", SPAN ("rfc 822; a"), FALSE },
  { "address-then-semicolon", SPAN ("a@example.com; b"), FALSE },
  { "dotted-type", SPAN ("mx.example.com; b"), FALSE },
  { "quoted-type", SPAN ("\"rfc822\"; a"), FALSE },
  { "bracketed-type", SPAN ("<rfc822>; a"), FALSE },
  { "colon", SPAN ("rfc822: a@example.com"), FALSE },
  { "nul-in-type", SPAN ("rfc\000822; a"), FALSE },
  { "nul-before-semicolon", SPAN ("smtp\0; a"), FALSE },
  { "unclosed-comment", SPAN ("(rfc822; a"), FALSE },
  { "unclosed-after-type", SPAN ("rfc822 (x; a"), FALSE },
};

static void
check_typed (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct TypedCase *c = row;
  DsnScan s = dsn_scan_over (text);
  DsnTyped typed;
  gboolean ok;

  TEST_POISON (typed);
  ok = dsn_typed_scan (&s, &typed);
  if (ok) {
    g_assert_true (dsn_scan_at_end (&s));
    test_assert_inside (typed.type, text);
    test_assert_inside (typed.value, text);
    g_assert_true (dsn_token_is_atom (typed.type));
    g_assert_cmpuint (dsn_span_trim (typed.value).len, ==, typed.value.len);
    g_assert_true (typed.type.data + typed.type.len < s.end);
  } else {
    g_assert_true (s.at == text.data);
    TEST_ASSERT_POISON (typed);
  }
  if (!whole)
    return;
  g_assert_cmpint (ok, ==, c->ok);
  if (ok) {
    test_assert_span (typed.type, c->type);
    test_assert_span (typed.value, c->value);
  }
}

static void
test_typed (gconstpointer row)
{
  test_cut_everywhere (((const struct TypedCase *) row)->text, check_typed, row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/typed", typed_cases, test_typed);
  return g_test_run ();
}
