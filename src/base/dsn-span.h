/* dsn-span.h: borrowed bytes, a pointer and a length; compare, trim, split. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * DsnSpan:
 * @data: first byte; may be %NULL when @len is 0
 * @len: length in bytes
 *
 * Bytes that belong to somebody else. They may hold NULs and invalid UTF-8, and no
 * terminator follows them.
 */
typedef struct {
  const guint8 *data;
  gsize len;
} DsnSpan;

/* A span over a string literal, without its terminator. */
#define DSN_SPAN_LIT(text) ((DsnSpan){ (const guint8 *) ("" text), sizeof (text) - 1 })

/* The two arguments of a "%.*s" for a span that is known to hold printable text. */
#define DSN_SPAN_ARGS(span) (int) (span).len, (const char *) (span).data

/**
 * dsn_span_of_string:
 * @text: (nullable): NUL-terminated text
 *
 * Returns: a span over @text; empty for %NULL
 */
static inline DsnSpan
dsn_span_of_string (const char *text)
{
  if (text == NULL)
    return (DsnSpan){ NULL, 0 };
  return (DsnSpan){ (const guint8 *) text, strlen (text) };
}

/**
 * dsn_span_of_bytes:
 * @bytes: a counted buffer that outlives the span
 *
 * Returns: a span over all of @bytes
 */
DsnSpan dsn_span_of_bytes (GBytes *bytes);

/**
 * dsn_span_between:
 * @from: first byte
 * @to: one past the last byte; not before @from
 *
 * Returns: the span from @from up to @to
 */
static inline DsnSpan
dsn_span_between (const guint8 *from, const guint8 *to)
{
  g_assert (from <= to);
  return (DsnSpan){ from, (gsize) (to - from) };
}

/**
 * dsn_span_slice:
 * @span: a span
 * @from: bytes to leave out at the front
 * @len: bytes to keep at the most
 *
 * Returns: the part of @span; shorter or empty where @span ends earlier
 */
static inline DsnSpan
dsn_span_slice (DsnSpan span, gsize from, gsize len)
{
  if (from >= span.len)
    return (DsnSpan){ NULL, 0 };
  return (DsnSpan){ span.data + from, MIN (len, span.len - from) };
}

/* For dsn_span_trim(): what has something to trim. */
DsnSpan dsn_span_trim_ends (DsnSpan span);

/**
 * dsn_span_trim:
 * @span: a span
 *
 * Returns: @span without blanks, tabs and line ends on both sides
 */
static inline DsnSpan
dsn_span_trim (DsnSpan span)
{
  /* One blank stands behind most colons. */
  if (span.len > 1 && span.data[0] == ' ') {
    span.data++;
    span.len--;
  }
  return span.len > 0 && span.data[0] > ' ' && span.data[span.len - 1] > ' '
             ? span
             : dsn_span_trim_ends (span);
}

/**
 * dsn_span_equal:
 *
 * Returns: whether both hold the same bytes
 */
gboolean dsn_span_equal (DsnSpan a, DsnSpan b);

/**
 * dsn_span_lower:
 *
 * Returns: @c, a capital letter of ASCII as its small one
 */
static inline guint8
dsn_span_lower (guint8 c)
{
  return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* For dsn_span_starts_nocase(): @len bytes of both. */
gboolean dsn_span_compare_nocase (const guint8 *a, const guint8 *b, gsize len);

/**
 * dsn_span_starts_nocase:
 *
 * Returns: whether @span begins with @prefix by ASCII's rules for case
 */
static inline gboolean
dsn_span_starts_nocase (DsnSpan span, DsnSpan prefix)
{
  if (span.len < prefix.len)
    return FALSE;
  /* What is asked for mostly differs in the first byte. */
  return prefix.len == 0 ||
         (((span.data[0] ^ prefix.data[0]) & 0xdf) == 0 &&
          dsn_span_compare_nocase (span.data, prefix.data, prefix.len));
}

/**
 * dsn_span_equal_nocase:
 *
 * Returns: whether both hold the same bytes by ASCII's rules for case
 */
static inline gboolean
dsn_span_equal_nocase (DsnSpan a, DsnSpan b)
{
  return a.len == b.len && dsn_span_starts_nocase (a, b);
}

/**
 * dsn_span_find_byte:
 * @span: where to look
 * @byte: what to look for
 * @position: (out) (optional): set to the first place of @byte on success only
 *
 * Returns: whether @byte stands in @span
 */
static inline gboolean
dsn_span_find_byte (DsnSpan span, guint8 byte, gsize *position)
{
  const guint8 *at =
      span.len > 0 ? (const guint8 *) memchr (span.data, byte, span.len) : NULL;

  if (at == NULL)
    return FALSE;
  if (position != NULL)
    *position = (gsize) (at - span.data);
  return TRUE;
}

/**
 * dsn_span_find_nocase:
 * @span: where to look
 * @needle: what to look for, by ASCII's rules for case; not empty
 * @position: (out) (optional): set to the first place of @needle on success only
 *
 * Returns: whether @needle stands in @span
 */
gboolean dsn_span_find_nocase (DsnSpan span, DsnSpan needle, gsize *position);

/**
 * dsn_span_is_ascii:
 *
 * Returns: whether every byte is below 0x80 and none is NUL
 */
gboolean dsn_span_is_ascii (DsnSpan span);

/**
 * dsn_span_is_utf8:
 *
 * Returns: whether @span is valid UTF-8 without a NUL
 */
gboolean dsn_span_is_utf8 (DsnSpan span);

G_END_DECLS
