/* test-dsn-explain.c: whatever is pasted, what it means. */
#include "dsn-explain.h"

#include "test-util.h"

#define REPORT                                                                         \
  "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"    \
  "Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.1.1\n"          \
  "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n"
#define QUOTED                                                                         \
  "> Reporting-MTA: dns; mx.example.org\n>\n"                                          \
  "> Final-Recipient: rfc822; ann@example.com\n> Action: failed\n> Status: 5.1.1\n"

static const struct ExplainCase {
  const char *name;
  DsnSpan text;
  guint count; /* explanations */
  /* Of the first: */
  const char *kind, *recipient, *domain, *category;
  DsnAdvice advice;
} cases[] = {
  { "nothing", SPAN (""), 0 },
  { "prose", SPAN ("The quick brown fox jumps over the lazy dog."), 0 },
  { "header-alone",
    SPAN ("Return-Path: <>\nFrom: ann@example.com\nSubject: away\n\nBack on Monday\n"),
    0 },
  { "noise", SPAN ("\0\1\2\xff\xfe\0"), 0 },
  { "code", SPAN ("5.4.4"), 1, "code", NULL, NULL, "no-mail-hosts", DSN_ADVICE_HOLD },
  { "code-of-success", SPAN ("2.1.5"), 1, "code", NULL, NULL, "delivered",
    DSN_ADVICE_NONE },
  { "code-not-registered", SPAN ("5.9.9"), 1, "code", NULL, NULL, "unclassified",
    DSN_ADVICE_RETRY },
  { "class-not-registered", SPAN ("9.9.9"), 0 },
  { "reply-code-of-success", SPAN ("250"), 1, "code", NULL, NULL, "delivered",
    DSN_ADVICE_NONE },
  { "category", SPAN ("domain-unknown"), 1, "keyword", NULL, NULL, "domain-unknown",
    DSN_ADVICE_HOLD },
  { "keyword", SPAN ("ROUTING.NoMX"), 1, "keyword", NULL, NULL, "no-mail-hosts",
    DSN_ADVICE_HOLD },
  { "keyword-of-a-user", SPAN ("RESOLVER.ADR.RecipNotFound"), 1, "keyword", NULL, NULL,
    "user-unknown", DSN_ADVICE_SUPPRESS },
  { "reply",
    SPAN ("550 5.4.4 <ann@example.com>: Unable to route - no MX records "
          "found"),
    1, "reply", "ann@example.com", "example.com", "no-mail-hosts", DSN_ADVICE_HOLD },
  { "domain-in-words", SPAN ("554 5.4.4 no mail hosts for example.com"), 1, "reply",
    NULL, "example.com", "no-mail-hosts", DSN_ADVICE_HOLD },
  { "no-command-in-a-domain", SPAN ("550 5.4.4 <a@$(id).example>: unable to route"), 1,
    "reply", "a@$", NULL, "no-mail-hosts", DSN_ADVICE_HOLD },
  { "reply-in-prose",
    SPAN ("Hello Bob,\n\nthe newsletter did not reach Ann. We got: 550 5.4.4 Unable "
          "to\nroute. What now?\n\nRegards"),
    1, "reply", NULL, NULL, "no-mail-hosts", DSN_ADVICE_HOLD },
  { "reply-in-html",
    SPAN ("<html><body><p>Hi</p><p>It said <b>&#39;552 5.2.2 Mailbox full&#39;</b>"), 1,
    "reply", NULL, NULL, "mailbox-full", DSN_ADVICE_RETRY },
  { "reply-quoted", SPAN ("Ann wrote:\n>> 552 5.2.2 Mailbox full\n"), 1, "reply", NULL,
    NULL, "mailbox-full", DSN_ADVICE_RETRY },
  { "log-of-two",
    SPAN ("1a ** ann@example.com: Unrouteable address\n"
          "1b == cat@example.com R=d T=r defer (110): Connection timed out\n"
          "1c Completed\n"),
    2, "log-line", "ann@example.com", "example.com", "no-mail-hosts", DSN_ADVICE_HOLD },
  { "log-line-of-two-recipients",
    SPAN ("to=<ann@example.com>,<cat@example.com>, dsn=5.1.1, stat=User unknown"), 2,
    "log-line", "ann@example.com", "example.com", "user-unknown", DSN_ADVICE_SUPPRESS },
  { "log-line-wrapped",
    SPAN ("mx postfix/smtp[12]: 4Z6: to=<ann@example.com>,\nrelay=none, dsn=4.4.1, "
          "status=deferred (connect to\nmx.example.com: Connection timed out)"),
    1, "log-line", "ann@example.com", "example.com", "connection-failed",
    DSN_ADVICE_RETRY },
  { "log-line-in-prose",
    SPAN ("Here it is:\nto=<ann@example.com>, dsn=5.2.2, status=bounced (Mailbox "
          "full)\nuser unknown?"),
    1, "log-line", "ann@example.com", "example.com", "mailbox-full", DSN_ADVICE_RETRY },
  { "log-of-qmail",
    SPAN ("delivery 1: failure: Remote_host_said:_552_5.2.2_Mailbox_full/"), 1,
    "log-line", NULL, NULL, "mailbox-full", DSN_ADVICE_RETRY },
  { "report", SPAN (REPORT), 1, "report", "ann@example.com", "example.com",
    "user-unknown", DSN_ADVICE_SUPPRESS },
  { "report-quoted", SPAN (QUOTED), 1, "report", "ann@example.com", "example.com",
    "user-unknown", DSN_ADVICE_SUPPRESS },
};

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct ExplainCase *c = row;
  g_autoptr (GBytes) bytes = g_bytes_new (text.data, text.len);
  gboolean complete = FALSE;
  g_autoptr (GPtrArray) found = dsn_explain (bytes, NULL, &complete);
  const DsnExplanation *first;

  g_assert_true (complete);
  for (guint i = 0; i < found->len; i++) {
    const DsnExplanation *one = g_ptr_array_index (found, i);

    g_assert_nonnull (dsn_explanation_get_kind (one));
    g_assert_true (g_utf8_validate (dsn_explanation_get_input (one), -1, NULL));
    g_assert_nonnull (dsn_explanation_get_verdict (one)->category);
  }
  if (!whole)
    return;
  g_assert_cmpuint (found->len, ==, c->count);
  if (c->count == 0)
    return;
  first = g_ptr_array_index (found, 0);
  g_assert_cmpstr (dsn_explanation_get_kind (first), ==, c->kind);
  g_assert_cmpstr (dsn_explanation_get_recipient (first), ==, c->recipient);
  g_assert_cmpstr (dsn_explanation_get_domain (first), ==, c->domain);
  g_assert_cmpstr (dsn_explanation_get_verdict (first)->category, ==, c->category);
  g_assert_cmpint (dsn_explanation_get_verdict (first)->advice, ==, c->advice);
}

