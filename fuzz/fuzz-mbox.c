/* fuzz-mbox.c: bytes -> the messages of an mbox; how the bytes come is the same. */
#include "dsn-mbox.h"
#include "fuzz.h"

/* The places of the messages, which cover @text exactly. */
static GArray *
split (DsnSpan text, gsize block, gboolean seekable, gsize max_size)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (DsnMboxMessage));
  DsnStream stream = { 0 };
  DsnMbox mbox = dsn_mbox_over (&stream, max_size, !seekable);
  DsnMboxMessage m;
  guint64 covered = 0;

  dsn_stream_begin (&stream, dsn_source_over (text, block, seekable));
  for (; dsn_mbox_next (&mbox, &m); covered += m.length) {
    g_array_append_val (found, m);
    g_assert_true (m.offset == covered && m.length > 0);
    g_assert_cmpuint (m.length, <=, text.len - covered);
    g_assert_true (covered == 0 || memcmp (text.data + covered, "From ", 5) == 0);
    if (!seekable && m.length <= max_size) /* it was kept */
      g_assert_true (memcmp (dsn_stream_get (&stream, covered, m.length).data,
                             text.data + covered, m.length) == 0);
  }
  g_assert_cmpuint (covered, ==, text.len);
  dsn_stream_clear (&stream);
  return found;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  gsize block = size > 0 ? 1 + data[0] % 64 : 1, max = size > 1 ? 1 + 64 * data[1] : 1;
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autoptr (GArray) whole = split ((DsnSpan){ exact, size }, MAX (size, 1), TRUE, max);
  g_autoptr (GArray) cut = split ((DsnSpan){ exact, size }, block, FALSE, max);

  g_assert_cmpmem (whole->data, whole->len * sizeof (DsnMboxMessage), cut->data,
                   cut->len * sizeof (DsnMboxMessage));
  return 0;
}
