/* dsn-notice.c: what a message says to people, up to the message that it returns. */
#include "dsn-notice.h"

#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-html.h"
#include "dsn-locate.h"

#include <string.h>

/* Few texts have more lines; so many are the most that malloc() has quickly at hand. */
#define LINES_USUAL 25

typedef struct {
  DsnMessage *message;
  DsnDefects *defects;
  DsnNotice *notice;
  gsize left;     /* bytes of text that may still be read */
  gboolean named; /* an address has been seen */
  gboolean ended; /* the returned message has begun */
} Reading;

/* A part's text, and where its lines stand in the message. */
typedef struct {
  DsnSpan text;
  DsnSpan source;      /* the same lines before their charset was taken off, or empty */
  const GArray *marks; /* of HTML; else NULL */
  gsize base;          /* the offset of the whole */
} Text;

/* Where a part is, or becomes, readable text. */
static gboolean
is_plain (const DsnPart *part)
{
  /* A multipart without a single boundary is the text that it holds. */
  return part->content.type.len == 0 ||
         dsn_content_type_is (&part->content, "text", "plain") ||
         dsn_content_type_is (&part->content, "multipart", NULL);
}

static gsize
offset_in (const Reading *reading, const Text *text, const DsnLine *line,
           const DsnLine *source, guint *mark)
{
  gsize at;

  if (source != NULL)
    return dsn_message_get_offset (reading->message, source->text.data);
  if (text->marks == NULL)
    return dsn_message_get_offset (reading->message, line->text.data);
  at = (gsize) (line->text.data - text->text.data);
  while (*mark + 1 < text->marks->len &&
         g_array_index (text->marks, DsnHtmlMark, *mark + 1).out <= at)
    (*mark)++;
  return text->marks->len > 0 && text->source.len > 0
             ? text->base + g_array_index (text->marks, DsnHtmlMark, *mark).in
             : text->base;
}

static guint
indent_of (DsnSpan line)
{
  guint columns = 0;

  for (gsize i = 0; i < line.len && (line.data[i] == ' ' || line.data[i] == '\t'); i++)
    columns += line.data[i] == '\t' ? 8 - columns % 8 : 1;
  return columns;
}

/* The header of the returned message: its first field is soon there, or it is not. */
static DsnSpan
find_header (DsnSpan text)
{
  DsnLines lines = dsn_lines_over (text);
  DsnLine line;

  for (guint i = 0; i < 8 && dsn_lines_peek (&lines, &line); i++) {
    if (dsn_field_line_is_field (line.text) && indent_of (line.text) == 0)
      return dsn_span_between (lines.at, lines.end);
    dsn_lines_next (&lines, &line);
  }
  return (DsnSpan){ NULL, 0 };
}

/* Whether the returned message begins with this line. */
static gboolean
take_original (Reading *reading, const Text *text, const DsnLine *line)
{
  DsnSpan rest = dsn_span_between (line->text.data, text->text.data + text->text.len);
  DsnNotice *notice = reading->notice;

  if (dsn_notice_is_original_mark (line->text)) {
    if (notice->original.len == 0)
      notice->original =
          find_header (dsn_span_between (line->next, rest.data + rest.len));
    return TRUE;
  }
  if (!dsn_notice_begins_header (rest))
    return FALSE;
  if (notice->original.len == 0)
    notice->original = rest;
  return TRUE;
}

/* Adds the lines up to the returned message; gives where that is. */
static const guint8 *
add_lines (Reading *reading, const Text *text)
{
  DsnLines lines = dsn_message_cut_lines (reading->message, text->text);
  DsnLines sources = dsn_message_cut_lines (reading->message, text->source);
  GArray *list = reading->notice->lines;
  gboolean paired = text->source.len > 0 && text->marks == NULL;
  guint mark = 0;
  DsnLine line, source;

  if (list->len > 0) {
    DsnNoticeLine empty = { { NULL, 0 }, 0, text->base };

    g_array_append_val (list, empty);
  }
  while (dsn_lines_next (&lines, &line)) {
    gboolean known = paired && dsn_lines_next (&sources, &source);
    DsnNoticeLine made = { dsn_span_trim (line.text), indent_of (line.text), 0 };

    if (made.text.len > 0 && take_original (reading, text, &line)) {
      reading->ended = TRUE;
      return line.text.data;
    }
    made.offset = offset_in (reading, text, &line, known ? &source : NULL, &mark);
    reading->named |= dsn_span_find_byte (made.text, '@', NULL);
    g_array_append_val (list, made);
  }
  return lines.at;
}

