/* test-dsn-scanner.c: bytes to trees, and what was odd on the way. */
#include "test-message.h"

#define MIXED(b) "Content-Type: multipart/mixed; boundary=" b "\n\n"
#define PLAIN "Content-Type: text/plain\n\n"
#define MESSAGE "Content-Type: message/rfc822\n\n"

static const struct TreeCase {
  const char *name;
  DsnSpan text;
  const char *tree;
  const char *defects;
} cases[] = {
  { "plain", SPAN ("To: a\n\nhello\n"), "-", "" },
  { "header-only", SPAN ("To: a\n"), "-", "" },
  { "header-no-end", SPAN ("To: a"), "-", "" },
  { "body-only", SPAN ("\nhello\n"), "-", "" },
  { "mixed", SPAN (MIXED ("b") "--b\n" PLAIN "x\n--b\n\ny\n--b--\n"),
    "multipart/mixed (text/plain, -)", "" },
  { "crlf",
    SPAN ("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"),
    "multipart/mixed (-)", "" },
  { "preamble-epilogue", SPAN (MIXED ("b") "pre\n--b\n\nx\n--b--\npost\n--b\n\ny\n"),
    "multipart/mixed (-)", "" },
  { "blanks-behind", SPAN (MIXED ("b") "--b \t\n\nx\n--b-- \n"), "multipart/mixed (-)",
    "" },
  { "lookalikes", SPAN (MIXED ("b") "--b\n\n--bb\n--b x\n-b\n--b-\nx--b\n--b--\n"),
    "multipart/mixed (-)", "" },
  { "empty-multipart", SPAN (MIXED ("b") "--b--\n"), "multipart/mixed", "" },
  { "no-header-no-body", SPAN (MIXED ("b") "--b\n--b\n--b--\n"),
    "multipart/mixed (-, -)", "" },
  { "nested",
    SPAN (MIXED ("a") "--a\n" MIXED ("b") "--b\n\nx\n--b--\n--a\n\ny\n--a--\n"),
    "multipart/mixed (multipart/mixed (-), -)", "" },
  { "outer-ends-inner",
    SPAN (MIXED ("a") "--a\n" MIXED ("b") "--b\n\nx\n--a\n\ny\n--a--\n"),
    "multipart/mixed (multipart/mixed (-), -)", "boundary-not-closed@96" },
  { "prefix-boundary",
    SPAN (MIXED ("bb") "--bb\n" MIXED ("b") "--b\n\nx\n--b--\n--bb--\n"),
    "multipart/mixed (multipart/mixed (-))", "" },
  { "not-closed", SPAN (MIXED ("b") "--b\n\nx\n"), "multipart/mixed (-)",
    "boundary-not-closed@50" },
  { "message", SPAN (MESSAGE "To: a\n\nx\n"), "message/rfc822 (-)", "" },
  { "message-in-part", SPAN (MIXED ("b") "--b\n" MESSAGE PLAIN "x\n--b\n\ny\n--b--\n"),
    "multipart/mixed (message/rfc822 (text/plain), -)", "" },
  { "message-of-header", SPAN (MIXED ("b") "--b\n" MESSAGE "To: a\n--b\n\ny\n--b--\n"),
    "multipart/mixed (message/rfc822 (-), -)", "" },
  { "empty-message", SPAN (MIXED ("b") "--b\n" MESSAGE "--b\n" PLAIN "y\n--b--\n"),
    "multipart/mixed (message/rfc822 (-), text/plain)", "" },
  { "blank-message", SPAN (MIXED ("b") "--b\n" MESSAGE "\n--b\n" PLAIN "y\n--b--\n"),
    "multipart/mixed (message/rfc822 (-), text/plain)", "" },
  { "global-and-news",
    SPAN (MIXED ("b") "--b\nContent-Type: message/global\n\nTo: a\n\n--b\n"
                      "Content-Type: message/news\n\nTo: a\n\n--b--\n"),
    "multipart/mixed (message/global (-), message/news (-))", "" },
  { "encoded-message",
    SPAN ("Content-Type: message/rfc822\nContent-Transfer-Encoding: "
          "base64\n\nVG86IGEK\n"),
    "message/rfc822", "" },
  { "digest",
    SPAN ("Content-Type: multipart/digest; boundary=b\n\n--b\n\nTo: a\n\nx\n--b\n" PLAIN
          "y\n--b--\n"),
    "multipart/digest (- (-), text/plain)", "" },
  { "no-boundary-param", SPAN ("Content-Type: multipart/mixed\n\nx\n"),
    "multipart/mixed", "boundary-missing@0" },
  { "boundary-guessed",
    SPAN ("Content-Type: multipart/mixed\n\n--g\n" PLAIN "x\n--g--\n"),
    "multipart/mixed (text/plain)", "boundary-missing@0 boundary-guessed@31" },
  { "type-missing-guessed", SPAN ("To: a\n\n--g\n" PLAIN "x\n--g--\n"),
    "- (text/plain)", "boundary-guessed@7" },
  { "not-guessed-in-text", SPAN (PLAIN "--g\n" PLAIN "x\n--g--\n"), "text/plain", "" },
  { "indented-boundary", SPAN (MIXED ("b") " --b\n" PLAIN "x\n --b--\n"),
    "multipart/mixed (text/plain)", "boundary-indented@44" },
  { "indented-boundary-quoted", SPAN (MIXED ("b") "--b\n\nx\n --b\ny\n--b--\n"),
    "multipart/mixed (-)", "" },
  { "indented-by-two", SPAN (MIXED ("b") "--b\n\nx\n  --b\n" PLAIN "y\n--b--\n"),
    "multipart/mixed (-)", "" },
  { "first-type-counts",
    SPAN ("Content-Type: text/plain\nContent-Type: multipart/mixed;"
          " boundary=b\n\n--b\n\nx\n--b--\n"),
    "text/plain", "" },
  { "bom", SPAN ("\357\273\277" PLAIN "x\n"), "text/plain", "byte-order-mark@0" },
  { "envelope", SPAN ("From a\n" PLAIN "x\n"), "text/plain", "envelope-line@0" },
  { "quoted-envelope", SPAN (">From a\n" PLAIN "x\n"), "text/plain",
    "envelope-line@0" },
  { "blank-lines", SPAN ("\n\n" PLAIN "x\n"), "text/plain", "leading-blank-lines@0" },
  { "junk-first", SPAN ("+OK\n" PLAIN "x\n"), "text/plain", "junk-before-header@0" },
  { "junk-inside", SPAN ("To: a\njunk\n" PLAIN "x\n"), "text/plain",
    "junk-in-header@6" },
  { "lost-folds", SPAN ("Received: a\nby b\nfor c\n" PLAIN "x\n"), "text/plain",
    "junk-in-header@12" },
  { "lost-folds-too-many",
    SPAN ("Received: a\nb\nb\nb\nb\nb\nb\nb\nb\nb\nb\nb\n" PLAIN "x\n"), "-",
    "missing-header-end@12" },
  { "junk-before-boundary",
    SPAN (MIXED ("b") "--b\nTo: a\nx\ny\n--b\nTo: a\n\n--b--\n"),
    "multipart/mixed (-, -)", "missing-header-end@53" },
  { "no-header-end", SPAN ("To: a\nhello you\nthere\n"), "-", "missing-header-end@6" },
  { "bare-cr", SPAN ("Content-Type: multipart/mixed; boundary=b\r\r--b\r\rx\r--b--\r"),
    "multipart/mixed (-)", "bare-cr@0" },
  { "cr-cr-lf",
    SPAN ("Content-Type: multipart/mixed; "
          "boundary=b\r\r\n\r\r\n--b\r\r\n\r\r\nx\r\r\n--b--\r\r\n"),
    "multipart/mixed (-)", "" },
  { "mixed-ends", SPAN ("To: a\r\n\nx\n"), "-", "mixed-line-ends@0" },
  { "nul", SPAN ("To: a\0b\n" PLAIN "x\0\n"), "text/plain", "" },
  { "noise", SPAN ("\0\1\2\377\376--\n--\r\r\n:\n: :\n"), "-",
    "missing-header-end@0 mixed-line-ends@0" },
};

