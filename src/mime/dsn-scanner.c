/* dsn-scanner.c: bytes -> tree of spans: headers, boundaries, parts. One pass, no
 * recursion. */
#include "dsn-scanner.h"

#include "dsn-boundary.h"
#include "dsn-decode.h"
#include "dsn-header.h"

#include <string.h>

/* So many lines of a field may have lost the blanks that fold them. */
#define LOST_FOLDS_MAX 10

/* What a scan keeps while it runs. The open parts are a chain: from the part that is
 * being read up through the parents. */
typedef struct {
  DsnScanner *scanner;
  DsnLines lines;
  guint part;             /* the part that is being read */
  guint top;              /* the part that the text is the body of, or none */
  const guint8 *text_end; /* end of the last line, its line end left out */
} Scan;

static DsnPart *
part_at (const DsnScanner *scanner, guint index)
{
  return &g_array_index (scanner->parts, DsnPart, index);
}

static void
add_defect (const DsnScanner *scanner, DsnDefectId id, const guint8 *at, DsnSpan detail)
{
  gsize offset = scanner->base != NULL ? (gsize) (at - scanner->base) : scanner->offset;

  dsn_defects_add_once (scanner->defects, id, offset, detail);
}

/* A new last child of @parent. */
static guint
add_part (DsnScanner *scanner, guint parent, gboolean is_message)
{
  guint index = scanner->parts->len;
  DsnPart *part;

  g_array_set_size (scanner->parts, index + 1);
  part = part_at (scanner, index);
  *part = (DsnPart){ .parent = parent,
                     .child = DSN_PART_NONE,
                     .last_child = DSN_PART_NONE,
                     .next = DSN_PART_NONE };
  if (parent != DSN_PART_NONE) {
    DsnPart *above = part_at (scanner, parent);

    part->depth = above->depth + 1;
    part->messages = above->messages + (is_message ? 1 : 0);
    if (above->child == DSN_PART_NONE)
      above->child = index;
    else
      part_at (scanner, above->last_child)->next = index;
    above->last_child = index;
  }
  return index;
}

/* Whether a MIME field stands below a line: text may quote a boundary with a blank. */
static gboolean
fields_follow (const Scan *scan, DsnSpan line)
{
  const guint8 *next = line.data + line.len;

  while (next < scan->lines.end && (*next == '\r' || *next == '\n'))
    next++;
  return dsn_span_starts_nocase (dsn_span_between (next, scan->lines.end),
                                 DSN_SPAN_LIT ("content-"));
}

/* The innermost open multipart whose boundary @line is. Depth has a limit, so has this.
 */
static gboolean
find_boundary (const Scan *scan, DsnSpan line, guint *multipart, gboolean *close)
{
  gboolean indented = line.len > 0 && line.data[0] == ' ';

  /* TOLERATED: one blank before the line (corpus/tolerated/indented-boundary.eml). */
  if (indented)
    line = dsn_span_slice (line, 1, G_MAXSIZE);
  if (line.len < 3 || line.data[0] != '-' || line.data[1] != '-')
    return FALSE;
  for (guint i = scan->part; i != scan->top; i = part_at (scan->scanner, i)->parent)
    if (dsn_boundary_is (line, part_at (scan->scanner, i)->boundary, close)) {
      if (indented && !*close && !fields_follow (scan, line))
        return FALSE;
      if (indented)
        add_defect (scan->scanner, DSN_DEFECT_BOUNDARY_INDENTED, line.data, line);
      *multipart = i;
      return TRUE;
    }
  return FALSE;
}

/* Ends the bodies of all open parts below @stop at @end. */
static void
close_parts (Scan *scan, guint stop, const guint8 *end)
{
  while (scan->part != stop) {
    DsnPart *part = part_at (scan->scanner, scan->part);

    if (part->boundary.len > 0) {
      add_defect (scan->scanner, DSN_DEFECT_BOUNDARY_NOT_CLOSED, end, part->boundary);
      part->boundary.len = 0;
    }
    part->body.len = end > part->body.data ? (gsize) (end - part->body.data) : 0;
    scan->part = part->parent;
  }
}

/* A boundary that no parameter tells: that of the first line that looks like one and
 * has a MIME field below it. Asked for the root alone, so the text is walked once. */
