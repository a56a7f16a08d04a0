/* test-dsn-words.c: what is said of a recipient -> diagnostic, host and reply. */
#include "dsn-words.h"

#include "test-message.h"

/* "remote|host|parent|code|text" */
static const struct WordsCase {
  const char *name;
  const char *words;
  const char *found;
} words_cases[] = {
  { "postfix",
    "host mx.example.net[192.0.2.1] said: 550 5.1.1 <a@b>: no (in reply to RCPT TO "
    "command)",
    "1|mx.example.net||550|550 5.1.1 <a@b>: no" },
  { "in-brackets", "(550 5.1.1 <a@b>... no)", "1|||550|550 5.1.1 <a@b>... no" },
  { "in-square-brackets", "[User unknown]", "0|||0|User unknown" },
  { "two-brackets", "(550) no (#5.1.1)", "0|||550|(550) no (#5.1.1)" },
  { "dashes", "-- 550 no", "1|||550|550 no" },
  { "quoted-in-brackets", "It responded as follows: [550 no]", "1|||550|550 no" },
  { "port", "unable to connect to remote server [192.0.2.1:25]: timeout",
    "0|192.0.2.1||0|unable to connect to remote server [192.0.2.1:25]: timeout" },
  { "ipv6", "connect to mx.example.net[2001:db8::1]:25: timeout",
    "0|mx.example.net||0|connect to mx.example.net[2001:db8::1]:25: timeout" },
  { "qmail",
    "192.0.2.1 does not like recipient. Remote host said: 550 no Giving up on "
    "192.0.2.1.",
    "1|192.0.2.1||550|550 no" },
  { "qmail-after-data",
    "192.0.2.1 failed after I sent the message. Remote host said: 554 5.7.1 spam",
    "1|192.0.2.1||554|554 5.7.1 spam" },
  { "exim",
    "SMTP error from remote mail server after RCPT TO:<a@b>: host mx.example.net "
    "[192.0.2.1]: 550 no",
    "1|mx.example.net||550|550 no" },
  { "exim-parent",
    "(generated from bob@c.example) host mx.example.net [192.0.2.1]: 550 no",
    "1|mx.example.net|bob@c.example|550|550 no" },
  { "exim-retry", "host mx.example.net [192.0.2.1]: 451 wait: retry timeout exceeded",
    "1|mx.example.net||451|451 wait:" },
  { "dma", "mx.example.net [192.0.2.1] did not like our RCPT TO: 550 5.1.1 no",
    "1|mx.example.net||550|550 5.1.1 no" },
  { "bare-reply", "550 5.1.1 no", "1|||550|550 5.1.1 no" },
  { "own-words", "unknown local-part \"a\" in domain \"b\"",
    "0|||0|unknown local-part \"a\" in domain \"b\"" },
  { "own-code", "Sorry, no mailbox here by that name. (#5.1.1)",
    "0|||0|Sorry, no mailbox here by that name. (#5.1.1)" },
  { "connect", "connect to mx.example.net[192.0.2.1]:25: Connection refused",
    "0|mx.example.net||0|connect to mx.example.net[192.0.2.1]:25: Connection refused" },
  { "host-is-a-word", "host not found", "0|||0|host not found" },
  { "literal", "host [192.0.2.1] said: 550 no", "1|192.0.2.1||550|550 no" },
  { "expanded", "(expanded from: <ann@example.com>) 550 no",
    "1||ann@example.com|550|550 no" },
  { "empty", "", "0|||0|" },
};

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct WordsCase *c = row;
  DsnWords words = dsn_words_read (text);
  g_autofree char *found = NULL;

  test_assert_inside (words.text, text);
  test_assert_inside (words.host, text);
  test_assert_inside (words.parent, text);
  if (!whole)
    return;
  found = g_strdup_printf ("%d|%.*s|%.*s|%u|%.*s", words.remote,
                           DSN_SPAN_ARGS (words.host), DSN_SPAN_ARGS (words.parent),
                           words.reply.code, DSN_SPAN_ARGS (words.text));
  g_assert_cmpstr (found, ==, c->found);
}

static void
test_words (gconstpointer data)
{
  const struct WordsCase *c = data;

  test_cut_everywhere (dsn_span_of_string (c->words), check_cut, c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/words", words_cases, test_words);
  return g_test_run ();
}
