/* test-dsn-mime.c: the public view of a message: parts, paths, labels, bytes, fields.
 */
#include "dsn-mime.h"

#include "test-message.h"

#define TYPE(type) "Content-Type: " type "\n"
#define BODY "\nx\n"

static DsnMime *
open_text (const char *text, const DsnLimits *limits)
{
  g_autoptr (GBytes) bytes = test_bytes (dsn_span_of_string (text), strlen (text));

  return dsn_mime_new (bytes, limits);
}

/* "0 multipart/mixed, 1 text/plain": every part in its order. */
static char *
describe (const DsnMime *mime)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dsn_mime_get_part_count (mime); i++) {
    const DsnMimePart *part = dsn_mime_get_part (mime, i);

    g_string_append_printf (out, "%s%s %s", i > 0 ? ", " : "",
                            dsn_mime_part_get_path (part),
                            dsn_mime_part_get_content_type (part));
  }
  return g_string_free (out, FALSE);
}

static const struct PathCase {
  const char *name;
  const char *text;
  const char *parts;
} path_cases[] = {
  { "empty", "", "1 text/plain" },
  { "no-type", "From: a\n" BODY, "1 text/plain" },
  { "case", TYPE ("TEXT/Html") BODY, "1 text/html" },
  { "single-leaf", TYPE ("image/png") BODY, "1 image/png" },
  { "multipart",
    TYPE ("multipart/mixed; boundary=b") "\n--b\n" TYPE ("text/plain") BODY
    "--b\n" TYPE ("text/html") BODY "--b--\n",
    "0 multipart/mixed, 1 text/plain, 2 text/html" },
  { "nested",
    TYPE ("multipart/mixed; boundary=b") "\n--b\n\nx\n--b\n" TYPE (
        "multipart/alternative; boundary=c") "\n--c\n\nx\n--c\n"
                                             "Content-Type: text/html\n\nx\n"
                                             "--c--\n--b--\n",
    "0 multipart/mixed, 1 text/plain, 2 multipart/alternative, 2.1 text/plain, "
    "2.2 text/html" },
  { "message", TYPE ("message/rfc822") "\n" TYPE ("text/html") BODY,
    "1 message/rfc822, 1.1 text/html" },
  { "message-of-multipart",
    TYPE ("multipart/mixed; boundary=b") "\n--b\n" TYPE ("message/rfc822") "\n" TYPE (
        "multipart/mixed; boundary=c") "\n--c\n" BODY "--c\n" BODY "--c--\n--b--\n",
    "0 multipart/mixed, 1 message/rfc822, 1.0 multipart/mixed, 1.1 text/plain, "
    "1.2 text/plain" },
  { "message-in-message",
    TYPE ("message/rfc822") "\n" TYPE ("message/rfc822") "\n" TYPE ("a/b") BODY,
    "1 message/rfc822, 1.1 message/rfc822, 1.1.1 a/b" },
  /* What is decoded to be read stands in its place, not at the end. */
  { "encoded-message",
    TYPE ("multipart/mixed; boundary=b") "\n--b\n" TYPE (
        "message/rfc822") "Content-Transfer-Encoding: base64\n\nQ29udGVudC1UeXBlOiBhL2I"
                          "KCng=\n--b\n" BODY "--b--\n",
    "0 multipart/mixed, 1 message/rfc822, 1.1 a/b, 2 text/plain" },
  { "digest", TYPE ("multipart/digest; boundary=b") "\n--b\n\nA: b\n" BODY "--b--\n",
    "0 multipart/digest, 1 message/rfc822, 1.1 text/plain" },
  { "boundary-missing", TYPE ("multipart/mixed") BODY, "1 multipart/mixed" },
};

static void
check_links (const DsnMime *mime)
{
  for (guint i = 0; i < dsn_mime_get_part_count (mime); i++) {
    const DsnMimePart *part = dsn_mime_get_part (mime, i), *child;
    const DsnMimePart *parent = dsn_mime_part_get_parent (part);

    g_assert_true ((parent == NULL) == (i == 0));
    g_assert_cmpuint (dsn_mime_part_get_depth (part), ==,
                      parent != NULL ? dsn_mime_part_get_depth (parent) + 1 : 0);
    for (child = dsn_mime_part_get_child (part); child != NULL;
         child = dsn_mime_part_get_next (child))
      g_assert_true (dsn_mime_part_get_parent (child) == part);
    g_assert_true (dsn_mime_find_path (mime, dsn_mime_part_get_path (part)) == part);
  }
}

