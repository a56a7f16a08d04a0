/* parse-result.c: what a worker of dsn parse gives back for one message. */
#include "parse-result.h"

#include <string.h>

void
parse_result_begin (GString *out)
{
  g_string_set_size (out, sizeof (ParseResult));
}

static void
append (GString *out, DsnSpan span)
{
  if (span.len > 0)
    g_string_append_len (out, (const char *) span.data, (gssize) span.len);
}

DsnSpan
parse_result_end (const ParseResult *result, GString *out)
{
  ParseResult packed = *result;

  packed.text = (DsnSpan){ NULL, out->len - sizeof packed };
  append (out, result->message);
  append (out, result->facts);
  memcpy (out->str, &packed, sizeof packed);
  return (DsnSpan){ (const guint8 *) out->str, out->len };
}

/* A worker that did what it should not must not make us read what is not there. */
static void
take (DsnSpan *span, DsnSpan *left)
{
  g_assert (span->len <= left->len);
  *span = dsn_span_slice (*left, 0, span->len);
  *left = dsn_span_slice (*left, span->len, G_MAXSIZE);
}

ParseResult
parse_result_unpack (DsnSpan packed)
{
  ParseResult result;
  DsnSpan left = dsn_span_slice (packed, sizeof result, G_MAXSIZE);

  g_assert (packed.len >= sizeof result);
  memcpy (&result, packed.data, sizeof result);
  take (&result.text, &left);
  take (&result.message, &left);
  take (&result.facts, &left);
  g_assert (left.len == 0);
  return result;
}
