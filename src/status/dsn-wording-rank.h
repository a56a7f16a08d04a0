/* dsn-wording-rank.h: which of the rows that fit a text is believed. */
#pragma once

#include "dsn-wording.h"

G_BEGIN_DECLS

/* How many rows are ranked; those behind them are not among the first four that name
 * another cause, as a rule. */
#define DSN_WORDING_RANKED_MAX 8

/* No row: nothing was found. */
#define DSN_WORDING_NO_ROW G_MAXUINT32

/**
 * DsnWordingCandidate:
 * @row: the number of a row that fits
 * @from: where its words begin in the folded text
 * @to: one past where they end
 * @weight: how specific it is
 * @tells: a #DsnWordingTells
 */
typedef struct {
  guint32 row;
  guint32 from;
  guint32 to;
  guint16 weight;
  guint8 tells;
} DsnWordingCandidate;

/**
 * DsnWordingRanking:
 * @set: the rows
 * @vendor: (nullable): who wrote the report, where known
 * @ranked: the best that fit, each once
 * @ranked_count: how many there are
 * @kept: the best that does not give the address up
 * @other: the best whose cause is not the address at all
 * @spares: a row says that the address may not be given up
 * @is_about_other: such a row is about the sender, say, not about time
 * @all: (nullable) (element-type DsnWordingCandidate): all that fit, where they are
 *   asked for
 */
typedef struct {
  const DsnWordingSet *set;
  const char *vendor;
  guint ranked_count;
  gboolean spares;
  gboolean is_about_other;
  DsnWordingCandidate kept;
  DsnWordingCandidate other;
  DsnWordingCandidate ranked[DSN_WORDING_RANKED_MAX];
  GArray *all;
} DsnWordingRanking;

/**
 * dsn_wording_ranking_init:
 * @query: what the rows were looked for in
 *
 * Makes a ranking of nothing. @all is the caller's to set.
 */
void dsn_wording_ranking_init (DsnWordingRanking *ranking, const DsnWordingSet *set,
                               const DsnWordingQuery *query);

/**
 * dsn_wording_ranking_add:
 * @candidate: a row that fits
 */
void dsn_wording_ranking_add (DsnWordingRanking *ranking,
                              const DsnWordingCandidate *candidate);

/**
 * dsn_wording_ranking_finish:
 *
 * Ends the ranking, of one row at least: puts the best of those that keep an address
 * before a winner that would give it up, where a row says that this would be wrong; and
 * sorts @all, without the winner, which is the first in @ranked.
 */
void dsn_wording_ranking_finish (DsnWordingRanking *ranking);

/**
 * dsn_wording_ranking_find_lost:
 * @loser: one of @all
 *
 * Returns: why it did not win
 */
DsnWordingLost dsn_wording_ranking_find_lost (const DsnWordingRanking *ranking,
                                              const DsnWordingCandidate *loser);

G_END_DECLS
