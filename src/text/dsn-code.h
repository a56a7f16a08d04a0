/* dsn-code.h: enhanced status codes, 5.1.1 (RFC 3463 §2). */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DsnCode:
 * @klass: 2, 4 or 5; 0 stands for no code at all
 * @subject: 0 to 999
 * @detail: 0 to 999
 */
typedef struct {
  guint16 klass;
  guint16 subject;
  guint16 detail;
} DsnCode;

/* Bytes that any code needs as text, its NUL included: "5.999.999". */
#define DSN_CODE_TEXT_SIZE 12

/**
 * dsn_code_to_text:
 * @code: a code
 * @text: (out caller-allocates): %DSN_CODE_TEXT_SIZE bytes; set to e.g. "5.1.1"
 *
 * Returns: (transfer none): @text
 */
DSN_API const char *dsn_code_to_text (DsnCode code, char *text);

/**
 * dsn_code_is_specific:
 * @code: a code
 *
 * Returns: whether @code says more than its class: subject and detail are not both 0
 */
DSN_API gboolean dsn_code_is_specific (DsnCode code);

G_END_DECLS
