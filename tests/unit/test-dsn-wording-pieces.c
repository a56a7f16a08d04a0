/* test-dsn-wording-pieces.c: rows of several pieces: in order, not far apart, and many
 * that begin alike. */
#include "dsn-wording-build.h"
#include "test-util.h"

static const guint16 replies_5[] = { 5, 0 };

#define ROW(name, words)                                                               \
  {                                                                                    \
    .id = name, .vendor = "any", .text = words, .category = "unclassified",            \
    .code = { 5, 0, 0 }, .hard = -1                                                    \
  }

static const DsnWording rows[] = {
  ROW ("said", "host * said"),
  ROW ("said-no", "host * said no"),
  ROW ("host-found", "host * not found"),
  ROW ("twice", "blah * blah"),
  ROW ("thrice", "blah * blah * blah"),
  ROW ("one-two", "one * two"),
  ROW ("one-two-three", "one * two * three"),
  ROW ("open", "mail * reject*"),
  ROW ("single", "mailbox"),
  ROW ("nested", "aaa * a * aa * a"),
  ROW ("overlapping", "so so so * so so done"),
  { .id = "with-reply",
    .vendor = "any",
    .text = "one * two",
    .category = "unclassified",
    .code = { 5, 0, 0 },
    .replies = replies_5,
    .hard = -1 },
};

#define X10 "xxxxxxxxx "
#define X50 X10 X10 X10 X10 X10
#define X200 X50 X50 X50 X50
#define X400 X200 X200

static const struct PiecesCase {
  const char *name;
  const char *text;
  guint reply;
  const char *id; /* NULL: none */
  gsize from, to;
} pieces_cases[] = {
  { "two", "my host x said hi", 0, "said", 3, 14 },
  { "longer-end", "host x said no", 0, "said-no", 0, 14 },
  { "other-end", "host x not found", 0, "host-found", 0, 16 },
  { "both-ends", "host x not found y said", 0, "host-found", 0, 16 },
  { "no-end", "host x", 0, NULL, 0, 0 },
  { "no-beginning", "x said no", 0, NULL, 0, 0 },
  { "wrong-order", "said host", 0, NULL, 0, 0 },
  { "nothing-between", "host said", 0, "said", 0, 9 },
  { "inside-of-word", "host x saidy", 0, NULL, 0, 0 },
  { "open-end", "mail y rejected", 0, "open", 0, 13 },
  { "once", "blah", 0, NULL, 0, 0 },
  { "twice", "blah, blah", 0, "twice", 0, 10 },
  { "thrice", "blah blah blah", 0, "thrice", 0, 14 },
  { "three", "one two three", 0, "one-two-three", 0, 13 },
  { "three-backwards", "three two one", 0, NULL, 0, 0 },
  { "last-beginning", "one one two", 0, "one-two", 4, 11 },
  { "nested", "aaa a aa a", 0, "nested", 0, 10 },
  { "overlapping", "so so so so so done", 0, "overlapping", 0, 19 },
  { "overlapping-twice", "so so so x so so so x so so done", 0, "overlapping", 11, 32 },
  { "condition", "one two", 550, "with-reply", 0, 7 },
  { "other-reply", "one two", 450, "one-two", 0, 7 },
  { "far", "host " X400 "said", 0, NULL, 0, 0 },
  { "far-then-near", "host " X400 "host said", 0, "said", 405, 414 },
  { "again-halfway", "one two " X200 "two " X200 "three", 0, "one-two-three", 0, 417 },
  { "too-far-from-the-last", "one two " X400 "two three", 0, "one-two", 0, 7 },
};

static void
test_row (gconstpointer data)
{
  const struct PiecesCase *c = data;
  g_autofree char *fault = NULL;
  guint32 wrong = 0;
  g_autoptr (DsnWordingTables) tables =
      dsn_wording_build (rows, G_N_ELEMENTS (rows), &fault, &wrong);
  DsnWordingSet set;
  DsnWordingQuery query = { .text = dsn_span_of_string (c->text), .reply = c->reply };
  DsnWordingMatch match;

  g_assert_nonnull (tables);
  set = dsn_wording_tables_get (tables, rows, G_N_ELEMENTS (rows));
  TEST_POISON (match);
  if (!dsn_wording_find (&set, &query, &match, NULL)) {
    g_assert_null (c->id);
    TEST_ASSERT_POISON (match);
    return;
  }
  g_assert_cmpstr (match.row->id, ==, c->id);
  g_assert_cmpuint (match.from, ==, c->from);
  g_assert_cmpuint (match.to, ==, c->to);
}

/* Rows of which a text holds the first piece only: more than are kept without memory of
 * their own, twice. */
static void
test_many_begun (void)
{
  DsnWording many[100] = { { NULL } };
  g_autofree char *fault = NULL;
  guint32 wrong = 0;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DsnWordingTables) tables = NULL;
  DsnWordingMatch match;
  DsnWordingQuery query = { 0 };
  DsnWordingSet set;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (many); i++) {
    many[i] = rows[0];
    many[i].text = g_strdup_printf ("word%u * end%u", i, i);
    g_ptr_array_add (names, (char *) many[i].text);
    g_string_append_printf (text, "word%u ", i);
  }
  g_string_append (text, "end99");
  tables = dsn_wording_build (many, G_N_ELEMENTS (many), &fault, &wrong);
  set = dsn_wording_tables_get (tables, many, G_N_ELEMENTS (many));
  query.text = (DsnSpan){ (const guint8 *) text->str, text->len };
  g_assert_true (dsn_wording_find (&set, &query, &match, NULL));
  g_assert_true (match.row == &many[99]);
  g_ptr_array_unref (names);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/wording/pieces", pieces_cases, test_row);
  g_test_add_func ("/wording/many-begun", test_many_begun);
  return g_test_run ();
}
