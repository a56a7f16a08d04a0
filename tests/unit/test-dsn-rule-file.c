/* test-dsn-rule-file.c: a user's rule files: what is read, what is refused, who wins.
 */
#include "dsn-error.h"
#include "dsn-rule-file-private.h"

#include "test-util.h"

#define ROW "[[wording]]\nid = \"a\"\ntext = \"no such person\"\n"
#define GOOD ROW "category = \"user-unknown\"\n"

static const struct RuleCase {
  const char *name;
  DsnSpan text;
  const char *wrong; /* the message begins with it; NULL: good */
} cases[] = {
  { "nothing", SPAN (""), NULL },
  { "least", SPAN (GOOD), NULL },
  { "all-keys",
    SPAN (GOOD
          "vendor = \"postfix\"\ncode = \"5.1.1\"\nsource = \"s\"\nwitness = \"w\"\n"
          "not = [\"n\"]\nreply = [550, 4]\nsent = [\"5.7.1\"]\nname = true\n"
          "hard = false\nscope = \"domain\"\naction = \"hold\"\n"),
    NULL },
  { "no-id", SPAN ("[[wording]]\ntext = \"a b c\"\ncategory = \"user-unknown\""),
    "mine:1: this wording has no id" },
  { "no-text", SPAN ("\n[[wording]]\nid = \"a\"\n\n[[wording]]\n"),
    "mine:2: this wording has no text" },
  { "no-category", SPAN (ROW), "mine:1: this wording has no category" },
  { "key-first", SPAN ("id = \"a\""), "mine:1: a key stands before" },
  { "other-table", SPAN (GOOD "[[rule]]"), "mine:5: unknown table 'rule'" },
  { "unknown-key", SPAN (GOOD "colour = \"red\""), "mine:5: unknown key 'colour'" },
  { "key-twice", SPAN (GOOD "id = \"b\""), "mine:5: id stands twice" },
  { "id-twice", SPAN (GOOD "[[wording]]\nid = \"a\""), "mine:6: id 'a' stands twice" },
  { "id-with-blank", SPAN ("[[wording]]\nid = \"a b\""), "mine:2: id 'a b' holds" },
  { "id-empty", SPAN ("[[wording]]\nid = \"\""), "mine:2: id is empty" },
  { "same-text",
    SPAN (GOOD "[[wording]]\nid = \"b\"\ntext = \"No  such person\"\n"
               "category = \"mailbox-full\""),
    "mine:5: the text 'No  such person' stands in another row" },
  { "text-too-short",
    SPAN ("[[wording]]\nid = \"a\"\ntext = \"*\"\ncategory = \"user-unknown\""),
    "mine:1: the text '*' is too short" },
  { "unknown-category", SPAN (ROW "category = \"x\""), "mine:4: unknown category 'x'" },
  { "unknown-scope", SPAN (GOOD "scope = \"x\""), "mine:5: unknown scope 'x'" },
  { "unknown-action", SPAN (GOOD "action = \"x\""), "mine:5: unknown action 'x'" },
  { "code-of-success", SPAN (GOOD "code = \"2.1.1\""), "mine:5: code '2.1.1' is no" },
  { "code-cut", SPAN (GOOD "code = \"5.1\""), "mine:5: code '5.1' is no" },
  { "reply-as-text", SPAN (GOOD "reply = [\"550\"]"), "mine:5: reply takes" },
  { "reply-too-small", SPAN (GOOD "reply = [250]"), "mine:5: reply takes" },
  { "reply-too-large", SPAN (GOOD "reply = [600]"), "mine:5: reply takes" },
  { "reply-empty", SPAN (GOOD "reply = []"), "mine:5: reply is empty" },
  { "reply-without-brackets", SPAN (GOOD "reply = 550"),
    "mine:5: unknown key 'reply'" },
  { "sent-as-number", SPAN (GOOD "sent = [5]"), "mine:5: sent takes" },
  { "sent-bad", SPAN (GOOD "sent = [\"x\"]"), "mine:5: sent 'x' is no" },
  { "sent-empty", SPAN (GOOD "sent = []"), "mine:5: sent is empty" },
  { "not-as-number", SPAN (GOOD "not = [5]"), "mine:5: not takes" },
  { "hard-as-text", SPAN (GOOD "hard = \"yes\""), "mine:5: unknown key 'hard'" },
  { "toml-fault", SPAN (GOOD "\nhard\n"), "mine:6: a line is neither" },
};

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct RuleCase *c = row;
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnRules) rules =
      dsn_rules_new_from_text (text.data != NULL ? (const char *) text.data : "",
                               text.len, "mine", NULL, &error);

  g_assert_cmpint (rules == NULL, ==, error != NULL);
  if (error != NULL)
    g_assert_true (g_error_matches (error, DSN_ERROR, DSN_ERROR_RULES));
  if (!whole)
    return;
  if (c->wrong == NULL)
    g_assert_no_error (error);
  else if (error == NULL || !g_str_has_prefix (error->message, c->wrong)) {
    g_test_message ("expected %s, found %s", c->wrong,
                    error != NULL ? error->message : "nothing wrong");
    g_test_fail ();
  }
}

static void
test_row (gconstpointer data)
{
  const struct RuleCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

static DsnRules *
read_rules (const char *text, DsnRules *next)
{
  g_autoptr (GError) error = NULL;
  DsnRules *rules = dsn_rules_new_from_text (text, strlen (text), "mine", next, &error);

  g_assert_no_error (error);
  return rules;
}

/* As many rows as fit, and one more. */
static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= 100000; i++)
    g_string_append_printf (text,
                            "[[wording]]\nid = \"r%u\"\ntext = \"row %u\"\n"
                            "category = \"user-unknown\"\n",
                            i, i);
  g_assert_null (dsn_rules_new_from_text (text->str, text->len, "mine", NULL, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_RULES);
  g_assert_cmpstr (error->message, ==, "mine:400001: too many rows");
}

