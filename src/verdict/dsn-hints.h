/* dsn-hints.h: what some system said, in whatever words -> one status and one cause. */
#pragma once

#include "dsn-parse.h"

G_BEGIN_DECLS

/**
 * DsnHints:
 * @text: (nullable): the words of the failing system: an SMTP reply, a diagnostic code,
 *   a phrase. Bytes that are not UTF-8 are replaced
 * @generator: (nullable): who wrote them, as dsn_report_get_generator() names it: some
 *   codes mean what their vendor means by them
 * @status: an enhanced status code that was given beside the text, as in a Status field
 *   (RFC 3464 §2.3.4); class 0 for none
 * @action: what was done, as in an Action field (§2.3.3); %DSN_ACTION_UNKNOWN for what
 *   the class of the codes says
 *
 * What is known of one failure. All zero is nothing.
 */
typedef struct {
  const char *text;
  const char *generator;
  DsnCode status;
  DsnAction action;
} DsnHints;

/**
 * dsn_verdict_new:
 * @hints: what is known of a failure
 * @options: (nullable): with which rules; %NULL for the defaults
 *
 * Weighs hints as dsn_parse_bytes() weighs the fields of a recipient (RFC 3463, RFC
 * 5248): wordings, the codes in the text, the status and the action. The same hints
 * always give the same verdict, and its trail (@evidence_by to @evidence_against) says
 * why. Any number of threads may call it at the same time.
 *
 * Returns: (transfer full): what we conclude; free with dsn_verdict_free()
 */
DSN_API DsnVerdict *dsn_verdict_new (const DsnHints *hints,
                                     const DsnParseOptions *options);

/**
 * dsn_normalise_text:
 * @text: the words of the failing system
 * @options: (nullable): with which rules; %NULL for the defaults
 *
 * Weighs words alone, as dsn_verdict_new() does.
 *
 * Returns: (transfer full): what we conclude; free with dsn_verdict_free()
 */
DSN_API DsnVerdict *dsn_normalise_text (const char *text,
                                        const DsnParseOptions *options);

/**
 * dsn_verdict_dup:
 * @verdict: a verdict, maybe one of a report
 *
 * Returns: (transfer full): a copy that owns its text; free with dsn_verdict_free()
 */
DSN_API DsnVerdict *dsn_verdict_dup (const DsnVerdict *verdict);

/**
 * dsn_verdict_free:
 * @verdict: (nullable) (transfer full): a verdict that the caller owns
 *
 * Frees a verdict of dsn_verdict_new(), dsn_normalise_text() or dsn_verdict_dup();
 * those that a getter gave belong to their record.
 */
DSN_API void dsn_verdict_free (DsnVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnVerdict, dsn_verdict_free)

G_END_DECLS
