/* dsn-error.h: the GError domain, for what stops us (odd mail never does). */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DSN_ERROR:
 *
 * The domain of all errors that libdsn returns.
 */
#define DSN_ERROR (dsn_error_quark ())

/**
 * DsnError:
 * @DSN_ERROR_READ: a file or stream could not be read
 * @DSN_ERROR_TOO_BIG: the input is over a limit that leaves nothing to read
 * @DSN_ERROR_RULES: a rule file holds what no rule file may
 * @DSN_ERROR_INCOMPLETE: a report lacks what a message must hold
 */
typedef enum {
  DSN_ERROR_READ,
  DSN_ERROR_TOO_BIG,
  DSN_ERROR_RULES,
  DSN_ERROR_INCOMPLETE,
} DsnError;

/**
 * dsn_error_quark:
 *
 * Returns: the number behind %DSN_ERROR
 */
DSN_API GQuark dsn_error_quark (void);

G_END_DECLS
