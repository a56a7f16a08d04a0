/* test-dsn-lines.c: a span cut into lines, whatever ends them; and what that costs. */
#include <glib.h>
#include <string.h>

/* Every byte that the code under test looks for is counted: its memchr() is ours. The
 * source is compiled in here, so its object in the library is not linked. */
static gsize bytes_searched;

static void *
counted_memchr (const void *from, int byte, gsize len)
{
  const guint8 *found = memchr (from, byte, len);

  bytes_searched += found != NULL ? (gsize) (found - (const guint8 *) from) + 1 : len;
  return (void *) found;
}

#define memchr counted_memchr
#include "dsn-lines.c"
#include "test-util.h"
#undef memchr

static const struct LinesCase {
  const char *name;
  DsnSpan text;
  DsnSpan lines; /* each line and "$", or "^" where a CR alone ended it */
} lines_cases[] = {
  { "nothing", SPAN (""), SPAN ("") },
  { "no-end", SPAN ("ab"), SPAN ("ab$") },
  { "lf", SPAN ("a\nb\n"), SPAN ("a$b$") },
  { "crlf", SPAN ("a\r\nb\r\n"), SPAN ("a$b$") },
  { "cr", SPAN ("a\rb\r"), SPAN ("a^b^") },
  { "cr-cr-lf", SPAN ("a\r\r\nb\r\r\n"), SPAN ("a$b$") },
  { "cr-cr-cr-lf", SPAN ("a\r\r\r\nb"), SPAN ("a^$b$") },
  { "four-crs-lf", SPAN ("a\r\r\r\r\nb"), SPAN ("a^^$b$") },
  { "crs", SPAN ("\r\r\r\r"), SPAN ("^^^^") },
  { "two-crs-then-text", SPAN ("a\r\rb\n"), SPAN ("a^^b$") },
  { "lfs", SPAN ("\n\n\n"), SPAN ("$$$") },
  { "lf-cr", SPAN ("a\n\rb"), SPAN ("a$^b$") },
  { "mixed", SPAN ("a\nb\r\nc\rd\r\r\ne"), SPAN ("a$b$c^d$e$") },
  { "mixed-empty", SPAN ("\n\r\n\r\n\r\r\n\r"), SPAN ("$$$$^") },
  { "cr-before-far-lf", SPAN ("a\rbbbb\nc"), SPAN ("a^bbbb$c$") },
  { "lf-before-far-cr", SPAN ("a\nb\nc\nd\re"), SPAN ("a$b$c$d^e$") },
  { "last-is-cr", SPAN ("a\r"), SPAN ("a^") },
  { "last-is-crlf", SPAN ("a\r\n"), SPAN ("a$") },
  { "last-is-two-crs", SPAN ("a\r\r"), SPAN ("a^^") },
  { "nul", SPAN ("a\0b\n\0\n"), SPAN ("a\0b$\0$") },
  { "no-line-ends",
    SPAN ("a\vb\fc\xc2\x85"
          "d\xe2\x80\xa8"
          "e\n"),
    SPAN ("a\vb\fc\xc2\x85"
          "d\xe2\x80\xa8"
          "e$") },
};

static void
check_line (const DsnLine *line, const guint8 *from, DsnSpan text)
{
  const guint8 *stop = line->text.data + line->text.len;

  test_assert_inside (line->text, text);
  g_assert_true (line->text.data == from);
  g_assert_true (line->next > from && line->next <= text.data + text.len);
  g_assert_true (stop <= line->next);
  g_assert_false (dsn_span_find_byte (line->text, '\n', NULL));
  g_assert_false (dsn_span_find_byte (line->text, '\r', NULL));
  for (; stop < line->next; stop++)
    g_assert_true (*stop == '\r' || *stop == '\n');
  if (line->lone_cr)
    g_assert_true (line->next - (line->text.data + line->text.len) == 1 &&
                   line->next[-1] == '\r');
  else
    g_assert_true (line->next[-1] == '\n' || line->next == text.data + text.len);
}

