/* test-dsn-mbox.c: an mbox to its messages, every byte in one of them. */
#include "dsn-mbox.h"

#include "test-util.h"

#define FROM "From a@b.example Thu Apr 17 22:10:00 2025\n"
#define MAX_SIZE ((gsize) 1 << 20)

static const struct MboxCase {
  const char *name;
  DsnSpan text;
  gboolean is_mbox;
  const char *offsets;
} cases[] = {
  { "one", SPAN (FROM "To: a\n\nx\n"), TRUE, "0" },
  { "two", SPAN (FROM "To: a\n\nx\n\n" FROM "To: b\n\ny\n"), TRUE, "0 52" },
  { "crlf",
    SPAN ("From a Thu Apr 17 22:10:00 2025\r\nTo: a\r\n\r\nx\r\n\r\n"
          "From b Thu Apr 17 22:10:00 2025\r\nTo: b\r\n"),
    TRUE, "0 47" },
  { "crcrlf",
    SPAN ("From a Thu Apr 17 22:10:00 2025\r\r\nTo: a\r\r\n\r\r\nx\r\r\n\r\r\n"
          "From b Thu Apr 17 22:10:00 2025\r\r\nTo: b\r\r\n"),
    TRUE, "0 52" },
  { "crcrlf-no-blank",
    SPAN ("From a Thu Apr 17 22:10:00 2025\r\r\nTo: a\r\r\n\r\r\nx\r\r\n"
          "From b Thu Apr 17 22:10:00 2025\r\r\nTo: b\r\r\n"),
    TRUE, "0" },
  { "cr",
    SPAN ("From a Thu Apr 17 22:10:00 2025\rTo: a\r\rx\r\r"
          "From b Thu Apr 17 22:10:00 2025\rTo: b\r"),
    TRUE, "0 42" },
  { "empty-messages", SPAN (FROM "\n" FROM "\n" FROM), TRUE, "0 86" },
  { "bodyless", SPAN (FROM "To: a\n\n" FROM "To: b\n\n"), TRUE, "0 49" },
  { "no-blank-line", SPAN (FROM "To: a\n\nx\n" FROM "To: b\n\ny\n"), TRUE, "0" },
  { "no-date", SPAN (FROM "To: a\n\nx\n\nFrom here: to there\nTo: b\n"), TRUE, "0" },
  { "no-header-behind", SPAN (FROM "To: a\n\nx\n\n" FROM "dear reader\n"), TRUE, "0" },
  { "quoted", SPAN (FROM "To: a\n\nx\n\n>" FROM "To: b\n"), TRUE, "0" },
  { "quoted-line-behind", SPAN (FROM "To: a\n\nx\n\n" FROM ">From x\nTo: b\n"), TRUE,
    "0 52" },
  { "ends-in-from-line", SPAN (FROM "To: a\n\nx\n\n" FROM), TRUE, "0 52" },
  { "blank-line-first", SPAN ("\n" FROM "To: a\n"), FALSE, "0 1" },
  { "message", SPAN ("From: a\n\nx\n"), FALSE, "0" },
  { "case", SPAN ("FROM a Thu Apr 17 22:10:00 2025\n"), FALSE, "0" },
  { "short", SPAN ("From"), FALSE, "0" },
  { "empty", SPAN (""), FALSE, "" },
  { "length", SPAN (FROM "Content-Length: 51\n\n" FROM "To: x\n\nx\n\n" FROM "To: b\n"),
    TRUE, "0 114" },
  { "length-at-end", SPAN (FROM "CONTENT-length:51\n\n" FROM "To: x\n\nx\n"), TRUE,
    "0" },
  { "length-with-blank-line",
    SPAN (FROM "Content-Length: 52\n\n" FROM "To: x\n\nx\n\n" FROM "To: b\n"), TRUE,
    "0 114" },
  { "length-two-blank-lines",
    SPAN (FROM "Content-Length: 51\n\n" FROM "To: x\n\nx\n\n\n" FROM "To: b\n"), TRUE,
    "0 115" },
  { "length-crlf",
    SPAN ("From a 10:00\r\nContent-Length: 23\r\n\r\nFrom x 10:00\r\nTo: x\r\n\r\n\r\n"
          "From b 10:00\r\nTo: b\r\n"),
    TRUE, "0 61" },
  { "length-last-one-counts",
    SPAN (FROM "Content-Length: 1\nContent-Length: 51\n\n" FROM "To: x\n\nx\n\n" FROM
               "To: b\n"),
    TRUE, "0 132" },
  { "length-without-last-end",
    SPAN (FROM "Content-Length: 50\n\n" FROM "To: x\n\nx\n\n" FROM "To: b\n"), TRUE,
    "0 114" },
  { "length-short",
    SPAN (FROM "Content-Length: 40\n\n" FROM "To: x\n\nx\n\n" FROM "To: b\n"), TRUE,
    "0 62 114" },
  { "length-long",
    SPAN (FROM "Content-Length: 54\n\n" FROM "To: x\n\nx\n\n" FROM "To: b\n"), TRUE,
    "0 62 114" },
  { "length-past-end",
    SPAN (FROM "Content-Length: 9999\n\n" FROM "To: x\n\nx\n\n" FROM "To: b\n"), TRUE,
    "0 64 116" },
  { "length-over-limit", SPAN (FROM "Content-Length: 99999999\n\n" FROM "To: x\n\nx\n"),
    TRUE, "0 68" },
  { "length-overflow",
    SPAN (FROM "Content-Length: 18446744073709551567\n\n" FROM "To: x\n\nx\n"), TRUE,
    "0 80" },
  { "length-no-number", SPAN (FROM "Content-Length: 5l\n\n" FROM "To: x\n\nx\n"), TRUE,
    "0 62" },
  { "length-empty", SPAN (FROM "Content-Length:\n\n" FROM "To: x\n\nx\n"), TRUE,
    "0 59" },
  { "length-in-body",
    SPAN (FROM "To: a\n\nContent-Length: 51\n\n" FROM "To: x\n\nx\n\n" FROM "To: b\n"),
    TRUE, "0 69 121" },
  { "length-mid-line",
    SPAN (FROM "Content-Length: 3\n\nx. From b 10:00\nTo: b\n\ny\n\n" FROM "To: c\n"),
    TRUE, "0 87" },
};