static void
test_row (gconstpointer data)
{
  const struct ExplainCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

static void
test_codes (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("452 4.2.2 full", 14);
  g_autoptr (GPtrArray) found = dsn_explain (bytes, NULL, NULL);
  const DsnExplanation *one = g_ptr_array_index (found, 0);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (dsn_explanation_get_reply_code (one), ==, 452);
  g_assert_cmpuint (dsn_explanation_get_code (one).klass, ==, 4);
  g_assert_cmpuint (dsn_explanation_get_code (one).subject, ==, 2);
  g_assert_cmpuint (dsn_explanation_get_code (one).detail, ==, 2);
}

/* A user's row wins over ours. */
static void
test_rules (void)
{
  static const char text[] = "[[wording]]\nid = \"mine\"\ntext = \"user unknown\"\n"
                             "category = \"mailbox-full\"\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnRules) rules =
      dsn_rules_new_from_text (text, strlen (text), "mine.toml", NULL, &error);
  DsnParseOptions options = { .rules = rules };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("550 5.1.1 User unknown", 22);
  g_autoptr (GPtrArray) found = dsn_explain (bytes, &options, NULL);
  const DsnVerdict *verdict;

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  verdict = dsn_explanation_get_verdict (g_ptr_array_index (found, 0));
  g_assert_cmpstr (verdict->evidence_wording, ==, "mine");
  g_assert_cmpstr (verdict->category, ==, "mailbox-full");
}

/* Of a log without end the first lines are explained, and it is said. */
static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gboolean complete = TRUE;

  for (guint i = 0; i < 26000; i++)
    g_string_append (text,
                     "to=<a@example.com>,<b@example.com>, dsn=5.1.1, stat=no\n\n");
  bytes = g_bytes_new (text->str, text->len);
  found = dsn_explain (bytes, NULL, &complete);
  g_assert_false (complete);
  g_assert_cmpuint (found->len, ==, 50000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/explain", cases, test_row);
  g_test_add_func ("/explain/codes", test_codes);
  g_test_add_func ("/explain/rules", test_rules);
  g_test_add_func ("/explain/limit", test_limit);
  return g_test_run ();
}
