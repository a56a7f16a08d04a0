/* dsn-content.h: Content-Type and Content-Transfer-Encoding values (RFC 2045 §5, §6).
 */
#pragma once

#include "dsn-scan.h"

G_BEGIN_DECLS

/**
 * DsnEncoding:
 * @DSN_ENCODING_IDENTITY: 7bit, 8bit, binary, nothing, or a word that nobody knows
 *
 * A content transfer encoding.
 */
typedef enum {
  DSN_ENCODING_IDENTITY,
  DSN_ENCODING_BASE64,
  DSN_ENCODING_QUOTED_PRINTABLE,
} DsnEncoding;

/**
 * DsnContentType:
 * @type: e.g. `multipart`, as written; compare without case
 * @subtype: e.g. `report`
 * @params: what follows, parameters and all
 *
 * A content type; everything borrows from the header field. All empty where the field
 * is missing or cannot be read, which stands for text/plain (RFC 2045 §5.2).
 */
typedef struct {
  DsnSpan type;
  DsnSpan subtype;
  DsnSpan params;
} DsnContentType;

/**
 * dsn_content_type_read:
 * @body: the body of a Content-Type field, folds and all
 *
 * Returns: its type; empty where there is none to be read
 */
DsnContentType dsn_content_type_read (DsnSpan body);

/**
 * dsn_content_type_is:
 * @type: lower-case type
 * @subtype: (nullable): lower-case subtype; %NULL for any
 *
 * Returns: whether @content is of that type
 */
static inline gboolean
dsn_content_type_is (const DsnContentType *content, const char *type,
                     const char *subtype)
{
  /* Subtypes differ more, mostly in their length. */
  return (subtype == NULL ||
          dsn_span_equal_nocase (content->subtype, dsn_span_of_string (subtype))) &&
         dsn_span_equal_nocase (content->type, dsn_span_of_string (type));
}

/**
 * DsnContentParam:
 * @name: its name as written; compare without case
 * @value: its value, quotes taken off
 * @written: its value as it stands there
 * @plain: whether the bytes of @value are the value
 */
typedef struct {
  DsnSpan name;
  DsnSpan value;
  DsnSpan written;
  gboolean plain;
} DsnContentParam;

/**
 * DsnContentParams:
 *
 * A cursor over parameters; the members are private.
 */
typedef struct {
  DsnScan scan;
  gboolean unclosed;
} DsnContentParams;

/**
 * dsn_content_params_over:
 * @params: the parameters of a content type or disposition
 *
 * Returns: a cursor before the first
 */
static inline DsnContentParams
dsn_content_params_over (DsnSpan params)
{
  return (DsnContentParams){ .scan = dsn_scan_over (params) };
}

/**
 * dsn_content_params_next:
 * @param: (out): set on success only
 *
 * Takes the next parameter.
 *
 * Returns: whether there was one
 */
gboolean dsn_content_params_next (DsnContentParams *params, DsnContentParam *param);

/**
 * dsn_content_type_find_param:
 * @params: the parameters of a content type
 * @name: lower-case name
 * @value: (out): set on success only; quotes taken off
 *
 * Finds a parameter that is written plainly: a token, or a quoted string without
 * backslashes. dsn_decode_param() reads the other ways of writing it (RFC 2231).
 *
 * Returns: whether it is there
 */
gboolean dsn_content_type_find_param (DsnSpan params, const char *name, DsnSpan *value);

/**
 * dsn_content_type_find_multipart:
 * @params: the parameters of a content type
 * @boundary: (out): its boundary; without data if it is not there
 * @report_type: (out): its report-type; the same
 *
 * Finds what a multipart is asked for as dsn_content_type_find_param() does, in one
 * pass.
 */
void dsn_content_type_find_multipart (DsnSpan params, DsnSpan *boundary,
                                      DsnSpan *report_type);

/**
 * dsn_encoding_read:
 * @body: the body of a Content-Transfer-Encoding field
 *
 * Returns: the encoding
 */
DsnEncoding dsn_encoding_read (DsnSpan body);

G_END_DECLS
