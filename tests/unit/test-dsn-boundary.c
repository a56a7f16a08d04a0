/* test-dsn-boundary.c: the lines that part bodies. */
#include "dsn-boundary.h"

#include "test-util.h"

static const struct IsCase {
  const char *name;
  DsnSpan line;
  DsnSpan boundary;
  gboolean is;
  gboolean close;
} is_cases[] = {
  { "delimiter", SPAN ("--b"), SPAN ("b"), TRUE, FALSE },
  { "close", SPAN ("--b--"), SPAN ("b"), TRUE, TRUE },
  { "blanks-behind", SPAN ("--b \t"), SPAN ("b"), TRUE, FALSE },
  { "blanks-behind-close", SPAN ("--b-- "), SPAN ("b"), TRUE, TRUE },
  { "longer", SPAN ("--bc"), SPAN ("b"), FALSE, FALSE },
  { "one-hyphen-behind", SPAN ("--b-"), SPAN ("b"), FALSE, FALSE },
  { "words-behind-close", SPAN ("--b--c"), SPAN ("b"), FALSE, FALSE },
  { "shorter", SPAN ("--b"), SPAN ("bc"), FALSE, FALSE },
  { "case", SPAN ("--B"), SPAN ("b"), FALSE, FALSE },
  { "none", SPAN ("--"), SPAN (""), FALSE, FALSE },
};

static void
test_is (gconstpointer row)
{
  const struct IsCase *c = row;
  gboolean close;

  TEST_POISON (close);
  g_assert_cmpint (dsn_boundary_is (c->line, c->boundary, &close), ==, c->is);
  if (c->is)
    g_assert_cmpint (close, ==, c->close);
  else
    TEST_ASSERT_POISON (close);
}

static const struct NextCase {
  const char *name;
  DsnSpan text;
  const char
      *lines; /* what begins as a boundary, each with the end of the line before */
} next_cases[] = {
  { "nothing", SPAN (""), "" },
  { "no-hyphen", SPAN ("one\ntwo\n"), "" },
  { "first-line", SPAN ("--b\n"), "--b@-" },
  { "lf", SPAN ("one\n--b\n"), "--b@3" },
  { "crlf", SPAN ("one\r\n--b\r\n"), "--b@3" },
  { "crcrlf", SPAN ("one\r\r\n--b\n"), "--b@3" },
  { "cr", SPAN ("one\r--b\r"), "--b@3" },
  { "two-crs", SPAN ("one\r\r--b"), "--b@4" },
  { "crlf-behind-cr", SPAN ("one\r\r\r\n--b"), "--b@4" },
  { "empty-line-before", SPAN ("one\n\n--b"), "--b@4" },
  { "empty-crlf-before", SPAN ("\r\n--b"), "--b@0" },
  { "indented", SPAN ("one\n --b"), " --b@3" },
  { "deeper", SPAN ("one\n  --b"), "" },
  { "inside", SPAN ("one --b\ntwo--\n-x\n"), "" },
  { "one-hyphen", SPAN ("one\n-b\n- -\n"), "" },
  { "rule", SPAN ("one\n-----\n--b"), "-----@3|--b@-" },
  { "several", SPAN ("--a\none\n--b--\n\n--c"), "--a@-|--b--@7|--c@14" },
  { "at-the-end", SPAN ("one\n--"), "--@3" },
  { "one-hyphen-at-the-end", SPAN ("one\n-"), "" },
};

/* As cutting the text into lines finds them. */
static void
add_slowly (GString *out, DsnSpan text)
{
  DsnLines lines = dsn_lines_over (text);
  const guint8 *end = NULL;
  DsnLine line;

  while (dsn_lines_next (&lines, &line)) {
    DsnSpan bare = line.text;

    if (bare.len > 0 && bare.data[0] == ' ')
      bare = dsn_span_slice (bare, 1, G_MAXSIZE);
    if (dsn_span_starts_nocase (bare, DSN_SPAN_LIT ("--"))) {
      g_string_append_printf (out, "%s%.*s@", out->len > 0 ? "|" : "",
                              DSN_SPAN_ARGS (line.text));
      if (end != NULL)
        g_string_append_printf (out, "%zu", (gsize) (end - text.data));
      else
        g_string_append_c (out, '-');
      end = NULL;
    } else {
      end = line.text.data + line.text.len;
    }
  }
}

static void
check_next (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct NextCase *c = row;
  g_autoptr (GString) found = g_string_new (NULL), slow = g_string_new (NULL);
  DsnLines lines = dsn_lines_over (text);
  const guint8 *from = lines.at;
  DsnLine line;

  for (; dsn_boundary_next (&lines, &line); from = lines.at) {
    g_string_append_printf (found, "%s%.*s@", found->len > 0 ? "|" : "",
                            DSN_SPAN_ARGS (line.text));
    if (line.text.data > from)
      g_string_append_printf (
          found, "%zu",
          (gsize) (dsn_boundary_end_before (line.text.data, from) - text.data));
    else
      g_string_append_c (found, '-');
  }
  add_slowly (slow, text);
  g_assert_cmpstr (found->str, ==, slow->str);
  if (whole)
    g_assert_cmpstr (found->str, ==, c->lines);
}

static void
test_next (gconstpointer row)
{
  test_cut_everywhere (((const struct NextCase *) row)->text, check_next, row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/boundary/is", is_cases, test_is);
  TEST_ADD_ROWS ("/boundary/next", next_cases, test_next);
  return g_test_run ();
}
