/* test-dsn-param.c: a parameter of a header field, in any way that it may be written.
 */
#include "dsn-param.h"

#include "test-message.h"

static const struct ParamCase {
  const char *name;
  DsnSpan params;
  const char *value;
} param_cases[] = {
  { "token", SPAN ("; filename=a.txt"), "a.txt" },
  { "quoted", SPAN ("; filename=\"a b.txt\""), "a b.txt" },
  { "case", SPAN ("; FileName=a.txt"), "a.txt" },
  { "backslash", SPAN ("; filename=\"a\\\"b\""), "a\"b" },
  { "word", SPAN ("; filename=\"=?utf-8?q?Gr=C3=BC=C3=9Fe?=\""), "Grüße" },
  { "word-token", SPAN ("; filename==?utf-8?b?R3LDvMOfZQ==?="), "Grüße" },
  { "charset", SPAN ("; filename*=utf-8''Gr%C3%BC%C3%9Fe"), "Grüße" },
  { "charset-latin", SPAN ("; filename*=iso-8859-1'de'Gr%FC%DFe"), "Grüße" },
  { "beats-plain", SPAN ("; filename=\"don't.txt\"; filename*=utf-8''Gr%C3%BC"),
    "Grü" },
  { "pieces", SPAN ("; filename*0=\"long\"; filename*1=\"name.txt\""), "longname.txt" },
  { "pieces-charset", SPAN ("; filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe"),
    "Grüße" },
  { "pieces-backwards", SPAN ("; filename*1=b; filename*0=a"), "ab" },
  { "charset-unknown", SPAN ("; filename*=x-nosuch''a%20b"), "x-nosuch''a%20b" },
  { "charset-unknown-plain", SPAN ("; filename*=x-nosuch''a; filename=b"), "b" },
  { "other", SPAN ("; filenames=a; name=b; filename-x=c"), NULL },
  { "prefix-of-another", SPAN ("; filename-x=c; filename=a"), "a" },
  { "first-counts", SPAN ("; filename=a; filename=b"), "a" },
  { "empty", SPAN (""), NULL },
  { "comment", SPAN (" (filename=a); filename=b"), "b" },
  { "unclosed", SPAN ("; filename=\"a b"), "a" },
  { "fold", SPAN (";\r\n\tfilename=a.txt"), "a.txt" },
  { "eight-bit", SPAN ("; filename=\"Gr\xfc\""), "Gr\xfc" },
};

static void
test_param (gconstpointer data)
{
  const struct ParamCase *c = data;
  g_autoptr (GBytes) bytes = test_bytes (c->params, c->params.len);
  g_autofree char *value = dsn_param_read (dsn_span_of_bytes (bytes), "filename");

  g_assert_cmpstr (value, ==, c->value);
}

static void
read_cut (DsnSpan text, G_GNUC_UNUSED gboolean whole, G_GNUC_UNUSED gconstpointer row)
{
  g_autofree char *value = dsn_param_read (text, "filename");

  g_assert_true (value == NULL || strlen (value) <= 3 * text.len);
}

static void
test_cut (gconstpointer data)
{
  test_cut_everywhere (((const struct ParamCase *) data)->params, read_cut, data);
}

/* Too long for GMime: as it stands, and no more than that is given to GMime. */
static void
test_long (gconstpointer data)
{
  gsize len = GPOINTER_TO_SIZE (data);
  g_autoptr (GString) text = g_string_new ("; filename=\"=?utf-8?q?a?=");
  g_autofree char *value = NULL;

  for (gsize i = 0; i < len; i++)
    g_string_append_c (text, 'b');
  g_string_append (text, "\"");
  value = dsn_param_read (test_span (text), "filename");
  g_assert_cmpint (value[0], ==, len < 4000 ? 'a' : '=');
  g_assert_cmpuint (strlen (value), ==, len < 4000 ? len + 1 : len + 13);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/param/read", param_cases, test_param);
  TEST_ADD_ROWS ("/param/cut", param_cases, test_cut);
  g_test_add_data_func ("/param/fits", GSIZE_TO_POINTER (3000), test_long);
  g_test_add_data_func ("/param/too-long", GSIZE_TO_POINTER (5000), test_long);
  return g_test_run ();
}
