/* test-dsn-addr.c: one mail address: local part and domain. */
#include "dsn-addr.h"

#include "test-util.h"

#define FFFD "\xef\xbf\xbd"
#define UE "\xc3\xbc"
#define BUECHER "b" UE "cher.example"
#define XN_BUECHER "xn--bcher-kva.example"

enum { DOMAIN = 1, ODD = 2, BAD_IDN = 4 };

static const struct AddrCase {
  const char *name;
  DsnSpan text;
  const char *address; /* NULL: nothing there */
  const char *ascii;
  guint flags;
} addr_cases[] = {
  /* Plain ones. */
  { "plain", SPAN ("a@example.com"), "a@example.com", NULL, DOMAIN },
  { "blanks-around", SPAN (" a@example.com\r\n"), "a@example.com", NULL, DOMAIN },
  { "mixed-case", SPAN ("Ann.Bee@EXAMPLE.Com"), "Ann.Bee@example.com", NULL, DOMAIN },
  { "trailing-dot", SPAN ("a@example.com."), "a@example.com", NULL, DOMAIN },
  { "underscore", SPAN ("a@my_host.example"), "a@my_host.example", NULL, DOMAIN },
  { "all-atext", SPAN ("!#$%&'*+-/=?^_`{|}~@example.com"),
    "!#$%&'*+-/=?^_`{|}~@example.com", NULL, DOMAIN },
  { "srs", SPAN ("SRS0=AbC=XY=example.net=ann@example.com"),
    "SRS0=AbC=XY=example.net=ann@example.com", NULL, DOMAIN },
  { "literal", SPAN ("a@[192.0.2.1]"), "a@[192.0.2.1]", NULL, DOMAIN },
  { "literal-v6", SPAN ("a@[IPv6:2001:DB8::1]"), "a@[ipv6:2001:db8::1]", NULL, DOMAIN },
  /* Wrapped ones. */
  { "brackets", SPAN ("<a@example.com>"), "a@example.com", NULL, DOMAIN | ODD },
  { "brackets-and-blanks", SPAN ("< a@example.com >"), "a@example.com", NULL,
    DOMAIN | ODD },
  { "brackets-twice", SPAN ("<<a@example.com>>"), "a@example.com", NULL, DOMAIN | ODD },
  { "bracket-unclosed", SPAN ("<a@example.com"), "a@example.com", NULL, DOMAIN | ODD },
  { "bracket-unopened", SPAN ("a@example.com>"), "a@example.com", NULL, DOMAIN | ODD },
  { "name-and-brackets", SPAN ("Ann Bee <a@example.com>"), "a@example.com", NULL,
    DOMAIN | ODD },
  { "quoted-name", SPAN ("\"Bee, <x@example.net>\" <a@example.com>"), "a@example.com",
    NULL, DOMAIN | ODD },
  { "comment-behind", SPAN ("a@example.com (Ann (Bee))"), "a@example.com", NULL,
    DOMAIN | ODD },
  { "comment-before", SPAN ("(Ann) a@example.com"), "a@example.com", NULL,
    DOMAIN | ODD },
  { "comment-with-address", SPAN ("a@example.com (was x@example.net)"), "a@example.com",
    NULL, DOMAIN | ODD },
  { "comment-after-local-part", SPAN ("ann(Bee)@example.com"), "ann@example.com", NULL,
    DOMAIN | ODD },
  { "comment-before-domain", SPAN ("ann@ (Bee) example.com"), "ann@example.com", NULL,
    DOMAIN | ODD },
  { "comment-around-brackets", SPAN ("a@example.com (was <x@example.net>)"),
    "a@example.com", NULL, DOMAIN | ODD },
  { "comments-everywhere", SPAN ("(a) ann (b) @ (c) example.com (d) e (f)"),
    "ann@example.com", NULL, DOMAIN | ODD },
  { "comment-in-name", SPAN ("Ann (Bee) Cee"), "Ann", NULL, ODD },
  { "comment-unclosed-before-brackets", SPAN ("Ann (Bee <a@example.com>"),
    "a@example.com", NULL, DOMAIN | ODD },
  { "comments-in-name", SPAN ("Ann (x) Bee (y) Cee"), "Ann", NULL, ODD },
  { "comment-unclosed", SPAN ("a@example.com (ann"), "a@example.com (ann", NULL, 0 },
  { "route", SPAN ("@relay.example,@b.example:a@example.com"), "a@example.com", NULL,
    DOMAIN | ODD },
  { "route-in-brackets", SPAN ("<@relay.example:a@example.com>"), "a@example.com", NULL,
    DOMAIN | ODD },
  { "mailto", SPAN ("mailto:a@example.com"), "a@example.com", NULL, DOMAIN | ODD },
  { "exchange-smtp", SPAN ("SMTP:a@example.com"), "a@example.com", NULL, DOMAIN | ODD },
  /* Quoted local parts. */
  { "quoted", SPAN ("\"a b\"@example.com"), "\"a b\"@example.com", NULL, DOMAIN },
  { "quoted-at", SPAN ("\"a@b\"@example.com"), "\"a@b\"@example.com", NULL, DOMAIN },
  { "quoted-bracket", SPAN ("\"a<b>\"@example.com"), "\"a<b>\"@example.com", NULL,
    DOMAIN },
  { "quoted-parenthesis", SPAN ("\"a(b\"@example.com"), "\"a(b\"@example.com", NULL,
    DOMAIN },
  { "quoted-quote", SPAN ("\"a\\\"@b\"@example.com"), "\"a\\\"@b\"@example.com", NULL,
    DOMAIN },
  { "quoted-dots", SPAN ("\"a..b\"@example.com"), "\"a..b\"@example.com", NULL,
    DOMAIN },
  { "quoted-dot-first", SPAN ("\".a\"@example.com"), "\".a\"@example.com", NULL,
    DOMAIN },
  { "quoted-dot-last", SPAN ("\"a.\"@example.com"), "\"a.\"@example.com", NULL,
    DOMAIN },
  { "quoted-nothing", SPAN ("\"\"@example.com"), "\"\"@example.com", NULL, DOMAIN },
  { "quoted-needlessly", SPAN ("\"ann.bee\"@example.com"), "ann.bee@example.com", NULL,
    DOMAIN },
  { "quote-unclosed", SPAN ("\"a@example.com"), "\"a@example.com", NULL, DOMAIN },
  { "quote-in-the-middle", SPAN ("a\"b@example.com"), "a\"b@example.com", NULL,
    DOMAIN },
  { "quoted-twice", SPAN ("\"a\"\"@B\""), "\"a\"\"@B\"", NULL, 0 },
  { "quoted-words", SPAN ("\"a\".\"@B\""), "\"a\".\"@B\"", NULL, 0 },
  { "quoted-whole", SPAN ("\"a@example.com\""), "\"a@example.com\"", NULL, 0 },
  /* No or odd domains. */
  { "local-name", SPAN ("postmaster"), "postmaster", NULL, 0 },
  { "local-names", SPAN ("Ann Bee"), "Ann Bee", NULL, 0 },
  { "x400", SPAN ("/O=EX/OU=SITE/CN=RECIPIENTS/CN=ANN"),
    "/O=EX/OU=SITE/CN=RECIPIENTS/CN=ANN", NULL, 0 },
  { "pipe", SPAN ("|/usr/bin/filter"), "|/usr/bin/filter", NULL, 0 },
  { "lone-at", SPAN ("@"), "@", NULL, 0 },
  { "no-local-part", SPAN ("@example.com"), "@example.com", NULL, 0 },
  { "no-domain", SPAN ("ann@"), "ann@", NULL, 0 },
  { "two-ats", SPAN ("a@b@example.com"), "a@b@example.com", NULL, DOMAIN },
  { "dot-before-domain", SPAN ("a@.example.com"), "a@.example.com", NULL, 0 },
  { "dots-behind-domain", SPAN ("a@example.com.."), "a@example.com..", NULL, DOMAIN },
  { "dot-for-a-domain", SPAN ("a@."), "a@.", NULL, 0 },
  { "blank-in-domain", SPAN ("a@exam ple.com"), "a@exam ple.com", NULL, 0 },
  { "slash-in-domain", SPAN ("a@example.com/b"), "a@example.com/b", NULL, 0 },
  { "literal-unclosed", SPAN ("a@[192.0.2.1"), "a@[192.0.2.1", NULL, 0 },
  { "literal-empty", SPAN ("a@[]"), "a@[]", NULL, 0 },
  { "nothing", SPAN (""), NULL, NULL, 0 },
  { "blanks", SPAN (" \t\r\n"), NULL, NULL, 0 },
  { "null-sender", SPAN ("<>"), NULL, NULL, 0 },
  { "only-comment", SPAN ("(nobody)"), NULL, NULL, 0 },
  { "only-scheme", SPAN ("mailto:"), NULL, NULL, 0 },
  { "only-route", SPAN ("@relay.example:"), NULL, NULL, 0 },
  /* IDN and 8-bit text. */
  { "u-label", SPAN ("a@" BUECHER), "a@" BUECHER, "a@" XN_BUECHER, DOMAIN },
  { "u-label-upper-case",
    SPAN ("a@B\xc3\x9c"
          "CHER.Example"),
    "a@" BUECHER, "a@" XN_BUECHER, DOMAIN },
  { "u-label-decomposed",
    SPAN ("a@bu\xcc\x88"
          "cher.example"),
    "a@" BUECHER, "a@" XN_BUECHER, DOMAIN },
  { "a-label", SPAN ("a@" XN_BUECHER), "a@" BUECHER, "a@" XN_BUECHER, DOMAIN },
  { "a-label-upper-case", SPAN ("a@XN--BCHER-KVA.EXAMPLE"), "a@" BUECHER,
    "a@" XN_BUECHER, DOMAIN },
  { "both-labels",
    SPAN ("a@"
          "b" UE "cher." XN_BUECHER),
    "a@b" UE "cher." BUECHER, "a@xn--bcher-kva." XN_BUECHER, DOMAIN },
  { "sharp-s", SPAN ("a@fa\xc3\x9f.example"), "a@fa\xc3\x9f.example",
    "a@xn--fa-hia.example", DOMAIN },
  { "trailing-dot-of-idn", SPAN ("a@" BUECHER "."), "a@" BUECHER, "a@" XN_BUECHER,
    DOMAIN },
  { "fullwidth", SPAN ("a@\xef\xbd\x85xample.com"), "a@example.com", NULL, DOMAIN },
  { "chinese", SPAN ("\xe7\x94\xa8@\xe4\xbe\x8b\xe5\xad\x90.example"),
    "\xe7\x94\xa8@\xe4\xbe\x8b\xe5\xad\x90.example", "\xe7\x94\xa8@xn--fsqu00a.example",
    DOMAIN },
  { "utf-8-local-part", SPAN ("J" UE "rgen@example.com"), "J" UE "rgen@example.com",
    NULL, DOMAIN },
  { "utf-8-local-part-decomposed", SPAN ("u\xcc\x88@example.com"),
    "u\xcc\x88@example.com", NULL, DOMAIN },
  { "utf-8-both", SPAN (UE "@" BUECHER), UE "@" BUECHER, UE "@" XN_BUECHER, DOMAIN },
  { "utf-8-local-name", SPAN ("J" UE "rgen"), "J" UE "rgen", NULL, 0 },
  { "symbol", SPAN ("a@\xe2\x98\x83.example"), "a@\xe2\x98\x83.example", NULL,
    DOMAIN | BAD_IDN },
  { "idn-at-in-literal", SPAN ("a@[\xC3\xA9\xEF\xBC\xA0]"), "a@[\xC3\xA9\xEF\xBC\xA0]",
    NULL, BAD_IDN },
  { "direction-mark",
    SPAN ("a@\xe2\x80\xae"
          "example.com"),
    "a@\xe2\x80\xae"
    "example.com",
    NULL, DOMAIN | BAD_IDN },
  { "soft-hyphen-behind-the-root", SPAN ("a@" XN_BUECHER ".\xc2\xad"), "a@" BUECHER,
    "a@" XN_BUECHER, DOMAIN },
  { "a-label-of-control", SPAN ("a@xn--a.example"), "a@xn--a.example", NULL,
    DOMAIN | BAD_IDN },
  { "a-label-of-nothing", SPAN ("a@xn--.example"), "a@xn--.example", NULL,
    DOMAIN | BAD_IDN },
  { "a-label-of-ascii", SPAN ("a@xn--example-.com"), "a@xn--example-.com", NULL,
    DOMAIN | BAD_IDN },
  { "a-label-not-normal", SPAN ("a@xn--bucher-xyd.example"), "a@xn--bucher-xyd.example",
    NULL, DOMAIN | BAD_IDN },
  { "a-label-wraps", SPAN ("a@xn--99999999999.example"), "a@xn--99999999999.example",
    NULL, DOMAIN | BAD_IDN },
  { "invalid-local-part", SPAN ("J\xfcrgen@example.com"), "J" FFFD "rgen@example.com",
    NULL, DOMAIN },
  { "invalid-domain",
    SPAN ("a@b\xfc"
          "cher.EXAMPLE"),
    "a@b" FFFD "cher.example", NULL, DOMAIN | BAD_IDN },
  { "nul-in-local-part", SPAN ("a\0b@example.com"), "a" FFFD "b@example.com", NULL,
    DOMAIN },
  { "nul-in-domain", SPAN ("a@example\0.com"), "a@example" FFFD ".com", NULL, BAD_IDN },
  { "nul-alone", SPAN ("\0"), FFFD, NULL, 0 },
  { "fullwidth-at",
    SPAN ("a@b\xef\xbc\xa0"
          "example.com"),
    "a@b\xef\xbc\xa0"
    "example.com",
    NULL, DOMAIN | BAD_IDN },
  { "fullwidth-slash",
    SPAN ("a@b\xef\xbc\x8f"
          "example.com"),
    "a@b\xef\xbc\x8f"
    "example.com",
    NULL, DOMAIN | BAD_IDN },
};

