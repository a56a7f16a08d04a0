/* dsn-unpack.c: compressed bytes -> bytes, a step at a time (zlib, liblzma, libzstd).
 */
#include "dsn-unpack.h"

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

/* What xz -9 and zstd --ultra need, and no more. */
#define XZ_MEMORY ((guint64) 80 << 20)
#define ZSTD_WINDOW_LOG 27

/* RFC 8878 §3.1.1: a magic number and a frame header. */
#define ZSTD_HEAD_MAX_LEN 18

#define GZIP_WITH_HEADER (16 + MAX_WBITS)

struct _DsnUnpack {
  DsnPacking packing;
  gboolean between; /* no member has begun, or one has ended */
  gboolean started; /* a member was there */
  z_stream gzip;
  lzma_stream xz;
  ZSTD_DStream *zstd;
  guint8 head[ZSTD_HEAD_MAX_LEN]; /* what the frame began with */
  gsize head_len;
  guint64 made; /* of the frame */
};

/* What one step of a library did. */
typedef enum {
  STEP_MORE,
  STEP_MEMBER_END,
  STEP_DAMAGED,
  STEP_TOO_LARGE,
} Step;

DsnPacking
dsn_packing_find (DsnSpan head)
{
  static const struct {
    DsnPacking packing;
    gsize len;
    const char *magic;
  } known[] = {
    { DSN_PACKING_GZIP, 3, "\x1f\x8b\x08" }, /* RFC 1952 §2.3.1; 8 is deflate */
    { DSN_PACKING_XZ, 6,
      "\xfd"
      "7zXZ\0" },
    { DSN_PACKING_ZSTD, 4, "\x28\xb5\x2f\xfd" }, /* RFC 8878 §3.1.1 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (head.len >= known[i].len &&
        memcmp (head.data, known[i].magic, known[i].len) == 0)
      return known[i].packing;
  return DSN_PACKING_NONE;
}

DsnUnpack *
dsn_unpack_new (DsnPacking packing)
{
  DsnUnpack *unpack = g_new0 (DsnUnpack, 1);

  g_assert (packing != DSN_PACKING_NONE);
  unpack->packing = packing;
  unpack->between = TRUE;
  unpack->xz = (lzma_stream) LZMA_STREAM_INIT;
  return unpack;
}

void
dsn_unpack_free (DsnUnpack *unpack)
{
  if (unpack == NULL)
    return;
  inflateEnd (&unpack->gzip);
  lzma_end (&unpack->xz);
  ZSTD_freeDStream (unpack->zstd);
  g_free (unpack);
}

/* The libraries ask for memory as we do: without it, there is no going on. */
static void
begin_member (DsnUnpack *unpack)
{
  gboolean ok = FALSE;

  switch (unpack->packing) {
  case DSN_PACKING_GZIP:
    ok = (unpack->started ? inflateReset (&unpack->gzip)
                          : inflateInit2 (&unpack->gzip, GZIP_WITH_HEADER)) == Z_OK;
    break;
  case DSN_PACKING_XZ:
    ok = lzma_stream_decoder (&unpack->xz, XZ_MEMORY, 0) == LZMA_OK;
    break;
  case DSN_PACKING_ZSTD:
    if (unpack->zstd == NULL)
      unpack->zstd = ZSTD_createDStream ();
    ok = unpack->zstd != NULL && !ZSTD_isError (ZSTD_initDStream (unpack->zstd)) &&
         !ZSTD_isError (ZSTD_DCtx_setParameter (unpack->zstd, ZSTD_d_windowLogMax,
                                                ZSTD_WINDOW_LOG));
    unpack->head_len = 0;
    unpack->made = 0;
    break;
  case DSN_PACKING_NONE:
    break;
  }
  g_assert (ok);
  unpack->between = FALSE;
  unpack->started = TRUE;
}

static Step
step_gzip (DsnUnpack *unpack, DsnSpan *in, DsnUnpackRoom *room)
{
  z_stream *z = &unpack->gzip;
  uInt take = (uInt) MIN (in->len, G_MAXUINT),
       space = (uInt) MIN (room->len, G_MAXUINT);
  int result;

  z->next_in = (z_const Bytef *) in->data;
  z->avail_in = take;
  z->next_out = room->data;
  z->avail_out = space;
  result = inflate (z, Z_NO_FLUSH);
  room->made = space - z->avail_out;
  *in = dsn_span_slice (*in, take - z->avail_in, G_MAXSIZE);
  if (result == Z_STREAM_END)
    return STEP_MEMBER_END;
  return result == Z_OK || result == Z_BUF_ERROR ? STEP_MORE : STEP_DAMAGED;
}

static Step
step_xz (DsnUnpack *unpack, DsnSpan *in, DsnUnpackRoom *room)
{
  lzma_stream *xz = &unpack->xz;
  lzma_ret result;

  xz->next_in = in->data;
  xz->avail_in = in->len;
  xz->next_out = room->data;
  xz->avail_out = room->len;
  result = lzma_code (xz, LZMA_RUN);
  room->made = room->len - xz->avail_out;
  *in = dsn_span_slice (*in, in->len - xz->avail_in, G_MAXSIZE);
  if (result == LZMA_STREAM_END)
    return STEP_MEMBER_END;
  if (result == LZMA_MEMLIMIT_ERROR)
    return STEP_TOO_LARGE;
  return result == LZMA_OK || result == LZMA_BUF_ERROR ? STEP_MORE : STEP_DAMAGED;
}

/* The library finds out where a frame is not, but for one whose last block is empty. */
static gboolean
is_as_large_as_it_says (const DsnUnpack *unpack)
{
  unsigned long long size = ZSTD_getFrameContentSize (unpack->head, unpack->head_len);

  return size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR ||
         size == unpack->made;
}

static Step
step_zstd (DsnUnpack *unpack, DsnSpan *in, DsnUnpackRoom *room)
{
  /* A frame that comes in one piece the library reads by other code, with rules of its
   * own for what is damaged; so none does. */
  gboolean in_head = unpack->head_len < sizeof unpack->head;
  ZSTD_inBuffer from = { in->data, in_head ? MIN (in->len, 1) : in->len, 0 };
  ZSTD_outBuffer to = { room->data, room->len, 0 };
  size_t result = ZSTD_decompressStream (unpack->zstd, &to, &from);

  if (in_head && from.pos == 1)
    unpack->head[unpack->head_len++] = in->data[0];
  unpack->made += to.pos;
  room->made = to.pos;
  *in = dsn_span_slice (*in, from.pos, G_MAXSIZE);
  if (result == 0)
    return is_as_large_as_it_says (unpack) ? STEP_MEMBER_END : STEP_DAMAGED;
  if (!ZSTD_isError (result))
    return STEP_MORE;
  return ZSTD_getErrorCode (result) == ZSTD_error_frameParameter_windowTooLarge
             ? STEP_TOO_LARGE
             : STEP_DAMAGED;
}

static Step
step (DsnUnpack *unpack, DsnSpan *in, DsnUnpackRoom *room)
{
  switch (unpack->packing) {
  case DSN_PACKING_GZIP:
    return step_gzip (unpack, in, room);
  case DSN_PACKING_XZ:
    return step_xz (unpack, in, room);
  case DSN_PACKING_ZSTD:
    return step_zstd (unpack, in, room);
  case DSN_PACKING_NONE:
    break;
  }
  g_return_val_if_reached (STEP_DAMAGED);
}

/* Tapes and disks fill files up with NULs: between members and behind the last they are
 * nothing. */
static void
skip_padding (DsnSpan *in)
{
  while (in->len > 0 && in->data[0] == '\0')
    *in = dsn_span_slice (*in, 1, G_MAXSIZE);
}

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ, why);
  return FALSE;
}

gboolean
dsn_unpack_run (DsnUnpack *unpack, DsnSpan *in, gboolean last, DsnUnpackRoom *room,
                GError **error)
{
  room->made = 0;
  for (;;) {
    gsize before;

    if (unpack->between) {
      skip_padding (in);
      if (in->len == 0)
        return TRUE;
      begin_member (unpack);
    }
    before = in->len;
    switch (step (unpack, in, room)) {
    case STEP_DAMAGED:
      return fail (error, "its compressed data is damaged");
    case STEP_TOO_LARGE:
      return fail (error, "its compressed data needs too much memory");
    case STEP_MEMBER_END:
      unpack->between = TRUE;
      break;
    case STEP_MORE:
      if (room->made == 0 && in->len > 0 && in->len == before)
        return fail (error, "its compressed data is damaged");
      if (room->made == 0 && in->len == 0)
        return !last || fail (error, "its compressed data is cut off");
      break;
    }
    if (room->made > 0)
      return TRUE;
  }
}
