/* dsn-member.c: the fields of a feedback or disposition report -> members of the
 * record.
 */
#include "dsn-member.h"

#include "dsn-bare.h"
#include "dsn-decode.h"
#include "dsn-disposition-private.h"
#include "dsn-groups.h"
#include "dsn-repeats.h"
#include "dsn-typed.h"
#include "dsn-value.h"
#include "dsn-whom.h"

#include <stddef.h>

/* How the text of a field is read. */
typedef enum {
  DSN_MEMBER_TEXT,
  DSN_MEMBER_WORD,
  DSN_MEMBER_ID,
  DSN_MEMBER_PATH,
  DSN_MEMBER_IP,
  DSN_MEMBER_DATE,
  DSN_MEMBER_NUMBER,
  DSN_MEMBER_LIST,
  DSN_MEMBER_MTA_NAME,
  DSN_MEMBER_TYPED,
  DSN_MEMBER_AGENT,
  DSN_MEMBER_RECIPIENT,
  DSN_MEMBER_ORIGINAL,
  DSN_MEMBER_FINAL,
  DSN_MEMBER_DISPOSITION,
} DsnMemberKind;

/* A row of rules/report-fields.toml; @place is an offset in the record. */
typedef struct {
  DsnSpan name;
  DsnMemberOf of;
  DsnMemberKind kind;
  gsize place;
  gboolean many;
} DsnMemberRule;

#include "dsn-member-table.h"

typedef struct {
  DsnReport *report;
  DsnValues values;
  const DsnLimits *limits;
  guint64 have; /* which rows were seen, a bit for each */
  DsnRepeats repeats;
  GTree *seen; /* addresses of recipients */
} Reader;

G_STATIC_ASSERT (G_N_ELEMENTS (dsn_member_rules) <= 64);

#define PLACE(report, place, type) ((type *) (gpointer) ((guint8 *) (report) + (place)))

static const DsnMemberRule *
find_rule (DsnSpan name, DsnMemberOf of)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_member_rules); i++)
    if (dsn_member_rules[i].of == of &&
        dsn_span_equal_nocase (name, dsn_member_rules[i].name))
      return &dsn_member_rules[i];
  return NULL;
}

gboolean
dsn_member_is_feedback (DsnSpan name)
{
  const DsnMemberRule *rule = find_rule (name, DSN_MEMBER_OF_FEEDBACK);

  return rule != NULL && rule->kind != DSN_MEMBER_DATE &&
         rule->kind != DSN_MEMBER_MTA_NAME;
}

gboolean
dsn_member_is_disposition (DsnSpan name)
{
  return find_rule (name, DSN_MEMBER_OF_DISPOSITION) != NULL;
}

static void
keep_whole (Reader *reader, const DsnField *field)
{
  dsn_value_keep_field (&reader->values, field, &reader->report->extensions,
                        reader->limits->fields);
}

static void
keep_bad (Reader *reader, const DsnField *field, DsnDefectId id, DsnSpan text)
{
  dsn_value_defect (&reader->values, id, field->body, text);
  keep_whole (reader, field);
}

/* The texts that are one value: @text is set to what is kept, empty if it is none. */
static DsnSpan
read_text (DsnMemberKind kind, DsnSpan text)
{
  DsnScan scan = dsn_scan_over (text);
  DsnTyped typed;

  switch (kind) {
  case DSN_MEMBER_ID:
    return dsn_bare_drop_brackets (text);
  case DSN_MEMBER_IP:
    return dsn_bare_ip (text);
  case DSN_MEMBER_TYPED:
    return dsn_typed_scan (&scan, &typed) ? typed.value : text;
  case DSN_MEMBER_TEXT:
  case DSN_MEMBER_WORD:
    return text;
  case DSN_MEMBER_PATH:
  case DSN_MEMBER_DATE:
  case DSN_MEMBER_NUMBER:
  case DSN_MEMBER_LIST:
  case DSN_MEMBER_MTA_NAME:
  case DSN_MEMBER_AGENT:
  case DSN_MEMBER_RECIPIENT:
  case DSN_MEMBER_ORIGINAL:
  case DSN_MEMBER_FINAL:
  case DSN_MEMBER_DISPOSITION:
    break;
  }
  g_return_val_if_reached (text);
}

static void
set_text (Reader *reader, const DsnMemberRule *rule, const DsnField *field,
          DsnSpan text)
{
  const char **place = PLACE (reader->report, rule->place, const char *);
  DsnSpan found = read_text (rule->kind, text);

  if (found.len == 0)
    keep_bad (reader, field, DSN_DEFECT_BAD_VALUE, text);
  else if (rule->kind == DSN_MEMBER_WORD)
    *place = dsn_value_keep_lower (&reader->values, field->body, found);
  else
    *place = dsn_value_keep (&reader->values, field->body, found);
}

/* The envelope's sender: `<>` is a value, too. */
static void
set_path (Reader *reader, const DsnMemberRule *rule, const DsnField *field,
          DsnSpan text)
{
  *PLACE (reader->report, rule->place, const char *) =
      dsn_value_keep (&reader->values, field->body, dsn_bare_drop_brackets (text));
}

