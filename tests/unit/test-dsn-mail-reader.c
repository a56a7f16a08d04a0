/* test-dsn-mail-reader.c: the messages below paths, and what is told of each. */
#include "dsn-mail-reader.h"

#include "test-disk.h"

#define FROM "From a@b.example Thu Apr 17 22:10:00 2025\n"
#define FIRST FROM "To: a\n\none\n\n"
#define SECOND FROM "To: b\n\ntwo\n\n"

static void
show (const DsnMail *mail, const char *root, GString *out)
{
  const GError *error = dsn_mail_get_error (mail);
  DsnItem item = { .source = dsn_mail_get_source (mail),
                   .offset = dsn_mail_get_offset (mail) };

  if (error != NULL) {
    g_assert_null (dsn_mail_get_bytes (mail));
    g_assert_true (error->domain == DSN_ERROR);
    item.message = error->message;
  } else {
    GBytes *bytes = dsn_mail_get_bytes (mail);

    item.bytes.data = g_bytes_get_data (bytes, &item.bytes.len);
  }
  test_disk_show (&item, root, out);
}

static char *
read_all (DsnMailReader *reader, const char *root)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) mails =
      g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_mail_unref);
  DsnMail *mail;

  while ((mail = dsn_mail_reader_next (reader)) != NULL)
    g_ptr_array_add (mails, mail);
  g_assert_null (dsn_mail_reader_next (reader));
  for (guint i = 0; i < mails->len; i++) /* each is the caller's, and stays as it was */
    show (g_ptr_array_index (mails, i), root, out);
  return g_string_free (out, FALSE);
}

static void
write_tree (const char *root)
{
  test_disk_write_text (root, "tree/box", FIRST SECOND);
  test_disk_write_text (root, "tree/maildir/new/1.a.h", "To: c\n\nthree\n");
  test_disk_mkdir (root, "tree/maildir/cur");
  test_disk_write_text (root, "tree/sub/m", "To: d\n\nfour\n");
  test_disk_write_text (root, "tree/.hidden", "To: e\n\nfive\n");
  test_disk_write_text (root, "tree/wide", "To: f\n\na message over the limit\n");
}

static void
test_tree (void)
{
  static const struct {
    const char *name;
    gsize message_size;
    gboolean flat;
    guint64 skipped;
    const char *expected;
  } rows[] = {
    { "whole", 0, FALSE, 1,
      "~/tree/box 0 From a@b.example Thu Apr 17 22:10:00 202\n"
      "~/tree/box 54 From a@b.example Thu Apr 17 22:10:00 202\n"
      "~/tree/maildir/new/1.a.h -1 To: c\\x0a\\x0athree\\x0a\n"
      "~/tree/sub/m -1 To: d\\x0a\\x0afour\\x0a\n"
      "~/tree/wide -1 To: f\\x0a\\x0aa message over the limit\\x0a\n" },
    { "flat and small", 20, TRUE, 1,
      "cannot read the message at offset 0 of '~/tree/box': it is larger than 20 "
      "bytes\n"
      "cannot read the message at offset 54 of '~/tree/box': it is larger than 20 "
      "bytes\n"
      "cannot read '~/tree/wide': it is larger than 20 bytes\n" },
  };
  char *root = test_disk_new ();
  g_autofree char *tree = test_disk_path (root, "tree");

  write_tree (root);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    DsnLimits limits = { .message_size = rows[i].message_size };
    DsnMailReaderOptions options = { .limits = &limits, .flat = rows[i].flat };
    g_autoptr (DsnMailReader) reader = dsn_mail_reader_new (&options);
    g_autofree char *found = NULL;

    dsn_mail_reader_add_path (reader, tree);
    found = read_all (reader, root);
    g_assert_cmpstr (found, ==, rows[i].expected);
    g_assert_cmpuint (dsn_mail_reader_get_skipped (reader), ==, rows[i].skipped);
  }
  test_disk_remove (root);
}

/* What is missing does not stop what follows, and inputs can be added at any time. */
static void
test_trouble (void)
{
  char *root = test_disk_new ();
  g_autofree char *missing = test_disk_path (root, "missing");
  g_autofree char *there = test_disk_path (root, "there");
  g_autoptr (DsnMailReader) reader = dsn_mail_reader_new (NULL);
  g_autofree char *first = NULL, *second = NULL;

  test_disk_write_text (root, "there", "To: a\n");
  g_assert_null (dsn_mail_reader_next (reader));
  dsn_mail_reader_add_path (reader, missing);
  dsn_mail_reader_add_path (reader, there);
  first = read_all (reader, root);
  g_assert_cmpstr (first, ==,
                   "cannot read '~/missing': No such file or directory\n"
                   "~/there -1 To: a\\x0a\n");
  dsn_mail_reader_add_path (reader, there);
  second = read_all (reader, root);
  g_assert_cmpstr (second, ==, "~/there -1 To: a\\x0a\n");
  test_disk_remove (root);
}

static void
test_json (void)
{
  char *root = test_disk_new ();
  g_autofree char *box = test_disk_path (root, "box");
  g_autofree char *missing = test_disk_path (root, "missing");
  g_autoptr (DsnMailReader) reader = dsn_mail_reader_new (NULL);
  const char *starts[] = { "{\"type\":\"other\",\"schema\":1,\"source\":\"~/box\","
                           "\"offset\":0,",
                           "{\"type\":\"other\",\"schema\":1,\"source\":\"~/box\","
                           "\"offset\":54,",
                           "{\"type\":\"error\",\"schema\":1,\"source\":\"~/missing\","
                           "\"message\":\"cannot read '~/missing'" };

  test_disk_write_text (root, "box", FIRST SECOND);
  dsn_mail_reader_add_path (reader, box);
  dsn_mail_reader_add_path (reader, missing);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DsnMail) mail = dsn_mail_reader_next (reader);
    g_autoptr (DsnReport) report = dsn_mail_parse (mail, NULL, &error);
    g_autofree char *json = dsn_mail_to_json (mail, report);
    g_autofree char *shown = test_disk_shorten (json, root);

    g_assert_true (g_str_has_prefix (shown, starts[i]));
    g_assert_true (g_str_has_suffix (shown, "}"));
    g_assert_true ((report == NULL) == (i == 2));
    g_assert_true (g_error_matches (error, DSN_ERROR, DSN_ERROR_READ) == (i == 2));
  }
  test_disk_remove (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-reader/tree", test_tree);
  g_test_add_func ("/mail-reader/trouble", test_trouble);
  g_test_add_func ("/mail-reader/json", test_json);
  return g_test_run ();
}
