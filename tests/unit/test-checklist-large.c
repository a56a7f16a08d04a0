/* test-checklist-large.c: section I of the RFC checklist: large messages take time that
 * grows with their size and no faster, whatever they are made of. */
#include "test-checklist.h"

#include <time.h>

#define SMALL ((gsize) 3 << 20)
#define LARGE ((gsize) 15 << 20)

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined __SANITIZE_ADDRESS__ || __has_feature(address_sanitizer)
#define SECONDS_MAX 5
#else
#define SECONDS_MAX 1
#endif

/* Where the bulk stands. */
typedef enum {
  IN_ORIGINAL, /* below the header of the returned message, all of it if there is none
                */
  IN_TEXT,
  IN_REPORT,
} Place;

/* Bulk is the unit again and again. Each row is a report of TEST_FAILED. */
static const struct BulkCase {
  const char *path;
  Place place;
  const char *before;
  const char *unit;
} bulk_cases[] = {
  { "/checklist/I-1/large-returned-message", IN_ORIGINAL,
    "Content-Transfer-Encoding: base64\n\n",
    "SW4gdGhlIGJlZ2lubmluZyB3YXMgdGhlIHdvcmQsIGFuZCB0aGUgd29yZCB3YXMgbG9uZyBhbmQg\n" },
  { "/checklist/I-1/one-line", IN_ORIGINAL, "\n", "aaaaaaaa" },
  { "/checklist/I-1/empty-lines", IN_ORIGINAL, "\n", "\n" },
  { "/checklist/I-1/lone-cr", IN_ORIGINAL, "\n", "\r" },
  { "/checklist/I-1/boundary-look-alikes", IN_ORIGINAL, "\n", "--Bx\n" },
  { "/checklist/I-1/quoted-report", IN_ORIGINAL, "\n", "> " TEST_FINAL },
  { "/checklist/I-1/header-fields", IN_ORIGINAL, "", "X-Many: 1\n" },
  { "/checklist/I-1/folded-field", IN_ORIGINAL, "X-Long: 1\n", "\tfolded\n" },
  { "/checklist/I-1/parentheses", IN_ORIGINAL, "Content-Type: multipart/mixed; ", "(" },
  { "/checklist/I-1/parts", IN_ORIGINAL,
    "Content-Type: multipart/mixed; boundary=I\n\n", "--I\n\nx\n" },
  { "/checklist/I-1/messages-in-messages", IN_ORIGINAL, "",
    "Content-Type: message/rfc822\n\n" },
  { "/checklist/I-1/text-of-replies", IN_TEXT, "",
    "<reader@books.example>: host mx.books.example said: 550-5.1.1 no\n" },
  { "/checklist/I-1/junk-lines", IN_REPORT, "", "this is no field at all\n" },
  { "/checklist/I-1/extension-fields", IN_REPORT, "", "X-Many: 1\n" },
  { "/checklist/I-1/long-diagnostic", IN_REPORT, "Diagnostic-Code: smtp; 550-5.1.1 no",
    " 550-5.1.1 no" },
  { "/checklist/I-1/recipients", IN_REPORT, "",
    "\nFinal-Recipient: rfc822; again@books.example\n" },
  { "/checklist/I-1/encoded-words", IN_REPORT,
    "X-Words: =?utf-8?q?a?=", " =?utf-8?q?a?=" },
};

static void
append_bulk (GString *out, const struct BulkCase *c, gsize size)
{
  gsize len = strlen (c->unit), start;

  g_string_append (out, c->before);
  start = out->len;
  g_string_set_size (out, start + size / len * len);
  for (gsize i = start; i < out->len; i += len)
    memcpy (out->str + i, c->unit, len);
  g_string_append_c (out, '\n');
}

static GBytes *
build (const struct BulkCase *c, gsize size)
{
  GString *out = g_string_sized_new (size + 4096);

  g_string_append (out, TEST_HEADER TEST_REPORT_TYPE "\n" TEST_TEXT);
  if (c->place == IN_TEXT)
    append_bulk (out, c, size);
  g_string_append (out, TEST_STATUS TEST_GROUP TEST_FAILED);
  if (c->place == IN_REPORT)
    append_bulk (out, c, size);
  g_string_append (out, "\n--B\nContent-Type: message/rfc822\n\n" TEST_ORIGINAL_FIELDS);
  if (c->place == IN_ORIGINAL)
    append_bulk (out, c, size);
  g_string_append (out, "\n" TEST_END);
  return g_string_free_to_bytes (out);
}

static gint64
get_usec (void)
{
  return (gint64) clock () * G_USEC_PER_SEC / CLOCKS_PER_SEC;
}

/* The best of some runs, in microseconds. The parser waits for nothing, so the time of
 * the processor is all that it takes, however much else runs. */
static gint64
measure (const struct BulkCase *c, gsize size, guint runs)
{
  g_autoptr (GBytes) bytes = build (c, size);
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < runs; i++) {
    gint64 start = get_usec ();
    g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);

    best = MIN (best, get_usec () - start);
    test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED,
                           "5.1.1");
    test_assert_original (report);
  }
  return MAX (best, 1);
}

/* Five times the size: 25 times the time would be quadratic. What takes no time at all
 * may take a few times as long when it leaves the caches. */
static void
test_bulk (gconstpointer data)
{
  const struct BulkCase *c = data;
  gint64 small = measure (c, SMALL, 3);
  gint64 large = measure (c, LARGE, 2);

  g_test_message ("%" G_GINT64_FORMAT " us, then %" G_GINT64_FORMAT " us", small,
                  large);
  g_assert_cmpint (large, <, SECONDS_MAX * G_USEC_PER_SEC);
  g_assert_cmpint (large, <, 12 * MAX (small, 5000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (bulk_cases, test_bulk);
  return g_test_run ();
}
