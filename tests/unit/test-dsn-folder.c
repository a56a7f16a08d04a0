/* test-dsn-folder.c: what is on a disk, in which order, and that nothing is lost of it.
 */
#include "test-disk.h"
#include "test-pack.h"

#include <sys/socket.h>
#include <sys/un.h>

#define FROM "From a@b.example Thu Apr 17 22:10:00 2025\n"

/* Reads @name below @root, or @root itself for %NULL. */
static char *
read_path (const char *root, const char *name, const DsnFolderOptions *options)
{
  g_autoptr (DsnFolder) folder = dsn_folder_new (options);
  g_autofree char *path = name != NULL ? test_disk_path (root, name) : g_strdup (root);

  dsn_folder_add_path (folder, path);
  return test_disk_read (folder, options != NULL ? options->limits : NULL, root);
}

static void
assert_reads (const char *root, const char *name, const char *expected)
{
  g_autofree char *got = read_path (root, name, NULL);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_file (void)
{
  char *root = test_disk_new ();

  test_disk_write_text (root, "a.eml", "To: a\n");
  test_disk_write_text (root, "empty", "");
  test_disk_write_text (root, "mbox", FROM "To: a\n\n" FROM "To: b\n");
  assert_reads (root, "a.eml", "~/a.eml -1 To: a\\x0a\n");
  assert_reads (root, "empty", "~/empty -1 \n");
  assert_reads (root, "mbox",
                "~/mbox 0 From a@b.example Thu Apr 17 22:10:00 202\n"
                "~/mbox 49 From a@b.example Thu Apr 17 22:10:00 202\n");
  assert_reads (root, "none", "cannot read '~/none': No such file or directory\n");
  test_disk_remove (root);
}

/* A tree in an order of names; what is no mail is left out and counted. */
static void
test_tree (void)
{
  static const char *const names[] = {
    "b/10",        "b/9",    "b/1",    "b/x",
    "a",           "c/d/e",  "Z",      "b/.mh_sequences",
    ".git/config", "b/,3",   "b/#4",   "dovecot.index",
    "mbox.lock",   "In.msf", ".x/cur", "#5 is ok"
  };
  char *root = test_disk_new ();
  g_autoptr (DsnFolder) folder = dsn_folder_new (NULL);
  g_autofree char *flat = NULL, *got = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!g_str_has_prefix (names[i], "#5"))
      test_disk_write_text (root, names[i], "x");
  dsn_folder_add_path (folder, root);
  got = test_disk_read (folder, NULL, root);
  g_assert_cmpstr (got, ==,
                   "~/Z -1 x\n~/a -1 x\n~/b/1 -1 x\n~/b/9 -1 x\n~/b/10 -1 x\n"
                   "~/b/x -1 x\n~/c/d/e -1 x\n");
  g_assert_cmpuint (dsn_folder_get_skipped (folder), ==, 8);
  flat = read_path (root, NULL, &(DsnFolderOptions){ .flat = TRUE });
  g_assert_cmpstr (flat, ==, "~/Z -1 x\n~/a -1 x\n");
  test_disk_remove (root);
}

/* Links are followed, but no folder is read twice; a link to nothing is named. */
static void
test_links (void)
{
  char *root = test_disk_new ();

  test_disk_write_text (root, "a/1", "one");
  test_disk_write_text (root, "b/2", "two");
  test_disk_link (root, ".", "a/self");
  test_disk_link (root, "..", "a/up");
  test_disk_link (root, "../b", "a/over");
  test_disk_link (root, "1", "a/file");
  test_disk_link (root, "loop", "a/loop");
  test_disk_link (root, "nowhere", "a/nothing");
  assert_reads (root, "a",
                "~/a/1 -1 one\n~/a/file -1 one\n"
                "cannot read '~/a/loop': Too many levels of symbolic links\n"
                "cannot read '~/a/nothing': No such file or directory\n"
                "~/a/over/2 -1 two\n");
  test_disk_remove (root);
}

static void
make_socket (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);
}

