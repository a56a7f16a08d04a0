/* test-dsn-unpack.c: compressed bytes to bytes, in steps of any size. */
#define _GNU_SOURCE /* memmem */
#include "test-pack.h"
#include "test-util.h"

static const struct PackingRow {
  const char *name;
  DsnPacking packing;
} packings[] = {
  { "gzip", DSN_PACKING_GZIP },
  { "xz", DSN_PACKING_XZ },
  { "zstd", DSN_PACKING_ZSTD },
};

static const char text[] = "From ann@example.com Thu Apr 17 22:10:00 2025\n"
                           "Subject: returned mail\n\nreturned mail, returned mail\n";

/* Unpacks @in, handing over so many bytes at once and making room for so many. */
static gboolean
unpack (DsnPacking packing, DsnSpan in, gsize step, gsize room, GByteArray *out,
        GError **error)
{
  g_autoptr (DsnUnpack) decoder = dsn_unpack_new (packing);
  DsnSpan piece = { NULL, 0 };
  g_autofree guint8 *space = g_malloc (room);
  DsnUnpackRoom into = { space, room, 0 };
  gsize at = 0;

  for (;;) {
    if (piece.len == 0) {
      piece = dsn_span_slice (in, at, step);
      at += piece.len;
    }
    if (!dsn_unpack_run (decoder, &piece, at == in.len, &into, error)) {
      g_byte_array_append (out, space, (guint) into.made);
      return FALSE;
    }
    g_assert_cmpuint (into.made, <=, room);
    g_byte_array_append (out, space, (guint) into.made);
    if (into.made == 0 && at == in.len && piece.len == 0)
      return TRUE;
  }
}

static void
assert_unpacks (DsnPacking packing, const GByteArray *in, const char *expected)
{
  static const gsize sizes[] = { 1, 2, 7, 100, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++) {
      g_autoptr (GByteArray) out = g_byte_array_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (unpack (packing, (DsnSpan){ in->data, in->len }, sizes[i],
                             sizes[k], out, &error));
      g_assert_no_error (error);
      g_assert_cmpmem (out->data, out->len, expected, strlen (expected));
    }
}

