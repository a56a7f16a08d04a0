/* dsn-reader.c: delivery-status fields -> the records of a report (RFC 3464 §2). */
#include "dsn-reader.h"

#include "dsn-action.h"
#include "dsn-code-private.h"
#include "dsn-date.h"
#include "dsn-decode.h"
#include "dsn-finish.h"
#include "dsn-groups.h"
#include "dsn-token.h"
#include "dsn-typed.h"
#include "dsn-value.h"

#include <string.h>

typedef struct {
  DsnReport *report;
  DsnValues *values;
  const DsnLimits *limits;
  gboolean open; /* the last recipient may still get fields */
  guint64 have;  /* which fields the open recipient has, a bit for each DsnFieldId */
  guint64 have_once; /* the same for the per-message fields */
} Reader;

#define IDENTITY                                                                       \
  (DSN_FIELD_BIT (DSN_FIELD_FINAL_RECIPIENT) |                                         \
   DSN_FIELD_BIT (DSN_FIELD_ORIGINAL_RECIPIENT))

static gsize
offset_of (gconstpointer message, const guint8 *at)
{
  return dsn_message_get_offset (message, at);
}

static void
keep_whole (Reader *reader, const DsnField *field, GArray **list)
{
  dsn_value_keep_field (reader->values, field, list, reader->limits->fields);
}

/* *-type ";" *text. Where the type is missing the text is the value, but for a
 * semicolon that is left over. */
static DsnTyped
read_typed (Reader *reader, const DsnField *field)
{
  DsnSpan text = dsn_value_read (reader->values, field->body);
  DsnScan scan = dsn_scan_over (text);
  DsnTyped typed = { .value = text };

  if (dsn_typed_scan (&scan, &typed))
    return typed;
  dsn_value_defect (reader->values, DSN_DEFECT_UNTYPED_VALUE, field->body, text);
  if (dsn_scan_byte (&scan, ';'))
    typed.value = dsn_span_trim (dsn_scan_rest (&scan));
  return typed;
}

/* mta-name-type ";" mta-name; a comment behind the name is not part of it. */
static void
read_mta_name (Reader *reader, const DsnField *field, DsnTypedName *name, GArray **list)
{
  DsnTyped typed = read_typed (reader, field);
  DsnSpan comment;
  DsnScan scan;
  gsize open;

  if (typed.value.len == 0) {
    dsn_value_defect (reader->values, DSN_DEFECT_EMPTY_FIELD, field->body, field->name);
    return;
  }
  if (typed.type.len > 0)
    name->type = dsn_value_keep_lower (reader->values, field->body, typed.type);
  if (dsn_span_find_byte (typed.value, '(', &open) && open > 0) {
    scan = dsn_scan_over (dsn_span_slice (typed.value, open, G_MAXSIZE));
    if (dsn_token_scan_comment (&scan, &comment)) {
      name->name =
          dsn_value_keep (reader->values, field->body,
                          dsn_span_trim (dsn_span_slice (typed.value, 0, open)));
      keep_whole (reader, field, list);
      return;
    }
  }
  name->name = dsn_value_keep (reader->values, field->body, typed.value);
}

static void
read_date (Reader *reader, const DsnField *field, gint64 *date, GArray **list)
{
  DsnSpan text = dsn_value_read (reader->values, field->body);
  gint64 iso;

  if (!dsn_decode_date (text, date)) {
    dsn_value_defect (reader->values, DSN_DEFECT_BAD_DATE, field->body, text);
    keep_whole (reader, field, list);
  } else if (dsn_date_read_iso (text, &iso)) {
    dsn_value_defect (reader->values, DSN_DEFECT_ODD_DATE, field->body, text);
  }
}

/* address-type ";" generic-address */
static void
read_address (Reader *reader, const DsnField *field, const char **address,
              const char **type)
{
  DsnTyped typed = read_typed (reader, field);

  if (typed.value.len == 0) {
    dsn_value_defect (reader->values, DSN_DEFECT_EMPTY_FIELD, field->body, field->name);
    return;
  }
  *type = typed.type.len > 0
              ? dsn_value_keep_lower (reader->values, field->body, typed.type)
              : NULL;
  *address = dsn_value_keep (reader->values, field->body, typed.value);
}

