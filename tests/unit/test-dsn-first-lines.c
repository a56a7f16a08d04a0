/* test-dsn-first-lines.c: the lines that a notice opens with, for many phrases. */
#include "dsn-first-lines.h"

#include "dsn-blocks.h"
#include "test-message.h"

static const struct FirstCase {
  const char *name;
  const char *text;
  guint count;
  guint line; /* G_MAXUINT: none */
} first_cases[] = {
  { "first", "Hi. This is x", 40, 0 },
  { "later", "a\n\nb\nHi. This is", 40, 3 },
  { "case", "hI. tHIS IS", 40, 0 },
  { "decorated", "*** Hi. This is x ***", 40, 0 },
  { "indented", "   Hi. This is", 40, 0 },
  { "inside", "a\nx was RETURNED to y", 40, 1 },
  { "first-of-two-phrases", "was returned to\nHi. This is", 40, 0 },
  { "first-of-two-lines", "Hi. This is\nHi. This is", 40, 0 },
  { "quoted", "> Hi. This is", 40, G_MAXUINT },
  { "quoted-inside", "> x was returned to y", 40, G_MAXUINT },
  { "not-at-the-start", "x Hi. This is", 40, G_MAXUINT },
  { "cut-short", "Hi. This i", 40, G_MAXUINT },
  { "rules", "----\n====", 40, G_MAXUINT },
  { "none", "", 40, G_MAXUINT },
  { "last-that-counts", "a\nb\nHi. This is", 3, 2 },
  { "behind-those-that-count", "a\nb\nHi. This is", 2, G_MAXUINT },
};

static const char *const phrases[] = { "hi. this is", "*was returned to", NULL };

typedef struct {
  DsnDefects *defects;
  DsnMessage *message;
  DsnNotice *notice;
} Fixture;

static Fixture
read_text (const char *text)
{
  static DsnLimits limits;
  g_autofree char *whole = g_strconcat ("A: b\n\n", text, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (whole, strlen (whole));
  Fixture fixture;

  limits = dsn_limits_resolve (NULL);
  fixture.defects = dsn_defects_new (limits.defects);
  fixture.message = dsn_message_new (bytes, &limits, fixture.defects);
  fixture.notice = dsn_notice_new (fixture.message, &limits, fixture.defects);
  return fixture;
}

static void
clear (Fixture *fixture)
{
  dsn_notice_free (fixture->notice);
  dsn_message_free (fixture->message);
  dsn_defects_free (fixture->defects);
}

/* What the same phrases find line by line. */
static guint
find_slowly (const DsnNotice *notice, guint count)
{
  for (guint i = 0; i < MIN (notice->lines->len, count); i++) {
    DsnSpan text = dsn_notice_get_line (notice, i)->text;

    if (text.len > 0 && text.data[0] != '>' && dsn_phrase_match (text, phrases, NULL))
      return i;
  }
  return G_MAXUINT;
}

static void
test_first (gconstpointer data)
{
  const struct FirstCase *c = data;
  Fixture fixture = read_text (c->text);
  g_autofree DsnFirstLines *lines = dsn_first_lines_new (fixture.notice);

  g_assert_cmpuint (find_slowly (fixture.notice, c->count), ==, c->line);
  g_assert_cmpuint (dsn_first_lines_find (lines, phrases, c->count), ==, c->line);
  clear (&fixture);
}

/* Lines behind the last that counts are none, however many are asked for. */
static void
test_many (void)
{
  for (guint at = DSN_FIRST_LINES_MAX - 1; at <= DSN_FIRST_LINES_MAX; at++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree DsnFirstLines *lines = NULL;
    Fixture fixture;

    for (guint i = 0; i < at; i++)
      g_string_append (text, "Hello\n");
    g_string_append (text, "Hi. This is\n");
    fixture = read_text (text->str);
    lines = dsn_first_lines_new (fixture.notice);
    g_assert_cmpuint (dsn_first_lines_find (lines, phrases, 1000), ==,
                      at < DSN_FIRST_LINES_MAX ? at : G_MAXUINT);
    clear (&fixture);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/first-lines", first_cases, test_first);
  g_test_add_func ("/first-lines/many", test_many);
  return g_test_run ();
}
