/* test-dsn-loader.c: pieces to messages, and what may happen to a file before that. */
#include "test-disk.h"
#include "test-pack.h"

#define FROM "From a@b.example Thu Apr 17 22:10:00 2025\n"
#define FIRST FROM "To: a\n\none\n\n"
#define SECOND FROM "To: b\n\ntwo\n\n"

/* All items of @piece. */
static char *
load (const DsnPiece *piece, const DsnLimits *limits, const char *root)
{
  g_autoptr (DsnLoader) loader = dsn_loader_new (limits);
  GString *out = g_string_new (NULL);
  DsnItem item;

  dsn_loader_open (loader, piece);
  while (dsn_loader_next (loader, &item))
    test_disk_show (&item, root, out);
  TEST_POISON (item);
  g_assert_false (dsn_loader_next (loader, &item));
  TEST_ASSERT_POISON (item);
  return g_string_free (out, FALSE);
}

static char *
load_file (const char *root, const char *name, const DsnLimits *limits)
{
  g_autofree char *path = test_disk_path (root, name);

  return load (&(DsnPiece){ .kind = DSN_PIECE_FILE, .source = path, .path = path },
               limits, root);
}

/* What stands at the edge of the limit is read, what is a byte longer is not. */
static void
test_limit (void)
{
  static const struct {
    gsize limit;
    const char *message;
    const char *mbox;
  } rows[] = {
    { 100, "~/m -1 To: a\\x0a\\x0aone\\x0a\n", "~/x 0" },
    { 11, "~/m -1 To: a\\x0a\\x0aone\\x0a\n",
      "cannot read the message at offset 0 of '~/x': it is larger than 11 bytes\n"
      "cannot read the message at offset 54 of '~/x': it is larger than 11 bytes\n" },
    { 10, "cannot read '~/m': it is larger than 10 bytes\n",
      "cannot read the message at offset 0" },
    { 54, "~/m -1", "~/x 0 From a@b.example Thu Apr 17 22:10:00 202\n~/x 54" },
    { 53, "~/m -1",
      "cannot read the message at offset 0 of '~/x': it is larger than 53 bytes\n" },
  };
  static const DsnPacking packings[] = { DSN_PACKING_GZIP, DSN_PACKING_XZ,
                                         DSN_PACKING_ZSTD };
  char *root = test_disk_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    DsnLimits limits = { .message_size = rows[i].limit };
    g_autofree char *message = NULL, *mbox = NULL;

    test_disk_write_text (root, "m", "To: a\n\none\n");
    test_disk_write_text (root, "x", FIRST SECOND);
    message = load_file (root, "m", &limits);
    mbox = load_file (root, "x", &limits);
    g_assert_true (g_str_has_prefix (message, rows[i].message));
    g_assert_true (g_str_has_prefix (mbox, rows[i].mbox));
    for (gsize p = 0; p < G_N_ELEMENTS (packings); p++) {
      g_autoptr (GByteArray) packed =
          test_pack (packings[p], dsn_span_of_string ("To: a\n\none\n"));
      g_autofree char *unpacked = NULL;

      test_disk_write (root, "m", (DsnSpan){ packed->data, packed->len });
      unpacked = load_file (root, "m", &limits);
      g_assert_cmpstr (unpacked, ==, message);
    }
  }
  test_disk_remove (root);
}

/* A file of many gigabytes that takes no room on the disk: it is refused unread. */
static void
test_huge (void)
{
  char *root = test_disk_new ();
  g_autofree char *path = test_disk_path (root, "m"), *got = NULL;

  test_disk_write_text (root, "m", "To: a\n");
  if (truncate (path, (off_t) 1 << 40) != 0)
    g_test_skip ("no sparse files here");
  else {
    got = load_file (root, "m", NULL);
    g_assert_cmpstr (got, ==, "cannot read '~/m': it is larger than 67108864 bytes\n");
  }
  test_disk_remove (root);
}

