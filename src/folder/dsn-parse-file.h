/* dsn-parse-file.h: a file or a stream that is one message -> a finished report. */
#pragma once

#include "dsn-error.h"
#include "dsn-parse.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * dsn_parse_file:
 * @path: (type filename): a file, compressed with gzip, xz or zstd or not, or a pipe
 * @options: (nullable): how to read it; %NULL for the defaults
 * @error: (nullable): where to put why it failed
 *
 * Reads a file that is one message, and concludes as dsn_parse_bytes() does. Messages
 * of mboxes and folders are for #DsnMailReader. Any number of threads may call it at
 * the same time.
 *
 * Fails with %DSN_ERROR_READ where the file cannot be read, and with %DSN_ERROR_TOO_BIG
 * where it holds more bytes than `message_size` of the limits.
 *
 * Returns: (transfer full): the report; %NULL on error. Unref it with
 *   dsn_report_unref()
 */
DSN_API DsnReport *dsn_parse_file (const char *path, const DsnParseOptions *options,
                                   GError **error);

/**
 * dsn_parse_stream:
 * @stream: what is read to its end; it stays open
 * @options: (nullable): how to read it; %NULL for the defaults
 * @cancellable: (nullable): ends it early
 * @error: (nullable): where to put why it failed
 *
 * Reads a stream that is one message, not compressed, and concludes as
 * dsn_parse_bytes() does. It waits for the stream.
 *
 * Fails with %DSN_ERROR_TOO_BIG where there are more bytes than `message_size` of the
 * limits, with %G_IO_ERROR_CANCELLED, or with what the stream fails with.
 *
 * Returns: (transfer full): the report; %NULL on error. Unref it with
 *   dsn_report_unref()
 */
DSN_API DsnReport *dsn_parse_stream (GInputStream *stream,
                                     const DsnParseOptions *options,
                                     GCancellable *cancellable, GError **error);

G_END_DECLS
