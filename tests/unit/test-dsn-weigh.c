/* test-dsn-weigh.c: signs of automatic mail, weighed. */
#include "dsn-weigh.h"

#include "dsn-field.h"
#include "test-report.h"

static const struct WeighCase {
  const char *name;
  DsnSpan header;
  DsnSignOf of;
  gint fields, subject;
} cases[] = {
  { "nothing", SPAN ("From: a@b\nTo: c@d\n"), DSN_SIGN_OF_AUTO_REPLY, 0, 0 },
  { "empty", SPAN (""), DSN_SIGN_OF_CHALLENGE, 0, 0 },
  { "any", SPAN ("X-Autoreply:\n"), DSN_SIGN_OF_AUTO_REPLY, 100, 0 },
  { "is", SPAN ("Precedence: BULK \n"), DSN_SIGN_OF_AUTO_REPLY, 20, 0 },
  { "is-not", SPAN ("Precedence: bulky\n"), DSN_SIGN_OF_AUTO_REPLY, 0, 0 },
  { "begins", SPAN ("Auto-Submitted: auto-replied; x=y\n"), DSN_SIGN_OF_AUTO_REPLY, 70,
    0 },
  { "heaviest", SPAN ("Auto-Submitted: auto-replied (vacation)\n"),
    DSN_SIGN_OF_AUTO_REPLY, 100, 0 },
  { "for-and-against", SPAN ("Auto-Submitted: auto-replied (rejected)\n"),
    DSN_SIGN_OF_AUTO_REPLY, -30, 0 },
  { "twice", SPAN ("Precedence: bulk\nprecedence: junk\n"), DSN_SIGN_OF_AUTO_REPLY, 20,
    0 },
  { "sum", SPAN ("Precedence: bulk\nReturn-Path: <>\n"), DSN_SIGN_OF_AUTO_REPLY, 40,
    0 },
  { "of-another-kind", SPAN ("Precedence: bulk\n"), DSN_SIGN_OF_RECEIPT, 0, 0 },
  { "subject", SPAN ("Subject: Automatic  reply: x\n"), DSN_SIGN_OF_AUTO_REPLY, 0,
    100 },
  { "subject-in-latin-1", SPAN ("Subject: =?iso-8859-1?q?FRAV=C6R:_x?=\n"),
    DSN_SIGN_OF_AUTO_REPLY, 0, 80 },
  { "subject-is-a-beginning", SPAN ("Subject: RE:\n"), DSN_SIGN_OF_CHALLENGE, 0, 10 },
  { "subject-lacks-the-end", SPAN ("Subject: Re\n"), DSN_SIGN_OF_CHALLENGE, 0, 0 },
  { "subject-begins-as-long", SPAN ("Subject: rx: y\n"), DSN_SIGN_OF_CHALLENGE, 0, 0 },
  { "name-in-other-case", SPAN ("LIST-ID: <a.example>\n"), DSN_SIGN_OF_RECEIPT, -100,
    0 },
  { "subject-of-another-kind", SPAN ("Subject: Automatic reply: x\n"),
    DSN_SIGN_OF_OPT_OUT, 0, 0 },
};

static void
check (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct WeighCase *c = row;
  g_autoptr (GArray) fields = dsn_field_collect (text);
  g_auto (DsnHand) hand;
  gint weight, subject;

  dsn_hand_init (&hand, NULL, fields);
  weight = dsn_weigh_fields (&hand, c->of);
  subject = dsn_weigh_subject (&hand, c->of);
  if (!whole)
    return;
  g_assert_cmpint (weight, ==, c->fields);
  g_assert_cmpint (subject, ==, c->subject);
}

static void
test_row (gconstpointer data)
{
  const struct WeighCase *c = data;

  test_cut_everywhere (c->header, check, c);
}

static void
test_returned (void)
{
  g_autoptr (GArray) marked = dsn_field_collect (
      DSN_SPAN_LIT ("Subject: x\nX-HmXmrOriginalRecipient: a@b.example\n"));
  g_autoptr (GArray) plain = dsn_field_collect (DSN_SPAN_LIT ("To: a@b.example\n"));

  g_assert_cmpint (dsn_weigh_returned (marked, DSN_SIGN_OF_COMPLAINT), >=,
                   DSN_WEIGH_ENOUGH);
  g_assert_cmpint (dsn_weigh_returned (plain, DSN_SIGN_OF_COMPLAINT), ==, 0);
  g_assert_cmpint (dsn_weigh_returned (marked, DSN_SIGN_OF_AUTO_REPLY), ==, 0);
}

/* Kinds are found by the sum of their weights, whatever stands first. */
static void
test_found (void)
{
  g_autoptr (GArray) fields = dsn_field_collect (
      DSN_SPAN_LIT ("List-Id: <a.example>\nX-Autoreply: yes\nTo: unsub-1@a.example\n"));
  g_auto (DsnHand) hand;

  dsn_hand_init (&hand, NULL, fields);
  g_assert_cmpint (dsn_weigh_fields (&hand, DSN_SIGN_OF_OPT_OUT), ==, -50);
  g_assert_cmphex (dsn_weigh_find (&hand) & DSN_SIGN_BIT (DSN_SIGN_OF_OPT_OUT), ==, 0);
  g_assert_cmpint (dsn_weigh_fields (&hand, DSN_SIGN_OF_BY_EXIM), ==, 0);
  g_assert_false (dsn_hand_may_have_report (&hand));
}

/* What one kind has asked for is there for the next, and is its own. */
static void
test_kinds (void)
{
  g_autoptr (GArray) fields =
      dsn_field_collect (DSN_SPAN_LIT ("Precedence: bulk\nSubject: Automatic reply: x\n"
                                       "X-Autoreply: yes\n"));
  g_auto (DsnHand) hand;

  dsn_hand_init (&hand, NULL, fields);
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpint (dsn_weigh_fields (&hand, DSN_SIGN_OF_RECEIPT), ==, 0);
    g_assert_cmpint (dsn_weigh_fields (&hand, DSN_SIGN_OF_AUTO_REPLY), ==, 120);
    g_assert_cmpint (dsn_weigh_subject (&hand, DSN_SIGN_OF_CHALLENGE), ==, 0);
    g_assert_cmpint (dsn_weigh_subject (&hand, DSN_SIGN_OF_AUTO_REPLY), ==, 100);
  }
}

/* A header of ten thousand signs costs time in its length. */
static void
test_many_fields (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) fields = NULL;
  g_auto (DsnHand) hand;
  gint64 start, spent;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, i % 2 == 0 ? "Precedence: bulk\n" : "From: autoreply@a\n");
  fields = dsn_field_collect (test_span (text));
  dsn_hand_init (&hand, NULL, fields);
  start = g_get_monotonic_time ();
  g_assert_cmpint (dsn_weigh_fields (&hand, DSN_SIGN_OF_AUTO_REPLY), ==, 60);
  spent = g_get_monotonic_time () - start;
  g_assert_cmpint (spent, <, (gint64) test_slowness () * 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/weigh", cases, test_row);
  g_test_add_func ("/weigh/returned", test_returned);
  g_test_add_func ("/weigh/found", test_found);
  g_test_add_func ("/weigh/kinds", test_kinds);
  g_test_add_func ("/weigh/many-fields", test_many_fields);
  return g_test_run ();
}
