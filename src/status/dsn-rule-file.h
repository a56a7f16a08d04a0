/* dsn-rule-file.h: a user's rule file -> a set of wordings that stands before ours. */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DsnRules:
 *
 * Wordings of a user's own, in the syntax of ours (dsn-rules(5)). Immutable and
 * counted: any thread may read them.
 */
typedef struct _DsnRules DsnRules;

/**
 * dsn_rules_new_from_text:
 * @text: (array length=len) (element-type guint8): the text of a rule file
 * @len: its length in bytes
 * @name: what the file is called in errors
 * @next: (nullable): rules to look in when none of these fits; kept
 * @error: (nullable): where to put why it failed
 *
 * Reads a rule file.
 *
 * Fails with %DSN_ERROR_RULES where the text holds what no rule file may; its message
 * is `name:line: what`.
 *
 * Returns: (transfer full) (nullable): the rules; %NULL on error
 */
DSN_API DsnRules *dsn_rules_new_from_text (const char *text, gsize len,
                                           const char *name, DsnRules *next,
                                           GError **error);

/**
 * dsn_rules_ref:
 * @rules: rules
 *
 * Returns: (transfer full): @rules, counted once more
 */
DSN_API DsnRules *dsn_rules_ref (DsnRules *rules);

/**
 * dsn_rules_unref:
 * @rules: (nullable) (transfer full): rules
 *
 * Drops one count; the last frees them. Reports that were read with them stay valid.
 */
DSN_API void dsn_rules_unref (DsnRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnRules, dsn_rules_unref)

G_END_DECLS
