/* fuzz-make.c: bytes -> a report -> a message -> the report that it reads as: a message
 * is by the book, and what was written once is written the same for ever. */
#include "dsn-parse.h"
#include "dsn-write.h"
#include "fuzz.h"

#include "test-same.h"

/* What no input can be without. */
static const DsnWriteOptions fallback = { .from = "postmaster@mx.example.org",
                                          .to = "bob@example.org",
                                          .date = 1736000000 };

/* Lines that SMTP takes and ASCII, unless UTF-8 or the original needs more. */
static void
check_bytes (GBytes *message, gboolean ascii)
{
  DsnSpan text = dsn_span_of_bytes (message);
  gsize column = 0;

  for (gsize i = 0; i < text.len; i++) {
    column = text.data[i] == '\n' ? 0 : column + 1;
    g_assert_true (column <= 998 && text.data[i] != '\r' && text.data[i] != 0);
    g_assert_true (!ascii || text.data[i] < 0x80);
  }
}

/* A reader that found a reply in the text of a message has more than fields. */
static void
check_again (GBytes *once)
{
  g_autoptr (DsnReport) report = dsn_parse_bytes (once, NULL);
  g_autoptr (GBytes) twice = dsn_report_to_message (report, &fallback, NULL, NULL);
  g_autoptr (DsnReport) again = NULL;
  g_autofree char *a = test_what_it_says (report), *b = NULL;

  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_DELIVERY_STATUS);
  g_assert_nonnull (twice);
  again = dsn_parse_bytes (twice, NULL);
  b = test_what_it_says (again);
  test_assert_same (a, b);
}

static void
check_original (const DsnReport *report, GBytes *original)
{
  for (gint utf8 = DSN_UTF8_AUTO; utf8 <= DSN_UTF8_NEVER; utf8++) {
    const DsnWriteOptions options = { .from = fallback.from,
                                      .to = fallback.to,
                                      .date = fallback.date,
                                      .utf8 = (DsnUtf8) utf8,
                                      .crlf = utf8 == DSN_UTF8_ALWAYS };
    g_autoptr (GBytes) message =
        dsn_report_to_message (report, &options, original, NULL);
    g_autoptr (DsnReport) read = NULL;

    g_assert_nonnull (message);
    read = dsn_parse_bytes (message, NULL);
    g_assert_cmpuint (dsn_report_get_recipient_count (read), ==,
                      dsn_report_get_recipient_count (report));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const DsnWriteOptions never = { .from = fallback.from,
                                  .to = fallback.to,
                                  .date = fallback.date,
                                  .utf8 = DSN_UTF8_NEVER };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  g_autoptr (GBytes) message = NULL, ascii = NULL;

  if (dsn_report_get_kind (report) != DSN_KIND_DELIVERY_STATUS)
    return 0;
  message = dsn_report_to_message (report, &fallback, NULL, NULL);
  if (message == NULL) /* nobody is named */
    return 0;
  ascii = dsn_report_to_message (report, &never, NULL, NULL);
  g_assert_nonnull (ascii);
  check_bytes (message, FALSE);
  check_bytes (ascii, TRUE);
  check_again (message);
  check_again (ascii);
  check_original (report, bytes);
  return 0;
}
