/* test-dsn-spares.c: words that are not about the recipient never give one up. */
#include "dsn-reply.h"
#include "dsn-rule-file-private.h"
#include "dsn-status.h"
#include "dsn-wording.h"

static DsnWordingQuery
query_of (const char *text)
{
  DsnReply reply = dsn_reply_find (dsn_span_of_string (text));

  return (DsnWordingQuery){
    .text = dsn_span_of_string (text),
    .reply = reply.code,
    .status = reply.status,
  };
}

static DsnAdvice
advice_of (const DsnWording *row)
{
  if (row->advice != DSN_ADVICE_NONE)
    return row->advice;
  return dsn_category_get_advice (dsn_category_find (row->category));
}

static DsnAdvice
advice_on (const char *text)
{
  DsnWordingQuery query = query_of (text);
  DsnWordingMatch match = { 0 };

  g_assert_true (dsn_wording_find (dsn_wording_builtin (), &query, &match, NULL));
  g_test_message ("%s wins on: %s", match.row->id, text);
  return advice_of (match.row);
}

/* What a verifier was told about the sender stands in the reply to us. */
static void
test_frames (void)
{
  static const char *const frames[] = {
    "550 5.1.0 <a@example.org>: Sender address rejected: undeliverable address: host "
    "mx.example.org[192.0.2.1] said: %s",
    "550-Callback setup failed while verifying <a@example.org>: %s; sender verify "
    "failed",
    "550 %s (in reply to MAIL FROM command)",
    "550 5.1.1 Unable to verify recipient: %s",
    "535 5.7.8 Authentication failed: %s",
    "550 %s or relaying denied",
    "550 Your account has been blocked: %s",
  };
  static const char *const causes[] = {
    ("550 5.1.1 <a@example.org>: Recipient address rejected: User unknown in virtual "
     "mailbox table"),
    "No such user here",
    "Mailbox has been disabled",
    "User has moved; please try another address",
    "Account does not exist",
    "Benutzer unbekannt",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++) {
    g_autofree char *alone = g_strconcat ("550 ", causes[i], NULL);

    g_assert_cmpint (advice_on (alone), ==, DSN_ADVICE_SUPPRESS);
    for (gsize j = 0; j < G_N_ELEMENTS (frames); j++) {
      g_auto (GStrv) parts = g_strsplit (frames[j], "%s", 2);
      g_autofree char *text = g_strconcat (parts[0], causes[i], parts[1], NULL);

      g_assert_cmpint (advice_on (text), !=, DSN_ADVICE_SUPPRESS);
    }
  }
}

/* The row that lost its place is among the losers, and the winner is not. */
static void
test_losers (void)
{
  DsnWordingQuery query = query_of ("550 Sender mailbox: no such user here, sorry");
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  DsnWordingMatch match = { 0 };
  gboolean found = FALSE;

  g_assert_true (dsn_wording_find (dsn_wording_builtin (), &query, &match, losers));
  g_assert_cmpstr (match.row->category, ==, "sender-rejected");
  for (guint i = 0; i < losers->len; i++) {
    const DsnWordingMatch *loser = &g_array_index (losers, DsnWordingMatch, i);

    g_assert_true (loser->row != match.row);
    found |= g_str_equal (loser->row->category, "user-unknown");
  }
  g_assert_true (found);
}

/* A user's own row may spare, and one that names a cause beats one that names none. */
static void
test_user_rows (void)
{
  static const char text[] =
      "[[wording]]\nid = \"a\"\ntext = \"no such mailbox in our long list of boxes\"\n"
      "category = \"user-unknown\"\n"
      "[[wording]]\nid = \"b\"\ntext = \"rehearsal of the whole system\"\n"
      "category = \"transient-failure\"\nspares = true\n"
      "[[wording]]\nid = \"c\"\ntext = \"throttled\"\ncategory = \"rate-limited\"\n"
      "[[wording]]\nid = \"d\"\ntext = \"the attic holds no more\"\n"
      "category = \"mailbox-full\"\nspares = true\n";
  g_autoptr (GError) error = NULL;
  DsnRules *rules = dsn_rules_new_from_text (text, sizeof text - 1, "t", NULL, &error);
  DsnWordingQuery query = query_of ("550 No such mailbox in our long list of boxes");
  DsnWordingMatch match = { 0 };

  g_assert_no_error (error);
  g_assert_true (dsn_rules_find (rules, &query, &match, NULL));
  g_assert_cmpstr (match.row->id, ==, "a");
  query = query_of ("550 No such mailbox in our long list of boxes: rehearsal of the "
                    "whole system");
  g_assert_true (dsn_rules_find (rules, &query, &match, NULL));
  g_assert_cmpstr (match.row->id, ==, "b");
  query = query_of ("450 Throttled: rehearsal of the whole system");
  g_assert_true (dsn_rules_find (rules, &query, &match, NULL));
  g_assert_cmpstr (match.row->id, ==, "c");
  query = query_of ("550 No such mailbox in our long list of boxes: the attic holds no "
                    "more");
  g_assert_true (dsn_rules_find (rules, &query, &match, NULL));
  g_assert_cmpstr (match.row->id, ==, "d");
  dsn_rules_unref (rules);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spares/frames", test_frames);
  g_test_add_func ("/spares/losers", test_losers);
  g_test_add_func ("/spares/user-rows", test_user_rows);
  return g_test_run ();
}