static GByteArray *
pack_zeros (DsnPacking packing, gsize len, const char *head)
{
  g_autofree guint8 *zeros = g_malloc0 (len);

  for (gsize i = 0; head[i] != '\0'; i++)
    zeros[i] = (guint8) head[i];
  return test_pack (packing, (DsnSpan){ zeros, len });
}

/* Few bytes that stand for many are read no further than they may. */
static void
test_bomb (void)
{
  static const DsnPacking packings[] = { DSN_PACKING_GZIP, DSN_PACKING_XZ,
                                         DSN_PACKING_ZSTD };
  DsnLimits limits = { .message_size = 10000 };
  char *root = test_disk_new ();

  for (gsize p = 0; p < G_N_ELEMENTS (packings); p++) {
    g_autoptr (GByteArray) plain = pack_zeros (packings[p], 9000000, "To: a\n");
    g_autoptr (GByteArray) mbox = pack_zeros (packings[p], 9000000, FIRST SECOND);
    g_autoptr (GByteArray) less = pack_zeros (packings[p], 20000, FIRST SECOND);
    g_autofree char *message = NULL, *messages = NULL, *all = NULL;

    test_disk_write (root, "m", (DsnSpan){ plain->data, plain->len });
    message = load_file (root, "m", &limits);
    g_assert_cmpstr (message, ==, "cannot read '~/m': it is larger than 10000 bytes\n");
    test_disk_write (root, "m", (DsnSpan){ mbox->data, mbox->len });
    messages = load_file (root, "m", &limits);
    g_assert_nonnull (strstr (messages, "~/m 0 From"));
    g_assert_nonnull (strstr (messages,
                              "cannot read the message at offset 54 of '~/m': "
                              "its compressed data expands more than 1000 "
                              "times\n"));
    test_disk_write (root, "m", (DsnSpan){ less->data, less->len });
    all = load_file (root, "m", &limits);
    g_assert_nonnull (strstr (all, "54 of '~/m': it is larger than 10000 bytes\n"));
  }
  test_disk_remove (root);
}

/* Of a compressed mbox that is cut off, all messages but the last are read. */
static void
test_cut_off (void)
{
  static const DsnPacking packings[] = { DSN_PACKING_GZIP, DSN_PACKING_XZ,
                                         DSN_PACKING_ZSTD };
  char *root = test_disk_new ();

  for (gsize p = 0; p < G_N_ELEMENTS (packings); p++) {
    g_autoptr (GByteArray) packed =
        test_pack (packings[p], dsn_span_of_string (FIRST SECOND));
    g_autoptr (GByteArray) more =
        test_pack (packings[p], dsn_span_of_string (SECOND SECOND));
    g_autofree char *got = NULL;

    g_byte_array_append (packed, more->data, more->len - 3);
    test_disk_write (root, "x", (DsnSpan){ packed->data, packed->len });
    got = load_file (root, "x", NULL);
    g_assert_true (g_str_has_prefix (got, "~/x 0 From a@b"));
    g_assert_true (g_str_has_suffix (got, "its compressed data is cut off\n"));
    test_disk_write (root, "x", (DsnSpan){ packed->data, 9 });
    g_free (got);
    got = load_file (root, "x", NULL);
    g_assert_cmpstr (got, ==, "cannot read '~/x': its compressed data is cut off\n");
  }
  test_disk_remove (root);
}

