/* fuzz-mbox.c: bytes -> the messages of an mbox, which cover it exactly. */
#include "dsn-mbox.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  DsnMbox mbox = dsn_mbox_over ((DsnSpan){ exact, size });
  DsnSpan message = { NULL, 0 };
  gsize offset = 0, covered = 0;

  while (dsn_mbox_next (&mbox, &message, &offset)) {
    g_assert_cmpuint (offset, ==, covered);
    g_assert_true (message.len > 0 && message.data == exact + offset);
    g_assert_cmpuint (message.len, <=, size - offset);
    if (offset > 0) { /* a "From " line behind an empty one */
      guint8 before = exact[offset - 1];

      g_assert_true (dsn_mbox_is_mbox (message));
      g_assert_true (before == '\n' || before == '\r');
    }
    covered += message.len;
  }
  g_assert_cmpuint (covered, ==, size);
  message.len = 12345;
  g_assert_false (dsn_mbox_next (&mbox, &message, &offset));
  g_assert_true (message.len == 12345 && (offset < size || size == 0));
  return 0;
}
