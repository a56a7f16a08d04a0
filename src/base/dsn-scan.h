/* dsn-scan.h: a cursor over a span: peek, take, mark.
 *
 * A function that takes something moves the cursor and returns TRUE; one that cannot
 * leaves the cursor and its out-parameters untouched and returns FALSE. A mark is a
 * copy of the cursor. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnScan:
 * @at: the next byte
 * @end: one past the last byte
 */
typedef struct {
  const guint8 *at;
  const guint8 *end;
} DsnScan;

/**
 * dsn_scan_over:
 * @span: bytes that outlive the cursor
 *
 * Returns: a cursor at the first byte of @span
 */
static inline DsnScan
dsn_scan_over (DsnSpan span)
{
  /* NULL + 0 is undefined: an empty span may have no data. */
  return (DsnScan){ span.data, span.len > 0 ? span.data + span.len : span.data };
}

/**
 * dsn_scan_left:
 *
 * Returns: bytes between the cursor and its end
 */
static inline gsize
dsn_scan_left (const DsnScan *scan)
{
  return (gsize) (scan->end - scan->at);
}

/**
 * dsn_scan_at_end:
 *
 * Returns: whether nothing is left
 */
static inline gboolean
dsn_scan_at_end (const DsnScan *scan)
{
  return scan->at == scan->end;
}

/**
 * dsn_scan_rest:
 *
 * Returns: what is left; the cursor stays
 */
static inline DsnSpan
dsn_scan_rest (const DsnScan *scan)
{
  return (DsnSpan){ scan->at, dsn_scan_left (scan) };
}

/**
 * dsn_scan_peek:
 *
 * Returns: the next byte, or 0 at the end (a NUL in the text gives 0 as well)
 */
static inline guint8
dsn_scan_peek (const DsnScan *scan)
{
  return dsn_scan_at_end (scan) ? 0 : *scan->at;
}

/**
 * dsn_scan_byte:
 * @byte: the byte that must come next
 *
 * Takes one byte.
 */
static inline gboolean
dsn_scan_byte (DsnScan *scan, guint8 byte)
{
  if (dsn_scan_at_end (scan) || *scan->at != byte)
    return FALSE;
  scan->at++;
  return TRUE;
}

/**
 * dsn_scan_until:
 * @byte: where to stop
 * @before: (out): set to what stands before @byte
 *
 * Takes everything before the next @byte, not @byte itself; fails when there is none.
 */
gboolean dsn_scan_until (DsnScan *scan, guint8 byte, DsnSpan *before);

/**
 * dsn_scan_uint:
 * @max_digits: how many digits there may be at the most; not over 9
 * @value: (out): set to the number
 *
 * Takes a run of one to @max_digits decimal digits that no further digit follows.
 */
gboolean dsn_scan_uint (DsnScan *scan, guint max_digits, guint *value);

G_END_DECLS
