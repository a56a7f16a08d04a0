/* test-dsn-openings.c: the phrases that rows are known by, and where a notice has them.
 */
#include "dsn-openings-build.h"

#include "dsn-dialect.h"
#include "test-message.h"

/* As rows have them; "1: hi. this is" and "4: hi. this one" are of one slot. */
static const char *const first_phrases[] = { "hi. this is", "*was returned to", NULL };
static const char *const second_phrases[] = { "hi. this one", "another", NULL };
static const char *const *const lists[] = {
  NULL, first_phrases, first_phrases, NULL, second_phrases,
};

#define NONE DSN_OPENING_NONE

static const struct FirstCase {
  const char *name;
  const char *text;
  guint8 first;
  guint8 second;
} first_cases[] = {
  { "first", "Hi. This is x", 0, NONE },
  { "later", "a\n\nb\nHi. This is", 3, NONE },
  { "case", "hI. tHIS IS", 0, NONE },
  { "decorated", "*** Hi. This is x ***", 0, NONE },
  { "indented", "   Hi. This is", 0, NONE },
  { "inside", "a\nx was RETURNED to y", 1, NONE },
  { "first-of-two-phrases", "was returned to\nHi. This is", 0, NONE },
  { "first-of-two-lines", "Hi. This is\nHi. This is", 0, NONE },
  { "inside-behind", "Hi. This is\nwas returned to", 0, NONE },
  { "two-rows", "Another\nwas returned to\nHi. This is\nHi. this one", 1, 0 },
  { "slot-of-two", "Hi. this one", NONE, 0 },
  { "quoted", "> Hi. This is", NONE, NONE },
  { "quoted-inside", "> x was returned to y", NONE, NONE },
  { "not-at-the-start", "x Hi. This is", NONE, NONE },
  { "cut-short", "Hi. This i", NONE, NONE },
  { "shorter-than-a-key", "Hi. Th", NONE, NONE },
  { "rules", "----\n====", NONE, NONE },
  { "none", "", NONE, NONE },
};

typedef struct {
  DsnDefects *defects;
  DsnMessage *message;
  DsnNotice notice;
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
  dsn_notice_read (&fixture.notice, fixture.message, &limits, fixture.defects);
  return fixture;
}

static void
clear (Fixture *fixture)
{
  dsn_notice_clear (&fixture->notice);
  dsn_message_free (fixture->message);
  dsn_defects_free (fixture->defects);
}

/* What the same phrases find line by line. */
static guint8
find_slowly (const DsnNotice *notice, const char *const *phrases)
{
  for (guint8 i = 0; i < MIN (notice->lines->len, DSN_OPENING_LINES_MAX); i++) {
    DsnSpan text = dsn_notice_get_line (notice, i)->text;

    if (text.len > 0 && text.data[0] != '>' && dsn_phrase_match (text, phrases, NULL))
      return i;
  }
  return NONE;
}

static void
check (const char *text, guint8 first, guint8 second)
{
  Fixture fixture = read_text (text);
  guint8 found[DSN_OPENING_ROWS_MAX];
  g_auto (DsnOpeningsBuild) build;

  dsn_openings_build_init (&build);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    dsn_openings_build_add (&build, i, lists[i], FALSE);
  dsn_openings_build_end (&build);
  dsn_openings_find (&build.openings, &fixture.notice, found);
  for (guint i = 0; i < DSN_OPENING_ROWS_MAX; i++) {
    const char *const *phrases = i < G_N_ELEMENTS (lists) ? lists[i] : NULL;

    g_assert_cmpuint (found[i], ==,
                      phrases != NULL ? find_slowly (&fixture.notice, phrases) : NONE);
  }
  g_assert_cmpuint (found[1], ==, first);
  g_assert_cmpuint (found[2], ==, first);
  g_assert_cmpuint (found[4], ==, second);
  clear (&fixture);
}

static void
test_first (gconstpointer data)
{
  const struct FirstCase *c = data;

  check (c->text, c->first, c->second);
}

/* Lines behind the last that counts are none. */
static void
test_many (void)
{
  for (guint at = DSN_OPENING_LINES_MAX - 1; at <= DSN_OPENING_LINES_MAX; at++) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < at; i++)
      g_string_append (text, "Hello\n");
    g_string_append (text, "Hi. This is\n");
    check (text->str, at < DSN_OPENING_LINES_MAX ? (guint8) at : NONE, NONE);
  }
}

/* Rows that may bid without a phrase have a value of their own. */
static void
test_open (void)
{
  Fixture fixture = read_text ("a\nHi. This is");
  guint8 found[DSN_OPENING_ROWS_MAX];
  g_auto (DsnOpeningsBuild) build;

  dsn_openings_build_init (&build);
  dsn_openings_build_add (&build, 0, NULL, TRUE);
  dsn_openings_build_add (&build, 1, first_phrases, TRUE);
  dsn_openings_build_add (&build, 2, second_phrases, TRUE);
  dsn_openings_build_end (&build);
  dsn_openings_find (&build.openings, &fixture.notice, found);
  g_assert_cmpuint (found[0], ==, DSN_OPENING_OPEN);
  g_assert_cmpuint (found[1], ==, 1);
  g_assert_cmpuint (found[2], ==, DSN_OPENING_OPEN);
  g_assert_cmpuint (found[3], ==, DSN_OPENING_NONE);
  clear (&fixture);
}

/* The table of the build has each phrase of each row. */
static void
test_families (void)
{
  guint number = 0;

  for (gsize i = 0; i < DSN_FAMILY_COUNT; i++)
    for (gsize k = 0; k < dsn_families[i]->count; k++, number++) {
      const char *const *phrases = dsn_families[i]->rows[k].opening;

      for (; phrases != NULL && *phrases != NULL; phrases++) {
        g_autofree char *text = g_strconcat (*phrases + (**phrases == '*'), "x", NULL);
        Fixture fixture = read_text (text);
        guint8 found[DSN_OPENING_ROWS_MAX];

        dsn_openings_find (&dsn_openings, &fixture.notice, found);
        g_assert_cmpuint (found[number], ==, 0);
        clear (&fixture);
      }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/openings", first_cases, test_first);
  g_test_add_func ("/openings/many", test_many);
  g_test_add_func ("/openings/open", test_open);
  g_test_add_func ("/openings/families", test_families);
  return g_test_run ();
}
