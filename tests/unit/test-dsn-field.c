/* test-dsn-field.c: a block of header fields, one after the other (RFC 5322 §2.2). */
#include "dsn-field.h"

#include "test-util.h"

#define HEADER DSN_FIELD_MODE_HEADER
#define GROUP DSN_FIELD_MODE_GROUP

/* The steps are written as F<name|body> for a field, B for an empty line and J<line>
 * for junk. */
static const struct FieldCase {
  const char *name;
  DsnFieldMode mode;
  DsnSpan text;
  DsnSpan steps;
} field_cases[] = {
  { "nothing", HEADER, SPAN (""), SPAN ("") },
  { "one", HEADER, SPAN ("To: a\r\n"), SPAN ("F<To| a>") },
  { "no-end", HEADER, SPAN ("To: a"), SPAN ("F<To| a>") },
  { "no-blank", HEADER, SPAN ("To:a\nCc:b\n"), SPAN ("F<To|a>F<Cc|b>") },
  { "empty-body", HEADER, SPAN ("To:\r\nCc:\r\n"), SPAN ("F<To|>F<Cc|>") },
  { "colons-in-body", HEADER, SPAN ("A: b: c\n"), SPAN ("F<A| b: c>") },
  { "end-of-header", HEADER, SPAN ("To: a\n\nbody\n"), SPAN ("F<To| a>BJ<body>") },
  { "fold", HEADER, SPAN ("A: b\r\n c\r\nD: e\r\n"), SPAN ("F<A| b\r\n c>F<D| e>") },
  { "fold-tab-lf", HEADER, SPAN ("A: b\n\tc\n d\n"), SPAN ("F<A| b\n\tc\n d>") },
  { "fold-cr-cr-lf", HEADER, SPAN ("A: b\r\r\n c\r\r\n"), SPAN ("F<A| b\r\r\n c>") },
  { "fold-of-empty", HEADER, SPAN ("A:\n b\n"), SPAN ("F<A|\n b>") },
  { "folded-field-look-alike", HEADER, SPAN ("A: b\n C: d\n"),
    SPAN ("F<A| b\n C: d>") },
  { "blank-line-continues", HEADER, SPAN ("A: b\n \t\nC: d\n"),
    SPAN ("F<A| b\n \t>F<C| d>") },
  { "blank-line-then-fold", HEADER, SPAN ("A: b\n \n c\n\n"),
    SPAN ("F<A| b\n \n c>B") },
  { "blank-line-first", HEADER, SPAN (" \nA: b\n"), SPAN ("J< >F<A| b>") },
  { "group-blank-line", GROUP, SPAN ("A: b\r\n \t\r\nC: d\r\n"),
    SPAN ("F<A| b>BF<C| d>") },
  { "group-blank-line-first", GROUP, SPAN (" \nA: b\n"), SPAN ("BF<A| b>") },
  { "group-fold", GROUP, SPAN ("A: b\n c\n\nD: e"), SPAN ("F<A| b\n c>BF<D| e>") },
  { "group-fold-after-blank", GROUP, SPAN ("A: b\n \n c\n"), SPAN ("F<A| b>BJ< c>") },
  { "group-cr-only", GROUP, SPAN ("A: b\r\rC: d\r \rE: f\r"),
    SPAN ("F<A| b>BF<C| d>BF<E| f>") },
  { "blanks-before-colon", HEADER, SPAN ("Status \t: 5.1.1\n"),
    SPAN ("F<Status| 5.1.1>") },
  { "two-words-before-colon", HEADER, SPAN ("a b: c\n"), SPAN ("J<a b: c>") },
  { "no-name", HEADER, SPAN (": b\n"), SPAN ("J<: b>") },
  { "junk-behind-field", HEADER, SPAN ("A: b\njunk\r\nC: d\n"),
    SPAN ("F<A| b>J<junk>F<C| d>") },
  { "no-colon", HEADER, SPAN ("hello\nA: b\n"), SPAN ("J<hello>F<A| b>") },
  { "name-and-blanks", HEADER, SPAN ("hello  \n"), SPAN ("J<hello  >") },
  { "envelope-line", HEADER, SPAN ("From a@example.com Mon\nA: b\n"),
    SPAN ("J<From a@example.com Mon>F<A| b>") },
  { "fold-after-junk", HEADER, SPAN ("hello\n there\nA: b"),
    SPAN ("J<hello>J< there>F<A| b>") },
  { "odd-name", HEADER, SPAN ("X-A/b!: c\n"), SPAN ("F<X-A/b!| c>") },
  { "nul-in-name", HEADER, SPAN ("A\0b: c\n"), SPAN ("J<A\0b: c>") },
  { "nul-before-colon", HEADER, SPAN ("A\0: c\n"), SPAN ("J<A\0: c>") },
  { "nul-in-body", HEADER, SPAN ("A: b\0c\n d\0\n"), SPAN ("F<A| b\0c\n d\0>") },
  { "eight-bit-name", HEADER, SPAN ("T\xc3\xb6: b\n"), SPAN ("J<T\xc3\xb6: b>") },
  { "delete-in-name", HEADER, SPAN ("A\x7f: b\n"), SPAN ("J<A\x7f: b>") },
  { "tab-in-name", HEADER, SPAN ("A\tb: c\n"), SPAN ("J<A\tb: c>") },
  { "eight-bit-body", HEADER, SPAN ("A: \xff\xc3\xbc\n"), SPAN ("F<A| \xff\xc3\xbc>") },
  { "cr-only", HEADER, SPAN ("A: b\rC: d\r\rbody\r"), SPAN ("F<A| b>F<C| d>BJ<body>") },
  { "cr-only-fold", HEADER, SPAN ("A: b\r c\rD: e\r"), SPAN ("F<A| b\r c>F<D| e>") },
  { "lone-cr-inside", HEADER, SPAN ("A: b\rc\r\nD: e\r\n"),
    SPAN ("F<A| b\rc>F<D| e>") },
  { "lone-crs-inside", HEADER, SPAN ("A: b\rc\rd\nE: f\n"),
    SPAN ("F<A| b\rc\rd>F<E| f>") },
  { "lone-cr-at-the-end", HEADER, SPAN ("A: b\r"), SPAN ("F<A| b>") },
  { "lone-cr-then-boundary", HEADER, SPAN ("A: b\r--x\r\nC: d\n"),
    SPAN ("F<A| b>J<--x>F<C| d>") },
  { "lone-cr-then-one-hyphen", HEADER, SPAN ("A: b\r-x\n"), SPAN ("F<A| b\r-x>") },
  { "lone-cr-then-field", HEADER, SPAN ("A: b\rc: d\n"), SPAN ("F<A| b>F<c| d>") },
  { "lone-cr-in-fold", HEADER, SPAN ("A: b\n c\rd\nE: f\n"),
    SPAN ("F<A| b\n c\rd>F<E| f>") },
  { "lone-cr-after-junk", HEADER, SPAN ("junk\rmore\nA: b"),
    SPAN ("J<junk>J<more>F<A| b>") },
  { "boundary", HEADER, SPAN ("A: b\n--x\n"), SPAN ("F<A| b>J<--x>") },
  { "only-line-ends", HEADER, SPAN ("\n\r\n\r"), SPAN ("BBB") },
};

