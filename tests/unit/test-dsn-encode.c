/* test-dsn-encode.c: text -> bytes in a charset and a transfer encoding. */
#include "dsn-encode.h"

#include "test-util.h"

static const struct CharsetCase {
  const char *name;
  DsnSpan charset;
  const char *text;
  const char *bytes; /* NULL: it cannot be written so */
} charset_cases[] = {
  { "latin-1", SPAN ("iso-8859-1"), "\303\274", "\374" },
  { "case", SPAN ("KOI8-R"), "\320\260", "\301" },
  { "not-in-it", SPAN ("iso-8859-1"), "\320\260", NULL },
  { "unknown", SPAN ("x-none"), "a", NULL },
  { "none", SPAN (""), "a", NULL },
  { "more-than-a-name", SPAN ("iso-8859-1//translit"), "a", NULL },
  { "long", SPAN ("iso-8859-1-iso-8859-1-iso-8859-1-iso-8859-1"), "a", NULL },
};

static void
test_charset (gconstpointer data)
{
  const struct CharsetCase *c = data;
  GString *bytes = dsn_encode_charset (dsn_span_of_string (c->text), c->charset);

  g_assert_cmpstr (bytes != NULL ? bytes->str : NULL, ==, c->bytes);
  if (bytes != NULL)
    g_string_free (bytes, TRUE);
}

static const struct BodyCase {
  const char *name;
  DsnEncoding encoding;
  const char *text, *bytes;
} body_cases[] = {
  { "identity", DSN_ENCODING_IDENTITY, "a=\303\274\n", "a=\303\274\n" },
  { "base64", DSN_ENCODING_BASE64, "a=\303\274\n", "YT3DvAo=\n" },
  { "quoted-printable", DSN_ENCODING_QUOTED_PRINTABLE, "a=\303\274\n", "a=3D=C3=BC\n" },
};

static void
test_body (gconstpointer data)
{
  const struct BodyCase *c = data;
  GString *bytes = dsn_encode_body (dsn_span_of_string (c->text), c->encoding);

  g_assert_cmpstr (bytes->str, ==, c->bytes);
  g_string_free (bytes, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/encode/charset", charset_cases, test_charset);
  TEST_ADD_ROWS ("/encode/body", body_cases, test_body);
  return g_test_run ();
}
