/* test-dsn-maildir.c: names in a Maildir, and files that are elsewhere by now. */
#include "dsn-maildir.h"

#include "test-disk.h"

static const struct UniqueRow {
  const char *name;
  const char *unique;
} uniques[] = {
  { "1.a.host", "1.a.host" },
  { "1.a.host:2,", "1.a.host" },
  { "1.a.host:2,FS", "1.a.host" },
  { "1.a.host,S=123:2,S", "1.a.host,S=123" },
  { "1.a.host:1,x:y", "1.a.host" },
  { ":2,S", "" },
};

static void
test_unique (gconstpointer data)
{
  const struct UniqueRow *row = data;

  test_assert_span (dsn_maildir_unique (row->name), dsn_span_of_string (row->unique));
}

static void
assert_finds (DsnMaildir *maildir, const char *root, const char *name,
              const char *expected)
{
  g_autofree char *path = test_disk_path (root, name);
  g_autofree char *found = dsn_maildir_find (maildir, path);
  g_autofree char *shown = found != NULL ? test_disk_shorten (found, root) : NULL;

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_find (void)
{
  char *root = test_disk_new ();
  g_autoptr (DsnMaildir) maildir = dsn_maildir_new ();

  test_disk_mkdir (root, "m/tmp");
  test_disk_write_text (root, "m/new/1", "");
  test_disk_write_text (root, "m/cur/2:2,S", "");
  test_disk_write_text (root, "n/cur/3:2,", "");
  test_disk_write_text (root, "n/new/.4", "");
  assert_finds (maildir, root, "m/new/2", "~/m/cur/2:2,S");
  assert_finds (maildir, root, "m/cur/2:2,T", "~/m/cur/2:2,S");
  assert_finds (maildir, root, "m/cur/1:2,T", "~/m/new/1");
  assert_finds (maildir, root, "m/new/3", NULL);
  assert_finds (maildir, root, "n/new/3", "~/n/cur/3:2,");
  assert_finds (maildir, root, "n/new/.4", NULL);
  assert_finds (maildir, root, "o/new/1", NULL);
  test_disk_move (root, "m/cur/2:2,S", "m/cur/2:2,FRS");
  assert_finds (maildir, root, "m/new/2", "~/m/cur/2:2,FRS");
  test_disk_move (root, "m/cur/2:2,FRS", "m/cur/2:2,");
  assert_finds (maildir, root, "m/new/2", "~/m/cur/2:2,");
  test_disk_remove (root);
}

/* Files that go on moving, by hundreds; and none of many that are gone is found. */
static void
test_many (void)
{
  char *root = test_disk_new ();
  g_autoptr (DsnMaildir) maildir = dsn_maildir_new ();

  for (guint i = 0; i < 500; i++) {
    g_autofree char *name = g_strdup_printf ("m/new/%u.x", i);

    test_disk_write_text (root, name, "");
  }
  test_disk_mkdir (root, "m/cur");
  for (guint i = 0; i < 500; i++) {
    g_autofree char *name = g_strdup_printf ("m/new/%u.x", i);
    g_autofree char *next = g_strdup_printf ("m/cur/%u.x:2,%s", i, i % 3 ? "R" : "T");
    g_autofree char *none = g_strdup_printf ("m/new/%u.y", i);
    g_autofree char *expected = g_strconcat ("~/", next, NULL);

    test_disk_move (root, name, next);
    assert_finds (maildir, root, name, expected);
    if (i % 50 == 0)
      assert_finds (maildir, root, none, NULL);
  }
  test_disk_remove (root);
}

static void
test_is_maildir (void)
{
  char *root = test_disk_new ();
  g_autofree char *half = test_disk_path (root, "half");
  g_autofree char *files = test_disk_path (root, "files");
  g_autofree char *whole = test_disk_path (root, "whole");

  test_disk_mkdir (root, "half/cur");
  test_disk_write_text (root, "files/cur", "");
  test_disk_write_text (root, "files/new", "");
  test_disk_mkdir (root, "whole/cur");
  test_disk_mkdir (root, "whole/new");
  g_assert_false (dsn_maildir_is_maildir (half));
  g_assert_false (dsn_maildir_is_maildir (files));
  g_assert_false (dsn_maildir_is_maildir ("/nowhere/nothing"));
  g_assert_true (dsn_maildir_is_maildir (whole));
  test_disk_remove (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/maildir/unique", uniques, test_unique);
  g_test_add_func ("/maildir/find", test_find);
  g_test_add_func ("/maildir/many", test_many);
  g_test_add_func ("/maildir/is-maildir", test_is_maildir);
  return g_test_run ();
}
