/* dsn-explain.h: a code, an error line, a log or a whole bounce -> what it means. */
#pragma once

#include "dsn-parse.h"
#include "dsn-status.h"

G_BEGIN_DECLS

/**
 * DsnExplanation:
 *
 * What one thing means. Immutable and counted: any thread may read it, and it owns its
 * texts.
 */
typedef struct _DsnExplanation DsnExplanation;

/**
 * dsn_explanation_ref:
 * @explanation: an explanation
 *
 * Returns: (transfer full): @explanation, counted once more
 */
DSN_API DsnExplanation *dsn_explanation_ref (DsnExplanation *explanation);

/**
 * dsn_explanation_unref:
 * @explanation: (nullable) (transfer full): an explanation
 *
 * Drops one count; the last frees the explanation and all that was borrowed from it.
 */
DSN_API void dsn_explanation_unref (DsnExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnExplanation, dsn_explanation_unref)

/**
 * dsn_explain:
 * @bytes: what was pasted: a code, a reply, a keyword, log lines, prose with an error
 * in it, a delivery-status part, or a whole message, quoted or not
 * @options: (nullable): how to read it
 * @complete: (out) (optional): whether all of it was looked at; of a very long text
 * only the first 50000 lines are
 *
 * Finds what can be explained: each recipient of a report, each recipient on each line
 * of a log, or else the one line that says most.
 *
 * Returns: (transfer container) (element-type DsnExplanation): the explanations, free
 *   with g_ptr_array_unref(); empty where nothing is known
 */
DSN_API GPtrArray *dsn_explain (GBytes *bytes, const DsnParseOptions *options,
                                gboolean *complete);

/* The getters below borrow: text is valid UTF-8 and lives as long as the explanation.
 */

/**
 * dsn_explanation_get_input:
 * @explanation: an explanation
 *
 * Returns: (nullable): the words that were explained; a report may hold none
 */
DSN_API const char *dsn_explanation_get_input (const DsnExplanation *explanation);

/**
 * dsn_explanation_get_kind:
 * @explanation: an explanation
 *
 * Returns: what was pasted: `code`, `reply`, `keyword`, `log-line` or `report`
 */
DSN_API const char *dsn_explanation_get_kind (const DsnExplanation *explanation);

/**
 * dsn_explanation_get_recipient:
 * @explanation: an explanation
 *
 * Returns: (nullable): the address that it is about
 */
DSN_API const char *dsn_explanation_get_recipient (const DsnExplanation *explanation);

/**
 * dsn_explanation_get_domain:
 * @explanation: an explanation
 *
 * Returns: (nullable): the domain that it is about
 */
DSN_API const char *dsn_explanation_get_domain (const DsnExplanation *explanation);

/**
 * dsn_explanation_get_code:
 * @explanation: an explanation
 *
 * Returns: the enhanced code as it was written; class 0 where none was
 */
DSN_API DsnCode dsn_explanation_get_code (const DsnExplanation *explanation);

/**
 * dsn_explanation_get_reply_code:
 * @explanation: an explanation
 *
 * Returns: the reply code as it was written; 0 where none was
 */
DSN_API guint dsn_explanation_get_reply_code (const DsnExplanation *explanation);

/**
 * dsn_explanation_get_verdict:
 * @explanation: an explanation
 *
 * Returns: (transfer none): what we conclude
 */
DSN_API const DsnVerdict *
dsn_explanation_get_verdict (const DsnExplanation *explanation);

G_END_DECLS
