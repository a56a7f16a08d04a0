/* test-dsn-parse-file.c: a file or a stream is read as its bytes are, or why it is not.
 */
#include "dsn-parse-file.h"

#include "dsn-to-string.h"
#include "test-disk.h"
#include "test-pack.h"

#define REPORT                                                                         \
  "From: <>\nSubject: failed\n"                                                        \
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"        \
  "--b\nContent-Type: message/delivery-status\n\n"                                     \
  "Reporting-MTA: dns; mx.example.net\n\n"                                             \
  "Final-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1\n\n--b--\n"

static char *
take_json (DsnReport *report)
{
  char *json = dsn_report_to_json (report, NULL, -1);

  dsn_report_unref (report);
  return json;
}

static char *
json_of_bytes (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return take_json (dsn_parse_bytes (bytes, NULL));
}

static DsnReport *
parse_stream (const char *text, gsize limit, GCancellable *cancellable, GError **error)
{
  DsnLimits limits = { .message_size = limit };
  DsnParseOptions options = { .limits = &limits };
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);

  return dsn_parse_stream (stream, &options, cancellable, error);
}

static void
test_same (void)
{
  static const DsnPacking packings[] = { DSN_PACKING_GZIP, DSN_PACKING_XZ,
                                         DSN_PACKING_ZSTD };
  char *root = test_disk_new ();
  g_autofree char *path = test_disk_path (root, "m");
  g_autofree char *expected = json_of_bytes (REPORT), *file = NULL, *stream = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (expected, "\"status\":\"5.1.1\""));
  test_disk_write_text (root, "m", REPORT);
  file = take_json (dsn_parse_file (path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (file, ==, expected);
  stream = take_json (parse_stream (REPORT, 0, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (stream, ==, expected);
  for (gsize i = 0; i < G_N_ELEMENTS (packings); i++) {
    g_autoptr (GByteArray) packed =
        test_pack (packings[i], dsn_span_of_string (REPORT));
    g_autofree char *unpacked = NULL;

    test_disk_write (root, "m", (DsnSpan){ packed->data, packed->len });
    unpacked = take_json (dsn_parse_file (path, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (unpacked, ==, expected);
  }
  test_disk_remove (root);
}

/* A stream that gives a few bytes at a time is more than one chunk. */
static void
test_long_stream (void)
{
  g_autoptr (GString) text = g_string_new (REPORT);
  g_autofree char *expected = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "the epilogue\n");
  expected = json_of_bytes (text->str);
  found = take_json (parse_stream (text->str, text->len, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
  g_assert_null (parse_stream (text->str, text->len - 1, NULL, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_TOO_BIG);
}

static void
test_limit (void)
{
  char *root = test_disk_new ();
  g_autofree char *path = test_disk_path (root, "m");

  test_disk_write_text (root, "m", "To: a\n\none\n");
  for (gsize limit = 10; limit <= 12; limit++) {
    DsnLimits limits = { .message_size = limit };
    DsnParseOptions options = { .limits = &limits };
    g_autoptr (GError) error = NULL, stream_error = NULL;
    g_autoptr (DsnReport) file = dsn_parse_file (path, &options, &error);
    g_autoptr (DsnReport) stream =
        parse_stream ("To: a\n\none\n", limit, NULL, &stream_error);

    g_assert_true ((file == NULL) == (limit < 11));
    g_assert_true ((stream == NULL) == (limit < 11));
    if (limit < 11) {
      g_autofree char *told = test_disk_shorten (error->message, root);

      g_assert_error (error, DSN_ERROR, DSN_ERROR_TOO_BIG);
      g_assert_cmpstr (told, ==, "cannot read '~/m': it is larger than 10 bytes");
      g_assert_error (stream_error, DSN_ERROR, DSN_ERROR_TOO_BIG);
      g_assert_cmpstr (stream_error->message, ==,
                       "cannot read the stream: it is larger than 10 bytes");
    }
  }
  test_disk_remove (root);
}

static void
test_trouble (void)
{
  static const struct {
    const char *name;
    const char *told;
  } rows[] = {
    { "missing", "cannot read '~/missing': No such file or directory" },
    { "folder", "cannot read '~/folder': Is a directory" },
    { "damaged", "cannot read '~/damaged': " },
  };
  char *root = test_disk_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL;

  test_disk_mkdir (root, "folder");
  test_disk_write (root, "damaged", (DsnSpan) SPAN ("\x1f\x8b\x08\x00zzzzzzzzzzzzzz"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = test_disk_path (root, rows[i].name), *told = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_null (dsn_parse_file (path, NULL, NULL));
    g_assert_null (dsn_parse_file (path, NULL, &error));
    g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
    told = test_disk_shorten (error->message, root);
    g_assert_cmpint (strncmp (told, rows[i].told, strlen (rows[i].told)), ==, 0);
  }
  g_cancellable_cancel (cancellable);
  g_assert_null (parse_stream ("To: a\n", 0, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_disk_remove (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse-file/same", test_same);
  g_test_add_func ("/parse-file/long-stream", test_long_stream);
  g_test_add_func ("/parse-file/limit", test_limit);
  g_test_add_func ("/parse-file/trouble", test_trouble);
  return g_test_run ();
}