static void
test_path (gconstpointer data)
{
  const struct PathCase *c = data;
  g_autoptr (DsnMime) mime = open_text (c->text, NULL);
  g_autofree char *parts = describe (mime);

  g_assert_cmpstr (parts, ==, c->parts);
  check_links (mime);
  g_assert_true (dsn_mime_find_path (mime, "0") == dsn_mime_get_part (mime, 0));
  g_assert_null (dsn_mime_find_path (mime, "9"));
  g_assert_null (dsn_mime_find_path (mime, ""));
  g_assert_null (dsn_mime_find_path (mime, ".0"));
  for (gsize n = 0; n < strlen (c->text); n++) {
    g_autoptr (GBytes) cut = test_bytes (dsn_span_of_string (c->text), n);
    g_autoptr (DsnMime) shorter = dsn_mime_new (cut, NULL);

    check_links (shorter);
  }
}

/* The message in a part, by `.0`, whatever it is. */
static void
test_zero (void)
{
  g_autoptr (DsnMime) leaf =
      open_text (TYPE ("message/rfc822") "\n" TYPE ("a/b") BODY, NULL);
  g_autoptr (DsnMime) parts = open_text (
      TYPE ("message/rfc822") "\n" TYPE ("multipart/mixed; boundary=c") "\n--c\n" BODY
                                                                        "--c--\n",
      NULL);

  g_assert_true (dsn_mime_find_path (leaf, "1.0") == dsn_mime_get_part (leaf, 1));
  g_assert_true (dsn_mime_find_path (parts, "1.0") == dsn_mime_get_part (parts, 1));
  g_assert_null (dsn_mime_find_path (leaf, "1.1.0"));
}

static void
test_type (void)
{
  g_autoptr (DsnMime) mime = open_text (path_cases[5].text, NULL);
  const DsnMimePart *part = dsn_mime_find_type (mime, "Text/Plain", NULL);

  g_assert_cmpstr (dsn_mime_part_get_path (part), ==, "1");
  part = dsn_mime_find_type (mime, "text/plain", part);
  g_assert_cmpstr (dsn_mime_part_get_path (part), ==, "2.1");
  g_assert_null (dsn_mime_find_type (mime, "text/plain", part));
  part = dsn_mime_find_type (mime, "text/*", part);
  g_assert_cmpstr (dsn_mime_part_get_path (part), ==, "2.2");
  g_assert_null (dsn_mime_find_type (mime, "text", NULL));
  g_assert_null (dsn_mime_find_type (mime, "text/pla", NULL));
}

static const struct LabelCase {
  const char *name;
  const char *header;
  const char *labels; /* charset encoding disposition name description content-id */
} label_cases[] = {
  { "none", "", "- - - - - -" },
  { "charset", TYPE ("text/plain; charset=\"UTF-8\""), "utf-8 - - - - -" },
  { "encoding", "content-transfer-encoding: (a) Base64 (b)\n", "- base64 - - - -" },
  { "encoding-nobodys", "Content-Transfer-Encoding: x-uue\n", "- x-uue - - - -" },
  { "filename", "Content-Disposition: Attachment;\n filename=a.txt\n",
    "- - attachment a.txt - -" },
  { "name", TYPE ("a/b; name=a.txt"), "- - - a.txt - -" },
  { "filename-beats-name",
    TYPE ("a/b; name=a") "Content-Disposition: inline; filename=b\n",
    "- - inline b - -" },
  { "name-of-latin", TYPE ("a/b; name=\"=?iso-8859-1?q?=FC?=\""), "- - - ü - -" },
  { "name-of-no-charset", TYPE ("a/b; name=\"\xfc\""), "- - - \xef\xbf\xbd - -" },
  { "description", "Content-Description: =?utf-8?q?=C3=BC?=\n b\n", "- - - - ü b -" },
  { "content-id", "Content-ID: <a@b.example>\n", "- - - - - a@b.example" },
  { "first-counts",
    "Content-ID: <a>\nContent-ID: <b>\nContent-Disposition: a;filename=1\n"
    "Content-Disposition: b;filename=2\n",
    "- - a 1 - a" },
};

static void
test_label (gconstpointer data)
{
  const struct LabelCase *c = data;
  g_autofree char *text = g_strconcat ("X: y\n", c->header, BODY, NULL);
  g_autoptr (DsnMime) mime = open_text (text, NULL);
  const DsnMimePart *part = dsn_mime_get_part (mime, 0);
  const char *labels[] = {
    dsn_mime_part_get_charset (part),     dsn_mime_part_get_encoding (part),
    dsn_mime_part_get_disposition (part), dsn_mime_part_get_name (part),
    dsn_mime_part_get_description (part), dsn_mime_part_get_content_id (part)
  };
  g_autoptr (GString) found = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                            labels[i] != NULL ? labels[i] : "-");
  g_assert_cmpstr (found->str, ==, c->labels);
}

