/* test-dsn-action.c: the words of Action fields. */
#include "dsn-action.h"

#include "test-message.h"

static const struct ActionCase {
  const char *name;
  DsnSpan text;
  DsnAction action; /* DSN_ACTION_UNKNOWN: no word that is known */
  gboolean odd, more;
} cases[] = {
  { "failed", SPAN ("failed"), DSN_ACTION_FAILED, FALSE, FALSE },
  { "delayed", SPAN ("delayed"), DSN_ACTION_DELAYED, FALSE, FALSE },
  { "delivered", SPAN ("delivered"), DSN_ACTION_DELIVERED, FALSE, FALSE },
  { "relayed", SPAN ("relayed"), DSN_ACTION_RELAYED, FALSE, FALSE },
  { "expanded", SPAN ("expanded"), DSN_ACTION_EXPANDED, FALSE, FALSE },
  { "case", SPAN ("FAILED"), DSN_ACTION_FAILED, FALSE, FALSE },
  { "comment", SPAN ("failed (for good)"), DSN_ACTION_FAILED, FALSE, TRUE },
  { "comment-before", SPAN ("(sadly) failed"), DSN_ACTION_FAILED, FALSE, TRUE },
  { "more-words", SPAN ("failed, again"), DSN_ACTION_FAILED, FALSE, TRUE },
  { "failure", SPAN ("failure"), DSN_ACTION_FAILED, TRUE, FALSE },
  { "bounced", SPAN ("bounced"), DSN_ACTION_FAILED, TRUE, FALSE },
  { "deferred", SPAN ("Deferred"), DSN_ACTION_DELAYED, TRUE, FALSE },
  { "deliverable", SPAN ("deliverable"), DSN_ACTION_DELIVERED, TRUE, FALSE },
  { "transferred", SPAN ("transferred"), DSN_ACTION_RELAYED, TRUE, FALSE },
  { "longer", SPAN ("failedly"), DSN_ACTION_UNKNOWN, FALSE, FALSE },
  { "hyphen", SPAN ("failed-x"), DSN_ACTION_UNKNOWN, FALSE, FALSE },
  { "other", SPAN ("teleported"), DSN_ACTION_UNKNOWN, FALSE, FALSE },
  { "nul", SPAN ("fai\0led"), DSN_ACTION_UNKNOWN, FALSE, FALSE },
  { "open-comment", SPAN ("(failed"), DSN_ACTION_UNKNOWN, FALSE, FALSE },
  { "empty", SPAN (""), DSN_ACTION_UNKNOWN, FALSE, FALSE },
};

static void
test_row (gconstpointer data)
{
  const struct ActionCase *c = data;

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    DsnAction action = DSN_ACTION_UNKNOWN;
    gboolean odd = FALSE, more = FALSE;
    gboolean known = dsn_action_read (dsn_span_of_bytes (bytes), &action, &odd, &more);

    g_assert_cmpint (known, ==, action != DSN_ACTION_UNKNOWN);
    g_assert_true (known || (!odd && !more));
    if (n < c->text.len)
      continue;
    g_assert_cmpint (action, ==, c->action);
    g_assert_cmpint (odd, ==, c->odd);
    g_assert_cmpint (more, ==, c->more);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/action", cases, test_row);
  return g_test_run ();
}
