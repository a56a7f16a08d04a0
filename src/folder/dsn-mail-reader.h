/* dsn-mail-reader.h: paths -> the messages below them, one after the other. */
#pragma once

#include "dsn-limits.h"
#include "dsn-mail.h"

G_BEGIN_DECLS

/**
 * DsnMailReaderOptions:
 * @limits: (nullable): a message over `message_size` becomes an error; %NULL for the
 *   defaults
 * @flat: do not go into folders below a folder
 *
 * How to look for messages. All zero is the default.
 */
typedef struct {
  const DsnLimits *limits;
  gboolean flat;
} DsnMailReaderOptions;

/**
 * DsnMailReader:
 *
 * Goes through messages: those of files, mboxes (mboxo, mboxrd, mboxcl and mboxcl2),
 * Maildirs, trees of folders and standard input, compressed with gzip, xz or zstd or
 * not. What an input is shows by looking at it, as `dsn parse` does (dsn(1), INPUT).
 *
 * It holds one message at a time, so the size of an mbox does not matter. Counted. One
 * thread at a time may use it; the mails that it gives are anybody's.
 */
typedef struct _DsnMailReader DsnMailReader;

/**
 * dsn_mail_reader_new: (constructor)
 * @options: (nullable): how to look; copied. %NULL for the defaults
 *
 * Returns: (transfer full): a reader without input
 */
DSN_API DsnMailReader *dsn_mail_reader_new (const DsnMailReaderOptions *options);

/**
 * dsn_mail_reader_ref:
 * @reader: a reader
 *
 * Returns: (transfer full): @reader, counted once more
 */
DSN_API DsnMailReader *dsn_mail_reader_ref (DsnMailReader *reader);

/**
 * dsn_mail_reader_unref:
 * @reader: (nullable) (transfer full): a reader
 *
 * Drops one count; the last closes what is open and frees the reader.
 */
DSN_API void dsn_mail_reader_unref (DsnMailReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMailReader, dsn_mail_reader_unref)

/**
 * dsn_mail_reader_add_path:
 * @reader: a reader
 * @path: (type filename): a file, an mbox, a Maildir, a folder, a pipe; `-` for
 *   standard input
 *
 * Adds an input behind those that were added before. It is not looked at yet.
 */
DSN_API void dsn_mail_reader_add_path (DsnMailReader *reader, const char *path);

/**
 * dsn_mail_reader_next:
 * @reader: a reader
 *
 * Takes the next message. The order is that of the inputs; in a folder that of names,
 * in a Maildir that of unique names whether in `new` or in `cur`. What cannot be read
 * comes as a mail with an error, and the rest goes on: every message comes once.
 *
 * Returns: (transfer full) (nullable): the next mail; %NULL once all input is read.
 *   Unref it with dsn_mail_unref()
 */
DSN_API DsnMail *dsn_mail_reader_next (DsnMailReader *reader);

/**
 * dsn_mail_reader_get_skipped:
 * @reader: a reader
 *
 * Returns: how many entries of folders were passed over, because their names say that
 *   they hold no mail: dot files, indexes, locks
 */
DSN_API guint64 dsn_mail_reader_get_skipped (const DsnMailReader *reader);

G_END_DECLS
