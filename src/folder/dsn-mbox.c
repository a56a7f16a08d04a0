/* dsn-mbox.c: an mbox -> its messages (RFC 4155 and older dialects). */
#define _GNU_SOURCE /* memmem */
#include "dsn-mbox.h"

#include "dsn-field.h"
#include "dsn-scan.h"

/* A `From ` line is no longer than a line of mail, RFC 5322 §2.1.1, and so much is read
 * of the line behind it. */
#define FROM_LINE_MAX 1024
#define LOOK_AHEAD ((gsize) 2 * FROM_LINE_MAX)

/* So much of a message is searched for its Content-Length, in steps. */
#define HEADER_FIRST ((gsize) 4 << 10)
#define HEADER_MAX ((gsize) 64 << 10)

/* Between the end of a body and the `From ` line behind it. */
#define LINE_ENDS_MAX 2

gboolean
dsn_mbox_is_mbox (DsnSpan text)
{
  return text.len >= 5 && memcmp (text.data, "From ", 5) == 0;
}

DsnMbox
dsn_mbox_over (DsnStream *stream, gsize max_size, gboolean keep)
{
  return (DsnMbox){ stream, 0, max_size, keep };
}

/* "From " addr-spec SP asctime: whatever stands between, there is a time of day. */
static gboolean
has_time (DsnSpan line)
{
  for (gsize i = 6; i + 2 < line.len; i++)
    if (line.data[i] == ':' && g_ascii_isdigit (line.data[i - 1]) &&
        g_ascii_isdigit (line.data[i + 1]) && g_ascii_isdigit (line.data[i + 2]))
      return TRUE;
  return FALSE;
}

/* Whether a `From ` line that begins a message stands at @text, which has LOOK_AHEAD
 * bytes or ends where the mbox does. */
static gboolean
is_separator (DsnSpan text)
{
  DsnLines lines = dsn_lines_over (dsn_span_slice (text, 0, LOOK_AHEAD));
  DsnLine line;

  if (!dsn_mbox_is_mbox (text) || !dsn_lines_next (&lines, &line) ||
      line.text.len > FROM_LINE_MAX || !has_time (line.text))
    return FALSE;
  return !dsn_lines_peek (&lines, &line) || dsn_field_line_is_field (line.text) ||
         dsn_span_starts_nocase (line.text, DSN_SPAN_LIT (">From "));
}

/* Takes back one end of a line, as DsnLines has them, from before @end. */
static gboolean
step_back (DsnSpan text, gsize *end)
{
  gsize at = *end;

  if (at == 0 || (text.data[at - 1] != '\n' && text.data[at - 1] != '\r'))
    return FALSE;
  at--;
  if (text.data[at] == '\n')
    for (guint i = 0; i < 2 && at > 0 && text.data[at - 1] == '\r'; i++)
      at--;
  *end = at;
  return TRUE;
}

/* Whether an empty line ends at @at; @text begins where the message does, or further
 * than two ends of lines before @at. */
static gboolean
is_behind_blank (DsnSpan text, gsize at)
{
  return step_back (text, &at) && (at == 0 || step_back (text, &at));
}

/* What a Content-Length says, or G_MAXUINT64. */
static guint64
read_length (DsnSpan value)
{
  guint64 length = 0;

  value = dsn_span_trim (value);
  if (value.len == 0 || value.len > 18)
    return G_MAXUINT64;
  for (gsize i = 0; i < value.len; i++) {
    if (!g_ascii_isdigit (value.data[i]))
      return G_MAXUINT64;
    length = 10 * length + (value.data[i] - '0');
  }
  return length;
}

/* Looks for the end of the header in @text and for the last Content-Length in it. */
static gboolean
scan_header (DsnSpan text, gboolean whole, gsize *header_len, guint64 *length)
{
  DsnLines lines = dsn_lines_over (text);
  DsnLine line;

  *length = G_MAXUINT64;
  while (dsn_lines_next (&lines, &line)) {
    DsnSpan name = DSN_SPAN_LIT ("Content-Length:");

    *header_len = (gsize) (line.next - text.data);
    if (!whole && *header_len + 2 > text.len) /* its end may be cut in two */
      return FALSE;
    if (line.text.len == 0)
      return TRUE;
    if (dsn_span_starts_nocase (line.text, name))
      *length = read_length (dsn_span_slice (line.text, name.len, G_MAXSIZE));
  }
  return FALSE;
}

