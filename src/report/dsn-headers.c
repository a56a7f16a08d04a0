/* dsn-headers.c: header fields -> what it tells of its message. */
#include "dsn-headers.h"

#include "dsn-date.h"
#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-signature.h"
#include "dsn-wide.h"

/* msg-id = "<" id-left "@" id-right ">"; so is list-id, with a phrase before it. */
static DsnSpan
take_id (DsnSpan text)
{
  gsize open, close;

  if (!dsn_span_find_byte (text, '<', &open))
    return text;
  text = dsn_span_slice (text, open + 1, G_MAXSIZE);
  return dsn_span_find_byte (text, '>', &close) ? dsn_span_slice (text, 0, close)
                                                : text;
}

static guint64
find_eight_bits (guint64 bytes)
{
  return bytes;
}

static void
keep_text (DsnValues *values, DsnSpan body, gboolean is_id, const char **text)
{
  DsnSpan value;

  if (*text != NULL)
    return;
  if (dsn_value_read_plain (values, body, &value)) {
    if (is_id)
      value = dsn_span_trim (take_id (value));
    if (value.len > 0)
      *text =
          dsn_report_add_string (values->report, (const char *) value.data, value.len);
    return;
  }
  if (dsn_wide_find_any (body, find_eight_bits))
    dsn_defects_add_once (values->report->defects, DSN_DEFECT_EIGHT_BIT_HEADER,
                          dsn_message_get_offset (values->message, body.data),
                          (DsnSpan){ NULL, 0 });
  value = dsn_value_read (values, body);
  if (is_id)
    value = dsn_span_trim (take_id (value));
  if (value.len > 0)
    *text = dsn_value_keep (values, body, value);
}

static void
keep_date (DsnValues *values, DsnSpan body, gint64 *date)
{
  if (*date == DSN_DATE_NONE &&
      !dsn_decode_date (dsn_value_read (values, body), date) &&
      dsn_span_trim (body).len > 0)
    dsn_value_defect (values, DSN_DEFECT_BAD_DATE, body, dsn_span_trim (body));
}

static void
take_field (DsnValues *values, const DsnField *field, DsnHeaders *headers)
{
  switch (dsn_span_lower (field->name.data[0])) {
  case 'd':
    if (dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("Date")))
      keep_date (values, field->body, &headers->date);
    else if (headers == &values->report->original &&
             dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("DKIM-Signature")))
      dsn_signature_keep (values, field->body);
    break;
  case 'f':
    if (dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("From")))
      keep_text (values, field->body, FALSE, &headers->from);
    break;
  case 'l':
    if (dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("List-Id")))
      keep_text (values, field->body, TRUE, &headers->list_id);
    break;
  case 'm':
    if (dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("Message-Id")))
      keep_text (values, field->body, TRUE, &headers->message_id);
    break;
  case 's':
    if (dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("Subject")))
      keep_text (values, field->body, FALSE, &headers->subject);
    break;
  case 't':
    if (dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("To")))
      keep_text (values, field->body, FALSE, &headers->to);
    break;
  default:
    break;
  }
}

/* Whether a line is not empty and begins no field that take_field() asks for. */
static gboolean
is_other (DsnSpan line)
{
  static const guint8 wanted[256] = {
    ['D'] = 1, ['F'] = 1, ['L'] = 1, ['M'] = 1, ['S'] = 1, ['T'] = 1,
    ['d'] = 1, ['f'] = 1, ['l'] = 1, ['m'] = 1, ['s'] = 1, ['t'] = 1,
  };

  return line.len > 0 && wanted[line.data[0]] == 0;
}

/* Goes to a line that may begin a wanted field or end the header. Only a lone CR leaves
 * it open what the next line is. */
static void
pass_others (DsnLines *lines)
{
  DsnLine line;

  while (dsn_lines_peek (lines, &line) && is_other (line.text) && !line.lone_cr)
    dsn_lines_goto (lines, line.next);
}

void
dsn_headers_read (DsnValues *values, const GArray *fields, DsnHeaders *headers)
{
  for (guint i = 0; i < fields->len; i++)
    take_field (values, &g_array_index (fields, DsnField, i), headers);
}

void
dsn_headers_read_block (DsnValues *values, DsnSpan block, DsnHeaders *headers)
{
  DsnLines lines = dsn_message_cut_lines (values->message, block);
  DsnFieldStep step;
  DsnField field;

  do {
    pass_others (&lines);
    step = dsn_field_next (&lines, DSN_FIELD_MODE_HEADER, &field);
    if (step == DSN_FIELD_STEP_FIELD)
      take_field (values, &field, headers);
  } while (step == DSN_FIELD_STEP_FIELD || step == DSN_FIELD_STEP_JUNK);
}