static void
check_field (const DsnField *field, DsnSpan text)
{
  test_assert_inside (field->name, text);
  test_assert_inside (field->body, text);
  g_assert_cmpuint (field->name.len, >, 0);
  g_assert_cmpuint (field->name.len, <=, 256);
  for (gsize i = 0; i < field->name.len; i++)
    g_assert_true (g_ascii_isgraph (field->name.data[i]) && field->name.data[i] != ':');
  g_assert_true (field->body.data[-1] == ':');
  g_assert_true (field->body.data > field->name.data + field->name.len);
}

static void
append_step (GString *out, char kind, const DsnField *field)
{
  g_string_append_c (out, kind);
  if (kind == 'B')
    return;
  g_string_append_c (out, '<');
  if (kind == 'F') {
    g_string_append_len (out, (const char *) field->name.data,
                         (gssize) field->name.len);
    g_string_append_c (out, '|');
  }
  g_string_append_len (out, (const char *) field->body.data, (gssize) field->body.len);
  g_string_append_c (out, '>');
}

/* Takes every step over @text and writes them down. */
static void
walk (DsnSpan text, DsnFieldMode mode, GString *out)
{
  DsnLines lines = dsn_lines_over (text);
  const guint8 *from = text.data;
  DsnFieldStep step;
  DsnField field;

  do {
    TEST_POISON (field);
    step = dsn_field_next (&lines, mode, &field);
    switch (step) {
    case DSN_FIELD_STEP_END:
      TEST_ASSERT_POISON (field);
      g_assert_true (lines.at == lines.end);
      continue;
    case DSN_FIELD_STEP_BLANK:
      TEST_ASSERT_POISON (field);
      append_step (out, 'B', &field);
      break;
    case DSN_FIELD_STEP_FIELD:
      check_field (&field, text);
      append_step (out, 'F', &field);
      break;
    case DSN_FIELD_STEP_JUNK:
      test_assert_inside (field.body, text);
      g_assert_cmpuint (field.name.len, ==, 0);
      append_step (out, 'J', &field);
      break;
    }
    g_assert_true (lines.at > from && lines.at <= lines.end);
    from = lines.at;
  } while (step != DSN_FIELD_STEP_END);
}

