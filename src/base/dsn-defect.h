/* dsn-defect.h: what was odd in a message, as a numbered list of findings. */
#pragma once

#include "dsn-api.h"
#include "dsn-defect-table.h" /* DsnDefectId, made from rules/defects.toml */

G_BEGIN_DECLS

/**
 * DsnDefect:
 * @id: which rule was broken; the number is stable for ever
 * @offset: where, in bytes from the start of the message
 * @detail: (nullable): the text at fault or what was done about it, one printable line
 */
typedef struct {
  DsnDefectId id;
  gsize offset;
  const char *detail;
} DsnDefect;

/**
 * dsn_defect_id_to_string:
 * @id: a defect number
 *
 * Returns: (transfer none): its name in kebab-case, e.g. `missing-action`
 */
DSN_API const char *dsn_defect_id_to_string (DsnDefectId id);

/**
 * dsn_defect_id_get_meaning:
 * @id: a defect number
 *
 * Returns: (transfer none): one sentence: what was odd and what is done about it
 */
DSN_API const char *dsn_defect_id_get_meaning (DsnDefectId id);

G_END_DECLS
