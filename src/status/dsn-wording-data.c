/* dsn-wording-data.c: the wordings that libdsn brings along, ready to be matched. */
#include "dsn-wording.h"

#include "dsn-wording-rows.h"
#include "dsn-wording-tables.h"

const DsnWordingSet *
dsn_wording_builtin (void)
{
  static const DsnWordingSet set = {
    .rows = dsn_wording_rows,
    .plans = wording_plans,
    .row_count = G_N_ELEMENTS (dsn_wording_rows),
    .automaton = { wording_heads, wording_filter, WORDING_SHIFT, wording_shorter,
                   wording_seconds, wording_nodes },
    .places = wording_places,
    .ends = wording_ends,
    .step_start = wording_step_start,
    .steps = wording_steps,
  };

  return &set;
}