/* How the bytes come. */
typedef struct {
  gsize block;
  gboolean seekable;
  gboolean keep;
} Way;

static char *
split (DsnStream *stream, DsnSpan text, const Way *way)
{
  GString *offsets = g_string_new (NULL);
  DsnMbox mbox = dsn_mbox_over (stream, MAX_SIZE, way->keep);
  DsnMboxMessage message;
  gsize seen = 0;

  dsn_stream_begin (stream, dsn_source_over (text, way->block, way->seekable));
  while (dsn_mbox_next (&mbox, &message)) {
    g_assert_cmpuint (message.offset, ==, seen);
    g_assert_cmpuint (message.length, >, 0);
    g_assert_cmpuint (message.length, <=, text.len - seen);
    if (way->keep && message.length <= MAX_SIZE) {
      DsnSpan got = dsn_stream_get (stream, seen, (gsize) message.length);

      g_assert_cmpmem (got.data, message.length, text.data + seen, message.length);
    }
    g_string_append_printf (offsets, "%s%" G_GSIZE_FORMAT, seen > 0 ? " " : "", seen);
    seen += (gsize) message.length;
  }
  g_assert_cmpuint (seen, ==, text.len);
  TEST_POISON (message);
  g_assert_false (dsn_mbox_next (&mbox, &message));
  TEST_ASSERT_POISON (message);
  return g_string_free (offsets, FALSE);
}

/* However the bytes come, the messages are the same. */
static char *
split_in_all_ways (DsnSpan text, gsize max_block)
{
  DsnStream stream = { 0 };
  g_autofree char *first =
      split (&stream, text, &(Way){ MAX (text.len, 1), TRUE, TRUE });

  for (gsize block = 1; block <= max_block; block++)
    for (guint i = 0; i < 4; i++) {
      g_autofree char *next =
          split (&stream, text, &(Way){ block, i & 1, (i & 2) != 0 });

      g_assert_cmpstr (next, ==, first);
    }
  dsn_stream_clear (&stream);
  return g_steal_pointer (&first);
}

static void
check_row (DsnSpan text, gboolean whole, gconstpointer data)
{
  const struct MboxCase *c = data;
  g_autofree char *offsets = split_in_all_ways (text, whole ? text.len + 1 : 1);

  if (!whole)
    return;
  g_assert_cmpstr (offsets, ==, c->offsets);
  g_assert_cmpint (dsn_mbox_is_mbox (text), ==, c->is_mbox);
}

static void
test_row (gconstpointer data)
{
  const struct MboxCase *c = data;

  test_cut_everywhere (c->text, check_row, c);
}

/* The same rows behind a message that the first look does not reach the end of: what
 * parts messages is then cut by the blocks at every place. */