static void
set_number (Reader *reader, const DsnMemberRule *rule, const DsnField *field,
            DsnSpan text)
{
  DsnScan scan = dsn_scan_over (text);
  guint number;

  if (dsn_scan_uint (&scan, 9, &number) && dsn_scan_at_end (&scan))
    *PLACE (reader->report, rule->place, guint) = number;
  else
    keep_bad (reader, field, DSN_DEFECT_BAD_VALUE, text);
}

static void
set_date (Reader *reader, const DsnMemberRule *rule, const DsnField *field,
          DsnSpan text)
{
  if (!dsn_decode_date (text, PLACE (reader->report, rule->place, gint64)))
    keep_bad (reader, field, DSN_DEFECT_BAD_DATE, text);
}

static void
set_mta_name (Reader *reader, const DsnMemberRule *rule, const DsnField *field,
              DsnSpan text)
{
  DsnTypedName *name = PLACE (reader->report, rule->place, DsnTypedName);
  DsnScan scan = dsn_scan_over (text);
  DsnTyped typed = { .value = text };

  if (dsn_typed_scan (&scan, &typed))
    name->type = dsn_value_keep_lower (&reader->values, field->body, typed.type);
  else
    dsn_value_defect (&reader->values, DSN_DEFECT_UNTYPED_VALUE, field->body, text);
  if (typed.value.len > 0)
    name->name = dsn_value_keep (&reader->values, field->body, typed.value);
}

/* ua-name [ ";" ua-product ] */
static void
set_agent (Reader *reader, const DsnField *field, DsnSpan text)
{
  DsnDisposition *disposition = &reader->report->disposition;
  DsnSpan name = text, product = { NULL, 0 };
  gsize semicolon;

  if (dsn_span_find_byte (text, ';', &semicolon)) {
    name = dsn_span_trim (dsn_span_slice (text, 0, semicolon));
    product = dsn_span_trim (dsn_span_slice (text, semicolon + 1, G_MAXSIZE));
  }
  if (name.len > 0)
    disposition->reporting_ua = dsn_value_keep (&reader->values, field->body, name);
  if (product.len > 0)
    disposition->product = dsn_value_keep (&reader->values, field->body, product);
}

static void
set_disposition (Reader *reader, const DsnField *field, DsnSpan text)
{
  DsnDisposition *disposition = &reader->report->disposition;
  g_autoptr (GPtrArray) modifiers = g_ptr_array_new ();
  DsnDispositionText found;

  if (!dsn_disposition_read (text, &found)) {
    keep_bad (reader, field, DSN_DEFECT_BAD_DISPOSITION, text);
    return;
  }
  disposition->type = found.type;
  disposition->action_mode = found.action_mode;
  disposition->sending_mode = found.sending_mode;
  for (guint i = 0; i < found.modifier_count; i++)
    g_ptr_array_add (modifiers, (gpointer) dsn_value_keep_lower (
                                    &reader->values, field->body, found.modifiers[i]));
  if (modifiers->len > 0)
    disposition->modifiers =
        dsn_report_take_strings (reader->report, g_steal_pointer (&modifiers));
  if (found.odd)
    keep_bad (reader, field, DSN_DEFECT_ODD_DISPOSITION, text);
}

/* The one recipient whose receipt it is. */
static void
set_recipient (Reader *reader, const DsnMemberRule *rule, const DsnField *field,
               DsnSpan text)
{
  DsnReport *report = reader->report;
  DsnScan scan = dsn_scan_over (text);
  DsnTyped typed = { .value = text };
  const char *type = NULL, *address;
  DsnRecipient *recipient;

  if (dsn_typed_scan (&scan, &typed))
    type = dsn_value_keep_lower (&reader->values, field->body, typed.type);
  else
    dsn_value_defect (&reader->values, DSN_DEFECT_UNTYPED_VALUE, field->body, text);
  if (typed.value.len == 0) {
    dsn_value_defect (&reader->values, DSN_DEFECT_EMPTY_FIELD, field->body,
                      field->name);
    return;
  }
  address = dsn_value_keep (&reader->values, field->body, typed.value);
  recipient = report->recipients->len > 0
                  ? &g_array_index (report->recipients, DsnRecipient, 0)
                  : dsn_report_add_recipient (report);
  recipient->offset = dsn_message_get_offset (reader->values.message, field->body.data);
  if (rule->kind == DSN_MEMBER_FINAL) {
    recipient->final_recipient = address;
    recipient->final_type = type;
  } else {
    recipient->original_recipient = address;
    recipient->original_type = type;
  }
}

/* Each address once: some programs name it in a field of the draft, and again in that
 * of the standard. */