/* Compressed bytes that come in many blocks. */
static void
test_long (void)
{
  static const DsnPacking packings[] = { DSN_PACKING_GZIP, DSN_PACKING_XZ,
                                         DSN_PACKING_ZSTD };
  const gsize len = 3000000;
  char *root = test_disk_new ();
  g_autofree guint8 *noise = g_malloc (len);

  for (gsize i = 0; i < len; i++)
    noise[i] = (guint8) g_test_rand_int ();
  noise[0] = 'x'; /* and no magic */
  for (gsize p = 0; p < G_N_ELEMENTS (packings); p++) {
    g_autoptr (DsnLoader) loader = dsn_loader_new (NULL);
    g_autoptr (GByteArray) packed = test_pack (packings[p], (DsnSpan){ noise, len });
    g_autofree char *path = test_disk_path (root, "m");
    DsnPiece piece = { .kind = DSN_PIECE_FILE, .source = path, .path = path };
    DsnItem item;

    g_assert_cmpuint (packed->len, >=, len);
    test_disk_write (root, "m", (DsnSpan){ packed->data, packed->len });
    dsn_loader_open (loader, &piece);
    g_assert_true (dsn_loader_next (loader, &item));
    g_assert_cmpstr (item.message, ==, NULL);
    g_assert_cmpmem (item.bytes.data, item.bytes.len, noise, len);
  }
  test_disk_remove (root);
}

/* A range of an mbox that is at @path and has two messages. */
static DsnPiece
range_of (const char *path)
{
  static const guint64 lengths[] = { 54, 54 };
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return (DsnPiece){ .kind = DSN_PIECE_RANGE,
                     .source = path,
                     .path = path,
                     .in_mbox = TRUE,
                     .device = info.st_dev,
                     .inode = info.st_ino,
                     .lengths = lengths,
                     .lengths_count = 2 };
}

static const struct RangeRow {
  const char *name;
  const char *now; /* what the file has become */
  gboolean replace;
  const char *expected;
} ranges[] = {
  { "same", FIRST SECOND, FALSE,
    "~/x 0 From a@b.example Thu Apr 17 22:10:00 202\n"
    "~/x 54 From a@b.example Thu Apr 17 22:10:00 202\n" },
  { "grown", FIRST SECOND SECOND, FALSE,
    "~/x 0 From a@b.example Thu Apr 17 22:10:00 202\n"
    "~/x 54 From a@b.example Thu Apr 17 22:10:00 202\n" },
  { "cut", FIRST "From", FALSE,
    "~/x 0 From a@b.example Thu Apr 17 22:10:00 202\n"
    "cannot read the message at offset 54 of '~/x': the file was changed while it was "
    "read\n" },
  { "emptied", "", FALSE,
    "cannot read the message at offset 0 of '~/x': the file was changed while it was "
    "read\n"
    "cannot read the message at offset 54 of '~/x': the file was changed while it was "
    "read\n" },
  { "rewritten", FIRST "x" SECOND, FALSE,
    "~/x 0 From a@b.example Thu Apr 17 22:10:00 202\n"
    "cannot read the message at offset 54 of '~/x': the file was changed while it was "
    "read\n" },
  { "replaced", FIRST SECOND, TRUE,
    "cannot read the message at offset 0 of '~/x': the file was replaced while it was "
    "read\n"
    "cannot read the message at offset 54 of '~/x': the file was replaced while it was "
    "read\n" },
};

static void
test_range (gconstpointer data)
{
  const struct RangeRow *row = data;
  char *root = test_disk_new ();
  g_autofree char *path = test_disk_path (root, "x"), *got = NULL;
  DsnPiece piece;
  int fd;

  test_disk_write_text (root, "x", FIRST SECOND);
  piece = range_of (path);
  if (row->replace)
    test_disk_move (root, "x", "y");
  fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  g_assert_cmpint (write (fd, row->now, strlen (row->now)), ==,
                   (gssize) strlen (row->now));
  close (fd);
  got = load (&piece, NULL, root);
  g_assert_cmpstr (got, ==, row->expected);
  test_disk_remove (root);
}

/* A range gives an error for each of its messages when there is no file any more, and
 * for those that are too large. */