static DsnSpan
guess_boundary (Scan *scan)
{
  DsnLines lines = scan->lines;
  DsnLine line, next;

  while (dsn_lines_next (&lines, &line)) {
    if (line.text.len < 3 || line.text.data[0] != '-' || line.text.data[1] != '-' ||
        !dsn_lines_peek (&lines, &next) ||
        !dsn_span_starts_nocase (next.text, DSN_SPAN_LIT ("content-type:")))
      continue;
    if (line.text.len - 2 > scan->scanner->limits->boundary_size)
      break;
    add_defect (scan->scanner, DSN_DEFECT_BOUNDARY_GUESSED, line.text.data, line.text);
    return dsn_span_trim (dsn_span_slice (line.text, 2, G_MAXSIZE));
  }
  return (DsnSpan){ NULL, 0 };
}

/* The boundary of a multipart, empty if it cannot be one. */
static DsnSpan
read_boundary (DsnScanner *scanner, const DsnPart *part, DsnSpan boundary)
{
  DsnSpan params = part->content.params;

  if (boundary.data == NULL) {
    DsnSpan field =
        dsn_span_between (part->content.type.data, params.data + params.len);
    g_autofree char *decoded = field.len <= scanner->limits->value_size
                                   ? dsn_decode_param (field, "boundary")
                                   : NULL;

    boundary.len = 0;
    if (decoded != NULL)
      boundary = dsn_span_of_string (g_string_chunk_insert (scanner->strings, decoded));
  }
  if (boundary.len > scanner->limits->boundary_size) {
    add_defect (scanner, DSN_DEFECT_BOUNDARY_TOO_LONG, part->header.data,
                (DsnSpan){ NULL, 0 });
    return (DsnSpan){ NULL, 0 };
  }
  /* RFC 2046 §5.1.1: a boundary does not end in a blank. */
  while (boundary.len > 0 && boundary.data[boundary.len - 1] == ' ')
    boundary.len--;
  if (boundary.len == 0)
    add_defect (scanner, DSN_DEFECT_BOUNDARY_MISSING, part->header.data,
                (DsnSpan){ NULL, 0 });
  return boundary;
}

static void
take_field (Scan *scan, DsnPart *part, const DsnField *field)
{
  if (field->body.len > scan->scanner->limits->header_size) {
    add_defect (scan->scanner, DSN_DEFECT_HEADER_TOO_LONG, field->name.data,
                field->name);
    return;
  }
  if (dsn_span_lower (field->name.data[0]) != 'c')
    return;
  if (part->content.type.len == 0 &&
      dsn_span_equal_nocase (field->name, DSN_SPAN_LIT ("content-type")))
    part->content = dsn_content_type_read (field->body);
  else if (dsn_span_equal_nocase (field->name,
                                  DSN_SPAN_LIT ("content-transfer-encoding")))
    part->encoding = dsn_encoding_read (field->body);
}

/* Keeps a field of the message's own header. There is room for more than are taken. */
static void
keep_field (GArray *fields, guint count, const DsnField *field)
{
  if (count >= fields->len)
    g_array_set_size (fields, MAX (32, 2 * fields->len));
  g_array_index (fields, DsnField, count) = *field;
}

/* Whether the header goes on behind a line that is no field: an empty line ends it, or
 * after some lines that lost their folds there is a field again. */
static gboolean
header_goes_on (const DsnLines *lines, DsnSpan junk)
{
  DsnLines ahead = *lines;
  DsnLine line;

  if (junk.data[0] == ' ' || junk.data[0] == '\t') /* a fold with nothing above it */
    return TRUE;
  for (guint i = 0; i < LOST_FOLDS_MAX && dsn_lines_next (&ahead, &line); i++) {
    if (line.text.len == 0)
      return i == 0;
    if (dsn_field_line_is_field (line.text))
      return TRUE;
    if (dsn_span_starts_nocase (line.text, DSN_SPAN_LIT ("--")))
      return FALSE;
  }
  return FALSE;
}

/* Reads the header of the part at hand; stops behind the empty line, before a boundary,
 * or where a body begins without one. */
