/* test-dsn-compose.c: the parts of a report -> a multipart/report, through GMime. */
#include "dsn-compose.h"

#include "test-util.h"

#define BODY(text)                                                                     \
  {                                                                                    \
    (const guint8 *) ("" text), sizeof (text) - 1                                      \
  }

static const struct PartCase {
  const char *name;
  DsnComposedPart part;
  const char *expected; /* somewhere in what is written */
} cases[] = {
  { "plain",
    { "text", "plain", "us-ascii", "en", TRUE, BODY ("a\n") },
    "Content-Type: text/plain; charset=us-ascii\nContent-Language: en\n"
    "Content-Transfer-Encoding: 7bit\n\na\n" },
  { "utf-8-text",
    { "text", "plain", "utf-8", NULL, TRUE, BODY ("caf\303\251\n") },
    "Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\n" },
  { "utf-8-text-raw",
    { "text", "plain", "utf-8", NULL, FALSE, BODY ("caf\303\251\n") },
    "Content-Transfer-Encoding: 8bit\n\ncaf\303\251\n" },
  { "message",
    { "message", "rfc822", NULL, NULL, TRUE, BODY ("A: b\n\nc\n") },
    "Content-Type: message/rfc822\nContent-Transfer-Encoding: 7bit\n\nA: b\n\nc\n" },
  { "message-8bit",
    { "message", "rfc822", NULL, NULL, TRUE, BODY ("A: b\n\n\377\n") },
    "Content-Transfer-Encoding: 8bit\n\nA: b\n\n\377\n" },
  { "message-nul",
    { "message", "rfc822", NULL, NULL, TRUE, BODY ("A: b\n\n\r\n") },
    "Content-Transfer-Encoding: binary\n\nA: b\n\n\r\n" },
  { "global",
    { "message", "global", NULL, NULL, TRUE, BODY ("A: \303\274\n\nc\n") },
    "Content-Transfer-Encoding: base64\n\nQTogw7wNCg0KYw0K\n" },
  { "global-raw",
    { "message", "global", NULL, NULL, FALSE, BODY ("A: \303\274\n") },
    "Content-Transfer-Encoding: 8bit\n\nA: \303\274\n" },
};

static void
test_part (gconstpointer data)
{
  const struct PartCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_compose_report (out, "delivery-status", &c->part, 1);
  g_assert_true (g_str_has_prefix (out->str, "Content-Type: multipart/report;"));
  g_assert_nonnull (strstr (out->str, "report-type=delivery-status"));
  g_assert_nonnull (strstr (out->str, c->expected));
  g_assert_true (g_str_has_suffix (out->str, "--\n"));
}

/* The label of the whole is the highest of its parts'. */
static void
test_label (void)
{
  const DsnComposedPart parts[] = { cases[4].part, cases[5].part, cases[0].part };
  g_autoptr (GString) out = g_string_new (NULL);
  const char *label, *body;

  dsn_compose_report (out, "delivery-status", parts, G_N_ELEMENTS (parts));
  label = strstr (out->str, "Content-Transfer-Encoding: binary\n");
  body = strstr (out->str, "\n\n");
  g_assert_true (label != NULL && label < body);
}

/* A boundary never stands in a part, and the same parts have the same. */
static void
test_boundary (void)
{
  const DsnComposedPart first = cases[0].part;
  g_autoptr (GString) once = g_string_new (NULL), again = g_string_new (NULL);
  g_autoptr (GString) nested = g_string_new (NULL);
  DsnComposedPart second = first;
  g_autofree char *boundary = NULL;
  const char *from;

  dsn_compose_report (once, "delivery-status", &first, 1);
  dsn_compose_report (again, "delivery-status", &first, 1);
  g_assert_cmpstr (once->str, ==, again->str);
  second.body = (DsnSpan){ (const guint8 *) once->str, once->len };
  dsn_compose_report (nested, "delivery-status", &second, 1);
  from = strstr (nested->str, "boundary=\"");
  g_assert_nonnull (from);
  boundary = g_strndup (from, 44);
  g_assert_null (strstr (once->str, boundary));
}

static const struct AddressCase {
  const char *name;
  const char *text;
  gboolean utf8;
  const char *composed; /* NULL: none */
} address_cases[] = {
  { "plain", "ann@example.com", FALSE, "ann@example.com" },
  { "named", "Ann (at work) <ann@example.com>", FALSE,
    "Ann (at work) <ann@example.com>" },
  { "utf-8-name", "J\303\266rg <joerg@example.com>", FALSE,
    "=?iso-8859-1?b?SvZyZw==?= <joerg@example.com>" },
  { "utf-8-name-raw", "J\303\266rg <joerg@example.com>", TRUE,
    "J\303\266rg <joerg@example.com>" },
  { "utf-8-address", "j\303\266rg@example.com", FALSE, NULL },
  { "utf-8-address-raw", "j\303\266rg@example.com", TRUE, "j\303\266rg@example.com" },
  { "nobody", "", FALSE, NULL },
  { "line-end", "a@example.com\nBcc: b@example.com", FALSE, NULL },
};

static void
test_addresses (gconstpointer data)
{
  const struct AddressCase *c = data;
  g_autofree char *composed = dsn_compose_addresses (c->text, c->utf8);

  g_assert_cmpstr (composed, ==, c->composed);
}

static void
test_values (void)
{
  g_autofree char *date = dsn_compose_date (1736000000);
  g_autofree char *spec = dsn_compose_addr_spec ("Ann <ann@example.com>, b@c.example");

  g_assert_cmpstr (date, ==, "Sat, 04 Jan 2025 14:13:20 +0000");
  g_assert_cmpstr (spec, ==, "ann@example.com");
  g_assert_null (dsn_compose_date (G_MININT64));
  g_assert_null (dsn_compose_date (G_MAXINT64));
  g_assert_null (dsn_compose_addr_spec ("undisclosed:;"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/compose/part", cases, test_part);
  g_test_add_func ("/compose/label", test_label);
  g_test_add_func ("/compose/boundary", test_boundary);
  TEST_ADD_ROWS ("/compose/addresses", address_cases, test_addresses);
  g_test_add_func ("/compose/values", test_values);
  return g_test_run ();
}
