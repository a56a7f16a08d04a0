/* dsn-wide.h: questions about short texts, answered for eight bytes at a time. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/* @byte in each of eight. */
#define DSN_WIDE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (guint8) (byte))

/* The bits by which tests answer: the highest of each byte. */
#define DSN_WIDE_HIGH DSN_WIDE (0x80)

/**
 * DsnWideTest:
 * @bytes: eight bytes, the first one lowest
 *
 * Returns: a word whose bits of %DSN_WIDE_HIGH are set for bytes that are looked for;
 * above the first of those they may be set for others, too, and all other bits say
 * nothing
 */
typedef guint64 (*DsnWideTest) (guint64 bytes);

/**
 * dsn_wide_below:
 * @limit: at most 0x80
 *
 * Returns: as a #DsnWideTest, which bytes are below @limit. Of those from 0x80 on it
 * says nothing: take @bytes or ~@bytes to have all or none of them
 */
static inline guint64
dsn_wide_below (guint64 bytes, guint8 limit)
{
  /* The first that is below borrows from those above it. */
  return bytes - DSN_WIDE (limit);
}

/**
 * dsn_wide_is:
 * @byte: below 0x80
 *
 * Returns: as dsn_wide_below(), which bytes are @byte
 */
static inline guint64
dsn_wide_is (guint64 bytes, guint8 byte)
{
  return dsn_wide_below (bytes ^ DSN_WIDE (byte), 1);
}

static inline guint64
dsn_wide_load (const guint8 *at)
{
  guint64 bytes;

  memcpy (&bytes, at, sizeof bytes);
  return GUINT64_FROM_LE (bytes);
}

/* All of one to seven bytes, some of them more than once, in whatever order. */
static inline guint64
dsn_wide_load_short (const guint8 *at, gsize len)
{
  guint32 head, tail;

  if (len < sizeof head)
    return DSN_WIDE (at[0]) ^ (guint64) (at[0] ^ at[len / 2]) << 8 ^
           (guint64) (at[0] ^ at[len - 1]) << 16;
  memcpy (&head, at, sizeof head);
  memcpy (&tail, at + len - sizeof tail, sizeof tail);
  return head | (guint64) tail << 32;
}

/**
 * dsn_wide_find_any:
 * @test: a function known where this is called, so that the compiler puts it in place
 *
 * Returns: whether a byte that @test looks for stands in @span
 */
static inline gboolean
dsn_wide_find_any (DsnSpan span, DsnWideTest test)
{
  guint64 found;

  if (span.len < 8)
    return span.len > 0 &&
           (test (dsn_wide_load_short (span.data, span.len)) & DSN_WIDE_HIGH) != 0;
  /* The last eight overlap those before them. */
  found = test (dsn_wide_load (span.data + span.len - 8));
  for (gsize i = 0; i + 8 < span.len; i += 8)
    found |= test (dsn_wide_load (span.data + i));
  return (found & DSN_WIDE_HIGH) != 0;
}

/**
 * dsn_wide_find:
 * @from: where to begin, in bytes; not past the end
 * @test: as in dsn_wide_find_any()
 * @is_it: the same for a single byte
 *
 * Returns: the place of the first byte that @test looks for; the length of @span if
 * there is none
 */
static inline gsize
dsn_wide_find (DsnSpan span, gsize from, DsnWideTest test,
               gboolean (*is_it) (guint8 byte))
{
  gsize at = from;

  for (; span.len - at >= 8; at += 8) {
    guint64 found = test (dsn_wide_load (span.data + at)) & DSN_WIDE_HIGH;

    if (found != 0)
      return at + (gsize) __builtin_ctzll (found) / 8;
  }
  while (at < span.len && !is_it (span.data[at]))
    at++;
  return at;
}

G_END_DECLS