static const struct TextCase {
  const char *name;
  const char *header;
  DsnSpan body;
  DsnSpan text;
  DsnMimeText outcome;
} text_cases[] = {
  { "ascii", "", SPAN ("abc"), SPAN ("abc"), DSN_MIME_TEXT_AS_IT_WAS },
  { "utf-8-of-no-charset", "", SPAN ("ü"), SPAN ("ü"), DSN_MIME_TEXT_AS_IT_WAS },
  { "utf-8-as-ascii", TYPE ("text/plain; charset=us-ascii"), SPAN ("ü"), SPAN ("ü"),
    DSN_MIME_TEXT_AS_IT_WAS },
  { "nul", TYPE ("text/plain; charset=utf-8"), SPAN ("a\0b"), SPAN ("a\0b"),
    DSN_MIME_TEXT_AS_IT_WAS },
  { "latin", TYPE ("text/html; charset=ISO-8859-1"), SPAN ("\xfc"), SPAN ("ü"),
    DSN_MIME_TEXT_CONVERTED },
  { "bad", TYPE ("text/plain; charset=utf-8"), SPAN ("\xfc"), SPAN ("\xef\xbf\xbd"),
    DSN_MIME_TEXT_REPAIRED },
  { "no-charset", "", SPAN ("\xfc"), SPAN ("\xfc"), DSN_MIME_TEXT_UNKNOWN },
  { "unknown", TYPE ("text/plain; charset=x-nosuch"), SPAN ("abc"), SPAN ("abc"),
    DSN_MIME_TEXT_UNKNOWN },
  { "no-text", TYPE ("image/png; charset=iso-8859-1"), SPAN ("\xfc"), SPAN ("\xfc"),
    DSN_MIME_TEXT_AS_IT_WAS },
  { "base64",
    TYPE ("text/plain; charset=iso-8859-1") "Content-Transfer-Encoding: base64\n",
    SPAN ("/A=="), SPAN ("ü"), DSN_MIME_TEXT_CONVERTED },
  { "quoted-printable", "Content-Transfer-Encoding: quoted-printable\n",
    SPAN ("a=\n=62"), SPAN ("ab"), DSN_MIME_TEXT_AS_IT_WAS },
};

static void
test_text (gconstpointer data)
{
  const struct TextCase *c = data;
  g_autoptr (GString) message = g_string_new ("X: y\n");
  g_autoptr (GBytes) bytes = NULL, text = NULL;
  g_autoptr (DsnMime) mime = NULL;
  DsnMimeText outcome;
  DsnSpan body;

  g_string_append_printf (message, "%s\n", c->header);
  g_string_append_len (message, (const char *) c->body.data, (gssize) c->body.len);
  bytes = test_bytes (test_span (message), message->len);
  mime = dsn_mime_new (bytes, NULL);
  text = dsn_mime_part_decode_text (dsn_mime_get_part (mime, 0), &outcome);
  test_assert_span (dsn_span_of_bytes (text), c->text);
  g_assert_cmpint (outcome, ==, c->outcome);
  body.data = dsn_mime_part_get_body (dsn_mime_get_part (mime, 0), &body.len);
  test_assert_span (body, c->body);
}

static void
test_fields (void)
{
  static const char *const names[] = { "SUBJECT", "x", NULL };
  static const char text[] = "Subject: =?utf-8?q?=C3=BC?=\n b\njunk\nX: 1\nY: \xff\n"
                             "x: 2\n\nX: body\n";
  g_autoptr (DsnMime) mime = open_text (text, NULL);
  const DsnMimePart *part = dsn_mime_get_part (mime, 0);
  g_autoptr (GPtrArray) all = dsn_mime_part_read_fields (part, NULL);
  g_autoptr (GPtrArray) some = dsn_mime_part_read_fields (part, names);
  const DsnMimeField *field = g_ptr_array_index (all, 0);

  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (some->len, ==, 3);
  g_assert_cmpstr (field->name, ==, "Subject");
  g_assert_cmpstr (field->value, ==, "ü b");
  test_assert_text ((DsnSpan){ field->raw, field->raw_size },
                    "Subject: =?utf-8?q?=C3=BC?=\n b");
  g_assert_false (field->cut || field->repaired);
  field = g_ptr_array_index (all, 2);
  g_assert_true (field->repaired);
  g_assert_cmpstr (field->value, ==, "\xef\xbf\xbd");
  g_assert_cmpuint (field->offset, ==, (gsize) (strstr (text, "Y:") - text));
  field = g_ptr_array_index (some, 2);
  g_assert_cmpstr (field->value, ==, "2");
}

