/* test-dsn-transcript.c: replies that an explanation quotes, and whose they are. */
#include "dsn-transcript.h"

#include "test-report.h"

#define ANN "ann@a.example"
#define BOB "bob@b.example"

/* Up to two recipients, and what comes of their replies. */
static const struct TranscriptCase {
  const char *name;
  DsnSpan text;
  const char *ann,
      *bob;          /* the diagnostic before; NULL: none. bob "": there is no bob */
  const char *found; /* "code text / code text", `-` for none */
  const char *findings;
} cases[] = {
  { "quoted", SPAN ("<<< 550 5.1.1 no such user\n"), NULL, "",
    "550 550 5.1.1 no such user", "reply-from-text" },
  { "quoted-crlf", SPAN ("   <<< 550 5.1.1 no\r\n"), NULL, "", "550 550 5.1.1 no",
    "reply-from-text" },
  { "multi-line", SPAN ("<<< 550-5.1.1 no\n<<< 550 5.1.1 such user\n"), NULL, "",
    "550 550-5.1.1 no 550 5.1.1 such user", "reply-from-text" },
  { "multi-line-not-ended", SPAN ("<<< 550-5.1.1 no\nhello\n"), NULL, "",
    "550 550-5.1.1 no", "reply-from-text" },
  { "plain-line", SPAN (ANN ": 421 4.2.1 try later\n"), NULL, "",
    "421 " ANN ": 421 4.2.1 try later", "reply-from-text" },
  { "remote-beats-own-words", SPAN ("host said: 550 5.1.1 no\n<<< 551 moved\n"), NULL,
    "", "551 551 moved", "reply-from-text" },
  { "first-of-equals", SPAN ("<<< 550 5.1.1 one\n<<< 550 5.1.1 two\n"), NULL, "",
    "550 550 5.1.1 one", "reply-from-text" },
  { "good-replies-do-not-count", SPAN ("<<< 250 ok\n<<< 354 go on\n"), NULL, "", "-",
    "" },
  { "command-does-not-count", SPAN (">>> DATA said: 550 5.1.1\n"), NULL, "", "-", "" },
  { "has-one", SPAN ("<<< 551 5.1.6 moved\n"), "550 5.1.1 no", "", "550 550 5.1.1 no",
    "" },
  { "cut", SPAN ("<<< 550-5.1.1 no\n<<< 550 5.1.1 such user\n"), "550-5.1.1 no", "",
    "550 550-5.1.1 no 550 5.1.1 such user", "reply-from-text" },
  { "cut-other-reply", SPAN ("<<< 551 5.1.6 moved\n"), "550-5.1.1 no", "",
    "550 550-5.1.1 no", "" },
  { "each-its-own",
    SPAN ("<" ANN ">\n<<< 550 5.1.1 one\n<" BOB ">:\n<<< 552 5.2.2 two\n"), NULL, NULL,
    "550 550 5.1.1 one / 552 552 5.2.2 two", "reply-from-text reply-from-text" },
  { "nobody-named", SPAN ("<<< 550 5.1.1 one\n"), NULL, NULL, "- / -", "" },
  { "not-anothers", SPAN (ANN "\n" BOB "\n<<< 550 5.1.1 of bob\n"), NULL,
    "552 5.2.2 full", "- / 552 552 5.2.2 full", "" },
  { "a-strangers", SPAN ("eve@c.example\n<<< 550 5.1.1 no\n"), NULL, NULL, "- / -",
    "" },
  { "case", SPAN ("<ANN@A.Example>\n<<< 550 5.1.1 no\n"), NULL, NULL,
    "550 550 5.1.1 no / -", "reply-from-text" },
  { "nothing", SPAN ("we are sorry\n"), NULL, "", "-", "" },
  { "empty", SPAN (""), NULL, "", "-", "" },
  { "nul", SPAN ("<<< 550 5.1.1 n\0o\n"), NULL, "", "550 550 5.1.1 n\357\277\275o",
    "reply-from-text nul-byte" },
};

static void
add (DsnReport *report, const char *address, const char *diagnostic)
{
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  recipient->address = recipient->final_recipient = address;
  recipient->action = DSN_ACTION_FAILED;
  recipient->status = (DsnCode){ 5, 0, 0 };
  recipient->diagnostic_text = diagnostic;
  if (diagnostic != NULL)
    recipient->reply_code = diagnostic[2] == '2' ? 552 : 550;
}

static char *
describe (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->recipients->len; i++) {
    const DsnRecipient *recipient =
        &g_array_index (report->recipients, DsnRecipient, i);

    if (i > 0)
      g_string_append (out, " / ");
    if (recipient->reply_code == 0)
      g_string_append_c (out, '-');
    else
      g_string_append_printf (out, "%u %s", recipient->reply_code,
                              recipient->diagnostic_text);
  }
  return g_string_free (out, FALSE);
}

static void
test_row (gconstpointer data)
{
  const struct TranscriptCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (DsnReport) report = dsn_report_new (100);
    g_autoptr (GString) text = g_string_new ("Subject: x\n\n");
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (DsnMessage) message = NULL;
    g_autofree char *found = NULL, *findings = NULL;

    g_string_append_len (text, (const char *) c->text.data, (gssize) n);
    bytes = g_bytes_new (text->str, text->len);
    message = dsn_message_new (bytes, &limits, report->defects);
    add (report, ANN, c->ann);
    if (g_strcmp0 (c->bob, "") != 0)
      add (report, BOB, c->bob);
    g_array_set_size (report->defects->list, 0);
    dsn_transcript_read (message, 0, &limits, report);
    found = describe (report);
    findings = test_describe_findings (report);
    g_assert_true (g_utf8_validate (found, -1, NULL));
    if (n < c->text.len)
      continue;
    g_assert_cmpstr (found, ==, c->found);
    g_assert_cmpstr (findings, ==, c->findings);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/transcript", cases, test_row);
  return g_test_run ();
}
