/* test-dsn-bare.c: brackets, comments and address literals taken off. */
#include "dsn-bare.h"

#include "test-util.h"

static const struct BareCase {
  const char *name;
  DsnSpan (*read) (DsnSpan text);
  DsnSpan text;
  DsnSpan bare;
} bare_cases[] = {
  { "comment", dsn_bare_drop_comment, SPAN ("a b (c)"), SPAN ("a b") },
  { "comment-nested", dsn_bare_drop_comment, SPAN ("a (b (c) d)"), SPAN ("a") },
  { "comment-quoted-pair", dsn_bare_drop_comment, SPAN ("a (b \\) c)"), SPAN ("a") },
  { "comment-inside", dsn_bare_drop_comment, SPAN ("a (b) c"), SPAN ("a (b) c") },
  { "comment-alone", dsn_bare_drop_comment, SPAN ("(a)"), SPAN ("(a)") },
  { "comment-unopened", dsn_bare_drop_comment, SPAN ("a b)"), SPAN ("a b)") },
  { "brackets", dsn_bare_drop_brackets, SPAN ("x < a@b > y"), SPAN ("a@b") },
  { "brackets-none", dsn_bare_drop_brackets, SPAN ("a@b"), SPAN ("a@b") },
  { "brackets-empty", dsn_bare_drop_brackets, SPAN ("<>"), SPAN ("") },
  { "brackets-unclosed", dsn_bare_drop_brackets, SPAN ("<a@b"), SPAN ("a@b") },
  { "ip", dsn_bare_ip, SPAN ("192.0.2.1"), SPAN ("192.0.2.1") },
  { "ip-literal", dsn_bare_ip, SPAN ("[192.0.2.1]"), SPAN ("192.0.2.1") },
  { "ip-literal-6", dsn_bare_ip, SPAN ("[IPv6:2001:db8::1]"), SPAN ("2001:db8::1") },
  { "ip-6", dsn_bare_ip, SPAN ("2001:DB8::1"), SPAN ("2001:DB8::1") },
  { "ip-host", dsn_bare_ip, SPAN ("mx.example.com"), SPAN ("") },
  { "ip-too-long", dsn_bare_ip,
    SPAN ("0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"), SPAN ("") },
};

static void
check_bare (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct BareCase *c = row;
  DsnSpan got = c->read (text);

  if (got.len > 0)
    test_assert_inside (got, text);
  if (whole)
    test_assert_span (got, c->bare);
}

static void
test_bare (gconstpointer data)
{
  const struct BareCase *c = data;

  test_cut_everywhere (c->text, check_bare, c);
}

static void
test_is_ip (void)
{
  g_assert_true (dsn_bare_is_ip (dsn_span_of_string ("192.0.2.1")));
  g_assert_true (dsn_bare_is_ip (dsn_span_of_string ("2001:db8::1")));
  g_assert_false (dsn_bare_is_ip (dsn_span_of_string ("20240131")));
  g_assert_false (dsn_bare_is_ip (dsn_span_of_string ("mx.example.com")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/bare", bare_cases, test_bare);
  g_test_add_func ("/bare/is-ip", test_is_ip);
  return g_test_run ();
}
