/* test-dsn-field-write.c: a name and its text -> a header field in folded lines. */
#include "dsn-field-write.h"

#include "dsn-decode.h"
#include "dsn-field.h"

#include "test-util.h"

#define TEN "123456789 "
#define W50 "12345678901234567890123456789012345678901234567890"

static const struct WriteCase {
  const char *name;
  const char *type, *text;
  gboolean utf8;
  const char *written; /* behind "X-Field:" */
} cases[] = {
  { "plain", NULL, "some words", FALSE, " some words\n" },
  { "empty", NULL, "", FALSE, "\n" },
  { "type", "smtp", "550 no", FALSE, " smtp; 550 no\n" },
  { "trimmed", NULL, "  a  b ", FALSE, " a  b\n" },
  { "line-ends", NULL, "a\r\nInjected: b", FALSE, " a  Injected: b\n" },
  { "just-fits", NULL, TEN TEN TEN TEN TEN TEN "1234567", FALSE,
    " " TEN TEN TEN TEN TEN TEN "1234567\n" },
  { "folded", NULL, TEN TEN TEN TEN TEN TEN "12345678", FALSE,
    " " TEN TEN TEN TEN TEN "123456789\n 12345678\n" },
  { "long-word", NULL, W50 W50 " a", FALSE, " " W50 W50 "\n a\n" },
  { "two-blanks", NULL, W50 "  " W50, FALSE, " " W50 "  " W50 "\n" },
  { "encoded-word", NULL, "a =?b", FALSE, " =?utf-8?b?YSA9P2I=?=\n" },
  { "control", NULL, "a\033[m", FALSE, " =?utf-8?b?YRtbbQ==?=\n" },
  { "utf-8", "dns", "caf\303\251", FALSE, " dns; =?utf-8?b?Y2Fmw6k=?=\n" },
  { "utf-8-raw", "dns", "caf\303\251", TRUE, " dns; caf\303\251\n" },
};

static void
test_row (gconstpointer data)
{
  const struct WriteCase *c = data;
  g_autoptr (GString) out = g_string_new ("before\n");
  g_autofree char *expected = g_strconcat ("before\nX-Field:", c->written, NULL);

  dsn_field_write (out, "X-Field", c->type, c->text, c->utf8, G_MAXSIZE);
  g_assert_cmpstr (out->str, ==, expected);
}

static const struct NameCase {
  const char *name;
  const char *field;
  gboolean good;
} name_cases[] = {
  { "plain", "X-Field", TRUE },    { "odd", "!#~", TRUE },
  { "empty", "", FALSE },          { "blank", "X Field", FALSE },
  { "colon", "X:", FALSE },        { "line-end", "X\n", FALSE },
  { "utf-8", "X\303\251", FALSE }, { "long", W50 W50 "1", FALSE },
};

static void
test_name (gconstpointer data)
{
  const struct NameCase *c = data;

  g_assert_cmpint (dsn_field_name_is_good (c->field), ==, c->good);
}

static gunichar
random_char (GRand *random)
{
  static const gunichar odd[] = { ' ',  ' ',    ' ',     '=', '?', '\t', 0x1b,
                                  0xe9, 0x65e5, 0x1f4eb, '_', ';', '(',  '"' };

  if (g_rand_int_range (random, 0, 4) == 0)
    return odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))];
  return (gunichar) g_rand_int_range (random, '!', 0x7f);
}

/* Any text is read again as it was written, in lines that SMTP takes. */
static void
check_text (GRand *random, guint len, gboolean utf8)
{
  g_autoptr (GString) text = g_string_new ("a");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) decoded = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < len; i++)
    g_string_append_unichar (text, random_char (random));
  g_string_append_c (text, 'z');
  dsn_field_write (out, "X-Field", NULL, text->str, utf8, G_MAXSIZE);
  lines = g_strsplit (out->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_assert_cmpuint (strlen (lines[i]), <=, 998);
    g_assert_true (lines[i + 1] == NULL || i == 0 || lines[i][0] == ' ');
    g_assert_true (utf8 || g_str_is_ascii (lines[i]));
  }
  dsn_field_unfold (line, dsn_span_of_string (out->str + strlen ("X-Field:")));
  dsn_decode_text (decoded, (DsnSpan){ (const guint8 *) line->str, line->len });
  g_assert_cmpstr (decoded->str, ==, text->str);
}

static void
test_any_text (void)
{
  GRand *random = g_rand_new_with_seed (3464);

  for (guint i = 0; i < 2000; i++)
    check_text (random, i % 300, i % 2 == 0);
  check_text (random, 60000, FALSE);
  g_rand_free (random);
}

/* What a reader would cut in two goes as a whole, whatever ends the lines, and no blank
 * is left where it was. */
static void
test_over_max (void)
{
  static const char *const words[] = { "word", "w\303\266rd" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize max = 200; max < 300; max++) {
      g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL);
      g_autoptr (GString) line = g_string_new (NULL), decoded = g_string_new (NULL);
      gsize body_len;

      for (guint word = 0; word < 100; word++)
        g_string_append_printf (text, "%s  %s ", words[i], words[i]);
      dsn_field_write (out, "X-Field", "x", text->str, FALSE, max);
      g_string_replace (out, "\n", "\r\n", 0);
      body_len = out->len - strlen ("X-Field:") - strlen ("\r\n");
      g_assert_cmpuint (body_len, <=, max);
      g_assert_cmpuint (body_len, >=, max - 100);
      dsn_field_unfold (line, dsn_span_of_string (out->str + strlen ("X-Field: x; ")));
      dsn_decode_text (decoded, (DsnSpan){ (const guint8 *) line->str, line->len });
      g_assert_true (g_str_has_prefix (text->str, decoded->str));
      g_assert_false (g_ascii_isspace (decoded->str[decoded->len - 1]));
    }
}

/* A long word without a blank is over what a line may hold. */
static void
test_long_word (void)
{
  g_autofree char *word = g_strnfill (5000, 'w');
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_field_write (out, "X-Field", "smtp", word, FALSE, G_MAXSIZE);
  g_assert_true (g_str_has_prefix (out->str, "X-Field: smtp;\n =?utf-8?b?"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/field-write", cases, test_row);
  TEST_ADD_ROWS ("/field-write/name", name_cases, test_name);
  g_test_add_func ("/field-write/any-text", test_any_text);
  g_test_add_func ("/field-write/over-a-line", test_long_word);
  g_test_add_func ("/field-write/over-max", test_over_max);
  return g_test_run ();
}
