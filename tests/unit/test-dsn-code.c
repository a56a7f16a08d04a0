/* test-dsn-code.c: enhanced status codes, 5.1.1 (RFC 3463 §2). */
#include "dsn-code-private.h"

#include "test-util.h"

static const struct ScanCase {
  const char *name;
  DsnSpan text;
  gsize taken; /* 0: not a code */
  DsnCode code;
} scan_cases[] = {
  { "plain", SPAN ("5.1.1"), 5, { 5, 1, 1 } },
  { "then-text", SPAN ("4.2.2 full"), 5, { 4, 2, 2 } },
  { "success", SPAN ("2.0.0"), 5, { 2, 0, 0 } },
  { "three-digits", SPAN ("5.7.606"), 7, { 5, 7, 606 } },
  { "largest", SPAN ("5.999.999"), 9, { 5, 999, 999 } },
  { "ends-a-sentence", SPAN ("5.1.1. Bye"), 5, { 5, 1, 1 } },
  { "dot-last", SPAN ("5.1.1."), 5, { 5, 1, 1 } },
  { "then-nul", SPAN ("5.1.1\0"), 5, { 5, 1, 1 } },
  { "leading-zeros", SPAN ("5.01.001"), 8, { 5, 1, 1 } },
  { "nul", SPAN ("5.1\0.1"), 0 },
  { "class-0", SPAN ("0.1.1"), 0 },
  { "class-1", SPAN ("1.1.1"), 0 },
  { "class-3", SPAN ("3.1.1"), 0 },
  { "class-6", SPAN ("6.1.1"), 0 },
  { "class-of-two-digits", SPAN ("55.1.1"), 0 },
  { "subject-too-long", SPAN ("5.1234.1"), 0 },
  { "detail-too-long", SPAN ("5.1.1234"), 0 },
  { "address", SPAN ("5.1.1.9"), 0 },
  { "two-numbers", SPAN ("5.1"), 0 },
  { "no-detail", SPAN ("5.1."), 0 },
  { "no-subject", SPAN ("5..1"), 0 },
  { "blank-inside", SPAN ("5. 1.1"), 0 },
  { "blank-first", SPAN (" 5.1.1"), 0 },
  { "commas", SPAN ("5,1,1"), 0 },
  { "signs", SPAN ("5.-1.1"), 0 },
  { "letters", SPAN ("5.x.x"), 0 },
  { "nothing", SPAN (""), 0 },
};

static gboolean
is_class (guint klass)
{
  return klass == 2 || klass == 4 || klass == 5;
}

static void
assert_code (DsnCode got, DsnCode expected)
{
  char a[DSN_CODE_TEXT_SIZE], b[DSN_CODE_TEXT_SIZE];

  g_assert_cmpstr (dsn_code_to_text (got, a), ==, dsn_code_to_text (expected, b));
}

static void
check_scan (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct ScanCase *c = row;
  DsnScan s = dsn_scan_over (text);
  DsnCode code;
  gboolean ok;

  TEST_POISON (code);
  ok = dsn_code_scan (&s, &code);
  g_assert_cmpint (ok, ==, s.at != text.data);
  g_assert_cmpuint (dsn_scan_left (&s), <=, text.len);
  if (ok)
    g_assert_true (is_class (code.klass) && code.subject <= 999 && code.detail <= 999);
  else
    TEST_ASSERT_POISON (code);
  if (!whole)
    return;
  g_assert_cmpuint (text.len - dsn_scan_left (&s), ==, c->taken);
  if (ok)
    assert_code (code, c->code);
}

static void
test_scan (gconstpointer row)
{
  test_cut_everywhere (((const struct ScanCase *) row)->text, check_scan, row);
}