/* What would hold us up or has no bytes is named, and the rest is read. */
static void
test_kinds (void)
{
  char *root = test_disk_new ();
  g_autofree char *pipe_path = test_disk_path (root, "t/pipe");
  g_autofree char *socket_path = test_disk_path (root, "t/socket");

  test_disk_write_text (root, "t/a", "x");
  test_disk_write_text (root, "t/z", "x");
  test_disk_link (root, "/dev/null", "t/null");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  make_socket (socket_path);
  assert_reads (root, "t",
                "~/t/a -1 x\n"
                "cannot read '~/t/null': it is neither a file nor a folder\n"
                "cannot read '~/t/pipe': it is neither a file nor a folder\n"
                "cannot read '~/t/socket': it is neither a file nor a folder\n"
                "~/t/z -1 x\n");
  assert_reads (root, "t/null", "~/t/null -1 \n"); /* it was asked for */
  assert_reads (root, "t/socket",
                "cannot read '~/t/socket': No such device or address\n");
  test_disk_remove (root);
}

static void
test_unreadable (void)
{
  char *root = test_disk_new ();
  g_autofree char *file = test_disk_path (root, "t/b");
  g_autofree char *folder = test_disk_path (root, "t/c");

  test_disk_write_text (root, "t/a", "x");
  test_disk_write_text (root, "t/b", "x");
  test_disk_write_text (root, "t/c/d", "x");
  test_disk_write_text (root, "t/e", "x");
  chmod (file, 0);
  chmod (folder, 0);
  if (access (file, R_OK) == 0)
    g_test_skip ("this user may read everything");
  else
    assert_reads (root, "t",
                  "~/t/a -1 x\n"
                  "cannot read '~/t/b': Permission denied\n"
                  "cannot read '~/t/c': Permission denied\n"
                  "~/t/e -1 x\n");
  chmod (folder, 0700);
  test_disk_remove (root);
}

/* new and cur as one, by unique names; sub-folders behind. */
static void
test_maildir (void)
{
  static const char *const names[] = {
    "m/cur/2.b.host:2,S", "m/new/1.c.host",      "m/new/3.a.host",
    "m/cur/1.d.host:2,",  "m/tmp/4.x.host",      "m/new/.hidden",
    "m/dovecot-uidlist",  "m/.Sent/cur/9.s:2,S", "m/.Sent/new/8.s",
    "m/.Sent/tmp/7.s",    "m/.sieve/active",     "m/sub/cur/5.f:2,",
    "m/sub/new/6.f",      "m/.Sent.deep/new/1",  "m/.Sent.deep/cur/0:2,"
  };
  char *root = test_disk_new ();
  g_autofree char *flat = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    test_disk_write_text (root, names[i], "x");
  assert_reads (root, "m",
                "~/m/new/1.c.host -1 x\n"
                "~/m/cur/1.d.host:2, -1 x\n"
                "~/m/cur/2.b.host:2,S -1 x\n"
                "~/m/new/3.a.host -1 x\n"
                "~/m/.Sent/new/8.s -1 x\n"
                "~/m/.Sent/cur/9.s:2,S -1 x\n"
                "~/m/.Sent.deep/cur/0:2, -1 x\n"
                "~/m/.Sent.deep/new/1 -1 x\n"
                "~/m/sub/cur/5.f:2, -1 x\n"
                "~/m/sub/new/6.f -1 x\n");
  flat = read_path (root, "m", &(DsnFolderOptions){ .flat = TRUE });
  g_assert_nonnull (strstr (flat, "3.a.host"));
  g_assert_null (strstr (flat, "Sent"));
  assert_reads (root, "m/.Sent",
                "~/m/.Sent/new/8.s -1 x\n~/m/.Sent/cur/9.s:2,S -1 x\n");
  test_disk_remove (root);
}

