/* fuzz-addr.c: bytes -> an address, valid UTF-8 and stable. */
#include "dsn-addr.h"
#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_auto (DsnAddr) addr = { 0 };
  g_auto (DsnAddr) again = { 0 };
  const char *domain;

  if (!dsn_addr_read ((DsnSpan){ exact, size }, &addr)) {
    g_assert_true (addr.address == NULL && addr.ascii == NULL);
    return 0;
  }
  g_assert_true (addr.address != NULL && fuzz_is_text (addr.address));
  g_assert_true (fuzz_is_text (addr.ascii));
  g_assert_true (!addr.has_domain || strrchr (addr.address, '@') > addr.address);
  if (addr.has_domain &&
      addr.ascii != NULL) { /* the local part is the same, the domain is ASCII */
    domain = strrchr (addr.ascii, '@');
    g_assert_true (domain != NULL && g_str_is_ascii (domain) && !addr.bad_idn);
    g_assert_cmpint (strncmp (addr.ascii, addr.address, domain - addr.ascii), ==, 0);
  }
  if (addr.odd || !addr.has_domain ||
      !g_utf8_validate_len ((const char *) exact, size, NULL))
    return 0;
  g_assert_true (dsn_addr_read (dsn_span_of_string (addr.address), &again));
  g_assert_cmpstr (again.address, ==, addr.address);
  g_assert_cmpstr (again.ascii, ==, addr.ascii);
  return 0;
}