static void
check_lines (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct LinesCase *c = row;
  DsnLines lines = dsn_lines_over (text);
  g_autoptr (GString) all = g_string_new (NULL);
  const guint8 *from = text.data;
  DsnLine line, peeked;

  TEST_POISON (line);
  while (dsn_lines_peek (&lines, &peeked)) {
    g_assert_true (dsn_lines_next (&lines, &line));
    g_assert_true (peeked.next == line.next && peeked.lone_cr == line.lone_cr);
    g_assert_true (dsn_span_equal (peeked.text, line.text));
    check_line (&line, from, text);
    g_string_append_len (all, (const char *) line.text.data, (gssize) line.text.len);
    g_string_append_c (all, line.lone_cr ? '^' : '$');
    from = line.next;
  }
  g_assert_true (from == (text.len > 0 ? text.data + text.len : text.data));
  TEST_POISON (line);
  g_assert_false (dsn_lines_next (&lines, &line));
  TEST_ASSERT_POISON (line);
  if (whole)
    test_assert_string (all, c->lines);
}

static void
assert_same_lines (DsnLines a, DsnLines b)
{
  DsnLine from_a = { 0 }, from_b = { 0 };
  gboolean more;

  do {
    more = dsn_lines_next (&a, &from_a);
    g_assert_cmpint (more, ==, dsn_lines_next (&b, &from_b));
    if (more)
      g_assert_true (dsn_span_equal (from_a.text, from_b.text) &&
                     from_a.next == from_b.next && from_a.lone_cr == from_b.lone_cr);
  } while (more);
}

/* Each piece of a regular text has the same lines, whatever is known of the whole. */
static void
check_pieces (DsnSpan text)
{
  for (gsize from = 0; from < MIN (text.len, 8); from++)
    for (gsize len = 0; len <= MIN (text.len, 8); len++) {
      DsnSpan piece = dsn_span_slice (text, from, len);

      assert_same_lines (dsn_lines_over (piece), dsn_lines_over_regular (piece));
    }
}

static gboolean
is_regular (DsnSpan text)
{
  gsize crs = 0, crlfs = 0, lfs = 0;

  for (gsize i = 0; i < text.len; i++) {
    crs += text.data[i] == '\r';
    lfs += text.data[i] == '\n';
    crlfs += text.data[i] == '\n' && i > 0 && text.data[i - 1] == '\r';
  }
  return crs == 0 || (crs == crlfs && lfs == crlfs);
}

/* What the ends of a text are is what walking its lines shows. */
static void
check_ends (DsnSpan text, gboolean whole G_GNUC_UNUSED, gconstpointer row G_GNUC_UNUSED)
{
  DsnLineEnds ends = dsn_lines_find_ends (text), walked = { FALSE, FALSE, FALSE };
  DsnLines lines = dsn_lines_over (text);
  DsnLine line;

  while (dsn_lines_next (&lines, &line)) {
    const guint8 *stop = line.text.data + line.text.len;

    walked.lone_cr |= line.lone_cr;
    walked.lf |= stop < line.next && *stop == '\n';
    walked.crlf |= !line.lone_cr && stop < line.next && *stop == '\r';
  }
  g_assert_cmpint (ends.lf, ==, walked.lf);
  g_assert_cmpint (ends.crlf, ==, walked.crlf);
  g_assert_cmpint (ends.lone_cr, ==, walked.lone_cr);
  g_assert_cmpint (ends.regular, ==, is_regular (text));
  if (ends.regular)
    check_pieces (text);
}

static void
test_ends (gconstpointer row)
{
  test_cut_everywhere (((const struct LinesCase *) row)->text, check_ends, row);
}

/* The one line that ends otherwise is found wherever it stands in a long text. */
static void
test_many_ends (void)
{
  for (gsize lines = 0; lines < 40; lines++) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; i < 40; i++)
      g_string_append (text, i == lines ? "\n" : "\r\n");
    check_ends ((DsnSpan){ (const guint8 *) text->str, text->len }, TRUE, NULL);
    text->str[lines * 2] = '\r';
    check_ends ((DsnSpan){ (const guint8 *) text->str, text->len }, TRUE, NULL);
  }
}

