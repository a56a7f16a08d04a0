/* dsn-span.c: borrowed bytes: compare, trim, split. */
#include "dsn-span.h"

#include <string.h>

DsnSpan
dsn_span_of_bytes (GBytes *bytes)
{
  DsnSpan span;

  span.data = g_bytes_get_data (bytes, &span.len);
  if (span.data == NULL) /* no bytes: still a place to count from */
    span.data = (const guint8 *) "";
  return span;
}

static gboolean
is_space (guint8 c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

DsnSpan
dsn_span_trim (DsnSpan span)
{
  while (span.len > 0 && is_space (span.data[0])) {
    span.data++;
    span.len--;
  }
  while (span.len > 0 && is_space (span.data[span.len - 1]))
    span.len--;
  return span;
}

gboolean
dsn_span_equal (DsnSpan a, DsnSpan b)
{
  return a.len == b.len && (a.len == 0 || memcmp (a.data, b.data, a.len) == 0);
}

static inline guint8
lower (guint8 c)
{
  return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

gboolean
dsn_span_starts_nocase (DsnSpan span, DsnSpan prefix)
{
  if (span.len < prefix.len)
    return FALSE;
  for (gsize i = 0; i < prefix.len; i++)
    if (span.data[i] != prefix.data[i] &&
        lower (span.data[i]) != lower (prefix.data[i]))
      return FALSE;
  return TRUE;
}

gboolean
dsn_span_find_byte (DsnSpan span, guint8 byte, gsize *position)
{
  const guint8 *at = span.len > 0 ? memchr (span.data, byte, span.len) : NULL;

  if (at == NULL)
    return FALSE;
  if (position != NULL)
    *position = (gsize) (at - span.data);
  return TRUE;
}

/* The next byte of @rest that is @c, which is lower-case, or its capital. */
static const guint8 *
find_first (DsnSpan rest, guint8 c)
{
  if (c < 'a' || c > 'z')
    return memchr (rest.data, c, rest.len);
  for (gsize i = 0; i < rest.len; i++)
    if (lower (rest.data[i]) == c)
      return rest.data + i;
  return NULL;
}

gboolean
dsn_span_find_nocase (DsnSpan span, DsnSpan needle, gsize *position)
{
  const guint8 *at;
  gsize from = 0;

  g_assert (needle.len > 0);
  while (from + needle.len <= span.len) {
    DsnSpan rest = { span.data + from, span.len - from - needle.len + 1 };

    at = find_first (rest, lower (needle.data[0]));
    if (at == NULL)
      return FALSE;
    from = (gsize) (at - span.data);
    if (dsn_span_starts_nocase (dsn_span_slice (span, from, needle.len), needle)) {
      if (position != NULL)
        *position = from;
      return TRUE;
    }
    from++;
  }
  return FALSE;
}

gboolean
dsn_span_is_ascii (DsnSpan span)
{
  guint8 other = 0;

  /* Without a way out, so that the compiler can take many bytes at a time. */
  for (gsize i = 0; i < span.len; i++)
    other |= (guint8) ((span.data[i] & 0x80) | (span.data[i] == 0));
  return other == 0;
}

gboolean
dsn_span_is_utf8 (DsnSpan span)
{
  return dsn_span_is_ascii (span) ||
         g_utf8_validate_len ((const char *) span.data, span.len, NULL);
}
