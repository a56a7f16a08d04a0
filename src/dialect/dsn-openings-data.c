/* dsn-openings-data.c: the openings of all families. */
#include "dsn-openings.h"

#include "dsn-openings-table.h"

const DsnOpenings dsn_openings = {
  .begins = opening_begins,
  .starts = opening_starts,
  .inside = opening_inside,
  .inside_count = G_N_ELEMENTS (opening_inside),
  .none = opening_none,
};
