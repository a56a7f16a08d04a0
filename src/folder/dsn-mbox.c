/* dsn-mbox.c: an mbox -> its messages (RFC 4155). */
#include "dsn-mbox.h"

#include "dsn-field.h"

gboolean
dsn_mbox_is_mbox (DsnSpan text)
{
  return text.len >= 5 &&
         dsn_span_equal (dsn_span_slice (text, 0, 5), DSN_SPAN_LIT ("From "));
}

DsnMbox
dsn_mbox_over (DsnSpan text)
{
  return (DsnMbox){ text, dsn_lines_over (text), text.data };
}

/* "From " addr-spec SP asctime: whatever stands between, there is a time of day. */
static gboolean
is_from_line (DsnSpan line)
{
  if (!dsn_mbox_is_mbox (line))
    return FALSE;
  for (gsize i = 6; i + 2 < line.len; i++)
    if (line.data[i] == ':' && g_ascii_isdigit (line.data[i - 1]) &&
        g_ascii_isdigit (line.data[i + 1]) && g_ascii_isdigit (line.data[i + 2]))
      return TRUE;
  return FALSE;
}

/* Whether a message begins at the line that the cursor has just passed. */
static gboolean
header_follows (DsnMbox *mbox)
{
  DsnLine next;

  return !dsn_lines_peek (&mbox->lines, &next) || dsn_field_line_is_field (next.text) ||
         dsn_span_starts_nocase (next.text, DSN_SPAN_LIT (">From "));
}

gboolean
dsn_mbox_next (DsnMbox *mbox, DsnSpan *message, gsize *offset)
{
  const guint8 *start = mbox->start, *end;
  gboolean blank;
  DsnLine line;

  if (start == mbox->lines.end)
    return FALSE;
  end = mbox->lines.end;
  blank = dsn_lines_next (&mbox->lines, &line) && line.text.len == 0;
  while (dsn_lines_next (&mbox->lines, &line)) {
    if (blank && is_from_line (line.text) && header_follows (mbox)) {
      end = line.text.data;
      break;
    }
    blank = line.text.len == 0;
  }
  *message = dsn_span_between (start, end);
  *offset = (gsize) (start - mbox->text.data);
  mbox->start = end;
  return TRUE;
}