/* Mail readers move files while we read: between listing and loading, here. */
static void
test_moving (void)
{
  char *root = test_disk_new ();
  g_autoptr (DsnFolder) folder = dsn_folder_new (NULL);
  g_autofree char *path = test_disk_path (root, "m"), *got = NULL;
  g_autofree char *gone = test_disk_path (root, "m/new/4.d");
  DsnPiece piece;

  test_disk_mkdir (root, "m/cur");
  for (const char *const *name =
           (const char *const[]){ "0.z", "1.a", "2.b", "3.c", "4.d", "5.e", NULL };
       *name != NULL; name++) {
    g_autofree char *below = g_strconcat ("m/new/", *name, NULL);

    test_disk_write_text (root, below, *name);
  }
  dsn_folder_add_path (folder, path);
  g_assert_true (dsn_folder_next (folder, &piece)); /* it is listed now */
  test_disk_move (root, "m/new/1.a", "m/cur/1.a:2,S");
  test_disk_move (root, "m/new/2.b", "m/cur/2.b:2,FRS");
  test_disk_move (root, "m/new/3.c", "m/cur/3.c");
  g_assert_cmpint (unlink (gone), ==, 0);
  got = test_disk_read (folder, NULL, root);
  g_assert_cmpstr (got, ==,
                   "~/m/new/1.a -1 1.a\n~/m/new/2.b -1 2.b\n~/m/new/3.c -1 3.c\n"
                   "cannot read '~/m/new/4.d': it has vanished since its folder was "
                   "listed\n"
                   "~/m/new/5.e -1 5.e\n");
  test_disk_remove (root);
}

/* So they do where only one half of a Maildir was asked for. */
static void
test_half (void)
{
  char *root = test_disk_new ();
  g_autoptr (DsnFolder) folder = dsn_folder_new (NULL);
  g_autofree char *path = test_disk_path (root, "m/new/"), *got = NULL;
  DsnPiece piece;

  test_disk_mkdir (root, "m/cur");
  test_disk_write_text (root, "m/new/1", "1");
  test_disk_write_text (root, "m/new/2", "2");
  dsn_folder_add_path (folder, path);
  g_assert_true (dsn_folder_next (folder, &piece));
  test_disk_move (root, "m/new/2", "m/cur/2:2,F");
  got = test_disk_read (folder, NULL, root);
  g_assert_cmpstr (got, ==, "~/m/new/2 -1 2\n");
  test_disk_remove (root);
}

static DsnSpan
make_mbox (GString *text, guint count, gsize body_len)
{
  for (guint i = 0; i < count; i++) {
    g_string_append_printf (text, FROM "Subject: %u\n\n", i);
    for (gsize k = 0; k < body_len; k++)
      g_string_append_c (text, "abcdefgh\n"[(i + k) % 9]);
    g_string_append (text, "\n\n");
  }
  return (DsnSpan){ (const guint8 *) text->str, text->len };
}

/* However a file is cut, compressed and handed over, its messages are the same. */
static void
test_ways (void)
{
  static const gsize run_sizes[] = { 1, 1000, 100000, 100000000 };
  static const DsnPacking packings[] = { DSN_PACKING_NONE, DSN_PACKING_GZIP,
                                         DSN_PACKING_XZ, DSN_PACKING_ZSTD };
  DsnLimits limits = { .message_size = 3000 };
  char *root = test_disk_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  DsnSpan mbox;
  g_autofree char *whole = NULL;

  make_mbox (text, 100, 700);
  make_mbox (text, 1, 700000); /* too large, and for one window as well */
  mbox = make_mbox (text, 100, 900);
  test_disk_write (root, "x", mbox);
  whole = read_path (root, "x", &(DsnFolderOptions){ &limits, .whole = TRUE });
  g_assert_nonnull (strstr (whole, "it is larger than 3000 bytes\n"));
  for (gsize p = 0; p < G_N_ELEMENTS (packings); p++) {
    g_autoptr (GByteArray) packed =
        packings[p] == DSN_PACKING_NONE
            ? g_byte_array_append (g_byte_array_new (), mbox.data, (guint) mbox.len)
            : test_pack (packings[p], mbox);
    g_autofree char *loaded = NULL;

    test_disk_write (root, "x", (DsnSpan){ packed->data, packed->len });
    loaded = read_path (root, "x", &(DsnFolderOptions){ &limits, .whole = TRUE });
    g_assert_cmpstr (loaded, ==, whole);
    for (gsize i = 0; i < G_N_ELEMENTS (run_sizes); i++) {
      DsnFolderOptions options = { &limits, .split_size = 1, .run_size = run_sizes[i] };
      g_autofree char *cut = read_path (root, "x", &options);

      g_assert_cmpstr (cut, ==, whole);
    }
  }
  test_disk_remove (root);
}

