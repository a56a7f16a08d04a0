/* test-dsn-automaton.c: all pieces in one pass: the same as looking for each alone. */
#include "dsn-automaton-build.h"

#include "test-util.h"

static const char *const pieces[] = {
  "user unknown",
  "user",
  "unknown user",
  "unknown",
  "no such user",
  "no such",
  "550",
  "<",
  "a",
  "ab",
  "abc",
  "\347\224\250\346\210\267",
  "\346\210\267\344\270\215",
};

static const struct AutomatonCase {
  const char *name;
  DsnSpan text;
  const char *found; /* "piece@start " of each, by ascending start */
} cases[] = {
  { "nothing", SPAN (""), "" },
  { "none", SPAN ("the quick brown fox"), "" },
  { "one", SPAN ("550"), "550@0 " },
  { "nested", SPAN ("user unknown"), "user@0 user unknown@0 unknown@5 " },
  { "overlapping", SPAN ("no such user unknown"),
    "no such@0 no such user@0 user@8 user unknown@8 unknown@13 " },
  { "prefixes", SPAN ("abcd"), "a@0 ab@0 abc@0 " },
  { "inside-of-a-word", SPAN ("superuser"), "" },
  { "begins-a-longer-word", SPAN ("users"), "user@0 " },
  { "behind-a-mark", SPAN ("(user)"), "user@1 " },
  { "mark-itself", SPAN ("x<user"), "<@1 user@2 " },
  { "cut", SPAN ("user unknow"), "user@0 " },
  { "twice", SPAN ("550 550"), "550@0 550@4 " },
  { "no-blanks", SPAN ("\347\224\250\346\210\267\344\270\215"),
    "\347\224\250\346\210\267@0 \346\210\267\344\270\215@3 " },
  { "nul", SPAN ("a\0b"), "a@0 " },
  { "head-and-no-more", SPAN ("user"), "user@0 " },
  { "head-cut", SPAN ("use"), "" },
};

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static DsnAutomatonTables *
build (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_string);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    g_ptr_array_add (list, g_string_new (pieces[i]));
  return dsn_automaton_build (list);
}

typedef struct {
  GString *out;
  const DsnFolded *folded;
} Found;

static void
found_piece (guint32 piece, gsize from, gsize end, gpointer user_data)
{
  Found *found = user_data;
  gsize len;

  g_assert_cmpuint (piece, <, G_N_ELEMENTS (pieces));
  len = strlen (pieces[piece]);
  g_assert_cmpuint (end, <=, found->folded->len);
  g_assert_cmpuint (from, <=, end);
  g_assert_cmpmem (found->folded->text + from, end - from, pieces[piece], len);
  g_string_append_printf (found->out, "%s@%u ", pieces[piece], (guint) from);
}

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct AutomatonCase *c = row;
  g_autoptr (DsnAutomatonTables) tables = build ();
  DsnAutomaton automaton = dsn_automaton_tables_get (tables);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (DsnFolded) folded = { 0 };
  Found found = { out, &folded };

  dsn_fold (&folded, text);
  dsn_automaton_run (&automaton, &folded, found_piece, &found);
  if (whole)
    g_assert_cmpstr (out->str, ==, c->found);
}

static void
test_row (gconstpointer data)
{
  const struct AutomatonCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

static void
test_no_pieces (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (DsnAutomatonTables) tables = dsn_automaton_build (none);
  DsnAutomaton automaton = dsn_automaton_tables_get (tables);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (DsnFolded) folded = { 0 };
  Found found = { out, &folded };

  dsn_fold (&folded, DSN_SPAN_LIT ("user unknown"));
  dsn_automaton_run (&automaton, &folded, found_piece, &found);
  g_assert_cmpuint (out->len, ==, 0);
}

static char *
make_word (guint number)
{
  return g_strdup_printf ("%u%c%u", number * 7919 % 5000, 'a' + (char) (number % 26),
                          number);
}

static void
count_piece (guint32 piece, gsize from, gsize end, gpointer user_data)
{
  guint *counts = user_data;

  g_assert_cmpuint (from, <, end);
  counts[piece]++;
}

/* So many that heads share their slots; and one whose label has no room in a node. */
static void
test_many (void)
{
  enum { COUNT = 5000, LONG = 300 };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_string);
  g_autofree guint *counts = g_new0 (guint, COUNT + 1);
  g_autoptr (GString) text = g_string_new (NULL), label = g_string_new (NULL);
  g_autoptr (DsnAutomatonTables) tables = NULL;
  g_auto (DsnFolded) folded = { 0 };
  DsnAutomaton automaton;

  for (guint i = 0; i < LONG; i++)
    g_string_append_c (label, (char) ('a' + i % 26));
  for (guint i = 0; i < COUNT; i++) {
    g_autofree char *word = make_word (i);

    g_ptr_array_add (list, g_string_new (word));
    g_string_append_printf (text, "%s.z ", word);
  }
  g_ptr_array_add (list, g_string_new (label->str));
  g_string_append_printf (text, "%.*s %s", LONG - 1, label->str, label->str);
  tables = dsn_automaton_build (list);
  automaton = dsn_automaton_tables_get (tables);
  dsn_fold (&folded, dsn_span_of_string (text->str));
  dsn_automaton_run (&automaton, &folded, count_piece, counts);
  /* A word may begin with another. */
  for (guint i = 0; i < COUNT; i++)
    g_assert_cmpuint (counts[i], >=, 1);
  g_assert_cmpuint (counts[COUNT], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/automaton", cases, test_row);
  g_test_add_func ("/automaton/no-pieces", test_no_pieces);
  g_test_add_func ("/automaton/many", test_many);
  return g_test_run ();
}
