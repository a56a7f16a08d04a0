/* dsn-wording-rank.c: which of the rows that fit a text is believed. */
#include "dsn-wording-rank.h"

#include <string.h>

static gboolean
is_inside (const DsnWordingCandidate *inner, const DsnWordingCandidate *outer)
{
  return inner->from >= outer->from && inner->to <= outer->to;
}

/* Whether @one is no more than what came of the other, be it ever so long. */
static gboolean
yields (const DsnWordingCandidate *one, const DsnWordingCandidate *other)
{
  if (one->tells < DSN_WORDING_TELLS_REFUSAL || is_inside (one, other) ||
      is_inside (other, one))
    return FALSE;
  return one->tells == DSN_WORDING_TELLS_END ? other->tells != DSN_WORDING_TELLS_END
                                             : other->tells == DSN_WORDING_TELLS_CAUSE;
}

/* The rows of who wrote the report come first, those of another system last. */
static guint
vendor_rank (const DsnWordingRanking *ranking, guint32 row)
{
  const char *vendor = ranking->set->rows[row].vendor;

  if (g_strcmp0 (vendor, ranking->vendor) == 0)
    return 2;
  return strcmp (vendor, "any") == 0 ? 1 : 0;
}

/* Ranks @a before @b (below 0) or behind it. */
static int
compare_candidates (gconstpointer a, gconstpointer b, gpointer data)
{
  const DsnWordingCandidate *one = a, *other = b;
  const DsnWordingRanking *ranking = data;
  guint ours, theirs;

  if (yields (one, other))
    return 1;
  if (yields (other, one))
    return -1;
  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  ours = vendor_rank (ranking, one->row);
  theirs = vendor_rank (ranking, other->row);
  if (ours != theirs)
    return ours > theirs ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

static guint
get_flags (const DsnWordingRanking *ranking, const DsnWordingCandidate *candidate)
{
  return ranking->set->plans[candidate->row].flags;
}

static void
keep_better (DsnWordingRanking *ranking, DsnWordingCandidate *kept,
             const DsnWordingCandidate *candidate)
{
  if (kept->row == DSN_WORDING_NO_ROW ||
      compare_candidates (candidate, kept, ranking) < 0)
    *kept = *candidate;
}

static void
note (const DsnWordingRanking *ranking, const DsnWordingCandidate *candidate)
{
  for (guint i = 0; i < ranking->all->len; i++)
    if (g_array_index (ranking->all, DsnWordingCandidate, i).row == candidate->row)
      return;
  g_array_append_vals (ranking->all, candidate, 1);
}

/* Puts @candidate where it belongs among those that rank best. */
static void
rank (DsnWordingRanking *ranking, const DsnWordingCandidate *candidate)
{
  DsnWordingCandidate *ranked = ranking->ranked;
  guint at, count = ranking->ranked_count;

  for (guint i = 0; i < count; i++)
    if (ranked[i].row == candidate->row)
      return;
  if (count == DSN_WORDING_RANKED_MAX &&
      compare_candidates (candidate, &ranked[count - 1], ranking) > 0)
    return;
  if (count < DSN_WORDING_RANKED_MAX)
    ranking->ranked_count = ++count;
  for (at = count - 1;
       at > 0 && compare_candidates (candidate, &ranked[at - 1], ranking) < 0; at--)
    ranked[at] = ranked[at - 1];
  ranked[at] = *candidate;
}

void
dsn_wording_ranking_init (DsnWordingRanking *ranking, const DsnWordingSet *set,
                          const DsnWordingQuery *query)
{
  ranking->set = set;
  ranking->vendor = query->vendor;
  ranking->ranked_count = 0;
  ranking->spares = ranking->is_about_other = FALSE;
  ranking->kept.row = ranking->other.row = DSN_WORDING_NO_ROW;
  ranking->all = NULL;
}

void
dsn_wording_ranking_add (DsnWordingRanking *ranking,
                         const DsnWordingCandidate *candidate)
{
  guint flags = get_flags (ranking, candidate);

  rank (ranking, candidate);
  if ((flags & DSN_WORDING_GIVES_UP) == 0) {
    ranking->spares |= (flags & DSN_WORDING_SPARES) != 0;
    keep_better (ranking, &ranking->kept, candidate);
  }
  if ((flags & DSN_WORDING_ABOUT_ADDRESS) == 0) {
    ranking->is_about_other |= (flags & DSN_WORDING_SPARES_OTHER) != 0;
    keep_better (ranking, &ranking->other, candidate);
  }
  if (ranking->all != NULL)
    note (ranking, candidate);
}

/* Where a row says that it would be wrong to give the address up: puts the best of the
 * rows that keep it before a winner that would do so; and if that row is about
 * something else, the best that is so, too, before any about the address. */
static void
spare_address (DsnWordingRanking *ranking)
{
  DsnWordingCandidate *ranked = ranking->ranked;
  const DsnWordingCandidate *best = NULL;
  guint at = 0, flags = get_flags (ranking, &ranked[0]);

  if (ranking->is_about_other && (flags & DSN_WORDING_ABOUT_ADDRESS) != 0)
    best = &ranking->other;
  else if (ranking->spares && (flags & DSN_WORDING_GIVES_UP) != 0)
    best = &ranking->kept;
  if (best == NULL)
    return;
  while (at < ranking->ranked_count && ranked[at].row != best->row)
    at++;
  if (at == ranking->ranked_count && at < DSN_WORDING_RANKED_MAX)
    ranking->ranked_count++;
  for (at = MIN (at, DSN_WORDING_RANKED_MAX - 1); at > 0; at--)
    ranked[at] = ranked[at - 1];
  ranked[0] = *best;
}

/* All but the winner, by rank. */
static void
sort_losers (DsnWordingRanking *ranking)
{
  GArray *all = ranking->all;

  g_qsort_with_data (all->data, (gint) all->len, sizeof (DsnWordingCandidate),
                     compare_candidates, ranking);
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, DsnWordingCandidate, i).row == ranking->ranked[0].row) {
      g_array_remove_index (all, i);
      return;
    }
}