static void
test_range_gone (void)
{
  static const guint64 lengths[] = { 54, G_MAXUINT32 };
  DsnPiece piece = { .kind = DSN_PIECE_RANGE,
                     .source = "a",
                     .path = "/nowhere/nothing",
                     .in_mbox = TRUE,
                     .lengths = lengths,
                     .lengths_count = 2 };
  g_autofree char *got = load (&piece, NULL, "/none");

  g_assert_cmpstr (
      got, ==,
      "cannot read the message at offset 0 of 'a': No such file or directory\n"
      "cannot read the message at offset 54 of 'a': it is larger than 67108864 "
      "bytes\n");
}

static const guint64 one[] = { 3 }, three[] = { 1, 0, 2 };

static const struct BytesRow {
  const char *name;
  DsnPiece piece;
  const char *expected;
} bytes_rows[] = {
  { "message",
    { .kind = DSN_PIECE_BYTES,
      .source = "-",
      .bytes = SPAN ("a\0b"),
      .lengths = one,
      .lengths_count = 1 },
    "- -1 a\\x00b\n" },
  { "run",
    { .kind = DSN_PIECE_BYTES,
      .source = "-",
      .in_mbox = TRUE,
      .offset = 1000,
      .bytes = SPAN ("abc"),
      .lengths = three,
      .lengths_count = 3 },
    "- 1000 a\n- 1001 \n- 1001 bc\n" },
  { "error",
    { .kind = DSN_PIECE_ERROR,
      .source = "s",
      .code = DSN_ERROR_TOO_BIG,
      .message = "no s" },
    "no s\n" },
};

static void
test_bytes (gconstpointer data)
{
  const struct BytesRow *row = data;
  g_autofree char *got = load (&row->piece, NULL, "/none");

  g_assert_cmpstr (got, ==, row->expected);
}

/* A mailbox that is written to all the time is read up to where it ended at first. */
static void
test_growing (void)
{
  char *root = test_disk_new ();
  g_autofree char *path = test_disk_path (root, "x");
  g_autoptr (DsnLoader) loader = dsn_loader_new (NULL);
  DsnPiece piece = { .kind = DSN_PIECE_FILE, .source = path, .path = path };
  g_autoptr (GString) text = g_string_new (NULL);
  guint count = 0;
  DsnItem item;
  int fd;

  while (text->len < 2000000)
    g_string_append (text, FIRST);
  test_disk_write_text (root, "x", text->str);
  fd = open (path, O_WRONLY | O_APPEND);
  dsn_loader_open (loader, &piece);
  for (; dsn_loader_next (loader, &item); count++) {
    g_assert_null (item.message);
    g_assert_cmpuint (item.bytes.len, ==, 54);
    g_assert_cmpint (write (fd, SECOND, 54), ==, 54);
  }
  g_assert_cmpuint (count, ==, text->len / 54);
  close (fd);
  test_disk_remove (root);
}

#define MANY 70

