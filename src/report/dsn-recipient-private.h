/* dsn-recipient-private.h: the record of one recipient. */
#pragma once

#include "dsn-recipient.h"

G_BEGIN_DECLS

typedef struct _DsnReport DsnReport; /* dsn-report.h, which includes dsn-recipient.h */

/* A name with its type, "dns; mx.example.net" (RFC 3464 §2.1.2). */
typedef struct {
  const char *type;
  const char *name;
} DsnTypedName;

struct _DsnRecipient {
  DsnReport *report; /* whose it is; NULL for a record that stands alone */
  const char *address;
  const char *address_ascii;
  const char *address_type;
  gboolean guessed;  /* that it is @address is no word of the report's */
  gboolean by_alias; /* what failed is another address, which @address led to */
  const char *final_recipient;
  const char *final_type;
  const char *original_recipient;
  const char *original_type;
  gsize offset; /* of the group of fields, for findings */
  DsnAction action;
  DsnCode status;
  DsnCode diagnostic_status;
  guint reply_code;
  DsnTypedName remote_mta;
  gint64 last_attempt_date;
  gint64 will_retry_until;
  const char *final_log_id;
  const char *diagnostic_type;
  const char *diagnostic_text;
  DsnDiagnosticBy diagnostic_by;
  const char *prose;  /* what the text for people says around the address */
  GArray *extensions; /* DsnExtension; NULL while there is none */
  DsnVerdict verdict;
};

/**
 * dsn_recipient_init:
 * @recipient: memory for a record
 *
 * Sets everything to "not there".
 */
void dsn_recipient_init (DsnRecipient *recipient);

/**
 * dsn_recipient_clear:
 *
 * Frees what the record owns itself; its strings belong to the report.
 */
void dsn_recipient_clear (DsnRecipient *recipient);

G_END_DECLS
