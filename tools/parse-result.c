/* parse-result.c: what a worker of dsn parse gives back for one message. */
#include "parse-result.h"

#include <string.h>

static void
append (GByteArray *out, DsnSpan span)
{
  if (span.len > 0)
    g_byte_array_append (out, span.data, (guint) span.len);
}

void
parse_result_pack (const ParseResult *result, GByteArray *out)
{
  g_byte_array_set_size (out, 0);
  g_byte_array_append (out, (const guint8 *) result, sizeof *result);
  append (out, result->text);
  append (out, result->message);
  append (out, result->facts);
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
