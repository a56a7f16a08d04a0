/* fuzz-unpack.c: compressed bytes -> bytes: no more than is allowed, and the same
 * however they come. */
#include "dsn-stream.h"
#include "fuzz.h"

#include <string.h>

/* What may come out of however little. */
#define FREE_SIZE ((gsize) 64 * 1024)

/* What one step may make before it is looked at how much it is. */
#define STEP_SIZE ((gsize) 512 * 1024)

/* Says whether the end came as it should. */
static gboolean
unpack (DsnSpan text, gsize block, GByteArray *out)
{
  DsnStream stream = { 0 };
  gboolean good;

  dsn_stream_begin (&stream, dsn_source_over (text, block, FALSE));
  dsn_stream_unpack (&stream, FREE_SIZE);
  for (;;) {
    DsnSpan got = dsn_stream_get (&stream, out->len, 1);

    if (got.len == 0)
      break;
    g_byte_array_append (out, got.data, (guint) got.len);
    g_assert_cmpuint (out->len, <=,
                      text.len * DSN_SOURCE_EXPANSION + FREE_SIZE + STEP_SIZE);
  }
  good = stream.error == NULL;
  dsn_stream_clear (&stream);
  return good;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  DsnSpan text = { exact, size };
  g_autoptr (GByteArray) whole = g_byte_array_new (), cut = g_byte_array_new ();
  gboolean good = unpack (text, MAX (size, 1), whole);
  guint len;

  g_assert_true (unpack (text, size > 0 ? 1 + data[size - 1] % 64 : 1, cut) == good);
  g_assert_true (whole->len == cut->len || !good);
  len = MIN (whole->len, cut->len);
  g_assert_true (len == 0 || memcmp (whole->data, cut->data, len) == 0);
  if (dsn_packing_find (text) == DSN_PACKING_NONE)
    g_assert_true (good && whole->len == size &&
                   (size == 0 || memcmp (whole->data, exact, size) == 0));
  return 0;
}
