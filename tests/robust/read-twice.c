/* read-twice.c: reads the messages whose paths come on stdin, as `dsn parse` does and
 * once more with all that their headers have ruled out: a line for each. */
#include "dsn-dialect.h"

#include <stdio.h>

typedef void (*ReadFunc) (DsnMessage *message, const DsnLimits *limits,
                          DsnReport *report);

static DsnReport *
read_report (GBytes *bytes, ReadFunc read)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  DsnReport *report = dsn_report_new (limits.defects);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);

  read (message, &limits, report);
  return report;
}

static gboolean
is_same_recipient (const DsnRecipient *a, const DsnRecipient *b)
{
  return g_strcmp0 (a->address, b->address) == 0 && a->action == b->action &&
         a->reply_code == b->reply_code &&
         g_strcmp0 (a->diagnostic_text, b->diagnostic_text) == 0;
}

/* Defects may differ: who looks closer may find more. */
static gboolean
is_same (const DsnReport *a, const DsnReport *b)
{
  if (a->kind != b->kind || g_strcmp0 (a->format, b->format) != 0 ||
      g_strcmp0 (a->generator, b->generator) != 0 ||
      g_strcmp0 (a->original.subject, b->original.subject) != 0 ||
      a->is_challenge != b->is_challenge ||
      a->disposition.unread != b->disposition.unread ||
      a->disposition.refused != b->disposition.refused ||
      a->recipients->len != b->recipients->len)
    return FALSE;
  for (guint i = 0; i < a->recipients->len; i++)
    if (!is_same_recipient (&g_array_index (a->recipients, DsnRecipient, i),
                            &g_array_index (b->recipients, DsnRecipient, i)))
      return FALSE;
  return TRUE;
}

int
main (void)
{
  char path[4096];

  while (fgets (path, sizeof path, stdin) != NULL) {
    g_autoptr (GMappedFile) file = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (DsnReport) report = NULL, thorough = NULL;
    g_autoptr (GError) error = NULL;

    file = g_mapped_file_new (g_strchomp (path), FALSE, &error);
    if (file == NULL)
      g_error ("%s", error->message);
    bytes = g_mapped_file_get_bytes (file);
    report = read_report (bytes, dsn_dialect_read);
    thorough = read_report (bytes, dsn_dialect_read_thoroughly);
    printf ("%s %s %s\n", is_same (report, thorough) ? "same" : "differs",
            report->format != NULL ? report->format : "-",
            thorough->format != NULL ? thorough->format : "-");
  }
  return 0;
}
