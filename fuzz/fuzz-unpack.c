/* fuzz-unpack.c: compressed bytes -> bytes: no more than is allowed, and the same
 * however they come. */
#include "dsn-stream.h"
#include "fuzz.h"

#include <string.h>

/* What may come out of however little. */
#define FREE_SIZE ((gsize) 64 * 1024)

/* What one step may make before it is looked at how much it is. */
#define STEP_SIZE ((gsize) 512 * 1024)

typedef enum {
  END_GOOD,
  END_BAD,
  END_TOO_BIG, /* where it is looked at depends on how the bytes come */
} End;

static End
unpack (DsnSpan text, gsize block, GByteArray *out)
{
  DsnStream stream = { 0 };
  End end = END_GOOD;

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
  if (stream.error != NULL)
    end = stream.error->code == DSN_ERROR_TOO_BIG ? END_TOO_BIG : END_BAD;
  dsn_stream_clear (&stream);
  return end;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  DsnSpan text = { exact, size };
  g_autoptr (GByteArray) whole = g_byte_array_new (), cut = g_byte_array_new ();
  End end = unpack (text, MAX (size, 1), whole);
  End end_cut = unpack (text, size > 0 ? 1 + data[size - 1] % 64 : 1, cut);
  guint len;

  g_assert_true (end == end_cut || end == END_TOO_BIG || end_cut == END_TOO_BIG);
  g_assert_true (whole->len == cut->len || end != END_GOOD || end_cut != END_GOOD);
  len = MIN (whole->len, cut->len);
  g_assert_true (len == 0 || memcmp (whole->data, cut->data, len) == 0);
  if (dsn_packing_find (text) == DSN_PACKING_NONE)
    g_assert_true (end == END_GOOD && whole->len == size &&
                   (size == 0 || memcmp (whole->data, exact, size) == 0));
  return 0;
}
