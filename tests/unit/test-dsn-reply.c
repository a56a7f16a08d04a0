/* test-dsn-reply.c: SMTP replies in diagnostic text (RFC 5321 §4.2, RFC 2034 §4). */
#include "dsn-reply.h"

#include "test-util.h"

static const struct FindCase {
  const char *name;
  DsnSpan text;
  guint code;
  const char *status; /* NULL: none */
} find_cases[] = {
  /* The text is a reply. */
  { "plain", SPAN ("550 5.1.1 <a@example.com>: no"), 550, "5.1.1" },
  { "code-alone", SPAN ("550"), 550, NULL },
  { "code-and-text", SPAN ("550 no such user"), 550, NULL },
  { "code-and-dot", SPAN ("554."), 554, NULL },
  { "behind-host-and-comma", SPAN ("[192.0.2.1], 550 ann@example.com... no"), 550,
    NULL },
  { "amount-behind-comma", SPAN ("[192.0.2.1], 550 bytes"), 0, NULL },
  { "status-later", SPAN ("550 no such user (#5.1.1)"), 550, "5.1.1" },
  { "status-behind-address", SPAN ("550 <a@example.com>: 5.1.1 no"), 550, "5.1.1" },
  { "status-of-other-class", SPAN ("550 4.4.7 QUEUE.Expired; message expired"), 550,
    "4.4.7" },
  { "status-of-its-class-wins", SPAN ("451 see 5.7.1, now 4.7.1"), 451, "4.7.1" },
  { "host-address-is-no-status", SPAN ("550 [5.1.1.9] is listed, 5.7.1"), 550,
    "5.7.1" },
  { "success", SPAN ("250 2.1.5 ok"), 250, "2.1.5" },
  { "success-without-status", SPAN ("250 ok"), 250, NULL },
  { "leading-blank", SPAN ("  450 4.2.1 busy"), 450, "4.2.1" },
  { "status-with-hash", SPAN ("550 #5.1.0 Address rejected."), 550, "5.1.0" },
  { "status-in-parentheses", SPAN ("550 (5.7.1) denied"), 550, "5.7.1" },
  { "status-in-brackets", SPAN ("554 [5.7.1] denied"), 554, "5.7.1" },
  { "size-exceeded", SPAN ("552 message size exceeds 10240000 bytes"), 552, NULL },
  { "limit-of-recipients", SPAN ("452 recipients limit reached: 500"), 452, NULL },
  { "second-number-in-text", SPAN ("550 5.7.1 more than 450 in an hour"), 550,
    "5.7.1" },
  /* Many lines, joined into one. */
  { "many-lines", SPAN ("550-5.7.1 x 550 5.7.1 y"), 550, "5.7.1" },
  { "many-lines-no-status", SPAN ("550-no such user 550 at all"), 550, NULL },
  { "many-lines-service", SPAN ("421-4.7.0 [192.0.2.1 15] slow down 421 4.7.0 see"),
    421, "4.7.0" },
  { "many-lines-address", SPAN ("550-a@example.com unknown 550 5.1.1 bye"), 550,
    "5.1.1" },
  /* The text quotes a reply. */
  { "postfix", SPAN ("host mx.example.com[192.0.2.1] said: 450 4.2.1 over quota"), 450,
    "4.2.1" },
  { "postfix-no-status",
    SPAN ("host mx.example.com[192.0.2.1] said: 550 no (in reply to "
          "RCPT TO command)"),
    550, NULL },
  { "postfix-refused",
    SPAN ("host mx.example.com[192.0.2.1] refused to talk to me: 554 "
          "5.7.1 listed"),
    554, "5.7.1" },
  { "said-message", SPAN ("host mx said: 552 Message size exceeds fixed limit"), 552,
    NULL },
  { "said-recipient", SPAN ("host mx said: 550 Recipient address rejected"), 550,
    NULL },
  { "said-messages", SPAN ("host mx said: 550 Messages from 192.0.2.1 are refused"),
    550, NULL },
  { "said-timeout", SPAN ("host mx said: 451 Timeout waiting for client input"), 451,
    NULL },
  { "said-security", SPAN ("host mx said: 554 Security policy violation"), 554, NULL },
  { "exchange-brackets", SPAN ("<mx.example.com #5.7.1 smtp;550 5.7.1 denied>"), 550,
    "5.7.1" },
  { "exchange-hash", SPAN ("#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##"), 550,
    "5.1.1" },
  { "status-first", SPAN ("5.1.0 - Unknown address error 550-'5.7.1 denied'"), 550,
    "5.7.1" },
  { "sendmail", SPAN ("<<< 550 5.1.1 <a@example.com>... User unknown"), 550, "5.1.1" },
  { "sendmail-reason", SPAN ("(reason: 553 5.3.0 <a@example.com>... no)"), 553,
    "5.3.0" },
  { "exim",
    SPAN ("SMTP error from remote mail server after RCPT TO:<a@example.com>: "
          "550-no such 550 user"),
    550, NULL },
  { "qmail", SPAN ("192.0.2.1 does not like recipient. Remote host said: 550 no"), 550,
    NULL },
  { "prose", SPAN ("Our server was told by the other one: \"554 5.7.1 Spam\", sorry."),
    554, "5.7.1" },
  { "prose-with-numbers",
    SPAN ("Since 2024 your 3 mails to 550@example.com, 512 bytes, "
          "got the reply 452 4.2.2 full."),
    452, "4.2.2" },
  { "error-code", SPAN ("the server answered with error code 554"), 554, NULL },
  { "after-host-address", SPAN ("[192.0.2.1] 550 5.7.1 listed"), 550, "5.7.1" },
  { "after-port", SPAN ("[192.0.2.1]:465: 550 5.7.1 listed"), 550, "5.7.1" },
  { "no-blank-after-colon", SPAN ("Remote said:550 no such user"), 550, NULL },
  { "among-nuls", SPAN ("\0 said: 550 5.1.1 no\0"), 550, "5.1.1" },
  { "right-behind-nul", SPAN ("\000550 5.1.1 no"), 550, "5.1.1" },
  { "among-utf-8", SPAN ("\xe9\x94\x99\xe8\xaf\xaf: 550 5.1.1 \xe7\x94\xa8"), 550,
    "5.1.1" },
  { "among-latin-1", SPAN ("r\xe9ponse: 550 5.1.1 \xe9"), 550, "5.1.1" },
  { "after-host", SPAN ("mx.example.com 550 5.7.1 no"), 550, "5.7.1" },
  { "after-host-colon", SPAN ("mx.example.com 550: 5.7.1 no"), 550, "5.7.1" },
  { "after-host-hash", SPAN ("mx.example.com 550 #5.7.1 no"), 550, "5.7.1" },
  { "after-host-many-lines", SPAN ("mx.example.com 550-no such 550 user"), 550, NULL },
  /* There is a status only. */
  { "status-alone", SPAN ("5.4.4 (unable to route: no mail hosts for domain)"), 0,
    "5.4.4" },
  { "status-in-prose", SPAN ("unknown user, #5.1.1"), 0, "5.1.1" },
  /* There is none. */
  { "nothing", SPAN (""), 0, NULL },
  { "no-number", SPAN ("Host or domain name not found"), 0, NULL },
  { "two-digits", SPAN ("55 no"), 0, NULL },
  { "four-digits", SPAN ("5501 no"), 0, NULL },
  { "below-200", SPAN ("199 no"), 0, NULL },
  { "above-599", SPAN ("600 no"), 0, NULL },
  { "year", SPAN ("expired on Mon, 5 Feb 2024 12:00:00 +0450"), 0, NULL },
  { "date", SPAN ("expired: 2024-05-02T12:00:00.450Z"), 0, NULL },
  { "size", SPAN ("message too large: 552 bytes"), 0, NULL },
  { "size-in-megabytes", SPAN ("quota exceeded, limit = 500 MB"), 0, NULL },
  { "size-joined", SPAN ("limit: 500MB"), 0, NULL },
  { "seconds", SPAN ("timed out after 450 seconds"), 0, NULL },
  { "hours", SPAN ("gave up after 240 hours"), 0, NULL },
  { "attempts", SPAN ("failed 450 times"), 0, NULL },
  { "messages", SPAN ("the mailbox holds 452 messages"), 0, NULL },
  { "messages-after-colon", SPAN ("in your queue: 452 messages"), 0, NULL },
  { "recipients", SPAN ("a mail with 500 recipients"), 0, NULL },
  { "percent", SPAN ("usage: 450%"), 0, NULL },
  { "money", SPAN ("pay: $500"), 0, NULL },
  { "port", SPAN ("connect to mx.example.com[192.0.2.1]:465: Connection refused"), 0,
    NULL },
  { "port-of-host", SPAN ("connect to mx.example.com:465: Connection refused"), 0,
    NULL },
  { "port-of-address", SPAN ("connect to 192.0.2.1:465 timed out"), 0, NULL },
  { "port-25", SPAN ("connect to mx.example.com[192.0.2.1]:25: Connection refused"), 0,
    NULL },
  { "port-587", SPAN ("no answer, port: 587"), 0, NULL },
  { "port-in-words", SPAN ("no answer on port 465"), 0, NULL },
  { "host-address", SPAN ("no answer from 192.0.2.250 or [203.0.113.254]"), 0, NULL },
  { "address-begins-with-code", SPAN ("250.0.2.1 refused"), 0, NULL },
  { "queue-id", SPAN ("queued: 4F0B550C451"), 0, NULL },
  { "queue-id-digits-first", SPAN ("id: 550ABC"), 0, NULL },
  { "host", SPAN ("mx550.example.com refused"), 0, NULL },
  { "host-begins-with-code", SPAN ("host: 550.example.com refused"), 0, NULL },
  { "host-with-hyphen", SPAN ("host mx-550.example.com refused"), 0, NULL },
  { "local-part", SPAN ("<550@example.com>: unknown user"), 0, NULL },
  { "local-part-first", SPAN ("550@example.com: unknown user"), 0, NULL },
  { "local-part-ends-with-code", SPAN ("<ann.550@example.com>: unknown"), 0, NULL },
  { "local-part-with-hyphen", SPAN ("<550-ann@example.com>: unknown"), 0, NULL },
  { "tag", SPAN ("<ann+550@example.com>: unknown"), 0, NULL },
  { "telephones", SPAN ("ring 555-0100 or 555-0101"), 0, NULL },
  { "telephone", SPAN ("call 1-800-555-0100"), 0, NULL },
  { "fraction", SPAN ("score: 450.5"), 0, NULL },
  { "score", SPAN ("score=5.450"), 0, NULL },
  { "small-number-in-text", SPAN ("item: 250 of many"), 0, NULL },
  { "utf-8-word",
    SPAN ("\xc3\xa9"
          "550 5.1.1 no"),
    0, "5.1.1" },
  { "plus-before", SPAN ("ann+550 5.1.1 no"), 0, "5.1.1" },
  { "hyphen-before", SPAN ("x-550 5.1.1 no"), 0, "5.1.1" },
  { "dot-before", SPAN ("x.550 5.1.1 no"), 0, "5.1.1" },
  { "url", SPAN ("see https://example.com/550 or /error/550"), 0, NULL },
};

