/* test-util.h: what the unit tests share: rows as test paths, exact-size copies. */
#pragma once

#include "dsn-safe.h"
#include "dsn-span.h"

#include <string.h>

/* A span over a literal with its NULs, as an initializer of static rows. */
#define SPAN(text)                                                                     \
  {                                                                                    \
    (const guint8 *) ("" text), sizeof (text) - 1                                      \
  }

/* One test path for each row of @rows: @prefix and the row's name. */
#define TEST_ADD_ROWS(prefix, rows, func)                                              \
  for (gsize row_index = 0; row_index < G_N_ELEMENTS (rows); row_index++)              \
  test_add_row (prefix, (rows)[row_index].name, &(rows)[row_index], func)

static inline void
test_add_row (const char *prefix, const char *name, gconstpointer row,
              GTestDataFunc func)
{
  g_autofree char *path = g_strconcat (prefix, "/", name, NULL);

  g_test_add_data_func (path, row, func);
}

/**
 * TestCut:
 * @text: a piece of the row's text in a heap block of its exact size; no data if empty
 * @whole: whether the piece is all of it
 * @row: the row
 */
typedef void (*TestCut) (DsnSpan text, gboolean whole, gconstpointer row);

static inline void
test_cut_once (DsnSpan piece, gboolean whole, TestCut check, gconstpointer row)
{
  g_autofree guint8 *exact = g_memdup2 (piece.data, piece.len);

  check ((DsnSpan){ exact, piece.len }, whole, row);
}

/* Calls @check with @text cut off at every byte, then begun at every byte. */
static inline void
test_cut_everywhere (DsnSpan text, TestCut check, gconstpointer row)
{
  for (gsize n = 0; n <= text.len; n++)
    test_cut_once (dsn_span_slice (text, 0, n), n == text.len, check, row);
  for (gsize n = 1; n < text.len; n++)
    test_cut_once (dsn_span_slice (text, n, G_MAXSIZE), FALSE, check, row);
}

/* Fills @variable with what no function under test writes. */
#define TEST_POISON(variable) memset (&(variable), 0xa5, sizeof (variable))
#define TEST_ASSERT_POISON(variable)                                                   \
  g_assert_true (test_is_poison (&(variable), sizeof (variable)))

static inline gboolean
test_is_poison (gconstpointer memory, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (((const guint8 *) memory)[i] != 0xa5)
      return FALSE;
  return TRUE;
}

/* That @inner lies inside of @outer; an empty one may have no data. */
static inline void
test_assert_inside (DsnSpan inner, DsnSpan outer)
{
  gsize offset = (gsize) ((guintptr) inner.data - (guintptr) outer.data);

  if (inner.len == 0 && inner.data == NULL)
    return;
  g_assert_true ((guintptr) inner.data >= (guintptr) outer.data);
  g_assert_cmpuint (offset, <=, outer.len);
  g_assert_cmpuint (inner.len, <=, outer.len - offset);
}

/* That @got has the bytes of @expected; a failure shows both. */
static inline void
test_assert_span (DsnSpan got, DsnSpan expected)
{
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);

  dsn_safe_append (a, got);
  dsn_safe_append (b, expected);
  g_assert_cmpstr (a->str, ==, b->str);
  g_assert_true (dsn_span_equal (got, expected));
}

/* The same for a whole string buffer, NULs in it. */
static inline void
test_assert_string (const GString *got, DsnSpan expected)
{
  test_assert_span ((DsnSpan){ (const guint8 *) got->str, got->len }, expected);
  g_assert_cmpint (got->str[got->len], ==, '\0');
}

/* A span of @count copies of @unit; free its data. */
static inline DsnSpan
test_repeat (const char *unit, gsize count)
{
  gsize len = strlen (unit);
  guint8 *data = g_malloc (len * count);

  for (gsize i = 0; i < count; i++)
    memcpy (data + i * len, unit, len);
  return (DsnSpan){ data, len * count };
}
