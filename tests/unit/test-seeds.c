/* test-seeds.c: the texts that pages about 5.4.4, 4.4.1 and 550 show as examples, in a
 * report and pasted: routing failures are held and never cost an address. */
#include "test-checklist.h"

#include "dsn-explain.h"

static const struct SeedCase {
  const char *path;
  const char *text;
  const char *status;
  const char *category;
  DsnScope scope;
  DsnAdvice advice;
} cases[] = {
  { "/seeds/no-route/title", "550 5.4.4: No Route to Destination", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-route/no-mx-record",
    "550 5.4.4 Unable to route: recipient domain has no MX record", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-route/keyword",
    "550 5.4.4 ROUTING.NoMX; MX record for domain doesn't exist", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-route/keyword-alone", "ROUTING.NoMX", "5.4.4", "no-mail-hosts",
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/short", "550 5.4.4 Unable to route", "5.4.4", "no-mail-hosts",
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/no-route-found", "No route found for the recipient's domain.",
    "5.4.4", "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/two-lines",
    "550 5.4.4 Unable to route\n No route found for the recipient's domain.", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/with-address",
    "550 5.4.4 <user@example.com>: Unable to route - no MX records found", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/no-mx-records", "No MX records found for domain", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/no-domain", "Domain does not exist", "5.1.2", "domain-unknown",
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/no-domain-5.4.4", "550 5.4.4 Domain does not exist", "5.1.2",
    "domain-unknown", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/unable/no-path", "Cannot determine routing path", "5.4.4", "no-mail-hosts",
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-hosts/named",
    "550 5.4.4 Unable to route: no mail hosts for mail.example", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-hosts/554", "554 5.4.4 no mail hosts for domain", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-hosts/554-bare", "554 no mail hosts for domain", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-hosts/remote-server",
    "Remote server returned '554 5.4.4 unable to route'", "5.4.4", "no-mail-hosts",
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-hosts/words-alone", "unable to route: no mail hosts for domain", "5.4.4",
    "no-mail-hosts", DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD },
  { "/seeds/no-answer/title", "SMTP Error 4.4.1: No Answer from Host", "4.4.1",
    "connection-failed", DSN_SCOPE_NETWORK, DSN_ADVICE_RETRY },
  { "/seeds/no-answer/reply", "450 4.4.1 No answer from host", "4.4.1",
    "connection-failed", DSN_SCOPE_NETWORK, DSN_ADVICE_RETRY },
  { "/seeds/550/user-unknown", "550 5.1.1 user unknown", "5.1.1", "user-unknown",
    DSN_SCOPE_ADDRESS, DSN_ADVICE_SUPPRESS },
  { "/seeds/550/bad-mailbox", "550 5.1.1 bad destination mailbox address", "5.1.1",
    "user-unknown", DSN_SCOPE_ADDRESS, DSN_ADVICE_SUPPRESS },
  { "/seeds/550/spf", "550 5.7.1 SPF check failed", "5.7.23", "auth-failure",
    DSN_SCOPE_SENDER, DSN_ADVICE_FIX },
  { "/seeds/550/listed", "550 5.7.1 listed at dnsbl.example.org", "5.7.1",
    "sender-blocked", DSN_SCOPE_SENDER, DSN_ADVICE_FIX },
  { "/seeds/550/policy", "550 policy violation", "5.7.1", "policy-violation",
    DSN_SCOPE_SENDER, DSN_ADVICE_FIX },
};

static void
assert_verdict (const DsnVerdict *verdict, const struct SeedCase *c)
{
  test_assert_code (verdict->status, c->status);
  g_assert_cmpstr (verdict->category, ==, c->category);
  g_assert_cmpint (verdict->scope, ==, c->scope);
  g_assert_cmpint (verdict->advice, ==, c->advice);
  g_assert_cmpint (verdict->confidence, !=, DSN_CONFIDENCE_LOW);
}

/* The class of the field is the class of the verdict where the text has none. */
static void
test_report (gconstpointer data)
{
  const struct SeedCase *c = data;
  g_autofree char *fields =
      g_strdup_printf (TEST_FINAL "Action: failed\nStatus: %c.0.0\n"
                                  "Diagnostic-Code: smtp; %s\n",
                       c->status[0], c->text);
  g_autoptr (DsnReport) report = test_parse_group (fields);

  assert_verdict (dsn_recipient_get_verdict (test_only_recipient (report)), c);
}

/* Alone, quoted as in a reply to a mail, and with prose around it. */
static void
test_pasted (gconstpointer data)
{
  static const char *const forms[] = {
    "%s\n",
    "> %s\n",
    "  \xe2\x80\xa2 %s\r\n",
    "Hello,\n\nmy message came back, and this is what it says:\n\n%s\n\nThank you\n",
    "<p>%s</p>",
  };
  const struct SeedCase *c = data;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_auto (GStrv) around = g_strsplit (forms[i], "%s", 2);
    char *text = g_strconcat (around[0], c->text, around[1], NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
    g_autoptr (GPtrArray) found = dsn_explain (bytes, NULL, NULL);

    if (found->len != 1)
      g_test_message ("%u explanations of: %s", found->len, text);
    g_assert_cmpuint (found->len, ==, 1);
    assert_verdict (dsn_explanation_get_verdict (g_ptr_array_index (found, 0)), c);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *report = g_strconcat (cases[i].path, "/report", NULL);
    g_autofree char *pasted = g_strconcat (cases[i].path, "/pasted", NULL);

    g_test_add_data_func (report, &cases[i], test_report);
    g_test_add_data_func (pasted, &cases[i], test_pasted);
  }
  return g_test_run ();
}
