/* dsn-locate.c: which parts of a message are the report, and the message that bounced.
 */
#include "dsn-locate.h"

#include "dsn-decode.h"
#include "dsn-header.h"

#include <string.h>

gboolean
dsn_locate_is_report (const DsnPart *part)
{
  return dsn_content_type_is (&part->content, "message", "delivery-status") ||
         dsn_content_type_is (&part->content, "message", "global-delivery-status") ||
         dsn_content_type_is (&part->content, "message", "tracking-status");
}

DsnSpan
dsn_locate_read_report_type (const DsnPart *part, gsize max_len, char **decoded)
{
  DsnSpan params = part->content.params;
  DsnSpan field = dsn_span_between (part->content.type.data, params.data + params.len);

  if (part->report_type.data != NULL)
    return part->report_type;
  *decoded = field.len <= max_len ? dsn_decode_param (field, "report-type") : NULL;
  return dsn_span_of_string (*decoded);
}

static gboolean
is_header_part (const DsnPart *part)
{
  return dsn_content_type_is (&part->content, "text", "rfc822-headers") ||
         dsn_content_type_is (&part->content, "message", "rfc822-headers") ||
         dsn_content_type_is (&part->content, "text", "rfc822") ||
         dsn_content_type_is (&part->content, "message", "global-headers");
}

static gboolean
is_message_part (const DsnPart *part)
{
  return dsn_content_type_is (&part->content, "message", "rfc822") ||
         dsn_content_type_is (&part->content, "message", "global");
}

gboolean
dsn_locate_is_original (const DsnPart *part)
{
  return is_message_part (part) || is_header_part (part);
}

/* Reports of other kinds, which have some fields of the same names (RFC 8098 §3,
 * RFC 6533 §5, RFC 5965 §2). */
gboolean
dsn_locate_is_other_report (const DsnPart *part)
{
  return dsn_content_type_is (&part->content, "message", "disposition-notification") ||
         dsn_content_type_is (&part->content, "message",
                              "global-disposition-notification") ||
         dsn_content_type_is (&part->content, "message", "feedback-report");
}

/* Encoded messages are looked into only where they may hold the report: a body is
 * decoded for nothing otherwise. Parts that this adds are looked at in turn. */
static void
expand_all (DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++)
    dsn_message_expand (message, i);
}

gboolean
dsn_locate_may_have_report (const DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnContentType *content = &dsn_message_get_part (message, i)->content;

    if (dsn_content_type_is (content, "message", NULL) ||
        dsn_content_type_is (content, "multipart", "report"))
      return TRUE;
  }
  return FALSE;
}

gboolean
dsn_locate_has_report (const DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++)
    if (dsn_locate_is_report (dsn_message_get_part (message, i)))
      return TRUE;
  return FALSE;
}

gboolean
dsn_locate_has_outer_report (const DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->messages == 0 && dsn_locate_is_report (part))
      return TRUE;
  }
  return FALSE;
}

/* Whether a part without the right label begins as a delivery-status does. */
static gboolean
begins_as_report (DsnMessage *message, guint index,
                  gboolean (*is_first_field) (DsnSpan name))
{
  const DsnPart *part = dsn_message_get_part (message, index);
  const DsnPart *above = part->parent != DSN_PART_NONE
                             ? dsn_message_get_part (message, part->parent)
                             : NULL;
  DsnFieldStep step;
  DsnLines lines;
  DsnField field;

  if (part->kind != DSN_PART_LEAF || above == NULL ||
      above->kind != DSN_PART_MULTIPART || is_header_part (part) ||
      dsn_locate_is_other_report (part))
    return FALSE;
  if (!dsn_content_type_is (&above->content, "multipart", "report"))
    return FALSE;
  lines = dsn_lines_over (dsn_message_get_body (message, index));
  do {
    step = dsn_field_next (&lines, DSN_FIELD_MODE_GROUP, &field);
  } while (step == DSN_FIELD_STEP_BLANK);
  return step == DSN_FIELD_STEP_FIELD && is_first_field (field.name);
}

