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

ParseResult
parse_result_unpack (DsnSpan packed)
{
  ParseResult result;
  const guint8 *at = packed.data + sizeof result;

  g_assert (packed.len >= sizeof result);
  memcpy (&result, packed.data, sizeof result);
  g_assert (packed.len ==
            sizeof result + result.text.len + result.message.len + result.facts.len);
  result.text.data = at;
  result.message.data = at += result.text.len;
  result.facts.data = at + result.message.len;
  return result;
}
