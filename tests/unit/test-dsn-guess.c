/* test-dsn-guess.c: whom a notice is about that names nobody: each source is told, and
 * what stands in the returned message alone suppresses nobody. */
#include "test-checklist.h"
#include "test-util.h"

#define NOTICE                                                                         \
  "Return-Path: <>\nFrom: Mail System <MAILER-DAEMON@relay.example>\nSubject: "        \
  "Undelivered Mail Returned to Sender\n"
#define WORDS "\nYour message could not be delivered: 550 5.1.1 no such user\n"
#define RETURNED "\n--- Below this line is a copy of the message.\n\n"
#define ME "From: editor@press.example\nSubject: Issue 7\n"

static const struct GuessCase {
  const char *name;
  const char *text;
  const char *address; /* NULL: nobody */
  const char *source;
  DsnAdvice advice;
} guess_cases[] = {
  { "failed-recipients",
    NOTICE "To: editor@press.example\nX-Failed-Recipients: ann@books.example\n" WORDS,
    "ann@books.example", "X-Failed-Recipients", DSN_ADVICE_SUPPRESS },
  { "returned-bounce", /* whom that was about is another matter */
    NOTICE WORDS RETURNED "X-Failed-Recipients: ann@books.example\n" ME, NULL, NULL,
    DSN_ADVICE_NONE },
  { "x-original-to", NOTICE WORDS RETURNED "X-Original-To: ann@books.example\n" ME,
    "ann@books.example", "X-Original-To", DSN_ADVICE_HOLD },
  { "original-recipient",
    NOTICE WORDS RETURNED "Original-Recipient: rfc822;ann@books.example\n" ME,
    "ann@books.example", "Original-Recipient", DSN_ADVICE_HOLD },
  { "envelope-to", NOTICE WORDS RETURNED "Envelope-To: ann@books.example\n" ME,
    "ann@books.example", "Envelope-To", DSN_ADVICE_HOLD },
  { "delivered-to", NOTICE WORDS RETURNED "Delivered-To: ann@books.example\n" ME,
    "ann@books.example", "Delivered-To", DSN_ADVICE_HOLD },
  { "to", NOTICE WORDS RETURNED ME "To: Ann <ann@books.example>\n", "ann@books.example",
    "To", DSN_ADVICE_HOLD },
  { "named-in-prose",
    NOTICE
    "\nYour message for our reader ann@books.example could not be delivered: 550 "
    "5.1.1 no such user\n" RETURNED ME
    "To: Ann <ann@books.example>, bob@books.example\n",
    "ann@books.example", "text and To", DSN_ADVICE_SUPPRESS },
  { "surer-first",
    NOTICE WORDS RETURNED "Delivered-To: bob@books.example\nX-Original-To: "
                          "ann@books.example\nTo: list@books.example\n" ME,
    "ann@books.example", "X-Original-To", DSN_ADVICE_HOLD },
  { "verp", NOTICE "To: bounces+ann=books.example@press.example\n" WORDS,
    "ann@books.example", "VERP", DSN_ADVICE_HOLD },
  { "verp-of-a-list",
    NOTICE "To: news-return-7-ann=books.example@press.example\n" WORDS RETURNED ME
           "List-Post: <mailto:news@press.example>\n"
           "To: news@press.example\n",
    "ann@books.example", "VERP", DSN_ADVICE_HOLD },
  { "several-in-to",
    NOTICE WORDS RETURNED ME "To: ann@books.example, bob@books.example\n", NULL, NULL,
    DSN_ADVICE_NONE },
  { "sent-to-a-list",
    NOTICE WORDS RETURNED ME "List-Id: <news.press.example>\nTo: news@press.example\n",
    NULL, NULL, DSN_ADVICE_NONE },
  { "alone-in-the-text", /* in no shape of a recipient, and in no other field */
    NOTICE "To: editor@press.example\n\nThe mailbox of Ann, which is ann@books.example "
           "by name, could not be delivered to: no such user.\n",
    "ann@books.example", "text", DSN_ADVICE_HOLD },
  { "two-in-the-text",
    NOTICE "To: editor@press.example\n\nThe mailbox of Ann, which is ann@books.example "
           "by name, was not delivered to: bob@books.example has it.\n",
    NULL, NULL, DSN_ADVICE_NONE },
  { "help-is-nobody",
    NOTICE WORDS "\nFor help write to postmaster@relay.example.\n" RETURNED ME
                 "To: Ann <ann@books.example>\n",
    "ann@books.example", "To", DSN_ADVICE_HOLD },
};

/* The detail of the finding that says where the address comes from. */
static const char *
find_source (const DsnReport *report)
{
  for (guint i = 0; i < dsn_report_get_defect_count (report); i++)
    if (dsn_report_get_defect (report, i)->id == DSN_DEFECT_RECIPIENT_GUESSED)
      return dsn_report_get_defect (report, i)->detail;
  return NULL;
}

static void
test_guess (gconstpointer data)
{
  const struct GuessCase *c = data;
  g_autoptr (DsnReport) report = test_parse (c->text);
  const DsnRecipient *recipient;

  g_assert_cmpstr (find_source (report), ==, c->source);
  if (c->address == NULL) {
    g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 0);
    return;
  }
  recipient = test_only_recipient (report);
  g_assert_cmpstr (dsn_recipient_get_address (recipient), ==, c->address);
  g_assert_cmpint (dsn_recipient_get_verdict (recipient)->advice, ==, c->advice);
}

static DsnReport *
parse_long (const char *before, const char *repeated, guint count, const char *behind)
{
  g_autoptr (GString) text = g_string_new (before);

  for (guint i = 0; i < count; i++)
    g_string_append (text, repeated);
  g_string_append (text, behind);
  return test_parse (text->str);
}

/* The sentences around an address are cut somewhere, which is nobody's fault. */
static void
test_cut_prose (void)
{
  for (guint i = 0; i < 3; i++) {
    g_autofree char *before = g_strconcat (
        NOTICE "Content-Type: text/plain; charset=utf-8\n\n", &"xx"[i], NULL);
    g_autoptr (DsnReport) report =
        parse_long (before, "\345\256\233\345\205\210\n", 180,
                    "<ann@books.example>\ncould not be delivered: 550 no such user\n");

    g_assert_cmpuint (dsn_report_get_defect_count (report), ==, 0);
    g_assert_cmpuint (dsn_recipient_get_reply_code (test_only_recipient (report)), ==,
                      550);
  }
}

/* One address behind very many of the sender's own is not looked for. */
static void
test_many_addresses (void)
{
  const char *notice = NOTICE "To: editor@press.example\n\ncould not be delivered to\n";
  g_autoptr (DsnReport) few =
      parse_long (notice, "x editor@press.example y\n", 40, "x ann@books.example y\n");
  g_autoptr (DsnReport) many =
      parse_long (notice, "x editor@press.example y\n", 120, "x ann@books.example y\n");

  g_assert_cmpuint (dsn_report_get_recipient_count (few), ==, 1);
  g_assert_cmpuint (dsn_report_get_recipient_count (many), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/guess", guess_cases, test_guess);
  g_test_add_func ("/guess/cut-prose", test_cut_prose);
  g_test_add_func ("/guess/many-addresses", test_many_addresses);
  return g_test_run ();
}