/* Standard input is what it is for the others, and is put back. */
static char *
read_stdin (const char *root, const char *name, gboolean by_pipe, const char *list)
{
  g_autoptr (DsnFolder) folder = dsn_folder_new (NULL);
  g_autofree char *path = test_disk_path (root, name);
  int saved = dup (STDIN_FILENO), ends[2] = { -1, -1 };
  int fd = open (path, O_RDONLY);
  pid_t child = -1;
  char *got;

  if (by_pipe) {
    char block[5000];
    gssize count;

    g_assert_cmpint (pipe (ends), ==, 0);
    child = fork ();
    if (child == 0) {
      close (ends[0]);
      while ((count = read (fd, block, sizeof block)) > 0)
        if (write (ends[1], block, (gsize) count) != count)
          _exit (1);
      _exit (0);
    }
    close (ends[1]);
    close (fd);
    fd = ends[0];
  }
  dup2 (fd, STDIN_FILENO);
  close (fd);
  if (list != NULL)
    dsn_folder_add_list (folder, "-", list[0]);
  else
    dsn_folder_add_path (folder, "-");
  got = test_disk_read (folder, NULL, root);
  dup2 (saved, STDIN_FILENO);
  close (saved);
  return got;
}

static void
test_stdin (void)
{
  char *root = test_disk_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  DsnSpan mbox = make_mbox (text, 2000, 600);
  g_autoptr (GByteArray) packed = test_pack (DSN_PACKING_GZIP, mbox);
  g_autofree char *expected = NULL;

  test_disk_write (root, "x", mbox);
  test_disk_write (root, "x.gz", (DsnSpan){ packed->data, packed->len });
  expected = read_path (root, "x", NULL);
  for (guint i = 0; i < 4; i++) {
    g_autofree char *got = read_stdin (root, i & 2 ? "x.gz" : "x", (i & 1) != 0, NULL);
    g_auto (GStrv) lines = g_strsplit (got, "\n- ", -1);
    g_autofree char *from = g_strjoinv ("\n~/x ", lines);

    g_assert_cmpint (strncmp (from, "- ", 2), ==, 0);
    g_assert_cmpstr (from + 2, ==, expected + strlen ("~/x "));
  }
  test_disk_remove (root);
}

static const struct ListRow {
  const char *name;
  DsnSpan list;
  const char *separator;
  const char *expected;
} lists[] = {
  { "lines", SPAN ("~/b\n~/a\n"), "\n", "~/b -1 b\n~/a -1 a\n" },
  { "no-end", SPAN ("~/b\n\n\n~/a"), "\n", "~/b -1 b\n~/a -1 a\n" },
  { "empty", SPAN (""), "\n", "" },
  { "only-ends", SPAN ("\n\n"), "\n", "" },
  { "nul", SPAN ("~/b\0~/d\ne\0"), "", "~/b -1 b\n~/d\ne -1 d\n" },
  { "nul-unexpected", SPAN ("~/b\0~/a\n~/a\n"), "\n",
    "cannot read '~/list': a name in it holds a NUL; names that end in NUL need -0\n"
    "~/a -1 a\n" },
  { "bad-name", SPAN ("~/none\n~/a\n"), "\n",
    "cannot read '~/none': No such file or directory\n~/a -1 a\n" },
  { "folder", SPAN ("~/a\n~/f\n~/b\n"), "\n", "~/a -1 a\n~/f/g -1 g\n~/b -1 b\n" },
};

