/* dsn-original.c: the returned message -> what the report tells of it. */
#include "dsn-original.h"

#include "dsn-headers.h"

void
dsn_original_read (const DsnMessage *message, DsnSpan header, const DsnLimits *limits,
                   DsnReport *report)
{
  g_auto (DsnValues) values;

  dsn_values_init (&values, report, message, limits->value_size);
  dsn_headers_read_block (&values, header, &report->original);
  report->has_original = TRUE;
}
