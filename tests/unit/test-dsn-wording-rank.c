/* test-dsn-wording-rank.c: which of the rows that fit wins, over whom, and why. */
#include "dsn-rule-file-private.h"

#include <string.h>

#define ROW(id, vendor, text, category, more)                                          \
  "[[wording]]\nid = \"" id "\"\nvendor = \"" vendor "\"\ntext = \"" text              \
  "\"\ncode = \"5.1.1\"\ncategory = \"" category                                       \
  "\"\nsource = \"s\"\nwitness = \"w\"\n" more "\n"

/* Rows that are equal to each other in this or that. */
#define RULES                                                                          \
  ROW ("short", "any", "zorble", "user-unknown", "")                                   \
  ROW ("long", "any", "zorble fnord", "mailbox-full", "")                              \
  ROW ("reply", "any", "fnord quux", "mailbox-disabled", "reply = [5]\n")              \
  ROW ("first", "any", "fnord xyzzy", "mailbox-moved", "")                             \
  ROW ("second", "any", "xyzzy fnord", "system-full", "")                              \
  ROW ("ours", "postfix", "plugh plover", "rate-limited", "")                          \
  ROW ("theirs", "exim", "plover plugh", "greylisted", "")                             \
  ROW ("twin", "any", "zorble*grue", "mailbox-full", "")                               \
  ROW ("refusal", "any", "denied by a long policy", "policy-violation", "")            \
  ROW ("page", "acme", "on grounds of policy 7", "policy-violation", "")               \
  ROW ("nohost", "any", "rezrov", "domain-unknown", "")                                \
  ROW ("spam", "any", "frotz", "spam-detected", "")                                    \
  ROW ("late", "any", "given up after some days", "message-expired", "")               \
  ROW ("later", "any", "gnusto", "transient-failure", "")

static const struct RankCase {
  const char *name;
  const char *text;
  guint reply;
  const char *vendor;
  const char *found; /* the winner, then "row:why" */
  const char *over;  /* those that the match remembers */
} cases[] = {
  { "alone", "zorble", 0, NULL, "short", "" },
  { "none", "nothing", 0, NULL, "", "" },
  { "length", "zorble fnord", 0, NULL, "long short:length", "short" },
  { "order-in-the-text", "zorble. zorble fnord", 0, NULL, "long short:length",
    "short" },
  { "twice", "zorble zorble zorble fnord fnord", 0, NULL, "long short:length",
    "short" },
  { "condition", "fnord xyzzy fnord quux", 550, NULL,
    "reply first:condition second:condition", "first second" },
  { "without-condition", "fnord quux, zorble", 450, NULL, "short", "" },
  { "order", "fnord xyzzy fnord", 0, NULL, "first second:order", "second" },
  { "vendor", "plugh plover plugh", 0, "exim", "theirs ours:vendor", "ours" },
  { "vendor-of-the-first", "plugh plover plugh", 0, "postfix", "ours theirs:order",
    "theirs" },
  { "vendor-of-neither", "plugh plover plugh", 0, "google", "ours theirs:order",
    "theirs" },
  { "nearer-cause", "denied by a long policy: frotz", 0, NULL, "spam refusal:symptom",
    "refusal" },
  { "no-cause-is-no-nearer", "denied by a long policy: gnusto", 0, NULL,
    "refusal later:length", "later" },
  { "nearer-but-gives-up", "denied by a long policy: zorble", 0, NULL,
    "refusal short:length", "short" },
  { "nearer-but-hard", "denied by a long policy: rezrov", 0, NULL,
    "refusal nohost:length", "nohost" },
  { "vendors-own-policy", "on grounds of policy 7: frotz", 0, NULL, "page spam:length",
    "spam" },
  { "time-ran-out", "given up after some days: frotz", 0, NULL, "spam late:symptom",
    "late" },
  { "time-ran-out-after-refusal", "given up after some days: denied by a long policy",
    0, NULL, "refusal late:symptom", "late" },
  { "same-cause", "zorble fnord grue", 0, NULL, "long twin:length short:length",
    "short" },
};

static DsnRules *
read_rules (const char *text, DsnRules *next)
{
  g_autoptr (GError) error = NULL;
  DsnRules *rules = dsn_rules_new_from_text (text, strlen (text), "test", next, &error);

  g_assert_no_error (error);
  return rules;
}

/* "winner row:why row:why" */
static char *
describe (const DsnWordingMatch *match, const GArray *losers)
{
  GString *out = g_string_new (match->row != NULL ? match->row->id : "");

  for (guint i = 0; i < losers->len; i++) {
    const DsnWordingMatch *loser = &g_array_index (losers, DsnWordingMatch, i);

    g_string_append_printf (out, " %s:%s", loser->row->id,
                            dsn_wording_lost_to_string (loser->lost));
  }
  return g_string_free (out, FALSE);
}

static char *
describe_over (const DsnWordingMatch *match)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < match->over_count; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", match->over[i]->id);
  return g_string_free (out, FALSE);
}

