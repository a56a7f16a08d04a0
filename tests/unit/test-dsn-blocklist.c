/* test-dsn-blocklist.c: which list a refusal names, and where to look it up. */
#include "dsn-blocklist.h"

#include "dsn-blocklist-table.h"

#include <string.h>

#define ZEN_TEXT                                                                       \
  "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using "              \
  "zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1"
#define ZEN_URL "https://check.spamhaus.org/results/?query=192.0.2.1"
#define ZEN_PAGE "https://check.spamhaus.org/"

static const struct ListCase {
  const char *name;
  const char *text;
  const char
      *list; /* the id of one that is known, else its zone; NULL: none is named */
  const char *lookup;
} cases[] = {
  { "postfix", ZEN_TEXT, "spamhaus-zen", ZEN_URL },
  { "postfix-key",
    "Client host [192.0.2.1] blocked using 0123abcd.zen.dq.spamhaus.net;",
    "spamhaus-zen", ZEN_URL },
  { "postfix-sender", "Sender address [ann@example.com] blocked using dbl.spamhaus.org",
    "spamhaus-dbl", "https://check.spamhaus.org/" },
  { "postfix-ipv6", "Client host [IPv6:2001:db8::1] blocked using pbl.spamhaus.org",
    "spamhaus-pbl", "https://check.spamhaus.org/results/?query=2001:db8::1" },
  { "sendmail", "550 5.7.1 Rejected: 192.0.2.7 listed at bl.spamcop.net", "spamcop",
    "https://www.spamcop.net/bl.shtml?192.0.2.7" },
  { "exim",
    "SMTP error from remote mail server after RCPT TO:<ann@example.com>: host "
    "mx.example.com [203.0.113.5]: 550 rejected because 192.0.2.1 is in a black list "
    "at psbl.surriel.com",
    "psbl", "https://psbl.org/listing?ip=192.0.2.1" },
  { "exim-address-in-url",
    "host mx.example.com [203.0.113.5]: 550 see "
    "http://www.spamhaus.org/query/bl?ip=192.0.2.1",
    "spamhaus", ZEN_URL },
  { "url-before-nearest",
    "198.51.100.2 refused: https://www.spamhaus.org/query/ip/192.0.2.1", "spamhaus",
    ZEN_URL },
  { "reporter-only",
    "host mx.example.com [203.0.113.5]: 550 listed at zen.spamhaus.org", "spamhaus-zen",
    ZEN_PAGE },
  { "reporter-said", "mx.example.com (203.0.113.5) said: 550 listed by Spamhaus",
    "spamhaus", ZEN_PAGE },
  { "address-behind", "550 blocked by SpamCop: 192.0.2.9", "spamcop",
    "https://www.spamcop.net/bl.shtml?192.0.2.9" },
  { "answer-of-the-list", "listed at zen.spamhaus.org (127.0.0.4)", "spamhaus-zen",
    ZEN_PAGE },
  { "reversed", "1.2.0.192.zen.spamhaus.org is there", "spamhaus-zen", ZEN_PAGE },
  { "no-address", "550 999.0.2.1 v1.2.3.4.5 12:30:45 blocked by SpamCop", "spamcop",
    "https://www.spamcop.net/bl.shtml" },
  { "microsoft",
    "550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. To "
    "request removal from this list see http://www.spamhaus.org/lookup.lasso",
    "spamhaus", ZEN_URL },
  { "words", "550 Listed in the UCEPROTECT Level 2 list", "uceprotect-2",
    "https://www.uceprotect.net/en/rblcheck.php" },
  { "words-of-several", "550 blocked using Trend Micro Email Reputation Service.",
    "trend-micro", "https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/" },
  { "path", "550 see https://www.spamhaus.org/sbl/query/SBL123456", "spamhaus-sbl",
    ZEN_PAGE },
  { "specific-beats-general", "Spamhaus PBL, https://www.spamhaus.org/query",
    "spamhaus-pbl", ZEN_PAGE },
  { "zone-beats-url",
    "blocked using zen.spamhaus.org; https://www.spamhaus.org/sbl/query/SBL1",
    "spamhaus-zen", ZEN_PAGE },
  { "upper-case", "550 BLOCKED USING ZEN.SPAMHAUS.ORG", "spamhaus-zen", ZEN_PAGE },
  { "full-stop", "Your host is listed in bl.spamcop.net.", "spamcop",
    "https://www.spamcop.net/bl.shtml" },
  { "unknown",
    "554 5.7.1 Client host [192.0.2.1] blocked using dnsbl.example.net; See "
    "<https://dnsbl.example.net/why?ip=192.0.2.1>.",
    "dnsbl.example.net", "https://dnsbl.example.net/why?ip=192.0.2.1" },
  { "unknown-url-only", "550 192.0.2.1 listed at https://rbl.example.net/q?192.0.2.1",
    "rbl.example.net", "https://rbl.example.net/q?192.0.2.1" },
  { "unknown-no-url", "550 5.7.1 Rejected: 192.0.2.1 listed at rbl.example.org",
    "rbl.example.org", "" },
  { "unknown-beats-link", "blocked using rbl.example.org; see also www.senderbase.org",
    "rbl.example.org", "" },
  { "unknown-short-url", "blocked using rbl.example.org; https://", "rbl.example.org",
    "" },
  { "unknown-quoted", "blocked using 'rbl.example.org'", "rbl.example.org", "" },
  { "not-listed", "Sender not listed in ldap.example.org", NULL, NULL },
  { "other-sentence", "You are not listed. In example.org we trust.", NULL, NULL },
  { "no-zone", "blocked using version 1.2.3", NULL, NULL },
  { "no-zone-number", "blocked using 192.0.2.1", NULL, NULL },
  { "no-zone-dots", "blocked using rbl..example", NULL, NULL },
  { "address-at-a-list", "<ann@spamcop.net>: sender rejected", NULL, NULL },
  { "local-part", "listed by spamcop@example.com", NULL, NULL },
  { "path-of-another", "see https://example.com/spamcop/", NULL, NULL },
  { "inside-a-word", "notspamhaus.org myspamcop xzen.spamhaus.organic", NULL, NULL },
  { "empty", "", NULL, NULL },
};