static void
test_list (gconstpointer data)
{
  const struct ListRow *row = data;
  char *root = test_disk_new ();
  g_autoptr (GByteArray) list = g_byte_array_new ();
  g_autoptr (DsnFolder) folder = dsn_folder_new (NULL);
  g_autofree char *path = test_disk_path (root, "list"), *got = NULL, *piped = NULL;

  for (gsize i = 0; i < row->list.len; i++)
    if (row->list.data[i] == '~')
      g_byte_array_append (list, (const guint8 *) root, (guint) strlen (root));
    else
      g_byte_array_append (list, row->list.data + i, 1);
  test_disk_write (root, "list", (DsnSpan){ list->data, list->len });
  test_disk_write_text (root, "a", "a");
  test_disk_write_text (root, "b", "b");
  test_disk_write_text (root, "d\ne", "d");
  test_disk_write_text (root, "f/g", "g");
  dsn_folder_add_list (folder, path, row->separator[0]);
  got = test_disk_read (folder, NULL, root);
  g_assert_cmpstr (got, ==, row->expected);
  piped = read_stdin (root, "list", TRUE, row->separator);
  if (strstr (row->expected, "~/list") == NULL)
    g_assert_cmpstr (piped, ==, row->expected);
  test_disk_remove (root);
}

/* A name that no system has, and a list that is not there. */
static void
test_list_trouble (void)
{
  char *root = test_disk_new ();
  DsnSpan name = test_repeat ("x", 200000);
  g_autoptr (GString) list = g_string_new_len ((const char *) name.data, 200000);
  g_autoptr (DsnFolder) folder = dsn_folder_new (NULL);
  g_autofree char *path = test_disk_path (root, "list"), *got = NULL;
  g_autofree char *none = test_disk_path (root, "none");

  g_string_append_printf (list, "\n%s/a\n", root);
  test_disk_write_text (root, "list", list->str);
  test_disk_write_text (root, "a", "a");
  dsn_folder_add_list (folder, path, '\n');
  dsn_folder_add_list (folder, none, '\n');
  dsn_folder_add_path (folder, path);
  got = test_disk_read (folder, &(DsnLimits){ .message_size = 10 }, root);
  g_assert_cmpstr (got, ==,
                   "cannot read '~/list': a name in it is too long\n~/a -1 a\n"
                   "cannot read '~/none': No such file or directory\n"
                   "cannot read '~/list': it is larger than 10 bytes\n");
  g_free ((gpointer) name.data);
  test_disk_remove (root);
}

/* Shares grow from 0 to 1. */
static void
test_share (void)
{
  char *root = test_disk_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  DsnSpan mbox = make_mbox (text, 100, 600);
  g_autoptr (DsnFolder) folder =
      dsn_folder_new (&(DsnFolderOptions){ .split_size = 1, .run_size = 1000 });
  g_autofree char *path = test_disk_path (root, "f/3");
  double last = 0;
  guint count = 0;
  DsnPiece piece;

  test_disk_write_text (root, "f/1", "x");
  test_disk_write_text (root, "f/2/1", "x");
  test_disk_write (root, "f/3", mbox);
  dsn_folder_add_path (folder, root);
  dsn_folder_add_path (folder, path);
  g_assert_cmpfloat (dsn_folder_get_share (folder), ==, 0);
  for (; dsn_folder_next (folder, &piece); count++) {
    double share = dsn_folder_get_share (folder);

    g_assert_cmpfloat (share, >=, last);
    g_assert_cmpfloat (share, <=, 1);
    last = share;
  }
  g_assert_cmpuint (count, >, 100);
  g_assert_cmpfloat (dsn_folder_get_share (folder), ==, 1);
  test_disk_remove (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder/file", test_file);
  g_test_add_func ("/folder/tree", test_tree);
  g_test_add_func ("/folder/links", test_links);
  g_test_add_func ("/folder/kinds", test_kinds);
  g_test_add_func ("/folder/unreadable", test_unreadable);
  g_test_add_func ("/folder/maildir", test_maildir);
  g_test_add_func ("/folder/moving", test_moving);
  g_test_add_func ("/folder/half", test_half);
  g_test_add_func ("/folder/ways", test_ways);
  g_test_add_func ("/folder/stdin", test_stdin);
  TEST_ADD_ROWS ("/folder/list", lists, test_list);
  g_test_add_func ("/folder/list-trouble", test_list_trouble);
  g_test_add_func ("/folder/share", test_share);
  return g_test_run ();
}