/* Files of all kinds, and small messages between and behind them. */
static void
fill_folder (const char *root, char **paths)
{
  g_autoptr (GByteArray) packed =
      test_pack (DSN_PACKING_GZIP, dsn_span_of_string ("To: z\n\npacked\n"));
  g_autofree char *large = g_malloc0 (400000), *fifo = test_disk_path (root, "f4");

  for (guint i = 0; i < MANY; i++) {
    g_autofree char *name = g_strdup_printf ("f%u", i);
    g_autofree char *text = g_strdup_printf ("To: a%u\n\ntext\n", i);

    test_disk_write_text (root, name, text);
    paths[i] = test_disk_path (root, name);
  }
  test_disk_write_text (root, "f1", FIRST SECOND);
  test_disk_write (root, "f2", (DsnSpan){ packed->data, packed->len });
  test_disk_write_text (root, "f3", "");
  g_assert_cmpint (unlink (fifo), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  test_disk_write (root, "f5", (DsnSpan){ (const guint8 *) large, 400000 });
  test_disk_write_text (root, "f6", "To: a\n\nlonger than it may be\n");
  g_assert_cmpint (unlink (paths[7]), ==, 0);
}

static char *
load_all (DsnLoader *loader, char **paths, gboolean ahead, const char *root)
{
  GString *out = g_string_new (NULL);
  DsnItem item;

  dsn_loader_forget (loader);
  for (guint i = 0; ahead && i < MANY; i++)
    dsn_loader_read_ahead (
        loader,
        &(DsnPiece){ .kind = DSN_PIECE_FILE, .source = paths[i], .path = paths[i] });
  for (guint i = 0; i < MANY; i++) {
    DsnPiece piece = { .kind = DSN_PIECE_FILE, .source = paths[i], .path = paths[i] };

    dsn_loader_open (loader, &piece);
    while (dsn_loader_next (loader, &item))
      test_disk_show (&item, root, out);
  }
  return g_string_free (out, FALSE);
}

/* What was read before its turn is the same as what is read then, errors too. */
static void
test_ahead (void)
{
  DsnLimits limits = { .message_size = 25 };
  g_autoptr (DsnLoader) loader = dsn_loader_new (NULL);
  g_autoptr (DsnLoader) strict = dsn_loader_new (&limits);
  char *root = test_disk_new (), *paths[MANY];
  g_autofree char *plain = NULL, *ahead = NULL, *again = NULL, *bound = NULL,
                  *bound_ahead = NULL;

  fill_folder (root, paths);
  plain = load_all (loader, paths, FALSE, root);
  ahead = load_all (loader, paths, TRUE, root);
  again = load_all (loader, paths, TRUE, root);
  g_assert_cmpstr (ahead, ==, plain);
  g_assert_cmpstr (again, ==, plain);
  g_assert_nonnull (strstr (plain, "To: a69"));
  bound = load_all (strict, paths, FALSE, root);
  bound_ahead = load_all (strict, paths, TRUE, root);
  g_assert_cmpstr (bound_ahead, ==, bound);
  g_assert_nonnull (strstr (bound, "'~/f6': it is larger than 25 bytes"));
  for (guint i = 0; i < MANY; i++)
    g_free (paths[i]);
  test_disk_remove (root);
}

/* Only a small file is kept, and until it is forgotten. */
static void
test_ahead_kept (void)
{
  char *root = test_disk_new ();
  g_autofree char *path = test_disk_path (root, "m");
  g_autoptr (DsnLoader) loader = dsn_loader_new (NULL);
  DsnPiece piece = { .kind = DSN_PIECE_FILE, .source = path, .path = path };
  DsnItem item;

  test_disk_write_text (root, "m", "To: a\n");
  dsn_loader_read_ahead (loader, &piece);
  g_assert_cmpint (unlink (path), ==, 0);
  dsn_loader_open (loader, &piece);
  g_assert_true (dsn_loader_next (loader, &item));
  g_assert_cmpmem (item.bytes.data, item.bytes.len, "To: a\n", 6);
  test_disk_write_text (root, "m", "To: a\n");
  dsn_loader_read_ahead (loader, &piece);
  dsn_loader_forget (loader);
  g_assert_cmpint (unlink (path), ==, 0);
  dsn_loader_open (loader, &piece);
  g_assert_true (dsn_loader_next (loader, &item));
  g_assert_nonnull (item.message);
  test_disk_remove (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loader/limit", test_limit);
  g_test_add_func ("/loader/huge", test_huge);
  g_test_add_func ("/loader/bomb", test_bomb);
  g_test_add_func ("/loader/cut-off", test_cut_off);
  g_test_add_func ("/loader/growing", test_growing);
  g_test_add_func ("/loader/ahead", test_ahead);
  g_test_add_func ("/loader/ahead/kept", test_ahead_kept);
  g_test_add_func ("/loader/long", test_long);
  TEST_ADD_ROWS ("/loader/range", ranges, test_range);
  g_test_add_func ("/loader/range/gone", test_range_gone);
  TEST_ADD_ROWS ("/loader/bytes", bytes_rows, test_bytes);
  return g_test_run ();
}
