/* dsn-compose.h: the parts of a report -> a multipart/report, through GMime. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnComposedPart:
 * @type: e.g. `message`
 * @subtype: e.g. `delivery-status`
 * @charset: (nullable): the charset of text
 * @language: (nullable): the language of text (RFC 3282)
 * @seven_bit: what is not ASCII is put into a transfer encoding for seven bits
 * @body: its bytes, lines ended by LF
 *
 * One part of what is composed.
 */
typedef struct {
  const char *type;
  const char *subtype;
  const char *charset;
  const char *language;
  gboolean seven_bit;
  DsnSpan body;
} DsnComposedPart;

/**
 * dsn_compose_report:
 * @out: where to add
 * @report_type: the parameter report-type (RFC 6522 §3)
 * @parts: the parts
 * @count: how many
 *
 * Adds the Content-Type field of a multipart/report, an empty line, and its parts, in
 * lines that LF ends. The boundary follows from the parts, and stands in none of them.
 */
void dsn_compose_report (GString *out, const char *report_type,
                         const DsnComposedPart *parts, guint count);

/**
 * dsn_compose_date:
 * @seconds: seconds since 1970-01-01 UTC
 *
 * Returns: (transfer full) (nullable): the moment as RFC 5322 §3.3 wants it, in UTC;
 *   %NULL for one outside of the years 1 to 9999
 */
char *dsn_compose_date (gint64 seconds);

/**
 * dsn_compose_addresses:
 * @text: mail addresses with their names, decoded
 * @utf8: whether UTF-8 may stand in a header as it is
 *
 * Returns: (transfer full) (nullable): @text for a header, names that are not ASCII as
 *   encoded words where they have to be; %NULL if no address could be read, or one is
 *   not ASCII and has to be
 */
char *dsn_compose_addresses (const char *text, gboolean utf8);

/**
 * dsn_compose_addr_spec:
 * @text: mail addresses with their names, decoded
 *
 * Returns: (transfer full) (nullable): the first address without its name
 */
char *dsn_compose_addr_spec (const char *text);

G_END_DECLS