static void
add_recipient (Reader *reader, const DsnField *field, DsnSpan text)
{
  gsize offset = dsn_message_get_offset (reader->values.message, field->body.data);
  GArray *recipients = reader->report->recipients;
  DsnScan scan = dsn_scan_over (text);
  DsnTyped typed = { .value = text };
  gpointer key;

  if (recipients->len >= reader->limits->recipients) {
    dsn_defects_add_once (reader->report->defects, DSN_DEFECT_TOO_MANY_RECIPIENTS,
                          offset, (DsnSpan){ NULL, 0 });
    return;
  }
  if (!dsn_typed_scan (&scan, &typed))
    typed.value = text;
  if (!dsn_whom_add (reader->report, typed.value, offset)) {
    keep_whole (reader, field);
    return;
  }
  key = (gpointer) g_array_index (recipients, DsnRecipient, recipients->len - 1)
            .original_recipient;
  if (g_tree_lookup (reader->seen, key) != NULL)
    g_array_set_size (recipients, recipients->len - 1);
  else
    g_tree_insert (reader->seen, key, key);
}

static void
read_value (Reader *reader, const DsnMemberRule *rule, const DsnField *field,
            DsnSpan text)
{
  switch (rule->kind) {
  case DSN_MEMBER_TEXT:
  case DSN_MEMBER_WORD:
  case DSN_MEMBER_ID:
  case DSN_MEMBER_IP:
  case DSN_MEMBER_TYPED:
    set_text (reader, rule, field, text);
    break;
  case DSN_MEMBER_PATH:
    set_path (reader, rule, field, text);
    break;
  case DSN_MEMBER_DATE:
    set_date (reader, rule, field, text);
    break;
  case DSN_MEMBER_NUMBER:
    set_number (reader, rule, field, text);
    break;
  case DSN_MEMBER_LIST:
    dsn_repeats_add (&reader->repeats,
                     PLACE (reader->report, rule->place, const char *const *),
                     dsn_value_keep (&reader->values, field->body, text));
    break;
  case DSN_MEMBER_MTA_NAME:
    set_mta_name (reader, rule, field, text);
    break;
  case DSN_MEMBER_AGENT:
    set_agent (reader, field, text);
    break;
  case DSN_MEMBER_RECIPIENT:
    add_recipient (reader, field, text);
    break;
  case DSN_MEMBER_ORIGINAL:
  case DSN_MEMBER_FINAL:
    set_recipient (reader, rule, field, text);
    break;
  case DSN_MEMBER_DISPOSITION:
    set_disposition (reader, field, text);
    break;
  }
}

static void
read_field (Reader *reader, DsnMemberOf of, const DsnField *field)
{
  const DsnMemberRule *rule = find_rule (field->name, of);
  DsnSpan text;
  guint64 bit;

  if (rule == NULL) {
    keep_whole (reader, field);
    return;
  }
  if (dsn_span_trim (field->body).len == 0) {
    dsn_value_defect (&reader->values, DSN_DEFECT_EMPTY_FIELD, field->name,
                      field->name);
    return;
  }
  bit = G_GUINT64_CONSTANT (1) << (rule - dsn_member_rules);
  if (!rule->many && (reader->have & bit) != 0) {
    keep_bad (reader, field, DSN_DEFECT_DUPLICATE_FIELD, field->name);
    return;
  }
  reader->have |= bit;
  text = dsn_value_read (&reader->values, field->body);
  if (of == DSN_MEMBER_OF_DISPOSITION && rule->kind != DSN_MEMBER_LIST) {
    DsnSpan bare = dsn_bare_drop_comment (text);

    if (bare.len < text.len) {
      keep_whole (reader, field);
      text = dsn_bare_drop_comment (dsn_value_read (&reader->values, field->body));
    }
  }
  read_value (reader, rule, field, text);
}

static gsize
offset_of (gconstpointer message, const guint8 *at)
{
  return dsn_message_get_offset (message, at);
}

void
dsn_member_read_part (DsnMessage *message, guint part, DsnMemberOf of,
                      const DsnLimits *limits, DsnReport *report)
{
  g_auto (DsnGroupFields) fields;
  DsnSpan body = dsn_message_get_body (message, part);
  const DsnPart *found = dsn_message_get_part (message, part);
  Reader reader = { .report = report, .limits = limits };
  DsnGroups groups = {
    .lines = dsn_lines_over (body),
    .limits = limits,
    .defects = report->defects,
    .offset_of = offset_of,
    .user_data = message,
  };

  dsn_group_fields_init (&fields);
  dsn_values_init (&reader.values, report, message, limits->field_size);
  dsn_content_type_find_param (found->content.params, "charset",
                               &reader.values.charset);
  dsn_repeats_init (&reader.repeats, report, limits->fields);
  reader.seen = g_tree_new ((GCompareFunc) g_strcmp0);
  /* There is one group only; an empty line in it parts nothing. */
  while (dsn_groups_next (&groups, &fields))
    for (guint i = 0; i < fields.len; i++)
      read_field (&reader, of, &fields.list[i].field);
  dsn_repeats_close (&reader.repeats);
  g_tree_unref (reader.seen);
  dsn_values_clear (&reader.values);
}
