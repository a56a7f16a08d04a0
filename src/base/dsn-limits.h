/* dsn-limits.h: every ceiling that a message can reach, and its default. */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DsnLimits:
 * @message_size: bytes of one message; a larger one is not read (64 MiB)
 * @parts: MIME parts of a message, those of nested messages included (1000)
 * @depth: nesting of multiparts and messages (32)
 * @headers: header fields of one message or part (10000)
 * @header_size: bytes of one header field; a longer one does not count for the
 *   structure of the message (1 MiB)
 * @boundary_size: bytes of a boundary (1024; RFC 2046 §5.1.1 allows 70)
 * @value_size: bytes of one header value that is shown; longer ones are cut (16 KiB)
 * @fields: fields of one group of a delivery-status part (1000)
 * @field_size: bytes of one such field's text; longer ones are cut (64 KiB)
 * @recipients: recipients of one report (10000)
 * @notice_size: bytes of the text for people that is read where a report has no fields
 *   for machines (1 MiB)
 * @decoded_size: bytes of all parts of a message that had to be decoded to be read
 *   (16 MiB)
 * @defects: findings recorded for one message (100)
 *
 * 0 stands for the default, given in parentheses above, never for "no limit". Reaching
 * a limit stops what reached it, keeps what was read, and is a defect in the report.
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
  gsize notice_size;
  gsize decoded_size;
  guint defects;
} DsnLimits;

/**
 * dsn_limits_resolve: (skip)
 * @limits: (nullable): what the caller wants
 *
 * Returns: @limits with every 0 replaced by its default; all defaults for %NULL
 */
DSN_API DsnLimits dsn_limits_resolve (const DsnLimits *limits);

G_END_DECLS
