/* suppression-list.c: the addresses in Maildirs of bounces that get no more mail.
 *
 *     cc -o suppression-list suppression-list.c $(pkg-config --cflags --libs dsn-1)
 *     ./suppression-list ~/Maildir >suppress.tsv
 *
 * One line each: the address, the cause, and the wording that decided, of which
 * `dsn rules show` tells more; files, mboxes and other folders will do as well.
 * Addresses whose mail failed for another reason (routing, a full mailbox, our
 * reputation) are not in it. */
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

int
main (int argc, char **argv)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (DsnMailReader) reader = dsn_mail_reader_new (NULL);
  int status = 0;
  DsnMail *next;

  if (argc < 2) {
    g_printerr ("usage: suppression-list MAILDIR...\n");
    return 2;
  }
  for (int i = 1; i < argc; i++)
    dsn_mail_reader_add_path (reader, argv[i]);
  while ((next = dsn_mail_reader_next (reader)) != NULL) {
    g_autoptr (DsnMail) mail = next;
    g_autoptr (GError) error = NULL;
    g_autoptr (DsnReport) report = dsn_mail_parse (mail, NULL, &error);

    if (report != NULL) {
      list_report (report, seen);
    } else {
      g_printerr ("%s\n", error->message);
      status = 2;
    }
  }
  return fflush (stdout) == 0 ? status : 2;
}
