/* dsn-wording.h: phrases that systems are known to write, as rows of data. */
#pragma once

#include "dsn-automaton.h"
#include "dsn-recipient.h"

G_BEGIN_DECLS

/**
 * DsnWording:
 * @id: its name, stable
 * @vendor: who writes it: a generator's name, a provider, or `any`
 * @text: the phrase as written, `*` for what varies
 * @category: the cause it stands for
 * @replies: (nullable) (array zero-terminated=1): reply codes, or their first digits,
 * of which one has to be there
 * @sent: (nullable): enhanced codes of which one has to be there; a class of 0 ends
 * them
 * @source: where this is known from
 * @witness: a text that it must win on
 * @in_name: whether it may stand in a host name, an address or a URL
 * @spares: where it fits, no row wins that would give the address up: its words say
 * that others in the text are not about the recipient, or are not settled
 * @scope: where it is not as the category says; %DSN_SCOPE_NONE for the category's
 * @advice: likewise; %DSN_ADVICE_NONE for the category's
 * @code: the code it stands for; its class is what to take where nothing else tells one
 * @hard: likewise, 1 or 0; -1 for as the category says
 *
 * A row of rules/wordings/, or of a user's file.
 */
typedef struct {
  const char *id;
  const char *vendor;
  const char *text;
  const char *category;
  const guint16 *replies;
  const DsnCode *sent;
  const char *source;
  const char *witness;
  gboolean in_name;
  gboolean spares;
  DsnScope scope;
  DsnAdvice advice;
  DsnCode code;
  gint8 hard;
} DsnWording;

/**
 * DsnWordingTells:
 * @DSN_WORDING_TELLS_ADDRESS: that an address or a domain is bad, or no cause at all
 * @DSN_WORDING_TELLS_CAUSE: a cause that lies elsewhere
 * @DSN_WORDING_TELLS_REFUSAL: that mail was refused for some policy, whoever writes so:
 *   any nearer cause beats it that may pass
 * @DSN_WORDING_TELLS_END: what came of a cause (time ran out): any other row beats it
 *
 * What a row is worth beside others, whatever it weighs.
 */
typedef enum {
  DSN_WORDING_TELLS_ADDRESS,
  DSN_WORDING_TELLS_CAUSE,
  DSN_WORDING_TELLS_REFUSAL,
  DSN_WORDING_TELLS_END,
} DsnWordingTells;

/**
 * DsnWordingFlags:
 * @DSN_WORDING_OPEN_END: it ends with `*`, so it may end inside a word
 * @DSN_WORDING_CONDITIONS: it asks for replies or codes
 * @DSN_WORDING_IN_NAME: it may stand in a name
 * @DSN_WORDING_ABOUT_ADDRESS: its cause is one that addresses are given up for, even if
 *   the row only holds the address
 * @DSN_WORDING_GIVES_UP: a verdict that rests on it may be to give the address up
 * @DSN_WORDING_SPARES: where it fits, the address may not be given up
 * @DSN_WORDING_SPARES_OTHER: likewise, and it is about the sender, say, not about time
 */
typedef enum {
  DSN_WORDING_OPEN_END = 1 << 0,
  DSN_WORDING_CONDITIONS = 1 << 1,
  DSN_WORDING_IN_NAME = 1 << 2,
  DSN_WORDING_ABOUT_ADDRESS = 1 << 3,
  DSN_WORDING_GIVES_UP = 1 << 4,
  DSN_WORDING_SPARES = 1 << 5,
  DSN_WORDING_SPARES_OTHER = 1 << 6,
} DsnWordingFlags;

/**
 * DsnWordingPlan:
 * @weight: how specific it is: the more bytes and conditions, the more
 * @tells: a #DsnWordingTells
 * @flags: #DsnWordingFlags
 *
 * What matching needs of a row.
 */
typedef struct {
  guint16 weight;
  guint8 tells;
  guint8 flags;
} DsnWordingPlan;

/**
 * DsnWordingPlace:
 * @ends: where the rows that end here begin in the set's @ends
 * @goes_on: whether there are places behind it
 *
 * How far rows have come that begin with the same pieces: all of them are one way up to
 * where they part. Place 0 is before the first piece.
 */
typedef struct {
  guint32 ends;
  guint32 goes_on;
} DsnWordingPlace;

/* That a piece leads from one place to another. */
typedef struct {
  guint32 from;
  guint32 to;
} DsnWordingStep;