static void
read_action (Reader *reader, const DsnField *field, DsnRecipient *recipient)
{
  DsnSpan text = dsn_value_read (reader->values, field->body);
  gboolean odd, more;

  if (!dsn_action_read (text, &recipient->action, &odd, &more)) {
    dsn_value_defect (reader->values, DSN_DEFECT_UNKNOWN_ACTION, field->body, text);
    more = TRUE;
  } else if (odd) {
    dsn_value_defect (reader->values, DSN_DEFECT_ODD_ACTION, field->body, text);
    more = TRUE;
  }
  if (more)
    keep_whole (reader, field, &recipient->extensions);
}

static void
read_status (Reader *reader, const DsnField *field, DsnRecipient *recipient)
{
  DsnSpan text = dsn_value_read (reader->values, field->body);
  char canonical[DSN_CODE_TEXT_SIZE];
  gboolean odd;

  if (!dsn_code_read (text, &recipient->status, &odd)) {
    dsn_value_defect (reader->values, DSN_DEFECT_BAD_STATUS, field->body, text);
    keep_whole (reader, field, &recipient->extensions);
    return;
  }
  if (odd)
    dsn_value_defect (reader->values, DSN_DEFECT_ODD_STATUS, field->body, text);
  if (!dsn_span_equal (
          text, dsn_span_of_string (dsn_code_to_text (recipient->status, canonical))))
    keep_whole (reader, field, &recipient->extensions);
}

/* diagnostic-type ";" *text */
static void
read_diagnostic (Reader *reader, const DsnField *field, DsnRecipient *recipient)
{
  DsnTyped typed = read_typed (reader, field);

  if (typed.type.len > 0)
    recipient->diagnostic_type =
        dsn_value_keep_lower (reader->values, field->body, typed.type);
  if (typed.value.len > 0)
    recipient->diagnostic_text =
        dsn_value_keep (reader->values, field->body, typed.value);
}

static void
read_message_field (Reader *reader, const DsnGroupField *found)
{
  DsnReport *report = reader->report;
  const DsnField *field = &found->field;

  switch ((DsnFieldId) found->rule->id) {
  case DSN_FIELD_ORIGINAL_ENVELOPE_ID:
    report->original_envelope_id = dsn_value_keep (
        reader->values, field->body, dsn_value_read (reader->values, field->body));
    break;
  case DSN_FIELD_REPORTING_MTA:
    read_mta_name (reader, field, &report->reporting_mta, &report->extensions);
    break;
  case DSN_FIELD_DSN_GATEWAY:
    read_mta_name (reader, field, &report->dsn_gateway, &report->extensions);
    break;
  case DSN_FIELD_RECEIVED_FROM_MTA:
    read_mta_name (reader, field, &report->received_from_mta, &report->extensions);
    break;
  case DSN_FIELD_ARRIVAL_DATE:
    read_date (reader, field, &report->arrival_date, &report->extensions);
    break;
  case DSN_FIELD_ORIGINAL_RECIPIENT:
  case DSN_FIELD_FINAL_RECIPIENT:
  case DSN_FIELD_ACTION:
  case DSN_FIELD_STATUS:
  case DSN_FIELD_REMOTE_MTA:
  case DSN_FIELD_DIAGNOSTIC_CODE:
  case DSN_FIELD_LAST_ATTEMPT_DATE:
  case DSN_FIELD_FINAL_LOG_ID:
  case DSN_FIELD_WILL_RETRY_UNTIL:
  case DSN_FIELD_LOCALIZED_DIAGNOSTIC:
  case DSN_FIELD_X_ACTUAL_RECIPIENT:
  case DSN_FIELD_X_SUPPLEMENTARY_INFO:
  case DSN_FIELD_X_DISPLAY_NAME:
  case DSN_FIELD_COUNT:
    g_assert_not_reached ();
  }
}

