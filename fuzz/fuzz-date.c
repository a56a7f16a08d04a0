/* fuzz-date.c: bytes -> a moment, which leads back to itself. */
#include "dsn-date.h"
#include "dsn-decode.h"
#include "fuzz.h"

#include <string.h>

static void
check_date (DsnSpan span, gboolean (*read) (DsnSpan, gint64 *))
{
  gint64 seconds = 12345, twice = 12345, again = 12345;
  char text[DSN_DATE_TEXT_SIZE];

  if (!read (span, &seconds)) {
    g_assert_cmpint (seconds, ==, 12345);
    return;
  }
  g_assert_true (read (span, &twice) && twice == seconds && seconds != DSN_DATE_NONE);
  if (dsn_date_to_text (seconds, text) == NULL)
    return; /* by its zone of the year 0 or 10000 */
  g_assert_cmpuint (strlen (text), ==, DSN_DATE_TEXT_SIZE - 1);
  g_assert_true (dsn_date_read_iso (dsn_span_of_string (text), &again));
  g_assert_cmpint (again, ==, seconds);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);

  check_date ((DsnSpan){ exact, size }, dsn_date_read_iso);
  check_date ((DsnSpan){ exact, size }, dsn_decode_date);
  return 0;
}
