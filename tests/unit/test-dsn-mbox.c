/* test-dsn-mbox.c: an mbox to its messages, every byte in one of them. */
#include "dsn-mbox.h"

#include "test-util.h"

#define FROM "From a@b.example Thu Apr 17 22:10:00 2025\n"

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
};

static char *
split (DsnSpan text)
{
  GString *offsets = g_string_new (NULL);
  DsnMbox mbox = dsn_mbox_over (text);
  DsnSpan message;
  gsize offset, seen = 0;

  while (dsn_mbox_next (&mbox, &message, &offset)) {
    g_assert_cmpuint (offset, ==, seen);
    g_assert_true (message.data == text.data + offset);
    g_assert_cmpuint (message.len, >, 0);
    seen += message.len;
    g_string_append_printf (offsets, "%s%" G_GSIZE_FORMAT, offset > 0 ? " " : "",
                            offset);
  }
  g_assert_cmpuint (seen, ==, text.len);
  g_assert_false (dsn_mbox_next (&mbox, &message, &offset));
  return g_string_free (offsets, FALSE);
}

static void
check_row (DsnSpan text, gboolean whole, gconstpointer data)
{
  const struct MboxCase *c = data;
  g_autofree char *offsets = split (text);

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/mbox", cases, test_row);
  return g_test_run ();
}
