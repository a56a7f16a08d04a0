/* dsn-field.c: a block of header fields, one after the other (RFC 5322 §2.2). */
#include "dsn-field.h"

#include "dsn-wide.h"

/* No real name comes near; GMime loses the whole message over a name of 4 KB. */
#define NAME_MAX_LEN 256

/* ftext = %d33-57 / %d59-126, which ends a name where it ends */
static guint64
find_no_ftext (guint64 bytes)
{
  return bytes | dsn_wide_below (bytes, 33) | dsn_wide_is (bytes, ':') |
         dsn_wide_is (bytes, 127);
}

static gboolean
is_no_ftext (guint8 byte)
{
  return byte < 33 || byte == ':' || byte > 126;
}

/* field = 1*ftext *WSP ":" unstructured
 * TOLERATED: blanks before the colon (corpus/tolerated/unregistered-fields.eml). */
static inline gboolean
split (DsnSpan line, DsnField *field)
{
  DsnSpan start = { line.data, MIN (line.len, NAME_MAX_LEN + 1) };
  gsize name = dsn_wide_find (start, 0, find_no_ftext, is_no_ftext);
  gsize colon = name;

  if (name == 0 || name > NAME_MAX_LEN)
    return FALSE;
  while (colon < line.len && line.data[colon] != ':')
    if (line.data[colon] == ' ' || line.data[colon] == '\t')
      colon++;
    else
      return FALSE;
  if (colon == line.len)
    return FALSE;
  field->name = (DsnSpan){ line.data, name };
  field->body = (DsnSpan){ line.data + colon + 1, line.len - colon - 1 };
  return TRUE;
}

gboolean
dsn_field_line_is_field (DsnSpan line)
{
  DsnField field;

  return split (line, &field);
}

static gboolean
is_blank (DsnSpan line)
{
  return dsn_span_trim (line).len == 0;
}

/* Whether @line goes on with the field above it. What follows a lone CR and is no
 * field of its own was never a line: the CR stood inside the text. */
static gboolean
continues (DsnSpan line, DsnFieldMode mode, gboolean after_lone_cr)
{
  if (line.len == 0)
    return FALSE;
  if (line.data[0] == ' ' || line.data[0] == '\t')
    return mode == DSN_FIELD_MODE_HEADER || !is_blank (line);
  return after_lone_cr && !dsn_field_line_is_field (line) &&
         !dsn_span_starts_nocase (line, DSN_SPAN_LIT ("--"));
}

/* The same by the first byte of the line alone, which is mostly enough. */
static gboolean
may_continue (const DsnLines *lines, gboolean after_lone_cr)
{
  return lines->at < lines->end &&
         (after_lone_cr || *lines->at == ' ' || *lines->at == '\t');
}

/* Takes what stands at the cursor, whatever ends its lines. */
static G_GNUC_NO_INLINE DsnFieldStep
take_any (DsnLines *lines, DsnFieldMode mode, DsnField *field)
{
  DsnLine line;

  if (!dsn_lines_next (lines, &line))
    return DSN_FIELD_STEP_END;
  if (!split (line.text, field)) {
    if (line.text.len == 0 || (mode == DSN_FIELD_MODE_GROUP && is_blank (line.text)))
      return DSN_FIELD_STEP_BLANK;
    *field = (DsnField){ .body = line.text };
    return DSN_FIELD_STEP_JUNK;
  }
  for (gboolean lone_cr = line.lone_cr; may_continue (lines, lone_cr);
       lone_cr = line.lone_cr) {
    if (!dsn_lines_peek (lines, &line) || !continues (line.text, mode, lone_cr))
      break;
    field->body = dsn_span_between (field->body.data, line.text.data + line.text.len);
    dsn_lines_goto (lines, line.next);
  }
  return DSN_FIELD_STEP_FIELD;
}

DsnFieldStep
dsn_field_next (DsnLines *lines, DsnFieldMode mode, DsnField *field)
{
  const guint8 *end = lines->end, *lf = lines->lf, *stop, *next;

  /* Most text has no CR, or none but before an LF. A name does not go beyond its line,
   * so it is split off before the end of the line is known. */
  if (lines->cr != end || !split (dsn_span_between (lines->at, end), field))
    return take_any (lines, mode, field);
  do {
    stop = lf - (lf[-1] == '\r');
    next = lf < end ? lf + 1 : end;
    lf = dsn_lines_find (next, end, '\n');
  } while (next < end && (*next == ' ' || *next == '\t') &&
           (mode == DSN_FIELD_MODE_HEADER || !is_blank (dsn_span_between (next, lf))));
  field->body.len = (gsize) (stop - field->body.data);
  lines->at = next;
  lines->lf = lf;
  return DSN_FIELD_STEP_FIELD;
}

GArray *
dsn_field_collect (DsnSpan block)
{
  GArray *fields = g_array_sized_new (FALSE, FALSE, sizeof (DsnField), 32);
  DsnLines lines = dsn_lines_over (block);
  DsnField field;

  for (;;) {
    switch (dsn_field_next (&lines, DSN_FIELD_MODE_HEADER, &field)) {
    case DSN_FIELD_STEP_FIELD:
      g_array_append_val (fields, field);
      break;
    case DSN_FIELD_STEP_JUNK:
      break;
    case DSN_FIELD_STEP_BLANK:
    case DSN_FIELD_STEP_END:
      return fields;
    }
  }
}

void
dsn_field_unfold (GString *out, DsnSpan body)
{
  DsnLines lines = dsn_lines_over (dsn_span_trim (body));
  DsnLine line;
  gboolean first = TRUE;

  while (dsn_lines_next (&lines, &line)) {
    DsnSpan text = dsn_span_trim (line.text);

    if (text.len == 0)
      continue;
    if (!first)
      g_string_append_c (out, ' ');
    g_string_append_len (out, (const char *) text.data, (gssize) text.len);
    first = FALSE;
  }
}
