/* dsn-mail.c: a message as it was found, or what stands for one that could not be read.
 */
#include "dsn-mail-private.h"

#include "dsn-to-string.h"

struct _DsnMail {
  gatomicrefcount refs;
  char *source;
  gint64 offset;
  GBytes *bytes;
  GError *error;
};

DsnMail *
dsn_mail_new (const DsnItem *item)
{
  DsnMail *mail = g_new0 (DsnMail, 1);

  g_atomic_ref_count_init (&mail->refs);
  mail->source = g_strdup (item->source);
  mail->offset = item->offset;
  if (item->message != NULL)
    mail->error = g_error_new_literal (DSN_ERROR, (gint) item->code, item->message);
  else
    mail->bytes = g_bytes_new (item->bytes.data, item->bytes.len);
  return mail;
}

DsnMail *
dsn_mail_ref (DsnMail *mail)
{
  g_return_val_if_fail (mail != NULL, NULL);
  g_atomic_ref_count_inc (&mail->refs);
  return mail;
}

void
dsn_mail_unref (DsnMail *mail)
{
  if (mail == NULL || !g_atomic_ref_count_dec (&mail->refs))
    return;
  g_free (mail->source);
  g_clear_pointer (&mail->bytes, g_bytes_unref);
  g_clear_error (&mail->error);
  g_free (mail);
}

const char *
dsn_mail_get_source (const DsnMail *mail)
{
  g_return_val_if_fail (mail != NULL, NULL);
  return mail->source;
}

gint64
dsn_mail_get_offset (const DsnMail *mail)
{
  g_return_val_if_fail (mail != NULL, -1);
  return mail->offset;
}

GBytes *
dsn_mail_get_bytes (const DsnMail *mail)
{
  g_return_val_if_fail (mail != NULL, NULL);
  return mail->bytes;
}

const GError *
dsn_mail_get_error (const DsnMail *mail)
{
  g_return_val_if_fail (mail != NULL, NULL);
  return mail->error;
}

DsnReport *
dsn_mail_parse (const DsnMail *mail, const DsnParseOptions *options, GError **error)
{
  g_return_val_if_fail (mail != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  if (mail->error == NULL)
    return dsn_parse_bytes (mail->bytes, options);
  if (error != NULL)
    *error = g_error_copy (mail->error);
  return NULL;
}

char *
dsn_mail_to_json (const DsnMail *mail, const DsnReport *report)
{
  g_return_val_if_fail (mail != NULL, NULL);
  g_return_val_if_fail ((report != NULL) == (mail->error == NULL), NULL);
  if (report != NULL)
    return dsn_report_to_json (report, mail->source, mail->offset);
  return dsn_error_to_json (mail->error, mail->source, mail->offset);
}
