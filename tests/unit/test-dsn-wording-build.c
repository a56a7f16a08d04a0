/* test-dsn-wording-build.c: rows made ready: their pieces, their weight, and what is
 * refused. */
#include "dsn-wording-build.h"

#include "test-util.h"

static const guint16 replies[] = { 550, 0 };
static const guint16 other_replies[] = { 551, 0 };
static const DsnCode sent[] = { { 5, 1, 1 }, { 0, 0, 0 } };

#define ROW(words)                                                                     \
  .id = "a", .vendor = "any", .text = words, .category = "user-unknown",               \
  .code = { 5, 1, 1 }, .hard = -1, .source = "user", .witness = ""

static const struct BuildCase {
  const char *name;
  DsnWording row;
  guint pieces; /* 0: refused */
  guint weight;
  gboolean open_end;
} cases[] = {
  { "words", { ROW ("User unknown") }, 1, 12, FALSE },
  { "folded", { ROW ("User   UNKNOWN ") }, 1, 12, FALSE },
  { "two-pieces", { ROW ("user * unknown") }, 2, 11, FALSE },
  { "three-pieces", { ROW ("no user * in * here") }, 3, 13, FALSE },
  { "open-end", { ROW ("user unknown *") }, 1, 12, TRUE },
  { "code-counts-twice", { ROW ("see TSS04") }, 1, 14, FALSE },
  { "keyword-counts-twice", { ROW ("ROUTING.NoMX") }, 1, 24, FALSE },
  { "full-stop-counts-once", { ROW ("user unknown.") }, 1, 13, FALSE },
  { "reply-counts", { ROW ("user unknown"), .replies = replies }, 1, 14, FALSE },
  { "sent-counts", { ROW ("user unknown"), .sent = sent }, 1, 18, FALSE },
  { "other-script", { ROW ("\347\224\250\346\210\267") }, 1, 6, FALSE },
  { "empty", { ROW ("") }, 0 },
  { "two-letters", { ROW ("no") }, 0 },
  { "one-wide-letter", { ROW ("\347\224\250") }, 0 },
  { "marks", { ROW ("<...>") }, 0 },
  { "asterisk", { ROW ("*") }, 0 },
  { "asterisk-first", { ROW ("* unknown user") }, 0 },
};

static void
test_row (gconstpointer data)
{
  const struct BuildCase *c = data;
  char *fault = NULL;
  guint32 fault_row = 4711;
  g_autoptr (DsnWordingTables) tables =
      dsn_wording_build (&c->row, 1, &fault, &fault_row);
  const DsnWordingPlan *plan;

  g_assert_cmpint (tables == NULL, ==, c->pieces == 0);
  g_assert_cmpint (tables == NULL, ==, fault != NULL);
  if (tables == NULL) {
    g_assert_cmpuint (fault_row, ==, 0);
    g_assert_nonnull (strstr (fault, c->row.text));
    g_free (fault);
    return;
  }
  g_assert_cmpuint (fault_row, ==, 4711);
  plan = dsn_wording_tables_get (tables, &c->row, 1).plans;
  g_assert_cmpuint (tables->places->len, ==,
                    c->pieces + 2); /* before the first, and the end */
  g_assert_cmpuint (plan->weight, ==, c->weight);
  g_assert_cmpint ((plan->flags & DSN_WORDING_OPEN_END) != 0, ==, c->open_end);
}

/* A row that asks the same as another could never win. */
static void
test_duplicates (void)
{
  const struct {
    DsnWording second;
    gboolean good;
  } pairs[] = {
    { { ROW ("user  UNKNOWN") }, FALSE },
    { { ROW ("user unknown here") }, TRUE },
    { { ROW ("user unknown"), .replies = replies }, TRUE },
    { { ROW ("user unknown"), .sent = sent }, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    DsnWording rows[] = { { ROW ("user unknown") }, pairs[i].second };
    g_autofree char *fault = NULL;
    guint32 fault_row = 0;
    g_autoptr (DsnWordingTables) tables =
        dsn_wording_build (rows, 2, &fault, &fault_row);

    g_assert_cmpint (tables != NULL, ==, pairs[i].good);
    g_assert_cmpuint (fault_row, ==, pairs[i].good ? 0 : 1);
  }
}

static void
test_conditions_differ (void)
{
  DsnWording rows[] = { { ROW ("user unknown"), .replies = replies },
                        { ROW ("user unknown"), .replies = other_replies },
                        { ROW ("user unknown"), .replies = replies } };
  g_autofree char *fault = NULL;
  guint32 fault_row = 0;

  g_assert_null (dsn_wording_build (rows, 3, &fault, &fault_row));
  g_assert_cmpuint (fault_row, ==, 2);
}

static void
test_no_rows (void)
{
  char *fault = NULL;
  guint32 fault_row = 0;
  g_autoptr (DsnWordingTables) tables = dsn_wording_build (NULL, 0, &fault, &fault_row);
  DsnWordingSet set = dsn_wording_tables_get (tables, NULL, 0);
  DsnWordingQuery query = { .text = DSN_SPAN_LIT ("550 User unknown") };
  DsnWordingMatch match;

  g_assert_false (dsn_wording_find (&set, &query, &match, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/wording-build", cases, test_row);
  g_test_add_func ("/wording-build/duplicates", test_duplicates);
  g_test_add_func ("/wording-build/conditions-differ", test_conditions_differ);
  g_test_add_func ("/wording-build/no-rows", test_no_rows);
  return g_test_run ();
}
