/* dsn-compare.h: observations of all sides -> what they mean together. */
#pragma once

#include "dsn-check.h"
#include "dsn-view.h"

G_BEGIN_DECLS

/* What stands in a column of rules/dns-conclusions.toml: a bit for each state that its
 * servers may be in, or a pattern. */
#define DSN_COLUMN(state) (1u << (state))
enum {
  DSN_COLUMN_ANY = 1u << 24,        /* whatever they say */
  DSN_COLUMN_MIXED = 1u << 25,      /* some are usable, some are not */
  DSN_COLUMN_DISAGREE = 1u << 26,   /* those that answer do not say the same */
  DSN_COLUMN_NO_USABLE = 1u << 27,  /* none is usable */
  DSN_COLUMN_SOME_BOGUS = 1u << 28, /* one at least is, others fail or are usable */
};

/* What must be there for a row, whatever its columns say. */
enum {
  DSN_NEED_INDEPENDENT = 1u << 0,   /* independent servers were asked */
  DSN_NEED_SILENCE = 1u << 1,       /* nobody answered anything */
  DSN_NEED_NO_CONNECTION = 1u << 2, /* no mail host could be reached */
};

/**
 * DsnConclusion:
 * @id: `C-08`
 * @title: a few words
 * @who: who has to act
 * @meaning: a sentence
 * @advice: a sentence
 * @action: what to do with the addresses
 * @columns: what the servers of each #DsnRole must say
 * @needs: what else must be there
 * @failing: whether it goes on at this moment
 *
 * A row of rules/dns-conclusions.toml.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *who;
  const char *meaning;
  const char *advice;
  DsnCheckAction action;
  guint32 columns[DSN_ROLES];
  guint needs;
  gboolean failing;
} DsnConclusion;

/* Rows that may fit where columns are open. */
#define DSN_COMPARE_MAX_POSSIBLE 8

/**
 * DsnComparison:
 * @row: (nullable): the row that fits; %NULL where none does, or several may
 * @possible: the rows that may fit, where a column is open
 * @possible_count: how many
 * @confirmed: no column of @row is open
 */
typedef struct {
  const DsnConclusion *row;
  const DsnConclusion *possible[DSN_COMPARE_MAX_POSSIBLE];
  guint possible_count;
  gboolean confirmed;
} DsnComparison;

/**
 * dsn_compare:
 * @views: (element-type DsnView): all servers' views of one domain, observed together
 * @met: which needs are met
 *
 * Finds the first row of the table that fits. A side that was not asked, and one that
 * is not an authority's word because none of them can be reached from here, leaves its
 * column open.
 *
 * Returns: what was found
 */
DsnComparison dsn_compare (const GPtrArray *views, guint met);

G_END_DECLS