/* Takes the charset off; where that cannot be done the bytes stay as they are. */
static DsnSpan
decode (Reading *reading, guint index, DsnSpan body)
{
  const DsnPart *part = dsn_message_get_part (reading->message, index);
  g_autoptr (GString) plain = NULL;
  DsnSpan charset = { NULL, 0 };

  if (dsn_span_is_utf8 (body) && !dsn_span_find_byte (body, '\033', NULL))
    return body;
  dsn_content_type_find_param (part->content.params, "charset", &charset);
  plain = g_string_new (NULL);
  if (!dsn_decode_charset (plain, body, charset,
                           dsn_message_get_converters (reading->message)))
    return body;
  return dsn_message_keep_text (reading->message, index, g_steal_pointer (&plain));
}

static void
read_part (Reading *reading, guint index, DsnSpan body, gboolean html)
{
  g_autoptr (GArray) marks = NULL;
  const guint8 *end;
  Text text;

  text.base = dsn_message_get_offset (reading->message, body.data);
  if (body.len > reading->left) {
    dsn_defects_add_once (reading->defects, DSN_DEFECT_NOTICE_TOO_LONG, text.base,
                          (DsnSpan){ NULL, 0 });
    body.len = reading->left;
  }
  reading->left -= body.len;
  text.text = decode (reading, index, body);
  /* Lines are the same before and after, but for charsets in which LF is no byte. */
  text.source = text.text.data != body.data ? body : (DsnSpan){ NULL, 0 };
  if (html) {
    GString *plain = g_string_new (NULL);

    marks = g_array_new (FALSE, FALSE, sizeof (DsnHtmlMark));
    dsn_html_append_text (plain, text.text, marks);
    /* A place in a text that was converted is no place in the message. */
    text.source = text.text.data == body.data &&
                          dsn_message_get_part (reading->message, index)->encoding ==
                              DSN_ENCODING_IDENTITY
                      ? body
                      : (DsnSpan){ NULL, 0 };
    text.text = dsn_message_keep_text (reading->message, index, plain);
  }
  text.marks = marks;
  end = add_lines (reading, &text);
  dsn_grams_add (&reading->notice->grams, dsn_span_between (text.text.data, end));
  if (reading->notice->first_count == 0)
    reading->notice->first_count = reading->notice->lines->len;
}

static DsnSpan
cut_last_line (DsnSpan text)
{
  while (text.len > 0 && strchr ("\r\n", text.data[text.len - 1]) != NULL)
    text.len--;
  while (text.len > 0 && text.data[text.len - 1] != '\n' &&
         text.data[text.len - 1] != '\r')
    text.len--;
  return text;
}

/* A message without a word about parts, in whose text something looks like one: what
 * stands before it is the text, and as a rule what it stands in is the returned
 * message.
 */
static void
read_preamble (Reading *reading, gboolean declared)
{
  const DsnPart *root = dsn_message_get_part (reading->message, 0);
  const DsnPart *first;
  DsnSpan text;

  if (root->child == DSN_PART_NONE || !is_plain (root) ||
      dsn_content_type_is (&root->content, "multipart", NULL) != declared)
    return;
  first = dsn_message_get_part (reading->message, root->child);
  if (first->header.data <= root->body.data ||
      first->header.data > root->body.data + root->body.len)
    return;
  text = dsn_span_between (root->body.data, first->header.data);
  if (declared)
    text = cut_last_line (text); /* the boundary */
  if (dsn_span_trim (text).len > 0)
    read_part (reading, 0, text, FALSE);
  reading->ended |= reading->named;
}

static void
read_all (Reading *reading)
{
  read_preamble (reading, FALSE);
  for (guint i = 0; i < dsn_message_get_part_count (reading->message); i++) {
    const DsnPart *part = dsn_message_get_part (reading->message, i);
    gboolean html;

    if (part->messages > 0)
      continue;
    if (i > 0 && dsn_locate_is_original (part)) {
      if (reading->notice->original_part == DSN_PART_NONE)
        reading->notice->original_part = i;
      continue;
    }
    if (part->child != DSN_PART_NONE || reading->ended)
      continue;
    html = dsn_content_type_is (&part->content, "text", "html");
    /* What stands behind the returned message is about something else. */
    if ((!is_plain (part) && (!html || reading->named)) ||
        reading->notice->original_part != DSN_PART_NONE)
      continue;
    read_part (reading, i, dsn_message_get_body (reading->message, i), html);
  }
  /* A gateway that lost the boundaries of a report has left its text before them. */
  if (!reading->named && !reading->ended)
    read_preamble (reading, TRUE);
}

void
dsn_notice_read (DsnNotice *notice, DsnMessage *message, const DsnLimits *limits,
                 DsnDefects *defects)
{
  Reading reading = { .message = message,
                      .defects = defects,
                      .notice = notice,
                      .left = limits->notice_size };

  memset (notice, 0, sizeof *notice);
  notice->lines = g_array_sized_new (FALSE, FALSE, sizeof (DsnNoticeLine), LINES_USUAL);
  notice->original_part = DSN_PART_NONE;
  read_all (&reading);
}

void
dsn_notice_clear (DsnNotice *notice)
{
  g_array_unref (notice->lines);
}
