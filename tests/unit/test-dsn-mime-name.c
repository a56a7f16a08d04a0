/* test-dsn-mime-name.c: a name of a file that a stranger gave -> one that is safe to
 * use. */
#include "dsn-mime.h"

#include "test-message.h"

#define TYPE(type) "Content-Type: " type "\n"
#define BODY "\nx\n"

static DsnMime *
open_text (const char *text)
{
  g_autoptr (GBytes) bytes = test_bytes (dsn_span_of_string (text), strlen (text));

  return dsn_mime_new (bytes, NULL);
}

static const struct FileCase {
  const char *name;
  const char *given; /* as the name of the type */
  const char *file;
} file_cases[] = {
  { "plain", "a.txt", "a.txt" },
  { "up", "../../etc/passwd", "passwd" },
  { "absolute", "/etc/passwd", "passwd" },
  { "windows", "C:\\\\a\\\\b.exe", "b.exe" },
  { "stream", "a.txt:b", "a.txt_b" },
  { "only-up", "..", "part-1.bin" },
  { "only-slashes", "///", "part-1.bin" },
  { "slash-at-end", "a/", "a_" },
  { "hidden", ".bashrc", "_bashrc" },
  { "hidden-below", "a/.bashrc", "_bashrc" },
  { "option", "-rf", "_rf" },
  { "home", "~root", "_root" },
  { "blanks", "  a b  ", "a b" },
  { "dots-at-end", "a.exe. .", "a.exe" },
  { "controls", "=?utf-8?q?a=07b=0D=0Ac=1B[2J?=", "a_b_c_[2J" },
  { "direction", "=?utf-8?q?a=E2=80=AEtxt.exe?=", "a_txt.exe" },
  { "other-blank", "=?utf-8?q?a=C2=A0b?=", "a_b" },
  { "nobodys", "\xff\xfe", "part-1.bin" },
  { "letters", "=?utf-8?q?Gr=C3=BC=C3=9Fe.txt?=", "Grüße.txt" },
  { "iso-2022-jp", "\033$BF|LZ\033(B.txt", "日木.txt" },
  { "wildcards", "a*?<b>|", "a_b_" },
};

static void
test_file (gconstpointer data)
{
  const struct FileCase *c = data;
  g_autofree char *text =
      g_strdup_printf (TYPE ("image/png; name=\"%s\"") BODY, c->given);
  g_autoptr (DsnMime) mime = open_text (text);
  g_autofree char *file = dsn_mime_part_dup_file_name (dsn_mime_get_part (mime, 0));

  g_assert_cmpstr (file, ==, c->file);
}

/* A long name keeps how it ends, and is cut between two characters. */
static void
test_file_long (void)
{
  g_autoptr (GString) text = g_string_new (TYPE ("a/b") "Content-Disposition: a;");
  g_autoptr (DsnMime) mime = NULL;
  g_autofree char *file = NULL;

  g_string_append (text, " filename=\"a");
  for (guint i = 0; i < 300; i++)
    g_string_append (text, "ü");
  g_string_append (text, ".pdf\"\n" BODY);
  mime = open_text (text->str);
  file = dsn_mime_part_dup_file_name (dsn_mime_get_part (mime, 0));
  g_assert_cmpuint (strlen (file), <=, 200);
  g_assert_cmpuint (strlen (file), >, 190);
  g_assert_true (g_utf8_validate (file, -1, NULL));
  g_assert_true (g_str_has_suffix (file, "ü.pdf"));
}

/* What is as long as a name is no ending. */
static void
test_file_long_ending (void)
{
  g_autofree char *rest = g_strnfill (300, 'b');
  g_autofree char *text =
      g_strdup_printf (TYPE ("a/b; name=\"a.%s.c%s\"") BODY, rest, rest);
  g_autoptr (DsnMime) mime = open_text (text);
  g_autofree char *file = dsn_mime_part_dup_file_name (dsn_mime_get_part (mime, 0));

  g_assert_cmpuint (strlen (file), ==, 200);
  g_assert_true (g_str_has_prefix (file, "a.bbb"));
  g_assert_null (strstr (file, ".c"));
}

static const struct EndingCase {
  const char *name;
  const char *type;
  const char *file;
} ending_cases[] = {
  { "text", "text/x-nosuch", "part-1.txt" },
  { "html", "text/html", "part-1.html" },
  { "report", "message/delivery-status", "part-1.txt" },
  { "message", "message/rfc822", "part-1.eml" },
  { "other", "application/x-nosuch", "part-1.bin" },
};

static void
test_ending (gconstpointer data)
{
  const struct EndingCase *c = data;
  g_autofree char *text = g_strdup_printf (TYPE ("%s") BODY, c->type);
  g_autoptr (DsnMime) mime = open_text (text);
  g_autofree char *file = dsn_mime_part_dup_file_name (dsn_mime_get_part (mime, 0));

  g_assert_cmpstr (file, ==, c->file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/mime-name/file", file_cases, test_file);
  g_test_add_func ("/mime-name/long", test_file_long);
  g_test_add_func ("/mime-name/long-ending", test_file_long_ending);
  TEST_ADD_ROWS ("/mime-name/ending", ending_cases, test_ending);
  return g_test_run ();
}
