/* test-dsn-emit-mime.c: the parts of a message as JSON and as text. */
#include "dsn-emit-mime.h"

#include "test-json.h"
#include "test-message.h"

#define MESSAGE                                                                        \
  "Subject: a\x1b[2J\xe2\x80\xae"                                                      \
  "b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"                              \
  "Content-Type: text/plain; charset=\"\x1b[2J\"; name=\"a\xff\x07"                    \
  ".txt\"\nContent-Description: a very long description that does not fit into what "  \
  "is left of the line that the part has\n\nx\n"

static DsnMime *
open_message (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return dsn_mime_new (bytes, NULL);
}

static const DsnEmitOptions origin = { "a.mbox", TRUE, 42 };

/* Lines of 80 columns at the most, and nothing in them that is not printable. */
static void
check_text (const GString *text)
{
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);

  g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
  for (guint i = 0; lines[i] != NULL; i++) {
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 80);
    for (const char *at = lines[i]; *at != '\0'; at = g_utf8_next_char (at))
      g_assert_true (g_unichar_isprint (g_utf8_get_char (at)));
  }
}

static void
test_tree_text (void)
{
  g_autoptr (DsnMime) mime = open_message (MESSAGE);
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_tree_text (mime, &origin, NULL, out);
  check_text (out);
  g_assert_true (g_str_has_prefix (out->str, "a.mbox:+42: 2 parts\n  0  multipart/"));
  g_assert_nonnull (strstr (out->str, "\n    1  text/plain, \\x1b[2j, 2 bytes at +"));
  g_assert_nonnull (strstr (out->str, "  1 thing is odd in its structure\n    +"));
  g_assert_nonnull (strstr (out->str, "boundary-not-closed"));
}

/* Ten deep or thirty: there is room for words. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL);
  g_autoptr (DsnMime) mime = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (text, "Content-Type: message/rfc822\n\n");
  mime = open_message (text->str);
  g_assert_cmpuint (dsn_mime_get_part_count (mime), ==, 32);
  dsn_emit_tree_text (mime, &origin, NULL, out);
  check_text (out);
}

static void
test_tree_json (void)
{
  g_autoptr (DsnMime) mime = open_message (MESSAGE);
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_tree_json (mime, &origin, out);
  g_assert_true (test_json_is_line (out));
  g_assert_true (g_str_has_prefix (
      out->str, "{\"type\":\"tree\",\"schema\":1,\"source\":\"a.mbox\",\"offset\":42,"
                "\"parts\":[{\"path\":\"0\",\"kind\":\"multipart\","));
  g_assert_nonnull (strstr (out->str, "\"charset\":\"\\u001b[2j\",\"name\":\"a"));
  g_assert_nonnull (
      strstr (out->str, ",\"defects\":[{\"id\":\"boundary-not-closed\","));
}

static void
test_headers (void)
{
  g_autoptr (DsnMime) mime = open_message (MESSAGE);
  const DsnMimePart *part = dsn_mime_get_part (mime, 0);
  g_autoptr (GPtrArray) fields = dsn_mime_part_read_fields (part, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_headers_text (fields, TRUE, NULL, out);
  check_text (out);
  g_assert_true (
      g_str_has_prefix (out->str, "Subject: a\\x1b[2J\\xe2\\x80\\xaeb\nContent-"));
  g_string_truncate (out, 0);
  dsn_emit_headers_text (fields, FALSE, &(DsnTextOptions){ .color = TRUE }, out);
  g_assert_true (g_str_has_prefix (out->str, "a\\x1b[2J"));
  g_string_truncate (out, 0);
  dsn_emit_headers_text (fields, TRUE, &(DsnTextOptions){ .color = TRUE }, out);
  g_assert_true (g_str_has_prefix (out->str, "\033[1mSubject\033[0m: a\\x1b[2J"));
  g_string_truncate (out, 0);
  dsn_emit_headers_json (part, fields, TRUE, &origin, out);
  g_assert_true (test_json_is_line (out));
  g_assert_nonnull (strstr (out->str, "\"raw\":\"Subject: a\\u001b[2J\\u202eb\""));
  g_assert_null (strstr (out->str, "defects"));
}

static const struct ContentCase {
  const char *name;
  DsnSpan content;
  const char *written;
} content_cases[] = {
  { "text", SPAN ("a\n\"ü"), "\"size\":5,\"text\":\"a\\n\\\"ü\"}\n" },
  { "empty", SPAN (""), "\"size\":0,\"text\":\"\"}\n" },
  { "nul", SPAN ("a\0b"), "\"size\":3,\"base64\":\"YQBi\"}\n" },
  { "no-utf-8", SPAN ("\xff"), "\"size\":1,\"base64\":\"/w==\"}\n" },
};

static void
test_content (gconstpointer data)
{
  const struct ContentCase *c = data;
  g_autoptr (DsnMime) mime = open_message (MESSAGE);
  g_autoptr (GBytes) content = test_bytes (c->content, c->content.len);
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_part_json (dsn_mime_get_part (mime, 1), content, &origin, out);
  g_assert_true (test_json_is_line (out));
  g_assert_true (g_str_has_suffix (out->str, c->written));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emit-mime/tree-text", test_tree_text);
  g_test_add_func ("/emit-mime/deep", test_deep);
  g_test_add_func ("/emit-mime/tree-json", test_tree_json);
  g_test_add_func ("/emit-mime/headers", test_headers);
  TEST_ADD_ROWS ("/emit-mime/content", content_cases, test_content);
  return g_test_run ();
}
