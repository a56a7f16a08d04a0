/* test-dsn-defect.c: the list of findings, and the names and numbers of its rows. */
#include "dsn-defect-private.h"

#include "test-util.h"

#define ID DSN_DEFECT_BAD_ADDRESS
#define OTHER_ID DSN_DEFECT_BAD_IDN

static const struct DetailCase {
  const char *name;
  DsnSpan detail;
  const char *kept; /* NULL: no detail */
} detail_cases[] = {
  { "nothing", SPAN (""), NULL },
  { "text", SPAN ("no Action field"), "no Action field" },
  { "controls", SPAN ("a\r\nb\x1b[2J"), "a\\x0d\\x0ab\\x1b[2J" },
  { "nul", SPAN ("a\0b"), "a\\x00b" },
  { "not-utf-8",
    SPAN ("\xff"
          "a"),
    "\\xffa" },
  { "utf-8",
    SPAN ("b\xc3\xbc"
          "cher"),
    "b\xc3\xbc"
    "cher" },
};

static void
check_detail (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct DetailCase *c = row;
  g_autoptr (DsnDefects) defects = dsn_defects_new (3);
  const DsnDefect *defect;

  dsn_defects_add (defects, ID, 4711, text);
  g_assert_cmpuint (defects->list->len, ==, 1);
  defect = &g_array_index (defects->list, DsnDefect, 0);
  g_assert_cmpint (defect->id, ==, ID);
  g_assert_cmpuint (defect->offset, ==, 4711);
  g_assert_cmpint (defect->detail == NULL, ==, text.len == 0);
  if (defect->detail != NULL)
    g_assert_true (g_utf8_validate (defect->detail, -1, NULL));
  if (whole)
    g_assert_cmpstr (defect->detail, ==, c->kept);
}

static void
test_detail (gconstpointer row)
{
  test_cut_everywhere (((const struct DetailCase *) row)->detail, check_detail, row);
}

/* A detail is no place for a whole message, however its bytes are shown. */
static void
test_detail_is_bounded (void)
{
  static const char *const units[] = { "a", "\x01", "\xc3\xbc", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (DsnDefects) defects = dsn_defects_new (1);
    DsnSpan text = test_repeat (units[i], 100000);
    g_autofree guint8 *owned = (guint8 *) text.data;
    const char *detail;

    dsn_defects_add (defects, ID, 0, text);
    memset (owned, 'x', text.len); /* the list has its own copy */
    detail = g_array_index (defects->list, DsnDefect, 0).detail;
    g_assert_cmpuint (strlen (detail), <, 1000);
    g_assert_true (g_str_has_suffix (detail, "..."));
    g_assert_null (strchr (detail + 4, 'X'));
    g_assert_true (g_utf8_validate (detail, -1, NULL));
  }
}

/* That something was left out is told however much else was odd: once. */
static void
test_ceilings (void)
{
  g_autoptr (DsnDefects) defects = dsn_defects_new (2);

  for (guint i = 0; i < 100; i++)
    dsn_defects_add (defects, ID, i, DSN_SPAN_LIT (""));
  g_assert_cmpuint (defects->list->len, ==, 3);
  for (guint i = 0; i < 100; i++)
    dsn_defects_add (defects, DSN_DEFECT_TOO_MANY_RECIPIENTS, 4711 + i,
                     DSN_SPAN_LIT ("x"));
  g_assert_cmpuint (defects->list->len, ==, 4);
  g_assert_cmpint (g_array_index (defects->list, DsnDefect, 2).id, ==,
                   DSN_DEFECT_TOO_MANY_DEFECTS);
  g_assert_cmpint (g_array_index (defects->list, DsnDefect, 3).id, ==,
                   DSN_DEFECT_TOO_MANY_RECIPIENTS);
  g_assert_cmpuint (g_array_index (defects->list, DsnDefect, 3).offset, ==, 4711);
}

/* The first finding that does not fit may be that of a ceiling. */
static void
test_ceiling_first (void)
{
  g_autoptr (DsnDefects) defects = dsn_defects_new (1);

  dsn_defects_add (defects, ID, 1, DSN_SPAN_LIT (""));
  dsn_defects_add (defects, DSN_DEFECT_TOO_DEEP, 2, DSN_SPAN_LIT (""));
  g_assert_cmpuint (defects->list->len, ==, 3);
  g_assert_true (dsn_defects_has (defects, DSN_DEFECT_TOO_MANY_DEFECTS));
  g_assert_true (dsn_defects_has (defects, DSN_DEFECT_TOO_DEEP));
}

static void
test_order_and_has (void)
{
  g_autoptr (DsnDefects) defects = dsn_defects_new (10);

  g_assert_false (dsn_defects_has (defects, ID));
  dsn_defects_add (defects, OTHER_ID, 9, DSN_SPAN_LIT ("first"));
  dsn_defects_add (defects, ID, 3, DSN_SPAN_LIT ("second"));
  dsn_defects_add (defects, ID, 3, DSN_SPAN_LIT ("again"));
  g_assert_true (dsn_defects_has (defects, ID));
  g_assert_true (dsn_defects_has (defects, OTHER_ID));
  g_assert_false (dsn_defects_has (defects, DSN_DEFECT_TOO_MANY_DEFECTS));
  g_assert_cmpuint (defects->list->len, ==, 3);
  g_assert_cmpstr (g_array_index (defects->list, DsnDefect, 0).detail, ==, "first");
  g_assert_cmpstr (g_array_index (defects->list, DsnDefect, 1).detail, ==, "second");
  g_assert_cmpstr (g_array_index (defects->list, DsnDefect, 2).detail, ==, "again");
}