static const struct LimitCase {
  const char *name;
  DsnLimits limits;
  const char *text;
  const char *parts;
  DsnDefectId defect;
} limit_cases[] = {
  { "message-size",
    { .message_size = 10 },
    TYPE ("text/html") BODY,
    "1 text/plain",
    DSN_DEFECT_MESSAGE_TOO_BIG },
  { "parts",
    { .parts = 2 },
    TYPE ("multipart/mixed; boundary=b") "\n--b\n" BODY "--b\n" BODY "--b--\n",
    "0 multipart/mixed, 1 text/plain",
    DSN_DEFECT_TOO_MANY_PARTS },
  { "depth",
    { .depth = 1 },
    TYPE ("multipart/mixed; boundary=b") "\n--b\n" BODY "--b--\n",
    "1 multipart/mixed",
    DSN_DEFECT_TOO_DEEP },
  { "decoded-size",
    { .decoded_size = 8 },
    TYPE ("message/rfc822") "Content-Transfer-Encoding: base64\n\n"
                            "Q29udGVudC1UeXBlOiBhL2IKCng=\n",
    "1 message/rfc822, 1.1 text/plain",
    DSN_DEFECT_DECODED_TOO_BIG },
  { "headers",
    { .headers = 1 },
    "X: y\n" TYPE ("a/b") BODY,
    "1 text/plain",
    DSN_DEFECT_TOO_MANY_HEADERS },
  { "none", { 0 }, "", "1 text/plain", DSN_DEFECT_EMPTY_MESSAGE },
  { "not-mail", { 0 }, "\x89PNG", "1 text/plain", DSN_DEFECT_NOT_MAIL },
};

static void
test_limit (gconstpointer data)
{
  const struct LimitCase *c = data;
  g_autoptr (DsnMime) mime = open_text (c->text, &c->limits);
  g_autofree char *parts = describe (mime);
  gboolean found = FALSE;

  g_assert_cmpstr (parts, ==, c->parts);
  for (guint i = 0; i < dsn_mime_get_defect_count (mime); i++)
    found |= dsn_mime_get_defect (mime, i)->id == c->defect;
  g_assert_true (found);
}

/* A value over its limit is cut, and says so; a field over its own is left out. */
static void
test_limit_fields (void)
{
  const DsnLimits limits = { .value_size = 4, .header_size = 8, .headers = 2 };
  g_autoptr (DsnMime) mime =
      open_text ("A: 123456\nB: 123456789\nC: d\nE: f\n" BODY, &limits);
  g_autoptr (GPtrArray) fields =
      dsn_mime_part_read_fields (dsn_mime_get_part (mime, 0), NULL);
  const DsnMimeField *field = g_ptr_array_index (fields, 0);

  g_assert_cmpuint (fields->len, ==, 1);
  g_assert_cmpstr (field->value, ==, "123");
  g_assert_true (field->cut);
  g_assert_cmpuint (field->raw_size, ==, 9);
}

/* It outlives what it was made of, and whoever else holds it. */
static void
test_counted (void)
{
  GBytes *bytes = g_bytes_new ("A: b\n\nc", 7);
  DsnMime *mime = dsn_mime_new (bytes, NULL), *again = dsn_mime_ref (mime);
  g_autoptr (GBytes) body = NULL;

  g_bytes_unref (bytes);
  dsn_mime_unref (mime);
  body = dsn_mime_part_decode (dsn_mime_get_part (again, 0));
  test_assert_text (dsn_span_of_bytes (body), "c");
  dsn_mime_unref (again);
  dsn_mime_unref (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/mime/path", path_cases, test_path);
  g_test_add_func ("/mime/path-zero", test_zero);
  g_test_add_func ("/mime/type", test_type);
  TEST_ADD_ROWS ("/mime/label", label_cases, test_label);
  TEST_ADD_ROWS ("/mime/text", text_cases, test_text);
  g_test_add_func ("/mime/fields", test_fields);
  TEST_ADD_ROWS ("/mime/limit", limit_cases, test_limit);
  g_test_add_func ("/mime/limit-fields", test_limit_fields);
  g_test_add_func ("/mime/counted", test_counted);
  return g_test_run ();
}