static void
assert_fails (DsnPacking packing, DsnSpan in, const char *words)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (unpack (packing, in, 100, 100, out, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_members (gconstpointer data)
{
  const struct PackingRow *row = data;
  g_autoptr (GByteArray) packed = test_pack (row->packing, dsn_span_of_string (text));
  g_autoptr (GByteArray) again =
      test_pack (row->packing, dsn_span_of_string ("and again"));
  g_autofree char *both = g_strconcat (text, "and again", NULL);

  g_assert_cmpint (dsn_packing_find ((DsnSpan){ packed->data, packed->len }), ==,
                   row->packing);
  assert_unpacks (row->packing, packed, text);
  g_byte_array_append (packed, again->data, again->len);
  assert_unpacks (row->packing, packed, both);
  g_byte_array_append (packed, (const guint8 *) "\0\0\0\0", 4);
  assert_unpacks (row->packing, packed, both);
  g_byte_array_append (packed, (const guint8 *) "garbage", 7);
  assert_fails (row->packing, (DsnSpan){ packed->data, packed->len }, "");
}

/* Nothing that is cut off passes for whole. */
static void
test_cut (gconstpointer data)
{
  const struct PackingRow *row = data;
  g_autoptr (GByteArray) packed = test_pack (row->packing, dsn_span_of_string (text));

  for (gsize len = 1; len < packed->len; len++) {
    g_autofree guint8 *exact = g_memdup2 (packed->data, len);

    assert_fails (row->packing, (DsnSpan){ exact, len }, "cut off");
  }
}

/* One byte is wrong: mostly an error, and never another text. */
static void
test_damaged (gconstpointer data)
{
  const struct PackingRow *row = data;
  g_autoptr (GByteArray) packed = test_pack (row->packing, dsn_span_of_string (text));
  guint failures = 0;

  for (guint i = 0; i < packed->len; i++) {
    g_autofree guint8 *exact = g_memdup2 (packed->data, packed->len);
    g_autoptr (GByteArray) out = g_byte_array_new ();
    gboolean ok;

    exact[i] ^= 0xff;
    ok = unpack (row->packing, (DsnSpan){ exact, packed->len }, 100, 100, out, NULL);
    failures += !ok;
    if (ok &&
        row->packing != DSN_PACKING_ZSTD) /* its command adds one, its library not */
      g_assert_cmpmem (out->data, out->len, text, strlen (text));
  }
  g_assert_cmpuint (failures, >, packed->len / 4);
}

/* A file says itself how much memory it needs; xz: in the size of its dictionary. */
static void
test_memory_xz (void)
{
  g_autoptr (GByteArray) packed = test_pack (DSN_PACKING_XZ, dsn_span_of_string (text));
  guint8 *block = packed->data + 12; /* behind the stream header */
  gsize block_len = ((gsize) block[0] + 1) * 4;
  guint8 *properties;
  guint32 sum;

  /* LZMA2, and one byte of properties, which is the size of the dictionary. */
  properties = memmem (block, block_len, "\x21\x01", 2);
  g_assert_nonnull (properties);
  properties[2] = 40; /* 4 GiB */
  sum = GUINT32_TO_LE (lzma_crc32 (block, block_len - 4, 0));
  memcpy (block + block_len - 4, &sum, 4);
  assert_fails (DSN_PACKING_XZ, (DsnSpan){ packed->data, packed->len }, "memory");
}

/* zstd: in the size of its window, 256 MiB here. */
static void
test_memory_zstd (void)
{
  static const guint8 frame[] = { 0x28, 0xb5, 0x2f, 0xfd, 0x00, 18 << 3, 1, 0, 0 };

  assert_fails (DSN_PACKING_ZSTD, (DsnSpan){ frame, sizeof frame }, "memory");
}

static const struct MagicRow {
  const char *name;
  DsnSpan head;
  DsnPacking packing;
} magics[] = {
  { "empty", SPAN (""), DSN_PACKING_NONE },
  { "text", SPAN ("From: a"), DSN_PACKING_NONE },
  { "gzip", SPAN ("\x1f\x8b\x08\0\0\0"), DSN_PACKING_GZIP },
  { "gzip-short", SPAN ("\x1f\x8b"), DSN_PACKING_NONE },
  { "gzip-no-deflate", SPAN ("\x1f\x8b\x07\0\0\0"), DSN_PACKING_NONE },
  { "compress", SPAN ("\x1f\x9d\x90\0\0\0"), DSN_PACKING_NONE },
  { "xz",
    SPAN ("\xfd"
          "7zXZ\0"),
    DSN_PACKING_XZ },
  { "xz-cut",
    SPAN ("\xfd"
          "7zXZ"),
    DSN_PACKING_NONE },
  { "zstd", SPAN ("\x28\xb5\x2f\xfd"), DSN_PACKING_ZSTD },
  { "zstd-cut", SPAN ("\x28\xb5\x2f"), DSN_PACKING_NONE },
};

static void
test_magic (gconstpointer data)
{
  const struct MagicRow *row = data;

  g_assert_cmpint (dsn_packing_find (row->head), ==, row->packing);
}

static void
test_nothing (gconstpointer data)
{
  const struct PackingRow *row = data;
  g_autoptr (GByteArray) empty = test_pack (row->packing, (DsnSpan){ NULL, 0 });

  assert_unpacks (row->packing, empty, "");
}

/* A frame of one empty block that says it has 84 bytes, or none, or not how many. */
static const struct FrameRow {
  const char *name;
  DsnSpan frame;
  gboolean good;
} frames[] = {
  { "too-large", SPAN ("\x28\xb5\x2f\xfd\x20\x54\x01\x00\x00"), FALSE },
  { "right", SPAN ("\x28\xb5\x2f\xfd\x20\x00\x01\x00\x00"), TRUE },
  { "unknown", SPAN ("\x28\xb5\x2f\xfd\x00\x00\x01\x00\x00"), TRUE },
};

/* In pieces of any size it is as good as it is whole. */
static void
test_frame_size (gconstpointer data)
{
  const struct FrameRow *row = data;

  for (gsize step = 1; step <= row->frame.len; step++) {
    g_autoptr (GByteArray) out = g_byte_array_new ();

    g_assert_cmpint (unpack (DSN_PACKING_ZSTD, row->frame, step, 100, out, NULL), ==,
                     row->good);
    g_assert_cmpuint (out->len, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/unpack/members", packings, test_members);
  TEST_ADD_ROWS ("/unpack/cut", packings, test_cut);
  TEST_ADD_ROWS ("/unpack/damaged", packings, test_damaged);
  TEST_ADD_ROWS ("/unpack/nothing", packings, test_nothing);
  TEST_ADD_ROWS ("/unpack/magic", magics, test_magic);
  TEST_ADD_ROWS ("/unpack/frame-size", frames, test_frame_size);
  g_test_add_func ("/unpack/memory/xz", test_memory_xz);
  g_test_add_func ("/unpack/memory/zstd", test_memory_zstd);
  return g_test_run ();
}
