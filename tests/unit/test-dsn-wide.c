/* test-dsn-wide.c: eight bytes at a time find what one at a time would find. */
#include "test-util.h"

#include "dsn-wide.h"

/* Every length up to three blocks, with what is looked for at every place. */
#define LEN_MAX 25

static guint64
find_colon (guint64 bytes)
{
  return dsn_wide_is (bytes, ':') & ~bytes;
}

static gboolean
is_colon (guint8 byte)
{
  return byte == ':';
}

static guint64
find_control (guint64 bytes)
{
  return bytes | dsn_wide_below (bytes, 0x20) | dsn_wide_is (bytes, 0x7f);
}

static gboolean
is_control (guint8 byte)
{
  return byte < 0x20 || byte >= 0x7f;
}

/* The answers for @len bytes, against those of a loop. */
static void
check (const guint8 *bytes, gsize len, DsnWideTest test,
       gboolean (*is_it) (guint8 byte))
{
  gsize first = 0;

  while (first < len && !is_it (bytes[first]))
    first++;
  for (gsize from = 0; from <= first; from++)
    g_assert_cmpuint (dsn_wide_find ((DsnSpan){ bytes, len }, from, test, is_it), ==,
                      first);
  g_assert_cmpint (dsn_wide_find_any ((DsnSpan){ bytes, len }, test), ==, first < len);
}

/* Each byte at each place among others that nothing is looked for in. */
static void
test_every_byte (void)
{
  for (gsize len = 0; len <= LEN_MAX; len++) {
    g_autofree guint8 *bytes = g_malloc (MAX (len, 1));

    memset (bytes, 'a', MAX (len, 1));
    check (bytes, len, find_colon, is_colon);
    check (bytes, len, find_control, is_control);
    for (gsize at = 0; at < len; at++) {
      for (guint byte = 0; byte < 256; byte++) {
        bytes[at] = (guint8) byte;
        check (bytes, len, find_colon, is_colon);
        check (bytes, len, find_control, is_control);
      }
      bytes[at] = 'a';
    }
  }
}

/* What stands behind the byte that is looked for, and next to it, does not hide it. */
static void
test_neighbours (void)
{
  guint8 bytes[8];

  for (guint before = 0; before < 256; before++)
    for (guint after = 0; after < 256; after++) {
      memset (bytes, 'a', sizeof bytes);
      bytes[3] = (guint8) before;
      bytes[4] = ':';
      bytes[5] = (guint8) after;
      check (bytes, sizeof bytes, find_colon, is_colon);
      check (bytes, sizeof bytes, find_control, is_control);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wide/every-byte", test_every_byte);
  g_test_add_func ("/wide/neighbours", test_neighbours);
  return g_test_run ();
}
