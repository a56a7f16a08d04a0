/* dsn-rule-file-private.h: what rules are made of. */
#pragma once

#include "dsn-rule-file.h"
#include "dsn-wording.h"

G_BEGIN_DECLS

/**
 * dsn_rules_find:
 * @rules: (nullable): a user's rules
 * @losers: (nullable) (element-type DsnWordingMatch): takes all others that fit, those
 * of later files and ours included
 *
 * Looks in a user's rules first, file by file, then in ours: a row of a user's beats
 * any of ours.
 *
 * Returns: whether a row fits
 */
gboolean dsn_rules_find (const DsnRules *rules, const DsnWordingQuery *query,
                         DsnWordingMatch *match, GArray *losers);

/**
 * dsn_rules_weigh:
 *
 * Returns: how much of the text the row that wins fits, and one more; 1 where it tells
 *   no cause, 0 if none fits
 */
guint dsn_rules_weigh (const DsnRules *rules, const DsnWordingQuery *query);

/**
 * dsn_rules_get_set:
 * @rules: rules
 * @next: (out): the rules that come after these, or %NULL
 *
 * Returns: (transfer none): the rows of one file
 */
const DsnWordingSet *dsn_rules_get_set (const DsnRules *rules, const DsnRules **next);

/**
 * dsn_rules_get_line:
 * @row: the index of a row of the first file
 *
 * Returns: the line of the file that the row begins on
 */
guint dsn_rules_get_line (const DsnRules *rules, guint row);

/**
 * dsn_rules_get_not:
 * @row: the index of a row of the first file
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the texts that it must
 *   not fit
 */
const char *const *dsn_rules_get_not (const DsnRules *rules, guint row);

G_END_DECLS
