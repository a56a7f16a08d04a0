/* test-dsn-opening.c: the first words of a message, folded. */
#include "dsn-opening.h"

#include "test-message.h"

static const struct FoldCase {
  const char *name;
  DsnSpan text;
  const char *folded;
} fold_cases[] = {
  { "case", SPAN ("Out Of OFFICE"), "out of office" },
  { "blanks", SPAN ("  a \t b\r\n\r\nc  "), "a b c" },
  { "no-break-space", SPAN ("a\302\240b\343\200\200c"), "a b c" },
  { "letters", SPAN ("ABWESENHEIT \303\204\303\226\303\234 STRASSE stra\303\237e"),
    "abwesenheit \303\244\303\266\303\274 strasse strasse" },
  { "no-utf-8", SPAN ("A\374B"), "a\374b" },
  { "blanks-of-both-kinds",
    SPAN (" \302\240a \302\240 B\302\240\303\204\343\200\200 \303\226 "),
    "a b \303\244 \303\266" },
  { "no-utf-8-with-blanks", SPAN ("A\374\302\240B \374 "), "a\374 b \374" },
  { "nul", SPAN ("A B\0c"), "a b" },
  { "empty", SPAN (""), "" },
  { "blank", SPAN (" \n "), "" },
};

static void
test_fold (gconstpointer data)
{
  const struct FoldCase *c = data;
  g_autoptr (GString) out = g_string_new ("");

  dsn_opening_fold (out, c->text);
  g_assert_cmpstr (out->str, ==, c->folded);
}

static const struct OpeningCase {
  const char *name;
  DsnSpan text;
  const char *opening;
} opening_cases[] = {
  { "plain", SPAN ("Subject: x\n\nHello  There\n"), "hello there" },
  { "quoted", SPAN ("Subject: x\n\nyes\n> Is it?\n  >> Or\nno\n"), "yes no" },
  { "base64", SPAN ("Content-Transfer-Encoding: base64\n\nSGVsbG8gVGhlcmUK\n"),
    "hello there" },
  { "latin-1", SPAN ("Content-Type: text/plain; charset=iso-8859-1\n\n\334ber\n"),
    "\303\274ber" },
  { "iso-2022-jp", SPAN ("Subject: x\n\n\033$BIT:_\033(B\n"),
    "\344\270\215\345\234\250" },
  { "first-text",
    SPAN (
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\n"
        "png\n--b\n\none\n--b\n\ntwo\n--b--\n"),
    "one" },
  { "message-inside", SPAN ("Content-Type: message/rfc822\n\nSubject: x\n\ninner\n"),
    "" },
  { "nothing", SPAN ("Subject: x\n"), "" },
};

static void
check_opening (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct OpeningCase *c = row;
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (10);
  g_autoptr (GBytes) bytes = test_bytes (text, text.len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_opening_read (message, out);
  if (whole)
    g_assert_cmpstr (out->str, ==, c->opening);
}

static void
test_opening (gconstpointer data)
{
  const struct OpeningCase *c = data;

  test_cut_everywhere (c->text, check_opening, c);
}

/* Only the beginning is looked at, however long the text is. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("Subject: x\n\n");
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (10);
  g_autoptr (DsnMessage) message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "many words \303\204\n");
  bytes = test_bytes (test_span (text), text->len);
  message = dsn_message_new (bytes, &limits, defects);
  dsn_opening_read (message, out);
  g_assert_true (g_str_has_prefix (out->str, "many words \303\244 many"));
  g_assert_cmpuint (out->len, >, 2000);
  g_assert_cmpuint (out->len, <, 4000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/opening/fold", fold_cases, test_fold);
  TEST_ADD_ROWS ("/opening/read", opening_cases, test_opening);
  g_test_add_func ("/opening/long", test_long);
  return g_test_run ();
}
