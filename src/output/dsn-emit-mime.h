/* dsn-emit-mime.h: the parts of a message -> JSON and text. */
#pragma once

#include "dsn-emit-json.h"
#include "dsn-emit-text.h"
#include "dsn-mime.h"

G_BEGIN_DECLS

/**
 * dsn_emit_tree_json:
 * @mime: a message
 * @options: where it came from
 * @out: where to add
 *
 * Adds one JSON object of type `tree` and a newline, see dsn-json(5).
 */
DSN_API void dsn_emit_tree_json (const DsnMime *mime, const DsnEmitOptions *options,
                                 GString *out);

/**
 * dsn_emit_tree_text:
 * @mime: a message
 * @origin: where it came from
 * @options: (nullable): how to show it; %NULL: without colour
 * @out: where to add
 *
 * Adds a line for each part and each defect, for people. Nothing of the message reaches
 * it unless it is printable.
 */
DSN_API void dsn_emit_tree_text (const DsnMime *mime, const DsnEmitOptions *origin,
                                 const DsnTextOptions *options, GString *out);

/**
 * dsn_emit_headers_json:
 * @part: the part whose header it is
 * @fields: (element-type DsnMimeField): fields of it
 * @raw: whether to add each field as it stands there
 * @options: where the message came from
 * @out: where to add
 *
 * Adds one JSON object of type `headers` and a newline, see dsn-json(5).
 */
DSN_API void dsn_emit_headers_json (const DsnMimePart *part, const GPtrArray *fields,
                                    gboolean raw, const DsnEmitOptions *options,
                                    GString *out);

/**
 * dsn_emit_headers_text:
 * @fields: (element-type DsnMimeField): fields of a header
 * @named: whether the name of each stands before its value
 * @options: (nullable): how to show it; %NULL: without colour
 * @out: where to add
 *
 * Adds one line for each field, for people; what is not printable is shown as `\xNN`.
 */
DSN_API void dsn_emit_headers_text (const GPtrArray *fields, gboolean named,
                                    const DsnTextOptions *options, GString *out);

/**
 * dsn_emit_part_json:
 * @part: a part
 * @content: what to show of it: its body, decoded or not
 * @options: where the message came from
 * @out: where to add
 *
 * Adds one JSON object of type `part` and a newline, see dsn-json(5): @content is in
 * `text` where it is UTF-8 without NUL, else in `base64`.
 */
DSN_API void dsn_emit_part_json (const DsnMimePart *part, GBytes *content,
                                 const DsnEmitOptions *options, GString *out);

G_END_DECLS
