/* dsn-filter.h: which reports and recipients somebody wants to see. */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * DsnFilter:
 *
 * Conditions on the date of a report, and words that one of its recipients has to fit.
 * A new one lets all through.
 */
typedef struct _DsnFilter DsnFilter;

/**
 * dsn_filter_new:
 *
 * Returns: (transfer full): a filter without conditions
 */
DsnFilter *dsn_filter_new (void);

/**
 * dsn_filter_free:
 * @filter: (nullable): a filter
 */
void dsn_filter_free (DsnFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnFilter, dsn_filter_free)

/**
 * dsn_filter_set_since:
 * dsn_filter_set_until:
 * @text: a time by RFC 3339 (`2025-03-04T07:15:32Z`), a day (`2025-03-04`, in UTC), or
 *   how long ago (`90s`, `15m`, `12h`, `7d`, `2w`)
 * @now: the present, seconds since 1970-01-01 UTC
 *
 * Sets the first or the last moment that is let through; a day begins with its first
 * second and ends with its last.
 *
 * Returns: whether @text is a time; if not, nothing is changed
 */
gboolean dsn_filter_set_since (DsnFilter *filter, const char *text, gint64 now);
gboolean dsn_filter_set_until (DsnFilter *filter, const char *text, gint64 now);

/**
 * dsn_filter_is_empty_span:
 *
 * Returns: whether the first moment is after the last
 */
gboolean dsn_filter_is_empty_span (const DsnFilter *filter);

/**
 * dsn_filter_words:
 *
 * Returns: (transfer container) (array zero-terminated=1): the words that
 *   dsn_filter_add() takes: categories, actions of reports and of verdicts, kinds
 */
const char **dsn_filter_words (void);

/**
 * dsn_filter_add:
 * @word: a category, an action or a kind
 *
 * Lets through what fits @word, besides what fits those that were added before.
 *
 * Returns: whether there is such a word
 */
gboolean dsn_filter_add (DsnFilter *filter, const char *word);

/**
 * dsn_filter_takes_recipient:
 * @recipient: a recipient of @report
 *
 * Returns: whether the recipient fits one of the words, or there are none
 */
gboolean dsn_filter_takes_recipient (const DsnFilter *filter, const DsnReport *report,
                                     const DsnRecipient *recipient);

/**
 * dsn_filter_takes:
 * @report: what was read of a message
 *
 * The date is that of the report, else that on which its message arrived; without
 * either the time is no reason to drop it. What is no report fits no word.
 *
 * Returns: whether the date fits, and one of the recipients
 */
gboolean dsn_filter_takes (const DsnFilter *filter, const DsnReport *report);

G_END_DECLS
