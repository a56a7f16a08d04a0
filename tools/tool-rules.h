/* tool-rules.h: the rule files that --rules names. */
#pragma once

#include "dsn-rule-file.h"

G_BEGIN_DECLS

/**
 * tool_rules_read:
 * @paths: (element-type filename): rule files, the first beats the others
 * @rules: (out) (nullable): all of them; %NULL where there is none
 *
 * Reads rule files and says what is wrong with them.
 *
 * Returns: whether all could be read
 */
gboolean tool_rules_read (const GPtrArray *paths, DsnRules **rules);

/**
 * tool_rules_read_file:
 * @path: a rule file, or `-`
 * @next: (nullable): the rules that come after its own
 *
 * Reads one rule file and says what is wrong with it, as `file:line: what`.
 *
 * Returns: (transfer full) (nullable): the rules; %NULL if something is wrong
 */
DsnRules *tool_rules_read_file (const char *path, DsnRules *next);

G_END_DECLS