static void
test_once (void)
{
  g_autoptr (DsnDefects) defects = dsn_defects_new (10);

  dsn_defects_add_once (defects, ID, 1, DSN_SPAN_LIT ("first"));
  dsn_defects_add_once (defects, ID, 2, DSN_SPAN_LIT ("second"));
  dsn_defects_add_once (defects, OTHER_ID, 3, DSN_SPAN_LIT ("third"));
  g_assert_cmpuint (defects->list->len, ==, 2);
  g_assert_cmpuint (g_array_index (defects->list, DsnDefect, 0).offset, ==, 1);
  g_assert_cmpuint (g_array_index (defects->list, DsnDefect, 1).offset, ==, 3);
}

/* As many as were asked for are kept, and one more says that there were others. */
static void
test_too_many (void)
{
  for (guint max = 1; max <= 3; max++)
    for (guint added = 0; added <= 6; added++) {
      g_autoptr (DsnDefects) defects = dsn_defects_new (max);

      for (guint i = 0; i < added; i++)
        dsn_defects_add (defects, ID, i, DSN_SPAN_LIT ("x"));
      g_assert_cmpuint (defects->list->len, ==, MIN (added, max + 1));
      g_assert_cmpint (dsn_defects_has (defects, DSN_DEFECT_TOO_MANY_DEFECTS), ==,
                       added > max);
      for (guint i = 0; i < MIN (added, max); i++)
        g_assert_cmpuint (g_array_index (defects->list, DsnDefect, i).offset, ==, i);
      if (added > max)
        g_assert_cmpint (g_array_index (defects->list, DsnDefect, max).id, ==,
                         DSN_DEFECT_TOO_MANY_DEFECTS);
    }
}

static void
test_free_null (void)
{
  g_autoptr (DsnDefects) none = NULL;

  dsn_defects_free (none);
  g_assert_null (none);
}

/* The text between quotes, or after the equals sign, in the row's line of this key. */
static char *
get_value (const char *row, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (row, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    g_auto (GStrv) sides = g_strsplit (*line, "=", 2);

    if (sides[0] == NULL || sides[1] == NULL || strcmp (g_strstrip (sides[0]), key))
      continue;
    g_strstrip (sides[1]);
    if (sides[1][0] != '"')
      return g_strdup (sides[1]);
    return g_strndup (sides[1] + 1, strlen (sides[1]) - 2);
  }
  return NULL;
}

/* What rules/defects.toml says is what the library says. */
static void
test_rows (void)
{
  g_autofree char *path = NULL, *text = NULL;
  g_auto (GStrv) rows = NULL;
  guint count = 0;

  path =
      g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "src/rules/defects.toml", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  rows = g_strsplit (text, "[[defect]]", -1);
  for (char **row = rows + 1; *row != NULL; row++) {
    g_autofree char *id = get_value (*row, "id"), *number = get_value (*row, "number");
    g_autofree char *meaning = get_value (*row, "meaning");
    g_autofree char *retired = get_value (*row, "retired");
    guint64 n;

    g_assert_true (g_ascii_string_to_unsigned (number, 10, 1, 999, &n, NULL));
    if (retired != NULL)
      continue;
    g_assert_cmpstr (dsn_defect_id_to_string ((DsnDefectId) n), ==, id);
    g_assert_cmpstr (dsn_defect_id_get_meaning ((DsnDefectId) n), ==, meaning);
    count++;
  }
  g_assert_cmpuint (count, >, 10);
}

static void
test_numbers_are_fixed (void)
{
  g_assert_cmpint (DSN_DEFECT_TOO_MANY_DEFECTS, ==, 962);
  g_assert_cmpint (DSN_DEFECT_MESSAGE_TOO_BIG, ==, 540);
  g_assert_cmpint (DSN_DEFECT_BAD_ADDRESS, ==, 383);
  g_assert_cmpint (DSN_DEFECT_BAD_IDN, ==, 445);
}

/* A caller's mistake is told and answered. */
static void
test_unknown_id (void)
{
  g_test_expect_message ("dsn", G_LOG_LEVEL_CRITICAL, "*row != NULL*");
  g_assert_cmpstr (dsn_defect_id_to_string ((DsnDefectId) 0), ==, "unknown");
  g_test_expect_message ("dsn", G_LOG_LEVEL_CRITICAL, "*row != NULL*");
  g_assert_cmpstr (dsn_defect_id_get_meaning ((DsnDefectId) 1000), ==, "");
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/defect/detail", detail_cases, test_detail);
  g_test_add_func ("/defect/detail-is-bounded", test_detail_is_bounded);
  g_test_add_func ("/defect/order-and-has", test_order_and_has);
  g_test_add_func ("/defect/once", test_once);
  g_test_add_func ("/defect/too-many", test_too_many);
  g_test_add_func ("/defect/free-null", test_free_null);
  g_test_add_func ("/defect/rows", test_rows);
  g_test_add_func ("/defect/numbers-are-fixed", test_numbers_are_fixed);
  g_test_add_func ("/defect/unknown-id", test_unknown_id);
  g_test_add_func ("/defect/ceilings", test_ceilings);
  g_test_add_func ("/defect/ceiling-first", test_ceiling_first);
  return g_test_run ();
}
