/* dsn-mail.h: a message as it was found, or what stands for one that could not be read.
 */
#pragma once

#include "dsn-emit-json.h"
#include "dsn-error.h"
#include "dsn-parse.h"

G_BEGIN_DECLS

/**
 * DsnMail:
 *
 * One message that a #DsnMailReader has found: where it was, and its bytes or why
 * they could not be read. Immutable and counted: any thread may read it.
 */
typedef struct _DsnMail DsnMail;

/**
 * dsn_mail_ref:
 * @mail: a mail
 *
 * Returns: (transfer full): @mail, counted once more
 */
DSN_API DsnMail *dsn_mail_ref (DsnMail *mail);

/**
 * dsn_mail_unref:
 * @mail: (nullable) (transfer full): a mail
 *
 * Drops one count; the last frees the mail and all that was borrowed from it.
 */
DSN_API void dsn_mail_unref (DsnMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMail, dsn_mail_unref)

/**
 * dsn_mail_get_source:
 * @mail: a mail
 *
 * Returns: (transfer none) (type filename): the path as it was given, with what was
 *   found below it; `-` for standard input. Bytes as the system has them, maybe not
 *   UTF-8; they live as long as the mail
 */
DSN_API const char *dsn_mail_get_source (const DsnMail *mail);

/**
 * dsn_mail_get_offset:
 * @mail: a mail
 *
 * Returns: where the message begins in its mbox, in bytes; -1 if it is in none
 */
DSN_API gint64 dsn_mail_get_offset (const DsnMail *mail);

/**
 * dsn_mail_get_bytes:
 * @mail: a mail
 *
 * Returns: (transfer none) (nullable): the message, with the `From ` line before it in
 *   an mbox; %NULL where it could not be read
 */
DSN_API GBytes *dsn_mail_get_bytes (const DsnMail *mail);

/**
 * dsn_mail_get_error:
 * @mail: a mail
 *
 * Returns: (transfer none) (nullable): why the message could not be read, in the domain
 *   %DSN_ERROR; %NULL if it could
 */
DSN_API const GError *dsn_mail_get_error (const DsnMail *mail);

/**
 * dsn_mail_parse:
 * @mail: a mail
 * @options: (nullable): how to read it; %NULL for the defaults
 * @error: (nullable): where to put why it failed
 *
 * Reads the message as dsn_parse_bytes() does.
 *
 * Fails with dsn_mail_get_error(), if there is one.
 *
 * Returns: (transfer full): the report; %NULL on error: unref it with
 *   dsn_report_unref()
 */
DSN_API DsnReport *dsn_mail_parse (const DsnMail *mail, const DsnParseOptions *options,
                                   GError **error);

/**
 * dsn_mail_to_json:
 * @mail: a mail
 * @report: (nullable): what dsn_mail_parse() gave; %NULL for a mail that could not be
 *   read
 *
 * Writes what `dsn parse --json --all` prints of the mail: one JSON object
 * (dsn-json(5)) of type `report`, `other` or `error`, with its source and offset.
 *
 * Returns: (transfer full): valid UTF-8, without a newline at its end; free with
 *   g_free()
 */
DSN_API char *dsn_mail_to_json (const DsnMail *mail, const DsnReport *report);

G_END_DECLS
