/* dsn-disposition.h: what a receipt says became of a message (RFC 8098). */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DsnDispositionType:
 * @DSN_DISPOSITION_UNKNOWN: the receipt does not say, or in no known word
 * @DSN_DISPOSITION_DISPLAYED: shown to somebody who reads the mailbox
 * @DSN_DISPOSITION_DELETED: deleted; whether it was seen is not known
 * @DSN_DISPOSITION_DISPATCHED: sent on somewhere: printed, faxed, forwarded
 * @DSN_DISPOSITION_PROCESSED: dealt with by a program, and shown to nobody
 * @DSN_DISPOSITION_DENIED: the recipient does not want a receipt to be sent (RFC 2298)
 * @DSN_DISPOSITION_FAILED: the receipt could not be made (RFC 2298)
 *
 * What became of a message after it was delivered (RFC 8098 §3.2.6.2).
 */
typedef enum {
  DSN_DISPOSITION_UNKNOWN,
  DSN_DISPOSITION_DISPLAYED,
  DSN_DISPOSITION_DELETED,
  DSN_DISPOSITION_DISPATCHED,
  DSN_DISPOSITION_PROCESSED,
  DSN_DISPOSITION_DENIED,
  DSN_DISPOSITION_FAILED,
} DsnDispositionType;

/**
 * DsnDisposition:
 * @type: what became of the message
 * @action_mode: (nullable): `manual` or `automatic`: whether a person did it
 * @sending_mode: (nullable): `manual` or `automatic`: whether a person sent the receipt
 * @modifiers: (nullable) (array zero-terminated=1): words that qualify it, in lower
 * case: `error`, `warning`, ...
 * @unread: whether the receipt says that the message was deleted without being read
 * @refused: whether a filter of the recipient's refused the message by this receipt
 *   (RFC 5429 §2.1.1)
 * @reporting_ua: (nullable): the host that made the receipt
 * @product: (nullable): the program that made it
 * @gateway: (nullable): the gateway that made it of a foreign receipt
 * @original_message_id: (nullable): the Message-ID of the message, without its angle
 *   brackets
 * @failures: (nullable) (array zero-terminated=1): texts of Failure fields (RFC 2298)
 * @errors: (nullable) (array zero-terminated=1): texts of Error fields
 * @warnings: (nullable) (array zero-terminated=1): texts of Warning fields (RFC 2298)
 *
 * The fields of a disposition notification. Whose receipt it is stands in the report's
 * recipients. Text is valid UTF-8 and lives as long as the report.
 */
typedef struct {
  DsnDispositionType type;
  const char *action_mode;
  const char *sending_mode;
  const char *const *modifiers;
  gboolean unread;
  gboolean refused;
  const char *reporting_ua;
  const char *product;
  const char *gateway;
  const char *original_message_id;
  const char *const *failures;
  const char *const *errors;
  const char *const *warnings;
} DsnDisposition;

/**
 * dsn_disposition_type_to_string:
 * @type: what became of a message
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for
 *   %DSN_DISPOSITION_UNKNOWN
 */
DSN_API const char *dsn_disposition_type_to_string (DsnDispositionType type);

G_END_DECLS
