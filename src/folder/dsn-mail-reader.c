/* dsn-mail-reader.c: paths -> the messages below them, one after the other. */
#include "dsn-mail-reader.h"

#include "dsn-folder.h"
#include "dsn-mail-private.h"

struct _DsnMailReader {
  gatomicrefcount refs;
  DsnFolder *folder;
  DsnLoader *loader;
  DsnPiece piece; /* of the folder, and open in the loader */
};

DsnMailReader *
dsn_mail_reader_new (const DsnMailReaderOptions *options)
{
  DsnMailReader *reader = g_new0 (DsnMailReader, 1);
  const DsnLimits *limits = options != NULL ? options->limits : NULL;
  DsnFolderOptions wanted = { .limits = limits,
                              .flat = options != NULL && options->flat,
                              .whole = TRUE };

  g_atomic_ref_count_init (&reader->refs);
  reader->folder = dsn_folder_new (&wanted);
  reader->loader = dsn_loader_new (limits);
  return reader;
}

DsnMailReader *
dsn_mail_reader_ref (DsnMailReader *reader)
{
  g_return_val_if_fail (reader != NULL, NULL);
  g_atomic_ref_count_inc (&reader->refs);
  return reader;
}

void
dsn_mail_reader_unref (DsnMailReader *reader)
{
  if (reader == NULL || !g_atomic_ref_count_dec (&reader->refs))
    return;
  dsn_loader_free (reader->loader);
  dsn_folder_free (reader->folder);
  g_free (reader);
}

void
dsn_mail_reader_add_path (DsnMailReader *reader, const char *path)
{
  g_return_if_fail (reader != NULL && path != NULL);
  dsn_folder_add_path (reader->folder, path);
}

DsnMail *
dsn_mail_reader_next (DsnMailReader *reader)
{
  DsnItem item;

  g_return_val_if_fail (reader != NULL, NULL);
  while (!dsn_loader_next (reader->loader, &item)) {
    if (!dsn_folder_next (reader->folder, &reader->piece))
      return NULL;
    dsn_loader_open (reader->loader, &reader->piece);
  }
  return dsn_mail_new (&item);
}

guint64
dsn_mail_reader_get_skipped (const DsnMailReader *reader)
{
  g_return_val_if_fail (reader != NULL, 0);
  return dsn_folder_get_skipped (reader->folder);
}
