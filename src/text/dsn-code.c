/* dsn-code.c: enhanced status codes, 5.1.1 (RFC 3463 §2). */
#include "dsn-code-private.h"

#include "dsn-token.h"

#include <string.h>

/* A number of at most three digits; gives where it ends. */
static char *
put_number (char *at, guint number)
{
  if (number >= 100)
    *at++ = (char) ('0' + number / 100 % 10);
  if (number >= 10)
    *at++ = (char) ('0' + number / 10 % 10);
  *at++ = (char) ('0' + number % 10);
  return at;
}

const char *
dsn_code_to_text (DsnCode code, char *text)
{
  char *at = put_number (text, code.klass % 10);

  *at++ = '.';
  at = put_number (at, code.subject);
  *at++ = '.';
  at = put_number (at, code.detail);
  *at = '\0';
  return text;
}

gboolean
dsn_code_is_specific (DsnCode code)
{
  return code.klass != 0 && (code.subject != 0 || code.detail != 0);
}

static gboolean
is_class (guint klass)
{
  return klass == 2 || klass == 4 || klass == 5;
}

/* status-code = class "." subject "." detail; one digit, then one to three, twice */
gboolean
dsn_code_scan (DsnScan *scan, DsnCode *code)
{
  DsnScan s = *scan;
  guint klass, subject, detail;

  if (!dsn_scan_uint (&s, 1, &klass) || !dsn_scan_byte (&s, '.') ||
      !dsn_scan_uint (&s, 3, &subject) || !dsn_scan_byte (&s, '.') ||
      !dsn_scan_uint (&s, 3, &detail))
    return FALSE;
  if (!is_class (klass))
    return FALSE;
  /* 5.1.1.9 is an IP address; "5.1.1." ends a sentence. */
  if (dsn_scan_left (&s) > 1 && s.at[0] == '.' && g_ascii_isdigit (s.at[1]))
    return FALSE;

  *code = (DsnCode){ (guint16) klass, (guint16) subject, (guint16) detail };
  *scan = s;
  return TRUE;
}

/* One number with its leading zeros, which the RFC does not allow. */
static gboolean
scan_loose_number (DsnScan *scan, guint *number)
{
  DsnScan s = *scan;

  while (dsn_scan_left (&s) > 1 && s.at[0] == '0' && g_ascii_isdigit (s.at[1]))
    s.at++;
  if (!dsn_scan_uint (&s, 3, number))
    return FALSE;
  *scan = s;
  return TRUE;
}

gboolean
dsn_code_read (DsnSpan text, DsnCode *code, gboolean *odd)
{
  DsnScan s = dsn_scan_over (text), strict;
  guint number[3] = { 0, 0, 0 };
  guint count = 0;
  DsnCode found;

  dsn_token_skip_cfws (&s);
  strict = s;
  if (dsn_code_scan (&strict, &found)) {
    gboolean zeros = memchr (s.at, '0', (gsize) (strict.at - s.at)) != NULL;
    char canonical[DSN_CODE_TEXT_SIZE];

    dsn_code_to_text (found, canonical);
    zeros = zeros && strlen (canonical) != (gsize) (strict.at - s.at);
    dsn_token_skip_cfws (&strict);
    *code = found;
    *odd = zeros || !dsn_scan_at_end (&strict);
    return TRUE;
  }
  /* TOLERATED: 05.01.1, 5.1, 5.1.1.0, #5.1.1 (corpus/tolerated/odd-status.eml) */
  dsn_scan_byte (&s, '#');
  while (count < 3 && scan_loose_number (&s, &number[count])) {
    count++;
    if (!dsn_scan_byte (&s, '.'))
      break;
    while (dsn_scan_peek (&s) == ' ') /* "5. 1. 1", split by a fold */
      s.at++;
  }
  if (count == 0 || !is_class (number[0]) ||
      (count == 1 && g_ascii_isalnum (dsn_scan_peek (&s))) ||
      (count == 2 && g_ascii_isdigit (dsn_scan_peek (&s)))) /* four digits */
    return FALSE;
  *code = (DsnCode){ (guint16) number[0], (guint16) number[1], (guint16) number[2] };
  *odd = TRUE;
  return TRUE;
}

/* What may not stand right before a code: it would be part of something larger. */
static gboolean
joins_before (guint8 c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '_' || c == '@' || c == '/' ||
         c == '+';
}

static gboolean
joins_after (const DsnScan *scan)
{
  guint8 c = dsn_scan_peek (scan);
  guint8 next = dsn_scan_left (scan) > 1 ? scan->at[1] : 0;

  /* 4.94.2-2024 is a version, 5.1.1.example.com a host; "5.1.1." ends a sentence. */
  return g_ascii_isalnum (c) || c == '@' || c == '_' || c == '/' || c == '+' ||
         (c == '-' && g_ascii_isdigit (next)) || (c == '.' && g_ascii_islower (next));
}

gboolean
dsn_code_find (DsnSpan text, DsnCode *code, DsnSpan *where)
{
  gsize dot;

  /* The first dot that a code could have: dots are rarer than digits. */
  for (gsize i = 0;
       i + 5 <= text.len &&
       dsn_span_find_byte (dsn_span_slice (text, i + 1, text.len - i - 4), '.', &dot);
       i++) {
    DsnCode found;
    DsnScan s;

    i += dot;
    if (!g_ascii_isdigit (text.data[i]))
      continue;
    s = dsn_scan_over (dsn_span_slice (text, i, G_MAXSIZE));
    if ((i > 0 && joins_before (text.data[i - 1])) || !dsn_code_scan (&s, &found) ||
        joins_after (&s))
      continue;
    *code = found;
    if (where != NULL)
      *where = dsn_span_between (text.data + i, s.at);
    return TRUE;
  }
  return FALSE;
}

char *
dsn_code_to_string (const DsnCode *code)
{
  char text[DSN_CODE_TEXT_SIZE];

  g_return_val_if_fail (code != NULL, NULL);
  return code->klass != 0 ? g_strdup (dsn_code_to_text (*code, text)) : NULL;
}

gboolean
dsn_code_from_string (const char *text, DsnCode *code)
{
  DsnScan scan = dsn_scan_over (dsn_span_of_string (text));
  DsnCode found;

  g_return_val_if_fail (code != NULL, FALSE);
  if (!dsn_code_scan (&scan, &found) || !dsn_scan_at_end (&scan))
    return FALSE;
  *code = found;
  return TRUE;
}