static void
test_lines (gconstpointer row)
{
  test_cut_everywhere (((const struct LinesCase *) row)->text, check_lines, row);
}

/* Wherever the cursor is moved, it gives what a cursor over the rest gives. */
static void
check_goto (DsnSpan text, gboolean whole G_GNUC_UNUSED, gconstpointer row G_GNUC_UNUSED)
{
  for (gsize to = 0; text.len > 0 && to <= text.len; to++) {
    DsnLines moved = dsn_lines_over (text);
    DsnLines fresh =
        dsn_lines_over (dsn_span_between (text.data + to, text.data + text.len));

    dsn_lines_goto (&moved, text.data + to / 2);
    dsn_lines_goto (&moved, text.data + to);
    assert_same_lines (moved, fresh);
  }
}

static void
test_goto (gconstpointer row)
{
  test_cut_everywhere (((const struct LinesCase *) row)->text, check_goto, row);
}

#define MIB ((gsize) 1 << 20)

static const struct CostCase {
  const char *name;
  const char *unit; /* repeated to 1 MiB */
  gsize lines;      /* lines in each unit */
} cost_cases[] = {
  { "crs", "\r", 1 },
  { "lfs", "\n", 1 },
  { "crlfs", "\r\n", 1 },
  { "crs-text-lfs", "\r\rx\n", 3 },
  { "cr-cr-lfs", "\r\r\n\n", 2 },
  { "text-and-crs", "a\r", 1 },
  { "text-and-lfs", "a\n", 1 },
  { "text-and-cr-cr-lfs", "a\r\r\n", 1 },
};

/* No byte is searched more than twice, once for LF and once for CR. */
static void
test_cost (gconstpointer row)
{
  const struct CostCase *c = row;
  gsize units = MIB / strlen (c->unit), count = 0;
  DsnSpan text = test_repeat (c->unit, units);
  g_autofree guint8 *owned = (guint8 *) text.data;
  DsnLines lines;
  DsnLine line;

  bytes_searched = 0;
  lines = dsn_lines_over (text);
  while (dsn_lines_peek (&lines, &line) && dsn_lines_next (&lines, &line))
    count++;
  g_assert_cmpuint (count, ==, units * c->lines);
  g_assert_cmpuint (bytes_searched, <=, 2 * text.len);
  g_assert_cmpuint (bytes_searched, >=, text.len);

  bytes_searched = 0;
  lines = dsn_lines_over (text);
  for (gsize i = 1; i <= text.len; i++)
    dsn_lines_goto (&lines, owned + i);
  g_assert_cmpuint (bytes_searched, <=, 2 * text.len);
}

/* The other byte far away at the end is looked for once, not again for each line. */
static void
test_far_end (void)
{
  DsnSpan text = test_repeat ("\n", MIB);
  g_autofree guint8 *owned = (guint8 *) text.data;
  DsnLines lines;
  DsnLine line;

  for (guint i = 0; i < 2; i++) {
    memset (owned, i == 0 ? '\n' : '\r', MIB);
    owned[MIB - 1] = i == 0 ? '\r' : '\n';
    bytes_searched = 0;
    lines = dsn_lines_over (text);
    while (dsn_lines_next (&lines, &line))
      continue;
    g_assert_cmpuint (bytes_searched, <=, 2 * text.len);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/lines/text", lines_cases, test_lines);
  TEST_ADD_ROWS ("/lines/goto", lines_cases, test_goto);
  TEST_ADD_ROWS ("/lines/ends", lines_cases, test_ends);
  g_test_add_func ("/lines/ends/many", test_many_ends);
  TEST_ADD_ROWS ("/lines/cost", cost_cases, test_cost);
  g_test_add_func ("/lines/cost/far-end", test_far_end);
  return g_test_run ();
}
