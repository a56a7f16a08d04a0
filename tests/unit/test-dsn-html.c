/* test-dsn-html.c: HTML -> plain text, with the place that each line came from. */
#include "dsn-html.h"

#include "test-util.h"

static const struct HtmlCase {
  const char *name;
  DsnSpan html;
  const char *text;
  const char *marks; /* "out:in out:in" */
} html_cases[] = {
  { "plain", SPAN ("no such user"), "no such user", "0:0" },
  { "bold", SPAN ("<b>no</b> such <i>user</i>"), "no such user", "0:3" },
  { "paragraphs", SPAN ("<p>one</p><p>two</p>"), "one\n\ntwo\n\n", "0:3 5:13" },
  { "break", SPAN ("one<br>two<BR/>three"), "one\ntwo\nthree", "0:0 4:7 8:15" },
  { "two-breaks", SPAN ("one<br><br>two"), "one\n\ntwo", "0:0 5:11" },
  { "divs", SPAN ("<div>one</div><div>two</div>"), "one\ntwo\n", "0:5 4:19" },
  { "nested-divs", SPAN ("<div><div><div>one</div></div></div>"), "one\n", "0:15" },
  { "table",
    SPAN ("<table><tr><td>To:</td><td>a@b</td></tr><tr><td>x</td></tr></table>"),
    "To: a@b\nx\n\n", NULL },
  { "blanks", SPAN ("  one\n \t two  "), "one two", "0:2" },
  { "pre", SPAN ("<pre>one\ntwo</pre>three\nfour"), "one\ntwo\n\nthree four", NULL },
  { "entities", SPAN ("&lt;a&#64;b&gt; &amp;&quot;&#x41;&#x42"), "<a@b> &\"AB", NULL },
  { "accents", SPAN ("Empf&auml;nger &Uuml; &szlig; &eacute; &yuml; &copy;"),
    "Empf\303\244nger \303\234 \303\237 \303\251 \303\277 \302\251", NULL },
  { "hard-blanks", SPAN ("a&nbsp;&nbsp;b\302\240c"), "a b c", NULL },
  { "unknown-entity", SPAN ("&nobody; &; & b &#xd800; &#99999999;"),
    "&nobody; &; & b &#xd800; &#99999999;", NULL },
  { "comment", SPAN ("a<!-- <p>b</p> -->c"), "ac", NULL },
  { "comment-not-closed", SPAN ("a<!-- b"), "a b", NULL },
  { "style", SPAN ("<style>p { color: red }</style>a"), "a", NULL },
  { "script", SPAN ("<SCRIPT type=x>alert('<p>')</Script >a"), "a", NULL },
  { "style-not-closed", SPAN ("<style>a"), "a", NULL },
  { "title", SPAN ("<head><title>Delivery</title></head><body>a"), "a", NULL },
  { "doctype", SPAN ("<!DOCTYPE html PUBLIC \"x>y\"><html>a"), "a", NULL },
  { "quoted-greater", SPAN ("<a title=\"x>y\" href='z>'>a</a>"), "a", NULL },
  { "quote-not-closed", SPAN ("<a title=\"x>a</a> <b>c</b>"), "a c", NULL },
  { "bare-address", SPAN ("To <ann@example.com>: no"), "To <ann@example.com>: no",
    NULL },
  { "bare-less", SPAN ("1 < 2 <3 <<< 550 no"), "1 < 2 <3 <<< 550 no", NULL },
  { "tag-not-closed", SPAN ("a <b"), "a <b", NULL },
  { "nul", SPAN ("a\0b"), "a", NULL },
  { "nothing", SPAN (""), "", "" },
  { "only-tags", SPAN ("<p><div><table></table></div></p>"), "", "" },
};

static char *
describe (const GArray *marks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++) {
    const DsnHtmlMark *mark = &g_array_index (marks, DsnHtmlMark, i);

    g_string_append_printf (out, "%s%zu:%zu", i > 0 ? " " : "", mark->out, mark->in);
  }
  return g_string_free (out, FALSE);
}

static void
check_cut (DsnSpan html, gboolean whole, gconstpointer row)
{
  const struct HtmlCase *c = row;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (DsnHtmlMark));
  g_autofree char *described = NULL;

  dsn_html_append_text (text, html, marks);
  g_assert_cmpuint (text->len, <=, 2 * html.len);
  for (guint i = 0; i < marks->len; i++) {
    g_assert_cmpuint (g_array_index (marks, DsnHtmlMark, i).in, <, html.len);
    g_assert_cmpuint (g_array_index (marks, DsnHtmlMark, i).out, <, text->len);
  }
  if (!whole)
    return;
  described = describe (marks);
  g_assert_cmpstr (text->str, ==, c->text);
  if (c->marks != NULL)
    g_assert_cmpstr (described, ==, c->marks);
}

static void
test_html (gconstpointer data)
{
  const struct HtmlCase *c = data;

  test_cut_everywhere (c->html, check_cut, c);
}

/* What nothing closes, a hundred thousand times: each end is looked for once. */
static void
test_open (void)
{
  static const char *const units[] = { "<b>", "<!--", "<style>", "<a \"", "<a '>",
                                       "<",   "&",    "&#",      "<pre>", "<p" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (GString) html = g_string_new (NULL), text = g_string_new (NULL);

    for (guint n = 0; n < 100000; n++)
      g_string_append (html, units[i]);
    dsn_html_append_text (text, (DsnSpan){ (const guint8 *) html->str, html->len },
                          NULL);
    g_assert_cmpuint (text->len, <=, 2 * html->len);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/html", html_cases, test_html);
  g_test_add_func ("/html/nothing-closed", test_open);
  return g_test_run ();
}
