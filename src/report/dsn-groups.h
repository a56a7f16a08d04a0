/* dsn-groups.h: the body of a delivery-status part -> groups of fields (RFC 3464 §2.1).
 */
#pragma once

#include "dsn-defect-private.h"
#include "dsn-field.h"
#include "dsn-limits.h"

G_BEGIN_DECLS

/* Which group a field belongs to. */
typedef enum {
  DSN_FIELD_SCOPE_MESSAGE,
  DSN_FIELD_SCOPE_RECIPIENT,
} DsnFieldScope;

/* How the text of a field is read. */
typedef enum {
  DSN_FIELD_KIND_MTA_NAME,
  DSN_FIELD_KIND_ADDRESS,
  DSN_FIELD_KIND_ACTION,
  DSN_FIELD_KIND_STATUS,
  DSN_FIELD_KIND_DIAGNOSTIC,
  DSN_FIELD_KIND_DATE,
  DSN_FIELD_KIND_TEXT,
  DSN_FIELD_KIND_EXTENSION,
} DsnFieldKind;

/* A row of rules/fields.toml. */
typedef struct {
  DsnSpan name;
  guint id; /* DsnFieldId */
  DsnFieldScope scope;
  DsnFieldKind kind;
} DsnFieldRule;

#include "dsn-field-table.h"

/**
 * DsnGroupField:
 * @rule: (nullable): its row; %NULL for an extension field
 * @field: its name and text
 */
typedef struct {
  const DsnFieldRule *rule;
  DsnField field;
} DsnGroupField;

/* The bit of a field. */
#define DSN_FIELD_BIT(id) (G_GUINT64_CONSTANT (1) << (id))
G_STATIC_ASSERT (DSN_FIELD_COUNT < 64);

/* More than most groups have. */
#define DSN_GROUP_FIELDS_SOME 16

/**
 * DsnGroupFields:
 * @list: (array length=len): the fields of a group
 * @size: for how many there is room
 * @per_message: which of the fields for the message there are, a bit for each; those
 *   that a group may hold several times left out
 * @per_recipient: the same for those of a recipient
 * @some: where the first few stand
 */
typedef struct {
  DsnGroupField *list;
  guint len;
  guint size;
  guint64 per_message;
  guint64 per_recipient;
  DsnGroupField some[DSN_GROUP_FIELDS_SOME];
} DsnGroupFields;

/**
 * dsn_group_fields_init:
 * @fields: (out caller-allocates): stays where it is until dsn_group_fields_clear()
 */
void dsn_group_fields_init (DsnGroupFields *fields);

/** dsn_group_fields_clear: drops what @fields owns */
void dsn_group_fields_clear (DsnGroupFields *fields);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnGroupFields, dsn_group_fields_clear)

/**
 * DsnGroups:
 * @lines: cursor over the part's body
 * @limits: resolved limits
 * @defects: takes the findings
 * @offset_of: gives the offset of a byte, for the findings
 * @user_data: for @offset_of
 * @count: groups taken so far
 */
typedef struct {
  DsnLines lines;
  const DsnLimits *limits;
  DsnDefects *defects;
  gsize (*offset_of) (gconstpointer user_data, const guint8 *at);
  gconstpointer user_data;
  guint count;
} DsnGroups;

/**
 * dsn_groups_next:
 * @fields: emptied, and filled with the next group
 *
 * Takes one group: the fields up to an empty line, or up to where the fields of another
 * recipient begin without one.
 *
 * Returns: whether there was a group; it has at least one field
 */
gboolean dsn_groups_next (DsnGroups *groups, DsnGroupFields *fields);

/**
 * dsn_field_rule_find:
 *
 * Returns: (nullable): the row of a field's name, compared without case
 */
const DsnFieldRule *dsn_field_rule_find (DsnSpan name);

/**
 * dsn_field_rule_is_known:
 *
 * Returns: whether @name is a field of RFC 3464
 */
gboolean dsn_field_rule_is_known (DsnSpan name);

G_END_DECLS
