/* dsn-compare.c: observations of all sides -> what they mean together. */
#include "dsn-compare.h"

#include "dsn-conclusion-table.h"

#define FAILING                                                                        \
  (DSN_COLUMN (DSN_STATE_SERVFAIL) | DSN_COLUMN (DSN_STATE_TIMEOUT) |                  \
   DSN_COLUMN (DSN_STATE_REFUSED) | DSN_COLUMN (DSN_STATE_TRUNCATED) |                 \
   DSN_COLUMN (DSN_STATE_LAME) | DSN_COLUMN (DSN_STATE_POLICY))
#define UNREACHED                                                                      \
  (DSN_COLUMN (DSN_STATE_TIMEOUT) | DSN_COLUMN (DSN_STATE_REFUSED) |                   \
   DSN_COLUMN (DSN_STATE_TRUNCATED))
/* Needs that are so telling that an open column does not matter. */
#define DECISIVE (DSN_NEED_SILENCE | DSN_NEED_NO_CONNECTION)
#define USABLE (DSN_COLUMN (DSN_STATE_USABLE) | DSN_COLUMN (DSN_STATE_STALE))

/* The states of one side: all, and those that are left when servers that failed are
 * not counted beside others that answered. */
typedef struct {
  guint32 all;
  guint32 settled;
} Side;

/* A bad node of a local pool matters as long as others of it find the hosts; elsewhere
 * a server that gives no answer says nothing against one that does. */
static Side
side_of (const GPtrArray *views, DsnRole role)
{
  Side side = { 0, 0 };

  for (guint i = 0; i < views->len; i++) {
    const DsnView *view = g_ptr_array_index (views, i);

    if (view->role == role && view->state != DSN_STATE_NONE)
      side.all |= DSN_COLUMN (view->state);
  }
  side.settled = side.all;
  if ((side.all & ~FAILING) != 0 &&
      (role != DSN_ROLE_LOCAL || (side.all & USABLE) == 0))
    side.settled &= ~FAILING;
  return side;
}

static gboolean
is_one_bit (guint32 bits)
{
  return (bits & (bits - 1)) == 0;
}

static gboolean
fits_column (guint32 column, Side side)
{
  guint32 bogus = DSN_COLUMN (DSN_STATE_BOGUS);

  switch (column) {
  case DSN_COLUMN_ANY:
    return TRUE;
  case DSN_COLUMN_MIXED:
    return (side.all & USABLE) != 0 && (side.all & ~USABLE) != 0;
  case DSN_COLUMN_DISAGREE:
    return !is_one_bit (side.settled & ~FAILING) && (side.settled & ~USABLE) != 0;
  case DSN_COLUMN_NO_USABLE:
    return (side.all & USABLE) == 0;
  case DSN_COLUMN_SOME_BOGUS:
    return (side.all & bogus) != 0 && (side.all & ~(bogus | USABLE | FAILING)) == 0;
  default:
    return (side.settled & ~column) == 0;
  }
}

/* How a row stands: it does not fit, may fit, or does. */
typedef enum { NO, MAYBE, YES } Fit;

static Fit
fit_row (const DsnConclusion *row, const Side *sides, guint met)
{
  Fit fit = YES;

  if ((row->needs & ~met) != 0)
    return NO;
  for (guint role = 0; role < DSN_ROLES; role++) {
    if (row->columns[role] == DSN_COLUMN_ANY)
      continue;
    if (sides[role].all == 0)
      fit = (row->needs & DECISIVE) != 0 ? fit : MAYBE;
    else if (!fits_column (row->columns[role], sides[role]))
      return NO;
  }
  return fit;
}

/* Whether every side that the row speaks of was asked. */
static gboolean
is_confirmed (const DsnConclusion *row, const Side *sides)
{
  for (guint role = 0; role < DSN_ROLES; role++)
    if (row->columns[role] != DSN_COLUMN_ANY && sides[role].all == 0)
      return FALSE;
  return TRUE;
}

/* The first row that fits ends the search: what comes behind it is more general. */
static DsnComparison
search (const Side *sides, guint met)
{
  DsnComparison found = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (dsn_conclusions); i++) {
    Fit fit = fit_row (&dsn_conclusions[i], sides, met);

    if (fit == NO || found.possible_count == DSN_COMPARE_MAX_POSSIBLE)
      continue;
    found.possible[found.possible_count++] = &dsn_conclusions[i];
    if (fit == YES)
      break;
  }
  if (found.possible_count == 1) {
    found.row = found.possible[0];
    found.confirmed = is_confirmed (found.row, sides);
  }
  return found;
}

DsnComparison
dsn_compare (const GPtrArray *views, guint met)
{
  Side sides[DSN_ROLES];
  DsnComparison found;

  for (guint role = 0; role < DSN_ROLES; role++)
    sides[role] = side_of (views, (DsnRole) role);
  if (sides[DSN_ROLE_INDEPENDENT].all != 0)
    met |= DSN_NEED_INDEPENDENT;
  found = search (sides, met);
  if (found.possible_count > 0)
    return found;
  /* Servers that nobody can reach from here say nothing about the domain. */
  for (guint role = DSN_ROLE_INDEPENDENT; role < DSN_ROLES; role++)
    if ((sides[role].all & ~UNREACHED) == 0)
      sides[role] = (Side){ 0, 0 };
  if (sides[DSN_ROLE_INDEPENDENT].all == 0)
    met &= ~DSN_NEED_INDEPENDENT;
  return search (sides, met);
}