static void
read_recipient_field (Reader *reader, const DsnGroupField *found,
                      DsnRecipient *recipient)
{
  const DsnField *field = &found->field;

  switch ((DsnFieldId) found->rule->id) {
  case DSN_FIELD_ORIGINAL_RECIPIENT:
    read_address (reader, field, &recipient->original_recipient,
                  &recipient->original_type);
    break;
  case DSN_FIELD_FINAL_RECIPIENT:
    read_address (reader, field, &recipient->final_recipient, &recipient->final_type);
    break;
  case DSN_FIELD_ACTION:
    read_action (reader, field, recipient);
    break;
  case DSN_FIELD_STATUS:
    read_status (reader, field, recipient);
    break;
  case DSN_FIELD_REMOTE_MTA:
    read_mta_name (reader, field, &recipient->remote_mta, &recipient->extensions);
    break;
  case DSN_FIELD_DIAGNOSTIC_CODE:
    read_diagnostic (reader, field, recipient);
    break;
  case DSN_FIELD_LAST_ATTEMPT_DATE:
    read_date (reader, field, &recipient->last_attempt_date, &recipient->extensions);
    break;
  case DSN_FIELD_WILL_RETRY_UNTIL:
    read_date (reader, field, &recipient->will_retry_until, &recipient->extensions);
    break;
  case DSN_FIELD_FINAL_LOG_ID:
    recipient->final_log_id = dsn_value_keep (
        reader->values, field->body, dsn_value_read (reader->values, field->body));
    break;
  case DSN_FIELD_LOCALIZED_DIAGNOSTIC:
  case DSN_FIELD_X_ACTUAL_RECIPIENT:
  case DSN_FIELD_X_SUPPLEMENTARY_INFO:
  case DSN_FIELD_X_DISPLAY_NAME:
    keep_whole (reader, field, &recipient->extensions);
    break;
  case DSN_FIELD_ORIGINAL_ENVELOPE_ID:
  case DSN_FIELD_REPORTING_MTA:
  case DSN_FIELD_DSN_GATEWAY:
  case DSN_FIELD_RECEIVED_FROM_MTA:
  case DSN_FIELD_ARRIVAL_DATE:
  case DSN_FIELD_COUNT:
    g_assert_not_reached ();
  }
}

static void
close_recipient (Reader *reader)
{
  DsnRecipient *recipient;

  if (!reader->open)
    return;
  recipient = &g_array_index (reader->report->recipients, DsnRecipient,
                              reader->report->recipients->len - 1);
  dsn_finish_recipient (reader->report, recipient);
  reader->open = FALSE;
}

/* The recipient that a group's fields belong to: a new one, or the last, where the
 * group is only a further piece of it that an empty line has cut off. */
static DsnRecipient *
find_recipient (Reader *reader, guint64 bits)
{
  GArray *recipients = reader->report->recipients;
  gboolean known = (reader->have & IDENTITY) != 0;

  if (reader->open && (bits & reader->have) == 0 && !(known && (bits & IDENTITY) != 0))
    return &g_array_index (recipients, DsnRecipient, recipients->len - 1);
  close_recipient (reader);
  if (recipients->len >= reader->limits->recipients) {
    dsn_defects_add_once (reader->report->defects, DSN_DEFECT_TOO_MANY_RECIPIENTS, 0,
                          (DsnSpan){ NULL, 0 });
    return NULL;
  }
  reader->open = TRUE;
  reader->have = 0;
  return dsn_report_add_recipient (reader->report);
}

/* Whether a field is there already, or says nothing: then it is told and not read. */
static gboolean
is_repeated (Reader *reader, const DsnGroupField *found, guint64 *have, GArray **list)
{
  if (dsn_span_trim (found->field.body).len == 0) {
    dsn_value_defect (reader->values, DSN_DEFECT_EMPTY_FIELD, found->field.name,
                      found->field.name);
    return TRUE;
  }
  if (found->rule->kind != DSN_FIELD_KIND_EXTENSION &&
      (*have & DSN_FIELD_BIT (found->rule->id)) != 0) {
    dsn_value_defect (reader->values, DSN_DEFECT_DUPLICATE_FIELD, found->field.name,
                      found->field.name);
    keep_whole (reader, &found->field, list);
    return TRUE;
  }
  *have |= DSN_FIELD_BIT (found->rule->id);
  return FALSE;
}

