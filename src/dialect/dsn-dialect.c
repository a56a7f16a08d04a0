/* dsn-dialect.c: asks every dialect for a bid on a message, and runs the best. */
#include "dsn-dialect.h"

static const DsnDialect *const dialects[] = {
  &dsn_dialect_rfc3464,
};

void
dsn_dialect_read (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  const DsnDialect *best = NULL;
  guint most = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++) {
    guint bid = dialects[i]->bid (message);

    if (bid > most) {
      most = bid;
      best = dialects[i];
    }
  }
  if (best == NULL)
    return;
  best->read (message, limits, report);
  report->format = best->format;
}
