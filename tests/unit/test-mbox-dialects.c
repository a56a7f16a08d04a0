/* test-mbox-dialects.c: what is written in each dialect of mbox is read back the same.
 */
#include "test-disk.h"

/* mboxo puts ">" before "From ", mboxrd before ">From " as well; mboxcl is mboxo with
 * lengths, mboxcl2 has lengths and quotes nothing. */
typedef enum { QUOTE_NONE, QUOTE_FROM, QUOTE_ALL } Quote;

static const struct Dialect {
  const char *name;
  Quote quote;
  gboolean lengths;
  const char *line_end;
} dialects[] = {
  { "mboxo", QUOTE_FROM, FALSE, "\n" },
  { "mboxrd", QUOTE_ALL, FALSE, "\n" },
  { "mboxcl", QUOTE_FROM, TRUE, "\n" },
  { "mboxcl2", QUOTE_NONE, TRUE, "\n" },
  { "mboxo-crlf", QUOTE_FROM, FALSE, "\r\n" },
  { "mboxrd-crlf", QUOTE_ALL, FALSE, "\r\n" },
  { "mboxcl-crlf", QUOTE_FROM, TRUE, "\r\n" },
  { "mboxcl2-crlf", QUOTE_NONE, TRUE, "\r\n" },
};

static const char *const lines[] = {
  "",
  "From here on it gets odd.",
  "From ann@example.com Thu Apr 17 22:10:00 2025",
  "From: ann@example.com",
  ">From quoted already 10:00",
  "Content-Length: 3",
  "Subject: of another message",
  "text",
  ".",
  "a long line, and longer, and longer, and longer, and longer, and longer, and longer",
};

/* What can be told from a quoted line: mboxo does not tell its quotes from others'. */
static gboolean
may_hold (const struct Dialect *dialect, const char *line)
{
  return dialect->quote != QUOTE_FROM || line[0] != '>';
}

static char *
make_body (const struct Dialect *dialect)
{
  GString *body = g_string_new (NULL);
  gint count = g_test_rand_int_range (0, g_test_rand_bit () ? 20 : 400);

  for (gint i = 0; i < count; i++) {
    const char *line = lines[g_test_rand_int_range (0, G_N_ELEMENTS (lines))];

    if (may_hold (dialect, line))
      g_string_append_printf (body, "%s%s", line, dialect->line_end);
  }
  return g_string_free (body, FALSE);
}

static gboolean
is_quoted (const struct Dialect *dialect, const char *line)
{
  const char *from = line + (dialect->quote == QUOTE_ALL ? strspn (line, ">") : 0);

  return dialect->quote != QUOTE_NONE && g_str_has_prefix (from, "From ");
}

/* The body as the dialect writes it. */
static char *
quote (const struct Dialect *dialect, const char *body)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (body, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (out, "%s%s%s", i > 0 ? "\n" : "",
                            is_quoted (dialect, parts[i]) ? ">" : "", parts[i]);
  return g_string_free (out, FALSE);
}

/* The body of what was read: without the header, quotes and the empty line behind. */
static char *
unquote (const struct Dialect *dialect, DsnSpan message)
{
  g_autofree char *text = g_strndup ((const char *) message.data, message.len);
  g_autofree char *blank = g_strconcat (dialect->line_end, dialect->line_end, NULL);
  const char *body = strstr (text, blank) + strlen (blank);
  GString *out = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_str_has_suffix (body, dialect->line_end));
  text[strlen (text) - strlen (dialect->line_end)] = '\0';
  parts = g_strsplit (body, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (
        out, "%s%s", i > 0 ? "\n" : "",
        parts[i] + (parts[i][0] == '>' && is_quoted (dialect, parts[i] + 1) ? 1 : 0));
  return g_string_free (out, FALSE);
}

static void
write_message (const struct Dialect *dialect, GString *mbox, const char *body)
{
  g_autofree char *quoted = quote (dialect, body);
  const char *end = dialect->line_end;

  g_string_append_printf (mbox, "From bob@example.org Thu Apr 17 22:10:00 2025%s", end);
  g_string_append_printf (mbox, "Subject: a test%s", end);
  if (dialect->lengths)
    g_string_append_printf (mbox, "Content-Length: %" G_GSIZE_FORMAT "%s",
                            strlen (quoted), end);
  g_string_append_printf (mbox, "%s%s%s", end, quoted, end);
}

