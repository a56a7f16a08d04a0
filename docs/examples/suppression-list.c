/* suppression-list.c: the addresses in a Maildir of bounces that get no more mail.
 *
 *     cc -o suppression-list suppression-list.c $(pkg-config --cflags --libs dsn-1)
 *     ./suppression-list ~/Maildir >suppress.tsv
 *
 * One line each: the address, the cause, and the wording that decided, of which
 * `dsn rules show` tells more. Addresses whose mail
 * failed for another reason (routing, a full mailbox, our reputation) are not in it. */
#include <dsn/dsn.h>
#include <stdio.h>

/* Text from mail that may stand on a line of its own, and on a terminal. */
static gboolean
is_printable (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isprint (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static void
list_report (const DsnReport *report, GHashTable *seen)
{
  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);
    const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
    const char *address = dsn_recipient_get_address (recipient);
    const char *wording = verdict->evidence_wording;

    if (verdict->advice != DSN_ADVICE_SUPPRESS || address == NULL ||
        !is_printable (address) || !g_hash_table_add (seen, g_strdup (address)))
      continue;
    printf ("%s\t%s\t%s\n", address, verdict->category, wording != NULL ? wording : "");
  }
}

static gboolean
list_file (const char *path, GHashTable *seen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DsnReport) report = NULL;

  if (file == NULL) {
    g_printerr ("%s\n", error->message);
    return FALSE;
  }
  bytes = g_mapped_file_get_bytes (file);
  report = dsn_parse_bytes (bytes, NULL);
  list_report (report, seen);
  return TRUE;
}

/* All that was delivered, seen or not. */
static gboolean
list_folder (const char *maildir, const char *name, GHashTable *seen)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (maildir, name, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  gboolean good = folder != NULL;
  const char *entry;

  if (folder == NULL)
    g_printerr ("%s\n", error->message);
  while (folder != NULL && (entry = g_dir_read_name (folder)) != NULL) {
    g_autofree char *mail = g_build_filename (path, entry, NULL);

    if (entry[0] != '.')
      good &= list_file (mail, seen);
  }
  return good;
}

int
main (int argc, char **argv)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean good;

  if (argc != 2) {
    g_printerr ("usage: suppression-list MAILDIR\n");
    return 2;
  }
  good = list_folder (argv[1], "new", seen);
  good &= list_folder (argv[1], "cur", seen);
  return good && fflush (stdout) == 0 ? 0 : 2;
}