static void
check_texts (const DsnAddr *addr)
{
  const char *at = strrchr (addr->address, '@');

  g_assert_true (g_utf8_validate (addr->address, -1, NULL));
  g_assert_true (addr->address[0] != '\0');
  if (addr->has_domain) {
    g_assert_nonnull (at);
    g_assert_true (at > addr->address && at[1] != '\0');
    for (const char *p = at + 1; at[1] != '[' && *p != '\0'; p++) {
      g_assert_true (!g_ascii_isupper (*p));
      g_assert_true (g_ascii_isalnum (*p) || (guint8) *p >= 0x80 ||
                     strchr ("-._", *p) != NULL);
    }
  }
  if (addr->ascii == NULL)
    return;
  g_assert_true (g_utf8_validate (addr->ascii, -1, NULL));
  g_assert_false (addr->bad_idn);
  g_assert_cmpstr (addr->ascii, !=, addr->address);
  at = strrchr (addr->ascii, '@');
  g_assert_nonnull (at);
  g_assert_true (g_str_is_ascii (at));
  g_assert_nonnull (strstr (at, "xn--"));
}

/* What was read reads the same again, from either form. */
static void
check_again (const DsnAddr *addr)
{
  const char *const forms[] = { addr->address, addr->ascii };

  for (gsize i = 0; i < 2 && forms[i] != NULL; i++) {
    g_auto (DsnAddr) again = { 0 };

    g_assert_true (dsn_addr_read (dsn_span_of_string (forms[i]), &again));
    g_assert_cmpstr (again.address, ==, addr->address);
    g_assert_cmpstr (again.ascii, ==, addr->ascii);
    g_assert_cmpint (again.odd, ==, FALSE);
  }
}

