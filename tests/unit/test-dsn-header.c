/* test-dsn-header.c: a header block found, and a field found in it. */
#include "dsn-header.h"

#include "test-message.h"

static const struct FindCase {
  const char *name;
  DsnSpan header;
  const char *body; /* of Subject; NULL: not there */
} find_cases[] = {
  { "first", SPAN ("Subject: a\nTo: b\n"), " a" },
  { "last-no-end", SPAN ("To: b\nSubject: a"), " a" },
  { "case", SPAN ("SUBJECT:a\n"), "a" },
  { "first-counts", SPAN ("Subject: a\nSubject: b\n"), " a" },
  { "fold", SPAN ("Subject: a\r\n b\r\nTo: c\r\n"), " a\r\n b" },
  { "blank-before-colon", SPAN ("Subject : a\n"), " a" },
  { "behind-junk", SPAN ("no field\nSubject: a\n"), " a" },
  { "empty-value", SPAN ("Subject:\n"), "" },
  { "behind-blank", SPAN ("To: b\n\nSubject: a\n"), NULL },
  { "longer-name", SPAN ("Subjects: a\nX-Subject: b\n"), NULL },
  { "in-a-fold", SPAN ("To: b\n Subject: a\n"), NULL },
  { "empty", SPAN (""), NULL },
};

static gboolean
find_subject (DsnSpan header, DsnSpan *body)
{
  g_autoptr (GArray) fields = dsn_field_collect (header);

  return dsn_header_find (fields, "subject", body);
}

static void
test_find (gconstpointer data)
{
  const struct FindCase *c = data;
  DsnSpan body = SPAN ("untouched");
  gboolean found = find_subject (c->header, &body);

  g_assert_cmpint (found, ==, c->body != NULL);
  test_assert_text (body, found ? c->body : "untouched");
  for (gsize n = 0; n <= c->header.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->header, n);

    if (find_subject (dsn_span_of_bytes (bytes), &body))
      test_assert_inside (body, dsn_span_of_bytes (bytes));
  }
}

static const struct StartCase {
  const char *name;
  DsnSpan text;
  gsize start;
  gboolean envelope;
  const char *junk;
} start_cases[] = {
  { "at-once", SPAN ("To: a\n"), 0, FALSE, "" },
  { "empty", SPAN (""), 0, FALSE, "" },
  { "bom", SPAN ("\357\273\277To: a\n"), 3, FALSE, "" },
  { "blank-lines", SPAN ("\n\r\n \t\nTo: a\n"), 6, FALSE, "" },
  { "envelope", SPAN ("From a@b.example Thu Apr 17 22:10:00 2025\nTo: a\n"), 42, TRUE,
    "" },
  { "quoted-envelope", SPAN (">From a\nTo: a\n"), 8, TRUE, "" },
  { "from-field", SPAN ("From: a\n"), 0, FALSE, "" },
  { "junk", SPAN ("+OK 100 octets\nReturn-Path: <>\n"), 15, FALSE, "+OK 100 octets" },
  { "junk-then-unsure", SPAN ("junk\nhttp://a\nTo: b\n"), 14, FALSE, "junk" },
  { "all-kinds", SPAN ("\357\273\277\nFrom a\n\nTo: a\n"), 12, TRUE, "" },
  { "no-field", SPAN ("one\ntwo\nthree\n"), 0, FALSE, "" },
  { "envelope-only", SPAN ("From a\n"), 0, FALSE, "" },
  { "bom-only", SPAN ("\357\273\277"), 3, FALSE, "" },
  { "19-lines", SPAN ("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nTo: a\n"), 19, FALSE, "" },
  { "20-lines", SPAN ("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nTo: a\n"), 0, FALSE,
    "" },
};

static void
test_start (gconstpointer data)
{
  const struct StartCase *c = data;

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    DsnSpan text = dsn_span_of_bytes (bytes), junk;
    gboolean envelope;
    const guint8 *start = dsn_header_find_start (text, &envelope, &junk);

    g_assert_true (start >= text.data && start <= text.data + text.len);
    test_assert_inside (junk, text);
    if (n < c->text.len)
      continue;
    g_assert_cmpuint ((gsize) (start - text.data), ==, c->start);
    g_assert_cmpint (envelope, ==, c->envelope);
    test_assert_text (junk, c->junk);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/header/find", find_cases, test_find);
  TEST_ADD_ROWS ("/header/start", start_cases, test_start);
  return g_test_run ();
}