static const struct ReadCase {
  const char *name;
  DsnSpan text;
  DsnCode code; /* class 0: none */
  gboolean odd;
} read_cases[] = {
  { "plain", SPAN ("5.1.1"), { 5, 1, 1 }, FALSE },
  { "zeros", SPAN ("5.0.0"), { 5, 0, 0 }, FALSE },
  { "ten", SPAN ("5.7.10"), { 5, 7, 10 }, FALSE },
  { "blanks", SPAN (" 4.4.7 "), { 4, 4, 7 }, FALSE },
  { "comment-behind", SPAN ("5.1.1 (bad mailbox 5.2.2)"), { 5, 1, 1 }, FALSE },
  { "comment-before", SPAN ("(permanent) 5.1.1"), { 5, 1, 1 }, FALSE },
  { "text-behind", SPAN ("5.1.1 User unknown"), { 5, 1, 1 }, TRUE },
  { "dot-behind", SPAN ("5.1.1."), { 5, 1, 1 }, TRUE },
  { "unclosed-comment-behind", SPAN ("5.1.1 (bad"), { 5, 1, 1 }, TRUE },
  { "leading-zero-in-subject", SPAN ("5.01.1"), { 5, 1, 1 }, TRUE },
  { "leading-zero-in-class", SPAN ("05.1.1"), { 5, 1, 1 }, TRUE },
  { "leading-zeros", SPAN ("5.1.001"), { 5, 1, 1 }, TRUE },
  { "many-leading-zeros", SPAN ("5.0000001.1"), { 5, 1, 1 }, TRUE },
  { "double-zeros", SPAN ("5.00.00"), { 5, 0, 0 }, TRUE },
  { "two-numbers", SPAN ("5.1"), { 5, 1, 0 }, TRUE },
  { "one-number", SPAN ("5"), { 5, 0, 0 }, TRUE },
  { "four-numbers", SPAN ("5.1.1.9"), { 5, 1, 1 }, TRUE },
  { "hash", SPAN ("#5.1.1"), { 5, 1, 1 }, TRUE },
  { "split-by-fold", SPAN ("5. 1. 1"), { 5, 1, 1 }, TRUE },
  { "nul-behind", SPAN ("5.1.1\0"), { 5, 1, 1 }, TRUE },
  { "nothing", SPAN (""), { 0 }, FALSE },
  { "only-comment", SPAN ("(none)"), { 0 }, FALSE },
  { "word", SPAN ("failed"), { 0 }, FALSE },
  { "reply-code", SPAN ("550"), { 0 }, FALSE },
  { "letters-behind-class", SPAN ("5xx"), { 0 }, FALSE },
  { "letters-for-numbers", SPAN ("X.1.1"), { 0 }, FALSE },
  { "class-3", SPAN ("3.1.1"), { 0 }, FALSE },
  { "class-0", SPAN ("0.0.0"), { 0 }, FALSE },
  { "host-address", SPAN ("192.0.2.1"), { 0 }, FALSE },
  { "sign", SPAN ("-5.1.1"), { 0 }, FALSE },
  { "hash-alone", SPAN ("#"), { 0 }, FALSE },
  { "four-digits", SPAN ("5.1.1000"), { 0 }, FALSE },
  { "nul-first", SPAN ("\0005.1.1"), { 0 }, FALSE },
};

static void
check_read (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct ReadCase *c = row;
  DsnCode code;
  gboolean odd, ok;

  TEST_POISON (code);
  TEST_POISON (odd);
  ok = dsn_code_read (text, &code, &odd);
  if (ok) {
    g_assert_true (is_class (code.klass) && code.subject <= 999 && code.detail <= 999);
    g_assert_true (odd == TRUE || odd == FALSE);
  } else {
    TEST_ASSERT_POISON (code);
    TEST_ASSERT_POISON (odd);
  }
  if (!whole)
    return;
  g_assert_cmpint (ok, ==, c->code.klass != 0);
  if (ok) {
    assert_code (code, c->code);
    g_assert_cmpint (odd, ==, c->odd);
  }
}

static void
test_read (gconstpointer row)
{
  test_cut_everywhere (((const struct ReadCase *) row)->text, check_read, row);
}

