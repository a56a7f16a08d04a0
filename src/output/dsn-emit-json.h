/* dsn-emit-json.h: a report as one line of JSON; docs/man/dsn-json.5 is the schema. */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * DSN_JSON_SCHEMA:
 *
 * The number in the `schema` member. New members do not raise it, anything else does.
 */
#define DSN_JSON_SCHEMA 1

/**
 * DsnEmitOptions:
 * @source: (nullable): where the message came from: a path as given, or `-`
 * @in_mbox: the message was one of an mbox, and @offset says where it began
 * @offset: offset of the message in its mbox, in bytes
 *
 * What a report does not know of itself.
 */
typedef struct {
  const char *source;
  gboolean in_mbox;
  guint64 offset;
} DsnEmitOptions;

/**
 * dsn_emit_json:
 * @report: a report
 * @options: where it came from
 * @out: where to add
 *
 * Adds one JSON object and a newline. Its text is valid UTF-8 whatever the mail held.
 */
DSN_API void dsn_emit_json (const DsnReport *report, const DsnEmitOptions *options,
                            GString *out);

/**
 * dsn_emit_json_error:
 * @message: what could not be done
 * @options: with what
 * @out: where to add
 *
 * Adds an object of type `error` for an input that could not be read.
 */
DSN_API void dsn_emit_json_error (const char *message, const DsnEmitOptions *options,
                                  GString *out);

G_END_DECLS
