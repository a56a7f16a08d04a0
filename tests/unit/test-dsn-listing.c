/* test-dsn-listing.c: the order of a folder's entries, and which of them are no mail.
 */
#include "dsn-listing.h"

#include "dsn-walk.h"
#include "test-disk.h"

#define MEMORY DSN_LISTING_MEMORY

/* In the order that is expected, whatever the disk says. */
static const char *const plain[] = { "0",
                                     "00",
                                     "01",
                                     "1",
                                     "9",
                                     "10",
                                     "18446744073709551616",
                                     "18446744073709551617",
                                     "184467440737095516170",
                                     ",1",
                                     "-1",
                                     "1.",
                                     "10a",
                                     "1844674407370955161a",
                                     "A",
                                     "a",
                                     "a b",
                                     "a:",
                                     "aaaaaaaaaaaaaaaa",
                                     "aaaaaaaaaaaaaaaaa",
                                     "aaaaaaaaaaaaaaaab",
                                     "aaaaaaaab",
                                     "\xff" };
static const char *const maildir[] = { "new/1.a",
                                       "cur/1.a.b:2,S",
                                       "cur/1.b:2,",
                                       "new/10.a",
                                       "new/2.a",
                                       "cur/2.a,S=1:2,FS",
                                       "new/200000000:2,",
                                       "new/20000000000000000",
                                       "new/20000000000000000.a",
                                       "cur/20000000000000000.b:2,S",
                                       "new/3.a" };

static void
assert_order (DsnListing *listing, const char *const *names, gsize count)
{
  double share, last = -1, part;
  DsnEntry entry;

  g_assert_nonnull (listing);
  for (gsize i = 0; i < count; i++) {
    share = dsn_listing_get_share (listing, &part);
    g_assert_cmpfloat (share, >, last);
    last = share;
    g_assert_true (dsn_listing_next (listing, &entry, NULL));
    g_assert_cmpstr (entry.name, ==, names[i]);
    g_assert_cmpint (entry.kind, ==, DSN_ENTRY_FILE);
  }
  g_assert_false (dsn_listing_next (listing, &entry, NULL));
  g_assert_cmpfloat (dsn_listing_get_share (listing, &part), ==, 1);
}

/* Made in an order that is another each time. */
static void
write_shuffled (const char *root, const char *const *names, gsize count)
{
  gsize start = (gsize) g_test_rand_int_range (0, (gint) count);

  for (gsize i = 0; i < count; i++)
    test_disk_write_text (root, names[(start + i * 5) % count], "");
}

static void
test_order (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (plain) % 5 != 0);
  G_STATIC_ASSERT (G_N_ELEMENTS (maildir) % 5 != 0);

  for (guint round = 0; round < 10; round++) {
    char *root = test_disk_new (), *other = test_disk_new ();
    g_autoptr (DsnListing) listing = NULL, merged = NULL;

    write_shuffled (root, plain, G_N_ELEMENTS (plain));
    listing = dsn_listing_new (root, MEMORY, NULL);
    assert_order (listing, plain, G_N_ELEMENTS (plain));
    write_shuffled (other, maildir, G_N_ELEMENTS (maildir));
    merged = dsn_listing_new_maildir (other, MEMORY, NULL);
    assert_order (merged, maildir, G_N_ELEMENTS (maildir));
    test_disk_remove (root);
    test_disk_remove (other);
  }
}

/* A file that was seen in both places stands there once, where it is now. */
static void
test_twice (void)
{
  static const char *const expected[] = { "cur/1:2,S" };
  char *root = test_disk_new ();
  g_autoptr (DsnListing) listing = NULL;

  test_disk_write_text (root, "new/1", "");
  test_disk_write_text (root, "cur/1:2,S", "");
  listing = dsn_listing_new_maildir (root, MEMORY, NULL);
  assert_order (listing, expected, 1);
  test_disk_remove (root);
}

