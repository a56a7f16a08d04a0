/* fuzz-code.c: bytes -> enhanced status codes. */
#include "dsn-code-private.h"
#include "fuzz.h"

#include <string.h>

/* What is found is a code, and leads back to itself. */
static void
check_code (DsnCode code)
{
  char text[DSN_CODE_TEXT_SIZE];
  DsnSpan span = dsn_span_of_string (dsn_code_to_text (code, text));
  gboolean odd;
  DsnCode again;

  g_assert_true (code.klass == 2 || code.klass == 4 || code.klass == 5);
  g_assert_true (code.subject <= 999 && code.detail <= 999);
  g_assert_true (dsn_code_read (span, &again, &odd) && !odd);
  g_assert_true (memcmp (&again, &code, sizeof code) == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  DsnSpan text = { exact, size }, where = { NULL, 0 };
  DsnScan scan = dsn_scan_over (text);
  DsnCode code = { 1, 2, 3 };
  gboolean odd = 2;

  if (dsn_code_scan (&scan, &code))
    check_code (code);
  g_assert_cmpint (code.klass == 1, ==, scan.at == exact);
  g_assert_cmpuint (dsn_scan_left (&scan), <=, size);
  code.klass = 1;
  if (dsn_code_read (text, &code, &odd))
    check_code (code);
  g_assert_cmpint (code.klass == 1, ==, odd == 2);
  if (!dsn_code_find (text, &code, &where)) {
    g_assert_null (where.data);
    return 0;
  }
  check_code (code);
  g_assert_true (fuzz_is_inside (text, where));
  scan = dsn_scan_over (where);
  g_assert_true (dsn_code_scan (&scan, &code) && dsn_scan_at_end (&scan));
  return 0;
}
