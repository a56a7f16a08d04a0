/* test-dsn-wrap.c: text in lines of 80 columns. */
#include "dsn-wrap.h"

#include "test-util.h"

#define TEN "123456789 "
#define LONG "1234567890123456789012345678901234567890123456789012345678901234567890"

static const struct WrapCase {
  const char *name;
  const char *text;
  guint indent;
  const char *wrapped;
} cases[] = {
  { "empty", "", 4, "" },
  { "short", "a b c", 4, "a b c" },
  { "blanks-join", "a   b", 4, "a b" },
  { "blanks-around", "  a ", 4, "a" },
  { "just-fits", TEN TEN TEN TEN TEN TEN TEN "1234567890", 0,
    TEN TEN TEN TEN TEN TEN TEN "1234567890" },
  { "one-too-many", TEN TEN TEN TEN TEN TEN TEN "12345678901", 0,
    TEN TEN TEN TEN TEN TEN "123456789\n12345678901" },
  { "indent", LONG " abc abc", 4, LONG " abc\n    abc" },
  { "long-word", LONG "abcdefghijkl", 4, LONG "abcdef\n    ghijkl" },
  { "long-word-behind", "x " LONG "abcdefghijkl", 4,
    "x\n    " LONG "abcdef\n    ghijkl" },
  { "wide", "\346\227\245\346\234\254\346\227\245\346\234\254\346\227\245\346\234\254",
    71,
    "\346\227\245\346\234\254\346\227\245\346\234\254\n"
    "                                                                       "
    "\346\227\245\346\234\254" },
  { "zero-width", "e\314\201e\314\201e\314\201", 77, "e\314\201e\314\201e\314\201" },
};

static void
test_row (gconstpointer data)
{
  const struct WrapCase *c = data;
  g_autoptr (GString) out = g_string_new (">");

  dsn_wrap_append (out, c->text, c->indent);
  g_assert_cmpstr (out->str + 1, ==, c->wrapped);
}

/* Any text at any indent: no line is too long, and no character is lost. */
static void
test_width (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 300; i++) {
    for (guint j = 0; j < i * 7 % 97; j++)
      g_string_append_c (text, (char) ('a' + j % 26));
    g_string_append_c (text, ' ');
  }
  for (guint indent = 0; indent < DSN_WRAP_WIDTH; indent += 13) {
    g_autoptr (GString) out = g_string_new (NULL);
    g_auto (GStrv) lines = NULL;
    gsize letters = 0;

    g_string_append_printf (out, "%*s", (int) indent, "");
    dsn_wrap_append (out, text->str, indent);
    lines = g_strsplit (out->str, "\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++)
      g_assert_cmpuint (strlen (lines[i]), <=, DSN_WRAP_WIDTH);
    for (gsize i = 0; i < out->len; i++)
      letters += g_ascii_isalpha (out->str[i]);
    for (gsize i = 0; i < text->len; i++)
      letters -= g_ascii_isalpha (text->str[i]);
    g_assert_cmpuint (letters, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/wrap", cases, test_row);
  g_test_add_func ("/wrap/width", test_width);
  return g_test_run ();
}
