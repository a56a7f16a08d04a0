/* fuzz-typed.c: bytes -> "type; value", and the tokens it is made of. */
#include "dsn-token.h"
#include "dsn-typed.h"
#include "fuzz.h"

/* Success moves the cursor, failure touches nothing; nothing leaves the text. */
static void
check_token (DsnSpan text, gboolean (*take) (DsnScan *, DsnSpan *))
{
  const DsnSpan untouched = DSN_SPAN_LIT ("untouched");
  DsnScan scan = dsn_scan_over (text);
  DsnSpan inner = untouched;

  if (!take (&scan, &inner)) {
    g_assert_true (scan.at == text.data && inner.data == untouched.data);
    return;
  }
  g_assert_true (fuzz_is_inside (text, inner) && scan.at <= scan.end);
  g_assert_true (inner.data == text.data + 1 && scan.at == inner.data + inner.len + 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  DsnSpan text = { exact, size };
  DsnScan scan = dsn_scan_over (text);
  DsnTyped typed = { text, text };

  if (dsn_typed_scan (&scan, &typed)) {
    g_assert_true (dsn_scan_at_end (&scan) && dsn_token_is_atom (typed.type));
    g_assert_true (fuzz_is_inside (text, typed.type));
    g_assert_true (fuzz_is_inside (text, typed.value));
    g_assert_cmpuint (dsn_span_trim (typed.value).len, ==, typed.value.len);
  } else {
    g_assert_true (scan.at == exact && typed.type.data == exact);
  }
  check_token (text, dsn_token_scan_comment);
  check_token (text, dsn_token_scan_quoted);
  scan = dsn_scan_over (text);
  dsn_token_skip_cfws (&scan);
  g_assert_true (scan.at >= exact && scan.at <= scan.end);
  return 0;
}