static void
assert_reply (DsnReply reply, guint code, const char *status)
{
  char text[DSN_CODE_TEXT_SIZE];

  g_assert_cmpuint (reply.code, ==, code);
  g_assert_cmpstr (dsn_code_to_text (reply.status, text), ==,
                   status != NULL ? status : "0.0.0");
}

static void
check_find (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct FindCase *c = row;
  DsnReply reply = dsn_reply_find (text);
  guint klass = reply.status.klass;

  g_assert_true (reply.code == 0 || (reply.code >= 200 && reply.code <= 599));
  g_assert_true (klass == 0 || klass == 2 || klass == 4 || klass == 5);
  /* What was not in the text is not in the answer. */
  if (reply.code != 0) {
    g_autofree char *digits = g_strdup_printf ("%u", reply.code);

    g_assert_true (dsn_span_find_nocase (text, dsn_span_of_string (digits), NULL));
  }
  if (klass == 0)
    g_assert_true (reply.status.subject == 0 && reply.status.detail == 0);
  if (whole)
    assert_reply (reply, c->code, c->status);
}

static void
test_find (gconstpointer row)
{
  test_cut_everywhere (((const struct FindCase *) row)->text, check_find, row);
}

static const struct JoinCase {
  const char *name;
  DsnSpan text;
  DsnSpan joined;
} join_cases[] = {
  { "two-lines", SPAN ("550-5.1.1 no such 550 5.1.1 user"),
    SPAN ("550 5.1.1 no such user") },
  { "three-lines", SPAN ("550-5.7.1 a 550-5.7.1 b 550 5.7.1 c"),
    SPAN ("550 5.7.1 a b c") },
  { "no-status", SPAN ("550-a 550-b 550 c"), SPAN ("550 a b c") },
  { "status-after-hyphen", SPAN ("550-5.7.26 a 550-5.7.26 b"),
    SPAN ("550 5.7.26 a b") },
  { "empty-line-between", SPAN ("550-a 550- 550 c"), SPAN ("550 a c") },
  { "empty-last-line", SPAN ("550-a 550 "), SPAN ("550 a ") },
  { "last-line-of-code-only", SPAN ("550-a 550"), SPAN ("550 a ") },
  { "one-line-continued", SPAN ("550-a"), SPAN ("550 a") },
  { "hyphen-last", SPAN ("550-"), SPAN ("550 ") },
  { "one-line", SPAN ("550 5.1.1 no"), SPAN ("550 5.1.1 no") },
  { "one-line-with-code", SPAN ("550 a 550 b"), SPAN ("550 a 550 b") },
  { "other-code-stays", SPAN ("550-a 551 b"), SPAN ("550 a 551 b") },
  { "longer-number-stays", SPAN ("550-a 5501 b"), SPAN ("550 a 5501 b") },
  { "inside-word-stays", SPAN ("550-a x550 b"), SPAN ("550 a x550 b") },
  { "other-status-goes-too", SPAN ("550-5.7.1 a 550 5.1.1 b"), SPAN ("550 5.7.1 a b") },
  { "not-first", SPAN ("said: 550-a 550 b"), SPAN ("said: 550-a 550 b") },
  { "no-code", SPAN ("no such user"), SPAN ("no such user") },
  { "four-digits", SPAN ("5501-a 5501 b"), SPAN ("5501-a 5501 b") },
  { "two-digits", SPAN ("55-a 55 b"), SPAN ("55-a 55 b") },
  { "nothing", SPAN (""), SPAN ("") },
  { "nul", SPAN ("550-a\0 550 \0b"), SPAN ("550 a\0 \0b") },
  { "eight-bit", SPAN ("550-\xff 550 \xc3\xbc"), SPAN ("550 \xff \xc3\xbc") },
};

static void
check_join (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct JoinCase *c = row;
  g_autoptr (GString) out = g_string_new ("> ");

  dsn_reply_append_joined (out, text);
  g_assert_true (g_str_has_prefix (out->str, "> "));
  g_string_erase (out, 0, 2);
  g_assert_cmpuint (out->len, <=, text.len);
  if (whole)
    test_assert_string (out, c->joined);
}

static void
test_join (gconstpointer row)
{
  test_cut_everywhere (((const struct JoinCase *) row)->text, check_join, row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/reply/find", find_cases, test_find);
  TEST_ADD_ROWS ("/reply/join", join_cases, test_join);
  return g_test_run ();
}