static const struct FindCase {
  const char *name;
  DsnSpan text;
  const char *where; /* NULL: none */
} find_cases[] = {
  { "alone", SPAN ("5.1.1"), "5.1.1" },
  { "after-reply-code", SPAN ("550 5.1.1 no such user"), "5.1.1" },
  { "after-hyphen", SPAN ("550-5.7.26 unauthenticated"), "5.7.26" },
  { "parentheses", SPAN ("no such user (#5.1.1)"), "5.1.1" },
  { "parentheses-only", SPAN ("unknown (5.1.1)"), "5.1.1" },
  { "brackets", SPAN ("[4.7.0] try later"), "4.7.0" },
  { "hash-in-brackets", SPAN ("<mx.example.com #5.7.1 smtp;no>"), "5.7.1" },
  { "semicolon", SPAN ("smtp;5.4.4 no mx"), "5.4.4" },
  { "colon", SPAN ("Error:5.2.2:full"), "5.2.2" },
  { "equals", SPAN ("dsn=5.4.6, status=bounced"), "5.4.6" },
  { "quote", SPAN ("said '5.7.1'"), "5.7.1" },
  { "sentence", SPAN ("It was 5.1.1. Bye"), "5.1.1" },
  { "first-of-two", SPAN ("5.1.1 then 5.2.2"), "5.1.1" },
  { "success", SPAN ("250 2.1.5 ok"), "2.1.5" },
  { "behind-nul", SPAN ("\0005.1.1\0"), "5.1.1" },
  { "among-utf-8",
    SPAN ("\xef\xbc\x9a"
          "5.1.1\xef\xbc\x8c"),
    "5.1.1" },
  { "behind-class-3", SPAN ("3.1.1 5.1.1"), "5.1.1" },
  { "behind-host-address", SPAN ("[192.0.2.1] 5.7.1"), "5.7.1" },
  { "behind-version", SPAN ("(8.14.4/8.14.4) 5.0.0"), "5.0.0" },
  { "none", SPAN ("no such user"), NULL },
  { "nothing", SPAN (""), NULL },
  { "host-address", SPAN ("[192.0.2.1]"), NULL },
  { "address-of-small-numbers", SPAN ("5.1.1.9"), NULL },
  { "address-ends-like-a-code", SPAN ("10.5.1.1"), NULL },
  { "address-begins-with-class", SPAN ("connect to 4.2.2.1: refused"), NULL },
  { "version", SPAN ("sendmail 8.14.4"), NULL },
  { "version-with-v", SPAN ("exim v4.94.2"), NULL },
  { "version-after-slash", SPAN ("Postfix/2.11.3"), NULL },
  { "version-then-slash", SPAN ("2.11.3/2.11.3"), NULL },
  { "version-then-build", SPAN ("4.94.2-20240101"), NULL },
  { "version-then-letter", SPAN ("5.1.1b"), NULL },
  { "host", SPAN ("mx5.1.1.example.com"), NULL },
  { "host-of-numbers", SPAN ("host 5.1.1.example.com refused"), NULL },
  { "host-in-the-middle", SPAN ("mail.5.1.1.example.com"), NULL },
  { "local-part", SPAN ("<5.1.1@example.com>"), NULL },
  { "local-part-with-tag", SPAN ("<5.1.1+tag@example.com>"), NULL },
  { "domain", SPAN ("ann@5.1.1"), NULL },
  { "message-id", SPAN ("<20240101.5.1.1_x@example.com>"), NULL },
  { "url", SPAN ("https://example.com/5.1.1/"), NULL },
  { "date", SPAN ("on 5.11.2019 at noon"), NULL },
  { "size", SPAN ("4.7.1MB"), NULL },
  { "class-x", SPAN ("x.1.1"), NULL },
  { "two-numbers", SPAN ("4.87 is the version"), NULL },
};

static void
check_find (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct FindCase *c = row;
  DsnCode code, same;
  DsnSpan where;
  gboolean ok;

  TEST_POISON (code);
  TEST_POISON (where);
  ok = dsn_code_find (text, &code, &where);
  g_assert_cmpint (ok, ==, dsn_code_find (text, &same, NULL));
  if (ok) {
    DsnScan s = dsn_scan_over (where);

    test_assert_inside (where, text);
    assert_code (same, code);
    g_assert_true (dsn_code_scan (&s, &same) && dsn_scan_at_end (&s));
    assert_code (same, code);
  } else {
    TEST_ASSERT_POISON (code);
    TEST_ASSERT_POISON (where);
  }
  if (!whole)
    return;
  test_assert_span (ok ? where : DSN_SPAN_LIT ("none"),
                    c->where != NULL ? dsn_span_of_string (c->where)
                                     : DSN_SPAN_LIT ("none"));
}

static void
test_find (gconstpointer row)
{
  test_cut_everywhere (((const struct FindCase *) row)->text, check_find, row);
}

static const struct TextCase {
  const char *name;
  DsnCode code;
  const char *text;
  gboolean specific;
} text_cases[] = {
  { "plain", { 5, 1, 1 }, "5.1.1", TRUE },
  { "longest", { 5, 999, 999 }, "5.999.999", TRUE },
  { "class-only", { 4, 0, 0 }, "4.0.0", FALSE },
  { "subject-only", { 5, 1, 0 }, "5.1.0", TRUE },
  { "detail-only", { 5, 0, 1 }, "5.0.1", TRUE },
  { "none", { 0, 0, 0 }, "0.0.0", FALSE },
  { "no-class", { 0, 1, 1 }, "0.1.1", FALSE },
};

static void
test_text (gconstpointer row)
{
  const struct TextCase *c = row;
  g_autofree char *text = g_malloc (DSN_CODE_TEXT_SIZE);

  g_assert_true (dsn_code_to_text (c->code, text) == text);
  g_assert_cmpstr (text, ==, c->text);
  g_assert_cmpint (dsn_code_is_specific (c->code), ==, c->specific);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/code/scan", scan_cases, test_scan);
  TEST_ADD_ROWS ("/code/read", read_cases, test_read);
  TEST_ADD_ROWS ("/code/find", find_cases, test_find);
  TEST_ADD_ROWS ("/code/text", text_cases, test_text);
  return g_test_run ();
}