static void
check_addr (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct AddrCase *c = row;
  DsnAddr addr;

  TEST_POISON (addr);
  if (!dsn_addr_read (text, &addr)) {
    TEST_ASSERT_POISON (addr);
    if (whole)
      g_assert_null (c->address);
    return;
  }
  check_texts (&addr);
  if (whole) {
    g_assert_cmpstr (addr.address, ==, c->address);
    g_assert_cmpstr (addr.ascii, ==, c->ascii);
    g_assert_cmpint (addr.has_domain, ==, (c->flags & DOMAIN) != 0);
    g_assert_cmpint (addr.odd, ==, (c->flags & ODD) != 0);
    g_assert_cmpint (addr.bad_idn, ==, (c->flags & BAD_IDN) != 0);
    if (addr.has_domain && !addr.bad_idn)
      check_again (&addr);
  }
  dsn_addr_clear (&addr);
  g_assert_null (addr.address);
  g_assert_null (addr.ascii);
}

static void
test_addr (gconstpointer row)
{
  test_cut_everywhere (((const struct AddrCase *) row)->text, check_addr, row);
}

static const struct LongCase {
  const char *name;
  const char *before;
  const char *unit;
  gsize count;
  const char *after;
  gboolean has_domain;
  gboolean bad_idn;
} long_cases[] = {
  { "domain", "a@", "x", 2048, ".com", TRUE, FALSE },
  { "labels", "a@", "x.", 1024, "com", TRUE, FALSE },
  { "u-labels", "a@", UE ".", 700, "com", TRUE, TRUE },
  { "u-label", "a@", UE, 1024, ".com", TRUE, TRUE },
  { "a-label", "a@xn--", "x", 2048, ".com", TRUE, TRUE },
  { "a-labels", "a@", "xn--bcher-kva.", 150, "com", TRUE, TRUE },
  { "many-a-labels", "a@", "xn--", 1 << 16, ".com", TRUE, TRUE },
  { "local-part", "", "x", 1 << 16, "@example.com", TRUE, FALSE },
  { "ats", "", "@", 1 << 16, "", FALSE, FALSE },
  { "quotes", "", "\"", 1 << 16, "@example.com", TRUE, FALSE },
  { "open-brackets", "", "<", 1 << 16, "a@example.com", TRUE, FALSE },
  { "open-parentheses", "a@example.com", "(", 1 << 16, "", FALSE, FALSE },
  { "inner-comments", "", "a(x)", 1 << 14, "@example.com", TRUE, FALSE },
  { "comments", "", "(x)", 1 << 14, "a@example.com", TRUE, FALSE },
  { "backslashes", "\"", "\\\\", 1 << 15, "\"@example.com", TRUE, FALSE },
};

static void
test_long (gconstpointer row)
{
  const struct LongCase *c = row;
  DsnSpan middle = test_repeat (c->unit, c->count);
  g_autofree guint8 *owned = (guint8 *) middle.data;
  g_autoptr (GString) text = g_string_new (c->before);
  g_auto (DsnAddr) addr = { 0 };

  g_string_append_len (text, (const char *) owned, (gssize) middle.len);
  g_string_append (text, c->after);
  g_assert_true (dsn_addr_read ((DsnSpan){ (guint8 *) text->str, text->len }, &addr));
  check_texts (&addr);
  g_assert_cmpuint (strlen (addr.address), <=, text->len);
  g_assert_cmpint (addr.has_domain, ==, c->has_domain);
  g_assert_cmpint (addr.bad_idn, ==, c->bad_idn);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/addr/read", addr_cases, test_addr);
  TEST_ADD_ROWS ("/addr/long", long_cases, test_long);
  return g_test_run ();
}
