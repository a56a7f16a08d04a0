/* dsn-token.c: white space, comments and quoted strings (RFC 5322 §3.2). */
#include "dsn-token.h"

const guint8 dsn_token_atext[256] = {
  ['a' ... 'z'] = 1, ['A' ... 'Z'] = 1, ['0' ... '9'] = 1, [0x80 ... 0xff] = 1,
  ['!'] = 1,         ['#'] = 1,         ['$'] = 1,         ['%'] = 1,
  ['&'] = 1,         ['\''] = 1,        ['*'] = 1,         ['+'] = 1,
  ['-'] = 1,         ['/'] = 1,         ['='] = 1,         ['?'] = 1,
  ['^'] = 1,         ['_'] = 1,         ['`'] = 1,         ['{'] = 1,
  ['|'] = 1,         ['}'] = 1,         ['~'] = 1,
};

gboolean
dsn_token_is_atom (DsnSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (!dsn_token_is_atext (text.data[i]))
      return FALSE;
  return text.len > 0;
}

/* comment = "(" *([FWS] ccontent) [FWS] ")": counted, not recursed into. */
gboolean
dsn_token_scan_comment (DsnScan *scan, DsnSpan *inner)
{
  DsnScan s = *scan;
  gsize open = 0;

  if (dsn_scan_peek (&s) != '(')
    return FALSE;
  while (!dsn_scan_at_end (&s)) {
    guint8 c = *s.at++;

    if (c == '\\' && !dsn_scan_at_end (&s))
      s.at++;
    else if (c == '(')
      open++;
    else if (c == ')' && --open == 0) {
      *inner = dsn_span_between (scan->at + 1, s.at - 1);
      *scan = s;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_white (guint8 c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void
dsn_token_skip_cfws (DsnScan *scan)
{
  DsnSpan inner;

  do {
    while (!dsn_scan_at_end (scan) && is_white (*scan->at))
      scan->at++;
  } while (dsn_scan_peek (scan) == '(' && dsn_token_scan_comment (scan, &inner));
}

gboolean
dsn_token_scan_quoted (DsnScan *scan, DsnSpan *inner)
{
  DsnScan s = *scan;

  if (!dsn_scan_byte (&s, '"'))
    return FALSE;
  while (!dsn_scan_at_end (&s)) {
    guint8 c = *s.at++;

    if (c == '\\' && !dsn_scan_at_end (&s))
      s.at++;
    else if (c == '"') {
      *inner = dsn_span_between (scan->at + 1, s.at - 1);
      *scan = s;
      return TRUE;
    }
  }
  return FALSE;
}
