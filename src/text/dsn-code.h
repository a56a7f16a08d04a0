/* dsn-code.h: enhanced status codes, 5.1.1 (RFC 3463 §2). */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DsnCode:
 * @klass: 2, 4 or 5; 0 stands for no code at all
 * @subject: 0 to 999
 * @detail: 0 to 999
 *
 * An enhanced status code (RFC 3463 §2), as it is written or as we conclude it.
 */
typedef struct {
  guint16 klass;
  guint16 subject;
  guint16 detail;
} DsnCode;

/**
 * DSN_CODE_TEXT_SIZE:
 *
 * Bytes that any code needs as text, its NUL included: "5.999.999".
 */
#define DSN_CODE_TEXT_SIZE 12

/**
 * dsn_code_to_text: (skip)
 * @code: a code
 * @text: (out caller-allocates): %DSN_CODE_TEXT_SIZE bytes; set to e.g. "5.1.1"
 *
 * Writes a code as text, without allocating.
 *
 * Returns: (transfer none): @text
 */
DSN_API const char *dsn_code_to_text (DsnCode code, char *text);

/**
 * dsn_code_to_string:
 * @code: a code
 *
 * Returns: (transfer full) (nullable): @code as text, e.g. "5.1.1"; %NULL for class 0.
 *   Free with g_free()
 */
DSN_API char *dsn_code_to_string (const DsnCode *code);

/**
 * dsn_code_from_string:
 * @text: (nullable): a code and nothing else (RFC 3463 §2)
 * @code: (out caller-allocates): set on success only
 *
 * Returns: whether @text is a code
 */
DSN_API gboolean dsn_code_from_string (const char *text, DsnCode *code);

/**
 * dsn_code_is_specific: (skip)
 * @code: a code
 *
 * Returns: whether @code says more than its class: subject and detail are not both 0
 */
DSN_API gboolean dsn_code_is_specific (DsnCode code);

G_END_DECLS