static void
test_kinds (void)
{
  static const struct {
    const char *name;
    DsnEntryKind kind;
  } rows[] = { { "file", DSN_ENTRY_FILE },
               { "folder", DSN_ENTRY_FOLDER },
               { "link", DSN_ENTRY_UNKNOWN },
               { "pipe", DSN_ENTRY_OTHER } };
  char *root = test_disk_new ();
  g_autofree char *fifo = test_disk_path (root, "pipe");
  g_autoptr (DsnListing) listing = NULL;

  test_disk_write_text (root, "file", "");
  test_disk_mkdir (root, "folder");
  test_disk_link (root, "file", "link");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  listing = dsn_listing_new (root, MEMORY, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    DsnEntry entry;

    g_assert_true (dsn_listing_next (listing, &entry, NULL));
    g_assert_cmpstr (entry.name, ==, rows[i].name);
    if (entry.kind != DSN_ENTRY_UNKNOWN) /* a file system need not tell */
      g_assert_cmpint (entry.kind, ==, rows[i].kind);
  }
  test_disk_remove (root);
}

/* With room for a few names only, the folder is read again and again: the order is the
 * same, and what comes or goes meanwhile harms nothing else. */
static void
test_memory (void)
{
  enum { COUNT = 300 };
  char *root = test_disk_new ();
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DsnListing) listing = NULL, merged = NULL, vanishing = NULL;
  g_autoptr (GError) error = NULL;
  DsnEntry entry;

  for (guint i = 0; i < COUNT; i++) {
    g_autofree char *plain_name = g_strdup_printf ("f/%u", (i * 7) % COUNT);

    test_disk_write_text (root, plain_name, "");
    g_ptr_array_add (sorted, g_strdup_printf ("%u", i));
  }
  {
    g_autofree char *path = test_disk_path (root, "f");

    listing = dsn_listing_new (path, 1000, NULL);
    vanishing = dsn_listing_new (path, 1000, NULL);
    assert_order (listing, (const char *const *) sorted->pdata, COUNT);
  }
  g_ptr_array_set_size (sorted, 0);
  for (guint i = 0; i < COUNT; i++) {
    g_autofree char *name =
        g_strdup_printf (i % 3 ? "m/new/%03u" : "m/cur/%03u:2,S", i);

    test_disk_write_text (root, name, "");
    g_ptr_array_add (sorted, g_strdup (name + 2));
  }
  {
    g_autofree char *path = test_disk_path (root, "m");

    merged = dsn_listing_new_maildir (path, 1000, NULL);
    assert_order (merged, (const char *const *) sorted->pdata, COUNT);
  }
  test_disk_remove (root);
  for (guint i = 0; i < 10; i++)
    g_assert_true (dsn_listing_next (vanishing, &entry, &error));
  while (dsn_listing_next (vanishing, &entry, &error))
    ;
  g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
  g_assert_false (dsn_listing_next (vanishing, &entry, NULL));
}

static void
test_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_listing_new ("/nowhere/nothing", MEMORY, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
  g_clear_error (&error);
  g_assert_null (dsn_listing_new_maildir ("/nowhere/nothing", MEMORY, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
}

static const struct NameRow {
  const char *name;
  gboolean no_mail;
} names[] = {
  { "1", FALSE },
  { "bounces", FALSE },
  { "dovecot", FALSE },
  { "dovecot.index.log", TRUE },
  { "dovecot-uidlist", TRUE },
  { "courierimapuiddb", TRUE },
  { "maildirfolder", TRUE },
  { "maildirfolder2", FALSE },
  { "subscriptions", TRUE },
  { ".mh_sequences", TRUE },
  { ".", TRUE },
  { ",12", TRUE },
  { "#12", TRUE },
  { ",", FALSE },
  { "#a", FALSE },
  { "mbox.lock", TRUE },
  { "lock", FALSE },
  { "Inbox.msf", TRUE },

  { "a.lock.eml", FALSE },
};

static void
test_name (gconstpointer data)
{
  const struct NameRow *row = data;

  g_assert_cmpint (dsn_walk_is_no_mail (row->name), ==, row->no_mail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listing/order", test_order);
  g_test_add_func ("/listing/twice", test_twice);
  g_test_add_func ("/listing/kinds", test_kinds);
  g_test_add_func ("/listing/memory", test_memory);
  g_test_add_func ("/listing/error", test_error);
  TEST_ADD_ROWS ("/listing/no-mail", names, test_name);
  return g_test_run ();
}
