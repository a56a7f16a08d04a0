/* dsn-content.c: Content-Type and Content-Transfer-Encoding values (RFC 2045 §5, §6).
 */
#include "dsn-content.h"

#include "dsn-token.h"

#include <string.h>

/* token := 1*<any CHAR except SPACE, CTLs, or tspecials>. TOLERATED: tspecials without
 * quotes, as boundaries are written (corpus/tolerated/part-order.eml): only what must
 * end a value does. */
static gboolean
ends_value (guint8 c)
{
  return c <= ' ' || c == ';' || c == '"';
}

static gboolean
ends_name (guint8 c)
{
  return ends_value (c) || c == '/' || c == '=' || c == '(';
}

static DsnSpan
take_name (DsnScan *scan)
{
  const guint8 *from = scan->at;

  while (!dsn_scan_at_end (scan) && !ends_name (*scan->at))
    scan->at++;
  return dsn_span_between (from, scan->at);
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

/* One value; @plain is whether its bytes are the value as they stand. */
static DsnSpan
take_value (DsnScan *scan, gboolean *plain)
{
  const guint8 *from = scan->at;
  DsnSpan value;

  if (dsn_token_scan_quoted (scan, &value)) {
    *plain = !dsn_span_find_byte (value, '\\', NULL) &&
             !dsn_span_find_byte (value, '\n', NULL) &&
             !dsn_span_find_byte (value, '\r', NULL);
    return value;
  }
  *plain = TRUE;
  /* TOLERATED: a quote that is not closed (corpus/tolerated/unclosed-quotes.eml). */
  if (dsn_scan_byte (scan, '"'))
    from++;
  while (!dsn_scan_at_end (scan) && !ends_value (*scan->at))
    scan->at++;
  return dsn_span_between (from, scan->at);
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