static void
test_case (gconstpointer data)
{
  const struct RankCase *c = data;
  g_autoptr (DsnRules) rules = read_rules (RULES, NULL);
  const DsnRules *next;
  const DsnWordingSet *set = dsn_rules_get_set (rules, &next);
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  DsnWordingQuery query = { .text = dsn_span_of_string (c->text),
                            .reply = c->reply,
                            .vendor = c->vendor };
  DsnWordingMatch match = { 0 }, alone = { 0 };
  g_autofree char *found = NULL, *over = NULL;

  g_assert_cmpint (dsn_wording_find (set, &query, &match, losers), ==,
                   c->found[0] != '\0');
  found = describe (&match, losers);
  over = describe_over (&match);
  g_assert_cmpstr (found, ==, c->found);
  g_assert_cmpstr (over, ==, c->over);
  g_assert_cmpint (match.lost, ==, DSN_WORDING_WON);
  /* the same whether anybody wants to know all of it or not */
  dsn_wording_find (set, &query, &alone, NULL);
  g_assert_true (alone.row == match.row && alone.over_count == match.over_count);
}

/* Of many rows that fit, the four best that name another cause are remembered. */
static void
test_many (void)
{
  static const char *const words[] = { "a", "bb", "ccc", "dddd", "eeeee", "ffffff" };
  g_autoptr (GString) text = g_string_new ("zorble"), rules_text = g_string_new (NULL);
  g_autoptr (DsnRules) rules = NULL;
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  g_autofree char *over = NULL;
  DsnWordingMatch match;

  /* a longer row names the cause of the winner, and is not among them */
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_string_append_printf (rules_text,
                            "[[wording]]\nid = \"w-%s\"\nvendor = \"any\"\n"
                            "text = \"zorble*%s\"\ncode = \"5.1.1\"\n"
                            "category = \"%s\"\nsource = \"s\"\nwitness = \"w\"\n",
                            words[i], words[i],
                            i >= 4 ? "mailbox-full" : "user-unknown");
    g_string_append_printf (text, " %s", words[i]);
  }
  g_string_append (rules_text, ROW ("w", "any", "zorble", "rate-limited", ""));
  rules = read_rules (rules_text->str, NULL);
  g_assert_true (dsn_rules_find (
      rules, &(DsnWordingQuery){ .text = dsn_span_of_string (text->str) }, &match,
      losers));
  over = describe_over (&match);
  g_assert_cmpstr (match.row->id, ==, "w-ffffff");
  g_assert_cmpstr (over, ==, "w-dddd w-ccc w-bb w-a");
  g_assert_cmpuint (losers->len, ==, 6);
}

/* A user's row wins over a longer one of ours, and the trail says that it did. */
static void
test_rules (void)
{
  g_autoptr (DsnRules) last =
      read_rules (ROW ("last", "any", "account zorble fnord", "system-full", ""), NULL);
  g_autoptr (DsnRules) rules =
      read_rules (ROW ("mine", "any", "zorble", "greylisted", ""), last);
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  DsnWordingQuery query = { .text =
                                DSN_SPAN_LIT ("mailbox full, account zorble fnord") };
  DsnWordingMatch match, without;

  g_assert_true (dsn_wording_find (dsn_wording_builtin (), &query, &without, NULL));
  g_assert_true (dsn_rules_find (rules, &query, &match, losers));
  g_assert_cmpstr (match.row->id, ==, "mine");
  g_assert_cmpuint (match.over_count, >=, 2);
  g_assert_cmpstr (match.over[0]->id, ==, "last");
  g_assert_true (match.over[1] == without.row);
  g_assert_cmpuint (losers->len, >=, 2);
  for (guint i = 0; i < losers->len; i++)
    g_assert_cmpstr (
        dsn_wording_lost_to_string (g_array_index (losers, DsnWordingMatch, i).lost),
        ==, "rules");
  g_assert_true (g_array_index (losers, DsnWordingMatch, 1).row == without.row);
}

/* A condition decides where the words say as much. */
static void
test_condition (void)
{
  g_autoptr (DsnRules) rules = read_rules (
      ROW ("plain", "any", "zorble fnord", "greylisted", "")
          ROW ("with", "any", "zorble fnord", "system-full", "sent = [\"5.7.1\"]\n"),
      NULL);
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  DsnWordingQuery query = { .text = DSN_SPAN_LIT ("zorble fnord"),
                            .status = { 5, 7, 1 } };
  DsnWordingMatch match = { 0 };
  g_autofree char *found = NULL;

  g_assert_true (dsn_rules_find (rules, &query, &match, losers));
  found = describe (&match, losers);
  g_assert_cmpstr (found, ==, "with plain:condition");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/wording-rank/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/wording-rank/many", test_many);
  g_test_add_func ("/wording-rank/rules", test_rules);
  g_test_add_func ("/wording-rank/sent", test_condition);
  return g_test_run ();
}