static void
read_header (Scan *scan)
{
  DsnScanner *scanner = scan->scanner;
  DsnPart *part = part_at (scanner, scan->part);
  DsnFieldStep step = DSN_FIELD_STEP_FIELD;
  const guint8 *from = scan->lines.at;
  const guint8 *end = from;
  guint fields = 0, kept = 0, multipart;
  gboolean close;
  DsnField field;
  DsnLine line;

  while (step != DSN_FIELD_STEP_BLANK && scan->lines.at < scan->lines.end) {
    if ((*scan->lines.at == '-' || *scan->lines.at == ' ') &&
        dsn_lines_peek (&scan->lines, &line) &&
        find_boundary (scan, line.text, &multipart, &close))
      break;
    DsnLines before = scan->lines;

    step = dsn_field_next (&scan->lines, DSN_FIELD_MODE_HEADER, &field);
    if (step == DSN_FIELD_STEP_BLANK)
      break;
    if (step == DSN_FIELD_STEP_JUNK) {
      if (!header_goes_on (&scan->lines, field.body)) {
        add_defect (scanner, DSN_DEFECT_MISSING_HEADER_END, field.body.data,
                    field.body);
        scan->lines = before;
        break;
      }
      add_defect (scanner, DSN_DEFECT_JUNK_IN_HEADER, field.body.data, field.body);
    } else if (++fields > scanner->limits->headers) {
      add_defect (scanner, DSN_DEFECT_TOO_MANY_HEADERS, field.name.data, field.name);
    } else {
      take_field (scan, part, &field);
      if (scan->part == 0)
        keep_field (scanner->fields, kept++, &field);
    }
    end = field.body.data + field.body.len;
  }
  if (scan->part == 0)
    g_array_set_size (scanner->fields, kept);
  part->header = from < end ? dsn_span_between (from, end) : (DsnSpan){ from, 0 };
  part->body = (DsnSpan){ scan->lines.at, 0 };
  scan->text_end = scan->lines.at;
}

static gboolean
holds_message (const DsnPart *part)
{
  DsnSpan subtype = part->content.subtype;

  return dsn_content_type_is (&part->content, "message", NULL) &&
         (dsn_span_equal_nocase (subtype, DSN_SPAN_LIT ("rfc822")) ||
          dsn_span_equal_nocase (subtype, DSN_SPAN_LIT ("global")) ||
          dsn_span_equal_nocase (subtype, DSN_SPAN_LIT ("news")));
}

/* RFC 2046 §5.1.5: in a digest, a part without a type is a message. */
static gboolean
is_digest_message (const DsnScanner *scanner, const DsnPart *part)
{
  return part->content.type.len == 0 && part->parent != DSN_PART_NONE &&
         dsn_content_type_is (&part_at (scanner, part->parent)->content, "multipart",
                              "digest");
}

/* Whether one more part may be looked into; says so where not. */
static gboolean
may_nest (const DsnScanner *scanner, const DsnPart *part)
{
  if (part->depth + 1 >= scanner->limits->depth) {
    add_defect (scanner, DSN_DEFECT_TOO_DEEP, part->body.data, (DsnSpan){ NULL, 0 });
    return FALSE;
  }
  return TRUE;
}

static gboolean
may_add (const DsnScanner *scanner, const guint8 *at)
{
  if (scanner->parts->len >= scanner->limits->parts) {
    add_defect (scanner, DSN_DEFECT_TOO_MANY_PARTS, at, (DsnSpan){ NULL, 0 });
    return FALSE;
  }
  return TRUE;
}

/* Whether a boundary stands before @stop: there the part at hand ends. */
static gboolean
is_boundary_before (const Scan *scan, const guint8 *stop)
{
  DsnLines lines = scan->lines;
  guint multipart;
  gboolean close;
  DsnLine line;

  while (lines.at < stop && dsn_lines_next (&lines, &line))
    if (find_boundary (scan, line.text, &multipart, &close))
      return TRUE;
  return FALSE;
}

/* Where the header of a message begins: what stands before it is told and skipped. */
static void
skip_to_header (Scan *scan)
{
  DsnSpan rest = dsn_span_between (scan->lines.at, scan->lines.end), junk;
  gboolean envelope;
  const guint8 *start;

  if (rest.len == 0)
    return;
  start = dsn_header_find_start (rest, &envelope, &junk);
  if (start == rest.data || is_boundary_before (scan, start))
    return;
  if (dsn_span_starts_nocase (rest, DSN_SPAN_LIT ("\xef\xbb\xbf")))
    add_defect (scan->scanner, DSN_DEFECT_BYTE_ORDER_MARK, rest.data,
                (DsnSpan){ NULL, 0 });
  if (envelope)
    add_defect (scan->scanner, DSN_DEFECT_ENVELOPE_LINE, rest.data,
                (DsnSpan){ NULL, 0 });
  if (junk.len > 0)
    add_defect (scan->scanner, DSN_DEFECT_JUNK_BEFORE_HEADER, junk.data, junk);
  else if (rest.data[0] == '\r' || rest.data[0] == '\n')
    add_defect (scan->scanner, DSN_DEFECT_LEADING_BLANK_LINES, rest.data,
                (DsnSpan){ NULL, 0 });
  dsn_lines_goto (&scan->lines, start);
}

