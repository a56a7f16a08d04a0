/* dsn-groups.c: the body of a delivery-status part -> groups of fields (RFC 3464 §2.1).
 */
#include "dsn-groups.h"

const DsnFieldRule *
dsn_field_rule_find (DsnSpan name)
{
  const guint8 *start;

  if (name.len == 0)
    return NULL;
  start = dsn_field_rule_starts + dsn_field_name_slot (name);
  for (guint i = start[0]; i < start[1]; i++)
    if (dsn_span_equal_nocase (name, dsn_field_rules[i].name))
      return &dsn_field_rules[i];
  return NULL;
}

gboolean
dsn_field_rule_is_known (DsnSpan name)
{
  const DsnFieldRule *rule = dsn_field_rule_find (name);

  return rule != NULL && rule->kind != DSN_FIELD_KIND_EXTENSION;
}

static void
add_defect (const DsnGroups *groups, DsnDefectId id, const guint8 *at, DsnSpan detail)
{
  dsn_defects_add (groups->defects, id, groups->offset_of (groups->user_data, at),
                   detail);
}

void
dsn_group_fields_init (DsnGroupFields *fields)
{
  fields->list = fields->some;
  fields->len = 0;
  fields->size = DSN_GROUP_FIELDS_SOME;
}

void
dsn_group_fields_clear (DsnGroupFields *fields)
{
  if (fields->list != fields->some)
    g_free (fields->list);
}

static void
append (DsnGroupFields *fields, const DsnGroupField *found)
{
  if (fields->len == fields->size) {
    DsnGroupField *list = g_new (DsnGroupField, (gsize) 2 * fields->size);

    memcpy (list, fields->list, fields->len * sizeof *list);
    dsn_group_fields_clear (fields);
    fields->list = list;
    fields->size *= 2;
  }
  fields->list[fields->len++] = *found;
  if (found->rule == NULL || found->rule->kind == DSN_FIELD_KIND_EXTENSION)
    return;
  if (found->rule->scope == DSN_FIELD_SCOPE_MESSAGE)
    fields->per_message |= DSN_FIELD_BIT (found->rule->id);
  else
    fields->per_recipient |= DSN_FIELD_BIT (found->rule->id);
}

/* Whether a field of this kind belongs to the next recipient: this one has it already.
 */
static gboolean
begins_next (const DsnGroupFields *fields, const DsnFieldRule *rule)
{
  return rule != NULL && rule->kind == DSN_FIELD_KIND_ADDRESS &&
         (fields->per_recipient & DSN_FIELD_BIT (rule->id)) != 0;
}

/* TOLERATED: a fold at column 0 (corpus/tolerated/column-zero-fold.eml): what is no
 * field goes on with the one above. */
static void
take_junk (const DsnGroups *groups, DsnGroupFields *fields, DsnSpan junk)
{
  DsnField *above;

  if (fields->len == 0) {
    add_defect (groups, DSN_DEFECT_FIELDS_BEFORE_GROUP, junk.data, junk);
    return;
  }
  above = &fields->list[fields->len - 1].field;
  add_defect (groups, DSN_DEFECT_JUNK_IN_GROUP, junk.data, junk);
  /* A signature mark or a boundary that is not the one at hand. */
  if (dsn_span_starts_nocase (junk, DSN_SPAN_LIT ("--")))
    return;
  above->body = dsn_span_between (above->body.data, junk.data + junk.len);
}

gboolean
dsn_groups_next (DsnGroups *groups, DsnGroupFields *fields)
{
  DsnFieldStep step = DSN_FIELD_STEP_FIELD;
  gboolean cut = FALSE;

  fields->len = 0;
  fields->per_message = fields->per_recipient = 0;
  while (step != DSN_FIELD_STEP_END &&
         (step != DSN_FIELD_STEP_BLANK || fields->len == 0)) {
    DsnLines before = groups->lines;
    DsnGroupField found;

    step = dsn_field_next (&groups->lines, DSN_FIELD_MODE_GROUP, &found.field);
    if (step == DSN_FIELD_STEP_JUNK)
      take_junk (groups, fields, found.field.body);
    if (step != DSN_FIELD_STEP_FIELD)
      continue;
    found.rule = dsn_field_rule_find (found.field.name);
    if (begins_next (fields, found.rule)) {
      add_defect (groups, DSN_DEFECT_GROUPS_RUN_TOGETHER, found.field.name.data,
                  found.field.name);
      groups->lines = before;
      break;
    }
    if (fields->len >= groups->limits->fields) {
      if (!cut)
        add_defect (groups, DSN_DEFECT_TOO_MANY_FIELDS, found.field.name.data,
                    found.field.name);
      cut = TRUE;
      continue;
    }
    append (fields, &found);
  }
  groups->count += fields->len > 0;
  return fields->len > 0;
}
