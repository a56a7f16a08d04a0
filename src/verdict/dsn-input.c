/* dsn-input.c: what people paste -> the words of a failing system in it. */
#include "dsn-input.h"

#include "dsn-code-private.h"
#include "dsn-log.h"

#include <string.h>

const char *
dsn_input_kind_to_string (DsnInputKind kind)
{
  switch (kind) {
  case DSN_INPUT_NOTHING:
    return NULL;
  case DSN_INPUT_CODE:
    return "code";
  case DSN_INPUT_REPLY:
    return "reply";
  case DSN_INPUT_KEYWORD:
    return "keyword";
  case DSN_INPUT_LOG_LINE:
    return "log-line";
  case DSN_INPUT_REPORT:
    return "report";
  }
  g_return_val_if_reached (NULL);
}

/* Marks that people put around a code: (5.4.4), "5.4.4", 5.4.4? */
static DsnSpan
strip_marks (DsnSpan line)
{
  while (line.len > 0 && strchr ("(<[\"'#`", line.data[0]) != NULL && line.data[0] != 0)
    line = dsn_span_slice (line, 1, G_MAXSIZE);
  while (line.len > 0 && line.data[line.len - 1] != 0 &&
         strchr (")>]\"'.,:;?!`", line.data[line.len - 1]) != NULL)
    line.len--;
  return line;
}

/* "5.4.4", "550", "550 5.4.4", "550-5.4.4" and nothing else. */
static gboolean
read_code (DsnSpan line, DsnInput *input)
{
  DsnScan scan = dsn_scan_over (strip_marks (line)), mark = scan;
  DsnCode code = { 0 };
  guint reply = 0;

  if (!dsn_scan_uint (&scan, 3, &reply) || reply < 200 || reply > 599 ||
      reply / 100 == 3 || dsn_scan_peek (&scan) == '.') {
    scan = mark;
    reply = 0;
  } else if (dsn_scan_at_end (&scan)) {
    input->reply = reply;
    return TRUE;
  } else if (!dsn_scan_byte (&scan, ' ') && !dsn_scan_byte (&scan, '-')) {
    return FALSE;
  }
  dsn_scan_byte (&scan, '#');
  if (!dsn_code_scan (&scan, &code) || !dsn_scan_at_end (&scan))
    return FALSE;
  input->reply = reply;
  input->status = code;
  return TRUE;
}

static gboolean
has_letters (DsnSpan line)
{
  for (gsize i = 0; i < line.len; i++)
    if (g_ascii_isalpha (line.data[i]) || line.data[i] >= 0x80)
      return TRUE;
  return FALSE;
}

static gboolean
is_one_word (DsnSpan line)
{
  for (gsize i = 0; i < line.len; i++)
    if (line.data[i] <= ' ')
      return FALSE;
  return TRUE;
}

/* The first address in angle brackets, else the first word with an `@`. */
static DsnSpan
find_address (DsnSpan line)
{
  gsize at, from, to;

  if (!dsn_span_find_byte (line, '@', &at))
    return (DsnSpan){ NULL, 0 };
  for (from = at; from > 0; from--)
    if (line.data[from - 1] <= ' ' ||
        strchr ("<>()[]{}\"',;:", line.data[from - 1]) != NULL)
      break;
  for (to = at; to < line.len; to++)
    if (line.data[to] <= ' ' || strchr ("<>(){}\"',;:", line.data[to]) != NULL)
      break;
  while (to > at && line.data[to - 1] == '.')
    to--;
  if (from == at || to == at + 1)
    return (DsnSpan){ NULL, 0 };
  return dsn_span_slice (line, from, to - from);
}

DsnInput
dsn_input_read_line (DsnSpan line)
{
  DsnInput input = { .kind = DSN_INPUT_NOTHING, .action = DSN_ACTION_UNKNOWN };

  line = dsn_span_trim (line);
  if (dsn_log_read_line (line, &input))
    return input;
  input.words = line;
  if (read_code (line, &input)) {
    input.kind = DSN_INPUT_CODE;
    return input;
  }
  if (!has_letters (line))
    return input;
  input.kind = is_one_word (line) ? DSN_INPUT_KEYWORD : DSN_INPUT_REPLY;
  input.recipients = find_address (line);
  return input;
}

gboolean
dsn_input_take_recipient (DsnSpan *list, DsnSpan *address)
{
  static const char between[] = " ,;<>";
  DsnSpan rest = *list;
  gsize len = 0;

  while (rest.len > 0 && rest.data[0] != 0 && strchr (between, rest.data[0]) != NULL)
    rest = dsn_span_slice (rest, 1, G_MAXSIZE);
  while (len < rest.len &&
         (rest.data[len] == 0 || strchr (between, rest.data[len]) == NULL))
    len++;
  if (len == 0)
    return FALSE;
  *address = dsn_span_slice (rest, 0, len);
  *list = dsn_span_slice (rest, len, G_MAXSIZE);
  return TRUE;
}