/**
 * DsnWordingSet:
 * @rows: the rows
 * @plans: one for each row
 * @row_count: how many there are
 * @automaton: finds the pieces
 * @places: all places; one more for the end
 * @ends: the rows by the place where they end
 * @step_start: where the steps of each piece begin in @steps; one more for the end
 * @steps: all steps; those of one piece by where they come from
 *
 * Rows ready to be matched. All of it is constant.
 */
typedef struct {
  const DsnWording *rows;
  const DsnWordingPlan *plans;
  guint32 row_count;
  DsnAutomaton automaton;
  const DsnWordingPlace *places;
  const guint32 *ends;
  const guint32 *step_start;
  const DsnWordingStep *steps;
} DsnWordingSet;

/**
 * DsnWordingQuery:
 * @text: the words of the failing system
 * @reply: its reply code, or 0
 * @status: the enhanced code inside its words, or class 0
 * @vendor: (nullable): who wrote the report, where known
 *
 * What a wording is looked for in.
 */
typedef struct {
  DsnSpan text;
  guint reply;
  DsnCode status;
  const char *vendor;
} DsnWordingQuery;

/* What a condition is worth, in bytes of text. */
#define DSN_WORDING_REPLY_WEIGHT 2
#define DSN_WORDING_SENT_WEIGHT 6

/* How many of the rows that lost a match remembers. */
#define DSN_WORDING_OVER_MAX 4

/**
 * DsnWordingLost:
 * @DSN_WORDING_WON: it has not lost
 * @DSN_WORDING_LOST_SYMPTOM: it tells that time ran out or that there is a policy, the
 * other why
 * @DSN_WORDING_LOST_LENGTH: its words say less
 * @DSN_WORDING_LOST_CONDITION: its words say as much, its conditions less
 * @DSN_WORDING_LOST_VENDOR: it says as much, but another's vendor wrote the report
 * @DSN_WORDING_LOST_ORDER: it says as much, but stands behind the other
 * @DSN_WORDING_LOST_RULES: the other is a user's
 * @DSN_WORDING_LOST_SPARED: it would give up an address that a third row spares
 *
 * Why a row that fits did not win.
 */
typedef enum {
  DSN_WORDING_WON,
  DSN_WORDING_LOST_SYMPTOM,
  DSN_WORDING_LOST_LENGTH,
  DSN_WORDING_LOST_CONDITION,
  DSN_WORDING_LOST_VENDOR,
  DSN_WORDING_LOST_ORDER,
  DSN_WORDING_LOST_RULES,
  DSN_WORDING_LOST_SPARED,
} DsnWordingLost;

/**
 * DsnWordingMatch:
 * @row: (nullable): a row that fits, the winner as a rule; %NULL if none does
 * @from: where its words begin in the query's text
 * @to: one past where they end
 * @weight: how specific it is
 * @tells: what it is worth beside others
 * @lost: why it did not win
 * @over: the best of the others that name another cause, by rank; of the winner only
 * @over_count: how many there are
 */
typedef struct {
  const DsnWording *row;
  gsize from;
  gsize to;
  guint weight;
  DsnWordingTells tells;
  DsnWordingLost lost;
  const DsnWording *over[DSN_WORDING_OVER_MAX];
  guint over_count;
} DsnWordingMatch;

/**
 * dsn_wording_builtin:
 *
 * Returns: (transfer none): the rows that libdsn brings along
 */
const DsnWordingSet *dsn_wording_builtin (void);

/**
 * dsn_wording_find:
 * @set: the rows
 * @query: where to look
 * @match: (out): the winner
 * @losers: (nullable) (element-type DsnWordingMatch): takes all others that fit, each
 *   once, by rank
 *
 * Finds the most specific row that fits; of equals one of the query's vendor wins, then
 * the first. Where a row fits that spares the address, those that would give it up
 * lose. Time depends on the text, not on the number of rows.
 *
 * Returns: whether one fits
 */
gboolean dsn_wording_find (const DsnWordingSet *set, const DsnWordingQuery *query,
                           DsnWordingMatch *match, GArray *losers);

/**
 * dsn_wording_names_no_cause:
 * @row: a row
 *
 * Returns: whether it only says that something went wrong
 */
static inline gboolean
dsn_wording_names_no_cause (const DsnWording *row)
{
  return g_str_equal (row->category, "transient-failure") ||
         g_str_equal (row->category, "unclassified");
}

/**
 * dsn_wording_lost_to_string:
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for the
 * winner
 */
const char *dsn_wording_lost_to_string (DsnWordingLost lost);

/**
 * dsn_wording_match_add_over:
 * @match: a winner
 * @row: a row that it beat
 *
 * Remembers @row, if it names another cause and there is room.
 */
void dsn_wording_match_add_over (DsnWordingMatch *match, const DsnWording *row);

G_END_DECLS