static void
test_row_behind (gconstpointer data)
{
  const struct MboxCase *c = data;
  g_autoptr (GString) text = g_string_new (FROM "To: x\n\ntext\n");
  g_autoptr (GString) expected = g_string_new ("0");
  g_autofree char *offsets = NULL;
  gsize begin;

  while (text->len < 5000)
    g_string_append (text, "From the beginning: 10:20\nTo: b\n");
  g_string_append (text, "\n");
  begin = text->len;
  g_string_append_len (text, (const char *) c->text.data, (gssize) c->text.len);
  offsets = split_in_all_ways ((DsnSpan){ (const guint8 *) text->str, text->len }, 70);
  if (!c->is_mbox || g_str_equal (c->name, "empty-messages"))
    return;
  for (const char *at = c->offsets; *at != '\0';) {
    char *end;

    g_string_append_printf (expected, " %" G_GUINT64_FORMAT,
                            begin + g_ascii_strtoull (at, &end, 10));
    at = end;
  }
  g_assert_cmpstr (offsets, ==, expected->str);
}

/* What a line may be long, and a header. */
static void
test_long (void)
{
  static const struct {
    gsize user_len;
    gsize header_len;
    gboolean parts;
    gboolean length_counts;
  } rows[] = {
    { 10, 10, TRUE, TRUE },   { 1000, 10, TRUE, TRUE },  { 1100, 10, FALSE, FALSE },
    { 10, 5000, TRUE, TRUE }, { 10, 60000, TRUE, TRUE }, { 10, 70000, TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *user = g_strnfill (rows[i].user_len, 'u');
    g_autofree char *value = g_strnfill (rows[i].header_len, 'h');
    g_autofree char *second =
        g_strdup_printf ("From %s 10:00\nTo: b\n\nbody\n\n", user);
    g_autofree char *text =
        g_strdup_printf ("From a 10:00\nX: %s\nContent-Length: %" G_GSIZE_FORMAT
                         "\n\n%sFrom c 10:00\nTo: c\n",
                         value, strlen (second), second);
    DsnSpan span = dsn_span_of_string (text);
    g_autofree char *offsets = split_in_all_ways (span, 3);
    g_auto (GStrv) parts = g_strsplit (offsets, " ", 0);
    guint expected = rows[i].length_counts ? 2 : rows[i].parts ? 3 : 2;

    g_assert_cmpuint (g_strv_length (parts), ==, expected);
  }
}

/* A header whose end lies at the end of what is looked at first. */
static void
test_edge (void)
{
  for (gsize len = 4000; len < 4110; len++) {
    g_autofree char *value = g_strnfill (len, 'h');
    g_autofree char *text = g_strdup_printf (
        "From a 10:00\r\nContent-Length: 23\r\nX: %s\r\n\r\n"
        "From b 10:00\r\nTo: b\r\n\r\n\r\n\r\nFrom c 10:00\r\nTo: c\r\n",
        value);
    DsnSpan span = dsn_span_of_string (text);
    g_autofree char *offsets = split_in_all_ways (span, 1);
    g_autofree char *expected = g_strdup_printf ("0 %" G_GSIZE_FORMAT, len + 68);

    g_assert_cmpstr (offsets, ==, expected);
  }
}

/* A message over the limit is passed over, and not kept. */
static void
test_large (void)
{
  DsnSpan filler = test_repeat ("From nobody to nobody, at some length\n\n", 100000);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  DsnStream stream = { 0 };
  DsnMbox mbox = dsn_mbox_over (&stream, MAX_SIZE, TRUE);
  DsnMboxMessage message;
  DsnSpan got;

  g_byte_array_append (text, (const guint8 *) FROM "To: a\n\n", 49);
  g_byte_array_append (text, filler.data, (guint) filler.len);
  g_byte_array_append (text, (const guint8 *) FROM "To: b\n", 48);
  dsn_stream_begin (&stream,
                    dsn_source_over ((DsnSpan){ text->data, text->len }, 1000, FALSE));
  g_assert_true (dsn_mbox_next (&mbox, &message));
  g_assert_cmpuint (message.length, ==, 49 + filler.len);
  g_assert_true (dsn_mbox_next (&mbox, &message));
  g_assert_cmpuint (message.offset, ==, 49 + filler.len);
  got = dsn_stream_get (&stream, message.offset, (gsize) message.length);
  g_assert_cmpmem (got.data, got.len, FROM "To: b\n", 48);
  g_assert_false (dsn_mbox_next (&mbox, &message));
  g_assert_cmpuint (stream.room, <, 3 * MAX_SIZE);
  dsn_stream_clear (&stream);
  g_free ((gpointer) filler.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/mbox", cases, test_row);
  TEST_ADD_ROWS ("/mbox/behind", cases, test_row_behind);
  g_test_add_func ("/mbox/long", test_long);
  g_test_add_func ("/mbox/edge", test_edge);
  g_test_add_func ("/mbox/large", test_large);
  return g_test_run ();
}
