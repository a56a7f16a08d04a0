/* test-dsn-piece.c: pieces to bytes for another process, and back. */
#include "dsn-piece.h"

#include "test-util.h"

static const guint64 lengths[] = { 4, 0, G_MAXUINT64 };

static const struct PieceRow {
  const char *name;
  DsnPiece piece;
} rows[] = {
  { "nothing", { 0 } },
  { "file",
    { .kind = DSN_PIECE_FILE,
      .source = "a/new/b",
      .path = "a/new/b",
      .maildir = TRUE } },
  { "range",
    { .kind = DSN_PIECE_RANGE,
      .source = "\xff\n",
      .path = "x",
      .in_mbox = TRUE,
      .offset = (guint64) 1 << 40,
      .size = 4,
      .device = 7,
      .inode = G_MAXUINT64,
      .lengths = lengths,
      .lengths_count = 3 } },
  { "bytes",
    { .kind = DSN_PIECE_BYTES,
      .source = "-",
      .bytes = SPAN ("a\0\nb"),
      .lengths = lengths,
      .lengths_count = 1 } },
  { "error",
    { .kind = DSN_PIECE_ERROR,
      .source = "",
      .code = DSN_ERROR_TOO_BIG,
      .message = "cannot read 'a': it is too large" } },
};

static void
assert_equal (const DsnPiece *a, const DsnPiece *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->source, ==, b->source);
  g_assert_cmpstr (a->path, ==, b->path);
  g_assert_cmpint (a->maildir, ==, b->maildir);
  g_assert_cmpint (a->in_mbox, ==, b->in_mbox);
  g_assert_cmpuint (a->offset, ==, b->offset);
  g_assert_cmpuint (a->size, ==, b->size);
  g_assert_cmpuint (a->device, ==, b->device);
  g_assert_cmpuint (a->inode, ==, b->inode);
  test_assert_span (a->bytes, b->bytes);
  g_assert_cmpuint (a->lengths_count, ==, b->lengths_count);
  for (gsize i = 0; i < a->lengths_count; i++)
    g_assert_cmpuint (a->lengths[i], ==, b->lengths[i]);
  g_assert_cmpint (a->code, ==, b->code);
  g_assert_cmpstr (a->message, ==, b->message);
}

/* All rows one behind the other. */
static GByteArray *
pack_all (void)
{
  GByteArray *packed = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    dsn_piece_pack (&rows[i].piece, packed);
    g_assert_cmpuint (packed->len % 8, ==, 0);
  }
  return packed;
}

static void
test_round (void)
{
  g_autoptr (GByteArray) packed = pack_all ();
  DsnSpan rest = { packed->data, packed->len };
  DsnPiece piece;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_assert_true (dsn_piece_unpack (&rest, &piece));
    assert_equal (&piece, &rows[i].piece);
  }
  g_assert_cmpuint (rest.len, ==, 0);
  TEST_POISON (piece);
  g_assert_false (dsn_piece_unpack (&rest, &piece));
  TEST_ASSERT_POISON (piece);
}

/* A pipe that broke hands over less, or anything: it is refused or stays in bounds. */
static void
test_broken (gconstpointer data)
{
  const struct PieceRow *row = data;
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  DsnPiece piece;

  dsn_piece_pack (&row->piece, packed);
  for (gsize len = 0; len < packed->len; len++) {
    g_autofree guint8 *exact = g_memdup2 (packed->data, len);
    DsnSpan rest = { exact, len };

    g_assert_false (dsn_piece_unpack (&rest, &piece));
    g_assert_true (rest.data == exact && rest.len == len);
  }
  for (gsize i = 0; i < packed->len; i++)
    for (guint bit = 0; bit < 8; bit++) {
      g_autofree guint8 *exact = g_memdup2 (packed->data, packed->len);
      DsnSpan rest = { exact, packed->len }, all = rest;

      exact[i] ^= (guint8) (1 << bit);
      if (!dsn_piece_unpack (&rest, &piece))
        continue;
      test_assert_inside (piece.bytes, all);
      if (piece.source != NULL)
        test_assert_inside (dsn_span_of_string (piece.source), all);
      if (piece.lengths_count > 0)
        test_assert_inside ((DsnSpan){ (gconstpointer) piece.lengths,
                                       piece.lengths_count * sizeof (guint64) },
                            all);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/piece/round", test_round);
  TEST_ADD_ROWS ("/piece/broken", rows, test_broken);
  return g_test_run ();
}
