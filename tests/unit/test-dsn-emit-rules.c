/* test-dsn-emit-rules.c: wordings for people and as JSON, and who won over whom. */
#include "dsn-emit-rules.h"

#include "test-json.h"
#include "test-util.h"

static const guint16 replies[] = { 550, 5, 0 };
static const DsnCode sent[] = { { 5, 7, 1 }, { 0, 0, 0 } };

static const DsnWording least = {
  .id = "least",
  .vendor = "any",
  .text = "no such person",
  .category = "user-unknown",
  .code = { 5, 1, 1 },
  .hard = -1,
  .source = "user",
  .witness = "",
};

static const DsnWording most = {
  .id = "most",
  .vendor = "postfix",
  .text = "no \"such\" * \033[31mperson",
  .category = "policy-violation",
  .code = { 5, 7, 1 },
  .replies = replies,
  .sent = sent,
  .in_name = TRUE,
  .hard = 1,
  .scope = DSN_SCOPE_DOMAIN,
  .advice = DSN_ADVICE_HOLD,
  .source = "a book",
  .witness = "550 5.7.1 no such",
};

static void
test_json (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_rule_json (&least, out);
  g_assert_cmpstr (
      out->str, ==,
      "{\"type\":\"wording\",\"schema\":1,\"id\":\"least\",\"vendor\":\"any\","
      "\"text\":\"no such person\",\"code\":\"5.1.1\",\"category\":\"user-unknown\","
      "\"source\":\"user\",\"witness\":\"\"}\n");
  g_string_truncate (out, 0);
  dsn_emit_rule_json (&most, out);
  g_assert_true (test_json_is_line (out));
  g_assert_nonnull (strstr (out->str, "\"reply\":[550,5],\"sent\":[\"5.7.1\"],"
                                      "\"name\":true,\"hard\":true,\"scope\":"
                                      "\"domain\",\"action\":\"hold\",\"source\":"));
}

static void
test_text (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_rule_text (&least, out);
  g_assert_cmpstr (out->str, ==,
                   "least\n"
                   "  text      no such person\n"
                   "  vendor    any\n"
                   "  code      5.1.1\n"
                   "  category  user-unknown\n"
                   "  source    user\n");
  g_string_truncate (out, 0);
  dsn_emit_rule_text (&most, out);
  g_assert_null (strchr (out->str, '\033'));
  g_assert_nonnull (
      strstr (out->str, "  only with reply 550, reply 5xx, code 5.7.1\n"));
  g_assert_nonnull (strstr (out->str, "  also in   host names and URLs\n"));
  g_assert_nonnull (strstr (out->str, "  hard      yes\n"));
  g_assert_nonnull (strstr (out->str, "  scope     domain\n"));
  g_assert_nonnull (strstr (out->str, "  action    hold\n"));
}

static void
test_spares (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  DsnWording row = least;

  dsn_emit_rule_text (&row, out);
  g_assert_null (strstr (out->str, "spares"));
  row.spares = TRUE;
  dsn_emit_rule_text (&row, out);
  g_assert_nonnull (strstr (out->str, "  spares    the address"));
}

static void
test_line (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_rule_line (&most, out);
  g_assert_cmpstr (out->str, ==,
                   "policy-violation       5.7.1   most  no \"such\" * "
                   "\\x1b[31mperson\n");
}

static void
test_match (void)
{
  DsnSpan text = DSN_SPAN_LIT ("550 no such person");
  DsnWordingMatch winner = { .row = &least, .from = 4, .to = 18, .weight = 14 };
  DsnWordingMatch loser = {
    .row = &most, .from = 4, .to = 6, .weight = 2, .lost = DSN_WORDING_LOST_LENGTH
  };
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_array_append_val (losers, loser);
  dsn_emit_rule_match (&winner, losers, text, FALSE, out);
  g_assert_true (g_str_has_prefix (out->str, "least\n"));
  g_assert_nonnull (strstr (out->str, "  won on    no such person\n"
                                      "  weight    14\n"
                                      "  over      most (policy-violation, weight 2: "
                                      "its words say less): no\n"));
  g_string_truncate (out, 0);
  dsn_emit_rule_match (&winner, losers, text, TRUE, out);
  lines = g_strsplit (out->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_suffix (lines[0], "\"won\":true,\"weight\":14,\"words\":"
                                             "\"no such person\"}"));
  g_assert_true (g_str_has_suffix (lines[1],
                                   "\"won\":false,\"weight\":2,"
                                   "\"lost_by\":\"length\",\"words\":\"no\"}"));
  g_assert_true (test_json_is_object (lines[0], strlen (lines[0])));
  g_assert_true (test_json_is_object (lines[1], strlen (lines[1])));
}

/* Each way to lose has words of its own, for people and for programs. */
static void
test_lost (void)
{
  static const char *const words[] = {
    [DSN_WORDING_WON] = "winner",          [DSN_WORDING_LOST_SYMPTOM] = "came",
    [DSN_WORDING_LOST_LENGTH] = "words",   [DSN_WORDING_LOST_CONDITION] = "conditions",
    [DSN_WORDING_LOST_VENDOR] = "another", [DSN_WORDING_LOST_ORDER] = "behind",
    [DSN_WORDING_LOST_RULES] = "ahead",    [DSN_WORDING_LOST_SPARED] = "forbids",
  };
  DsnSpan text = DSN_SPAN_LIT ("550 no such person");
  DsnWordingMatch winner = { .row = &least, .from = 4, .to = 18, .weight = 14 };
  DsnWordingMatch loser = { .row = &most, .from = 4, .to = 6 };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
    g_autoptr (GString) out = g_string_new (NULL);
    const char *name = dsn_wording_lost_to_string ((DsnWordingLost) i);

    loser.lost = (DsnWordingLost) i;
    g_array_append_val (losers, loser);
    dsn_emit_rule_match (&winner, losers, text, FALSE, out);
    g_assert_nonnull (strstr (out->str, words[i]));
    g_assert_true ((name == NULL) == (i == DSN_WORDING_WON));
    g_assert_true (name == NULL || g_hash_table_add (names, (gpointer) name));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emit-rules/json", test_json);
  g_test_add_func ("/emit-rules/text", test_text);
  g_test_add_func ("/emit-rules/spares", test_spares);
  g_test_add_func ("/emit-rules/line", test_line);
  g_test_add_func ("/emit-rules/match", test_match);
  g_test_add_func ("/emit-rules/lost", test_lost);
  return g_test_run ();
}