/* Reads the header at hand and opens what it promises: a multipart, or the message
 * inside, whose header is read at once. */
static void
open_part (Scan *scan)
{
  DsnScanner *scanner = scan->scanner;

  for (;;) {
    DsnSpan boundary = { NULL, 0 };
    gboolean is_multipart;
    DsnPart *part;

    read_header (scan);
    part = part_at (scanner, scan->part);
    is_multipart = dsn_content_type_is (&part->content, "multipart", NULL);
    if (is_multipart)
      dsn_content_type_find_multipart (part->content.params, &boundary,
                                       &part->report_type);
    if (is_multipart && may_nest (scanner, part))
      part->boundary = read_boundary (scanner, part, boundary);
    if (part->boundary.len == 0 && part->parent == DSN_PART_NONE &&
        part->header.len > 0 && (part->content.type.len == 0 || is_multipart))
      part->boundary = guess_boundary (scan);
    if (part->boundary.len > 0)
      part->kind = DSN_PART_MULTIPART;
    if ((!holds_message (part) && !is_digest_message (scanner, part)) ||
        part->encoding != DSN_ENCODING_IDENTITY || scan->lines.at == scan->lines.end ||
        !may_nest (scanner, part) || !may_add (scanner, part->body.data))
      return;
    part->kind = DSN_PART_MESSAGE;
    scan->part = add_part (scanner, scan->part, TRUE);
    skip_to_header (scan);
  }
}

/* One way of ending lines is no finding, CR alone is. */
static void
tell_line_ends (const DsnScanner *scanner, DsnSpan text, DsnLineEnds ends)
{
  if (ends.lone_cr)
    add_defect (scanner, DSN_DEFECT_BARE_CR, text.data, (DsnSpan){ NULL, 0 });
  if (ends.lone_cr + ends.lf + ends.crlf > 1)
    add_defect (scanner, DSN_DEFECT_MIXED_LINE_ENDS, text.data, (DsnSpan){ NULL, 0 });
}

/* Whether a boundary may stand in what is left: in a body that is no multipart's none
 * is looked for. */
static gboolean
has_boundary (const Scan *scan)
{
  for (guint i = scan->part; i != scan->top; i = part_at (scan->scanner, i)->parent)
    if (part_at (scan->scanner, i)->boundary.len > 0)
      return TRUE;
  return FALSE;
}

void
dsn_scanner_run (DsnScanner *scanner, DsnSpan text, guint parent)
{
  Scan scan = { .scanner = scanner, .top = parent };
  DsnLineEnds ends = { .regular = FALSE };
  const guint8 *from;
  gboolean close;
  guint multipart;
  DsnLine line;

  if (parent != DSN_PART_NONE && !may_add (scanner, text.data))
    return;
  if (parent == DSN_PART_NONE)
    ends = dsn_lines_find_ends (text);
  scanner->regular = ends.regular;
  scan.lines = ends.regular ? dsn_lines_over_regular (text) : dsn_lines_over (text);
  scan.part = add_part (scanner, parent, parent != DSN_PART_NONE);
  skip_to_header (&scan);
  open_part (&scan);
  for (from = scan.lines.at;
       has_boundary (&scan) && dsn_boundary_next (&scan.lines, &line);
       from = scan.lines.at) {
    if (line.text.data > from)
      scan.text_end = dsn_boundary_end_before (line.text.data, from);
    if (!find_boundary (&scan, line.text, &multipart, &close)) {
      scan.text_end = line.text.data + line.text.len;
      continue;
    }
    close_parts (&scan, multipart, scan.text_end);
    if (close) {
      part_at (scanner, multipart)->boundary.len = 0;
      scan.text_end = line.text.data + line.text.len;
    } else if (may_add (scanner, line.text.data)) {
      scan.part = add_part (scanner, multipart, FALSE);
      open_part (&scan);
    } else {
      break;
    }
  }
  close_parts (&scan, parent, scan.lines.end);
  tell_line_ends (scanner, text, ends);
}