static DsnMessage *
scan (DsnSpan text, DsnDefects *defects, const DsnLimits *limits)
{
  g_autoptr (GBytes) bytes = test_bytes (text, text.len);

  return dsn_message_new (bytes, limits, defects);
}

static void
test_tree (gconstpointer data)
{
  const struct TreeCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (DsnMessage) message = scan (c->text, defects, &limits);
  g_autofree char *tree = test_describe_tree (message);
  g_autofree char *found = test_describe_defects (defects);

  g_assert_cmpstr (tree, ==, c->tree);
  g_assert_cmpstr (found, ==, c->defects);
  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (DsnDefects) some = dsn_defects_new (100);
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    g_autoptr (DsnMessage) cut = dsn_message_new (bytes, &limits, some);

    test_assert_tree (cut, dsn_span_of_bytes (bytes), &limits);
    for (guint i = 0; i < some->list->len; i++)
      g_assert_cmpuint (g_array_index (some->list, DsnDefect, i).offset, <=, n);
  }
}

/* What belongs to a part, and what to the boundary behind it. */
static const struct BodyCase {
  const char *name;
  DsnSpan text;
  guint part;
  const char *header, *body;
} body_cases[] = {
  { "root", SPAN ("To: a\nCc: b\n\nx\ny\n"), 0, "To: a\nCc: b", "x\ny\n" },
  { "root-no-body", SPAN ("To: a\n\n"), 0, "To: a", "" },
  { "root-fold", SPAN ("To: a\n b\n\nx"), 0, "To: a\n b", "x" },
  { "part", SPAN (MIXED ("b") "--b\nTo: a\n\nx\ny\n--b--\n"), 1, "To: a", "x\ny" },
  { "part-crlf", SPAN (MIXED ("b") "--b\r\nTo: a\r\n\r\nx\r\n--b--\r\n"), 1, "To: a",
    "x" },
  { "part-blank-end", SPAN (MIXED ("b") "--b\n\nx\n\n--b--\n"), 1, "", "x\n" },
  { "part-empty", SPAN (MIXED ("b") "--b\n\n--b--\n"), 1, "", "" },
  { "part-nothing", SPAN (MIXED ("b") "--b\n--b--\n"), 1, "", "" },
  { "not-closed", SPAN (MIXED ("b") "--b\n\nx\n"), 1, "", "x\n" },
  { "message", SPAN (MIXED ("b") "--b\n" MESSAGE "To: a\n\nx\n--b--\n"), 2, "To: a",
    "x" },
  { "around-message", SPAN (MIXED ("b") "--b\n" MESSAGE "To: a\n\nx\n--b--\n"), 1,
    "Content-Type: message/rfc822", "To: a\n\nx" },
  { "inner-multipart",
    SPAN (MIXED ("a") "--a\n" MIXED ("b") "--b\n\nx\n--b--\n--a--\n"), 1,
    "Content-Type: multipart/mixed; boundary=b", "--b\n\nx\n--b--" },
  { "inner-epilogue",
    SPAN (MIXED ("a") "--a\n" MIXED ("b") "--b\n\nx\n--b--\ny\n--a--\n"), 1,
    "Content-Type: multipart/mixed; boundary=b", "--b\n\nx\n--b--\ny" },
  { "no-header-end", SPAN ("To: a\nhello you\nthere\n"), 0, "To: a",
    "hello you\nthere\n" },
};

static void
test_body (gconstpointer data)
{
  const struct BodyCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (DsnMessage) message = scan (c->text, defects, &limits);

  test_assert_text (dsn_message_get_part (message, c->part)->header, c->header);
  test_assert_text (dsn_message_get_part (message, c->part)->body, c->body);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/scanner/tree", cases, test_tree);
  TEST_ADD_ROWS ("/scanner/body", body_cases, test_body);
  return g_test_run ();
}