/* Every key comes out as it went in; what is not said follows from the category. */
static void
test_values (void)
{
  g_autoptr (DsnRules) rules = read_rules (
      GOOD "not = [\"x\", \"y\"]\n\n"
           "[[wording]]\nid = \"b\"\ntext = \"b * c d\"\ncategory = \"mailbox-full\"\n"
           "vendor = \"postfix\"\ncode = \"4.2.2\"\nsource = \"s\"\nwitness = \"w\"\n"
           "reply = [550, 4]\nsent = [\"5.7.1\"]\nname = true\nhard = true\n"
           "scope = \"domain\"\naction = \"hold\"\n",
      NULL);
  const DsnRules *next;
  const DsnWordingSet *set = dsn_rules_get_set (rules, &next);
  const DsnWording *a = &set->rows[0], *b = &set->rows[1];

  g_assert_null (next);
  g_assert_cmpuint (set->row_count, ==, 2);
  g_assert_cmpstr (a->vendor, ==, "any");
  g_assert_cmpuint (a->code.klass, ==, 5);
  g_assert_cmpuint (a->code.subject, ==, 1);
  g_assert_cmpuint (a->code.detail, ==, 1);
  g_assert_cmpint (a->hard, ==, -1);
  g_assert_null (a->replies);
  g_assert_cmpuint (dsn_rules_get_line (rules, 0), ==, 1);
  g_assert_cmpstr (dsn_rules_get_not (rules, 0)[0], ==, "x");
  g_assert_cmpstr (dsn_rules_get_not (rules, 0)[1], ==, "y");
  g_assert_null (dsn_rules_get_not (rules, 0)[2]);
  g_assert_cmpuint (dsn_rules_get_line (rules, 1), ==, 7);
  g_assert_null (dsn_rules_get_not (rules, 1));
  g_assert_cmpstr (b->vendor, ==, "postfix");
  g_assert_cmpuint (b->code.klass, ==, 4);
  g_assert_cmpuint (b->replies[0], ==, 550);
  g_assert_cmpuint (b->replies[1], ==, 4);
  g_assert_cmpuint (b->replies[2], ==, 0);
  g_assert_cmpuint (b->sent[0].subject, ==, 7);
  g_assert_cmpuint (b->sent[1].klass, ==, 0);
  g_assert_true (b->in_name);
  g_assert_cmpint (b->hard, ==, 1);
  g_assert_cmpint (b->scope, ==, DSN_SCOPE_DOMAIN);
  g_assert_cmpint (b->advice, ==, DSN_ADVICE_HOLD);
  g_assert_cmpstr (b->witness, ==, "w");
}

static void
assert_winner (const DsnRules *rules, const char *text, const char *id, guint losers)
{
  DsnWordingQuery query = { .text = dsn_span_of_string (text) };
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  DsnWordingMatch match, again;

  g_assert_true (dsn_rules_find (rules, &query, &match, others));
  g_assert_true (dsn_rules_find (rules, &query, &again, NULL));
  g_assert_true (match.row == again.row);
  g_assert_cmpstr (match.row->id, ==, id);
  g_assert_cmpuint (others->len, >=, losers);
  g_assert_cmpuint (dsn_rules_weigh (rules, &query), ==, 1 + match.to - match.from);
  for (guint i = 0; i < others->len; i++) {
    const DsnWordingMatch *other = &g_array_index (others, DsnWordingMatch, i);

    g_assert_true (other->row != match.row);
    g_assert_cmpuint (other->from, <, other->to);
    g_assert_cmpuint (other->to, <=, strlen (text));
  }
}

/* A user's row beats any of ours, be it less specific, and the first file the second.
 */
static void
test_order (void)
{
  g_autoptr (DsnRules) second = read_rules (
      "[[wording]]\nid = \"second\"\ntext = \"user unknown in local recipient table\"\n"
      "category = \"mailbox-full\"\n",
      NULL);
  g_autoptr (DsnRules) first =
      read_rules ("[[wording]]\nid = \"first\"\ntext = \"unknown in\"\n"
                  "category = \"mailbox-full\"\n",
                  second);
  const char *text = "550 5.1.1 User unknown in local recipient table";
  DsnWordingQuery none = { .text = DSN_SPAN_LIT ("the quick brown fox") };
  DsnWordingMatch match;

  assert_winner (first, text, "first", 2);
  assert_winner (second, text, "second", 1);
  g_assert_false (dsn_rules_find (first, &none, &match, NULL));
  g_assert_cmpuint (dsn_rules_weigh (first, &none), ==, 0);
  /* The first keeps what it needs. */
  g_clear_pointer (&second, dsn_rules_unref);
  assert_winner (first, "550 User unknown in local recipient table", "first", 2);
}

static void
test_count (void)
{
  DsnRules *rules = read_rules (GOOD, NULL);
  g_autoptr (DsnRules) more = dsn_rules_ref (rules);

  dsn_rules_unref (rules);
  assert_winner (more, "550 no such person", "a", 0);
  dsn_rules_unref (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/rule-file", cases, test_row);
  g_test_add_func ("/rule-file/values", test_values);
  g_test_add_func ("/rule-file/order", test_order);
  g_test_add_func ("/rule-file/count", test_count);
  g_test_add_func ("/rule-file/too-many", test_too_many);
  return g_test_run ();
}