static void
check_steps (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct FieldCase *c = row;
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);

  walk (text, c->mode, steps);
  walk (text, c->mode == HEADER ? GROUP : HEADER, other);
  if (whole)
    test_assert_string (steps, c->steps);
}

static void
test_steps (gconstpointer row)
{
  test_cut_everywhere (((const struct FieldCase *) row)->text, check_steps, row);
}

static const struct NameCase {
  const char *name;
  gsize len;
  const char *after; /* the name */
  gboolean field;
} name_cases[] = {
  { "of-one", 1, ": x", TRUE },
  { "of-256", 256, ": x", TRUE },
  { "of-256-and-blanks", 256, "  : x", TRUE },
  { "of-257", 257, ": x", FALSE },
  { "of-257-and-blanks", 257, " : x", FALSE },
  { "of-1-mib", 1 << 20, ": x", FALSE },
  { "of-256-no-colon", 256, " x", FALSE },
};

static void
test_name (gconstpointer row)
{
  const struct NameCase *c = row;
  gsize after_len = strlen (c->after);
  g_autofree guint8 *line = g_malloc (c->len + after_len);
  DsnSpan text = { line, c->len + after_len };
  DsnLines lines;
  DsnField field;

  memset (line, 'A', c->len);
  memcpy (line + c->len, c->after, after_len);
  lines = dsn_lines_over (text);
  g_assert_cmpint (dsn_field_line_is_field (text), ==, c->field);
  g_assert_cmpint (dsn_field_next (&lines, HEADER, &field), ==,
                   c->field ? DSN_FIELD_STEP_FIELD : DSN_FIELD_STEP_JUNK);
  g_assert_cmpuint (field.name.len, ==, c->field ? c->len : 0);
  if (c->field)
    test_assert_span (field.body, DSN_SPAN_LIT (" x"));
  else
    g_assert_cmpuint (field.body.len, ==, text.len);
}

static const struct UnfoldCase {
  const char *name;
  DsnSpan body;
  DsnSpan line;
} unfold_cases[] = {
  { "nothing", SPAN (""), SPAN ("") },
  { "blanks", SPAN (" \t \r\n "), SPAN ("") },
  { "one-line", SPAN (" smtp; 550  no "), SPAN ("smtp; 550  no") },
  { "fold", SPAN (" a\r\n b\r\n\tc"), SPAN ("a b c") },
  { "wide-fold", SPAN ("a  \n \t  b"), SPAN ("a b") },
  { "empty-first-line", SPAN ("\n b"), SPAN ("b") },
  { "blank-line", SPAN ("a\n \t\n b"), SPAN ("a b") },
  { "blank-lines", SPAN ("a\r\n\r\n\r\n b"), SPAN ("a b") },
  { "cr-cr-lf", SPAN ("a\r\r\n b"), SPAN ("a b") },
  { "lone-cr", SPAN ("a\rb"), SPAN ("a b") },
  { "crs", SPAN ("a\r\r\rb\r"), SPAN ("a b") },
  { "nul", SPAN (" a\0b\n \0c"), SPAN ("a\0b \0c") },
  { "eight-bit", SPAN (" \xff\n \xc3\xbc"), SPAN ("\xff \xc3\xbc") },
};

static void
check_unfold (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct UnfoldCase *c = row;
  g_autoptr (GString) out = g_string_new ("> ");

  dsn_field_unfold (out, text);
  g_assert_true (g_str_has_prefix (out->str, "> "));
  g_string_erase (out, 0, 2);
  g_assert_cmpuint (out->len, <=, text.len);
  g_assert_null (memchr (out->str, '\n', out->len));
  g_assert_null (memchr (out->str, '\r', out->len));
  if (out->len > 0)
    g_assert_false (g_ascii_isspace (out->str[0]) ||
                    g_ascii_isspace (out->str[out->len - 1]));
  if (whole)
    test_assert_string (out, c->line);
}

static void
test_unfold (gconstpointer row)
{
  test_cut_everywhere (((const struct UnfoldCase *) row)->body, check_unfold, row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/field/steps", field_cases, test_steps);
  TEST_ADD_ROWS ("/field/name", name_cases, test_name);
  TEST_ADD_ROWS ("/field/unfold", unfold_cases, test_unfold);
  return g_test_run ();
}
