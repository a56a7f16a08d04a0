/* test-dsn-paste.c: what people paste, cut into lines and messages. */
#include "dsn-paste.h"

#include "test-util.h"

static const struct LinesCase {
  const char *name;
  DsnSpan text;
  const char *lines; /* a newline behind each */
} cases[] = {
  { "nothing", SPAN (""), "" },
  { "one", SPAN ("550 no"), "550 no\n" },
  { "blank-lines", SPAN ("\n\r\n \n550 no\n\n"), "550 no\n" },
  { "wrapped", SPAN ("550 5.4.4 Unable to\nroute"),
    "550 5.4.4 Unable to\nroute\n550 5.4.4 Unable to route\n" },
  { "two-paragraphs", SPAN ("a\nb\n\nc"), "a\nb\na b\nc\n" },
  { "quoted", SPAN ("> a\n> > b\n>> c\n| d"), "a\nb\nc\nd\na b c d\n" },
  { "quote-only", SPAN (">\n>\n> a"), "a\n" },
  { "not-quoted", SPAN (">From me"), ">From me\n" },
  { "reply", SPAN ("550-5.1.1 a\n550-5.1.1 b\n550 5.1.1 c\n550 d"),
    "550-5.1.1 a 550-5.1.1 b 550 5.1.1 c\n550 d\n"
    "550-5.1.1 a 550-5.1.1 b 550 5.1.1 c 550 d\n" },
  { "reply-quoted", SPAN ("> 550-a\n> 550 b"), "550-a 550 b\n" },
  { "two-replies", SPAN ("550-a\n551 b"), "550-a\n551 b\n550-a 551 b\n" },
  { "html", SPAN ("<p>a <b>b</b></p><p>c"), "a b\nc\n" },
  { "html-entities", SPAN ("<br>&lt;ann@example.com&gt; &amp;amp; &nbsp;&#39;x&#39;"),
    "<ann@example.com> &amp;  'x'\n" },
  { "html-address-stays", SPAN ("<br><ann@example.com>"), "<ann@example.com>\n" },
  { "html-link-goes", SPAN ("<br><a href=\"mailto:ann@example.com\">ann</a>"),
    "ann\n" },
  { "html-hidden",
    SPAN ("<html><style>550 a</style><script>550 b</script><!-- 550 c -->550 d"),
    "550 d\n" },
  { "html-hidden-open", SPAN ("<html><style>550 a"), "550 a\n" },
  { "html-open-tag", SPAN ("<br>a <b"), "a <b\n" },
  { "no-html", SPAN ("if a<b and c>d"), "if a<b and c>d\n" },
};

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct LinesCase *c = row;
  gboolean complete;
  g_autoptr (GPtrArray) lines = dsn_paste_to_lines (text, &complete);
  g_autoptr (GString) joined = g_string_new (NULL);

  g_assert_true (complete);
  for (guint i = 0; i < lines->len; i++) {
    const DsnPasteLine *line = g_ptr_array_index (lines, i);

    g_assert_cmpuint (line->text->len, >, 0);
    g_assert_cmpuint (line->joined, <=, i);
    g_assert_cmpuint (line->joined, !=, 1);
    g_string_append_printf (joined, "%s\n", line->text->str);
  }
  if (whole)
    g_assert_cmpstr (joined->str, ==, c->lines);
}

static void
test_row (gconstpointer data)
{
  const struct LinesCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

/* Of a text without end the first lines are taken, and it is said. */
static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = NULL;
  gboolean complete = TRUE;

  for (guint i = 0; i < 60000; i++)
    g_string_append (text, "a\n\n");
  lines = dsn_paste_to_lines ((DsnSpan){ (const guint8 *) text->str, text->len },
                              &complete);
  g_assert_false (complete);
  g_assert_cmpuint (lines->len, ==, 50000);
}

static void
test_long_line (void)
{
  g_autofree char *text = g_strnfill (100000, 'a');
  gboolean complete;
  g_autoptr (GPtrArray) lines =
      dsn_paste_to_lines (dsn_span_of_string (text), &complete);

  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpuint (((DsnPasteLine *) g_ptr_array_index (lines, 0))->text->len, ==,
                    8192);
}

