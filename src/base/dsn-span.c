/* dsn-span.c: borrowed bytes: compare, trim, split. */
#include "dsn-span.h"

#include "dsn-wide.h"

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

static inline gboolean
is_space (guint8 c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

DsnSpan
dsn_span_trim_ends (DsnSpan span)
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

/* Whether two times eight bytes are the same but for the case of letters. */
static inline gboolean
is_same_nocase (guint64 a, guint64 b)
{
  guint64 differ = a ^ b, small, low, letters;

  if (differ == 0)
    return TRUE;
  if ((differ & ~DSN_WIDE (0x20)) != 0)
    return FALSE;
  /* None of the sums goes beyond its byte: what is of eight bits is no letter. */
  small = a | DSN_WIDE (0x20);
  low = small & ~DSN_WIDE_HIGH;
  letters = (low + DSN_WIDE (0x80 - 'a')) & ~(low + DSN_WIDE (0x7f - 'z')) & ~small;
  return (differ << 2 & DSN_WIDE_HIGH & ~letters) == 0;
}

gboolean
dsn_span_compare_nocase (const guint8 *a, const guint8 *b, gsize len)
{
  if (len < 8)
    return len == 0 ||
           is_same_nocase (dsn_wide_load_short (a, len), dsn_wide_load_short (b, len));
  for (gsize i = 0; i + 8 < len; i += 8)
    if (!is_same_nocase (dsn_wide_load (a + i), dsn_wide_load (b + i)))
      return FALSE;
  return is_same_nocase (dsn_wide_load (a + len - 8), dsn_wide_load (b + len - 8));
}

/* The next place of @c at @from or behind it; @end if there is none. */
static const guint8 *
find_next (const guint8 *from, const guint8 *end, guint8 c)
{
  const guint8 *at = from < end ? memchr (from, c, (gsize) (end - from)) : NULL;

  return at != NULL ? at : end;
}

gboolean
dsn_span_find_nocase (DsnSpan span, DsnSpan needle, gsize *position)
{
  const guint8 *end, *small, *capital;
  guint8 first, last;

  g_assert (needle.len > 0);
  if (span.len < needle.len)
    return FALSE;
  end = span.data + (span.len - needle.len + 1);
  first = dsn_span_lower (needle.data[0]);
  last = needle.data[needle.len - 1];
  small = find_next (span.data, end, first);
  capital =
      first >= 'a' && first <= 'z' ? find_next (span.data, end, first & ~0x20) : end;
  /* The places found stay until they are passed, so each byte is searched once. */
  while (small < end || capital < end) {
    const guint8 *at = MIN (small, capital);

    if (((at[needle.len - 1] ^ last) & 0xdf) == 0 &&
        dsn_span_compare_nocase (at, needle.data, needle.len)) {
      if (position != NULL)
        *position = (gsize) (at - span.data);
      return TRUE;
    }
    if (at == small)
      small = find_next (at + 1, end, first);
    else
      capital = find_next (at + 1, end, first & ~0x20);
  }
  return FALSE;
}

static guint64
find_no_ascii (guint64 bytes)
{
  return bytes | dsn_wide_is (bytes, 0);
}

gboolean
dsn_span_is_ascii (DsnSpan span)
{
  return !dsn_wide_find_any (span, find_no_ascii);
}

static gboolean
is_no_ascii (guint8 c)
{
  return c == 0 || c >= 0x80;
}

gboolean
dsn_span_is_utf8 (DsnSpan span)
{
  gsize at, end;

  if (dsn_span_is_ascii (span))
    return TRUE;
  /* No character goes beyond a byte of ASCII, so what is between those is enough. */
  for (at = dsn_wide_find (span, 0, find_no_ascii, is_no_ascii); at < span.len;
       at = dsn_wide_find (span, end, find_no_ascii, is_no_ascii)) {
    for (end = at; end < span.len && span.data[end] >= 0x80;)
      end++;
    if (end == at ||
        !g_utf8_validate_len ((const char *) span.data + at, end - at, NULL))
      return FALSE;
  }
  return TRUE;
}
