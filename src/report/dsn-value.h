/* dsn-value.h: the body of a field -> one line of text, unfolded, decoded, bounded. */
#pragma once

#include "dsn-field.h"
#include "dsn-message.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * DsnValues:
 * @report: takes the findings
 * @message: for offsets
 * @charset: the charset of the part that the fields stand in; may be empty
 * @max_len: bytes that one value may have; longer ones are cut
 * @text: (nullable): scratch
 *
 * What it takes to read values.
 */
typedef struct {
  DsnReport *report;
  const DsnMessage *message;
  DsnSpan charset;
  gsize max_len;
  GString *text;
} DsnValues;

/**
 * dsn_values_init:
 *
 * Makes ready to read values; end with dsn_values_clear().
 */
void dsn_values_init (DsnValues *values, DsnReport *report, const DsnMessage *message,
                      gsize max_len);

/**
 * dsn_values_clear:
 *
 * Frees the scratch space.
 */
void dsn_values_clear (DsnValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnValues, dsn_values_clear)

/**
 * dsn_value_read:
 * @body: the body of a field, folds and all
 *
 * Returns: its text, unfolded, with encoded words and charset decoded where they can
 * be; valid until the next call
 */
DsnSpan dsn_value_read (DsnValues *values, DsnSpan body);

/**
 * dsn_value_read_plain:
 * @value: (out): set on success only: as dsn_value_read() gives it
 *
 * Returns: whether the body is one line of ASCII with nothing to decode: then @value is
 *   a piece of it, and valid UTF-8 without NUL
 */
gboolean dsn_value_read_plain (const DsnValues *values, DsnSpan body, DsnSpan *value);

/**
 * dsn_value_keep:
 * @body: the field's body, for the offset of a finding
 * @text: text as dsn_value_read() gives it, or a piece of it
 *
 * Returns: (transfer none): a copy that lives as long as the report, valid UTF-8
 */
const char *dsn_value_keep (DsnValues *values, DsnSpan body, DsnSpan text);

/**
 * dsn_value_keep_lower:
 *
 * As dsn_value_keep(), in ASCII lower case.
 */
const char *dsn_value_keep_lower (DsnValues *values, DsnSpan body, DsnSpan text);

/**
 * dsn_value_keep_field:
 * @list: the list of the report that gets it
 * @max: how many it may hold; more are a finding
 *
 * Keeps a field as it is, among those that have no key of their own.
 */
void dsn_value_keep_field (DsnValues *values, const DsnField *field, GArray **list,
                           guint max);

/**
 * dsn_value_defect:
 * @body: the field's body, for the offset
 *
 * Adds a finding about a field.
 */
void dsn_value_defect (DsnValues *values, DsnDefectId id, DsnSpan body, DsnSpan detail);

G_END_DECLS
