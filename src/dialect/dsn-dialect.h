/* dsn-dialect.h: asks every dialect for a bid on a message, and runs the best. */
#pragma once

#include "dsn-blocks.h"
#include "dsn-limits.h"
#include "dsn-message.h"
#include "dsn-notice.h"
#include "dsn-openings.h"
#include "dsn-report-private.h"
#include "dsn-signs.h"
#include "dsn-weigh.h"

G_BEGIN_DECLS

/**
 * DsnCandidate:
 * @message: the message
 * @limits: resolved limits
 * @report: what is filled by the dialect that wins
 * @signs: what its header says for and against its being a notice; read, as @other is,
 *   before the first row is asked that bids on more than structure
 * @other: a part of it is a report of another kind
 * @open: its header leaves everything possible; if not, only rows may bid that need no
 *   mail system
 * @found: the mail systems that its header speaks for (%DSN_SIGN_BY)
 * @hand: whose hand wrote it
 * @asked: the number of the row that bids
 * @has_notice: its text was read
 * @notice: that text; ask dsn_candidate_get_notice()
 * @has_openings: the openings were looked for
 * @openings: for each row the line that it opens with; only for dsn_row_bid()
 *
 * A message that dialects bid on.
 */
typedef struct {
  DsnMessage *message;
  const DsnLimits *limits;
  DsnReport *report;
  gboolean weighed;
  DsnSigns signs;
  gboolean other;
  gboolean open;
  guint32 found;
  DsnHand hand;
  guint asked;
  gboolean has_notice;
  gboolean has_openings;
  guint8 openings[DSN_OPENING_ROWS_MAX];
  DsnNotice notice;
} DsnCandidate;

/**
 * dsn_candidate_get_notice:
 *
 * Returns: (transfer none): what the message says to people; read when first asked for,
 *   so only dialects ask that the header has made hopeful
 */
const DsnNotice *dsn_candidate_get_notice (DsnCandidate *candidate);

typedef struct _DsnRow DsnRow;

/* So much more than its weight may a row bid. */
#define DSN_ROW_BONUS_MAX 8

/* What a row bids at the most that is not the first family's. */
#define DSN_ROW_BID_MAX (80 + DSN_ROW_BONUS_MAX)

/**
 * DsnRow:
 * @format: the name of the shape: `qmail`, `exim`, ...
 * @generator: (nullable): the system that writes it, where the shape tells
 * @weight: what it bids when it fits, 1 to 80: 50 for a phrase that only one system
 *   writes, less for one that others may have copied; up to %DSN_ROW_BONUS_MAX is added
 *   to it for what makes it surer
 * @header: the kinds of signs in rules/mail-signs.toml (%DSN_SIGN_BY), one of which
 * makes the message hopeful even if its From and Return-Path do not; needed where
 * @opening is %NULL
 * @opening: (nullable): phrases, one of which stands in the first lines of the text
 * @begins: (nullable): recipients stand behind the first line with one of these (or in
 *   it); %NULL, or where no line has one: from the first line on
 * @blocks: how they stand there, and where they end
 * @action: what was done; %DSN_ACTION_UNKNOWN: failed, or delayed if the Subject or a
 *   line says so
 * @careful: the shapes are so common that the text may name others than recipients:
 *   what dsn_row_drop_others() finds is left out
 * @reporters: (nullable): what stands before the name of the reporting MTA
 * @bid: (nullable): code of its own that bids instead: 0, or as much as a row without
 *   it may bid; not asked where that is not enough
 * @read: (nullable): code of its own that reads instead
 *
 * One shape of notice. Lists of phrases are as in #DsnBlockRules.
 */
struct _DsnRow {
  const char *format;
  const char *generator;
  guint weight;
  guint32 header;
  const char *const *opening;
  const char *const *begins;
  DsnBlockRules blocks;
  DsnAction action;
  gboolean careful;
  const char *const *reporters;
  guint (*bid) (DsnCandidate *candidate, const DsnRow *row);
  void (*read) (DsnCandidate *candidate, const DsnRow *row);
};

/**
 * DsnFamily:
 * @rows: the shapes that one file reads
 * @count: how many there are
 * @structure: they bid on parts of the message, whatever its header says; any other row
 *   is asked only where the header says that a mail system wrote the message, or has
 *   what the row is known by
 */
typedef struct {
  const DsnRow *rows;
  gsize count;
  gboolean structure;
} DsnFamily;

/* A family over an array of rows. */
#define DSN_FAMILY(array)                                                              \
  {                                                                                    \
    array, G_N_ELEMENTS (array), FALSE                                                 \
  }

/* The same for rows that bid on structure. */
#define DSN_FAMILY_OF_STRUCTURE(array)                                                 \
  {                                                                                    \
    array, G_N_ELEMENTS (array), TRUE                                                  \
  }

#define DSN_FAMILY_COUNT 18

/* In the order in which they are asked; rows are numbered from the first to the last.
 */
extern const DsnFamily *const dsn_families[DSN_FAMILY_COUNT];

/**
 * dsn_dialect_read:
 * @message: the message
 * @limits: resolved limits
 * @report: what is filled; its kind stays %DSN_KIND_OTHER if no dialect wants it
 *
 * Fills a report from a message by the row that bids the most; of equal bids the first
 * wins.
 */
void dsn_dialect_read (DsnMessage *message, const DsnLimits *limits, DsnReport *report);