static const struct MessageCase {
  const char *name;
  DsnSpan text;
  const char *message; /* NULL: no sign of one */
} message_cases[] = {
  { "nothing", SPAN (""), NULL },
  { "letter", SPAN ("From: a@example.org\n\nhello"), NULL },
  { "part-alone", SPAN ("Reporting-MTA: dns; mx.example\n\nAction: failed\n"),
    "Content-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mx.example\n\nAction: failed\n" },
  { "quoted", SPAN ("> hello\n> Reporting-MTA: dns; mx.example\n>\n> Action: failed"),
    "Content-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mx.example\n\nAction: failed\n" },
  { "group-alone", SPAN ("final-recipient: rfc822; ann@example.com"),
    "Content-Type: message/delivery-status\n\n"
    "final-recipient: rfc822; ann@example.com\n" },
};

static void
check_message (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct MessageCase *c = row;
  g_autoptr (GBytes) bytes = g_bytes_new (text.data, text.len);
  g_autoptr (GBytes) message = dsn_paste_to_message (bytes);
  g_autofree char *copy = NULL;

  if (!whole)
    return;
  g_assert_cmpint (message != NULL, ==, c->message != NULL);
  if (message == NULL)
    return;
  copy = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  g_assert_cmpstr (copy, ==, c->message);
}

static void
test_message_row (gconstpointer data)
{
  const struct MessageCase *c = data;

  test_cut_everywhere (c->text, check_message, c);
}

static const struct DomainCase {
  const char *name;
  DsnSpan text;
  const char *domain; /* NULL: none */
} domain_cases[] = {
  { "nothing", SPAN (""), NULL },
  { "words", SPAN ("no mail hosts for domain"), NULL },
  { "name", SPAN ("no mail hosts for example.com"), "example.com" },
  { "with-dot", SPAN ("no host example.com."), "example.com" },
  { "equals", SPAN ("error for name=example.com type=MX"), "example.com" },
  { "keyword", SPAN ("ROUTING.NoMX"), NULL },
  { "address", SPAN ("relay 192.0.2.1 refused"), NULL },
  { "code", SPAN ("550 5.4.4 no"), NULL },
  { "option", SPAN ("no mail hosts for -rf.example"), NULL },
  { "url", SPAN ("see https://help.example/x"), NULL },
};

static void
check_domain (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct DomainCase *c = row;
  DsnSpan domain;
  g_autofree char *copy = NULL;

  TEST_POISON (domain);
  if (!dsn_paste_find_domain (text, &domain)) {
    TEST_ASSERT_POISON (domain);
    g_assert_true (!whole || c->domain == NULL);
    return;
  }
  test_assert_inside (domain, text);
  g_assert_true (dsn_paste_is_host (domain));
  copy = g_strndup ((const char *) domain.data, domain.len);
  if (whole)
    g_assert_cmpstr (copy, ==, c->domain);
}

static void
test_domain_row (gconstpointer data)
{
  const struct DomainCase *c = data;

  test_cut_everywhere (c->text, check_domain, c);
}

/* What is shown as part of a command must be harmless in a shell. */
static void
test_hosts (void)
{
  static const char *const bad[] = { "",    "-x.example", "a b", "$(id)", "a;b",
                                     "`a`", "a|b",        "a'b", "a\nb",  "a\\b" };
  static const char *const good[] = { "example.com", "xn--a.example",
                                      "b\303\274.example", "a" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (dsn_paste_is_host (dsn_span_of_string (bad[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (dsn_paste_is_host (dsn_span_of_string (good[i])));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/paste/lines", cases, test_row);
  g_test_add_func ("/paste/lines/limits", test_limits);
  g_test_add_func ("/paste/lines/long-line", test_long_line);
  TEST_ADD_ROWS ("/paste/message", message_cases, test_message_row);
  TEST_ADD_ROWS ("/paste/domain", domain_cases, test_domain_row);
  g_test_add_func ("/paste/hosts", test_hosts);
  return g_test_run ();
}
