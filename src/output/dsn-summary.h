/* dsn-summary.h: counts over many messages, as text and as JSON. */
#pragma once

#include "dsn-filter.h"
#include "dsn-json.h"

G_BEGIN_DECLS

/**
 * DsnSummary:
 *
 * Counts by kind, category, status, domain, generator and actions.
 */
typedef struct _DsnSummary DsnSummary;

/**
 * DsnTotals:
 * @reports: messages that are reports
 * @others: messages that were read and are none
 * @errors: messages and inputs that could not be read
 * @left_out: reports that a filter does not let through
 * @skipped: entries of folders that are no mail by their names
 * @bytes: bytes of all messages that were read
 *
 * What was seen: messages are the sum of the first three.
 */
typedef struct {
  guint64 reports;
  guint64 others;
  guint64 errors;
  guint64 left_out;
  guint64 skipped;
  guint64 bytes;
} DsnTotals;

/**
 * dsn_summary_new:
 *
 * Returns: (transfer full): a summary of nothing
 */
DsnSummary *dsn_summary_new (void);

/**
 * dsn_summary_free:
 * @summary: (nullable): a summary
 */
void dsn_summary_free (DsnSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnSummary, dsn_summary_free)

/**
 * dsn_summary_facts:
 * @report: a report
 * @filter: which of its recipients count
 * @facts: where to add
 *
 * Adds what of a report is counted, as bytes that another process can count.
 */
void dsn_summary_facts (const DsnReport *report, const DsnFilter *filter,
                        GString *facts);

/**
 * dsn_summary_count:
 * @facts: of a report, from dsn_summary_facts()
 *
 * Counts a report, up to a fact that has no end or is none. Of domains as many are told
 * apart as DSN_SUMMARY_NAMES_MAX, and those that come later are counted together,
 * without a name.
 */
void dsn_summary_count (DsnSummary *summary, DsnSpan facts);

/* How many names of a sort are told apart. */
#define DSN_SUMMARY_NAMES_MAX 100000

/**
 * dsn_summary_save:
 *
 * Adds all counts as lines of text that dsn_summary_load() takes, one by one.
 */
void dsn_summary_save (const DsnSummary *summary, GString *out);

/**
 * dsn_summary_load:
 * @line: a line of dsn_summary_save(), without its end
 *
 * Returns: whether it was one
 */
gboolean dsn_summary_load (DsnSummary *summary, const char *line);

/**
 * dsn_summary_append_text:
 * dsn_summary_append_json:
 *
 * Adds the counts, the most frequent first: for people in lines of at most 80 columns,
 * with no more than ten names of each sort; for programs all, as one line of JSON.
 */
void dsn_summary_append_text (const DsnSummary *summary, const DsnTotals *totals,
                              GString *out);
void dsn_summary_append_json (const DsnSummary *summary, const DsnTotals *totals,
                              GString *out);

G_END_DECLS
