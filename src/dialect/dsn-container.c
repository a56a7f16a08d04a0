/* dsn-container.c: where a report part stands, and the message that came back beside
 * it.
 */
#include "dsn-container.h"

#include "dsn-headers.h"
#include "dsn-locate.h"

/* Bids: a labelled part is sure, but a bounce has precedence over it. */
enum {
  BID_NESTED = 5,
  BID_LABELLED = 60,
  BID_AROUND_STATUS = 95,
};

/* An unlabelled part is known by the fields that it has within so many bytes. */
#define FIRST_FIELDS_MAX_LEN 4096

static gboolean
is_one_of (DsnSpan word, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (dsn_span_equal_nocase (word, dsn_span_of_string (words[i])))
      return TRUE;
  return FALSE;
}

/* A field that is longer is not decoded to find its report-type. */
#define REPORT_TYPE_MAX_LEN 1024

static gboolean
is_labelled (const DsnPart *part, const DsnContainerType *type)
{
  return dsn_content_type_is (&part->content, "message", NULL) &&
         is_one_of (part->content.subtype, type->subtypes);
}

guint
dsn_container_find (const DsnMessage *message, const DsnContainerType *type)
{
  guint found = DSN_PART_NONE, outermost = G_MAXUINT;

  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->messages >= outermost || !is_labelled (part, type))
      continue;
    outermost = part->messages;
    found = i;
  }
  return found;
}

/* Whether one of the first fields of a part is of the report. */
static gboolean
begins_with (DsnMessage *message, guint part, gboolean (*is_field) (DsnSpan name))
{
  DsnLines lines = dsn_lines_over (
      dsn_span_slice (dsn_message_get_body (message, part), 0, FIRST_FIELDS_MAX_LEN));
  gboolean found = FALSE;
  DsnFieldStep step;
  DsnField field;

  do {
    step = dsn_field_next (&lines, DSN_FIELD_MODE_GROUP, &field);
    found |= step == DSN_FIELD_STEP_FIELD && is_field (field.name);
  } while (!found && (step == DSN_FIELD_STEP_BLANK || step == DSN_FIELD_STEP_FIELD));
  return found;
}

guint
dsn_container_find_unlabelled (DsnMessage *message, const DsnContainerType *type,
                               gboolean (*is_field) (DsnSpan name))
{
  const DsnPart *root = dsn_message_get_part (message, 0);
  g_autofree char *decoded = NULL;
  DsnSpan name;
  guint next;

  if (!dsn_content_type_is (&root->content, "multipart", "report"))
    return DSN_PART_NONE;
  name = dsn_locate_read_report_type (root, REPORT_TYPE_MAX_LEN, &decoded);
  if (!is_one_of (name, type->report_types))
    return DSN_PART_NONE;
  for (guint i = root->child; i != DSN_PART_NONE; i = next) {
    const DsnPart *part = dsn_message_get_part (message, i);

    next = part->next;
    if (part->kind == DSN_PART_LEAF && !dsn_locate_is_original (part) &&
        begins_with (message, i, is_field))
      return i;
  }
  return DSN_PART_NONE;
}

guint
dsn_container_bid (const DsnMessage *message, guint part)
{
  guint depth;

  if (part == DSN_PART_NONE)
    return 0;
  depth = dsn_message_get_part (message, part)->messages;
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *other = dsn_message_get_part (message, i);

    if (dsn_locate_is_report (other) && other->messages <= depth)
      return 0;
  }
  if (depth > 0)
    return BID_NESTED;
  return dsn_locate_has_report (message) ? BID_AROUND_STATUS : BID_LABELLED;
}

static void
add_defect (DsnMessage *message, DsnReport *report, DsnDefectId id, DsnSpan at)
{
  dsn_defects_add (report->defects, id, dsn_message_get_offset (message, at.data),
                   (DsnSpan){ NULL, 0 });
}

void
dsn_container_check (DsnMessage *message, guint part, const DsnContainerType *type,
                     DsnReport *report)
{
  const DsnPart *found = dsn_message_get_part (message, part), *above = NULL;
  g_autofree char *decoded = NULL;
  DsnSpan name;

  if (found->parent != DSN_PART_NONE)
    above = dsn_message_get_part (message, found->parent);
  if (found->messages > 0)
    add_defect (message, report, DSN_DEFECT_NESTED_REPORT, found->header);
  if (!is_labelled (found, type))
    add_defect (message, report, DSN_DEFECT_REPORT_UNLABELLED, found->header);
  if (above == NULL || !dsn_content_type_is (&above->content, "multipart", "report")) {
    add_defect (message, report, DSN_DEFECT_NOT_MULTIPART_REPORT, found->header);
    return;
  }
  name = dsn_locate_read_report_type (above, REPORT_TYPE_MAX_LEN, &decoded);
  if (name.data == NULL)
    add_defect (message, report, DSN_DEFECT_REPORT_TYPE_MISSING, above->header);
  else if (!is_one_of (name, type->report_types))
    add_defect (message, report, DSN_DEFECT_REPORT_TYPE_MISMATCH, above->header);
}

GArray *
dsn_container_read_original (DsnMessage *message, guint original,
                             const DsnLimits *limits, DsnReport *report)
{
  g_autoptr (GArray) fields = NULL;
  DsnValues values;

  if (original == DSN_PART_NONE)
    return NULL;
  fields = dsn_field_collect (dsn_locate_original_header (message, original));
  dsn_values_init (&values, report, message, limits->value_size);
  dsn_headers_read (&values, fields, &report->original);
  dsn_values_clear (&values);
  report->has_original = TRUE;
  return g_steal_pointer (&fields);
}
