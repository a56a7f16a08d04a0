/* dsn-header.h: the header block of a message or part, found and taken apart. */
#pragma once

#include "dsn-field.h"

G_BEGIN_DECLS

/**
 * dsn_header_find:
 * @fields: (element-type DsnField): header fields
 * @name: a field's name, any case
 * @body: (out): set on success only: the first field of that name, folds and all
 *
 * Returns: whether there is one
 */
gboolean dsn_header_find (const GArray *fields, const char *name, DsnSpan *body);

/**
 * dsn_header_find_start:
 * @text: the beginning of a message
 * @envelope: (out): whether an envelope line was skipped
 * @junk: (out): set to what was skipped and is neither blank nor an envelope line
 *
 * Finds where a message's header begins: behind a byte order mark, blank lines, an
 * envelope line (`From `, `>From `) and a few lines of junk. Where no field follows
 * soon, nothing is skipped.
 *
 * Returns: (transfer none): the first byte of the header, in @text
 */
const guint8 *dsn_header_find_start (DsnSpan text, gboolean *envelope, DsnSpan *junk);

G_END_DECLS