/**
 * dsn_dialect_read_thoroughly:
 *
 * The same as dsn_dialect_read(), but every reader is asked, and looks at everything,
 * whatever the header has ruled out: for tests that what is ruled out would not have
 * won.
 */
void dsn_dialect_read_thoroughly (DsnMessage *message, const DsnLimits *limits,
                                  DsnReport *report);

/* What dsn_dialect_read_alone() returns when no reader is left. */
#define DSN_DIALECT_NONE G_MAXUINT

/**
 * dsn_dialect_read_alone:
 * @from: the number of a reader; 0 is the first
 * @message: the message, which nothing has read before
 * @report: an empty record
 *
 * Fills a report by the first reader from @from on that bids at all, however much
 * others bid: for tests that all of them are sound, and not only the winner.
 *
 * Returns: the number behind that reader; %DSN_DIALECT_NONE if none was left
 */
guint dsn_dialect_read_alone (guint from, DsnMessage *message, const DsnLimits *limits,
                              DsnReport *report);

/**
 * dsn_dialect_find_text_row:
 *
 * Returns: (nullable): the row that bids the most on the text of a message, whatever
 *   parts for machines it has
 */
const DsnRow *dsn_dialect_find_text_row (DsnCandidate *candidate);

/**
 * dsn_row_bid:
 *
 * @row: the row that is asked
 *
 * Returns: what a row without code of its own bids on a message; nothing on reports of
 *   another kind
 */
guint dsn_row_bid (DsnCandidate *candidate, const DsnRow *row);

/**
 * dsn_candidate_is_system:
 *
 * Returns: whether its header says that a mail system wrote the message
 */
gboolean dsn_candidate_is_system (const DsnCandidate *candidate);

/**
 * dsn_row_has_header:
 *
 * Returns: whether the message has one of the header fields of @row
 */
gboolean dsn_row_has_header (const DsnCandidate *candidate, const DsnRow *row);

/**
 * dsn_row_read:
 *
 * Reads a message as a row says: recipients with their words, the replies of a
 * transcript, the reporting MTA, the returned message. Where the text names nobody, the
 * recipient is guessed, and the report says so.
 */
void dsn_row_read (DsnCandidate *candidate, const DsnRow *row);

/**
 * dsn_row_add_recipients:
 * @blocks: recipients as dsn_blocks_read() gives them
 * @action: what was done to them
 *
 * Adds them to the report of @candidate, each address once; for code of a row's own.
 * Ends with dsn_row_finish().
 */
void dsn_row_add_recipients (DsnCandidate *candidate, const DsnBlocks *blocks,
                             DsnAction action);

/**
 * dsn_row_is_other:
 *
 * Returns: whether @address is the reporter's, a help desk's, or that of the sender, to
 *   whom the notice went
 */
gboolean dsn_row_is_other (const DsnCandidate *candidate, DsnSpan address);

/**
 * dsn_row_drop_others:
 *
 * Takes out of @blocks the addresses of the reporter, of the postmaster and of help
 * desks; and that of the sender, to whom the notice went, if others are left.
 */
void dsn_row_drop_others (const DsnCandidate *candidate, DsnBlocks *blocks);

/**
 * dsn_row_finish:
 * @row: the row that reads
 * @first: the first recipient of the report that it has added
 *
 * Completes what all notices have in common: replies from a transcript, the addresses
 * to act on, a guess if there is no recipient, the returned message.
 */
void dsn_row_finish (DsnCandidate *candidate, const DsnRow *row, guint first);

extern const DsnFamily dsn_family_rfc3464;
extern const DsnFamily dsn_family_qmail;
extern const DsnFamily dsn_family_exim;
extern const DsnFamily dsn_family_sendmail;
extern const DsnFamily dsn_family_exchange;
extern const DsnFamily dsn_family_tnef;
extern const DsnFamily dsn_family_domino;
extern const DsnFamily dsn_family_windows;
extern const DsnFamily dsn_family_messaging;
extern const DsnFamily dsn_family_program;
extern const DsnFamily dsn_family_list;
extern const DsnFamily dsn_family_small;
extern const DsnFamily dsn_family_filter;
extern const DsnFamily dsn_family_google;
extern const DsnFamily dsn_family_provider;
extern const DsnFamily dsn_family_service;
extern const DsnFamily dsn_family_event;
extern const DsnFamily dsn_family_generic;

/**
 * DsnDialect:
 * @format: the name of the shape that it reads
 * @bid: how sure it is that it can read a message, of which it asks what it says of the
 *   hand that wrote it: 0 for not at all, up to 100; a bid
 *   of no more than @others, which was bid already, need not be found out and may be 0
 * @read: reads the message into the report; called only if it bid best
 *
 * The code that reads one shape of what is no delivery status.
 */
typedef struct {
  const char *format;
  guint (*bid) (DsnHand *hand, guint others);
  void (*read) (DsnMessage *message, const DsnLimits *limits, DsnReport *report);
} DsnDialect;

/* What is no delivery status; bounces have precedence over all of them. */
extern const DsnDialect dsn_dialect_feedback;
extern const DsnDialect dsn_dialect_disposition;
extern const DsnDialect dsn_dialect_tlsrpt;
extern const DsnDialect dsn_dialect_dmarc;
extern const DsnDialect dsn_dialect_complaint;
extern const DsnDialect dsn_dialect_challenge;
extern const DsnDialect dsn_dialect_receipt;
extern const DsnDialect dsn_dialect_auto_reply;

G_END_DECLS