/* One mbox, cut in some way, by the folder and the loader as the command does it. */
static void
check_mbox (const struct Dialect *dialect, const char *root, const GPtrArray *bodies)
{
  g_autoptr (DsnFolder) folder = dsn_folder_new (
      &(DsnFolderOptions){ .whole = g_test_rand_bit (),
                           .split_size = 1,
                           .run_size = (gsize) g_test_rand_int_range (1, 100000) });
  g_autoptr (DsnLoader) loader = dsn_loader_new (NULL);
  g_autofree char *path = test_disk_path (root, "mbox");
  DsnPiece piece;
  DsnItem item;
  guint count = 0;

  dsn_folder_add_path (folder, path);
  while (dsn_folder_next (folder, &piece)) {
    dsn_loader_open (loader, &piece);
    for (; dsn_loader_next (loader, &item); count++) {
      g_autofree char *body = NULL;

      g_assert_null (item.message);
      g_assert_cmpuint (count, <, bodies->len);
      body = unquote (dialect, item.bytes);
      g_assert_cmpstr (body, ==, g_ptr_array_index (bodies, count));
    }
  }
  g_assert_cmpuint (count, ==, bodies->len);
}

static void
test_round (gconstpointer data)
{
  const struct Dialect *dialect = data;
  char *root = test_disk_new ();

  for (guint round = 0; round < 8; round++) {
    g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) mbox = g_string_new (NULL);

    for (gint i = g_test_rand_int_range (1, 30); i > 0; i--) {
      g_ptr_array_add (bodies, make_body (dialect));
      write_message (dialect, mbox, g_ptr_array_index (bodies, bodies->len - 1));
    }
    test_disk_write (root, "mbox", (DsnSpan){ (guint8 *) mbox->str, mbox->len });
    check_mbox (dialect, root, bodies);
  }
  test_disk_remove (root);
}

/* Lengths that are wrong, as after a change of line ends or by somebody's hand, do no
 * harm: the messages are those that the separators tell. */
static void
test_wrong_lengths (void)
{
  static const struct Dialect mboxrd = { "mboxrd", QUOTE_ALL, FALSE, "\n" };
  char *root = test_disk_new ();

  for (guint round = 0; round < 15; round++) {
    g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) mbox = g_string_new (NULL);

    for (guint i = 0; i < 20; i++) {
      g_autofree char *body = make_body (&mboxrd), *quoted = quote (&mboxrd, body);

      /* Beyond the body by what no message is short enough for. */
      g_string_append_printf (
          mbox, "From b 10:00\nContent-Length: %" G_GSIZE_FORMAT "\n\n%s\n",
          strlen (quoted) + 3 + (gsize) g_test_rand_int_range (0, 20), quoted);
      g_ptr_array_add (bodies, g_steal_pointer (&body));
    }
    g_string_append (mbox, "From c 10:00\nTo: everybody who reads to the end\n\n\n");
    g_ptr_array_add (bodies, g_strdup (""));
    test_disk_write (root, "mbox", (DsnSpan){ (guint8 *) mbox->str, mbox->len });
    check_mbox (&mboxrd, root, bodies);
  }
  test_disk_remove (root);
}

/* What real systems have written of the same reports, five of them with `From ` lines.
 */
static void
test_real (void)
{
  static const struct {
    const char *name;
    guint count;
  } files[] = {
    { "postfix-local.mbox", 11 }, { "procmail.mbox", 11 },   { "dovecot-lda.mbox", 11 },
    { "exim.mbox", 13 },          { "postfix-Maildir", 11 },
  };
  const char *given = g_getenv ("DSN_SHARED"), *source = g_getenv ("DSN_SOURCE_ROOT");
  g_autofree char *shared = given != NULL
                                ? g_build_filename (given, "mta", NULL)
                                : g_build_filename (source != NULL ? source : ".", "..",
                                                    "shared", "mta", NULL);

  if (!g_file_test (shared, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("the mboxes of real systems are not there");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (DsnFolder) folder = dsn_folder_new (NULL);
    g_autofree char *path = g_build_filename (shared, "mbox", files[i].name, NULL);
    g_autofree char *got = NULL;
    g_auto (GStrv) lines_read = NULL;

    dsn_folder_add_path (folder, path);
    got = test_disk_read (folder, NULL, shared);
    lines_read = g_strsplit (got, "\n", -1);
    g_assert_null (strstr (got, "cannot read"));
    g_assert_cmpuint (g_strv_length (lines_read) - 1, ==, files[i].count);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/mbox-dialects", dialects, test_round);
  g_test_add_func ("/mbox-dialects/wrong-lengths", test_wrong_lengths);
  g_test_add_func ("/mbox-dialects/real", test_real);
  return g_test_run ();
}
