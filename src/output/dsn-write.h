/* dsn-write.h: a report -> the message that tells it (RFC 3464, RFC 6522, RFC 6533). */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * DsnReturn:
 * @DSN_RETURN_FULL: the whole message, if it failed for any recipient; else its header
 *   (RFC 3461 §4.3)
 * @DSN_RETURN_HEADERS: its header
 *
 * What is returned of the original message.
 */
typedef enum {
  DSN_RETURN_FULL,
  DSN_RETURN_HEADERS,
} DsnReturn;

/**
 * DsnUtf8:
 * @DSN_UTF8_AUTO: as below if an address, or the header of the original, is in UTF-8
 * @DSN_UTF8_ALWAYS: headers and fields are in UTF-8 where they need it, in parts of the
 *   types of RFC 6533: who is to get the message has to support SMTPUTF8
 * @DSN_UTF8_NEVER: headers and fields are ASCII, with `\x{HEX}` in addresses
 *   (RFC 6533 §3) and encoded words elsewhere
 *
 * How text that is not ASCII is written.
 */
typedef enum {
  DSN_UTF8_AUTO,
  DSN_UTF8_ALWAYS,
  DSN_UTF8_NEVER,
} DsnUtf8;

/**
 * DsnWriteOptions:
 * @from: (nullable): the From field; %NULL for that of the report's header, else
 *   `postmaster` at the reporting MTA
 * @to: (nullable): the To field: to whom the report is sent; %NULL for that of the
 *   report's header, else the From field of the original message
 * @subject: (nullable): the Subject; %NULL for that of the report's header, else a line
 *   that tells what was done
 * @date: the Date, seconds since 1970-01-01 UTC; 0 for that of the report's header
 * @message_id: (nullable): the Message-ID without angle brackets; %NULL for that of the
 *   report's header, else there is none
 * @reporting_mta: (nullable): the Reporting-MTA, a domain, where the report names none;
 *   %NULL for the domain of the From field
 * @returned: what to return of the original message
 * @utf8: how text that is not ASCII is written
 * @crlf: lines end in CRLF, as in SMTP; else in LF
 *
 * What a report does not hold. All zero is the default.
 */
typedef struct {
  const char *from;
  const char *to;
  const char *subject;
  gint64 date;
  const char *message_id;
  const char *reporting_mta;
  DsnReturn returned;
  DsnUtf8 utf8;
  gboolean crlf;
} DsnWriteOptions;

/**
 * dsn_report_to_message:
 * @report: a report of kind %DSN_KIND_DELIVERY_STATUS
 * @options: (nullable): what the report does not hold; %NULL for the defaults
 * @original: (nullable): the message that it is about, as it came; %NULL for none: then
 *   what the report knows of its header is returned
 * @error: (nullable): where to put what went wrong
 *
 * Composes a message of type multipart/report: a text in plain English of what
 * dsn_explain() says, the fields of RFC 3464 §2, and the original message. It follows
 * from the arguments alone: no clock, no name of this host. Send it with an empty
 * return path, `MAIL FROM:<>` (RFC 3464 §2).
 *
 * Read again it is the same report, but for what a correct message cannot hold: fields
 * of the standard that stood there twice or with comments are there once, and fields
 * that RFC 3464 requires are always there. dsn-make(1) has the list.
 *
 * Fails with %DSN_ERROR_INCOMPLETE where a message would lack what it must have: a
 * date, an address to write to, a name of the reporting MTA, a recipient; and an
 * address, an action or a status of each recipient.
 *
 * Returns: (transfer full) (nullable): the message; %NULL on error
 */
DSN_API GBytes *dsn_report_to_message (const DsnReport *report,
                                       const DsnWriteOptions *options, GBytes *original,
                                       GError **error);

G_END_DECLS
