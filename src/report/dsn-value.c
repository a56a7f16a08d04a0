/* dsn-value.c: the body of a field -> one line of text. */
#include "dsn-value.h"

#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-wide.h"

void
dsn_values_init (DsnValues *values, DsnReport *report, const DsnMessage *message,
                 gsize max_len)
{
  *values = (DsnValues){
    .report = report,
    .message = message,
    .max_len = max_len,
  };
}

void
dsn_values_clear (DsnValues *values)
{
  if (values->text != NULL)
    g_string_free (values->text, TRUE);
}

void
dsn_value_keep_field (DsnValues *values, const DsnField *field, GArray **list,
                      guint max)
{
  gsize offset = dsn_message_get_offset (values->message, field->name.data);

  if (*list != NULL && (*list)->len >= max) {
    dsn_defects_add_once (values->report->defects, DSN_DEFECT_TOO_MANY_FIELDS, offset,
                          field->name);
    return;
  }
  dsn_report_add_extension (values->report, list, field->name,
                            dsn_value_read (values, field->body), offset);
}

void
dsn_value_defect (DsnValues *values, DsnDefectId id, DsnSpan body, DsnSpan detail)
{
  dsn_defects_add (values->report->defects, id,
                   dsn_message_get_offset (values->message, body.data), detail);
}

static DsnSpan
span_of (const GString *text)
{
  return (DsnSpan){ (const guint8 *) text->str, text->len };
}

/* Made when it is needed: most values are plain. */
static GString *
clear_scratch (GString **scratch)
{
  if (*scratch == NULL)
    *scratch = g_string_sized_new (256);
  return g_string_truncate (*scratch, 0);
}

/* More than is special, in less time. */
static guint64
find_likely (guint64 bytes)
{
  return bytes | dsn_wide_below (bytes, 0x20) | dsn_wide_is (bytes, '=');
}

static guint64
find_special (guint64 bytes)
{
  return bytes | dsn_wide_is (bytes, 0) | dsn_wide_is (bytes, '\n') |
         dsn_wide_is (bytes, '\r') | dsn_wide_is (bytes, '\033') |
         dsn_wide_is (bytes, '=');
}

/* One line of ASCII without encoded words or escapes: what most values are. */
static gboolean
is_plain (DsnSpan text)
{
  return !dsn_wide_find_any (text, find_likely) ||
         !dsn_wide_find_any (text, find_special);
}

DsnSpan
dsn_value_read (DsnValues *values, DsnSpan body)
{
  DsnSpan plain = dsn_span_trim (body);

  if (body.len <= values->max_len && is_plain (plain))
    return plain;
  if (body.len > values->max_len) {
    dsn_value_defect (values, DSN_DEFECT_FIELD_TOO_LONG, body, (DsnSpan){ NULL, 0 });
    body.len = values->max_len;
  }
  dsn_decode_field (clear_scratch (&values->text), body, values->charset);
  return span_of (values->text);
}

const char *
dsn_value_keep (DsnValues *values, DsnSpan body, DsnSpan text)
{
  return dsn_report_add_text (values->report, text,
                              dsn_message_get_offset (values->message, body.data));
}

const char *
dsn_value_keep_lower (DsnValues *values, DsnSpan body, DsnSpan text)
{
  char *kept = (char *) dsn_value_keep (values, body, text);

  for (char *at = kept; *at != '\0'; at++)
    *at = (char) dsn_span_lower ((guint8) *at);
  return kept;
}
