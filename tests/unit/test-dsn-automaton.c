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
  DsnSpan text;
} Found;

static void
found_piece (guint32 piece, gsize from, gsize end, gpointer user_data)
{
  Found *found = user_data;
  gsize len;

  g_assert_cmpuint (piece, <, G_N_ELEMENTS (pieces));
  len = strlen (pieces[piece]);
  g_assert_cmpuint (end, <=, found->text.len);
  g_assert_cmpuint (from, <=, end);
  g_assert_cmpmem (found->text.data + from, end - from, pieces[piece], len);
  g_string_append_printf (found->out, "%s@%u ", pieces[piece], (guint) from);
}

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct AutomatonCase *c = row;
  g_autoptr (DsnAutomatonTables) tables = build ();
  DsnAutomaton automaton = dsn_automaton_tables_get (tables);
  g_autoptr (GString) out = g_string_new (NULL);
  Found found = { out, text };

  dsn_automaton_run (&automaton, text, found_piece, &found);
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
  Found found = { out, DSN_SPAN_LIT ("user unknown") };

  dsn_automaton_run (&automaton, found.text, found_piece, &found);
  g_assert_cmpuint (out->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/automaton", cases, test_row);
  g_test_add_func ("/automaton/no-pieces", test_no_pieces);
  return g_test_run ();
}
