/* dsn-scan.c: a cursor over a span. */
#include "dsn-scan.h"

gboolean
dsn_scan_until (DsnScan *scan, guint8 byte, DsnSpan *before)
{
  DsnSpan rest = dsn_scan_rest (scan);
  gsize position;

  if (!dsn_span_find_byte (rest, byte, &position))
    return FALSE;
  *before = dsn_span_slice (rest, 0, position);
  scan->at += position;
  return TRUE;
}

gboolean
dsn_scan_uint (DsnScan *scan, guint max_digits, guint *value)
{
  DsnScan s = *scan;
  guint digits = 0, number = 0;

  g_assert (max_digits > 0 && max_digits <= 9);
  while (!dsn_scan_at_end (&s) && g_ascii_isdigit (*s.at)) {
    if (++digits > max_digits)
      return FALSE;
    number = number * 10 + (guint) (*s.at++ - '0');
  }
  if (digits == 0)
    return FALSE;
  *value = number;
  *scan = s;
  return TRUE;
}