/* The reports of the outermost message that holds any. */
static void
find_reports (DsnMessage *message, gboolean (*is_first_field) (DsnSpan name),
              GArray *reports)
{
  guint outermost = G_MAXUINT;

  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->messages > outermost)
      continue;
    if (is_first_field != NULL ? !begins_as_report (message, i, is_first_field)
                               : !dsn_locate_is_report (part))
      continue;
    part = dsn_message_get_part (message, i);
    if (part->messages < outermost)
      g_array_set_size (reports, 0);
    outermost = part->messages;
    g_array_append_val (reports, i);
  }
}

guint
dsn_locate_find_original (DsnMessage *message, guint report)
{
  const DsnPart *part = dsn_message_get_part (message, report);
  guint before = DSN_PART_NONE;
  guint i = part->parent != DSN_PART_NONE
                ? dsn_message_get_part (message, part->parent)->child
                : DSN_PART_NONE;
  gboolean passed = FALSE;

  for (; i != DSN_PART_NONE; i = part->next) {
    part = dsn_message_get_part (message, i);
    passed |= i == report;
    if (!dsn_locate_is_original (part))
      continue;
    if (passed)
      return i;
    before = i;
  }
  return before;
}

/* The first plain text below the multipart that holds the report; not that of a
 * returned message. */
static guint
find_explanation (DsnMessage *message, guint report)
{
  const DsnPart *found = dsn_message_get_part (message, report);

  for (guint i = found->parent; i != DSN_PART_NONE && i < report; i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->kind == DSN_PART_LEAF && part->messages == found->messages &&
        (part->content.type.len == 0 ||
         dsn_content_type_is (&part->content, "text", "plain")))
      return i;
  }
  return DSN_PART_NONE;
}

/* The returned message beside the first report that has one. What stands beside one
 * report stands beside all others of the same parent, which need no second look. */
static guint
find_any_original (DsnMessage *message, const GArray *reports)
{
  g_autoptr (GByteArray) seen = NULL; /* a flag for each part */
  guint original = DSN_PART_NONE;

  if (reports->len == 1)
    return dsn_locate_find_original (message, g_array_index (reports, guint, 0));
  seen = g_byte_array_new ();
  g_byte_array_set_size (seen, dsn_message_get_part_count (message));
  memset (seen->data, 0, seen->len);
  for (guint i = 0; i < reports->len && original == DSN_PART_NONE; i++) {
    guint report = g_array_index (reports, guint, i);
    guint parent = dsn_message_get_part (message, report)->parent;

    if (parent == DSN_PART_NONE || seen->data[parent])
      continue;
    seen->data[parent] = TRUE;
    original = dsn_locate_find_original (message, report);
  }
  return original;
}

void
dsn_locate_report (DsnMessage *message, gboolean (*is_first_field) (DsnSpan name),
                   DsnLocation *location)
{
  location->reports = g_array_new (FALSE, FALSE, sizeof (guint));
  location->explanation = DSN_PART_NONE;
  if (!dsn_locate_has_report (message))
    expand_all (message);
  find_reports (message, NULL, location->reports);
  if (location->reports->len == 0)
    find_reports (message, is_first_field, location->reports);
  location->original = DSN_PART_NONE;
  if (location->reports->len == 0)
    return;
  location->explanation =
      find_explanation (message, g_array_index (location->reports, guint, 0));
  location->original = find_any_original (message, location->reports);
}

void
dsn_location_clear (DsnLocation *location)
{
  g_clear_pointer (&location->reports, g_array_unref);
}

DsnSpan
dsn_locate_original_header (DsnMessage *message, guint original)
{
  const DsnPart *part = dsn_message_get_part (message, original);
  gboolean envelope;
  DsnSpan junk, body;

  if (is_message_part (part)) {
    dsn_message_expand (message, original);
    part = dsn_message_get_part (message, original);
    if (part->child != DSN_PART_NONE)
      return dsn_message_get_part (message, part->child)->header;
  }
  body = dsn_message_get_body (message, original);
  if (body.len == 0)
    return body;
  /* A header part may hold the body as well: readers of fields stop at the empty line.
   */
  return dsn_span_between (dsn_header_find_start (body, &envelope, &junk),
                           body.data + body.len);
}