/* Whether a message that begins at @start and whose body ends at @land is followed by
 * another one, or by nothing, and where. */
static gboolean
lands (DsnMbox *mbox, guint64 start, guint64 land, guint64 *end)
{
  const gsize want = 1 + 3 * LINE_ENDS_MAX + LOOK_AHEAD;
  DsnSpan text = dsn_stream_peek (mbox->stream, land - 1, want);
  DsnLines lines;
  DsnLine line;
  gsize at = 1;
  gboolean fresh;

  if (text.len == 0 || mbox->stream->error != NULL || land <= start)
    return FALSE;
  fresh = text.data[0] == '\n' || text.data[0] == '\r';
  lines = dsn_lines_over (dsn_span_slice (text, 1, G_MAXSIZE));
  for (guint i = 0;; i++) {
    DsnSpan rest = dsn_span_slice (text, at, G_MAXSIZE);

    if (rest.len == 0 || (fresh && is_separator (rest))) {
      *end = land - 1 + at;
      return TRUE;
    }
    if (i == LINE_ENDS_MAX || !dsn_lines_next (&lines, &line) || line.text.len > 0)
      return FALSE;
    at = (gsize) (line.next - text.data);
    fresh = TRUE;
  }
}

/* Where a message with a Content-Length that is right ends, and where its body begins.
 */
static gboolean
find_by_length (DsnMbox *mbox, guint64 *body, guint64 *end)
{
  guint64 length = G_MAXUINT64;
  gsize header_len = 0;

  *body = mbox->start;
  for (gsize want = HEADER_FIRST;; want *= 4) {
    DsnSpan text = dsn_stream_get (mbox->stream, mbox->start, want);
    gboolean whole = text.len < want;

    if (scan_header (dsn_span_slice (text, 0, want), whole, &header_len, &length))
      break;
    if (whole || want >= HEADER_MAX)
      return FALSE;
  }
  *body = mbox->start + header_len;
  return header_len <= mbox->max_size && length <= mbox->max_size - header_len &&
         lands (mbox, mbox->start, *body + length, end);
}

/* Looks through @text, which begins at or behind the message at hand, for a `From `
 * that may part messages, from @at on. */
static gboolean
find_candidate (DsnSpan text, gsize *at)
{
  while (*at < text.len) {
    const guint8 *found = memmem (text.data + *at, text.len - *at, "From ", 5);

    if (found == NULL)
      return FALSE;
    *at = (gsize) (found - text.data);
    if (is_behind_blank (text, *at))
      return TRUE;
    *at += 5;
  }
  return FALSE;
}

/* Where the message ends by its separators alone, looked for from @at on. */
static guint64
find_separator (DsnMbox *mbox, guint64 at)
{
  for (;;) {
    guint64 behind = MAX (mbox->start, at - MIN (at, DSN_STREAM_BEHIND));
    DsnSpan text = dsn_stream_get (mbox->stream, behind, (gsize) (at - behind) + 5);
    gsize found = (gsize) (at - behind);

    if (text.len < found + 5)
      return behind + text.len;
    if (find_candidate (text, &found)) {
      text = dsn_stream_get (mbox->stream, behind + found, LOOK_AHEAD);
      if (is_separator (text))
        return behind + found;
      at = behind + found + 5;
    } else
      at = behind + text.len - 4;
    if (at - mbox->start > mbox->max_size)
      mbox->stream->hold = DSN_STREAM_FREE;
  }
}

gboolean
dsn_mbox_next (DsnMbox *mbox, DsnMboxMessage *message)
{
  guint64 body, end;

  mbox->stream->hold = mbox->keep ? mbox->start : DSN_STREAM_FREE;
  if (dsn_stream_get (mbox->stream, mbox->start, 1).len == 0)
    return FALSE;
  if (!find_by_length (mbox, &body, &end))
    end = find_separator (mbox, MAX (body, mbox->start + 1));
  *message = (DsnMboxMessage){ mbox->start, end - mbox->start };
  mbox->start = end;
  return TRUE;
}

gboolean
dsn_mbox_is_cut_off (const DsnMbox *mbox, const DsnMboxMessage *message)
{
  return mbox->stream->error != NULL &&
         message->offset + message->length == dsn_stream_get_end (mbox->stream);
}
