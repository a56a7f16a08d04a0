/* dsn-content.c: Content-Type and Content-Transfer-Encoding values (RFC 2045 §5, §6).
 */
#include "dsn-content.h"

#include "dsn-token.h"
#include "dsn-wide.h"

#include <string.h>

/* token := 1*<any CHAR except SPACE, CTLs, or tspecials>. TOLERATED: tspecials without
 * quotes, as boundaries are written (corpus/tolerated/part-order.eml): only what must
 * end a value does. */
#define BIT(c) (G_GUINT64_CONSTANT (1) << (c))
#define ENDS_VALUE ((BIT (' ' + 1) - 1) | BIT (';') | BIT ('"'))
#define ENDS_NAME (ENDS_VALUE | BIT ('/') | BIT ('=') | BIT ('('))

static gboolean
is_one_of (guint8 c, guint64 bits)
{
  return c < 64 && (bits >> c & 1) != 0;
}

/* What stands before the next byte that is one of @bits. */
static inline DsnSpan
take_until (DsnScan *scan, guint64 bits)
{
  const guint8 *from = scan->at, *at = from, *end = scan->end;

  while (at < end && !is_one_of (*at, bits))
    at++;
  scan->at = at;
  return dsn_span_between (from, at);
}

static DsnSpan
take_name (DsnScan *scan)
{
  return take_until (scan, ENDS_NAME);
}

/* content := type "/" subtype *(";" parameter) */
DsnContentType
dsn_content_type_read (DsnSpan body)
{
  DsnScan s = dsn_scan_over (body);
  DsnContentType content = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
  DsnSpan type, subtype;

  dsn_token_skip_cfws (&s);
  type = take_name (&s);
  dsn_token_skip_cfws (&s);
  if (type.len == 0 || !dsn_scan_byte (&s, '/'))
    return content;
  dsn_token_skip_cfws (&s);
  subtype = take_name (&s);
  if (subtype.len == 0)
    return content;
  content.type = type;
  content.subtype = subtype;
  content.params = dsn_scan_rest (&s);
  return content;
}

/* White space and comments. That a comment is not closed is found out once: to look for
 * the end of each `(` behind it would cost the square of their number. */
static void
skip_cfws (DsnScan *scan, gboolean *unclosed)
{
  if (dsn_scan_peek (scan) > ' ' && *scan->at != '(')
    return;
  if (!*unclosed)
    dsn_token_skip_cfws (scan);
  *unclosed |= dsn_scan_peek (scan) == '(';
  while (dsn_scan_peek (scan) == ' ' || dsn_scan_peek (scan) == '\t' ||
         dsn_scan_peek (scan) == '\r' || dsn_scan_peek (scan) == '\n')
    scan->at++;
}

static void
skip_to_name (DsnScan *scan, gboolean *unclosed)
{
  do {
    skip_cfws (scan, unclosed);
  } while (dsn_scan_byte (scan, ';'));
}

/* May find bytes of eight bits, too. */
static guint64
find_no_plain (guint64 bytes)
{
  return dsn_wide_is (bytes, '\\') | dsn_wide_is (bytes, '\n') |
         dsn_wide_is (bytes, '\r');
}

/* A value in quotes that needs no byte looked at alone, as nearly all are. */
static gboolean
take_plain_quoted (DsnScan *scan, DsnSpan *value)
{
  DsnScan s = *scan;

  if (!dsn_scan_byte (&s, '"') || !dsn_scan_until (&s, '"', value) ||
      dsn_wide_find_any (*value, find_no_plain))
    return FALSE;
  scan->at = s.at + 1;
  return TRUE;
}

/* One value; @plain is whether its bytes are the value as they stand. */
static DsnSpan
take_value (DsnScan *scan, gboolean *plain)
{
  DsnSpan value;

  *plain = TRUE;
  if (take_plain_quoted (scan, &value))
    return value;
  if (dsn_token_scan_quoted (scan, &value)) {
    *plain = !dsn_span_find_byte (value, '\\', NULL) &&
             !dsn_span_find_byte (value, '\n', NULL) &&
             !dsn_span_find_byte (value, '\r', NULL);
    return value;
  }
  /* TOLERATED: a quote that is not closed (corpus/tolerated/unclosed-quotes.eml). */
  dsn_scan_byte (scan, '"');
  return take_until (scan, ENDS_VALUE);
}

gboolean
dsn_content_params_next (DsnContentParams *params, DsnContentParam *param)
{
  DsnScan *s = &params->scan;

  while (!dsn_scan_at_end (s)) {
    skip_to_name (s, &params->unclosed);
    param->name = take_name (s);
    skip_cfws (s, &params->unclosed);
    if (!dsn_scan_byte (s, '=')) {
      if (!dsn_scan_at_end (s))
        s->at++;
      continue;
    }
    skip_cfws (s, &params->unclosed);
    param->written.data = s->at;
    param->value = take_value (s, &param->plain);
    param->written = dsn_span_between (param->written.data, s->at);
    return TRUE;
  }
  return FALSE;
}

gboolean
dsn_content_type_find_param (DsnSpan params, const char *name, DsnSpan *value)
{
  DsnContentParams all = dsn_content_params_over (params);
  DsnSpan wanted = dsn_span_of_string (name);
  DsnContentParam param;

  while (dsn_content_params_next (&all, &param))
    if (param.plain && dsn_span_equal_nocase (param.name, wanted)) {
      *value = param.value;
      return TRUE;
    }
  return FALSE;
}

void
dsn_content_type_find_multipart (DsnSpan params, DsnSpan *boundary,
                                 DsnSpan *report_type)
{
  DsnContentParams all = dsn_content_params_over (params);
  DsnContentParam param;

  *boundary = *report_type = (DsnSpan){ NULL, 0 };
  while ((boundary->data == NULL || report_type->data == NULL) &&
         dsn_content_params_next (&all, &param)) {
    if (!param.plain)
      continue;
    if (boundary->data == NULL &&
        dsn_span_equal_nocase (param.name, DSN_SPAN_LIT ("boundary")))
      *boundary = param.value;
    else if (report_type->data == NULL &&
             dsn_span_equal_nocase (param.name, DSN_SPAN_LIT ("report-type")))
      *report_type = param.value;
  }
}

/* mechanism; a comment before or after it is legal */
DsnEncoding
dsn_encoding_read (DsnSpan body)
{
  DsnScan s = dsn_scan_over (body);
  DsnSpan word;

  dsn_token_skip_cfws (&s);
  word = take_name (&s);
  if (dsn_span_equal_nocase (word, DSN_SPAN_LIT ("base64")))
    return DSN_ENCODING_BASE64;
  if (dsn_span_equal_nocase (word, DSN_SPAN_LIT ("quoted-printable")))
    return DSN_ENCODING_QUOTED_PRINTABLE;
  return DSN_ENCODING_IDENTITY;
}
