/* test-dsn-clue.c: whom a returned message was for, and what is no answer to that. */
#include "dsn-clue.h"

#include "dsn-field.h"
#include "test-util.h"

static const struct VerpCase {
  const char *name;
  const char *path;
  const char *address;
} verp_cases[] = {
  { "plus", "bounces+ann=b.example@a.example", "ann@b.example" },
  { "plus-in-user", "bounces+ann+news=b.example@a.example", "ann+news@b.example" },
  { "hyphens-and-plus", "list-bounces-7+ann-lee=b.example@a.example",
    "ann-lee@b.example" },
  { "ezmlm", "list-return-17-ann-lee=b.example@a.example", "ann-lee@b.example" },
  { "bounces-word", "list-bounces-ann=b.example@a.example", "ann@b.example" },
  { "one-hyphen", "bounce-ann=b.example@a.example", "ann@b.example" },
  { "two-hyphens", "my-bounce-x-ann=b.example@a.example", "x-ann@b.example" },
  { "cannot-be-told", "my-list-ann=b.example@a.example", NULL },
  { "nothing-before", "ann=b.example@a.example", NULL },
  { "no-user", "bounces+=b.example@a.example", NULL },
  { "no-dot", "bounces+ann=localhost@a.example", NULL },
  { "hash", "bounces+0f3a9c@a.example", NULL },
  { "base64", "bounces+YW5u=@a.example", NULL },
  { "two-equals", "bounces+a=b=c.example@a.example", NULL },
  { "srs", "SRS0=ab=cd=b.example=ann@a.example", NULL },
  { "batv", "prvs=123-ann=b.example@a.example", NULL },
  { "no-at", "bounces+ann=b.example", NULL },
  { "empty", "", NULL },
};

static void
test_verp (gconstpointer data)
{
  const struct VerpCase *c = data;
  g_autofree char *address = dsn_clue_read_verp (dsn_span_of_string (c->path));

  g_assert_cmpstr (address, ==, c->address);
}

static const struct RedactedCase {
  const char *name;
  const char *address;
  gboolean redacted;
} redacted_cases[] = {
  { "word", "redacted@b.example", TRUE },
  { "word-alone", "redacted", TRUE },
  { "brackets", "[redacted]@b.example", TRUE },
  { "undisclosed", "undisclosed-recipients:;", TRUE },
  { "removed", "<removed>", TRUE },
  { "letters", "xxxxxx@b.example", TRUE },
  { "upper-case", "XXXX@b.example", TRUE },
  { "stars", "*****@b.example", TRUE },
  { "empty-local", "@b.example", TRUE },
  { "person", "ann@b.example", FALSE },
  { "short", "xx@b.example", FALSE },
  { "xavier", "xavier@b.example", FALSE },
  { "domain", "ann@redacted.example", FALSE },
};

static void
test_redacted (gconstpointer data)
{
  const struct RedactedCase *c = data;

  g_assert_cmpint (dsn_clue_is_redacted (dsn_span_of_string (c->address)), ==,
                   c->redacted);
}

static const struct FindCase {
  const char *name;
  DsnSpan header;
  const char *mail_from;
  const char *address, *source;
  gboolean sure;
} find_cases[] = {
  { "sure", SPAN ("To: bee@b.example\nX-HmXmrOriginalRecipient: ann@b.example\n"), NULL,
    "ann@b.example", "X-HmXmrOriginalRecipient", TRUE },
  { "verp-goes-first", SPAN ("To: bee@b.example\n"), "x+ann=b.example@a.example",
    "ann@b.example", "Original-Mail-From", FALSE },
  { "return-path",
    SPAN ("Return-Path: <x+ann=b.example@a.example>\nTo: bee@b.example\n"), NULL,
    "ann@b.example", "Return-Path", FALSE },
  { "to", SPAN ("From: m@a.example\nTo: \"Ann (Lee)\" <Ann@B.example>\n"), NULL,
    "Ann@b.example", "To", FALSE },
  { "to-is-the-sender",
    SPAN ("From: m@a.example\nTo: M@a.example\nDelivered-To: ann@b.example\n"), NULL,
    "ann@b.example", "Delivered-To", FALSE },
  { "to-is-a-list",
    SPAN ("To: l@a.example\nList-Post: x\nEnvelope-To: ann@b.example\n"), NULL,
    "ann@b.example", "Envelope-To", FALSE },
  { "apparently-to", SPAN ("X-Apparently-To: ann@b.example; Tue, 1 Apr 2025\n"), NULL,
    "ann@b.example", "X-Apparently-To", FALSE },
  { "first-is-redacted",
    SPAN ("X-Original-To: redacted@b.example\nDelivered-To: ann@b.example\n"), NULL,
    "ann@b.example", "Delivered-To", FALSE },
  { "several", SPAN ("To: ann@b.example, bee@b.example\n"), NULL, NULL, NULL, FALSE },
  { "group", SPAN ("To: undisclosed-recipients:;\n"), NULL, NULL, NULL, FALSE },
  { "name-alone", SPAN ("To: Ann\n"), NULL, NULL, NULL, FALSE },
  { "nothing", SPAN ("Subject: x\n"), NULL, NULL, NULL, FALSE },
  { "empty", SPAN (""), NULL, NULL, NULL, FALSE },
};

static void
check_find (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct FindCase *c = row;
  g_autoptr (GArray) fields = dsn_field_collect (text);
  g_auto (DsnClue) clue = { 0 };
  gboolean found = dsn_clue_find (fields, c->mail_from, &clue);

  g_assert_cmpint (found, ==, clue.address != NULL);
  if (!whole)
    return;
  g_assert_cmpstr (clue.address, ==, c->address);
  g_assert_cmpstr (clue.source, ==, c->source);
  g_assert_cmpint (clue.sure, ==, c->sure);
}

static void
test_find (gconstpointer data)
{
  const struct FindCase *c = data;

  test_cut_everywhere (c->header, check_find, c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/clue/verp", verp_cases, test_verp);
  TEST_ADD_ROWS ("/clue/redacted", redacted_cases, test_redacted);
  TEST_ADD_ROWS ("/clue/find", find_cases, test_find);
  return g_test_run ();
}
