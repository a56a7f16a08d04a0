/* count-by-category.c: how many recipients failed for each cause, over some files.
 *
 *     cc count-by-category.c $(pkg-config --cflags --libs dsn-1)
 *     ./a.out *.eml
 */
#include <dsn/dsn.h>
#include <stdio.h>

static gboolean
read_file (const char *path, guint *counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);
  g_autoptr (DsnReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL) {
    fprintf (stderr, "%s\n", error->message);
    return FALSE;
  }
  bytes = g_mapped_file_get_bytes (file);
  report = dsn_parse_bytes (bytes, NULL);
  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);
    const char *category = dsn_recipient_get_verdict (recipient)->category;

    if (dsn_recipient_get_action (recipient) != DSN_ACTION_FAILED)
      continue;
    for (guint j = 0; j < dsn_category_get_count (); j++)
      if (g_str_equal (dsn_category_get_name (dsn_category_at (j)), category))
        counts[j]++;
  }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autofree guint *counts = g_new0 (guint, dsn_category_get_count ());
  int status = 0;

  for (int i = 1; i < argc; i++)
    if (!read_file (argv[i], counts))
      status = 2;
  for (guint i = 0; i < dsn_category_get_count (); i++)
    if (counts[i] > 0)
      printf ("%6u  %-24s %s\n", counts[i], dsn_category_get_name (dsn_category_at (i)),
              dsn_category_get_title (dsn_category_at (i)));
  return status;
}
