/* test-dsn-stream.c: a window over bytes: what it shows, keeps and forgets. */
#include "dsn-stream.h"

#include "test-util.h"

#define TEXT_LEN 1000000

static guint8 *text;

static void
assert_shows (DsnStream *stream, guint64 offset, gsize want)
{
  DsnSpan got = dsn_stream_get (stream, offset, want);
  gsize left = TEXT_LEN - (gsize) MIN (offset, TEXT_LEN);

  g_assert_cmpuint (got.len, >=, MIN (want, left));
  g_assert_cmpuint (got.len, <=, left);
  if (got.len > 0)
    g_assert_cmpmem (got.data, got.len, text + offset, got.len);
}

static void
assert_peeks (DsnStream *stream, guint64 offset, gsize want)
{
  DsnSpan got = dsn_stream_peek (stream, offset, want);
  gsize left = TEXT_LEN - (gsize) MIN (offset, TEXT_LEN);

  g_assert_cmpuint (got.len, ==, MIN (want, left));
  if (got.len > 0)
    g_assert_cmpmem (got.data, got.len, text + offset, got.len);
}

static const struct StreamRow {
  const char *name;
  gsize block;
  gboolean seekable;
} rows[] = {
  { "file", TEXT_LEN, TRUE },       { "file-in-blocks", 777, TRUE },
  { "stream", TEXT_LEN, FALSE },    { "stream-in-blocks", 4099, FALSE },
  { "stream-in-bytes", 13, FALSE },
};

/* Walks at random, with something held now and then, and looks ahead. */
static void
test_walk (gconstpointer data)
{
  const struct StreamRow *row = data;
  DsnStream stream = { 0 };

  for (guint round = 0; round < 5; round++) {
    guint64 at = 0, hold;

    dsn_stream_begin (&stream, dsn_source_over ((DsnSpan){ text, TEXT_LEN }, row->block,
                                                row->seekable));
    while (at < TEXT_LEN) {
      hold = g_test_rand_bit () ? at : DSN_STREAM_FREE;
      stream.hold = hold;
      at += (guint64) g_test_rand_int_range (0, 50000);
      assert_shows (&stream, at, (gsize) g_test_rand_int_range (0, 3000));
      assert_peeks (&stream, at + (guint64) g_test_rand_int_range (0, 300000),
                    (gsize) g_test_rand_int_range (1, 4096));
      assert_shows (&stream, at - MIN (at, DSN_STREAM_BEHIND), 1);
      if (hold != DSN_STREAM_FREE)
        assert_shows (&stream, hold, (gsize) (at - hold));
    }
    assert_shows (&stream, at + 5, 1);
    g_assert_null (stream.error);
  }
  dsn_stream_clear (&stream);
}

/* What is not held does not fill memory. */
static void
test_memory (gconstpointer data)
{
  const struct StreamRow *row = data;
  DsnStream stream = { 0 };

  dsn_stream_begin (&stream, dsn_source_over ((DsnSpan){ text, TEXT_LEN }, row->block,
                                              row->seekable));
  for (guint64 at = 0; at < TEXT_LEN; at += 1000)
    assert_shows (&stream, at, 1000);
  g_assert_cmpuint (stream.room, <=, TEXT_LEN * 3 / 4);
  dsn_stream_clear (&stream);
}

/* A folder can be opened, and cannot be read. */
static void
test_error (void)
{
  DsnSource source;
  g_autoptr (GError) error = NULL;

  g_assert_false (dsn_source_open (&source, "/", TRUE, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
  g_clear_error (&error);
  g_assert_false (dsn_source_open (&source, "/dev/null", FALSE, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
  g_clear_error (&error);
  g_assert_false (dsn_source_open (&source, "/nowhere/nothing", FALSE, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_READ);
  g_assert_cmpstr (error->message, ==, "No such file or directory");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  text = g_malloc (TEXT_LEN);
  for (gsize i = 0; i < TEXT_LEN; i++)
    text[i] = (guint8) g_test_rand_int ();
  TEST_ADD_ROWS ("/stream/walk", rows, test_walk);
  TEST_ADD_ROWS ("/stream/memory", rows, test_memory);
  g_test_add_func ("/stream/error", test_error);
  status = g_test_run ();
  g_free (text);
  return status;
}
