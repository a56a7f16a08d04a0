/* dsn-emit-text.h: a report for people: who, why, what to do, on what evidence. */
#pragma once

#include "dsn-emit-json.h"

G_BEGIN_DECLS

/**
 * DsnTextOptions:
 * @color: with colours, by ANSI escapes of our own
 * @verbose: all that the report holds
 *
 * How a report is shown.
 */
typedef struct {
  gboolean color;
  gboolean verbose;
} DsnTextOptions;

/**
 * dsn_emit_text:
 * @report: a report
 * @origin: where it came from
 * @options: (nullable): how to show it
 * @out: where to add
 *
 * Adds text of at most 80 columns, words that are longer left aside. Text from the mail
 * is shown as printable characters, everything else of it as `\xNN`. The layout is for
 * people and may change; the JSON is for programs.
 */
DSN_API void dsn_emit_text (const DsnReport *report, const DsnEmitOptions *origin,
                            const DsnTextOptions *options, GString *out);

G_END_DECLS
