/* dsn-typed.c: "type; value" pairs of delivery-status fields (RFC 3464 §2.1.2). */
#include "dsn-typed.h"

#include "dsn-token.h"

/* The longest registered type has 6 letters, the longest seen about 20. */
#define TYPE_MAX_LEN 64

gboolean
dsn_typed_scan (DsnScan *scan, DsnTyped *typed)
{
  DsnScan s = *scan;
  DsnSpan type;

  if (!dsn_scan_at_end (&s) && !dsn_token_is_atext (*s.at))
    dsn_token_skip_cfws (&s);
  type.data = s.at;
  while (!dsn_scan_at_end (&s) && dsn_token_is_atext (*s.at))
    s.at++;
  type.len = (gsize) (s.at - type.data);
  if (dsn_scan_peek (&s) != ';')
    dsn_token_skip_cfws (&s);
  if (type.len == 0 || type.len > TYPE_MAX_LEN || !dsn_scan_byte (&s, ';'))
    return FALSE;

  *typed = (DsnTyped){ type, dsn_span_trim (dsn_scan_rest (&s)) };
  scan->at = scan->end;
  return TRUE;
}