void
dsn_wording_ranking_finish (DsnWordingRanking *ranking)
{
  spare_address (ranking);
  if (ranking->all != NULL)
    sort_losers (ranking);
}

/* What the words of a row weigh, without its conditions. */
static guint
weigh_words (const DsnWordingRanking *ranking, const DsnWordingCandidate *candidate)
{
  const DsnWording *row = &ranking->set->rows[candidate->row];

  return candidate->weight - (row->replies != NULL ? DSN_WORDING_REPLY_WEIGHT : 0u) -
         (row->sent != NULL ? DSN_WORDING_SENT_WEIGHT : 0u);
}

DsnWordingLost
dsn_wording_ranking_find_lost (const DsnWordingRanking *ranking,
                               const DsnWordingCandidate *loser)
{
  const DsnWordingCandidate *winner = &ranking->ranked[0];
  guint flags = get_flags (ranking, loser);

  if ((ranking->spares && (flags & DSN_WORDING_GIVES_UP) != 0) ||
      (ranking->is_about_other && (flags & DSN_WORDING_ABOUT_ADDRESS) != 0))
    return DSN_WORDING_LOST_SPARED;
  /* A heavier one yielded to a third, which stands behind the winner itself. */
  if (yields (loser, winner) || loser->weight > winner->weight)
    return DSN_WORDING_LOST_SYMPTOM;
  if (winner->weight > loser->weight)
    return weigh_words (ranking, winner) > weigh_words (ranking, loser)
               ? DSN_WORDING_LOST_LENGTH
               : DSN_WORDING_LOST_CONDITION;
  /* Of equals, one vendor's rows stand before another's only where a report is his. */
  return winner->row < loser->row ? DSN_WORDING_LOST_ORDER : DSN_WORDING_LOST_VENDOR;
}
