/* fuzz-redact.c: bytes -> the same bytes about others: bounded, the same by the same
 * key, and once more it is of the same parts. */
#include "dsn-message.h"
#include "dsn-redact.h"
#include "fuzz.h"

/* How much longer it may become: ".example" for a short name, an escape for a sign, an
 * encoded word for each character of a header, UTF-8 for a byte. */
#define GROWTH 16
#define MARGIN 4096

static guint
count_parts (GBytes *bytes)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  DsnDefects *defects = dsn_defects_new (limits.defects);
  DsnMessage *message = dsn_message_new (bytes, &limits, defects);
  guint count = dsn_message_get_part_count (message);

  dsn_message_free (message);
  dsn_defects_free (defects);
  return count;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const DsnSpan key = DSN_SPAN_LIT ("key");
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */
  g_auto (DsnRedacted) once = { 0 }, again = { 0 }, twice = { 0 };

  dsn_redact (bytes, key, &once);
  dsn_redact (bytes, key, &again);
  g_assert_true (g_bytes_equal (once.message, again.message));
  g_assert_cmpint (once.same, ==, again.same);
  g_assert_cmpuint (g_bytes_get_size (once.message), <=, GROWTH * size + MARGIN);
  for (guint i = 0; i < once.kept->len; i++)
    g_assert_true (fuzz_is_text (g_ptr_array_index (once.kept, i)));
  if (!once.same)
    return 0;
  dsn_redact (once.message, key, &twice);
  if (count_parts (once.message) == count_parts (bytes))
    g_assert_cmpuint (g_bytes_get_size (twice.message), <=,
                      GROWTH * g_bytes_get_size (once.message) + MARGIN);
  return 0;
}
