/* test-pack.h: bytes -> compressed bytes, by the libraries' own encoders. */
#pragma once

#include "dsn-unpack.h"

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

static inline GByteArray *
test_pack_gzip (DsnSpan text)
{
  GByteArray *out = g_byte_array_new ();
  z_stream z = { 0 };

  g_assert_cmpint (
      deflateInit2 (&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), ==,
      Z_OK);
  g_byte_array_set_size (out, (guint) deflateBound (&z, text.len) + 64);
  z.next_in = (z_const Bytef *) text.data;
  z.avail_in = (uInt) text.len;
  z.next_out = out->data;
  z.avail_out = out->len;
  g_assert_cmpint (deflate (&z, Z_FINISH), ==, Z_STREAM_END);
  g_byte_array_set_size (out, (guint) z.total_out);
  deflateEnd (&z);
  return out;
}

/* Compressed as the command of that name does it by default, with little memory. */
static inline GByteArray *
test_pack (DsnPacking packing, DsnSpan text)
{
  GByteArray *out;
  size_t used = 0;

  if (packing == DSN_PACKING_GZIP)
    return test_pack_gzip (text);
  out = g_byte_array_new ();
  g_byte_array_set_size (out, (guint) (lzma_stream_buffer_bound (text.len) +
                                       ZSTD_compressBound (text.len)));
  if (packing == DSN_PACKING_XZ)
    g_assert_cmpint (lzma_easy_buffer_encode (0, LZMA_CHECK_CRC64, NULL, text.data,
                                              text.len, out->data, &used, out->len),
                     ==, LZMA_OK);
  else {
    ZSTD_CCtx *zstd = ZSTD_createCCtx ();

    ZSTD_CCtx_setParameter (zstd, ZSTD_c_checksumFlag, 1);
    used = ZSTD_compress2 (zstd, out->data, out->len, text.data, text.len);
    ZSTD_freeCCtx (zstd);
  }
  g_assert_cmpuint (used, <=, out->len);
  g_byte_array_set_size (out, (guint) used);
  return out;
}