static void
read_field (Reader *reader, const DsnGroupField *found, DsnRecipient *recipient,
            GArray **list)
{
  if (found->rule == NULL ||
      (found->rule->kind == DSN_FIELD_KIND_EXTENSION && recipient == NULL)) {
    keep_whole (reader, &found->field, list);
  } else if (found->rule->scope == DSN_FIELD_SCOPE_MESSAGE) {
    if (!is_repeated (reader, found, &reader->have_once, &reader->report->extensions))
      read_message_field (reader, found);
  } else if (!is_repeated (reader, found, &reader->have, list)) {
    g_assert (recipient != NULL); /* a group with such a field has one */
    read_recipient_field (reader, found, recipient);
  }
}

static void
read_group (Reader *reader, const DsnGroupFields *fields, gboolean first)
{
  guint64 per_message = fields->per_message, per_recipient = fields->per_recipient;
  DsnRecipient *recipient =
      per_recipient != 0 ? find_recipient (reader, per_recipient) : NULL;
  const DsnField *start = &fields->list[0].field;
  GArray **list;

  if (first && per_message == 0 && per_recipient != 0)
    dsn_value_defect (reader->values, DSN_DEFECT_NO_MESSAGE_GROUP, start->name,
                      start->name);
  if (per_message != 0 && per_recipient != 0)
    dsn_value_defect (reader->values,
                      first ? DSN_DEFECT_GROUPS_RUN_TOGETHER
                            : DSN_DEFECT_MISPLACED_FIELD,
                      start->name, start->name);
  else if (per_message != 0 && !first && reader->report->recipients->len > 0)
    dsn_value_defect (reader->values, DSN_DEFECT_MISPLACED_FIELD, start->name,
                      start->name);
  if (per_recipient != 0 && recipient == NULL)
    return; /* over the limit of recipients */
  if (recipient != NULL && recipient->offset == 0)
    recipient->offset =
        dsn_message_get_offset (reader->values->message, start->name.data);
  list = recipient != NULL ? &recipient->extensions : &reader->report->extensions;
  for (guint i = 0; i < fields->len; i++)
    read_field (reader, &fields->list[i], recipient, list);
}

void
dsn_reader_read (DsnMessage *message, guint part, const DsnLimits *limits,
                 DsnReport *report)
{
  g_auto (DsnValues) values;
  g_auto (DsnGroupFields) fields;
  DsnSpan body = dsn_message_get_body (message, part);
  const DsnPart *found = dsn_message_get_part (message, part);
  guint before = report->recipients->len;
  Reader reader = { .report = report, .limits = limits };
  DsnGroups groups = {
    .lines = dsn_message_cut_lines (message, body),
    .limits = limits,
    .defects = report->defects,
    .offset_of = offset_of,
    .user_data = message,
  };

  dsn_group_fields_init (&fields);
  dsn_values_init (&values, report, message, limits->field_size);
  dsn_content_type_find_param (found->content.params, "charset", &values.charset);
  reader.values = &values;
  if (found->encoding != DSN_ENCODING_IDENTITY)
    dsn_value_defect (&values, DSN_DEFECT_ENCODED_REPORT, found->body,
                      (DsnSpan){ NULL, 0 });
  while (dsn_groups_next (&groups, &fields))
    read_group (&reader, &fields, groups.count == 1);
  close_recipient (&reader);
  dsn_finish_report (report, before);
  if ((reader.have_once & DSN_FIELD_BIT (DSN_FIELD_REPORTING_MTA)) == 0)
    dsn_value_defect (&values, DSN_DEFECT_MISSING_REPORTING_MTA, found->body,
                      (DsnSpan){ NULL, 0 });
  if (report->recipients->len == before)
    dsn_value_defect (&values, DSN_DEFECT_NO_RECIPIENT_GROUP, found->body,
                      (DsnSpan){ NULL, 0 });
}
