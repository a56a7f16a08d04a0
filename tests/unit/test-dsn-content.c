/* test-dsn-content.c: content types, their parameters, and transfer encodings. */
#include "dsn-content.h"

#include "test-message.h"

static const struct TypeCase {
  const char *name;
  DsnSpan body;
  const char *type; /* "type/subtype"; empty: none */
  const char *params;
} type_cases[] = {
  { "plain", SPAN (" text/plain"), "text/plain", "" },
  { "params", SPAN (" text/plain; charset=utf-8"), "text/plain", "; charset=utf-8" },
  { "case-kept", SPAN (" Multipart/REPORT;a=b"), "Multipart/REPORT", ";a=b" },
  { "comment", SPAN (" (a) text (b) / (c) plain (d)"), "text/plain", " (d)" },
  { "fold", SPAN ("\r\n\ttext/plain"), "text/plain", "" },
  { "no-slash", SPAN (" text"), "", "" },
  { "no-type", SPAN (" /plain"), "", "" },
  { "no-subtype", SPAN (" text/"), "", "" },
  { "no-subtype-params", SPAN (" text/;charset=x"), "", "" },
  { "quoted", SPAN (" \"text/plain\""), "", "" },
  { "empty", SPAN (""), "", "" },
  { "blanks", SPAN (" \t "), "", "" },
  { "nul", SPAN (" te\0xt/plain"), "", "" },
  { "open-comment", SPAN (" (text/plain"), "", "" },
};

static void
test_type (gconstpointer data)
{
  const struct TypeCase *c = data;
  DsnContentType content = dsn_content_type_read (c->body);
  g_autoptr (GString) type = g_string_new (NULL);

  if (content.type.len > 0)
    g_string_append_printf (type, "%.*s/%.*s", DSN_SPAN_ARGS (content.type),
                            DSN_SPAN_ARGS (content.subtype));
  g_assert_cmpstr (type->str, ==, c->type);
  test_assert_text (content.params, c->params);
  g_assert_cmpint (content.type.len > 0, ==, content.subtype.len > 0);
  for (gsize n = 0; n <= c->body.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->body, n);
    DsnSpan body = dsn_span_of_bytes (bytes);

    content = dsn_content_type_read (body);
    test_assert_inside (content.type, body);
    test_assert_inside (content.subtype, body);
    test_assert_inside (content.params, body);
  }
}

static const struct IsCase {
  const char *name;
  DsnSpan body;
  const char *type, *subtype;
  gboolean is;
} is_cases[] = {
  { "same", SPAN ("text/plain"), "text", "plain", TRUE },
  { "case", SPAN ("TEXT/Plain"), "text", "plain", TRUE },
  { "any-subtype", SPAN ("text/html"), "text", NULL, TRUE },
  { "other-subtype", SPAN ("text/html"), "text", "plain", FALSE },
  { "other-type", SPAN ("image/plain"), "text", "plain", FALSE },
  { "prefix", SPAN ("text/plainer"), "text", "plain", FALSE },
  { "type-prefix", SPAN ("texts/plain"), "text", NULL, FALSE },
  { "none", SPAN (""), "text", "plain", FALSE },
};

static void
test_is (gconstpointer data)
{
  const struct IsCase *c = data;
  DsnContentType content = dsn_content_type_read (c->body);

  g_assert_cmpint (dsn_content_type_is (&content, c->type, c->subtype), ==, c->is);
}

static const struct ParamCase {
  const char *name;
  DsnSpan params;
  const char *value; /* of "boundary"; NULL: not there */
} param_cases[] = {
  { "token", SPAN ("; boundary=abc"), "abc" },
  { "quoted", SPAN ("; boundary=\"a b;c\""), "a b;c" },
  { "second", SPAN ("; charset=x; boundary=abc"), "abc" },
  { "case", SPAN ("; BOUNDARY=abc"), "abc" },
  { "first-counts", SPAN ("; boundary=a; boundary=b"), "a" },
  { "blanks", SPAN (" ;  boundary  =  abc  "), "abc" },
  { "fold", SPAN (";\r\n boundary\r\n =\r\n abc"), "abc" },
  { "comments", SPAN ("; (x) boundary (y) = (z) abc"), "abc" },
  { "no-semicolon", SPAN (" boundary=abc"), "abc" },
  { "empty-ones", SPAN (";;; boundary=abc;"), "abc" },
  { "specials", SPAN ("; boundary=a/b=c(d)?"), "a/b=c(d)?" },
  { "empty-quoted", SPAN ("; boundary=\"\""), "" },
  { "empty", SPAN ("; boundary=; charset=x"), "" },
  { "open-quote", SPAN ("; boundary=\"abc"), "abc" },
  { "in-a-value", SPAN ("; name=\"boundary=abc\""), NULL },
  { "prefix", SPAN ("; bound=a; xboundary=b; boundaryx=c"), NULL },
  { "no-value", SPAN ("; boundary"), NULL },
  { "rfc2231", SPAN ("; boundary*=utf-8''abc; boundary*0=a"), NULL },
  { "backslash", SPAN ("; boundary=\"a\\\"b\""), NULL },
  { "quoted-fold", SPAN ("; boundary=\"a\n b\""), NULL },
  { "none", SPAN (""), NULL },
  { "junk", SPAN ("= = / ( \" ; \\"), NULL },
};

