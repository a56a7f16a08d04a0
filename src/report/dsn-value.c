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
         dsn_wide_is (bytes, '\r') | dsn_wide_is (bytes, '\033');
}

static gboolean
has_encoded_word (DsnSpan text)
{
  gsize at;

  while (dsn_span_find_byte (text, '=', &at)) {
    text = dsn_span_slice (text, at + 1, G_MAXSIZE);
    if (text.len > 0 && text.data[0] == '?')
      return TRUE;
  }
  return FALSE;
}

/* One line of ASCII without encoded words or escapes: what most values are. */
static gboolean
is_plain (DsnSpan text)
{
  return !dsn_wide_find_any (text, find_likely) ||
         (!dsn_wide_find_any (text, find_special) && !has_encoded_word (text));
}

gboolean
dsn_value_read_plain (const DsnValues *values, DsnSpan body, DsnSpan *value)
{
  DsnSpan plain = dsn_span_trim (body);

  if (body.len > values->max_len || !is_plain (plain))
    return FALSE;
  *value = plain;
  return TRUE;
}

DsnSpan
dsn_value_read (DsnValues *values, DsnSpan body)
{
  DsnSpan value;

  if (dsn_value_read_plain (values, body, &value))
    return value;
  if (body.len > values->max_len) {
    dsn_value_defect (values, DSN_DEFECT_FIELD_TOO_LONG, body, (DsnSpan){ NULL, 0 });
    body.len = values->max_len;
  }
  /* Most others only have folds. */
  dsn_field_unfold (clear_scratch (&values->text), body);
  if (!is_plain (span_of (values->text)))
    dsn_decode_field (clear_scratch (&values->text), body, values->charset,
                      dsn_message_get_converters (values->message));
  return span_of (values->text);
}

const char *
dsn_value_keep (DsnValues *values, DsnSpan body, DsnSpan text)
{
  if (dsn_span_is_utf8 (text)) /* then nobody asks where it stands */
    return dsn_report_add_string (values->report, (const char *) text.data, text.len);
  return dsn_report_add_text (values->report, text,
                              dsn_message_get_offset (values->message, body.data));
}

const char *
dsn_value_keep_lower (DsnValues *values, DsnSpan body, DsnSpan text)
{
  /* What nearly all types are needs no copy. */
  static const DsnSpan usual[] = {
    DSN_SPAN_LIT ("rfc822"), DSN_SPAN_LIT ("dns"),       DSN_SPAN_LIT ("smtp"),
    DSN_SPAN_LIT ("utf-8"),  DSN_SPAN_LIT ("x-postfix"),
  };
  char *kept;

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (dsn_span_equal_nocase (text, usual[i]))
      return (const char *) usual[i].data;
  kept = (char *) dsn_value_keep (values, body, text);
  for (char *at = kept; *at != '\0'; at++)
    *at = (char) dsn_span_lower ((guint8) *at);
  return kept;
}
