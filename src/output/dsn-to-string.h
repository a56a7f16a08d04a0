/* dsn-to-string.h: records -> strings of their own, for who has no GString at hand. */
#pragma once

#include "dsn-emit-explain.h"

G_BEGIN_DECLS

/**
 * dsn_report_to_json:
 * @report: a report
 * @source: (nullable) (type filename): where the message came from: a path as given, or
 *   `-`
 * @offset: where the message begins in its mbox, in bytes; -1 if it is in none
 *
 * Writes what dsn_emit_json() adds, but for the newline.
 *
 * Returns: (transfer full): one JSON object (dsn-json(5)), valid UTF-8; free with
 *   g_free()
 */
DSN_API char *dsn_report_to_json (const DsnReport *report, const char *source,
                                  gint64 offset);

/**
 * dsn_report_to_text:
 * @report: a report
 * @source: (nullable) (type filename): where the message came from
 * @offset: where the message begins in its mbox, in bytes; -1 if it is in none
 *
 * Writes what dsn_emit_text() adds without options: text for people, of lines of at
 * most 80 columns, whose layout may change.
 *
 * Returns: (transfer full): the text; free with g_free()
 */
DSN_API char *dsn_report_to_text (const DsnReport *report, const char *source,
                                  gint64 offset);

/**
 * dsn_error_to_json:
 * @error: why a message could not be read
 * @source: (nullable) (type filename): where it is
 * @offset: where the message begins in its mbox, in bytes; -1 if it is in none
 *
 * Writes what dsn_emit_json_error() adds, but for the newline.
 *
 * Returns: (transfer full): one JSON object, valid UTF-8; free with g_free()
 */
DSN_API char *dsn_error_to_json (const GError *error, const char *source,
                                 gint64 offset);

/**
 * dsn_explanation_to_json:
 * @explanation: an explanation
 *
 * Writes what dsn_emit_explanation_json() adds, but for the newline.
 *
 * Returns: (transfer full): one JSON object (dsn-json(5)), valid UTF-8; free with
 *   g_free()
 */
DSN_API char *dsn_explanation_to_json (const DsnExplanation *explanation);

/**
 * dsn_explanation_to_text:
 * @explanation: an explanation
 *
 * Writes what dsn_emit_explanation_text() adds without options: text for people, whose
 * layout may change.
 *
 * Returns: (transfer full): the text; free with g_free()
 */
DSN_API char *dsn_explanation_to_text (const DsnExplanation *explanation);

G_END_DECLS