static char *
lookup_of (const DsnBlocklistHit *hit)
{
  GString *out = g_string_new (NULL);

  dsn_blocklist_append_lookup (hit, out);
  return g_string_free (out, FALSE);
}

static void
test_case (gconstpointer data)
{
  const struct ListCase *c = data;
  gsize len = strlen (c->text);
  /* of its exact size, so that a byte too far is seen */
  g_autofree guint8 *copy = g_memdup2 (c->text, len);
  g_autofree char *lookup = NULL, *name = NULL;
  DsnBlocklistHit hit;
  gboolean found = dsn_blocklist_find ((DsnSpan){ copy, len }, &hit);

  g_assert_cmpint (found, ==, c->list != NULL);
  if (!found)
    return;
  lookup = lookup_of (&hit);
  name = hit.id != NULL ? g_strdup (hit.id)
                        : g_strndup ((const char *) hit.zone.data, hit.zone.len);
  g_assert_cmpstr (name, ==, c->list);
  g_assert_cmpstr (lookup, ==, c->lookup);
  g_assert_cmpint (hit.title != NULL, ==, hit.id != NULL);
}

/* Every name of the table finds its row, alone and behind a phrase. */
static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_blocklist_names); i++) {
    const struct DsnBlocklistName *name = &dsn_blocklist_names[i];
    g_autofree char *phrase = g_strconcat ("550 listed at ", name->text, ".", NULL);
    g_autofree char *alone = g_strconcat ("(", name->text, ")", NULL);
    const char *const texts[] = { phrase, alone };

    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++) {
      DsnBlocklistHit hit;

      g_assert_true (dsn_blocklist_find (dsn_span_of_string (texts[j]), &hit));
      g_assert_cmpstr (hit.id, ==, dsn_blocklist_rows[name->row].id);
    }
  }
}

/* A reply of a megabyte is searched in its first part only, however it is made. */
static void
test_bounds (void)
{
  static const char *const pieces[] = { "spamhaus ", "a.",  "1.",
                                        "http",      "[1:", "listed at " };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    DsnBlocklistHit hit;

    while (text->len < 1 << 20)
      g_string_append (text, pieces[i]);
    g_string_append (text, " blocked using zen.spamhaus.org");
    g_assert_cmpint (dsn_blocklist_find (dsn_span_of_string (text->str), &hit), ==,
                     i == 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/blocklist/find/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/blocklist/names", test_names);
  g_test_add_func ("/blocklist/bounds", test_bounds);
  return g_test_run ();
}
