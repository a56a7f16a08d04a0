/* dsn-limits.h: every ceiling that a message can reach, and its default. */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DsnLimits:
 * @message_size: bytes of one message; a larger one is not read
 * @parts: MIME parts of a message, those of nested messages included
 * @depth: nesting of multiparts and messages
 * @headers: header fields of one message or part
 * @header_size: bytes of one header field; longer ones are kept as junk lines
 * @boundary_size: bytes of a boundary (RFC 2046 §5.1.1 allows 70)
 * @value_size: bytes of one value that is decoded for output; longer ones are cut
 * @fields: fields of one group of a delivery-status part
 * @field_size: bytes of one such field's text; longer ones are cut
 * @recipients: recipients of one report
 * @decoded_size: bytes of all parts of a message that had to be decoded to be read
 * @defects: findings recorded for one message
 *
 * 0 stands for the default, never for "no limit". Reaching a limit stops what reached
 * it, keeps what was read, and is a defect in the report.
 */
typedef struct {
  gsize message_size;
  guint parts;
  guint depth;
  guint headers;
  gsize header_size;
  gsize boundary_size;
  gsize value_size;
  guint fields;
  gsize field_size;
  guint recipients;
  gsize decoded_size;
  guint defects;
} DsnLimits;

/**
 * dsn_limits_resolve:
 * @limits: (nullable): what the caller wants
 *
 * Returns: @limits with every 0 replaced by its default; all defaults for %NULL
 */
DSN_API DsnLimits dsn_limits_resolve (const DsnLimits *limits);

/**
 * dsn_limit_fits:
 * @used: what is there already
 * @more: what is to be added
 * @limit: the ceiling
 *
 * Returns: whether @used and @more together stay within @limit; cannot overflow
 */
gboolean dsn_limit_fits (gsize used, gsize more, gsize limit);

G_END_DECLS
