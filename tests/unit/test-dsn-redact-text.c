/* test-dsn-redact-text.c: text -> the same text about other people and hosts. */
#include "dsn-redact-known.h"
#include "dsn-redact-scan.h"
#include "dsn-redact-text.h"

#include "test-util.h"

static int
compare (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

static GTree *
new_set (void)
{
  return g_tree_new_full (compare, NULL, g_free, NULL);
}

static char *
redact (const char *text, guint flags, DsnRedactor *how)
{
  g_autoptr (GTree) secrets = new_set (), domains = new_set (), kept = new_set ();
  GString *out = g_string_new (NULL);

  g_tree_insert (secrets, g_strdup ("mailbox"), NULL);
  g_tree_insert (domains, g_strdup ("yahoo.com"), NULL);
  how->key = DSN_SPAN_LIT ("key");
  how->secrets = secrets;
  how->domains = domains;
  how->kept = kept;
  dsn_redact_text (out, how, dsn_span_of_string (text), flags);
  return g_string_free (out, FALSE);
}

/* What stays as it is, and what becomes something of the same shape: `a` is a small
 * letter, `A` a capital, `0` a digit, anything else itself. */
static const struct ShapeCase {
  const char *name;
  const char *text;
  guint flags;
  const char *shape;
} cases[] = {
  { "address", "<Quentin.Zorg@zorgmail.de>", 0, "<Aaaaaaa.Aaaa@aaaaaaaa.example>" },
  { "known-words", "550 5.1.1 user unknown", 0, "550 5.1.1 user unknown" },
  { "unknown-words", "550 5.1.1 user quentin", 0, "550 5.1.1 user aaaaaaa" },
  { "strict", "user unknown", DSN_REDACT_STRICT, "aaaa aaaaaaa" },
  { "secret", "mailbox full", 0, "aaaaaaa full" },
  { "verp", "list-quentin=zorg.de@b.org", 0, "list-aaaaaaa=aaaa.de@a.example" },
  { "xtext", "quentin+40zorg.de", 0, "aaaaaaa+40aaaa.example" },
  { "unitext", "b\\x{FC}q@zorg.de", 0, "b\\x{E4}q@aaaa.example" },
  { "short-number", "port 2525, 25 times", 0, "port 2525, 25 times" },
  { "long-number", "id 1234567", 0, "id 0000000" },
  { "mixed", "4XyZ12zz", 0, "0AaA00aa" },
  { "type", "name=quentin.pdf; charset=utf-8", DSN_REDACT_TYPES,
    "name=aaaaaaa.aaa; charset=utf-8" },
  { "code-then-host", "554-zorg1.zorg.de said", 0, "554-aaaa0.aaaa.example said" },
  { "html", "<a href=\"x\">quentin&nbsp;</a>", DSN_REDACT_HTML,
    "<a href=\"x\">aaaaaaa&nbsp;</a>" },
  { "html-number", "quentin&#64;zorg", DSN_REDACT_HTML, "aaaaaaa&#228;aaaa" },
  { "version", "8.17.2", 0, "8.17.2" },
  { "dots-in-a-row", "user..unknown", 0, "user..unknown" },
};

/* Whether @text has the shape. */
static gboolean
has_shape (const char *text, const char *shape, const char *original)
{
  gsize len = strlen (shape);

  if (strlen (text) != len)
    return FALSE;
  for (gsize i = 0; i < len; i++) {
    gboolean other = text[i] != original[i] || strlen (original) != len;

    if (text[i] == shape[i])
      continue;
    if (!other || (shape[i] == 'a' && !g_ascii_islower (text[i])) ||
        (shape[i] == 'A' && !g_ascii_isupper (text[i])) ||
        (shape[i] == '0' && !g_ascii_isdigit (text[i])) ||
        strchr ("aA0", shape[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
test_shape (gconstpointer data)
{
  const struct ShapeCase *c = data;
  DsnRedactor how = { 0 };
  g_autofree char *text = redact (c->text, c->flags, &how);

  if (!has_shape (text, c->shape, "")) {
    g_assert_cmpstr (text, ==, c->shape);
    g_assert_not_reached ();
  }
  g_assert_null (strstr (text, "quentin"));
  g_assert_null (strstr (text, "zorg"));
}

/* The same name is the same everywhere, in capitals or not, alone or in an address. */
static void
test_consistent (void)
{
  DsnRedactor how = { 0 };
  g_autofree char *text = redact ("quentin Quentin <quentin@zorg.de> QUENTIN", 0, &how);
  g_auto (GStrv) words = g_strsplit_set (text, " <@", -1);
  g_autofree char *lower = g_ascii_strdown (words[1], -1);

  g_assert_cmpstr (words[0], ==, lower);
  g_assert_cmpstr (words[0], ==, words[3]);
  g_assert_true (g_ascii_isupper (words[5][6]));
}

static const struct IpCase {
  const char *name;
  const char *text;
  gboolean reserved; /* or it stays */
} ip_cases[] = {
  { "v4", "[10.20.30.40]", TRUE },
  { "v4-end", "at 10.20.30.40.", TRUE },
  { "after-equals", "client-ip=40.92.253.77;", TRUE },
  { "v6", "[2a01:4f8::17:5]", TRUE },
  { "v6-first", "::ffff", TRUE },
  { "time", "12:34:56", FALSE },
  { "code", "5.7.1", FALSE },
  { "version", "14.3.513.0", FALSE },
};

static void
test_ip (gconstpointer data)
{
  const struct IpCase *c = data;
  DsnRedactor how = { 0 };
  g_autofree char *text = redact (c->text, 0, &how);

  g_assert_cmpint (strcmp (text, c->text) != 0, ==, c->reserved);
  if (c->reserved)
    g_assert_true (
        strstr (text, "192.0.2.") != NULL || strstr (text, "198.51.100.") != NULL ||
        strstr (text, "203.0.113.") != NULL || strstr (text, "2001:db8::") != NULL);
}

static const struct HostCase {
  const char *name;
  const char *text;
  DsnKeepHosts keep;
  gboolean stays;
} host_cases[] = {
  { "none", "zz9.prod.outlook.com", DSN_KEEP_HOSTS_NONE, FALSE },
  { "others", "zz9.prod.outlook.com", DSN_KEEP_HOSTS_OTHERS, TRUE },
  { "of-an-address", "zz9.yahoo.com", DSN_KEEP_HOSTS_OTHERS, FALSE },
  { "known", "zz9.yahoo.com", DSN_KEEP_HOSTS_KNOWN, TRUE },
  { "unknown", "zz9.zorg.com", DSN_KEEP_HOSTS_KNOWN, FALSE },
};

static void
test_host (gconstpointer data)
{
  const struct HostCase *c = data;
  DsnRedactor how = { .keep_hosts = c->keep };
  g_autofree char *text = redact (c->text, 0, &how);

  g_assert_cmpint (g_str_has_suffix (text, strchr (c->text, '.')), ==, c->stays);
  g_assert_cmpint (g_str_has_suffix (text, ".example"), ==, !c->stays);
  g_assert_false (g_str_has_prefix (text, "zz9"));
}

/* Bytes that are no text, and text of every script: valid UTF-8 of no longer length. */
static void
test_bytes (void)
{
  static const guint8 bytes[] =
      "a\0b\377\303\274 \346\227\245\346\234\254\350\252\236 "
      "\320\270\320\274\321\217 \327\251\327\234 \316\261\316\262";
  DsnRedactor how = { 0 };
  g_autoptr (GTree) secrets = new_set (), domains = new_set (), kept = new_set ();
  g_autoptr (GString) out = g_string_new (NULL);

  how = (DsnRedactor){ .secrets = secrets, .domains = domains, .kept = kept };
  dsn_redact_text (out, &how, (DsnSpan){ bytes, sizeof bytes - 1 }, 0);
  g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
  g_assert_cmpuint (out->len, ==, sizeof bytes - 1);
  g_assert_null (strstr (out->str, "\346\227\245"));
  g_assert_null (strstr (out->str, "\320\270\320\274"));
}

static void
test_known (void)
{
  g_assert_true (dsn_redact_is_known ("unknown", 7));
  g_assert_false (dsn_redact_is_known ("quentin", 7));
  g_assert_true (dsn_redact_is_protocol ("received"));
  g_assert_false (dsn_redact_is_protocol ("unknown"));
  g_assert_cmpstr (dsn_redact_known_host ("a.b.amazonses.com"), ==, "amazonses.com");
  g_assert_null (dsn_redact_known_host ("a.example.com"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/redact-text", cases, test_shape);
  TEST_ADD_ROWS ("/redact-text/ip", ip_cases, test_ip);
  TEST_ADD_ROWS ("/redact-text/host", host_cases, test_host);
  g_test_add_func ("/redact-text/consistent", test_consistent);
  g_test_add_func ("/redact-text/bytes", test_bytes);
  g_test_add_func ("/redact-text/known", test_known);
  return g_test_run ();
}