static void
test_param (gconstpointer data)
{
  const struct ParamCase *c = data;
  DsnSpan value = SPAN ("untouched");
  gboolean found = dsn_content_type_find_param (c->params, "boundary", &value);
  DsnSpan boundary, report_type;

  g_assert_cmpint (found, ==, c->value != NULL);
  test_assert_text (value, found ? c->value : "untouched");
  dsn_content_type_find_multipart (c->params, &boundary, &report_type);
  g_assert_true (boundary.data == (found ? value.data : NULL));
  g_assert_true (!found || boundary.len == value.len);
  for (gsize n = 0; n <= c->params.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->params, n);
    DsnSpan params = dsn_span_of_bytes (bytes);

    if (dsn_content_type_find_param (params, "boundary", &value))
      test_assert_inside (value, params);
  }
}

static const struct MultipartCase {
  const char *name;
  DsnSpan params;
  const char *boundary; /* NULL: not there */
  const char *report_type;
} multipart_cases[] = {
  { "none", SPAN ("; charset=utf-8"), NULL, NULL },
  { "both", SPAN ("; Report-Type=delivery-status;\r\n BOUNDARY=\"a b\""), "a b",
    "delivery-status" },
  { "other-order", SPAN ("; boundary=a; x=y; report-type=\"tlsrpt\""), "a", "tlsrpt" },
  { "first-counts", SPAN ("; boundary=a; boundary=b; report-type=c; report-type=d"),
    "a", "c" },
  { "first-that-is-plain",
    SPAN ("; report-type=\"a\\b\"; report-type=c; boundary=\"x\\y\""), NULL, "c" },
  { "eight-bit-in-quotes", SPAN ("; boundary=\"\xe4\"; report-type=\"\""), "\xe4", "" },
};

static void
test_multipart (gconstpointer data)
{
  const struct MultipartCase *c = data;
  DsnSpan boundary, report_type;

  dsn_content_type_find_multipart (c->params, &boundary, &report_type);
  g_assert_true ((boundary.data != NULL) == (c->boundary != NULL));
  g_assert_true ((report_type.data != NULL) == (c->report_type != NULL));
  test_assert_text (boundary, c->boundary != NULL ? c->boundary : "");
  test_assert_text (report_type, c->report_type != NULL ? c->report_type : "");
}

static const struct EncodingCase {
  const char *name;
  DsnSpan body;
  DsnEncoding encoding;
} encoding_cases[] = {
  { "base64", SPAN (" base64"), DSN_ENCODING_BASE64 },
  { "base64-case", SPAN (" BASE64\r\n"), DSN_ENCODING_BASE64 },
  { "quoted-printable", SPAN ("quoted-printable"), DSN_ENCODING_QUOTED_PRINTABLE },
  { "comment", SPAN (" (so) Quoted-Printable (it is)"), DSN_ENCODING_QUOTED_PRINTABLE },
  { "semicolon", SPAN (" base64;"), DSN_ENCODING_BASE64 },
  { "7bit", SPAN (" 7bit"), DSN_ENCODING_IDENTITY },
  { "8bit", SPAN (" 8bit"), DSN_ENCODING_IDENTITY },
  { "binary", SPAN (" binary"), DSN_ENCODING_IDENTITY },
  { "unknown", SPAN (" x-base64"), DSN_ENCODING_IDENTITY },
  { "longer", SPAN (" base64url"), DSN_ENCODING_IDENTITY },
  { "cut", SPAN (" base6"), DSN_ENCODING_IDENTITY },
  { "nul",
    SPAN (" base\0"
          "64"),
    DSN_ENCODING_IDENTITY },
  { "empty", SPAN (""), DSN_ENCODING_IDENTITY },
};

static void
test_encoding (gconstpointer data)
{
  const struct EncodingCase *c = data;
  g_autoptr (GBytes) bytes = test_bytes (c->body, c->body.len);

  g_assert_cmpint (dsn_encoding_read (dsn_span_of_bytes (bytes)), ==, c->encoding);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/content/type", type_cases, test_type);
  TEST_ADD_ROWS ("/content/is", is_cases, test_is);
  TEST_ADD_ROWS ("/content/param", param_cases, test_param);
  TEST_ADD_ROWS ("/content/multipart", multipart_cases, test_multipart);
  TEST_ADD_ROWS ("/content/encoding", encoding_cases, test_encoding);
  return g_test_run ();
}
