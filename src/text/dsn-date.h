/* dsn-date.h: moments as RFC 3339 writes them. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/* No moment at all. */
#define DSN_DATE_NONE G_MININT64

/* Bytes of "9999-12-31T23:59:59Z", its NUL included. */
#define DSN_DATE_TEXT_SIZE 21

/**
 * dsn_date_to_text:
 * @seconds: seconds since 1970-01-01 UTC, of the years 0001 to 9999
 * @text: (out caller-allocates): %DSN_DATE_TEXT_SIZE bytes
 *
 * Writes a moment in UTC as RFC 3339 wants it.
 *
 * Returns: (transfer none): @text, or %NULL for a moment outside of these years
 */
const char *dsn_date_to_text (gint64 seconds, char *text);

/**
 * dsn_date_read_iso:
 * @text: a date as ISO 8601 or RFC 3339 write it, blank for `T` allowed; with a zone
 * @seconds: (out): set on success only
 *
 * Returns: whether @text is such a date
 */
gboolean dsn_date_read_iso (DsnSpan text, gint64 *seconds);

/**
 * dsn_date_read_mail:
 * @text: a date in the one form that nearly all programs write (RFC 5322 §3.3, without
 *   the obsolete forms): `Thu, 29 Feb 2024 12:00:00 +0100 (CET)`; weekday, comment and
 *   the first digit of the day may be missing, and the zone may be `GMT`
 * @seconds: (out): set on success only
 *
 * What has another form, or is no moment of the years 1970 to 9999, is left to
 * dsn_decode_date().
 *
 * Returns: whether @text is such a date
 */
gboolean dsn_date_read_mail (DsnSpan text, gint64 *seconds);

G_END_DECLS
